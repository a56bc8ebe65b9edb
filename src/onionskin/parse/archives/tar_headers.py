"""The headers of a tar archive: v7, ustar, GNU and pax.

Sources: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header";
the GNU tar manual, "Basic Tar Format". Own code, because the library of the
language resolves what this one must report.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.archive import show_name
from onionskin.plugins.view import View

BLOCK = 512
# Extended headers and sparse maps over this are no names any more.
EXTENDED = 1 << 20
SPARSE_PARTS = 100_000
FIELD_TOP = 8**11
PAX_KEYS = frozenset(
    b"atime charset comment ctime gid gname hdrcharset mtime size uid uname".split()
)
PAX_PREFIXES = (b"GNU.sparse.", b"SCHILY.", b"LIBARCHIVE.", b"APK-TOOLS.", b"MSWINDOWS.", b"RHT.")
PAX_VALUE = 256
_NO_DEVICE = b"0000000\0" * 2

KINDS = {
    b"0": "file", b"\0": "file", b"7": "file", b"1": "hardlink", b"2": "symlink", b"3": "device",
    b"4": "device", b"5": "folder", b"6": "fifo", b"S": "sparse", b"x": "pax", b"g": "pax global",
    b"X": "pax", b"L": "long name", b"K": "long link", b"D": "dump folder", b"V": "volume label",
    b"M": "continued", b"N": "old long name", b"I": "inode", b"E": "access control list",
    b"A": "access control list",
}  # fmt: skip
# What an archive without the magic may begin with: GNU tar leaves it out of labels and continued files, too.
_BEGINNING = frozenset({b"\0", b"0", b"1", b"2", b"5", b"V", b"M"})


@dataclass
class Header:
    """One header block, as written. `stored` is how many bytes of data follow it."""

    offset: int
    kind: str
    flag: bytes
    name: bytes
    link: bytes
    stored: int
    raw: bytes

    @property
    def mode(self) -> int:
        """The permissions, as octal figures say them; 0 where they do not."""
        said = self.raw[100:108].strip(b" \0")
        return int(said, 8) if said and not said.strip(b"01234567") else 0


@dataclass
class Extended:
    """What pax and GNU headers said about the next member: pax records, long name and link."""

    records: dict[str, bytes] = field(default_factory=dict)
    name: bytes | None = None
    link: bytes | None = None

    def text(self, key: str) -> bytes | None:
        """Return a pax record, or None."""
        return self.records.get(key)

    def number(self, key: str) -> int | None:
        """Return a pax record as a number; raise DamagedError if it is none."""
        raw = self.records.get(key)
        if raw is None:
            return None
        if not raw.isdigit() or len(raw) > 18:
            raise DamagedError(f"the pax record {key!r} is no number: {raw[:32]!r}")
        return int(raw)


@dataclass(frozen=True)
class Sparse:
    """A member with holes: (offset, length) parts, the real size, bytes of map before the data."""

    parts: list[tuple[int, int]]
    size: int
    lead: int = 0


def read_header(view: View, offset: int) -> Header | None:
    """Return the header block at an offset, or None where its checksum says that it is none."""
    raw = view.read(offset, BLOCK)
    if len(raw) < BLOCK or not is_header(raw):
        return None
    flag = raw[156:157]
    name = _string(raw[:100])
    if raw[257:263] == b"ustar\0" and raw[345]:
        name = _string(raw[345:500]) + b"/" + name
    kind = KINDS.get(flag, "unknown")
    size = number(raw[124:136])
    if size is None or size < 0:
        raise DamagedError(f"the header at {offset:#x} states no size: {raw[124:136]!r}")
    return Header(offset, kind, flag, name, _string(raw[157:257]), size, raw)


def is_header(raw: bytes) -> bool:
    """Say whether a block's checksum (signed or unsigned, as old writers summed) is right."""
    stated = number(raw[148:156])
    if stated is None or not any(raw):
        return False
    blank = raw[:148] + b" " * 8 + raw[156:]
    # Adler-32's low half is one more than the sum of 256 bytes, which it holds whole.
    unsigned = sum((zlib.adler32(blank[at : at + 256]) & 0xFFFF) - 1 for at in (0, 256))
    return stated == unsigned or stated == unsigned - 256 * sum(byte > 127 for byte in blank)


def is_first_block(raw: bytes) -> bool:
    """Say whether a block is a header that an archive may begin with."""
    if len(raw) < BLOCK or not is_header(raw) or not raw[0]:
        return False
    if raw[257:262] == b"ustar":
        return True
    # A v7 header has no magic. What stands behind the link's name should be zero, and readers do not care.
    fields = ((100, 108), (108, 116), (116, 124), (124, 136), (136, 148))
    # GNU tar's v7 has folders, too. The head of another format may add up to nothing, which is what an empty sum says.
    return (
        bool(raw[148:156].strip(b" \0"))
        and raw[156:157] in _BEGINNING
        and all(number(raw[start:stop]) is not None for start, stop in fields)
    )


def number(raw: bytes) -> int | None:
    """Return a numeric field: octal digits, or base 256 with the top bit set (GNU); None if neither."""
    if raw[:1] and raw[0] & 0x80:
        value = int.from_bytes(raw, "big") & ~(0x80 << 8 * (len(raw) - 1))
        return value - (1 << (8 * len(raw) - 1)) if raw[0] & 0x40 else value
    digits = raw.split(b"\0")[0].strip(b" ")
    if not digits:
        return 0
    try:
        return int(digits, 8) if digits.isdigit() else None
    except ValueError:
        return None


def slack(raw: bytes) -> list[Span]:
    """Return the parts of a header block that no field owns: behind the end of a text or a number, between and behind the fields."""
    texts, numbers, blanks = _fields(raw)
    found = []
    for start, stop in texts:
        end = raw.find(b"\0", start, stop)
        if end >= 0 and raw[end:stop].strip(b"\0"):
            found.append(Span(end, stop - end))
    for start, stop in numbers:
        end = _number_end(raw, start, stop)
        if end < stop:
            found.append(Span(end, stop - end))
    found += [Span(start, stop - start) for start, stop in blanks if raw[start:stop].strip(b"\0")]
    return sorted(found, key=lambda span: span.offset)


_Places = list[tuple[int, int]]
_TEXTS: _Places = [(0, 100), (157, 257)]
_OWNERS: _Places = [(265, 297), (297, 329)]
_NUMBERS: _Places = [(100, 108), (108, 116), (116, 124), (124, 136), (136, 148), (148, 156)]
_DEVICE: _Places = [(329, 337), (337, 345)]
# atime, ctime, the offset and the real size of continued and sparse files: GNU tar's struct oldgnu_header.
_GNU_NUMBERS: _Places = [(345, 357), (357, 369), (369, 381), (483, 495)]
_SIGNS = (b"\x80\0\0\0", b"\xff" * 4)
_FIGURES = re.compile(rb" *[0-7]*[ \0]*")


def _fields(raw: bytes) -> tuple[_Places, _Places, _Places]:
    """Return where a header of this form keeps texts and numbers, and what must be zero."""
    if raw[257:263] == b"ustar\0":
        # star and node-tar end the prefix early, and write two times behind it.
        timed = number(raw[476:488]) is not None and number(raw[488:500]) is not None
        prefix = (345, 475 if timed and not raw[475] else 500)
        times = [(476, 488), (488, 500)] if prefix[1] == 475 else []
        return [*_TEXTS, *_OWNERS, prefix], [*_NUMBERS, *_DEVICE, *times], _behind(raw, 500)
    if raw[257:265] == b"ustar  \0":
        parts = len(list(_parts(raw[386:482]))) if raw[156:157] == b"S" else 0
        blanks = [(381, 386), (386 + 24 * parts, 482), *_behind(raw, 495)]
        return [*_TEXTS, *_OWNERS], [*_NUMBERS, *_DEVICE, *_GNU_NUMBERS], blanks
    return _TEXTS, _NUMBERS, _old_blanks(raw)


def _old_blanks(raw: bytes) -> _Places:
    """Return what must be zero in a header without a known magic, as far as GNU tar leaves it so."""
    if raw[156:157] == b"M" and None not in (number(raw[369:381]), number(raw[483:495])):
        # GNU tar's continued file: where it goes on, and how long it is as a whole.
        return [(257, 369), (381, 483), *_behind(raw, 495)]
    # GNU tar's v7 writes no device's numbers, where ustar has them.
    return [(257, 329), *_behind(raw, 345)] if raw[329:345] == _NO_DEVICE else _behind(raw, 257)


def _behind(raw: bytes, last: int) -> _Places:
    """Return the block's rest, but for the word by which star signs its headers there."""
    return [] if raw[last:].strip(b"\0") == b"tar" else [(last, BLOCK)]


def _number_end(raw: bytes, start: int, stop: int) -> int:
    """Return where a numeric field ends as it should: figures and blanks, or base 256 of all but four bytes."""
    if raw[start] & 0x80:
        return stop if raw[start : start + 4] in _SIGNS else start
    found = _FIGURES.match(raw, start, stop)
    return found.end() if found else start


def read_pax(
    data: bytes, holes: list[Span], explains: Callable[[bytes, bytes], bool] | None = None
) -> dict[str, bytes]:
    r"""Read pax records, `length key=value\n`; raise DamagedError where one breaks that form.

    Appends to `holes` the records of a key that no writer is known by, and values too long, unless
    `explains`, asked of a key and its value, knows them. Such records side by side are one hole.
    """
    records = {}
    listed: list[bytes] = []
    at = 0
    while at < len(data) and data[at]:
        space = data.find(b" ", at, at + 20)
        digits = data[at:space] if space > 0 else b""
        if not digits.isdigit():
            raise DamagedError(f"a pax record has no length: {data[at : at + 20]!r}")
        end = at + int(digits)
        key, equals, value = data[space + 1 : end - 1].partition(b"=")
        if end > len(data) or end <= space or not equals or data[end - 1 : end] != b"\n":
            raise DamagedError(f"a pax record's length is wrong: {data[at : at + 20]!r}")
        if len(value) > _pax_limit(key) and not (explains and explains(key, value)):
            beside = holes and holes[-1].end == at
            start = holes.pop().offset if beside else at
            holes.append(Span(start, end - start))
        if key in {b"GNU.sparse.offset", b"GNU.sparse.numbytes"}:
            # Form 0.0 repeats these two; joined, they are the map of form 0.1.
            listed.append(value)
        else:
            records[show_name(key)] = value
        at = end
    if data[at:].strip(b"\0"):
        holes.append(Span(at, len(data) - at))
    if listed:
        records["GNU.sparse.map"] = b",".join(listed)
    return records


def _pax_limit(key: bytes) -> int:
    """Return how long a record's value may be: POSIX's own, then those of star, libarchive and others."""
    if key in {b"path", b"linkpath", b"GNU.sparse.name", b"GNU.sparse.map"}:
        return EXTENDED
    known = key in PAX_KEYS or key.startswith(PAX_PREFIXES)
    return PAX_VALUE if known else 0


def gnu_sparse(view: View, header: Header) -> tuple[Sparse, int, list[Span]]:
    """Read an old GNU sparse map; return how many blocks of it follow the header, and what no part owns of these."""
    parts = list(_parts(header.raw[386:482]))
    size = number(header.raw[483:495]) or 0
    more, blocks = header.raw[482], 0
    holes: list[Span] = []
    while more and len(parts) < SPARSE_PARTS:
        raw = view.exactly(header.offset + BLOCK * (1 + blocks), BLOCK, "a sparse map")
        listed = list(_parts(raw[:504]))
        if raw[24 * len(listed) : 504].strip(b"\0") or any(raw[505:]):
            holes.append(Span(BLOCK * blocks + 24 * len(listed), BLOCK - 24 * len(listed)))
        parts += listed
        more = raw[504]
        blocks += 1
    if more:
        raise DamagedError(f"a sparse map of more than {SPARSE_PARTS} parts")
    return Sparse(parts, size), blocks, holes


def _parts(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield the parts of a map in order; the first row without one ends it."""
    for at in range(0, len(raw) - 23, 24):
        if not raw[at]:
            return
        yield number(raw[at : at + 12]) or 0, number(raw[at + 12 : at + 24]) or 0


def pax_sparse(view: View, data: int, stored: int, extended: Extended) -> Sparse | None:
    """Read a pax sparse map (GNU 0.0, 0.1, 1.0); None where the member is not sparse."""
    size = extended.number("GNU.sparse.realsize")
    if size is None:
        size = extended.number("GNU.sparse.size")
    if size is None:
        return None
    listed = extended.text("GNU.sparse.map")
    if listed is not None:
        return Sparse(_paired(listed.split(b",")), size)
    if extended.text("GNU.sparse.major") != b"1":
        raise DamagedError("a sparse member of a form this version does not read")
    return _map_in_data(view, data, stored, size)


def _map_in_data(view: View, data: int, stored: int, size: int) -> Sparse:
    """Read the map of form 1.0: decimal lines at the data's start, padded to a block."""
    raw = view.read(data, min(stored, EXTENDED))
    lines = raw.split(b"\n", 2 * SPARSE_PARTS + 1)
    count = int(lines[0]) if lines[0].isdigit() and len(lines[0]) < 7 else -1
    if count < 0 or count > SPARSE_PARTS or len(lines) < 2 * count + 2:
        raise DamagedError("a sparse map is broken")
    used = sum(len(line) + 1 for line in lines[: 2 * count + 1])
    return Sparse(_paired(lines[1 : 2 * count + 1]), size, -(-used // BLOCK) * BLOCK)


def _paired(numbers: list[bytes]) -> list[tuple[int, int]]:
    if any(not each.isdigit() or len(each) > 18 for each in numbers) or len(numbers) % 2:
        raise DamagedError("a sparse map is broken")
    values = [int(each) for each in numbers]
    return list(zip(values[::2], values[1::2], strict=True))


def _string(raw: bytes) -> bytes:
    return raw.split(b"\0", 1)[0]
