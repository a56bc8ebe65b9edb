"""PNG, BMP and ICO: where an image really ends."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.icons import build_bmp, build_dib, build_ico, build_png
from onionskin.parse.pictures import bitmap, ico, png
from onionskin.parse.pictures.bitmap import BitmapImage
from onionskin.parse.pictures.ico import IconImage
from onionskin.parse.pictures.png import PngImage

SECRETS = st.binary(min_size=9, max_size=60).filter(lambda data: data.strip(b"\0"))


@given(st.integers(1, 256), SECRETS)
@settings(max_examples=25, deadline=None)
def test_a_png_ends_with_iend_and_what_follows_has_no_owner(size: int, secret: bytes) -> None:
    assert walked(build_png(size), png.walk).gaps == []
    made = walked(build_png(size, slack=secret, tail=secret), png.walk)
    assert made.hidden() == [secret, secret]
    assert not made.problems


def test_a_chunk_that_nobody_knows_owns_its_frame_only() -> None:
    made = walked(build_png(chunks=[(b"crYp", b"secret"), (b"tEXt", b"Title\0x")]), png.walk)
    assert made.hidden() == [b"secret"]


def test_data_in_iend_and_in_chunks_behind_the_stream_have_no_owner() -> None:
    plain = build_png()
    end = plain.index(b"IEND") - 4
    again = plain[:end] + png_chunk(b"IDAT", b"behind") + plain[end:]
    assert walked(again, png.walk).hidden() == [b"behind"]
    filled = plain[:end] + png_chunk(b"IEND", b"inside")
    assert walked(filled, png.walk).hidden() == [b"inside"]


def png_chunk(kind: bytes, data: bytes) -> bytes:
    import zlib

    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_pixels_behind_the_last_row_are_counted() -> None:
    made = walked(build_png(surplus=b"x" * 77), png.walk)
    assert made.all(PngImage)[0].surplus == 77


def test_far_more_pixels_than_announced_end_the_reading() -> None:
    made = walked(build_png(surplus=bytes(4 << 20)), png.walk)
    assert "more pixels" in made.problems[0].detail
    assert made.all(PngImage)[0].surplus < 3 << 20


def test_an_interlaced_png_is_measured_by_its_passes() -> None:
    import zlib

    rows = 0
    for column, row, across, down in png._ADAM7:
        columns, lines = -(-(10 - column) // across), -(-(10 - row) // down)
        rows += lines * (1 + columns) if columns > 0 else 0
    header = struct.pack(">2I5B", 10, 10, 8, 0, 0, 0, 1)
    data = png.SIGNATURE + png_chunk(b"IHDR", header)
    data += png_chunk(b"IDAT", zlib.compress(bytes(rows))) + png_chunk(b"IEND", b"")
    made = walked(data, png.walk)
    assert (made.problems, made.all(PngImage)[0].surplus) == ([], 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (build_png()[:-20], "damaged"),
        (build_png().replace(b"IDAT", b"ID\1T"), "damaged"),
        (build_png().replace(b"x", b"y", 1)[:50] + b"\0" * 60, "damaged"),
    ],
)
def test_a_damaged_png_is_typed(data: bytes, reason: str) -> None:
    assert reason in {problem.reason for problem in walked(data, png.walk).problems}


def test_a_wrong_checksum_of_a_chunk_is_said() -> None:
    data = bytearray(build_png(chunks=[(b"tEXt", b"Title\0x")]))
    data[data.index(b"Title")] ^= 1
    assert [p.reason for p in walked(bytes(data), png.walk).problems] == ["checksum"]


@given(st.integers(1, 64), SECRETS)
@settings(max_examples=25, deadline=None)
def test_a_bmp_ends_with_its_pixels(size: int, secret: bytes) -> None:
    assert walked(build_bmp(size), bitmap.walk).gaps == []
    made = walked(build_bmp(size, gap=secret, tail=b"\1" + secret), bitmap.walk)
    assert made.hidden() == [secret, b"\1" + secret]
    assert made.all(BitmapImage)[0].width == size


def test_a_bmp_padded_by_two_zeros_is_owned() -> None:
    assert walked(build_bmp(tail=bytes(2)), bitmap.walk).gaps == []


def test_an_old_bmp_header_is_read() -> None:
    header = struct.pack("<I4H", 12, 4, 2, 1, 24)
    data = struct.pack("<2sI2HI", b"BM", 26 + 24, 0, 0, 26) + header + bytes(24)
    assert bitmap.fits(view_of(data))
    assert walked(data, bitmap.walk).gaps == []


@pytest.mark.parametrize("at", [(18, b"\0\0\0\0"), (28, b"\7\0"), (46, b"\xff\xff\xff\xff")])
def test_an_impossible_bitmap_header_is_damage(at: tuple[int, bytes]) -> None:
    data = bytearray(build_bmp())
    data[at[0] : at[0] + len(at[1])] = at[1]
    with pytest.raises(DamagedError):
        walked(bytes(data), bitmap.walk)


@pytest.mark.parametrize("bits", [1, 4, 8, 24, 32])
def test_a_bitmap_in_an_icon_ends_with_its_mask(bits: int) -> None:
    made = walked(build_ico([build_dib(24, bits=bits)], inside=b"secret"), ico.walk)
    assert made.hidden() == [b"secret"]


def test_an_icon_with_alpha_may_leave_its_mask_out() -> None:
    image = build_dib(16)
    made = walked(build_ico([image[:-64]]), ico.walk)
    assert (made.gaps, made.problems) == ([], [])


@given(SECRETS)
@settings(max_examples=25, deadline=None)
def test_gaps_and_tails_of_an_icon_have_no_owner(secret: bytes) -> None:
    images = [build_png(32), build_dib(16)]
    made = walked(build_ico(images, gaps=[secret, secret], inside=secret, tail=secret), ico.walk)
    assert made.hidden() == [secret, secret, secret * 2]
    assert [image.kind for image in made.all(IconImage)] == ["png", "bitmap"]


def test_a_png_in_an_icon_is_a_member_that_ends_with_iend() -> None:
    made = walked(build_ico([build_png(32)], inside=b"secret"), ico.walk)
    assert made.members == [("image-0.png", build_png(32))]


def test_two_rows_for_one_image_are_one_image() -> None:
    data = bytearray(build_ico([build_dib(16), build_dib(16)]))
    data[6 + 16 : 6 + 32] = data[6:22]
    assert len(walked(bytes(data), ico.walk).all(IconImage)) == 1


def test_a_cursor_is_an_icon() -> None:
    data = bytearray(build_ico())
    data[2] = 2
    assert ico.fits(view_of(bytes(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(40),
        b"\0\0\1\0\0\0" + bytes(40),
        b"\0\0\1\0\1\0" + bytes(16),
        b"\0\0\1\0\xff\xff" + bytes(99),
        b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\xff\0\0\0\xff\xff\0\0",
    ],
)
def test_other_bytes_are_no_icon(data: bytes) -> None:
    assert not ico.fits(view_of(data))


def test_an_icon_of_more_images_than_the_limit_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ico, "IMAGES", 1)
    problems = walked(build_ico(), ico.walk).problems
    assert [problem.reason for problem in problems] == ["limit:entries"]
