"""The orders of levels, certainties and stages. Compared here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from onionskin.model import Certainty, Level, Stage

LEVELS = tuple(Level)
STAGES = tuple(Stage)
CERTAINTIES = (
    Certainty.UNKNOWN,
    Certainty.POSSIBLE,
    Certainty.PLAUSIBLE,
    Certainty.CORROBORATED,
    Certainty.CONFIRMED,
)


def reaches(level: Level, limit: Level) -> bool:
    """Say whether a level is at or above a limit."""
    return LEVELS.index(level) >= LEVELS.index(limit)


def worst(levels: Iterable[Level]) -> Level:
    """Return the highest level, NOTHING_FOUND where there is none."""
    return max(levels, key=LEVELS.index, default=Level.NOTHING_FOUND)


def certain(certainty: Certainty, limit: Certainty) -> bool:
    """Say whether a certainty is at or above a limit; NOT_AFFECTED and CLEARED never are."""
    if certainty not in CERTAINTIES:
        return False
    return CERTAINTIES.index(certainty) >= CERTAINTIES.index(limit)
