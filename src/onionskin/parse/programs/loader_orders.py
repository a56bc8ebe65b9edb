"""What the headers and tables of a native program order of its loader: guards of memory, kinds of relocation, resources.

Source: Microsoft, PE Format: DllCharacteristics, load configuration, .rsrc; gABI, chapter 4, Relocation; <mach-o/loader.h>.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

from onionskin.model import Layer, Span, Value
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.parse.programs.pe_image import entropy_of
from onionskin.parse.programs.pe_resources import parse_leaves
from onionskin.parse.texture import texture
from onionskin.plugins.view import View

MAX_RESOURCES = 512
LEAST_RESOURCE = 512
LOOKED_AT = 64 << 10
MAX_RELOCATIONS = 16 << 20
# Where DllCharacteristics stand in the optional header.
_CHARACTERISTICS = 70
_PE_GUARDS = (
    (0x0040, "it is loaded where chance puts it (DYNAMIC_BASE)"),
    (0x0020, "the whole of 64 bits is used for that (HIGH_ENTROPY_VA)"),
    (0x0100, "what is data is not run (NX_COMPAT)"),
    (0x4000, "calls lead to known places alone (GUARD_CF)"),
    (0x0080, "the kernel checks its signature (FORCE_INTEGRITY)"),
)
_MACHO_GUARDS = (
    "the stack is not run",
    "it is loaded where chance puts it (MH_PIE)",
    "the heap is not run (MH_NO_HEAP_EXECUTION)",
)
# Who links decides on these; on the others who compiles.
HEADER_GUARDS = frozenset({*(name for _, name in _PE_GUARDS), *_MACHO_GUARDS})
_SAFE_HANDLERS = "only listed handlers of exceptions are called (SafeSEH)"
_COOKIE = "a cookie guards its stack (GS)"
_INSTRUMENTED = "its calls are checked (CF_INSTRUMENTED)"
_NO_HANDLERS = 0x0400
_CF_INSTRUMENTED = 0x100
_PIE, _STACK_RUNS, _HEAP_GUARDED = 0x0020_0000, 0x0002_0000, 0x0100_0000
_PROGRAM = 2
_RELA, _REL = 4, 9
_MIPS = 8


class MemoryGuards(Value, frozen=True):
    """The guards of memory that a PE or Mach-O file asks for, in words; `span` is where the first of their flags stand."""

    names: tuple[str, ...]
    span: Span


class RelocationKinds(Value, frozen=True):
    """The numbers of the kinds of relocation that an ELF file has, by machine, sorted; `is_whole` says that all were read."""

    kinds: tuple[int, ...]
    is_whole: bool


class ResourceLook(Value, frozen=True):
    """A resource of at least 512 bytes: its place, a digest and the texture and entropy (bits a byte) of its first 64 KiB."""

    key: str
    offset: int
    length: int
    digest: str
    texture: str
    entropy: float
    is_program: bool


def memory_guards(layer: Layer, view: View) -> MemoryGuards | None:
    """Return the guards that a PE or Mach-O file asks for; None for other files."""
    pe, macho = layer.first(PeLayout), layer.first(MachoLayout)
    if pe is not None and pe.optional_size > _CHARACTERISTICS + 2:
        at = pe.optional_offset + _CHARACTERISTICS
        raw = view.read(at, 2)
        flags = struct.unpack("<H", raw)[0] if len(raw) == 2 else 0
        named = [name for flag, name in _PE_GUARDS if flags & flag]
        return MemoryGuards((*named, *_configured(pe, view, flags)), Span(at, 2))
    if macho is not None:
        is_there = (not macho.flags & _STACK_RUNS, macho.filetype == _PROGRAM and macho.flags & _PIE, macho.flags & _HEAP_GUARDED)  # fmt: skip
        named = [name for name, one in zip(_MACHO_GUARDS, is_there, strict=True) if one]
        return MemoryGuards(tuple(named), Span(24, 4))
    return None


def _configured(layout: PeLayout, view: View, flags: int) -> Iterator[str]:
    """Yield the guards that the load configuration asks for."""
    directory = layout.directory("load configuration")
    if directory is None:
        return
    # (security cookie, list of handlers, its length, flags of guards): offsets and width of an address.
    cookie, handlers, guards, word = (88, 0, 144, "<Q") if layout.is_pe32_plus else (60, 64, 88, "<I")  # fmt: skip
    raw = Addresses(layout).read(view, directory.rva, guards + 4)
    declared = struct.unpack_from("<I", raw)[0] if len(raw) >= 4 else 0
    raw = raw[: max(declared, 0)]
    width = struct.calcsize(word)
    if len(raw) >= cookie + width and struct.unpack_from(word, raw, cookie)[0]:
        yield _COOKIE
    if handlers and not flags & _NO_HANDLERS and len(raw) >= handlers + 8 and all(struct.unpack_from("<II", raw, handlers)):  # fmt: skip
        yield _SAFE_HANDLERS
    if len(raw) >= guards + 4 and struct.unpack_from("<I", raw, guards)[0] & _CF_INSTRUMENTED:
        yield _INSTRUMENTED


def relocation_kinds(layer: Layer, view: View) -> RelocationKinds | None:
    """Return the kinds of relocation of an ELF file, by its sections; None for other files and for MIPS, which packs three in one."""
    image = layer.first(ElfImage)
    if image is None or image.machine == _MIPS:
        return None
    order = "<" if image.byte_order == "little" else ">"
    left, found = MAX_RELOCATIONS, set[int]()
    tables = [each for each in image.sections if each.type in {_RELA, _REL} and each.has_bytes]
    for each in tables:
        raw = view.read(each.offset, min(each.size, left))
        left -= len(raw)
        found |= _kinds(raw, order, is_wide=image.bits == 64, has_addend=each.type == _RELA)
    return RelocationKinds(tuple(sorted(found)), left > 0)


def _kinds(raw: bytes, order: str, *, is_wide: bool, has_addend: bool) -> set[int]:
    word = "Q" if is_wide else "I"
    form = struct.Struct(f"{order}{word}{word}{word if has_addend else ''}")
    mask = 0xFFFF_FFFF if is_wide else 0xFF
    return {row[1] & mask for row in form.iter_unpack(raw[: len(raw) // form.size * form.size])}


def resource_looks(layer: Layer, view: View) -> Iterator[ResourceLook]:
    """Yield what each larger resource of a PE file looks like, the first 512 of them."""
    layout = layer.first(PeLayout)
    if layout is None:
        return
    leaves = [each for each in parse_leaves(view, layout, []) if each.length >= LEAST_RESOURCE]
    for each in leaves[:MAX_RESOURCES]:
        body = view.read(each.offset, min(each.length, LOOKED_AT))
        yield ResourceLook(
            key=f"{each.type}/{each.name}/{each.language}",
            offset=each.offset,
            length=each.length,
            digest=hashlib.blake2b(body, digest_size=8).hexdigest(),
            texture=texture(view, Span(each.offset, len(body))),
            entropy=entropy_of(body),
            is_program=body[:2] == b"MZ" or body[:4] == b"\x7fELF",
        )
