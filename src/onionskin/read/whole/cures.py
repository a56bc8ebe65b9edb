"""The release that readers are told to move to heals: "install 6.4.3", "auf 3.2.4 aktualisieren"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.syntax.grammar import grammars
from onionskin.read.wire import Draft

_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+){1,4}(?![\w.]*\d)")
_OCTETS = 3  # dots of an address


def cures(claims: list[Draft], products: Collection[str], product: str) -> Iterator[Draft]:
    """Yield which product is healed in which release, by what is advised.

    `products` are the names of the document's products, `product` the one that it is about.
    """
    hurt = {
        number
        for each in claims
        if each.relation == "affects" and each.holds
        for number in _VERSION.findall(each.object.name)
    }
    healed = {each.object.name for each in claims if each.relation == "fixed-in"}
    for each in claims:
        version = _moved_to(each.object.name) if _is_advice(each) else None
        if version is None or version[0] in hurt:
            continue
        before = each.object.name[: version.start()]
        named = max((one for one in products if one in before), key=len, default=product)
        release = f"{named} {version[0]}"
        if named and release not in healed:
            healed.add(release)
            healing = Entity("release", release)
            yield replace(
                each, relation="fixed-in", subject=Entity("product", named), object=healing
            )


def _is_advice(draft: Draft) -> bool:
    return draft.relation == "mitigated-by" and draft.holds


def _moved_to(measure: str) -> re.Match[str] | None:
    """Return the one version of a measure that says to install, update or use it."""
    found = [each for each in _VERSION.finditer(measure) if each[0].count(".") != _OCTETS]
    return found[0] if len(found) == 1 and _moves().search(measure) else None


@cache
def _moves() -> re.Pattern[str]:
    words = {word for each in grammars() for word in each.cues.words.get("move to", ())}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", re.IGNORECASE)
