"""Ways to be overlooked by a sweep, or to look like something one is not. All kept for ever."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from tests.swept import Sweeper, hits, named, reasons, rows

from onionskin.errors import InputError
from onionskin.jail.pool import Pool

EVIL = named("domain", "evil.example")
TIME = "2023-03-22T10:00:00Z"


@pytest.fixture
def sweeper(tmp_path: Path, pool: Pool) -> Sweeper:
    return Sweeper(tmp_path, pool)


def dns(host: str, name: Any) -> dict[str, Any]:
    return {"EventID": 22, "Computer": host, "@timestamp": TIME, "Image": "x", "QueryName": name}


def read(host: str, image: str, path: str) -> dict[str, Any]:
    return {
        "EventID": 4663, "Computer": host, "@timestamp": TIME, "ObjectType": "File",
        "ProcessName": image, "ObjectName": path,
    }  # fmt: skip


# --- names ----------------------------------------------------------------------------------

SEEN = (
    "evil.example", "a.evil.example", "EVIL.Example", "evil.example.", "a.b.evil.example..", " evil.example ",
    "evil.example:443", "a..evil.example", "evil\u3002example", "\uff45vil.example", "x" * 300 + ".evil.example",
    ".".join(["a"] * 5000) + ".evil.example", "_dmarc.evil.example", "*.evil.example",
    ["evil.example"], ["good.example", "evil.example"],
)  # fmt: skip
UNSEEN = (
    "notevil.example", "evil.example.com", "evil.example.good.example", "evil-example", "example", "evil",
    "evilexample", "x" * 250 + "evil.example", "xn--evil-.example", "\u0435vil.example", "evil.example/good.example",
)  # fmt: skip


def test_names_match_by_label_however_they_are_written(sweeper: Sweeper) -> None:
    events = [dns(f"SEEN-{n}", name) for n, name in enumerate(SEEN)]
    events += [dns(f"UNSEEN-{n}", name) for n, name in enumerate(UNSEEN)]
    report = sweeper.run(sweeper.file("dns.jsonl", events), claims=[EVIL])
    found = hits(report, "indicator-domain")
    assert sorted(found) == sorted(f"SEEN-{n}" for n in range(len(SEEN)))


def test_an_internationalised_name_and_its_punycode_are_one(sweeper: Sweeper) -> None:
    events = [
        dns("A", "b\u00f6se.example"),
        dns("B", "XN--BSE-SNA.example"),
        dns("C", "bose.example"),
    ]
    for claim in (named("domain", "b\u00f6se.example"), named("domain", "xn--bse-sna.example")):
        report = sweeper.run(sweeper.file("dns.jsonl", events), claims=[claim])
        assert sorted(hits(report, "indicator-domain")) == ["A", "B"]


def test_a_tunnel_of_a_million_names_is_one_finding_and_not_a_limit(sweeper: Sweeper) -> None:
    line = f'{{"EventID": 22, "Computer": "PC", "@timestamp": "{TIME}", "QueryName": "%d.t.evil.example"}}\n'
    log = sweeper.file("dns.jsonl", "".join(line % n for n in range(60_000)))
    report = sweeper.run(log, claims=[EVIL, named("domain", "t.evil.example")])
    assert sorted(each.summary.split(":")[0] for each in report.findings) == ["evil.example", "t.evil.example"]  # fmt: skip
    assert all("60000 dns rows" in each.summary for each in report.findings)
    assert not any(reason.startswith("limit") for reason in reasons(report))


# --- programs and paths -----------------------------------------------------------------------

CHROME = r"C:\Program Files\Google\Chrome\Application\chrome.exe"
STORE = r"C:\Users\a\AppData\Local\Google\Chrome\User Data\Default\Login Data"
THIEVES = (
    r"C:\Temp\chrome.exe",
    r"C:\Users\a\AppData\Local\Temp\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files\Google\Chrome\Application\..\..\..\..\Temp\chrome.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe.exe",
    r"C:\Program Files\Google\Chrome\Application\chr" + "\u043e" + "me.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe:evil.exe.x\y.exe",
    r"C:\ProgramData\chrome\msedge.exe",
    "/tmp/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/opt/google/chrome/../../../tmp/chrome",
    r"C:\Windows\System32\MsMpEng.exe",
)
BROWSERS = (
    CHROME, CHROME.upper(), CHROME.replace("\\", "/"), r"\\?" + "\\" + CHROME,
    r"\Device\HarddiskVolume3\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\PROGRA~1\Google\Chrome\APPLIC~1\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Google\Chrome\Application\111.0.5563.65\chrome.exe",
    "/Applications/Firefox.app/Contents/MacOS/firefox", "/usr/lib/firefox/firefox",
)  # fmt: skip
STORES = (
    STORE, STORE.upper(), STORE.replace("\\", "/"), r"\\?" + "\\" + STORE, r"\??" + "\\" + STORE,
    STORE.replace("C:", r"\Device\HarddiskVolume3"),
    STORE.replace("C:", r"\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy4"),
    STORE.replace("C:", r"\\server\c$"), STORE.replace("Login Data", "LOGIND~1"), STORE + "::$DATA", STORE + ". ",
    STORE.replace("Default", r"Default\x\.."), STORE.replace("Default", "Profile 7"),
    r"C:\Users\a\AppData\Local\Microsoft\Edge\User Data\Default\History",
    r"C:\Users\a\AppData\Local\BraveSoftware\Brave-Browser\User Data\Default\Network\Cookies",
    r"C:\Users\a\AppData\Roaming\Mozilla\Firefox\Profiles\x.default\key4.db",
    "/Users/a/Library/Application Support/Google/Chrome/Default/Web Data",
    "/Users/a/Library/Application Support/Firefox/Profiles/x/logins.json",
    "/home/a/.mozilla/firefox/x/places.sqlite", "/home/a/.config/google-chrome/Default/Cookies",
    "/home/a/snap/firefox/common/.mozilla/firefox/x/cookies.sqlite",
)  # fmt: skip
OTHER_FILES = (
    r"C:\app\History", r"C:\Users\a\Documents\Login Data", STORE + ".bak", "/var/log/cookies",
    r"C:\Users\a\AppData\Local\Google\Chrome\User Data\Default\Preferences",
)  # fmt: skip


def test_a_program_is_a_browser_by_its_place_and_not_by_its_name(sweeper: Sweeper) -> None:
    events = [read(f"THIEF-{n}", image, STORE) for n, image in enumerate(THIEVES)]
    events += [read(f"BROWSER-{n}", image, STORE) for n, image in enumerate(BROWSERS)]
    report = sweeper.run(sweeper.file("reads.jsonl", events))
    assert sorted(hits(report, "browser-store-read")) == sorted(
        f"THIEF-{n}" for n in range(len(THIEVES))
    )


def test_a_store_is_a_store_however_its_path_is_written(sweeper: Sweeper) -> None:
    events = [read(f"STORE-{n}", r"C:\Temp\x.exe", path) for n, path in enumerate(STORES)]
    events += [read(f"OTHER-{n}", r"C:\Temp\x.exe", path) for n, path in enumerate(OTHER_FILES)]
    report = sweeper.run(sweeper.file("reads.jsonl", events))
    assert sorted(hits(report, "browser-store-read")) == sorted(
        f"STORE-{n}" for n in range(len(STORES))
    )


def test_two_programs_in_one_folder_are_two_findings(sweeper: Sweeper) -> None:
    folder = r"C:\Program Files (x86)\Tools"
    events = [read("PC", rf"{folder}\{name}.exe", STORE) for name in ("a", "b")]
    report = sweeper.run(sweeper.file("reads.jsonl", events))
    assert len({each.id for each in report.findings}) == 2


# --- JSON -------------------------------------------------------------------------------------

LINE = '"EventID": 22, "@timestamp": "2023-03-22T10:00:00Z"'
TRICKS = {
    "twice": f'{{"Computer": "twice", {LINE}, "QueryName": "evil.example", "QueryName": "good.example"}}',
    "again": f'{{"Computer": "again", {LINE}, "QueryName": "good.example", "QueryName": "evil.example"}}',
    "quoted": f'{{"Computer": "quoted", {LINE}, "QueryName": "evil.example", "Q\\u0075eryName": "good.example", "x": "\\u0022\\u0022"}}',
    "nan": f'{{"Computer": "nan", {LINE}, "QueryName": "evil.example", "x": NaN}}',
    "surrogate": f'{{"Computer": "surrogate", {LINE}, "QueryName": "evil.example", "x": "\\ud800"}}',
    "control": f'{{"Computer": "control", {LINE}, "QueryName": "evil.example", "x": "a\x01\x1b[31mb"}}',
    "huge": f'{{"Computer": "huge", {LINE}, "QueryName": "evil.example", "x": {"9" * 3000}}}',
    "exponent": f'{{"Computer": "exponent", {LINE}, "QueryName": "evil.example", "x": 1e999}}',
    "comma": f'{{"Computer": "comma", {LINE}, "QueryName": "evil.example"}},',
}


def test_json_that_readers_understand_differently_is_read_in_each_way(sweeper: Sweeper) -> None:
    log = sweeper.file("x.jsonl", "\n".join([*TRICKS.values(), '{"x": "\udcff'.encode("utf-8", "replace").decode()]))  # fmt: skip
    report = sweeper.run(log, claims=[EVIL])
    assert set(hits(report, "indicator-domain")) == set(TRICKS)
    assert "2 readings kept" in reasons(report)["duplicate-keys"]
    assert "lenient-json" in reasons(report)


def test_bytes_that_are_no_text_do_not_hide_a_line(sweeper: Sweeper) -> None:
    line = (
        f'{{"Computer": "PC", {LINE}, "QueryName": "evil.example", "x": "'.encode()
        + b'\xff\xc0"}\n'
    )
    report = sweeper.run(sweeper.file("x.jsonl", line), claims=[EVIL])
    assert hits(report, "indicator-domain")


def test_a_line_of_50_mb_costs_that_line_alone(sweeper: Sweeper) -> None:
    good = f'{{"Computer": "PC", {LINE}, "QueryName": "evil.example"}}\n'.encode()
    long = b'{"x": "' + b"A" * (50 << 20) + b'"}\n'
    report = sweeper.run(sweeper.file("x.jsonl", good + long + good), claims=[EVIL])
    assert rows(report) == {"dns": 2}
    assert reasons(report)["line-too-long"].startswith("x.jsonl: line 2: ")


def test_deep_nesting_costs_that_line_alone(sweeper: Sweeper) -> None:
    good = f'{{"Computer": "PC", {LINE}, "QueryName": "evil.example"}}\n'
    deep = ["[" * 200_000, '{"a":' * 200_000, '{"a":' * 900 + "1" + "}" * 900]
    report = sweeper.run(
        sweeper.file("x.jsonl", good + "\n".join(deep) + "\n" + good), claims=[EVIL]
    )
    assert rows(report) == {"dns": 2}
    assert "nested too deeply" in reasons(report)["unreadable-line"]


def test_an_array_that_is_broken_in_the_middle_gives_both_its_ends(sweeper: Sweeper) -> None:
    good = f'{{"Computer": "PC", {LINE}, "QueryName": "evil.example"}}'
    report = sweeper.run(sweeper.file("x.json", f"[{good},\n{{broken,\n{good},\n{good}]"))
    assert rows(report) == {"dns": 3}
    assert "unreadable-line" in reasons(report)


# --- CSV --------------------------------------------------------------------------------------


def test_csv_cells_are_text_and_never_formulas(sweeper: Sweeper) -> None:
    text = "host,product,version\nPC-1,=HYPERLINK(1),1.0\n@SUM(A1),x,+1\nPC-3,\x1b[31mred,\x00\n"
    report = sweeper.run(sweeper.file("inventory.csv", text))
    assert rows(report) == {"install": 3}
    assert [each.host for each in report.hosts] == ["@SUM(A1)", "PC-1", "PC-3"]


def test_a_quotation_mark_that_is_never_closed_hides_one_line(sweeper: Sweeper) -> None:
    body = "".join(f"22,PC-{n},{TIME},evil.example\n" for n in range(400))
    text = "EventID,Computer,@timestamp,QueryName\n" + '22,"PC,x,y\n' + body
    report = sweeper.run(sweeper.file("x.csv", text), claims=[EVIL])
    assert len(hits(report, "indicator-domain")) == 400
    assert reasons(report)["unreadable-line"].startswith("x.csv: line 2: ")


def test_a_column_that_is_headed_twice_hides_neither(sweeper: Sweeper) -> None:
    text = f"Computer,QueryName,@timestamp,QueryName\nA,evil.example,{TIME},good.example\nB,good.example,{TIME},evil.example\n"
    report = sweeper.run(sweeper.file("x.csv", text), claims=[EVIL])
    assert sorted(hits(report, "indicator-domain")) == ["A", "B"]
    assert "duplicate-columns" in reasons(report)


def test_rows_that_are_too_long_or_too_short_are_read_and_said(sweeper: Sweeper) -> None:
    text = f"Computer,QueryName,@timestamp\nA,evil.example,{TIME},x,y\nB,evil.example\n"
    report = sweeper.run(sweeper.file("x.csv", text), claims=[EVIL])
    assert sorted(hits(report, "indicator-domain")) == ["A", "B"]
    assert "5 cells under 3 columns" in reasons(report)["uneven-row"]


# --- files ------------------------------------------------------------------------------------


UNREADABLE = {
    "a.gz": (gzip.compress(b'{"EventID": 22}', mtime=0), "unsupported", "gzip"),
    "b.evtx": (b"ElfFile\x00" + bytes(100), "unsupported", "evtx"),
    "c.zip": (b"PK\x03\x04" + bytes(100), "unsupported", "zip"),
    "d.jsonl": (b"", "empty", "says nothing"),
    "e.jsonl": (bytes(range(256)) * 50, "unsupported", "no source reads this"),
    "f.jsonl": (b'{"hello": "world"}\n', "unsupported", "no source reads this"),
    "g.jsonl": (b'{"EventID": 10, "Computer": "PC"}\n', "no-events", "no row"),
    "h.csv": (b"alpha,beta\n1,2\n", "unsupported", "no source reads this"),
}


def test_what_cannot_be_read_is_said_and_is_never_clean(sweeper: Sweeper) -> None:
    files = [sweeper.file(name, content) for name, (content, _, _) in UNREADABLE.items()]
    report = sweeper.run(*files)
    said = {(each.reason, each.detail.partition(":")[0]): each.detail for each in report.problems}
    for name, (_, reason, word) in UNREADABLE.items():
        assert word in said[reason, name]
    assert report.hosts == ()


def test_a_link_a_pipe_and_a_device_are_not_opened(sweeper: Sweeper) -> None:
    real = sweeper.file("real.jsonl", [dns("PC", "evil.example")])
    (sweeper.folder / "link.jsonl").symlink_to(real)
    os.mkfifo(sweeper.folder / "pipe.jsonl")
    for name in ("link.jsonl", "pipe.jsonl", "/dev/zero"):
        with pytest.raises(InputError):
            sweeper.run(sweeper.folder / name)


def test_names_out_of_a_folder_are_text_whatever_is_in_them(sweeper: Sweeper) -> None:
    disk = sweeper.folder / "disk"
    disk.mkdir()
    for name in (b"a\nb", b"\x1b[31m", b"\xff\xfe", b"<script>", b"..x", "\u202egnp.exe".encode()):
        (disk / os.fsdecode(name)).write_bytes(b"filler")
    report = sweeper.run(disk, claims=[named("md5", "5a4cd7fd1e4f1a7b6a8ae2a08e8e0c64")])
    assert rows(report) == {"file": 6}


def test_hosts_cannot_hide_behind_spellings(sweeper: Sweeper) -> None:
    events = [dns(name, "evil.example") for name in ("PC-1", "pc-1", "PC-1.", "pc-1.corp.example")]
    report = sweeper.run(sweeper.file("x.jsonl", events), claims=[EVIL])
    (found,) = report.findings
    assert found.subject == "PC-1"
    assert "4 dns rows" in found.summary


def test_hashes_match_in_any_case_and_with_space(sweeper: Sweeper) -> None:
    common = {"@timestamp": TIME, "category": "file", "path": "x"}
    events = [
        common | {"Computer": "A", "sha256": " " + "AB" * 32},
        common | {"Computer": "B", "Hashes": "MD5=x,SHA256=" + "aB" * 32},
        common | {"Computer": "C", "sha256": "ab" * 31},
    ]
    report = sweeper.run(sweeper.file("x.jsonl", events), claims=[named("sha256", "Ab" * 32)])
    assert sorted(hits(report, "indicator-hash")) == ["A", "B"]


def test_megabytes_in_one_field_do_not_fill_the_report(sweeper: Sweeper) -> None:
    long = "A" * 1_000_000
    events = [
        dns(long, "evil.example") | {"Image": long},
        dns("PC", f"{long}.evil.example") | {"@timestamp": long},
        {"Computer": "PC", "@timestamp": TIME, "category": "alert", "rule": long, "path": long, "note": long},
        read("PC", rf"C:\{long}\x.exe", STORE),
    ]  # fmt: skip
    report = sweeper.run(sweeper.file("x.jsonl", events), claims=[EVIL])
    assert len(report.findings) == 4
    assert len(repr(report)) < 40_000


def test_a_forged_time_does_not_stretch_the_window_without_end(sweeper: Sweeper) -> None:
    events = [dns("PC-1", "a") | {"@timestamp": each} for each in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", TIME)]  # fmt: skip
    events += [dns("PC-2", "a")]
    report = sweeper.run(sweeper.file("x.jsonl", events))
    assert "gap" not in reasons(report)


def test_a_reader_that_is_killed_is_said_of_each_source_it_read(tmp_path: Path) -> None:
    with Pool(workers=1, memory=1 << 20) as starved:
        sweeper = Sweeper(tmp_path, starved)
        log = sweeper.file(
            "x.jsonl", "".join(f'{{"EventID": 22, "n": {n}}}\n' for n in range(200_000))
        )
        disk = sweeper.file("disk/big.bin", bytes(200 << 20)).parent
        report = sweeper.run(log, disk)
    told = [each.detail for each in report.problems if each.reason == "incomplete"]
    assert any(each.startswith("x.jsonl: not read: memory") for each in told)
    assert any("big.bin: memory" in each for each in told)
    assert report.tables == ()
