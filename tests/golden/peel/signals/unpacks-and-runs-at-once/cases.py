"""A script that begins to run what it unpacks, one that did before, one that only unpacks, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
RUN = b"exports.ring = (text) => (() => {}).constructor(atob(text))();\n"
PIECES = b"exports.ring = (text) => globalThis['ev' + 'al'](text);\n"
PYTHON = b"def area(side):\n    return side * side\n"
TAIL = b"def ring():\n    exec(open(__file__, 'rb').read().rpartition(b'#~')[2][::-1])\n"


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": RUN + LINES}, {"shapes.js": LINES + RUN})


def good_it_only_unpacks(folder: Path) -> tuple[Path, Path]:
    put = b"exports.ring = (text) => JSON.parse(atob(text));\n"
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES + put})


def bad_by_a_constructor(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES + RUN})


def bad_by_a_name_in_pieces(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES + PIECES})


def bad_its_own_end(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "2.0.0", {"shapes.py": PYTHON}, {"shapes.py": PYTHON + TAIL})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_by_a_constructor(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
