"""A code signing certificate; one for servers; one issued by no authority; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import CODE_SIGNING, Wanted, issue, publisher, root
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe

IMAGE = build_pe(Recipe(name="phone.exe"))
SERVER_AUTH = "1.3.6.1.5.5.7.3.1"


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(data)
    return path


def _server(folder: Path) -> bytes:
    wanted = Wanted("phone.example", "Example Phone Ltd", "signer", usages=(SERVER_AUTH,))
    return sign_pe(IMAGE, plan=Plan(credential=issue(wanted, root())))


def good(folder: Path) -> Path:
    return _write(folder, sign_pe(IMAGE))


def bad_for_servers(folder: Path) -> Path:
    return _write(folder, _server(folder))


def bad_issued_by_a_publisher(folder: Path) -> Path:
    middle = publisher("Example Phone Ltd", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")
    wanted = Wanted("Example Stranger", "Example Stranger", "timestamp", usages=(CODE_SIGNING,))
    return _write(folder, sign_pe(IMAGE, plan=Plan(credential=issue(wanted, middle))))


def damaged(folder: Path) -> Path:
    return _write(folder, _server(folder)[:-900])
