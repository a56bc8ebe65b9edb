"""A program whose headers say one thing twice and differently: its loader and its readers see two programs."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.programs.image_faults import ImageFault
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Headers of a program that contradict each other",
    "alias": "H9",
    "family": "program-confusion",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1027",
    "formats": ["pe", "elf", "macho", "macho-fat"],
    "facts": ["ImageFault"],
    "misses": "headers that agree with each other and lie about what the code does; contradictions of tables that are not read "
    "(relocations, symbols, the linker's tables of Mach-O); a row of the section table that makensis left over its own "
    "resources is a fact (row-left) and no finding, as long as no directory and no entry point leads to it",
    "references": [
        "Microsoft, PE Format",
        "System V ABI (gABI), chapters 4 and 5",
        "Apple, <mach-o/loader.h>, <mach-o/fat.h>",
        "A. Albertini, Corkami: the PE that Windows loads and tools do not read",
    ],
    "benign": "a packer, a hand-made tiny program, or a tool that rewrote headers (a stripper, a patcher of load commands)",
}

# What packers do as well.
DOUBTFUL = {
    "entry-outside": "it starts where none of its code is",
    "memory-size": "a part is larger than what it is loaded into",
    "memory-order": "its segments are not in the order of their addresses",
    "unused-overlap": "two of its parts own the same bytes, and nothing refers to one of them",
    "bytes-loaded-twice": "two segments load the same bytes of the file",
}
BROKEN = {
    "headers-overlap": "its headers stand in each other",
    "table-row": "the rows of a table have another size than the format's",
    "table-room": "a table is larger than the room that it is given",
    "command-size": "its load commands are not as long as it says",
    "section-over-headers": "a section stands in the headers",
    "section-outside": "a section is in no segment that is loaded",
    "sections-overlap": "two of its parts own the same bytes",
    "memory-overlap": "two of its parts are loaded over each other",
    "views-differ": "tools are shown other bytes than those that are loaded",
    "signature-inside": "the signature stands in what it signs",
    "slices-overlap": "two of its architectures share bytes",
    "slice-twice": "an architecture is there twice",
    "slice-type": "a slice is for another architecture than is listed",
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of contradiction, with each place of it."""
    del view
    faults = layer.all(ImageFault)
    for kinds, level in ((BROKEN, Level.SUSPICIOUS), (DOUBTFUL, Level.REVIEW)):
        for kind, title in kinds.items():
            places = [fault for fault in faults if fault.kind == kind]
            if places:
                more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
                evidence = tuple(
                    Evidence(each.detail, None, each.offset, each.length) for each in places[:SHOWN]
                )
                yield Hit(f"{title}: {places[0].detail}{more}", evidence, level)
