"""An estate of six hosts: an inventory and fourteen days of logs, for the demo and the tests.

Every name and address is reserved for documentation or generated; the hashes and
domains to be seen come from the caller. The same arguments give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

_FIRST = datetime(2023, 3, 16, tzinfo=UTC)
_DAYS = 14
_BEACONS = 9
_CHROME = r"C:\Program Files\Google\Chrome\Application\chrome.exe"
_NAMES = ("intranet.corp.example", "mail.corp.example", "www.example.org", "updates.example.net")
Event = dict[str, Any]


class Estate(NamedTuple):
    """Where the files are: the inventory, and the logs in order."""

    inventory: Path
    logs: tuple[Path, ...]


@dataclass(frozen=True)
class _Machine:
    """A host of the estate: its place in the inventory, and who works on it."""

    name: str
    version: str
    platform: str
    installed: str
    user: str

    @property
    def client(self) -> str:
        """The phone client's program."""
        if self.platform == "Linux":
            return "/opt/phone/phone-client"
        return (
            rf"C:\Users\{self.user}\AppData\Local\Programs\PhoneDesktopApp\app\PhoneDesktopApp.exe"
        )

    @property
    def profile(self) -> str:
        """Where the user's data are."""
        return rf"C:\Users\{self.user}\AppData"


# LAB-03 has a version that is clean on Windows; the same number on macOS is not.
_ACC = _Machine("ACC-02", "18.12.416", "Windows", "2023-03-14", "a.novak")
_FIN = _Machine("FIN-04", "18.12.416", "Windows", "2023-03-15", "f.osei")
_OPS = _Machine("OPS-01", "18.12.407", "Windows", "2023-03-14", "o.lind")
_LNX = _Machine("LNX-07", "18.12.416", "Linux", "2023-03-13", "l.tan")
_LAB = _Machine("LAB-03", "18.11.1213", "Windows", "2023-02-01", "l.ortiz")
_HR = _Machine("HR-05", "18.12.416", "Windows", "2023-03-14", "h.weiss")


def write_estate(
    folder: Path,
    *,
    hashes: Mapping[str, str],
    domains: Sequence[str],
    product: str = "Phone Desktop App",
    vendor: str = "Phone Vendor Ltd",
) -> Estate:
    """Write an inventory and logs of ACC-02, FIN-04, OPS-01, LNX-07, LAB-03 and HR-05.

    `hashes` (file name -> SHA-256) lie on the disk of ACC-02, which also asks nine
    times for `domains`, in turn; on FIN-04 the phone client reads the browsers'
    stores; OPS-01 only has an affected version; nothing is to be found on LNX-07 and
    LAB-03; HR-05 is in the inventory and in no log. An EDR's alert 311 about the
    first of `hashes` was closed as a false positive.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inventory = folder / "inventory.csv"
    inventory.write_bytes(_csv(list(_inventory(product, vendor))))
    logs = {
        "windows.jsonl": _json_lines(_windows(domains)),
        "edr.jsonl": _json_lines(_edr(hashes)),
        "lab-and-linux.csv": _csv(list(_lab_and_linux(domains))),
    }
    for name, data in logs.items():
        (folder / name).write_bytes(data)
    return Estate(inventory, tuple(folder / name for name in logs))


def _inventory(product: str, vendor: str) -> Iterator[Event]:
    for host in (_ACC, _FIN, _OPS, _LNX, _LAB, _HR):
        yield {
            "host": host.name, "product": product, "version": host.version,
            "platform": host.platform, "vendor": vendor, "installed": host.installed, "removed": "",
        }  # fmt: skip


# --- Windows hosts, as Winlogbeat ships them ------------------------------------------------


def _windows(domains: Sequence[str]) -> Iterator[Event]:
    for machine in (_ACC, _FIN, _OPS):
        for day in range(_DAYS):
            yield from _workday(machine, day, domains)
    for n in range(_BEACONS):
        at = _at(7 + n * 7 // _BEACONS, 8, 11 * n)
        yield _winlogbeat(_ACC, at, 22, Image=_ACC.client, QueryName=domains[n % len(domains)])
    for n, store in enumerate(_stores(_FIN)):
        yield _read(_FIN, _at(8, 3, n), _FIN.client, store)


def _workday(machine: _Machine, day: int, domains: Sequence[str]) -> Iterator[Event]:
    """A day of honest work: programs start, a browser reads its own stores, names are asked for."""
    yield _winlogbeat(
        machine, _at(day, 7, 30), 1, Image=machine.client, CommandLine=f'"{machine.client}"',
        ParentImage=r"C:\Windows\explorer.exe", User=rf"CORP\{machine.user}",
    )  # fmt: skip
    names = (*_NAMES, f"not{domains[0]}", f"{domains[0]}.com")
    for n in range(3):
        name = names[(day + n) % len(names)]
        yield _winlogbeat(machine, _at(day, 9 + n, 5), 22, Image=_CHROME, QueryName=name)
    yield _winlogbeat(
        machine, _at(day, 10, 1), 3, Image=_CHROME, DestinationHostname=_NAMES[2],
        DestinationIp="203.0.113.10", DestinationPort="443",
    )  # fmt: skip
    own = rf"{machine.profile}\Local\Google\Chrome\User Data\Default\History"
    yield _read(machine, _at(day, 10, 2), _CHROME, own)


def _stores(machine: _Machine) -> tuple[str, ...]:
    local, roaming = rf"{machine.profile}\Local", rf"{machine.profile}\Roaming"
    return (
        rf"{local}\Google\Chrome\User Data\Default\History",
        rf"{local}\Microsoft\Edge\User Data\Default\History",
        rf"{local}\BraveSoftware\Brave-Browser\User Data\Default\History",
        rf"{roaming}\Mozilla\Firefox\Profiles\k3x.default-release\places.sqlite",
    )


def _read(machine: _Machine, at: datetime, image: str, path: str) -> Event:
    """A file access, as Windows audits it (4663)."""
    return _winlogbeat(machine, at, 4663, ProcessName=image, ObjectName=path, ObjectType="File")


def _winlogbeat(machine: _Machine, at: datetime, number: int, **data: str) -> Event:
    security = number > 999
    return {
        "@timestamp": _written(at),
        "host": {"name": "collector-01"},
        "winlog": {
            "channel": "Security" if security else "Microsoft-Windows-Sysmon/Operational",
            "computer_name": f"{machine.name}.corp.example",
            "event_id": number,
            "event_data": data,
        },
    }


# --- an EDR's export -------------------------------------------------------------------------


def _edr(hashes: Mapping[str, str]) -> Iterator[Event]:
    folder = _ACC.client.rpartition("\\")[0]
    for name, digest in hashes.items():
        yield {
            "time": _written(_at(6, 2, 0)), "hostname": _ACC.name, "category": "file",
            "path": rf"{folder}\{name}", "sha256": digest,
        }  # fmt: skip
    for machine in (_FIN, _OPS, _LAB):
        yield {
            "time": _written(_at(6, 2, 0)), "hostname": machine.name, "category": "file",
            "path": _CHROME, "sha256": "c0" * 32,
        }  # fmt: skip
    name, digest = next(iter(hashes.items()), ("ffmpeg.dll", ""))
    yield {
        "time": _written(_at(6, 14, 12)), "hostname": _ACC.name, "category": "alert",
        "alert_id": "311", "product": "Example EDR", "rule": "Shellcode in a signed library",
        "severity": "high", "path": rf"{folder}\{name}", "sha256": digest,
        "status": "false positive", "closed_by": "analyst 1",
        "note": "valid signature, and a multi-scanner says clean",
    }  # fmt: skip


# --- a laboratory and a Linux host, as CSV -----------------------------------------------------


def _lab_and_linux(domains: Sequence[str]) -> Iterator[Event]:
    columns = ("UtcTime", "Computer", "category", "Image", "TargetFilename", "QueryName")
    chrome = rf"{_LAB.profile}\Local\Google\Chrome\User Data\Default\History"
    firefox = "/home/l.tan/.mozilla/firefox/k3x.default-release/places.sqlite"
    for day in range(_DAYS):
        for n, row in enumerate(
            (
                (_LAB.name, "file_access", _CHROME, chrome, ""),
                (_LAB.name, "dns_query", _CHROME, "", (*_NAMES, f"not{domains[0]}")[day % 5]),
                ("lnx-07", "file_access", "/usr/lib/firefox/firefox", firefox, ""),
                ("lnx-07", "dns_query", _LNX.client, "", _NAMES[day % 4]),
            )
        ):
            at = _at(day, 11, n).strftime("%Y-%m-%d %H:%M:%S.000")
            yield dict(zip(columns, (at, *row), strict=True))


# --- writing ---------------------------------------------------------------------------------


def _at(day: int, hour: int, minute: int) -> datetime:
    return _FIRST + timedelta(days=day, hours=hour, minutes=minute)


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _json_lines(events: Iterator[Event]) -> bytes:
    return b"".join(json.dumps(event, sort_keys=True).encode() + b"\n" for event in events)


def _csv(rows: list[Event]) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()
