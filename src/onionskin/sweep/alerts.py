"""Alerts of foreign products, once per thing: host, product, rule, and file. Runs in the jail."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import EventTables
from onionskin.sweep.sightings import KEPT, ROWS, rows_of
from onionskin.sweep.wire import Alert

_MOST = 20_000
_SHOWN = 300  # characters of a value out of an alert
_THING = "coalesce(nullif(sha256, ''), nullif(sha1, ''), nullif(md5, ''), lower(path), '')"
_QUERY = f"""
SELECT host, left(coalesce(product, ''), {_SHOWN}) AS product,
    left(coalesce(rule, ''), {_SHOWN}) AS rule, left({_THING}, {_SHOWN}) AS thing,
    left(min(path), {_SHOWN}) AS path, left(max(severity), {_SHOWN}) AS severity, count(*) AS n,
    list_sort(list(DISTINCT left(alert_id, {_SHOWN})) FILTER (alert_id IS NOT NULL)) AS ids,
    list_sort(list(DISTINCT struct_pack(
        status := left(coalesce(status, ''), {_SHOWN}),
        closed_by := left(coalesce(closed_by, ''), {_SHOWN}),
        note := left(coalesce(note, ''), {_SHOWN})))) AS rulings,
    {ROWS} AS rows
FROM alert GROUP BY ALL ORDER BY host, product, rule, thing LIMIT {_MOST + 1}
"""  # noqa: S608 - our own names


def alerts(tables: EventTables) -> Iterator[Alert | Problem]:
    """Yield one Alert per host, product, rule and thing; a hash names the thing better than a path."""
    found = tables.sql(_QUERY)
    for row in found[:_MOST]:
        yield Alert(
            host=row["host"],
            product=row["product"],
            rule=row["rule"],
            thing=row["thing"],
            path=row["path"] or "",
            severity=row["severity"] or "",
            count=row["n"],
            ids=tuple((row["ids"] or ())[:KEPT]),
            rulings=tuple(
                (each["status"], each["closed_by"], each["note"]) for each in row["rulings"][:KEPT]
            ),
            rows=rows_of(row["rows"]),
        )
    if len(found) > _MOST:
        yield Problem("limit:alerts", f"more than {_MOST} alerts, the rest is not listed")
