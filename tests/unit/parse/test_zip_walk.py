"""A zip file's bytes, members and contradictions."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.lookalike.archives import ZipMember, build_bomb, build_zip
from onionskin.parse.archive import ArchiveFault, Link, OddName, StrayBytes
from onionskin.parse.archives import tar_members, zip_directory
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.zip import ZipArchive, fits, walk

FILES = {"readme.txt": b"an honest text\n" * 40, "bin/tool": bytes(range(256)) * 8}
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def faults(data: bytes) -> set[str]:
    return {fault.kind for fault in walked(data, walk).all(ArchiveFault)}


@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=6), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_byte_of_an_honest_zip_is_owned_and_every_member_comes_out(
    files: dict[str, bytes], is_zip64: bool, descriptor: bool
) -> None:
    members = [ZipMember(name, data, descriptor=descriptor) for name, data in files.items()]
    made = walked(build_zip(members, is_zip64=is_zip64), walk)
    assert made.gaps == []
    assert not made.problems
    assert [pair for pair in made.members if not (pair[0].endswith("/") and not pair[1])] == [
        pair for pair in files.items() if not (pair[0].endswith("/") and not pair[1])
    ]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_what_the_standard_library_writes_is_read_and_owned(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as written:
        for name, data in FILES.items():
            written.writestr(name, data)
    made = walked(out.getvalue(), walk)
    assert (made.members, made.gaps, made.problems) == (list(FILES.items()), [], [])


def test_members_packed_with_zstd_and_xz_are_read() -> None:
    import lzma

    data = b"inert " * 500
    members = [
        ZipMember("a", data, method=93, packed=pa.Codec("zstd").compress(data, asbytes=True)),
        ZipMember("b", data, method=95, packed=lzma.compress(data)),
    ]
    assert walked(build_zip(members), walk).members == [("a", data), ("b", data)]


def test_a_streamed_zip_without_descriptor_signatures_is_owned() -> None:
    data = build_zip([ZipMember("a", b"a" * 60, descriptor=True)])
    made = walked(data.replace(b"PK\7\x08", b""), walk)
    assert ("a", b"a" * 60) in made.members
    assert b"PK" not in b"".join(made.hidden())


@given(st.binary(min_size=1, max_size=40).filter(lambda b: b.strip(b"\0") and b"PK" not in b))
@settings(max_examples=40, deadline=None)
def test_bytes_in_front_between_and_behind_have_no_owner(secret: bytes) -> None:
    if secret[:2] == b"#!":
        return
    members = [ZipMember("a", b"1"), ZipMember("b", b"2", gap=secret)]
    data = build_zip(members, prefix=secret, before_directory=secret, tail=secret)
    made = walked(data, walk)
    assert made.hidden() == [secret] * 4
    assert [stray.where for stray in made.all(StrayBytes)] == [
        "before",
        "between",
        "between",
        "behind",
    ]


def test_bytes_behind_the_deflate_stream_inside_a_member_have_no_owner() -> None:
    made = walked(build_zip([ZipMember("a", b"a" * 99, slack=b"hidden slack")]), walk)
    assert made.hidden() == [b"hidden slack"]


def test_an_extra_field_of_no_known_grammar_has_no_owner() -> None:
    extra = b"ZZ\x08\0payload!" + b"UT\x05\0\1" + bytes(4)
    made = walked(build_zip([ZipMember("a", b"a", extra=extra)]), walk)
    assert made.hidden() == [b"ZZ\x08\0payload!"]


def test_padding_that_is_not_zero_has_no_owner() -> None:
    growth = b"\x20\xa2\x0c\0\x28\xa0\x08\0" + b"payload!"
    aligned = b"\x35\xd9\x08\0\x04\0" + bytes(6)
    assert len(walked(build_zip([ZipMember("a", b"a", extra=growth)]), walk).gaps) == 1
    assert walked(build_zip([ZipMember("a", b"a", extra=aligned)]), walk).gaps == []


def test_pytorch_aligns_tensors_by_a_field_of_one_letter_and_nothing_else_is_owned_there() -> None:
    aligned, told = b"FB\x31\0" + b"Z" * 49, b"FB\x08\0" + b"payload!"
    assert walked(build_zip([ZipMember("a", b"a", extra=aligned)]), walk).gaps == []
    assert walked(build_zip([ZipMember("a", b"a", extra=told)]), walk).hidden() == [told]


def test_a_comment_is_owned_only_as_far_as_it_is_text() -> None:
    assert walked(build_zip(FILES, comment=b"5f6a1aa" * 5), walk).gaps == []
    assert walked(build_zip(FILES, comment=bytes(range(256)) * 4), walk).gaps != []
    assert walked(build_zip(FILES, comment=b"QUJD" * 400), walk).gaps != []
    noted = [ZipMember("a", b"a", comment=bytes(range(128, 256)))]
    assert walked(build_zip(noted), walk).hidden() == [bytes(range(128, 256))]


def test_zeros_between_members_align_them() -> None:
    members = [ZipMember("a", b"1"), ZipMember("b", b"2", gap=bytes(7))]
    made = walked(build_zip(members), walk)
    assert made.gaps == []
    assert "alignment" in {region.name for region in made.regions}


def test_a_signing_block_is_owned_by_its_grammar_and_an_unknown_pair_is_not() -> None:
    known = (4 + 20).to_bytes(8, "little") + (0x7109871A).to_bytes(4, "little") + b"s" * 20
    odd = (4 + 20).to_bytes(8, "little") + (0x12345678).to_bytes(4, "little") + b"h" * 20
    length = (len(known) + len(odd) + 24).to_bytes(8, "little")
    block = length + known + odd + length + b"APK Sig Block 42"
    made = walked(build_zip(FILES, before_directory=block), walk)
    assert made.hidden() == [odd]


def test_an_interpreter_line_is_owned() -> None:
    data = build_zip(FILES, prefix=b"#!/usr/bin/env python3\n")
    made = walked(data, walk)
    assert made.gaps == []
    assert made.all(ZipArchive)[0].shift == 23


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        (ZipMember("a", b"x", local_name="b"), "name-differs"),
        (ZipMember("a", b"x", local_method=0), "method-differs"),
        (ZipMember("a", b"x", local_size=7), "size-differs"),
        (ZipMember("a", b"x" * 9, size=8), "size-differs"),
        (ZipMember("a", b"x", crc=1), "checksum-differs"),
        (ZipMember("a", b"x", listed=False), "hidden-member"),
    ],
)
def test_each_contradiction_of_two_headers_is_stated(member: ZipMember, kind: str) -> None:
    assert kind in faults(build_zip([ZipMember("first", b"1"), member]))


def test_names_that_part_folders_differently_are_one_name_where_both_signs_part_them() -> None:
    # Silverlight's packager wrote the one sign into the directory and the other before the member.
    made_on_unix = build_zip([ZipMember("one\\two", b"x", local_name="one/two")])
    made_on_windows = made_on_unix.replace(b"PK\1\2\x14\3", b"PK\1\2\x14\0")
    assert "name-differs" not in faults(made_on_windows)
    assert "name-differs" in faults(made_on_unix)


@pytest.mark.parametrize("packed", ["stored", "deflated"])
def test_a_member_that_is_there_twice_byte_by_byte_contradicts_nothing(packed: str) -> None:
    method = 0 if packed == "stored" else 8
    twice = [ZipMember("a", b"the same " * 9, method) for _ in range(2)]
    other = ZipMember("a", b"the same " * 8 + b"another..", method)
    assert faults(build_zip(twice)) == set()
    assert faults(build_zip([*twice, other])) == {"duplicate-name"}


def test_two_members_of_one_name_that_state_one_checksum_are_compared_byte_by_byte() -> None:
    one, two = ZipMember("a", b"1" * 9, 0, crc=7), ZipMember("a", b"2" * 9, 0, crc=7)
    assert "duplicate-name" in faults(build_zip([one, two]))


def test_two_central_directories_are_stated() -> None:
    one, two = build_zip({"one": b"1"}), build_zip({"two": b"2"})
    assert {"second-directory", "hidden-member"} <= faults(one + two)
    assert "second-directory" in faults(build_zip({"a": b"1"}, comment=two))


def test_a_zip_in_a_stored_member_is_no_second_directory() -> None:
    inner = build_zip({"inner": b"1"})
    assert faults(build_zip([ZipMember("a.zip", inner, method=0)])) == set()


def test_end_records_that_differ_are_stated() -> None:
    data = bytearray(build_zip(FILES, is_zip64=True))
    at = data.rindex(b"PK\5\6")
    data[at + 10 : at + 12] = b"\1\0"
    assert "end-records-differ" in faults(bytes(data))


def test_a_count_that_is_wrong_is_stated() -> None:
    data = bytearray(build_zip(FILES))
    at = data.rindex(b"PK\5\6")
    data[at + 8 : at + 12] = b"\3\0\3\0"
    assert "count-differs" in faults(bytes(data))


def test_overlapping_members_are_stated_and_opened_last() -> None:
    made = walked(build_bomb(copies=3, size=100), walk)
    assert [fault.kind for fault in made.all(ArchiveFault)].count("overlap") == 2
    assert [name for name, _ in made.members] == ["0", "0", "0"]


def test_many_faults_are_counted_and_not_listed() -> None:
    made = walked(build_bomb(copies=200, size=10), walk)
    assert len([f for f in made.all(ArchiveFault) if f.kind == "overlap"]) == 50
    assert "149 more of fault overlap" in made.problems[-1].detail


def test_a_hidden_member_whose_header_defers_its_length_is_found_with_its_end() -> None:
    hidden = ZipMember("hidden", b"h" * 80, listed=False, descriptor=True)
    made = walked(build_zip([hidden, ZipMember("shown", b"s")]), walk)
    assert ("hidden", b"h" * 80) in made.members
    assert made.gaps == []


def test_names_are_kept_as_written() -> None:
    names = ["../x", "a\0b", "\u202egnp", "\x1b[2J", "<script>", "a > b"]
    made = walked(build_zip([ZipMember(name, b"x") for name in names]), walk)
    assert [name for name, _ in made.members] == names
    assert [odd.why for odd in made.all(OddName)] == [
        ("parent",),
        ("nul",),
        ("bidi",),
        ("control",),
    ]


def test_a_name_that_is_no_utf8_loses_nothing() -> None:
    made = walked(build_zip([ZipMember(b"caf\xe9", b"x", flags=1 << 11)]), walk)
    assert made.members[0][0] == "caf\\xe9"
    assert made.all(OddName)[0].raw == b"caf\xe9".hex()


def test_a_name_without_the_utf8_flag_is_code_page_437() -> None:
    assert walked(build_zip([ZipMember(b"caf\x82", b"x", flags=0)]).replace(b"\0\x08\x08\0", b"\0\0\x08\0"), walk).members[0][0] == "caf\u00e9"  # fmt: skip


def test_a_symbolic_link_is_a_fact_and_never_followed() -> None:
    link = ZipMember("l", b"../../etc", method=0, attributes=0o120777 << 16)
    made = walked(build_zip([link, ZipMember("l/passwd", b"x")]), walk)
    assert made.all(Link) == [Link("l", "symlink", "../../etc")]
    assert "through-link" in made.all(OddName)[0].why


def test_a_zip_without_a_directory_is_salvaged_and_said() -> None:
    data = build_zip(FILES)
    made = walked(data[: data.index(b"PK\1\2")], walk)
    assert made.members == list(FILES.items())
    assert made.problems[0].reason == "truncated"


def test_a_split_archive_is_said() -> None:
    data = bytearray(build_zip(FILES))
    at = data.rindex(b"PK\5\6")
    data[at + 4 : at + 6] = b"\1\0"
    assert "no-opener" in {problem.reason for problem in walked(bytes(data), walk).problems}


def test_an_end_record_far_from_the_end_is_still_found() -> None:
    made = walked(build_zip(FILES, tail=b"!" * 200_000), walk)
    assert made.members == list(FILES.items())
    assert made.hidden() == [b"!" * 200_000]


def test_an_end_record_behind_decoys_is_found() -> None:
    decoys = (b"PK\5\6" + b"\xff" * 18) * 500
    data = build_zip(FILES, comment=b"x", tail=decoys)
    assert fits(view_of(data))
    assert walked(data, walk).members == list(FILES.items())


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\3\4", b"PK\3\4" + b"\xff" * 40, b"text PK\5\6" + bytes(18), b"MZ" * 40],
)
def test_other_bytes_are_no_zip(data: bytes) -> None:
    assert not fits(view_of(data))


def test_an_empty_zip_is_a_zip() -> None:
    data = build_zip({})
    assert fits(view_of(data))
    assert walked(data, walk).gaps == []


def test_a_member_is_read_no_further_than_asked() -> None:
    view = view_of(build_zip({"big": bytes(5 << 20)}))
    (entry,) = archive.entries(view)
    assert len(archive.read_member(view, entry, 1000)) == 1000


def test_names_are_searched_by_their_end() -> None:
    view = view_of(
        build_zip({"x-1.dist-info/WHEEL": b"", "deep/y.dist-info/WHEEL": b"", "WHEEL.txt": b""})
    )
    found = list(zip_directory.names_ending(view, b".dist-info/WHEEL"))
    assert found == ["x-1.dist-info/WHEEL", "deep/y.dist-info/WHEEL"]


def test_a_directory_of_more_members_than_the_limit_is_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zip_directory, "ENTRIES", 3)
    made = walked(build_zip({str(n): b"" for n in range(5)}), walk)
    assert len(made.members) == 3
    assert "limit:entries" in {problem.reason for problem in made.problems}


def _tar(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as packed:
        for each, content in (("inert/readme.txt", b"an honest text\n"), (name, data)):
            told = tarfile.TarInfo(each)
            told.size = len(content)
            packed.addfile(told, io.BytesIO(content))
    return made.getvalue()


def test_an_archive_stored_in_a_tar_makes_no_zip_of_the_tar() -> None:
    stored = build_zip([ZipMember("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\n")])
    packed = _tar("inert/inert.jar", stored)
    assert not fits(view_of(packed))
    assert fits(view_of(packed + stored))


def test_what_reaches_out_of_a_file_of_a_tar_lies_in_none() -> None:
    packed = view_of(_tar("inert/inert.bin", b"\1" * 700))
    start = 4 * 512 - 512
    assert tar_members.holds(packed, start, start + 700)
    assert not tar_members.holds(packed, start - 1, start + 700)
    assert not tar_members.holds(packed, start, start + 701)
    assert not tar_members.holds(packed, 0, 20)
    assert not tar_members.holds(view_of(b"\0" * 4096), 0, 20)


def _last_part(magic: bytes) -> bytes:
    """Return the last of two parts: its first member is said to begin in the part before."""
    data = bytearray(build_zip(FILES))
    entry = data.index(b"PK\1\2")
    data[entry + 34 : entry + 36] = b"\0\0"
    at = entry
    while (at := data.find(b"PK\1\2", at + 1)) > 0:
        data[at + 34 : at + 36] = b"\1\0"
    end = data.rindex(b"PK\5\6")
    data[end + 4 : end + 6] = b"\1\0"
    data[: len(magic)] = magic
    return bytes(data)


def test_a_member_of_a_part_before_is_no_contradiction() -> None:
    made = walked(_last_part(b"rest"), walk)
    assert made.members == list(FILES.items())[1:]
    assert [each.reason for each in made.problems] == ["no-opener"]
    assert repr(next(iter(FILES))) in made.problems[0].detail
    assert made.all(ArchiveFault) == []


def test_a_member_that_only_says_it_begins_elsewhere_is_read() -> None:
    assert walked(_last_part(b""), walk).members == list(FILES.items())


def test_a_thousand_encrypted_members_are_one_problem() -> None:
    data = bytearray(build_zip({f"m{number}": b"x" for number in range(1200)}))
    for magic, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    (problem,) = walked(bytes(data), walk).problems
    assert problem.reason == "encrypted"
    assert problem.detail.endswith("and 1195 more")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def _workbook(kind: int, package: bytes, behind: bytes = b"") -> bytes:
    begin = _record(0x809, struct.pack("<HH12x", 0x600, 5))
    return (
        begin
        + _record(0xE1, b"\xb0\x04")
        + _record(kind, bytes(16) + package)
        + _record(0xA, b"")
        + behind
    )


def test_the_theme_of_a_workbook_is_no_archive() -> None:
    package = build_zip({"theme/theme1.xml": b"<a/>"})
    assert not archive.fits(view_of(_workbook(0x896, package)))
    assert not archive.fits(view_of(_COMPOUND + _workbook(0x896, package, bytes(512))))


@pytest.mark.parametrize("at", [512 + 16, 512])
def test_an_archive_elsewhere_in_a_compound_file_is_one(at: int) -> None:
    package = build_zip({"a.txt": b"a"})
    head = _COMPOUND[:at].ljust(at, b"\0")
    within = _workbook(0x896 if at % 512 else 0x5D, package)
    assert archive.fits(view_of(head + within))
    assert archive.fits(view_of(_COMPOUND + _workbook(0x896, b"") + package))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_workbook(0x5D, build_zip({"a.txt": b"a"})), id="in another record"),
        pytest.param(
            _workbook(0x896, b"", build_zip({"a.txt": b"a"})), id="behind the last record"
        ),
        pytest.param(_workbook(0x896, build_zip({"a.txt": b"a"}))[4:], id="without a beginning"),
    ],
)
def test_an_archive_elsewhere_in_a_workbook_is_one(data: bytes) -> None:
    assert archive.fits(view_of(data))


def _stored_in_front(name: bytes, content: bytes) -> bytes:
    """Return an archive that begins with a member of its own, whose sizes its writer never filled in."""
    began = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, 0x71435243, 0x5A495343, 0x5A495355, len(name), 0
    )
    return (
        began
        + name
        + content
        + build_zip({"mimetype": b"application/x-inert", "a.xml": b"<a/>" * 40})
    )


def test_a_member_that_its_writer_wrote_again_is_no_hidden_one() -> None:
    made = walked(_stored_in_front(b"mimetype", b"application/x-inert"), walk)
    assert not made.all(ArchiveFault)
    assert made.gaps == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (b"mimetype", b"application/x-other"),
        (b"a.xml", b"application/x-inert"),
        (b"b.xml", b"application/x-inert"),
    ],
)
def test_a_member_in_front_that_says_something_else_is_a_hidden_one(
    name: bytes, content: bytes
) -> None:
    assert "hidden-member" in faults(_stored_in_front(name, content))


def test_of_two_copies_in_front_the_second_is_a_hidden_member() -> None:
    once = _stored_in_front(b"mimetype", b"application/x-inert")
    copy = once[: once.index(b"PK\3\4", 4)]
    assert "hidden-member" in faults(copy + once)
