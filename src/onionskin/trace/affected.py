"""Which releases the claims call affected, denied or fixed, and when they were served."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onionskin.model import Claim, Window
from onionskin.terms import products
from onionskin.terms.products import Release
from onionskin.terms.windows import Overlap, contains
from onionskin.trace.wire import Install


@dataclass(frozen=True)
class Word:
    """One claim about a release: affected (`holds`) or not."""

    release: Release
    claim: Claim


# Embedded malicious code and its kinds (CWE-506 and its children, CWE 4.16).
_MALICIOUS = re.compile(r"\bCWE-(?:506|507|508|509|510|511|512)\b", re.IGNORECASE)
_CVE = re.compile(r"\bCVE-\d{4}-\d{4,}\b", re.IGNORECASE)
_FLAWS = frozenset({"cve", "vulnerability"})


def of_incident(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Leave out what advisories say of vulnerabilities: a product that has a flaw was not tampered with.

    Some numbers name the attack itself, as CVE-2023-29059 does: those stay whose advisory calls the
    weakness embedded malicious code, and those that a claim about the attack names in its quote for a
    release that both call affected. A flaw that was merely exploited on the way stays out.
    """
    attacks = _attacks(claims)
    return tuple(
        each
        for each in claims
        if each.relation != "affects"
        or each.subject.kind not in _FLAWS
        or each.subject.name.upper() in attacks
    )


def _attacks(claims: Iterable[Claim]) -> set[str]:
    """Return the numbers of flaws that are the attack's own names."""
    found: set[str] = set()
    hit: set[tuple[str, str]] = set()
    named: set[tuple[str, str]] = set()
    for each in claims:
        if each.relation != "affects" or not each.holds:
            continue
        release = each.object.name.casefold()
        if each.subject.kind not in _FLAWS:
            named.update((number.upper(), release) for number in _CVE.findall(each.quote))
            continue
        hit.add((each.subject.name.upper(), release))
        if _MALICIOUS.search(each.quote):
            found.add(each.subject.name.upper())
    return found | {number for number, _ in hit & named}


@dataclass(frozen=True)
class Words:
    """All that the claims say about releases of the incident."""

    affected: tuple[Word, ...]
    denied: tuple[Word, ...]
    served: tuple[Word, ...]

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Words:
        """Collect them."""
        said = [each for each in claims if each.relation == "affects"]
        return cls(
            affected=tuple(_word(each) for each in said if each.holds),
            denied=tuple(_word(each) for each in said if not each.holds),
            served=tuple(
                _word(each) for each in claims if each.relation == "served" and each.holds
            ),
        )

    def uses(self, install: Install) -> bool:
        """Say whether of this product some release is called affected, or this one is denied."""
        named = any(products.same(word.release.product, install.product) for word in self.affected)
        return named or bool(self.denying(install))

    def affecting(self, install: Install) -> tuple[Word, ...]:
        """Return the words that call just this build affected: product, version and platform."""
        return tuple(
            word for word in self.affected if word.release.version and _fits(word, install)
        )

    def denying(self, install: Install) -> tuple[Word, ...]:
        """Return the words that call this build, or its platform, not affected."""
        return tuple(word for word in self.denied if _fits(word, install))

    def in_window(self, install: Install) -> bool:
        """Say whether it can have come while it was served; a window nobody states excludes nothing."""
        if not install.time:
            return True
        windows = [
            word.claim.valid
            for word in (*self.served, *self.affecting(install))
            if _fits(word, install) and word.claim.valid != Window()
        ]
        return not windows or any(
            contains(each, install.time) is not Overlap.NONE for each in windows
        )


def _word(claim: Claim) -> Word:
    # "The site served the release", or "the release was served by the site".
    thing = claim.object if claim.object.kind in {"release", "product"} else claim.subject
    return Word(products.release(thing.name), claim)


def _fits(word: Word, install: Install) -> bool:
    """Compare product, and version and platform where the word states them."""
    said = word.release
    if not products.same(said.product, install.product):
        return False
    if said.platform and products.platform(said.platform) != products.platform(install.platform):
        return False
    return not said.version or products.same_release(
        Release(said.product, said.version), Release(said.product, install.version)
    )
