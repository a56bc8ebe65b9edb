"""An ELF file has a section that it had not, of a name that no usual compiler or linker gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.programs.elf import ElfSection
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new section that no usual tool makes",
    "alias": "D4",
    "family": "new-section",
    "lane": "change",
    "level": "review",
    "technique": "T1027.009",
    "misses": "a new section of a usual name; sections behind the first 256; bytes that no section names; PE and Mach-O, which have "
    "signals of their own",
    "references": [
        "gABI, chapter 4, special sections",
        "GNU ld, default linker scripts; LLVM lld; Go and Rust toolchains",
    ],
    "benign": "a program that begins to carry data of its own in a section: an icon, a bill of its parts",
}

_USUAL = re.compile(
    r"^(?:|\.(?:text|data|rodata|bss|tdata|tbss|init|fini|ctors|dtors|jcr|plt|got|dynamic|dynsym|dynstr|hash|interp|symtab|strtab|shstrtab|"
    r"symtab_shndx|comment|eh_frame|eh_frame_hdr|gcc_except_table|init_array|fini_array|preinit_array|note|gnu|rel|rela|relr|lbss|ldata|lrodata|"
    r"debug|zdebug|stab|stabstr|line|ARM|MIPS|reginfo|pdr|sbss|sdata|opd|toc|branch_lt|llvm|llvmbc|llvmcmd|gopclntab|gosymtab|go|gofipsinfo|"
    r"typelink|itablink|noptrdata|noptrbss|noptrbss|rustc|dep-v0|fatbin|nv|nvFatBinSegment|deh|group|SUNW|gnu_debuglink|gnu_debugaltlink|"
    r"gnu_debugdata|mdebug|qtversion|qtmetadata|qtmimedatabase|qtplugin|tm_clone_table|stapsdt|probes|auxv|upx|linkonce|exception_ranges|"
    r"sframe|riscv|annobin|modinfo|altinstructions|lowtext|vtable|annotate|preinit)(?:[._].*|\d*)|\.[a-z]+_(?:hot|cold|unlikely))$"
)
# Code may name a section so, to find its ends; the loader maps these. What a tool adds to a finished file is not mapped.
_OF_CODE = re.compile(r"^[A-Za-z_]\w*$", re.ASCII)
_MAPPED = 2  # SHF_ALLOC


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file, with the sections of a name that neither a tool nor the file before has."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(ElfImage), after.first(ElfImage)
        if was is None or now is None:
            continue
        known = {each.name for each in was.sections}
        fresh = [each for each in now.sections if each.name not in known and each.has_bytes and not _is_usual(each)]  # fmt: skip
        if fresh:
            own = after.artifact
            evidence = tuple(Evidence(f"section {each.name!r}", own.id, each.offset, each.size) for each in fresh[:8])  # fmt: skip
            names = ", ".join(repr(each.name) for each in fresh[:4])
            yield Hit(f"{base_name(after)} has a new section that no usual tool makes: {names}", evidence, subject=own.id)  # fmt: skip


def _is_usual(section: ElfSection) -> bool:
    own = bool(section.flags & _MAPPED) and bool(_OF_CODE.match(section.name))
    return own or bool(_USUAL.match(section.name))
