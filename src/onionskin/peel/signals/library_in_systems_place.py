"""A release brings a library of Windows' name that its programs took from the system before, and that Microsoft did not sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name, folder_of
from onionskin.terms.system_libraries import library_kind

META = {
    "title": "A library that comes in the place of the system's own",
    "alias": "D6",
    "family": "side-load",
    "lane": "change",
    "level": "review",
    "technique": "T1574.001",
    "misses": "libraries of names that are not in Windows, or that no program beside asks for by its imports; one that was there before",
    "references": [
        "Microsoft, Dynamic-link library search order",
        "MITRE ATT&CK T1574.001; Public analyses of X_TRADER (2023)",
    ],
    "benign": "a runtime that the vendor built himself, or a software renderer",
}

MICROSOFT = "Microsoft Corporation"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new library whose name a program of its folder asks for, as it did in the release before."""
    there = {base_name(each).lower() for each in old.layers}
    asked = _asked(
        after for before, after in (*pairs.same, *pairs.changed) if before.first(PeImage)
    )
    for layer in pairs.added:
        name = base_name(layer).lower()
        if layer.first(PeImage) is None or not library_kind(name) or name in there:
            continue
        askers = asked.get((folder_of(layer), name), ())
        if askers and not _is_microsofts(layer):
            own = layer.artifact
            yield Hit(
                f"{base_name(layer)} comes with the release, is not signed by Microsoft, and stands beside {askers[0]}, which took it from Windows before",
                (Evidence("in the place of the system's own", own.id, 0, own.size),),
                subject=own.id,
            )
    del new


def _asked(layers: Iterable[Layer]) -> dict[tuple[tuple[str | None, str], str], list[str]]:
    """Return which programs ask for a library, by their folder and its name."""
    found: dict[tuple[tuple[str | None, str], str], list[str]] = defaultdict(list)
    for each in layers:
        image = each.first(PeImage)
        for one in image.imports if image else ():
            found[folder_of(each), one.library.lower()].append(base_name(each))
    return found


def _is_microsofts(layer: Layer) -> bool:
    return any(
        each.status == "valid" and each.signer == MICROSOFT and "root-unknown" not in each.flags
        for each in layer.all(Signature)
    )
