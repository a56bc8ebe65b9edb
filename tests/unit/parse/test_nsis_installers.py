"""NSIS installers: every compression, names, actions, data that nobody unpacks."""

from __future__ import annotations

import bz2
import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import BudgetError, DamagedError
from onionskin.lookalike.nsis import Installer, build_data, build_nsis, packed
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import Fact
from onionskin.parse.archive import ArchiveFault, OddName, StrayBytes
from onionskin.parse.installers import nsis, nsis_script, nsis_streams
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.installers.nsis import NsisInstaller, NsisOrphan
from onionskin.peel.containers import pe
from onionskin.plugins.contracts import Child

METHODS = ["deflate", "bzip2", "lzma"]
FILES = {"$INSTDIR\\a.txt": b"inert " * 300, "$INSTDIR\\sub\\b": b"", "$TEMP\\c": b"other"}
NOISE = random.Random(5).randbytes(3000)
CONTENT = st.one_of(
    st.binary(max_size=2000), st.integers(0, 255).map(lambda byte: bytes((byte,)) * 5000),
    st.just(NOISE), st.binary(min_size=1, max_size=3).map(lambda part: part * 700),
)  # fmt: skip


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("solid", [True, False])
@pytest.mark.parametrize("method", METHODS)
def test_every_file_of_an_installer_comes_out_under_its_name(
    method: str, *, solid: bool, unicode: bool
) -> None:
    made = walked(
        build_data(Installer(FILES, method=method, solid=solid, unicode=unicode)), nsis.walk
    )
    assert made.members == list(FILES.items())
    assert (made.gaps, made.problems) == ([], [])
    (fact,) = made.all(NsisInstaller)
    assert (fact.method, fact.solid, fact.unicode) == (method, solid, unicode)


@given(content=st.lists(CONTENT, min_size=1, max_size=4), method=st.sampled_from(METHODS))
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_installer_is_owned(content: list[bytes], method: str) -> None:
    files = {f"$INSTDIR\\{number}": data for number, data in enumerate(content)}
    for solid in (True, False):
        made = walked(build_data(Installer(files, method=method, solid=solid)), nsis.walk)
        assert made.members == list(files.items())
        assert (made.gaps, made.problems) == ([], [])


def test_a_solid_stream_that_begins_like_the_length_of_a_block_is_read_as_solid() -> None:
    files = {"$INSTDIR\\0": b"\x01", "$INSTDIR\\1": b""}
    data = build_data(Installer(files, method="bzip2", solid=True))
    assert data[nsis.FIRST : nsis.FIRST + 4] == b"1\0\0\x80"
    made = walked(data, nsis.walk)
    assert made.members == list(files.items())
    assert (made.gaps, made.problems) == ([], [])


@given(plain=CONTENT.filter(bool))
@settings(max_examples=30, deadline=None)
def test_bzip2_without_its_framing_decodes_to_what_bzip2_does(plain: bytes) -> None:
    data = packed(Installer({}, method="bzip2"), plain)
    stream = nsis_streams.packed(view_of(data + b"rest"), (0, len(data) + 4), "bzip2", -1, "it")
    assert b"".join(stream) == bz2.decompress(bz2.compress(plain))
    assert stream.used == len(data)


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 4, 5, 6, 7])
def test_stored_blocks_whose_length_stands_at_the_end_of_what_is_read_are_decoded(
    cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = NOISE[:900] + b"text " * 300
    data = packed(Installer({}), plain)
    monkeypatch.setattr(nsis_streams, "FEED", 32 + cut)
    stream = nsis_streams.packed(view_of(data + b"rest"), (0, len(data) + 4), "deflate", -1, "it")
    assert (b"".join(stream), stream.used) == (plain, len(data))


def test_the_filter_of_x86_jumps_is_undone() -> None:
    code = b"\xe8\x10\0\0\0\x90" * 200
    recipe = Installer({"$INSTDIR\\a.exe": code}, method="lzma", solid=True, x86=True)
    assert walked(build_data(recipe), nsis.walk).members == [("$INSTDIR\\a.exe", code)]


def test_strings_of_the_second_generation_are_read() -> None:
    recipe = Installer(FILES, unicode=False, generation=2)
    made = walked(build_data(recipe), nsis.walk)
    assert made.members == list(FILES.items())
    assert made.all(NsisInstaller)[0].generation == 2


def test_what_the_script_runs_loads_fetches_and_registers_is_said() -> None:
    orders = (
        (41, ('"$INSTDIR\\a.exe" /q',)),
        (40, ("open", "https://example.invalid/", "-x")),
        (45, ("$TEMP\\a.lnk", "$INSTDIR\\a.exe", "/q")),
        (51, (-0x7FFFFFFF, "Software\\Inert", "Run", "x.exe", 1)),
        (55, (0, 0x40000000, 4, "C:\\Windows\\System32\\drivers\\etc\\hosts")),
        (55, (0, 0x40000000, 4, "$INSTDIR\\log.txt")),
        (44, ("$INSTDIR\\a.dll", "DllRegisterServer")),
        (31, ("$TEMP\\b.bin",)),
        (31, ("https://example.invalid/b.bin",)),
        (44, ("$PLUGINSDIR\\inetc.dll", "get")),
        (44, ("$PLUGINSDIR\\nsDialogs.dll", "Create")),
    )  # fmt: skip
    actions = walked(build_data(Installer(FILES, orders=orders)), nsis.walk).all(InstallerAction)
    assert [(each.kind, each.source, each.target) for each in actions] == [
        ("program", "Exec", '"$INSTDIR\\a.exe" /q'),
        ("shell", "open", "https://example.invalid/ -x"),
        ("shortcut", "$TEMP\\a.lnk", "$INSTDIR\\a.exe /q"),
        ("registry", "HKCU\\Software\\Inert\\Run", "x.exe"),
        ("file", "FileOpen", "C:\\Windows\\System32\\drivers\\etc\\hosts"),
        ("library", "DllRegisterServer", "$INSTDIR\\a.dll"),
        ("download", "inetc::get", "https://example.invalid/b.bin $TEMP\\b.bin"),
        ("plugin", "nsDialogs::Create", ""),
    ]


def test_the_uninstaller_is_given_as_its_icons_and_its_data() -> None:
    for solid in (True, False):
        made = walked(build_data(Installer(FILES, solid=solid, uninstaller=b"its data")), nsis.walk)
        assert made.members[-2:] == [
            ("$INSTDIR\\uninstall.exe (icons)", b"icons"),
            ("$INSTDIR\\uninstall.exe (uninstaller's data)", b"its data"),
        ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("solid", [True, False])
def test_a_data_block_of_no_instruction_is_a_fact_and_a_member(method: str, *, solid: bool) -> None:
    hidden = b"hidden " * 60
    made = walked(
        build_data(Installer(FILES, method=method, solid=solid, orphan=hidden)), nsis.walk
    )
    (orphan,) = made.all(NsisOrphan)
    (member,) = [data for name, data in made.members if name == orphan.member]
    assert member.endswith(hidden)
    assert orphan.decoded == solid


def test_bytes_behind_a_solid_stream_and_behind_the_checksum_are_stray() -> None:
    recipe = Installer(FILES, method="lzma", solid=True, slack=b"s" * 40, tail=b"t" * 50)
    made = walked(build_data(recipe), nsis.walk)
    assert {(each.where, each.length) for each in made.all(StrayBytes)} == {
        ("slack", 40),
        ("behind", 50),
    }
    assert made.hidden() == [b"s" * 40, b"t" * 50]


def test_zeros_that_align_a_signature_are_padding() -> None:
    data = build_data(Installer(FILES))
    made = walked(data + bytes(-len(data) % 8), nsis.walk)
    assert (made.gaps, made.all(StrayBytes)) == ([], [])


def test_blocks_that_lie_over_each_other_or_outside_are_contradictions() -> None:
    orders = ((20, (0, "in", 3)), (20, (0, "out", 1 << 30)), (20, (0, "before", -5)))
    made = walked(build_data(Installer(FILES, method="stored", orders=orders)), nsis.walk)
    kinds = {each.kind for each in made.all(ArchiveFault)}
    assert kinds == {"overlap", "hidden-member"}


def test_names_that_deceive_are_facts_and_where_they_lead_to_is_the_scripts_own_right() -> None:
    names = {"$INSTDIR\\..\\a": b"", "$INSTDIR\\\u202egpj.exe": b""}
    made = walked(build_data(Installer(names)), nsis.walk)
    assert [each.why for each in made.all(OddName)] == [("bidi",)]


def test_the_checksum_is_that_of_all_but_the_first_512_bytes() -> None:
    program = bytearray(build_nsis(Installer(FILES)))
    start = program.rindex(nsis.MAGIC) - 4
    assert nsis.wrong_checksum(view_of(bytes(program)), start) is None
    program[100] ^= 1
    assert nsis.wrong_checksum(view_of(bytes(program)), start) is None
    program[600] ^= 1
    assert nsis.wrong_checksum(view_of(bytes(program)), start) is not None


def test_a_header_with_two_sizes_is_refused() -> None:
    data = bytearray(build_data(Installer(FILES, method="lzma", solid=True)))
    data[20] ^= 1
    with pytest.raises(DamagedError, match="two sizes"):
        list(nsis.walk(view_of(bytes(data))))


def test_strings_that_refer_to_each_other_without_end_are_cut() -> None:
    orders = tuple((41, (number,)) for number in (-1, -(1 << 31), (1 << 31) - 1, 3))
    made = walked(build_data(Installer(FILES, orders=orders)), nsis.walk)
    assert len(made.all(InstallerAction)) == len(orders)
    assert all(isinstance(each, Fact) for each in made.facts)


def test_relocations_that_makensis_left_in_front_of_its_data_are_owned() -> None:
    data = build_data(Installer(FILES))
    block = struct.pack("<II4H", 0x1000, 16, 0x3001, 0x3002, 0x3003, 0)
    for lead, owned in ((block.ljust(512, b"\0"), True), (b"hidden! " * 64, False)):
        made = walked(build_pe(Recipe(overlay=lead + data)), pe.peel)
        assert made.members == [("overlay", data + bytes(-len(data) % 8))]
        assert (made.hidden() == []) == owned


def test_strings_that_become_too_many_characters_are_no_longer_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nsis_script, "LETTERS", 200)
    orders = tuple((41, (f"{number} " + "long " * 20,)) for number in range(9))
    made = walked(build_data(Installer(FILES, orders=orders)), nsis.walk)
    assert [each.reason for each in made.problems] == ["limit:names"]
    assert made.all(InstallerAction)[-1].target == "(not read)"
    assert made.all(ArchiveFault) == []


def test_a_solid_stream_that_becomes_too_much_ends_the_walk_and_keeps_what_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nsis, "FREE", 100_000)
    files = {"$INSTDIR\\a": b"inert", "$INSTDIR\\b": bytes(2_000_000)}
    data = build_data(Installer(files, method="lzma", solid=True))
    found: list[object] = []
    with pytest.raises(BudgetError):
        found.extend(nsis.walk(view_of(data)))
    assert [each.name for each in found if isinstance(each, Child)] == list(files)
