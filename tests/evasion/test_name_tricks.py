"""Texts that would make names cost too much, cover others, or stand where they do not."""

from __future__ import annotations

import time

import pytest

from onionskin.read.naming.names_of import names_in, names_of


def seconds(text: str) -> float:
    start = time.process_time()
    list(names_of(text, ("en", "fr", "de")))
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        "A ", "Aa-", "A1_", "malware ", "dubbed ", "malware called ", "the Xa1 malware ", "\u0130", "Operation ",
        "group known as A.B ", "APT ", "Cobalt ", "Cobalt Strike ", "financial sector ", "a malware, dubbed Zq ", "((((",
        "Bear ", "TEMP.", "x" * 40 + "A", "trojan's ", "\u00a0A",
        "A.B", "A.", "dubbed by ", "dubbed by Aa ", "Cobalt Strike, Aa, ", "Cobalt Strike (CS) ", "Cobalt Strike aka ",
        "the group, Aa, ", "Cobalt Strike announced ", "Cobalt Strike is a new ", "Cobalt-", "actor Q.R ",
    ],
)  # fmt: skip
def test_names_cost_time_in_line_with_the_text(piece: str) -> None:
    small = piece * (40_000 // len(piece))
    seconds(small)
    once, four = seconds(small), seconds(small * 4)
    assert four < 12 * once + 0.25, (once, four)


def test_many_introductions_of_new_names_are_bounded() -> None:
    text = " ".join(f"The Zx{number}q malware came." for number in range(20_000))
    assert seconds(text) < 10


def test_a_bidirectional_or_invisible_letter_makes_no_other_name() -> None:
    for trick in ("Emo\u200btet", "Emo\u202etet", "\u0395motet", "Em\u043etet"):
        assert [each.raw for each in names_of(f"Then {trick} came.", ("en",))] == []


def test_names_of_a_file_are_the_same_in_whatever_pieces_it_is_read() -> None:
    import tempfile

    line = "The backdoor called QuietFox was used by UNC4736 in the financial sector.\n"
    text = "\u00e9" * 7 + (line + "z" * 1000 + "\n") * 1500
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.flush()
        pieces = list(names_in(file.fileno(), ("en",), [], lambda: False))
    assert pieces == list(names_of(text, ("en",)))
    assert all(text[each.offset : each.offset + len(each.raw)] == each.raw for each in pieces)


def test_what_is_hidden_names_nobody_and_the_rest_does() -> None:
    import tempfile

    text = "APT41 here. APT41 hidden. APT41 there."
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.flush()
        found = list(names_in(file.fileno(), ("en",), [(12, 25)], lambda: False))
    assert [each.offset for each in found] == [0, 26]


def test_a_text_cannot_talk_malware_into_a_group_by_one_sentence() -> None:
    text = "Emotet announced a sale. " + "The Emotet malware spreads by mail. " * 3
    assert {each.kind for each in names_of(text, ("en",))} == {"malware"}


def test_a_page_address_names_nobody_by_its_words() -> None:
    for address in (
        "Emotet-down-blog-Image-3.png",
        "a-b-c-Emotet-and-more",
        "Get-The-New-Emotet-Here",
    ):
        assert list(names_of(f"See {address} there.", ("en",))) == []


def test_the_names_that_vendors_bear_do_not_become_groups() -> None:
    text = (
        "The group Contosec tracks is new. The actor Contosec observed is old. Contosec analysts met. "
        * 3
    )
    assert list(names_of(text, ("en",))) == []
