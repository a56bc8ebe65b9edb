"""The part of PEEL that touches bytes. It runs in the jail, one artifact a call or several small ones.

Sniff, open with the most refined container that fits, own every byte, run the
artifact signals. Whatever a plugin does wrong is caught here and typed; what it
already gave is kept.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from onionskin.errors import BudgetError, DamagedError
from onionskin.jail.room import reserve
from onionskin.jail.worker import note
from onionskin.model import Evidence, Fact, Layer, Outcome, Problem, Region, Signature, T
from onionskin.peel import ledger
from onionskin.peel.names_promise import promised
from onionskin.peel.sniff import lineage, matching
from onionskin.peel.together import TOLD
from onionskin.peel.unopened import unopened
from onionskin.peel.wire import Fits, Member, Needle, Opened, Request, Seen
from onionskin.plugins.contracts import Child, Hit
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View
from onionskin.terms.texts import encoded

if TYPE_CHECKING:
    from onionskin.parse.signatures.keyring import Keyring

REGIONS = 200_000
FACTS = 20_000
PROBLEMS = 1000
NAME = 4096  # characters; an archive may give each of its members a name of 64 KiB
LETTERS = 8 << 20  # characters of all names together
SHARED = 4  # how often an artifact's bytes may be its stored members', taken together
PARTS = 64
AHEAD, MOST_AHEAD = (
    1 << 20,
    64 << 20,
)  # decoded bytes from which on room for more is asked for, and for how much
LISTED = 100  # members of which nothing was decoded that are listed; the others are counted

_request = msgspec.msgpack.Decoder(Request).decode
_requests = msgspec.msgpack.Decoder(tuple[Request, ...]).decode
_UNSAID = msgspec.msgpack.encode(None)


def open_artifact(args: bytes, fds: list[int]) -> bytes:
    """Open the artifact in descriptor 0: `args` is a Request, the reply an Opened, both msgpack.

    Decoded members are written to descriptor 1.
    """
    return _opened(_request(args), fds, fds[1])


def open_together(args: bytes, fds: list[int]) -> bytes:
    """Open several artifacts: `args` are Requests, the reply an Opened or None for each, all msgpack.

    None says that it is to be asked alone: it decodes members, it broke, or too much was said before it.
    """
    replies: list[msgspec.Raw] = []
    told = 0
    for request in _requests(args):
        reply = _UNSAID
        if told < TOLD:
            with contextlib.suppress(_DecodesError, Exception):
                reply = _opened(request, fds, None)
        told += len(reply)
        replies.append(msgspec.Raw(reply))
    return msgspec.msgpack.encode(replies)


def _opened(request: Request, fds: list[int], spool: int | None) -> bytes:
    own = request.artifact
    view = View(fds[request.descriptor], request.base, own.size, own.path[-1], request.within)
    view.is_member = request.is_member
    view.leaves_digests = request.leaves_digests
    ring = _ring(request, fds) if request.keys else None
    return encoded(msgspec.msgpack.encode, _Opening(request, view, spool, ring).run())


def _ring(request: Request, fds: list[int]) -> Keyring:
    # Keys are seldom given, and what verifies by them is slow to import.
    from onionskin.peel.keys_inside import held

    return held(request.keys, fds[-1])


def search(args: bytes, fds: list[int]) -> bytes:
    """Return the offset of a needle, or -1, as msgpack."""
    asked = msgspec.msgpack.decode(args, type=Needle)
    note("search")
    return msgspec.msgpack.encode(View(fds[0], asked.base, asked.size).find(asked.needle))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}"


class _DecodesError(BaseException):
    """There is nowhere to write a decoded member to. No plugin is to catch it."""


class _Looked(Layer, frozen=True, gc=True, dict=True):
    """A layer that is looked at by many signals, which ask for the same facts: each is read but once."""

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """As Layer's."""
        known, name = self.__dict__, kind.__name__
        if name not in known:
            known[name] = Layer.all(self, kind)
        found: tuple[T, ...] = known[name]
        return found

    def first(self, kind: type[T]) -> T | None:
        """As Layer's."""
        known, name = self.__dict__, f"first {kind.__name__}"
        if name not in known:
            known[name] = Layer.first(self, kind)
        found: T | None = known[name]
        return found


@dataclass
class _Opening:
    """One artifact being opened: what has been found so far. Without a `spool` nothing is decoded."""

    request: Request
    view: View
    spool: int | None
    ring: Keyring | None = None
    regions: list[Region] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    written: int = 0
    reserved: int = 0
    shared: int = 0
    letters: int = 0
    short: bool = False
    cut: dict[str, int] = field(default_factory=dict)
    end: float = 0.0

    def run(self) -> Opened:
        self.end = time.monotonic() + self.request.seconds
        note("sniff")
        fitting = matching(self.view, self.request.denied, self.problems, note)
        note("sniff")
        name = "data"
        if fitting:
            chosen = fitting[0]
            name = chosen.id
            note(name)
            self._drain(chosen)
            note("sniff")
            self.facts.append(Fact.of(Fits(name, self._others(fitting[1:]))))
        else:
            self._opaque()
        if self.ring is not None:
            from onionskin.parse.signatures.keyring import settled

            self.facts = settled(self.facts, self.ring)
        layer = self._layer(name)
        seen, failed = self._signals(layer)
        return Opened(layer, tuple(self.members), seen, failed, self.short)

    def _others(self, fitting: list[Plugin]) -> tuple[str, ...]:
        """Return the formats that fit besides, but for those of a stored member.

        A self-extracting program fits an archive's format because it carries one; that is
        owned, and opened as a member, so no second reader sees another file.
        """
        parts = [
            self.view.slice(each.offset, each.length)
            for each in self.members[:PARTS]
            if fitting and not each.spooled
        ]
        inner = {each.id for part in parts for each in matching(part)}
        return tuple(each.id for each in fitting if inner.isdisjoint(lineage(each.id)))

    def _opaque(self) -> None:
        """Own the bytes as data, unless a known format or a killed parser leaves them unread."""
        known = unopened(self.view)
        denied = self.request.denied
        if denied:
            containers = {each.id for each in plugins("container")}
            denied = tuple(each for each in denied if each in containers)
        if denied:
            detail = f"{', '.join(denied)} could not open it; see the other problem"
            self.problems.append(Problem("parser-denied", detail))
        elif known:
            detail = f"this is a {known}, which this version does not open; unpack it and peel that"
            self.problems.append(Problem("no-opener", detail))
        else:
            self.regions.append(Region("data", 0, self.view.size))
            self._held_to_its_name()

    def _held_to_its_name(self) -> None:
        artifact = self.request.artifact
        title = promised(artifact.path[-1], self.view) if artifact.parent is None else ""
        if title:
            detail = f"its name says {title}, and nothing of one was found in it: cut off, damaged, encrypted or something else"
            self.problems.append(Problem("not-as-named", detail))

    def _drain(self, plugin: Plugin) -> None:
        """Take all that the plugin yields; an error ends it, and keeps what was there."""
        try:
            for item in plugin.load().peel(self.view):
                self._take(item)
        except BudgetError as error:
            self.problems.append(Problem(f"limit:{error.where}", error.what))
        except DamagedError as error:
            self.problems.append(Problem("damaged", str(error)))
        except MemoryError:
            self.problems.append(
                Problem("limit:memory", f"{plugin.id} needs more memory than allowed")
            )
        except Exception as error:  # noqa: BLE001 - the worker's edge: libraries raise what they like
            self.problems.append(Problem("damaged", f"{plugin.id} stopped: {_words(error)}"))

    def _take(self, item: object) -> None:
        self._hurry()
        if isinstance(item, Region):
            if len(self.regions) >= REGIONS:
                raise BudgetError(f"more than {REGIONS} regions", where="regions")
            self.regions.append(item)
        elif isinstance(item, Child):
            self._child(item)
        elif isinstance(item, Fact):
            if len(self.facts) >= FACTS:
                raise BudgetError(f"more than {FACTS} facts", where="facts")
            self.facts.append(item)
        elif isinstance(item, Signature):
            self.facts.append(Fact.of(item))
        elif isinstance(item, Problem):
            if len(self.problems) >= PROBLEMS:
                raise BudgetError(f"more than {PROBLEMS} problems", where="problems")
            self.problems.append(item)
        else:
            raise TypeError(f"a container yielded {type(item).__name__}")

    def _hurry(self) -> None:
        # Said in time, what was found is kept; the pool's own deadline would lose it.
        if time.monotonic() > self.end:
            raise BudgetError(
                f"more than {self.request.seconds:g} s for this file", where="seconds"
            )

    def _child(self, child: Child) -> None:
        if len(self.members) >= self.request.entries:
            self.short = True
            raise BudgetError(
                f"more than {self.request.entries} members are left of the budget", where="entries"
            )
        name = _name(child)
        self.letters += len(name)
        if self.letters > LETTERS:
            raise BudgetError(f"names of more than {LETTERS} characters", where="names")
        if child.span is not None:
            self._stored(name, child.span, child.sha256)
        else:
            self._decoded(name, child)

    def _stored(self, name: str, span: tuple[int, int], stated: str) -> None:
        offset = min(max(span[0], 0), self.view.size)
        length = min(max(span[1], 0), self.view.size - offset)
        self.shared += length
        if self.shared > SHARED * self.view.size:
            raise BudgetError(
                f"its members lie over each other: together more than {SHARED} times its size",
                where="ratio",
            )
        self.members.append(
            Member(name, spooled=False, offset=offset, length=length, stated=stated)
        )

    def _decoded(self, name: str, child: Child) -> None:
        if self.spool is None:
            raise _DecodesError
        start, whole = self.written, False
        room, reason = self._room(child)
        try:
            for chunk in child.chunks if child.chunks and (child.declared or 0) <= room else ():
                if self.written - start + len(chunk) > room:
                    break
                self._write(chunk)
            else:
                whole = (child.declared or 0) <= room
            if not whole:
                self.cut[reason] = self.cut.get(reason, 0) + 1
                self.short |= reason == "bytes"
        except (BudgetError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - one damaged member leaves the rest readable
            detail = f"member {child.name[:200]!r}: {_words(error)}"
            self._take(Problem("damaged-member", detail))
        finally:
            length = self.written - start
            if whole or length or sum(self.cut.values()) <= LISTED:
                stated = child.sha256 if whole else ""
                self.members.append(
                    Member(name, True, start, length, whole, stated)  # noqa: FBT003 - spooled
                )

    def _room(self, child: Child) -> tuple[int, str]:
        """Return how many bytes a member may become, and which limit says so.

        One of several takes at most half of what is left, so that a bomb in front
        hides nothing that stands behind it.
        """
        ratio = max(self.request.free, self.view.size * self.request.ratio)
        left, reason = min((self.request.limit, "bytes"), (ratio, "ratio"))
        left -= self.written
        return left if child.declared is None else left // 2, reason

    def _limits(self) -> None:
        """Say once per limit that members were cut."""
        for reason, count in sorted(self.cut.items()):
            size = self.view.size
            room = max(self.request.free, size * self.request.ratio)
            what = f"{size:,} bytes may become {room:,}, one member half of what is left of that"
            if reason == "bytes":
                what = f"more than {self.request.limit:,} decoded bytes"
            members = f"{count} member{'s were' if count > 1 else ' was'} not decoded to the end"
            self.problems.append(Problem(f"limit:{reason}", f"{what}; {members}"))

    def _write(self, chunk: bytes) -> None:
        assert self.spool is not None
        self._hurry()
        if self.written + len(chunk) > self.reserved:
            self._reserve(len(chunk))
        view = memoryview(chunk)
        while view:
            try:
                count = os.pwrite(self.spool, view, self.written)
            except OSError as error:
                detail = (
                    f"decoded bytes find no room: {error.strerror}; set TMPDIR to a larger disk"
                )
                raise BudgetError(detail, where="disk") from error
            self.written += count
            view = view[count:]

    def _reserve(self, length: int) -> None:
        """Have the system find room for as many bytes again as were written, which is cheaper at once than by pages."""
        assert self.spool is not None
        left = self.request.limit - self.written
        if self.written >= AHEAD and length <= left:
            more = min(max(self.written, length), left, max(MOST_AHEAD, length))
            reserve(self.spool, self.written, more)
            self.reserved = self.written + more

    def _layer(self, name: str) -> Layer:
        self._limits()
        regions = ledger.clamp(self.regions, self.view.size)
        self.problems.extend(ledger.crossings(regions))
        note("ledger")
        return _Looked(
            artifact=self.request.artifact,
            format=name,
            outcome=self._outcome(name),
            regions=regions,
            unexplained=ledger.measure(self.view, regions),
            facts=tuple(self.facts),
            problems=tuple(
                Problem(each.reason, each.detail, self.request.artifact.id)
                for each in self.problems
            ),
        )

    def _outcome(self, name: str) -> Outcome:
        if not self.problems:
            return Outcome.SCANNED
        return Outcome.UNSUPPORTED if name == "data" else Outcome.INCOMPLETE

    def _signals(self, layer: Layer) -> tuple[tuple[Seen, ...], tuple[Problem, ...]]:
        """Run the artifact signals of this format; one that breaks is named, the others go on."""
        seen: list[Seen] = []
        failed: list[Problem] = []
        for each in _signals_of(layer.format, frozenset(fact.kind for fact in layer.facts)):
            if each.id in self.request.denied:
                continue
            note(each.id)
            try:
                seen.extend(
                    _seen(each, hit, layer) for hit in each.load().artifact(layer, self.view)
                )
            except Exception as error:  # noqa: BLE001 - as in _drain
                detail = f"signal {each.id} stopped: {_words(error)}"
                failed.append(Problem("signal-failed", detail, layer.artifact.id))
        return tuple(seen), tuple(failed)


@lru_cache(maxsize=512)
def _signals_of(form: str, kinds: frozenset[str]) -> tuple[Plugin, ...]:
    """Return the artifact signals that look at a format, or at one that it specialises.

    Left out is one that needs a fact of some kind where there is none of these `kinds`.
    """
    kin = frozenset(lineage(form))
    return tuple(
        each
        for each in plugins("signal")
        if each.scope == "artifact"
        and not kin.isdisjoint(each.meta.get("formats") or kin)
        and each.sees_among(kinds)
    )


def _name(child: Child) -> str:
    """Return a member's name; of a very long one the beginning, and how long it is."""
    name = child.name
    return name if len(name) <= NAME else f"{name[:NAME]}... ({len(name)} characters)"


def _seen(plugin: Plugin, hit: Hit, layer: Layer) -> Seen:
    own = layer.artifact.id
    evidence = tuple(
        msgspec.structs.replace(each, artifact=each.artifact or own) if each.table is None else each
        for each in hit.evidence
    ) or (Evidence("the whole artifact", own, 0, layer.artifact.size),)
    return Seen(plugin.id, hit.summary, evidence, hit.level)
