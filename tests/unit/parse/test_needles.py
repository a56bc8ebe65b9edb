"""Words without which an expression cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.parse.needles import matches, needles, starts
from onionskin.parse.script_code import script_sets

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
    ("pattern", "words"),
    [
        (r"\b(?:curl|wget)\s", {"curl", "wget"}),
        (r"(?<![\w$])set(?:Timeout|Interval)", {"set"}),
        (r"\.Map\s*\(?x", {".Map"}),
        (r"(?:\beval|\bcall(?:er)?|[xy])\(", set()),
        (r"(?:one|two)?three", set()),
        (r"ab{2}c", {"ab"}),
        (r"a?bc", set()),
        (r"(?i:eval)\(", set()),
        (r"^\w+x", set()),
        (r"e\(", {"e("}),
        (r"e\d", set()),
    ],
)
def test_the_words_that_matches_begin_with_are_read_past_what_takes_no_letters(pattern: str, words: set[str]) -> None:  # fmt: skip
    assert starts(pattern) == words


@given(
    st.sampled_from(PATTERNS).flatmap(
        lambda one: st.tuples(
            st.just(one),
            st.lists(st.from_regex(re.compile(one, re.MULTILINE)) | st.text(" (=.aeg\n\u017f\u0130"), max_size=4),
        )
    ),
    st.sampled_from([re.MULTILINE, re.MULTILINE | re.IGNORECASE]),
)  # fmt: skip
def test_what_is_found_by_its_first_words_is_what_a_plain_search_finds(case: tuple[str, list[str]], flags: re.RegexFlag) -> None:  # fmt: skip
    pattern, text = re.compile(case[0], flags), "".join(case[1])
    assert [each.span() for each in matches(pattern, text)] == [each.span() for each in pattern.finditer(text)]  # fmt: skip
