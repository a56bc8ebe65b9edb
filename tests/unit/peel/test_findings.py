"""From what signals saw to findings: ids, families, what is said better elsewhere, what failed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from onionskin.model import Artifact, Evidence, Fact, Gap, Lane, Layer, Level, Outcome
from onionskin.peel.beside import SignedBeside
from onionskin.peel.judge import finding, findings_of
from onionskin.peel.wire import Seen
from onionskin.plugins.contracts import Hit, Tree
from onionskin.plugins.scan import plugin

OWN = "artifact-1"


def _tree(search: object = None) -> Tree:
    layer = Layer(Artifact(OWN, ("a.exe",), "0" * 64, 1000), "pe", Outcome.SCANNED)
    return Tree((layer,), search or (lambda _needle, _layers: []))  # type: ignore[arg-type]


def _seen(
    signal: str, offset: int, length: int, summary: str = "s", level: Level | None = None
) -> Seen:
    return Seen(signal, summary, (Evidence("here", OWN, offset, length),), level)


def _found(*seen: Seen) -> list[tuple[str, str, Level]]:
    findings, failed = findings_of(_tree(), {OWN: seen}, None)
    assert not failed
    return [(each.signal, each.summary, each.level) for each in findings]


def test_a_finding_has_family_lane_technique_and_innocent_reading_of_its_signal() -> None:
    each = plugin("signal", "bytes-behind-signature")
    made = finding(each, Hit("s", (Evidence("", OWN, 1, 2),)), OWN)
    assert (made.family, made.lane) == (each.meta["family"], Lane.INVARIANT)
    assert made.benign == each.meta["benign"]
    assert made.level is Level.SUSPICIOUS


def test_an_id_names_signal_subject_and_place_and_not_the_words() -> None:
    each = plugin("signal", "bytes-behind-signature")
    one = finding(each, Hit("s", (Evidence("a", OWN, 1, 2),)), OWN)
    assert finding(each, Hit("t", (Evidence("b", OWN, 1, 2),)), OWN).id == one.id
    assert finding(each, Hit("s", (Evidence("a", OWN, 1, 3),)), OWN).id != one.id
    assert finding(each, Hit("s", (Evidence("a", OWN, 1, 2),)), "artifact-2").id != one.id


def test_a_general_signal_yields_where_a_specific_one_says_the_same_bytes() -> None:
    general = _seen("bytes-without-owner", 500, 100, "general")
    specific = _seen("tail-behind-image", 500, 100, "specific")
    assert [signal for signal, *_ in _found(general, specific)] == ["tail-behind-image"]
    elsewhere = _seen("tail-behind-image", 100, 100, "specific")
    assert len(_found(general, elsewhere)) == 2


def test_evidence_that_is_a_whole_file_silences_nothing() -> None:
    general = _seen("bytes-without-owner", 500, 100, "general")
    polyglot = _seen("more-than-one-format", 0, 1000, "two formats")
    assert len(_found(general, polyglot)) == 2


def test_two_faults_at_one_place_are_one_finding_that_says_both_at_the_graver_level() -> None:
    mild = _seen("signature-wrong", 0, 1000, "mild", Level.REVIEW)
    grave = _seen("signature-wrong", 0, 1000, "grave", Level.SUSPICIOUS)
    for seen in ((mild, grave), (grave, mild)):
        assert _found(*seen) == [("signature-wrong", "grave; mild", Level.SUSPICIOUS)]


def test_a_signal_of_releases_that_needs_a_fact_is_asked_only_where_a_file_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Tree] = []

    def release(tree: Tree) -> Iterator[Hit]:
        asked.append(tree)
        yield Hit("it was asked", (Evidence("here", OWN, 0, 1),))

    signal = plugin("signal", "signature-beside-wrong")
    assert signal.meta["facts"] == ["SignedBeside"]
    monkeypatch.setattr(signal.load(), "release", release)
    bare = _tree()
    assert findings_of(bare, {}, None) == ((), ())
    assert not asked
    told = Fact.of(SignedBeside("artifact-2", "openpgp", fits=False))
    spoken = Tree((msgspec.structs.replace(bare.root, facts=(told,)),), bare.search)
    findings, _ = findings_of(spoken, {}, None)
    assert [each.signal for each in findings] == ["signature-beside-wrong"]
    assert asked == [spoken]


def test_a_signal_that_breaks_is_named_and_the_others_go_on() -> None:
    def search(_needle: bytes, _layers: object) -> list[tuple[Layer, int]]:
        raise RuntimeError("the disk is gone")

    gaps = (Gap(500, 100, 7.0, "feedfacefeedface01"),)
    layer = Layer(_tree().root.artifact, "pe", Outcome.SCANNED, unexplained=gaps)
    hidden = _seen("bytes-behind-signature", 500, 100)
    findings, failed = findings_of(Tree((layer,), search), {OWN: (hidden,)}, None)
    assert [each.signal for each in findings] == ["bytes-behind-signature"]
    assert [each.reason for each in failed] == ["signal-failed"]
    assert "marker-of-hidden-bytes stopped: RuntimeError" in failed[0].detail
