"""No text makes the search slower than its length: each pattern's worst inputs, grown twice."""

from __future__ import annotations

import random
import time

import pytest

from onionskin.terms.indicators import find, refang

SIZE = 12_000
# What a pattern of ours begins with, or goes on with for ever, over and over.
PIECES = [
    "a", "A", "1", "f", " ", "\n", ".", "-", "_", "@", ":", "/", "\\", "|", "[", "]", "(", "%", "<", "\u4e2d", "\u3002",
    "a.", ".a", "1.", "1.2.3.4-", "1.2.3.4 - ", "1.2.3.4/", "a@", "@a", "@1.2.3", "a-b@1.2.3 ", "[.]", "[.", ".]", "a[.]", "[]]", "]].a",
    "http://", "://", "hxxp:\\\\", "hxxp:\\\\a\\", "http://a.com/http://", "h", "hx", "hxx", "http://[", "http://a,", "f" * 31 + "g",
    "a" * 31 + "\n", "abcdef12\n", "abcdef123456789012345\n", "a1" * 16 + "\n", "T1", "3:aaa:", "3:aaa", ":aaa:", "0x", "bc1", "1A", "T" * 34 + " ", "4" * 95,
    "HKLM\\", "HKLM\\a b c d ", "HKLM\\a\\", "SOFTWARE\\Microsoft\\", "C:\\", "C:\\a b ", "%a", "/tmp/", "\\\\.\\pipe\\", "\\pipe\\a ",
    "mutex: ", 'mutex "', "mutex named ", "serial number: ", "serial: 0a:", "user agent: ", "cookie: a", 'service named "', "scheduled task ",
    "/tn ", "sc create ", "npm install ", "npm install -a ", "pip install -U ", "pkg:a/", "go get a.b/", "GHSA-", "CVE-", "CVE-2023-", "CWE-", "AS1", "T1059.",
    " dot ", "a dot ", "evil dot com ", "&#46;", "&period;", "\u200b", "\x1b[", "version 1.2.3.4, ", "a.com", "a.comb.com.",
    "agent", "servi", "-agent ", "http user agent ", "session cookie ", "certificate's seri ", "mut", "npm", "npm npm i ", "pip", "go ", "\u00ad",
    "\u63a7a.", "\u63a7", "a\u3002", "com", "a.b.c@",
]  # fmt: skip


def test_pieces_in_any_order_give_spans_in_order_and_inside_the_text() -> None:
    chance = random.Random(7)
    for turn in range(1500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 50)))
        found = find(text, listed=bool(turn % 2))
        assert all(0 <= each.offset < each.end <= len(text) and each.value for each in found)
        assert [each.offset for each in found] == sorted(each.offset for each in found)


def seconds(text: str) -> float:
    """Return the lesser CPU time of two searches."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find(text, listed=True)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_four_times_the_text_takes_no_more_than_its_share_of_time(piece: str) -> None:
    small, large = (piece * (size // len(piece) + 1) for size in (SIZE, 4 * SIZE))
    one, four = seconds(small), seconds(large)
    if four > 4 * 2.2 * one + 0.01:  # a busy machine is asked a second time
        one, four = seconds(small), seconds(large)
    assert four <= 4 * 2.2 * one + 0.01, f"{four / one:.1f} times as long"
    assert four < 3, "linear, but of a slope that a report could be made of"


def test_ends_that_nearly_match_cost_no_more_than_the_text_before_them() -> None:
    near = [
        "a" * 3000 + "@",
        "1." * 3000,
        "HKLM\\" + "a b " * 2000,
        "http://" + "a" * 20_000,
        "[" * 5000 + "." + "]" * 5000,
    ]
    for text in near:
        start = time.process_time()
        refang(text)
        find(text)
        assert time.process_time() - start < 1
