"""An address that leads to another host, or another owner; one whose path alone changed, one in a comment; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair

LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(30)).encode()  # fmt: skip
ASKS = b"// see https://docs.example.com/\nexports.base = 'https://api.example.com/v1';\nexports.code = 'https://github.com/inert/one';\n"


def _pair(folder: Path, version: str, old: bytes, new: bytes) -> tuple[Path, Path]:
    before, after = ASKS + LINES, ASKS.replace(old, new) + LINES
    return npm_pair(folder, version, {"ask.js": before}, {"ask.js": after})


def good_another_path(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", b"/v1", b"/v2")


def good_in_a_comment(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", b"docs.example.com", b"help.example.com")


def good_a_host_above_it(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", b"api.example.com", b"example.com")


def bad_another_host(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", b"api.example.com", b"api.example.org")


def bad_another_owner(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", b"github.com/inert/", b"github.com/other/")


def bad_from_a_shared_host_to_another(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", b"github.com/inert/", b"code.example.org/inert/")


def bad_what_the_environment_says(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", b"'https://api", b"process.env.API || 'https://api")


def good_a_setting_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", b"'https://api", b"process.env.API || 'https://api")


def bad_put_together(folder: Path) -> tuple[Path, Path]:
    return _pair(
        folder,
        "1.2.4",
        b"'https://api.example.com/v1'",
        b"'https://' + ['api', 'example'].join('.')",
    )


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_another_host(folder)
    new.write_bytes(new.read_bytes()[:-60])
    return old, new
