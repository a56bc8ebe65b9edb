"""Every kind of indicator survives a STIX bundle and a MISP event, ours and other people's."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.unit.read.conftest import Reader

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.model import OBSERVABLES
from onionskin.write.reports import ReadReport
from onionskin.write.save import rendered

SHA1 = "0ca17235a2b3c4d5e6f708192a3b4c5d6e7f8091"
ALL = f"""# Indicators of compromise

- evil-one[.]com
- hxxps://evil-one[.]com/gate
- boss[@]evil-one[.]com
- 45[.]61.137[.]12
- 2a0e:97c0:3ea::1f
- 45.61.136.0/24
- 45.61.138.7-45.61.138.9
- AS64500
- 9e107d9d372bb6826bd81d3542a419d6
- {SHA1}
- 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
- imphash: f34d5f2d4577ed6d9ceec516c1f5a744
- ssdeep: 3072:UqZKqKDEpLMMdZKqK:abcDEFghi
- TLSH: T1A2B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3
- C:\\ProgramData\\evil\\evil.exe
- HKLM\\SOFTWARE\\Evil\\Run
- mutex: Global\\evil_17
- \\\\.\\pipe\\evil_17
- service name: EvilSvc
- scheduled task: EvilTask
- serial number: 0a1b2c3d4e5f6071
- thumbprint: {SHA1[::-1]}
- User-Agent: Mozilla/4.0 (compatible; EvilBot)
- Cookie: SESS=abc123
- npm install evil-pkg@1.2.3
- 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
- 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
- CVE-2023-29059, CWE-506, GHSA-jfh8-c2jp-5v3q, T1195.002
"""
Told = set[tuple[str, str, str]]


def indicators(report: ReadReport) -> Told:
    return {
        (claim.subject.kind, claim.subject.name, claim.object.name)
        for claim in report.claims
        if claim.relation == "indicates"
    }


@pytest.fixture
def told(reader: Reader) -> ReadReport:
    return reader(ALL, "all.md")


def again(report: ReadReport, form: str, pool: Pool, folder: Path) -> ReadReport:
    path = folder / f"back.{'json' if form == 'stix' else 'misp'}"
    path.write_bytes(rendered(report, form))
    (back,) = read([path], pool=pool)
    return back


def test_the_list_holds_every_kind(told: ReadReport) -> None:
    assert {kind for kind, _, _ in indicators(told)} == OBSERVABLES - {"sha512"}


@pytest.mark.parametrize("form", ["stix", "misp"])
def test_every_kind_comes_back_with_its_role(
    told: ReadReport, form: str, pool: Pool, tmp_path: Path
) -> None:
    assert indicators(again(told, form, pool, tmp_path)) == indicators(told)


def test_what_stix_has_a_pattern_for_is_an_indicator_and_reads_without_our_extension(
    told: ReadReport, pool: Pool, tmp_path: Path
) -> None:
    bundle = msgspec.json.decode(rendered(told, "stix"))
    theirs = []
    for each in bundle["objects"]:
        if each["type"] == "indicator":
            each.pop("extensions")
            theirs.append({**each, "created_by_ref": each["created_by_ref"].replace("a", "b")})
    path = tmp_path / "theirs.json"
    path.write_bytes(msgspec.json.encode({**bundle, "objects": theirs}))
    (back,) = read([path], pool=pool)
    kinds = {kind for kind, _, role in indicators(back) if role == "indicator"}
    assert kinds >= {
        "domain", "url", "email", "ipv4", "ipv6", "cidr", "asn", "md5", "sha1", "sha256", "imphash", "ssdeep", "tlsh",
        "registry-key", "mutex", "pipe", "service", "certificate-serial", "certificate-thumbprint", "user-agent",
        "cookie", "wallet",
    }  # fmt: skip


def test_other_peoples_events_give_the_new_kinds(pool: Pool, tmp_path: Path) -> None:
    rows = [
        ("AS", "AS64500", "asn", "AS64500"), ("regkey", "HKLM\\Software\\Evil", "registry-key", "HKEY_LOCAL_MACHINE\\Software\\Evil"),
        ("mutex", "evil", "mutex", "evil"), ("named pipe", "\\\\.\\pipe\\evil", "pipe", "\\\\.\\pipe\\evil"),
        ("windows-service-name", "EvilSvc", "service", "EvilSvc"), ("windows-scheduled-task", "Evil Task", "scheduled-task", "Evil Task"),
        ("user-agent", "curl/7.1", "user-agent", "curl/7.1"), ("x509-fingerprint-sha1", SHA1, "certificate-thumbprint", SHA1),
        ("ip-dst", "45.61.136.0/24", "cidr", "45.61.136.0/24"), ("filename|imphash", f"a.exe|{SHA1[:32]}", "imphash", SHA1[:32]),
        ("btc", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ]  # fmt: skip
    attributes = [
        {"type": kind, "value": value, "to_ids": True, "category": "Other"}
        for kind, value, _, _ in rows
    ]
    event = {"Event": {"info": "x", "date": "2024-01-01", "Attribute": attributes}}
    path = tmp_path / "event.json"
    path.write_bytes(msgspec.json.encode(event))
    (report,) = read([path], pool=pool)
    assert {(kind, value, "indicator") for _, _, kind, value in rows} <= indicators(report)
