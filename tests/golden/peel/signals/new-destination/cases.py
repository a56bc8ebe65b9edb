"""Addresses that are new, that were known, and in a paper; and a release cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
FIRST = b'exports.home = "https://shapes.example/areas";\n'


def good_a_host_that_was_known(folder: Path) -> tuple[Path, Path]:
    put = b'exports.help = "https://shapes.example/help";\n'
    return npm_pair(
        folder, "1.2.4", {"shapes.js": FIRST + LINES}, {"shapes.js": FIRST + put + LINES}
    )


def good_a_host_that_another_file_named(folder: Path) -> tuple[Path, Path]:
    old = {"shapes.js": LINES, "rings.js": FIRST}
    return npm_pair(folder, "1.2.4", old, old | {"shapes.js": LINES + FIRST})


def good_in_a_document(folder: Path) -> tuple[Path, Path]:
    old = {"shapes.js": LINES, "README.md": b"shapes\n"}
    return npm_pair(folder, "1.2.4", old, old | {"README.md": b"see https://rings.example\n"})


def bad_in_a_script(folder: Path) -> tuple[Path, Path]:
    put = FIRST.replace(b"shapes.example", b"inert.example")
    return npm_pair(folder, "1.2.4", {"shapes.js": FIRST + LINES}, {"shapes.js": put + LINES})


def bad_in_settings(folder: Path) -> tuple[Path, Path]:
    old, new = ({"update.yml": f"url: https://{host}.example/feed\n".encode()} for host in ("shapes", "inert"))  # fmt: skip
    return npm_pair(folder, "1.2.4", old, new)


def bad_a_bare_number_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    # 9.9.9.9 is a public resolver's number; nothing is asked of it.
    put = b'exports.home = "https://9.9.9.9/areas";\n'
    return npm_pair(folder, "1.3.0", {"shapes.js": LINES}, {"shapes.js": put + LINES})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_in_a_script(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
