"""What was made of a script, and runs in its place, is other than it was: the script itself is not."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.peel.rebuilt import parts_of
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "Other compiled code beside the same script",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1027.004",
    "misses": "a compiled form whose script is left out, or changed by a blank; bytecode of V8, which is other in each build, where all of it was exchanged; "
    "a form that was exchanged together with the runtime that runs it",
    "references": [
        "Bun documentation, Bytecode caching",
        "Deno manual, deno compile",
        "pkg, lib/fabricator.ts (bytecode in place of the script)",
    ],
    "benign": "a build with other options of its compiler: a target, a flag of its debugger",
}

# What runtimes run in place of the text of the same name, and what several texts share of that.
_FORMS = (" (transpiled).js", " (bytecode)")
_SHARED = ("(texts of ", "(linked modules)", "shared data at ")
# Applications whose compiler makes the same of one text each time.
_SAME_EACH_TIME = frozenset({"bun-graph", "deno-bundle"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per form that changed beside its script: under the same runtime, or alone among the forms of its application."""
    kept = {
        (after.artifact.parent, form)
        for _, after in pairs.same
        for form in _FORMS
        if after.name.endswith(form)
    }
    olds = {after.artifact.id: before for before, after in pairs.changed}
    for before, after in pairs.changed:
        form = _form(after)
        if not form or _form(before) != form or not _texts_are_the_same(old, new, before, after):
            continue
        if (after.artifact.parent, form) in kept or _is_same_runtime(new, after, olds):
            own = after.artifact
            what = "the script" if form in _FORMS else "any of the scripts"
            summary = f"{after.name} is run in place of {what} beside it, which did not change, and has other bytes"
            yield Hit(summary, (Evidence("what runs", own.id, 0, own.size),), subject=own.id)


def _form(layer: Layer) -> str:
    """Return which form of a script a layer is, or what of it several share; "" where it is neither."""
    ends = (each for each in _FORMS if layer.name.endswith(each))
    return next(ends, "") or next((each for each in _SHARED if layer.name.startswith(each)), "")


def _texts_are_the_same(old: Tree, new: Tree, before: Layer, after: Layer) -> bool:
    was, now = _texts(old, before), _texts(new, after)
    return bool(now) and was == now


def _texts(tree: Tree, layer: Layer) -> list[tuple[str, str]]:
    """Return names and digests of the texts of which a form was made: of the one that bears its name, or of all beside it.

    The names count, since compiled code holds them.
    """
    form = _form(layer)
    beside = [each for each in tree.children(_above(tree, layer)) if not _form(each)]
    if form in _FORMS:
        name = layer.name.removesuffix(form)
        beside = [each for each in beside if each.name == name]
    return sorted((each.name, each.artifact.sha256) for each in beside)


def _above(tree: Tree, layer: Layer) -> Layer:
    return tree.layer(layer.artifact.parent or "") or layer


def _is_same_runtime(tree: Tree, layer: Layer, olds: dict[str, Layer]) -> bool:
    """Say whether the program that carries a form is of the same build, and the form would have been made the same again."""
    above = tree.layer(layer.artifact.parent or "")
    if above is None or above.format not in _SAME_EACH_TIME:
        return False
    while above is not None:
        before = olds.get(above.artifact.id)
        parts = parts_of(before, above) if before is not None else None
        if parts is not None:
            return parts.is_same_build
        above = tree.layer(above.artifact.parent or "")
    return False
