"""The case: a folder that is the program's only memory.

`ledger.db` holds what is recorded, `blobs/` and `tables/` what the records
cite, `head.json` the signed head. One writer at a time, any number of readers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from onionskin.case import head as heads
from onionskin.case import key as keys
from onionskin.case import opening, verify
from onionskin.case.chain import Stored, is_sound
from onionskin.case.disk import Disk
from onionskin.case.key import Key
from onionskin.case.ledger import Ledger
from onionskin.case.lock import Lock
from onionskin.case.opening import disk_errors
from onionskin.case.records import Blob, Row, decode, encode
from onionskin.errors import CaseError
from onionskin.model import EVENT_TABLES, Problem, Run, TableFile, Value, identify

V = TypeVar("V", bound=Value)

DEFAULT = Path("onionskin-case")


class Case:
    """An open case. Make one with `Case.open`; use it in a `with`, or call `close`.

    `problems` says what was wrong with the case when it was opened or read.
    """

    def __init__(self, opened: verify.Opened, lock: Lock | None, problems: list[Problem]) -> None:
        self._opened = opened
        self._lock = lock
        self._pending: dict[tuple[str, str], Value] = {}
        # What an interrupted writer left open is sealed by the next one.
        self._touched = lock is not None and not verify.is_sealed(opened)
        self._announced = False
        self._closed = False
        self.problems = problems

    @classmethod
    def open(
        cls, path: Path | str = DEFAULT, *, write: bool = True, key: Path | None = None
    ) -> Case:
        """Open a case, and make it where there is none yet.

        With `write=False` nothing is made, a damaged case is opened as far as it can be
        read, and a missing key is a Problem. Raises CaseError, without writing anything,
        for a folder that is no case, for a second writer, and (writing) for a damaged case.
        """
        path, key = Path(path), key or keys.default_path()
        if write:
            return cls(*opening.for_writing(path, key))
        opened, problems = opening.for_reading(path, key)
        return cls(opened, None, problems)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    # --- reading ---------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The folder."""
        return self._opened.disk.path

    @property
    def tables_dir(self) -> Path:
        """The folder of the Parquet files: what a jailed worker may be allowed to read."""
        return self.path.absolute() / "tables"

    @property
    def head(self) -> str:
        """The hash of the newest commit, in hex; empty if the ledger cannot be read."""
        if self._opened.ledger is None:
            return ""
        with contextlib.suppress(CaseError):
            return self._opened.ledger.head()[1]
        return ""

    def all(self, kind: type[V]) -> tuple[V, ...]:
        """Return the records of a type as they stand now, sorted by id."""
        found = dict(self._read(kind, None))
        return tuple(found[record_id] for record_id in sorted(found))

    def get(self, kind: type[V], record_id: str) -> V | None:
        """Return one record as it stands now, or None."""
        history = self.history(kind, record_id)
        return history[-1] if history else None

    def history(self, kind: type[V], record_id: str) -> tuple[V, ...]:
        """Return every version of one record, the oldest first."""
        return tuple(record for _, record in self._read(kind, record_id))

    def _read(self, kind: type[V], record_id: str | None) -> list[tuple[str, V]]:
        found: list[tuple[str, V]] = []
        if self._opened.ledger is None:
            return found
        try:
            for row in self._opened.ledger.rows(kind.__name__, record_id):
                record = self._record(row, kind)
                if record is not None:
                    found.append((row.id, record))
        except CaseError as error:
            self._note("ledger-unreadable", str(error))
        return found

    def _record(self, row: Stored, kind: type[V]) -> V | None:
        where = f"ledger.db: row {row.number} ({kind.__name__})"
        if not is_sound(row):
            self._note("row-altered", f"{where} is damaged and not used; restore from a copy")
            return None
        try:
            return decode(kind, row.body)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            self._note("row-unreadable", f"{where} does not fit this version: {error}")
            return None

    def _note(self, reason: str, detail: str) -> None:
        problem = Problem(reason, detail)
        if problem not in self.problems:
            self.problems.append(problem)

    def open_blob(self, sha256: str) -> int:
        """Return a descriptor of a blob; the caller closes it. Raises CaseError."""
        if not _is_hash(sha256):
            raise CaseError(f"{sha256!r} is not a SHA-256", where="blobs")
        try:
            return self._opened.disk.open("blobs", sha256)
        except OSError as error:
            raise CaseError(
                f"this blob cannot be opened: {error.strerror}",
                where=f"blobs/{sha256}",
                hint="run `onionskin verify` on the case",
            ) from error

    def tables(self, name: str) -> tuple[Path, ...]:
        """Return the Parquet files of an event table as they stand, also those not yet committed."""
        if name not in EVENT_TABLES:
            raise CaseError(f"there is no event table {name!r}", hint=", ".join(EVENT_TABLES))
        standing = {table.id: table for table in self.all(TableFile)}
        standing |= {
            table.id: table for table in self._pending.values() if isinstance(table, TableFile)
        }
        return tuple(
            self.tables_dir / verify.table_name(table)
            for _, table in sorted(standing.items())
            if table.name == name and _is_hash(table.sha256)
        )

    def verify(self, head: str | Path | None = None) -> tuple[Problem, ...]:
        """Check everything; `head` is one noted elsewhere, or a file that holds it."""
        return verify.everything(self._opened, head)

    # --- writing ---------------------------------------------------------------------

    def put_blob(self, data: int | bytes) -> str:
        """Keep the bytes (or a file's bytes from its start) and return their SHA-256.

        They are on disk when this returns, and recorded by the next commit.
        """
        disk, _, _ = self._writable()
        with disk_errors(disk):
            temporary, sha256, size = disk.receive(data)
            if self._known(Blob.__name__, sha256) and disk.size("blobs", sha256) == size:
                disk.discard(temporary)
            else:
                disk.publish(temporary, "blobs", sha256)
        self._pending[Blob.__name__, sha256] = Blob(sha256, size)
        return sha256

    def add_table(
        self, name: str, data: int, *, source: str, rows: int, columns: Iterable[str] = ()
    ) -> TableFile:
        """Keep a Parquet file of an event table; the next commit records it.

        A source has one file per table: the same source read again supersedes it.
        """
        disk, _, _ = self._writable()
        if name not in EVENT_TABLES:
            raise CaseError(f"there is no event table {name!r}", hint=", ".join(EVENT_TABLES))
        with disk_errors(disk):
            temporary, sha256, _ = disk.receive(data)
            table = TableFile(
                id=identify("table", name, source), name=name, sha256=sha256,
                rows=rows, source=source, columns=tuple(columns),
            )  # fmt: skip
            at = (TableFile.__name__, table.id)
            if self._pending.get(at, table) != table:
                disk.discard(temporary)
                raise CaseError(
                    f"two different {name} tables of one source in one commit",
                    where=source,
                    hint="give each its own source",
                )
            disk.publish(temporary, "tables", verify.table_name(table))
        self._pending[at] = table
        return table

    def commit(self, run: Run, records: Iterable[Value] = ()) -> str:
        """Record a run and what it found, as one commit, whole or not at all; return the head.

        What is recorded already with the same content adds nothing; an id with other content
        supersedes, except a Decision, which is refused. Raises CaseError.
        """
        disk, ledger, key = self._writable()
        rows = self._new_rows([run, *self._pending.values(), *records])
        if rows:
            with disk_errors(disk):
                self._unseal()
                ledger.append(run.id, rows, key)
                self._write_head("")
        self._pending.clear()
        return self.head

    def _new_rows(self, records: Iterable[Value]) -> list[Row]:
        batch: dict[tuple[str, str], Row] = {}
        for record in records:
            row = encode(record)
            before = batch.setdefault((row.kind, row.id), row)
            if before != row and row.kind in {"Decision", "TableFile"}:
                raise CaseError(f"two different records in one commit: {row.kind}", where=row.id)
            self._check_cited(record)
            batch[row.kind, row.id] = row
        return [row for _, row in sorted(batch.items()) if self._is_new(row)]

    def _is_new(self, row: Row) -> bool:
        assert self._opened.ledger is not None
        standing = self._opened.ledger.current(row.kind, row.id)
        if row.kind == "Decision" and standing not in {None, row.sha256}:
            raise CaseError(
                "a decision is never changed",
                where=row.id,
                hint="record a new one that refers to it",
            )
        return standing != row.sha256

    def _check_cited(self, record: Value) -> None:
        if isinstance(record, Blob):
            folder, name = "blobs", record.id
        elif isinstance(record, TableFile):
            folder, name = "tables", verify.table_name(record)
        else:
            return
        if self._opened.disk.size(folder, name) is None:
            raise CaseError(
                "a record cites a file that is not in the case",
                where=f"{folder}/{name}",
                hint="use put_blob or add_table",
            )

    def _known(self, kind: str, record_id: str) -> bool:
        assert self._opened.ledger is not None
        return self._opened.ledger.current(kind, record_id) is not None

    def _writable(self) -> tuple[Disk, Ledger, Key]:
        opened = self._opened
        if self._lock is None or opened.ledger is None or opened.key is None or self._closed:
            raise CaseError("this case is open for reading only", where=str(self.path))
        return opened.disk, opened.ledger, opened.key

    def _unseal(self) -> None:
        """Say that the seal is broken before it is: a kill in between is then no damage."""
        if not self._announced:
            self._write_head("")
            self._announced = self._touched = True

    def _write_head(self, ledger_sha256: str) -> None:
        disk, ledger, key = self._writable()
        number, newest = ledger.head()
        head = heads.Head(number, newest, ledger_sha256, key.fingerprint)
        disk.store_bytes(heads.sign(head, key), "", "head.json")

    def close(self) -> None:
        """Seal what was written and let the next writer in. Closing twice is harmless."""
        if self._closed:
            return
        try:
            if self._lock is not None and self._opened.ledger is not None:
                with disk_errors(self._opened.disk):
                    self._seal()
        finally:
            self._closed = True
            if self._opened.ledger is not None:
                self._opened.ledger.release()
            if self._lock is not None:
                self._lock.release()
            self._opened.disk.close()

    def _seal(self) -> None:
        disk, ledger, key = self._writable()
        number, newest = ledger.head()
        folded = ledger.close()
        if self._touched and folded:
            sha256, _ = disk.measure("", "ledger.db")
            head = heads.Head(number, newest, sha256, key.fingerprint)
            disk.store_bytes(heads.sign(head, key), "", "head.json")


def _is_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
