"""Sources become event tables of the case: opened here, read in the jail, kept by hash.

A source is known by the hash of its bytes, not by where it lay: the same log
under another name adds nothing, and a log that has grown since replaces its
shorter self.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import EVENT_TABLES, Outcome, Problem, TableFile
from onionskin.sweep.coverage import listed
from onionskin.sweep.disk import files_of, opened, sha256
from onionskin.sweep.tally import tally
from onionskin.sweep.wire import Batch, Hashed, Intake, Spool, Taken

_AT_ONCE = 4  # jobs on their way
_BATCH = 14  # descriptors of files a job takes
_SECONDS, _SLOWEST = 60.0, 1 << 20  # a deadline: so long, and a second more per so many bytes
_IDENTITY = re.compile(r"(.*) sha256:([0-9a-f]{64}) size:(\d{1,19})", re.DOTALL)


@dataclass
class Gathered:
    """What came of the sources: the identities read, and everything that was not."""

    inputs: list[str] = field(default_factory=list)
    tables: list[TableFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Pending:
    """A file on its way through the jail: its descriptors, and what it is called."""

    stack: ExitStack
    name: str
    source: str
    outs: dict[str, int]


class Gatherer:
    """Reads sources into one case."""

    def __init__(self, case: Case, pool: Pool) -> None:
        self._case = case
        self._pool = pool
        self._known = sorted({table.source for table in case.all(TableFile)})
        self._begun: set[str] = set()
        self.result = Gathered()

    def run(self, sources: Sequence[Path], host: str) -> Gathered:
        """Read every source. A folder is the disk of one host: `host`, or the folder's name.

        Raises InputError for a path that is neither a file nor a folder.
        """
        for path in sources:
            if path.is_dir() and not path.is_symlink():
                self._drain(0)
                self._folder(path, host or path.resolve().name)
            else:
                self._drain(_AT_ONCE - 1)
                self._file(path)
        self._drain(0)
        self.result.problems.sort(key=lambda each: (each.reason, each.detail))
        return self.result

    # --- files

    def _file(self, path: Path) -> None:
        stack = ExitStack()
        try:
            descriptor = stack.enter_context(opened(path))
            size = os.fstat(descriptor).st_size
            digest = sha256(descriptor, size)
            if digest in self._begun:
                stack.close()
                return
            self._begun.add(digest)
            source, name = self._identity(path.name, descriptor, size, digest)
            outs = {table: _unnamed(stack) for table in EVENT_TABLES}
            pending = _Pending(stack, path.name, source, outs)
            job = Job(
                "onionskin.sweep.inside:take", msgspec.msgpack.encode(Intake(name)),
                (descriptor, *outs.values()), path.name, _SECONDS + size / _SLOWEST, pending,
            )  # fmt: skip
            self._pool.submit(job)
        except BaseException:
            stack.close()
            raise

    def _identity(self, name: str, descriptor: int, size: int, digest: str) -> tuple[str, str]:
        """Return what this case knows the source by, and its name there: see the module's text."""
        name = name.encode("utf-8", "backslashreplace").decode()
        for known in self._known:
            found = _IDENTITY.fullmatch(known)
            if found is None:
                continue
            if found[2] == digest:
                return known, found[1]
            shorter = int(found[3])
            if found[1] == name and shorter < size and sha256(descriptor, shorter) == found[2]:
                return known, name
        return f"{name} sha256:{digest} size:{size}", name

    def _drain(self, leave: int) -> None:
        """Take replies until at most `leave` jobs are on their way."""
        while self._pool.pending > leave:
            job, reply = self._pool.next()
            pending: _Pending = job.tag
            with pending.stack:
                self._keep(pending, reply)

    def _keep(self, pending: _Pending, reply: Reply) -> None:
        taken = self._taken(pending.name, reply)
        if taken is None:
            return
        self.result.inputs.append(pending.source)
        for name, rows, columns in taken.tables:
            table = self._case.add_table(
                name, pending.outs[name], source=pending.source, rows=rows, columns=columns
            )
            self.result.tables.append(table)

    def _taken(self, name: str, reply: Reply) -> Taken | None:
        if reply.outcome is not Outcome.SCANNED:
            detail = f"{name}: not read: {reply.detail}, while at {reply.note or 'the start'}"
            self.result.problems.append(Problem(str(reply.outcome), detail))
            return None
        taken = msgspec.msgpack.decode(reply.result, type=Taken)
        self._say(name, taken.problems)
        return taken

    def _say(self, name: str, problems: Iterable[Problem]) -> None:
        told = (Problem(each.reason, f"{name}: {each.detail}") for each in problems)
        self.result.problems += told

    # --- folders

    def _folder(self, path: Path, host: str) -> None:
        name = path.resolve().name
        source = f"disk of {host}: {name}"
        logs: list[str] = []
        said: list[Problem] = []
        with ExitStack() as stack:
            spool = stack.enter_context(tempfile.TemporaryFile(prefix="onionskin-"))
            found = _regular(files_of(path), said)
            for batch in iter(lambda: tuple(islice(found, _BATCH)), ()):
                for each in self._hashed(name, batch, said):
                    spool.write(msgspec.json.encode(each.row) + b"\n")
                    logs += [str(each.row["path"])] if each.looks_like else []
            spool.flush()
            pending = _Pending(ExitStack(), name, source, {"file": _unnamed(stack)})
            size = os.fstat(spool.fileno()).st_size
            job = Job(
                "onionskin.sweep.inside:write_files", msgspec.msgpack.encode(Spool(name, host)),
                (spool.fileno(), pending.outs["file"]), name, _SECONDS + size / _SLOWEST,
            )  # fmt: skip
            self._keep(pending, self._pool.call(job))
        if logs:
            detail = f"looks like events, but was only hashed as a file of {host}: {listed(logs)}; name it by itself to have it read"
            said.append(Problem("log-in-folder", detail))
        self._say(name, tally(said))

    def _hashed(
        self, name: str, batch: tuple[tuple[str, int], ...], said: list[Problem]
    ) -> list[Hashed]:
        """Hash some files in the jail; if that fails, say of each that it was not read."""
        paths = tuple(path for path, _ in batch)
        descriptors = tuple(descriptor for _, descriptor in batch)
        try:
            size = sum(os.fstat(each).st_size for each in descriptors)
            reply = self._pool.call(
                Job(
                    "onionskin.sweep.inside:hash_files", msgspec.msgpack.encode(Batch(paths)),
                    descriptors, name, _SECONDS + size / _SLOWEST,
                )
            )  # fmt: skip
        finally:
            for each in descriptors:
                os.close(each)
        if reply.outcome is not Outcome.SCANNED:
            said += [Problem(str(reply.outcome), f"{each}: {reply.detail}") for each in paths]
            return []
        hashed = msgspec.msgpack.decode(reply.result, type=list[Hashed])
        said += [
            Problem(problem.reason, f"{file.row['path']}: {problem.detail}")
            for file in hashed
            for problem in file.problems
        ]
        return hashed


def _regular(
    found: Iterator[tuple[str, int] | Problem], said: list[Problem]
) -> Iterator[tuple[str, int]]:
    for each in found:
        if isinstance(each, Problem):
            said.append(each)
        else:
            yield each


def _unnamed(stack: ExitStack) -> int:
    return stack.enter_context(tempfile.TemporaryFile(prefix="onionskin-")).fileno()


def check(sources: Sequence[Path]) -> None:
    """Raise InputError for a source that is not there, before anything is read."""
    for path in sources:
        if not path.exists() and not path.is_symlink():
            raise InputError("no such file or folder", where=str(path), hint="check the path")
