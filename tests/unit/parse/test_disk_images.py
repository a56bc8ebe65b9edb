"""Disk images and HFS Plus volumes, walked in process: our own, well formed."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.dmg import KINDS, DmgRecipe, build_dmg, plain_adc
from onionskin.lookalike.hfs import HfsRecipe, build_hfs
from onionskin.model import Outcome, Signature
from onionskin.parse.archive import ArchiveFault, Link, StrayBytes
from onionskin.parse.codecs.adc import decode_adc
from onionskin.parse.codecs.lzfse import decode_lzfse
from onionskin.parse.codecs.lzvn import decode_lzvn
from onionskin.parse.disks.hfs_contents import HfsVolume
from onionskin.parse.disks.hfs_contents import walk as walk_hfs
from onionskin.parse.disks.udif import DiskImage
from onionskin.parse.disks.udif_contents import walk as walk_dmg
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.view import View

SQUARES = " ".join(str(n * n % 97) for n in range(2000)).encode()[:5000]
# Both made by Apple's own encoder out of the words above and below.
ENTROPY = base64.b85decode(
    "Vs>~kh!X$+zyQDm02lyJKSdN)IxheKp8x;=KD^KY>+l8W0$Kn7THqJB1^@tH-P~{ka055oaC38WbMpl}0*}D;H2?qr000000000000000008hE0RR91hmXYL"
    "@I5>dKf*Wh6Fd$-0ssI2000000000000000000000000000000000000000000000000000000000000I6FVA<x1=8ei&y3CHQ2vqp&s?kHb}4K>@;3T;nuuu"
    "GG|W!VNo^dQx6-!P+mtq`$N-cny9G1RFL)+<0}|0o}Mq``;NyW%v{T00000000000R0bQ{=Z9LUCRXcXNC#uAmT#ixdp*KTI-!dW4`mb8+5(Y2>@btcq9"
)
BYTEWISE = base64.b85decode("Vs?0L1OWg59RL6T?P+dha&#bfZ*pXFEFd@y@Y~`nAO-*c000000AhA{Bm")
WORDS = b"inert words, " * 20
FILES = {"Shapes.app/Contents/MacOS/Shapes": b"inert " * 900, "read me.txt": b"inert\n"}
VOLUME = build_hfs(HfsRecipe(FILES))
PARTS = {"(Apple_Free : 1)": bytes(4096), "disk image (Apple_HFS : 2)": VOLUME}


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=1, importable=(Path(__file__).parent,)) as pool:
        yield pool


def test_streams_of_apples_encoder_are_decoded() -> None:
    assert decode_lzfse(ENTROPY, 5000) == SQUARES
    assert decode_lzfse(BYTEWISE, len(WORDS)) == WORDS


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=700))
def test_what_adc_stores_comes_out_again(data: bytes) -> None:
    assert decode_adc(plain_adc(data), len(data)) == data


def test_an_adc_match_may_overlap_what_it_writes() -> None:
    assert decode_adc(b"\x80a" + bytes([0x04, 0]) + bytes([0x45, 0, 0]), 14) == b"a" * 14


@pytest.mark.parametrize("decode", [decode_lzfse, decode_lzvn, decode_adc])
def test_a_stream_that_ends_too_early_is_damaged(decode: object) -> None:
    assert callable(decode)
    with pytest.raises(DamagedError):
        decode(b"", 10)


def test_mutants_of_a_stream_end_in_a_typed_error(pool: Pool) -> None:
    for data in (ENTROPY, BYTEWISE, BYTEWISE[12:]):
        reply = pool.call(Job("jailed_decoders:decode_mutants", data, (), "mutants", 30))
        assert reply.outcome is Outcome.SCANNED, reply.detail


@pytest.mark.parametrize("method", KINDS)
def test_every_compression_gives_the_volume_back(method: str) -> None:
    made = walked(build_dmg(DmgRecipe(PARTS, method=method)), walk_dmg)
    assert dict(made.members) == PARTS
    assert not made.problems
    assert not made.hidden()
    (image,) = made.all(DiskImage)
    assert {each.checksum for each in image.partitions} == {"agrees"}
    assert (image.data_checksum, image.master_checksum) == ("agrees", "agrees")


def test_a_wrong_checksum_is_said_of_each_partition() -> None:
    made = walked(build_dmg(DmgRecipe(PARTS, wrong=True)), walk_dmg)
    (image,) = made.all(DiskImage)
    assert {each.checksum for each in image.partitions} == {"differs"}
    assert {fault.kind for fault in made.all(ArchiveFault)} == {"checksum-differs"}


def test_an_image_signed_by_nobody_is_bound_to_its_trailer() -> None:
    data = build_dmg(DmgRecipe(PARTS, is_signed=True))
    view = walked_signature(data)
    assert view.flags == ("adhoc",)
    changed = bytearray(data)
    changed[-20 - 8] ^= 1
    assert "special-slot-mismatch" in walked_signature(bytes(changed)).flags


def test_bytes_behind_the_signature_are_loose() -> None:
    data = build_dmg(DmgRecipe(PARTS, is_signed=True, behind_signature=b"hidden" * 9))
    (stated,) = walked(data, _facts).all(CodeSignature)
    assert [each.where for each in stated.loose] == ["behind the signature"]


def walked_signature(data: bytes) -> Signature:
    return next(each for each in walk_dmg(view_of(data)) if isinstance(each, Signature))


def _facts(view: View) -> list[object]:
    return [each for each in walk_dmg(view) if not isinstance(each, Signature)]


def test_every_file_of_a_volume_is_a_member_at_its_path() -> None:
    made = walked(VOLUME, walk_hfs)
    assert dict(made.members) == {f"Shapes/{name}": data for name, data in FILES.items()}
    assert not made.problems
    assert not made.hidden()
    (volume,) = made.all(HfsVolume)
    assert (volume.files, volume.folders, volume.free_not_zero) == (2, 4, 0)


def test_a_file_in_more_than_eight_pieces_needs_the_extents_file() -> None:
    long = {"long.bin": bytes(range(256)) * 16 * 12}
    made = walked(build_hfs(HfsRecipe(long, pieces=True)), walk_hfs)
    assert any("extents hold" in each.detail for each in made.problems)
    short = {"short.bin": bytes(range(256)) * 16 * 7}
    assert dict(walked(build_hfs(HfsRecipe(short, pieces=True)), walk_hfs).members) == {
        "Shapes/short.bin": short["short.bin"]
    }


def test_links_forks_and_attributes_are_read() -> None:
    recipe = HfsRecipe(
        {"a.txt": b"inert"},
        resources={"a.txt": b"fork"},
        attributes={"a.txt": {"com.example.note": b"note"}},
        links={"Applications": "/Applications"},
        inodes={7: b"one body"},
        hard={"one": 7, "two": 7},
    )
    made = walked(build_hfs(recipe), walk_hfs)
    assert dict(made.members) == {
        "Shapes/a.txt": b"inert",
        "Shapes/a.txt/..namedfork/rsrc": b"fork",
        "Shapes/a.txt/..attribute/com.example.note": b"note",
        "Shapes/one": b"one body",
        "Shapes/two": b"one body",
    }
    assert [(each.kind, each.target) for each in made.all(Link)] == [("symlink", "/Applications")]
    assert not made.hidden()


def _packed(kind: int, plain: bytes, stored: bytes) -> tuple[bytes, bytes]:
    return b"fpmc" + struct.pack("<IQ", kind, len(plain)) + stored, b""


def _in_fork(kind: int, plain: bytes, blocks: list[bytes]) -> tuple[bytes, bytes]:
    at = 4 * (len(blocks) + 1)
    if kind == 4:
        at, rows = 4 + 8 * len(blocks), b""
        for block in blocks:
            rows += struct.pack("<2I", at, len(block))
            at += len(block)
        body = struct.pack("<I", len(blocks)) + rows + b"".join(blocks)
        fork = struct.pack(">4I", 256, 256 + len(body), len(body), 0).ljust(256, b"\0")
        return _packed(kind, plain, b"")[0], fork + struct.pack(">I", len(body)) + body
    offsets = [at]
    for block in blocks:
        offsets.append(offsets[-1] + len(block))
    return _packed(kind, plain, b"")[0], struct.pack(f"<{len(offsets)}I", *offsets) + b"".join(
        blocks
    )


PACKED = {
    "plain": (_packed(9, WORDS, b"\xcc" + WORDS), WORDS),
    "zlib": (_packed(3, WORDS, zlib.compress(WORDS)), WORDS),
    "zlib, left as it was": (_packed(3, WORDS, b"\xff" + WORDS), WORDS),
    "lzvn": (_packed(7, WORDS, BYTEWISE[12:]), WORDS),
    "lzfse": (_packed(11, SQUARES, ENTROPY), SQUARES),
    "zlib in the fork": (
        _in_fork(4, bytes(1 << 16) + WORDS, [zlib.compress(bytes(1 << 16)), zlib.compress(WORDS)]),
        bytes(1 << 16) + WORDS,
    ),
    "lzvn in the fork": (_in_fork(8, WORDS, [BYTEWISE[12:]]), WORDS),
    "lzfse in the fork": (_in_fork(12, SQUARES, [ENTROPY]), SQUARES),
}


@pytest.mark.parametrize("method", PACKED)
def test_a_compressed_file_is_given_plain(method: str) -> None:
    packed, plain = PACKED[method]
    made = walked(build_hfs(HfsRecipe(packed={"packed": packed})), walk_hfs)
    assert dict(made.members) == {"Shapes/packed": plain}
    assert not made.problems


def test_a_block_of_no_file_keeps_no_owner() -> None:
    made = walked(build_hfs(HfsRecipe(FILES, taken=b"hidden" * 9)), walk_hfs)
    assert [bytes(each).rstrip(b"\0") for each in made.hidden()] == [b"hidden" * 9]
    assert [each.where for each in made.all(StrayBytes)] == ["between"]


def test_free_blocks_that_hold_something_are_counted() -> None:
    made = walked(build_hfs(HfsRecipe(FILES, free=b"old")), walk_hfs)
    (volume,) = made.all(HfsVolume)
    assert volume.free_not_zero == 3
    assert not made.hidden()


def test_files_that_share_blocks_contradict_each_other() -> None:
    made = walked(build_hfs(HfsRecipe(FILES, lent=True, free_count=9)), walk_hfs)
    assert {fault.kind for fault in made.all(ArchiveFault)} == {"overlap", "count-differs"}
