"""Code of the same hand and of another one in a script, and a release cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = function (side) {{\n    return side * {number} + 'mm';\n}};\n" for number in range(30)).encode()  # fmt: skip
TIGHT = b"!1&&function(){var " + b",".join(b"a%d=function(n){return n+%d}" % (each, each) for each in range(9)) + b"}();\n"  # fmt: skip
TABS = b"exports.ring = function (one) {\n\tconst two = one + 1;\n\treturn two;\n};\n"


def good_the_same_hand(folder: Path) -> tuple[Path, Path]:
    put = b"exports.ring = function (one, two) {\n    return two - one + 'mm';\n};\n"
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": LINES + put})


def good_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES + TIGHT})


def bad_a_line_for_machines(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": LINES + TIGHT})


def bad_tabs_among_blanks(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": LINES + TABS})


def bad_other_ends_of_lines(folder: Path) -> tuple[Path, Path]:
    put = b"exports.ring = function (one) {\n    return one;\n};\n"
    dos = LINES.replace(b"\n", b"\r\n")
    return npm_pair(folder, "1.2.4", {"shapes.js": dos}, {"shapes.js": dos + put})


def good_all_lines_end_otherwise_now(folder: Path) -> tuple[Path, Path]:
    put = b"exports.ring = function (one) {\n    return one;\n};\n"
    dos = LINES.replace(b"\n", b"\r\n")
    return npm_pair(folder, "1.2.4", {"shapes.js": dos}, {"shapes.js": LINES + put})


def good_all_quotes_are_others_now(folder: Path) -> tuple[Path, Path]:
    put = b"exports.ring = function (one) {\n    return one + 'a' + 'b';\n};\n" * 4
    new = (LINES + put).replace(b"'", b'"')
    return npm_pair(folder, "1.2.4", {"shapes.js": LINES}, {"shapes.js": new})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_line_for_machines(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
