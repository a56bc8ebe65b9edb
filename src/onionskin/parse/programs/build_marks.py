"""Which build a program says that it is of, and digests of its parts: whether it was built anew, or edited.

A linker writes a mark into what it makes: a time stamp and the GUID of the debug file (Microsoft, PE format;
CodeView's RSDS record), a build id (GNU ld's manual, --build-id), a UUID (Apple, LC_UUID), the module's version
identifier (ECMA-335, partition II, section 22.30). Two files of one mark and other bytes were not both linked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from itertools import zip_longest

from onionskin.model import Layer, Span, Value
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.parse.programs.elf import SHF_ALLOC
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.package_note import LONGEST, without_version
from onionskin.parse.programs.pe import EXECUTE, PeLayout
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.view import View

# (up to which offset in a part, bytes of a block): small programs are told apart in small steps.
STEPS = ((64 << 10, 512), (1 << 20, 4096), (1 << 62, 65_536))
MOST = 64 << 20
PARTS = 256
COMPILER = 1024  # bytes of what the compilers of an ELF file say of themselves
DIGEST = 4  # bytes
# The oldest time that is no stand-in for none: builders write 0, 1, or the first day of 1980.
PLAUSIBLE = 400_000_000
# What strippers take out of a finished ELF file, and builders of distributions put beside it.
TOLD = (
    ".debug", ".zdebug", ".symtab", ".strtab", ".shstrtab", ".comment", ".gnu_debug", ".gnu.build.attributes", ".gnu.lto", ".stab", ".note",
)  # fmt: skip
# In which a distribution's linker names the package; who builds it again writes another version into the same program.
NOTE = ".note.package"
_CODEVIEW, _RSDS = 2, b"RSDS"
_ELF_EXECUTE, _MACHO_CODE = 4, 0x8000_0400


class Part(Value, frozen=True):
    """A section: `blocks` are four bytes of BLAKE2b of each of its blocks, `is_code` says that it may be run.

    Of a note that names the package the `blocks` are those of all that it says but for the version, `length` that of these words.
    """

    name: str
    offset: int
    length: int
    is_code: bool
    blocks: bytes

    @property
    def digests(self) -> list[bytes]:
        """The digests of its blocks, in order."""
        return [self.blocks[at : at + DIGEST] for at in range(0, len(self.blocks), DIGEST)]


class BuildMarks(Value, frozen=True):
    """`marks` name the build (empty: nothing does), `parts` are its sections, in order.

    `is_sure` says that a mark is random or a digest, not only a time. `tools` names the linker first, then the
    compilers. Of more than 64 MiB the
    rest is in no block, and `is_whole` is False.
    """

    marks: tuple[str, ...]
    is_sure: bool
    tools: tuple[str, ...]
    parts: tuple[Part, ...]
    is_whole: bool = True


def build_marks(layer: Layer, view: View) -> BuildMarks | None:
    """Return the marks and parts of a program that was opened; None where opening said too little."""
    pe, elf, macho = layer.first(PeLayout), layer.first(ElfImage), layer.first(MachoLayout)
    if pe is not None:
        return _of_pe(layer, view, pe)
    if elf is not None:
        named = [
            each
            for each in elf.sections
            if each.has_bytes and (each.flags & SHF_ALLOC or not each.name.startswith(TOLD))
        ]
        spans = [(each.name, Span(each.offset, each.size), bool(each.flags & _ELF_EXECUTE)) for each in named]  # fmt: skip
        marks = (f"build id {elf.build_id}",) if elf.build_id else ()
        said = next((each for each in elf.sections if each.name == ".comment" and each.has_bytes), None)  # fmt: skip
        tools = view.read(said.offset, min(said.size, COMPILER)).split(b"\0") if said else []
        return _made(view, marks, spans, is_sure=bool(marks), tools=tuple(sorted({each.decode("latin-1") for each in tools if each})))  # fmt: skip
    if macho is not None:
        spans = [
            (f"{each.segment},{each.name}", Span(each.offset, each.size), bool(each.flags & _MACHO_CODE))
            for each in macho.sections
            if each.is_backed
        ]  # fmt: skip
        marks = (f"UUID {macho.uuid}",) if macho.uuid else ()
        return _made(
            view,
            marks,
            spans,
            is_sure=bool(marks),
            tools=(macho.sdk_version,) if macho.sdk_version else (),
        )
    return None


def _of_pe(layer: Layer, view: View, layout: PeLayout) -> BuildMarks:
    image, clr = layer.first(PeImage), layer.first(ClrAssembly)
    marks = []
    sure = [f"module {clr.module_id}"] if clr is not None and clr.module_id.strip("0-") else []
    for each in image.debug if image else ():
        raw = view.read(each.offset, 24) if each.type == _CODEVIEW else b""
        if raw[:4] == _RSDS and len(raw) == 24 and any(raw[4:20]):
            sure.append(f"debug file {raw[4:].hex()}")
    if layout.timestamp >= PLAUSIBLE:
        marks.append(f"time {layout.timestamp}")
    linker = view.read(layout.optional_offset + 2, 2)
    compilers = [f"{product}.{build}" for product, build, _ in (image.compilers if image else ())]
    spans = [(each.name, Span(each.offset, each.size), bool(each.flags & EXECUTE)) for each in layout.sections if each.size]  # fmt: skip
    return _made(view, (*marks, *sure), spans, is_sure=bool(sure), tools=(linker.hex(), *compilers))


def _made(
    view: View,
    marks: tuple[str, ...],
    spans: list[tuple[str, Span, bool]],
    *,
    is_sure: bool,
    tools: tuple[str, ...] = (),
) -> BuildMarks:
    left = MOST
    parts = []
    for name, span, is_code in spans[:PARTS]:
        size = min(span.length, left)
        left -= size
        said = _package_note(view, name, span, is_code=is_code)
        blocks = b"".join(_blocks(view, span.offset, size)) if said is None else _digest(said)
        length = span.length if said is None else len(said)
        parts.append(Part(name, span.offset, length, is_code, blocks))
    is_whole = left > 0 and len(spans) <= PARTS
    return BuildMarks(marks, is_sure, tuple(dict.fromkeys(tools)), tuple(parts), is_whole)


def _package_note(view: View, name: str, span: Span, *, is_code: bool) -> bytes | None:
    """Return what a note of the package says but for its version; None of any other section."""
    if name != NOTE or is_code or not span.length <= LONGEST:
        return None
    return without_version(view.read(span.offset, span.length))


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=DIGEST).digest()


def _blocks(view: View, offset: int, size: int) -> Iterator[bytes]:
    for at, length in _cut(size):
        body = view.read(offset + at, length)
        if not body:
            return
        yield _digest(body)


def _cut(size: int) -> Iterator[tuple[int, int]]:
    """Yield (offset in the part, length) of each block of a part."""
    at = 0
    for end, step in STEPS:
        while at < min(end, size):
            yield at, min(step, size - at)
            at += step


def places(part: Part, blocks: Collection[int]) -> Iterator[Span]:
    """Yield where the blocks of these numbers stand in the file."""
    wanted = set(blocks)
    last = max(wanted, default=-1)
    # A part is as long as its file says, which may be any number.
    for number, (at, length) in enumerate(_cut(part.length)):
        if number > last:
            return
        if number in wanted:
            yield Span(part.offset + at, length)


def differing(one: Part, two: Part) -> list[int]:
    """Return the numbers of the blocks of two that are not the same in one."""
    pairs = enumerate(zip_longest(one.digests, two.digests))
    return [number for number, (left, right) in pairs if left != right]
