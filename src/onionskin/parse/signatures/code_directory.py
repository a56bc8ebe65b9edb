"""Apple's CodeDirectory: what a code signature hashes, page by page, and for whom.

Source: Apple, xnu `osfmk/kern/cs_blobs.h` and Security `codedirectory.h` (the published
headers). All fields are big-endian.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Value
from onionskin.plugins.view import CHUNK, View

MAGIC = 0xFADE_0C02
_FIXED = 44
# hashType -> (algorithm, how many bytes of it are kept).
HASHES = {
    1: ("sha1", 20),
    2: ("sha256", 32),
    3: ("sha256", 20),
    4: ("sha384", 48),
    5: ("sha512", 64),
}
FLAGS = {
    0x1: "host", 0x2: "adhoc", 0x100: "hard", 0x200: "kill", 0x400: "expires", 0x800: "restrict",
    0x1000: "enforcement", 0x2000: "library-validation", 0x1_0000: "hardened-runtime",
    0x2_0000: "linker-signed",
}  # fmt: skip
SPECIAL = {
    1: "info plist", 2: "requirements", 3: "resources", 4: "application", 5: "entitlements",
    6: "disk image", 7: "entitlements in DER", 8: "launch constraint of itself",
    9: "launch constraint of its parent", 10: "launch constraint of who is responsible",
    11: "library constraint",
}  # fmt: skip
# Special slots whose content is a file of the bundle.
BESIDE = (1, 3)


class CodeDirectory(Value, frozen=True):
    """One CodeDirectory, and how the file's pages compare with it.

    `slot` is its type in the SuperBlob (0, or 0x1000 and up for alternates), `offset` and `length` its
    place in the file, `algorithm` `sha1`, `sha256`, `sha256-truncated`, `sha384` or `sha512`, `bound`
    the special slots that are not empty, `code_directory_hash` its own digest in hex, cut to 20
    bytes as Apple does. `bad_pages` counts the pages with another hash, `first_bad` is the offset
    of the first (None: all agree); `page_size` 0 means that all is one page. `beside` are the hashes (hex) of what
    stands in files of their own, by special slot: `info plist`, `resources`.
    """

    slot: int
    offset: int
    length: int
    version: int
    flags: tuple[str, ...]
    algorithm: str
    code_directory_hash: str
    identifier: str
    team: str
    platform: int
    page_size: int
    pages: int
    bad_pages: int
    first_bad: int | None
    code_limit: int
    runtime: str
    bound: tuple[str, ...]
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """A CodeDirectory's fields, read and checked against its own length."""

    data: bytes
    version: int
    flags: int
    hash_type: int
    hash_offset: int
    special_count: int
    page_count: int
    code_limit: int
    page_shift: int
    platform: int
    identifier: str
    team: str
    runtime: int

    @property
    def algorithm(self) -> str:
        """The name of the hash, with `-truncated` where only a part is kept."""
        name = HASHES[self.hash_type][0]
        return f"{name}-truncated" if self.hash_type == 3 else name

    def digest(self, parts: Iterable[bytes]) -> bytes:
        """Return the hash of bytes as this directory keeps it."""
        name, size = HASHES[self.hash_type]
        running = hashlib.new(name, usedforsecurity=False)
        for part in parts:
            running.update(part)
        return running.digest()[:size]

    def page_hash(self, page: int) -> bytes:
        """Return the hash of a page; a negative one is a special slot."""
        size = HASHES[self.hash_type][1]
        at = self.hash_offset + page * size
        return self.data[at : at + size]

    def special(self, slot: int) -> bytes:
        """Return the hash of a special slot, empty where there is none or it is zero."""
        value = self.page_hash(-slot) if 1 <= slot <= self.special_count else b""
        return value if value.strip(b"\0") else b""

    @property
    def own_hash(self) -> bytes:
        """The cdhash: this directory's own digest, of at most 20 bytes."""
        return self.digest((self.data,))[:20]

    @property
    def page_size(self) -> int:
        """The bytes of a page; all of the code where there is one page only."""
        return 1 << self.page_shift if self.page_shift else max(self.code_limit, 1)

    @property
    def expected_pages(self) -> int:
        """How many pages the code has up to its limit."""
        return -(-self.code_limit // self.page_size)


def read_directory(data: bytes) -> Directory:
    """Return the CodeDirectory in a blob (with its header), or raise DamagedError."""
    if len(data) < _FIXED:
        raise DamagedError(f"a CodeDirectory of {len(data)} bytes")
    version, flags, hashes, identifier, special, pages, limit = struct.unpack_from(">7I", data, 8)
    hash_size, hash_type, platform, shift = data[36:40]
    if hash_type not in HASHES or HASHES[hash_type][1] != hash_size:
        raise DamagedError(f"a CodeDirectory with hashes of type {hash_type} and {hash_size} bytes")
    if hashes < special * hash_size or hashes + pages * hash_size > len(data):
        raise DamagedError("a CodeDirectory's hashes stand outside it")
    # Pages have 4 or 16 KiB; tiny ones would only serve to keep a reader busy.
    if shift and not 9 <= shift <= 32:
        raise DamagedError(f"a CodeDirectory with pages of 2**{shift} bytes")
    if version >= 0x20100 and len(data) >= 48 and struct.unpack_from(">I", data, 44)[0]:
        raise DamagedError("a CodeDirectory with a scatter list, which is not read")
    team = struct.unpack_from(">I", data, 48)[0] if version >= 0x20200 and len(data) >= 52 else 0
    if version >= 0x20300 and len(data) >= 64:
        limit = struct.unpack_from(">Q", data, 56)[0] or limit
    runtime = struct.unpack_from(">I", data, 88)[0] if version >= 0x20500 and len(data) >= 92 else 0
    return Directory(
        data, version, flags, hash_type, hashes, special, pages, limit, shift, platform,
        _text(data, identifier), _text(data, team) if team else "", runtime,
    )  # fmt: skip


def bad_pages(view: View, directory: Directory) -> tuple[int, int | None]:
    """Return how many of the pages have another hash, and the offset of the first; (0, None) if none.

    A page that the code has and the directory does not, or the other way round, is bad.
    """
    expected, stated = directory.expected_pages, directory.page_count
    size, limit = directory.page_size, directory.code_limit
    bad = abs(expected - stated)
    first = min(expected, stated) * size if bad else None
    if limit > view.size:
        return max(bad, 1), min(first if first is not None else view.size, view.size)
    if size > CHUNK:
        for page in range(min(expected, stated)):
            start = page * size
            parts = view.chunks(start, min(size, limit - start))
            if directory.digest(parts) != directory.page_hash(page):
                bad, first = bad + 1, min(start, first if first is not None else start)
        return bad, first
    wanted, at = memoryview(directory.data), directory.hash_offset
    name, kept = HASHES[directory.hash_type]
    new = getattr(hashlib, name)
    last = min(expected, stated) * size
    for start in range(0, min(limit, last), CHUNK):
        chunk = memoryview(view.read(start, min(CHUNK, limit - start, last - start)))
        for inner in range(0, len(chunk), size):
            found = new(chunk[inner : inner + size], usedforsecurity=False).digest()[:kept]
            if found != wanted[at : at + kept]:
                bad += 1
                place = start + inner
                first = place if first is None else min(first, place)
            at += kept
    return bad, first


def summary(
    directory: Directory, slot: int, offset: int, compared: tuple[int, int | None]
) -> CodeDirectory:
    """Return what a directory says, as a fact."""
    runtime = directory.runtime
    return CodeDirectory(
        slot=slot,
        offset=offset,
        length=len(directory.data),
        version=directory.version,
        flags=tuple(name for bit, name in FLAGS.items() if directory.flags & bit),
        algorithm=directory.algorithm,
        code_directory_hash=directory.own_hash.hex(),
        identifier=directory.identifier,
        team=directory.team,
        platform=directory.platform,
        page_size=1 << directory.page_shift if directory.page_shift else 0,
        pages=directory.page_count,
        bad_pages=compared[0],
        first_bad=compared[1],
        code_limit=directory.code_limit,
        runtime=f"{runtime >> 16}.{runtime >> 8 & 255}.{runtime & 255}" if runtime else "",
        bound=tuple(name for slot, name in SPECIAL.items() if directory.special(slot)),
        beside=tuple(
            (SPECIAL[slot], directory.special(slot).hex())
            for slot in BESIDE
            if directory.special(slot)
        ),
    )


def _text(data: bytes, at: int) -> str:
    return data[at : at + 512].split(b"\0", 1)[0].decode("utf-8", "backslashreplace")
