"""RPM packages and OpenPGP packets: owners of bytes, digests, scriptlets, signatures."""

from __future__ import annotations

import gzip
import lzma
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import Walked, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.openpgp import KEY_ID, armoured, build_signature
from onionskin.lookalike.rpm import BINARY, STRINGS, RpmRecipe, build_cpio, build_rpm
from onionskin.model import ReleaseName, Signature, Span
from onionskin.parse.archive import StrayBytes
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.parse.archives.rpm_header import read_rpm_header
from onionskin.parse.packages import rpm
from onionskin.parse.packages.rpm import RpmScriptlet
from onionskin.parse.signatures import openpgp
from onionskin.plugins.view import View

PATHS = st.text("abcdef", min_size=1, max_size=8).map(lambda name: f"/usr/{name}")
FILES = st.dictionaries(PATHS, st.binary(max_size=300), min_size=1, max_size=5)


def opened(data: bytes) -> tuple[Walked, list[Signature]]:
    signatures = []

    def walk(view):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        for item in rpm.walk(view):
            if isinstance(item, Signature):
                signatures.append(item)
            else:
                yield item

    return walked(data, walk), signatures


@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_package_is_owned_and_its_digests_hold(
    files: dict[str, bytes],
) -> None:
    made, _ = opened(build_rpm(RpmRecipe(files=files)))
    assert (made.gaps, made.problems, made.all(HashMismatch), made.all(StrayBytes)) == ([], [], [], [])  # fmt: skip
    assert gzip.decompress(dict(made.members)["payload.cpio.gz"]) == build_cpio(files)
    assert made.all(ReleaseName) == [ReleaseName("inert", "1.0-1", "noarch", "rpm header")]


@pytest.mark.parametrize("form", [lzma.FORMAT_ALONE, lzma.FORMAT_XZ])
def test_an_lzma_payload_is_decoded_here_and_an_xz_payload_left_to_its_container(form: int) -> None:
    cpio = build_cpio({"/usr/share/inert": b"inert\n"})
    made, _ = opened(build_rpm(RpmRecipe(payload=lzma.compress(cpio, form))))
    name = "payload.cpio" if form == lzma.FORMAT_ALONE else "payload.cpio.xz"
    assert [each for each, _ in made.members] == [name]
    assert (made.members[0][1] == cpio) == (form == lzma.FORMAT_ALONE)
    assert (made.all(HashMismatch), made.problems) == ([], [])


def test_a_file_that_is_not_the_listed_one_and_one_that_is_not_listed_are_named() -> None:
    recipe = RpmRecipe(forged={"/usr/share/inert": b"other\n"}, added={"/etc/more": b"x"})
    made, _ = opened(build_rpm(recipe))
    assert [(each.member, each.kind) for each in made.all(HashMismatch)] == [
        ("/usr/share/inert", "hash-differs"),
        ("/etc/more", "not-listed"),
    ]


def test_a_listed_file_that_the_payload_does_not_hold_is_named_unless_it_is_a_ghost() -> None:
    payload = gzip.compress(build_cpio({}), mtime=0)
    made, _ = opened(build_rpm(RpmRecipe(payload=payload)))
    assert [each.kind for each in made.all(HashMismatch)] == ["absent"]
    ghost = RpmRecipe(payload=payload, extra={1037: (4, [1 << 6])})
    assert opened(build_rpm(ghost))[0].all(HashMismatch) == []


def test_a_changed_header_contradicts_the_digest_of_the_signature_header() -> None:
    made, _ = opened(build_rpm(RpmRecipe(header_digest="00" * 32)))
    assert [each.member for each in made.all(HashMismatch)] == ["main header"]


def test_bytes_in_the_reserved_space_the_lead_and_behind_the_payload_have_no_owner() -> None:
    hidden = [b"in the lead", b"in the reserved space", b"behind the payload"]
    recipe = RpmRecipe(lead=hidden[0], reserved=hidden[1], tail=hidden[2])
    made, _ = opened(build_rpm(recipe))
    assert [each.strip(b"\0") for each in made.hidden()] == hidden


def test_bytes_under_a_tag_that_rpm_does_not_know_in_the_unsigned_header_have_no_owner() -> None:
    made, _ = opened(build_rpm(RpmRecipe(signatures={4242: (BINARY, b"under a tag of nobody")})))
    assert made.hidden() == [b"under a tag of nobody"]


def test_a_header_without_tags_is_one_hole(tmp_path: Path) -> None:
    path = tmp_path / "header"
    path.write_bytes(b"\x8e\xad\xe8\x01" + bytes(4) + struct.pack(">2I", 0, 24) + b"inert" * 5)
    with path.open("rb") as file:
        header = read_rpm_header(View(file.fileno()), 0, "the header")
    assert header.holes == [Span(16, 24)]


def test_scriptlets_are_members_with_their_interpreter() -> None:
    made, _ = opened(build_rpm(RpmRecipe(scriptlets={1023: "echo before", 1024: "echo behind"})))
    assert [(each.kind, each.interpreter) for each in made.all(RpmScriptlet)] == [
        ("prein", "/bin/sh"),
        ("postin", "/bin/sh"),
    ]
    assert dict(made.members)["scriptlet postin"] == b"echo behind"


def test_a_trigger_of_several_scripts_gives_one_member_each() -> None:
    extra = {1065: (STRINGS, ["one", "two"]), 1092: (STRINGS, ["/bin/sh", "<lua>"])}
    made, _ = opened(build_rpm(RpmRecipe(extra=extra)))
    assert [(each.kind, each.interpreter) for each in made.all(RpmScriptlet)] == [
        ("trigger 1", "/bin/sh"),
        ("trigger 2", "<lua>"),
    ]
    assert dict(made.members)["scriptlet trigger 2"] == b"two"


def test_a_signature_over_the_header_is_unverified_and_says_what_it_covers() -> None:
    plain = build_rpm()
    start = plain.index(b"\x8e\xad\xe8\x01", 100)
    payload = plain.index(b"\x1f\x8b\x08", start)
    signed = build_rpm(RpmRecipe(signatures={268: (BINARY, build_signature(plain[start:payload]))}))
    made, (signature,) = opened(signed)
    assert (signature.status, signature.flags) == ("unverified", ("key-not-at-hand",))
    assert signature.signer.endswith(KEY_ID.hex().upper())
    assert signature.covered[0].end == len(signed)
    assert signature.not_covered[0].end == signature.covered[0].offset
    assert made.problems == []


def test_a_signature_over_another_header_is_invalid() -> None:
    other = {268: (BINARY, build_signature(b"another header"))}
    _, (signature,) = opened(build_rpm(RpmRecipe(signatures=other)))
    assert (signature.status, signature.flags[0]) == ("invalid", "digest-mismatch")


def test_an_armoured_signature_reads_as_the_plain_one() -> None:
    packet = build_signature(b"data")
    assert openpgp.dearmored(armoured(packet)) == packet
    (read,) = openpgp.packets(packet)
    assert (read.says.key, read.says.digest, read.says.key_id) == ("RSA", "sha256", KEY_ID.hex())
    assert read.says.signed_at == "2025-01-01T00:00:00Z"
    right, wrong = (read.says.digest_over(each) for each in ([b"da", b"ta"], [b"date"]))
    assert right is not None
    assert right[:2].hex() == read.says.digest_start
    assert wrong is not None
    assert wrong[:2].hex() != read.says.digest_start


def test_a_signature_of_version_3_is_read() -> None:
    body = b"\3\5\0" + b"\x67\x74\x85\x80" + KEY_ID + b"\x11\2" + b"\xab\xcd" + bytes(4)
    (read,) = openpgp.packets(b"\x88" + bytes([len(body)]) + body)
    assert (read.says.version, read.says.key, read.says.digest) == (3, "DSA", "sha1")
    assert read.says.signed_at == "2025-01-01T00:00:00Z"


@given(data=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_openpgp_packets_or_said_to_be_damaged(data: bytes) -> None:
    try:
        for packet in openpgp.packets(data):
            packet.says.digest_over([b""])
    except DamagedError:
        pass
