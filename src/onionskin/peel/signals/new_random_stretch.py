"""A program that held nothing random outside its resources, and now does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.code.random_stretches import RandomStretches
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.peel.rebuilt import parts_of
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Bytes that look encrypted come among a program's code or data",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.009",
    "misses": "a section that held such bytes before; a payload below 6 KiB, padded, written as words, or compressed text; "
    "a major release, or a program of which sections went away; managed programs; formats other than PE",
    "references": [
        "Cisco Talos and Avast, September 2017: CCleaner 5.33 carried 10 KiB of masked code among its data",
        "peers.md, section 1, signal D5",
    ],
    "benign": "a compressed table, a key or a font that a feature needs; a packer that is new in the build",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program and section in which nothing looked random before."""
    if step(old, new) == "major":
        return
    for before, after in pairs.changed:
        parts = parts_of(before, after)
        # What stood in a section that is gone stands somewhere else now.
        if parts is not None and parts.removed:
            continue
        was, now = before.first(RandomStretches), after.first(RandomStretches)
        # The resources of managed programs stand among their code.
        if was is None or now is None or after.first(ClrAssembly) is not None:
            continue
        known = {name for name, _ in was.stretches}
        for section in sorted({name for name, _ in now.stretches} - known):
            spans = [span for name, span in now.stretches if name == section]
            size = sum(span.length for span in spans)
            own = after.artifact.id
            yield Hit(
                f"section {section or '(no name)'} of {base_name(after)} now holds {size:,} bytes that look "
                "compressed or encrypted; it held none",
                tuple(
                    Evidence(f"looks random, in section {section}", own, span.offset, span.length)
                    for span in spans[:SHOWN]
                ),
                subject=own,
            )
