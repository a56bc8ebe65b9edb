"""Bytes in a signed Mach-O or disk image, or between the slices of a fat one, that no signature looks at."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level, Span
from onionskin.parse.programs.macho_fat import FatLayout
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.peel.macho_ledger import between_slices
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes outside an Apple signature",
    "alias": "H4",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["macho", "macho-fat", "dmg"],
    "misses": "bytes that the signer signed; a file that was signed again by somebody else, or ad hoc; bytes that "
    "look like the rest of an earlier signature behind an ad hoc one; up to 4 KiB in certificates that sign nothing and 1 KiB in an unsigned attribute",
    "references": [
        "Apple, xnu: osfmk/kern/cs_blobs.h; <mach-o/fat.h>",
        (
            "peers.md, section 1, signal H4; measured again: 0 of 754 genuine slices (10 signed by a publisher), while 40 of 321 ad hoc ones "
            "hold what an earlier signature left in the reserved space, and CMake's four signed slices hashes of their own pages"
        ),
    ],
    "benign": "a tool that appends its program to a signed interpreter without signing again; macOS then refuses it "
    "under strict validation",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per stretch that is not zero and that no hash covers."""
    signature = layer.first(CodeSignature)
    # Anybody can sign ad hoc again: bytes beside such a signature break nobody's word.
    level = None if signature and signature.certificates else Level.REVIEW
    for each in signature.loose if signature else ():
        yield _hit(view, Span(each.offset, each.length), each.where, level)
    fat = layer.first(FatLayout)
    for span in between_slices(view, fat) if fat else ():
        yield _hit(view, span, "between or behind the slices of a fat file")


def _hit(view: View, span: Span, where: str, level: Level | None = None) -> Hit:
    gap = view.gap(span)
    note = f"{where}: entropy {gap.entropy:.2f} bits a byte, begins {gap.head}"
    return Hit(
        f"{span.length:,} bytes at {span.offset:#x} stand {where}, where no signature looks",
        (Evidence(note, None, span.offset, span.length),),
        level,
    )
