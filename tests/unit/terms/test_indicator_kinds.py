from __future__ import annotations

import pytest

from onionskin.terms.indicators import find, stated
from onionskin.terms.indicators.wallets import currency, keccak256

MD5 = "9e107d9d372bb6826bd81d3542a419d6"
SHA1 = "0ca17235a2b3c4d5e6f708192a3b4c5d6e7f8091"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TLSH = "A2B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3"
XMR = "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H"


def values(text: str, *, listed: bool = False) -> list[tuple[str, str]]:
    return [(each.kind, each.value) for each in find(text, listed=listed)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"imphash: {MD5}", "imphash", MD5),
        (f"ImpHash (MD5) = {MD5}", "imphash", MD5),
        ("ssdeep 3072:UqZKqKDEpLMMdZKqK:abcDEFghi here", "ssdeep", "3072:UqZKqKDEpLMMdZKqK:abcDEFghi"),
        (f"seen T1{TLSH} often", "tlsh", f"T1{TLSH}"),
        (f"TLSH: {TLSH.lower()}", "tlsh", TLSH),
        (f"thumbprint {SHA1.upper()}", "certificate-thumbprint", SHA1),
        (f"certificate fingerprint: {SHA256}", "certificate-thumbprint", SHA256),
        ("Serial number: 0A:1B:2C:3D:4E:5F:60:71", "certificate-serial", "0a1b2c3d4e5f6071"),
        ("n\u00famero de serie: 0a1b2c3d4e5f6071", "certificate-serial", "0a1b2c3d4e5f6071"),
        ("network 203.0.113.77/24 is", "cidr", "203.0.113.0/24"),
        ("network 203[.]0[.]113[.]0/28", "cidr", "203.0.113.0/28"),
        ("network 2001:db8::/32 is", "cidr", "2001:db8::/32"),
        ("single 203.0.113.7/32 is", "ipv4", "203.0.113.7"),
        ("from 203.0.113.5-203.0.113.9 on", "ip-range", "203.0.113.5-203.0.113.9"),
        ("from 203.0.113.5 \u2013 203.0.113.9 on", "ip-range", "203.0.113.5-203.0.113.9"),
        ("from 203.0.113.5-9 on", "ip-range", "203.0.113.5-203.0.113.9"),
        ("at 203.0.113.5:8443 now", "ipv4", "203.0.113.5"),
        ("hosted in AS64500.", "asn", "AS64500"),
        ("hosted in ASN 714", "asn", "AS714"),
        ("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Run.", "registry-key",
         "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Run"),
        ('"HKCU\\\\Software\\\\Evil Corp\\\\Run Me"', "registry-key", "HKEY_CURRENT_USER\\Software\\Evil Corp\\Run Me"),
        ("HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Evil", "registry-key",
         "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Evil"),
        ("under Software\\Microsoft\\Windows\\CurrentVersion\\Run it", "registry-key",
         "Software\\Microsoft\\Windows\\CurrentVersion\\Run"),
        ("pipe \\\\.\\pipe\\evil_17, then", "pipe", "\\\\.\\pipe\\evil_17"),
        ("pipe \\\\\\\\.\\\\pipe\\\\evil_17", "pipe", "\\\\.\\pipe\\evil_17"),
        ("mutex: Global\\{A1B2-C3}", "mutex", "Global\\{A1B2-C3}"),
        ("the mutex named \u201cOneUpd 17\u201d is", "mutex", "OneUpd 17"),
        ("Mutex | `Local\\x77`", "mutex", "Local\\x77"),
        ("Service name: WinHelpSvc", "service", "WinHelpSvc"),
        ('un servicio llamado "Ayuda Win" corre', "service", "Ayuda Win"),
        ("sc.exe create EvilSvc binpath= c:\\x.exe", "service", "EvilSvc"),
        ('schtasks /create /tn "Adobe Update" /tr x', "scheduled-task", "Adobe Update"),
        ("scheduled task named `\\Microsoft\\Evil`", "scheduled-task", "\\Microsoft\\Evil"),
        ("User-Agent: Mozilla/4.0 (compatible; EvilBot)", "user-agent", "Mozilla/4.0 (compatible; EvilBot)"),
        ("Cookie: SESS=abc123", "cookie", "SESS=abc123"),
        ("run npm install --save evil-pkg@1.2.3 now", "package", "pkg:npm/evil-pkg@1.2.3"),
        ("run pip3 install -U Evil_Pkg==0.1 now", "package", "pkg:pypi/evil-pkg@0.1"),
        ("gem install evil -v 1.0", "package", "pkg:gem/evil@1.0"),
        ("go get github.com/evil/x@v1.2.3", "package", "pkg:golang/github.com/evil/x@v1.2.3"),
        ("as @scope/name@4.5.6 was", "package", "pkg:npm/%40scope/name@4.5.6"),
        ("purl pkg:pypi/foo@1.0.", "package", "pkg:pypi/foo@1.0"),
        ("maps to T1195.002.", "attack-id", "T1195.002"),
        ("Emotet (S0367) of MITRE ATT&CK", "attack-id", "S0367"),
        ("TA0001 in ATT&CK", "attack-id", "TA0001"),
        ("weakness cwe-79", "cwe", "CWE-79"),
        ("see GHSA-jfh8-c2jp-5v3q", "ghsa", "GHSA-jfh8-c2jp-5v3q"),
    ],
)  # fmt: skip
def test_a_kind_is_found_and_written_in_its_normal_form(text: str, kind: str, value: str) -> None:
    assert (kind, value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "12:30:45 and 10:20:30", "5:abc:def is no block size", "the mutex is used", "a service is slow",
        "the service name is unknown", "cookies are stored", "user agents differ", "serial numbers vary",
        "serial number: 1111111111111111", "AS 400 and AS2 transfers", "T1000 and S1234 and C0001", "M1 Max, G20, TA505",
        "version 1.2.3.4-1.2.3.9", "HKLM is a hive", "pipe \\ pipe", "CWE-", "GHSA-aaaa-bbbb-cccc",
        "user@10.0.0", "x" * 34, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    ],
)  # fmt: skip
def test_what_has_only_the_shape_of_a_kind_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("address", "coin"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "btc"), ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "btc"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "btc"),
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "btc"),
        ("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "ltc"), ("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "trx"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "eth"), (XMR, "xmr"),
    ],
)  # fmt: skip
def test_a_wallet_is_proved_by_its_own_checksum(address: str, coin: str) -> None:
    assert currency(address) == coin
    assert values(f"pay to {address}.") == [("wallet", address)]
    flipped = address[:-1] + ("9" if address[-1] != "9" else "8")
    assert currency(flipped) in ("", "eth")


def test_a_mixed_case_that_is_no_checksum_is_told() -> None:
    (found,) = find("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    assert "ERC-55" in found.doubt


def test_keccak_is_the_one_before_the_standard() -> None:
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"").hex() == empty


def test_an_onion_name_is_held_to_its_checksum() -> None:
    good = "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion"
    bad = good.replace("duckduckgo", "duckduckg2")
    assert [each.doubt for each in find(f"at {good} and")] == [""]
    assert "checksum" in find(f"at {bad} and")[0].doubt


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (f"{SHA256[:44]}\n{SHA256[44:]}", SHA256),
        (f"  {SHA256[:40]}\n  {SHA256[40:]}\n", SHA256),
        (f"{SHA256[:20]}\r\n{SHA256[20:40]}\r\n{SHA256[40:60]}\r\n{SHA256[60:]} x", SHA256),
        (f"{SHA1[:30]}\n{SHA1[30:]}", SHA1),
    ],
)
def test_a_hash_that_the_edge_of_a_page_cut_is_whole_again(raw: str, value: str) -> None:
    (found,) = find(raw)
    assert found.value == value
    assert "".join(raw[found.offset : found.end].split()) == value


def test_hashes_line_by_line_stay_a_list() -> None:
    assert len(values(f"{MD5}\n{MD5[::-1]}\n{SHA1}\n{SHA256}\n")) == 4


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("http://a.com/x.phphttp://b.com/y", ["http://a.com/x.php", "http://b.com/y"]),
        ("https://web.archive.org/web/1/http://b.com/", ["https://web.archive.org/web/1/http://b.com/"]),
        ("http://a.com/?u=http://b.com/", ["http://a.com/?u=http://b.com/"]),
    ],
)  # fmt: skip
def test_two_urls_run_together_are_two_and_one_inside_another_is_one(
    text: str, wanted: list[str]
) -> None:
    assert [value for kind, value in values(text) if kind == "url"] == wanted


def test_a_mailbox_that_a_word_runs_on_from_is_cut_and_told() -> None:
    (found,) = find("e-mail: a.b@gmail.comaddress: x")
    assert (found.value, found.doubt) == ("a.b@gmail.com", "run on with a word")


def test_scripts_without_blanks_do_not_join_a_name() -> None:
    text = "\u63a7\u5236load.evil.ir:1234\uff0c\u4e0e103.145.86.77\uff1b\u57df\u540d\uff1aa.evil.cn\u3001b.evil.cn\u7684"
    found = [value for _, value in values(text)]
    assert found == ["load.evil.ir", "103.145.86.77", "a.evil.cn", "b.evil.cn"]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("mutex", "evil_mutex", "evil_mutex"), ("asn", "64500", "AS64500"), ("pipe", "evil", "\\\\.\\pipe\\evil"),
        ("sha256", f"{SHA256[:32]} {SHA256[32:]}", SHA256), ("user-agent", "curl/7.1", "curl/7.1"),
        ("imphash", SHA1, ""), ("certificate-serial", "no", ""), ("asn", "0", ""), ("domain", "evil.com", ""),
    ],
)  # fmt: skip
def test_a_value_whose_kind_a_table_states_has_only_to_fit_it(
    kind: str, written: str, value: str
) -> None:
    assert stated(kind, written) == value
