"""AppxBlockMap.xml: the hash of every 64 KiB of every file in an MSIX or APPX package.

Source: Microsoft Learn, "App package block map (AppxBlockMap.xml)" and "Package block map schema".
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem
from onionskin.parse.archives.listed_hashes import FACTS, HashMismatch
from onionskin.parse.texts import refusing_xml
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

NAME = "AppxBlockMap.xml"
BLOCK = 64 << 10
LIMIT = 64 << 20
BLOCKS = 4_000_000
EXEMPT = frozenset(
    {"appxblockmap.xml", "[content_types].xml", "appxsignature.p7x", "appxmetadata\\codeintegrity.cat"}
)  # fmt: skip
METHODS = {"sha256": 32, "sha384": 48, "sha512": 64}


@dataclass
class Listed:
    """What the map says of one file: its size, and the digests of its blocks, one behind the other."""

    size: int
    digests: bytearray = field(default_factory=bytearray)


@dataclass
class BlockMap:
    """A block map. `complete` ones must name every member; a bundle's leaves its packages out."""

    method: str
    files: dict[str, Listed]
    complete: bool = True
    seen: set[str] = field(default_factory=set)
    said: int = 0

    def check(self, view: View, child: Child) -> Iterator[Child | Fact]:
        """Yield the member, hashed block by block while it is taken, then how it contradicts the map."""
        name = key(child.name)
        listed = self.files.get(name)
        self.seen.add(name)
        if listed is None:
            yield child
            if self.complete and name not in EXEMPT and not child.name.endswith("/"):
                yield from self._say(child.name, "not-listed")
            return
        hashed = _Blocks(child, view, self.method, listed)
        if child.span is None:
            yield Child(child.name, chunks=hashed, declared=child.declared)
        else:
            yield child
            for _ in hashed:
                pass
        if hashed.finished:
            yield from self._compare(child.name, listed, hashed)

    def _compare(self, name: str, listed: Listed, hashed: _Blocks) -> Iterator[Fact]:
        if hashed.size != listed.size:
            yield from self._say(name, "size-differs", str(listed.size), str(hashed.size))
        elif hashed.wrong is not None:
            at, stated, found = hashed.wrong
            yield from self._say(name, "hash-differs", f"{stated} at {at:#x}", found)

    def finish(self) -> Iterator[Fact | Problem]:
        """Yield what is listed and absent, and how many facts were left out."""
        for name in sorted(self.files.keys() - self.seen):
            yield from self._say(name, "absent")
        if self.said > FACTS:
            yield Problem("limit:facts", f"{self.said - FACTS} more members contradict {NAME}")

    def _say(self, name: str, kind: str, stated: str = "", found: str = "") -> Iterator[Fact]:
        self.said += 1
        if self.said <= FACTS:
            yield Fact.of(HashMismatch(NAME, name, kind, stated, found))


class _Blocks:
    """A member's chunks on their way, hashed in blocks; `wrong` is the first block that differs."""

    def __init__(self, child: Child, view: View, method: str, listed: Listed) -> None:
        self._chunks = view.chunks(*child.span) if child.span else child.chunks or ()
        self._method, self._listed = method, listed
        self.size = 0
        self.finished = False
        self.wrong: tuple[int, str, str] | None = None

    def __iter__(self) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks:
            data = rest + chunk
            whole = len(data) - len(data) % BLOCK
            self._take(memoryview(data)[:whole], self.size - len(rest))
            rest = data[whole:]
            self.size += len(chunk)
            yield chunk
        self._take(memoryview(rest), self.size - len(rest))
        self.finished = True

    def _take(self, data: memoryview, at: int) -> None:
        width = METHODS[self._method]
        for start in range(0, len(data), BLOCK):
            if self.wrong is not None:
                return
            found = hashlib.new(self._method, data[start : start + BLOCK]).digest()
            number = (at + start) // BLOCK
            stated = bytes(self._listed.digests[number * width : (number + 1) * width])
            if found != stated:
                self.wrong = (at + start, stated.hex() or "nothing", found.hex())


def key(name: str) -> str:
    """Return a member's name as the map compares it: decoded, with backslashes, in lower case."""
    return unquote(name).replace("/", "\\").lower()


def read(data: bytes) -> BlockMap:
    """Read a block map. Raises DamagedError for what is none, or declares a document type."""
    reader = _Reader()
    refusing_xml.parse(data, start=reader.start, buffered=False)
    if not reader.method:
        raise DamagedError("it names no method of hashing")
    return BlockMap(reader.method, reader.files)


class _Reader:
    def __init__(self) -> None:
        self.method = ""
        self.files: dict[str, Listed] = {}
        self._current = Listed(0)
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "BlockMap":
            self.method = attributes.get("HashMethod", "").rpartition("#")[2]
            if self.method not in METHODS:
                raise DamagedError(f"the method {self.method[:40]!r} of hashing is not known")
        elif local == "File":
            size = attributes.get("Size", "")
            if not size.isdecimal() or len(size) > 18:
                raise DamagedError(f"a file of size {size[:40]!r}")
            self._current = Listed(int(size))
            self.files[attributes.get("Name", "").lower()] = self._current
        elif local == "Block" and self.method:
            self._count += 1
            if self._count > BLOCKS:
                raise DamagedError(f"more than {BLOCKS} blocks")
            self._current.digests += _digest(attributes.get("Hash", ""), METHODS[self.method])


def _digest(text: str, width: int) -> bytes:
    try:
        found = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    # A digest that cannot be read keeps its place, and no block agrees with it.
    return found if len(found) == width else bytes(width)
