"""Which site, server or store gave out a bad copy: "a trojanised installer was published on npm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.matcher import is_domain, plain_name
from onionskin.read.scenes.clause import Clause
from onionskin.read.skeleton import NAMES
from onionskin.read.wire import Draft

_FAR = 8  # words between a bad copy and where it was to be had
_MOST = 2  # places that one clause names
_STORES = re.compile(
    r"(?:npm|PyPI|GitHub|GitLab|RubyGems|NuGet|crates\.io|Docker Hub|Maven Central|Chrome Web Store|Web Store|Google Play|Play Store|App Store"
    r"|Open VSX|VS Code Marketplace|Visual Studio (?:Code )?Marketplace|Baidu|SourceForge|Packagist|WordPress\.org|CDN)(?: \w+)?\Z",
    re.IGNORECASE,
)
_OWNER = re.compile(rf"(?:'s)? (?:\w{{1,4}} ){{1,2}}(?:[\w-]+ )?[{NAMES}]")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    bad, call = clause.find("bad copy"), clause.said("serve")
    if bad is None or call is None or clause.denied(call):
        return
    thing = Entity("product", clause.one.free(*bad.span(), 0))
    near = [each for each in _sites(clause) if clause.words_between(each[0], bad.start()) <= _FAR]
    for at, site in near[:_MOST]:
        yield clause.draft("served", Entity("website", site), thing, (at, at + 1))


def _sites(clause: Clause) -> Iterator[tuple[int, str]]:
    """Yield (place, name) of the stores and domains of a clause, then of the sites that it describes."""
    for at, each in clause.signs(NAMES):
        name = plain_name(each.text)
        if _STORES.match(name) or (is_domain(name) and clause.kind(name) in ("", "website")):
            yield at, name
    for match in clause.all("site"):
        owner = _OWNER.match(clause.text, match.end(), clause.end)
        end = owner.end() if owner else match.end()
        yield match.start(), clause.one.free(match.start(), end, 0)
