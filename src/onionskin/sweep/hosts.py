"""What a sweep says of each host: hit, nothing found, or no data; and what was not seen there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onionskin.model import Coverage, Problem, identify
from onionskin.plugins.scan import plugins
from onionskin.sweep.coverage import LOGS, gaps, listed
from onionskin.sweep.search import Searched
from onionskin.terms import hosts as host_names
from onionskin.terms.hosts import Host


def resolved(searched: Searched) -> dict[str, Host]:
    """Return host as written -> host, for all hosts of the case."""
    names = {each.host for each in searched.of("coverage").coverage}
    names |= {each.host for hunted in searched.hunted.values() for each in hunted.caught}
    names |= {each.host for each in searched.of("alerts").alerts}
    names |= {each.host for each in searched.of("indicators").sightings}
    return host_names.resolve(names)


def coverage(searched: Searched, hosts: Mapping[str, Host]) -> tuple[Coverage, ...]:
    """Return the coverage per host and table, the host's spellings joined."""
    groups: dict[tuple[str, str, str], list[Coverage]] = defaultdict(list)
    for each in searched.of("coverage").coverage:
        host = hosts[each.host]
        groups[host.key, host.name, each.table].append(each)
    return tuple(
        Coverage(
            host=name,
            table=table,
            rows=sum(each.rows for each in group),
            first=min((each.first for each in group if each.first), default=None),
            last=max((each.last for each in group if each.last), default=None),
            id=identify("coverage", key, table),
        )
        for (key, name, table), group in sorted(groups.items())
    )


def state(own: Iterable[Coverage], findings: Iterable[str]) -> str:
    """Return `hit`, `nothing-found`, or `no-data` where only an inventory knows the host."""
    if any(findings):
        return "hit"
    return "nothing-found" if any(each.table != "install" for each in own) else "no-data"


def unseen(
    covered: Iterable[Coverage], searched: Searched, hosts: Mapping[str, Host]
) -> Iterator[Problem]:
    """Yield what the logs do not say: hosts without data, days without rows, unclear names."""
    tables: dict[str, set[str]] = defaultdict(set)
    for each in covered:
        tables[each.host].add(each.table)
    silent = [host for host, own in tables.items() if own <= {"install"}]
    logless = [host for host, own in tables.items() if not own & set(LOGS) and host not in silent]
    # Where no log was given at all, each host's state says it; a problem is what logs leave out.
    if len(silent) + len(logless) < len(tables):
        if silent:
            detail = f"{listed(silent)}: in an inventory, but in no log and on no disk"
            yield Problem("no-data", detail)
        if logless:
            yield Problem("no-logs", f"{listed(logless)}: no log row of any kind")
    yield from gaps(searched.of("coverage").days, {name: host.name for name, host in hosts.items()})
    for bare, full in host_names.ambiguous(hosts):
        detail = f"{bare} may be any of {listed(full)}: it is kept apart from them"
        yield Problem("ambiguous-host", detail)


def not_evaluable(
    covered: Iterable[Coverage], searched: Searched, hosts: Mapping[str, Host]
) -> Iterator[Problem]:
    """Yield, per behaviour, the columns it lacks and the hosts it could therefore not be asked of."""
    every = {each.host for each in covered if each.table != "install"}
    for plugin in plugins("behaviour"):
        hunted = searched.hunted.get(plugin.id)
        if hunted is None:
            continue
        if hunted.missing:
            detail = f"{plugin.id}: no log has {hunted.missing}: not evaluable on {listed(every) or 'any host'}"
            yield Problem("missing-column", detail)
            continue
        lacking = every - {hosts[name].name for name in hunted.evaluable if name in hosts}
        if lacking:
            needs = ", ".join(
                f"{table}.{column}"
                for table, columns in sorted(plugin.load().NEEDS.items())
                for column in columns
            )
            detail = f"{plugin.id}: no row with {needs} of {listed(lacking)}: not evaluable there"
            yield Problem("missing-column", detail)
