"""Indicators looked for in the event tables, on distinct values. Runs in the jail.

A domain matches by label: `evil.example` is seen in `a.evil.example.`, and not in
`notevil.example` or `evil.example.com`. Hashes and addresses match whole; a
network matches the addresses in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from typing import Any

from onionskin.model import Problem
from onionskin.plugins.contracts import EventTables
from onionskin.sweep.wire import Indicator, Row, Sighting
from onionskin.terms import domains

KEPT = 20  # rows cited per sighting
_PAGE = 100_000  # distinct values in memory at once
_ODD = 20_000  # distinct names that are not plain ASCII, looked at one by one
_NAME = 254  # characters; longer than any domain name (RFC 1035, 2.3.4)

_DOMAINS = (("dns", "QueryName"), ("connection", "DestinationHostname"))
_HASHED = ("file", "image_load", "process", "alert")
_ADDRESSES = (("connection", "DestinationIp"), ("connection", "DestinationHostname"))

_WHAT = {
    "dns": "Image", "connection": "Image", "process": "Image",
    "image_load": "ImageLoaded", "file": "path", "alert": "path",
}  # fmt: skip

# Lower case, no space around, no root dot, no port: what is compared.
_FOLDED = r"regexp_replace(rtrim(lower(trim({column})), '.'), ':\d{{1,5}}$', '')"


def look(tables: EventTables, indicators: Iterable[Indicator]) -> Iterator[Sighting | Problem]:
    """Yield every sighting of every indicator, host by host, and what could not be compared."""
    by_kind: dict[str, list[str]] = {}
    for each in indicators:
        by_kind.setdefault(each.kind, []).append(each.value)
    for table, column in _DOMAINS:
        matched: dict[str, str] = {}
        yield from _names(tables, table, column, by_kind.get("domain", []), matched)
        yield from _seen(tables, "indicator-domain", table, column, matched)
        exact = _exact(tables, table, column, by_kind.get("url-host", []))
        yield from _seen(tables, "indicator-url-host", table, column, exact)
    for digest in ("sha256", "sha1", "md5"):
        for table in _HASHED:
            exact = _exact(tables, table, digest, by_kind.get(digest, []))
            yield from _seen(tables, "indicator-hash", table, digest, exact)
    for table, column in _ADDRESSES:
        matched = _addresses(tables, table, column, by_kind.get("address", []))
        yield from _seen(tables, "indicator-address", table, column, matched)


def _exact(tables: EventTables, table: str, column: str, wanted: list[str]) -> dict[str, str]:
    """Return value as logged -> indicator, for equal values."""
    if not wanted or column not in tables.columns(table):
        return {}
    folded = _FOLDED.format(column=column)
    found = tables.sql(
        f"SELECT DISTINCT {column} AS seen, {folded} AS value FROM {table} "  # noqa: S608 - our names
        f"WHERE {folded} IN (SELECT unnest(?::VARCHAR[]))",
        wanted,
    )
    return {row["seen"]: row["value"] for row in found}


def _names(
    tables: EventTables, table: str, column: str, wanted: list[str], matched: dict[str, str]
) -> Iterator[Problem]:
    """Fill `matched` with name as logged -> the most specific domain that it is within."""
    if not wanted or column not in tables.columns(table):
        return
    folded = _FOLDED.format(column=column)
    for depth in sorted({name.count(".") + 1 for name in wanted}):
        found = tables.sql(
            f"WITH names AS (SELECT DISTINCT {column} AS seen, "  # noqa: S608 - our names
            f"string_split(right({folded}, {_NAME}), '.') AS labels "
            f"FROM {table} WHERE {column} IS NOT NULL) "
            "SELECT seen, array_to_string(labels[?:], '.') AS value FROM names "
            "WHERE len(labels) >= ? AND value IN (SELECT unnest(?::VARCHAR[]))",
            -depth,
            depth,
            [name for name in wanted if name.count(".") + 1 == depth],
        )
        matched.update((row["seen"], row["value"]) for row in found)
    yield from _odd_names(tables, table, column, set(wanted), matched)


def _odd_names(
    tables: EventTables, table: str, column: str, wanted: set[str], matched: dict[str, str]
) -> Iterator[Problem]:
    """Names in other scripts are compared as punycode, which SQL cannot make."""
    found = tables.sql(
        f"SELECT DISTINCT {column} AS seen FROM {table} "  # noqa: S608 - our names
        f"WHERE strlen({column}) != length({column}) ORDER BY seen LIMIT {_ODD + 1}"
    )
    for row in found[:_ODD]:
        own = domains.labels(row["seen"][-_NAME:])
        above = (".".join(own[-depth:]) for depth in range(1, len(own) + 1))
        matched.update((row["seen"], each) for each in above if each in wanted)
    if len(found) > _ODD:
        detail = f"{table}.{column}: of the names in other scripts only {_ODD} were compared"
        yield Problem("limit:names", detail)


def _addresses(tables: EventTables, table: str, column: str, wanted: list[str]) -> dict[str, str]:
    """Return address as logged -> the narrowest address or network that holds it."""
    if not wanted or column not in tables.columns(table):
        return {}
    networks: dict[tuple[int, int], dict[int, str]] = {}
    for value in wanted:
        network = ip_network(value, strict=False)
        key = (network.version, network.prefixlen)
        networks.setdefault(key, {})[int(network.network_address)] = value
    order = sorted(networks, reverse=True)
    held = ((seen, _holding(seen, networks, order)) for seen in _pages(tables, table, column))
    return {seen: value for seen, value in held if value is not None}


def _holding(
    seen: str, networks: dict[tuple[int, int], dict[int, str]], order: list[tuple[int, int]]
) -> str | None:
    try:
        address = ip_address(seen.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    # ::ffff:192.0.2.1 is 192.0.2.1 (RFC 4291, 2.5.5.2)
    address = getattr(address, "ipv4_mapped", None) or address
    for version, length in order:
        if version == address.version:
            host_bits = address.max_prefixlen - length
            value = networks[version, length].get(int(address) >> host_bits << host_bits)
            if value is not None:
                return value
    return None


def _pages(tables: EventTables, table: str, column: str) -> Iterator[str]:
    """Yield the distinct values of a column, a page in memory at a time."""
    last = ""
    while True:
        found = tables.sql(
            f"SELECT DISTINCT {column} AS seen FROM {table} "  # noqa: S608 - our names
            f"WHERE {column} > ? ORDER BY seen LIMIT {_PAGE}",
            last,
        )
        yield from (row["seen"] for row in found)
        if len(found) < _PAGE:
            return
        last = found[-1]["seen"]


def _seen(
    tables: EventTables, signal: str, table: str, column: str, matched: dict[str, str]
) -> Iterator[Sighting]:
    """Yield one sighting per host and value, with its first rows."""
    if not matched:
        return
    found = tables.sql(
        f"SELECT host, {column} AS seen, count(*) AS n, min({_WHAT[table]}) AS what, "  # noqa: S608 - our names
        f"{FIRST} AS first, {LAST} AS last, {ROWS} AS rows FROM {table} "
        f"WHERE {column} IN (SELECT unnest(?::VARCHAR[])) GROUP BY host, seen ORDER BY host, seen",
        sorted(matched),
    )
    for row in found:
        yield Sighting(
            signal=signal, host=row["host"], table=table, column=column,
            indicator=matched[row["seen"]], seen=row["seen"], count=row["n"],
            first=row["first"], last=row["last"], rows=rows_of(row["rows"]),
            what=row["what"] or "",
        )  # fmt: skip


# A time that could not be placed is kept as written, and says nothing of first and last.
_PLACED = (
    "CASE WHEN regexp_matches(time, '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)') "
    "AND try_cast(left(time, 10) AS DATE) IS NOT NULL THEN time END"
)
FIRST = f"min({_PLACED})"
LAST = f"max({_PLACED})"
ROWS = (
    "min_by(struct_pack(file := _file, row := _row, source := source, line := line, time := time), "
    "concat(coalesce(time, '~'), '|', source, '|', lpad(coalesce(line, 0)::VARCHAR, 12, '0'), "
    f"'|', _file, lpad(_row::VARCHAR, 12, '0')), {KEPT})"
)


def rows_of(found: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Turn what `ROWS` gives into rows."""
    return tuple(
        Row(each["file"], each["row"], each["source"] or "", each["line"], each["time"])
        for each in found
    )
