"""Which releases a clause speaks of: its product, versions and platforms, put together.

"18.12.407 and 18.12.416 for Windows, 18.11.1213 for macOS" are three releases, not six: a
platform goes with the versions beside it, on the side where this clause puts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onionskin.read.syntax.skeleton import SIGN, Mention, Skeleton

_CVE = re.compile(r"CVE-\d", re.IGNORECASE)
_SHORT = re.compile(r"\s+(?:[\w']{1,4}\s+){0,2}(?:[ld]')?")  # "of the", "de l'", "für"
_VERSION_WORD = re.compile(
    r"\b(?:(?:the|la|las|el|los|le|les|die|as?|alla|alle|d[ae]ll[ae]|das?)\s+)?(?:versions?|versi[óo]n(?:es|[ei])?|vers[ãa]o|versões|releases?)\s+\Z",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s+(?:of(?:\s+the)?|de(?:l|s)?(?:\s+l[ao]s?)?|d[aou]s?|di|dell[ao]|von|van)\s+|\s+(?:dell?|d)'",
    re.IGNORECASE,
)
_AND = r"(?:and|or|nor|et|ou|ni|y|e|o|und|oder|noch|en|of|ed)"
_PARTED = re.compile(rf"\s+(?:[^\W\d]+\s+){{1,2}}{_AND}\s+(?:[^\W\d]+\s+){{1,2}}", re.IGNORECASE)
_PARTED_BACK = re.compile(rf",?\s+{_AND}\s+(?:[^\W\d]+[\s']+){{1,4}}", re.IGNORECASE)
_EARLIER = re.compile(
    r"\s*(?:and|or|et|ou|y|o|e)\s+(?:all\s+|any\s+|toutes\s+les\s+|todas\s+las\s+|todas\s+as\s+|tutte\s+le\s+|as\s+|le\s+)?"
    r"(?:earlier|prior|older|previous|below|vers\w+\s+(?:ant|prec)|antérieur|précédent|precedent|antecedent|anterior|inferior|previas?)",
    re.IGNORECASE,
)


def releases(
    skeleton: Skeleton,
    clause: str,
    product: str,
    until: re.Pattern[str] | None = None,
    below: re.Pattern[str] | None = None,
) -> list[str]:
    """Return the names of the releases of a clause, as `Product 1.2.3 (Windows)`.

    `until` and `below` are the words before a version that make it the last, or the first beyond.
    `product` is used where the clause names none. Empty where there is neither a
    version nor a platform.
    """
    named = [skeleton.mentions[sign] for sign in SIGN.findall(clause)]
    versions = [each for each in named if each.kind == "version"]
    platforms = [each for each in named if each.kind == "platform"]
    if not versions and not platforms:
        return []
    name = _product(skeleton, named) or product
    if not versions:
        return [_name(name, "", each.text) for each in _distinct(platforms)]
    apart = _apart(skeleton, named)
    kept = [each for each in named if each not in apart]
    return [_name(name, "", each.text) for each in _distinct(apart)] + [
        _name(name, _ranged(skeleton, clause, version, until, below), platform)
        for version, platform in _paired(kept)
    ]


def _apart(skeleton: Skeleton, named: Sequence[Mention]) -> list[Mention]:
    """Return the platforms that "and" and a noun part from the versions: "the Linux agent and version 7.3"."""
    found = [each for each in named if each.kind in ("version", "platform")]
    lone = [each for each in found if each.kind == "platform"]
    if len(lone) != 1:
        return []
    at = found.index(lone[0])
    if at == 0 and _PARTED.fullmatch(skeleton.between(found[0], found[1])):
        return lone
    if at == len(found) - 1 and _PARTED_BACK.fullmatch(skeleton.between(found[-2], found[-1])):
        return lone
    return []


def _product(skeleton: Skeleton, named: Sequence[Mention]) -> str:
    """Return the last name before the first version, else one right after a version ("1.2 of the X")."""
    first = next((at for at, each in enumerate(named) if each.kind in ("version", "platform")), 0)
    before = [
        each.text for each in named[:first] if each.kind == "name" and not _CVE.match(each.text)
    ]
    if before and first and _VERSION_WORD.search(skeleton.text[: _place(skeleton, named[first])]):
        for sign, each in pairwise(named[first:]):
            if each.kind == "name" and _OF.fullmatch(skeleton.between(sign, each)):
                return each.text  # "A says that versions 1.2 to 1.4 of B are affected"
    if before:
        return "" if before[-1].startswith("\x00") else before[-1]
    for sign, each in pairwise(named[first:]):
        if each.kind == "name":
            between = skeleton.between(sign, each)
            return each.text if _SHORT.fullmatch(between) else ""
    return ""


def _place(skeleton: Skeleton, mention: Mention) -> int:
    """Return where a mention's sign stands."""
    sign = next(key for key, each in skeleton.mentions.items() if each is mention)
    return skeleton.text.find(sign)


def _paired(named: Sequence[Mention]) -> list[tuple[Mention, str]]:
    """Pair each version with its platforms."""
    runs: list[tuple[str, list[Mention]]] = []
    for each in named:
        if each.kind not in ("version", "platform"):
            continue
        if not runs or runs[-1][0] != each.kind:
            runs.append((each.kind, []))
        runs[-1][1].append(each)
    groups = [(at, kind, members) for at, (kind, members) in enumerate(runs)]
    leading = runs[0][0] == "platform"
    pairs = []
    for at, kind, members in groups:
        if kind != "version":
            continue
        beside = at - 1 if leading else at + 1
        if not 0 <= beside < len(runs):
            beside = at - 1  # the last versions of a clause that names no further platform
        platforms = _distinct(runs[beside][1]) if 0 <= beside < len(runs) else []
        for version in members:
            pairs += [(version, each.text) for each in platforms] or [(version, "")]
    return pairs


def _ranged(
    skeleton: Skeleton,
    clause: str,
    version: Mention,
    until: re.Pattern[str] | None,
    below: re.Pattern[str] | None,
) -> str:
    sign = next(key for key, each in skeleton.mentions.items() if each is version)
    before, _, behind = clause.partition(sign)
    before = _VERSION_WORD.sub("", before[-40:])
    goes_on = SIGN.search(before[-12:]) is not None  # "4.2.0 through 4.2.3" has a lower end
    if _EARLIER.match(behind) or (until and until.search(before) and not goes_on):
        return f"<= {version.text}"
    return f"< {version.text}" if below and below.search(before) else version.text


def _name(product: str, version: str, platform: str) -> str:
    joined = " ".join(part for part in (product, version) if part)
    return f"{joined} ({platform})".strip() if platform else joined


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    return list({each.text: each for each in mentions}.values())
