"""Inert programs in which the row of a moved section was left where it stood, as makensis leaves it, and what that could hide.

Source: NSIS, Source/ResourceEditor.cpp; Microsoft, PE Format (section table, .reloc).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from onionskin.lookalike.nsis import Installer, build_data
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

DISCARDED_DATA = 0x4200_0040
_PICTURE = b"inert".ljust(0x900, b".")
_NOWHERE = 0x7F_0000


@dataclass(frozen=True)
class LeftRow:
    """What the left row says: `flags` are its section's, `owner` is the row whose bytes it shares.

    `directory` is the data directory that leads to it (5: relocations; None: none does), `starts` says that the
    program starts there, `moved` that its relocations stand behind the resources, `near` that it begins before its owner's end only.
    """

    flags: int = DISCARDED_DATA
    owner: str = ".rsrc"
    directory: int | None = None
    starts: bool = False
    moved: bool = True
    near: bool = False


def build_left_row(recipe: LeftRow = LeftRow()) -> bytes:
    """Return an NSIS installer with a manifest and files of its own whose last row is another's bytes."""
    relocations = struct.pack("<II4H", 0x1000, 16, 0x3004, 0x3008, 0x300C, 0)
    body = relocations if recipe.moved else b"inert: no table of any kind"
    data = build_pe(
        Recipe(
            is_dll=False,
            files={"PICTURE": _PICTURE},
            sections=((".reloc", body, recipe.flags),),
            overlay=build_data(Installer({"$INSTDIR\\phone.txt": b"inert"}, checksum=False)),
        )
    )
    made = bytearray(data)
    nt = struct.unpack_from("<I", data, 60)[0]
    optional = nt + 24
    first = optional + struct.unpack_from("<H", data, nt + 20)[0]
    count = struct.unpack_from("<H", data, nt + 6)[0]
    rows = {
        data[at : at + 8].rstrip(b"\0").decode(): at for at in range(first, first + 40 * count, 40)
    }
    row, owner = rows[".reloc"], rows[recipe.owner]
    address = struct.unpack_from("<I", data, row + 12)[0]
    size, start = struct.unpack_from("<II", data, owner + 16)
    struct.pack_into(
        "<I", made, row + 20, start + (size - 0x200 if not recipe.near else size - 0x100)
    )
    if recipe.near:
        struct.pack_into("<I", made, row + 16, 0x400)
    table = optional + (112 if struct.unpack_from("<H", data, optional)[0] == 0x20B else 96)
    struct.pack_into("<II", made, table + 8 * 5, _NOWHERE, len(body))
    if recipe.directory is not None:
        struct.pack_into("<II", made, table + 8 * recipe.directory, address, len(body))
    if recipe.starts:
        struct.pack_into("<I", made, optional + 16, address)
    return with_checksum(bytes(made))
