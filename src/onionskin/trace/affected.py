"""Which releases the claims call affected, denied or fixed, and when they were served."""

from __future__ import annotations

from collections.abc import Sequence
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


def of_incident(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Leave out what advisories say of vulnerabilities: a product that has a flaw was not tampered with."""
    flaws = {"cve", "vulnerability"}
    return tuple(
        each for each in claims if each.relation != "affects" or each.subject.kind not in flaws
    )


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
