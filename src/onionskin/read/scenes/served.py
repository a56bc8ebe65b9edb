"""Which site, server or store gave out a bad copy: "a trojanised installer was published on npm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.skeleton import NAMES, VERSIONS
from onionskin.read.wire import Draft

_FAR = 8  # words between a bad copy and where it was to be had
_MOST = 2  # places that one clause names
_STORES = re.compile(
    r"(?:npm|PyPI|GitHub|GitLab|RubyGems|NuGet|crates\.io|Docker Hub|Maven Central|Chrome Web Store|Web Store|Google Play|Play Store|App Store"
    r"|Open VSX|VS Code Marketplace|Visual Studio (?:Code )?Marketplace|Baidu|SourceForge|Packagist|WordPress\.org|CDN)(?: \w+)?\Z",
    re.IGNORECASE,
)
_VERSION = re.compile(f"[{VERSIONS}]")
_BESIDE = 3  # words between a product and what calls it bad
_OWNER_BEFORE = re.compile(rf"[{NAMES}]'s? (?:[\w-]+ )?\Z")
_OWNER = re.compile(rf"(?:'s)? (?:\w{{1,4}} ){{1,2}}(?:[\w-]+ )?[{NAMES}]")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    bad, call = clause.find("bad copy"), clause.said("serve")
    if call is not None and clause.denied(call):
        return
    if bad is not None and call is not None:
        thing = Entity("product", clause.one.free(*bad.span(), 0))
        yield from _given_out(clause, thing, bad.start(), list(_sites(clause)))
    else:
        yield from _named(clause)


def _given_out(
    clause: Clause, thing: Entity, at: int, sites: list[tuple[int, str]]
) -> Iterator[Draft]:
    """Yield the places near a thing as those that gave it out."""
    near = [each for each in sites if clause.words_between(each[0], at) <= _FAR]
    for place, site in near[:_MOST]:
        yield clause.draft("served", Entity("website", site), thing, (place, place + 1))


def _named(clause: Clause) -> Iterator[Draft]:
    """Yield where a product was to be had that a clause calls bad by itself: "the infected X was on the site of Y"."""
    bad = clause.said("spoilt")
    if bad is None or clause.denied(bad) or clause.find("say") or clause.find("warn"):
        return
    if clause.find("serve") is None and _VERSION.search(clause.words) is None:
        return
    sites = list(_sites(clause))
    owned = {at for start, end, _ in described(clause) for at in range(start, end)}
    things = [
        (clause.words_between(at, bad.start()), at, plain_name(each.text))
        for at, each in clause.signs(NAMES)
        if at not in owned
        and not is_domain(each.text)
        and clause.kind(plain_name(each.text)) in ("product", "file", "")
    ]
    if sites and things:
        words, at, name = min(things)
        if words <= _BESIDE:
            yield from _given_out(clause, Entity("product", name), at, sites)


def _sites(clause: Clause) -> Iterator[tuple[int, str]]:
    """Yield (place, name) of the stores and domains of a clause, then of the sites that it describes."""
    for at, each in clause.signs(NAMES):
        name = plain_name(each.text)
        if _STORES.match(name) or (is_domain(name) and clause.kind(name) in ("", "website")):
            yield at, name
    for start, end, at in described(clause):
        yield at, clause.one.free(start, end, 0)


def described(clause: Clause) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, place) of each site with whose it is: "the website of X", "X's update server"."""
    for match in clause.all("site"):
        before = _OWNER_BEFORE.search(clause.text, clause.start, match.start())
        owner = None if before else _OWNER.match(clause.text, match.end(), clause.end)
        start = before.start() if before else match.start()
        yield start, owner.end() if owner else match.end(), match.start()
