"""What a disk image holds: its partitions, its signature, and bytes that no structure names."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Fact, Problem, Region, Signature, Span
from onionskin.parse.archive import FACTS, Item, Members, clip, merged
from onionskin.parse.disks.udif import (
    CRC32,
    IGNORE,
    SECTOR,
    TRAILER,
    ZERO,
    DiskImage,
    ImagePartition,
    Partition,
    Trailer,
    crc_of,
    read_partitions,
    read_trailer,
)
from onionskin.parse.disks.udif_runs import PartitionReader
from onionskin.parse.holes import outside
from onionskin.parse.signatures.codesign import examine_disk_image
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# How many bytes between runs, in all, may be what the writer left.
RESIDUE = 16 << 10
# Reserved bytes of the trailer: behind the checksum, around the signature's place, at the end.
_RESERVED = ((232, 64), (312, 40), (500, 12))


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield everything a disk image holds: regions, signature, partitions, contradictions, problems."""
    yield from _Walk(view, read_trailer(view)).run()


@dataclass
class _Walk:
    """One walk over one image."""

    view: View
    trailer: Trailer
    members: Members = field(default_factory=Members)
    partitions: list[Partition] = field(default_factory=list)
    readers: list[PartitionReader] = field(default_factory=list)
    owned: list[Span] = field(default_factory=list)
    others: tuple[str, ...] = ()
    residue: int = 0

    def run(self) -> Iterator[Item | Signature]:
        yield from self._structures()
        self.partitions, self.others, faults = read_partitions(self.view, self.trailer)
        for fault in faults[:FACTS]:
            yield Problem("damaged-member", fault)
        yield from self._order()
        yield from merged(self._runs())
        yield from self._strays()
        if self.trailer.segments > 1:
            detail = f"segment {self.trailer.segment} of {self.trailer.segments}; the others are in files beside it"  # fmt: skip
            yield Problem("parts-missing", detail)
        yield from self._contents()
        yield from self._slack()
        yield from self._sums()
        yield from self.members.overflow()

    def _structures(self) -> Iterator[Item | Signature]:
        own = self.trailer
        yield Region("koly block", own.at, TRAILER)
        self.owned.append(Span(own.at, TRAILER))
        for name, span in (("property list", own.plist), ("resource fork", own.resources), ("code signature", own.signature)):  # fmt: skip
            if span.length and span.offset < self.view.size:
                yield Region(name, span.offset, span.length)
                self.owned.append(span)
        for at, length in _RESERVED:
            if own.raw[at : at + length].strip(b"\0"):
                yield from self.members.stray("padding", own.at + at, length)
        for at in (80, 352):
            # A CRC-32 fills four of the 128 bytes.
            if own.raw[at + 3] in {0, CRC32} and own.raw[at + 12 : at + 136].strip(b"\0"):
                yield from self.members.stray("padding", own.at + at + 12, 124)
        if own.signature.length:
            place, trailer = own.signature, Span(own.at, TRAILER)
            yield from examine_disk_image(self.view, place, trailer, own.blinded())

    def _order(self) -> Iterator[Item]:
        """Yield partitions that lie over each other on the disk, and what a block map hides."""
        reached, before = 0, ""
        plist = self.trailer.plist
        for each in sorted(self.partitions, key=lambda one: (one.first, one.sectors, one.name)):
            if each.first < reached and each.sectors:
                detail = f"it begins at sector {each.first}, inside {before!r}"
                yield from self.members.fault("overlap", each.name, detail, plist.offset, plist.length)  # fmt: skip
            if not each.is_padded:
                yield from self.members.stray("padding", plist.offset, plist.length)
            reached, before = max(reached, each.first + each.sectors), each.name
        if reached > self.trailer.sectors:
            detail = f"its partitions have {reached} sectors, its koly block states {self.trailer.sectors}"  # fmt: skip
            yield from self.members.fault("size-differs", "", detail, self.trailer.at, TRAILER)

    def _runs(self) -> Iterator[Item]:
        """Yield who owns the stored bytes; a run that shares bytes with another contradicts it."""
        stored = [
            (run.offset, run.length, each.name)
            for each in self.partitions
            for run in each.runs
            if run.length and run.kind not in {ZERO, IGNORE}
        ]
        stored.sort()
        end, last = 0, (-1, 0)
        for offset, length, name in stored:
            if (offset, length) == last:
                continue
            if offset < end:
                detail = f"a run of {length} bytes shares bytes with the run in front of it"
                yield from self.members.fault("overlap", name, detail, offset, length)
            if offset + length > self.view.size:
                yield Problem("truncated", f"{clip(name)!r} lacks {offset + length - self.view.size} stored bytes")  # fmt: skip
            begin = max(offset, end)
            yield Region(f"data {clip(name)}", begin, offset + length - begin)
            end, last = max(end, offset + length), (offset, length)
            self.owned.append(Span(begin, offset + length - begin))

    def _strays(self) -> Iterator[Item]:
        """Yield what lies between, in front of and behind the structures: zeros are padding."""
        end = max((each.end for each in self.owned), default=0)
        gaps = outside(self.owned, self.view.size)
        loose = {each for each in gaps if not self.view.is_zero(each.offset, each.length)}
        inner = {each for each in loose if each.offset > 0 and each.end <= self.trailer.data.end}
        # The writer leaves pieces of streams that it wrote before: 5,486 bytes in one of five genuine images.
        is_little = sum(each.length for each in inner) <= RESIDUE
        self.residue = sum(each.length for each in inner) if is_little else 0
        if len(inner) > FACTS and not is_little:
            # So many pieces that one by one each would be too small to be said.
            start = min(each.offset for each in inner)
            yield from self.members.stray("between", start, max(each.end for each in inner) - start)
        for gap in gaps:
            if gap not in loose:
                yield Region("padding", gap.offset, gap.length)
            elif gap in inner and is_little:
                yield Region("residue between runs", gap.offset, gap.length)
            else:
                where = "before" if not gap.offset else "behind" if gap.offset >= end else "between"
                yield from self.members.stray(where, gap.offset, gap.length)

    def _contents(self) -> Iterator[Item]:
        place = self.trailer.plist
        for each in self.partitions:
            yield from self.members.named(each.name, place.offset, place.length)
            reader = PartitionReader(self.view, each)
            self.readers.append(reader)
            yield Child(each.name, chunks=reader.chunks(), declared=each.sectors * SECTOR)

    def _slack(self) -> Iterator[Item]:
        for reader in self.readers:
            for span in reader.slack:
                if not self.view.is_zero(span.offset, span.length):
                    yield from self.members.stray("slack", span.offset, span.length)

    def _sums(self) -> Iterator[Item]:
        """Compare the checksums: of each partition, of the stored data, and of all partitions' checksums."""
        own, told = self.trailer, []
        for reader in self.readers:
            each = reader.partition
            state = each.checksum.compare(reader.crc)
            told.append(ImagePartition(clip(each.name), each.first, each.sectors, len(each.runs), each.methods, state))  # fmt: skip
            if state == "differs":
                yield from self._wrong(f"partition {each.name!r}", own.plist)
        data = None
        if own.data_checksum.kind == CRC32 and own.data.end <= self.view.size:
            data = crc_of(self.view.chunks(own.data.offset, own.data.length))
        data_state = own.data_checksum.compare(data)
        if data_state == "differs":
            yield from self._wrong("the stored data", own.data)
        values = b"".join(each.checksum.value.to_bytes(4, "big") for each in self.partitions)
        master_state = own.master_checksum.compare(zlib.crc32(values))
        if master_state == "differs":
            yield from self._wrong("the partitions' checksums", own.plist)
        yield Fact.of(
            DiskImage(
                own.sectors,
                tuple(told),
                data_state,
                master_state,
                own.segments,
                self.residue,
                self.others,
            )
        )

    def _wrong(self, what: str, span: Span) -> Iterator[Fact]:
        detail = f"the checksum of {what} is not the stated one"
        yield from self.members.fault("checksum-differs", "", detail, span.offset, span.length)
