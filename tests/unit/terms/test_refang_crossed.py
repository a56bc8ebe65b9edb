"""Forty-three ways to defang, made by crossing what is hidden with how; see bench/results/read_indicators.md."""

from __future__ import annotations

import pytest

from onionskin.terms.indicators import find

# (as written, kind, value): dots of domains, dots of addresses, mailboxes, URLs.
CROSSED = [
    ("evil<dot>info", "domain", "evil.info"),
    ("evil( dot )info", "domain", "evil.info"),
    ("evil [punto] info", "domain", "evil.info"),
    ("evil(Punkt)info", "domain", "evil.info"),
    ("evil {point} info", "domain", "evil.info"),
    ("evil[\u0442\u043e\u0447\u043a\u0430]info", "domain", "evil.info"),
    ("evil[\u70b9]info", "domain", "evil.info"),
    ("evil&period;info", "domain", "evil.info"),
    ("evil|.|info", "domain", "evil.info"),
    ("evil\u200b.\u200binfo", "domain", "evil.info"),
    ("evil\u00b7info", "domain", "evil.info"),
    ("[www].evil.info", "domain", "www.evil.info"),
    ("www[.]evil\\.info", "domain", "www.evil.info"),
    ("evil _dot_ info", "domain", "evil.info"),
    ("evil[.]\ninfo", "domain", "evil.info"),
    ("1(.)2(.)3(.)4", "ipv4", "1.2.3.4"),
    ("1[dot]2[dot]3[dot]4", "ipv4", "1.2.3.4"),
    ("1\u30022\u30023\u30024", "ipv4", "1.2.3.4"),
    ("1.2.3[.]4[:]443", "ipv4", "1.2.3.4"),
    ("1 [.] 2 [.] 3 [.] 4", "ipv4", "1.2.3.4"),
    ("1\\.2\\.3\\.4", "ipv4", "1.2.3.4"),
    ("1%2e2%2e3%2e4", "ipv4", "1.2.3.4"),
    ("2001[:]db8[:][:]7", "ipv6", "2001:db8::7"),
    ("bad{at}evil{dot}info", "email", "bad@evil.info"),
    ("bad<@>evil<.>info", "email", "bad@evil.info"),
    ("bad[arroba]evil[punto]info", "email", "bad@evil.info"),
    ("bad [AT] evil [DOT] info", "email", "bad@evil.info"),
    ("bad\uff20evil.info", "email", "bad@evil.info"),
    ("hxxp:||evil.info/a", "url", "http://evil.info/a"),
    ("hxxps:\\\\evil[.]info\\a", "url", "https://evil.info/a"),
    ("h__p://evil.info/a", "url", "http://evil.info/a"),
    ("[http]://evil.info/a", "url", "http://evil.info/a"),
    ("hxxp[:][//]evil.info/a", "url", "http://evil.info/a"),
    ("http(:)//evil.info/a", "url", "http://evil.info/a"),
    ("hxxp:// evil [.] info/a", "url", "http://evil.info/a"),
    ("hxxp://evil[.]info[/]a", "url", "http://evil.info/a"),
    ("hxxp{://}evil{.}info/a", "url", "http://evil.info/a"),
    ("h\u0425\u0425ps://evil.info/a", "url", "https://evil.info/a"),
    ("hxxp\u2236//evil.info/a", "url", "http://evil.info/a"),
    ("http:\u2215\u2215evil.info/a", "url", "http://evil.info/a"),
    ("hxxp://1[.]2[.]3[.]4[:]8080/a", "url", "http://1.2.3.4:8080/a"),
    ("fxp://evil[.]info/a", "url", "ftp://evil.info/a"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "kind", "value"), CROSSED)
def test_a_crossed_way_to_defang_is_undone(raw: str, kind: str, value: str) -> None:
    assert (kind, value) in [(each.kind, each.value) for each in find(f"it is {raw} here")]


def test_at_as_a_word_stays_a_word_since_names_are_hosted_at_places() -> None:
    assert [each.value for each in find("it was bad at evil dot info today")] == ["evil.info"]
