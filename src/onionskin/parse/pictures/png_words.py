"""PNG chunks that may hold any number of bytes: which of them their own grammar does not explain.

Text, colour profile, EXIF and manifest chunks are where tools and people put words, and where others put
bytes that no viewer shows. Sources: W3C Portable Network Graphics (Third Edition), 11.3; ICC.1:2022, 7.2;
CIPA DC-008 (Exif), 4.5; C2PA Technical Specification 2.1, 11.3.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Span
from onionskin.parse.texture import RUN, bare_run, is_comment
from onionskin.plugins.view import View

# A longer text is no comment; compressed text of one image beyond that is a limit.
LOOKED_AT = 1 << 20
INFLATED = 32 << 20
KEYWORD = 80
_SHADE = 8  # by how much the parts of a grey differ; letters of base64 stand further apart
# ImageMagick writes whole profiles in hexadecimal digits under this keyword.
_PROFILE = b"Raw profile type "
_EXIF = (b"II*\0", b"MM\0*", b"Exif\0\0")


@dataclass
class Words:
    """What of one image's text was looked at so far."""

    inflated: int = 0
    bare: int = 0
    is_animated: bool = False

    @property
    def is_exhausted(self) -> bool:
        """Whether compressed text was left unread for its amount."""
        return self.inflated > INFLATED

    def unexplained(self, view: View, kind: bytes, data: Span) -> Iterator[Span]:
        """Yield the parts of a chunk's data that its grammar does not explain, in order."""
        self.is_animated |= kind == b"acTL"
        holes = list(self._odd(view, kind, data))
        if not holes and kind != b"IDAT" and self._is_bare(view, kind, data):
            holes = [data]
        yield from holes

    def _is_bare(self, view: View, kind: bytes, data: Span) -> bool:
        """Say whether a chunk is base64 for the most part; pieces too short to tell from a checksum add up."""
        part = view.read(data.offset, min(data.length, LOOKED_AT))
        if kind == b"PLTE":
            part = _colours(part)
        run = 0 if part.startswith(_PROFILE) else bare_run(part)
        self.bare += run
        return run > 0 and self.bare >= RUN

    def _odd(self, view: View, kind: bytes, data: Span) -> Iterator[Span]:
        """Yield what the grammar of the chunk's own kind does not explain."""
        is_odd = {
            b"eXIf": lambda: not view.read(data.offset, 6).startswith(_EXIF),
            b"caBX": lambda: view.read(data.offset + 4, 4) != b"jumb",
            b"fdAT": lambda: not self.is_animated,
        }
        if kind in is_odd and is_odd[kind]():
            yield data
        elif kind in {b"tEXt", b"zTXt", b"iTXt", b"iCCP"}:
            yield from self._named(view, kind, data)

    def _named(self, view: View, kind: bytes, data: Span) -> Iterator[Span]:
        """Look behind the keyword that all four kinds begin with."""
        head = view.read(data.offset, min(KEYWORD, data.length))
        keyword, nul, _ = head.partition(b"\0")
        if not nul or not is_comment(keyword):
            yield data
            return
        start = data.offset + len(keyword) + 1
        is_packed = kind in {b"zTXt", b"iCCP"}
        if kind == b"iTXt":
            fields = view.read(start, min(2 * KEYWORD, data.end - start))
            language, translated = fields.find(b"\0", 2), -1
            if language >= 0:
                translated = fields.find(b"\0", language + 1)
            if translated < 0 or not is_comment(
                fields[2:language] + fields[language + 1 : translated]
            ):
                yield Span(start, data.end - start)
                return
            is_packed = fields[:2] == b"\1\0"
            start += translated + 1
        elif is_packed:
            start += 1
        body = Span(start, data.end - start)
        if is_packed:
            yield from self._packed(view, body, is_profile=kind == b"iCCP", keyword=keyword)
        elif body.length > LOOKED_AT or not _is_text(view.read(body.offset, body.length), keyword):
            yield body

    def _packed(
        self, view: View, body: Span, *, is_profile: bool, keyword: bytes
    ) -> Iterator[Span]:
        """Inflate a text or profile; its stream is to be one, and to hold what the chunk is for."""
        if self.is_exhausted:
            return
        inflate = zlib.decompressobj()
        out = bytearray()
        used = 0
        try:
            for part in view.chunks(body.offset, body.length):
                out += inflate.decompress(part, LOOKED_AT - len(out))
                used += len(part) - len(inflate.unused_data)
                if inflate.eof or len(out) >= LOOKED_AT:
                    break
        except zlib.error:
            yield body
            return
        finally:
            self.inflated += len(out)
        if is_profile:
            fits = _is_profile(bytes(out), is_whole=inflate.eof)
        else:
            fits = inflate.eof and _is_text(bytes(out), keyword)
        if not fits or not (inflate.eof or len(out) >= LOOKED_AT):
            yield body
        elif inflate.eof and used < body.length:
            yield Span(body.offset + used, body.length - used)


def _colours(palette: bytes) -> bytes:
    """Return the colours of a palette, each once, that are no shade of grey: those read like words, `KKO` or `UUU`.

    One colour may stand a hundred times, where a picture differs in transparency alone.
    """
    colours = dict.fromkeys(palette[at : at + 3] for at in range(0, len(palette), 3))
    return b"".join(each for each in colours if max(each) - min(each) > _SHADE)


def _is_text(data: bytes, keyword: bytes) -> bool:
    # Some writers count the zero that ends a string.
    data = data.rstrip(b"\0")
    return (keyword.startswith(_PROFILE) and data.isascii()) or is_comment(data)


def _is_profile(data: bytes, *, is_whole: bool) -> bool:
    """Say whether bytes are an ICC profile of the length that it states (to the word)."""
    stated = int.from_bytes(data[:4], "big")
    return data[36:40] == b"acsp" and (not is_whole or len(data) - stated < 16)
