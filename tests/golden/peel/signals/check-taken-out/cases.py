"""A download without the check it had, a check that moved, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
CHECK = b"  validateBinaryVersion(path);\n"
FETCH = b"exports.fetch = (path) => {\n  const file = load(path);\n%s  return file;\n};\n"


def good_it_moved(folder: Path) -> tuple[Path, Path]:
    old = {"load.js": FETCH % CHECK + LINES, "shapes.js": LINES}
    new = {"load.js": FETCH % b"" + LINES, "shapes.js": LINES + CHECK}
    return npm_pair(folder, "1.2.4", old, new)


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "2.0.0", {"load.js": FETCH % CHECK + LINES}, {"load.js": FETCH % b"" + LINES})  # fmt: skip


def bad_a_call(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": FETCH % CHECK + LINES}, {"load.js": FETCH % b"" + LINES})  # fmt: skip


def bad_of_python(folder: Path) -> tuple[Path, Path]:
    old = b"def same(one, two):\n    return hmac.compare_digest(one, two)\n"
    new = old.replace(b"hmac.compare_digest(one, two)", b"True")
    return npm_pair(folder, "1.2.4", {"shapes.py": old}, {"shapes.py": new})


def bad_replaced_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    old, new = FETCH % CHECK + LINES, FETCH % b"  void path;\n" + LINES.replace(b"side", b"edge")
    return npm_pair(folder, "2.0.0", {"load.js": old}, {"load.js": new})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_call(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
