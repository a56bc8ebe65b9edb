"""A value that became lax; one that became strict, one in a line that changed besides; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(30)).encode()  # fmt: skip
STRICT = b"exports.defaults = {\n  iterations: 8192,\n  httpOnly: true,\n};\n" + LINES
LAX = STRICT.replace(b"8192", b"1")


def good_it_is_stricter(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": LAX}, {"load.js": STRICT})


def good_the_line_is_another(folder: Path) -> tuple[Path, Path]:
    new = STRICT.replace(b"iterations: 8192", b"iterations: 2, rounds")
    return npm_pair(folder, "1.2.4", {"load.js": STRICT}, {"load.js": new})


def bad_a_number(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"load.js": STRICT}, {"load.js": LAX})


def bad_a_flag_in_a_large_step(folder: Path) -> tuple[Path, Path]:
    new = STRICT.replace(b"httpOnly: true", b"httpOnly: false")
    return npm_pair(folder, "2.0.0", {"load.js": STRICT}, {"load.js": new})


def bad_of_settings(folder: Path) -> tuple[Path, Path]:
    old = b"PasswordAuthentication no\nPermitEmptyPasswords no\nPort 22\n"
    new = old.replace(b"Passwords no", b"Passwords yes")
    return npm_pair(folder, "1.2.4", {"etc/sshd.conf": old}, {"etc/sshd.conf": new})


def bad_a_call_that_cleans(folder: Path) -> tuple[Path, Path]:
    old = (
        b"exports.show = (text) => {\n  const bare = escapeHtml(text);\n  return put(bare);\n};\n"
        + LINES
    )
    new = old.replace(b"escapeHtml(text)", b"String(text)")
    return npm_pair(folder, "1.2.4", {"load.js": old}, {"load.js": new})


def bad_a_pattern_that_holds_on_to_less(folder: Path) -> tuple[Path, Path]:
    old = b"exports.known = /^[a-z]+$/;\n" + LINES
    return npm_pair(folder, "1.3.0", {"load.js": old}, {"load.js": old.replace(b"$/", b"/")})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_number(folder)
    new.write_bytes(new.read_bytes()[:-60])
    return old, new
