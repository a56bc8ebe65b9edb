"""Sources: what log shippers write becomes rows of ours, field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.swept import Sweeper

from onionskin.model import EVENT_COLUMNS, EVENT_TABLES, Problem
from onionskin.plugins.view import View
from onionskin.sweep.inside import recognise
from onionskin.sweep.tally import tally

SYSMON = "Microsoft-Windows-Sysmon/Operational"
NAME = "a.evil.example"


class Rows:
    """A `Tables` that keeps what it is given, and what the source said."""

    def __init__(self, *sources: Path) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {}
        said: list[Problem] = []
        for path in sources:
            with path.open("rb") as file:
                view = View(file.fileno())
                (plugin,) = recognise(view)
                said += plugin.load().rows(view, self)
        self.problems = {each.reason: each.detail for each in tally(said)}

    def write(self, table: str, row: dict[str, Any]) -> None:
        assert set(row) <= set(EVENT_COLUMNS) | set(EVENT_TABLES[table])
        self.tables.setdefault(table, []).append(row)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.tables.items()}

    def only(self) -> dict[str, Any]:
        ((row,),) = self.tables.values()
        return row


@pytest.fixture
def folder(tmp_path: Path) -> Sweeper:
    """A place for files; nothing is swept there."""
    return Sweeper(tmp_path, None)  # type: ignore[arg-type]


# The shapes are those of Winlogbeat, of NXLog (OTRF/Security-Datasets), of evtx_dump (Sigma's
# regression data), and of the Elastic Common Schema; the values are our own.
SHAPES: dict[str, dict[str, Any]] = {
    "winlogbeat": {
        "@timestamp": "2023-03-22T10:00:01.500Z",
        "event": {"code": "22", "created": "2023-03-22T10:00:09Z"},
        "host": {"name": "collector"},
        "winlog": {
            "channel": SYSMON,
            "computer_name": "PC-1.corp.example",
            "event_id": 22,
            "provider_name": "Microsoft-Windows-Sysmon",
            "event_data": {
                "UtcTime": "2023-03-22 10:00:00.000",
                "Image": "C:\\x.exe",
                "QueryName": NAME,
            },
        },
    },
    "winlogbeat, dotted": {
        "winlog.channel": SYSMON,
        "winlog.event_id": "22",
        "winlog.computer_name": "PC-1.corp.example",
        "@timestamp": "2023-03-22T10:00:00.000Z",
        "winlog.event_data.Image": "C:\\x.exe",
        "winlog.event_data.QueryName": NAME,
    },
    "nxlog": {
        "EventTime": "2023-03-22 06:00:00",
        "Hostname": "PC-1.corp.example",
        "host": "wec.internal.example",
        "port": 60122,
        "Channel": SYSMON,
        "SourceName": "Microsoft-Windows-Sysmon",
        "@timestamp": "2023-03-22T10:00:03.000Z",
        "UtcTime": "2023-03-22 10:00:00.000",
        "EventID": 22,
        "EventType": "INFO",
        "Domain": "NT AUTHORITY",
        "RuleName": "-",
        "Image": "C:\\x.exe",
        "QueryName": NAME,
    },
    "evtx_dump": {
        "Event": {
            "#attributes": {"xmlns": "x"},
            "System": {
                "Provider": {"#attributes": {"Name": "Microsoft-Windows-Sysmon"}},
                "EventID": {"#attributes": {"Qualifiers": ""}, "#text": 22},
                "TimeCreated": {"#attributes": {"SystemTime": "2023-03-22T10:00:00.0000000Z"}},
                "Channel": SYSMON,
                "Computer": "PC-1.corp.example",
                "Correlation": None,
            },
            "EventData": {"Image": "C:\\x.exe", "QueryName": NAME},
        }
    },
    "elastic": {
        "_index": "logs",
        "_source": {
            "@timestamp": "2023-03-22T11:00:00+01:00",
            "event": {"category": ["network"], "action": "lookup_requested", "kind": "event"},
            "host": {"name": "PC-1.corp.example"},
            "process": {"executable": "C:\\x.exe", "name": "x.exe"},
            "dns": {"question": {"name": NAME}},
        },
    },
    "sigma": {
        "category": "dns_query",
        "ComputerName": "PC-1.corp.example",
        "UtcTime": "2023-03-22 10:00:00",
        "Image": "C:\\x.exe",
        "QueryName": NAME,
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_dns_query_is_the_same_row_whoever_ships_it(shape: str, folder: Sweeper) -> None:
    row = Rows(folder.file("x.jsonl", [SHAPES[shape]])).only()
    assert (row["host"], row["Image"], row["QueryName"]) == ("PC-1.corp.example", "C:\\x.exe", NAME)
    assert row["time"] == "2023-03-22T10:00:00.000000Z"


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_and_objects_over_many_lines_are_read(indent: int | None, folder: Sweeper) -> None:
    events = [SHAPES["sigma"], SHAPES["nxlog"]]
    array = folder.file("array.json", json.dumps(events, indent=indent))
    single = folder.file("single.json", json.dumps(SHAPES["evtx_dump"], indent=2))
    assert Rows(array, single).counts == {"dns": 3}


def test_hashes_in_one_field_are_taken_apart(folder: Sweeper) -> None:
    event = {
        "EventID": 7, "Computer": "PC-1", "UtcTime": "2023-03-22 10:00:00", "Image": "C:\\x.exe",
        "ImageLoaded": "C:\\y.dll", "Signed": "true",
        "Hashes": f"SHA1={'A' * 40},MD5={'B' * 32},SHA256={'C' * 64},IMPHASH={'D' * 32}",
    }  # fmt: skip
    row = Rows(folder.file("x.jsonl", [event])).only()
    assert (row["sha256"], row["sha1"], row["md5"]) == ("c" * 64, "a" * 40, "b" * 32)
    assert (row["ImageLoaded"], row["Signed"]) == ("C:\\y.dll", "true")


def test_each_kind_of_event_finds_its_table(folder: Sweeper) -> None:
    common = {"Computer": "PC-1", "@timestamp": "2023-03-22T10:00:00Z"}
    events = [
        {"EventID": 1, "Image": "a", "CommandLine": "a b"},
        {"EventID": 4688, "NewProcessName": "a", "ParentProcessName": "b", "SubjectUserName": "u"},
        {"EventID": 3, "Image": "a", "DestinationIp": "192.0.2.1", "DestinationPort": "443"},
        {"EventID": 5156, "Application": "a", "DestAddress": "192.0.2.1", "DestPort": 443},
        {"EventID": 4663, "ProcessName": "a", "ObjectName": "C:\\x", "ObjectType": "File"},
        {"EventID": 11, "Image": "a", "TargetFilename": "C:\\y"},
        {"EventID": 23, "TargetFilename": "C:\\y", "Hashes": "SHA256=" + "a" * 64},
        {"event": {"category": ["file"], "action": "open"}, "process": {"executable": "a"}, "file": {"path": "/x"}},
        {"event": {"kind": "alert", "category": ["malware"]}, "rule": {"name": "R"}, "file": {"path": "/x"}},
        {"category": "install", "product": "P", "version": "1.0", "installed": "20230314"},
        {"Channel": "Microsoft-Windows-Windows Defender/Operational", "EventID": 1116, "Threat Name": "T"},
        {"QueryName": NAME, "Image": "a"},
    ]  # fmt: skip
    report = Rows(folder.file("x.jsonl", [common | event for event in events]))
    assert report.counts == {
        "process": 2, "connection": 2, "file_access": 2, "file": 2, "alert": 2, "install": 1, "dns": 1,
    }  # fmt: skip
    assert not report.problems


def test_an_event_without_a_table_is_counted_and_named(folder: Sweeper) -> None:
    events = [
        {"EventID": 10, "Computer": "PC-1", "Channel": SYSMON, "SourceImage": "a"},
        {"EventID": 3, "Computer": "PC-1", "Channel": "Microsoft-Windows-Other", "QueryName": "x"},
        {"EventID": 4663, "Computer": "PC-1", "ObjectType": "Key", "ObjectName": "\\REGISTRY"},
        SHAPES["sigma"],
    ]
    report = Rows(folder.file("x.jsonl", events))
    assert report.counts == {"dns": 1}
    told = report.problems["no-table"]
    assert told.startswith("no table keeps ")
    assert "sysmon event 10 (1)" in told
    assert "other event 3 (1)" in told


def test_a_missing_host_or_time_is_said_and_the_row_is_kept(folder: Sweeper) -> None:
    events = [{"EventID": 22, "QueryName": "a.example"}, {"EventID": 22, "QueryName": "b.example", "Computer": "PC-1"}]  # fmt: skip
    report = Rows(folder.file("x.jsonl", events))
    assert [row["host"] for row in report.tables["dns"]] == ["(no host)", "PC-1"]
    assert report.problems["no-host"] == "line 1: does not say which machine it is of"
    assert report.problems["no-time"].startswith("line 1: ")


def test_an_ambiguous_time_is_kept_as_written_and_said(folder: Sweeper) -> None:
    event = {"EventID": 22, "Computer": "PC-1", "time": "03/04/2023 10:00", "QueryName": "a"}
    report = Rows(folder.file("x.jsonl", [event]))
    assert report.only()["time"] == "03/04/2023 10:00"
    assert "'03/04/2023 10:00'" in report.problems["ambiguous-time"]


def test_unreadable_lines_are_counted_with_the_numbers_of_the_first(folder: Sweeper) -> None:
    good = json.dumps(SHAPES["sigma"])
    report = Rows(folder.file("x.jsonl", "\n".join([good, *["{broken"] * 7, good])))
    assert report.counts == {"dns": 2}
    told = report.problems["unreadable-line"]
    assert told.startswith("7 times: line 2: ")
    assert "line 4: " in told
    assert "line 5: " not in told


def test_csv_by_header_names_and_any_delimiter(folder: Sweeper) -> None:
    text = (
        "Event ID;Computer Name;TimeGenerated;QueryName\n22;PC-1;2023-03-22T10:00:00Z;a.example\n"
    )
    row = Rows(folder.file("x.csv", text)).only()
    assert (row["host"], row["QueryName"], row["line"]) == ("PC-1", "a.example", 2)


def test_csv_of_windows_tools_in_utf_16(folder: Sweeper) -> None:
    text = "EventID,Computer,UtcTime,QueryName\r\n22,PC-1,2023-03-22 10:00:00,a.example\r\n"
    report = Rows(folder.file("x.csv", ("\ufeff" + text).encode("utf-16-le")))
    assert report.counts == {"dns": 1}
    assert not report.problems


def test_an_inventory_is_install_events(folder: Sweeper) -> None:
    text = (
        "Hostname,DisplayName,DisplayVersion,Publisher,InstallDate,OS,Uninstalled\n"
        "PC-1,Phone,18.12.416.0,Vendor,20230314,Windows 10,2023-04-01\n"
    )
    row = Rows(folder.file("inventory.csv", text)).only()
    wanted = {
        "product": "Phone", "version": "18.12.416.0", "vendor": "Vendor", "platform": "Windows 10",
        "time": "2023-03-14", "removed": "2023-04-01",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_the_content_decides_and_not_the_files_name(folder: Sweeper) -> None:
    lines = folder.file("events.csv", [SHAPES["sigma"]])
    text = folder.file("events.jsonl", "host,product,version\nPC-9,Phone,1.0\n")
    report = Rows(lines, text)
    assert report.counts == {"dns": 1, "install": 1}
