from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import InputError
from onionskin.model import Bounds, Claim, Entity, Evidence, Origin, Outcome, Window
from onionskin.read.conflicts import conflicts
from onionskin.read.inside import MENTIONS, read_document
from onionskin.read.origins import Source, descents
from onionskin.read.syntax.grammar import grammars
from onionskin.read.syntax.plausible import holds_name
from onionskin.read.whole.header import header
from onionskin.read.wire import Reading, Request
from onionskin.read.words.dates import Calendar, partial, short
from onionskin.read.words.dates import given as dated_on
from onionskin.read.words.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_versions_and_defanged_dots_end_no_sentence() -> None:
    text = "Acme Inc. shipped v. 18.12.416 to evil[.]info, e.g. on Dec. 3. Mr. J. Roe (U.S. office) left. Done."
    assert split(text) == [
        "Acme Inc. shipped v. 18.12.416 to evil[.]info, e.g. on Dec. 3.",
        "Mr. J. Roe (U.S. office) left.",
        "Done.",
    ]


def test_a_company_may_end_a_sentence() -> None:
    assert split("It was made by Acme, Inc. The site is down.") == [
        "It was made by Acme, Inc.",
        "The site is down.",
    ]


def test_wrapped_prose_is_joined_and_lists_are_not() -> None:
    prose = (
        "This line was wrapped by an editor at a width of some sixty\ncharacters and goes on. Next."
    )
    assert len(split(prose)) == 2
    assert split("evil.info\nbad.biz\nworse.top") == ["evil.info", "bad.biz", "worse.top"]
    assert split("Hosts:\n- one\n- two") == ["Hosts:", "- one", "- two"]


def test_a_title_above_paragraphs_of_one_line_each_is_a_sentence_of_its_own() -> None:
    title = "Contoso: phone client of a supplier was turned against customers by its update"
    paragraph = "The client was hit in March through its update, " + "as several say, " * 8 + "too."
    assert split(f"{title}\n{paragraph}") == [title, paragraph]


def test_a_dateline_is_cut_off() -> None:
    text = "LONDON, March 31, 2023 (Wire) \u2014 Contoso was breached."
    assert split(text)[1] == "Contoso was breached."


@given(st.text(alphabet=st.sampled_from("ab. \n!?-\u2026:A1\t"), max_size=4000))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("code", "written", "earliest", "latest"),
    [
        ("en", "March 30, 2023", "2023-03-30", "2023-03-30"),
        ("en", "30th March 2023", "2023-03-30", "2023-03-30"),
        ("en", "03/04/2023", "2023-03-04", "2023-04-03"),
        ("en", "late 2021", "2021-07-01", "2021-12-31"),
        ("fr", "1er avril 2022", "2022-04-01", "2022-04-01"),
        ("fr", "d\u00e9cembre 2022", "2022-12-01", "2022-12-31"),
        ("fr", "d\u00e9but 2022", "2022-01-01", "2022-06-30"),
        ("es", "29 de marzo de 2023", "2023-03-29", "2023-03-29"),
        ("es", "abril del 2022", "2022-04-01", "2022-04-30"),
        ("es", "2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_dates_of_three_languages(code: str, written: str, earliest: str, latest: str) -> None:
    calendar = Calendar(next(each.cues for each in grammars() if each.cues.code == code))
    match = calendar.pattern.search(f"x {written} y")
    assert match is not None
    assert match[0] == written
    assert calendar.bounds(match, Bounds()) == Bounds(earliest, latest)


def test_days_that_do_not_exist_and_versions_are_no_dates() -> None:
    assert partial("2023-02-30") is None
    assert partial("2023-13") is None
    calendar = Calendar(grammars()[0].cues)
    assert calendar.pattern.search("version 18.12.2016.3 and x2023-01-01") is None
    with pytest.raises(InputError):
        dated_on("2023-13")


def test_the_shortest_form_of_bounds() -> None:
    assert [short(partial(each) or Bounds()) for each in ("2020", "2020-04", "2020-04-05")] == [
        "2020",
        "2020-04",
        "2020-04-05",
    ]
    assert short(Bounds("2022-01-01", "2022-06-30")) == "2022-01-01..2022-06-30"


@pytest.mark.parametrize(
    ("head", "publisher", "said"),
    [
        ("A title\n\nBy Jane Doe, 14 October 2026\n\nText.", "Jane Doe", "2026-10-14"),
        ("Ein Titel\n\nVon Erika Muster, Beispielzeitung\n2026-10-14", "Beispielzeitung", "2026-10-14"),
        ("A title\n\nExample Lab | 3 May 2024\n\nText.", "Example Lab", "2024-05-03"),
        ("A title\nBy Jane Roe, Gazette\n3 May 2024\n", "Gazette", "2024-05-03"),
        ("A title\nPublished on 3 May 2024 by Gazette\n", "Gazette", "2024-05-03"),
        ("PARIS, 3 mai 2024 (Agence) \u2014 Le texte commence ici et continue longtemps.", "Agence", "2024-05-03"),
        ("A title\n2024-05-03 \u2022 Gazette \u2022\n", "Gazette", "2024-05-03"),
        ("Only text, which in 2024 says nothing of itself.", "", None),
    ],
)  # fmt: skip
def test_the_head_says_who_publishes_and_when(head: str, publisher: str, said: str | None) -> None:
    found = header(head, grammars())
    assert (found.publisher, found.said_on.earliest) == (publisher, said)


def test_an_update_widens_when_it_was_said() -> None:
    found = header("T\nPublished: 3 May 2024\nUpdated: 7 May 2024\n", grammars())
    assert found.said_on == Bounds("2024-05-03", "2024-05-07")


# --- origins and conflicts ---------------------------------------------------------------


@given(st.text("ab _-.\u00e9", max_size=4), st.text("ab _-.\u00e9", max_size=12))
def test_a_name_stands_in_a_longer_one_where_no_word_goes_on_around_it(
    name: str, longer: str
) -> None:
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", longer) if name else None
    assert holds_name(longer, name) is (found is not None)


def source(name: str, day: str, prints: set[int], copied: str = "") -> Source:
    return Source(name, name.title(), Bounds(day, day), frozenset(prints), copied)


def test_the_later_of_two_with_the_same_sentences_is_the_copy() -> None:
    found = descents(
        [source("b", "2024-05-02", {1, 2, 3}), source("a", "2024-05-01", {1, 2, 3, 4})]
    )
    assert (found["a"].whole, found["b"].whole) == (None, "A")


def test_one_shared_sentence_is_a_quotation_not_a_copy() -> None:
    found = descents(
        [source("a", "2024-05-01", {1, 2, 3}), source("b", "2024-05-02", {3, 7, 8, 9})]
    )
    assert found["b"].whole is None
    assert found["b"].sentences == {3: "A"}


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    found = descents(
        [
            source("c", "2024-05-03", {1, 2}),
            source("b", "2024-05-02", {1, 2}),
            source("a", "2024-05-01", {1, 2}),
        ]
    )
    assert found["c"].whole == "A"


def test_a_named_source_is_spelled_as_it_spells_itself() -> None:
    found = descents([source("a", "2024-05-01", set()), source("b", "2024-05-02", set(), "  a ")])
    assert found["b"].whole == "A"


def claim(
    number: int,
    relation: str,
    subject: Entity,
    thing: Entity,
    *,
    holds: bool = True,
    start: str = "",
) -> Claim:
    window = Window(Bounds(start, start)) if start else Window()
    return Claim(
        f"claim-{number}",
        subject,
        relation,
        thing,
        "q",
        Evidence(""),
        Origin("d"),
        valid=window,
        holds=holds,
    )


CAMPAIGN, AGENT = Entity("campaign", "Contoso"), Entity("release", "Agent 1.2")
ONE, OTHER = Entity("actor", "Wingtip"), Entity("actor", "Tailspin Group")


def contested(claims: Iterable[Claim]) -> list[tuple[str, ...]]:
    return [each.claims for each in conflicts(claims)]


def test_assertion_and_denial_conflict() -> None:
    pair = claim(1, "affects", CAMPAIGN, AGENT), claim(2, "affects", CAMPAIGN, AGENT, holds=False)
    assert contested(pair) == [("claim-1", "claim-2")]


def test_two_names_of_an_actor_conflict_only_if_a_source_denies_that_they_are_one() -> None:
    pair = claim(1, "attributed-to", CAMPAIGN, ONE), claim(2, "attributed-to", CAMPAIGN, OTHER)
    assert contested(pair) == []
    denied = msgspec.structs.replace(claim(3, "alias-of", ONE, OTHER), holds=False)
    assert contested((*pair, denied)) == [("claim-1", "claim-2")]
    assert contested((*pair, claim(3, "alias-of", ONE, Entity("actor", "Tailspin")))) == []


def test_aliases_are_never_closed_transitively() -> None:
    third = Entity("actor", "Litware")
    claims = (
        claim(1, "attributed-to", CAMPAIGN, ONE),
        claim(2, "attributed-to", CAMPAIGN, third),
        claim(3, "alias-of", ONE, OTHER),
        msgspec.structs.replace(claim(4, "alias-of", OTHER, third), holds=False),
    )
    assert contested(claims) == []


def test_times_that_meet_do_not_conflict_and_others_do() -> None:
    product = Entity("product", "Agent")
    rows = [
        claim(n, "retired", product, Entity("date", day))
        for n, day in enumerate(("2020", "2020-04"))
    ]
    assert contested(rows) == []
    rows.append(claim(7, "retired", product, Entity("date", "2018")))
    assert contested(rows) == [("claim-0", "claim-1", "claim-7")]
    through = Entity("organisation", "Contoso"), Entity("product", "Agent")
    pair = [
        claim(n, "compromised-through", *through, start=day)
        for n, day in enumerate(("2022-04-01", "2023-03-29"))
    ]
    assert contested(pair) == [("claim-0", "claim-1")]


# --- limits ------------------------------------------------------------------------------


def limited(**limits: float) -> tuple[Reading, int]:
    """Read a long document in this process under limits; return the reading and its claims' number."""
    text = "".join(f"It contacts evil{n}[.]info today.\n\n" for n in range(30_000))
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as a,
        tempfile.TemporaryFile() as b,
    ):
        source.write(text.encode())
        source.flush()
        request = msgspec.structs.replace(Request("report.txt"), **limits)
        fds = [source.fileno(), a.fileno(), b.fileno()]
        reading = msgspec.msgpack.decode(
            read_document(msgspec.msgpack.encode(request), fds), type=Reading
        )
        b.seek(0)
        return reading, len(b.read().splitlines())


def test_a_limit_of_claims_keeps_what_was_found_and_is_said() -> None:
    reading, count = limited(limit=500)
    assert reading.outcome is Outcome.INCOMPLETE
    assert [each.reason for each in reading.problems] == ["limit:claims"]
    assert count >= 500


def test_a_limit_of_seconds_keeps_what_was_found_and_is_said() -> None:
    reading, count = limited(seconds=0.0)
    assert [each.reason for each in reading.problems] == ["limit:seconds"]
    assert reading.characters == count == 0 or count > 0


def test_a_statement_said_a_thousand_times_is_a_few_mentions() -> None:
    text = "Contoso was breached through Northwind Agent in the spring of that year.\n\n" * 1000
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as a,
        tempfile.TemporaryFile() as b,
    ):
        source.write(text.encode())
        source.flush()
        read_document(
            msgspec.msgpack.encode(Request("r.txt")), [source.fileno(), a.fileno(), b.fileno()]
        )
        b.seek(0)
        assert len(b.read().splitlines()) == MENTIONS
