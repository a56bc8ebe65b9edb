"""Signed scripts: as they were signed, with code put behind the block, with another text, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.signed_windows import sign_hosted, sign_script

TEXT = "Write-Output 'inert é'\r\n$a = 1\r\n".encode()


def _written(folder: Path, data: bytes, name: str = "inert.ps1") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, sign_script(TEXT))


def good_wide(folder: Path) -> Path:
    wide = b"\xff\xfe" + TEXT.decode().encode("utf-16-le")
    return _written(folder, sign_script(wide, encoding="utf-16-le"))


def good_visual_basic(folder: Path) -> Path:
    return _written(folder, sign_hosted(b"a = 1\r\n", "'' SIG '' "), "inert.vbs")


def good_windows_script(folder: Path) -> Path:
    made = sign_hosted(b"<job>\r\n", "** SIG ** ", behind="</job>\r\n")
    return _written(folder, made, "inert.wsf")


def bad_other_javascript(folder: Path) -> Path:
    made = sign_hosted(b"a = 1\r\n").replace(b"a = 1", b"a = 2")
    return _written(folder, made, "inert.js")


def bad_code_in_the_comment(folder: Path) -> Path:
    made = sign_hosted(b"a = 1\r\n")
    return _written(folder, made.replace(b"// SIG // End", b"inert()\r\n// SIG // End"), "inert.js")


def bad_code_behind(folder: Path) -> Path:
    return _written(folder, sign_script(TEXT) + b"Write-Output '<script>inert'\r\n")


def bad_other_text(folder: Path) -> Path:
    return _written(folder, sign_script(TEXT).replace(b"$a = 1", b"$a = 2"))


def damaged(folder: Path) -> Path:
    return _written(folder, sign_script(TEXT)[:-400])
