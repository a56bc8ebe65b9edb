"""A unit of the system starts another program in a patch; only its version changes; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

SCRIPT = {"shapes.js": b"exports.area = (side) => side * side;\n"}
UNIT = b"[Unit]\nDescription=Inert 1.2.3\n[Service]\nExecStart=/usr/bin/false one\n"


def _pair(folder: Path, version: str, now: bytes) -> tuple[Path, Path]:
    return npm_pair(
        folder, version, SCRIPT | {"inert.service": UNIT}, SCRIPT | {"inert.service": now}
    )


def good_another_version(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", UNIT.replace(b"1.2.3", b"1.2.4"))


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", UNIT.replace(b"one", b"two"))


def bad_another_program(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", UNIT.replace(b"/usr/bin/false one", b"/usr/bin/false two"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_another_program(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
