"""The dictionaries of every day's words, looked up without being unpacked."""

from __future__ import annotations

import random

import msgspec
import pytest

from onionskin.read.syntax import tongues
from onionskin.read.syntax.tongues import Tongues
from onionskin.read.words.ordinary import counted, dictionary, is_ordinary


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_the_words_of_a_dictionary_stand_in_order_one_to_a_line(code: str) -> None:
    lines = dictionary(code)
    known = msgspec.json.decode(b"{" + lines + b"}", type=dict[str, int])
    words = list(known)
    assert words == sorted(words)
    assert len(words) == lines.count(b"\n") + 1
    assert b"\\" not in lines
    for word in (words[0], words[-1], *random.Random(1).choices(words, k=500)):
        assert counted(lines, word) == known[word]
        assert counted(lines, f"{word}~") == known.get(f"{word}~", 0)


@pytest.mark.parametrize("word", ["", '"', "\n", '"a": 1', "\ud800", "\uffff", "0", "{", "a" * 41])
def test_what_is_no_word_is_not_ordinary(word: str) -> None:
    assert not is_ordinary("en", word)
    assert not is_ordinary("xx", word)


def test_a_word_is_ordinary_in_any_case_and_as_a_plural() -> None:
    assert is_ordinary("en", "Updates")
    assert is_ordinary("de", "SCHRAUBENZIEHER")
    assert not is_ordinary("en", "qakbot")
    assert not is_ordinary("en", "x")


def test_a_dictionary_of_one_line_is_searched_to_its_end() -> None:
    assert counted(b'"b": 7', "b") == 7
    assert [counted(b'"b": 7,\n"d": 8', each) for each in "abcde"] == [0, 7, 0, 8, 0]
    assert counted(b"", "a") == 0


def test_no_dictionary_is_asked_of_a_short_block_where_the_document_says_its_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Tongues()
    french = told.grammar(
        ["la", "des", "les", "une", "est", "dans", "pour", "avec", "sur", "par"], 0
    )
    monkeypatch.setattr(tongues, "is_ordinary", lambda *_: pytest.fail("a dictionary was asked"))
    assert french is not None
    assert told.grammar(["la", "version"], 100) is french
