"""The word classes of a language that call a scene: "affected" makes victims of whom it stands with.

After C. J. Fillmore's frames: a word calls a scene, and the mentions of the right kinds around it are its
roles (scenes.py). The words are each language's own (`Cues.frames`), the scenes are the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onionskin.read.gates import openings
from onionskin.read.skeleton import GROUPS, NAMES, REGIONS, SECTORS

_NEVER = re.compile(r"(?!)")
_LISTED = f"{NAMES}{REGIONS}{SECTORS}{GROUPS}"
# Classes that call a scene; the others only stand in one.
CALLING = (
    "hurt", "attack", "victims", "tainted", "steal", "blame", "state hackers", "hackers", "unclear", "unknown", "advise", "must", "maker",
    "customers", "find", "start", "deploy", "signed", "access", "confess", "say", "heals",
)  # fmt: skip


@dataclass(frozen=True)
class Frames:
    """The word classes of a language, compiled; `run` is a list of mentions, `heads` opens a sentence."""

    classes: Mapping[str, re.Pattern[str]]
    heads: frozenset[str]
    run: re.Pattern[str]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return a class; one that a language does not have never matches."""
        return self.classes.get(name, _NEVER)


def compiled_frames(listed: Mapping[str, Sequence[str]], both: str) -> Frames:
    """Compile a language's word classes; `both` are its words for "and". Raises ValueError as gates do."""
    bodies = {name: "|".join(patterns) for name, patterns in listed.items() if patterns}
    heads = {head for name in CALLING if name in bodies for head in openings(bodies[name])}
    joint = rf"(?:\s*,\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+|\s*\(\s*)(?:(?:\w{{1,3}}|d[ea]ll\w|alla|dell)(?:'|\s+)){{0,2}}?"
    return Frames(
        {
            name: re.compile(rf"(?<![\w-])(?:{body})(?!\w)", re.IGNORECASE)
            for name, body in bodies.items()
        },
        frozenset(heads),
        re.compile(rf"[{_LISTED}](?:{joint}[{_LISTED}])*", re.IGNORECASE),
    )
