"""The coordinator of PEEL: walks a release layer by layer and never parses a byte of it.

Each artifact is hashed here and opened in the jail. One budget holds for the
whole root input. Replies come in any order; the result is sorted by path, so
the same input gives the same tree.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import msgspec

from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import Artifact, Gap, Layer, Outcome, Problem, identify
from onionskin.peel.sources import Scratch, Source, Spool, open_regular
from onionskin.peel.wire import Member, Needle, Opened, Request, Seen

IN_FLIGHT = 32


@dataclass
class Budget:
    """The one global budget of a root input. `seconds` counts wall time."""

    decoded: int = 4 << 30
    entries: int = 200_000
    depth: int = 24
    ratio: int = 250
    seconds: float = 900.0
    job_seconds: float = 60.0


@dataclass
class Walked:
    """A release, walked: its layers in path order, what signals saw, where the bytes are."""

    layers: list[Layer] = field(default_factory=list)
    seen: dict[str, tuple[Seen, ...]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class _Task:
    artifact: Artifact
    source: Source
    denied: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    scratch: int = -1
    opened: int = -1


class Walk:
    """One walk over one root input. Use as a context manager: it holds the decoded bytes."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        self._pool = pool
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds
        self._spool = Spool()
        self._scratch = Scratch()
        self._queue: list[_Task] = []
        self._taken = 0
        self._decoded = 0
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
        name = name or path.name or path.resolve().name
        if path.is_dir() and not path.is_symlink():
            self._directory(path, name)
        else:
            source = _file_source(path)
            self._queue.append(_Task(_artifact((name,), source, None), source))
        self._drain()
        self.result.layers.sort(key=lambda layer: layer.artifact.path)
        return self.result

    def _directory(self, path: Path, name: str) -> None:
        """Queue every file of a directory; what is not a regular file is said, never followed."""
        problems, files = [], []
        for each in sorted(path.rglob("*")):
            inner = each.relative_to(path).as_posix()
            if each.is_dir() and not each.is_symlink():
                continue
            try:
                files.append((inner, _file_source(each)))
            except InputError as error:
                problems.append(
                    Problem("not-a-file", f"{inner}: {error.what}; it was not followed")
                )
        hashed = [(inner, source, source.sha256()) for inner, source in files]
        listing = "".join(f"{digest}  {inner}\n" for inner, _, digest in hashed)
        digest = hashlib.sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()
        size = sum(source.size for source in (source for _, source in files))
        root = Artifact(
            identify("artifact", name, digest), (name,), digest, size, None, "directory"
        )
        self._keep(Layer(root, "directory", _worst(problems), problems=_about(root, problems)))
        for inner, source, sha in hashed:
            ident = identify("artifact", name, inner, sha)
            artifact = Artifact(ident, (name, inner), sha, source.size, root.id)
            self._queue.append(_Task(artifact, source))

    # --- the loop ------------------------------------------------------------

    def _drain(self) -> None:
        while self._queue or self._pool.pending:
            while self._queue and self._pool.pending < IN_FLIGHT:
                self._submit(self._queue.pop())
            if self._pool.pending:
                self._receive(*self._pool.next())

    def _submit(self, task: _Task) -> None:
        self.result.sources[task.artifact.id] = task.source
        refused = self._refusal(task)
        if refused:
            self._keep(_unopened(task, Outcome.INCOMPLETE, refused))
            return
        self._taken += 1
        try:
            descriptor = task.source.open()
        except InputError as error:
            self._keep(_unopened(task, Outcome.INCOMPLETE, Problem("unreadable", str(error))))
            return
        task = replace(task, scratch=self._scratch.take(), opened=descriptor)
        request = Request(
            artifact=task.artifact,
            base=task.source.base,
            limit=max(self._budget.decoded - self._decoded, 0),
            entries=max(self._budget.entries - self._taken - len(self._queue), 0),
            ratio=self._budget.ratio,
            denied=task.denied,
        )
        job = Job(
            entry="onionskin.peel.inside:open_artifact",
            args=msgspec.msgpack.encode(request),
            fds=(descriptor, task.scratch),
            label=" > ".join(task.artifact.path),
            seconds=self._budget.job_seconds,
            tag=task,
        )
        self._pool.submit(job)

    def _refusal(self, task: _Task) -> Problem | None:
        """Return the limit that forbids opening one more artifact, if any."""
        depth = len(task.artifact.path)
        if depth > self._budget.depth:
            return Problem("limit:depth", f"{depth} layers deep; the limit is {self._budget.depth}")
        if self._taken >= self._budget.entries:
            return Problem("limit:entries", f"more than {self._budget.entries} artifacts")
        if time.monotonic() > self._deadline:
            return Problem(
                "limit:seconds", f"more than {self._budget.seconds:.0f} s for this input"
            )
        return None

    def _receive(self, job: Job, reply: Reply) -> None:
        task = job.tag
        assert isinstance(task, _Task)
        try:
            if reply.outcome is Outcome.SCANNED:
                self._opened(task, msgspec.msgpack.decode(reply.result, type=Opened))
            else:
                self._died(task, reply)
        finally:
            self._scratch.give_back(task.scratch)
            task.source.close(task.opened)

    def _died(self, task: _Task, reply: Reply) -> None:
        """Name the parser that died over these bytes; open them once more without it."""
        culprit = reply.note or "sniff"
        detail = f"{culprit} died over it: {reply.detail}"
        problem = Problem(reply.outcome.value, detail, task.artifact.id)
        if culprit in {"sniff", "ledger", "search"} or len(task.denied) > 2:
            self._keep(_unopened(task, reply.outcome, problem))
            return
        denied = (*task.denied, culprit)
        self._queue.append(replace(task, denied=denied, problems=(*task.problems, problem)))

    def _opened(self, task: _Task, opened: Opened) -> None:
        layer = opened.layer
        problems = (*task.problems, *layer.problems, *opened.failed)
        outcome = layer.outcome
        if task.problems:
            outcome = Outcome(task.problems[0].reason)
        elif opened.failed and outcome is Outcome.SCANNED:
            outcome = Outcome.INCOMPLETE
        self._keep(msgspec.structs.replace(layer, outcome=outcome, problems=problems))
        if opened.seen:
            self.result.seen[layer.artifact.id] = opened.seen
        self._members(task, opened.members)

    def _members(self, task: _Task, members: Iterable[Member]) -> None:
        members = list(members)
        length = sum(each.length for each in members if each.spooled)
        start = self._spool.gather(task.scratch, length)
        self._decoded += length
        twins: Counter[str] = Counter()
        for each in members:
            if each.spooled:
                source = self._spool.source(start + each.offset, each.length)
            else:
                source = replace(task.source, base=task.source.base + each.offset, size=each.length)
            path = (*task.artifact.path, each.name)
            artifact = _artifact(path, source, task.artifact.id, twins[each.name])
            twins[each.name] += 1
            self._queue.append(_Task(artifact, source))

    def _keep(self, layer: Layer) -> None:
        self.result.layers.append(layer)

    # --- the second look -------------------------------------------------------

    def search(self, needle: bytes, layers: Iterable[Layer]) -> list[tuple[Layer, int]]:
        """Return (layer, offset) of each layer whose bytes hold the needle, in the given order."""
        found = []
        for layer in layers:
            source = self.result.sources.get(layer.artifact.id)
            if source is None:
                continue
            asked = Needle(source.base, source.size, needle)
            with source.opened() as descriptor:
                reply = self._pool.call(
                    Job(
                        entry="onionskin.peel.inside:search",
                        args=msgspec.msgpack.encode(asked),
                        fds=(descriptor,),
                        label=" > ".join(layer.artifact.path),
                        seconds=self._budget.job_seconds,
                    )
                )
            if reply.outcome is Outcome.SCANNED:
                offset = msgspec.msgpack.decode(reply.result, type=int)
                if offset >= 0:
                    found.append((layer, offset))
        return found

    def content(self, artifact: str) -> Source | None:
        """Return where the bytes of an artifact of this walk are."""
        return self.result.sources.get(artifact)


def _file_source(path: Path) -> Source:
    descriptor = open_regular(path)
    try:
        return Source(size=os.fstat(descriptor).st_size, path=path)
    finally:
        os.close(descriptor)


def _artifact(
    path: tuple[str, ...], source: Source, parent: str | None, number: int = 0
) -> Artifact:
    digest = source.sha256()
    # The number tells two members of one name and content apart.
    ident = identify("artifact", *path, digest, parent or "", number)
    return Artifact(ident, path, digest, source.size, parent)


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
