"""What a finished program tells of an edit after its linker had done: one fact for PE, ELF and Mach-O.

A linker writes the same thing in several places, packs what it writes, and keeps an order. Who changes the file
afterwards changes one place of several. Each trace is a contradiction to what linkers do, and no proof: tools that
mend finished programs (delvewheel, patchelf, rcedit) leave some of them, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from onionskin.model import Layer, Value
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.elf_link import elf_traces
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.macho_link import macho_traces
from onionskin.parse.programs.managed_link import managed_traces
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.programs.pe_image import PeImage
from onionskin.parse.programs.pe_link import pe_traces
from onionskin.plugins.view import View

MOST = 128


class LinkTraces(Value, frozen=True):
    """The traces of one program, at most 128; none says that all of the tables were looked at and agree."""

    traces: tuple[LinkTrace, ...]


def link_traces(layer: Layer, view: View) -> LinkTraces | None:
    """Return the traces in a program that was opened; None where opening said too little."""
    pe, image = layer.first(PeLayout), layer.first(PeImage)
    if pe is not None and image is not None:
        found: Iterator[LinkTrace] = chain(pe_traces(view, pe, image), managed_traces(view, pe))
    elif layer.first(ElfImage) is not None:
        found = elf_traces(view)
    elif (macho := layer.first(MachoLayout)) is not None:
        found = macho_traces(view, macho)
    else:
        return None
    return LinkTraces(tuple(dict.fromkeys(islice(found, MOST))))
