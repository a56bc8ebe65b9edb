"""Whatever is done to a PE: it ends typed, in time, and every byte is owned or listed."""

from __future__ import annotations

import os
import struct

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Artifact, Outcome
from onionskin.peel.wire import Opened, Request

RICH = append_behind_signature(
    sign_pe(
        build_pe(
            Recipe(
                is_dll=True,
                exports=("draw",),
                forwards={"measure": "KERNEL32.lstrlenA"},
                version={"ProductName": "x", "FileVersion": "1.2.3.4"},
                icons=(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 16, 16) + bytes(40),),
                manifest=b"<assembly/>",
            )
        )
    ),
    b"hidden" * 20,
)
SIGNED = sign_pe(build_pe())
HEADERS = 512
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF)


def open_in(pool: Pool, data: bytes) -> Opened:
    source, spool = os.memfd_create("source"), os.memfd_create("spool")
    try:
        os.write(source, data)
        own = Artifact("artifact-x", ("x.dll",), "0" * 64, len(data))
        request = Request(own, 0, 1 << 20, 1000, 100)
        job = Job(
            "onionskin.peel.inside:open_artifact",
            msgspec.msgpack.encode(request),
            (source, spool),
            "x.dll",
            seconds=10,
        )
        reply = pool.call(job)
    finally:
        os.close(source)
        os.close(spool)
    assert reply.outcome is Outcome.SCANNED, (reply.detail, reply.note)
    return msgspec.msgpack.decode(reply.result, type=Opened)


def check(opened: Opened, size: int) -> None:
    layer = opened.layer
    assert not opened.failed
    assert all("stopped" not in each.detail for each in layer.problems), layer.problems
    reached = 0
    pieces = [*((r.offset, r.end) for r in layer.regions)]
    pieces += [(gap.offset, gap.offset + gap.length) for gap in layer.unexplained]
    for start, end in sorted(pieces):
        assert start <= reached
        reached = max(reached, end)
    assert reached == size or layer.outcome is not Outcome.SCANNED


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, HEADERS // 2 - 1), st.sampled_from(EDGES)), min_size=1, max_size=4
    )
)
def test_headers_with_changed_numbers_are_typed(pool: Pool, changes: list[tuple[int, int]]) -> None:
    data = bytearray(RICH)
    for word, value in changes:
        struct.pack_into("<I", data, 2 * word, value)
    check(open_in(pool, bytes(data)), len(data))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(HEADERS, len(RICH) - 1), st.integers(0, 255)), min_size=1, max_size=6
    )
)
def test_bodies_with_changed_bytes_are_typed(pool: Pool, changes: list[tuple[int, int]]) -> None:
    data = bytearray(RICH)
    for at, value in changes:
        data[at] = value
    check(open_in(pool, bytes(data)), len(data))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, len(RICH)))
def test_a_file_cut_anywhere_is_typed(pool: Pool, size: int) -> None:
    opened = open_in(pool, RICH[:size])
    check(opened, size)
    if 64 <= size < len(RICH):
        # Behind the table's start the headers still tell that bytes are missing.
        assert opened.layer.outcome is not Outcome.SCANNED


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(64, len(SIGNED) - 1))
def test_a_signed_file_cut_short_is_damaged_and_not_called_tampered(pool: Pool, size: int) -> None:
    opened = open_in(pool, SIGNED[:size])
    assert opened.layer.outcome is not Outcome.SCANNED
    assert not {each.signal for each in opened.seen} - {"bytes-without-owner"}


def test_a_table_of_imports_without_end_is_cut(pool: Pool) -> None:
    body = struct.pack("<Q", 0x1000) * 60_000
    recipe = Recipe(sections=((".table", body, 0x4000_0040),))
    data = bytearray(build_pe(recipe))
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    rva = struct.unpack_from("<I", data, nt + 24 + 240 + 80 + 12)[0]
    descriptor = struct.unpack_from("<I", data, nt + 24 + 112 + 8)[0]
    rdata, _, start = struct.unpack_from("<III", data, nt + 24 + 240 + 40 + 12)
    struct.pack_into("<I", data, start + descriptor - rdata, rva)
    opened = open_in(pool, bytes(data))
    assert "limit:imports" in {each.reason for each in opened.layer.problems}


def test_text_that_begins_with_mz_is_no_program(pool: Pool) -> None:
    assert (
        open_in(pool, b"MZ is how this sentence begins, and it goes on." * 9).layer.format == "data"
    )


def test_a_dos_program_is_named_and_not_called_scanned(pool: Pool) -> None:
    header = struct.pack("<2s13H", b"MZ", 0x90, 3, 0, 4, 0, 0xFFFF, 0, 0xB8, 0, 0, 0, 0x40, 0)
    opened = open_in(pool, header.ljust(64, b"\0") + b"\xcc" * 500)
    assert (opened.layer.format, opened.layer.outcome) == ("pe", Outcome.INCOMPLETE)
