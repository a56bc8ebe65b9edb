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

KEPT = 10  # rows cited per sighting
_MOST = 20_000  # sightings of one signal in one column
_PAGE = 100_000  # distinct values in memory at once
_ODD = 20_000  # distinct names that are not plain ASCII, looked at one by one
_ADDRESSED = 200_000  # distinct addresses that are within what is looked for
_NAME = 254  # characters; longer than any domain name (RFC 1035, 2.3.4)
_SHOWN = 300  # characters of a value out of a log

_DOMAINS = (("dns", "QueryName"), ("connection", "DestinationHostname"))
_HASHED = ("file", "image_load", "process", "alert")
_ADDRESSES = (("connection", "DestinationIp"), ("connection", "DestinationHostname"))
_WHAT = {
    "dns": "Image", "connection": "Image", "process": "Image",
    "image_load": "ImageLoaded", "file": "path", "alert": "path",
}  # fmt: skip

# Lower case, no space around, no root dot, no port: what is compared.
_FOLDED = r"regexp_replace(rtrim(lower(trim({column})), '.'), ':\d{{1,5}}$', '')"

# Matches are queries that give (seen, value): a value as logged, and the indicator that it is.
# They stay in the database: a tunnel through one domain is a million distinct names.
Match = tuple[str, tuple[list[str], ...]]
_PAIRS = "SELECT unnest(?::VARCHAR[]) AS seen, unnest(?::VARCHAR[]) AS value"


def look(tables: EventTables, indicators: Iterable[Indicator]) -> Iterator[Sighting | Problem]:
    """Yield every sighting of every indicator, host by host, and what could not be compared."""
    wanted: dict[str, list[str]] = {}
    for each in indicators:
        wanted.setdefault(each.kind, []).append(each.value)
    for table, column in _DOMAINS:
        names = wanted.get("domain", [])
        for match in _names(table, column, names):
            yield from _seen(tables, "indicator-domain", table, column, match)
        yield from _odd_names(tables, table, column, set(names))
        match = _exact(table, column, wanted.get("url-host", []))
        yield from _seen(tables, "indicator-url-host", table, column, match)
    for digest in ("sha256", "sha1", "md5"):
        for table in _HASHED:
            match = _exact(table, digest, wanted.get(digest, []))
            yield from _seen(tables, "indicator-hash", table, digest, match)
    for table, column in _ADDRESSES:
        yield from _addresses(tables, table, column, wanted.get("address", []))


def _exact(table: str, column: str, wanted: list[str]) -> Match:
    """Match equal values."""
    folded = _FOLDED.format(column=column)
    query = (
        f"SELECT DISTINCT {column} AS seen, {folded} AS value FROM {table} "  # noqa: S608 - our names
        f"WHERE {folded} IN (SELECT unnest(?::VARCHAR[]))"
    )
    return query, (wanted,)


def _names(table: str, column: str, wanted: list[str]) -> Iterator[Match]:
    """Match names that are a domain or within it: one query per number of labels."""
    folded = _FOLDED.format(column=column)
    for depth in sorted({name.count(".") + 1 for name in wanted}):
        query = (
            f"SELECT seen, array_to_string(labels[-{depth}:], '.') AS value FROM ("  # noqa: S608 - our names
            f"SELECT DISTINCT {column} AS seen, "
            f"string_split(right({folded}, {_NAME}), '.') AS labels FROM {table}) "
            f"WHERE len(labels) >= {depth} AND value IN (SELECT unnest(?::VARCHAR[]))"
        )
        yield query, ([name for name in wanted if name.count(".") + 1 == depth],)


def _odd_names(
    tables: EventTables, table: str, column: str, wanted: set[str]
) -> Iterator[Sighting | Problem]:
    """Names in other scripts are compared as punycode, which SQL cannot make."""
    if not wanted or column not in tables.columns(table):
        return
    found = tables.sql(
        f"SELECT DISTINCT {column} AS seen FROM {table} "  # noqa: S608 - our names
        f"WHERE strlen({column}) != length({column}) ORDER BY seen LIMIT {_ODD + 1}"
    )
    pairs = []
    for row in found[:_ODD]:
        own = domains.labels(row["seen"][-_NAME:])
        above = (".".join(own[-depth:]) for depth in range(1, len(own) + 1))
        pairs += [(row["seen"], each) for each in above if each in wanted]
    yield from _seen(tables, "indicator-domain", table, column, _paired(pairs))
    if len(found) > _ODD:
        detail = f"{table}.{column}: of the names in other scripts only {_ODD} were compared"
        yield Problem("limit:names", detail)


def _addresses(
    tables: EventTables, table: str, column: str, wanted: list[str]
) -> Iterator[Sighting | Problem]:
    """Match addresses to the narrowest address or network that holds them."""
    if not wanted or column not in tables.columns(table):
        return
    networks: dict[tuple[int, int], dict[int, str]] = {}
    for value in wanted:
        network = ip_network(value, strict=False)
        key = (network.version, network.prefixlen)
        networks.setdefault(key, {})[int(network.network_address)] = value
    order = sorted(networks, reverse=True)
    pairs: list[tuple[str, str]] = []
    for seen in _pages(tables, table, column):
        held = _holding(seen, networks, order)
        if held is not None:
            pairs.append((seen, held))
        if len(pairs) == _ADDRESSED:
            detail = (
                f"{table}.{column}: after {_ADDRESSED} addresses that match, no more were compared"
            )
            yield Problem("limit:addresses", detail)
            break
    yield from _seen(tables, "indicator-address", table, column, _paired(pairs))


def _paired(pairs: list[tuple[str, str]]) -> Match:
    return _PAIRS, ([seen for seen, _ in pairs], [value for _, value in pairs])


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
    tables: EventTables, signal: str, table: str, column: str, match: Match
) -> Iterator[Sighting | Problem]:
    """Yield one sighting per host and indicator, with its first rows."""
    query, parameters = match
    if not all(parameters) or column not in tables.columns(table):
        return
    found = tables.sql(
        f"WITH matched AS ({query}) "  # noqa: S608 - our names
        f"SELECT host, value, left(min(seen), {_SHOWN}) AS seen, count(*) AS n, "
        f"left(min({_WHAT[table]}), {_SHOWN}) AS what, {FIRST} AS first, {LAST} AS last, "
        f"{ROWS} AS rows FROM {table} JOIN matched ON {column} = seen "
        f"GROUP BY host, value ORDER BY host, value LIMIT {_MOST + 1}",
        *parameters,
    )
    for row in found[:_MOST]:
        yield Sighting(
            signal=signal, host=row["host"], table=table, column=column,
            indicator=row["value"], seen=row["seen"], count=row["n"],
            first=row["first"], last=row["last"], rows=rows_of(row["rows"]),
            what=row["what"] or "",
        )  # fmt: skip
    if len(found) > _MOST:
        detail = f"{signal} in {table}: more than {_MOST} sightings, the rest is not listed"
        yield Problem("limit:sightings", detail)


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
