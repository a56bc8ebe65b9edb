"""Mach-O files: programs, libraries and bundles of macOS and iOS, of one architecture."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Signature
from onionskin.parse.programs import macho
from onionskin.parse.programs.macho import MachoLayout, parse_layout
from onionskin.parse.programs.macho_faults import faults
from onionskin.parse.signatures.codesign import CodeSignature, examine_macho
from onionskin.parse.texts import property_list
from onionskin.peel import carried_applications
from onionskin.peel import macho_ledger as ledger
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Mach-O (macOS, iOS)",
    "kind": "executable",
    "suffixes": [".dylib", ".so", ".node", ".bundle", ".o"],
    "match": [[0, b"\xcf\xfa\xed\xfe"], [0, b"\xce\xfa\xed\xfe"], [0, b"\xfe\xed\xfa\xcf"], [0, b"\xfe\xed\xfa\xce"]],
    "refines": None,
    "misses": [
        "a section owns its bytes as a whole: room between functions is not told apart",
        "the tables of the linker (symbols, fixups, exports) are placed, not read",
        "Apple's roots are in no kept package: a signature's chain ends in an unknown root",
        "a notarisation ticket is searched for the code's hash, and its own signature not checked; requirements are named, not evaluated",
        "names that are put together at run time are not among the file names",
    ],
    "references": [
        "Apple, OS X ABI Mach-O File Format Reference; <mach-o/loader.h>",
        "Apple, xnu: osfmk/kern/cs_blobs.h; TN3126, Inside Code Signing: Hashes",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether a header follows the magic: a small file type and at least the room for one."""
    head = view.read(0, 16)
    if len(head) < 16 or head[:4] not in macho.MAGICS:
        return False
    order = macho.MAGICS[head[:4]][1]
    return 1 <= int(struct.unpack_from(order + "I", head, 12)[0]) <= 64


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the owner of every byte, the signature, what the file says of itself, and what it carries."""
    layout = parse_layout(view)
    yield Fact.of(layout)
    yield from layout.problems
    yield from map(Fact.of, faults(view, layout))
    signature = None
    for each in examine_macho(view, layout):
        yield each
        if isinstance(each, Fact):
            signature = msgspec.convert(each.value, CodeSignature)
    yield from ledger.regions(view, layout, signature)
    yield from _words(view, layout)
    backed = ((each.name, each.offset, each.size) for each in layout.sections if each.is_backed)
    yield from carried_applications.in_sections(view, backed)
    end = max((each.end for each in layout.segments), default=0)
    yield from carried_applications.behind(view, end, signed=layout.signature is not None)


def _words(view: View, layout: MachoLayout) -> Iterator[Fact | Problem]:
    """Yield the name and version of an embedded Info.plist."""
    section = layout.section("__TEXT", "__info_plist")
    if section is None:
        return
    try:
        data = view.read(section.offset, min(section.size, property_list.MAX_BYTES + 1))
        properties = property_list.read_properties(data)
    except DamagedError as error:
        yield Problem("damaged-info-plist", str(error)[:300])
        return
    name = property_list.word(
        properties, "CFBundleName", "CFBundleDisplayName", "CFBundleIdentifier"
    )
    number = property_list.word(properties, "CFBundleShortVersionString", "CFBundleVersion")
    if name and number:
        yield Fact.of(ReleaseName(name, number, layout.platform, "Info.plist"))
