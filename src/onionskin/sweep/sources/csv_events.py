"""Events as CSV, each column named in the header as a log shipper names the field."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.parse.texts.csv_records import header, records
from onionskin.plugins.contracts import Tables
from onionskin.plugins.view import View
from onionskin.sweep.fields import flatten, place, table_of
from onionskin.sweep.names import CATEGORY, HOST, NUMBER

META = {
    "title": "Events as CSV with a header",
    "suffixes": [".csv", ".tsv", ".txt"],
    "tables": ["process", "image_load", "dns", "connection", "file_access", "file", "install", "alert"],
    "misses": [
        "files without a header row",
        "events whose number or category has no table are counted, not kept",
    ],
    "references": [
        "https://www.rfc-editor.org/rfc/rfc4180",
        "https://learn.microsoft.com/en-us/sysinternals/downloads/sysmon",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether the header names a host and what kind of event a row is."""
    named = flatten(dict.fromkeys(header(view), "?"))
    if len(named) < 2 or not any(name in named for name in HOST):
        return False
    return any(name in named for name in (*NUMBER, *CATEGORY)) or table_of(named)[0] is not None


def rows(view: View, out: Tables) -> Iterator[Problem]:
    """Write each record as a row of its table."""
    for item in records(view):
        if isinstance(item, Problem):
            yield item
        else:
            yield from place(item[1], item[0], out)
