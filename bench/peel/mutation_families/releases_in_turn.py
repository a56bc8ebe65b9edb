"""How the seventh and the eighth set lay changes over genuine releases: each change comes twice, and the bases take turns.

Once a change is made in a genuine release laid over the genuine release before ("true step"), once in the next patch of
another package laid over that package itself, which then differs from it in its version and in the change alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import genuine
from genuine import Files

from mutation_families.edits import Edit
from mutation_families.fourth_set import both
from mutation_families.releases import pack
from mutation_families.seventh_ways import Way
from mutation_families.sources import Batch
from mutation_families.third_set import Held, next_patch, suffix_of


@dataclass(frozen=True)
class Kind:
    """How releases of a kind are opened, named as the next patch, and packed again; `suffix` is empty where it is the file's own.

    `is_ours` says that the version stands in what was built here around genuine files, not in these.
    """

    ways: tuple[Way, ...]
    opened: Callable[[Path], Files] = genuine.contents
    later: Callable[[Files], Files] = next_patch
    packed: Callable[[Files, Path], bytes] = lambda files, path: pack(path.name, files)
    suffix: str = ""
    is_ours: bool = False


Turn = tuple[Way, int, Files]


class Base(NamedTuple):
    """Two genuine releases, opened; one alone is its own predecessor."""

    old: Path
    new: Path
    before: Files
    after: Files

    def allows(self, *, step: bool) -> bool:
        """Say whether there is a release before, where one is wanted."""
        return self.old != self.new or not step


@dataclass(frozen=True)
class InTurn:
    """A set: what the names of its families begin with, the list of its bases, and its kinds of release.

    `once` says that no change asks for chance as it is made, so that one question serves all bases of a kind.
    `by_turns` says that a change comes once alone: one over a true step, the next over a release itself (or as it fits).
    """

    begins: str
    listed: Path
    kinds: Mapping[str, Kind]
    once: bool = False
    by_turns: bool = False

    def batches(self, folder: Path) -> Iterator[Batch]:
        """Yield every base of the set, and its edits."""
        held = Held(folder, self.listed)
        pairs: dict[str, list[list[str]]] = tomllib.loads(self.listed.read_text("utf-8"))["pairs"]
        for name, kind in self.kinds.items():
            yield from self._of_kind(name, kind, held, pairs[name])

    def _of_kind(self, name: str, kind: Kind, held: Held, pairs: list[list[str]]) -> Iterator[Batch]:  # fmt: skip
        bases = [
            Base(old, new, kind.opened(old), kind.opened(new))
            for pair in pairs
            for old, new in both(held, pair)
        ]
        known = {step: list(_turns(kind, bases, step=step)) for step in (True, False)} if self.once else {}  # fmt: skip
        known = _alternate(kind, known) if self.by_turns else known
        for number, each in enumerate(bases):
            for step in (True, False):
                # Asked anew for each base: chance goes on from call to call, and what was frozen must stay as it was.
                turns = known[step] if self.once else _turns(kind, bases, step=step)
                changes = [(way, change) for way, at, change in turns if at == number]
                if changes:
                    yield self._batch(name, kind, each, changes, step=step)

    def _batch(self, name: str, kind: Kind, base: Base, changes: list[tuple[Way, Files]], *, step: bool) -> Batch:  # fmt: skip
        """Return the edits of a release: laid over the genuine one before, or over itself."""
        newer, new = _newer(kind, base, step=step), base.new
        before = kind.packed(base.before, base.old) if step else kind.packed(base.after, new)
        suffix = kind.suffix or suffix_of(new)
        made = (
            Edit(new.name, self._named(way.family, step=step), way.what, data, suffix=suffix, against=before, asks=True)
            for way, change in changes if (data := kind.packed(newer | change, new))
        )  # fmt: skip
        over = base.old.name if step else "itself"
        return Batch(f"{name}: {new.name}, over {over}", kind.packed(newer, new), made, suffix, before)  # fmt: skip

    def _named(self, family: str, *, step: bool) -> str:
        kind, _, rest = family.partition(":")
        return f"{self.begins}{kind}{', true step' if step else ''}:{rest}"


def _newer(kind: Kind, base: Base, *, step: bool) -> Files:
    return base.after if step and not kind.is_ours else kind.later(base.after)


def _alternate(kind: Kind, known: Mapping[bool, list[Turn]]) -> dict[bool, list[Turn]]:
    """Return each change once: over a true step every second time, as long as it fits there."""
    fits = {step: {way: (way, at, change) for way, at, change in turns} for step, turns in known.items()}  # fmt: skip
    made: dict[bool, list[Turn]] = {True: [], False: []}
    for number, way in enumerate(kind.ways):
        wanted = number % 2 == 0
        for step in (wanted, not wanted):
            if way in fits[step]:
                made[step].append(fits[step][way])
                break
    return made


def _turns(kind: Kind, bases: list[Base], *, step: bool) -> Iterator[Turn]:
    """Yield each change with the base whose turn it is: the next one that it fits, another for a true step than for itself."""
    for number, way in enumerate(kind.ways):
        for more in range(len(bases)):
            at = (number + more + (0 if step else len(bases) // 2)) % len(bases)
            change = way.change(_newer(kind, bases[at], step=step)) if bases[at].allows(step=step) else {}  # fmt: skip
            if change and all(change.values()):
                yield way, at, change
                break


def alone(packed: Callable[[Files], bytes]) -> Callable[[Files, Path], bytes]:
    """Return how a release is packed where what it is packed from does not matter."""
    return lambda files, _: packed(files)
