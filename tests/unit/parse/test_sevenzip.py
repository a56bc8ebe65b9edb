"""7-Zip archives come back as they were written, and say where they contradict themselves."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from installer_bytes import view_of

from onionskin.errors import DamagedError
from onionskin.lookalike.sevenzip import (
    BZIP2,
    COPY,
    DEFLATE,
    DELTA,
    LZMA,
    LZMA2,
    X86,
    Solid,
    build_7z,
    number,
)
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archive import ArchiveFault, StrayBytes
from onionskin.parse.archives.sevenzip import fits, walk
from onionskin.parse.archives.sevenzip_folders import closed_methods
from onionskin.parse.archives.sevenzip_header import Coder, Folder, Reader
from onionskin.parse.codecs.branches import ARM64, undo_arm64, undo_bcj2
from onionskin.plugins.contracts import Child


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


@settings(max_examples=40, deadline=None)
@given(
    files=st.dictionaries(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=9),
        st.binary(min_size=1, max_size=3000),
        min_size=1,
        max_size=5,
    ),
    method=st.sampled_from([COPY, DEFLATE, BZIP2, LZMA, LZMA2]),
    filter_=st.sampled_from([b"", X86, DELTA]),
    packed=st.booleans(),
)  # fmt: skip
def test_what_was_packed_is_unpacked_and_every_byte_has_an_owner(
    files: dict[str, bytes], method: bytes, filter_: bytes, packed: bool
) -> None:
    data = build_7z([Solid(files, method, filter_)], packed_header=packed)
    members, _, problems, owned = _walked(data)
    assert members == files
    assert not problems
    assert owned == len(data)


@given(st.integers(0, (1 << 64) - 1))
def test_numbers_of_any_length_are_read(value: int) -> None:
    assert Reader(number(value)).number() == value


def test_bytes_behind_a_packed_stream_are_found_with_their_place() -> None:
    data = build_7z([Solid({"a": b"honest" * 99}, LZMA, slack=b"INERT")])
    _, facts, _, owned = _walked(data)
    (stray,) = (each for each in facts if each.kind == StrayBytes.__name__)
    assert stray.value["where"] == "slack"
    assert stray.value["offset"] == data.index(b"INERT")
    assert owned == len(data) - 5


def test_a_file_whose_crc_does_not_hold_is_a_contradiction() -> None:
    _, facts, _, _ = _walked(build_7z([Solid({"a": b"x", "b": b"y"}, crcs={"b": 1})]))
    faults = [each.value for each in facts if each.kind == ArchiveFault.__name__]
    assert [(each["kind"], each["member"]) for each in faults] == [("checksum-differs", "b")]


def test_a_header_cannot_ask_for_more_files_than_it_has_room_for() -> None:
    header = b"\x01\x05" + number(1 << 40) + b"\0\0"
    start = struct.pack("<QQI", 0, len(header), 0)
    _, _, problems, _ = _walked(b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + start + header)
    assert any("more than there is room for" in each.detail for each in problems)


def test_coders_in_a_circle_are_damage() -> None:
    circle = Folder([Coder(X86, 1, 1, b""), Coder(X86, 1, 1, b"")], {0: 1, 1: 0}, [], [5, 5])
    with pytest.raises(DamagedError):
        _ = circle.main


def test_methods_that_nothing_opens_are_named() -> None:
    folder = Folder([Coder(b"\x03\x04\x01", 1, 1, b"")], {}, [0], [5])
    assert closed_methods(folder) == ["PPMd"]
    large = Folder([Coder(LZMA, 1, 1, b"\x5d\0\0\0\xff")], {}, [0], [5])
    assert "dictionary" in closed_methods(large)[0]


def test_fits_wants_a_whole_signature_header() -> None:
    with view_of(b"7z\xbc\xaf\x27\x1c\0\4") as view:
        assert not fits(view)


def test_arm64_calls_and_pages_become_relative_again() -> None:
    call, page = 0x94000000 | 5, 0x90000000 | 1 << 29
    plain = struct.pack("<4I", 0xD503201F, call, page, 0xD65F03C0)
    absolute = struct.pack("<4I", 0xD503201F, 0x94000000 | 6, page, 0xD65F03C0)
    assert b"".join(undo_arm64([absolute[:7], absolute[7:]])) == plain
    assert ARM64 == b"\x0a"


def test_bcj2_without_branches_is_its_main_stream() -> None:
    main = b"an honest text" * 9
    assert b"".join(undo_bcj2([main], [], [], [bytes(5)], len(main))) == main
    with pytest.raises(DamagedError, match="too early"):
        list(undo_bcj2([main], [], [], [bytes(5)], len(main) + 1))


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("7zz") is None, reason="7zz is not installed")
@pytest.mark.parametrize("method", ["BCJ2", "ARM64", "ARM", "PPC", "IA64", "SPARC", "Delta:3"])
def test_what_7zz_filters_comes_back(tmp_path: Path, method: str) -> None:
    rng = random.Random(3)
    parts = [rng.choice([b"\xe8", b"\x0f\x84", b"\xe9", b"\x94", b"\x90"]) + rng.randbytes(3) for _ in range(9000)]  # fmt: skip
    (tmp_path / "code").write_bytes(b"".join(parts))
    archive = tmp_path / "a.7z"
    command = ["7zz", "a", f"-m0={method}", "-m1=LZMA2", str(archive), str(tmp_path / "code")]
    subprocess.run(command, capture_output=True, check=True)
    members, _, problems, _ = _walked(archive.read_bytes())
    assert members == {"code": b"".join(parts)}
    assert not problems


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("7zz") is None, reason="7zz is not installed")
def test_7zz_finds_our_archives_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.7z"
    solid = [Solid({"a": b"one" * 99, "b": b"two"}, each, X86) for each in (COPY, LZMA, LZMA2)]
    path.write_bytes(build_7z(solid, empty=("c",), directories=("d",)))
    assert subprocess.run(["7zz", "t", str(path)], capture_output=True, check=False).returncode == 0
