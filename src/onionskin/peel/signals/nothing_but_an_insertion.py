"""A release is the one before, byte for byte, and something was put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import INDENT, TIGHT, ScriptPieces, runs
from onionskin.peel.inserted import Difference, difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A release that is the one before, with something put into it",
    "alias": "D5",
    "family": "grafted-release",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "a release with other changes of what runs: two lines of code that were changed or removed, a program built anew; more than "
    "three insertions; a single line, unless it shows an ability; in a minor or major "
    "release all but what shows an ability or, in a script that is not, is written for machines; what came into tests",
    "references": [
        "Public analyses of eslint-scope (2018), ua-parser-js (2021), chalk and debug (2025): releases by thieves of an account, without a source",
    ],
    "benign": "a fix that adds a check and changes nothing else: lines of which none acts ask for no review alone",
}

MOST = 3  # insertions, files
LEAST = 3  # pieces of a script
KEPT = 0.9  # of the old pieces of a file
WENT = 1  # pieces that may be gone: one line is easily changed beside
# What says nothing alone in one line.
MILD = frozenset({"net", "http", "sleep", "clock", "base64", "decompress", "ci-check", "check", "strong-random"})  # fmt: skip
SETTINGS = (
    ".html", ".htm", ".yml", ".yaml", ".xml", ".ini", ".conf", ".cfg", ".toml", ".props", ".targets", ".service", ".desktop", ".plist",
)  # fmt: skip
FORMATS_OF_PAPERS = frozenset({"package-json", "core-metadata"})
_PAPERS = re.compile(
    r"(?i)(?:^|/)(?:[^/]*\.dist-info/[^/]*|[^/]*\.dist-info/(?:licenses|sboms)/.*|[^/]*\.egg-info/[^/]*|debian/changelog|"
    r"(?:checksums?|sha\d+sums?|package-lock|npm-shrinkwrap|manifest)[^/]*|_?version[^/]*|"
    r"(?:readme|changelog|changes|history|news|licen[cs]e|copying|notice|authors|security|contributing)[^/]*|"
    r"[^/]*\.(?:md|rst|txt|map|pyi|d\.[cm]?ts|adoc|png|jpe?g|gif|ico|pdf|po|mo|asc|sig))$"
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit, with the insertions and the new files, where nothing else that runs differs."""
    how = step(old, new)
    if any(not _is_paper(each) for each in pairs.removed):
        return
    is_small = how in {"patch", "same", "unknown"}
    holders = {each.artifact.parent for each in new.layers}
    evidence: list[Evidence] = []
    telling = acting = False
    went = 0
    for before, after in pairs.changed:
        if after.artifact.id in holders or _is_paper(after):
            continue
        found = difference(before, after)
        went += found.went if found else MOST
        if found is None or went > WENT:
            return
        own = after.artifact
        evidence += [Evidence("put in", own.id, *place) for place in found.places(own.size)]
        acting = acting or (_runs(after) and (_acts(found) or (is_small and _is_whole(found))))
        telling = telling or (_runs(after) and is_small and _is_more(found))
    came = [each for each in pairs.added if each.artifact.id not in holders and not _is_paper(each)]
    evidence += [Evidence("new file", each.artifact.id, 0, each.artifact.size) for each in came]
    acting = acting or any(_runs(each) and (is_small or each.all(Ability)) for each in came)
    if (telling or acting) and len(evidence) <= MOST:
        names = {each.artifact.id: base_name(each) for each in new.layers}
        what = ", ".join(sorted({names[each.artifact or ""] for each in evidence}))
        yield Hit(
            f"all that runs is as in the release before, but for what was put in: {what}; the version step is {how}",
            tuple(evidence),
            None if acting else Level.NOTHING_FOUND,
            evidence[0].artifact,
        )


def _is_grown(found: Difference) -> bool:
    """Say whether a file is what it was, with more in it."""
    return len(found.came) > found.went and found.went <= (1 - KEPT) * len(found.was.places)


def _is_more(found: Difference) -> bool:
    return _is_grown(found) and len(found.code) >= LEAST


def _is_whole(found: Difference) -> bool:
    """Say whether a whole part came: three lines at least that are no comments, of which the first stands at the margin, as no fix within a function does."""
    styles = found.now.styles
    return _is_grown(found) and any(
        last - first + 1 >= LEAST and not styles[first] & INDENT and any(styles[at] & INDENT for at in range(first, last + 1))
        for first, last in runs(found.code)
    )  # fmt: skip


def _acts(found: Difference) -> bool:
    """Say whether something came that acts or is written for machines."""
    fresh = set(found.came)
    acts = any(number in fresh and what not in MILD for number, what in found.now.abilities)
    return _is_grown(found) and (acts or (not _is_for_machines(found) and any(found.now.styles[number] & TIGHT for number in fresh)))  # fmt: skip


def _is_for_machines(found: Difference) -> bool:
    """Say whether most of a script was written for machines before: whatever came into it is, too."""
    tight = sum(bool(each & TIGHT) for each in found.was.styles)
    return 2 * tight >= len(found.was.styles)


def _is_paper(layer: Layer) -> bool:
    """Say whether a file says something about the package, and nothing runs it."""
    if layer.first(ScriptCode) is not None:
        return False
    return layer.format in FORMATS_OF_PAPERS or bool(_PAPERS.search(layer.name.replace("\\", "/")))


def _runs(layer: Layer) -> bool:
    """Say whether a file is run, shown as a page, or says what is run; what is no text may be anything."""
    is_text = layer.first(ScriptPieces) is not None
    is_code = layer.first(ScriptCode) is not None or layer.name.lower().endswith(SETTINGS)
    return not is_aside(layer) and (is_code or not is_text)
