"""A program takes from a library of another name the calls that it took from one which it no longer asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.native_code import NativeCode
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name
from onionskin.terms.system_libraries import library_kind

META = {
    "title": "The same calls, from a library of another name",
    "alias": "D4",
    "family": "new-library",
    "lane": "change",
    "level": "review",
    "technique": "T1574",
    "misses": "a library that is asked for besides the known ones; another library of Windows; of ELF, which binds no call to a library, a name that "
    "differs from the known one by more than two letters",
    "references": [
        "Microsoft, PE Format: the import tables; Apple, two-level namespaces; gABI, chapter 5, DT_NEEDED",
        "MITRE ATT&CK T1574; T1036.005, Match Legitimate Name",
    ],
    "benign": "a library that was given another name, or another make of it",
}

SHARED = 0.8
_VARYING = re.compile(r"-[0-9a-f]{6,}(?=\.)|[-_.]?\d+")
_LETTERS = 2


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that changed one library for another in this way."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(NativeCode), after.first(NativeCode)
        if was is None or now is None:
            continue
        known, fresh = {_plain(each) for each in was.libraries}, {_plain(each) for each in now.libraries}  # fmt: skip
        gone = [each for each in was.libraries if _plain(each) not in fresh]
        came = [each for each in now.libraries if _plain(each) not in known]
        found = [(one, two) for two in came for one in gone if _took_over(before, after, one, two)]
        if found:
            own = after.artifact
            one, two = found[0]
            evidence = tuple(Evidence(f"{left} is now {right}", own.id, 0, own.size) for left, right in found[:8])  # fmt: skip
            yield Hit(f"{base_name(after)} takes from {two} what it took from {one}", evidence, subject=own.id)  # fmt: skip


def _took_over(before: Layer, after: Layer, one: str, two: str) -> bool:
    """Say whether a library that came gives what one that is gone gave, or bears its name but for two letters."""
    if library_kind(one) and library_kind(two):
        return False
    if before.first(ElfImage) is not None:
        return _is_near(_plain(one), _plain(two))
    was, now = _calls(before).get(one, set()), _calls(after).get(two, set())
    return bool(was and now) and len(was & now) >= SHARED * len(now)


def _calls(layer: Layer) -> dict[str, set[str]]:
    code = layer.first(NativeCode)
    found: dict[str, set[str]] = defaultdict(set)
    for each in code.imports if code is not None else ():
        library, _, name = each.rpartition("!")
        found[library].add(name)
    return found


def _plain(name: str) -> str:
    """Return a library's name without what makers vary: folders, versions, digests."""
    return _VARYING.sub("", name.rpartition("/")[2].lower())


def _is_near(one: str, two: str) -> bool:
    """Say whether two names have the same length and differ in one letter or two."""
    return len(one) == len(two) and 0 < sum(a != b for a, b in zip(one, two, strict=True)) <= _LETTERS  # fmt: skip
