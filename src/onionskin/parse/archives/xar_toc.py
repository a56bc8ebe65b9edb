"""The table of contents of a xar archive: which files it names, and where in the heap they are.

Source: the xar format (Rob Braun, `xar.h`; mackyle/xar, "xarformat"); kaitai's xar.ksy.
"""

from __future__ import annotations

import binascii
import struct
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.archive import show_name
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.parse.texts.plain_xml import Element, elements
from onionskin.plugins.view import View

MAGIC = b"xar!"
HEADER = 28
MAX_HEADER = 4096
# A TOC has some twenty elements a file.
MAX_TOC = 32 << 20
MAX_ELEMENTS = 400_000
# The header's number of an algorithm; 3 with a longer header names it there.
ALGORITHMS = {0: "none", 1: "sha1", 2: "md5", 3: "sha256", 4: "sha512"}
STYLES = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})


@dataclass(slots=True)
class Stored:
    """Bytes of the heap and what the TOC says of them: a file's data or one of its attributes.

    `offset` counts from the heap; `length` is what is stored, `size` what it decodes to.
    `archived` and `extracted` are (algorithm, hex digest), or None.
    """

    offset: int = -1
    length: int = 0
    size: int = 0
    encoding: str = "application/octet-stream"
    archived: tuple[str, str] | None = None
    extracted: tuple[str, str] | None = None
    name: str = ""

    @property
    def is_placed(self) -> bool:
        """Whether the TOC says where it is."""
        return self.offset >= 0


@dataclass(slots=True)
class Entry:
    """One file of the TOC. `name` is its whole path, `kind` as the TOC writes it."""

    name: str = ""
    kind: str = "file"
    link: str = ""
    data: Stored = field(default_factory=Stored)
    attributes: list[Stored] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Signed:
    """One signature that the TOC places: its style (`RSA`, `CMS`), its bytes, the certificates in DER."""

    style: str
    stored: Stored
    certificates: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Toc:
    """A xar's header and TOC. `heap` is where the heap begins, `used` how long the TOC's stream is."""

    header: int
    version: int
    stored: int
    stated: int
    algorithm: str
    used: int = 0
    produced: int = 0
    raw: bytes = b""
    tables: int = 0
    checksum_style: str = ""
    checksum: Stored = field(default_factory=Stored)
    signatures: list[Signed] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def heap(self) -> int:
        """The offset of the heap in the file."""
        return self.header + self.stored

    def place(self, stored: Stored) -> Span:
        """Return where in the file something of the heap is."""
        return Span(self.heap + stored.offset, stored.length)


def read_header(view: View) -> Toc:
    """Return a xar's header, or raise DamagedError."""
    head = view.exactly(0, HEADER, "a xar header")
    magic, size, version, stored, stated, number = struct.unpack(">4sHHQQI", head)
    if magic != MAGIC or not HEADER <= size <= MAX_HEADER:
        raise DamagedError(f"a xar header of {size} bytes")
    algorithm = ALGORITHMS.get(number, str(number))
    if number == 3 and size >= 32:
        raw = view.read(HEADER, size - HEADER).split(b"\0", 1)[0]
        algorithm = raw.decode("ascii", "backslashreplace").lower()[:32] or algorithm
    return Toc(size, version, stored, stated, algorithm)


def read_toc(view: View) -> Toc:
    """Return header and TOC of a xar, or raise DamagedError."""
    toc = read_header(view)
    if toc.header + toc.stored > view.size:
        raise DamagedError(
            f"the table of contents states {toc.stored} bytes, beyond the file's end"
        )
    stream = Stream(view, (toc.header, toc.stored), lambda: Inflate(15), "the table of contents")
    parts, total = [], 0
    for part in stream:
        parts.append(part)
        total += len(part)
        if total > MAX_TOC:
            raise DamagedError(f"a table of contents of more than {MAX_TOC >> 20} MiB")
    toc.raw = b"".join(parts)
    toc.used, toc.produced = stream.used, total
    _read(toc, elements(toc.raw.rstrip(b"\0"), MAX_ELEMENTS))
    return toc


def _read(toc: Toc, found: list[Element]) -> None:
    """Fill a TOC from its elements, which stand in the order of the document."""
    stack: list[Entry] = []
    for each in found:
        toc.tables += each.path == ("xar", "toc")
        if each.path[:2] != ("xar", "toc") or len(each.path) < 3:
            continue
        path = each.path[2:]
        depth = next((at for at, part in enumerate(path) if part != "file"), len(path))
        if not depth:
            _top(toc, path, each)
            continue
        if depth == len(path):
            del stack[depth - 1 :]
            stack.append(Entry())
            toc.entries.append(stack[-1])
        else:
            _of_file(stack[depth - 1], path[depth:], each, [one.name for one in stack[: depth - 1]])


def _top(toc: Toc, path: tuple[str, ...], each: Element) -> None:
    """Read the TOC's own checksum and its signatures."""
    if path == ("checksum",):
        toc.checksum_style = each.attributes.get("style", "").lower()
    elif path[0] == "checksum" and len(path) == 2:
        _number(toc.checksum, path[1], each.text)
    elif path[0] in {"signature", "x-signature"}:
        if len(path) == 1:
            toc.signatures.append(Signed(each.attributes.get("style", "").upper(), Stored()))
        elif path[1:] == ("KeyInfo", "X509Data", "X509Certificate"):
            if len(toc.signatures[-1].certificates) < 16:
                toc.signatures[-1].certificates.append(_decoded(each.text))
        elif len(path) == 2:
            _number(toc.signatures[-1].stored, path[1], each.text)


def _of_file(entry: Entry, path: tuple[str, ...], each: Element, parents: list[str]) -> None:
    text = each.text.strip()
    if path == ("name",):
        raw = _decoded(text) if each.attributes.get("enctype") == "base64" else b""
        name = "/".join([*parents[-1:], show_name(raw) if raw else each.text])
        if entry.name and entry.name != name:
            entry.contradictions.append(f"it is called {entry.name!r} and {name!r}")
        entry.name = entry.name or name
    elif path == ("type",):
        entry.kind = text or "file"
        entry.link = entry.link or each.attributes.get("link", "")
    elif path == ("link",):
        entry.link = each.text
    elif path[0] == "data" and len(path) == 2:
        _stored(entry, entry.data, path[1], each)
    elif path == ("ea",):
        entry.attributes.append(Stored())
    elif path[0] == "ea" and len(path) == 2 and entry.attributes:
        _stored(entry, entry.attributes[-1], path[1], each)


def _stored(entry: Entry, stored: Stored, key: str, each: Element) -> None:
    text, style = each.text.strip(), each.attributes.get("style", "").lower()
    if key == "encoding":
        stored.encoding = style
    elif key == "archived-checksum":
        stored.archived = (style, text.lower())
    elif key in {"extracted-checksum", "unarchived-checksum"}:
        stored.extracted = (style, text.lower())
    elif key == "name":
        stored.name = each.text
    else:
        before = (stored.offset, stored.length, stored.size)
        _number(stored, key, text)
        if key == "offset" and before[0] not in {-1, stored.offset}:
            entry.contradictions.append(f"it stands at {before[0]} and at {stored.offset}")


def _number(stored: Stored, key: str, text: str) -> None:
    if key not in {"offset", "length", "size"}:
        return
    text = text.strip()
    # int() takes signs, spaces and underscores, which installers read otherwise or not at all.
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise DamagedError(f"the table of contents states {text[:40]!r} as a number")
    setattr(stored, key, int(text))


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def placed(toc: Toc) -> Iterator[tuple[str, Stored]]:
    """Yield (name, bytes of the heap) of everything that the TOC places there, in its own order."""
    if toc.checksum.is_placed:
        size = toc.checksum
        yield "toc checksum", Stored(size.offset, size.size, size.size)
    for each in toc.signatures:
        if each.stored.is_placed:
            stored = each.stored
            yield f"signature {each.style}", Stored(stored.offset, stored.size, stored.size)
    for entry in toc.entries:
        if entry.data.is_placed:
            yield entry.name, entry.data
        for each_attribute in entry.attributes:
            if each_attribute.is_placed:
                yield f"{entry.name} ({each_attribute.name})", each_attribute
