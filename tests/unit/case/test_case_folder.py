from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from onionskin.case.folder import Case
from onionskin.case.records import KINDS
from onionskin.errors import CaseError
from onionskin.model import (
    Artifact,
    Claim,
    Coverage,
    Decision,
    Entity,
    Evidence,
    Fact,
    Gap,
    Layer,
    Origin,
    Outcome,
    Problem,
    Run,
    TableFile,
    Value,
)


def claim(number: int, name: str = "ffmpeg.dll") -> Claim:
    return Claim(
        id=f"claim-{number}",
        subject=Entity("file", name),
        relation="indicates",
        object=Entity("role", "indicator"),
        quote=name,
        evidence=Evidence(note="line 1", artifact="artifact-1", offset=0, length=len(name)),
        origin=Origin("report.txt"),
    )


def decision(why: str) -> Decision:
    return Decision("decision-1", "claim-1", "contained", "ana", "2023-03-30T10:00:00Z", why)


def memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("table")
    os.write(descriptor, data)
    return descriptor


def test_what_is_committed_is_read_back_by_type_and_sorted_by_id(case: Case, run: Run) -> None:
    case.commit(run, [claim(2), claim(1), Coverage("ACC-02", "dns", 3)])
    assert case.all(Claim) == (claim(1), claim(2))
    assert case.all(Coverage) == (Coverage("ACC-02", "dns", 3),)
    assert case.get(Claim, "claim-2") == claim(2)
    assert case.get(Claim, "claim-9") is None


def test_a_repeated_run_adds_nothing(case: Case, run: Run) -> None:
    records = [claim(1), Problem("truncated", "a.zip: cut short")]
    head = case.commit(run, records)
    assert case.commit(run, records) == head
    assert case.commit(run, reversed(records)) == head


def test_the_same_records_give_the_same_head_in_any_order(
    tmp_path: Path, run: Run, case: Case
) -> None:
    with Case.open(tmp_path / "other") as other:
        assert case.commit(run, [claim(1), claim(2)]) == other.commit(run, [claim(2), claim(1)])


def test_a_newer_record_with_the_same_id_supersedes_and_history_stays(case: Case, run: Run) -> None:
    for name in ("a.dll", "b.dll", "a.dll"):
        case.commit(run, [claim(1, name)])
    assert case.all(Claim) == (claim(1, "a.dll"),)
    assert [each.quote for each in case.history(Claim, "claim-1")] == ["a.dll", "b.dll", "a.dll"]


def test_a_decision_is_never_changed(case: Case, run: Run) -> None:
    head = case.commit(run, [decision("two hashes match")])
    with pytest.raises(CaseError, match="never changed"):
        case.commit(run, [decision("on second thought"), claim(1)])
    assert case.head == head
    assert case.all(Decision) == (decision("two hashes match"),)
    assert case.all(Claim) == ()


def test_two_decisions_of_one_id_in_one_commit_are_refused(case: Case, run: Run) -> None:
    with pytest.raises(CaseError, match="two different"):
        case.commit(run, [decision("a"), decision("b")])


def test_a_layer_is_kept_under_its_artifacts_id(case: Case, run: Run) -> None:
    artifact = Artifact("artifact-7", ("a.zip", "b.dll"), "0" * 64, 5)
    layer = Layer(artifact, "pe", Outcome.SCANNED, facts=(Fact("PeImage", {"machine": 1}),))
    case.commit(run, [layer, artifact])
    assert case.get(Layer, "artifact-7") == layer
    assert case.all(Artifact) == (artifact,)


def test_a_name_with_a_lone_surrogate_is_kept_visibly(case: Case, run: Run) -> None:
    case.commit(run, [Problem("odd-name", "name \udcff.dll")])
    assert case.all(Problem)[0].detail == "name \\udcff.dll"
    assert case.verify() == ()


def test_what_is_no_value_of_the_model_is_refused(case: Case, run: Run) -> None:
    class Claim(msgspec.Struct, frozen=True):  # the name alone does not make it one
        id: str

    with pytest.raises(CaseError, match="keeps no Claim"):
        case.commit(run, [Claim("claim-1")])  # type: ignore[list-item]
    with pytest.raises(CaseError, match="needs an id"):
        case.commit(run, [msgspec.structs.replace(decision("x"), id="")])
    assert "Value" not in KINDS


@pytest.mark.parametrize(
    "wrong",
    [
        Problem("x", 5),  # type: ignore[arg-type]
        Gap(0, 1, float("nan")),
        Fact("x", {"y": object()}),
        Coverage(["ACC-02"], "dns", 1),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_back_is_refused(case: Case, run: Run, wrong: Value) -> None:
    before = case.head
    with pytest.raises(CaseError, match="cannot be recorded"):
        case.commit(run, [claim(1), wrong])
    assert case.head == before


def test_a_blob_is_kept_by_its_hash_and_opened_again(case: Case, run: Run) -> None:
    source = memory_file(b"inert" * 500_000)
    sha256 = case.put_blob(source)
    assert case.put_blob(b"inert" * 500_000) == sha256
    os.close(source)
    case.commit(run)
    descriptor = case.open_blob(sha256)
    assert os.fstat(descriptor).st_size == 2_500_000
    os.close(descriptor)
    assert case.verify() == ()


def test_a_blob_that_is_not_there_is_an_error_with_a_next_step(case: Case) -> None:
    with pytest.raises(CaseError, match="onionskin verify"):
        case.open_blob("0" * 64)
    for name in ("../ledger.db", "A" * 64, "", "0" * 63 + "\n"):
        with pytest.raises(CaseError, match="not a SHA-256"):
            case.open_blob(name)


def test_a_table_is_listed_before_and_after_its_commit(case: Case, run: Run) -> None:
    table = case.add_table("dns", memory_file(b"PAR1"), source="a.jsonl", rows=2)
    assert [path.read_bytes() for path in case.tables("dns")] == [b"PAR1"]
    case.commit(run, [table])
    assert case.all(TableFile) == (table,)
    assert len(case.tables("dns")) == 1
    assert case.tables("process") == ()


def test_the_same_source_read_again_supersedes_its_table(case: Case, run: Run) -> None:
    case.add_table("dns", memory_file(b"old"), source="a.jsonl", rows=1)
    case.commit(run)
    case.add_table("dns", memory_file(b"new"), source="a.jsonl", rows=2)
    case.add_table("dns", memory_file(b"other"), source="b.jsonl", rows=2)
    case.commit(run)
    assert {path.read_bytes() for path in case.tables("dns")} == {b"new", b"other"}
    assert case.verify() == ()


def test_two_different_tables_of_one_source_in_one_commit_are_refused(case: Case) -> None:
    case.add_table("dns", memory_file(b"one"), source="a.jsonl", rows=1)
    with pytest.raises(CaseError, match="give each its own source"):
        case.add_table("dns", memory_file(b"two"), source="a.jsonl", rows=1)
    with pytest.raises(CaseError, match="no event table"):
        case.add_table("nope", memory_file(b"two"), source="a.jsonl", rows=1)


def test_a_record_that_cites_a_file_that_is_not_there_is_refused(case: Case, run: Run) -> None:
    ghost = TableFile("table-1", "dns", "0" * 64, 1, "a.jsonl")
    with pytest.raises(CaseError, match="not in the case"):
        case.commit(run, [ghost])


def test_a_case_is_opened_again_with_all_that_was_in_it(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        head = case.commit(run, [claim(1)])
    for write in (True, False):
        with Case.open(folder, write=write) as case:
            assert (case.head, case.all(Claim), case.problems) == (head, (claim(1),), [])
            assert case.verify(head) == ()


def test_opening_and_closing_changes_no_byte(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        case.commit(run, [claim(1)])
    kept = {name: (folder / name).read_bytes() for name in ("ledger.db", "head.json")}
    for write in (True, False, True):
        with Case.open(folder, write=write) as case:
            case.commit(run, [claim(1)]) if write else case.verify()
    assert {name: (folder / name).read_bytes() for name in kept} == kept


def test_closing_twice_is_harmless_and_a_closed_case_takes_nothing(case: Case, run: Run) -> None:
    case.close()
    case.close()
    with pytest.raises(CaseError, match="reading only"):
        case.commit(run)


def test_a_second_writer_is_told_who_holds_the_case(case: Case, folder: Path) -> None:
    with pytest.raises(CaseError, match=f"process {os.getpid()} on "):
        Case.open(folder)
    case.close()
    Case.open(folder).close()


def test_readers_see_what_is_committed_beside_a_writer(case: Case, folder: Path, run: Run) -> None:
    case.commit(run, [claim(1)])
    with Case.open(folder, write=False) as reader:
        assert reader.all(Claim) == (claim(1),)
        case.commit(run, [claim(2)])
        assert reader.all(Claim) == (claim(1), claim(2))
        assert reader.problems == []
        assert reader.verify(case.head) == ()
        with pytest.raises(CaseError, match="reading only"):
            reader.commit(run, [])
    case.close()
    with Case.open(folder, write=False) as reader:
        assert reader.verify() == ()


def test_a_folder_that_is_no_case_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear")
    for write in (True, False):
        with pytest.raises(CaseError):
            Case.open(tmp_path / "letters", write=write)
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["mine.txt"]
    with pytest.raises(CaseError):
        Case.open(tmp_path / "letters" / "mine.txt")


def test_reading_makes_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case here"):
        Case.open(tmp_path / "nothing", write=False)
    assert not (tmp_path / "nothing").exists()


def test_a_case_without_its_ledger_is_not_begun_anew(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        case.commit(run, [claim(1)])
    (folder / "ledger.db").unlink()
    with pytest.raises(CaseError, match="lost its ledger"):
        Case.open(folder)
    with Case.open(folder, write=False) as case:
        assert case.head == ""
        assert case.all(Claim) == ()
        assert {each.reason for each in case.verify()} >= {"ledger-missing"}


def test_a_report_may_lie_in_the_case_folder(folder: Path, run: Run) -> None:
    with Case.open(folder) as case:
        case.commit(run)
    (folder / "report.html").write_text("<p>")
    with Case.open(folder) as case:
        assert case.verify() == ()
