"""Portable Executables: programs and libraries of Windows, drivers, UEFI programs."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from itertools import chain

import msgspec

from onionskin.model import Fact, Problem, Region, ReleaseName, Signature
from onionskin.parse.installers.burn import bundle_items, read_bundle
from onionskin.parse.installers.nsis import header_place
from onionskin.parse.installers.self_extractors import (
    cabinet_commands,
    configuration,
    configured_archive,
)
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.parse.programs.clr_contents import managed_facts, managed_members
from onionskin.parse.programs.pe import PeLayout, parse_layout
from onionskin.parse.programs.pe_faults import faults, is_relocations
from onionskin.parse.programs.pe_image import PeImage, parse_image
from onionskin.parse.programs.pe_resources import (
    RT_GROUP_ICON,
    RT_ICON,
    RT_MANIFEST,
    RT_VERSION,
    Leaf,
    icon_groups,
    manifest,
    parse_leaves,
    version_strings,
)
from onionskin.parse.runtimes.net_bundle import bundled_files, find_manifest
from onionskin.parse.runtimes.pkg_program import carried_files, find_snapshot
from onionskin.parse.signatures.authenticode import examine_pe
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.peel import carried_applications
from onionskin.peel import pe_ledger as ledger
from onionskin.peel.sniff import begins_file, is_file
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Portable Executable (Windows)",
    "kind": "executable",
    "suffixes": [".exe", ".dll", ".sys", ".pyd", ".node", ".ocx", ".efi", ".scr", ".cpl"],
    "match": [[0, b"MZ"]],
    "refines": None,
    "misses": [
        "a section owns its bytes as a whole: room between functions or resources is not told apart",
        "names that are put together at run time are not among the file names",
        "of .NET, the bodies of methods and what stands in the heaps of the metadata",
        "icons and resources of a packed program are seen only as its packer left them",
    ],
    "references": [
        "Microsoft, PE Format",
        "Microsoft, Windows Authenticode Portable Executable Signature Format (2008)",
        "D. Pistelli, Microsoft's Rich Signature (2008)",
    ],
}

# MFC carries more than 512 pictures.
_MEMBERS = 4096


def fits(view: View) -> bool:
    """Say whether this is a program: NT headers, or a DOS header that could lead to them.

    A file cut short, and a program for DOS, are programs, too: they end as damaged.
    """
    head = view.read(0, 64)
    if len(head) == 64:
        nt = struct.unpack_from("<I", head, 60)[0]
        if 4 <= nt < 0x10000 or view.read(nt, 4) == b"PE\0\0":
            return True
    if len(head) < 28:
        return False
    pages, _, paragraphs = struct.unpack_from("<HHH", head, 4)
    return bool(pages) and 2 <= paragraphs <= 0x1000


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the owner of every byte, the signatures, what the image says, and what is in it."""
    yield Region("dos header", 0, 64)
    layout = parse_layout(view)
    yield Fact.of(layout)
    yield from layout.problems
    told = tuple(faults(view, layout))
    yield from map(Fact.of, told)
    shared = [each.detail for each in told if each.kind in ("sections-overlap", "unused-overlap")]
    yield from (Problem("contradictory", detail) for detail in shared[:1])
    yield from ledger.header_regions(view, layout)
    yield from ledger.section_regions(view, layout)
    yield from ledger.symbol_regions(view, layout)
    problems: list[Problem] = []
    image = parse_image(view, layout, problems)
    yield Fact.of(image)
    yield from ledger.debug_regions(layout, image)
    signatures = []
    facts = []
    for each in examine_pe(view, layout):
        yield each
        if isinstance(each, Signature):
            signatures.append(each)
        elif isinstance(each, Fact) and each.kind == Authenticode.__name__:
            facts.append(_authenticode(each))
    yield from ledger.certificate_regions(view, layout, facts)
    yield from _overlay(view, layout, image, signatures)
    leaves = parse_leaves(view, layout, problems)
    yield from _words(view, leaves)
    yield from cabinet_commands(view, leaves)
    assembly = None
    for item in managed_facts(view, layout):
        yield item
        if isinstance(item, Fact) and item.kind == ClrAssembly.__name__:
            assembly = msgspec.convert(item.value, ClrAssembly)
    yield from problems
    # Members come last: a limit that they reach ends the artifact, not what was said of it.
    shown = ((each.name, each.offset, each.size) for each in layout.sections)
    yield from carried_applications.in_sections(view, shown)
    # No signature looks there, which is a finding; what it is, is shown all the same.
    yield from carried_applications.behind(view, sum(layout.certificate_table), signed=True)
    yield from _members(view, leaves, assembly)


def _authenticode(fact: Fact) -> Authenticode:
    return msgspec.convert(fact.value, Authenticode)


# --- overlay --------------------------------------------------------------------------------------


def _overlay(
    view: View, layout: PeLayout, image: PeImage, signatures: list[Signature]
) -> Iterator[Region | Child | Fact | Problem]:
    """Own the bytes behind the sections if they are recognised, or if the signature covers them."""
    tables = [*ledger.symbol_regions(view, layout), *ledger.debug_regions(layout, image)]
    start = max([layout.section_end, *(each.end for each in tables)])
    end = ledger.image_end(layout)
    if start >= end:
        return
    if (yield from _bundle(view, layout, start, end)):
        return
    alignment = ledger.ALIGNMENT if end < view.size else max(layout.file_alignment, 512)
    if alignment > end - start and view.is_zero(start, end - start):
        yield Region("padding", start, end - start)
        return
    data = header_place(view, start)
    if data > start:
        # makensis leaves what stands behind the resources there, and does not say where.
        if is_relocations(view, start, data - start):
            yield Region("displaced relocations", start, data - start)
        start = data
    is_signed = any(
        each.status == "valid"
        and any(span.offset <= start and end <= span.end for span in each.covered)
        for each in signatures
    )
    payload = _payload(view.slice(start, end - start))
    if payload:
        yield from configuration(view, start, start + payload)
    if payload is not None:
        yield Child("overlay", span=(start + payload, end - start - payload))
    if is_signed:
        yield Region("overlay (signed)", start, end - start)
    elif payload is not None:
        yield Region("overlay", start, end - start)


def _bundle(
    view: View, layout: PeLayout, start: int, end: int
) -> Generator[Region | Child | Fact | Problem, None, bool]:
    """Open what .NET, pkg or WiX bundled behind the program; return whether it was that."""
    problems: list[Problem] = []
    single_file = find_manifest(view, start, problems)
    yield from problems
    if single_file is not None:
        yield from bundled_files(view, single_file, start, end)
        return True
    snapshot = find_snapshot(view, start)
    if snapshot is not None:
        yield from carried_files(view, snapshot, start, end)
        return True
    bundle = read_bundle(view, layout)
    if bundle is not None:
        yield from bundle_items(view, bundle, start, end)
    return bundle is not None


def _payload(view: View) -> int | None:
    """Return where in an overlay something begins that is known by its first or last bytes."""
    archive = configured_archive(view)
    return archive if archive is not None else 0 if is_file(view) else None


# --- resources ------------------------------------------------------------------------------------


def _words(view: View, leaves: tuple[Leaf, ...]) -> Iterator[Fact]:
    """Yield what the version resource and the manifest say."""
    version = version_strings(view, leaves)
    if version is not None:
        yield Fact.of(version)
        number = version.product_version or version.file_version
        if version.product_name and number:
            yield Fact.of(ReleaseName(version.product_name, number, "windows", "version resource"))
    text = manifest(view, leaves)
    if text is not None:
        yield Fact.of(text)


def _members(
    view: View, leaves: tuple[Leaf, ...], assembly: ClrAssembly | None
) -> Iterator[Child | Problem]:
    managed = managed_members(assembly) if assembly else ()
    for index, child in enumerate(chain(managed, _icons(view, leaves), _files(view, leaves))):
        if index == _MEMBERS:
            detail = f"only {_MEMBERS} icons and files among the resources were opened"
            yield Problem("limit:resources", detail)
            return
        yield child


def _icons(view: View, leaves: tuple[Leaf, ...]) -> Iterator[Child]:
    for name, images, header in icon_groups(view, leaves):
        size = len(header) + sum(each.length for each in images)
        yield Child(name, chunks=_joined(view, header, images), declared=size)


def _joined(view: View, header: bytes, images: tuple[Leaf, ...]) -> Iterator[bytes]:
    yield header
    for each in images:
        yield from view.chunks(each.offset, each.length)


def _files(view: View, leaves: tuple[Leaf, ...]) -> Iterator[Child]:
    """Yield the resources that are files of their own by their first bytes."""
    for each in leaves:
        if each.type in {RT_ICON, RT_GROUP_ICON, RT_VERSION, RT_MANIFEST} or each.length < 64:
            continue
        part = view.slice(each.offset, each.length)
        # A zip is known by its end; one that begins as such is worth that look.
        if begins_file(part) or (part.read(0, 4) == b"PK\x03\x04" and is_file(part)):
            name = f"resource {each.type} {each.name} {each.language}"
            yield Child(name, span=(each.offset, each.length))
