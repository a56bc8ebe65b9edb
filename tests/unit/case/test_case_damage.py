"""Whatever happens to the files of a case: it is seen, named, and never a traceback."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onionskin.case import verify
from onionskin.case.folder import Case
from onionskin.errors import CaseError
from onionskin.model import Claim, Coverage, Problem, Run, TableFile

FLIPS = 300


def memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("table")
    os.write(descriptor, data)
    return descriptor


def fill(case: Case, commits: int = 5) -> None:
    rng = random.Random(3)
    for number in range(commits):
        case.put_blob(rng.randbytes(300 + number))
        table = memory_file(rng.randbytes(500))
        case.add_table("dns", table, source=f"{number}.jsonl", rows=3)
        os.close(table)
        records = [Coverage(f"HOST-{number}-{each}", "dns", each) for each in range(12)]
        case.commit(Run(f"run-{number}", "sweep", "0.1.0", "full"), records)


@pytest.fixture
def filled(folder: Path) -> Path:
    with Case.open(folder) as case:
        fill(case)
    return folder


def reasons(folder: Path, head: str | None = None) -> set[str]:
    with Case.open(folder, write=False) as case:
        case.all(Coverage)
        return {each.reason for each in (*case.problems, *case.verify(head))}


def flip(path: Path, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0]
        file.seek(bit // 8)
        file.write(bytes([byte ^ (1 << bit % 8)]))


@pytest.mark.parametrize("name", ["ledger.db", "head.json", "blobs", "tables"])
def test_any_flipped_bit_of_a_closed_case_is_found(filled: Path, name: str) -> None:
    path = filled / name
    files = [path] if path.is_file() else sorted(path.iterdir())
    rng = random.Random(name)
    for _ in range(FLIPS if name == "ledger.db" else FLIPS // 2):
        file = rng.choice(files)
        bit = rng.randrange(file.stat().st_size * 8)
        flip(file, bit)
        assert reasons(filled) - verify.MILD, f"{file.name}, bit {bit}"
        flip(file, bit)
    assert reasons(filled) == set()


@pytest.mark.parametrize("name", ["ledger.db", "ledger.db-wal"])
def test_after_a_crash_no_flipped_bit_gives_a_wrong_answer(
    tmp_path: Path, folder: Path, name: str
) -> None:
    with Case.open(tmp_path / "alive") as case:
        fill(case, 3)
        if name == "ledger.db":
            fold = "PRAGMA wal_checkpoint"
            case._opened.ledger._database.execute(fold)  # type: ignore[union-attr]
        fill(case, 4)
        shutil.copytree(tmp_path / "alive", folder)
    (folder / "ledger.db-shm").unlink(missing_ok=True)
    with Case.open(folder, write=False) as case:
        truth = case.all(Coverage), case.all(Run), case.all(TableFile), case.head
    rng = random.Random(name)
    size = (folder / name).stat().st_size
    found = 0
    for _ in range(FLIPS // 2):
        bit = rng.randrange(size * 8)
        flip(folder / name, bit)
        with Case.open(folder, write=False) as case:
            answer = case.all(Coverage), case.all(Run), case.all(TableFile), case.head
            seen = {each.reason for each in (*case.problems, *case.verify())} - verify.MILD
        assert seen or answer == truth, f"{name}, bit {bit}"
        found += bool(seen)
        flip(folder / name, bit)
    assert found > FLIPS // 8


def edit(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "ledger.db", isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE records SET body = replace(body, '3', '4') WHERE number = 7", "row-altered"),
        ("UPDATE records SET kind = 'Claim' WHERE number = 7", "row-altered"),
        ("UPDATE records SET id = 'x' WHERE number = 7", "row-altered"),
        ("UPDATE records SET sha256 = upper(sha256) WHERE number = 7", "row-altered"),
        ("UPDATE records SET commit_number = 2 WHERE number = 7", "row-altered"),
        ("DELETE FROM records WHERE number = 7", "row-missing"),
        ("DELETE FROM records WHERE number > 60", "row-missing"),
        ("DELETE FROM commits WHERE number = 2", "chain-broken"),
        ("DELETE FROM commits WHERE number = 5", "rolled-back"),
        ("UPDATE commits SET run = 'run-9' WHERE number = 2", "chain-broken"),
        ("UPDATE commits SET rows = rows + 1 WHERE number = 2", "chain-broken"),
        ("UPDATE commits SET rows = 'many' WHERE number = 2", "chain-broken"),
        ("UPDATE commits SET signature = upper(signature) WHERE number = 2", "signature-wrong"),
        ("INSERT INTO records SELECT 999, 5, kind, id, sha256, body FROM records WHERE number = 7",
         "chain-broken"),
        ("DELETE FROM about WHERE name = 'format'", "ledger-altered"),
        ("UPDATE about SET value = 'f00' WHERE name = 'fingerprint'", "chain-broken"),
        ("CREATE TRIGGER spy AFTER INSERT ON records BEGIN DELETE FROM commits; END",
         "ledger-altered"),
        ("DROP INDEX records_by_id", "ledger-altered"),
        ("DROP TABLE commits", "ledger-unreadable"),
    ],
)  # fmt: skip
def test_an_edited_ledger_is_named_by_what_was_done(
    filled: Path, statement: str, reason: str
) -> None:
    edit(filled, statement)
    assert reason in reasons(filled)
    with pytest.raises(CaseError, match="damaged"):
        Case.open(filled)


def test_two_rows_that_changed_places_are_found(filled: Path) -> None:
    edit(
        filled,
        "UPDATE records SET number = -1 WHERE number = 7",
        "UPDATE records SET number = 7 WHERE number = 8",
        "UPDATE records SET number = 8 WHERE number = -1",
    )
    assert "chain-broken" in reasons(filled)


def test_a_forger_without_the_key_cannot_rewrite_the_case(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = os.environ["ONIONSKIN_KEY"]
    shutil.rmtree(filled)
    monkeypatch.setenv("ONIONSKIN_KEY", str(tmp_path / "forger.key"))
    with Case.open(filled) as case:
        fill(case)
    assert reasons(filled) == set()
    monkeypatch.setenv("ONIONSKIN_KEY", genuine)
    assert "signature-wrong" in reasons(filled)


def test_a_cut_tail_is_found_by_a_head_noted_elsewhere(filled: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(filled, kept)
    with Case.open(filled) as case:
        early = case.head
        case.commit(Run("run-late", "act", "0.1.0", "full"))
        late = case.head
    shutil.rmtree(filled)
    shutil.copytree(kept, filled)
    assert reasons(filled) == set()
    assert reasons(filled, late) == {"rolled-back"}
    assert reasons(filled, early) == set()
    (tmp_path / "note.txt").write_text(f"head on Monday: {late}\n")
    assert reasons(filled, str(tmp_path / "note.txt")) == {"rolled-back"}
    assert reasons(filled, str(filled / "head.json")) == set()
    assert reasons(filled, str(tmp_path / "missing.txt")) == {"head-unusable"}


def test_a_lost_blob_or_table_is_named(filled: Path) -> None:
    next((filled / "blobs").iterdir()).unlink()
    next((filled / "tables").iterdir()).unlink()
    assert reasons(filled) == {"blob-missing", "table-missing"}


def test_files_that_no_record_cites_are_leftovers(filled: Path) -> None:
    (filled / "blobs" / "stranger").write_bytes(b"x")
    (filled / "tables" / "stranger").write_bytes(b"x")
    (filled / "incoming" / "1-1").write_bytes(b"x")
    assert reasons(filled) == {"leftover"}
    with Case.open(filled):
        assert not (filled / "incoming" / "1-1").exists()


@pytest.mark.parametrize("name", ["ledger.db", "head.json", "blobs", "tables", "lock"])
def test_a_link_inside_the_case_is_not_followed(filled: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "elsewhere"
    (filled / name).rename(target)
    before = {path.name for path in target.iterdir()} if target.is_dir() else target.read_bytes()
    (filled / name).symlink_to(target)
    with pytest.raises(CaseError):
        Case.open(filled)
    if name != "lock":
        assert reasons(filled) - verify.MILD
    after = {path.name for path in target.iterdir()} if target.is_dir() else target.read_bytes()
    assert after == before


def test_a_linked_blob_is_not_opened(filled: Path, tmp_path: Path) -> None:
    blob = next((filled / "blobs").iterdir())
    blob.rename(tmp_path / "elsewhere")
    blob.symlink_to(tmp_path / "elsewhere")
    assert reasons(filled) == {"blob-unreadable"}
    with Case.open(filled, write=False) as case, pytest.raises(CaseError, match="link"):
        case.open_blob(blob.name)


@pytest.mark.parametrize("data", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_ledger_that_is_none_opens_for_reading_and_says_so(filled: Path, data: bytes) -> None:
    (filled / "ledger.db").write_bytes(data)
    with Case.open(filled, write=False) as case:
        assert case.all(Claim) == ()
        assert case.problems
        assert case.verify()
    with pytest.raises(CaseError):
        Case.open(filled)


def test_a_missing_key_is_said_and_stops_writing(filled: Path, key_path: Path) -> None:
    key_path.unlink()
    assert reasons(filled) == {"signature-not-checked"}
    with pytest.raises(CaseError, match="key of this case is missing"):
        Case.open(filled)
    assert not key_path.exists()


def test_a_missing_seal_is_more_than_an_interruption(filled: Path) -> None:
    (filled / "head.json").unlink()
    assert reasons(filled) == {"head-missing"}


def test_what_an_interrupted_writer_left_is_taken_up_and_sealed(
    tmp_path: Path, folder: Path
) -> None:
    with Case.open(tmp_path / "alive") as case:
        fill(case)
        shutil.copytree(tmp_path / "alive", folder)
        head = case.head
    assert reasons(folder, head) == {"not-sealed"}
    with Case.open(folder) as case:
        assert case.problems == []
        assert case.head == head
    assert reasons(folder, head) == set()


def test_many_problems_are_counted_not_listed(filled: Path) -> None:
    edit(filled, "UPDATE records SET sha256 = ''")
    with Case.open(filled, write=False) as case:
        found = case.verify()
    assert len(found) < 80
    assert any("more of this kind" in each.detail for each in found)


def test_many_leftovers_do_not_hide_a_lost_table(filled: Path) -> None:
    for number in range(verify.SHOWN + 9):
        (filled / "blobs" / f"{number}").write_bytes(b"x")
    next((filled / "tables").iterdir()).unlink()
    assert reasons(filled) == {"leftover", "table-missing"}


def test_a_problem_says_what_where_and_what_next(filled: Path) -> None:
    edit(filled, "UPDATE records SET body = 'x' WHERE number = 7")
    with Case.open(filled, write=False) as case:
        [found] = [each for each in case.verify() if each.reason == "row-altered"]
    assert isinstance(found, Problem)
    assert "ledger.db: row 7 (" in found.detail
    assert found.detail.endswith("restore the case from a copy")
