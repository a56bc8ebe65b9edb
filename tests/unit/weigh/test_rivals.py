"""The innocent readings: data that is whole, and words that say what was tried."""

from __future__ import annotations

import pytest

from onionskin.model import (
    Artifact,
    Evidence,
    Fact,
    Finding,
    Lane,
    Layer,
    Level,
    Outcome,
    Signature,
)
from onionskin.peel.layover import lay_over
from onionskin.peel.readings import TESTS, Trial, looked
from onionskin.plugins.contracts import Tree
from onionskin.plugins.scan import plugins
from onionskin.terms.installer_tags import write_omaha
from onionskin.weigh.rivals import Tried, component, readings, readings_for, rival


def found(family: str, lane: Lane = Lane.INVARIANT) -> Finding:
    return Finding("f", "s", family, lane, Level.SUSPICIOUS, "a", "T1", "s", "the signal's own", ())


def test_every_reading_has_a_test_and_families_that_signals_have() -> None:
    families = {each.meta["family"] for each in plugins("signal")}
    for each in readings():
        assert each.test in TESTS
        assert set(each.families) <= families
        assert (
            not each.component or component(each.component).core <= component(each.component).files
        )


def test_a_reading_that_fails_is_said_with_what_was_measured() -> None:
    hidden = bytes(range(256)) * 40
    seen = looked(hidden, whole=True)
    own = found("edited-after-signing")
    tried = [
        Tried("installer-tag", *seen.tag),
        Tried("stuffed-settings", *seen.stuffed),
    ]
    assert {each.id for each in readings_for(own)} == {"installer-tag", "stuffed-settings"}
    assert rival(own, tried) == (
        "installer tag: the grammar does not match (no marker of Omaha or Mozilla); "
        "ScreenConnect- or Dropbox-like settings: the bytes are no text (38 % is text)"
    )


def test_a_reading_that_fits_stands_first() -> None:
    tried = [Tried("installer-tag", False, "no marker"), Tried("stuffed-settings", True, "99 %")]
    assert rival(found("edited-after-signing"), tried).startswith("ScreenConnect- or Dropbox-like")


def test_where_nothing_was_tried_the_signals_own_reading_stands() -> None:
    assert rival(found("polyglot"), ()) == "the signal's own"
    change = found("publisher", Lane.CHANGE)
    assert rival(change, [Tried("signed-again", False, "0 of 1")]).endswith("or else: the signal's own")  # fmt: skip


def _signed(digest: str, sha: str) -> Tree:
    root = Artifact("root", ("release",), sha, 1, None, "directory")
    part = Artifact(f"part-{sha}", ("release", "words.crx"), sha, 1, "root")
    facts = (Fact.of(Signature("crx3", "valid", "Example", digest=digest)),)
    layers = (Layer(root, "directory", Outcome.SCANNED), Layer(part, "crx", Outcome.SCANNED, facts=facts))  # fmt: skip
    return Tree(layers, lambda _needle, _layers: [])


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ("sha256:aa", "sha256:aa", True),
        ("sha256:aa", "sha256:bb", False),
        ("sha256", "sha256", None),
    ],
    ids=["the same", "another", "the algorithm alone"],
)
def test_a_file_was_only_signed_again_where_the_signed_digest_itself_is_the_same(
    before: str, after: str, fits: bool | None
) -> None:
    old, new = _signed(before, "old"), _signed(after, "new")
    finding = Finding("f", "s", "publisher", Lane.CHANGE, Level.REVIEW, "part-new", "T1", "s", "b", (Evidence("", "part-new"),))  # fmt: skip
    trial = Trial(new, old, lay_over(old, new), lambda _: None)
    tried = {each.reading: each.fits for each in trial.of(finding)}
    assert tried.get("signed-again") is fits


def test_a_tag_follows_its_grammar_only_to_its_last_byte() -> None:
    tag = write_omaha("appguid={8A69D345-D564-463C-AFF1-A69D9E530F96}&needsadmin=prefers")
    assert looked(tag, whole=True).tag[0]
    broken = looked(tag + b"\x01payload", whole=True)
    assert broken.tag == (False, "Omaha's marker stands there")
    assert not looked(tag, whole=False).tag[0]


def test_stuffed_settings_are_text_and_a_payload_is_not() -> None:
    settings = b"e=Access&y=Guest&h=relay.example.org&p=8041&k=AAAA"
    assert looked(settings, whole=True).stuffed == (True, "100 % is text, 5 settings key=value")
    assert looked(settings.decode().encode("utf-16-le"), whole=True).stuffed[0]
    assert not looked(bytes(4000), whole=True).stuffed[0]
