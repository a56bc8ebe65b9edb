"""What load commands, fat headers and property lists say, on well-formed files and on bent ones."""

from __future__ import annotations

import os
import plistlib
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from onionskin.errors import DamagedError
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho, sign_macho
from onionskin.parse.programs.macho import MachoSection, MachoSegment, parse_layout
from onionskin.parse.programs.macho_fat import parse_fat
from onionskin.parse.programs.macho_faults import faults
from onionskin.parse.texts.property_list import read_properties
from onionskin.plugins.view import View

PLAIN = build_macho(MachRecipe(libraries=("/usr/lib/libSystem.B.dylib", "@rpath/libffmpeg.dylib")))


def view_of(data: bytes) -> View:
    descriptor = os.memfd_create("macho")
    os.write(descriptor, data)
    return View(descriptor)


def test_libraries_are_read_with_their_versions_and_kind() -> None:
    layout = parse_layout(view_of(PLAIN))
    assert [(each.name, each.version, each.compatible, each.kind) for each in layout.libraries] == [
        ("@rpath/libshapes.dylib", "1.2", "1.0", "id"),
        ("/usr/lib/libSystem.B.dylib", "1.2", "1.0", "load"),
        ("@rpath/libffmpeg.dylib", "1.2", "1.0", "load"),
    ]


def test_the_platform_and_its_versions_are_read() -> None:
    layout = parse_layout(view_of(PLAIN))
    assert (layout.platform, layout.minimum_version, layout.sdk_version) == (
        "macos",
        "11.0",
        "13.1",
    )
    assert len(layout.uuid) == 36


@pytest.mark.parametrize(
    ("cpu", "is_64", "big"),
    [("arm64", True, False), ("x86_64", True, False), ("i386", False, False), ("ppc", False, True)],
)
def test_every_word_length_and_byte_order_is_read(cpu: str, is_64: bool, big: bool) -> None:
    layout = parse_layout(view_of(sign_macho(build_macho(MachRecipe(cpu=cpu)))))
    assert (layout.cpu, layout.is_64, layout.is_big_endian) == (cpu, is_64, big)
    assert [each.name for each in layout.segments] == ["__TEXT", "__LINKEDIT"]
    assert [each.name for each in layout.tables] == [
        "function starts",
        "symbol table",
        "string table",
        "code signature",
    ]
    assert not layout.problems


def test_a_second_signature_command_is_a_contradiction() -> None:
    signed = bytearray(sign_macho(PLAIN))
    count, size = struct.unpack_from("<II", signed, 16)
    struct.pack_into("<II", signed, 16, count + 1, size + 16)
    struct.pack_into("<4I", signed, 32 + size, 0x1D, 16, 64, 64)
    layout = parse_layout(view_of(bytes(signed)))
    assert [each.reason for each in layout.problems] == ["contradictory"]
    assert layout.signature != (64, 64)


def test_a_fat_header_gives_its_slices_by_offset() -> None:
    data = build_fat([("x86_64", PLAIN), ("arm64", PLAIN)], is_64=True)
    layout = parse_fat(view_of(data))
    assert [(each.cpu, each.offset) for each in layout.slices] == [
        ("x86_64", 0x4000),
        ("arm64", 0xC000),
    ]
    assert not layout.problems


def test_a_property_list_with_entities_is_refused() -> None:
    hostile = b'<!DOCTYPE plist [<!ENTITY a "x">]><plist><dict><key>&a;</key><true/></dict></plist>'
    with pytest.raises(DamagedError):
        read_properties(hostile)


@pytest.mark.parametrize(
    "text",
    [b"", b"<plist/>", b"<plist><array/></plist>", b"<plist><dict><integer>" + b"9" * 9000, b"bplist00" + b"\0" * 40,
     b"<plist><dict><key>a</key><date>x</date></dict></plist>", b"<plist><dict><true/></dict></plist>",
     b"<plist>" + b"<array>" * 50_000],
)  # fmt: skip
def test_a_property_list_that_is_none_raises_the_one_error(text: bytes) -> None:
    with pytest.raises(DamagedError):
        read_properties(text)


def test_a_property_list_is_read() -> None:
    assert read_properties(plistlib.dumps({"a": 1}) + b"\0\0") == {"a": 1}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(4, 700), st.binary(min_size=1, max_size=8), st.integers(0, 17_000))
def test_any_header_is_read_or_refused(at: int, put: bytes, cut: int) -> None:
    bent = PLAIN[:at] + put + PLAIN[at + len(put) :]
    layout = parse_layout(view_of(bent[: max(cut, 32)]))
    assert len(layout.segments) <= 40


def _faults_with_debug_data(protection: int, section_offset: int) -> set[str]:
    """Return what is wrong with a program whose debug data have no memory, as Go's linker wrote them."""
    view = view_of(PLAIN)
    layout = parse_layout(view)
    end = max(each.end for each in layout.segments)
    debug = MachoSegment("__DWARF", 0x9000_0000, 0, end, 64, 0, protection, 1)
    part = MachoSection("__DWARF", "__zdebug_line", 0x253_0000, 32, section_offset or end, 0, 0, 0)
    changed = structs.replace(
        layout, segments=(*layout.segments, debug), sections=(*layout.sections, part)
    )
    return {each.kind for each in faults(view, changed)}


def test_debug_data_without_memory_and_access_contradict_nothing() -> None:
    assert not _faults_with_debug_data(protection=0, section_offset=0)


def test_a_segment_that_may_be_accessed_has_room_for_what_it_loads() -> None:
    assert _faults_with_debug_data(protection=7, section_offset=0) == {
        "memory-size",
        "section-outside",
    }


def test_a_section_of_unloaded_debug_data_stands_in_its_segment() -> None:
    assert "section-outside" in _faults_with_debug_data(protection=0, section_offset=64)
