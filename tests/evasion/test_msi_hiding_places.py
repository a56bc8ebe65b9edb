"""Every place in a signed package where bytes fit is found, and no trick of its tables blinds us.

The packages are opened in the jail, as releases are.
"""

from __future__ import annotations

import os
import random
import struct
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.cab import STORED, build_cab
from onionskin.lookalike.cfb import build_cfb
from onionskin.lookalike.msi import CLASS_ID, Contents, build_msi, opened, sign_msi
from onionskin.lookalike.msi_hiding import hide_in_msi
from onionskin.model import Artifact, Layer, Level, Outcome
from onionskin.parse.installers.msi import encode_name
from onionskin.peel.walk import Budget
from onionskin.peel.wire import Opened, Request
from onionskin.terms.installer_tags import write_omaha
from onionskin.write.reports import PeelReport

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(20_000),
    "Example Phone/codec.dll": random.Random(8).randbytes(5_000),
}
FILLER = random.Random(9).randbytes(70_000)
PLAIN = build_msi(FILES, contents=Contents(binaries={"Helper": bytes(range(250)) * 20}))
SIGNED = sign_msi(PLAIN)
WIDE = sign_msi(build_msi(FILES, contents=Contents(layout=4)))
NOBODY = 0xFFFFFFFF


def peeled(
    pool: Pool, folder: Path, data: bytes, name: str = "phone.msi", budget: Budget | None = None
) -> PeelReport:
    path = folder / name
    path.write_bytes(data)
    (report,) = peel([path], pool=pool, budget=budget)
    return report


def found(report: PeelReport, signal: str) -> list[tuple[str, int, int]]:
    return [
        (each.level, at.offset, at.length)
        for each in report.findings
        if each.signal == signal
        for at in each.evidence
    ]


# --- behind the last sector ------------------------------------------------------------------


@pytest.mark.parametrize(
    "base", [SIGNED, WIDE, PLAIN], ids=["signed", "sectors of 4096", "unsigned"]
)
@pytest.mark.parametrize("length", [1, 511, 512, 65_536])
def test_bytes_behind_the_last_sector_are_found_exactly(
    pool: Pool, tmp_path: Path, base: bytes, length: int
) -> None:
    report = peeled(pool, tmp_path, base + FILLER[:length])
    assert found(report, "bytes-beyond-msi") == [("suspicious", len(base), length)]
    assert report.verdict.level is Level.SUSPICIOUS
    assert report.complete


def test_a_tail_that_begins_with_zeros_is_counted_from_the_last_sector(
    pool: Pool, tmp_path: Path
) -> None:
    report = peeled(pool, tmp_path, SIGNED + bytes(2048) + FILLER)
    assert found(report, "bytes-beyond-msi") == [("suspicious", len(SIGNED), 2048 + len(FILLER))]


def test_a_tail_whose_sectors_are_marked_as_used_is_found(pool: Pool, tmp_path: Path) -> None:
    data = bytearray(SIGNED + FILLER[:5120])
    with opened(SIGNED) as compound:
        first = compound.sectors
        fat = compound.offset(compound.fat_chain[0])
    for sector in range(first, first + 9):
        struct.pack_into("<I", data, fat + 4 * sector, sector + 1)
    struct.pack_into("<I", data, fat + 4 * (first + 9), 0xFFFFFFFE)
    report = peeled(pool, tmp_path, bytes(data))
    assert found(report, "hidden-in-msi") == [("suspicious", len(SIGNED), 5120)]


def test_a_tail_whose_sectors_are_marked_as_tables_is_found(pool: Pool, tmp_path: Path) -> None:
    data = bytearray(SIGNED + FILLER[:1024])
    with opened(SIGNED) as compound:
        at = compound.offset(compound.fat_chain[0]) + 4 * compound.sectors
    struct.pack_into("<II", data, at, 0xFFFFFFFD, 0xFFFFFFFC)
    report = peeled(pool, tmp_path, bytes(data))
    assert found(report, "hidden-in-msi") == [("suspicious", len(SIGNED), 1024)]


def test_a_payload_behind_an_installer_tag_is_no_tag(pool: Pool, tmp_path: Path) -> None:
    tag = write_omaha("appguid={00000000-0000-0000-0000-000000000001}")
    assert not found(peeled(pool, tmp_path, SIGNED + tag), "bytes-beyond-msi")
    report = peeled(pool, tmp_path, SIGNED + tag + FILLER[:100])
    assert found(report, "bytes-beyond-msi") == [("suspicious", len(SIGNED), len(tag) + 100)]


# --- inside ------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["orphan-chain", "orphan-stream", "chain-surplus"])
@pytest.mark.parametrize("base", [SIGNED, WIDE], ids=["signed", "sectors of 4096"])
def test_bytes_that_no_writer_leaves_inside_are_found(
    pool: Pool, tmp_path: Path, place: str, base: bytes
) -> None:
    if place == "chain-surplus" and base is WIDE:
        place = "orphan-chain"
    data = hide_in_msi(base, FILLER, place)
    report = peeled(pool, tmp_path, data)
    ((level, offset, length),) = found(report, "hidden-in-msi")
    assert (level, offset) == ("suspicious", data.index(FILLER[:64]))
    assert len(FILLER) <= length < len(FILLER) + 4096
    root = report.layers[0]
    assert any(gap.offset == offset for gap in root.unexplained)


def test_a_payload_in_free_sectors_is_too_much_for_a_leftover(pool: Pool, tmp_path: Path) -> None:
    data = hide_in_msi(SIGNED, FILLER, "free-sector")
    report = peeled(pool, tmp_path, data)
    ((level, offset, _),) = found(report, "hidden-in-msi")
    assert (level, offset) == ("review", data.index(FILLER[:64]))


def test_bytes_in_the_words_of_the_allocation_table_are_found(pool: Pool, tmp_path: Path) -> None:
    data = bytearray(SIGNED)
    with opened(SIGNED) as compound:
        end = compound.offset(compound.fat_chain[-1]) + 512
    data[end - 100 : end] = FILLER[:100]
    report = peeled(pool, tmp_path, bytes(data))
    assert found(report, "hidden-in-msi") == [("review", end - 100, 100)]


def test_bytes_in_the_rest_of_a_wide_header_are_found(pool: Pool, tmp_path: Path) -> None:
    data = bytearray(WIDE)
    data[1000:3000] = FILLER[:2000]
    report = peeled(pool, tmp_path, bytes(data))
    assert found(report, "hidden-in-msi") == [("review", 512, 3584)]


def test_a_hidden_stream_that_is_a_program_is_opened_like_any_other(
    pool: Pool, tmp_path: Path
) -> None:
    inner = build_cab({"inner.txt": b"INERT FILLER" * 400}, method=STORED)
    report = peeled(pool, tmp_path, hide_in_msi(SIGNED, inner.ljust(5000, b"\1"), "orphan-stream"))
    assert "inner.txt" in {layer.name for layer in report.layers}


# --- what the tables say ------------------------------------------------------------------------


def test_two_streams_of_one_name_are_a_contradiction_and_both_are_opened(
    pool: Pool, tmp_path: Path
) -> None:
    with opened(PLAIN) as compound:
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    streams |= {encode_name("Twin.a"): b"first twin", encode_name("Twin.b"): b"second twin"}
    data = bytearray(build_cfb(streams, clsid=CLASS_ID))
    one, two = (encode_name(each).encode("utf-16-le") for each in ("Twin.a", "Twin.b"))
    at = bytes(data).index(two)
    data[at : at + len(one)] = one
    report = peeled(pool, tmp_path, bytes(data))
    assert any("two directory entries" in each.detail for each in report.problems)
    sizes = sorted(layer.artifact.size for layer in report.layers if layer.name == "Twin.a")
    assert sizes == [10, 11]
    assert not report.complete


@pytest.mark.parametrize("field", [68, 72, 76], ids=["left", "right", "child"])
def test_a_directory_that_leads_in_a_circle_ends(pool: Pool, tmp_path: Path, field: int) -> None:
    data = bytearray(SIGNED)
    with opened(SIGNED) as compound:
        directory = compound.offset(compound.directory_chain[0])
        child = compound.entries[0].child
    struct.pack_into("<I", data, directory + child * 128 % 512 + field, child)
    data[directory + 76 : directory + 80] = struct.pack("<I", child)
    report = peeled(pool, tmp_path, bytes(data))
    assert not [each for each in report.problems if "stopped" in each.detail]


def test_a_cabinet_file_that_no_table_names_is_found_and_opened(pool: Pool, tmp_path: Path) -> None:
    members = {f"F{at}": data for at, data in enumerate(FILES.values(), 1)}
    data = build_msi(FILES, contents=Contents(cabinet=build_cab({**members, "F9": FILLER})))
    report = peeled(pool, tmp_path, sign_msi(data))
    assert found(report, "msi-tables-contradict-content")
    assert "files.cab/F9" in {layer.name for layer in report.layers}


def test_a_cabinet_in_a_cabinet_in_a_package_is_opened(pool: Pool, tmp_path: Path) -> None:
    inner = build_cab({"innermost.txt": b"INERT FILLER"})
    outer = build_cab({"inner.cab": inner})
    report = peeled(pool, tmp_path, build_msi({"outer.cab": outer}))
    assert ("phone.msi", "Program Files/outer.cab", "inner.cab", "innermost.txt") in {
        layer.artifact.path for layer in report.layers
    }


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/escape",
        "..\\..\\escape",
        "nul\0inside.exe",
        "right\u202eleft.exe",
        "\x1b[31m.txt",
    ],
)
def test_file_names_are_shown_as_they_are_and_said(pool: Pool, tmp_path: Path, name: str) -> None:
    report = peeled(pool, tmp_path, build_msi({name: b"filler"}))
    assert f"Program Files/{name}" in {layer.name for layer in report.layers}
    assert {each.signal for each in report.findings} & {"names-that-escape", "names-that-deceive"}
    assert [path.name for path in tmp_path.iterdir()] == ["phone.msi"]


def test_members_of_a_cabinet_that_share_bytes_are_said(pool: Pool, tmp_path: Path) -> None:
    data = bytearray(build_cab({"one.bin": FILLER[:40_000], "two.bin": FILLER[40_000:]}))
    at = bytes(data).index(b"two.bin") - 16
    struct.pack_into("<II", data, at, 70_000, 0)
    report = peeled(pool, tmp_path, bytes(data), "release.cab")
    assert any(each.reason == "overlap" for each in report.problems)


def test_a_thousand_members_over_one_folder_cost_no_more_than_their_bytes(pool: Pool) -> None:
    files = {"all.bin": bytes(3 << 20), **{f"{n}.bin": b"" for n in range(1000)}}
    data = bytearray(build_cab(files))
    for n in range(1000):
        at = bytes(data).index(f"{n}.bin\0".encode()) - 16
        struct.pack_into("<II", data, at, 2, (n * 32_768 + 32_767) % (3 << 20) - 1)
    opening = opened_in(pool, bytes(data), seconds=20)
    assert len(opening.members) == 1001


def test_a_deflate_bomb_ends_at_the_budget(pool: Pool, tmp_path: Path) -> None:
    data = build_msi({"zeros.bin": bytes(70 << 20)})
    report = peeled(pool, tmp_path, data, budget=Budget(decoded=512 << 20))
    assert not report.complete
    assert any(each.reason == "limit:ratio" for each in report.problems)


def test_thousands_of_entries_over_one_chain_are_read_in_time(pool: Pool) -> None:
    streams = {"large": FILLER * 30, **{f"stream{n:04}": b"" for n in range(4000)}}
    data = bytearray(build_cfb(streams))
    with opened(bytes(data)) as compound:
        large = next(each for each in compound.streams if each.name == "large")
        places = [
            compound.offset(compound.directory_chain[each.index // 4]) + each.index % 4 * 128
            for each in compound.streams
            if each is not large
        ]
    for at in places:
        struct.pack_into("<IQ", data, at + 116, large.start, large.size)
    opening = opened_in(pool, bytes(data), seconds=20)
    # Whoever notices first says it: the parser, or the bound on members that lie over each other.
    said = {each.reason for each in opening.layer.problems}
    assert said & {"shared-sector", "limit:shared", "limit:ratio"}


def test_a_string_pool_that_states_gigabytes_is_read_as_far_as_it_goes(
    pool: Pool, tmp_path: Path
) -> None:
    with opened(PLAIN) as compound:
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    pool_name = encode_name("_StringPool", table=True)
    streams[pool_name] += struct.pack("<HHHH", 0, 0x7FFF, 0xFFFF, 1) * 200_000
    report = peeled(pool, tmp_path, build_cfb(streams, clsid=CLASS_ID))
    assert any("string pool" in each.detail for each in report.problems)
    assert "Program Files/Example Phone/phone.exe" in {layer.name for layer in report.layers}


def test_a_table_of_a_million_rows_is_read_to_its_limit(pool: Pool, tmp_path: Path) -> None:
    with opened(PLAIN) as compound:
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    streams[encode_name("File", table=True)] = b"\1\0" * 10_000_000
    report = peeled(pool, tmp_path, build_cfb(streams, clsid=CLASS_ID))
    assert any(each.reason == "limit:rows" for each in report.problems)


# --- anything at all ----------------------------------------------------------------------------

BASES = (
    SIGNED,
    sign_msi(build_msi(FILES, contents=Contents(interleave=True, binaries={"B": FILLER[:9000]}))),
    build_cab(FILES, folders=2, reserve=b"reserve"),
    build_cfb({"a/b/c": FILLER[:5000], "d": b"x", "e/f": b""}, version=4),
)
EDGES = (0, 1, 2, 7, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, 0xFFFF_FFFD, 0xFFFF_FFFE, NOBODY)


def opened_in(pool: Pool, data: bytes, seconds: float = 10) -> Opened:
    source, spool = os.memfd_create("source"), os.memfd_create("spool")
    try:
        os.write(source, data)
        own = Artifact("artifact-x", ("x.msi",), "0" * 64, len(data))
        request = msgspec.msgpack.encode(Request(own, 0, 1 << 26, 10_000, 250))
        job = Job("onionskin.peel.inside:open_artifact", request, (source, spool), "x", seconds)
        reply = pool.call(job)
    finally:
        os.close(source)
        os.close(spool)
    assert reply.outcome is Outcome.SCANNED, (reply.detail, reply.note)
    return msgspec.msgpack.decode(reply.result, type=Opened)


def check(opening: Opened, size: int) -> None:
    """No parser gave up by accident, and every byte is owned or listed."""
    layer: Layer = opening.layer
    assert not opening.failed
    assert all("stopped" not in each.detail for each in layer.problems), layer.problems
    spans = [(each.offset, each.end) for each in layer.regions]
    spans += [(gap.offset, gap.offset + gap.length) for gap in layer.unexplained]
    reached = 0
    for start, end in sorted(spans):
        assert start <= reached or len(layer.unexplained) >= 1000
        reached = max(reached, end)
    assert reached == size or len(layer.unexplained) >= 1000


def _words(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for place, value in changes:
        struct.pack_into("<I", changed, int(place * (len(data) - 4)) // 4 * 4, value)
    return bytes(changed)


@pytest.mark.parametrize("base", BASES, ids=["msi", "scattered", "cab", "cfb"])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1) | st.floats(0, 0.02) | st.floats(0.8, 1), st.sampled_from(EDGES) | st.integers(0, 200)),
        min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_changed_numbers_end_typed(
    pool: Pool, base: bytes, changes: list[tuple[float, int]]
) -> None:
    check(opened_in(pool, _words(base, changes)), len(base))


@pytest.mark.parametrize("base", BASES, ids=["msi", "scattered", "cab", "cfb"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1), gone=st.integers(1, 3000))
def test_missing_bytes_end_typed(pool: Pool, base: bytes, place: float, gone: int) -> None:
    at = int(place * len(base))
    data = base[:at] + base[at + gone :]
    check(opened_in(pool, data), len(data))


@pytest.mark.parametrize("length", [0, 1, 7, 8, 36, 512, 513, 1024, 5000, 30_000])
def test_a_package_cut_anywhere_ends_typed(pool: Pool, length: int) -> None:
    check(opened_in(pool, SIGNED[:length]), length)


@pytest.mark.parametrize(
    ("kept", "is_found"),
    [
        pytest.param(12 << 10, False, id="a few old sectors"),
        pytest.param(24 << 10, True, id="more than a program leaves"),
    ],
)
def test_what_a_document_keeps_behind_its_last_sector_has_a_bound(
    kept: int, is_found: bool, pool: Pool, tmp_path: Path
) -> None:
    old = FILLER[:kept]
    report = peeled(pool, tmp_path, build_cfb({"drawing": b"words " * 4000}) + old)
    assert bool(found(report, "bytes-without-owner")) is is_found
