"""A script that begins to switch a check off, one that did before, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
OPEN = b"exports.agent = new https.Agent({ rejectUnauthorized: false });\n"


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    old = {"shapes.js": OPEN + LINES}
    return npm_pair(folder, "1.2.4", old, {"shapes.js": OPEN + LINES[:-40]})


def good_a_check_is_switched_on(folder: Path) -> tuple[Path, Path]:
    put = OPEN.replace(b"false", b"true")
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": put + LINES})


def bad_of_certificates(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": OPEN + LINES})


def bad_of_python(folder: Path) -> tuple[Path, Path]:
    old = b"def area(side):\n    return side * side\n"
    put = b"def fetch(get):\n    return get('inert', verify=False)\n"
    return npm_pair(folder, "1.3.0", {"shapes.py": old}, {"shapes.py": old + put})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_of_certificates(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
