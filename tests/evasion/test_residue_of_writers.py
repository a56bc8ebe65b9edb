"""What honest writers leave behind their data is explained; a payload in the same place is not."""

from __future__ import annotations

import base64
import json
import os
import random
import tempfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec
import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.lookalike.images import step_by_step
from onionskin.lookalike.iso import IsoRecipe, build_iso
from onionskin.lookalike.xar import XarRecipe, build_xar
from onionskin.model import Fact
from onionskin.parse.archive import StrayBytes
from onionskin.parse.archives import xar_toc
from onionskin.parse.packages import xar
from onionskin.plugins.view import View

BLOCK = 4096
PLAIN = "application/octet-stream"
SMALL = {"PackageInfo": b'<pkg-info identifier="com.example.shapes" version="1.0"/>' * 3}
LARGE = {"Payload": random.Random(5).randbytes(3 * BLOCK + 700)}


def opened(data: bytes) -> View:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return View(os.dup(file.fileno()))


def strays(data: bytes) -> list[StrayBytes]:
    facts = [each for each in xar.walk(opened(data)) if isinstance(each, Fact)]
    return [msgspec.convert(each.value, StrayBytes) for each in facts if each.kind == "StrayBytes"]


def room(data: bytes) -> int:
    """Return how many bytes the last block of a xar without a tail has left."""
    toc = xar_toc.read_toc(opened(data))
    return -(len(data) - toc.heap - 20) % BLOCK


def deflate_state(text: bytes, length: int, symbols: bytes) -> bytes:
    """Return what memory holds after a small deflate: text, counts of a tree, numbers of its nodes."""
    counts, total = b"", 2
    for depth in range(13, 0, -1):
        for _ in range(4):
            total += 3
            counts += total.to_bytes(2, "little") + depth.to_bytes(2, "little")
    nodes = b"".join(each.to_bytes(4, "little") for each in [*symbols, 257, 300, 301, 310, 19, 3])
    pointers = bytes.fromhex("c416805bab7f0000 01000000 00000000 e0b1727dff7f0000")
    state = bytes(4) + b"\0\0\xff\xff" + counts + bytes(200) + pointers + bytes(40) + nodes
    state += bytes(-len(state) % 4)
    return (state + text)[:length].ljust(length, b"\0")


def with_state(files: dict[str, bytes], extra: bytes = b"", at: int = 3000) -> bytes:
    bare = build_xar(files)
    toc = xar_toc.read_toc(opened(bare))
    rest = room(bare)
    # Cells of a state lie at multiples of four of the buffer.
    lead = -(len(bare) - toc.heap - 20) % 4
    tail = bytes(lead) + deflate_state(toc.raw[40:400], rest - lead, b"<fileid=data>/name12")
    if extra:
        start = min(at, rest - len(extra)) // 4 * 4 + lead
        tail = tail[:start] + extra + tail[start + len(extra) :]
    return build_xar(files, XarRecipe(tail=tail[:rest]))


def test_the_rest_of_a_block_that_repeats_the_one_before_is_the_writers() -> None:
    bare = build_xar(LARGE, XarRecipe(encoding=PLAIN))
    tail = bare[-BLOCK:][: room(bare)]
    assert strays(build_xar(LARGE, XarRecipe(encoding=PLAIN, tail=tail))) == []


def test_one_other_byte_in_the_rest_of_a_block_is_seen() -> None:
    bare = build_xar(LARGE, XarRecipe(encoding=PLAIN))
    tail = bytearray(bare[-BLOCK:][: room(bare)])
    tail[100] ^= 1
    (stray,) = strays(build_xar(LARGE, XarRecipe(encoding=PLAIN, tail=bytes(tail))))
    assert (stray.where, stray.offset, stray.length) == ("behind", len(bare), len(tail))


def test_bytes_that_repeat_a_block_but_do_not_fill_one_are_seen() -> None:
    bare = build_xar(LARGE, XarRecipe(encoding=PLAIN))
    assert strays(build_xar(LARGE, XarRecipe(encoding=PLAIN, tail=bare[-BLOCK:][:500])))


def test_old_memory_behind_a_small_heap_is_the_writers() -> None:
    assert strays(with_state(SMALL)) == []


def test_the_beginning_of_the_table_behind_the_heap_is_libarchives() -> None:
    bare = build_xar(LARGE)
    assert strays(build_xar(LARGE, XarRecipe(tail=bare[28:48]))) == []
    for tail in (bare[28:47], bare[28:49], bare[29:49], bytes(range(20)), bare[28:48] * 10):
        assert [each.length for each in strays(build_xar(LARGE, XarRecipe(tail=tail)))] == [len(tail)]  # fmt: skip


FILLER = random.Random(9).randbytes(200)
NOTE = b"INFO Sun Nov 22 23:21:29 2026\nlibarchive 3.6.2\0"
MKISOFS = b"MKI Thu Jan  1 00:00:00 2026\nmkisofs 2.01 -R -J -o shapes.iso folder\0"


@pytest.mark.parametrize("note", [NOTE, MKISOFS])
def test_what_a_writer_of_an_iso_says_of_itself_is_its_own(note: bytes, tmp_path: Path, pool: Pool) -> None:  # fmt: skip
    assert noted(note, tmp_path, pool) == []


def noted(note: bytes, folder: Path, pool: Pool) -> list[str]:
    path = folder / "shapes.iso"
    path.write_bytes(build_iso(IsoRecipe({"a.txt": b"an honest text\n" * 40}, note=note)))
    (report,) = peel([path], pool=pool)
    return [each.signal for each in report.findings]


@pytest.mark.parametrize(
    "note",
    [
        NOTE + FILLER,
        NOTE + base64.b64encode(FILLER),
        NOTE[:-1] + b" " + base64.b64encode(FILLER),
        MKISOFS[:-1] + b" " + FILLER.hex().encode(),
        MKISOFS[:-1] + b" -x shapes of inert filler" * 30,
        b"MKI " + b"inert filler " * 40,
        b"MKI " + FILLER,
        NOTE.ljust(600, b"\0") + FILLER,
    ],
    ids=["raw", "base64", "base64-option", "hex-option", "long", "no-time", "mark-only", "behind"],
)
def test_a_payload_in_a_writers_note_is_seen(note: bytes, tmp_path: Path, pool: Pool) -> None:
    assert noted(note, tmp_path, pool) == ["bytes-outside-members"]


def _words(size: int, payload: bytes) -> bytes:
    return b"".join(each.to_bytes(size, "little") for each in payload)


@pytest.mark.parametrize(
    "written",
    [
        FILLER,
        base64.b64encode(FILLER),
        FILLER.hex().encode(),
        b"#!/bin/sh\necho inert look-alike text that stands in no table of contents\n" * 3,
        zlib.compress(FILLER),
        bytes(each ^ 0x5A for each in FILLER),
        _words(4, FILLER),
        _words(4, base64.b64encode(FILLER)),
        _words(2, FILLER),
        b"".join(each.to_bytes(2, "little") + b"\x07\0" for each in FILLER),
    ],
    ids=["raw", "base64", "hex", "script", "zlib", "xor", "in-words", "base64-in-words", "in-halves", "as-counts"],
)  # fmt: skip
def test_a_payload_among_old_memory_is_seen(written: bytes) -> None:
    found = strays(with_state(SMALL, written, at=1500))
    assert [each.where for each in found] == ["behind"]


@pytest.mark.parametrize("length", [200, 4_000, 1 << 20])
@pytest.mark.parametrize("files", [SMALL, LARGE], ids=["small", "large"])
def test_a_payload_behind_the_heap_is_seen_at_any_size(
    files: dict[str, bytes], length: int
) -> None:
    make: Callable[[XarRecipe], bytes] = partial(build_xar, files)
    (stray,) = strays(make(XarRecipe(tail=random.Random(length).randbytes(length))))
    assert stray.length == length


def left_behind(files: Mapping[str, bytes], folder: Path, pool: Pool) -> list[str]:
    path = folder / "image.tar"
    path.write_bytes(build_tar(dict(files)))
    (report,) = peel([path], pool=pool)
    return [each.signal for each in report.findings]


def test_the_documents_of_an_earlier_step_are_the_builders(tmp_path: Path, pool: Pool) -> None:
    assert left_behind(step_by_step(), tmp_path, pool) == []


@pytest.mark.parametrize(
    "left",
    [
        {"author": base64.b64encode(FILLER).decode()},
        {base64.b64encode(FILLER).decode(): 1},
        {"history": [{"created_by": FILLER.hex()}]},
        {"config": {"Labels": {str(at): FILLER[at : at + 4].hex() for at in range(0, 200, 4)}}},
        {"rootfs": {"type": "layers", "diff_ids": [f"sha256:{FILLER[at:at + 32].hex()}" for at in (0, 32)]}},
        {"history": [int.from_bytes(FILLER[at : at + 8], "big") for at in range(0, 200, 8)]},
        {"history": [{"created_by": "COPY inert /etc/inert"}] * 200},
    ],
    ids=["value", "key", "history", "pieces", "digests", "numbers", "repeated"],
)  # fmt: skip
def test_an_earlier_config_that_says_more_is_seen(
    left: Mapping[str, object], tmp_path: Path, pool: Pool
) -> None:
    assert "blob-of-no-manifest" in left_behind(step_by_step(left), tmp_path, pool)


def test_white_space_in_an_earlier_config_is_seen(tmp_path: Path, pool: Pool) -> None:
    files = step_by_step()
    name, data = next((n, d) for n, d in files.items() if b'"rootfs"' in d and b"Labels" not in d)
    del files[name]
    spaces = "".join(" \t"[each >> bit & 1] for each in FILLER for bit in range(8))
    config = json.dumps(json.loads(data)) + spaces
    assert left_behind(files | {name: config.encode()}, tmp_path, pool) != []


@pytest.mark.parametrize("length", [200, 1 << 20])
def test_a_blob_that_nothing_leads_to_is_seen(length: int, tmp_path: Path, pool: Pool) -> None:
    files = step_by_step(layer=random.Random(length).randbytes(length))
    assert left_behind(files, tmp_path, pool) == ["blob-of-no-manifest"]


def reasons(data: bytes, name: str, folder: Path, pool: Pool) -> tuple[str, ...]:
    path = folder / name
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return tuple(str(each) for each in report.reasons)


def test_a_tar_without_its_end_mark_is_whole_where_a_container_holds_all_of_it(
    tmp_path: Path, pool: Pool
) -> None:
    whole = build_tar({"etc/inert": b"inert\n" * 200})
    bare = whole.rstrip(b"\0")
    bare = bare.ljust(-(-len(bare) // 512) * 512, b"\0")
    assert reasons(build_gzip(bare), "layer.tar.gz", tmp_path, pool) == ()
    assert reasons(build_tar({"layer.tar": bare}), "image.tar", tmp_path, pool) == ()
    assert reasons(bare, "layer.tar", tmp_path, pool) == ("incomplete: truncated (1)",)
    assert reasons(build_gzip(bare)[:-30], "cut.tar.gz", tmp_path, pool) != ()
    assert reasons(build_gzip(bare[:-512]), "short.tar.gz", tmp_path, pool) != ()
    assert reasons(build_tar({"layer.tar": bare})[:2048], "cut.tar", tmp_path, pool) != ()
