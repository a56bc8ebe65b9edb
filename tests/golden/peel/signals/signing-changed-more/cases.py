"""A build before and after signing: honest, edited in between, with a file too many, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.flows.gate import Gate
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.macho import build_macho, sign_macho
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe

PLAIN = build_pe(Recipe(name="codec.dll", is_dll=True, strings=("codec tables",)))


def _release(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    path = folder / name
    path.write_bytes(build_zip(files))
    return path


def _pair(folder: Path, before: dict[str, bytes], after: dict[str, bytes]) -> tuple[Gate, Path]:
    unsigned = _release(folder, "unsigned.zip", before)
    return Gate(unsigned=unsigned), _release(folder, "signed.zip", after)


def good(folder: Path) -> tuple[Gate, Path]:
    same = {"readme.txt": b"honest"}
    return _pair(folder, {"codec.dll": PLAIN, **same}, {"codec.dll": sign_pe(PLAIN), **same})


def good_macho(folder: Path) -> tuple[Gate, Path]:
    plain = build_macho()
    return _pair(folder, {"codec.dylib": plain}, {"codec.dylib": sign_macho(plain)})


def bad(folder: Path) -> tuple[Gate, Path]:
    edited = with_bytes_at(PLAIN, PLAIN.index(b"codec tables"), b"other tables")
    return _pair(folder, {"codec.dll": PLAIN}, {"codec.dll": sign_pe(edited)})


def bad_another_file(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, {"codec.dll": PLAIN}, {"codec.dll": sign_pe(PLAIN), "shapes.dll": PLAIN})


def bad_bytes_before_the_signature(folder: Path) -> tuple[Gate, Path]:
    longer = sign_pe(PLAIN + bytes(range(1, 65)))
    return _pair(folder, {"codec.dll": PLAIN}, {"codec.dll": longer})


def damaged(folder: Path) -> tuple[Gate, Path]:
    gate, path = good(folder)
    path.write_bytes(path.read_bytes()[:-40])
    return gate, path


def good_msi(folder: Path) -> tuple[Gate, Path]:
    plain = build_msi({"a.dll": PLAIN}, product="Client", version="1.0", manufacturer="Example Ltd")
    (folder / "unsigned.msi").write_bytes(plain)
    (folder / "signed.msi").write_bytes(sign_msi(plain, signer="Example Ltd"))
    return Gate(unsigned=folder / "unsigned.msi"), folder / "signed.msi"


def bad_msi_with_another_table(folder: Path) -> tuple[Gate, Path]:
    gate, path = good_msi(folder)
    other = build_msi({"a.dll": PLAIN}, product="Clienz", version="1.0", manufacturer="Example Ltd")
    path.write_bytes(sign_msi(other, signer="Example Ltd"))
    return gate, path
