"""Archives read forwards only, out of a stream that is being decoded: tar and cpio, names and bytes.

A package that lists the digests of its files keeps the files inside a compressed
archive. To compare both in one pass, the archive is read here as it comes out of the
decoder; its own container tells about its structure.

Sources: POSIX.1-2017, pax; cpio(5), the "new ASCII" format; rpm, lib/cpio.c and
rpmfi.c (the stripped form `07070X`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onionskin.errors import BudgetError, DamagedError
from onionskin.parse.archives import streams
from onionskin.parse.archives.tar_headers import BLOCK, KINDS, is_header, number, read_pax
from onionskin.parse.codecs import zstd
from onionskin.plugins.view import View

# Decoded bytes that one package's content may have to be compared.
LIMIT = 1 << 30
# The longest name, and the longest extended header of a tar.
_NAME, _EXTENDED = 4096, 1 << 20
_CPIO = 110


def decoded(part: View) -> Iterable[bytes]:
    """Return the decoded bytes of a compressed file, or its own where it is none known here."""
    head = part.read(0, 4)
    for magic, kind in (
        (b"\x1f\x8b", streams.GZIP),
        (b"BZh", streams.BZIP2),
        (b"\xfd7zX", streams.XZ),
    ):
        if head.startswith(magic):
            return streams.Streams(part, kind)
    if head == zstd.MAGIC:
        return zstd.FrameStream(part, (0, part.size), "the content")
    return part.chunks()


class Forward:
    """Chunks of bytes, taken one part after the other. Raises BudgetError behind LIMIT bytes."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = memoryview(b"")
        self.at = 0

    def take(self, length: int, what: str) -> bytes:
        """Return exactly `length` bytes, or raise DamagedError naming `what` is cut short."""
        data = b"".join(self.pieces(length))
        if len(data) != length:
            raise DamagedError(f"{what} needs {length} bytes, {len(data)} came out")
        return data

    def pieces(self, length: int) -> Iterator[bytes]:
        """Yield the next `length` bytes in pieces; fewer where the stream ends."""
        while length > 0:
            if not self._held:
                chunk = next(self._chunks, None)
                if chunk is None:
                    return
                self._held = memoryview(chunk)
                continue
            piece, self._held = bytes(self._held[:length]), self._held[length:]
            length -= len(piece)
            self.at += len(piece)
            if self.at > LIMIT:
                raise BudgetError(f"of the files {LIMIT >> 30} GiB were compared", where="bytes")
            yield piece

    def skip(self, length: int) -> None:
        """Leave out bytes."""
        for _ in self.pieces(length):
            pass


@dataclass(frozen=True)
class Passing:
    """A member that passes by. `pieces` must be used up before the next one is asked for.

    `kind` is `file`, `folder`, `symlink`, `hardlink` or another; `index` is the row of a
    stripped cpio member, whose name and size stand in the package's header.
    """

    name: str
    kind: str
    size: int
    pieces: Iterable[bytes] = ()
    links: int = 1
    index: int | None = None


def cpio_members(stream: Forward, sizes: list[int]) -> Iterator[Passing]:
    """Yield a cpio archive's members (`070701`, `070702`; `07070X`: `sizes` gives their lengths)."""
    while True:
        magic = stream.take(6, "a cpio header")
        if magic == b"07070X":
            index = _hexadecimal(stream.take(8, "a cpio header"))
            stream.skip(2)
            size = sizes[index] if index < len(sizes) else -1
            if size < 0:
                raise DamagedError(f"a cpio member is of file {index}, which is not listed")
            yield Passing("", "file", size, stream.pieces(size), index=index)
        elif magic in {b"070701", b"070702"}:
            fields = stream.take(_CPIO - 6, "a cpio header")
            mode, links, size, length = (_hexadecimal(fields[at : at + 8]) for at in (8, 32, 48, 88))  # fmt: skip
            if not 0 < length <= _NAME:
                raise DamagedError(f"a cpio name of {length} bytes")
            name = stream.take(length, "a cpio name").rstrip(b"\0")
            stream.skip(-(_CPIO + length) % 4)
            if name == b"TRAILER!!!":
                return
            kind = {0o10: "file", 0o4: "folder", 0o12: "symlink"}.get(mode >> 12, "device")
            yield Passing(_shown(name), kind, size, stream.pieces(size), links)
        else:
            raise DamagedError(f"no cpio header stands at {stream.at - 6:#x} of the payload")
        stream.skip(-size % 4)


def tar_members(stream: Forward) -> Iterator[Passing]:
    """Yield a tar archive's members up to its end marker; names as GNU and pax headers give them."""
    records: dict[str, bytes] = {}
    while True:
        raw = stream.take(BLOCK, "a tar header")
        if not any(raw):
            return
        size = number(raw[124:136])
        if not is_header(raw) or size is None or size < 0:
            raise DamagedError(f"no tar header stands at {stream.at - BLOCK:#x} of the content")
        kind = KINDS.get(raw[156:157], "unknown")
        if kind in {"pax", "pax global", "long name", "long link"}:
            if size > _EXTENDED:
                raise DamagedError(f"an extended tar header of {size} bytes")
            body = stream.take(size, "an extended tar header")
            stream.skip(-size % BLOCK)
            if kind == "pax":
                records |= read_pax(body, [])
            elif kind == "long name":
                records["path"] = body.split(b"\0", 1)[0]
            continue
        if records.get("size", b"").isdigit():
            size = int(records["size"][:18])
        name = records.get("path") or _tar_name(raw)
        records = {}
        size = 0 if kind in {"symlink", "hardlink", "device", "fifo", "folder"} else size
        yield Passing(_shown(name), kind, size, stream.pieces(size))
        stream.skip(-size % BLOCK)


def _tar_name(raw: bytes) -> bytes:
    name = raw[:100].split(b"\0", 1)[0]
    if raw[257:263] == b"ustar\0" and raw[345]:
        return raw[345:500].split(b"\0", 1)[0] + b"/" + name
    return name


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def _hexadecimal(raw: bytes) -> int:
    try:
        return int(raw, 16)
    except ValueError as error:
        raise DamagedError(f"a cpio field is no number: {raw[:16]!r}") from error
