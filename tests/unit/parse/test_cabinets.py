"""Cabinets are read back as they were written, block by block."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from installer_bytes import members_of, view_of

from onionskin.errors import DamagedError
from onionskin.lookalike.cab import MSZIP, STORED, block, build_cab
from onionskin.parse.archives.cab import STRIDE, FolderReader, checksum, read_cabinet
from onionskin.parse.archives.cab_contents import CabinetContents
from onionskin.parse.codecs.mszip import inflate
from onionskin.parse.installers.wix_library import wix_document

FILLER = random.Random(4).randbytes(200_000)
TEXT = b"the quick brown fox jumps over the lazy dog, again and again. " * 4000


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.dictionaries(st.text("abcäß/\\.", min_size=1, max_size=8), st.integers(0, 90_000), min_size=1, max_size=6),
    method=st.sampled_from([STORED, MSZIP]),
    folders=st.integers(1, 3),
    reserve=st.sampled_from([None, b"", bytes(40)]),
)  # fmt: skip
def test_what_was_packed_is_unpacked(
    sizes: dict[str, int], method: int, folders: int, reserve: bytes | None
) -> None:
    files = {
        name: (TEXT if at % 2 else FILLER)[:size] for at, (name, size) in enumerate(sizes.items())
    }
    data = build_cab(files, method=method, folders=folders, reserve=reserve)
    assert members_of(data) == files


def test_files_read_in_any_order_give_their_own_bytes() -> None:
    plain = random.Random(5).randbytes(4 << 20)
    data = build_cab({"whole": plain})
    with view_of(data) as view:
        cabinet = read_cabinet(view)
        reader = FolderReader(cabinet, cabinet.folders[0])
        order = random.Random(6)
        for _ in range(40):
            at, size = order.randrange(len(plain)), order.randrange(100_000)
            part = b"".join(reader.read(at, min(size, len(plain) - at)))
            assert part == plain[at : at + size]
    assert len(plain) // 32768 > STRIDE


def test_a_wrong_checksum_is_said_and_the_file_stays() -> None:
    data = bytearray(build_cab({"a.txt": FILLER[:100]}, method=STORED))
    data[-1] ^= 1
    with view_of(bytes(data)) as view:
        contents = CabinetContents(read_cabinet(view))
        (piece,) = contents.pieces()
        assert len(b"".join(piece.chunks)) == 100
        (problem,) = contents.problems()
    assert problem.reason == "checksum-mismatch"


def test_bytes_behind_a_deflate_stream_in_its_block_have_no_owner() -> None:
    data = build_cab({"a.txt": TEXT[:1000]})
    (at,) = struct.unpack_from("<I", data, 36)
    stored = data[at + 8 :] + b"INERT FILLER"
    data = data[:at] + block(stored, 1000)
    data = data[:8] + struct.pack("<I", len(data)) + data[12:]
    with view_of(data) as view:
        contents = CabinetContents(read_cabinet(view))
        assert [b"".join(piece.chunks) for piece in contents.pieces()] == [TEXT[:1000]]
        owned = sorted((each.offset, each.end) for each in contents.regions())
    assert owned[-1][1] == len(data) - 12


def test_plain_bytes_of_no_file_come_out_as_a_piece_of_their_own() -> None:
    found = members_of(build_cab({"a.txt": b"honest"}, padding={0: b"INERT FILLER"}))
    assert found["folder 0, 12 plain bytes at 0x6 of no file"] == b"INERT FILLER"


def test_a_method_that_is_not_opened_is_named_with_its_files() -> None:
    data = bytearray(build_cab({"a.txt": b"honest"}, method=STORED))
    struct.pack_into("<H", data, 36 + 6, 0x1507)
    with view_of(bytes(data)) as view:
        contents = CabinetContents(read_cabinet(view))
        assert not list(contents.pieces())
        (problem,) = contents.problems()
    assert problem.reason == "no-opener"
    assert "method 7" in problem.detail
    assert "a.txt" in problem.detail


def test_a_cabinet_of_a_set_says_which_others_belong_to_it() -> None:
    data = build_cab({"a.txt": b"honest"}, method=STORED)
    names = b"two.cab\0disk 2\0"
    shift = len(names)
    head = bytearray(data[:36])
    struct.pack_into("<I", head, 8, len(data) + shift)
    struct.pack_into("<I", head, 16, 44 + shift)
    struct.pack_into("<H", head, 30, 2)
    folder = struct.pack("<I", struct.unpack_from("<I", data, 36)[0] + shift) + data[40:44]
    with view_of(bytes(head) + names + folder + data[44:]) as view:
        cabinet = read_cabinet(view)
        contents = CabinetContents(cabinet)
        assert [b"".join(piece.chunks) for piece in contents.pieces()] == [b"honest"]
    assert cabinet.neighbours == ("two.cab",)
    assert [each.reason for each in cabinet.problems] == ["spanning"]


def test_a_reserve_of_no_known_kind_has_no_owner() -> None:
    data = build_cab({"a.txt": b"honest"}, reserve=b"INERT FILLER" * 10)
    with view_of(data) as view:
        contents = CabinetContents(read_cabinet(view))
        for piece in contents.pieces():
            b"".join(piece.chunks)
        owned = sum(each.length for each in contents.regions())
    assert len(data) - owned == 120


@given(st.binary(max_size=70))
def test_the_checksum_is_the_xor_of_its_words(data: bytes) -> None:
    total = 0
    whole = len(data) // 4 * 4
    for (word,) in struct.iter_unpack("<I", data[:whole]):
        total ^= word
    assert checksum(data) == total ^ int.from_bytes(data[whole:], "big")


@pytest.mark.parametrize("raw", [b"", b"CK", b"XX\x03\x00", b"CK\xff\xff\xff", b"CK\x03"])
def test_what_is_no_block_is_damaged(raw: bytes) -> None:
    with pytest.raises(DamagedError):
        inflate(raw, b"")


LIBRARY = b'<wixLibrary version="3" xmlns="http://schemas.microsoft.com/wix/2006/libraries"><a/></wixLibrary>'


@pytest.mark.parametrize(
    ("tail", "is_document"),
    [
        (LIBRARY, True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + LIBRARY + b"\r\n", True),
        (LIBRARY + b"more", False),
        (LIBRARY + LIBRARY, False),
        (LIBRARY.replace(b"<a/>", b"\xff\xfe"), False),
        (LIBRARY.replace(b"<a/>", b"\0\0"), False),
        (LIBRARY.replace(b"wix/2006", b"wix/2099"), False),
        (b"", False),
    ],
)
def test_only_a_whole_document_of_wix_behind_a_cabinet_is_one(
    tail: bytes, *, is_document: bool
) -> None:
    with view_of(b"cabinet" + tail) as view:
        assert (wix_document(view, 7) is not None) == is_document
