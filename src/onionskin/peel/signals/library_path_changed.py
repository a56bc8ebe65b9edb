"""A program is told to look for its libraries, or for its loader, in another place than before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Libraries are looked for in a new place",
    "alias": "D4",
    "family": "library-path",
    "lane": "change",
    "level": "review",
    "technique": "T1574.006",
    "misses": "a place that was searched before and now holds other files; places that the environment or a manifest names; PE, which has none; "
    "a new place relative to the program, in a program that had such a place before",
    "references": [
        "gABI, chapter 5, DT_RPATH, DT_RUNPATH, PT_INTERP; Apple, LC_RPATH",
        "MITRE ATT&CK T1574.006",
    ],
    "benign": "a package that begins to bring its libraries along, or is built in another folder",
}

_OWN = re.compile(r"^(?:\$ORIGIN|\$\{ORIGIN\}|@loader_path|@executable_path)(?:/|$)")
_NUMBER = re.compile(r"\d+(?:[._-]\d+)*|\b[0-9a-f]{6,}\b")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with a place of search, or a loader, that it had not."""
    del old, new
    for before, after in pairs.changed:
        was, now = _told(before), _told(after)
        if was is None or now is None:
            continue
        has_own = any(_OWN.match(each) for each in was[1])
        known = {_plain(each) for each in was[1]}
        found = [f"looks for libraries in {each!r}" for each in now[1] if _plain(each) not in known and not (has_own and _OWN.match(each))]  # fmt: skip
        if was[0] and _plain(was[0]) != _plain(now[0]):
            found.append(f"is loaded by {now[0]!r}, before by {was[0]!r}" if now[0] else "has no loader any more")  # fmt: skip
        if found:
            own = after.artifact
            said = "; ".join(found[:4])
            yield Hit(f"{base_name(after)} {said}", (Evidence(said, own.id, 0, own.size),), subject=own.id)  # fmt: skip


def _told(layer: Layer) -> tuple[str, tuple[str, ...]] | None:
    """Return the loader, and the places of search one by one."""
    elf, macho = layer.first(ElfImage), layer.first(MachoLayout)
    if elf is not None:
        return elf.interpreter, tuple(one for each in elf.rpath for one in each.split(":") if one)
    return ("", macho.run_paths) if macho is not None else None


def _plain(path: str) -> str:
    return _NUMBER.sub("#", path)
