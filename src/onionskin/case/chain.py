"""The hash chain: no row can be altered, removed or reordered without a trace.

A commit's hash covers its number, the head before it, its run, how many rows it
has and the hash of each in order. The first head covers the key's fingerprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from onionskin.case.key import Key
from onionskin.case.records import hash_row
from onionskin.model import Problem


class Commit(NamedTuple):
    """One commit as the ledger keeps it. Numbers count from 1."""

    number: int
    previous: str
    run: str
    rows: int
    hash: str
    signature: str


class Stored(NamedTuple):
    """One row as read from the ledger: any column may hold anything once it is damaged."""

    number: int
    commit: int
    kind: str
    id: str
    sha256: str
    body: bytes


def genesis(fingerprint: str) -> str:
    """Return the head of a case without commits."""
    return hashlib.sha256(f"onionskin-case/1\0{fingerprint}".encode()).hexdigest()


def hash_commit(number: int, previous: str, run: str, hashes: list[str]) -> str:
    """Return the hash of a commit, in hex."""
    digest = _begin(number, previous, run, len(hashes))
    for each in hashes:
        digest.update(bytes.fromhex(each))
    return str(digest.hexdigest())


def signed_text(commit_hash: str) -> bytes:
    """Return what the key signs for a commit."""
    return b"onionskin-commit-signature/1\0" + commit_hash.encode()


def _begin(number: int, previous: str, run: str, rows: int) -> Any:
    name = run.encode("utf-8", "replace")
    digest = hashlib.sha256(b"onionskin-commit/1\0")
    digest.update(number.to_bytes(8, "big"))
    digest.update(previous.encode())
    digest.update(len(name).to_bytes(8, "big") + name)
    digest.update(rows.to_bytes(8, "big"))
    return digest


def check(
    start: str, commits: Iterable[Commit], rows: Iterable[Stored], key: Key | None
) -> Iterator[Problem]:
    """Recompute the chain over all rows, and yield what does not fit, and where."""
    previous = start
    stream = _Rows(rows)
    for expected, commit in enumerate(commits, 1):
        where = f"commit {expected} (run {commit.run})"
        if not _well_formed(commit):
            yield _broken(f"{where} holds values that this program never writes")
            return
        if commit.number != expected or commit.previous != previous:
            yield _broken(f"{where} does not follow the commit before it: one is missing or moved")
        digest = _begin(commit.number, commit.previous, commit.run, commit.rows)
        yield from stream.feed(commit, digest)
        if digest.hexdigest() != commit.hash:
            yield _broken(f"{where} is not what was recorded: its hash does not fit its rows")
        if key is not None and not key.verifies(signed_text(commit.hash), commit.signature):
            yield Problem("signature-wrong", f"ledger.db: {where} is not signed by this key")
        previous = commit.hash
    yield from stream.rest()


class _Rows:
    """The rows in their order, dealt out to the commits that count them."""

    def __init__(self, rows: Iterable[Stored]) -> None:
        self._rows = iter(rows)
        self._number = 0
        self._held: Stored | None = next(self._rows, None)

    def feed(self, commit: Commit, digest: Any) -> Iterator[Problem]:
        last = self._number + commit.rows
        while self._held is not None and self._held.number <= last:
            row, self._held = self._held, next(self._rows, None)
            yield from self._gap(row.number)
            self._number = row.number
            found = _check_row(row, commit.number)
            digest.update(bytes.fromhex(hash_row(str(row.kind), str(row.id), _bytes(row.body))))
            if found:
                yield found
        yield from self._gap(last + 1)
        self._number = last

    def rest(self) -> Iterator[Problem]:
        extra = 0
        while self._held is not None:
            self._held = next(self._rows, None)
            extra += 1
        if extra:
            yield _broken(f"{extra} rows belong to no commit")

    def _gap(self, upto: int) -> Iterator[Problem]:
        if upto - self._number > 1:
            rows = f"{self._number + 1}" + (f" to {upto - 1}" if upto - self._number > 2 else "")
            yield Problem("row-missing", f"ledger.db: row {rows} is missing{_NEXT}")


_NEXT = "; restore the case from a copy"


def is_sound(row: Stored) -> bool:
    """Say whether a row is what its own hash says, to the type of every column."""
    return (
        isinstance(row.kind, str)
        and isinstance(row.id, str)
        and isinstance(row.body, bytes)
        and row.sha256 == hash_row(row.kind, row.id, row.body)
    )


def _check_row(row: Stored, commit: int) -> Problem | None:
    if row.commit == commit and is_sound(row):
        return None
    name = f"row {row.number} ({row.kind} {row.id})"
    return Problem("row-altered", f"ledger.db: {name} is not what was recorded{_NEXT}")


def _well_formed(commit: Commit) -> bool:
    return (
        isinstance(commit.number, int)
        and isinstance(commit.rows, int)
        and 0 <= commit.number < 1 << 62
        and 0 <= commit.rows < 1 << 62
        and all(
            isinstance(text, str)
            for text in (commit.previous, commit.run, commit.hash, commit.signature)
        )
    )


def _bytes(body: object) -> bytes:
    return body if isinstance(body, bytes) else repr(body).encode()


def _broken(what: str) -> Problem:
    return Problem("chain-broken", f"ledger.db: {what}{_NEXT}")
