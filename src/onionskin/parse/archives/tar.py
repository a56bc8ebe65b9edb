"""A tar archive walked block by block: regions, members, links, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged, show_name, zeros_end
from onionskin.parse.archives import node_tar
from onionskin.parse.archives.tar_headers import (
    BLOCK,
    EXTENDED,
    FIELD_TOP,
    Extended,
    Header,
    Sparse,
    gnu_sparse,
    is_first_block,
    is_header,
    pax_sparse,
    read_header,
    read_pax,
    slack,
)  # fmt: skip
from onionskin.parse.metadata import package_names
from onionskin.parse.metadata.settings import ActingSetting
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

_EMPTY = {"symlink", "hardlink", "device", "fifo", "folder"}
_ZEROS = bytes(CHUNK)
# More global pax records than this are no defaults any more.
_GLOBALS = 1000
# How often the magic of a header is looked at behind a broken one.
TRIES = 20_000
_MANIFEST = 1 << 20


class TarArchive(Value, frozen=True):
    """A tar archive as a whole: how many members of each kind, in kind's order, and whether its end is marked.

    umoci 0.4.7 leaves the mark out. Behind a file of its own that may
    be the loss of its end; where a container holds all of it, nothing is missing.
    """

    members: tuple[tuple[str, int], ...]
    is_ended: bool = True


# A program with one of these bits runs with the rights of its owner or group, whoever starts it (chmod(2)).
SET_IDS = 0o6000


def fits(view: View) -> bool:
    """Say whether the first block is a tar header: by its checksum, a name and a known kind."""
    return is_first_block(view.read(0, BLOCK))


def walk(view: View) -> Iterator[Item]:
    """Yield everything a tar archive holds: regions, members, links, facts, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one archive: where it is, and what holds for the next member."""

    view: View
    members: Members = field(default_factory=Members)
    kinds: Counter[str] = field(default_factory=Counter)
    extended: Extended = field(default_factory=Extended)
    globals: dict[str, bytes] = field(default_factory=dict)
    ended: bool = False
    tries: int = 0

    def run(self) -> Iterator[Item]:
        at = 0
        while at < self.view.size:
            header = read_header(self.view, at)
            if header is not None:
                if self.ended:
                    yield from self.members.fault("member-behind-end", show_name(header.name), "it stands behind the end-of-archive marker, where most readers stop", at, BLOCK)  # fmt: skip
                    self.ended = False
                at = yield from self._kept(header)
            elif self.view.is_zero(at, min(BLOCK, self.view.size - at)):
                at = yield from self._zeros(at)
            else:
                at = yield from self._lost(at)
        is_ended = self.ended
        if not is_ended and not self.view.is_member:
            yield Problem("truncated", "there is no end-of-archive marker; members may be missing")
        yield Fact.of(TarArchive(tuple(sorted(self.kinds.items())), is_ended))
        yield from self.members.overflow()

    def _zeros(self, at: int) -> Generator[Item, None, int]:
        """Own the end-of-archive marker and the zeros that fill the last record."""
        end = zeros_end(self.view, at)
        end -= end % BLOCK if end < self.view.size else 0
        self.ended = True
        yield Region("end of archive", at, end - at)
        return end

    def _lost(self, at: int) -> Generator[Item, None, int]:
        """Say that no header stands here; go on at the next one that can be found."""
        found = self._next_header(at + 1)
        stop = self.view.size if found is None else found
        where = "behind" if self.ended else "unread"
        yield from self.members.stray(where, at, stop - at)
        if not self.ended:
            yield Problem("damaged", f"the header at {at:#x} fails its checksum; {stop - at} bytes were skipped")  # fmt: skip
            self.ended = found is None
        return stop

    def _next_header(self, start: int) -> int | None:
        magic = self.view.find(b"ustar", start)
        while magic >= 0 and self.tries < TRIES:
            self.tries += 1
            at = magic - 257
            if at >= start and at % BLOCK == 0 and is_header(self.view.read(at, BLOCK)):
                return at
            magic = self.view.find(b"ustar", magic + 1)
        return None

    # --- members -----------------------------------------------------------------

    def _kept(self, header: Header) -> Generator[Item, None, int]:
        """Yield what a header announces; one that is broken is said, and the next one read."""
        try:
            return (yield from self._member(header))
        except DamagedError as error:
            yield Problem("damaged", f"{show_name(header.name)!r}: {error}")
            return header.offset + BLOCK + -(-header.stored // BLOCK) * BLOCK

    def _member(self, header: Header) -> Generator[Item, None, int]:
        """Yield what a header announces; return where the next one is due."""
        data = header.offset + BLOCK
        if header.kind in {"pax", "pax global", "long name", "long link"}:
            return (yield from self._extend(header, data))
        extended, self.extended = self.extended, Extended()
        extended.records = {**self.globals, **extended.records}
        raw = self._name(header, extended)
        name = show_name(raw)
        if header.flag == b"\0" and raw.endswith(b"/"):
            # Before ustar a folder was a file whose name ends so.
            header.kind = "folder"
        yield from self._own(f"header {clip(name)}", header.offset, BLOCK, slack(header.raw))
        self.kinds[header.kind] += 1
        if header.kind == "file" and header.mode & SET_IDS:
            yield Fact.of(
                ActingSetting(
                    "archive", "runs as its owner", f"{clip(name)} {header.mode & 0o7777:o}"
                )
            )
        broken = raw if name.encode("utf-8", "replace") != raw else b""
        yield from self.members.named(name, header.offset, BLOCK, broken)
        stored = yield from self._stored(header, extended, name)
        if header.kind in _EMPTY - {"folder"}:
            link = extended.link or extended.text("linkpath") or header.link
            yield from self.members.link(Link(name, header.kind, show_name(link)), header.offset, BLOCK)  # fmt: skip
        return (yield from self._data(header, extended, name, stored))

    def _stored(self, header: Header, extended: Extended, name: str) -> Generator[Item, None, int]:
        """Return how many bytes of data follow, and say where two headers state it differently."""
        size = extended.number("size")
        if size is None:
            size = header.stored
        elif size != header.stored and size < FIELD_TOP:
            detail = f"the pax header states {size} bytes, the header itself {header.stored}"
            yield from self.members.fault("size-differs", name, detail, header.offset, BLOCK)
        if header.kind in _EMPTY and size:
            return (yield from self._doubtful(header, name, size))
        return size

    def _doubtful(self, header: Header, name: str, size: int) -> Generator[Item, None, int]:
        """Return the data's length of a link, folder or device that states one.

        Old writers state a hard link's size and store nothing; POSIX lets data follow.
        """
        behind = self.view.read(header.offset + BLOCK, BLOCK)
        if not any(behind) or is_header(behind):
            return 0
        detail = f"a {header.kind} that states {size} bytes, and has them: readers differ here"
        yield from self.members.fault("size-differs", name, detail, header.offset, BLOCK)
        return size

    def _name(self, header: Header, extended: Extended) -> bytes:
        for each in (extended.text("GNU.sparse.name"), extended.name, extended.text("path")):
            if each:
                return each
        return header.name

    def _extend(self, header: Header, data: int) -> Generator[Item, None, int]:
        """Read a pax or GNU header that speaks about the next member (or, global, about all)."""
        if header.stored > EXTENDED:
            raise DamagedError(f"an extended header of {header.stored} bytes at {header.offset:#x}")
        body = self.view.exactly(data, header.stored, "an extended header")
        self.kinds[header.kind] += 1
        holes: list[Span] = []
        if header.kind == "long name":
            self.extended.name = body.split(b"\0", 1)[0]
        elif header.kind == "long link":
            self.extended.link = body.split(b"\0", 1)[0]
        elif header.kind == "pax global":
            self.globals.update(read_pax(body, holes, self._explains))
            if len(self.globals) > _GLOBALS:
                raise DamagedError(f"more than {_GLOBALS} global pax records")
        else:
            self.extended.records.update(read_pax(body, holes, self._explains))
        end = body.find(b"\0") if header.kind.startswith("long") else -1
        if end >= 0 and body[end:].strip(b"\0"):
            holes.append(Span(end, len(body) - end))
        yield from self._own(f"{header.kind} header", header.offset, BLOCK, slack(header.raw))
        yield from self._own(f"{header.kind} records", data, header.stored, holes, "extra")
        return (yield from self._padding(data + header.stored))

    def _explains(self, key: bytes, value: bytes) -> bool:
        """Say whether a record of no known key is one of node-tar's own about this archive."""
        return node_tar.is_of(key) and node_tar.owns(key, value, self.stated)

    @cached_property
    def stated(self) -> frozenset[bytes]:
        """What the manifests in the archive say; read where a record of node-tar first asks."""
        return node_tar.statements(self.view)

    def _own(
        self, name: str, offset: int, length: int, holes: list[Span], where: str = "header"
    ) -> Iterator[Item]:
        """Own a block but for its holes (relative to it), which are stated."""
        at = offset
        for hole in holes:
            yield Region(name, at, offset + hole.offset - at)
            yield from self.members.stray(where, offset + hole.offset, hole.length)
            at = offset + hole.end
        yield Region(name, at, offset + length - at)

    def _data(
        self, header: Header, extended: Extended, name: str, stored: int
    ) -> Generator[Item, None, int]:
        """Yield a member's bytes, then own them; return where the next header is due."""
        data = header.offset + BLOCK
        sparse, blocks = yield from self._sparse(header, extended, stored)
        data += blocks * BLOCK
        missing = data + stored - self.view.size
        if missing > 0:
            yield Problem("truncated", f"{name!r} ends {missing} bytes behind the archive's end")
            self.ended = True
        if header.kind == "continued":
            yield Problem("truncated", f"{name!r} begins in the volume before this one; join the volumes and peel that")  # fmt: skip
        yield from self._name_of_release(name, data, stored)
        used = stored
        if sparse is not None:
            used = min(sparse.lead + sum(length for _, length in sparse.parts), stored)
            chunks = self._filled(sparse, data + sparse.lead)
            yield Child(name, chunks=chunks, declared=sparse.size)
        elif header.kind == "file" or stored:
            yield Child(name, span=(data, stored), declared=stored)
        yield Region(f"data {clip(name)}", data, used)
        yield from self.members.stray("slack", data + used, stored - used)
        return (yield from self._padding(data + stored))

    def _sparse(
        self, header: Header, extended: Extended, stored: int
    ) -> Generator[Item, None, tuple[Sparse | None, int]]:
        """Return the sparse map, if there is one, and how many blocks of it stand before the data."""
        data = header.offset + BLOCK
        if header.flag != b"S":
            return pax_sparse(self.view, data, stored, extended), 0
        sparse, blocks, holes = gnu_sparse(self.view, header)
        yield from self._own("sparse map", data, blocks * BLOCK, holes)
        return sparse, blocks

    def _padding(self, at: int) -> Generator[Item, None, int]:
        """Own the zeros up to the next block; anything else there has no owner."""
        end = -(-at // BLOCK) * BLOCK
        if end > at and at < self.view.size:
            if self.view.is_zero(at, end - at):
                yield Region("padding", at, end - at)
            else:
                yield from self.members.stray("filling", at, end - at)
        return end

    def _filled(self, sparse: Sparse, data: int) -> Iterator[bytes]:
        """Yield a sparse member with its holes filled by zeros."""
        at = 0
        for offset, length in sparse.parts:
            if offset < at or offset + length > sparse.size:
                raise DamagedError("the parts of a sparse member overlap, or pass its end")
            yield from _hole(offset - at)
            yield from self.view.chunks(data, length)
            data += length
            at = offset + length
        yield from _hole(sparse.size - at)

    def _name_of_release(self, name: str, data: int, stored: int) -> Iterator[Item]:
        """Read the product's own name where packages keep it: npm's package.json, sdist's PKG-INFO."""
        if name.count("/") != 1 or not 0 < stored <= _MANIFEST:
            return
        if name.endswith("/package.json"):
            yield from package_names.of_package_json(self.view.read(data, stored), name)
        elif name.endswith("/PKG-INFO"):
            text = self.view.read(data, stored).decode("utf-8", "replace")
            yield from package_names.of_headers(text, name)


def _hole(length: int) -> Iterator[bytes]:
    while length > 0:
        yield _ZEROS if length >= CHUNK else bytes(length)
        length -= CHUNK
