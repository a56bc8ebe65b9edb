"""Words without which an expression cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.parse.code import script_code
from onionskin.parse.code.needles import Vocabulary, begins, matches, may_hold_run, needles
from onionskin.parse.code.script_code import script_sets

PATTERNS = sorted({one for each in script_sets() for key in ("javascript", "python", "powershell", "shell", "ruby", "source", "any") for one in getattr(each, key)})  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bsubprocess\.\w", {"subprocess."}),
        (r"\b(?:curl|wget)\s", {"curl", "wget"}),
        (r"ab?cde", {"cde"}),
        (r"(?:ab)?\s[x-z]*", set()),
        (r"eval|\bq", set()),
        (r"(?<!left)right(?!after)", {"right"}),
        (r"[abc]{3}Deep\(", {"deep("}),
        (r"\x27none\x27", {"none"}),
        (r"(?P<one>inner)(?:x|yy){2}", {"inner"}),
        (r"new(?:ish){0,2}er", {"new"}),
        (r"(?P<indent>[ ]*)return(?P=indent)", {"return"}),
    ],
)
def test_the_words_of_an_expression_are_those_that_it_cannot_match_without(pattern: str, words: set[str]) -> None:  # fmt: skip
    assert needles(pattern) == words


@given(st.sampled_from(PATTERNS).flatmap(lambda one: st.tuples(st.just(one), st.from_regex(re.compile(one, re.MULTILINE)))))  # fmt: skip
def test_whatever_an_expression_of_ours_matches_holds_one_of_its_words(case: tuple[str, str]) -> None:  # fmt: skip
    pattern, text = case
    words = needles(pattern)
    assert not words or any(each in text.lower() for each in words)


@pytest.mark.parametrize(
    ("pattern", "words", "lead"),
    [
        (r"\b(?:curl|wget)\s", {"curl", "wget"}, 0),
        (r"(?<![\w$])set(?:Timeout|Interval)", {"setTimeout", "setInterval"}, 0),
        (r"\.Map\s*\(?x", {".Map"}, 0),
        (r"(?:\beval|\bcall(?:er)?|[xy]y)\(", {"eval", "call", "y"}, 1),
        (r"(?:one|two)?three", {"three"}, 3),
        (r"(?:^|[\s;]\s{0,2})(?:nc|s?ftp)\b", {"nc", "ftp"}, 4),
        (r"(?:a\s*)?bc", set(), 0),
        (r"[ab]{5}c", set(), 0),
        (r"ab{2}c", {"abbc"}, 0),
        (r"ab{2,3}c", {"abb"}, 0),
        (r"a?bc", {"bc"}, 1),
        (r"(?i)eval\(", {"eval("}, 0),
        (r"(?i:eval)\(", set(), 0),
        (r"ab++c", set(), 0),
        (r"^\w+x", set(), 0),
        (r"e\(", {"e("}, 0),
        (r"e\d", set(), 0),
        (r"\be\d", {"e"}, 0),
        (r"\xe2(?:\x80|\x81)[a-z]", {"\xe2\x80", "\xe2\x81"}, 0),
    ],
)
def test_the_words_that_matches_begin_with_are_read_past_what_is_short(pattern: str, words: set[str], lead: int) -> None:  # fmt: skip
    assert begins(pattern)[:2] == (words, lead)


@given(
    st.sampled_from(PATTERNS).flatmap(
        lambda one: st.tuples(
            st.just(one),
            st.lists(st.from_regex(re.compile(one, re.MULTILINE)) | st.text(" (=.aeg\n\u017f\u0130"), max_size=4),
        )
    ),
    st.sampled_from([re.MULTILINE, re.MULTILINE | re.IGNORECASE]),
    st.booleans(),
)  # fmt: skip
def test_what_is_found_by_its_first_words_is_what_a_plain_search_finds(case: tuple[str, list[str]], flags: re.RegexFlag, is_known: bool) -> None:  # fmt: skip
    pattern, text = re.compile(case[0], flags), "".join(case[1])
    known = Vocabulary(text) if is_known else None
    assert [each.span() for each in matches(pattern, text, known)] == [each.span() for each in pattern.finditer(text)]  # fmt: skip


@given(st.text("ab_-. K\u0130\u212a"), st.text("ab_-", min_size=1, max_size=4))
def test_a_vocabulary_holds_the_words_that_its_text_holds(text: str, word: str) -> None:
    assert Vocabulary(text).holds(word) == (word in text.lower())


def test_a_text_of_ever_new_words_is_searched_itself() -> None:
    text = " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}{chr(97 + n // 17576)}" for n in range(240_000)) + " found"  # fmt: skip
    assert Vocabulary(text).holds("found")
    assert not Vocabulary(text).holds("missing")


@given(st.text("ab ", max_size=60))
def test_a_long_run_is_never_overlooked(text: str) -> None:
    if re.search("[ab]{10}", text):
        assert may_hold_run(text, re.compile("[ab]{5}"), 10)


PARTS = ["import", "from a ", "import os", "\n", " ", ";", "__import__('x')", "import_module('y')", "host", "server", "=", ":", "'", "10.0.0.1:80'", "a.example.com'", "connect('", "TCPSocket.open(", "http://", "sftp://a.bc", "://", "'//a.bc/"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_imports_and_hosts_are_found_near_what_they_cannot_be_without(text: str) -> None:
    ways = ((script_code._imported, script_code._MODULE_PY), (script_code._addressed, script_code._HOST), (script_code._alone, script_code._HOST_ALONE))  # fmt: skip
    for way, pattern in ways:
        assert [each.span() for each in way(text)] == [each.span() for each in pattern.finditer(text)]  # fmt: skip
