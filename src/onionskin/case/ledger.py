"""`ledger.db`: SQLite, the recorded part of a case. It knows rows and commits, no meaning.

WAL and synchronous=FULL: a commit that returned survives a crash. Every
function raises CaseError where the file is damaged, never sqlite3's errors.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from onionskin.case.chain import Commit, Stored, genesis, hash_commit, signed_text
from onionskin.case.key import Key
from onionskin.case.records import LIMIT, Row
from onionskin.errors import CaseError

FORMAT = "onionskin-case/1"

_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
_COMMITS = (
    "CREATE TABLE commits (number INTEGER PRIMARY KEY, previous TEXT NOT NULL, run TEXT NOT NULL,"
    " rows INTEGER NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL)"
)
_RECORDS = (
    "CREATE TABLE records (number INTEGER PRIMARY KEY, commit_number INTEGER NOT NULL,"
    " kind TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, body BLOB NOT NULL)"
)
_BY_ID = "CREATE INDEX records_by_id ON records (kind, id, number)"
SCHEMA = (_ABOUT, _COMMITS, _RECORDS, _BY_ID)


def build(path: Path, fingerprint: str) -> None:
    """Make an empty ledger at a name of no importance yet; the caller renames it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    with _guard(), contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            database.execute(statement)
        about = [("fingerprint", fingerprint), ("format", FORMAT)]
        database.executemany("INSERT INTO about VALUES (?, ?)", about)
        database.execute("COMMIT")


class Ledger:
    """An open ledger, for reading or for reading and writing."""

    def __init__(self, path: Path, *, write: bool) -> None:
        try:
            self._connect(path, "mode=rw" if write else "mode=ro")
        except CaseError:
            wal = path.with_name(path.name + "-wal")
            if write or (wal.exists() and wal.stat().st_size):
                raise
            # SQLite wants files of its own beside the ledger; a read-only medium has none.
            self._connect(path, "mode=ro&immutable=1")

    def _connect(self, path: Path, mode: str) -> None:
        with _guard():
            uri = f"file:{quote(str(path.absolute()))}?{mode}"
            self._database = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)
            # A damaged text must still be readable, so that its row can be named.
            self._database.text_factory = lambda raw: raw.decode("utf-8", "replace")
            self._database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LIMIT + (1 << 20))
            try:
                for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "synchronous=FULL"):
                    self._database.execute(f"PRAGMA {pragma}")
                self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except BaseException:
                self._database.close()
                raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let every read inside see the same moment, whatever a writer does meanwhile."""
        with _guard():
            self._database.execute("BEGIN")
        try:
            yield
        finally:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")

    def close(self) -> bool:
        """Close; True if the write-ahead log was folded in completely, so that one file is all."""
        try:
            busy, _, _ = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error:
            busy = 1
        self.release()
        return not busy

    def release(self) -> None:
        """Close without touching the files."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    def schema(self) -> list[str]:
        """Return the statements that made the tables, sorted."""
        query = "SELECT coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_auto%'"
        return sorted(str(sql) for (sql,) in self._query(query))

    def about(self) -> dict[str, str]:
        """Return the format and the key's fingerprint."""
        return dict(self._query("SELECT name, value FROM about"))

    def head(self) -> tuple[int, str]:
        """Return (number, hash) of the newest commit; (0, the genesis hash) without any."""
        query = "SELECT number, hash FROM commits ORDER BY number DESC LIMIT 1"
        for number, head in self._query(query):
            return number, head
        return 0, genesis(self.about().get("fingerprint", ""))

    def commits(self) -> Iterator[Commit]:
        """Yield every commit in order."""
        query = "SELECT number, previous, run, rows, hash, signature FROM commits ORDER BY number"
        return (Commit(*found) for found in self._query(query))

    def rows(self, kind: str | None = None, record_id: str | None = None) -> Iterator[Stored]:
        """Yield rows in their order: all, of one kind, or of one record."""
        query = "SELECT number, commit_number, kind, id, sha256, body FROM records"
        given = [text for text in (kind, record_id) if text is not None]
        where = " AND ".join(("kind = ?", "id = ?")[: len(given)])
        query += (f" WHERE {where}" if where else "") + " ORDER BY number"
        return (Stored(*found) for found in self._query(query, given))

    def current(self, kind: str, record_id: str) -> str | None:
        """Return the row hash of a record as it stands, or None."""
        query = "SELECT sha256 FROM records WHERE kind = ? AND id = ? ORDER BY number DESC LIMIT 1"
        for (sha256,) in self._query(query, (kind, record_id)):
            return str(sha256)
        return None

    def append(self, run: str, rows: Sequence[Row], key: Key) -> str:
        """Append one commit, whole or not at all, and return the new head."""
        number, previous = self.head()
        head = hash_commit(number + 1, previous, run, [row.sha256 for row in rows])
        signature = key.sign(signed_text(head))
        with _guard():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._insert(Commit(number + 1, previous, run, len(rows), head, signature), rows)
                self._database.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise
        return head

    def _insert(self, commit: Commit, rows: Sequence[Row]) -> None:
        self._database.execute("INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?)", commit)
        (last,) = self._database.execute("SELECT coalesce(max(number), 0) FROM records").fetchone()
        self._database.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)",
            (
                (last + at, commit.number, row.kind, row.id, row.sha256, row.body)
                for at, row in enumerate(rows, 1)
            ),
        )

    def integrity(self) -> list[str]:
        """Return what SQLite itself finds wrong with its structure."""
        found = [str(text) for (text,) in self._query("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    def _query(self, query: str, parameters: Sequence[str] = ()) -> Iterator[tuple]:  # type: ignore[type-arg]
        with _guard():
            yield from self._database.execute(query, parameters)


@contextlib.contextmanager
def _guard() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise CaseError(
            f"the ledger cannot be used: {error}",
            where="ledger.db",
            hint="run `onionskin verify` on the case; it names what is damaged",
        ) from error
