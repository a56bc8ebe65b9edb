"""The names of machines: `ACC-02`, `acc-02.corp.example` and `acc-02.` are one host.

Names are not merged blindly: a bare name joins a full one only while exactly one
full name begins with it. Two machines called `web` in two domains stay two, and a
bare `web` beside them stays a third, because nobody can say which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

NAMELESS = "(no host)"
"""What events are filed under whose log does not say which machine they are of."""


@dataclass(frozen=True)
class Host:
    """One machine: `key` compares, `name` is shown, `written` are all the names as written."""

    key: str
    name: str
    written: tuple[str, ...]


def fold(name: str) -> str:
    """Return a name in lower case, without the space around it and the root's dot."""
    return name.strip().rstrip(".").casefold()


def bare(name: str) -> str:
    """Return the folded first label; an IP address is its own."""
    folded = fold(name)
    return folded if _is_address(folded) else folded.partition(".")[0]


def resolve(names: Iterable[str]) -> dict[str, Host]:
    """Return name as written -> host, for all names that one case knows."""
    written = defaultdict(set)
    for name in names:
        written[fold(name)].add(name)
    longer = defaultdict(set)
    for folded in written:
        if bare(folded) != folded:
            longer[bare(folded)].add(folded)
    groups: dict[str, set[str]] = defaultdict(set)
    for folded in written:
        groups[_key(folded, longer)] |= written[folded]
    hosts = {
        key: Host(key, _shown(key, group), tuple(sorted(group))) for key, group in groups.items()
    }
    return {name: host for host in hosts.values() for name in host.written}


def ambiguous(names: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return bare names that stand beside several full ones, with those, in order."""
    folded = {fold(name) for name in names}
    longer = defaultdict(set)
    for name in folded:
        if bare(name) != name:
            longer[bare(name)].add(name)
    return tuple(
        (name, tuple(sorted(longer[name])))
        for name in sorted(folded)
        if len(longer.get(name, ())) > 1
    )


def _key(folded: str, longer: dict[str, set[str]]) -> str:
    """Return the bare name where it names one machine, else the name itself."""
    short = bare(folded)
    return short if len(longer.get(short, ())) <= 1 else folded


def _shown(key: str, group: set[str]) -> str:
    """Return the shortest way in which it was written, capitals before small letters."""
    cut = {name.strip().rstrip(".")[: len(key)] for name in group}
    return min((name for name in cut if name.casefold() == key), default=key)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
