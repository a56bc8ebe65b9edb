"""A .NET assembly gets a function that runs before all else of it, in a step that promises none."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Level
from onionskin.parse.code.managed_calls import ManagedCalls
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "An initialiser of the module in an assembly that had none",
    "alias": "D5",
    "family": "entry-point",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "an initialiser that was there and does something else; one in a minor or major release asks for no review alone; initialisers of single types",
    "references": [
        "ECMA-335, 6th edition, partition II, section 10.5.3; partition I, section 8.9.5",
        "C# 9, module initializers",
    ],
    "benign": "an attribute of C# 9 that a library begins to use; a tool that packs the libraries of a program into it",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per assembly with an initialiser, where the one before was read and has none."""
    level = None if is_small(old, new) else Level.NOTHING_FOUND
    how = step(old, new)
    for before, after in pairs.changed:
        was, now = before.first(ManagedCalls), after.first(ManagedCalls)
        if was is not None and now is not None and now.initializes and not was.initializes:
            own = after.artifact
            yield Hit(
                f"{base_name(after)} runs a function before all else of it, and had none; the version step is {how}",
                (Evidence("an initialiser of the module", own.id, 0, own.size),),
                level,
                own.id,
            )
