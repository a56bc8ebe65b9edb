"""The coordinator of PEEL: walks a release layer by layer and never parses a byte of it.

Each artifact is hashed here and opened in the jail, the outermost first. One budget
holds for the whole root input; one artifact may use a part of what is left of it, and
what asks for more waits until everything else was seen: so no bomb hides what lies
beside it. Replies come in any order and are taken in the order of the questions, so the
same input gives the same tree and meets the same limits. A worker may have been taken
over: what it says is checked before it is believed.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
from msgspec.structs import replace

from onionskin.errors import BudgetError, InputError, JailError
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.jail.regular import open_regular
from onionskin.model import (
    Artifact,
    Gap,
    Layer,
    Outcome,
    Problem,
    identify,
)  # fmt: skip
from onionskin.peel.belief import believed, believed_together
from onionskin.peel.beside import Asker, besides
from onionskin.peel.bills import billed
from onionskin.peel.by_tool import Tool, asks, open_with, with_given
from onionskin.peel.keys import Keys
from onionskin.peel.rule_packs import RulePack
from onionskin.peel.second_look import SecondLook
from onionskin.peel.sources import Scratch, Source, Spool, listed, stamp
from onionskin.peel.together import SECONDS, SMALL, Handful
from onionskin.peel.uncollected import uncollected
from onionskin.peel.wire import Member, Needle, Opened, Request, Seen, Weighed, Weighing
from onionskin.terms.texts import visible

# In-order answers wait for the slowest; one that is large is not to leave the other workers without work.
IN_FLIGHT = 32
# The part of what is left of the budget that one artifact may use while others wait.
SHARE = 4
# How often the bytes of a file, or of a decoded member, may be stored members' below it, taken together
# over all depths: as deep as a walk goes, if every one fills its holder and none lies over another.
LAID = 24
# Of a job's seconds, the part after which its worker is to say what it has.
IN_TIME = 0.6
# Notes that stand for a step of our own, not for a plugin that could be left out.
STEPS = frozenset({"sniff", "ledger", "search"})
# Eight bombs of a few bytes may take all that there is, a disk image of half a gigabyte is opened.
FREE = 8
TOLD = 128 << 20
DEATHS = frozenset({"crashed", "timeout", "incomplete"})


@dataclass
class Budget:
    """The one global budget of a root input. `seconds` counts wall time.

    `decoded` are bytes of members, `told` bytes of what the parsers say about them: 128 MiB, and more where
    `decoded` is more than 4 GiB. No more than `decoded` bytes lie on the disk for temporary files.
    """

    decoded: int = 4 << 30
    told: int = -1
    entries: int = 200_000
    depth: int = 24
    ratio: int = 250
    seconds: float = 900.0
    job_seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.told < 0:
            self.told = max(TOLD, self.decoded // 32)

    @property
    def free(self) -> int:
        """Decoded bytes that may come out of an artifact however small: a disk of zeros is no bomb."""
        return self.decoded // FREE


@dataclass
class Walked:
    """A release, walked: its layers in path order, what signals saw, where the bytes are."""

    layers: list[Layer] = field(default_factory=list)
    seen: dict[str, tuple[Seen, ...]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass
class _Ground:
    """Bytes that stored members lie in, however deep: how many more of them there may be."""

    left: int

    @classmethod
    def of(cls, size: int) -> Self:
        return cls(LAID * size)


class _Task(msgspec.Struct, frozen=True):
    artifact: Artifact
    source: Source
    denied: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    scratch: int = -1
    opened: int = -1
    need: int = 0
    whole: bool = False
    within: int = 0
    ground: _Ground = msgspec.field(default_factory=lambda: _Ground(0))
    above: tuple[str, ...] = ()
    alone: bool = False
    # A list of hashes in it does not agree with what was hashed here: the jail is to compare it in full.
    compared: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it may be asked for together with others."""
        asked = self.alone or self.whole or self.compared or self.denied
        return self.source.size <= SMALL and not asked

    @property
    def is_new(self) -> bool:
        """Whether it was never asked for, so that it counts."""
        return not (self.alone or self.whole or self.compared)


class _Kept(NamedTuple):
    """A member that is to be opened: where its bytes are, and their SHA-256 in hex."""

    member: Member
    source: Source
    sha256: str

    @property
    def is_as_stated(self) -> bool:
        return self.member.stated in {"", self.sha256}


@dataclass(frozen=True)
class _Asked:
    """What one job asks for, and its place among all questions."""

    number: int
    tasks: tuple[_Task, ...]


class Walk:
    """One walk over one root input. Use as a context manager: it holds the decoded bytes."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        self._pool = pool
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds
        self._spool = Spool()
        self._scratch = Scratch()
        self._queue: deque[_Task] = deque()
        self._later: deque[_Task] = deque()
        self._held = 0
        self._asked = 0
        self._answered = 0
        self._taken = 0
        self._decoded = 0
        self._shared = 0
        self._told = 0
        self._searched: dict[tuple[bytes, str], int] = {}
        self._features = SecondLook(pool, self._remaining, budget.job_seconds)
        self._rules: SecondLook | None = None
        self._tool: Tool | None = None
        self._keys: Keys | None = None
        self.result = Walked()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()
        self._scratch.close()

    @property
    def isolation(self) -> str:
        """The level of the jail that the parsers run in."""
        return self._pool.isolation

    # --- roots ---------------------------------------------------------------

    def run(self, path: Path, name: str | None = None) -> Walked:
        """Walk a file, or a directory as one release."""
        own = path.name if path.name not in {"", ".."} else path.resolve().name
        name = visible(name or own or str(path))
        if _is_folder(path):
            self._directory(path, name)
        else:
            source = _file_source(path)
            own_ground = _Ground.of(source.size)
            root = _artifact((name,), source.sha256(), source.size, None)
            self._queue.append(_Task(root, source, ground=own_ground))
        # What is only stored costs no disk: the input's own bytes may be looked at again and again.
        self._shared = -SHARE * sum(task.source.size for task in self._queue)
        with uncollected():
            self._drain()
        self.result.layers.sort(key=lambda layer: layer.artifact.path)
        self.result.layers = besides(self.result.layers, self._asker())
        self.result.layers = billed(self.result.layers, self._asker())
        return self.result

    def _directory(self, path: Path, name: str) -> None:
        """Queue every file of a directory; what is not a regular file is said, never followed."""
        files: list[tuple[str, Source, str]] = []
        problems: list[Problem] = []
        for inner, found in listed(path):
            try:
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    source = _file_source(found)
                    files.append((visible(inner), source, source.sha256()))
            except InputError as error:
                problems.append(
                    Problem("not-a-file", f"{visible(inner)}: {error.what}; it was not followed")
                )
        # No name holds a zero byte, so that no two listings read the same.
        listing = "".join(f"{digest}  {inner}\0" for inner, _, digest in files)
        digest = hashlib.sha256(listing.encode()).hexdigest()
        size = sum(source.size for _, source, _ in files)
        root = Artifact(
            identify("artifact", name, digest), (name,), digest, size, None, "directory"
        )
        self._keep(Layer(root, "directory", _worst(problems), problems=_about(root, problems)))
        for inner, source, sha in files:
            ident = identify("artifact", name, inner, sha)
            artifact = Artifact(ident, (name, inner), sha, source.size, root.id)
            self._queue.append(_Task(artifact, source, ground=_Ground.of(source.size)))

    # --- the loop ------------------------------------------------------------

    def _drain(self) -> None:
        early: dict[int, tuple[Job, Reply]] = {}
        while self._queue or self._later or self._answered < self._asked:
            if not self._queue and self._answered == self._asked:
                self._queue.append(self._later.popleft())
            while self._queue and self._may_begin(self._queue[0]):
                if self._queue[0].is_small:
                    self._submit_together()
                else:
                    self._submit(self._queue.popleft())
            if self._answered < self._asked:
                while self._answered not in early:
                    job, reply = self._pool.next()
                    early[job.tag.number] = (job, reply)
                self._receive(*early.pop(self._answered))
                self._answered += 1

    def _may_begin(self, task: _Task) -> bool:
        """Say whether a task may begin now, or what is at work could fill the rest of the budget."""
        flying = self._asked - self._answered
        if flying == 0:
            return True
        need = 0 if task.is_small else self._need(task, self._share(task))
        return flying < IN_FLIGHT and self._held + need <= self._left()

    def _left(self) -> int:
        return max(self._budget.decoded - self._decoded, 0)

    def _share(self, task: _Task) -> int:
        """Return how many bytes may be decoded out of an artifact at this time."""
        alone = not self._queue and self._asked == self._answered
        return self._left() if task.whole or alone else self._left() // SHARE

    def _need(self, task: _Task, share: int) -> int:
        return min(share, max(self._budget.free, task.source.size * self._budget.ratio))

    def _submit(self, task: _Task) -> None:
        descriptor = self._admitted(task)
        if descriptor is None:
            return
        # One that is alone, or that finds nothing left, would gain nothing by being asked again.
        share, room = self._share(task), self._room()
        whole = share == self._left()
        need, scratch = self._need(task, share), self._scratch.take()
        task = replace(task, scratch=scratch, opened=descriptor, need=need, whole=whole)
        self._held += need
        request = self._request(task, share, room if whole else room // SHARE)
        seconds = self._seconds()
        args = msgspec.msgpack.encode(request)
        self._ask("open_artifact", args, (descriptor, scratch), (task,), seconds)

    def _submit_together(self) -> None:
        """Hand in the small files at the head of the queue as one job, which decodes nothing."""
        tasks: list[_Task] = []
        requests: list[Request] = []
        handful, room = Handful(), self._room() // SHARE
        while self._queue and self._queue[0].is_small and handful.takes(self._queue[0].source.size):
            task = self._queue.popleft()
            descriptor = self._admitted(task)
            if descriptor is not None:
                place = handful.add(descriptor, task.source.size)
                tasks.append(replace(task, opened=descriptor))
                requests.append(self._request(task, 0, room, place))
        if tasks:
            args = msgspec.msgpack.encode(requests)
            seconds = min(self._seconds(), SECONDS)
            self._ask("open_together", args, tuple(handful.descriptors), tuple(tasks), seconds)

    def _admitted(self, task: _Task) -> int | None:
        """Return an open descriptor of a task that may be asked for; of another, keep why not."""
        self.result.sources[task.artifact.id] = task.source
        refused = self._refusal(task)
        if refused:
            self._keep(_unopened(task, Outcome.INCOMPLETE, refused))
            return None
        self._taken += task.is_new
        try:
            return task.source.open()
        except InputError as error:
            self._keep(_unopened(task, Outcome.INCOMPLETE, Problem("unreadable", str(error))))
            return None

    def _seconds(self) -> float:
        return min(self._budget.job_seconds, max(self._deadline - time.monotonic(), 1.0))

    def _request(self, task: _Task, limit: int, entries: int, descriptor: int = 0) -> Request:
        return Request(
            artifact=task.artifact,
            base=task.source.base,
            limit=limit,
            entries=entries,
            ratio=self._budget.ratio,
            free=self._budget.free,
            seconds=self._seconds() * IN_TIME,
            denied=task.denied,
            within=task.within,
            keys=self._keys.digest if self._keys else "",
            descriptor=descriptor,
            is_member=bool(task.above) and not task.problems,
            leaves_digests=not task.compared,
        )

    def _ask(
        self,
        entry: str,
        args: bytes,
        fds: tuple[int, ...],
        tasks: tuple[_Task, ...],
        seconds: float,
    ) -> None:
        job = Job(
            entry=f"onionskin.peel.inside:{entry}",
            args=args,
            fds=(*fds, *((self._keys.descriptor,) if self._keys else ())),
            label=" > ".join(tasks[0].artifact.path),
            seconds=seconds,
            tag=_Asked(self._asked, tasks),
            again=tasks[0].scratch >= 0,
        )
        self._asked += 1
        self._pool.submit(job)

    def _refusal(self, task: _Task) -> Problem | None:
        """Return the limit that forbids opening one more artifact, if any."""
        depth = len(task.artifact.path)
        if depth > self._budget.depth:
            return Problem("limit:depth", f"{depth} layers deep; the limit is {self._budget.depth}")
        if self._taken >= self._budget.entries:
            return Problem("limit:entries", f"more than {self._budget.entries} artifacts")
        if self._told >= self._budget.told:
            limit = self._budget.told >> 20
            return Problem("limit:told", f"more than {limit} MiB are to be said of this input")
        if self._is_late():
            return Problem("limit:seconds", self._late())
        return None

    def _room(self) -> int:
        """Return how many more artifacts the budget has room for."""
        return max(self._budget.entries - self._taken - len(self._queue), 0)

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline

    def _remaining(self) -> float:
        return self._deadline - time.monotonic()

    def _late(self) -> str:
        return f"more than {self._budget.seconds:g} s for this input"

    def _receive(self, job: Job, reply: Reply) -> None:
        asked = job.tag
        assert isinstance(asked, _Asked)
        self._told += len(reply.result)
        if asked.tasks[0].scratch >= 0:
            self._receive_one(asked.tasks[0], reply)
        else:
            self._receive_together(asked.tasks, reply)

    def _receive_together(self, tasks: tuple[_Task, ...], reply: Reply) -> None:
        """Take what is said of several files; what is not said of one is asked for alone."""
        said: Sequence[Opened | None] | None = None
        if reply.outcome is Outcome.SCANNED:
            said = believed_together(reply.result, [each.artifact for each in tasks])
        for task, opened in zip(tasks, said or [None] * len(tasks), strict=True):
            try:
                if opened is None:
                    self._queue.append(replace(task, alone=True))
                elif opened.short:
                    self._later.append(replace(task, whole=True))
                else:
                    self._opened(task, opened)
            finally:
                task.source.close(task.opened)

    def _receive_one(self, task: _Task, reply: Reply) -> None:
        self._held -= task.need
        try:
            if reply.outcome is not Outcome.SCANNED:
                self._died(task, reply)
            elif (opened := self._believed(task, reply)) is None:
                self._died(
                    task, Reply(Outcome.CRASHED, b"", "what its worker says cannot be", reply.note)
                )
            elif opened.short and not task.whole:
                self._later.append(replace(task, whole=True))
            else:
                self._opened(task, opened)
        finally:
            if not self._spool.holds(task.scratch):
                self._scratch.give_back(task.scratch)
            task.source.close(task.opened)

    @staticmethod
    def _believed(task: _Task, reply: Reply) -> Opened | None:
        return believed(reply.result, task.artifact, os.fstat(task.scratch).st_size)

    def _died(self, task: _Task, reply: Reply) -> None:
        """Name the parser that died over these bytes; open them once more without it."""
        culprit = reply.note or "sniff"
        detail = f"{culprit} died over it: {reply.detail}"
        problem = Problem(reply.outcome.value, detail, task.artifact.id)
        if culprit in STEPS or culprit in task.denied or len(task.denied) > 2:
            self._keep(_unopened(task, reply.outcome, problem))
            return
        denied = (*task.denied, culprit)
        self._queue.append(replace(task, denied=denied, problems=(*task.problems, problem)))

    def _opened(self, task: _Task, opened: Opened) -> None:
        ground = task.ground.left
        members, cut = self._affordable(opened.members, task.ground)
        kept, spooled = self._gathered(task, members) if members else ([], Source(0))
        unseen = opened.members[len(members) :]
        as_stated = all(each.is_as_stated for each in kept) and not any(m.stated for m in unseen)
        if not as_stated and not task.compared:
            # A list of hashes contradicts a member: in which way is for the container to say.
            self._spool.forget(spooled)
            task.ground.left = ground
            self._queue.append(replace(task, compared=True))
            return
        layer, scratch, given = self._given(task, opened)
        more, short = self._affordable(given, task.ground)
        cut += short
        changed = task.source.changes(task.opened)
        if changed:
            cut.append(Problem("changed", changed))
        problems = (
            *task.problems,
            *layer.problems,
            *opened.failed,
            *_about(task.artifact, cut),
        )
        outcome = layer.outcome
        if outcome is Outcome.SCANNED and (opened.failed or cut or task.problems):
            outcome = Outcome.INCOMPLETE
        deaths = [each for each in task.problems if each.reason in DEATHS]
        if deaths:
            outcome = Outcome(deaths[0].reason)
        # The path that a worker repeats would be kept once an artifact; ours is one.
        self._keep(
            msgspec.structs.replace(
                layer, artifact=task.artifact, outcome=outcome, problems=problems
            )
        )
        if opened.seen:
            self.result.seen[task.artifact.id] = opened.seen
        self._members(task, kept)
        if scratch >= 0:
            kept, _ = self._gathered(replace(task, scratch=scratch), more)
            self._members(task, kept)
            if not self._spool.holds(scratch):
                self._scratch.give_back(scratch)

    def _given(self, task: _Task, opened: Opened) -> tuple[Layer, int, tuple[Member, ...]]:
        """Return the layer as the operator's tool leaves it, its scratch file (or -1), its members."""
        layer = opened.layer
        if self._tool is None or not asks(layer):
            return layer, -1, ()
        scratch = self._scratch.take()
        seconds = min(self._budget.job_seconds, max(self._remaining(), 1.0))
        limit = self._need(task, self._left() // SHARE)
        given = open_with(self._tool, task.source, scratch, seconds=seconds, limit=limit)
        known = {each.name for each in opened.members}
        more = tuple(each for each in given.members if each.name not in known)
        return with_given(layer, self._tool, given), scratch, more

    def _affordable(
        self, members: Sequence[Member], ground: _Ground
    ) -> tuple[list[Member], list[Problem]]:
        """Cut the members to what the budget still has: several jobs were told the same room."""
        if not members:
            return [], []
        room, length, shared = self._room(), self._left(), self._budget.decoded - self._shared
        kept: list[Member] = []
        for each in members:
            stored = 0 if each.spooled else each.length
            shared -= stored
            if len(kept) == room:
                reason = "limit:entries"
            elif stored > ground.left:
                reason = "limit:ratio"
            elif shared < 0 or (each.spooled and each.offset + each.length > length):
                reason = "limit:bytes"
            else:
                ground.left -= stored
                kept.append(each)
                continue
            left = len(members) - len(kept)
            why = "they lie in each other" if reason == "limit:ratio" else "the budget is used up"
            detail = f"{left} of {len(members)} members were not opened: {why}"
            return kept, [Problem(reason, detail)]
        return kept, []

    def _gathered(self, task: _Task, members: Sequence[Member]) -> tuple[list[_Kept], Source]:
        """Hash the members where they are to stay; return them, and where the decoded ones are."""
        length = max((each.offset + each.length for each in members if each.spooled), default=0)
        # A member that became nothing is opened, too: it needs a descriptor like the others.
        spooled = Source(0)
        if any(each.spooled for each in members):
            spooled = self._spool.gather(task.scratch, length)
        holders = {True: spooled, False: task.source}
        digests = {
            kind: holder.digests([(m.offset, m.length) for m in members if m.spooled is kind])
            for kind, holder in holders.items()
        }
        kept = []
        for each in members:
            holder = holders[each.spooled]
            source = holder.part(each.offset, each.length)
            kept.append(_Kept(each, source, next(digests[each.spooled])))
        return kept, spooled

    def _members(self, task: _Task, members: Sequence[_Kept]) -> None:
        """Queue what an artifact holds."""
        if not members:
            return
        ends = (one.member.offset + one.member.length for one in members if one.member.spooled)
        self._decoded += max(ends, default=0)
        twins: dict[str, int] = {}
        above = (*task.above, task.artifact.sha256)
        for kept in members:
            each = kept.member
            self._shared += 0 if each.spooled else each.length
            path = (*task.artifact.path, each.name)
            number = twins.get(each.name, 0)
            twins[each.name] = number + 1
            artifact = _artifact(path, kept.sha256, each.length, task.artifact.id, number)
            cut = () if each.whole else _about(artifact, [_beginning(each)])
            ground = _Ground.of(each.length) if each.spooled else task.ground
            within = 0 if each.spooled else each.offset
            inner = _Task(
                artifact, kept.source, problems=cut, above=above, within=within, ground=ground
            )
            if kept.sha256 in above:
                self._keep_opened_above(inner)
            else:
                self._queue.append(inner)

    def _keep_opened_above(self, task: _Task) -> None:
        """Say that a member is one of its holders once more: it would be opened without end."""
        self.result.sources[task.artifact.id] = task.source
        detail = "its bytes are those of a file that holds it: it was not opened again"
        self._keep(_unopened(task, Outcome.INCOMPLETE, Problem("limit:itself", detail)))

    def _keep(self, layer: Layer) -> None:
        self.result.layers.append(layer)

    # --- the second look -------------------------------------------------------

    def search(self, needle: bytes, layers: Iterable[Layer]) -> list[tuple[Layer, int]]:
        """Return (layer, offset) of each layer whose bytes hold the needle, in the given order.

        One content at several places is searched once.

        Raises BudgetError when the time for this input is over, JailError when a search died:
        whoever asked then says that it could not look everywhere.
        """
        found = []
        for layer in layers:
            source = self.result.sources.get(layer.artifact.id)
            if source is None:
                continue
            if self._is_late():
                raise BudgetError(self._late(), where="seconds")
            asked = (needle, layer.artifact.sha256)
            if asked not in self._searched:
                self._searched[asked] = self._find(needle, layer, source)
            if self._searched[asked] >= 0:
                found.append((layer, self._searched[asked]))
        return found

    def use_tool(self, tool: Tool | None) -> None:
        """Have this program open what no plugin does."""
        self._tool = tool

    def use_keys(self, keys: Keys | None) -> None:
        """Verify OpenPGP signatures with these keys."""
        self._keys = keys

    def _asker(self) -> Asker:
        return Asker(
            self._pool,
            self.result.sources,
            self._remaining,
            self._budget.job_seconds,
            self._keys,
        )

    def use(self, pack: RulePack) -> None:
        """Run these rules, too, when features are asked for."""
        self._rules = SecondLook(pack.pool, self._remaining, self._budget.job_seconds, pack=pack)

    def featured(self, layers: Iterable[Layer]) -> tuple[Layer, ...]:
        """Return layers of this walk with the facts of the features, in the given order."""
        seen = self._features.over(layers, self.result.sources)
        return self._rules.over(seen, self.result.sources) if self._rules else seen

    def passages(self, layer: Layer, places: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        """Return the bytes at each (offset, length) of a layer of this walk: nobody reads them here.

        Raises InputError where the file cannot be opened, or is another one by now.
        """
        source = self.result.sources.get(layer.artifact.id)
        if source is None:
            return ()
        with source.opened() as descriptor:
            return tuple(source.read(descriptor, *place) for place in places)

    def weigh(self, texts: Sequence[Weighing]) -> tuple[Weighed, ...]:
        """Return what the lines of each text hold less, in the given order; nothing where it could not be said."""
        reply = self._pool.call(
            Job(
                entry="onionskin.peel.weighed_inside:run",
                args=msgspec.msgpack.encode(tuple(texts)),
                fds=(),
                label="lines that took others' place",
                seconds=self._budget.job_seconds,
            )
        )
        if reply.outcome is not Outcome.SCANNED:
            return ()
        try:
            said = msgspec.msgpack.decode(reply.result, type=tuple[Weighed, ...])
        except (msgspec.MsgspecError, UnicodeError):
            return ()
        return said if len(said) == len(texts) else ()

    def _find(self, needle: bytes, layer: Layer, source: Source) -> int:
        label = " > ".join(layer.artifact.path)
        with source.opened() as descriptor:
            reply = self._pool.call(
                Job(
                    entry="onionskin.peel.inside:search",
                    args=msgspec.msgpack.encode(Needle(source.base, source.size, needle)),
                    fds=(descriptor,),
                    label=label,
                    seconds=self._budget.job_seconds,
                )
            )
        if reply.outcome is not Outcome.SCANNED:
            raise JailError(f"it could not be searched: {reply.detail}", where=label)
        return msgspec.msgpack.decode(reply.result, type=int)

    def content(self, artifact: str) -> Source | None:
        """Return where the bytes of an artifact of this walk are."""
        return self.result.sources.get(artifact)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False  # whoever opens it says why


def check(path: Path) -> None:
    """Raise InputError for what is neither a folder nor a regular file, before any work."""
    if not _is_folder(path):
        _file_source(path)


def _file_source(path: Path) -> Source:
    descriptor = open_regular(path)
    try:
        now = stamp(descriptor)
        return Source(size=now[2], path=path, stamp=now)
    finally:
        os.close(descriptor)


def _artifact(
    path: tuple[str, ...], digest: str, size: int, parent: str | None, number: int = 0
) -> Artifact:
    # The number tells two members of one name and content apart.
    ident = identify("artifact", *path, digest, parent or "", number)
    return Artifact(ident, path, digest, size, parent)


def _beginning(member: Member) -> Problem:
    detail = f"only its first {member.length} bytes could be decoded; see what holds it"
    return Problem("cut-short", detail)


def _unopened(task: _Task, outcome: Outcome, problem: Problem) -> Layer:
    """Return the layer of an artifact that was not opened: all its bytes are unexplained."""
    size = task.artifact.size
    gap = (Gap(0, size, 0.0),) if size else ()
    problems = _about(task.artifact, (*task.problems, problem))
    return Layer(task.artifact, "unknown", outcome, unexplained=gap, problems=problems)


def _about(artifact: Artifact, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(Problem(each.reason, each.detail, artifact.id) for each in problems)


def _worst(problems: list[Problem]) -> Outcome:
    return Outcome.INCOMPLETE if problems else Outcome.SCANNED
