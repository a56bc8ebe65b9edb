"""Who signed a part before and who does now, told by facts alone."""

from __future__ import annotations

import pytest

from onionskin.model import Artifact, Fact, Layer, Outcome, Problem, Signature
from onionskin.peel.layover import lay_over
from onionskin.peel.signals.part_lost_its_publisher import change
from onionskin.plugins.contracts import Tree

MAKER = Signature("authenticode", "valid", "Example Phone Ltd")


def tree(sha: str, *signatures: Signature, problems: tuple[Problem, ...] = ()) -> Tree:
    root = Artifact("root", ("release",), sha, 1, None, "directory")
    part = Artifact(f"part-{sha}", ("release", "codec.dll"), sha, 1, "root")
    facts = tuple(Fact.of(each) for each in signatures)
    layers = (
        Layer(root, "directory", Outcome.SCANNED),
        Layer(part, "pe", Outcome.SCANNED, facts=facts, problems=problems),
    )
    return Tree(layers, lambda _needle, _layers: [])


def said(old: Tree, new: Tree) -> list[str]:
    return [each.summary for each in change(old, new, lay_over(old, new))]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ((), "without a valid signature"),
        ((Signature("authenticode", "invalid", "Example Phone Ltd"),), "without a valid signature"),
        ((Signature("authenticode", "valid", "Someone Else GmbH"),), "signed by Someone Else GmbH"),
        (
            (Signature("authenticode", "valid", "Example Phone Ltd", ("root-unknown",)),),
            "under an authority that is not known",
        ),
    ],
)
def test_a_part_that_its_publisher_no_longer_signs_is_said(
    now: tuple[Signature, ...], words: str
) -> None:
    (summary,) = said(tree("old", MAKER), tree("new", *now))
    assert words in summary


def _own_root(key: str) -> Signature:
    """Return a signature under a root that nobody knows."""
    return Signature("apple-codesign", "valid", "Example Phone Ltd", ("root-unknown",), authority=key * 32)  # fmt: skip


def test_the_same_name_under_another_unknown_authority_is_said_with_both_keys() -> None:
    (summary,) = said(tree("old", _own_root("aa")), tree("new", _own_root("bb")))
    assert "in the same name under another authority (key bbbbbbbb, not aaaaaaaa)" in summary


def test_the_same_unknown_authority_is_no_finding() -> None:
    assert said(tree("old", _own_root("aa")), tree("new", _own_root("aa"))) == []


def test_a_signature_that_names_nobody_is_said_in_words() -> None:
    adhoc = Signature("apple-codesign", "valid", "", ("adhoc",))
    (summary,) = said(tree("old", _own_root("aa")), tree("new", adhoc))
    assert "now signed by nobody" in summary


@pytest.mark.parametrize(
    "now",
    [
        MAKER,
        Signature("authenticode", "valid", "Example Phone Limited"),
        Signature("authenticode", "valid", "Example Phone Ltd", ("no-timestamp",)),
    ],
)
def test_a_part_that_its_publisher_still_signs_is_no_finding(now: Signature) -> None:
    assert said(tree("old", MAKER), tree("new", now)) == []


def test_a_part_that_nobody_signed_before_is_no_finding() -> None:
    assert said(tree("old"), tree("new")) == []


def test_a_part_that_could_not_be_opened_says_nothing_of_its_signer() -> None:
    damaged = tree("new", problems=(Problem("damaged", "cut short"),))
    assert said(tree("old", MAKER), damaged) == []


def test_a_part_that_nobody_signed_before_has_no_publisher_to_lose() -> None:
    nobody = Signature("apple-codesign", "valid", "", ("adhoc",))
    assert said(tree("old", nobody), tree("new", nobody)) == []
