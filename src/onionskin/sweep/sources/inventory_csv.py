"""An inventory of installed software as CSV: each row is an install event."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.parse.texts.csv_records import header, records
from onionskin.plugins.contracts import Tables
from onionskin.plugins.view import View
from onionskin.sweep.fields import flatten, place
from onionskin.sweep.names import CATEGORY, HOST, NAMES, NUMBER

META = {
    "title": "Software inventory as CSV: host, product, version, installed, removed",
    "suffixes": [".csv", ".tsv"],
    "tables": ["install"],
    "misses": [
        "software that the inventory's agent does not see: portable programs, other users' profiles",
        "an install date that the agent guessed from the first time it looked",
    ],
    "references": ["https://www.rfc-editor.org/rfc/rfc4180"],
}


def fits(view: View) -> bool:
    """Say whether the header names a host, a product and a version, and no kind of event."""
    named = flatten(dict.fromkeys(header(view), "?"))
    needed = (HOST, NAMES["install"]["product"], NAMES["install"]["version"])
    events = (*NUMBER, *CATEGORY, "rule", "alertid")
    return all(any(name in named for name in names) for names in needed) and not any(
        name in named for name in events
    )


def rows(view: View, out: Tables) -> Iterator[Problem]:
    """Write each record as an install event."""
    for item in records(view):
        if isinstance(item, Problem):
            yield item
        else:
            yield from place(item[1], item[0], out, "install")
