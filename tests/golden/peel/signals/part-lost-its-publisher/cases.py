"""Two signed programs: both stay signed, one loses its signature, one gets another's, one is cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair
from onionskin.lookalike.openpgp import armoured
from onionskin.lookalike.openpgp_keys import PgpKey
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signed_windows import sign_script
from onionskin.lookalike.signing import sign_pe

MAKER = "Example Phone Ltd"


def _release(folder: Path, name: str, library: bytes) -> Path:
    release = folder / name
    release.mkdir()
    program = build_pe(Recipe(name="phone.exe", strings=(name,)))
    (release / "phone.exe").write_bytes(sign_pe(program, signer=MAKER))
    (release / "codec.dll").write_bytes(library)
    return release


def _library(text: str) -> bytes:
    return build_pe(Recipe(is_dll=True, name="codec.dll", strings=(text,)))


def good_signed_again_later(folder: Path) -> tuple[Path, Path]:
    """The same publisher, written otherwise, with another certificate."""
    later = sign_pe(_library("new"), signer="Example Phone Limited", at="2023-06-01T08:00:00Z")
    return (
        _release(folder, "old", sign_pe(_library("old"), signer=MAKER)),
        _release(folder, "new", later),
    )


def good_signed_for_the_first_time(folder: Path) -> tuple[Path, Path]:
    return (
        _release(folder, "old", _library("old")),
        _release(folder, "new", sign_pe(_library("new"), signer=MAKER)),
    )


def bad_lost(folder: Path) -> tuple[Path, Path]:
    return (
        _release(folder, "old", sign_pe(_library("old"), signer=MAKER)),
        _release(folder, "new", _library("new")),
    )


def bad_another_publisher(folder: Path) -> tuple[Path, Path]:
    return (
        _release(folder, "old", sign_pe(_library("old"), signer=MAKER)),
        _release(folder, "new", sign_pe(_library("new"), signer="Someone Else GmbH")),
    )


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_lost(folder)
    (new / "codec.dll").write_bytes((new / "codec.dll").read_bytes()[:200])
    return old, new


def _archive(folder: Path, name: str, signature: bytes | None) -> Path:
    release = folder / name
    release.mkdir()
    (release / "phone.tar").write_bytes(name.encode())
    if signature is not None:
        (release / "phone.tar.asc").write_bytes(armoured(signature))
    return release


def good_signed_again_with_the_same_openpgp_key(folder: Path) -> tuple[Path, Path]:
    return (
        _archive(folder, "old", PgpKey().sign(b"old")),
        _archive(folder, "new", PgpKey().sign(b"new")),
    )


def bad_openpgp_signature_gone(folder: Path) -> tuple[Path, Path]:
    return _archive(folder, "old", PgpKey().sign(b"old")), _archive(folder, "new", None)


def bad_another_openpgp_key(folder: Path) -> tuple[Path, Path]:
    stranger = PgpKey("Someone Else GmbH")
    return (
        _archive(folder, "old", PgpKey().sign(b"old")),
        _archive(folder, "new", stranger.sign(b"new")),
    )


SCRIPT = b"function Get-Area {\r\n    param($Side)\r\n    return $Side\r\n}\r\n"


def bad_a_script_that_is_signed_no_more(folder: Path) -> tuple[Path, Path]:
    return npm_pair(
        folder, "1.2.4", {"area.ps1": sign_script(SCRIPT)}, {"area.ps1": SCRIPT + b"\r\n"}
    )


def good_a_script_that_nobody_signed(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", {"area.ps1": SCRIPT}, {"area.ps1": SCRIPT + b"\r\n"})
