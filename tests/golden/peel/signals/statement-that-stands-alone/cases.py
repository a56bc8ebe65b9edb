"""A script that gets a statement of nobody's, one that gets a statement about what it holds, one in a new function, one that was moved, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => {{\n  const half = side / {number + 1};\n  return half * side;\n}};\n" for number in range(40)).encode()  # fmt: skip
AT = b"  const half = side / 9;\n"
ALONE = b"  navigator.locks.request('inert', () => {});\n"
ITS_OWN = b"  navigator.locks.request(String(half), () => {});\n"


def good_it_is_handed_what_the_script_holds(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES.replace(AT, AT + ITS_OWN)})  # fmt: skip


def good_it_was_moved(folder: Path) -> tuple[Path, Path]:
    old = {"shapes.js": LINES, "locks.js": b"exports.lock = () => {\n" + ALONE + b"};\n"}
    new = {"shapes.js": LINES.replace(AT, AT + ALONE), "locks.js": b"exports.lock = () => {\n};\n"}
    return npm_pair(folder, "1.3.0", old, new)


def good_in_a_test(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"test/shapes.js": LINES}, {"test/shapes.js": LINES.replace(AT, AT + ALONE)})  # fmt: skip


def bad_one_amid_a_function(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": LINES.replace(AT, AT + ALONE)})  # fmt: skip


def bad_an_import_within_a_function(folder: Path) -> tuple[Path, Path]:
    old = "".join(f"def area{number}(side):\n    half = side / {number + 1}\n    return half * side\n\n\n" for number in range(40))  # fmt: skip
    at = "    half = side / 9\n"
    new = old.replace(at, f"{at}    import ftplib\n    ftplib.FTP('ftp.example.invalid')\n")
    return npm_pair(folder, "2.0.0", {"shapes.py": old.encode()}, {"shapes.py": new.encode()})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_amid_a_function(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
