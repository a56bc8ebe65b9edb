"""A hook that was not there runs a script that can now do what a dropper does: one chain of two facts."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.metadata.hooks import Hook
from onionskin.peel.gained import begun, evidence, is_seen
from onionskin.peel.package_changes import fresh_hooks
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new hook runs a script that gained several abilities",
    "alias": "D7",
    "family": "hooked-ability",
    "lane": "change",
    "level": "suspicious",
    "technique": "T1195.002",
    "misses": "a hook that was there before; a script that the hook reaches through another one; a script with a "
    "single new ability; what the hook itself says on its command line",
    "references": [
        "design: two independent facts in one causal chain",
        "Public analyses of ua-parser-js (2021), and of the npm worms of 2025",
    ],
    "benign": "a package that begins to fetch and start a native program when it is installed",
}

LEAST = 2


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script that a new hook names and that begins to do two things at once."""
    gained = list(_gained(pairs))
    for holder, hooks in fresh_hooks(old, new):
        for after, groups in gained:
            named = _naming(hooks, holder, after)
            if named is not None:
                abilities = [one for some in groups.values() for one in some]
                own = holder.artifact
                hook = Evidence(
                    f"{named.place}: {named.command[:200]!r}",
                    own.id,
                    named.offset,
                    named.length or own.size,
                )
                yield Hit(
                    f"{holder.name}: a new hook ({named.place}) runs {base_name(after)}, which can now "
                    f"{' and '.join(groups)}",
                    (hook, *evidence(after, abilities)),
                    subject=after.artifact.id,
                )


def _gained(pairs: Pairs) -> Iterator[tuple[Layer, dict[str, list[Ability]]]]:
    seen = [(before, after) for before, after in pairs.changed if is_seen(before)]
    for before, after in (*seen, *((None, each) for each in pairs.added)):
        groups = begun(before, after) if is_seen(after) else {}
        if len(groups) >= LEAST:
            yield after, groups


def _naming(hooks: list[Hook], holder: Layer, script: Layer) -> Hook | None:
    """Return the hook that names a script of the same container, by its own name with or without its suffix."""
    if script.artifact.parent != holder.artifact.parent:
        return None
    name = base_name(script).lower()
    stem = name.rpartition(".")[0] or name
    for each in hooks:
        words = {
            one.rpartition("/")[2].strip("'\";&|()")
            for one in each.command.lower().replace("\\", "/").split()
        }
        if words & {name, stem}:
            return each
    return None
