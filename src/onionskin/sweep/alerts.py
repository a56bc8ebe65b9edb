"""Alerts of foreign products, once per thing: host, product, rule, and file. Runs in the jail."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.plugins.contracts import EventTables
from onionskin.sweep.sightings import KEPT, ROWS, rows_of
from onionskin.sweep.wire import Alert

_THING = "coalesce(nullif(sha256, ''), nullif(sha1, ''), nullif(md5, ''), lower(path), '')"


def alerts(tables: EventTables) -> Iterator[Alert]:
    """Yield one Alert per host, product, rule and thing; a hash names the thing better than a path."""
    found = tables.sql(
        f"SELECT host, coalesce(product, '') AS product, coalesce(rule, '') AS rule, "  # noqa: S608 - our names
        f"{_THING} AS thing, min(path) AS path, max(severity) AS severity, count(*) AS n, "
        "list_sort(list(DISTINCT alert_id) FILTER (alert_id IS NOT NULL)) AS ids, "
        "list_sort(list(DISTINCT struct_pack(status := coalesce(status, ''), "
        "closed_by := coalesce(closed_by, ''), note := coalesce(note, '')))) AS rulings, "
        f"{ROWS} AS rows FROM alert GROUP BY host, product, rule, thing "
        "ORDER BY host, product, rule, thing"
    )
    for row in found:
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
