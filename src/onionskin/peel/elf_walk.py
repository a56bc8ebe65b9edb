"""An ELF file taken apart: the owner of every byte, what it says of itself, and the files in it."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.programs.elf import SHF_ALLOC, ElfLayout, parse_layout
from onionskin.parse.programs.elf_faults import faults
from onionskin.parse.programs.elf_image import parse_image
from onionskin.parse.programs.pe import der_length
from onionskin.parse.runtimes.net_bundle import bundled_files, find_manifest
from onionskin.parse.runtimes.pkg_program import carried_files, find_snapshot
from onionskin.peel import carried_applications as carried
from onionskin.peel import elf_ledger as ledger
from onionskin.peel.sniff import begins_file, is_file
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# Rooms for a signature and its key, which the AppImage reads itself.
_APPIMAGE = frozenset({".sha256_sig", ".sig_key"})
_MEMBERS = 64
_UPX = b"UPX!"
_UPX_TRAILER = 64
_SIGNED = b"~Module signature appended~\n"
_PKCS7 = b"\0\0\2\0\0\0\0\0"  # id_type 2; all that PKCS#7 says itself is zero


def walk(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the owner of every byte, what the file says of itself, and the files in it."""
    layout = parse_layout(view)
    problems = list(layout.problems)
    yield from map(Fact.of, faults(layout))
    yield from ledger.regions(view, layout)
    yield Fact.of(parse_image(view, layout, problems))
    yield from problems
    # Members come last: a limit that they reach ends the artifact, not what was said of it.
    yield from _overlay(view, layout)
    yield from _members(view, layout)
    shown = ((each.name, each.offset, each.size) for each in layout.sections if each.has_bytes)
    yield from carried.in_sections(view, shown)
    yield from carried.in_notes(view, layout)


def _overlay(view: View, layout: ElfLayout) -> Iterator[Region | Child | Fact | Problem]:
    """Own the bytes behind the image if they are a file of their own, or a packer's trailer."""
    start = ledger.image_end(view, layout)
    length = view.size - start
    if not length or any(each.reason == "truncated" for each in layout.problems):
        return
    problems: list[Problem] = []
    single_file = find_manifest(view, start, problems)
    yield from problems
    snapshot = find_snapshot(view, start)
    if single_file is not None:
        yield from bundled_files(view, single_file, start, view.size)
    elif snapshot is not None:
        yield from carried_files(view, snapshot, start, view.size)
    elif is_file(view.slice(start, length)):
        yield Region("overlay", start, length)
        yield Child("overlay", span=(start, length))
    elif _is_module_signature(view, start, length):
        yield Region("module signature", start, length)
    elif length <= _UPX_TRAILER and not layout.sections and _UPX in view.read(start, length):
        yield Region("upx trailer", start, length)


def _is_module_signature(view: View, start: int, length: int) -> bool:
    """Say whether all of the overlay is a kernel module's PKCS#7, its 12 bytes of sizes and its mark."""
    body = length - 12 - len(_SIGNED)
    if body <= 0 or view.read(view.size - len(_SIGNED), len(_SIGNED)) != _SIGNED:
        return False
    sizes = view.read(start + body, 12)
    stated = int.from_bytes(sizes[8:], "big")
    return sizes[:8] == _PKCS7 and stated == body == der_length(view, start)


def _members(view: View, layout: ElfLayout) -> Iterator[Child | Problem]:
    """Yield the sections that are files: PyInstaller's archive, the compressed debug information."""
    count = 0
    for each in layout.sections:
        if not each.has_bytes or each.flags & SHF_ALLOC or each.size < 64 or each.name in _APPIMAGE:
            continue
        part = view.slice(each.offset, each.size)
        # PyInstaller's archive is known by its end.
        if not (begins_file(part) or (each.name == "pydata" and is_file(part))):
            continue
        if count == _MEMBERS:
            yield Problem("limit:sections", f"only {_MEMBERS} files in sections were opened")
            return
        count += 1
        yield Child(f"section {each.name}", span=(each.offset, each.size))
