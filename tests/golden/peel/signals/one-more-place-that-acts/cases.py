"""A script that started programs anyway, and starts one more; one whose start was changed; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
FIRST = (
    b'const child = require("child_process");\nexports.draw = () => child.exec("inert-viewer");\n'
)
MORE = b'exports.ring = () => require("child_process").exec("inert-no-such-program");\n'


def good_its_place_was_changed(folder: Path) -> tuple[Path, Path]:
    changed = FIRST.replace(b'const child = require("child_process")', b'const child = require("node:child_process")')  # fmt: skip
    return npm_pair(folder, "1.2.4", {"shapes.js": FIRST + LINES}, {"shapes.js": changed + LINES})


def good_in_a_test(folder: Path) -> tuple[Path, Path]:
    old = {"test/shapes.js": FIRST + LINES}
    return npm_pair(folder, "1.2.4", old, {"test/shapes.js": FIRST + LINES + MORE})


def bad_one_more(folder: Path) -> tuple[Path, Path]:
    return npm_pair(
        folder, "1.2.4", {"shapes.js": FIRST + LINES}, {"shapes.js": FIRST + LINES + MORE}
    )


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_more(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
