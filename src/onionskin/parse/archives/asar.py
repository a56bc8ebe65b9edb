"""An Electron asar archive: its header, its members, and the hashes that it states of them.

Source: electron/asar, README (format); Electron documentation, ASAR Integrity. The
header is a Chromium Pickle that holds one JSON string; a member's `offset` counts
from the header's end. The Pickle's sizes are little-endian.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import FACTS, Item, Link, Members, clip, merged
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.parse.metadata import package_names
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

HEADER = 16 << 20
NODES = 200_000
DEPTH = 64
BLOCKS = (64 << 10, 64 << 20)
_MANIFEST = 1 << 20
# Of how many files beside the archive the hash is told.
UNPACKED = 20_000


class AsarArchive(Value, frozen=True):
    """An asar as a whole. `header_digest` is the SHA-256 that Electron compares of the JSON.

    `unpacked` are files that lie beside the archive (at most 50 of `unpacked_count`);
    `hashed` is how many members' hashes were compared.
    """

    files: int
    hashed: int
    unpacked_count: int
    unpacked: tuple[str, ...]
    header_digest: str


class UnpackedFiles(Value, frozen=True):
    """The files that lie beside an asar, in the folder of its name and `.unpacked`: name and SHA-256 as its header states them."""

    stated: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _File:
    """A member whose bytes stand in the archive, as the header states it."""

    name: str
    offset: int
    size: int
    digest: str = ""
    block: int = 0
    blocks: tuple[str, ...] = ()


def fits(view: View) -> bool:
    """Say whether the first bytes are a Pickle of a size, and a Pickle of a JSON object."""
    head = view.read(0, 18)
    if len(head) < 18:
        return False
    four, size, payload, length = struct.unpack_from("<4I", head)
    aligned = -(-length // 4) * 4
    return four == 4 and payload + 4 == size and aligned + 4 == payload and head[16:17] == b"{"


def walk(view: View) -> Iterator[Item]:
    """Yield everything an asar holds: regions, members, contradictions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one archive."""

    view: View
    members: Members = field(default_factory=Members)
    files: list[_File] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    unpacked: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hashed: int = 0
    nodes: int = 0
    mismatches: int = 0
    base: int = 0

    def run(self) -> Iterator[Item]:
        _, size, _, length = struct.unpack("<4I", self.view.exactly(0, 16, "the asar header"))
        self.base = 8 + size
        yield Region("pickle", 0, 16)
        yield Region("json header", 16, length)
        padding = 8 + size - 16 - length
        if padding and self.view.is_zero(16 + length, padding):
            yield Region("padding", 16 + length, padding)
        if length > HEADER:
            raise DamagedError(f"a header of {length} bytes is over {HEADER >> 20} MiB")
        raw = self.view.exactly(16, length, "the JSON header")
        yield from self._tree(raw)
        yield from self.problems
        yield from self._contents()
        digest = hashlib.sha256(raw).hexdigest()
        yield Fact.of(
            AsarArchive(
                len(self.files), self.hashed, len(self.unpacked),
                tuple(self.unpacked[:FACTS]), digest,
            )
        )  # fmt: skip
        if self.beside:
            yield Fact.of(UnpackedFiles(tuple(sorted(self.beside))))
        for each in self.links:
            yield from self.members.link(each, 16, length)
        yield from self.members.overflow()
        if self.mismatches > FACTS:
            more = self.mismatches - FACTS
            yield Problem("limit:facts", f"{more} more members contradict the header's hashes")

    # --- the header --------------------------------------------------------------

    def _tree(self, raw: bytes) -> Iterator[Item]:
        try:
            root = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise DamagedError(f"the JSON header could not be read: {error}") from error
        if raw.count(b'"') > msgspec.json.encode(root).count(b'"') + raw.count(b"\\u0022"):
            detail = "a name stands twice in one folder of the header; readers keep one of them"
            yield from self.members.fault("duplicate-name", "", detail, 16, len(raw))
        stack: list[tuple[str, Any, int]] = [("", root, 0)]
        while stack:
            folder, node, depth = stack.pop()
            files = node.get("files") if isinstance(node, dict) else None
            if not isinstance(files, dict) or depth > DEPTH:
                self.problems.append(Problem("damaged", f"the folder {clip(folder)!r} has no list of files that can be read"))  # fmt: skip
                continue
            for name, each in files.items():
                self.nodes += 1
                if self.nodes > NODES:
                    self.problems.append(Problem("limit:entries", f"more than {NODES} entries in the header"))  # fmt: skip
                    return
                path = f"{folder}/{name}" if folder else name
                if len(path) > 4096:
                    self.problems.append(Problem("limit:names", "a path of over 4096 characters"))
                elif isinstance(each, dict) and "files" in each:
                    stack.append((path, each, depth + 1))
                else:
                    yield from self._entry(path, each)

    def _entry(self, path: str, node: Any) -> Iterator[Item]:
        yield from self.members.named(path, 16, 0)
        if not isinstance(node, dict):
            self._broken(path)
        elif isinstance(node.get("link"), str):
            self.links.append(Link(path, "symlink", node["link"]))
        elif node.get("unpacked") is True:
            self.unpacked.append(path)
            self._beside(path, node.get("integrity"))
        else:
            self._file(path, node)

    def _file(self, path: str, node: dict[str, Any]) -> None:
        size, offset = node.get("size"), node.get("offset")
        if isinstance(offset, str) and offset.isdecimal() and offset.isascii() and len(offset) < 19:
            offset = int(offset)
        if not _is_count(offset) or not _is_count(size):
            self._broken(path)
            return
        integrity = node.get("integrity")
        if integrity is None:
            self.bare.append(path)
            self.files.append(_File(path, offset, size))
            return
        self.files.append(self._hashed(path, offset, size, integrity))

    def _beside(self, path: str, integrity: Any) -> None:
        stated = integrity if isinstance(integrity, dict) else {}
        digest = stated.get("hash")
        if stated.get("algorithm") == "SHA256" and isinstance(digest, str) and len(self.beside) < UNPACKED:  # fmt: skip
            self.beside.append((path, digest[:64].lower()))

    def _hashed(self, path: str, offset: int, size: int, integrity: Any) -> _File:
        stated = integrity if isinstance(integrity, dict) else {}
        digest, block, blocks = (stated.get(key) for key in ("hash", "blockSize", "blocks"))
        known = stated.get("algorithm") == "SHA256" and isinstance(digest, str)
        listed = isinstance(blocks, list) and all(isinstance(each, str) for each in blocks)
        if not known or not listed or not isinstance(block, int) or not BLOCKS[0] <= block <= BLOCKS[1]:  # fmt: skip
            detail = f"{clip(path)!r} has an integrity entry that cannot be compared"
            self._problem("unverified", detail)
            return _File(path, offset, size)
        assert isinstance(digest, str)
        assert isinstance(blocks, list)
        return _File(
            path, offset, size, digest.lower(), block, tuple(each.lower() for each in blocks)
        )

    def _broken(self, path: str) -> None:
        self._problem("damaged-member", f"the entry of {clip(path)!r} states no offset and size")

    def _problem(self, reason: str, detail: str) -> None:
        if len(self.problems) < FACTS:
            self.problems.append(Problem(reason, detail))

    # --- the contents --------------------------------------------------------------

    def _contents(self) -> Iterator[Item]:
        self.files.sort(key=lambda each: (each.offset, each.size, each.name))
        owned: list[tuple[int, int]] = []
        for each in self.files:
            start = self.base + each.offset
            end = start + each.size
            if end > self.view.size:
                missing = end - max(start, self.view.size)
                yield Problem("truncated", f"{clip(each.name)!r} lacks its last {missing} bytes")
            if each.size and owned and start < owned[-1][1] and (start, end) != owned[-1]:
                detail = "it shares bytes with the member in front of it"
                yield from self.members.fault("overlap", each.name, detail, start, each.size)
            elif each.size and (not owned or (start, end) != owned[-1]):
                owned.append((start, end))
                yield Region(f"data {clip(each.name)}", start, each.size)
            yield Child(each.name, span=(start, each.size), declared=each.size)
            if end <= self.view.size:
                yield from self._verify(each, start)
            if each.name == "package.json" and each.size <= _MANIFEST:
                data = self.view.read(start, each.size)
                yield from package_names.of_package_json(data, each.name)
        if self.hashed:
            for name in self.bare:
                yield from self._say(HashMismatch("the asar header", name, "not-listed"))

    def _verify(self, each: _File, start: int) -> Iterator[Item]:
        """Compare a member with its hash as a whole, and with those of its blocks."""
        if not each.digest:
            return
        self.hashed += 1
        whole = hashlib.sha256()
        blocks = []
        for at in range(0, each.size, each.block):
            block = hashlib.sha256() if each.size > each.block else whole
            for chunk in self.view.chunks(start + at, min(each.block, each.size - at)):
                whole.update(chunk)
                if block is not whole:
                    block.update(chunk)
            blocks.append(block.hexdigest())
        found = whole.hexdigest()
        listing = "the asar header"
        if found != each.digest:
            yield from self._say(
                HashMismatch(listing, each.name, "hash-differs", each.digest, found)
            )
        elif each.blocks != tuple(blocks) and (blocks or each.blocks != (found,)):
            # Of an empty file writers list no block, or one that is empty.
            stated, here = _first_difference(each.blocks, blocks)
            yield from self._say(HashMismatch(listing, each.name, "block-differs", stated, here))

    def _say(self, mismatch: HashMismatch) -> Iterator[Fact]:
        self.mismatches += 1
        if self.mismatches <= FACTS:
            yield Fact.of(mismatch)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _first_difference(stated: tuple[str, ...], found: list[str]) -> tuple[str, str]:
    for one, two in zip(stated, found, strict=False):
        if one != two:
            return one, two
    return f"{len(stated)} blocks", f"{len(found)} blocks"
