"""Whether a program was built anew, or edited after it was built: two releases of it, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from onionskin.model import Layer, Span
from onionskin.parse.programs.build_marks import BuildMarks, Part, differing, places

# Of the blocks of code, those that must be as they were for a time stamp alone to name one build.
MOSTLY = 0.5
_TIME = "time "


@dataclass(frozen=True)
class Parts:
    """Two releases of one program. `kept` is the share of the old blocks of code that stand where they stood."""

    before: BuildMarks
    after: BuildMarks
    changed: tuple[tuple[Part, Part], ...]
    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    kept: float

    @property
    def is_same_build(self) -> bool:
        """Whether both say that they are of one build: by a mark that is random or a digest, or by their time."""
        shared = set(self.before.marks) & set(self.after.marks)
        if any(not each.startswith(_TIME) for each in shared):
            return True
        # One that lost its record was perhaps robbed of it; two records tell two builds.
        told_apart = self.before.is_sure and self.after.is_sure
        return bool(shared) and not told_apart and self.kept >= MOSTLY

    @property
    def has_same_linker(self) -> bool:
        """Whether the linker is named, and is the same."""
        return bool(self.before.tools) and self.before.tools[:1] == self.after.tools[:1]

    @property
    def has_same_tools(self) -> bool:
        """Whether the linker and the compilers are named, and are the same."""
        return bool(self.before.tools) and self.before.tools == self.after.tools


def parts_of(before: Layer, after: Layer) -> Parts | None:
    """Lay the parts of two releases of a program over each other, by name; None where one was not looked at."""
    was, now = before.first(BuildMarks), after.first(BuildMarks)
    if was is None or now is None or not was.parts:
        return None
    known = dict(_numbered(was.parts))
    fresh = dict(_numbered(now.parts))
    pairs = [(known[key], part) for key, part in fresh.items() if key in known]
    code = [each for each in was.parts if each.is_code]
    total = sum(len(each.digests) for each in code)
    lost = sum(_lost(one, two) for one, two in pairs if one.is_code)
    lost += sum(len(each.digests) for key, each in known.items() if each.is_code and key not in fresh)  # fmt: skip
    return Parts(
        before=was,
        after=now,
        changed=tuple((one, two) for one, two in pairs if one.blocks != two.blocks or one.length != two.length),
        added=tuple(part for key, part in fresh.items() if key not in known),
        removed=tuple(part for key, part in known.items() if key not in fresh),
        kept=1 - lost / total if total else 0.0,
    )  # fmt: skip


def _numbered(parts: Iterable[Part]) -> Iterator[tuple[tuple[str, int], Part]]:
    """Yield ((name, how many bore it before), part): a second .text is a new section."""
    seen: Counter[str] = Counter()
    for part in parts:
        yield (part.name, seen[part.name]), part
        seen[part.name] += 1


def _lost(one: Part, two: Part) -> int:
    """Count the old blocks that do not stand where they stood."""
    return sum(left != right for left, right in zip_longest(one.digests, two.digests[: len(one.digests)]))  # fmt: skip


def where(one: Part, two: Part) -> list[Span]:
    """Return where the blocks that differ stand in the new file, neighbours joined."""
    found: list[Span] = []
    for each in places(two, differing(one, two)):
        if found and found[-1].end == each.offset:
            found[-1] = Span(found[-1].offset, found[-1].length + each.length)
        else:
            found.append(each)
    return found
