"""Ways to hide bytes in and behind an image. Each stays here for good."""

from __future__ import annotations

import base64
import random
import struct
import zlib
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.icons import build_bmp, build_dib, build_ico, build_png
from onionskin.model import Finding, Level

SECRET = base64.b64encode(random.Random(3).randbytes(900))
MARKED = b"$" + SECRET


def findings(pool: Pool, folder: Path, data: bytes) -> tuple[Finding, ...]:
    path = folder / "image.bin"
    path.write_bytes(data)
    (made,) = peel([path], pool=pool)
    return tuple(each for each in made.findings if each.signal == "tail-behind-image")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(extra: bytes) -> bytes:
    plain = build_png()
    end = plain.index(b"IEND") - 4
    return plain[:end] + extra + plain[end:]


def taller_icon() -> bytes:
    """An icon whose bitmap claims more rows, so that the tail would be pixels."""
    image = bytearray(build_dib(16))
    image[8:12] = struct.pack("<i", 2 * 64)
    return build_ico([bytes(image)], inside=MARKED * 8)


def bitmap_with_a_palette(colours: int) -> bytes:
    """A bitmap of 24 bits a pixel that claims a palette, which nobody reads."""
    made = bytearray(build_bmp(gap=(MARKED * 16)[: 4 * colours]))
    made[46:50] = struct.pack("<I", colours)
    return bytes(made)


HIDDEN = {
    "behind an icon": build_ico(tail=MARKED),
    "behind an icon, after zeros": build_ico(tail=bytes(512) + MARKED),
    "behind an icon, counted by the directory": build_ico(inside=MARKED),
    "between an icon's images": build_ico(gaps=[b"", MARKED]),
    "between the directory and the first image": build_ico(gaps=[MARKED]),
    "in an icon that claims more rows": taller_icon(),
    "behind iend": build_png(tail=MARKED),
    "behind iend, as random bytes": build_png(tail=random.Random(5).randbytes(2000)),
    "inside iend": build_png()[:-12] + chunk(b"IEND", MARKED),
    "in a private chunk": png_with(chunk(b"prVt", MARKED)),
    "in a chunk of fixed length": png_with(chunk(b"tIME", bytes(7) + MARKED)),
    "behind the zlib stream": build_png(slack=MARKED),
    "as a comment": png_with(chunk(b"tEXt", b"Comment\0" + MARKED)),
    "as a palette of colours": png_with(chunk(b"PLTE", SECRET[:768])),
    "as a palette": png_with(chunk(b"sPLT", b"name\0\x08" + MARKED)),
    "in a chunk of a dead program": png_with(chunk(b"mkBS", MARKED)),
    "as a frame of an image that has none": png_with(chunk(b"fdAT", random.Random(6).randbytes(900))),
    "as many short comments": png_with(b"".join(chunk(b"tEXt", b"a\0" + SECRET[at : at + 150]) for at in range(0, 900, 150))),
    "as a comment behind a few words": png_with(chunk(b"tEXt", b"Comment\0see " + MARKED)),
    "as a comment, no text at all": png_with(chunk(b"tEXt", b"Comment\0" + random.Random(4).randbytes(64))),
    "behind a very long comment": png_with(chunk(b"tEXt", b"Comment\0" + b"words " * 200_000 + MARKED)),
    "behind a very long text, compressed": png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"words " * 200_000 + MARKED))),
    "as a keyword without an end": png_with(chunk(b"tEXt", MARKED)),
    "as text in another language": png_with(chunk(b"iTXt", b"Comment\0\0\0en\0Comment\0" + MARKED)),
    "in the place of a translation": png_with(chunk(b"iTXt", b"Comment\0\0\0" + bytes([1]) + MARKED)),
    "as compressed text that is none": png_with(chunk(b"zTXt", b"Comment\0\0" + MARKED)),
    "as text, compressed": png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(MARKED))),
    "behind compressed text": png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"words") + MARKED)),
    "as a colour profile": png_with(chunk(b"iCCP", b"icc\0\0" + MARKED)),
    "as a colour profile, compressed": png_with(chunk(b"iCCP", b"icc\0\0" + zlib.compress(MARKED))),
    "as exif data": png_with(chunk(b"eXIf", MARKED)),
    "as a manifest": png_with(chunk(b"caBX", MARKED)),
    "in an image data chunk of its own": png_with(chunk(b"IDAT", MARKED)),
    "as pixels behind the last row": build_png(surplus=MARKED),
    "as a bitmap's palette": bitmap_with_a_palette(4096),
    "behind a bitmap": build_bmp(tail=MARKED),
    "before a bitmap's pixels": build_bmp(gap=MARKED),
}  # fmt: skip


@pytest.mark.parametrize("place", HIDDEN)
def test_bytes_hidden_in_an_image_are_found_at_their_offset(
    place: str, pool: Pool, tmp_path: Path
) -> None:
    data = HIDDEN[place]
    found = findings(pool, tmp_path, data)
    assert {finding.level for finding in found} == {Level.REVIEW}
    needle = next((each for each in (MARKED, SECRET) if each in data), b"")
    if needle:
        at = data.rindex(needle)
        assert any(e.offset <= at < e.offset + e.length for f in found for e in f.evidence)


def test_the_alphabet_is_named_and_nothing_is_decoded(pool: Pool, tmp_path: Path) -> None:
    (finding,) = findings(pool, tmp_path, HIDDEN["behind an icon"])
    assert "base64 alphabet, not decoded" in finding.summary
    (evidence,) = finding.evidence
    assert evidence.length == len(MARKED)


def test_an_icon_inside_an_archive_is_looked_at_too(pool: Pool, tmp_path: Path) -> None:
    assert findings(pool, tmp_path, build_zip({"icons/a.ico": HIDDEN["behind an icon"]}))


@pytest.mark.parametrize(
    "data",
    [
        build_ico(),
        build_ico(tail=bytes(3110)),
        build_ico(inside=bytes(64)),
        build_png(tail=b"\n"),
        build_png(chunks=[(b"PLTE", b"".join(bytes([n, n, n + 4]) for n in range(65, 115)) * 5)]),
        build_png(chunks=[(b"PLTE", b"wE0" * 100)]),
        build_png(chunks=[(b"tEXt", b"Software\0inert"), (b"tIME", bytes(7))]),
        build_bmp(tail=bytes(2)),
    ],
)
def test_what_honest_tools_write_is_no_finding(data: bytes, pool: Pool, tmp_path: Path) -> None:
    assert findings(pool, tmp_path, data) == ()


def test_mutated_images_end_in_typed_outcomes(pool: Pool, tmp_path: Path) -> None:
    chance = random.Random(11)
    seeds = [build_ico(), build_png(chunks=[(b"tEXt", b"a\0b")]), build_bmp()]
    for number in range(150):
        data = bytearray(seeds[number % 3])
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(min(len(data), 400))
            data[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), chance.randbytes(4)))
        (tmp_path / f"{number:03}.bin").write_bytes(data)
    (made,) = peel([tmp_path], pool=pool)
    assert not [p for p in made.problems if p.reason in {"crashed", "timeout", "signal-failed"}]
    assert [p.detail for p in made.problems if " stopped: " in p.detail] == []
