"""A small step of the version brings a library that a program now asks the system for, and did not before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program needs another library, in a small step",
    "alias": "D4",
    "family": "new-library",
    "lane": "change",
    "level": "review",
    "technique": "T1574",
    "misses": "a library in a minor or major release, one that the system always has, or another version of one that was needed; "
    "libraries of PE files, and those that are loaded while the program runs",
    "references": ["gABI, chapter 5, DT_NEEDED; Apple, LC_LOAD_DYLIB", "MITRE ATT&CK T1574"],
    "benign": "a fix that needs a library; a program that was built on another system",
}

_USUAL = re.compile(
    r"^(?:lib(?:c|m|dl|rt|pthread|util|resolv|nsl|crypt|gcc_s|stdc\+\+|gomp|atomic|quadmath|gfortran|c\+\+|c\+\+abi|System|objc|z)|"
    r"ld-linux[\w-]*|ld-musl[\w-]*|ld64?|linux-vdso|libc\.musl[\w-]*)(?:[.-]|$)"
)
_SYSTEM = ("/usr/lib/", "/System/Library/")
_VARYING = re.compile(r"-[0-9a-f]{6,}(?=\.)|[-_.]?\d+(?:\.\d+)*")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per ELF or Mach-O file with a library that it did not need."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        was, now = _needed(before), _needed(after)
        if was is None or now is None:
            continue
        known = {_plain(each) for each in was}
        fresh = [each for each in now if _plain(each) not in known and not _is_usual(each)]
        if fresh:
            own = after.artifact
            said = ", ".join(fresh[:4])
            yield Hit(f"{base_name(after)} now needs {said}; the version step is {how}", (Evidence(f"needs {said}", own.id, 0, own.size),), subject=own.id)  # fmt: skip


def _needed(layer: Layer) -> tuple[str, ...] | None:
    elf, macho = layer.first(ElfImage), layer.first(MachoLayout)
    if elf is not None:
        return elf.needed
    return tuple(each.name for each in macho.libraries if each.kind != "id") if macho else None


def _is_usual(name: str) -> bool:
    return name.startswith(_SYSTEM) or bool(_USUAL.match(name.rpartition("/")[2]))


def _plain(name: str) -> str:
    return _VARYING.sub("", name.rpartition("/")[2].lower())
