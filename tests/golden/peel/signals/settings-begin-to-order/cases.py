"""A line that starts something comes into settings; a number changes; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair
from onionskin.lookalike.packages import build_sdist

SCRIPT = {"shapes.js": b"exports.area = (side) => side * side;\n"}
PLAIN = b"name: inert\nlimit: 10\n"


def _pair(folder: Path, version: str, now: bytes) -> tuple[Path, Path]:
    return npm_pair(
        folder, version, SCRIPT | {"conf/inert.yml": PLAIN}, SCRIPT | {"conf/inert.yml": now}
    )


def good_another_number(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", PLAIN.replace(b"10", b"20"))


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", PLAIN + b"command: inert-no-such-program\n")


def _sources(folder: Path, name: str, now: bytes) -> tuple[Path, Path]:
    paths = []
    for version, text in (("1.2.3", b"[tool.inert]\nlimit = 10\n"), ("1.2.4", now)):
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(
            build_sdist("inert", version, {name: text, "inert.py": b"side = 2\n"})
        )
    return paths[0], paths[1]


def good_settings_of_a_tool_of_the_developers(folder: Path) -> tuple[Path, Path]:
    return _sources(
        folder, "tox.ini", b"[tool.inert]\nlimit = 10\ncommands = inert-no-such-program\n"
    )


def good_a_table_of_a_tool_of_the_developers(folder: Path) -> tuple[Path, Path]:
    now = b'[tool.inert]\nlimit = 10\n[tool.tox.env.docs]\ncommands = "inert-no-such-program"\n'
    return _sources(folder, "pyproject.toml", now)


def bad_a_table_that_may_be_of_a_builder(folder: Path) -> tuple[Path, Path]:
    now = b'[tool.inert]\nlimit = 10\nscript = "inert-no-such-program"\n'
    return _sources(folder, "pyproject.toml", now)


def bad_a_command(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", PLAIN + b"command: inert-no-such-program\n")


def bad_an_object_that_is_code(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", PLAIN + b"inert: !!python/object:inert.No\n")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_command(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new


def good_an_example_in_the_description_of_a_package(folder: Path) -> tuple[Path, Path]:
    now = b"Metadata-Version: 2.1\nName: inert\nVersion: 1.2.4\n\n    $ make exec=inert-no-such-program; exec 3<&1\n    command: inert-no-such-program\n"
    return _sources(folder, "inert.egg-info/PKG-INFO", now)
