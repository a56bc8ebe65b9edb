"""Two builds of one source differ in more than stamps: something came in that the source does not say."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.peel.builds import OTHER, STAMPED, causes
from onionskin.peel.difference import SameBuild
from onionskin.peel.same_build import containers, files, is_signature_member, within_images
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Not reproducible, and no stamp explains it",
    "alias": "",
    "family": "not-reproducible",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "what both builders were made to do; payload in a path or a date; inserted bytes move all that follows, so "
    "that the places behind the first are of no use",
    "references": ["reproducible-builds.org, definition and documentation"],
    "benign": "a compiler that numbers its temporaries, parallel linking, a build that embeds a random or a host's name",
}

SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file whose difference no stamp explains. Only with `--second-build`."""
    if not isinstance(new, SameBuild) or new.kind != "second-build":
        return
    for before, after in files(pairs, new):
        if not is_signature_member(after):
            yield from _compared(new, before, after)
    for before, after in containers(pairs, new):
        found = new.differ(before, after)
        other = [each for each in found.streams if each not in STAMPED] if found else []
        if other:
            whole = (Evidence("streams differ", after.artifact.id, 0, after.artifact.size),)
            words = f"{base_name(after)} holds streams that differ from the second build: {', '.join(other[:SHOWN])}"
            yield Hit(words, whole, subject=after.artifact.id)
    for where, layers in (("first", pairs.added), ("second", pairs.removed)):
        inside = within_images(new if where == "first" else old)
        alone = [each for each in layers if each.artifact.id not in inside]
        if alone:
            yield _alone(new, where, alone)


def _compared(new: SameBuild, before: Layer, after: Layer) -> Iterator[Hit]:
    found = new.differ(before, after)
    if found is None:
        whole = (Evidence("could not be compared", after.artifact.id, 0, after.artifact.size),)
        yield Hit(f"{base_name(after)} differs, and its bytes could not be compared", whole, subject=after.artifact.id)  # fmt: skip
        return
    left = [each for each in causes(before, after, found) if each.cause == OTHER]
    if not left:
        return
    places = ", ".join(f"{each.offset:#x} ({each.length:,} in {each.owner})" for each in left[:3])
    count = f"{len(left)} place{'s' if len(left) > 1 else ''}"
    summary = f"{base_name(after)} differs from the second build in {count} that no stamp explains: {places}"
    evidence = tuple(
        Evidence(f"differs, in {each.owner}", after.artifact.id, each.offset, max(min(each.offset + each.length, after.artifact.size) - each.offset, 0))
        for each in left[:SHOWN]
    )  # fmt: skip
    yield Hit(summary, evidence, subject=after.artifact.id)


def _alone(new: Tree, where: str, layers: list[Layer]) -> Hit:
    names = ", ".join(sorted(base_name(each) for each in layers)[:SHOWN])
    kept = [each.artifact for each in layers if new.layer(each.artifact.id)] or [new.root.artifact]
    evidence = tuple(Evidence(f"only in the {where} build", each.id, 0, each.size) for each in kept[:SHOWN])  # fmt: skip
    return Hit(f"only in the {where} build: {names}", evidence, subject=kept[0].id)  # fmt: skip
