"""Sightings, alerts and hits become findings: with level, stage, innocent reading and origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onionskin.model import Evidence, Finding, Lane, Level, Stage, identify
from onionskin.plugins.scan import Plugin
from onionskin.sweep.indicators import Named
from onionskin.sweep.wire import Alert, Caught, Indicator, Row, Sighting
from onionskin.terms.hosts import Host

_CITED = 20


@dataclass(frozen=True)
class _Kind:
    """What is the same for all sightings of a signal."""

    level: Level
    technique: str
    kinds: tuple[str, ...]
    family: str
    stages: dict[str, Stage]
    benign: str


_INDICATORS = {
    "indicator-hash": _Kind(
        Level.SUSPICIOUS, "T1195.002", ("sha256", "sha1", "md5"), "indicator-hash",
        {"file": Stage.INSTALLED, "alert": Stage.INSTALLED, "image_load": Stage.EXECUTED, "process": Stage.EXECUTED},
        "the hash is listed by mistake (a clean build, a shared runtime), or an analyst keeps the file on purpose",
    ),
    "indicator-domain": _Kind(
        Level.SUSPICIOUS, "T1071.001", ("domain",), "indicator-domain",
        {"dns": Stage.BEACONED, "connection": Stage.BEACONED},
        "a scanner, a mail gateway or an analyst looked the name up; the name is now a sinkhole",
    ),
    "indicator-address": _Kind(
        Level.REVIEW, "T1071.001", ("address",), "indicator-address",
        {"connection": Stage.BEACONED},
        "the address is shared hosting, a content network, or belonged to somebody else at the time",
    ),
    "indicator-url-host": _Kind(
        Level.REVIEW, "T1102.001", ("url-host",), "indicator-domain", {},
        "only the host of the URL was seen, and many share it: a code host, or the vendor's own site",
    ),
}  # fmt: skip
_ORDER = list(Stage)
_GRAVE = frozenset({"critical", "high", "severe", "malicious", "4", "5"})


def of_sightings(
    sightings: Iterable[Sighting], named: Mapping[Indicator, Named], hosts: Mapping[str, Host]
) -> Iterator[Finding]:
    """Yield a finding per signal, host, indicator and origin; spellings and tables are joined."""
    groups: dict[tuple[str, str, str], list[Sighting]] = defaultdict(list)
    for each in sightings:
        groups[each.signal, hosts[each.host].key, each.indicator].append(each)
    for (signal, key, value), group in sorted(groups.items()):
        kind = _INDICATORS[signal]
        who = next(named[Indicator(k, value)] for k in kind.kinds if Indicator(k, value) in named)
        stages = [kind.stages[each.table] for each in group if each.table in kind.stages]
        stage = max(stages, key=_ORDER.index, default=None)
        doubts = f"; it is also named {', '.join(who.doubts)}" if who.doubts else ""
        for origin in who.origins:
            yield Finding(
                id=identify("finding", signal, key, value, origin),
                signal=signal, family=kind.family, lane=Lane.CONTENT, level=kind.level,
                subject=hosts[group[0].host].name, technique=kind.technique,
                summary=_told(value, group), benign=kind.benign + doubts,
                evidence=_cited(group, kind), origin=origin, stage=stage, thing=value,
            )  # fmt: skip


def _told(value: str, group: list[Sighting]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for each in group:
        counts[each.table] += each.count
    tables = ", ".join(f"{count} {table}" for table, count in sorted(counts.items()))
    whats = sorted({each.what for each in group if each.what})
    what = f" ({whats[0]})" if whats else ""
    firsts = [each.first for each in group if each.first]
    lasts = [each.last for each in group if each.last]
    when = f", {_second(min(firsts))} to {_second(max(lasts))}" if firsts and lasts else ""
    shown = value.removesuffix("/32").removesuffix("/128")
    return f"{shown}{what}: {tables} row{'s' * (sum(counts.values()) != 1)}{when}"


def _second(time: str) -> str:
    return time.split(".", maxsplit=1)[0].replace("T", " ").removesuffix("Z")


def _cited(group: list[Sighting], kind: _Kind) -> tuple[Evidence, ...]:
    """Cite the first rows of each table, each with its stage and what stands there."""
    found = [
        Evidence(
            f"{_lead(kind.stages.get(each.table))}{each.table}, {_place(row)}: {each.column} {each.seen}",
            table=row.file,
            row=row.row,
        )
        for each in sorted(group, key=lambda each: (each.table, each.column, each.seen))
        for row in each.rows
    ]
    return tuple(found[:_CITED])


def _lead(stage: Stage | None) -> str:
    return f"{stage}: " if stage else ""


def _place(row: Row) -> str:
    time = f", {row.time}" if row.time else ""
    return f"{row.source} line {row.line}{time}"


def of_alerts(alerts: Iterable[Alert], hosts: Mapping[str, Host]) -> Iterator[Finding]:
    """Yield a finding per alert and thing. A ruling is told, and lowers nothing."""
    for each in alerts:
        host = hosts[each.host]
        product = each.product or "an unnamed product"
        ids = f" {', '.join(each.ids)}" if each.ids else ""
        thing = each.path or each.thing
        rulings = "; ".join(_ruling(*ruling) for ruling in each.rulings if any(ruling))
        yield Finding(
            id=identify("finding", "alert", product, each.rule, host.key, each.thing),
            signal=each.rule or "unnamed rule", family=f"alert of {product}", lane=Lane.CONTENT,
            level=Level.SUSPICIOUS if each.severity.lower() in _GRAVE else Level.REVIEW,
            subject=host.name, technique="",
            summary=f"alert{ids} of {product}: {each.rule}: {thing or 'no file named'} ({each.count} times)",
            benign="a false alarm of that product" + (f"; ruled: {rulings}" if rulings else ""),
            evidence=tuple(
                Evidence(
                    f"alert{ids}, {_place(row)}" + (f": ruled {rulings}" if rulings else ""),
                    table=row.file, row=row.row,
                )
                for row in each.rows
            ),
            origin=product, thing=thing, ruling=rulings,
        )  # fmt: skip


def _ruling(status: str, closed_by: str, note: str) -> str:
    by = f" by {closed_by}" if closed_by else ""
    return f"{status or 'no status'}{by}" + (f" ({note})" if note else "")


def of_behaviour(
    plugin: Plugin, caught: Iterable[Caught], hosts: Mapping[str, Host]
) -> Iterator[Finding]:
    """Yield a finding per hit of a behaviour; META says what is the same for all.

    A summary's part before the first `: ` names what was hit, and with the host is its identity.
    """
    meta = plugin.meta
    stage = Stage(meta["stage"]) if meta["stage"] else None
    for each in caught:
        host = hosts[each.host]
        yield Finding(
            id=identify("finding", plugin.id, host.key, each.summary.partition(": ")[0]),
            signal=plugin.id, family=meta["family"], lane=Lane.CONTENT,
            level=each.level or Level(meta["level"]), subject=host.name,
            technique=meta["technique"], summary=each.summary, benign=meta["benign"],
            evidence=tuple(Evidence(_lead(stage) + told, table=file, row=row) for file, row, told in each.rows),
            stage=stage,
        )  # fmt: skip
