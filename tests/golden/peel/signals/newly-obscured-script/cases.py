"""A script that is minified, one that begins to hide code, a new one that does, one cut short."""

from __future__ import annotations

from pathlib import Path

READABLE = "exports.area = (one, two) => {\n  return one * two;\n};\n" * 20
FAR = READABLE + "exports.name = 'inert';" + " " * 400 + "eval('0');\n"
NUMBERED = "".join(f"var _0x{each:04x}f=['inert'];_0x{each:04x}f[0x0];\n" for each in range(20))


def _scripts(folder: Path, name: str, **files: str) -> Path:
    (folder / name).mkdir()
    for each, text in files.items():
        (folder / name / f"{each}.js").write_text(text)
    return folder / name


def good_it_is_minified_now(folder: Path) -> tuple[Path, Path]:
    short = "".join(READABLE.split("\n  ")).replace("\n", "") * 4
    return _scripts(folder, "old", area=READABLE), _scripts(folder, "new", area=short)


def good_it_always_was(folder: Path) -> tuple[Path, Path]:
    return _scripts(folder, "old", area=NUMBERED), _scripts(folder, "new", area=NUMBERED + "\n")


def bad_code_far_to_the_right(folder: Path) -> tuple[Path, Path]:
    return _scripts(folder, "old", area=READABLE), _scripts(folder, "new", area=FAR)


def bad_a_new_one_with_numbers_for_names(folder: Path) -> tuple[Path, Path]:
    old = _scripts(folder, "old", area=READABLE)
    return old, _scripts(folder, "new", area=READABLE + "\n", more=NUMBERED)


def bad_code_for_machines_behind_it(folder: Path) -> tuple[Path, Path]:
    code = ",".join(f"a{each}=function(n){{return n+{each}}}" for each in range(60))
    new = READABLE + f"!1&&function(){{var {code}}}();\n"
    return _scripts(folder, "old", area=READABLE), _scripts(folder, "new", area=new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old = _scripts(folder, "old", area=READABLE)
    return old, _scripts(folder, "new", area=FAR[: len(FAR) - 20] + "'\0")
