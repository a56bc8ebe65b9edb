"""The case: a folder that is the program's only memory.

`ledger.db` holds what is recorded, `blobs/` and `tables/` what the records
cite, `head.json` the signed head. One writer at a time, any number of readers.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from onionskin.case import head as heads
from onionskin.case import key as keys
from onionskin.case import verify
from onionskin.case.disk import FOLDERS, Disk
from onionskin.case.key import Key
from onionskin.case.ledger import Ledger, build
from onionskin.case.lock import Lock
from onionskin.case.records import Blob, Row, decode, encode, hash_row
from onionskin.errors import CaseError
from onionskin.model import EVENT_TABLES, Problem, Run, TableFile, Value, identify

V = TypeVar("V", bound=Value)

DEFAULT = Path("onionskin-case")
OWN = frozenset({*FOLDERS, "lock", "ledger.db", "ledger.db-wal", "ledger.db-shm", "head.json"})


class Case:
    """An open case. Make one with `Case.open`; use it in a `with`, or call `close`.

    `problems` says what was wrong with the case when it was opened or read.
    """

    def __init__(self, opened: verify.Opened, lock: Lock | None) -> None:
        self._opened = opened
        self._lock = lock
        self._pending: dict[tuple[str, str], Value] = {}
        self._touched = False
        self._closed = False
        self.problems: list[Problem] = []

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
        return _open_for_writing(path, key) if write else _open_for_reading(path, key)

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
                if hash_row(str(row.kind), str(row.id), row.body) != row.sha256:
                    self._note("row-altered", f"ledger.db: row {row.number} is damaged, not used")
                    continue
                found.append((row.id, decode(kind, row.body)))
        except CaseError as error:
            self._note("ledger-unreadable", str(error))
        except (msgspec.MsgspecError, TypeError) as error:
            self._note("row-unreadable", f"ledger.db: a {kind.__name__} does not fit: {error}")
        return found

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
        standing = {table.id: table for table in self.all(TableFile)}
        standing |= {
            table.id: table for table in self._pending.values() if isinstance(table, TableFile)
        }
        return tuple(
            self.tables_dir / verify.table_name(table)
            for _, table in sorted(standing.items())
            if table.name == name
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
        with _disk_errors(disk):
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
        with _disk_errors(disk):
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
            with _disk_errors(disk):
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
        if not self._touched:
            self._write_head("")
            self._touched = True

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
                with _disk_errors(self._opened.disk):
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


def _open_for_reading(path: Path, key_path: Path) -> Case:
    if not (path / "ledger.db").is_file() and not (path / "head.json").is_file():
        raise CaseError("there is no case here", where=str(path), hint="check --case")
    disk = Disk(path)
    key, ledger, found = None, None, list(verify.unusual(disk))
    try:
        key = keys.load(key_path)
    except FileNotFoundError:
        pass
    except CaseError as error:
        found.append(Problem("signature-not-checked", str(error)))
    if not found or all(each.reason == "signature-not-checked" for each in found):
        try:
            ledger = Ledger(path / "ledger.db", write=False)
        except CaseError as error:
            found.append(Problem("ledger-unreadable", str(error)))
    case = Case(verify.Opened(disk, ledger, key), None)
    case.problems = list(dict.fromkeys(found + verify.at_opening(case._opened)))  # noqa: SLF001
    return case


def _open_for_writing(path: Path, key_path: Path) -> Case:
    _refuse_foreign(path)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk = Disk(path)
    except OSError as error:
        raise CaseError(f"no case here: {error.strerror}", where=str(path)) from error
    lock = None
    try:
        with _disk_errors(disk):
            lock = Lock(disk)
            return _writer(disk, lock, key_path)
    except BaseException:
        if lock is not None:
            lock.release()
        disk.close()
        raise


def _writer(disk: Disk, lock: Lock, key_path: Path) -> Case:
    odd = list(verify.unusual(disk))
    if odd:
        raise CaseError(odd[0].detail, where=str(disk.path))
    disk.make_folders()
    disk.clear_incoming()
    fresh = disk.size("", "ledger.db") is None
    key = _key_for(key_path, fresh=fresh)
    if fresh:
        temporary = disk.incoming()
        build(disk.path / "incoming" / temporary, key.fingerprint)
        disk.publish(temporary, "", "ledger.db")
    ledger = Ledger(disk.path / "ledger.db", write=True)
    opened = verify.Opened(disk, ledger, key, writing=True)
    case = Case(opened, lock)
    case.problems = verify.at_opening(opened)
    case._touched = not verify.is_sealed(opened)  # noqa: SLF001 - what a kill left open is sealed
    serious = [each for each in case.problems if each.reason not in verify.MILD]
    if serious:
        ledger.release()
        raise CaseError(
            f"the case is damaged, so nothing is added to it: {serious[0].detail}",
            where=str(disk.path),
            hint="`onionskin verify` names all of it; what can be read stays readable",
        )
    return case


def _key_for(path: Path, *, fresh: bool) -> Key:
    try:
        key = keys.load(path)
    except FileNotFoundError:
        if not fresh:
            raise CaseError(
                "the key of this case is missing",
                where=str(path),
                hint="point ONIONSKIN_KEY to it; without it the case can only be read",
            ) from None
        key = keys.create(path)
    key.sign(b"")
    return key


def _refuse_foreign(path: Path) -> None:
    """Raise CaseError for a folder that holds something, and is no case."""
    try:
        names = set(os.listdir(path))
    except FileNotFoundError:
        return
    except OSError as error:
        raise CaseError(f"no case here: {error.strerror}", where=str(path)) from error
    if "ledger.db" in names or not names:
        return
    if "head.json" in names or _holds_files(path, names):
        raise CaseError(
            "the case lost its ledger.db", where=str(path), hint="restore the case from a copy"
        )
    if not names <= OWN:
        raise CaseError(
            "this folder holds other things and is no case",
            where=str(path),
            hint="give an empty or new folder",
        )


def _holds_files(path: Path, names: set[str]) -> bool:
    return names <= OWN and any(
        name in names and any((path / name).iterdir()) for name in ("blobs", "tables")
    )


@contextlib.contextmanager
def _disk_errors(disk: Disk) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CaseError(
            f"the case cannot be written: {error.strerror}",
            where=str(disk.path),
            hint="check space and permissions",
        ) from error


def _is_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
