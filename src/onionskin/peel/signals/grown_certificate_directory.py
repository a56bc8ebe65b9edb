"""A certificate directory that is larger than what is in it, or that does not end the file."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.pe import PeLayout
from onionskin.peel.pe_ledger import ALIGNMENT
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A certificate directory that grew",
    "alias": "H1",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["pe"],
    "misses": "bytes inside an entry, which bytes-behind-signature looks for",
    "references": [
        "Microsoft, PE Format, The Attribute Certificate Table: the entries' rounded lengths add up to the size",
        "peers.md, section 1, signal H1",
    ],
    "benign": "a signing tool that rounds the directory up to more than 8 bytes; none was met",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit if the entries do not add up to the directory, or the directory does not end the file."""
    layout = layer.first(PeLayout)
    if layout is None or layout.certificate_directory_offset is None:
        return
    offset, size = layout.certificate_table
    # A table that the file's end cuts off is damage, which the container says.
    if not offset or not size or offset + size > view.size:
        return
    stated = layout.certificate_directory_offset
    entries = sum(-(-each.length // ALIGNMENT) * ALIGNMENT for each in layout.certificate_entries)
    # Some tools leave the last entry's alignment out of the directory.
    if not entries - ALIGNMENT < size <= entries:
        start = min(offset + entries, view.size)
        length = max(0, min(offset + size, view.size) - start)
        yield Hit(
            f"the certificate directory spans {size:,} bytes, its entries {entries:,}",
            (
                Evidence("the directory's size", None, stated + 4, 4),
                Evidence("what no entry accounts for", None, start, length),
            ),
        )
    end = offset + size
    if end < view.size:
        yield Hit(
            f"the certificate directory ends {view.size - end:,} bytes before the file does",
            (
                Evidence("the directory's entry", None, stated, 8),
                Evidence("what stands behind the table", None, end, view.size - end),
            ),
        )
