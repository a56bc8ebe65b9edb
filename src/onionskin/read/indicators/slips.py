"""Suspected errors of the source: a slip of the pen in a name, a mailbox cut in two, everybody's address.

Nothing is dropped or corrected: the reader is told what an indicator may be instead.
"""

from __future__ import annotations

import ipaddress
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from onionskin.plugins.contracts import words
from onionskin.terms import domains
from onionskin.terms.indicators import Found

MAJORITY = 3  # a name that stands so often is what the author meant
_NAMES = 5_000
_LONGEST = 64
# Addresses that many sites share, as their owners publish them (api.github.com/meta,
# cloudflare.com/ips, api.fastly.com/public-ip-list): blocking one blocks the innocent.
_SHARED = {
    "GitHub": words("140.82.112.0/20 143.55.64.0/20 185.199.108.0/22 192.30.252.0/22"),
    "Cloudflare": words(
        """
        173.245.48.0/20 103.21.244.0/22 103.22.200.0/22 103.31.4.0/22 141.101.64.0/18 108.162.192.0/18
        190.93.240.0/20 188.114.96.0/20 197.234.240.0/22 198.41.128.0/17 162.158.0.0/15 104.16.0.0/13
        104.24.0.0/14 172.64.0.0/13 131.0.72.0/22
        """
    ),
    "Fastly": words("23.235.32.0/20 151.101.0.0/16 199.232.0.0/16 146.75.0.0/17"),
}


def _ranges() -> list[tuple[int, int, str]]:
    return sorted(
        (int(network.network_address), int(network.broadcast_address), owner)
        for owner, listed in _SHARED.items()
        for network in map(ipaddress.IPv4Network, listed)
    )


_RANGES = _ranges()
_STARTS = [start for start, _, _ in _RANGES]


def slips(founds: Iterable[Found]) -> dict[tuple[str, str], str]:
    """Return (kind, value) -> what it may be instead, for what a whole document mentions."""
    seen = [found for found in founds if found.kind in ("domain", "url", "email", "ipv4")]
    mailboxes = {f.value.partition("@")[0]: f.value for f in seen if f.kind == "email"}
    sites = Counter(domains.registrable(f.value) for f in seen if f.kind == "domain")
    meant = dict(_meant(sites))
    said: dict[tuple[str, str], str] = {}
    for found in seen:
        key = (found.kind, found.value)
        if found.kind == "ipv4":
            if owner := owner_of(found.value):
                said[key] = f"an address that many sites share at {owner}"
        elif found.kind == "domain" and found.value in mailboxes:
            said[key] = f"may be cut from the mailbox {mailboxes[found.value]}"
        elif found.kind == "domain" and (other := meant.get(domains.registrable(found.value))):
            said[key] = f"may be a slip of the pen for {other}"
    return said


def owner_of(address: str) -> str:
    """Return who runs a range that many sites share; empty for any other address."""
    number = int(ipaddress.IPv4Address(address))
    at = bisect_right(_STARTS, number) - 1
    return _RANGES[at][2] if at >= 0 and number <= _RANGES[at][1] else ""


def _meant(sites: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield (rare name, frequent name) that differ by one sign; a digit more or less is no slip."""
    frequent = [name for name, times in sites.items() if times >= MAJORITY and len(name) < _LONGEST]
    index: dict[str, set[str]] = defaultdict(set)
    for name in frequent[:_NAMES]:
        for shorter in _shortened(name):
            index[shorter].add(name)
    rare = [name for name, times in sites.items() if times == 1 and len(name) < _LONGEST]
    for name in rare[:_NAMES] if index else ():
        near = {other for shorter in _shortened(name) for other in index.get(shorter, ())}
        for other in sorted(near - {name}):
            if _letters_differ(name, other):
                yield name, other
                break


def _shortened(name: str) -> Iterator[str]:
    """Yield a name, and it without each of its signs: names one edit apart share one of these."""
    yield name
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]


def _letters_differ(one: str, other: str) -> bool:
    """Say whether the edit is of letters, and a single one: numbered names are names of their own."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    swapped = len(left) == len(right) == 2 and left == right[::-1]
    return (max(len(left), len(right)) <= 1 or swapped) and (left + right).isalpha()
