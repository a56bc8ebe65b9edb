"""A release that is the one before with lines put in, one that was worked on, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
PUT = b"exports.ring = (one, two) => {\n  const three = two - one;\n  return three;\n};\n"


def good_a_line_was_changed_beside(folder: Path) -> tuple[Path, Path]:
    worked = LINES.replace(b"side * 7;", b"side * 7.5;").replace(b"area9 =", b"areaNine =")
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": worked + PUT})


def good_only_papers_changed(folder: Path) -> tuple[Path, Path]:
    old = {"shapes.js": LINES, "README.md": b"shapes\n"}
    return npm_pair(folder, "1.2.4", old, old | {"README.md": b"shapes\n\nareas of many\nthings\n"})


def good_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES + PUT})


def bad_lines_behind_a_script(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": LINES + PUT})


def bad_a_new_script(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": LINES, "rings.js": PUT})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_lines_behind_a_script(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
