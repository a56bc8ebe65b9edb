"""A program that is no browser reads a browser's history, cookies, passwords or keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from onionskin.model import Evidence, Level
from onionskin.plugins.contracts import EventTables, Hit
from onionskin.sweep.sightings import ROWS
from onionskin.terms.paths import normal

META = {
    "title": "A program that is no browser reads browser stores",
    "family": "browser-data",
    "level": "suspicious",
    "technique": "T1555.003",
    "stage": "second_stage",
    "misses": [
        "code inside the browser's own process",
        "stores copied by a system tool first and read from the copy",
        "a browser replaced in a folder that its user may write to",
        "logs without file access events: Windows writes 4663 only where auditing is set on the files",
    ],
    "references": [
        "https://attack.mitre.org/techniques/T1555/003/",
        "https://attack.mitre.org/techniques/T1217/",
        "https://www.volexity.com/blog/2023/03/30/3cx-supply-chain-compromise-leads-to-iconic-incident/",
    ],
    "benign": (
        "backup and antivirus software, file indexers, password managers and browsers that import "
        "from another browser read these files, from their own installation folder and on many hosts"
    ),
}

NEEDS = {"file_access": ("Image", "TargetFilename")}

_PATHS = (
    "SELECT DISTINCT TargetFilename AS path FROM file_access "
    "WHERE TargetFilename > ? ORDER BY path LIMIT ?"
)
_PAGE = 50_000
_STORES = 20_000  # distinct store paths; a fleet of 5,000 users with four stores each

# 8.3 names stand beside the long ones: `LOGIND~1` opens `Login Data`.
_FILES = {
    "history": "history", "cookies": "cookies", "login data": "passwords", "logind~1": "passwords",
    "login data for account": "passwords", "web data": "form data", "webdat~1": "form data",
    "local state": "keys", "locals~1": "keys", "places.sqlite": "history", "places~1.sql": "history",
    "cookies.sqlite": "cookies", "cookie~1.sql": "cookies", "logins.json": "passwords",
    "logins~1.jso": "passwords", "key4.db": "keys", "formhistory.sqlite": "form data",
}  # fmt: skip
_PROFILES = {
    "Chrome": r"/google/chrome(?: beta| dev| sxs)?/|/\.config/google-chrome[^/]*/",
    "Edge": r"/(?:microsoft|micros~\d)/edge(?: beta| dev| sxs)?/|/microsoft edge[^/]*/|/\.config/microsoft-edge[^/]*/",
    "Brave": r"/(?:bravesoftware|braves~\d)/(?:brave-browser[^/]*|brave-~\d)/",
    "Firefox": r"/mozilla/firefox/|/application support/firefox/|/\.mozilla/firefox/",
    "Chromium": r"/chromium/user data/|/\.config/chromium/|/application support/chromium/",
}
_PROFILE = re.compile("|".join(f"(?P<{name}>{each})" for name, each in _PROFILES.items()))

_PROGRAMS = r"\?:/(?:program files(?: \(x86\))?|progra~\d|users/[^/]+/appdata/local)"
_VERSION = r"(?:[\d.]+/)?"
_BROWSERS = re.compile(
    rf"{_PROGRAMS}/google/chrome(?: beta| dev| sxs)?/(?:application|applic~\d)/{_VERSION}chrome\.exe"
    rf"|{_PROGRAMS}/(?:microsoft|micros~\d)/edge(?: beta| dev| sxs)?/(?:application|applic~\d)/{_VERSION}msedge\.exe"
    rf"|{_PROGRAMS}/(?:bravesoftware|braves~\d)/(?:brave-browser|brave-~\d)/(?:application|applic~\d)/{_VERSION}brave\.exe"
    rf"|{_PROGRAMS}/(?:mozilla firefox|mozill~\d)/firefox\.exe"
    r"|/applications/(?:google chrome|microsoft edge|brave browser|firefox|chromium)\.app/contents/.+"
    r"|/opt/(?:google/chrome|microsoft/msedge|brave\.com/brave|firefox)/[^/]+"
    r"|/usr/lib(?:64)?/(?:firefox|firefox-esr|chromium|chromium-browser)/[^/]+"
    r"|/snap/(?:firefox|chromium|brave)/\d+/.+"
)
# Without a folder the log cannot tell a browser from its namesake.
_BARE = frozenset({"chrome.exe", "msedge.exe", "brave.exe", "firefox.exe", "chrome", "firefox"})
_USUAL = re.compile(
    r"\?:/(?:program files|programdata/microsoft)/windows defender/.*msmpeng\.exe"
    r"|\?:/windows/system32/(?:searchprotocolhost|searchindexer|wbengine|vssvc)\.exe"
    r"|\?:/windows/explorer\.exe|/system/library/.+/(?:mds|mds_stores|mdworker\w*|backupd)"
)


def hunt(tables: EventTables) -> Iterator[Hit]:
    """Yield a Hit per host and program, with the stores that it read."""
    stores = _store_paths(tables)
    if not stores:
        return
    found = tables.sql(
        f"SELECT host, Image, TargetFilename, count(*) AS n, {ROWS} AS rows FROM file_access "  # noqa: S608 - our names
        "WHERE Image IS NOT NULL AND TargetFilename IN (SELECT unnest(?::VARCHAR[])) "
        "GROUP BY host, Image, TargetFilename ORDER BY host, Image, TargetFilename",
        sorted(stores),
    )
    readers: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        if not _is_browser(row["Image"]):
            readers[row["host"], row["Image"]].append(row)
    for (host, image), rows in readers.items():
        yield _hit(host, image, rows, stores)


def _store_paths(tables: EventTables) -> dict[str, tuple[str, str]]:
    """Return path as logged -> (browser, what is kept there), of the paths that are stores."""
    stores: dict[str, tuple[str, str]] = {}
    last = ""
    while len(stores) < _STORES:
        found = tables.sql(_PATHS, last, _PAGE)
        for row in found:
            store = _store(row["path"])
            if store is not None:
                stores[row["path"]] = store
        if len(found) < _PAGE:
            break
        last = found[-1]["path"]
    return stores


def _store(path: str) -> tuple[str, str] | None:
    plain = normal(path)
    kept = _FILES.get(plain.rpartition("/")[2])
    profile = _PROFILE.search(plain) if kept else None
    if kept is None or profile is None:
        return None
    return str(profile.lastgroup), kept


def _is_browser(image: str) -> bool:
    plain = normal(image)
    return plain in _BARE or _BROWSERS.fullmatch(plain) is not None


def _hit(
    host: str, image: str, rows: list[dict[str, Any]], stores: dict[str, tuple[str, str]]
) -> Hit:
    read = sorted({stores[row["TargetFilename"]] for row in rows})
    what = ", ".join(f"{browser} {kept}" for browser, kept in read)
    usual = _USUAL.fullmatch(normal(image)) is not None
    times = sum(row["n"] for row in rows)
    evidence = tuple(
        Evidence(
            note=f"{each['source']} line {each['line']}: {image} read {row['TargetFilename']}",
            table=each["file"],
            row=each["row"],
        )
        for row in rows
        for each in row["rows"][:3]
    )
    summary = f"{image} reads browser stores: {what} ({times} times)"
    if usual:
        summary += "; such programs do"
    return Hit(summary, evidence, Level.REVIEW if usual else None, host)
