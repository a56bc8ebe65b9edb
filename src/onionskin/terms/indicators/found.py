"""What a search for indicators works on, and what it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct

from onionskin.terms import domains
from onionskin.terms.indicators.refanging import Refanged


class Found(Struct, frozen=True, gc=False):
    """One indicator: its kind, its plain value, and the span of its raw form in the text.

    `defanged` says that its author had defanged it; `inside` is `url` for the host
    of a URL; `doubt` names what may be wrong with it at its source.
    """

    kind: str
    value: str
    offset: int
    length: int
    defanged: bool = False
    inside: str = ""
    doubt: str = ""

    @property
    def end(self) -> int:
        """The offset just behind it."""
        return self.offset + self.length

    def moved(self, by: int) -> Found:
        """Return it as it stands in a text that holds this one from a place on."""
        start, defanged = self.offset + by, self.defanged
        return Found(self.kind, self.value, start, self.length, defanged, self.inside, self.doubt)


_SAMPLE = 8000
_NAME = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})+\Z")


def _is_surely_name(line: str) -> bool:
    ending = line.rpartition(".")[2].lower()
    doubtful = ending in domains.HARD_ENDINGS or ending.isdigit()
    return bool(_NAME.match(line)) and not doubtful and domains.ending_exists(ending)


@dataclass
class Text:
    """A text being searched; `taken` marks plain characters that already belong to something.

    `listed` says that the text is a list of indicators, where doubtful names are names.
    """

    refanged: Refanged
    listed: bool
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.plain = self.refanged.plain
        self.taken = bytearray(len(self.plain))

    @cached_property
    def lower(self) -> str:
        """The text in lower case, to ask whether a word is in it at all; its offsets may differ."""
        return self.plain.lower()

    @cached_property
    def lists_names(self) -> bool:
        """Whether most lines are names of hosts and nothing else, which no file is called."""
        lines = [each for line in self.plain[:_SAMPLE].split("\n") if (each := line.strip())]
        return len(lines) > 2 and sum(map(_is_surely_name, lines)) * 2 > len(lines)

    def found(
        self, kind: str, value: str, start: int, end: int, *, inside: str = "", doubt: str = ""
    ) -> Found:
        """Return what stands at plain[start:end], with its raw span."""
        offset, length, defanged = self.refanged.placed(start, end)
        return Found(kind, value, offset, length, defanged, inside, doubt)

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as belonging to something."""
        self.taken[start:end] = b"\1" * (end - start)

    def claimed(
        self, kind: str, value: str, start: int, end: int, *, inside: str = "", doubt: str = ""
    ) -> Found:
        """Take a stretch and return what stands there."""
        self.take(start, end)
        return self.found(kind, value, start, end, inside=inside, doubt=doubt)

    def line_before(self, start: int, most: int) -> str:
        """Return what stands before a place in its line, at most so many characters."""
        return self.plain[max(start - most, 0) : start].rpartition("\n")[2]


_WRAPPING = frozenset("=@~")
_TRAILING = frozenset(".,;:!?*_+'\"\u2026\u3001`)]}")


def trimmed(plain: str, start: int, end: int) -> int:
    """Return the end without the sentence's own punctuation; a closing bracket stays if it was opened."""
    if start and end > start and plain[end - 1] == plain[start - 1] in _WRAPPING:
        end -= 1  # `=code=` of Org, `@code@` of Textile
    if end > start and plain[end - 1] not in _TRAILING:
        return end
    opened: dict[str, int] = {}
    while end > start:
        last = plain[end - 1]
        if last in ".,;:!?*_+'\"\u2026\u3001`":
            end -= 1
        elif last in ")]}":
            opening = {")": "(", "]": "[", "}": "{"}[last]
            if last not in opened:
                opened[last] = plain.count(opening, start, end) - plain.count(last, start, end)
            if opened[last] >= 0:
                return end
            opened[last] += 1
            end -= 1
        else:
            return end
    return end
