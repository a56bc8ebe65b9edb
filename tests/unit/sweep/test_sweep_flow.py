"""The verb: sources in, hosts out; nothing lost, nothing doubled, nothing read as clean."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tests.swept import Sweeper, hits, host, named, reasons, rows

from onionskin.errors import InputError
from onionskin.jail.pool import Pool
from onionskin.lookalike.estate import Estate, write_estate
from onionskin.model import (
    Artifact,
    Coverage,
    Evidence,
    Finding,
    Judgement,
    Lane,
    Level,
    Run,
    Stage,
    TableFile,
    Verdict,
)
from onionskin.write.reports import SweepReport

HASHES = {"d3dcompiler_47.dll": "ab" * 32, "ffmpeg.dll": "cd" * 32}
CLAIMS = (
    named("sha256", "AB" * 32),
    named("domain", "evil.example"),
    named("domain", "www.example.org", "clean"),
)


def dns(name: str, host: str = "PC-1", time: str = "2023-03-22T10:00:00Z") -> dict[str, object]:
    return {"EventID": 22, "Computer": host, "@timestamp": time, "Image": "x", "QueryName": name}


@pytest.fixture(scope="module")
def estate(
    tmp_path_factory: pytest.TempPathFactory, pool: Pool
) -> tuple[Sweeper, Estate, SweepReport]:
    sweeper = Sweeper(tmp_path_factory.mktemp("estate"), pool)
    made = write_estate(sweeper.folder / "estate", hashes=HASHES, domains=["evil.example"])
    return sweeper, made, sweeper.run(made.inventory, *made.logs, claims=CLAIMS)


Swept = tuple[Sweeper, Estate, SweepReport]


def test_each_of_the_six_hosts_is_hit_or_clear_or_without_data(estate: Swept) -> None:
    states = {each.host: each.state for each in estate[2].hosts}
    assert states == {
        "ACC-02": "hit",
        "FIN-04": "hit",
        "OPS-01": "nothing-found",
        "LNX-07": "nothing-found",
        "LAB-03": "nothing-found",
        "HR-05": "no-data",
    }


def test_the_beacon_is_nine_rows_and_its_look_alikes_are_none(estate: Swept) -> None:
    (found,) = hits(estate[2], "indicator-domain")["ACC-02"]
    assert "9 dns rows" in found.summary
    assert found.stage is Stage.BEACONED
    assert found.origin == "CERT A"
    assert len(found.evidence) == 9
    assert all(each.note.startswith("beaconed: ") for each in found.evidence)


def test_the_hash_on_the_disk_is_cited_by_table_and_row(estate: Swept) -> None:
    (found,) = hits(estate[2], "indicator-hash")["ACC-02"]
    tables = {each.sha256 for each in estate[2].tables}
    assert {each.table for each in found.evidence} <= tables
    assert all(each.row is not None for each in found.evidence)
    assert "d3dcompiler_47.dll" in found.summary


def test_the_phone_client_reads_the_stores_of_four_browsers(estate: Swept) -> None:
    found = hits(estate[2], "browser-store-read")
    assert list(found) == ["FIN-04"]
    assert found["FIN-04"][0].stage is Stage.SECOND_STAGE
    for browser in ("Chrome", "Edge", "Brave", "Firefox"):
        assert f"{browser} history" in found["FIN-04"][0].summary


def test_a_foreign_alert_is_a_finding_whose_ruling_lowers_nothing(estate: Swept) -> None:
    (found,) = hits(estate[2], "Shellcode in a signed library")["ACC-02"]
    assert found.origin == "Example EDR"
    assert found.level is Level.SUSPICIOUS
    assert "alert 311" in found.summary
    assert "false positive by analyst 1" in found.benign


def test_the_only_thing_not_seen_is_the_host_without_logs(estate: Swept) -> None:
    assert estate[2].not_evaluable == ()
    assert set(reasons(estate[2])) == {"no-data"}
    assert reasons(estate[2])["no-data"].startswith("HR-05: ")


def test_a_second_run_changes_nothing(estate: Swept) -> None:
    sweeper, made, first = estate
    with sweeper.case() as case:
        before = case.head
    assert sweeper.run(made.inventory, *made.logs, claims=CLAIMS) == first
    with sweeper.case() as case:
        assert case.head == before
        assert case.verify() == ()
        assert len(case.all(Coverage)) == sum(len(each.coverage) for each in first.hosts)
        assert {each.verb for each in case.all(Run)} == {"sweep"}


def test_without_sources_the_case_is_looked_at_again(estate: Swept) -> None:
    sweeper, _, first = estate
    again = sweeper.run(claims=(*CLAIMS, named("sha256", "CD" * 32)))
    assert len(again.findings) == len(first.findings) + 1
    assert again.tables == ()


def test_the_same_estate_is_the_same_bytes(tmp_path: Path) -> None:
    one = write_estate(tmp_path / "a", hashes=HASHES, domains=["evil.example"])
    other = write_estate(tmp_path / "b", hashes=HASHES, domains=["evil.example"])
    for left, right in zip((one.inventory, *one.logs), (other.inventory, *other.logs), strict=True):
        assert left.read_bytes() == right.read_bytes()


# --- sources ------------------------------------------------------------------------------


def test_a_log_that_has_grown_replaces_its_shorter_self(sweeper: Sweeper) -> None:
    first = [dns("a.example"), dns("b.example")]
    sweeper.run(sweeper.file("dns.jsonl", first))
    report = sweeper.run(sweeper.file("dns.jsonl", [*first, dns("c.example")]))
    assert host(report, "PC-1").coverage[0].rows == 3
    with sweeper.case() as case:
        assert len(case.all(TableFile)) == 1


def test_a_log_of_the_same_name_and_other_content_is_added(sweeper: Sweeper) -> None:
    sweeper.run(sweeper.file("a/dns.jsonl", [dns("a.example")]))
    report = sweeper.run(sweeper.file("b/dns.jsonl", [dns("b.example"), dns("c.example")]))
    assert host(report, "PC-1").coverage[0].rows == 3


def test_the_same_log_under_another_name_adds_nothing(sweeper: Sweeper) -> None:
    events = [dns("a.example")]
    one, other = sweeper.file("one.jsonl", events), sweeper.file("other.jsonl", events)
    assert host(sweeper.run(one, other), "PC-1").coverage[0].rows == 1
    assert host(sweeper.run(other), "PC-1").coverage[0].rows == 1


def test_a_folder_is_the_disk_of_one_host(sweeper: Sweeper) -> None:
    sweeper.file("ACC-02/app/evil.dll", b"inert filler")
    sweeper.file("ACC-02/readme.txt", b"hello")
    (sweeper.folder / "ACC-02" / "link").symlink_to("/etc/passwd")
    os.mkfifo(sweeper.folder / "ACC-02" / "pipe")
    digest = hashlib.sha1(b"inert filler").hexdigest()
    report = sweeper.run(sweeper.folder / "ACC-02", claims=[named("sha1", digest)])
    assert rows(report) == {"file": 2}
    assert "app/evil.dll" in hits(report, "indicator-hash")["ACC-02"][0].summary
    told = reasons(report)["not-a-file"]
    assert "link: a symbolic link, not followed; pipe: a named pipe, not followed" in told
    assert report.not_evaluable[0].detail.endswith("not evaluable on ACC-02")


def test_a_folders_host_can_be_given(sweeper: Sweeper) -> None:
    sweeper.file("mnt/a.bin", b"x")
    assert sweeper.run(sweeper.folder / "mnt", host="LAB-03").hosts[0].host == "LAB-03"


def test_a_log_inside_a_folder_is_not_silently_only_hashed(sweeper: Sweeper) -> None:
    sweeper.file("logs/dns.jsonl", [dns("evil.example")])
    report = sweeper.run(sweeper.folder / "logs", claims=[named("domain", "evil.example")])
    assert "dns.jsonl" in reasons(report)["log-in-folder"]


def test_a_folder_with_more_files_than_descriptors_in_a_message(sweeper: Sweeper) -> None:
    for n in range(40):
        sweeper.file(f"disk/{n % 3}/{n}.bin", bytes([n]) * n)
    assert rows(sweeper.run(sweeper.folder / "disk")) == {"file": 40}


def test_a_source_that_is_not_there_is_an_error_before_anything_is_read(sweeper: Sweeper) -> None:
    there = sweeper.file("dns.jsonl", [dns("a.example")])
    with pytest.raises(InputError):
        sweeper.run(there, sweeper.folder / "missing.jsonl")
    assert sweeper.run().hosts == ()


# --- what is not seen ------------------------------------------------------------------------


def test_a_host_that_was_silent_for_days_is_a_gap(sweeper: Sweeper) -> None:
    days = [f"2023-03-{day:02}T08:00:00Z" for day in range(1, 11)]
    events = [dns("a.example", "PC-1", day) for day in days]
    events += [dns("a.example", "PC-2", day) for day in days[:3] + days[8:]]
    events += [dns("a.example", "PC-3", day) for day in days[:4] + days[6:]]
    report = sweeper.run(sweeper.file("dns.jsonl", events))
    gaps = [each.detail for each in report.problems if each.reason == "gap"]
    assert gaps == ["PC-2: no log rows from 2023-03-04 to 2023-03-08 (5 days)"]


def test_a_behaviour_without_its_column_names_column_and_hosts(sweeper: Sweeper) -> None:
    report = sweeper.run(sweeper.file("dns.jsonl", [dns("a.example"), dns("b.example", "PC-2")]))
    (problem,) = report.not_evaluable
    assert "file_access.Image" in problem.detail
    assert "PC-1, PC-2" in problem.detail


def test_a_behaviour_is_not_evaluable_on_the_host_that_lacks_the_rows(sweeper: Sweeper) -> None:
    read = {
        "EventID": 4663, "Computer": "PC-2", "@timestamp": "2023-03-22T10:00:00Z",
        "ProcessName": "c:\\x.exe", "ObjectName": "c:\\y",
    }  # fmt: skip
    report = sweeper.run(sweeper.file("mixed.jsonl", [dns("a.example"), read]))
    (problem,) = report.not_evaluable
    assert "of PC-1: not evaluable there" in problem.detail


def test_an_ambiguous_host_is_kept_apart_and_said(sweeper: Sweeper) -> None:
    events = [dns("evil.example", name) for name in ("web", "web.a.example", "web.b.example")]
    report = sweeper.run(
        sweeper.file("dns.jsonl", events), claims=[named("domain", "evil.example")]
    )
    assert len(report.hosts) == 3
    assert len(report.findings) == 3
    assert "web may be any of" in reasons(report)["ambiguous-host"]


# --- what is hunted for ------------------------------------------------------------------------


def test_only_the_role_indicator_is_hunted_for(sweeper: Sweeper) -> None:
    log = sweeper.file("dns.jsonl", [dns(f"{role}.example") for role in ("a", "b", "c", "d")])
    claims = [
        named("domain", "a.example", "clean"),
        named("domain", "b.example", "reference"),
        named("domain", "c.example", "test"),
    ]
    report = sweeper.run(log, claims=claims)
    assert report.findings == ()
    assert report.problems == ()
    assert "a.example, b.example, c.example" in " ".join(report.notes)


def test_each_independent_origin_of_an_indicator_is_a_finding(sweeper: Sweeper) -> None:
    log = sweeper.file("dns.jsonl", [dns("x.evil.example")])
    claims = [
        named("domain", "evil.example", by="CERT A"),
        named("domain", "EVIL.example.", by="CERT B"),
        named("domain", "evil.example", "clean", by="VENDOR"),
    ]
    found = hits(sweeper.run(log, claims=claims), "indicator-domain")["PC-1"]
    assert [each.origin for each in found] == ["CERT A", "CERT B"]
    assert all(each.family == "indicator-domain" for each in found)
    assert all("also named clean by VENDOR" in each.benign for each in found)


def test_what_would_match_half_of_the_world_is_not_hunted_and_said(sweeper: Sweeper) -> None:
    log = sweeper.file("dns.jsonl", [dns("www.example.co.uk")])
    broad = {
        "co.uk": "domain", "com": "domain", "10.0.0.0/8": "ipv4", "abc": "sha256",
        "CVE-2023-29059": "cve", "http://": "url",
    }  # fmt: skip
    report = sweeper.run(log, claims=[named(kind, name) for name, kind in broad.items()])
    assert report.findings == ()
    said = " ".join(report.notes)
    for name in broad:
        assert name in said


def test_what_a_peel_found_tampered_with_is_hunted_on_disks(sweeper: Sweeper) -> None:
    digest = "ef" * 32
    root = Artifact("artifact-1", ("phone.msi",), "aa" * 32, 1)
    part = Artifact("artifact-2", ("phone.msi", "ffmpeg.dll"), digest, 1, "artifact-1")
    other = Artifact("artifact-3", ("phone.msi", "clean.dll"), "bb" * 32, 1, "artifact-1")
    finding = Finding(
        "finding-1", "bytes-behind-signature", "signature", Lane.INVARIANT, Level.SUSPICIOUS,
        "artifact-2", "", "s", "b", (Evidence("x"),),
    )  # fmt: skip
    judged = Judgement(
        "judgement-1", "artifact-1", "phone.msi", "aa" * 32, Verdict(Level.COMPROMISED, "r"), True
    )
    with sweeper.case() as case:
        case.commit(Run("run-1", "peel", "1", "full"), [root, part, other, finding, judged])
    events = [
        {"hostname": "PC-1", "category": "file", "time": "2023-03-22T10:00:00Z", "path": p, "sha256": h}
        for p, h in (("a.dll", digest), ("b.dll", "bb" * 32))
    ]  # fmt: skip
    report = sweeper.run(sweeper.file("files.jsonl", events))
    (found,) = report.findings
    assert found.origin == "peel of phone.msi"
    assert "a.dll" in found.summary


def test_addresses_match_in_every_spelling_and_by_network(sweeper: Sweeper) -> None:
    addresses = ("192.0.2.7", "::ffff:192.0.2.7", "198.51.100.200", "2001:db8::7", "203.0.113.1")
    events = [
        {"EventID": 3, "Computer": f"PC-{n}", "UtcTime": "2023-03-22 10:00:00.000", "Image": "x", "DestinationIp": ip}
        for n, ip in enumerate(addresses)
    ]  # fmt: skip
    claims = [
        named("ipv4", "192.0.2.7:443"),
        named("cidr", "198.51.100.0/24"),
        named("ipv6", "2001:DB8:0::7"),
    ]
    report = sweeper.run(sweeper.file("net.jsonl", events), claims=claims)
    assert sorted(hits(report, "indicator-address")) == ["PC-0", "PC-1", "PC-2", "PC-3"]


def test_a_url_within_a_domain_that_is_named_too_is_one_sighting(sweeper: Sweeper) -> None:
    claims = [named("url", "https://a.evil.example/x"), named("domain", "evil.example")]
    report = sweeper.run(sweeper.file("d.jsonl", [dns("a.evil.example")]), claims=claims)
    assert [each.signal for each in report.findings] == ["indicator-domain"]


def test_of_a_url_only_the_exact_host_is_looked_for_and_only_reviewed(sweeper: Sweeper) -> None:
    events = [dns("raw.code.example", "PC-1"), dns("x.raw.code.example", "PC-2")]
    claims = [named("url", "https://raw.code.example/IconStorages/icon1.ico")]
    found = hits(sweeper.run(sweeper.file("d.jsonl", events), claims=claims), "indicator-url-host")
    assert list(found) == ["PC-1"]
    assert found["PC-1"][0].level is Level.REVIEW
    assert found["PC-1"][0].stage is None
