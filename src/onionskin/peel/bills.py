"""Bills of materials laid beside the payloads that they list, in packages of macOS.

Each of two members is opened for itself, in the jail. When the whole release is known, what the one lists
is compared with what the other holds, in the jail again: bytes are only looked at there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from onionskin.model import Fact, Layer, Outcome, Problem
from onionskin.parse.packages.bom import BillOfMaterials
from onionskin.peel.beside import Asker
from onionskin.peel.bom_inside import AskedBom, ToldBom
from onionskin.plugins.contracts import base_name, folder_of

# The bill's name beside that of what it lists: in flat packages, and in those that are folders.
PAYLOADS = {"Bom": ("Payload",), "Archive.bom": ("Archive.pax.gz", "Archive.pax")}
_LISTED = frozenset(name for names in PAYLOADS.values() for name in names)
STREAMS = frozenset({"gzip", "bzip2", "xz", "zstd", "lzip", "pbzx"})
MOST, DEEP = 64, 3


def billed(layers: Sequence[Layer], asker: Asker) -> list[Layer]:
    """Return the layers, the archives with what their bills say otherwise."""
    facts: dict[str, tuple[Fact, ...]] = {}
    problems: dict[str, Problem] = {}
    for number, (bill, archive) in enumerate(pairs(layers)):
        told: ToldBom | str = f"more than {MOST} bills"
        if bill.first(BillOfMaterials) is None:
            told = "it is no bill of materials that can be read"
        elif number < MOST:
            told = _ask(bill, archive, asker)
        own = archive.artifact.id
        if isinstance(told, str):
            problems[own] = Problem("not-compared", f"{bill.name}: {told}", own)
            continue
        facts[own] = tuple(Fact.of(each) for each in told.mismatches)
        if told.failed:
            problems[own] = Problem("not-compared", f"{bill.name}: {told.failed}", own)
    return [_with(each, facts, problems) for each in layers]


def pairs(layers: Sequence[Layer]) -> Iterator[tuple[Layer, Layer]]:
    """Yield each file named as a bill, and the archive that the payload beside it unpacks to."""
    bills = [each for each in layers if base_name(each) in PAYLOADS]
    folders: dict[tuple[str | None, str], list[Layer]] = defaultdict(list)
    inside: dict[str | None, list[Layer]] = defaultdict(list)
    for each in layers if bills else ():
        inside[each.artifact.parent].append(each)
        if base_name(each) in _LISTED:
            folders[folder_of(each)].append(each)
    for bill in bills:
        for each in folders[folder_of(bill)]:
            archive = _archive(each, inside)
            if archive is not None and base_name(each) in PAYLOADS[base_name(bill)]:
                yield bill, archive


def _archive(payload: Layer, inside: Mapping[str | None, list[Layer]]) -> Layer | None:
    """Return the archive in a payload's streams."""
    for _ in range(DEEP):
        if payload.format == "cpio":
            return payload
        inner = inside.get(payload.artifact.id, [])
        if payload.format not in STREAMS or len(inner) != 1:
            return None
        payload = inner[0]
    return None


def _ask(bill: Layer, archive: Layer, asker: Asker) -> ToldBom | str:
    """Return what differs between a bill and an archive, or why that is not known."""
    sources = [asker.sources.get(each.artifact.id) for each in (bill, archive)]
    first, second = sources
    if first is None or second is None or asker.left() <= 0:
        return "there was no time left"
    asked = AskedBom((first.base, first.size), (second.base, second.size))
    with first.opened() as one, second.opened() as other:
        return asker.told("onionskin.peel.bom_inside:behold", asked, (one, other), archive, ToldBom)


def _with(layer: Layer, facts: dict[str, tuple[Fact, ...]], problems: dict[str, Problem]) -> Layer:
    own = layer.artifact.id
    problem = problems.get(own)
    if not facts.get(own) and problem is None:
        return layer
    lost = problem is not None and layer.outcome is Outcome.SCANNED
    return msgspec.structs.replace(
        layer,
        facts=(*layer.facts, *facts.get(own, ())),
        problems=(*layer.problems, *([problem] if problem else [])),
        outcome=Outcome.INCOMPLETE if lost else layer.outcome,
    )
