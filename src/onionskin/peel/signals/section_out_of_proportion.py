"""A section of a program appears, or grows, out of proportion to the version step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.pe import PeLayout, Section
from onionskin.parse.programs.pe_image import PeSections
from onionskin.peel.rebuilt import Parts, parts_of
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A section out of proportion to the version step",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "code put into a section without growing it; a minor or major release; a small section that another linker brings, "
    "or that has the name of a usual one of ELF; Mach-O",
    "references": ["peers.md, section 1, signal D5"],
    "benign": "a changed compiler, a statically linked library, embedded data",
}

LEAST = 64 << 10
GREW = 1.5
# Bits a byte, from which on what stands there is compressed or encrypted.
RANDOM = 7.9
EXECUTE, WRITE = 0x2000_0000, 0x8000_0000
# Linkers end a section of one of these tables where the table ends.
TABLES = frozenset({"relocation", "exception", "resource"})
# What compilers and linkers of ELF write, as the code needs it.
USUAL = (
    ".text", ".init", ".fini", ".plt", ".rodata", ".data", ".eh_frame", ".gcc_except_table", ".preinit", ".tdata", ".got", ".dyn",
    ".gnu", ".hash", ".interp", ".note", ".rel", ".ctors", ".dtors", ".jcr", ".lrodata", ".ldata", ".tm_clone", ".ARM", ".stapsdt", ".go",
    "__libc", ".sdata", ".toc", ".opd", ".branch", ".MIPS", ".reginfo", ".riscv",
)  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per section that is new, newly writable and executable, grown, or longer than its table."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        parts = parts_of(before, after)
        was, now = before.first(PeLayout), after.first(PeLayout)
        if was is not None and now is not None:
            for section, why in _of_pe(was, now, after, parts):
                yield _hit(after, section.name, Span(section.offset, section.size), why, how)
        elif parts is not None and after.first(ElfImage) is not None and parts.has_same_linker:
            for each in parts.added:
                if not each.name.startswith(USUAL):
                    yield _hit(after, each.name, Span(each.offset, each.length), f"is new, of {each.length:,} bytes, of the compilers as before", how)  # fmt: skip


def _of_pe(was: PeLayout, now: PeLayout, after: Layer, parts: Parts | None) -> Iterator[tuple[Section, str]]:  # fmt: skip
    named = dict(_numbered(was.sections))
    random = _random(after)
    # Linkers give a program the sections that they always give; who edits it gives it others.
    foreign = parts is not None and parts.has_same_linker
    for key, section in _numbered(now.sections):
        before = named.get(key)
        why = _why(before, section, is_random=section.offset in random, is_foreign=foreign)
        if before is not None and not why:
            why = _grown(before, section, was, now) or _beyond(before, section, was, now)
        if why:
            yield section, why


def _numbered(sections: Iterable[Section]) -> Iterator[tuple[tuple[str, int], Section]]:
    """Yield ((name, how many bore it before), section): a second .text is a new section."""
    seen: Counter[str] = Counter()
    for section in sections:
        yield (section.name, seen[section.name]), section
        seen[section.name] += 1


def _random(layer: Layer) -> set[int]:
    """Return the offsets of the sections that look compressed or encrypted."""
    measured = layer.first(PeSections)
    return {each.offset for each in measured.rows if each.entropy > RANDOM} if measured else set()


def _why(was: Section | None, now: Section, *, is_random: bool, is_foreign: bool) -> str:
    runs = bool(now.flags & EXECUTE)
    if was is None:
        if runs and (now.size >= LEAST // 4 or is_foreign):
            return "is new and executable"
        if is_random and now.size >= LEAST // 4:
            return f"is new and looks random, of {now.size:,} bytes"
        if is_foreign and now.size and not now.name.startswith(".rsrc"):
            return f"is new, of {now.size:,} bytes, and the linker is the one before"
        return f"is new, of {now.size:,} bytes" if now.size >= LEAST else ""
    if runs and now.flags & WRITE and not was.flags & WRITE:
        return "became writable and executable"
    return ""


def _grown(was: Section, now: Section, old: PeLayout, new: PeLayout) -> str:
    """Say how far a section grew; one that took over what another one of its kind held did not."""
    grew = now.size - was.size >= LEAST and now.size > was.size * GREW
    before, after = _total(old, now.flags), _total(new, now.flags)
    if grew and after - before >= LEAST:
        return f"grew from {was.size:,} to {now.size:,} bytes"
    return ""


def _total(layout: PeLayout, flags: int) -> int:
    return sum(each.size for each in layout.sections if not (each.flags ^ flags) & EXECUTE)


def _beyond(was: Section, now: Section, old: PeLayout, new: PeLayout) -> str:
    """Say how far a section reaches behind the one table that it is there for, where it did not before."""
    slack = _slack(now, new)
    if slack > 0 and _slack(was, old) == 0:
        return f"holds {slack:,} bytes behind its table, and held none"
    return ""


def _slack(section: Section, layout: PeLayout) -> int:
    """Return how many bytes in memory stand behind the table that a section begins with; -1 where it has none."""
    table = next((each for each in layout.directories if each.name in TABLES and each.rva == section.rva), None)  # fmt: skip
    return max(section.virtual_size - table.size, 0) if table else -1


def _hit(layer: Layer, name: str, span: Span, why: str, how: str) -> Hit:
    name = name.strip("\0") or "(no name)"
    place = Evidence(f"section {name}", layer.artifact.id, span.offset, span.length)
    return Hit(
        f"section {name} of {base_name(layer)} {why}; the version step is {how}",
        (place,),
        subject=layer.artifact.id,
    )
