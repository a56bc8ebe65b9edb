"""Two files compared byte by byte, in the jail: where they differ, and what those bytes look like.

The releases are compared as the same build twice: the unsigned one and the signed one, or two builds
of one source. Bytes are compared at the same offset; what was moved is different from there on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from onionskin.jail.worker import note
from onionskin.model import Layer, Span, Value
from onionskin.parse.programs.signing_fields import macho_fields, macho_uuid
from onionskin.plugins.contracts import Tree
from onionskin.plugins.view import CHUNK, View

PAGE = 4096
JOINED = 16  # equal bytes between two stretches that still make them one
MOST = 2000
TEXT = 16 << 20
AROUND = 96
_TEXT_RUN = re.compile(rb"[\x20-\x7e]{4,}")
_PATH = re.compile(rb"(?:[A-Za-z]:)?[\\/][\w.@+ -]+[\\/][\w.@+ -]+")
_TIME = re.compile(
    rb"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d{1,2},? +\d{4}"
)


class Both(Value, frozen=True):
    """Compare [old_base, +old_size) of descriptor 0 with [new_base, +new_size) of descriptor 1."""

    old_base: int
    old_size: int
    new_base: int
    new_size: int


class Stretch(Value, frozen=True):
    """Bytes that differ, by their place in the new file; beyond its end they are only in the old one.

    `look` is `path` or `time` where text of that kind stands around them on both sides.
    """

    offset: int
    length: int
    look: str = ""

    @property
    def end(self) -> int:
        """The offset just behind it."""
        return self.offset + self.length


class Difference(Value, frozen=True):
    """Where two files differ. `whole` is False where there are more stretches than are listed.

    `signing` are the fields that signing writes in the new file, `signing_before` those in the old one
    (Mach-O only; a PE's are in its facts), `uuid`
    that of the linker, `reordered` says that the lines are the same in another order, `zeros`
    how many (at most 64) follow in the new file where the old one ends. Of two compound files only
    the names of the `streams` that are not the same are given, the signature's own left out.
    """

    stretches: tuple[Stretch, ...]
    signing: tuple[Span, ...] = ()
    signing_before: tuple[Span, ...] = ()
    uuid: tuple[Span, ...] = ()
    reordered: bool = False
    whole: bool = True
    zeros: int = 0
    streams: tuple[str, ...] = ()


@dataclass(frozen=True)
class SameBuild(Tree):
    """A release that is compared with another form of the same build.

    `kind` is `unsigned`, `second-build` or `source`; `differ(old, new)` compares the bytes of two
    files, None where that could not be done.
    """

    kind: str = ""
    differ: Callable[[Layer, Layer], Difference | None] = lambda _old, _new: None


def compare(args: bytes, fds: list[int]) -> bytes:
    """Return a Difference, as msgpack, of a Both. Runs in the jail."""
    asked = msgspec.msgpack.decode(args, type=Both)
    note("difference")
    old = View(fds[0], asked.old_base, asked.old_size)
    new = View(fds[1], asked.new_base, asked.new_size)
    return msgspec.msgpack.encode(difference(old, new))


def difference(old: View, new: View) -> Difference:
    """Compare two files."""
    # Only the jail compares; whoever takes in what is said of it needs no parser of installers.
    from onionskin.parse.archives.cfb import MAGIC, read_compound
    from onionskin.parse.installers.msi_streams import contents

    if old.read(0, len(MAGIC)) == new.read(0, len(MAGIC)) == MAGIC:
        one, two = contents(read_compound(old)), contents(read_compound(new))
        names = (name for name in {**one, **two} if one.get(name) != two.get(name))
        return Difference((), streams=tuple(sorted(names)))
    found: list[Stretch] = []
    whole = True
    fields = tuple(macho_fields(new))
    for span in _joined(_spans(old, new), fields):
        if len(found) == MOST:
            found[-1] = Stretch(found[-1].offset, max(old.size, new.size) - found[-1].offset)
            whole = False
            break
        found.append(_looked(old, new, span))
    return Difference(
        tuple(found),
        fields,
        tuple(macho_fields(old)),
        tuple(dict.fromkeys((*macho_uuid(old), *macho_uuid(new)))),
        _is_reordered(old, new),
        whole,
        64 - len(new.read(old.size, 64).ljust(64, b"\xff").lstrip(b"\0")),
    )


def _spans(old: View, new: View) -> Iterator[Span]:
    """Yield each run of bytes that differ, in order."""
    shared = min(old.size, new.size)
    for at in range(0, shared, CHUNK):
        one, two = old.read(at, min(CHUNK, shared - at)), new.read(at, min(CHUNK, shared - at))
        for page in range(0, len(one), PAGE) if one != two else ():
            left, right = one[page : page + PAGE], two[page : page + PAGE]
            if left != right:
                yield from _runs(left, right, at + page)
    longest = max(old.size, new.size)
    if longest > shared:
        yield Span(shared, longest - shared)


def _runs(left: bytes, right: bytes, at: int) -> Iterator[Span]:
    start = -1
    for number, (one, two) in enumerate(zip(left, right, strict=True)):
        if one != two and start < 0:
            start = number
        elif one == two and start >= 0:
            yield Span(at + start, number - start)
            start = -1
    if start >= 0:
        yield Span(at + start, len(left) - start)


def _joined(spans: Iterator[Span], fields: tuple[Span, ...]) -> Iterator[Span]:
    """Yield stretches; one within a field of signing stays alone, or it would take in what is beside it."""
    held: Span | None = None
    for each in spans:
        near = held is not None and each.offset - held.end < JOINED
        if held is not None and near and not (_within(held, fields) or _within(each, fields)):
            held = Span(held.offset, each.end - held.offset)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _within(span: Span, fields: tuple[Span, ...]) -> bool:
    return any(each.offset <= span.offset and span.end <= each.end for each in fields)


def _looked(old: View, new: View, span: Span) -> Stretch:
    looks = {_look(old, span), _look(new, span)}
    return Stretch(span.offset, span.length, looks.pop() if len(looks) == 1 else "")


def _look(view: View, span: Span) -> str:
    """Return what text the bytes lie in: they must all be of one run of it."""
    start = max(span.offset - AROUND, 0)
    if span.length > PAGE:
        return ""
    data = view.read(start, span.length + 2 * AROUND)
    first, last = span.offset - start, span.offset - start + span.length
    for run in _TEXT_RUN.finditer(data):
        if run.start() <= first and last <= run.end():
            if _TIME.search(run[0]):
                return "time"
            return "path" if _PATH.search(run[0]) else ""
    return ""


def _is_reordered(old: View, new: View) -> bool:
    if old.size != new.size or old.size > TEXT:
        return False
    one, two = old.read(0, old.size), new.read(0, new.size)
    if b"\0" in one or one.count(b"\n") < 2:
        return False
    return Counter(one.split(b"\n")) == Counter(two.split(b"\n"))
