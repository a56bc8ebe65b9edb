"""Full disks, read-only media, readers beside writers, and any order of work."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.case import verify
from onionskin.case.disk import Disk
from onionskin.case.folder import Case
from onionskin.case.ledger import Ledger
from onionskin.errors import CaseError
from onionskin.model import Coverage, Entity, Exposure, Run, TableFile


def coverage(number: int) -> list[Coverage]:
    return [Coverage(f"HOST-{number}-{each}", "dns", each) for each in range(40)]


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let every write beyond `size` bytes of a file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_an_error_and_loses_nothing(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        head = case.commit(run, coverage(1))
        with files_up_to(20_000):
            with pytest.raises(CaseError):
                case.put_blob(b"x" * 30_000)
            with pytest.raises(CaseError):
                case.commit(run, [each for number in range(9) for each in coverage(number)])
        assert case.head == head
        assert list((folder / "incoming").iterdir()) == []
        later = case.commit(run, coverage(2))
        assert case.verify(head) == ()
    with Case.open(folder, write=False) as case:
        assert (case.head, len(case.all(Coverage)), case.verify()) == (later, 80, ())


def test_a_ledger_on_a_read_only_medium_is_read(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(folder) as case:
        case.commit(run, coverage(1))
    connect = sqlite3.connect

    def refuse(name: str, **options: Any) -> sqlite3.Connection:
        """SQLite cannot make its own files beside the ledger on such a medium."""
        if not name.endswith("immutable=1"):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(name, **options)

    monkeypatch.setattr(sqlite3, "connect", refuse)
    with Case.open(folder, write=False) as case:
        assert len(case.all(Coverage)) == 40
        assert case.verify() == ()
    (folder / "ledger.db-wal").write_bytes(b"not folded in")
    with Case.open(folder, write=False) as case:
        assert {each.reason for each in case.problems} >= {"ledger-unreadable"}


def test_readers_beside_a_busy_writer_never_see_a_broken_case(folder: Path) -> None:
    Case.open(folder).close()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(12):
                with Case.open(folder) as case:
                    for part in range(4):
                        case.put_blob(f"{number} {part}".encode())
                        name = f"run-{number}-{part}"
                        case.commit(Run(name, "sweep", "0.1.0", "full"), coverage(number + part))
        except BaseException as error:  # noqa: BLE001 - a thread's error is the test's
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    rounds = 0
    while writer.is_alive():
        with Case.open(folder, write=False) as case:
            case.all(Coverage)
            found = [*case.problems, *case.verify()]
        assert {each.reason for each in found} <= verify.MILD, found
        rounds += 1
    writer.join()
    assert failed == []
    assert rounds > 2
    with Case.open(folder) as case:
        assert len(case.all(Run)) == 48
    with Case.open(folder, write=False) as case:
        assert case.verify() == ()


def test_a_journal_that_its_writer_takes_away_meanwhile_is_no_link(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Case.open(folder).close()
    named = Disk.names
    gone = ["ledger.db-shm", "ledger.db-wal"]
    monkeypatch.setattr(Disk, "names", lambda disk, at="": sorted({*named(disk, at), *gone}))
    with Case.open(folder, write=False) as case:
        assert {each.reason for each in case.problems} <= verify.MILD


def test_a_table_name_out_of_a_hostile_ledger_leads_nowhere(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        case._check_cited = lambda _: None  # type: ignore[method-assign]
        ghost = TableFile("table-1", "dns", "../../etc/passwd", 1, "a.jsonl")
        case.commit(run, [ghost, TableFile("table-2", "../x", "0" * 64, 1, "b.jsonl")])
        assert case.tables("dns") == ()
        assert {each.reason for each in case.verify()} == {"table-missing"}
        with pytest.raises(CaseError, match="no event table"):
            case.tables("../x")


@pytest.mark.parametrize("commits", [0, 1])
def test_a_writer_that_dies_before_it_could_note_its_head_is_no_damage(
    tmp_path: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, commits: int
) -> None:
    with Case.open(tmp_path / "alive") as case:
        for number in range(commits):
            case.commit(Run(f"run-{number}", "sweep", "0.1.0", "full"))
        append = Ledger.append

        def die(*given: Any) -> str:
            append(*given)
            raise KeyboardInterrupt

        monkeypatch.setattr(Ledger, "append", die)
        with pytest.raises(KeyboardInterrupt):
            case.commit(run, coverage(1))
        shutil.copytree(tmp_path / "alive", folder)
        monkeypatch.undo()
        monkeypatch.setenv("ONIONSKIN_KEY", str(tmp_path / "keys" / "case.key"))
    with Case.open(folder) as case:
        assert len(case.all(Coverage)) == 40
        assert case.verify() == ()


def test_two_cases_may_be_open_at_once(tmp_path: Path, run: Run) -> None:
    with Case.open(tmp_path / "a") as one, Case.open(tmp_path / "b") as other:
        assert one.commit(run) == other.commit(run)


def exposure(number: int, reason: str) -> Exposure:
    return Exposure(f"exposure-{number}", Entity("host", f"H{number}"), "possible", None, (reason,))  # type: ignore[arg-type]


BATCH = st.dictionaries(st.integers(0, 4), st.sampled_from("abc"), max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(BATCH, st.sampled_from(["commit", "reopen", "crash"])), max_size=6))
def test_any_order_of_commits_reopenings_and_crashes_keeps_the_newest(
    steps: list[tuple[dict[int, str], str]],
) -> None:
    with tempfile.TemporaryDirectory() as base:
        os.environ["ONIONSKIN_KEY"] = str(Path(base) / "case.key")
        folder, expected = Path(base) / "0", {}
        case = Case.open(folder)
        for at, (batch, then) in enumerate(steps):
            records = [exposure(number, reason) for number, reason in batch.items()]
            head = case.commit(Run("run-1", "trace", "0.1.0", "full"), records)
            expected |= {record.id: record for record in records}
            if then == "reopen":
                case.close()
                case = Case.open(folder)
            if then == "crash":  # what the disk holds at this moment is all that is left
                shutil.copytree(folder, Path(base) / f"{at + 1}")
                case.close()
                folder = Path(base) / f"{at + 1}"
                case = Case.open(folder)
            assert case.head == head
            assert case.all(Exposure) == tuple(expected[name] for name in sorted(expected))
            assert case.commit(Run("run-1", "trace", "0.1.0", "full"), records) == head
        assert case.verify() == ()
        case.close()
