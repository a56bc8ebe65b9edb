"""Which documents are one text, which sentence comes from where, and how much that costs."""

from __future__ import annotations

import random
import time
from pathlib import Path

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.model import Bounds
from onionskin.read.origins import Source, descents
from onionskin.read.words.shingles import shingles, sketch

WORDS = [
    "server",
    "update",
    "installer",
    "customer",
    "signed",
    "library",
    "archive",
    "network",
    "report",
    "engineer",
    "build",
    "release",
    "channel",
    "machine",
    "account",
    "process",
    "certificate",
    "folder",
    "domain",
    "beacon",
    "loader",
    "window",
    "vendor",
    "analyst",
]


def text(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) for _ in range(count)]


def source(name: str, words: list[str], day: str = "", copied: str = "") -> Source:
    said = Bounds(day or None, day or None)
    return Source(name, name.title(), said, frozenset(), copied, sketch(shingles(words)))


def edited(words: list[str], seed: int, share: float) -> list[str]:
    """Return a text in which so many of the words are others."""
    chance = random.Random(seed)
    return [f"new{chance.randrange(9)}" if chance.random() < share else word for word in words]


def test_a_text_with_a_tenth_of_its_words_changed_is_the_same_text() -> None:
    first = text(1, 600)
    found = descents(
        [source("early", first, "2024-01-01"), source("late", edited(first, 2, 0.1), "2024-01-02")]
    )
    assert (found["early"].whole, found["late"].whole) == (None, "Early")
    assert "runs of five words" in found["late"].why


def test_two_tellings_of_one_event_stay_two() -> None:
    found = descents([source("one", text(1, 600)), source("two", text(2, 600))])
    assert {each.whole for each in found.values()} == {None}


def test_an_analysis_that_quotes_a_short_notice_is_no_copy_of_it_but_the_quote_is() -> None:
    notice = text(1, 60)
    analysis = [*text(3, 400), *notice, *text(4, 400)]
    found = descents([source("notice", notice, "2024-01-01"), source("analysis", analysis, "2024-01-02")])  # fmt: skip
    assert found["analysis"].whole is None
    assert found["analysis"].of(0, shingles(notice[10:40])) == "Notice"
    assert found["analysis"].of(0, shingles(analysis[:40])) is None


def test_a_copy_of_a_copy_has_the_first_ones_origin() -> None:
    first = text(1, 600)
    second = edited(first, 2, 0.05)
    third = edited(second, 3, 0.05)
    found = descents(
        [
            source("c", third, "2024-01-03"),
            source("b", second, "2024-01-02"),
            source("a", first, "2024-01-01"),
        ]
    )
    assert [found[name].whole for name in "abc"] == [None, "A", "A"]


def test_a_long_text_is_compared_by_the_smallest_of_its_shingles() -> None:
    first = text(1, 60_000)
    found = descents([source("a", first, "2024-01-01"), source("b", edited(first, 2, 0.05), "2024-01-02")])  # fmt: skip
    assert found["b"].whole == "A"


def test_many_documents_cost_their_length() -> None:
    several = [source(f"d{number}", text(number, 300)) for number in range(1500)]
    begin = time.process_time()
    assert len(descents(several)) == 1500
    assert time.process_time() - begin < 5


def test_two_undated_articles_that_differ_in_a_few_words_are_one_origin(
    tmp_path: Path, pool: Pool
) -> None:
    body = (
        "Contoso was compromised through Northwind Agent in the spring of last year, and nobody noticed it for months.\n\n"
        "The intruders used the update channel of the vendor, signed their library and waited until most customers had installed it on every server.\n\n"
        "Engineers of the company found the beacon by chance while they looked for the cause of a slow network in a branch.\n"
    )
    (tmp_path / "a.txt").write_text("A breach\n\n" + body)
    (tmp_path / "b.txt").write_text("Breached!\n\n" + body.replace("nobody", "no one").replace("most", "many").replace("by chance", "accidentally"))  # fmt: skip
    reports = read([tmp_path / "a.txt", tmp_path / "b.txt"], pool=pool)
    assert {each.copied_from for each in reports} in ({None, "a.txt"}, {None, "b.txt"})
    assert len({claim.origin.root for each in reports for claim in each.claims}) == 1


def test_the_origins_of_a_claim_are_counted_and_a_copy_adds_none(
    tmp_path: Path, pool: Pool
) -> None:
    said = "Contoso was compromised through Northwind Agent.\n"
    for name, who in (("a", "Example Lab"), ("b", "Other Lab"), ("c", "Daily News")):
        source = "Source: Example Lab\n\n" if name == "c" else ""
        (tmp_path / f"{name}.txt").write_text(f"Notes\n\n{who} | 3 May 2024\n\n{source}{said}")
    reports = read([tmp_path], pool=pool)
    found = {standing.origins for each in reports for standing in each.standings}
    assert found == {("Example Lab", "Other Lab")}
    assert {standing.credibility for each in reports for standing in each.standings} == {2}
