"""A time without garbage collection: what a walk makes is kept until it ends, and a search for cycles in it finds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile. What is there at the end counts as old, or it would be searched three times more.

    Cycles that were made meanwhile are found by the next search of all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _grown_old()
            gc.enable()


def _grown_old() -> None:
    """Move all objects to the oldest generation, unless somebody keeps some out of every generation."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
