"""The search for indicators: candidates from their rarest sign, then validated.

`://`, `@`, a dot between letters, a run of hex digits begin a look; most dotted words are no
domains, and most numbers with three dots are versions. What is found first takes its text.
"""

from __future__ import annotations

from collections.abc import Iterable

from onionskin.terms.indicators.catalogues import numbers
from onionskin.terms.indicators.found import Found, Text
from onionskin.terms.indicators.hashes import fuzzy, hashes
from onionskin.terms.indicators.labelled import labelled
from onionskin.terms.indicators.names import dotted, emails, ipv6, urls
from onionskin.terms.indicators.packages import packages
from onionskin.terms.indicators.places import keys, paths, pipes
from onionskin.terms.indicators.refanging import refang
from onionskin.terms.indicators.wallets import wallets

SEARCHES = (
    labelled, urls, packages, emails, keys, pipes, paths, fuzzy, wallets, dotted, hashes, ipv6, numbers,
)  # fmt: skip
"""Each takes a Text and yields what it finds of its kinds. What comes first takes the text."""


def find(
    text: str, defangs: Iterable[tuple[str, str]] = (), *, listed: bool = False
) -> list[Found]:
    """Return the indicators of a text in the order of their offsets.

    `listed` says that the text is a list of indicators (a cell, an appendix), where
    names with doubtful endings are taken as names. Spans do not overlap, except that
    the host of a URL is returned as well.
    """
    searched = Text(refang(text, defangs), listed)
    return sorted((found for search in SEARCHES for found in search(searched)), key=_place)


def _place(found: Found) -> tuple[int, int, str]:
    return found.offset, -found.length, found.kind
