"""PyInstaller archives and PYZ: members, owners of bytes, contradictions."""

from __future__ import annotations

import marshal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.pyinstaller import Entry, build_archive, build_pyz
from onionskin.parse.archive import ArchiveFault, Link, OddName, StrayBytes
from onionskin.parse.runtimes import pyinstaller, pyz
from onionskin.parse.runtimes.pyinstaller import PyInstallerArchive
from onionskin.parse.runtimes.pyz import PyzArchive

NAMES = st.text("abcdefghij_/", min_size=1, max_size=40).filter(
    lambda name: name.strip("/") == name
)
FILES = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=5)


@given(files=FILES, packed=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_archive_is_owned_and_every_member_comes_out(
    *, files: dict[str, bytes], packed: bool
) -> None:
    entries = [Entry(name, data, packed=packed) for name, data in files.items()]
    made = walked(build_archive(entries), pyinstaller.walk)
    assert sorted(made.members) == sorted(files.items())
    assert (made.gaps, made.problems) == ([], [])


@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_pyz_is_owned_and_every_module_comes_out(
    files: dict[str, bytes],
) -> None:
    made = walked(build_pyz(files, namespaces=("spaces",)), pyz.walk)
    assert made.members == list(files.items())
    assert (made.gaps, made.problems) == ([], [])


def test_scripts_options_links_and_dependencies_are_facts() -> None:
    entries = (
        Entry("one", b"1", kind="s"), Entry("two", b"2", kind="s"),
        Entry("-X inert", kind="o", packed=False), Entry("other:lib.so", kind="d", packed=False),
        Entry("alias", b"one\0", kind="n", packed=False),
    )  # fmt: skip
    made = walked(build_archive(entries), pyinstaller.walk)
    (fact,) = made.all(PyInstallerArchive)
    assert (fact.scripts, fact.options, fact.dependencies) == (
        ("one", "two"), ("-X inert",), ("other:lib.so",),
    )  # fmt: skip
    assert made.all(Link) == [Link("alias", "symlink", "one")]
    assert [name for name, _ in made.members] == ["one", "two"]


def test_the_cookie_is_found_in_front_of_the_zeros_that_align_a_signature() -> None:
    for zeros in range(8):
        data = build_archive([Entry("a", b"x")], padding=bytes(zeros))
        made = walked(data, pyinstaller.walk)
        assert (made.members, made.gaps) == ([("a", b"x")], [])


def test_bytes_of_no_entry_are_stray_wherever_they_stand() -> None:
    data = build_archive(
        [Entry("a", b"x", slack=b"s" * 20, rest=b"r" * 9)],
        before=b"b" * 30, gap=b"g" * 40, behind=b"e" * 50, library=b"lib\0" + b"l" * 40,
    )  # fmt: skip
    stray = walked(data, pyinstaller.walk).all(StrayBytes)
    found = {each.where for each in stray}
    assert found == {"before", "between", "slack", "padding"}
    assert {each.length for each in stray if each.where == "between"} == {40, 50}


def test_sizes_overlaps_and_escaping_names_are_contradictions() -> None:
    entries = (
        Entry("a", b"inert", size=9), Entry("b", b"inert", offset=2),
        Entry("c", b"inert", offset=1 << 31), Entry("../d", b"inert"),
    )  # fmt: skip
    made = walked(build_archive(entries), pyinstaller.walk)
    assert {each.kind for each in made.all(ArchiveFault)} == {
        "size-differs",
        "overlap",
        "hidden-member",
    }
    assert [each.member for each in made.all(OddName)] == ["../d"]


def test_a_table_that_cannot_be_true_is_no_cookie() -> None:
    data = bytearray(build_archive([Entry("a", b"x")]))
    data[-80:-76] = b"\xff" * 4
    assert pyinstaller.read_cookie(view_of(bytes(data))) is None
    assert pyinstaller.read_cookie(view_of(b"MEI\x0c\x0b\x0a\x0b\x0e")) is None


def test_modules_and_packages_of_a_pyz_are_counted() -> None:
    made = walked(build_pyz({"a": b"1", "b.pkg": b"2"}, namespaces=("c",)), pyz.walk)
    assert made.all(PyzArchive) == [PyzArchive(3495, 1, 1, 1)]


@pytest.mark.parametrize(
    "table", [compile("1", "x", "eval"), [("a", (0, 17, 1 << 40))], [1.5], "text", [["a", 1]], []]
)
def test_a_table_with_anything_but_rows_is_refused_or_empty(table: object) -> None:
    data = build_pyz({"a": b"1"})
    at = int.from_bytes(data[8:12], "big")
    view = view_of(data[:at] + marshal.dumps(table))  # type: ignore[arg-type]
    if table == []:
        assert len(walked(data[:at] + marshal.dumps([]), pyz.walk).members) == 0
        return
    with pytest.raises(DamagedError):
        list(pyz.walk(view))


def test_a_list_that_contains_itself_is_refused() -> None:
    data = build_pyz({"a": b"1"})
    at = int.from_bytes(data[8:12], "big")
    with pytest.raises(DamagedError):
        list(pyz.walk(view_of(data[:at] + b"\xdb\x01\0\0\0r\0\0\0\0")))
    with pytest.raises(DamagedError):
        list(pyz.walk(view_of(data[:at] + b"[\x01\0\0\0" * 60_000)))


def test_rows_that_refer_to_rows_of_rows_are_refused_without_being_written_out() -> None:
    data = build_pyz({"a": b"1"})
    at = int.from_bytes(data[8:12], "big")
    nested = b"[\x28\0\0\0"
    for number in range(40):
        # Each tuple is 200 times the one before.
        below = b"r" + (number - 1).to_bytes(4, "little") if number else b"i\0\0\0\0"
        nested += b"\xa9\xc8" + below * 200
    with pytest.raises(DamagedError, match="a row of the table"):
        list(pyz.walk(view_of(data[:at] + nested)))
