from __future__ import annotations

import pytest
from publicsuffixlist import PublicSuffixList

from onionskin.terms import domains
from onionskin.terms.indicators import find

SHA1 = "0ca17235a2b3c4d5e6f708192a3b4c5d6e7f8091"
MD5 = "9e107d9d372bb6826bd81d3542a419d6"


def values(text: str, *, listed: bool = False) -> list[tuple[str, str]]:
    return [(each.kind, each.value) for each in find(text, listed=listed)]


@pytest.mark.parametrize(
    "text",
    [
        "process.name and user.id are fields", "see readme.md and setup.py", "ffmpeg.dll was changed",
        "It ended.In 2022 it began again", "System.Net.Http is a library", "written in ASP.NET",
        "call os.name() first", "C# and Node.js", "version 18.12.416.0", "Update 7, versions 1.2.3.4, 1.2.3.5",
        "3.pm", "10.0.0.256", "01.02.03.004", "12:30:45", "std::string", "aa:bb:cc:dd:ee:ff",
        "user@localhost", "e.g. this, i.e. that", "U.S. firms", "a.b", "x..y.com", "evil.example", "1.2.3",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_indicator_is_none(text: str) -> None:
    assert [each for each in values(text) if each[0] != "path"] == []


def test_a_doubtful_ending_is_a_name_where_it_is_defanged_in_a_url_or_listed() -> None:
    assert values("process[.]name") == [("domain", "process.name")]
    assert ("domain", "process.name") in values("http://process.name/x")
    assert values("evil.cc", listed=True) == [("domain", "evil.cc")]
    assert values("evil.cc is here") == []


def test_a_reserved_name_is_one_where_its_author_means_it() -> None:
    assert values("evil[.]example") == [("domain", "evil.example")]
    assert values("evil.example", listed=True) == [("domain", "evil.example")]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"SHA-1{SHA1.upper()}", "sha1", SHA1),
        (f"SHA1{SHA1}", "sha1", SHA1),
        (f"MD5{MD5}", "md5", MD5),
        (f"MD5:{MD5},", "md5", MD5),
        (f"0x{MD5}", "md5", MD5),
        (f"file_{MD5}.bin", "md5", MD5),
        ("SHA256" + SHA1 + "ab12cd34ef56ab78cd90ef12", "sha256", SHA1 + "ab12cd34ef56ab78cd90ef12"),
    ],
)
def test_a_hash_glued_to_its_label_is_cut_free(text: str, kind: str, value: str) -> None:
    assert (kind, value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        SHA1 + "f", "0" * 40, "1" * 32, f"imphash: {MD5}", f"Serial number: {MD5}", f"commit {SHA1}",
        f"v1.2-3-g{SHA1}", f"0x{SHA1}", f"https://github.com/a/b/commit/{SHA1}", "1234567890" * 4,
    ],
)  # fmt: skip
def test_hex_that_is_no_files_hash_is_left_alone(text: str) -> None:
    assert [each for each in values(text) if each[0] in ("md5", "sha1", "sha256")] == []


def test_a_hash_in_a_link_to_a_sample_is_found() -> None:
    assert ("sha1", SHA1) in values(f"https://www.virustotal.com/gui/file/{SHA1}")


def test_a_mailbox_is_not_cut_into_domains() -> None:
    assert values("philip[.]je@proton[.]me") == [("email", "philip.je@proton.me")]


def test_a_url_ends_where_the_sentence_begins_again() -> None:
    text = "(see http://evil.info/a_(b)?c=1&d=[2]). Then http://bad.info/x, http://worse.info/y; `http://w.info/++`"
    urls = [value for kind, value in values(text) if kind == "url"]
    assert urls == [
        "http://evil.info/a_(b)?c=1&d=[2]",
        "http://bad.info/x",
        "http://worse.info/y",
        "http://w.info/",
    ]


def test_a_url_of_a_markup_link_ends_at_its_text() -> None:
    assert values("https://evil.info/a/[the report]")[0] == ("url", "https://evil.info/a/")


def test_hosts_of_urls_are_named_by_their_kind() -> None:
    found = values(
        "http://1.2.3.4:8080/x http://[2001:db8::1]/y http://localhost/z http://intranet/"
    )
    assert found == [
        ("url", "http://1.2.3.4:8080/x"),
        ("ipv4", "1.2.3.4"),
        ("url", "http://[2001:db8::1]/y"),
        ("ipv6", "2001:db8::1"),
    ]


def test_paths_with_and_without_spaces_are_whole() -> None:
    text = r"in C:\Program Files (x86)\3CX App\a.dll, %TEMP%\x.exe and ~/Library/Caches/y.plist."
    assert [value for _, value in values(text)] == [
        r"C:\Program Files (x86)\3CX App\a.dll",
        r"%TEMP%\x.exe",
        "~/Library/Caches/y.plist",
    ]


def test_names_run_together_are_doubted_not_dropped() -> None:
    (found,) = find("a[.]comb[.]com")
    assert (found.value, found.doubt) == ("a.comb.com", "may be two names run together")


def test_domains_compare_by_label() -> None:
    assert domains.within("a.evil.info", "evil.info")
    assert domains.within("EVIL.info.", "evil.info")
    assert not domains.within("notevil.info", "evil.info")
    assert domains.registrable("www.a.co.uk") == "a.co.uk"
    assert domains.normal("B\u00fccher.de") == "xn--bcher-kva.de"
    assert domains.is_shared("raw.githubusercontent.com")
    assert not domains.is_shared("githubusercontent.com.evil.info")


def test_the_public_suffixes_are_those_of_the_list_however_they_are_written() -> None:
    whole = PublicSuffixList(accept_unknown=False, only_icann=True)
    for name in ("a.co.uk", "b.xn--p1ai", "b.\u0440\u0444", "a.b.ck", "www.ck", "x.kawasaki.jp", "city.kawasaki.jp", "a.b", "com"):  # fmt: skip
        asked = domains.normal(name)
        assert domains.registrable(name) == (whole.privatesuffix(asked) or asked), name


def test_a_key_of_a_script_is_no_hash_and_the_hash_of_a_key_is_one() -> None:
    digest = "039b547217d35ee6e0e9efe0df360d79"
    assert find(f'key = "{digest}"') == []
    assert [each.value for each in find(f"SSH private key | {digest}")] == [digest]


def test_an_address_behind_a_sign_of_equality_is_one_unless_it_is_a_version() -> None:
    text = "srcip=45.242.76.104 39=45.242.76.105 kettle==1.2.3.4 FileVersion=6.1.7.8"
    assert [each.value for each in find(text)] == ["45.242.76.104", "45.242.76.105"]


def test_a_url_ends_where_the_bracket_closes_that_opened_right_before_it() -> None:
    text = "(https://a.example.com/b).(Citation) and (https://a.example.com/c_(d)), https://a.example.com/e_(f)"
    urls = [each.value for each in find(text) if each.kind == "url"]
    assert [each.rpartition("/")[2] for each in urls] == ["b", "c_(d)", "e_(f)"]
