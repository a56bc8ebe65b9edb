"""Inno Setup data of every version is read to the byte, and what the script does is told."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from installer_bytes import view_of

from onionskin.errors import DamagedError
from onionskin.lookalike.inno import METHODS, Script, absolute, build_inno
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archive import ArchiveFault, StrayBytes
from onionskin.parse.installers.inno import InnoInstaller, fits, walk
from onionskin.parse.installers.inno_setup import KNOWN, read_id
from onionskin.parse.installers.inno_streams import calls_made_relative
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.plugins.contracts import Child

FILES = {
    "{app}\\phone.exe": b"MZ" + b"\xe8\x01\0\0\0\xe9\xf0\xff\xff\xff" * 600,
    "{app}\\readme.txt": b"an honest text\n" * 100,
}
VERSIONS = sorted(KNOWN - {(5, 5, 8, 0)})


def _short(version: tuple[int, int, int, int]) -> tuple[int, ...]:
    return version if version[3] else version[:3]


def _walked(data: bytes) -> tuple[dict[str, bytes], list[Fact], list[Problem], int]:
    members: dict[str, bytes] = {}
    facts: list[Fact] = []
    problems: list[Problem] = []
    owned = 0
    with view_of(data) as view:
        for item in walk(view):
            if isinstance(item, Child):
                try:
                    members[item.name] = b"".join(item.chunks or ())
                except DamagedError as error:
                    problems.append(Problem("damaged-member", str(error)))
            elif isinstance(item, Fact):
                facts.append(item)
            elif isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item, Region):
                owned += item.length
    return members, facts, problems, owned


@pytest.mark.parametrize("version", VERSIONS, ids=str)
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ansi"])
def test_every_known_version_is_read_to_the_byte(
    version: tuple[int, int, int, int], *, unicode: bool
) -> None:
    if unicode is not (version >= (6, 0, 0, 0)) and not (5, 2, 5, 0) <= version < (6, 0, 0, 0):
        unicode = not unicode
    method = METHODS[sum(version) % (5 if version >= (5, 3, 9, 0) else 4)]
    script = Script(FILES, calls=version >= (5, 3, 9, 0), code=b"IFPS")
    data = build_inno(script, _short(version), unicode=unicode, method=method)
    members, facts, problems, owned = _walked(data)
    assert not problems
    assert {name: members[name] for name in FILES} == FILES
    assert members["setup script.ifps"] == b"IFPS"
    assert owned == len(data)
    assert not [each for each in facts if each.kind in {"ArchiveFault", "StrayBytes"}]


def test_programs_registry_values_and_shortcuts_are_told() -> None:
    script = Script(
        FILES,
        runs=(("{app}\\phone.exe", "/first"),),
        uninstall_runs=(("u.exe", ""),),
        registry=(("Software\\Example", "Start", "yes"),),
        icons=(("{group}\\Phone", "{app}\\phone.exe"),),
    )
    _, facts, _, _ = _walked(build_inno(script))
    told = [each.value for each in facts if each.kind == InstallerAction.__name__]
    assert [(each["kind"], each["source"], each["target"]) for each in told] == [
        ("program", "Run", "{app}\\phone.exe /first"),
        ("program", "UninstallRun", "u.exe"),
        ("registry", "HKLM\\Software\\Example\\Start", "yes"),
        ("shortcut", "{group}\\Phone", "{app}\\phone.exe"),
    ]


def _told(script: Script) -> list[tuple[str, str, str]]:
    _, facts, _, _ = _walked(build_inno(script))
    told = [each.value for each in facts if each.kind == InstallerAction.__name__]
    return [(each["kind"], each["source"], each["target"]) for each in told]


def _wide(text: str) -> bytes:
    return b"\x12\0\0\0\0" + struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_what_a_compiled_script_calls_and_names_is_told() -> None:
    code = b"IFPS" + bytes(24) + b"\x03\x04EXEC\x07\0\0\0" + b"\x01\x08WIZARDUP"
    code += b"\x03\x05INERT\x20\0\0\0dll:files:inert.dll\0Start\0\0\0"
    code += _wide("https://updates.example.org/a") + _wide("words without a meaning")
    code += b"\x0a\0\0\0\0" + struct.pack("<I", 9) + b"cmd /c xy" + b"\x09"
    assert _told(Script(FILES, code=code)) == [
        ("script", "calls", "EXEC"),
        ("script", "calls", "Start of files:inert.dll"),
        ("script", "says", "cmd /c xy"),
        ("script", "says", "https://updates.example.org/a"),
    ]


def test_bytes_that_are_no_compiled_script_tell_nothing() -> None:
    assert _told(Script(FILES, code=b"INERT \x03\x04EXEC\x07\0\0\0")) == []


def test_a_file_that_is_copied_from_beside_the_installer_is_told() -> None:
    assert _told(Script(FILES, outside=(("{src}\\extra.dll", "{app}\\extra.dll"),))) == [
        ("beside", "{app}\\extra.dll", "{src}\\extra.dll"),
    ]


def test_an_installer_whose_files_are_all_in_slices_beside_it_says_so() -> None:
    data = build_inno(Script(FILES))
    members, facts, problems, _ = _walked(data[data.index(b"Inno Setup Setup Data (") :])
    assert [each.reason for each in problems] == ["spanning"]
    assert "whose name ends in -1.bin" in problems[0].detail
    assert not set(FILES) & set(members)
    assert not [each for each in facts if each.kind in {"ArchiveFault", "StrayBytes"}]


def test_a_layout_given_out_under_an_earlier_version_is_named() -> None:
    _, facts, problems, _ = _walked(build_inno(Script(FILES), (5, 6, 0), shown="5.5.7"))
    (installer,) = (each.value for each in facts if each.kind == InnoInstaller.__name__)
    assert (installer["version"], installer["layout"]) == ("5.5.7", "5.6.0")
    assert not problems


def test_an_unknown_version_is_said_even_where_it_reads_to_the_byte() -> None:
    members, _, problems, _ = _walked(build_inno(Script(FILES), (6, 3, 0), shown="6.3.7"))
    assert set(FILES) <= set(members)
    assert [each.reason for each in problems] == ["unknown-version"]


@pytest.mark.parametrize("shown", ["4.2.6", "6.5.0", "7.0.0.3"])
def test_versions_that_are_not_read_are_named_and_nothing_is_guessed(shown: str) -> None:
    data = build_inno(Script(FILES), shown=shown)
    members, _, problems, owned = _walked(data)
    assert not members
    assert owned == len(data)
    assert shown in problems[0].detail


def test_a_file_that_no_entry_names_is_opened_and_told() -> None:
    members, facts, _, _ = _walked(build_inno(Script(FILES, hidden=b"INERT")))
    assert b"INERT" in members.values()
    assert any(
        each.value["kind"] == "hidden-member"
        for each in facts
        if each.kind == ArchiveFault.__name__
    )


def test_bytes_between_chunk_and_setup_data_are_found_with_their_place() -> None:
    data = build_inno(Script(FILES, gap=b"INERT FILLER" * 9))
    _, facts, _, _ = _walked(data)
    (stray,) = (each.value for each in facts if each.kind == StrayBytes.__name__)
    assert (stray["where"], stray["offset"]) == ("between", data.index(b"INERT"))


def test_an_identification_needs_its_whole_room() -> None:
    text = b"Inno Setup Setup Data (5.5.7) (u)"
    assert read_id(text.ljust(64, b"\0")) == ((5, 5, 7, 0), True)
    assert read_id(text) is None
    assert read_id(text.ljust(63, b"\0") + b"x") is None
    with view_of(b"zlb\x1a" + text) as view:
        assert not fits(view)


@settings(deadline=None)
@given(
    data=st.lists(st.sampled_from([b"\xe8\1\0\0\0", b"\xe9\xff\xff\xff\xff", b"\xe8", b"text"])),
    at=st.integers(0, 60),
    base=st.sampled_from([0, 65530]),
)
def test_calls_come_back_however_the_bytes_are_cut(data: list[bytes], at: int, base: int) -> None:
    plain = bytes(base) + b"".join(data)
    packed = absolute(plain)
    assert (
        b"".join(calls_made_relative([packed[: base + at], packed[base + at :]], (5, 3, 9)))
        == plain
    )


def test_the_first_filter_counts_every_target() -> None:
    packed = b"\xe8" + struct.pack("<I", 105) + b"\xe9" + struct.pack("<I", 30)[:2]
    plain = b"\xe8" + struct.pack("<I", 100) + b"\xe9" + struct.pack("<I", 20)[:2]
    assert b"".join(calls_made_relative([packed], (5, 1, 0, 0))) == plain


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("innoextract") is None, reason="innoextract is not installed")
@pytest.mark.parametrize("version", [each for each in VERSIONS if each < (6, 1, 0, 0)], ids=str)
def test_innoextract_reads_the_look_alikes_as_we_do(
    tmp_path: Path, version: tuple[int, int, int, int]
) -> None:
    noise = random.Random(3).randbytes(9000)
    unicode = version >= (6, 0, 0, 0)
    files = {**FILES, "{app}\\noise": noise}
    data = build_inno(Script(files), _short(version), unicode=unicode, method="LZMA")
    path = tmp_path / "setup.exe"
    path.write_bytes(_program(data))
    command = ["innoextract", "-s", "-d", str(tmp_path / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    found = {each.read_bytes() for each in (tmp_path / "out").rglob("*") if each.is_file()}
    assert found == set(files.values())


def _program(data: bytes) -> bytes:
    """Put a stub with the offset table of 5.1.5 in front, found by the pointer at 0x30."""
    begin = 0x200
    table = b"rDlPtS\xcd\xe6\xd7\x7b\x0b\x2a" + struct.pack("<I", 1)
    table += struct.pack(
        "<6I", 0, begin + len(data), 0, 0, begin + data.index(b"Inno Setup"), begin
    )
    table += struct.pack("<I", zlib.crc32(table))
    stub = bytearray(begin)
    stub[:2] = b"MZ"
    stub[0x30:0x3C] = b"Inno" + struct.pack("<II", 0x80, 0x80 ^ 0xFFFFFFFF)
    stub[0x80 : 0x80 + len(table)] = table
    return bytes(stub) + data


def test_files_that_are_fetched_when_installing_are_told() -> None:
    for version in ((6, 5, 0), (6, 7, 0), (7, 0, 0, 3)):
        script = Script(FILES, downloads=(("https://example.com/a.zip", "{app}\\a.zip"),))
        _, facts, problems, _ = _walked(build_inno(script, version))
        actions = [each.value for each in facts if each.kind == "InstallerAction"]
        assert not problems
        assert actions == [{"kind": "download", "source": "{app}\\a.zip", "target": "https://example.com/a.zip"}]  # fmt: skip


@pytest.mark.parametrize("version", [(6, 5, 0), (6, 6, 0), (7, 0, 0, 3)], ids=str)
def test_setup_data_that_is_encrypted_as_a_whole_is_named(version: tuple[int, ...]) -> None:
    data = build_inno(Script(FILES, encrypted=True, sealed=True), version)
    members, _, problems, owned = _walked(data)
    assert (members, [each.reason for each in problems], owned) == ({}, ["encrypted"], len(data))


@pytest.mark.parametrize("version", [(6, 5, 0), (6, 7, 0)], ids=str)
def test_bytes_in_the_header_of_an_encryption_that_is_not_used_are_stray(
    version: tuple[int, ...],
) -> None:
    data = build_inno(Script(FILES, salt=b"INERT FILLER 123"), version)
    _, facts, _, _ = _walked(data)
    (stray,) = [each.value for each in facts if each.kind == "StrayBytes"]
    place = data.index(b"INERT FILLER 123")
    assert stray == {"where": "slack", "offset": place, "length": 16}


@pytest.mark.parametrize("version", [(6, 4, 3), (6, 5, 2), (7, 0, 0, 3)], ids=str)
def test_encrypted_files_of_late_versions_are_named(version: tuple[int, ...]) -> None:
    _, _, problems, _ = _walked(build_inno(Script(FILES, encrypted=True), version))
    assert [each.reason for each in problems] == ["encrypted"]
