"""A part that was a program or an archive is now bytes of no format, which look random."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.code.random_stretches import LEAST, RandomStretches
from onionskin.peel.wire import Opaque
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program within the release has become bytes that look random",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.009",
    "misses": "a part that was opaque before; a payload that is still a program; a part under another name",
    "references": [
        "Kaspersky, Operation ShadowHammer, 2019: a resource of the installer was written over",
        "peers.md, section 1, signal D5",
    ],
    "benign": "a vendor that begins to encrypt or to pack a part in a form of its own",
}

PROGRAMS = frozenset({"pe", "elf", "macho", "macho-fat"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per part that was a program and looks random now: a file, or a resource of a program."""
    del old, new
    for before, after in pairs.changed:
        opaque = after.first(Opaque)
        if before.format in PROGRAMS and opaque is not None and opaque.texture == "random":
            yield _hit(base_name(after), before, after, Span(0, after.artifact.size))
    # A resource that is no file of its own is no part of the new release: it is gone.
    holders = {before.artifact.id: after for before, after in pairs.changed}
    for gone in pairs.removed:
        holder = holders.get(gone.artifact.parent or "")
        looked = holder.first(RandomStretches) if holder else None
        if holder is None or looked is None or gone.format not in PROGRAMS:
            continue
        # The first and the last window of what stands there need not be whole.
        least = max(gone.artifact.size // 2, LEAST)
        span = next((each for each in looked.resources if each.length >= least), None)
        if span is not None:
            yield _hit(f"{base_name(gone)} of {base_name(holder)}", gone, holder, span)


def _hit(name: str, before: Layer, after: Layer, span: Span) -> Hit:
    own = after.artifact.id
    return Hit(
        f"{name} was a program ({before.format}), and now there are {span.length:,} bytes that look "
        "compressed or encrypted",
        (Evidence("was a program, looks random", own, span.offset, span.length),),
        subject=own,
    )
