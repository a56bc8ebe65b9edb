"""Installers: MSI, cabinet, 7z, NSIS."""

from __future__ import annotations

from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import MEGABYTE, SIZES, ZEROS, Edit, filler, fillers, hex_size
from onionskin.lookalike.cab import build_cab, sign_cab
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.msi_hiding import PLACES, hide_in_msi
from onionskin.lookalike.nsis import Installer, build_nsis
from onionskin.lookalike.sevenzip import LZMA2, Solid, build_7z
from onionskin.lookalike.signing import Plan


def installers(base: Base) -> Iterator[Edit]:
    """Hide bytes in a signed installer package around a genuine program."""
    package = sign_msi(build_msi({"Example/program.exe": base.data}))

    def edit(family: str, what: str, made: bytes, at: int, length: int) -> Edit:
        return Edit(base.title, f"MSI: {family}", what, made, at, length, ".msi")

    for texture in ("zero", "words", "random"):
        for length in (*SIZES, MEGABYTE):
            put = filler(texture, length)
            family = (
                "zeros behind the last sector" if texture == "zero" else "behind the last sector"
            )
            yield edit(
                family, f"{texture}, {hex_size(length)}", package + put, len(package), length
            )
    for place in PLACES:
        put = filler("random", 100_000 if place in {"free-sector", "stream-slack"} else 8192)
        made = hide_in_msi(package, put, place)
        at = made.find(put[:64]) if place != "stream-slack" else -1
        yield edit(place, f"random, {len(put):,} B", made, at, len(put) if at >= 0 else 0)
    for length in (16, 4096):
        put = filler("random", length)
        made = sign_msi(build_msi({"Example/program.exe": base.data}), behind=put)
        yield edit("behind the PKCS#7", f"random, {length:,} B", made, made.find(put), length)


def cabinets(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of a cabinet around genuine files."""

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, f"CAB: {family}", what, made, suffix=".cab")

    honest = build_cab(files)
    signed = sign_cab(honest, Plan())
    for what, put in fillers():
        yield edit("behind the cabinet", what, honest + put)
        yield edit("bytes of no file", what, build_cab(files, padding={0: put}))
        yield edit("behind the PKCS#7", what, sign_cab(honest, Plan(), put))
        yield edit("behind a signed cabinet", what, signed + put)
    for what, put in fillers(4096):
        yield edit("reserve of the header", what, build_cab(files, reserve=put))
    middle = len(honest) - 64
    for texture in ("words", "random"):
        made = honest[:middle] + filler(texture, 32) + honest[middle + 32 :]
        yield edit("stored bytes against their checksum", f"{texture}, 32 B", made)
    for size in (16, 4096):
        yield Edit(base.title, f"{ZEROS} behind a cabinet", hex_size(size), honest + bytes(size), suffix=".cab")  # fmt: skip


def sevens(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of a 7z archive around genuine files."""

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, f"7z: {family}", what, made, suffix=".7z")

    for what, put in fillers():
        yield edit("behind the archive", what, build_7z([Solid(files)]) + put)
        yield edit("behind the packed streams", what, build_7z([Solid(files)], gap=put))
        yield edit("behind a packed stream", what, build_7z([Solid(files, LZMA2, slack=put)]))
        yield edit("bytes of no file", what, build_7z([Solid(files, extra=put)]))
    for what, put in fillers(4096):
        yield edit("padding of the header", what, build_7z([Solid(files)], padding=put))
    name = next(iter(files))
    yield edit("a file against its checksum", "another number", build_7z([Solid(files, crcs={name: 1})]))  # fmt: skip


def scripted(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of an NSIS installer around genuine files."""
    named = {f"$INSTDIR\\{name.rpartition('/')[2]}": data for name, data in files.items()}

    def edit(family: str, what: str, **change: bytes | bool) -> Edit:
        made = build_nsis(Installer(named, **change))  # type: ignore[arg-type]
        return Edit(base.title, f"NSIS: {family}", what, made, suffix=".exe")

    for what, put in fillers():
        yield edit("behind the checksum", what, tail=put)
        yield edit("between the blocks", what, gap=put)
        yield edit("a block of no instruction", what, orphan=put)
        yield edit("behind the solid stream", what, solid=True, slack=put)
    yield edit("checksum", "another number", forged_checksum=True)
