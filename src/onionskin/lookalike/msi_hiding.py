"""Hide inert bytes in a signed package where its signature does not look, place by place.

Each edit leaves the signature valid: that is what the signals of PEEL are tested against.
"""

from __future__ import annotations

import struct

from onionskin.lookalike.cfb import FREE, NONE, build_cfb
from onionskin.lookalike.msi import CLASS_ID, opened
from onionskin.parse.archives.cfb import Compound, Entry

# The longest name sorts last, so its entry has no right sibling.
NAME = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
PLACES = ("free-sector", "orphan-chain", "orphan-stream", "chain-surplus", "stream-slack")


def hide_in_msi(data: bytes, payload: bytes, place: str) -> bytes:
    """Return a package of `build_msi`, signed or not, with `payload` in one of `PLACES`.

    The payload has 4,096 bytes or more, but behind streams, where it is cut to what
    there is room for.
    """
    if place == "stream-slack":
        return _in_slack(data, payload)
    with opened(data) as compound:
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
        layout = compound.header.version
    streams[NAME] = payload
    wide = bytearray(build_cfb(streams, clsid=CLASS_ID, version=layout))
    with opened(bytes(wide)) as compound:
        entry = next(each for each in compound.streams if each.name == NAME)
        _unlink(wide, compound, entry)
        if place != "orphan-stream":
            at = _entry_offset(compound, entry)
            wide[at : at + 128] = bytes(68) + struct.pack("<3I", NONE, NONE, NONE) + bytes(48)
        if place == "free-sector":
            for sector in _chain(compound, entry):
                _set_fat(wide, compound, sector, FREE)
        if place == "chain-surplus":
            victim = next(each for each in compound.streams if each.index in compound.last and each.size >= 4096 and each is not entry)  # fmt: skip
            _set_fat(wide, compound, compound.last[victim.index], entry.start)
    return bytes(wide)


def _in_slack(data: bytes, payload: bytes) -> bytes:
    wide = bytearray(data)
    with opened(data) as compound:
        for index, last in sorted(compound.last.items()):
            entry = compound.entries[index]
            if index == 0 or compound.is_mini(entry):
                continue
            used = (entry.size - 1) % compound.header.sector + 1
            at = compound.offset(last) + used
            part = payload[: compound.header.sector - used]
            wide[at : at + len(part)] = part
            payload = payload[len(part) :]
    return bytes(wide)


def _unlink(wide: bytearray, compound: Compound, entry: Entry) -> None:
    """Let whatever points to an entry point to its left sibling instead."""
    for each in compound.entries:
        at = _entry_offset(compound, each)
        for field, target in ((68, each.left), (72, each.right), (76, each.child)):
            if target == entry.index and each.kind:
                struct.pack_into("<I", wide, at + field, entry.left)


def _entry_offset(compound: Compound, entry: Entry) -> int:
    per = compound.header.sector // 128
    sector = compound.directory_chain[entry.index // per]
    return compound.offset(sector) + entry.index % per * 128


def _chain(compound: Compound, entry: Entry) -> list[int]:
    found, sector = [], entry.start
    while sector < compound.sectors:
        found.append(sector)
        sector = compound.fat[sector]
    return found


def _set_fat(wide: bytearray, compound: Compound, sector: int, word: int) -> None:
    per = compound.header.sector // 4
    offset = compound.offset(compound.fat_chain[sector // per])
    struct.pack_into("<I", wide, offset + sector % per * 4, word)
