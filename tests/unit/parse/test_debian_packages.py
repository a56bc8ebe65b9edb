"""Debian packages: control facts, md5sums against content, ignored members, signatures."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from walked import Walked, walked

from onionskin.lookalike.archives import TarMember, build_gzip, build_tar
from onionskin.lookalike.deb import DebRecipe, build_deb, deb_members, debsigs, dpkg_sig
from onionskin.lookalike.elf import build_ar
from onionskin.model import ReleaseName, Signature
from onionskin.parse.archive import ArchiveFault
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.parse.packages import deb
from onionskin.parse.packages.deb import DebPackage, DebScript

PATHS = st.text("abcdef", min_size=1, max_size=8).map(lambda name: f"usr/{name}")
FILES = st.dictionaries(PATHS, st.binary(max_size=300), min_size=1, max_size=5)
MEMBERS = deb_members(DebRecipe())


def opened(data: bytes) -> tuple[Walked, list[Signature]]:
    signatures: list[Signature] = []

    def walk(view):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        for item in deb.walk(view):
            if isinstance(item, Signature):
                signatures.append(item)
            else:
                yield item

    return walked(data, walk), signatures


@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_deb_is_owned_and_its_md5sums_hold(files: dict[str, bytes]) -> None:
    made, _ = opened(build_deb(DebRecipe(files=files)))
    assert (made.gaps, made.problems, made.all(HashMismatch), made.all(ArchiveFault)) == ([], [], [], [])  # fmt: skip
    assert made.all(ReleaseName) == [ReleaseName("inert", "1.0-1", "all", "control")]
    assert [name for name, _ in made.members] == list(MEMBERS)


def test_maintainer_scripts_and_conffiles_are_facts() -> None:
    control = {"postinst": b"#!/bin/sh\ntrue\n", "conffiles": b"/etc/inert.conf\n"}
    files = {"etc/inert.conf": b"changed by nobody"}
    made, _ = opened(build_deb(DebRecipe(files={}, forged=files, control=control)))
    assert [(each.name, each.interpreter) for each in made.all(DebScript)] == [("postinst", "/bin/sh")]  # fmt: skip
    assert made.all(DebPackage)[0].conffiles == ("/etc/inert.conf",)
    assert made.all(HashMismatch) == []


def test_a_file_that_md5sums_does_not_hash_so_and_one_that_it_does_not_list_are_named() -> None:
    forged = {"usr/share/inert": b"other", "usr/bin/more": b"more"}
    made, _ = opened(build_deb(DebRecipe(forged=forged)))
    assert [(each.member, each.kind) for each in made.all(HashMismatch)] == [
        ("usr/share/inert", "hash-differs"),
        ("usr/bin/more", "not-listed"),
    ]


def test_a_hard_link_that_md5sums_lists_is_not_absent() -> None:
    members = deb_members(DebRecipe(files={"usr/a": b"a", "usr/b": b"a"}))
    linked = [TarMember("./usr/a", b"a"), TarMember("./usr/b", flag=b"1", link="./usr/a")]
    members["data.tar.gz"] = build_gzip(build_tar(linked))
    made, _ = opened(build_ar(members, style="deb"))
    assert made.all(HashMismatch) == []


def test_members_that_dpkg_does_not_read_are_faults_and_a_second_data_archive_is_one() -> None:
    behind = {"data.tar.xz": b"never read", "_gpgfake": b"no signature"}
    made, _ = opened(build_deb(DebRecipe(before={"_odd": b"x"}, behind=behind)))
    assert [(each.kind, each.member) for each in made.all(ArchiveFault)] == [
        ("ignored-member", "_odd"),
        ("ignored-member", "data.tar.xz"),
        ("ignored-member", "_gpgfake"),
    ]


def test_more_lines_than_the_version_are_bytes_without_an_owner() -> None:
    made, _ = opened(build_deb(DebRecipe(version=b"2.0\nhidden\n")))
    assert made.hidden() == [b"hidden\n"]


def test_both_kinds_of_signature_members_are_unverified_and_cover_the_three_members() -> None:
    behind = {"_gpgorigin": debsigs(MEMBERS), "_gpgbuilder": dpkg_sig(MEMBERS)}
    made, signatures = opened(build_deb(DebRecipe(behind=behind)))
    assert [(each.scheme, each.status) for each in signatures] == [
        ("debsig-openpgp", "unverified"),
        ("dpkg-sig-openpgp", "unverified"),
    ]
    assert all(len(each.covered) == 3 for each in signatures)
    assert (made.all(ArchiveFault), made.all(HashMismatch)) == ([], [])


def test_signatures_over_other_members_are_seen() -> None:
    other = deb_members(DebRecipe(files={"usr/other": b"x"}))
    behind = {"_gpgorigin": debsigs(other), "_gpgbuilder": dpkg_sig(other)}
    made, signatures = opened(build_deb(DebRecipe(behind=behind)))
    assert [each.status for each in signatures] == ["invalid", "unverified"]
    # The list of dpkg-sig is intact, and is about other members.
    assert {each.member for each in made.all(HashMismatch)} == {"control.tar.gz", "data.tar.gz"}


def test_a_control_archive_that_is_none_is_said_and_the_rest_is_read() -> None:
    made, _ = opened(build_deb(DebRecipe(before={"control.tar": b"nothing"})))
    assert [each.reason for each in made.problems] == ["damaged"]
    assert [each.member for each in made.all(ArchiveFault)] == ["control.tar.gz"]
