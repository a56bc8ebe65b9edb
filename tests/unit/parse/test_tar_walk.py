"""A tar archive's blocks, members and contradictions."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.archives import TarMember, build_pax, build_tar
from onionskin.model import ReleaseName
from onionskin.parse.archive import ArchiveFault, Link, OddName, StrayBytes
from onionskin.parse.archives.tar import TarArchive, fits, walk
from onionskin.parse.archives.tar_headers import number, read_pax

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=150
)


def written(form: int, files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def faults(data: bytes) -> set[str]:
    return {fault.kind for fault in walked(data, walk).all(ArchiveFault)}


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@given(files=st.dictionaries(NAMES, st.binary(max_size=1500), max_size=4))
@settings(max_examples=30, deadline=None)
def test_every_byte_of_an_honest_tar_is_owned_and_every_member_comes_out(
    form: int, files: dict[str, bytes]
) -> None:
    files = {name.rstrip("/") or "x": data for name, data in files.items()}
    made = walked(written(form, files), walk)
    assert (made.gaps, made.problems) == ([], [])
    assert made.members == list(files.items())


def test_a_long_ustar_name_is_joined_from_its_prefix() -> None:
    name = "folder/" * 20 + "file"
    assert walked(written(tarfile.USTAR_FORMAT, {name: b"x"}), walk).members == [(name, b"x")]


def test_links_devices_and_pipes_are_facts_and_no_members() -> None:
    members = [
        TarMember("s", flag=b"2", link="target"),
        TarMember("h", flag=b"1", link="target"),
        TarMember("d", flag=b"3"),
        TarMember("p", flag=b"6"),
        TarMember("f/", flag=b"5"),
    ]
    made = walked(build_tar(members), walk)
    assert [link.kind for link in made.all(Link)] == ["symlink", "hardlink", "device", "fifo"]
    assert made.members == []
    assert dict(made.all(TarArchive)[0].members)["folder"] == 1


def test_a_sparse_member_comes_out_with_its_holes() -> None:
    sparse = build_pax(
        {"GNU.sparse.map": "512,5,2048,5", "GNU.sparse.size": "3000", "GNU.sparse.name": "s"}
    )
    made = walked(build_tar([sparse, TarMember("x", b"firstother")]), walk)
    assert made.members == [("s", bytes(512) + b"first" + bytes(1531) + b"other" + bytes(947))]


def test_a_sparse_map_in_the_data_is_read() -> None:
    pax = build_pax({"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "20", "GNU.sparse.name": "s"})  # fmt: skip
    data = b"1\n10\n5\n".ljust(512, b"\0") + b"bytes"
    made = walked(build_tar([pax, TarMember("x", data)]), walk)
    assert made.members == [("s", bytes(10) + b"bytes" + bytes(5))]


def gnu_sparse(parts: list[tuple[int, int]], size: int, more: bytes = b"") -> bytes:
    """Return an archive with one old GNU sparse member; `more` is a further block of its map."""
    raw = bytearray(build_tar([TarMember("s", b"firstother", b"S")]))
    raw[257:265] = b"ustar  \0"
    listed = b"".join(b"%011o\0%011o\0" % part for part in parts)
    raw[386 : 386 + len(listed)] = listed
    raw[482] = bool(more)
    raw[483:495] = b"%011o\0" % size
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    return bytes(raw[:512] + more + raw[512:])


def test_an_old_gnu_sparse_member_comes_out_with_its_holes() -> None:
    more = (b"%011o\0%011o\0" % (600, 5)).ljust(512, b"\0")
    one = walked(gnu_sparse([(512, 5), (600, 5)], 700), walk)
    two = walked(gnu_sparse([(512, 5)], 700, more), walk)
    assert one.members == [("s", bytes(512) + b"first" + bytes(83) + b"other" + bytes(95))]
    assert (one.members, two.gaps) == (two.members, [])


def test_a_sparse_map_that_overlaps_is_damage() -> None:
    pax = build_pax({"GNU.sparse.map": "0,5,2,5", "GNU.sparse.size": "9"})
    made = walked(build_tar([pax, TarMember("x", b"firstother")]), walk)
    assert [problem.reason for problem in made.problems] == ["damaged-member"]


def test_a_hole_of_exabytes_is_given_in_small_chunks() -> None:
    pax = build_pax({"GNU.sparse.map": "0,1", "GNU.sparse.size": str(10**17)})
    view = view_of(build_tar([pax, TarMember("x", b"1")]))
    (child,) = (item for item in walk(view) if type(item).__name__ == "Child")
    chunks = iter(child.chunks)
    assert [len(next(chunks)) for _ in range(3)] == [1, 1 << 20, 1 << 20]


def test_padding_that_is_not_zero_has_no_owner() -> None:
    made = walked(build_tar([TarMember("a", b"a" * 100, padding=b"secret")]), walk)
    assert [stray.where for stray in made.all(StrayBytes)] == ["filling"]
    assert made.hidden()[0].startswith(b"secret")


def test_what_stands_behind_the_end_has_no_owner() -> None:
    made = walked(build_tar({"a": b"1"}, tail=b"secret".ljust(700, b"!")), walk)
    assert made.hidden()[0].startswith(b"secret")
    assert not made.problems


def test_members_behind_the_end_marker_are_opened_and_stated() -> None:
    made = walked(build_tar({"a": b"1"}, tail=build_tar({"late": b"2"})), walk)
    assert made.members == [("a", b"1"), ("late", b"2")]
    assert {fault.kind for fault in made.all(ArchiveFault)} == {"member-behind-end"}


MANIFEST = (
    b'{"name": "shapes", "bundledDependencies": ["lines"], "config": {"port": 8080, "open": true}}'
)


def of_old_npm(records: dict[str, str]) -> bytes:
    """Return a package as npm packed them until 2017, with what node-tar wrote before its files."""
    said = {"NODETAR.type": "File", "NODETAR.depth": "1", "NODETAR.follow": "false", **records}
    members = [build_pax(said), TarMember("package/package.json", MANIFEST)]
    return build_tar([*members, build_pax(said), TarMember("package/index.js", b"1")])


def test_what_node_tar_repeats_of_a_package_s_manifest_is_no_stray() -> None:
    records = {
        "NODETAR.ignoreFiles.0": ".npmignore",
        "NODETAR.package.name": "shapes",
        "NODETAR.package.config.port": "8080",
        "NODETAR.package.config.open": "true",
        "NODETAR.package.bundleDependencies.0": "lines",
    }
    made = walked(of_old_npm(records), walk)
    assert (made.gaps, made.all(StrayBytes)) == ([], [])


@pytest.mark.parametrize(
    "records",
    [
        {"NODETAR.package.name": "circles"},
        {"NODETAR.package.payload": "inert"},
        {"NODETAR.type": "inert filler with words"},
        {"NODETAR.payload": "inert"},
    ],
    ids=["another value", "another key", "a setting of words", "no setting"],
)
def test_what_the_manifest_does_not_say_is_stray_under_node_tar_s_name_too(
    records: dict[str, str],
) -> None:
    assert {each.where for each in walked(of_old_npm(records), walk).all(StrayBytes)} == {"extra"}


def test_records_of_no_known_key_side_by_side_are_one_stray() -> None:
    data = build_tar([build_pax({"X.one": "1", "X.two": "2", "mtime": "3", "X.three": "3"}), TarMember("a", b"a")])  # fmt: skip
    assert len(walked(data, walk).all(StrayBytes)) == 2


def test_two_sizes_of_one_member_are_stated() -> None:
    inner = build_tar({"inner": b"i"}, end=b"")
    data = build_tar([build_pax({"size": str(len(inner))}), TarMember("outer", inner, size=0)])
    assert faults(data) == {"size-differs"}


def test_a_folder_that_has_bytes_is_stated_and_an_old_hard_link_with_a_size_is_not() -> None:
    folder = [TarMember("f/", b"x" * 600, flag=b"5"), TarMember("a", b"1")]
    old = [
        TarMember("a", b"1"),
        TarMember("h", flag=b"1", link="a", size=600),
        TarMember("b", b"2"),
    ]
    assert faults(build_tar(folder)) == {"size-differs"}
    made = walked(build_tar(old), walk)
    assert (made.members, made.all(ArchiveFault)) == ([("a", b"1"), ("b", b"2")], [])


def test_a_name_used_twice_is_stated() -> None:
    assert faults(build_tar([TarMember("a", b"1"), TarMember("a", b"2")])) == {"duplicate-name"}


def test_a_broken_header_is_said_and_the_next_member_found() -> None:
    data = bytearray(build_tar({"a": b"1", "b": b"2", "c": b"3"}))
    data[1024] ^= 0xFF
    made = walked(bytes(data), walk)
    assert [name for name, _ in made.members] == ["a", "c"]
    assert "damaged" in {problem.reason for problem in made.problems}


def test_a_broken_pax_header_is_said_and_the_members_read() -> None:
    members = [TarMember("x", b"99 path=broken\n", b"x"), TarMember("a", b"1")]
    made = walked(build_tar(members), walk)
    assert made.members == [("a", b"1")]
    assert "damaged" in {problem.reason for problem in made.problems}


def test_an_archive_without_its_end_is_truncated() -> None:
    made = walked(build_tar({"a": b"1"}, end=b""), walk)
    assert [problem.reason for problem in made.problems] == ["truncated"]


def test_global_pax_records_hold_for_every_member() -> None:
    global_ = TarMember("g", build_pax({"path": "all"}).data, b"g")
    made = walked(build_tar([global_, TarMember("a", b"1"), TarMember("b", b"2")]), walk)
    assert [name for name, _ in made.members] == ["all", "all"]


def test_a_member_written_through_a_link_is_stated() -> None:
    members = [TarMember("out", flag=b"2", link="/etc"), TarMember("out/passwd", b"x")]
    made = walked(build_tar(members), walk)
    assert [(odd.member, odd.why) for odd in made.all(OddName)] == [
        ("out/passwd", ("through-link",))
    ]


def test_a_package_says_its_name() -> None:
    npm = walked(
        build_tar({"package/package.json": b'{"name": "inert", "version": "1.0.0"}'}), walk
    )
    sdist = walked(
        build_tar({"inert-1.0/PKG-INFO": b"Name: inert\nVersion: 1.0\n\nName: not\n"}), walk
    )
    assert npm.all(ReleaseName)[0].version == "1.0.0"
    assert sdist.all(ReleaseName)[0].product == "inert"


def test_a_manifest_of_brackets_is_a_problem_and_no_crash() -> None:
    made = walked(build_tar({"package/package.json": b"[" * 100_000}), walk)
    assert [problem.reason for problem in made.problems] == ["damaged"]


def test_a_v7_header_is_known_by_its_checksum_alone() -> None:
    raw = bytearray(build_tar({"old": b"1"}))
    raw[257:265] = bytes(8)
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    assert fits(view_of(bytes(raw)))
    assert walked(bytes(raw), walk).members == [("old", b"1")]


@pytest.mark.parametrize(
    "data", [b"", bytes(512), b"ustar" * 200, bytes(257) + b"ustar\0" + bytes(300)]
)
def test_other_bytes_are_no_tar(data: bytes) -> None:
    assert not fits(view_of(data))


def test_numbers_are_octal_or_base_256() -> None:
    assert number(b"0000644\0") == 0o644
    assert number(b"\x80" + bytes(10) + b"\7") == 7
    assert number(b"\xff" * 12) == -1
    assert number(b"9999999\0") is None


@pytest.mark.parametrize("data", [b"x path=a\n", b"5 pa\n", b"99 path=a\n", b"10 path=ab", b"3 \n"])
def test_a_pax_record_that_breaks_its_form_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedError):
        read_pax(data, [])


def _bare(name: bytes, flag: bytes, fields: dict[int, bytes]) -> bytes:
    """Return a header as GNU tar writes it for labels and continued files: without the magic."""
    block = bytearray(512)
    block[: len(name)] = name
    for at, value in {156: flag, **fields}.items():
        block[at : at + len(value)] = value
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def test_an_archive_with_a_volume_label_is_one() -> None:
    data = _bare(b"VOL", b"V", {136: b"15301026570"}) + build_tar({"a": b"inert"})
    assert fits(view_of(data))
    made = walked(data, walk)
    assert (made.members, made.gaps, made.problems) == ([("a", b"inert")], [], [])


def test_a_volume_that_continues_a_file_says_so() -> None:
    head = _bare(
        b"big", b"M", {124: b"00000000005\0", 369: b"00000010000\0", 483: b"00000010005\0"}
    )
    data = head + b"inert".ljust(512, b"\0") + build_tar({"a": b"x"})
    assert fits(view_of(data))
    made = walked(data, walk)
    assert made.members == [("big", b"inert"), ("a", b"x")]
    assert [each.reason for each in made.problems] == ["truncated"]
    assert made.gaps == []
