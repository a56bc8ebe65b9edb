"""Where something could be hidden in a cabinet, a 7z archive or an Inno Setup installer, and is found."""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator

import pytest

from onionskin.errors import DamagedError
from onionskin.lookalike import sevenzip as seven
from onionskin.lookalike.cab import LZX, block, build_cab
from onionskin.lookalike.inno import Script, build_inno
from onionskin.lookalike.sevenzip import Solid, build_7z
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archives import sevenzip
from onionskin.parse.installers import inno
from onionskin.peel.containers import cab
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

FILLER = b"INERT FILLER " * 20
FILES = {"{app}\\phone.exe": b"an honest program\n" * 300}
Walked = tuple[dict[str, bytes], list[Fact], list[Problem], list[Region]]
Peel = Callable[[View], Iterator[Region | Child | Fact | Signature | Problem]]


def _walked(peel: Peel, data: bytes) -> Walked:
    members: dict[str, bytes] = {}
    facts: list[Fact] = []
    problems: list[Problem] = []
    regions: list[Region] = []
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        for item in peel(View(os.dup(file.fileno()))):
            if isinstance(item, Child):
                try:
                    members[item.name] = b"".join(item.chunks or ())
                except DamagedError as error:
                    problems.append(Problem("damaged-member", str(error)))
            elif isinstance(item, Fact):
                facts.append(item)
            elif isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item, Region):
                regions.append(item)
    return members, facts, problems, regions


def _unowned(data: bytes, regions: list[Region]) -> bytes:
    left = bytearray(b"\1" * len(data))
    for each in regions:
        left[each.offset : each.end] = bytes(each.length)
    return bytes(byte for byte, free in zip(data, left, strict=True) if free)


def _kinds(facts: list[Fact]) -> set[str]:
    return {each.value.get("kind") or each.value.get("where", "") for each in facts}


def test_filler_behind_every_frame_of_an_lzx_folder_is_nobodys() -> None:
    plain = bytes(range(256)) * 300
    data = bytearray(build_cab({"a": plain}, method=LZX, lzx_blocks=(1,)))
    at, out = data.index(b"a\0", 44) + 2, b""
    head = bytes(data[:at])
    while at < len(data):
        stored, size = struct.unpack_from("<HH", data, at + 4)
        out += block(bytes(data[at + 8 : at + 8 + stored]) + FILLER, size)
        at += 8 + stored
    whole = bytearray(head + out)
    struct.pack_into("<I", whole, 8, len(whole))
    members, _, _, regions = _walked(cab.peel, bytes(whole))
    assert members["a"] == plain
    assert _unowned(bytes(whole), regions).count(FILLER) == 3


def test_a_packed_stream_that_no_folder_takes_is_nobodys() -> None:
    data = build_7z([Solid({"a": b"honest"})], packed_header=False)
    at = 32 + int.from_bytes(data[12:20], "little")
    header = data[at:]
    size = seven.number(len(data[32:at]))
    more = header.replace(b"\x01\x09" + size, b"\x02\x09" + size + seven.number(len(FILLER)), 1)
    body = data[32:at] + FILLER
    start = struct.pack("<QQI", len(body), len(more), zlib.crc32(more))
    made = data[:8] + struct.pack("<I", zlib.crc32(start)) + start + body + more
    members, facts, _, regions = _walked(sevenzip.walk, made)
    assert members == {"a": b"honest"}
    assert _unowned(made, regions) == FILLER
    assert {"count-differs", "between"} <= _kinds(facts)


def test_bytes_behind_the_end_of_a_header_are_told() -> None:
    data = build_7z([Solid({"a": b"honest"})], packed_header=False)
    at = 32 + int.from_bytes(data[12:20], "little")
    header = data[at:] + FILLER
    start = struct.pack("<QQI", at - 32, len(header), zlib.crc32(header))
    made = data[:8] + struct.pack("<I", zlib.crc32(start)) + start + data[32:at] + header
    members, facts, _, _ = _walked(sevenzip.walk, made)
    assert members == {"a": b"honest"}
    assert "behind" in _kinds(facts)


def test_an_unknown_property_of_files_is_told() -> None:
    data = build_7z([Solid({"a": b"honest"})], packed_header=False)
    at = 32 + int.from_bytes(data[12:20], "little")
    header = data[at:-2] + b"\x77" + seven.number(len(FILLER)) + FILLER + data[-2:]
    start = struct.pack("<QQI", at - 32, len(header), zlib.crc32(header))
    made = data[:8] + struct.pack("<I", zlib.crc32(start)) + start + data[32:at] + header
    _, facts, problems, _ = _walked(sevenzip.walk, made)
    assert not problems
    assert "extra" in _kinds(facts)


def test_an_installer_inside_a_stored_file_does_not_hide_the_outer_one() -> None:
    inner = build_inno(Script({"{app}\\inner.exe": b"inner"}))
    files = {**FILES, "{tmp}\\inner.exe": b"MZ" + inner}
    data = build_inno(Script(files), method="stored")
    members, _, problems, regions = _walked(inno.walk, data)
    assert not problems
    assert set(files) <= set(members)
    assert not _unowned(data, regions)


@pytest.mark.parametrize("front", [True, False])
def test_an_identification_as_a_decoy_does_not_stop_the_reader(*, front: bool) -> None:
    decoy = b"Inno Setup Setup Data (5.5.7) (u)".ljust(64, b"\0") + FILLER
    honest = build_inno(Script(FILES, gap=decoy if front else b""))
    data = honest if front else honest + decoy
    members, facts, _, regions = _walked(inno.walk, data)
    assert set(FILES) <= set(members)
    assert _unowned(data, regions) == decoy
    assert ("between" if front else "behind") in _kinds(facts)


def test_plain_bytes_between_two_files_of_a_chunk_are_opened() -> None:
    data = build_inno(Script(FILES, plain=FILLER))
    members, facts, _, _ = _walked(inno.walk, data)
    assert FILLER in members.values()
    assert "hidden-member" in _kinds(facts)


def test_setups_own_program_is_opened_too() -> None:
    members, _, _, _ = _walked(inno.walk, build_inno(Script(FILES), program=b"MZ" + FILLER))
    assert members["setup.e32"] == b"MZ" + FILLER
