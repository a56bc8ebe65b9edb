"""Lines that hold less than those in whose place they stand; ones that hold more, and ones of a larger step; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(30)).encode()  # fmt: skip
WHOLE = b"exports.same = (given, kept) => {\n  return given === kept;\n};\n" + LINES
PART = WHOLE.replace(b"given === kept", b"given.startsWith(kept.slice(0, 4))")
NARROW = b"exports.take = (list) => {\n  if (list.length > 64) throw new RangeError('long');\n  return list;\n};\n"
WIDE = NARROW.replace(b"64", b"6400")
C = b"int take(char *s, int n) {\n    if (s == NULL) {\n        return -1;\n    }\n    return copy(s, n);\n}\n"


def good_it_holds_more(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": PART}, {"load.js": WHOLE})


def good_its_part_is_written_anew(folder: Path) -> tuple[Path, Path]:
    anew = b"exports.same = (one, other) => {\n  const all = [one, other];\n  const both = all.map(String);\n  return both[0].startsWith(both[1]);\n};\n"
    return npm_pair(folder, "1.2.4", {"load.js": WHOLE}, {"load.js": anew + LINES})


def bad_a_part_is_compared_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "2.0.0", {"load.js": WHOLE}, {"load.js": PART})


def bad_a_wider_bound(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": NARROW + LINES}, {"load.js": WIDE + LINES})


def bad_a_wider_bound_is_only_shown_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"load.js": NARROW + LINES}, {"load.js": WIDE + LINES})


def bad_an_assignment(folder: Path) -> tuple[Path, Path]:
    new = C.replace(b"s == NULL", b"s = NULL")
    return npm_pair(folder, "1.2.4", {"src/take.c": C}, {"src/take.c": new})


def damaged(folder: Path) -> tuple[Path, Path]:
    before, after = npm_pair(folder, "1.2.4", {"load.js": WHOLE}, {"load.js": PART})
    after.write_bytes(after.read_bytes()[:-12])
    return before, after
