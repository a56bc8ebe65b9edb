"""Bytes behind the end of an image, or in a gap inside it, that no part of its format owns."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Gap, Layer, Span
from onionskin.parse.pictures.bitmap import BitmapImage
from onionskin.parse.pictures.ico import IconImage
from onionskin.parse.pictures.png import PngImage
from onionskin.parse.texture import describe
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes behind the end of an image",
    "alias": "C1",
    "family": "hidden-in-image",
    "lane": "content",
    "level": "review",
    "technique": "T1027.003",
    "formats": ["bmp", "ico", "png"],
    "misses": "bytes hidden in the pixels, in a palette or inside a colour profile or EXIF data that are such; random bytes in palettes, in chunks of programs that are gone; in text fewer than 200 of base64; fewer than 8 bytes; zeros",
    "references": [
        "ATT&CK T1027.003, Steganography",
        "ATT&CK T1102.001, Dead Drop Resolver",
        "measured: 1 of 4,799 PNG files of public packages has bytes behind its end, none has any in its text chunks",
        "ESET and Volexity, March 2023, on the icons that the 3CX payload fetched",
    ],
    "benign": "the rest of an older, longer version that an editor did not cut off (it ends with an IEND of its own, CVE-2023-21036); a build stamp or an editor's own data",
}

LEAST = 8
IEND = b"IEND\xaeB`\x82"
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the bytes behind the image, and one for all gaps inside it."""
    end = _end(layer)
    odd = [gap for gap in layer.unexplained if gap.length >= LEAST and gap.entropy > 0]
    tail = [gap for gap in odd if end and gap.offset >= end]
    inner = [gap for gap in odd if end and gap.offset < end]
    if tail:
        total = sum(gap.length for gap in tail)
        what = describe(view, Span(tail[0].offset, tail[0].length))
        rest = ", the rest of another PNG" if view.read(view.size - 8, 8) == IEND else ""
        summary = f"{total:,} bytes behind the image's end at {end:#x}: {what}{rest}"
        yield Hit(summary, _evidence(view, tail))
    for image in layer.all(PngImage):
        if image.surplus >= LEAST:
            whole = Evidence(
                "the deflated image data go on behind the last row", None, 0, image.end
            )
            yield Hit(f"at least {image.surplus:,} bytes are deflated behind the last row of pixels", (whole,))  # fmt: skip
    if inner:
        total = sum(gap.length for gap in inner)
        what = describe(view, Span(inner[0].offset, inner[0].length))
        places = f" in {len(inner)} places" if len(inner) > 1 else f" at {inner[0].offset:#x}"
        yield Hit(f"{total:,} bytes inside the image{places} belong to no part of it: {what}", _evidence(view, inner))  # fmt: skip


def _evidence(view: View, gaps: list[Gap]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(describe(view, Span(gap.offset, gap.length)), None, gap.offset, gap.length)
        for gap in gaps[:SHOWN]
    )


def _end(layer: Layer) -> int:
    """Return where the image's last part ends, by its own format; 0 where nothing was read."""
    ends = [image.offset + image.real for image in layer.all(IconImage)]
    ends += [image.end for image in layer.all(PngImage)]
    ends += [image.end for image in layer.all(BitmapImage)]
    return max(ends, default=0)
