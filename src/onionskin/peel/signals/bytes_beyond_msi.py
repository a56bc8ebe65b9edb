"""Bytes behind the last sector of an installer package: its signature does not cover them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level, Signature, Span
from onionskin.parse.archives.cfb_map import CompoundLayout, Unowned
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes beyond the installer package",
    "alias": "H5",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["msi"],
    "misses": "bytes in a stream of the package, which its signature covers; bytes inside the compound file that no "
    "stream holds, which hidden-in-msi looks for; up to 8 KiB of text in the keys of an installer tag",
    "references": [
        "Microsoft, [MS-CFB]: a file ends with its last sector",
        "Google, Omaha: base/apply_tag.h; Chromium: chrome/updater/tag.h (the grammar of tags)",
        "peers.md, section 1, signal H5: a signed MSI with 64 KB behind it still verifies",
        "bench/installer_ledger.py: 0 of 82 packages, patches and transforms that Windows wrote",
    ],
    "benign": "a package that its download server personalised; a tag that follows the published grammar of Omaha or "
    "Chrome is recognised and is no finding; zeros that a download or a copy to tape filled up with",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for what stands behind the last sector in use."""
    layout = layer.first(CompoundLayout)
    if layout is None:
        return
    tails = [each for each in layer.all(Unowned) if each.place == "tail"]
    for each in tails:
        gap = view.gap(Span(each.offset, each.length))
        note = f"behind the last sector: entropy {gap.entropy:.2f} bits a byte, begins {gap.head}"
        yield Hit(
            f"{each.length:,} bytes at {each.offset:#x} stand behind the package's last sector; {_signed(layer)}",
            (Evidence(note, None, each.offset, each.length),),
        )
    rest = layout.size - layout.used_end
    # Zeros say nothing, but nobody who signs a package leaves them behind it.
    if not tails and rest and layer.all(Signature) and view.is_zero(layout.used_end, rest):
        yield Hit(
            f"{rest:,} zero bytes at {layout.used_end:#x} stand behind the signed package's last sector",
            (Evidence("zeros", None, layout.used_end, rest),),
            Level.REVIEW,
        )


def _signed(layer: Layer) -> str:
    if any(each.status == "valid" for each in layer.all(Signature)):
        return "its signature is valid, and does not cover them"
    return "no stream holds them"
