from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.indicators import find, refang

DEFANGED_DOMAINS = [
    "evil[.]info", "evil(.)info", "evil{.}info", "evil<.>info", "evil[dot]info", "evil(dot)info",
    "evil{dot}info", "evil[DOT]info", "evil [.] info", "evil[ . ]info", "evil [dot] info", "evil[.info",
    "evil.]info", "evil.[info]", "evil(.info", "evil\\.info", "evil[,]info", "evil[[.]]info", "evil dot info",
    "evil[punto]info", "evil[Punkt]info", "evil[point]info", "evil(point)info", "evil[ponto]info",
    "evil\u3002info", "evil\u2024info", "evil\uff0einfo", "evil\uff61info", "evil\uff3b.\uff3dinfo",
    "evil\u3010.\u3011info", "evil%2einfo", "evil&#46;info", 'evil"."info', "ev\u200bil[.]in\u00adfo",
]  # fmt: skip
DEFANGED_URLS = [
    "hxxp://evil.info/a", "hXXp://evil[.]info/a", "hxxp[:]//evil[.]info/a", "http[:]//evil.info/a",
    "hxxp[://]evil.info/a", "http:[//]evil.info/a", "hxxp:\\\\evil[.]info/a", "h**p://evil.info/a",
    "htxp://evil.info/a", "hxtp://evil.info/a", "meow://evil.info/a", "hxxp : // evil.info/a",
    "h\u0445\u0445p://evil.info/a", "http\uff1a//evil.info/a", "hxxp:/[/]evil.info/a",
]  # fmt: skip


@pytest.mark.parametrize("raw", DEFANGED_DOMAINS)
def test_every_way_to_defang_a_domain_is_undone_with_the_raw_span(raw: str) -> None:
    (found,) = find(f"it contacts {raw} often")
    assert (found.kind, found.value, found.defanged) == ("domain", "evil.info", True)
    assert f"it contacts {raw} often"[found.offset : found.end].strip("[]") == raw.strip("[]")


@pytest.mark.parametrize("raw", DEFANGED_URLS)
def test_every_way_to_defang_a_url_is_undone_with_the_raw_span(raw: str) -> None:
    url, host = find(f"from {raw} today")
    assert (url.kind, url.value, url.defanged) == ("url", "http://evil.info/a", True)
    assert f"from {raw} today"[url.offset : url.end] == raw
    assert (host.kind, host.value, host.inside) == ("domain", "evil.info", "url")


def test_addresses_and_mailboxes_are_refanged_too() -> None:
    found = find("1[.]2[.]3[.]4 2001:db8[:]:1 bad[@]evil[.]info worse(at)evil(dot)info")
    assert [(each.kind, each.value) for each in found] == [
        ("ipv4", "1.2.3.4"),
        ("ipv6", "2001:db8::1"),
        ("email", "bad@evil.info"),
        ("email", "worse@evil.info"),
    ]


def test_a_languages_own_defang_is_undone() -> None:
    assert [each.value for each in find("evil<boum>info", (("<boum>", "."),))] == ["evil.info"]


def test_text_without_defanging_is_left_as_it_is() -> None:
    plain = "Arrays such as a[0] (see above), [1] and f(x). It ended. Then nothing {more}."
    assert refang(plain).plain == plain


WORDS = st.sampled_from(["see", "evil", "a1", "x-y", "Z9", "und", "caf\u00e9"])
DOTS = st.sampled_from(["[.]", "(dot)", "{.}", "[punto]", "\u3002", ".", " [.] ", "[ . ]", "\\."])
SCHEMES = st.sampled_from(["hxxp://", "hxxps[:]//", "", "http://", "meow://"])
GLUE = st.sampled_from([" ", "\n", ", ", " (", "|", " \u200b "])


@given(st.lists(st.tuples(GLUE, SCHEMES, WORDS, DOTS, WORDS, DOTS), max_size=12))
def test_the_raw_text_at_a_span_refangs_to_the_value(pieces: list[tuple[str, ...]]) -> None:
    text = "".join(glue + scheme + a + d + b + e + "info" for glue, scheme, a, d, b, e in pieces)
    for found in find(text):
        raw = text[found.offset : found.end]
        again = refang(raw).plain
        assert found.value in (again, again.lower()) or not raw.isascii()


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060\u200d", "\x1b[31m"])
def test_signs_that_nobody_sees_hide_nothing_wherever_they_stand(unseen: str) -> None:
    written = (
        "hxxps[:]//evil[.]top/a",
        "203[.]0[.]113[.]9",
        "pay[@]evil[.]top",
        "0123456789abcdef" * 4,
    )
    for text in written:
        (whole,) = [each for each in find(text) if not each.inside]
        for at in range(1, len(text)):
            cut = f"see {text[:at]}{unseen}{text[at:]} now"
            found = [each for each in find(cut) if not each.inside]
            assert [each.value for each in found] == [whole.value], at
            assert cut[found[0].offset : found[0].end].replace(unseen, "") == text


@pytest.mark.parametrize("sign", ["=", "@", "~"])
def test_the_signs_around_code_are_no_part_of_it(sign: str) -> None:
    for value in ("https://evil.top/a", r"C:\Temp\a.dll"):
        assert find(f"see {sign}{value}{sign} now")[0].value == value
    assert find("https://evil.top/?a=")[0].value == "https://evil.top/?a="


def test_doubled_backslashes_of_a_path_become_single() -> None:
    text = r'copy to "C:\\Program Files\\a b\\c.dll" and D:\x\y.dll'
    assert [each.value for each in find(text)] == [r"C:\Program Files\a b\c.dll", r"D:\x\y.dll"]


def test_what_a_printer_or_a_program_did_is_no_defanging() -> None:
    for text in ("ba\u00adnk.com", "https:\\/\\/bank.com\\/a", "bank\u200b.com"):
        found = find(f"see {text} now")
        assert found
        assert not any(each.defanged for each in found)
    assert find("see ba\u00adnk[.]com now")[0].defanged


def test_a_name_that_differs_on_each_machine_does_not_end_a_path() -> None:
    for name in ("<user>", "[username]", "%USERNAME%", "*"):
        path = rf"C:\Users\{name}\AppData\a.dll"
        assert [each.value for each in find(f"in {path} now")] == [path]


@pytest.mark.parametrize(
    "url", ["ldap://evil.top:1389/a", "rmi://evil.top/x", "udp://evil.top:53", "tftp://evil.top/b"]
)
def test_the_schemes_that_exploits_use_are_urls(url: str) -> None:
    assert find("${jndi:" + url + "}")[0].value == url


def test_a_cve_may_be_set_with_hyphens_that_break_no_line() -> None:
    assert find("cve\u20112023\u201129059 and CVE-2023-29059")[0].value == "CVE-2023-29059"


@given(st.text(max_size=300))
def test_any_text_keeps_its_spans_inside_and_in_order(text: str) -> None:
    refanged = refang(text)
    for start in range(0, len(refanged.plain), 7):
        offset, length = refanged.raw_span(start, min(start + 5, len(refanged.plain)))
        assert offset >= 0
        assert offset + length <= len(text)
    found = find(text)
    assert all(0 <= each.offset < each.end <= len(text) for each in found)
    assert [each.offset for each in found] == sorted(each.offset for each in found)


@given(
    st.lists(
        st.sampled_from(
            ["a", "1", ".", "[.]", "@", ":", "/", "h", "xx", "p", "f", "\\", "%", "://"]
        ),
        max_size=60,
    )
)
def test_the_signs_indicators_are_made_of_never_break_the_finder(parts: list[str]) -> None:
    text = "".join(parts)
    assert all(text[each.offset : each.end] for each in find(text))
