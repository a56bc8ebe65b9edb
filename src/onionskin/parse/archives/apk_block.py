"""The Android signing block between a zip's members and its central directory.

Source: Android Open Source Project, "APK Signature Scheme v2", section "APK Signing Block".
"""

from __future__ import annotations

from onionskin.model import Problem, Region, Span
from onionskin.plugins.view import View

MAGIC = b"APK Sig Block 42"
# Pairs with a published meaning: signature schemes 2, 3, 3.1, source stamps, dependency info, Play metadata.
KNOWN = frozenset(
    {0x7109871A, 0xF05368C0, 0x1B93AD61, 0x2B09189E, 0x6DFF800D, 0x504B4453, 0x2146444E, 0x71777777}
)
PADDING = 0x42726577
PAIRS = 64


def read(view: View, gap: Span) -> list[Region | Problem]:
    """Return the regions of a signing block that ends where the gap ends; none where there is none.

    A pair of an unknown id, and padding that is not zero, stay without an owner.
    """
    if gap.length < 32 or view.read(gap.end - 16, 16) != MAGIC:
        return []
    length = int.from_bytes(view.read(gap.end - 24, 8), "little")
    start = gap.end - length - 8
    if start < gap.offset or int.from_bytes(view.read(start, 8), "little") != length:
        return []
    found: list[Region | Problem] = [
        Region("signing block header", start, 8),
        Region("signing block footer", gap.end - 24, 24),
    ]
    if view.is_zero(gap.offset, start - gap.offset):
        found.append(Region("alignment", gap.offset, start - gap.offset))
    at = start + 8
    for _ in range(PAIRS):
        if at + 12 > gap.end - 24:
            break
        size = int.from_bytes(view.read(at, 8), "little")
        if size < 4 or at + 8 + size > gap.end - 24:
            break
        ident = int.from_bytes(view.read(at + 8, 4), "little")
        if ident in KNOWN:
            found.append(Region(f"signing block pair {ident:#x}", at, 8 + size))
        elif ident == PADDING and view.is_zero(at + 12, size - 4):
            found.append(Region("signing block padding", at, 8 + size))
        at += 8 + size
    return found
