"""A guard that is gone, turned round, idle; one that moved, one in a large step; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(30)).encode()  # fmt: skip
GUARD = b"  if (path.includes('..')) {\n    throw new Error('outside of the folder');\n  }\n"
LOAD = b"exports.load = (path) => {\n  const name = path.trim();\n%s  return open(name);\n};\n"
WITH, WITHOUT = LOAD % GUARD + LINES, LOAD % b"" + LINES


def good_it_moved(folder: Path) -> tuple[Path, Path]:
    old = {"load.js": WITH, "shapes.js": LINES}
    new = {"load.js": WITHOUT, "shapes.js": LINES + LOAD % GUARD}
    return npm_pair(folder, "1.2.4", old, new)


def bad_shown_alone_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"load.js": WITH}, {"load.js": WITHOUT})


def good_another_one_stands_there(folder: Path) -> tuple[Path, Path]:
    other = GUARD.replace(b"path.includes('..')", b"!isWithin(path)")
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": LOAD % other + LINES})


def bad_it_is_gone(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": WITHOUT})


def bad_turned_round(folder: Path) -> tuple[Path, Path]:
    new = WITH.replace(b"if (path", b"if (!path")
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": new})


def bad_idle(folder: Path) -> tuple[Path, Path]:
    new = WITH.replace(b"'..'))", b"'..') && false)")
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": new})


def bad_only_where_the_environment_asks(folder: Path) -> tuple[Path, Path]:
    new = WITH.replace(b"if (path", b"if (process.env.STRICT && path")
    return npm_pair(folder, "1.3.0", {"load.js": WITH}, {"load.js": new})


def bad_nothing_is_refused(folder: Path) -> tuple[Path, Path]:
    new = WITH.replace(b"throw new Error('outside of the folder');", b"return undefined;").replace(b"    return undefined;\n", b"    // the caller looks\n")  # fmt: skip
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": new})


def good_only_narrowed(folder: Path) -> tuple[Path, Path]:
    new = WITH.replace(b"'..'))", b"'..') && path.length > 2)")
    return npm_pair(folder, "1.2.4", {"load.js": WITH}, {"load.js": new})


def bad_of_trust_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    guard = GUARD.replace(b"outside of the folder", b"the signature is wrong")
    return npm_pair(folder, "2.0.0", {"load.js": LOAD % guard + LINES}, {"load.js": WITHOUT})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_is_gone(folder)
    new.write_bytes(new.read_bytes()[:-60])
    return old, new
