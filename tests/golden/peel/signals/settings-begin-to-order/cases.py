"""A line that starts something comes into settings; a number changes; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

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


def bad_a_command(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", PLAIN + b"command: inert-no-such-program\n")


def bad_an_object_that_is_code(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", PLAIN + b"inert: !!python/object:inert.No\n")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_command(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
