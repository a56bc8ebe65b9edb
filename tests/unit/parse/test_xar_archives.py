"""Xar archives and macOS packages: members, checksums, signatures, and what nobody speaks of."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.parse.walked import Walked, view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.xar import XarRecipe, build_pkg, build_ticket, build_xar
from onionskin.model import Fact, ReleaseName, Signature
from onionskin.parse.archive import ArchiveFault, OddName, StrayBytes, name_oddities
from onionskin.parse.archives import xar_toc
from onionskin.parse.packages import flat_package, xar
from onionskin.parse.packages.flat_package import PackageComponent
from onionskin.parse.signatures.notarisation import Ticket, read_ticket
from onionskin.parse.signatures.xar_signature import XarSignature

FILES = {"a.txt": b"inert " * 300, "folder/b.bin": bytes(range(200))}
SIGNED = XarRecipe(signer="Example Phone Ltd", checksum="sha256")


def _walked(data: bytes) -> Walked:
    return walked(data, xar.walk)


def test_members_come_out_whole_and_every_byte_has_an_owner() -> None:
    for name in ("octet-stream", "x-gzip", "x-bzip2", "x-xz"):
        made = _walked(build_xar(FILES, XarRecipe(encoding=f"application/{name}")))
        assert dict(made.members) == FILES
        assert not made.gaps
        assert not made.problems
        assert not made.all(ArchiveFault)


def test_both_signatures_over_the_table_are_right_and_cover_the_files() -> None:
    data = build_xar(FILES, SIGNED)
    made = _walked(data)
    signatures = made.all(Signature)
    assert [each.status for each in signatures] == ["valid", "valid"]
    assert [each.style for each in made.all(XarSignature)] == ["RSA", "CMS"]
    assert all("root-unknown" in each.flags for each in signatures)
    covered = sum(span.length for span in signatures[0].covered)
    # All but the header, the checksum and the two signatures themselves.
    assert len(data) - covered == 28 + 32 + 256 + 8192


def test_a_cms_over_the_bare_checksum_is_right_too_as_old_packages_have_it() -> None:
    plain = XarRecipe(signer="Example Phone Ltd", is_plain=True)
    data = build_xar(FILES, plain)
    assert [each.status for each in _walked(data).all(Signature)] == ["valid", "valid"]
    toc = xar_toc.read_toc(view_of(data))
    other = data[: toc.heap] + bytes(20) + data[toc.heap + 20 :]
    assert all("signature-wrong" in each.flags for each in _walked(other).all(Signature))


def test_an_rsa_signature_over_the_checksum_as_a_message_is_right_as_rcodesign_makes_it() -> None:
    for checksum in ("sha1", "sha256"):
        recipe = XarRecipe(checksum=checksum, signer="Example Phone Ltd", is_message=True)
        data = build_xar(FILES, recipe)
        assert [each.status for each in _walked(data).all(Signature)] == ["valid", "valid"]
        heap = xar_toc.read_toc(view_of(data)).heap
        other = data[:heap] + bytes(16) + data[heap + 16 :]
        assert all(
            "signature-wrong" in each.flags or "message-digest-mismatch" in each.flags
            for each in _walked(other).all(Signature)
        )


def test_the_file_of_a_folders_icon_has_an_odd_name_and_is_none() -> None:
    assert not name_oddities("Shapes.app/Icon\r")
    assert name_oddities("Shapes.app/Ico\rn") == ("control",)


def test_an_edited_member_is_not_covered_and_contradicts_its_checksum() -> None:
    data = build_xar(FILES, XarRecipe(signer="Example Phone Ltd", encoding="application/octet-stream"))  # fmt: skip
    made = _walked(data[:-4] + b"EDIT")
    assert [each.kind for each in made.all(ArchiveFault)] == ["checksum-differs"]
    assert made.all(Signature)[0].not_covered[-1].end == len(data)


def test_an_edited_table_breaks_both_signatures() -> None:
    data = build_xar(FILES, SIGNED)
    toc = xar_toc.read_toc(view_of(data))
    raw = toc.raw.replace(b"a.txt", b"c.txt")
    level = next(each for each in range(10) if len(zlib.compress(raw, each)) == toc.stored)
    edited = data[:28] + zlib.compress(raw, level) + data[toc.heap :]
    made = _walked(edited)
    assert all("digest-mismatch" in each.flags for each in made.all(Signature))
    assert all(each.status == "invalid" for each in made.all(Signature))


def test_a_signature_by_another_key_is_wrong() -> None:
    data = bytearray(build_xar(FILES, SIGNED))
    toc = xar_toc.read_toc(view_of(bytes(data)))
    data[toc.heap + 32 + 100] ^= 1
    made = _walked(bytes(data))
    assert "signature-wrong" in made.all(Signature)[0].flags


def test_bytes_between_and_behind_the_files_are_found_with_their_place() -> None:
    recipe = XarRecipe(gap=b"hidden in a gap!", tail=b"hidden behind it")
    data = build_xar(FILES, recipe)
    made = _walked(data)
    places = {each.where: data[each.offset : each.offset + each.length] for each in made.all(StrayBytes)}  # fmt: skip
    assert places == {"between": b"hidden in a gap!", "behind": b"hidden behind it"}
    assert made.hidden() == [b"hidden in a gap!", b"hidden behind it"]


def test_a_stapled_ticket_is_owned_and_says_whether_it_names_the_archive() -> None:
    made = _walked(build_xar(FILES, XarRecipe(ticket=build_ticket((bytes(range(20)),)))))
    assert [each.names_it for each in made.all(Ticket)] == [False]
    assert not made.gaps
    made = _walked(build_xar(FILES, XarRecipe(is_notarised=True)))
    assert [each.names_it for each in made.all(Ticket)] == [True]


def test_bytes_in_a_trailer_that_are_no_ticket_have_no_owner() -> None:
    made = _walked(build_xar(FILES, XarRecipe(ticket=b"not a ticket, only filler")))
    assert [each.where for each in made.all(StrayBytes)] == ["behind"]
    assert read_ticket(b"s8ch" + bytes(100)) is None


def test_names_that_climb_are_told_from_the_whole_path() -> None:
    made = _walked(build_xar({"a/../../b": b"x"}))
    assert ("parent",) in [each.why for each in made.all(OddName)]


def test_files_that_share_all_their_bytes_are_honest_and_others_are_not() -> None:
    files = {"a": b"same " * 50, "b": b"same " * 50}
    base = XarRecipe(encoding="application/octet-stream")
    first = xar_toc.read_toc(view_of(build_xar(files, base))).entries[0].data.offset
    coalesced = {"b": {"offset": str(first)}}
    shared = XarRecipe(encoding="application/octet-stream", changed=coalesced)
    assert not any(each.kind == "overlap" for each in _walked(build_xar(files, shared)).all(ArchiveFault))  # fmt: skip
    shifted = {"b": {"offset": str(first + 1)}}
    crossed = XarRecipe(encoding="application/octet-stream", changed=shifted)
    assert any(each.kind == "overlap" for each in _walked(build_xar(files, crossed)).all(ArchiveFault))  # fmt: skip


def test_a_number_with_a_sign_or_a_underscore_is_refused() -> None:
    made = _walked(build_xar(FILES, XarRecipe(changed={"a.txt": {"offset": "-1"}})))
    assert made.problems
    with pytest.raises(DamagedError):
        xar_toc.read_toc(view_of(build_xar(FILES, XarRecipe(changed={"a.txt": {"size": "1_0"}}))))


def test_a_package_tells_its_name_and_what_it_runs() -> None:
    view = view_of(build_pkg(b"scripts", b"payload", version="3.1"))
    found = list(flat_package.facts(view, xar_toc.read_toc(view)))
    kinds = {each.kind: each.value for each in found if isinstance(each, Fact)}
    assert kinds[ReleaseName.__name__]["version"] == "3.1"
    runs = kinds[PackageComponent.__name__]["runs"]
    assert [each[0] for each in runs] == ["postinstall", "preinstall"]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("abc/", min_size=1, max_size=6).filter(lambda n: all(n.split("/"))), st.binary(max_size=300), max_size=5))  # fmt: skip
def test_whatever_the_files_are_the_members_are_those(files: dict[str, bytes]) -> None:
    made = _walked(build_xar(files))
    assert sorted(made.members) == sorted(files.items())
    assert not made.gaps
