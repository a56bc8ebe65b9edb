"""Ways to hide bytes in ELF files, ar archives and asars. Each stays here for good."""

from __future__ import annotations

import os
import random
from pathlib import Path

import msgspec
import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.asar import build_asar, integrity
from onionskin.lookalike.elf import ElfRecipe, ar_member, build_ar, build_elf
from onionskin.model import Artifact, Level, Outcome
from onionskin.peel.wire import Opened, Request
from onionskin.write.reports import PeelReport

SECRET = bytes((n * 37 + 11) % 251 for n in range(400))
LIBRARY = {
    "soname": "liba.so",
    "needed": ("libc.so.6",),
    "imports": ("read",),
    "build_id": b"i" * 20,
}


def report(pool: Pool, folder: Path, data: bytes) -> PeelReport:
    path = folder / "release.bin"
    path.write_bytes(data)
    (made,) = peel([path], pool=pool)
    return made


def is_seen(made: PeelReport, data: bytes) -> bool:
    """Say whether the hidden bytes are a finding's evidence, at their very place."""
    at = data.index(SECRET)
    return any(
        evidence.artifact == made.layers[0].artifact.id
        and evidence.offset <= at + 20
        and at + len(SECRET) - 20 <= evidence.offset + evidence.length
        for finding in made.findings
        for evidence in finding.evidence
    )


def patched(data: bytes, at: int, value: int, length: int = 8) -> bytes:
    return data[:at] + value.to_bytes(length, "little") + data[at + length :]


def with_a_section_behind_the_end() -> bytes:
    """A header that lies about a section must not make the whole file count as cut short."""
    data = build_elf(ElfRecipe(**LIBRARY, extra={".note": b"n" * 64}, tail=SECRET))
    rows = int.from_bytes(data[40:48], "little")
    count = int.from_bytes(data[60:62], "little")
    return patched(data, rows + 64 * (count - 2) + 24, 1 << 40)


def with_headers_behind_the_end() -> bytes:
    data = build_elf(ElfRecipe(**LIBRARY, tail=SECRET))
    return patched(data, 40, 1 << 40)


def with_a_section_over_everything() -> bytes:
    data = build_elf(ElfRecipe(**LIBRARY, extra={".note": b"n" * 64}, gap=SECRET))
    rows = int.from_bytes(data[40:48], "little")
    row = rows + 64 * (int.from_bytes(data[60:62], "little") - 2)
    return patched(patched(data, row + 24, 0), row + 32, len(data))


def with_a_note_segment_over_the_tail() -> bytes:
    """Only what is loaded, or is a section, owns bytes where there are sections."""
    data = build_elf(ElfRecipe(**LIBRARY, tail=SECRET))
    note = 64 + 56 * 2
    return patched(patched(data, note + 8, len(data) - len(SECRET)), note + 32, len(SECRET))


FILLED = bytes(byte for bit in range(400) for byte in (b"X" if SECRET[bit] & 1 else b"\0"))

HIDDEN = {
    "behind an elf image": build_elf(ElfRecipe(**LIBRARY, tail=SECRET)),
    "behind an elf image, after zeros": build_elf(ElfRecipe(**LIBRARY, tail=bytes(5000) + SECRET)),
    "behind an elf object": build_elf(ElfRecipe(kind=1, tail=SECRET)),
    "behind an elf without section headers": build_elf(ElfRecipe(**LIBRARY, sections=False, tail=SECRET)),
    "between the sections of a segment": build_elf(ElfRecipe(**LIBRARY, gap=SECRET)),
    "beside what patchelf leaves": build_elf(ElfRecipe(**LIBRARY, gap=b"X" * 600 + SECRET + b"X" * 300)),
    "below a section that ends behind the file": with_a_section_behind_the_end(),
    "below section headers that are not there": with_headers_behind_the_end(),
    "in a section over everything": with_a_section_over_everything(),
    "in a note segment behind the sections": with_a_note_segment_over_the_tail(),
    "behind the members of an ar": build_ar({"a.o": b"a" * 30}, tail=SECRET),
    "between the members of an ar": build_ar({"a.o": b"a" * 30}) + SECRET + ar_member(b"b.o/", b"b" * 30),
    "behind an asar": build_asar({"a": b"a" * 30}, tail=SECRET),
    "between the members of an asar": build_asar({"a": b"a" * 30, "b": b"b"}, gap=SECRET),
    "in an asar member that is not listed": build_asar({"a": b"a", "b": SECRET}, changed={"b": {"size": 0, "integrity": None}}),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN)
def test_bytes_hidden_here_are_a_finding_with_their_place(
    where: str, pool: Pool, tmp_path: Path
) -> None:
    data = HIDDEN[where]
    assert is_seen(report(pool, tmp_path, data), data)


def test_bits_spelled_out_in_the_filler_of_moved_sections_are_not_taken_for_filler(
    pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path, build_elf(ElfRecipe(**LIBRARY, gap=FILLED)))
    assert [each.signal for each in made.findings] == ["bytes-without-owner"]


def test_a_table_that_only_looks_like_section_headers_is_not_taken_for_one(
    pool: Pool, tmp_path: Path
) -> None:
    row = (7).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(8)
    row += bytes(range(100, 106)) + bytes(2) + bytes(16) + (77).to_bytes(8, "little")[:8] + bytes(8) + bytes(8)  # fmt: skip
    data = build_elf(ElfRecipe(**LIBRARY, gap=bytes(64) + row * 9))
    assert report(pool, tmp_path, data).findings


def test_a_zip_behind_an_elf_is_opened_and_is_no_second_format(pool: Pool, tmp_path: Path) -> None:
    data = build_elf(ElfRecipe(**LIBRARY, tail=build_zip({"a.txt": b"inert" * 20})))
    made = report(pool, tmp_path, data)
    assert made.findings == ()
    assert {each.format for each in made.layers} == {"elf", "zip", "data"}


def test_a_member_changed_together_with_its_whole_hash_is_seen_by_its_blocks(
    pool: Pool, tmp_path: Path
) -> None:
    old, new = b"inert " * 30_000, b"other " * 30_000
    lie = integrity(old, 64 << 10) | {"hash": integrity(new)["hash"]}
    data = build_asar({"a": old}, forged={"a": new}, changed={"a": {"integrity": lie}})
    made = report(pool, tmp_path, data)
    assert made.verdict.level is Level.SUSPICIOUS
    assert [each.signal for each in made.findings] == ["asar-contradicts-content"]


def test_a_member_stripped_of_its_hash_is_seen(pool: Pool, tmp_path: Path) -> None:
    changed = {"main.js": {"integrity": None}}
    data = build_asar({"main.js": b"m" * 20, "other.js": b"o" * 20}, changed=changed)
    assert [each.signal for each in report(pool, tmp_path, data).findings] == ["asar-contradicts-content"]  # fmt: skip


# --- mutations ------------------------------------------------------------------------------------

BASES = (
    build_elf(ElfRecipe(**LIBRARY)),
    build_elf(ElfRecipe(wide=False, big=True, **LIBRARY)),
    build_elf(ElfRecipe(**LIBRARY, sections=False)),
    build_ar({"a.o": build_elf(ElfRecipe(kind=1)), "a_name_that_is_long.o": b"x" * 9}),
    build_ar({"a.o": b"a" * 20, "b": b"b" * 9}, style="bsd"),
    build_asar({"package.json": b'{"name":"a"}', "d/b": b"b" * 90}, links={"l": "d"}),
)
EDGES = (0, 1, 0x7F, 0x80, 0xFF)


def mutated(base: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(base)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(min(len(data), 400) if chance.random() < 0.7 else len(data))
        width = chance.choice((1, 2, 4, 8))
        data[at : at + width] = bytes([chance.choice(EDGES)]) * min(width, len(data) - at)
    return bytes(data[: chance.randrange(1, len(data))] if chance.random() < 0.2 else data)


def opened(pool: Pool, data: bytes) -> Opened:
    source, spool = os.memfd_create("source"), os.memfd_create("spool")
    try:
        os.write(source, data)
        own = Artifact("artifact-x", ("x.so",), "0" * 64, len(data))
        args = msgspec.msgpack.encode(Request(own, 0, 1 << 20, 1000, 100))
        entry = "onionskin.peel.inside:open_artifact"
        reply = pool.call(Job(entry, args, (source, spool), "x.so", seconds=10))
    finally:
        os.close(source)
        os.close(spool)
    assert reply.outcome is Outcome.SCANNED, reply
    return msgspec.msgpack.decode(reply.result, type=Opened)


@pytest.mark.parametrize("base", range(len(BASES)))
def test_whatever_is_done_to_them_ends_typed_and_every_byte_is_owned_or_listed(
    base: int, pool: Pool
) -> None:
    for seed in range(80):
        data = mutated(BASES[base], seed)
        layer = opened(pool, data).layer
        assert not any("stopped:" in each.detail for each in layer.problems), (seed, layer.problems)
        owned = bytearray(len(data))
        for region in layer.regions:
            owned[region.offset : region.end] = b"\1" * region.length
        assert owned.count(0) == sum(gap.length for gap in layer.unexplained)
