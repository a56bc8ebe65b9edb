"""What an indicator is doing in a report: indicator, reference, clean, victim or test, and why.

A vendor's own address, a link to the news, a hash said to be clean are in every
report; taken as indicators they block the innocent. The role comes from how it is
written (defanged?), where it stands (which section, a list or prose), what the words
beside it say, and what kind of host it is.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from onionskin.model import Confidence
from onionskin.read.words.gates import heads_of, openings
from onionskin.read.words.sentences import words_of
from onionskin.terms import domains
from onionskin.terms.indicators import Found
from onionskin.terms.system_paths import is_of_system

NEAR = 160
_BESIDE = 60  # a word that clears has to stand close to what it clears
_OTHERS = ("reference", "clean", "victim", "test")
_HASHES = frozenset({"md5", "sha1", "sha256", "sha512"})
# What lies on a machine, or is sent by what runs on it: no host, so nobody shares it.
_THINGS = _HASHES | {
    "path", "ssdeep", "tlsh", "imphash", "registry-key", "mutex", "pipe", "service", "scheduled-task",
    "certificate-serial", "certificate-thumbprint", "user-agent", "cookie",
}  # fmt: skip
_CATALOGUED = {
    "cve": "a vulnerability is no indicator", "ghsa": "a vulnerability is no indicator",
    "cwe": "a weakness is no indicator", "attack-id": "a technique is no indicator",
}  # fmt: skip
_SURE = frozenset(
    _THINGS - {"path", "registry-key", "service", "scheduled-task", "user-agent", "cookie"}
)
_STOP = re.compile(r"[.!?;]\s")
_STOPS = 2  # characters of one
_FIRST = ("test", "clean", "victim", "indicator", "reference")
_RESOLVERS = frozenset({"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222"})
_NOBODYS = frozenset({"0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1"})  # noqa: S104 - not bound to
_ARTICLE = re.compile(
    r"/(?:(?:blogs?|articles?|news|noticias|actualites?|research|posts?|press|publications?|reports?|advisor(?:y|ies)|threat-(?:intelligence|research))"
    r"/[^?#]*\w+-\w+-\w+-\w+"
    r"|(?:/(?:blogs?|news|labs?|research|labsblog)\.[^/]+|(?:19|20)\d\d/\d\d?)/[^?#]*\w+-\w+-\w+)",
    re.IGNORECASE,
)
_SQUASH = re.compile(r"[^a-z0-9]+")


Telling = tuple[tuple[int, str, frozenset[str] | None, re.Pattern[str]], ...]
"""What tells roles in one language: (rank, role, the gates of its words, its pattern)."""


class Setting(Struct, frozen=True, gc=False):
    """What the place says: the section's role, the words beside it, whether it stands in a list."""

    section: str = ""
    near: str = ""
    word: str = ""
    listed: bool = False
    given: str = ""


@dataclass(frozen=True)
class About:
    """What the whole document says: its publisher's site, whether it defangs, who was hit.

    `quiet` is a document of a format that tells of flaws, or explains names, and lists no indicators.
    """

    publisher_site: str = ""
    defangs: bool = False
    organisations: frozenset[str] = frozenset()
    quiet: bool = False


class Role(Struct, frozen=True, gc=False):
    """A role, the reason for it, and how sure the reader is."""

    name: str
    reason: str
    confidence: Confidence


class Beside:
    """The words of one block that say what an indicator beside them is, asked for each indicator of it.

    `opening` are the beginnings of the block's words (read/words/gates.py), `patterns` those of its languages.
    """

    def __init__(self, text: str, opening: AbstractSet[str], patterns: Iterable[Telling]) -> None:
        self.text = text
        self._roles = [
            (rank, role, heads, pattern)
            for telling in patterns
            for rank, role, heads, pattern in telling
            if heads is None or not heads.isdisjoint(opening)
        ]

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences end, roughly."""
        return [match.start() for match in _STOP.finditer(self.text)]

    def nearest(self, start: int, end: int) -> tuple[str, str]:
        """Return (role, its word) of the role word nearest to text[start:end] in the same sentence."""
        if not self._roles:
            return "", ""
        text, stops = self.text, self._stops
        left = max(start - NEAR, text.rfind("\n", 0, start) + 1)
        stop = text.find("\n", end)
        right = min(end + NEAR, stop if stop >= 0 else len(text))
        at = bisect_right(stops, start - _STOPS) - 1
        before = text[
            max(left, stops[at] + _STOPS) if at >= 0 and stops[at] >= left else left : start
        ]
        at = bisect_left(stops, end)
        after = text[end : stops[at] if at < len(stops) and stops[at] + _STOPS <= right else right]
        own = heads_of([*words_of(before), *words_of(after)])
        best: tuple[int, int, str, str] | None = None
        for rank, role, heads, pattern in self._roles:
            if heads is not None and heads.isdisjoint(own):
                continue
            for distance, word in _distances(pattern, before, after):
                if role == "clean" and distance > _BESIDE:
                    continue
                found = (distance, rank, role, word)
                best = found if best is None or found < best else best
        return (best[2], best[3]) if best else ("", "")


def _distances(pattern: re.Pattern[str], before: str, after: str) -> list[tuple[int, str]]:
    found = [(len(before) - match.end(), match[0]) for match in pattern.finditer(before)]
    # What follows an indicator explains it less often than what leads to it.
    return found + [(match.start() * 2 + 4, match[0]) for match in pattern.finditer(after)]


def telling(
    patterns: Mapping[str, re.Pattern[str]], sources: Mapping[str, Iterable[str]]
) -> Telling:
    """Return what tells roles beside an indicator in one language; `sources` are the patterns as written."""
    return tuple(
        (rank, role, _heads(sources[role]), patterns[role])
        for rank, role in enumerate(_FIRST[:-1])
        if role in patterns
    )


def _heads(sources: Iterable[str]) -> frozenset[str] | None:
    """Return the beginnings of words without which none of these matches; None if that is not sure."""
    try:
        return frozenset(head for each in sources for head in openings(each))
    except ValueError:
        return None


def section_role(line: str, patterns: Iterable[Mapping[str, re.Pattern[str]]]) -> str:
    """Return the role that a heading gives to what stands below it, or an empty string."""
    for roles in patterns:
        for role in _FIRST:
            if role in roles and roles[role].search(line):
                return role
    return ""


def stated_roles(text: str, patterns: Iterable[Mapping[str, re.Pattern[str]]]) -> set[str]:
    """Return every role that a cell's words speak of; a test outranks whatever it tests."""
    found = {
        role for roles in patterns for role in _FIRST if role in roles and roles[role].search(text)
    }
    return {"test"} if "test" in found else found


def role_of(found: Found, setting: Setting, about: About) -> Role:  # noqa: PLR0911 - a question a line
    """Return the role of one indicator."""
    if setting.given:
        return Role(setting.given, "the table says so", Confidence.HIGH)
    if found.kind in _CATALOGUED:
        return Role("reference", _CATALOGUED[found.kind], Confidence.HIGH)
    if setting.near in ("test", "clean", "victim") and not (
        (found.defanged and setting.near != "test") or _is_catalogued(found)
    ):
        return Role(setting.near, f"beside it: \u201c{setting.word}\u201d", Confidence.MODERATE)
    if about.quiet and not _is_meant(found, setting):
        return Role("reference", "a document that lists no indicators", Confidence.MODERATE)
    if found.kind in _THINGS:
        return _thing(found, setting)
    if found.kind == "package" and not (setting.section or setting.near == "indicator"):
        return Role("reference", "a package that nothing calls bad", Confidence.LOW)
    if found.kind in ("wallet", "package", "asn"):
        return _named(found, setting, about, default="indicator" if found.kind == "wallet" else "")
    if found.kind in ("ipv4", "ipv6", "cidr", "ip-range"):
        special = _special_address(found.value)
        if special and (found.value in _NOBODYS or not _is_meant(found, setting)):
            return Role("reference", special, Confidence.HIGH)
        return _named(found, setting, about, default="indicator")
    return _host(found, setting, about)


def _is_catalogued(found: Found) -> bool:
    """Say whether it is the address of a publisher, catalogue or authority: whatever stands beside it, it is looked up there."""
    is_link = found.kind == "url" or found.inside == "url"
    return is_link and domains.is_reference_site(_host_of(found))


def _thing(found: Found, setting: Setting) -> Role:
    """Hashes and paths: what the section says, else an indicator."""
    if setting.section in ("clean", "victim", "test"):
        return Role(
            setting.section,
            f"the section lists {setting.section} ones",
            Confidence.MODERATE,
        )
    if found.kind == "path" and is_of_system(found.value):
        return Role("reference", "a part of the operating system", Confidence.HIGH)
    sure = found.kind in _SURE or setting.section or setting.near
    confidence = Confidence.HIGH if setting.section == "indicator" else Confidence.MODERATE
    return Role("indicator", "a file of the report", confidence if sure else Confidence.LOW)


def _is_meant(found: Found, setting: Setting) -> bool:
    """Say whether an author took it for an indicator, and not only mentions it."""
    return found.defanged or setting.section == "indicator" or setting.near == "indicator"


def _host(found: Found, setting: Setting, about: About) -> Role:  # noqa: PLR0911 - a question a line
    """Domains, URLs and e-mail: whose host is it?"""
    host = _host_of(found)
    site = domains.registrable(host)
    linked = setting.section == "reference" and found.kind == "url" and _ARTICLE.search(found.value)
    if (
        not found.defanged
        and not linked
        and _squashed(site.partition(".")[0]) in about.organisations
    ):
        return Role(
            "victim",
            "the site of an organisation that the report names",
            Confidence.MODERATE,
        )
    if setting.section in _OTHERS:
        return _of_section(setting)
    if about.publisher_site and site == about.publisher_site:
        return Role("reference", "the publisher's own site", Confidence.HIGH)
    if domains.is_reserved(host) and not _is_meant(found, setting):
        return Role("reference", "a name reserved for examples", Confidence.HIGH)
    if domains.is_shared(host):
        return _shared(found, setting)
    if domains.is_reference_site(host) and not (found.defanged and setting.section == "indicator"):
        return Role("reference", "a known publisher, catalogue or authority", Confidence.HIGH)
    bare = found.kind == "url" and host.replace(".", "").isdigit() and not _special_address(host)
    return _named(found, setting, about, default="indicator" if bare else "")


def _of_section(setting: Setting) -> Role:
    return Role(
        setting.section,
        f"it stands among the {setting.section} ones",
        Confidence.MODERATE,
    )


def _shared(found: Found, setting: Setting) -> Role:
    """A service that many share: the bare name never, an address below it where it was defanged.

    A mailbox is one person's, so that one in a list is meant like any other name there.
    """
    among = setting.section == "indicator" or found.kind == "email"
    meant = found.defanged or (among and setting.listed)
    if found.kind in ("url", "email") and not found.inside and meant:
        return Role(
            "indicator",
            "defanged or listed, below a service that many share",
            Confidence.MODERATE,
        )
    return Role("reference", "a service that many share", Confidence.HIGH)


def _named(found: Found, setting: Setting, about: About, *, default: str) -> Role:  # noqa: PLR0911 - a question a line
    """What can be told from the way it is written and from where it stands."""
    if setting.section in _OTHERS:
        return _of_section(setting)
    if found.defanged:
        return Role("indicator", "its author defanged it", Confidence.HIGH)
    if setting.section == "indicator" and setting.listed:
        return Role("indicator", "listed among the indicators", Confidence.HIGH)
    if found.kind == "url" and setting.section != "indicator" and _ARTICLE.search(found.value):
        return Role("reference", "it is the address of an article", Confidence.MODERATE)
    if (
        about.defangs
        and found.kind in ("url", "email")
        and (not setting.listed or (found.kind == "url" and setting.section != "indicator"))
    ):
        return Role("reference", "a live link in a document that defangs", Confidence.MODERATE)
    if setting.near == "indicator":
        return Role("indicator", f"beside it: \u201c{setting.word}\u201d", Confidence.LOW)
    if setting.listed or setting.section == "indicator":
        return Role("indicator", "it stands alone, as in a list", Confidence.LOW)
    if default and not _is_number(found):
        return Role(default, "nothing says that it is anything else", Confidence.LOW)
    return Role("reference", "a live name in running text", Confidence.LOW)


def _is_number(found: Found) -> bool:
    """Say whether an address is rather the number of a release: `ZeuS 2.0.8.9`."""
    return found.kind == "ipv4" and all(len(part) == 1 for part in found.value.split("."))


def _host_of(found: Found) -> str:
    value = found.value
    if found.kind == "email":
        return value.rpartition("@")[2]
    if found.kind == "url":
        rest = value.partition("://")[2] or value
        host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
        return domains.normal(host.partition(":")[0] if not host.startswith("[") else host)
    return value


def _special_address(value: str) -> str:
    try:
        if "/" in value or "-" in value or ":" in value:
            network = ipaddress.ip_network(value.partition("-")[0], strict=False)
            routed = network.is_global and not network.is_multicast
        else:
            address = ipaddress.IPv4Address(value)  # the same of one address, and faster
            routed = address.is_global and not address.is_multicast
    except ValueError:
        return ""
    if value in _RESOLVERS:
        return "a public resolver"
    return "" if routed else "an address that is not routed"


def squashed_names(names: Iterable[str]) -> frozenset[str]:
    """Return organisations' names as they would stand in a domain: `tradingtechnologies`."""
    return frozenset(each for each in map(_squashed, names) if len(each) > 2)


def _squashed(name: str) -> str:
    return _SQUASH.sub("", name.lower())
