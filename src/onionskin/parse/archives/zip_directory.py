"""The records of a zip file: end records, central directory, local headers, extra fields.

Source: PKWARE APPNOTE.TXT 6.3.10 (section numbers below are its own). Own code,
because a library that resolves contradictions cannot report them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.archive import show_name
from onionskin.plugins.view import View

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64, LOCATOR64, DESCRIPTOR, SIGNED = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08", b"PK\x05\x05"
ENTRIES = 200_000
# The longest central directory that is read: names, extras and comments together.
DIRECTORY = 64 << 20
# How many end-record signatures are looked at.
CANDIDATES = 16_384
MAX32, MAX16 = 0xFFFFFFFF, 0xFFFF
# Offsets and lengths beyond any file: kept below what 64 bits with a sign can say.
FAR = 1 << 61
ENCRYPTED, HAS_DESCRIPTOR, PATCH, UTF8, MASKED = 1, 1 << 3, 1 << 5, 1 << 11, 1 << 13

METHODS = {
    0: "stored", 1: "shrunk", 2: "reduced", 3: "reduced", 4: "reduced", 5: "reduced",
    6: "imploded", 8: "deflate", 9: "deflate64", 10: "PKWARE DCL implode", 12: "bzip2",
    14: "LZMA", 16: "IBM CMPSC", 18: "IBM TERSE", 19: "LZ77", 20: "zstd", 93: "zstd",
    94: "MP3", 95: "xz", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES",
}  # fmt: skip

# Extra fields that writers of today use (4.5, 4.6, Info-ZIP's list, the JDK's, libarchive's): id -> longest body.
EXTRAS = {
    0x0001: 28, 0x000A: 36, 0x000D: 64, 0x2605: 64, 0x334D: 64, 0x4453: 256, 0x5455: 13, 0x554E: 512,
    0x5855: 12, 0x6375: 1024, 0x6C78: 32, 0x7075: 1024, 0x756E: 270, 0x7855: 4, 0x7875: 24, 0x9901: 7, 0xCAFE: 0,
}  # fmt: skip
UNICODE_PATH = 0x7075
# "Version made by" (4.4.2): DOS and Windows.
FAT = 0
# Extra fields that pad: id -> length of the head, and the byte that the rest of the body is made of. The last is PyTorch's
# (caffe2/serialize/inline_container.cc), which aligns tensors so.
PADS = {0xD935: (2, b"\0"), 0xA220: (4, b"\0"), 0x0000: (0, b"\0"), 0x4246: (0, b"Z")}


@dataclass(slots=True)
class Entry:
    """One central header, as written. Offsets are absolute in the view; `at` is the header's own."""

    at: int
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    local: int
    system: int
    attributes: int
    # The name by Info-ZIP's Unicode path field, where the header's own name is plain ASCII.
    alias: bytes = b""
    # Of an archive in parts, the number of the part that the local header stands in.
    disk: int = 0

    @property
    def name(self) -> str:
        """The member's name: UTF-8 where flagged (appendix D), else code page 437."""
        if self.flags & UTF8:
            return show_name(self.raw)
        # Plain ASCII is the same in code page 437, and read faster.
        return self.raw.decode("ascii" if self.raw.isascii() else "cp437")

    @property
    def is_folder(self) -> bool:
        """Whether this names a folder and holds nothing."""
        return self.raw.endswith(b"/") and not self.size

    @property
    def is_link(self) -> bool:
        """Whether a Unix writer marked this as a symbolic link."""
        return self.system == 3 and (self.attributes >> 28) == 0xA


@dataclass(slots=True)
class Local:
    """One local header. `holes` are the parts of its extra field that have no known grammar."""

    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    data: int
    holes: list[Span]


@dataclass
class End:
    """Where the directory is, from the end records. `shift` is what was put before the archive.

    `regions` are the end records themselves, `comment` the archive comment's
    span, `rivals` other end records with a directory of their own, `conflicts`
    what the end records state twice and differently.
    """

    at: int
    directory: Span
    count: int
    shift: int
    comment: Span
    regions: list[tuple[str, int, int]]
    rivals: list[Span] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    disks: int = 0


@dataclass
class Directory:
    """The central directory, read: entries, parts without a grammar, and what stopped it."""

    entries: list[Entry] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    end: int = 0
    stopped: str = ""
    limited: bool = False


def find_end(view: View, *, deep: bool = True) -> End | None:
    """Return the last end record that has a central directory (4.3.16), or None.

    It is looked for where a comment of 64 KiB lets it be; `deep` goes on through all bytes.
    """
    start = max(0, view.size - MAX16 - 22)
    tail = view.read(start, MAX16 + 22)
    places = [start + at for at in _backwards(tail)]
    if not (places or deep):
        return None
    found = [end for end in (_end_at(view, at) for at in places[:CANDIDATES]) if end]
    if not found and deep and start:
        places = sorted(_forwards(view, start + 3), reverse=True)
        found = [end for end in (_end_at(view, at) for at in places) if end]
    if not found:
        return None
    chosen, *others = found
    chosen.rivals += [
        Span(each.at, 22) for each in others if each.count and each.directory != chosen.directory
    ]
    return chosen


def _backwards(tail: bytes) -> Iterator[int]:
    # One byte that no text has is found at once; several are not, least of all from behind.
    at = tail.rfind(END) if END[-1] in tail else -1
    while at >= 0:
        yield at
        at = tail.rfind(END, 0, at + 3)


def _forwards(view: View, end: int) -> Iterator[int]:
    at = view.find(END, 0, end)
    for _ in range(CANDIDATES):
        if at < 0:
            return
        yield at
        at = view.find(END, at + 1, end)


def _end_at(view: View, at: int) -> End | None:
    """Return the end record at `at` if its directory is where it says (4.3.16), else None."""
    raw = view.read(at, 22)
    if len(raw) < 22:
        return None
    disk, first, here, count, length, offset, comment = struct.unpack_from("<4H2IH", raw, 4)
    end = End(at, Span(0, 0), count, 0, Span(at + 22, comment), [("end of central directory", at, 22)])  # fmt: skip
    end.disks = disk if disk != MAX16 else 0
    edge = at
    wide = _end64(view, at)
    if wide is not None:
        record, wide_count, wide_length, wide_offset = wide
        end.regions += [
            ("zip64 end record", record, at - 20 - record),
            ("zip64 locator", at - 20, 20),
        ]
        for what, narrow, value, top in (
            ("entries", count, wide_count, MAX16),
            ("directory length", length, wide_length, MAX32),
            ("directory offset", offset, wide_offset, MAX32),
        ):
            if narrow not in {top, value}:
                end.conflicts.append(f"{what}: {narrow} in the end record, {value} in zip64's")
        end.count, length, offset, edge = wide_count, wide_length, wide_offset, record
    elif here != count or first:
        end.disks = end.disks or 1
    return end if _place(view, end, (length, offset), edge) else None


def _place(view: View, end: End, stated: tuple[int, int], edge: int) -> bool:
    """Find the directory: right before the end records, else at the offset as stated."""
    length, offset = stated
    near = edge - length
    is_near = near >= 0 and (view.read(near, 4) == CENTRAL if length else not edge)
    is_far = offset < edge and view.read(offset, 4) == CENTRAL
    if is_near:
        end.directory, end.shift = Span(near, length), near - offset
        if is_far and near != offset:
            end.rivals.append(Span(offset, 4))
    elif is_far:
        end.directory = Span(offset, min(length, edge - offset))
    # Offsets may count from the start of the program that carries the archive (`zip -A`).
    if is_near and end.shift < 0 and end.shift != -view.within:
        # An offset behind the directory's place says nothing about what stands before the archive.
        end.shift = 0
        end.conflicts.append(f"directory offset: {offset} is stated, it begins at {near}")
    return is_near or is_far


def _end64(view: View, at: int) -> tuple[int, int, int, int] | None:
    """Return (offset, entries, directory length, directory offset) of the zip64 end record (4.3.14)."""
    locator = view.read(at - 20, 20) if at >= 20 else b""
    if not locator.startswith(LOCATOR64):
        return None
    (stated,) = struct.unpack_from("<Q", locator, 8)
    for record in (at - 20 - 56, stated):
        raw = view.read(record, 56) if record <= at - 76 else b""
        if len(raw) == 56 and raw.startswith(END64):
            (length,) = struct.unpack_from("<Q", raw, 4)
            if record + 12 + length != at - 20:
                continue
            count, size, offset = struct.unpack_from("<3Q", raw, 32)
            return record, count, size, offset
    return None


def read_directory(view: View, end: End) -> Directory:
    """Read the central directory (4.3.12) in the order written: at most ENTRIES and DIRECTORY of it."""
    directory = Directory(end=end.directory.offset)
    base, stop = end.directory.offset, end.directory.end
    raw = view.read(base, min(end.directory.length, DIRECTORY))
    is_whole = len(raw) == end.directory.length
    at = 0
    while at + 46 <= len(raw) and raw[at : at + 4] == CENTRAL:
        if len(directory.entries) >= ENTRIES:
            directory.limited = True
            directory.stopped = f"more than {ENTRIES} members"
            break
        following = _central(raw, at, (base, end.shift), directory)
        if following > len(raw):
            directory.stopped = f"the central header at {base + at:#x} is cut short"
            break
        at = following
    directory.end = base + at
    if not is_whole and base + len(raw) < min(stop, view.size) and not directory.limited:
        directory.limited = True
        directory.stopped = f"the central directory is over {DIRECTORY >> 20} MiB long"
    if raw[at : at + 4] == SIGNED and at + 6 <= len(raw):
        (length,) = struct.unpack_from("<H", raw, at + 4)
        directory.end = min(base + at + 6 + length, stop)
    if directory.end != stop and not directory.stopped:
        directory.stopped = f"the central directory is broken at {directory.end:#x}"
    return directory


def _central(raw: bytes, at: int, place: tuple[int, int], directory: Directory) -> int:
    """Append the central header at `at`; return where the next one begins."""
    base, shift = place
    made, _, flags, method, _, _, crc, packed, size, named, extra, comment = struct.unpack_from(
        "<6H3I3H", raw, at + 4
    )
    disk, _, attributes, local = struct.unpack_from("<2H2I", raw, at + 34)
    name = at + 46
    more = name + named
    following: int = more + extra + comment
    if following > len(raw):
        return following
    alias = b""
    if extra:
        fields, holes = read_extra(raw[more : more + extra], base + more)
        directory.holes += holes
        # A name that is not ASCII may well be spelt otherwise in Unicode.
        alias = fields.get(UNICODE_PATH, b"")[5:] if raw[name:more].isascii() else b""
        wide = iter(_quads(fields.get(1, b"")))
        size, packed, local = (
            min(next(wide, each), FAR) if each == MAX32 else each for each in (size, packed, local)
        )
    if comment:
        directory.comments.append(Span(base + more + extra, comment))
    directory.entries.append(
        Entry(base + at, raw[name:more], flags, method, crc, packed, size, min(local + shift, FAR), made >> 8, attributes, alias, disk)
    )  # fmt: skip
    return following


def _quads(body: bytes) -> list[int]:
    return list(struct.unpack_from(f"<{len(body) // 8}Q", body))


def read_extra(raw: bytes, base: int) -> tuple[dict[int, bytes], list[Span]]:
    """Return the extra fields by id (the first of each), and the spans of no known grammar (4.5)."""
    fields: dict[int, bytes] = {}
    holes = []
    at = 0
    while at + 4 <= len(raw):
        tag, length = struct.unpack_from("<2H", raw, at)
        body = raw[at + 4 : at + 4 + length]
        if len(body) < length:
            break
        fields.setdefault(tag, body)
        if not _has_grammar(tag, body):
            holes.append(Span(base + at, 4 + length))
        at += 4 + length
    # zipalign before 2016 padded with bare zeros, of any length.
    if raw[at:].strip(b"\0"):
        holes.append(Span(base + at, len(raw) - at))
    return fields, holes


def _has_grammar(tag: int, body: bytes) -> bool:
    if tag in PADS:
        head, filler = PADS[tag]
        return not body[head:].strip(filler)
    return len(body) <= EXTRAS.get(tag, -1)


def read_local(view: View, at: int) -> Local | None:
    """Return the local header at `at` (4.3.7), or None where there is none, or it is cut short."""
    raw = view.read(at, 30)
    if len(raw) < 30 or not raw.startswith(LOCAL):
        return None
    _, flags, method, _, _, crc, packed, size, named, extra = struct.unpack_from("<5H3I2H", raw, 4)
    rest = view.read(at + 30, named + extra)
    if len(rest) < named + extra:
        return None
    holes: list[Span] = []
    if extra:
        fields, holes = read_extra(rest[named:], at + 30 + named)
        wide = iter(_quads(fields.get(1, b"")))
        size, packed = (
            min(next(wide, each), FAR) if each == MAX32 else each for each in (size, packed)
        )
    data = at + 30 + named + extra
    return Local(rest[:named], flags, method, crc, packed, size, at, data, holes)


def descriptor_length(view: View, at: int, entry: Entry) -> int:
    """Return the length of the data descriptor at `at` (4.3.9) that states the entry's values, or 0."""
    raw = view.read(at, 24)
    head = 4 if raw.startswith(DESCRIPTOR) else 0
    for form, length in (("<3I", 12), ("<I2Q", 20)):
        if len(raw) >= head + length:
            crc, packed, size = struct.unpack_from(form, raw, head)
            if (crc, packed, size) == (entry.crc, entry.packed, entry.size):
                return head + length
    return 0


def require_directory(view: View) -> tuple[End, Directory]:
    """Return the end records and the directory; raise DamagedError where there are none."""
    end = find_end(view)
    if end is None:
        raise DamagedError("there is no end of central directory")
    return end, read_directory(view, end)


def names_ending(view: View, suffix: bytes, limit: int = 2000) -> Iterator[str]:
    """Yield members whose name ends so, by a search through the directory: cheap enough for a sniff."""
    end = find_end(view, deep=False)
    if end is None:
        return
    at, stop = end.directory.offset, end.directory.end
    for _ in range(limit):
        at = view.find(suffix, at, stop)
        if at < 0:
            return
        at += len(suffix)
        window = view.read(
            max(at - 1024, end.directory.offset), min(1024, at - end.directory.offset)
        )
        header = window.rfind(CENTRAL)
        if header >= 0 and header + 46 <= len(window):
            (named,) = struct.unpack_from("<H", window, header + 28)
            if header + 46 + named == len(window):
                yield window[header + 46 :].decode("utf-8", "backslashreplace")
