"""A zip file walked byte by byte: regions, members, contradictions.

Source: PKWARE APPNOTE.TXT 6.3.10; Fifield, "A better zip bomb" (WOOT 2019) for overlaps;
the PyPI blog of August 2025 on differences between zip parsers. Members are read as
the central directory says; what only local headers say is opened beside it and stated
as a contradiction, because some installers read a zip from its front.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged
from onionskin.parse.archives import apk_block, tar_members
from onionskin.parse.archives.workbook import is_theme
from onionskin.parse.archives.zip_directory import (
    ENCRYPTED,
    FAT,
    HAS_DESCRIPTOR,
    LOCAL,
    MASKED,
    MAX16,
    METHODS,
    PATCH,
    UTF8,
    Directory,
    End,
    Entry,
    Local,
    descriptor_length,
    find_end,
    read_directory,
    read_local,
)  # fmt: skip
from onionskin.parse.codecs import deflate, zstd
from onionskin.parse.codecs.decoding import Inflate, Stream, bzip2, raw_lzma, xz
from onionskin.parse.programs.pe_resources import is_in_resource
from onionskin.parse.runtimes import bun_graph, node_sea
from onionskin.parse.texture import is_text
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

HIDDEN = 5_000
# How many signatures of a local header are looked at outside members.
TRIES = 20_000
_LINK = 4096
# Of members that are not read, how many are named.
NAMED = 5


class ZipArchive(Value, frozen=True):
    """A zip file as a whole. `shift` is the length of what was put before the archive."""

    members: int
    hidden: int
    shift: int
    methods: tuple[str, ...]
    comment: str = ""


def fits(view: View) -> bool:
    """Say whether the bytes end as a zip file, or begin with a plausible local header.

    An archive that lies whole in a member of a tar is that member, and opened as one; so is one in the theme of a workbook,
    a resource of a program, or what an application of Node.js or Bun carries.
    """
    end = find_end(view, deep=False)
    if end is not None and not _is_held(view, end.shift, end.comment.end):
        return True
    local = read_local(view, 0)
    return local is not None and _is_plausible(local)


# Formats that know of a member of theirs that a stretch of bytes lies whole in.
_HOLDERS = (tar_members.holds, is_theme, is_in_resource, node_sea.holds, bun_graph.holds)


def _is_held(view: View, start: int, end: int) -> bool:
    return any(holds(view, start, end) for holds in _HOLDERS)


def walk(view: View) -> Iterator[Item]:
    """Yield everything a zip file holds: regions, members, facts, problems."""
    end = find_end(view)
    yield from merged(_Walk(view, end).run())


def entries(view: View) -> list[Entry]:
    """Return the members as the central directory lists them; none where there is none."""
    return list(_entries(view))


# Formats that refine a zip ask for one member after the other.
@lru_cache(maxsize=1)
def _entries(view: View) -> tuple[Entry, ...]:
    end = find_end(view)
    return tuple(read_directory(view, end).entries) if end else ()


def read_member(view: View, entry: Entry, limit: int = 1 << 20) -> bytes:
    """Return a member's bytes, at most `limit`; raise DamagedError where it cannot be read."""
    local = read_local(view, entry.local)
    if local is None:
        raise DamagedError(f"{entry.name!r} has no local header")
    refusal = _refusal(entry)
    if refusal:
        raise DamagedError(f"{entry.name!r}: {refusal[1]}")
    if entry.method == 0:
        return view.read(local.data, min(entry.packed, limit))
    out = bytearray()
    for chunk in _stream(view, entry.method, (local.data, entry.packed), entry):
        out += chunk
        if len(out) >= limit:
            break
    return bytes(out[:limit])


def member_text(view: View, entry: Entry, limit: int = 1 << 20) -> str:
    """Return a member as text; bytes that are no UTF-8 are replaced."""
    return read_member(view, entry, limit).decode("utf-8-sig", "replace")


def _is_one_path(entry: Entry, other: bytes) -> bool:
    r"""Say whether two names differ by separators alone, in an archive made where both part folders.

    Silverlight's packager wrote `a\b` into the directory and `a/b` before the member.
    """
    apart = entry.raw.replace(b"\\", b"/") == other.replace(b"\\", b"/")
    return apart and entry.system == FAT


_COPIED = 64 << 10  # of a member that stands there twice: it is read whole


# --- the walk ----------------------------------------------------------------


@dataclass
class _Walk:
    """One walk over one archive: what is known so far."""

    view: View
    end: End | None
    members: Members = field(default_factory=Members)
    hidden: int = 0
    tries: int = 0
    # The extents of all members by the central directory, and which of them overlap.
    extents: list[Span] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    # Members that cannot be read here: by the problem's reason and its sentence, their names.
    refused: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    # Names of members that begin in a part before this one.
    elsewhere: list[str] = field(default_factory=list)
    entries: Sequence[Entry] = ()

    def run(self) -> Iterator[Item]:
        if self.end is None:
            yield Problem("truncated", "there is no central directory; members were searched for by their local headers")  # fmt: skip
            yield from self._gap("unread", Span(0, self.view.size))
            yield from self._refusals()
            yield from self._summary(None)
            return
        directory = read_directory(self.view, self.end)
        self.entries = directory.entries
        locals_, overlapping = self._place(directory)
        yield from self._tail(self.end, directory)
        for number, entry in enumerate(directory.entries):
            if number not in overlapping:
                yield from self._member(entry, locals_[number])
        if not directory.limited:
            yield from self._gaps(self.end, directory)
        # Last, because a bomb of overlapping members ends the budget, and nothing else should.
        for number in sorted(overlapping):
            entry = directory.entries[number]
            yield from self._say("overlap", entry, "its bytes belong to another member, too")
            yield from self._member(entry, locals_[number])
        yield from self._refusals()
        yield from self._summary(self.end)
        yield from self.members.overflow()

    def _refusals(self) -> Iterator[Item]:
        """Say once per reason which members were not read, however many they are."""
        for (reason, why), names in self.refused.items():
            yield Problem(reason, f"{why}: {_listed(names)}")
        if self.end is not None and self.end.disks:
            other = (
                f"; in a part before it begin {_listed(self.elsewhere)}" if self.elsewhere else ""
            )
            yield Problem("no-opener", f"this is one part of a split archive; join the parts (zip -s 0) and peel that{other}")  # fmt: skip

    def _place(self, directory: Directory) -> tuple[list[Local | None], frozenset[int]]:
        """Read the local headers; return them and which members overlap an earlier one."""
        locals_ = [self._local(each) for each in directory.entries]
        order = sorted(
            (local.start, number) for number, local in enumerate(locals_) if local is not None
        )
        overlapping, reached = set(), 0
        for start, number in order:
            local, entry = locals_[number], directory.entries[number]
            assert local is not None
            stop = local.data + entry.packed
            if entry.flags & HAS_DESCRIPTOR:
                stop += descriptor_length(self.view, stop, entry)
            if start < reached:
                overlapping.add(number)
            self.extents.append(Span(start, stop - start))
            reached = max(reached, stop)
        return locals_, frozenset(overlapping)

    def _local(self, entry: Entry) -> Local | None:
        """Return a member's local header; of one that says it begins in a part before, only if it is here all the same."""
        local = read_local(self.view, entry.local)
        return local if local and (self._is_here(entry) or local.raw == entry.raw) else None

    def _is_here(self, entry: Entry) -> bool:
        return self.end is None or not self.end.disks or entry.disk in {self.end.disks, MAX16}

    def _summary(self, end: End | None) -> Iterator[Item]:
        comment = self.view.read(end.comment.offset, min(end.comment.length, 200)) if end else b""
        shift = end.shift if end else 0
        yield Fact.of(
            ZipArchive(self.members.count - self.hidden, self.hidden, shift, tuple(sorted(self.methods)), comment.decode("utf-8", "replace"))
        )  # fmt: skip

    # --- the directory and what follows it -------------------------------------

    def _tail(self, end: End, directory: Directory) -> Iterator[Item]:
        """Own the central directory and the end records, as far as they have a grammar."""
        holes = [("extra", hole) for hole in directory.holes]
        holes += [("comment", each) for each in directory.comments if not is_text(self.view, each)]
        start = end.directory.offset
        for where, hole in sorted(holes, key=lambda each: each[1].offset):
            yield from _owned("central directory", start, hole.offset)
            yield from self.members.stray(where, hole.offset, hole.length)
            start = hole.end
        yield from _owned("central directory", start, directory.end)
        for name, offset, length in end.regions:
            yield Region(name, offset, length)
        if end.comment.length and is_text(self.view, end.comment):
            yield Region("archive comment", end.comment.offset, end.comment.length)
        elif end.comment.length:
            yield from self.members.stray("comment", end.comment.offset, end.comment.length)
        if directory.limited:
            yield Problem("limit:entries", f"{directory.stopped}; the rest was not read")
        elif directory.stopped:
            yield Problem("damaged", f"{directory.stopped}; members behind that were not read")
        yield from self._directory_faults(end, directory)

    def _directory_faults(self, end: End, directory: Directory) -> Iterator[Item]:
        at = end.at
        for rival in end.rivals:
            # An archive stored in a member has end records of its own, and is no rival.
            if any(each.offset < rival.offset < each.end for each in self.extents):
                continue
            yield from self.members.fault("second-directory", "", "a second central directory is declared", rival.offset, rival.length)  # fmt: skip
        for conflict in end.conflicts:
            yield from self.members.fault("end-records-differ", "", conflict, at, 22)
        count = len(directory.entries)
        # Old writers count modulo 65,536.
        if (end.count - count) % 65_536 and not directory.stopped:
            detail = f"{end.count} members are stated, {count} are listed"
            yield from self.members.fault("count-differs", "", detail, at, 22)

    # --- members ---------------------------------------------------------------

    def _member(self, entry: Entry, local: Local | None) -> Iterator[Item]:
        """Yield one member: its name's oddities, contradictions, header, bytes, descriptor."""
        name = entry.name
        self.methods.add(METHODS.get(entry.method, str(entry.method)))
        raw = entry.raw if entry.flags & UTF8 and not _is_utf8(entry.raw) else b""
        is_copy = self.members.is_named(name) and self._is_copy(entry, local)
        yield from self.members.named(name, entry.at, 46 + len(entry.raw), raw, is_copy=is_copy)
        if local is None and not self._is_here(entry):
            self.elsewhere.append(name)
            return
        if local is None:
            yield from self._say("no-local-header", entry, f"there is none at {entry.local:#x}")
            yield Problem("damaged-member", f"{name!r} has no local header at {entry.local:#x}; it was not read")  # fmt: skip
            return
        yield from self._compare(entry, local)
        if entry.is_link:
            yield from self._link(entry)
        stop = local.data + entry.packed
        if stop > self.view.size:
            yield Problem("truncated", f"{name!r} ends {stop - self.view.size} bytes behind the file's end")  # fmt: skip
        yield from self._header(local, clip(name))
        yield from self._content(entry, local)
        if entry.flags & HAS_DESCRIPTOR:
            length = descriptor_length(self.view, stop, entry)
            yield Region("data descriptor", stop, length)

    @cached_property
    def firsts(self) -> dict[bytes, Entry]:
        """The first member of each name; made where a name is there twice."""
        return {each.raw: each for each in reversed(self.entries)}

    def _is_copy(self, entry: Entry, local: Local | None) -> bool:
        """Say whether the first member of this name is the same, byte by byte: it does not matter which is taken."""
        first = self.firsts.get(entry.raw)
        other = read_local(self.view, first.local) if first else None
        if first is None or local is None or other is None or first.packed > CHUNK:
            return False
        same = [(each.method, each.packed, each.size, each.crc) for each in (first, entry)]
        if same[0] != same[1]:
            return False
        one, two = (self.view.read(each.data, entry.packed) for each in (other, local))
        return one == two

    def _header(self, local: Local, name: str, kind: str = "local header") -> Iterator[Item]:
        start = local.start
        for hole in local.holes:
            yield from _owned(f"{kind} {name}", start, hole.offset)
            yield from self.members.stray("extra", hole.offset, hole.length)
            start = hole.end
        yield from _owned(f"{kind} {name}", start, local.data)

    def _content(self, entry: Entry, local: Local) -> Iterator[Item]:
        """Yield a member's bytes as a child, then own them, as far as its stream took them."""
        name, span = entry.name, (local.data, entry.packed)
        refusal = _refusal(entry)
        if refusal or entry.method == 0:
            yield Region(f"data {clip(name)}", *span)
        if refusal:
            self.refused.setdefault(refusal, []).append(name)
        elif entry.method == 0:
            if not entry.is_folder:
                yield Child(name, span=span, declared=entry.size)
            crc = 0
            for chunk in self.view.chunks(*span):
                crc = deflate.crc32(chunk, crc)
            yield from self._verify(entry, entry.packed, crc)
        else:
            try:
                stream = _stream(self.view, entry.method, span, entry)
            except DamagedError as error:
                yield Problem("damaged-member", f"{name!r}: {error}")
                return
            yield Child(name, chunks=stream, declared=entry.size)
            yield from self._decoded(entry, stream, span)

    def _decoded(self, entry: Entry, stream: Stream, span: tuple[int, int]) -> Iterator[Item]:
        if not stream.finished:
            yield Region(f"unread data {clip(entry.name)}", *span)
            return
        yield Region(f"data {clip(entry.name)}", span[0], stream.used)
        slack = span[1] - stream.used
        yield from self.members.stray("slack", span[0] + stream.used, slack)
        yield from self._verify(entry, stream.produced, stream.crc)

    def _verify(self, entry: Entry, size: int, crc: int) -> Iterator[Item]:
        """Compare what was decoded with what the directory says of it."""
        if size != entry.size:
            detail = f"{entry.size} bytes are stated, {size} came out"
            yield from self._say("size-differs", entry, detail)
        if crc != entry.crc:
            detail = f"CRC-32 {entry.crc:08x} is stated, {crc:08x} is what came out"
            yield from self._say("checksum-differs", entry, detail)
            yield Problem("checksum", f"{entry.name!r}: {detail}")

    def _compare(self, entry: Entry, local: Local) -> Iterator[Item]:
        """State what the local header contradicts (a zero defers to the data descriptor)."""
        if local.raw != entry.raw and not _is_one_path(entry, local.raw):
            other = local.raw.decode("utf-8", "backslashreplace")
            yield from self._say("name-differs", entry, f"its local header calls it {other!r}")
        if entry.alias and entry.alias != entry.raw:
            other = entry.alias.decode("utf-8", "backslashreplace")
            yield from self._say(
                "name-differs", entry, f"its Unicode path field calls it {other!r}"
            )
        if local.method != entry.method:
            detail = f"method {entry.method} in the directory, {local.method} in the local header"
            yield from self._say("method-differs", entry, detail)
        if (local.flags ^ entry.flags) & ENCRYPTED:
            yield from self._say("encryption-differs", entry, "one header says it is encrypted")
        deferred = bool((local.flags | entry.flags) & HAS_DESCRIPTOR)
        pairs = (("packed size", local.packed, entry.packed), ("size", local.size, entry.size))
        for what, here, there in pairs:
            if here != there and not (deferred and here == 0):
                detail = f"{what} {there} in the directory, {here} in the local header"
                yield from self._say("size-differs", entry, detail)
        if local.crc != entry.crc and not (deferred and local.crc == 0):
            detail = f"CRC-32 {entry.crc:08x} in the directory, {local.crc:08x} in the local header"
            yield from self._say("checksum-differs", entry, detail)

    def _say(self, kind: str, entry: Entry, detail: str) -> Iterator[Item]:
        length = min(30 + len(entry.raw) + entry.packed, max(self.view.size - entry.local, 0))
        yield from self.members.fault(kind, entry.name, detail, entry.local, length)

    def _link(self, entry: Entry) -> Iterator[Item]:
        try:
            target = read_member(self.view, entry, _LINK).decode("utf-8", "backslashreplace")
        except DamagedError:
            return
        yield from self.members.link(Link(entry.name, "symlink", target), entry.at, 46)

    # --- what no entry of the directory covers -----------------------------------

    def _gaps(self, end: End, directory: Directory) -> Iterator[Item]:
        """Look at all that lies before, between and behind members, directory and end records."""
        owned = [(each.offset, each.end) for each in self.extents]
        owned += [(offset, offset + length) for _, offset, length in end.regions]
        owned += [(end.directory.offset, directory.end), (end.comment.offset, end.comment.end)]
        reached, where = 0, "before"
        for start, stop in sorted(owned):
            if start > reached:
                yield from self._gap(where, Span(reached, start - reached))
            if stop > start:
                reached, where = max(reached, stop), "between"
        if reached < self.view.size:
            yield from self._gap("behind", Span(reached, self.view.size - reached))

    def _gap(self, where: str, gap: Span) -> Iterator[Item]:
        """Own what has a grammar of its own in a gap; open members that only stand there."""
        owned = 0
        if where == "before" and self.view.read(gap.offset, 2) == b"#!":
            owned = self.view.read(gap.offset, 256).find(b"\n") + 1
            yield Region("interpreter line", gap.offset, min(owned, gap.length))
        block = apk_block.read(self.view, gap)
        if block:
            yield from block
            return
        at = gap.offset + min(owned, gap.length)
        while at < gap.end:
            local = self._next_hidden(at, gap.end)
            stop = local.start if local else gap.end
            yield from self._stray(where, Span(at, stop - at))
            if local is None:
                return
            copy = self._earlier_copy(local, gap.end)
            if copy is not None:
                yield copy
                at = copy.end
                continue
            self.hidden += 1
            at = yield from self._hidden_member(local, gap.end)

    def _stray(self, where: str, span: Span) -> Iterator[Item]:
        # Zeros align members (zipalign, .NET's packages) and hold nothing; a directory lying about is said.
        if self.view.is_zero(span.offset, span.length):
            if where == "between":
                yield Region("alignment", span.offset, span.length)
            return
        if where == "before" and self.elsewhere:
            yield Region("data from the part before", span.offset, span.length)
            return
        yield from self.members.stray(where, span.offset, span.length)

    def _next_hidden(self, start: int, stop: int) -> Local | None:
        if self.hidden >= HIDDEN:
            return None
        while self.tries < TRIES:
            self.tries += 1
            start = self.view.find(LOCAL, start, stop)
            if start < 0:
                return None
            local = read_local(self.view, start)
            if local is not None and local.data <= stop and _is_plausible(local):
                return local
            start += 1
        return None

    @cached_property
    def _listed(self) -> dict[bytes, Entry]:
        """The members by name that may still have an earlier copy: built only where something stands in a gap."""
        return {each.raw: each for each in self.entries}

    def _earlier_copy(self, local: Local, stop: int) -> Region | None:
        """Return a stored member that a writer began with and listed again, the same bytes, further back.

        QuaZip, with which Krita wrote, left `mimetype` so in front. Who reads the archive from its front sees nothing else.
        """
        listed = self._listed.get(local.raw)
        length = min(local.packed, stop - local.data)
        if listed is None or local.method or not 0 < length <= _COPIED:
            return None
        try:
            content = read_member(self.view, listed, _COPIED + 1)
        except DamagedError:
            return None
        if content != self.view.read(local.data, length):
            return None
        del self._listed[local.raw]  # one each: a thousand would be unpacked a thousand times
        return Region(f"earlier copy of {clip(listed.name)}", local.start, local.data + length - local.start)  # fmt: skip

    def _hidden_member(self, local: Local, stop: int) -> Generator[Item, None, int]:
        """Yield a member that no directory lists; return where it ends."""
        deferred = local.flags & HAS_DESCRIPTOR and not local.packed
        packed = stop - local.data if deferred else min(local.packed, stop - local.data)
        entry = Entry(local.start, local.raw, local.flags, local.method, local.crc, packed, local.size, local.start, 0, 0)  # fmt: skip
        if self.end is not None:
            detail = "no central directory lists it; who reads the archive from its front sees it"
            yield from self._say("hidden-member", entry, detail)
        yield from self.members.named(entry.name, local.start, 30 + len(local.raw))
        yield from self._header(local, clip(entry.name), "hidden local header")
        refusal = _refusal(entry)
        if refusal or entry.method == 0:
            used = 0 if deferred else packed
            if refusal:
                self.refused.setdefault(refusal, []).append(entry.name)
            elif used:
                yield Child(entry.name, span=(local.data, used))
            yield Region(f"hidden data {clip(entry.name)}", local.data, used)
            return local.data + used
        stream = _stream(self.view, entry.method, (local.data, packed), entry)
        yield Child(entry.name, chunks=stream)
        used = stream.used if stream.finished else 0
        yield Region(f"hidden data {clip(entry.name)}", local.data, used)
        found = Entry(local.start, local.raw, 0, 0, stream.crc, used, stream.produced, 0, 0, 0)
        length = descriptor_length(self.view, local.data + used, found) if deferred else 0
        yield Region("data descriptor", local.data + used, length)
        return local.data + used + length


def _refusal(entry: Entry) -> tuple[str, str] | None:
    """Return why a member cannot be decoded here, a problem's reason and a sentence, or None."""
    if entry.flags & (ENCRYPTED | MASKED) or entry.method == 99:
        return "encrypted", "these files are encrypted; peel the archive with its password removed"
    if entry.flags & PATCH:
        return "no-opener", "these files are patch data, which this version does not open"
    if entry.method not in {0, *_DECODERS}:
        method = METHODS.get(entry.method, "unknown")
        return "needs:7zz", f"these files are packed with {method} (method {entry.method}), which is not opened here; --with 7zz may open it"  # fmt: skip
    return None


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(repr(each) for each in names[:NAMED]) + more


def _stream(view: View, method: int, span: tuple[int, int], entry: Entry) -> Stream:
    return _DECODERS[method](view, span, entry)


def _plain(decoder: Callable[..., object]) -> Callable[[View, tuple[int, int], Entry], Stream]:
    def make(view: View, span: tuple[int, int], entry: Entry) -> Stream:
        return Stream(view, span, decoder, repr(entry.name))  # type: ignore[arg-type]

    return make


def _lzma(view: View, span: tuple[int, int], entry: Entry) -> Stream:
    """LZMA in zip (5.8.8): version, length of the properties, properties, raw LZMA1."""
    head = view.read(span[0], 9)
    if len(head) < 9 or head[2:4] != b"\x05\x00":
        raise DamagedError(f"{entry.name!r} has no LZMA properties")
    size = None if entry.flags & 2 else entry.size
    return Stream(view, span, raw_lzma(head[4:9]), repr(entry.name), lead=9, size=size)


_DECODERS: dict[int, Callable[[View, tuple[int, int], Entry], Stream]] = {
    8: _plain(Inflate),
    12: _plain(bzip2),
    14: _lzma,
    20: zstd.member,
    93: zstd.member,
    95: _plain(xz),
}


def _is_plausible(local: Local) -> bool:
    """Say whether a local header found by its signature is likely to be one."""
    name = local.raw
    return (
        local.method in METHODS
        and not local.flags & 0xC780
        and 0 < len(name) <= 1024
        and b"\0" not in name
        and (local.flags & UTF8 == 0 or _is_utf8(name))
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _owned(name: str, start: int, stop: int) -> Iterator[Region]:
    if stop > start:
        yield Region(name, start, stop - start)
