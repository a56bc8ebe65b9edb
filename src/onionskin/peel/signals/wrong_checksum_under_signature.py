"""A CheckSum that is not the file's, under a signature that is: edited after it was signed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.programs.pe import PeLayout, checksum
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import MOZILLA_MARKER, OMAHA_MARKER, OMAHA_SPACE, read_tag

META = {
    "title": "Wrong PE checksum under a valid signature",
    "alias": "H3",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["pe"],
    "misses": "an edit after which the checksum was made right again; a file whose checksum is zero, "
    "which says nothing",
    "references": [
        "Microsoft, PE Format, the CheckSum field; IMAGHELP's CheckSumMappedFile",
        "peers.md, section 1, signal H3: 0 of 387 genuine signed files",
    ],
    "benign": "a download server that wrote a tag and left the checksum alone; where the tag follows a "
    "published grammar this is no finding",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit if the signature is over this image and the CheckSum, not zero, is not of this file."""
    layout = layer.first(PeLayout)
    signature = layer.first(Signature)
    if layout is None or signature is None or not layout.checksum or not signature.covered:
        return
    actual = checksum(view, layout.checksum_offset)
    # A sum of 0xffff and one of 0 are the same number to the algorithm.
    if layout.checksum == actual or (
        (layout.checksum - view.size) % 0xFFFF == 0 == (actual - view.size) % 0xFFFF
    ):
        return
    if _is_tagged(view, layout):
        return
    yield Hit(
        f"the checksum says {layout.checksum:#x}, the file's is {actual:#x}: it was edited after "
        "it was signed, where the signature does not look",
        (
            Evidence("the CheckSum field", None, layout.checksum_offset, 4),
            Evidence("the certificate table", None, *layout.certificate_table),
        ),
    )


def _is_tagged(view: View, layout: PeLayout) -> bool:
    """Say whether an installer tag that follows its grammar stands in the certificate table."""
    offset, size = layout.certificate_table
    for marker in (OMAHA_MARKER, MOZILLA_MARKER):
        at = view.find(marker, offset, offset + size)
        if at >= 0 and (tag := read_tag(view.read(at, OMAHA_SPACE))) and tag.text:
            return True
    return False
