"""What containers and signals say of packages and cabinets of our own making, opened in process."""

from __future__ import annotations

import os
import random
import struct

import msgspec
import pytest

from onionskin.lookalike.cab import STORED, build_cab, sign_cab
from onionskin.lookalike.cfb import build_cfb
from onionskin.lookalike.msi import CLASS_ID, Contents, build_msi, opened, sign_msi
from onionskin.lookalike.msi_hiding import hide_in_msi
from onionskin.lookalike.signing import Plan
from onionskin.model import Artifact, Level
from onionskin.parse.installers.msi import encode_name
from onionskin.peel.inside import open_artifact
from onionskin.peel.wire import Opened, Request
from onionskin.terms.installer_tags import write_omaha

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(20_000),
    "Example Phone/codec.dll": random.Random(8).randbytes(5_000),
}
FILLER = random.Random(9).randbytes(70_000)
MEMBERS = {f"F{at}": data for at, data in enumerate(FILES.values(), 1)}
PLAIN = build_msi(FILES)
SIGNED = sign_msi(PLAIN)
DOCUMENT = build_cfb({"Large": FILLER[:9000], "Small": b"text", "Storage/Inner": b"inner"})


def opening(data: bytes) -> Opened:
    source, spool = os.memfd_create("source"), os.memfd_create("spool")
    try:
        os.write(source, data)
        own = Artifact("artifact-x", ("x",), "0" * 64, len(data))
        request = msgspec.msgpack.encode(Request(own, 0, 1 << 26, 10_000, 250))
        return msgspec.msgpack.decode(open_artifact(request, [source, spool]), type=Opened)
    finally:
        os.close(source)
        os.close(spool)


def said(data: bytes) -> dict[str, Level | None]:
    return {each.signal: each.level for each in opening(data).seen}


def reasons(data: bytes) -> set[str]:
    layer = opening(data).layer
    assert all("stopped" not in each.detail for each in layer.problems)
    return {each.reason for each in layer.problems}


def bent(data: bytes, at: int, *words: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(f"<{len(words)}I", changed, at, *words)
    return bytes(changed)


def rebuilt(data: bytes, more: dict[str, bytes]) -> bytes:
    with opened(data) as compound:
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    return build_cfb(streams | more, clsid=CLASS_ID)


# --- honest ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        SIGNED,
        SIGNED + write_omaha("appguid={00000000-0000-0000-0000-000000000001}"),
        sign_msi(PLAIN, extended=False),
        DOCUMENT,
        build_cab(FILES),
        build_cab(FILES, method=STORED, folders=2, reserve=bytes(20)),
        sign_cab(build_cab(FILES), Plan()),
        hide_in_msi(SIGNED, FILLER[:5000], "free-sector"),
        hide_in_msi(SIGNED, FILLER, "stream-slack"),
    ],
    ids=["plain", "signed", "tagged", "names unsigned", "document", "cabinet", "stored", "signed cabinet", "little in free sectors", "little behind streams"],
)  # fmt: skip
def test_honest_files_are_owned_wholly_and_nothing_is_said(data: bytes) -> None:
    found = opening(data)
    assert not found.seen
    assert not found.failed
    assert not found.layer.problems
    assert not found.layer.unexplained


# --- hidden ------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["orphan-chain", "orphan-stream", "chain-surplus"])
def test_what_no_writer_leaves_is_suspicious(place: str) -> None:
    assert said(hide_in_msi(SIGNED, FILLER, place)) == {
        "hidden-in-msi": Level.SUSPICIOUS,
        "bytes-without-owner": None,
    }


def test_more_than_a_writer_leaves_is_for_review() -> None:
    found = said(hide_in_msi(SIGNED, FILLER, "free-sector"))
    assert found["hidden-in-msi"] is Level.REVIEW


def test_a_tail_is_suspicious_and_a_tail_of_zeros_is_for_review() -> None:
    assert "bytes-beyond-msi" in said(SIGNED + FILLER)
    assert said(SIGNED + bytes(3000)) == {"bytes-beyond-msi": Level.REVIEW}
    assert not said(PLAIN + bytes(3000))


def test_bytes_behind_a_signature_are_found_in_packages_and_cabinets() -> None:
    assert "bytes-behind-package-signature" in said(sign_msi(PLAIN, behind=FILLER))
    assert "bytes-behind-package-signature" in said(sign_cab(build_cab(FILES), Plan(), FILLER))


def test_words_of_the_allocation_tables_are_looked_at() -> None:
    with opened(SIGNED) as compound:
        fat = compound.offset(compound.fat_chain[-1]) + 512
        minifat = compound.offset(compound.minifat_chain[-1]) + 512
    for end in (fat, minifat):
        data = SIGNED[: end - 40] + FILLER[:40] + SIGNED[end:]
        assert said(data)["hidden-in-msi"] is Level.REVIEW


def test_the_header_the_directory_and_its_unused_entries_are_looked_at() -> None:
    with opened(SIGNED) as compound:
        entries = [compound.offset(each) + 128 * n for each in compound.directory_chain for n in range(4)]  # fmt: skip
        unused = [at for at, entry in zip(entries, compound.entries, strict=True) if not entry.kind]
    assert said(SIGNED[:8] + FILLER[:16] + SIGNED[24:])["hidden-in-msi"] is Level.REVIEW
    used = entries[1]
    name = SIGNED[: used + 40] + FILLER[:24] + SIGNED[used + 64 :]
    assert "hidden-in-msi" in said(name)
    if unused:
        at = unused[0]
        layer = opening(SIGNED[:at] + FILLER[:60] + SIGNED[at + 60 :]).layer
        assert "leftover in unused-entry" in {each.name for each in layer.regions}


# --- contradictions of a compound file --------------------------------------------------------------


def test_chains_that_come_back_share_or_leave_the_file_are_said() -> None:
    with opened(DOCUMENT) as compound:
        fat = compound.offset(compound.fat_chain[0])
        entries = {each.name: each for each in compound.entries}
        directory = compound.offset(compound.directory_chain[0])
        large = entries["Large"]
    chain = fat + 4 * large.start
    assert "loop" in reasons(bent(DOCUMENT, chain + 4 * 10, large.start + 3))
    assert "chain" in reasons(bent(DOCUMENT, chain + 4 * 10, 0x00FFFFFF))
    assert "truncated" in reasons(bent(DOCUMENT, chain + 4 * 10, 0xFFFFFFFE))
    assert "shared-sector" in reasons(bent(DOCUMENT, chain + 4 * 17, fat // 512 - 1))
    size = directory + 128 * large.index + 120
    assert "truncated" in reasons(bent(DOCUMENT, size, 900_000))


def test_tables_that_cannot_be_where_they_are_said_to_be_are_said() -> None:
    assert "truncated" in reasons(bent(DOCUMENT, 76, 0x00FFFFFF))
    assert "contradiction" in reasons(bent(DOCUMENT, 44, 7))
    assert "chain" in reasons(bent(DOCUMENT, 48, 0x00FFFFFF))
    assert "chain" in reasons(bent(DOCUMENT, 60, 0x00FFFFFF))
    assert "chain" in reasons(bent(DOCUMENT, 68, 0x00FFFFFF))
    directory = struct.unpack_from("<I", DOCUMENT, 48)[0]
    assert "loop" in reasons(bent(DOCUMENT, 60, directory))
    assert "loop" in reasons(bent(DOCUMENT, 68, directory - 1, 1) + FILLER[:512])


def test_a_directory_that_contradicts_itself_is_said() -> None:
    with opened(DOCUMENT) as compound:
        directory = compound.offset(compound.directory_chain[0])
        root = compound.entries[0]
    child = directory + 128 * root.child
    assert "loop" in reasons(bent(DOCUMENT, child + 68, root.child))
    assert "contradiction" in reasons(bent(DOCUMENT, directory + 76, 0xFFFF))
    kind = bytearray(DOCUMENT)
    kind[child + 66] = 9
    assert "contradiction" in reasons(bytes(kind))
    kind[child + 66], kind[child + 64] = 2, 7
    assert "contradiction" in reasons(bytes(kind))
    kind = bytearray(DOCUMENT)
    kind[directory + 66] = 2
    assert "contradiction" in reasons(bytes(kind))


def test_storages_nested_deeper_than_any_writer_does_are_said() -> None:
    data = build_cfb({"/".join(["deep"] * 40): b"x"})
    assert reasons(data) == {"limit:depth"}


# --- contradictions of a package ---------------------------------------------------------------------


def test_tables_that_contradict_the_content_are_for_review() -> None:
    for cabinet in ({**MEMBERS, "F9": b"x"}, {**MEMBERS, "F2": b"x"}, {"F1": MEMBERS["F1"]}):
        data = build_msi(FILES, contents=Contents(cabinet=build_cab(cabinet)))
        assert "msi-tables-contradict-content" in said(data)
    padded = Contents(cabinet=build_cab(MEMBERS, padding={0: FILLER}))
    assert "msi-tables-contradict-content" in said(build_msi(FILES, contents=padded))


def test_streams_that_nothing_refers_to_are_for_review() -> None:
    assert "msi-tables-contradict-content" in said(build_msi(FILES, contents=Contents(streams={"Loose": b"x"})))  # fmt: skip
    table = encode_name("Undescribed", table=True)
    assert "msi-tables-contradict-content" in said(rebuilt(PLAIN, {table: b"rows"}))


def test_a_cabinet_that_is_missing_damaged_or_closed_is_said() -> None:
    assert "damaged" in reasons(build_msi(FILES, contents=Contents(cabinet=b"no cabinet" * 9)))
    closed = bytearray(build_cab(MEMBERS, method=STORED))
    closed[42] = 4
    assert "no-opener" in reasons(build_msi(FILES, contents=Contents(cabinet=bytes(closed))))
    assert "missing-member" in reasons(PLAIN.replace(b"#files.cab", b"#filez.cab"))


def test_a_gap_inside_a_cabinet_inside_a_package_is_listed() -> None:
    cabinet = build_cab(MEMBERS) + FILLER[:1000]
    layer = opening(build_msi(FILES, contents=Contents(cabinet=cabinet))).layer
    ((offset, length),) = [(each.offset, each.length) for each in layer.unexplained]
    assert (offset, length) == (512 + len(build_cab(MEMBERS)), 1000)


def test_names_that_climb_are_said_in_packages_and_cabinets() -> None:
    assert "names-that-escape" in said(build_msi({"../../escape.dll": b"x"}))
    assert "names-that-escape" in said(build_cab({"..\\escape.dll": b"x"}))


def test_string_pools_and_rows_that_lie_are_said() -> None:
    pool = encode_name("_StringPool", table=True)
    with opened(PLAIN) as compound:
        stored = next(compound.open(each).read(0, each.size) for each in compound.streams if each.name == pool)  # fmt: skip
    assert "contradiction" in reasons(rebuilt(PLAIN, {pool: stored + b"\xff\x7f\1\0"}))
    assert "damaged" in reasons(build_cfb({"Text": b"x"}, clsid=CLASS_ID))
    assert "contradiction" in reasons(rebuilt(PLAIN, {encode_name("Media", table=True): b"odd"}))
    codepage = rebuilt(PLAIN, {pool: struct.pack("<I", 64_999) + stored[4:]})
    assert not reasons(codepage)


# --- contradictions of a cabinet --------------------------------------------------------------------


def test_cabinets_that_contradict_themselves_are_said() -> None:
    data = build_cab(FILES, folders=2)
    files_at = struct.unpack_from("<I", data, 16)[0]
    assert "truncated" in reasons(bent(data, 8, 1 << 30))
    assert "overlap" in reasons(bent(data, 44, *struct.unpack_from("<I", data, 36)))
    assert "contradiction" in reasons(data[: files_at + 8] + b"\7\0" + data[files_at + 10 :])
    assert "spanning" in reasons(data[: files_at + 8] + b"\xfd\xff" + data[files_at + 10 :])
    assert "truncated" in reasons(data[: files_at + 10])
    assert "truncated" in reasons(data[:40])
    assert "truncated" in reasons(data[: len(data) // 2])
    assert "damaged" in reasons(data[:20])
    start = struct.unpack_from("<I", data, 36)[0]
    assert "damaged-member" in reasons(data[: start + 8] + b"XX" + data[start + 10 :])
    assert "damaged-member" in reasons(data[: start + 6] + b"\1\0" + data[start + 8 :])


def test_bytes_of_no_file_in_a_cabinet_are_for_review() -> None:
    assert "cabinet-bytes-of-no-file" in said(build_cab(FILES, padding={0: FILLER}))
