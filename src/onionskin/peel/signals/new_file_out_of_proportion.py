"""A small step of the version brings a program, an opaque random file, or a folder's first script for machines only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.pe import PeLayout
from onionskin.peel.steps import is_small, step
from onionskin.peel.wire import Opaque
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name, folder_of

META = {
    "title": "A new program or random file, out of proportion to the version step",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "a new file in a minor or major release; payloads put into files that were there; a minified script in a "
    "folder that had one before; a file of debugging data, which no system runs, in a package that had such files",
    "references": ["peers.md, section 1, signal D5"],
    "benign": "a fix that needs a new helper program, model or data file",
}

LEAST = 2 << 10
CARRIERS = frozenset({"random", "base64", "hex"})
PROGRAMS = frozenset({"elf", "macho", "macho-fat"})
# Where debuggers look for the data of a program, by its build id (GDB's manual, Separate Debug Files).
_BY_BUILD_ID = re.compile(
    r"(?:^|/)usr/lib/debug/\.build-id/([0-9a-f]{2})/([0-9a-f]{6,126})\.debug$"
)
MINIFIED = (".min.js", ".min.mjs", ".min.cjs")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new program, per new opaque file of 16 KiB and more that looks random, and per minified script in a folder without any."""
    if not is_small(old, new):
        return
    how = step(old, new)
    # Only what changed was looked at: a folder that has such scripts, and changed none, is asked by its long lines.
    usual = {folder_of(before)[1] for before, _ in pairs.changed if _is_minified(before)}
    usual |= {folder_of(each)[1] for each in old.layers if each.name.lower().endswith(MINIFIED)}
    for before, after in pairs.changed:
        was, now = before.first(Opaque), after.first(Opaque)
        if (
            was is not None
            and now is not None
            and was.texture not in CARRIERS
            and now.texture in CARRIERS
            and after.artifact.size >= LEAST
        ):
            own = after.artifact
            said = f"{base_name(after)} was data of another kind ({was.texture}), and now is {now.texture}; the version step is {how}"
            yield Hit(said, (Evidence(f"now {now.texture}", own.id, 0, own.size),), subject=own.id)
    has_debug_files = any(_BY_BUILD_ID.search(each.name) for each in old.layers)
    for layer in pairs.added:
        if has_debug_files and _is_debug_file(layer):
            continue
        what = _kind(layer) or ("minified script" if _is_minified(layer) and folder_of(layer)[1] not in usual else "")  # fmt: skip
        if what:
            own = layer.artifact
            yield Hit(
                f"{base_name(layer)} is a new {what} of {own.size:,} bytes in a release whose "
                f"version step is {how}",
                (Evidence(f"new {what}", own.id, 0, own.size),),
                subject=own.id,
            )


def _is_minified(layer: Layer) -> bool:
    return any(each.is_minified for each in layer.all(ScriptCode))


def _is_debug_file(layer: Layer) -> bool:
    """Say whether a file holds the debugging data of the build that its path names, and nothing that could be run."""
    image, path = layer.first(ElfImage), _BY_BUILD_ID.search(layer.name)
    return (
        image is not None
        and path is not None
        and image.holds_no_code
        and image.build_id == path[1] + path[2]
    )


def _kind(layer: Layer) -> str:
    if layer.format in PROGRAMS or layer.first(PeLayout) is not None:
        return "program"
    opaque = layer.first(Opaque)
    if opaque is not None and opaque.texture in CARRIERS and layer.artifact.size >= LEAST:
        return f"opaque file ({opaque.texture})"
    return ""
