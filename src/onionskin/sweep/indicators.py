"""What to hunt for, out of the case's claims: indicators, in normal form, with who names them.

Only claims of the role `indicator` count. What a report calls clean, a reference or
a test is never hunted for, and what would match half of the world is not either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_network
from urllib.parse import urlsplit

from onionskin.model import Artifact, Claim, Finding, Judgement, Level, Problem
from onionskin.sweep.coverage import listed
from onionskin.sweep.wire import Indicator
from onionskin.terms import domains

_HASHES = {"sha256": 64, "sha1": 40, "md5": 32}
_WORST = Level.COMPROMISED
_WIDEST = {4: 16, 6: 32}  # bits of the widest network that says anything


@dataclass(frozen=True)
class Named:
    """Who names a value an indicator, and who calls it something else (`clean by VENDOR`)."""

    origins: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass
class Wanted:
    """The indicators of a case; `problems` are those that are not hunted, and why."""

    named: dict[Indicator, Named] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, more: dict[Indicator, Named]) -> None:
        """Take in more indicators; who named one before still does."""
        for indicator, named in more.items():
            before = self.named.get(indicator, Named(()))
            origins = tuple(sorted({*before.origins, *named.origins}))
            self.named[indicator] = Named(origins, before.doubts)


def wanted(claims: Iterable[Claim]) -> Wanted:
    """Sort the claims that mention observables into what is hunted for and what is not."""
    roles: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if claim.relation == "indicates" and claim.holds:
            subject = claim.subject
            roles[subject.kind, subject.name][claim.object.name].add(claim.origin.root)
    found: dict[Indicator, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    unused: dict[str, list[str]] = defaultdict(list)
    for (kind, name), by_role in sorted(roles.items()):
        others = {
            f"{role} by {who}" for role in by_role for who in by_role[role] if role != "indicator"
        }
        if "indicator" not in by_role:
            unused["named clean, reference, victim or test, so not hunted for"].append(name)
            continue
        indicator = _normal(kind, name)
        if isinstance(indicator, str):
            unused[indicator].append(name)
            continue
        found[indicator][0].update(by_role["indicator"])
        found[indicator][1].update(others)
    _drop_doubles(found)
    return Wanted(
        {
            each: Named(tuple(sorted(by)), tuple(sorted(not_by)))
            for each, (by, not_by) in found.items()
        },
        [Problem("not-hunted", f"{why}: {listed(names)}") for why, names in sorted(unused.items())],
    )


def _drop_doubles(found: dict[Indicator, tuple[set[str], set[str]]]) -> None:
    """Drop hosts of URLs within a domain that is named, too: one sighting is not two."""
    covered = {each.value for each in found if each.kind == "domain"}
    for each in [each for each in found if each.kind == "url-host"]:
        if _above(each.value) & covered:
            del found[each]


def _above(name: str) -> set[str]:
    own = domains.labels(name)
    return {".".join(own[at:]) for at in range(len(own))}


def peeled(
    artifacts: Iterable[Artifact], findings: Iterable[Finding], judgements: Iterable[Judgement]
) -> dict[Indicator, Named]:
    """Return the hashes of what was found tampered with in releases judged compromised.

    The release itself is one, and each artifact inside it with a finding that is more than
    REVIEW. Our own peel is the origin.
    """
    by_id = {each.id: each for each in artifacts}
    guilty = {each.artifact: each.name for each in judgements if each.verdict.level is _WORST}
    grave = {each.subject for each in findings if each.level in {Level.SUSPICIOUS, _WORST}}
    found = {}
    for each in by_id.values():
        root = _root(each, by_id)
        if root.id in guilty and (each is root or each.id in grave) and each.media == "file":
            named = Named((f"peel of {guilty[root.id]}",))
            found[Indicator("sha256", each.sha256)] = named
    return found


def _root(artifact: Artifact, by_id: dict[str, Artifact]) -> Artifact:
    for _ in range(len(artifact.path)):
        above = by_id.get(artifact.parent or "")
        if above is None:
            break
        artifact = above
    return artifact


def _normal(kind: str, name: str) -> Indicator | str:
    """Return the indicator in normal form, or why it is none that a sweep can look for."""
    name = name.strip()
    if kind == "domain":
        return _domain(name)
    if kind in _HASHES:
        digest = name.lower()
        whole = len(digest) == _HASHES[kind] and set(digest) <= set("0123456789abcdef")
        return Indicator(kind, digest) if whole else "not a hash of its kind"
    if kind in {"ipv4", "ipv6", "cidr"}:
        return _address(name)
    if kind == "url":
        return _url_host(name)
    return f"no log of ours holds a {kind}"


def _domain(name: str) -> Indicator | str:
    own = domains.normal(name)
    if not domains.is_well_formed(own):
        return "not a domain"
    if not domains.is_reserved(own) and not _registered(own):
        return "an ending that many share, so a hit would say nothing"
    # Below a service that anybody can use only the exact name says anything.
    return Indicator("url-host" if domains.is_shared(own) else "domain", own)


def _registered(name: str) -> bool:
    """Say whether somebody registered it or what it is below: it is no public suffix itself."""
    return "." in name and domains.registrable(name).count(".") >= 1 and not _is_suffix(name)


def _is_suffix(name: str) -> bool:
    # `registrable` returns the name itself where nothing of it was registered.
    return domains.registrable(name) == name and domains.registrable(f"a.{name}") == f"a.{name}"


def _address(name: str) -> Indicator | str:
    text = name.strip("[]")
    host, colon, port = text.rpartition(":")
    if colon and port.isdigit() and host.count(".") == 3:
        text = host
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return "not an address"
    if network.prefixlen < _WIDEST[network.version]:
        return "a network so wide that a hit would say nothing"
    return Indicator("address", str(network))


def _url_host(name: str) -> Indicator | str:
    try:
        host = urlsplit(name if "://" in name else f"//{name}").hostname or ""
    except ValueError:
        host = ""
    address = _address(host) if host else "not a URL"
    if isinstance(address, Indicator):
        return address
    own = domains.normal(host)
    return Indicator("url-host", own) if domains.is_well_formed(own) else "not a URL"
