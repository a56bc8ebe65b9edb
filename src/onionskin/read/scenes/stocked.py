"""Who handed out a bad thing without meaning to: "42 malicious extensions in the Chrome Web Store", "X sold phones with a trojan".

`served.py` asks for a verb of serving beside a bad copy; here it is enough that a shop for apps is where the bad
thing stands, that a seller sold it, or that a server delivered a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.served import described
from onionskin.read.scenes.wares import ware_near
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.plausible import HOSTS, PRODUCT, TELLERS
from onionskin.read.syntax.skeleton import GROUPS, NAMES, VERSIONS, Mention
from onionskin.read.wire import Draft

_SHOPS = re.compile(
    r"(?:Google |Apple |Mac |Microsoft |Samsung |Huawei |Amazon |Mozilla )?(?:Chrome )?(?:Web Store|Chrome-Store|Play Store|Play-Store|Google Play|App Store|App-Store|Galaxy Store|AppGallery|Snap Store|Microsoft Store|F-Droid|APKPure"
    r"|Edge Add-ons|Firefox Add-ons|Steam Workshop|MacUpdate|Softpedia|Download\.com|VS Code Marketplace|Visual Studio (?:Code )?Marketplace|Open VSX)(?: Store)?\Z"
)
_FAR = 12  # words between a bad thing and its shop
_DENIAL = 24  # characters before a shop in which it is denied that something stands there
_NEAR = 6  # words between a seller and the verb, and between that and what was sold
_SUBJECT = 3  # words between a server and the verb of which it is the subject
_INVERTED = 2  # words between a verb and its subject behind it: "lieferte der Server"
_DELIVERING = ("hands out", "serve")
_DEFANGED = "[."
_BARS = re.compile(r"[;:\u2014\u2013]|\.\s")
_SHOWN = re.compile(
    r"[Ss]tore|Google Play|AppGallery|F-Droid|APKPure|Add-ons|Workshop|MacUpdate|Softpedia|ownload\.com|Marketplace|Open VSX"
)
_VERSION = re.compile(f"[{VERSIONS}]")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+\.[a-z]{2,}")
_SITES = frozenset({"", "website"})
_SELLERS = frozenset({"organisation", ""})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    held = clause.spotted.places
    openings = clause.frames.openings
    delivered = any(name in held or name not in openings for name in _DELIVERING)
    delivered = delivered and (
        _DEFANGED in clause.one.text
        or "bad copy" in held
        or _VERSION.search(clause.text, clause.start, clause.end) is not None
    )
    shown = _SHOWN.search(clause.one.text) is not None
    if not (shown or delivered or "sells" in held):
        return
    if any(clause.find(name) for name in ("advise", "must")):
        return
    yield from _in_shop(clause)
    yield from _sold(clause)
    yield from _delivered(clause)


def _in_shop(clause: Clause) -> Iterator[Draft]:
    """Yield the shop in which bad apps were found: "removed 60 malicious apps from the Play Store"."""
    shop = next(
        (each for each in clause.signs(NAMES) if _SHOPS.match(plain_name(each[1].text))), None
    )
    if shop is None or not _is_bad(clause):
        return
    if clause.one.denied_within(max(clause.start, shop[0] - _DENIAL), shop[0]):
        return  # "versions that are not on the Play Store"
    things = [each for each in _copies(clause) if _is_near(clause, each, shop[0], _FAR)]
    if things:
        start, end, name = min(things, key=lambda each: clause.words_between(each[0], shop[0]))
        ends = Entity("website", plain_name(shop[1].text)), Entity("product", name)
        yield clause.draft("served", *ends, (start, end))


def _is_bad(clause: Clause) -> bool:
    """Say whether a clause calls something malicious, and does not deny or only look for it."""
    if clause.find("checks"):
        return False
    if bad := clause.said("bad copy"):
        return not clause.denied(bad)
    if any(clause.frames["spoilt"].search(each.text) for _, each in clause.signs(GROUPS)):
        return True  # counted: "42 malicious extensions"
    senses = clause.one.grammar.senses
    return any(
        "harm" not in senses.of(call[0].lower())
        and clause.stated(call.start())
        and not clause.denied(call)
        for name in ("spoilt", "tainted")
        for call in clause.all(name)
    )


def _copies(clause: Clause) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of the plain or counted goods of a clause: "42 malicious extensions"."""
    for at, group in clause.signs(GROUPS):
        if clause.frames["copy"].search(group.text):
            yield at, at + 1, group.text
    for match in clause.all("copy"):
        if "malware" in clause.one.grammar.senses.of(match[0].lower()):
            continue
        start, end = Look(clause.one, ()).phrase_at(match.start())
        yield start, max(end, match.end()), clause.one.free(start, max(end, match.end()), 0)


def _is_near(clause: Clause, thing: tuple[int, int, str], at: int, most: int) -> bool:
    start, end = min(thing[0], at), max(thing[1], at)
    return (
        clause.words_between(start, end) <= most and _BARS.search(clause.text, start, end) is None
    )


def _sold(clause: Clause) -> Iterator[Draft]:
    """Yield who sold goods with malware in them: "X sold picture frames with a virus"."""
    call = clause.said("sells")
    if call is None or clause.denied(call) or not _is_infected(clause):
        return
    sellers = [
        (at, each)
        for at, each in clause.signs(NAMES, call.start())
        if clause.words_between(at, call.start()) <= _NEAR
        and _is_seller(clause, plain_name(each.text))
    ]
    goods = [
        (match.start(), match.end(), "")
        for match in clause.all("goods")
        if match.start() >= call.end()
        and _is_near(clause, (call.start(), call.end(), ""), match.start(), _NEAR)
    ]
    if sellers and goods:
        start, end = Look(clause.one, ()).phrase_at(goods[0][0], named=True)
        thing = Entity("product", clause.one.free(start, max(end, goods[0][1]), 0))
        who = Entity("organisation", plain_name(sellers[-1][1].text))
        yield clause.draft("served", who, thing, call.span())


def _is_infected(clause: Clause) -> bool:
    """Say whether a clause speaks of malware, by its noun or its name."""
    if any(clause.find(name) for name in ("virus", "tainted")):
        return True
    return any(clause.kind(plain_name(each.text)) == "malware" for _, each in clause.signs(NAMES))


def _is_seller(clause: Clause, name: str) -> bool:
    return "\x00" not in name and name not in HOSTS | TELLERS and clause.kind(name) in _SELLERS


def _delivered(clause: Clause) -> Iterator[Draft]:
    """Yield which server delivered a release: a text about an incident tells so of the bad one."""
    call = clause.said(*_DELIVERING)
    version = _VERSION.search(clause.text, clause.start, clause.end)
    if call is None or clause.denied(call):
        return
    addresses = [
        each
        for _, each in clause.signs(NAMES)
        if _is_address(plain_name(each.text)) and clause.kind(plain_name(each.text)) in _SITES
    ]
    if version is None and not (
        clause.find("hands out")
        and addresses
        and (_is_bad(clause) or any(_is_defanged(clause, each) for each in addresses))
    ):
        return
    sites = [plain_name(each.text) for each in addresses] or [
        clause.one.free(*each, 0) for each in _servers(clause, call)
    ]
    thing = _delivery(clause, call, version)
    if sites and thing is not None:
        yield clause.draft("served", Entity("website", sites[0]), thing, call.span())


def _is_defanged(clause: Clause, address: Mention) -> bool:
    """Say whether an address is written so that nobody follows it, as that of a bad place is."""
    return _DEFANGED in clause.one.text[address.start : address.end]


def _delivery(clause: Clause, call: re.Match[str], version: re.Match[str] | None) -> Entity | None:
    """Return what a clause says was delivered: a release by its number, else a thing by its noun, else "it"."""
    if version is not None:
        number = clause.one.skeleton.mentions[version[0]].text
        return Entity("release", f"{_named(clause, version.start())} {number}")
    thing = ware_near(clause, call, ("edition", "copy"))
    return thing or (Entity("release", PRODUCT) if clause.find("it") else None)


def _is_address(name: str) -> bool:
    """Say whether a name is a host's, under an ending that exists or below a domain of any: "updates.contoso.example"."""
    return is_domain(name) or _HOST.fullmatch(name) is not None


def _servers(clause: Clause, call: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the servers, with whose they are, that a verb of serving is said of: before it, or right behind it."""
    verb_second = "passive" in clause.one.grammar.cues.frames
    for start, end, _ in described(clause):
        near = clause.words_between(end, call.start()) <= _SUBJECT
        inverted = (
            verb_second
            and start - call.end() >= 0
            and clause.words_between(call.end(), start) <= _INVERTED
        )
        is_subject = (end <= call.start() and near) or inverted
        if is_subject and clause.frames["estate"].search(clause.text, start, end):
            yield start, end


def _named(clause: Clause, at: int) -> str:
    """Return the name right before a version, else what stands for the product of the document."""
    before = clause.text[max(clause.start, at - 2) : at].strip()
    mention = clause.one.skeleton.mentions.get(before)
    if mention is not None and mention.kind == "name":
        return plain_name(mention.text)
    return PRODUCT
