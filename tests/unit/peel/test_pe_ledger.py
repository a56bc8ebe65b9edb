"""Every kind of region of a PE, on well-formed files that have it."""

from __future__ import annotations

import io
import os
import struct
import zipfile

import pytest

from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Fact, Problem, Region, ReleaseName, Signature
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.programs.pe_image import PeImage, parse_image
from onionskin.peel import ledger
from onionskin.peel.containers import pe
from onionskin.peel.pe_ledger import foreign_spans
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import write_omaha

OPTIONAL = 128 + 24
NOISE = bytes((n * 37 + 11) % 251 for n in range(600))


def view_of(data: bytes) -> View:
    descriptor = os.memfd_create("pe")
    os.write(descriptor, data)
    return View(descriptor)


def peeled(data: bytes) -> list[object]:
    return list(pe.peel(view_of(data)))


def regions(data: bytes) -> list[Region]:
    return list(ledger.clamp([x for x in peeled(data) if isinstance(x, Region)], len(data)))


def names(data: bytes) -> set[str]:
    return {each.name for each in regions(data)}


def gaps(data: bytes) -> list[tuple[int, int]]:
    return [(each.offset, each.length) for each in ledger.gaps(regions(data), len(data))]


def children(data: bytes) -> dict[str, bytes]:
    found = {}
    for child in peeled(data):
        if isinstance(child, Child):
            joined = b"".join(child.chunks or ())
            at, length = child.span or (0, 0)
            found[child.name] = joined or data[at : at + length]
    return found


def image_of(data: bytes) -> PeImage:
    view = view_of(data)
    return parse_image(view, parse_layout(view), [])


def archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(zipfile.ZipInfo("a.txt", (2023, 1, 1, 0, 0, 0)), "inert")
    return target.getvalue()


def with_directory(data: bytes, index: int, rva: int, size: int) -> bytes:
    return with_bytes_at(data, OPTIONAL + 112 + 8 * index, struct.pack("<II", rva, size))


def with_section(body: bytes) -> tuple[bytes, int, int]:
    """Return a program with that section, and the section's address and offset."""
    data = build_pe(Recipe(sections=((".more", body, 0x4000_0040),)))
    section = parse_layout(view_of(data)).sections[-1]
    return data, section.rva, section.offset


def test_a_signed_program_is_owned_to_the_last_byte() -> None:
    data = sign_pe(build_pe(Recipe(version={"ProductName": "Phone", "FileVersion": "1.2"})))
    assert not gaps(data)
    facts = [each for each in peeled(data) if isinstance(each, (Fact, Signature, Problem))]
    named = [each for each in facts if isinstance(each, Fact) and each.kind == "ReleaseName"]
    (signature,) = [each for each in facts if isinstance(each, Signature)]
    assert named == [Fact.of(ReleaseName("Phone", "1.2", "windows", "version resource"))]
    assert signature.status == "valid"
    assert not [each for each in facts if isinstance(each, Problem)]


def test_the_linkers_own_record_is_owned() -> None:
    compilers = ((0x105, 0x7809, 12), (0x104, 0x7809, 3))
    data = build_pe(Recipe(compilers=compilers))
    assert "rich header" in names(data)
    assert not gaps(data)
    assert image_of(data).compilers == compilers


def test_a_stub_that_is_no_program_of_one_line_is_not_owned() -> None:
    assert gaps(with_bytes_at(build_pe(), 64, NOISE[:64])) == [(64, 64)]


def _with_mark(mark: bytes) -> bytes:
    """Return a library of Wine's kind: its NT headers stand behind 32 bytes that take the stub's place."""
    data = build_pe()
    nt = int.from_bytes(data[60:64], "little")
    rows = parse_layout(view_of(data)).headers_end
    moved = data[:60] + (96).to_bytes(4, "little") + mark.ljust(32, b"\0") + data[nt:rows]
    return moved + bytes(rows - len(moved)) + data[rows:]


@pytest.mark.parametrize("mark", [b"Wine builtin DLL", b"Wine placeholder DLL"])
def test_the_mark_of_a_library_of_wine_is_its_stub(mark: bytes) -> None:
    data = _with_mark(mark)
    assert not gaps(data)
    assert Region("dos stub", 64, 32) in regions(data)


def test_what_stands_behind_the_mark_of_wine_is_not_owned() -> None:
    assert gaps(_with_mark(b"Wine builtin DLL\0inert")) == [(64, 32)]


# What Borland's linker writes behind the last row that it counts: where the image and the file ended.
_END_ROW = struct.pack("<8s6I2HI", b"", 0, 0xDD000, 0, 0xCE400, 0, 0, 0, 0, 0x4000_0040)
_BORLAND_STUB = (
    b"\xba\x10\x00\x0e\x1f\xb4\x09\xcd\x21\xb8\x01\x4c\xcd\x21\x90\x90"
    b"This program must be run under Win32\r\n$7"
)


def _by_borland(stub: bytes = _BORLAND_STUB, row: bytes = _END_ROW) -> bytes:
    # Four sections: their headers leave room for rows behind the last one.
    rows = tuple((name, b"inert", 0x4000_0040) for name in (".one", ".two"))
    more = build_pe(Recipe(sections=rows))
    data = with_bytes_at(more, 64, stub.ljust(64, b"\0"))
    return with_bytes_at(data, parse_layout(view_of(data)).headers_end, row)


def test_the_stub_and_the_uncounted_last_row_of_borlands_linker_are_owned() -> None:
    data = _by_borland()
    assert not gaps(data)
    assert Region("dos stub", 64, len(_BORLAND_STUB)) in regions(data)
    assert "end of section table" in names(data)


@pytest.mark.parametrize(
    ("stub", "row"),
    [
        (_BORLAND_STUB + b"filler", _END_ROW),
        (_BORLAND_STUB, b"a name".ljust(8, b"\0") + _END_ROW[8:]),
        (_BORLAND_STUB, _END_ROW[:12] + b"\x01" + _END_ROW[13:]),
        (_BORLAND_STUB, _END_ROW[:24] + b"filler, which" + _END_ROW[37:]),
        (_BORLAND_STUB, _END_ROW + _END_ROW),
    ],
    ids=["behind the stub", "a name", "an odd address", "other fields", "a second row"],
)
def test_what_else_stands_in_those_places_is_not_owned(stub: bytes, row: bytes) -> None:
    assert gaps(_by_borland(stub, row))


def _bootable(sectors: int = 2) -> bytes:
    """Return a program that boots as a Linux kernel does, too: 1,024 bytes of setup code in its headers."""
    message = b"This is inert.\r\n".ljust(63, b".") + b"\0"
    data = with_bytes_at(build_pe(), 64, message)
    layout = parse_layout(view_of(data))
    room = 512 * (sectors + 1)
    head = bytearray(data[: layout.headers_end].ljust(0x1F1, b"\0"))
    head += bytes([sectors]) + bytes(12) + b"\x55\xaa" + b"\xeb\x66HdrS"
    head = head.ljust(room, b"\x90")
    first = layout.sections[0].offset
    for number, each in enumerate(layout.sections):
        row = layout.section_table_offset + 40 * number + 20
        head[row : row + 4] = (each.offset - first + room).to_bytes(4, "little")
    head[layout.optional_offset + 60 : layout.optional_offset + 64] = room.to_bytes(4, "little")
    return bytes(head) + data[first:]


def test_the_setup_code_of_a_bootable_program_ends_where_its_header_says() -> None:
    assert not gaps(_bootable())
    assert Region("boot sector and setup code", 0x1F1, 1536 - 0x1F1) in regions(_bootable())
    # One sector fewer than stands there: nothing says whose the rest is.
    assert gaps(with_bytes_at(_bootable(), 0x1F1, b"\x01"))
    assert gaps(with_bytes_at(_bootable(), 0x202, b"XdrS"))
    assert gaps(with_bytes_at(_bootable(), 70, b"\x01"))


@pytest.mark.parametrize("filler", [b"\0", b"\xcc", b"PADDINGXXPADDING"])
def test_what_linkers_fill_a_section_with_is_padding(filler: bytes) -> None:
    data = build_pe(Recipe(sections=((".code", b"\xc3" * 100, 0x6000_0020),)))
    start = parse_layout(view_of(data)).sections[-1].offset + 100
    room = 512 - 100
    filled = (filler * room)[:room]
    assert not gaps(with_bytes_at(data, start, filled))
    assert gaps(with_bytes_at(data, start, filled[:-1] + b"\7")) == [(start, room)]


def test_breakpoints_are_no_filler_of_data() -> None:
    data, _, offset = with_section(b"x" * 100)
    assert gaps(with_bytes_at(data, offset + 100, b"\xcc" * 412)) == [(offset + 100, 412)]


def test_a_header_larger_than_its_fields_owns_only_its_fields() -> None:
    data = bytearray(build_pe(Recipe(code_size=0x200)))
    table = OPTIONAL + 240
    rows = bytes(data[table : table + 80])
    data[table : table + 120] = NOISE[:40] + rows
    struct.pack_into("<H", data, 128 + 20, 280)
    assert (table, 40) in gaps(bytes(data))


def test_bound_imports_are_owned_if_they_are_names() -> None:
    body = struct.pack("<IHH", 0x6000_0000, 16, 0) + bytes(8) + b"KERNEL32.dll\0"
    data = with_directory(with_bytes_at(build_pe(), 480, body), 11, 480, len(body))
    assert "bound imports" in names(data)
    assert not gaps(data)
    noise = with_bytes_at(data, 496, NOISE[: len(body) - 16])
    assert "bound imports" not in names(noise)
    assert gaps(noise)


def _with_symbols(symbols: bytes, strings: bytes) -> bytes:
    data = build_pe()
    nt = 128
    at = len(data)
    data = with_bytes_at(data, nt + 12, struct.pack("<II", at, len(symbols) // 18))
    return data + symbols + strings


def test_a_symbol_table_behind_the_sections_is_owned() -> None:
    symbol = struct.pack("<8sIhHBB", b".file", 0, -2, 0, 103, 1) + b"inert.c".ljust(18, b"\0")
    strings = struct.pack("<I", 4 + 6) + b"inert\0"
    data = _with_symbols(symbol * 3, strings)
    assert {"symbol table", "string table"} <= names(data)
    assert not gaps(data)
    assert gaps(data + NOISE)[-1][1] == len(NOISE)


def _with_long_name(strings: bytes) -> bytes:
    data = _with_symbols(b"", struct.pack("<I", 4 + len(strings)) + strings)
    return data.replace(b".rdata\0\0", b"/4\0\0\0\0\0\0", 1)


def test_names_of_sections_behind_a_stripped_program_are_owned() -> None:
    data = _with_long_name(b".gnu_debuglink\0")
    assert "string table" in names(data)
    assert not gaps(data)


@pytest.mark.parametrize(
    "strings",
    [
        pytest.param(b".gnu_debuglink\0" + NOISE, id="noise behind the last name"),
        pytest.param(b".gnu_debuglink\0hidden\0", id="a text that no section is called by"),
        pytest.param(NOISE.replace(b"\0", b"\1") + b"\0", id="noise as a name"),
        pytest.param(b".gnu_debuglink", id="a name without an end"),
    ],
)
def test_a_string_table_that_holds_more_than_names_of_sections_is_not_owned(strings: bytes) -> None:
    data = _with_long_name(strings)
    assert "string table" not in names(data)
    assert gaps(data)


def test_noise_is_no_symbol_table() -> None:
    data = _with_symbols(NOISE[: 18 * 30], struct.pack("<I", 4))
    assert "symbol table" not in names(data)
    assert gaps(data)


def test_debug_data_behind_the_sections_are_owned_and_name_their_symbols() -> None:
    raw = b"RSDS" + bytes(20) + b"d:\\build\\phone.pdb\0"
    data, rva, offset = with_section(bytes(28))
    row = struct.pack("<IIHHIIII", 0, 0, 0, 0, 2, len(raw), 0, len(data))
    data = with_directory(with_bytes_at(data, offset, row), 6, rva, 28) + raw
    assert "debug data" in names(data)
    assert not gaps(data)
    assert image_of(data).pdb == "d:\\build\\phone.pdb"


def test_delayed_imports_and_ordinals_are_read() -> None:
    _, rva, _ = with_section(bytes(200))
    row = struct.pack("<8I", 1, rva + 64, 0, 0, rva + 96, 0, 0, 0)
    body = row + bytes(32) + b"winscard.dll\0".ljust(32, b"\0")
    body += struct.pack("<QQ", (1 << 63) | 12, 0)
    data, rva, _ = with_section(body)
    delayed = image_of(with_directory(data, 13, rva, 64)).imports[-1]
    assert (delayed.library, delayed.functions, delayed.delayed) == ("winscard.dll", ("#12",), True)


def test_an_archive_behind_the_sections_is_a_child() -> None:
    data = build_pe() + archive()
    assert not gaps(data)
    assert children(data)["overlay"] == archive()


def test_the_archive_of_a_self_extractor_begins_behind_its_configuration() -> None:
    packed = b"7z\xbc\xaf\x27\x1c\0\4" + NOISE
    head = b';!@Install@!UTF-8!\r\nRunProgram="a.exe"\r\n;!@InstallEnd@!\r\n'
    data = build_pe() + head + packed
    assert not gaps(data)
    assert children(data)["overlay"] == packed


def test_an_unknown_overlay_is_owned_only_under_a_valid_signature() -> None:
    data = build_pe(Recipe(overlay=NOISE))
    assert gaps(data) == [(len(build_pe()), len(NOISE))]
    signed = sign_pe(data)
    assert not gaps(signed)
    assert "overlay (signed)" in names(signed)
    broken = with_bytes_at(signed, len(build_pe()) + 5, b"\xff\xfe")
    assert (len(build_pe()), len(NOISE)) in gaps(broken)


def test_zeros_that_align_the_file_are_padding_and_more_are_not() -> None:
    data = build_pe()
    assert not gaps(data + bytes(511))
    assert gaps(data + bytes(512)) == [(len(data), 512)]


def test_programs_and_pictures_among_the_resources_are_children() -> None:
    image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 16, 16) + bytes(60)
    inner = build_pe(Recipe(name="inner.exe"))
    data = bytearray(build_pe(Recipe(icons=(image,), manifest=inner)))
    found = children(bytes(data))
    assert found["icon 1.ico"].endswith(image)
    # The builder knows no free type, so the manifest's number is made one.
    tree = data.index(struct.pack("<IIHHHH", 0, 0, 0, 0, 0, 3))
    struct.pack_into("<I", data, tree + 16 + 16, 10)
    assert children(bytes(data))["resource 10 1 1033"] == inner


def test_a_tag_in_the_entry_is_owned_by_name() -> None:
    signed = sign_pe(build_pe())
    tagged = append_behind_signature(signed, write_omaha("brand=ABCD"))
    assert "installer tag (omaha)" in names(tagged)
    assert not gaps(tagged)
    hidden = append_behind_signature(signed, NOISE)
    assert gaps(hidden) == [(len(signed), len(NOISE))]


def test_an_unsigned_file_has_nothing_behind_a_signature() -> None:
    view = view_of(build_pe())
    assert not list(foreign_spans(view, parse_layout(view), ()))


@pytest.mark.parametrize(
    ("data", "fits"),
    [
        (build_pe(), True),
        (build_pe()[:100], True),
        (build_pe()[:40], True),
        (b"MZ", False),
        (b"MZ is a text that goes on and on, and never was a program at all, not one bit", False),
    ],
    ids=["whole", "cut", "cut in the DOS header", "two bytes", "text"],
)
def test_what_fits_is_a_program_whole_or_cut(data: bytes, fits: bool) -> None:
    assert pe.fits(view_of(data)) is fits
