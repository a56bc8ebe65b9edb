"""A library passes most of its calls on to the one whose name it bears: a proxy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.contracts import Hit, Tree, base_name
from onionskin.terms.system_libraries import library_kind

META = {
    "title": "Most exports are passed on to a renamed or a system library (proxy DLL)",
    "alias": "D6",
    "family": "side-load",
    "lane": "content",
    "level": "review",
    "technique": "T1574.001",
    "facts": ["PeImage"],
    "misses": "calls that are passed on by code; a target of quite another name",
    "references": [
        "MITRE ATT&CK T1574.001, DLL proxying",
        "Microsoft, PE Format: Export Address Table, forwarder RVA",
    ],
    "benign": "a shim that a vendor puts before a library to change a few of its calls; Microsoft's own are not told",
}

LEAST = 3
SHARE = 0.6
MICROSOFT = "Microsoft Corporation"
# What is put to a library's name when another takes its place.
_RENAMED = re.compile(
    r"[._-]?(?:orig|original|real|old|bak|backup|sys|legit|true|copy|ori|org|[._-]|x|o)\d?",
    re.ASCII,
)


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per library that passes on most of its exports to its own namesake."""
    for layer in tree.layers:
        image = layer.first(PeImage)
        if image is None or len(image.forwards) < LEAST or not image.is_dll:
            continue
        targets = Counter(each.target.rpartition(".")[0] for each in image.forwards)
        target, count = min(targets.items(), key=lambda row: (-row[1], row[0]))
        why = _why(layer, target) if count >= SHARE * image.export_count else ""
        if why:
            own = layer.artifact
            yield Hit(
                f"{base_name(layer)} passes {count} of its {image.export_count} exports on to {target}, {why}",
                (Evidence(f"{count} exports forwarded to {target}", own.id, 0, own.size),),
                subject=own.id,
            )


def _why(layer: Layer, target: str) -> str:
    """Say why a target makes this a proxy, or nothing."""
    own = base_name(layer).lower().removesuffix(".dll")
    name = target.replace("/", "\\").lower()
    short = name.rpartition("\\")[2].removesuffix(".dll")
    if "\\" in name:
        return "which it names by a path"
    if short.startswith(own) and short != own and _RENAMED.fullmatch(short[len(own) :]):
        return "a renamed one of its own name"
    if own.startswith(short) and own != short and _RENAMED.fullmatch(own[len(short) :]):
        return "whose name it bears, changed"
    kind = library_kind(base_name(layer))
    if kind and kind != "runtime" and not _is_microsofts(layer):
        return "and bears the name of a Windows library"
    return ""


def _is_microsofts(layer: Layer) -> bool:
    return any(
        each.status == "valid" and each.signer == MICROSOFT and "root-unknown" not in each.flags
        for each in layer.all(Signature)
    )
