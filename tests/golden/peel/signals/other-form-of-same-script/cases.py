"""Programs that carry scripts and what was made of them: built anew, built with another compiler, edited."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.carried import build_bun_graph, build_deno, in_section
from onionskin.lookalike.elf import ElfRecipe, build_elf

SCRIPT = b"const words = ['inert', 'words'];\n"
FORM = b"\x26\xed\xf0\xf1 compiled inert words"
BUILD, LATER = b"\xab" * 20, b"\xcd" * 20


def _release(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).mkdir()
    path = folder / name / "tool"
    path.write_bytes(data)
    return path


def _bun(form: bytes = FORM, script: bytes = SCRIPT, build: bytes = BUILD) -> bytes:
    graph = build_bun_graph({"/$bunfs/root/app.js": (script, b"", form)})
    return build_elf(ElfRecipe(kind=2, build_id=build, extra={".bun": in_section(graph)}))


def _deno(*forms: bytes) -> bytes:
    files = {f"part{number}.ts": (SCRIPT, form) for number, form in enumerate(forms)}
    return build_elf(ElfRecipe(kind=2, build_id=BUILD, tail=build_deno(files)))


def good_script_and_form_changed(folder: Path) -> tuple[Path, Path]:
    new = _bun(FORM[::-1], SCRIPT + b"words.sort();\n")
    return _release(folder, "old", _bun()), _release(folder, "new", new)


def good_compiled_by_a_later_runtime(folder: Path) -> tuple[Path, Path]:
    new = _bun(FORM[::-1], build=LATER)
    return _release(folder, "old", _bun()), _release(folder, "new", new)


def bad_form_of_bun_changed_alone(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", _bun()), _release(folder, "new", _bun(FORM[::-1]))


def bad_one_text_that_deno_runs_changed_alone(folder: Path) -> tuple[Path, Path]:
    old, new = (_deno(b"const a = 1;\n", form) for form in (b"const b = 1;\n", b"const b = 2;\n"))
    return _release(folder, "old", old), _release(folder, "new", new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_form_of_bun_changed_alone(folder)
    new.write_bytes(new.read_bytes()[:-700])
    return old, new
