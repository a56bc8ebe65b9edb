"""What was recorded of each host, from when to when, and on which days of it nothing was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onionskin.model import EVENT_TABLES, Coverage, Problem
from onionskin.plugins.contracts import EventTables
from onionskin.sweep.sightings import FIRST, LAST
from onionskin.sweep.wire import Days

# What an inventory or a disk says is a state, and an alert is somebody's conclusion: the absence
# of either proves nothing. Only these are records of what happened.
LOGS = ("process", "image_load", "dns", "connection", "file_access")
_QUIET = 3  # days without a row before it is called a gap: longer than a weekend
_HOSTS = 2000  # hosts whose days are compared one by one
_DAYS = 4000


def covered(tables: EventTables) -> Iterator[Coverage]:
    """Yield rows, first and last time per host (as written) and table."""
    for table in EVENT_TABLES:
        found = tables.sql(
            f"SELECT host, count(*) AS n, {FIRST} AS first, {LAST} AS last "  # noqa: S608 - our names
            f"FROM {table} GROUP BY host ORDER BY host"
        )
        for row in found:
            yield Coverage(row["host"], table, row["n"], row["first"], row["last"])


def days(tables: EventTables) -> tuple[Days, tuple[Problem, ...]]:
    """Return the days on which each host left rows in any log, for hosts that miss some."""
    every = " UNION ALL ".join(
        f"SELECT host, left(time, 10) AS day FROM {table} "  # noqa: S608 - our names
        "WHERE regexp_matches(time, '^[0-9]{4}-[0-9]{2}-[0-9]{2}T')"
        for table in LOGS
    )
    seen = tables.sql(
        f"SELECT DISTINCT day FROM ({every}) ORDER BY day LIMIT {_DAYS + 1}"  # noqa: S608 - our names
    )
    found = tables.sql(
        f"SELECT host, list_sort(list(DISTINCT day)) AS days FROM ({every}) GROUP BY host "  # noqa: S608 - our names
        f"HAVING count(DISTINCT day) < ? ORDER BY host LIMIT {_HOSTS + 1}",
        len(seen),
    )
    problems = []
    if len(found) > _HOSTS or len(seen) > _DAYS:
        detail = f"gaps were looked for on {_HOSTS} hosts and {_DAYS} days only"
        problems.append(Problem("limit:gaps", detail))
    hosts = {row["host"]: tuple(row["days"][:_DAYS]) for row in found[:_HOSTS]}
    return Days(tuple(row["day"] for row in seen[:_DAYS]), hosts), tuple(problems)


def gaps(found: Days, names: dict[str, str]) -> Iterator[Problem]:
    """Yield one Problem per stretch of days in which hosts left no row, though others did.

    `names` is host as written -> host's name.
    """
    by_host: dict[str, set[str]] = defaultdict(set)
    for written, present in found.hosts.items():
        by_host[names[written]].update(present)
    stretches: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for host, own in by_host.items():
        for stretch in _missing(found.every, own):
            if len(stretch) >= _QUIET:
                stretches[stretch[0], stretch[-1], len(stretch)].append(host)
    for (first, last, count), hosts in sorted(stretches.items()):
        yield Problem("gap", f"{listed(hosts)}: no log rows from {first} to {last} ({count} days)")


def _missing(every: Iterable[str], own: set[str]) -> Iterator[list[str]]:
    stretch: list[str] = []
    for day in every:
        if day not in own:
            stretch.append(day)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def listed(names: Iterable[str], most: int = 12) -> str:
    """Return names in order, the first dozen of them by name."""
    ordered = sorted(set(names))
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more
