"""Programs that were edited after their linkers had done, one place at a time: each edit leaves its trace, and what a linker wrote leaves none."""

from __future__ import annotations

import struct
import tempfile

import pytest

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.linked import (
    FUNCTION,
    START,
    build_linked_elf,
    build_linked_macho,
    build_linked_pe,
    pe_sections,
)
from onionskin.lookalike.macho import MachRecipe
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at
from onionskin.model import Span
from onionskin.parse.code.command_lines import CommandLines, command_lines
from onionskin.parse.code.named_addresses import named_addresses
from onionskin.parse.programs import macho, pe
from onionskin.parse.programs.build_marks import Part, places
from onionskin.parse.programs.elf_link import elf_traces
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.macho_link import macho_traces
from onionskin.parse.programs.pe_image import parse_image
from onionskin.parse.programs.pe_link import pe_traces
from onionskin.plugins.view import View

# Where the optional header's directories stand, by number.
EXPORT, IMPORT, RELOCATION = 0, 1, 5


def _traces(data: bytes) -> list[LinkTrace]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        view = View(file.fileno())
        if data[:2] == b"MZ":
            layout = pe.parse_layout(view)
            return list(pe_traces(view, layout, parse_image(view, layout, [])))
        if data[:4] == b"\x7fELF":
            return list(elf_traces(view))
        return list(macho_traces(view, macho.parse_layout(view)))


def _kinds(data: bytes) -> set[str]:
    return {each.kind for each in _traces(data)}


def _nt(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, 0x3C)[0])


def _directory(data: bytes, number: int) -> int:
    return _nt(data) + 24 + 112 + 8 * number


def _offset(data: bytes, rva: int) -> int:
    return next(at + rva - start for start, size, at in pe_sections(data).values() if start <= rva < start + max(size, 0x200))  # fmt: skip


# --- PE ---------------------------------------------------------------------------------------------


def test_a_program_as_its_linker_left_it_bears_no_trace() -> None:
    assert _traces(build_linked_pe()) == []
    assert _traces(build_linked_pe(Recipe(is_dll=True, exports=("draw", "erase")))) == []


@pytest.mark.parametrize("jump", [b"\xe9\x10\0\0\0", b"\x90" * 6, b"\xff\x25\0\0\0\0"])
def test_a_jump_in_the_place_of_a_prolog_is_seen_by_the_unwind_data(jump: bytes) -> None:
    data = build_linked_pe()
    found = _traces(with_bytes_at(data, data.index(FUNCTION), jump))
    assert [(each.kind, each.offset) for each in found] == [("start-of-function", data.index(FUNCTION))]  # fmt: skip


def test_a_jump_behind_the_prolog_keeps_to_the_unwind_data() -> None:
    data = build_linked_pe()
    assert _traces(with_bytes_at(data, data.index(FUNCTION) + 6, b"\xeb\x02")) == []


def test_words_in_the_room_of_a_section_are_behind_the_record_whether_it_was_made_longer_or_not() -> (
    None
):
    data = build_linked_pe()
    _, size, offset = pe_sections(data)[".rdata"]
    made = with_bytes_at(data, offset + size + 3, b"inert words")
    row = made.index(b".rdata\0\0")
    longer = with_bytes_at(made, row + 8, struct.pack("<I", size + 40))
    for each in (made, longer):
        (found,) = _traces(each)
        assert (found.kind, found.what, found.offset, found.length) == ("behind-record", ".rdata", offset + size + 3, 11)  # fmt: skip


def test_a_section_that_the_record_does_not_know_is_told_and_resources_are_not() -> None:
    data = build_linked_pe()
    # The directory of debug data moves away with its section, and so does the record: both are read from the file.
    row = data.index(b".pdata\0\0")
    moved = with_bytes_at(data, row + 12, struct.pack("<I", 0x9000))
    assert "unrecorded-section" in _kinds(moved)
    named = with_bytes_at(moved, row, b".rsrc\0\0\0")
    assert "unrecorded-section" not in _kinds(named)


def test_another_name_in_the_room_of_an_imported_function_leaves_room() -> None:
    wanted = {"KERNEL32.dll": ("GetCurrentProcessId", "QueryPerformanceCounter")}
    data = build_linked_pe(Recipe(imports=wanted))
    made = data.replace(b"GetCurrentProcessId", b"WinExec".ljust(19, b"\0"))
    assert _kinds(data) == set()
    assert _kinds(made) == {"import-room"}


def test_a_function_of_the_system_asked_for_by_number_is_told_where_no_number_is_given_out() -> (
    None
):
    for library, told in (("KERNEL32.dll", {"import-numbers"}), ("WS2_32.dll", set())):
        data = build_linked_pe(Recipe(imports={library: ("send",)}))
        rva = struct.unpack_from("<I", data, _directory(data, IMPORT))[0]
        for thunk in struct.unpack_from("<I12xI", data, _offset(data, rva)):
            data = with_bytes_at(data, _offset(data, thunk), struct.pack("<Q", 1 << 63 | 7))
        # The name that nobody asks for stands behind the library's, as the last of all.
        assert _kinds(data) - {"import-room"} == told


def test_a_hint_that_is_out_of_the_alphabet_tells_a_name_of_the_same_length() -> None:
    names = tuple(f"{letter}call{letter}" for letter in "ABCDEFGHIJ")
    data = build_linked_pe(Recipe(imports={"KERNEL32.dll": names}))
    for number, name in enumerate(names, 1):
        at = data.index(b"\0\0" + name.encode() + b"\0")
        data = with_bytes_at(data, at, struct.pack("<H", 10 * number))
    assert _kinds(data) == set()
    assert _kinds(data.replace(b"CcallC\0", b"XcallX\0")) == {"import-order"}


def test_a_start_or_an_export_in_the_midst_of_a_function_is_told() -> None:
    data = build_linked_pe(Recipe(is_dll=True, exports=("draw",)))
    start = with_bytes_at(data, _nt(data) + 24 + 16, struct.pack("<I", START + 4))
    assert _kinds(start) == {"start-within-function"}
    rva = struct.unpack_from("<I", data, _directory(data, EXPORT))[0]
    table = struct.unpack_from("<I", data, _offset(data, rva) + 28)[0]
    export = with_bytes_at(data, _offset(data, table), struct.pack("<I", START + 4))
    assert _kinds(export) == {"start-within-function"}
    assert _kinds(with_bytes_at(data, _offset(data, table), struct.pack("<I", START))) == set()


def test_a_first_instruction_that_leaves_its_section_is_told_and_one_within_is_not() -> None:
    data = build_pe(Recipe(sections=((".more", b"\xc3" * 64, 0x6000_0020),)))
    start = _offset(data, 0x100F)
    away = pe_sections(data)[".more"][0] - 0x100F - 5
    assert _kinds(with_bytes_at(data, start, b"\xe9" + struct.pack("<i", away))) == {"start-leaves"}
    assert _kinds(with_bytes_at(data, start, b"\xe9" + struct.pack("<i", 64))) == set()


def test_a_jump_that_leads_to_itself_does_not_hang() -> None:
    data = build_pe(Recipe())
    assert _kinds(with_bytes_at(data, _offset(data, 0x100F), b"\xe9" + struct.pack("<i", -5))) == set()  # fmt: skip


def test_bytes_behind_the_table_that_a_section_is_for_are_told() -> None:
    table = struct.pack("<II2H", 0x1000, 12, 0, 0)
    for tail, told in ((b"", set()), (b"inert", {"behind-table"})):
        data = build_pe(Recipe(sections=((".reloc", table + tail, 0x4200_0040),)))
        rva = pe_sections(data)[".reloc"][0]
        data = with_bytes_at(data, _directory(data, RELOCATION), struct.pack("<II", rva, 12))
        assert _kinds(data) == told


def test_a_rich_header_with_the_checksum_of_others_rows_is_told() -> None:
    data = build_pe(Recipe(compilers=((0x105, 30_000, 4), (0x104, 30_000, 9))))
    assert "rich-checksum" in _kinds(data)


def test_a_record_without_an_end_and_tables_that_lead_nowhere_are_read_as_far_as_they_go() -> None:
    data = build_linked_pe()
    _, size, offset = pe_sections(data)[".debug"]
    for made in (
        with_bytes_at(data, offset + 32, b"\xff" * (size - 32)),
        with_bytes_at(data, _directory(data, 3), struct.pack("<II", 0xFFFF_FFF0, 0xFFFF_FFFF)),
        with_bytes_at(data, _directory(data, EXPORT), struct.pack("<II", 0x2000, 40)),
        with_bytes_at(data, _directory(data, IMPORT), struct.pack("<II", 0x1000, 20)),
    ):
        assert isinstance(_traces(made), list)


# --- ELF --------------------------------------------------------------------------------------------


def test_a_library_as_its_linker_left_it_bears_no_trace() -> None:
    assert _traces(build_linked_elf()) == []
    assert _traces(build_elf(ElfRecipe(needed=("libc.so.6",), runpath="$ORIGIN", exports=("draw",)))) == []  # fmt: skip


def test_a_jump_in_the_place_of_a_push_is_seen_by_the_frame_data() -> None:
    data = build_linked_elf()
    at = data.index(b"\x53\x48\x83\xec\x20")
    found = _traces(data[:at] + b"\xe9\x10\0\0\0" + data[at + 5 :])
    assert [(each.kind, each.offset) for each in found] == [("start-of-function", at)]


def _entry(data: bytes, tag: int) -> int:
    """Return where the dynamic entry of a tag stands."""
    count, rows = struct.unpack_from("<H", data, 56)[0], []
    for row in range(64, 64 + 56 * count, 56):
        kind, _, offset = struct.unpack_from("<IIQ", data, row)
        rows += [offset] if kind == 2 else []
    return next(at for at in range(rows[0], rows[0] + 512, 16) if struct.unpack_from("<Q", data, at)[0] == tag)  # fmt: skip


@pytest.mark.parametrize("tag", [0x6FFF_FEFC, 0x6FFF_FEFB, 0x7FFF_FFFD, 0x7FFF_FFFF])
def test_a_library_that_is_asked_before_the_others_is_told(tag: int) -> None:
    data = build_elf(ElfRecipe(needed=("libc.so.6", "libinert.so")))
    at = _entry(data, 1)
    assert _kinds(data[:at] + struct.pack("<Q", tag) + data[at + 8 :]) == {"other-library-first"}


def test_a_name_that_begins_within_another_is_told() -> None:
    data = build_elf(ElfRecipe(needed=("libc.so.6", "libinert.so")))
    at = _entry(data, 1) + 8
    assert _kinds(data[:at] + struct.pack("<Q", 4) + data[at + 8 :]) == {"name-in-name"}


def test_a_table_of_which_the_loader_takes_more_than_its_section_has_is_told() -> None:
    data = build_elf(ElfRecipe(needed=("libc.so.6",)))
    at = _entry(data, 10) + 8
    assert "tables-differ" in _kinds(data[:at] + struct.pack("<Q", 4) + data[at + 8 :])


def test_a_shorter_name_in_the_room_of_a_longer_one_is_told_and_a_shorter_search_path_is_not() -> (
    None
):
    data = build_elf(ElfRecipe(needed=("libc.so.6",), runpath="/opt/phone/lib", imports=("malloc", "free")))  # fmt: skip
    assert _kinds(data.replace(b"malloc\0", b"exec\0\0\0")) == {"room-in-names"}
    assert _kinds(data.replace(b"/opt/phone/lib\0", b"/opt".ljust(15, b"\0"))) == set()


# --- Mach-O -----------------------------------------------------------------------------------------


def test_a_jump_in_the_place_of_a_frame_is_seen_by_the_unwind_data() -> None:
    data = build_linked_macho()
    made = data.replace(b"\x55\x48\x89\xe5\x5d", b"\xe9\x40\0\0\0", 1)
    assert _kinds(made) - _kinds(data) == {"start-of-function"}


def test_a_setting_of_the_loader_is_told() -> None:
    data = build_linked_macho()
    at = 32 + sum(struct.unpack_from("<I", data, 20))
    text = b"DYLD_INSERT_LIBRARIES=@loader_path/inert\0".ljust(44, b"\0")
    command = struct.pack("<3I", 0x27, 12 + len(text), 12) + text
    made = data[:at] + command + data[at + len(command) :]
    count, size = struct.unpack_from("<II", data, 16)
    made = made[:16] + struct.pack("<II", count + 1, size + len(command)) + made[24:]
    (found,) = (each for each in _traces(made) if each.kind == "loader-setting")
    assert found.what == "DYLD_INSERT_LIBRARIES"


def test_a_section_of_texts_that_is_said_to_hold_first_functions_is_told() -> None:
    data = build_linked_macho()
    row = data.index(b"__cstring\0")
    made = data[: row + 64] + struct.pack("<I", 9) + data[row + 68 :]
    assert "kind-of-section" in _kinds(made) - _kinds(data)


def test_a_shorter_symbol_in_the_room_of_a_longer_one_is_told() -> None:
    data = build_linked_macho(MachRecipe(cpu="x86_64", imports=("_getpid", "_puts")))
    made = data.replace(b"_getpid\0", b"_exec\0\0\0")
    assert _kinds(made) - _kinds(data) == {"room-in-names"}


# --- texts ------------------------------------------------------------------------------------------


def _commands(data: bytes) -> CommandLines:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return command_lines(View(file.fileno()))


@pytest.mark.parametrize(
    "text",
    [
        "cmd.exe /c echo", "CMD /C echo", "PowerShell.exe -enc AAAA", "/bin/bash -c 'x'", "sh -xc 'x'", "curl -fsSL https://a.example",
        "wget https://a.example/x", "nc a.example.com 443", "rundll32 inert.dll,x", "chmod +x /tmp/a", "osascript -e 'x'", "base64 -d", "x >/dev/tcp/a/1",
    ],
)  # fmt: skip
def test_command_lines_are_found_in_letters_of_one_byte_and_of_two(text: str) -> None:
    for raw in (text.encode(), text.encode("utf-16-le")):
        found = _commands(b"\0\0some words\0\0" + raw + b"\0\0\0more")
        assert len(found.texts) == 1
        assert found.texts[0] in text


@pytest.mark.parametrize("text", ["an async function", "publish -c", "a_curl -x", "libcurl 8.1", "func https://a", "nc.", "once upon a time.com", "mycmd /c"])  # fmt: skip
def test_words_that_only_look_so_are_no_command_lines(text: str) -> None:
    assert _commands(text.encode() + b"\0").texts == ()


def test_the_room_behind_an_address_counts_only_where_no_alignment_explains_it() -> None:
    for zeros, room in ((1, 0), (7, 0), (22, 22)):
        data = b"\0" * 16 + b"https://a.example.com/abc" + b"\0" * zeros + b"next text"
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            assert named_addresses(View(file.fileno())).rooms == (room,)


def test_a_part_of_any_declared_length_is_asked_no_further_than_its_blocks() -> None:
    part = Part(".text", 0x400, 1 << 62, is_code=True, blocks=bytes(8))
    assert list(places(part, [1])) == [Span(0x600, 512)]
    assert list(places(part, [])) == []
