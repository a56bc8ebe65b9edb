"""The layout, image, resources and strings of well-formed inert PE files."""

from __future__ import annotations

import os
import struct

import pytest

from onionskin.errors import DamagedError
from onionskin.lookalike.pe import (
    Recipe,
    add_certificate_entry,
    append_behind_signature,
    build_pe,
    with_bytes_at,
)
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Problem
from onionskin.parse.code.strings import file_names
from onionskin.parse.programs.pe import Addresses, PeLayout, checksum, der_length, parse_layout
from onionskin.parse.programs.pe_image import Forward, PeImage, measure_sections, parse_image
from onionskin.parse.programs.pe_resources import (
    icon_groups,
    manifest,
    parse_leaves,
    version_strings,
)
from onionskin.plugins.view import View

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 16, 16) + bytes(40)


def view_of(data: bytes) -> View:
    descriptor = os.memfd_create("pe")
    os.write(descriptor, data)
    return View(descriptor)


def image_of(data: bytes) -> tuple[PeImage, list[Problem]]:
    view, problems = view_of(data), []
    return parse_image(view, parse_layout(view), problems), problems


def layout_of(data: bytes) -> PeLayout:
    return parse_layout(view_of(data))


@pytest.mark.parametrize("plus", [True, False])
def test_an_inert_program_is_read_back_as_it_was_asked_for(plus: bool) -> None:
    imports = {
        "KERNEL32.dll": ("CreateFileW",),
        "winscard.dll": ("SCardConnectA", "SCardDisconnect"),
    }
    recipe = Recipe(
        is_pe32_plus=plus,
        is_dll=True,
        name="shapes.dll",
        imports=imports,
        exports=("draw",),
        forwards={"measure": "KERNEL32.lstrlenA"},
    )
    image, problems = image_of(build_pe(recipe))
    assert not problems
    assert {each.library: each.functions for each in image.imports} == imports
    assert image.exports == ("draw", "measure")
    assert image.forwards == (Forward("measure", "KERNEL32.lstrlenA"),)
    assert (image.is_dll, image.module_name, image.export_count) == (True, "shapes.dll", 2)


def test_the_checksum_is_what_the_builder_wrote() -> None:
    for size in (0, 1, 7, 70_000):
        data = build_pe(Recipe(overlay=b"\xff" * size))
        layout = layout_of(data)
        assert checksum(view_of(data), layout.checksum_offset) == layout.checksum


def test_the_checksum_of_a_file_of_odd_length_counts_its_last_byte() -> None:
    data = build_pe() + b"\x01\x02\x03"
    plain = sum(
        struct.unpack(f"<{len(data) // 2 + 1}H", data[:216] + bytes(4) + data[220:] + b"\0")
    )
    while plain >> 16:
        plain = (plain & 0xFFFF) + (plain >> 16)
    assert checksum(view_of(data), 216) == plain + len(data)


def test_a_checksum_field_across_two_pieces_counts_as_zero() -> None:
    data = bytes((1 << 20) - 2) + b"\xff\xff\xff\xff" + bytes(100)
    assert checksum(view_of(data), (1 << 20) - 2) == len(data)


def test_a_certificate_entry_tells_its_der_from_its_slack() -> None:
    data = sign_pe(build_pe())
    (entry,) = layout_of(data).certificate_entries
    assert (entry.revision, entry.type) == (0x200, 2)
    assert entry.der_length is not None
    assert entry.length == 8 + entry.der_length + entry.slack_length
    assert 0 <= entry.slack_length < 8
    grown = layout_of(append_behind_signature(data, b"x" * 800)).certificate_entries[0]
    assert grown.slack_length == entry.slack_length + 800


def test_further_entries_are_walked() -> None:
    data = add_certificate_entry(sign_pe(build_pe()), b"12345678", kind=9)
    assert [each.type for each in layout_of(data).certificate_entries] == [2, 9]


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (b"\x30\x03abc", 5),
        (b"\x30\x81\x80", 131),
        (b"\x30\x82\x01\x00", 260),
        (b"\x30\x84\x00\x00\x01\x00", 262),
        (b"\x30\x80\x00\x00", None),
        (b"\x31\x03abc", None),
        (b"\x30", None),
        (b"\x30\x89" + bytes(9), None),
        (b"", None),
    ],
)
def test_only_a_sequence_of_definite_length_has_a_length(head: bytes, length: int | None) -> None:
    assert der_length(view_of(head), 0) == length


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ",
        bytes(100),
        b"MZ" + bytes(62),
        b"MZ" + bytes(58) + b"\xff\xff\xff\x7f",
        build_pe()[:140],
        build_pe()[:200],
        with_bytes_at(build_pe(), 152, b"\x07\x01", fix_checksum=False),
    ],
    ids=["empty", "two bytes", "no MZ", "no NT", "far NT", "file header", "optional", "magic"],
)
def test_a_file_without_readable_headers_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedError):
        parse_layout(view_of(data))


def test_addresses_are_found_in_their_section_and_nowhere_else() -> None:
    data = build_pe()
    view, layout = view_of(data), layout_of(data)
    addresses = Addresses(layout)
    text = layout.sections[0]
    assert addresses.offset(text.rva + 5) == text.offset + 5
    assert addresses.offset(0x100) == 0x100
    assert addresses.offset(0x7FFF_0000) is None
    assert addresses.read(view, text.rva + text.size - 2, 100) == data[text.end - 2 : text.end]
    assert addresses.read(view, 0x7FFF_0000, 100) == b""


def test_sections_are_measured() -> None:
    noise = bytes(range(256)) * 4096
    data = build_pe(Recipe(sections=((".noise", noise, 0xE000_0020),)))
    row = measure_sections(view_of(data), layout_of(data)).rows[-1]
    assert (row.name, row.entropy, row.executable, row.writable) == (".noise", 8.0, True, True)


def test_version_strings_and_manifest_are_read() -> None:
    version = {"ProductName": "Phone", "ProductVersion": "18.12", "FileVersion": "18.12.416.0"}
    data = build_pe(Recipe(version=version, manifest=b"<assembly/>"))
    view, problems = view_of(data), []
    leaves = parse_leaves(view, layout_of(data), problems)
    found = version_strings(view, leaves)
    assert found is not None
    assert (found.product_name, found.product_version) == ("Phone", "18.12")
    text = manifest(view, leaves)
    assert text is not None
    assert text.text == "<assembly/>"
    assert not problems


def test_a_file_without_resources_has_none() -> None:
    data = build_pe()
    assert parse_leaves(view_of(data), layout_of(data), []) == ()
    assert version_strings(view_of(data), ()) is None
    assert manifest(view_of(data), ()) is None


def test_icons_are_put_together_with_all_their_bytes() -> None:
    tailed = PNG + b"tail behind the image"
    data = build_pe(Recipe(icons=(PNG, tailed)))
    view = view_of(data)
    leaves = parse_leaves(view, layout_of(data), [])
    ((name, images, header),) = icon_groups(view, leaves)
    icon = header + b"".join(view.read(each.offset, each.length) for each in images)
    assert name == "icon 1.ico"
    count, _, _, size, at = (
        *struct.unpack_from("<HH", icon, 2)[1:],
        *(0, 0),
        *struct.unpack_from("<II", icon, 6 + 16 + 8),
    )
    assert (count, icon[at : at + size]) == (2, tailed)


def test_an_icon_of_no_group_is_not_lost() -> None:
    data = build_pe(Recipe(icons=(PNG,)))
    view = view_of(data)
    leaves = tuple(each for each in parse_leaves(view, layout_of(data), []) if each.type == "3")
    ((name, images, _),) = icon_groups(view, leaves)
    assert (name, images) == ("icon 1 of language 1033.ico", leaves)


def test_a_resource_tree_that_contains_itself_ends() -> None:
    data = build_pe(Recipe(version={"ProductName": "x"}, manifest=b"<a/>"))
    tree = data.index(struct.pack("<IIHHHH", 0, 0, 0, 0, 0, 2))
    looped = with_bytes_at(data, tree + 20, struct.pack("<I", 0x8000_0000))
    problems: list[Problem] = []
    parse_leaves(view_of(looped), layout_of(looped), problems)
    assert [each.reason for each in problems] == ["contradictory"]


def test_file_names_are_found_in_both_encodings() -> None:
    recipe = Recipe(
        strings=("C:\\x\\Config.JSON", "no name here.", ".dll", "a" * 80 + ".bin"),
        wide_strings=("d3dcompiler_47.dll", "manifest.dat"),
        imports={"KERNEL32.dll": ("ReadFile", "CreateFileW")},
    )
    problems: list[Problem] = []
    found = file_names(view_of(build_pe(recipe)), problems)
    assert found.names == (
        "a" * 64 + ".bin",
        "config.json",
        "d3dcompiler_47.dll",
        "kernel32.dll",
        "manifest.dat",
    )
    assert found.calls == ("CreateFileW", "ReadFile")
    assert not problems


def test_a_name_at_the_seam_of_two_pieces_is_found_whole() -> None:
    for shift in range(-20, 20):
        data = b"\0" * ((1 << 20) + shift) + b"sibling.dll\0" + b"\0" * 1000
        assert file_names(view_of(data), []).names == ("sibling.dll",)


def test_a_cut_list_of_names_is_said() -> None:
    data = b"\0".join(b"n%d.dll" % number for number in range(9000))
    problems: list[Problem] = []
    found = file_names(view_of(data), problems)
    assert len(found.names) == 8192
    assert [each.reason for each in problems] == ["limit:strings"]
