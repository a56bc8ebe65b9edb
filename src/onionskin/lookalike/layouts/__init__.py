"""One file per incident: what its release looked like from outside, rebuilt of filler.

Each has a literal META and builds the release `before`, the `trojanised` one and an honest `twin`
of the same size of step. `VARIANTS` are cheap ways around a signal; `knows()` gives what was publicly
known of the product, `source(folder)` the tree that a package says it was made from.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onionskin.model import Claim

Build = Callable[[Path], Path]


@dataclass(frozen=True)
class Layout:
    """One incident's releases."""

    id: str
    meta: Mapping[str, Any]
    before: Build
    trojanised: Build
    twin: Build
    variants: Mapping[str, Build] = field(default_factory=dict)
    knows: tuple[Claim, ...] = ()
    source: Build | None = None


def layouts() -> tuple[Layout, ...]:
    """Return all layouts, by id."""
    found = []
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        knows = getattr(module, "knows", None)
        found.append(
            Layout(
                id=info.name.replace("_", "-"),
                meta=module.META,
                before=module.before,
                trojanised=module.trojanised,
                twin=module.twin,
                variants=getattr(module, "VARIANTS", {}),
                knows=knows() if knows else (),
                source=getattr(module, "source", None),
            )
        )
    return tuple(found)
