"""The innocent readings of a verdict's findings, tried: on their bytes in the jail, on the two releases here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from onionskin.errors import BudgetError, JailError
from onionskin.jail.worker import note
from onionskin.model import Evidence, Finding, Layer, Signature, Value
from onionskin.plugins.contracts import Pairs, Tree, base_name
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import (
    MOZILLA_MARKER,
    OMAHA_MARKER,
    appended_tag,
    padded_tag,
)
from onionskin.terms.stuffed_text import stuffing
from onionskin.weigh.rivals import Reading, Tried, component, readings_for

LONGEST = 64 << 10
_WORD = re.compile(rb"[\x21-\x7e]+")
_ELECTRON = re.compile(r"Electron/(\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?)")
_ENDS = (b"\0", b" ", b'"', b"'", b")", b"\n")
PROGRAMS = frozenset({"pe", "macho", "elf"})
MARKERS = {"Omaha": OMAHA_MARKER, "Mozilla": MOZILLA_MARKER}


class Looked(Value, frozen=True):
    """What evidence's bytes look like: (fits, detail) for each test over bytes.

    `text` is the run of letters, digits and signs that they begin with, at most 64.
    """

    tag: tuple[bool, str]
    stuffed: tuple[bool, str]
    text: str = ""


class Place(Value, frozen=True):
    """Bytes [base, base+size) of descriptor 0, of which [offset, offset+length) is evidence."""

    base: int
    size: int
    offset: int
    length: int


def look(args: bytes, fds: list[int]) -> bytes:
    """Return a Looked, as msgpack, of a Place. Runs in the jail."""
    asked = msgspec.msgpack.decode(args, type=Place)
    note("readings")
    view = View(fds[0], asked.base, asked.size)
    data = view.read(asked.offset, min(asked.length, LONGEST))
    return msgspec.msgpack.encode(looked(data, whole=len(data) == asked.length))


def looked(data: bytes, *, whole: bool) -> Looked:
    """Return what bytes look like; `data` is only the beginning where they are not `whole`."""
    tag = whole and (padded_tag(data) is not None or appended_tag(data) is not None)
    marked = [name for name, marker in MARKERS.items() if marker in data]
    seen = f"{marked[0]}'s marker stands there" if marked else "no marker of Omaha or Mozilla"
    found = stuffing(data)
    text = f"{100 * found.share:.0f} % is text"
    if found.is_text:
        text = f"{text}, {found.pairs} settings key=value"
    head = _WORD.match(data[:64])
    stuffed = (found.is_text, text if whole else f"{text} in the first 64 KiB")
    return Looked((tag, seen), stuffed, head[0].decode() if head else "")


@dataclass(frozen=True)
class Trial:
    """What readings are tried against: the release, the one before, and a look at evidence's bytes."""

    new: Tree
    old: Tree | None
    pairs: Pairs | None
    look: Callable[[Evidence], Looked | None]

    def of(self, finding: Finding) -> tuple[Tried, ...]:
        """Return every reading that could be tried on a finding, with its result."""
        found = (
            (reading, TESTS[reading.test](self, finding, reading))
            for reading in readings_for(finding)
        )
        return tuple(Tried(reading.id, *result) for reading, result in found if result)


Result = tuple[bool, str] | None


def _published_tag(trial: Trial, finding: Finding, reading: Reading) -> Result:
    del reading
    seen = trial.look(finding.evidence[0]) if finding.evidence else None
    return seen.tag if seen else None


def _stuffed_text(trial: Trial, finding: Finding, reading: Reading) -> Result:
    del reading
    seen = trial.look(finding.evidence[0]) if finding.evidence else None
    return seen.stuffed if seen else None


def _signed_digest(trial: Trial, finding: Finding, reading: Reading) -> Result:
    """Compare Authentihash or cdhash of each changed signed file that the finding names."""
    del reading
    if trial.pairs is None:
        return None
    named = _named(finding)
    both = [
        (before.first(Signature), after.first(Signature))
        for before, after in trial.pairs.changed
        if after.artifact.id in named
    ]
    # Some schemes name the algorithm alone, which is the same over any content.
    signed = [
        (one, two) for one, two in both if one and two and ":" in one.digest and ":" in two.digest
    ]
    if not signed:
        return None
    same = sum(one.digest == two.digest for one, two in signed)
    return same == len(both), f"the signed digest of {same} of {len(both)} files is the same"


def _changed_together(trial: Trial, finding: Finding, reading: Reading) -> Result:
    """Count which of a component's files changed, where the finding is about one of them."""
    if trial.pairs is None or trial.old is None:
        return None
    files = component(reading.component)
    named = _named(finding)
    about = [each for each in trial.new.layers if each.artifact.id in named]
    if not any(base_name(each).lower() in files.files for each in about):
        return None
    changed, same = together(trial.pairs, files.core)
    raised, words = _electron_raised(trial.old, trial)
    fits = len(changed) > 1 and not same and raised
    return fits, f"of its core files {len(changed)} changed and {len(same)} did not; {words}"


def _electron_raised(old: Tree, trial: Trial) -> tuple[bool, str]:
    """Say whether a program states an Electron version that none stated before."""
    try:
        version = stated_electron(trial.new, trial.look)
        if not version:
            return False, "no program says its version"
        if says_electron(old, version):
            return False, f"a program says {version}, as before"
    except (BudgetError, JailError):
        return False, "its version could not be searched for"
    return True, f"a program says {version}, and none did before"


def stated_electron(tree: Tree, look: Callable[[Evidence], Looked | None]) -> str:
    """Return the Electron version of the first program that states one; raises as `search` does."""
    for layer, offset in tree.search(b"Electron/", _programs(tree)):
        seen = look(Evidence("", layer.artifact.id, offset, 64))
        stated = _ELECTRON.match(seen.text) if seen else None
        if stated:
            return stated[1]
    return ""


def says_electron(tree: Tree, version: str) -> bool:
    """Say whether a program of a release holds `Electron/VERSION`; raises as `search` does.

    22.3.1 also begins 22.3.10 and 22.3.1-beta.2, so what ends the word is asked for, too.
    """
    word = f"Electron/{version}".encode()
    holding = [layer for layer, _ in tree.search(word, _programs(tree))]
    return any(bool(tree.search(word + end, holding)) for end in _ENDS) if holding else False


def _programs(tree: Tree) -> list[Layer]:
    return [each for each in tree.layers if each.format in PROGRAMS]


def together(pairs: Pairs, core: frozenset[str]) -> tuple[list[Layer], list[Layer]]:
    """Return the files of those names that changed, and those that are what they were."""
    changed = [after for _, after in pairs.changed if base_name(after).lower() in core]
    same = [after for _, after in pairs.same if base_name(after).lower() in core]
    return changed, same


def _named(finding: Finding) -> set[str]:
    return {finding.subject, *(each.artifact for each in finding.evidence if each.artifact)}


TESTS: dict[str, Callable[[Trial, Finding, Reading], Result]] = {
    "published-tag": _published_tag,
    "stuffed-text": _stuffed_text,
    "signed-digest": _signed_digest,
    "changed-together": _changed_together,
}
