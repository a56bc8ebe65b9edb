"""The digest of an installer package: order, what is left out, and its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest

from onionskin.errors import DamagedError
from onionskin.lookalike.signing import Plan, sign_digest
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import PE_IMAGE, SIP_INFO
from onionskin.parse.signatures.msi_digest import (
    SIGNATURE,
    SIGNATURE_EX,
    extended_digest,
    msi_digest,
    verify_msi,
)

CLASS = bytes(range(16))


@dataclass(frozen=True)
class Node:
    """A member of a compound file, in memory."""

    name: bytes
    content: bytes = b""
    members: tuple[Node, ...] | None = None
    class_id: bytes = bytes(16)
    state: bytes = bytes(4)
    created: bytes = bytes(8)
    modified: bytes = bytes(8)
    size: int = field(default=0)

    def chunks(self) -> Iterable[bytes]:
        return (self.content[:3], self.content[3:])


def stream(name: str, content: bytes) -> Node:
    return Node(name.encode("utf-16-le"), content, size=len(content))


def storage(name: str, *members: Node) -> Node:
    return Node(name.encode("utf-16-le"), members=members, class_id=CLASS)


ROOT = storage(
    "Root Entry",
    stream("b", b"second"),
    stream("ab", b"third?"),
    storage("z", stream("y", b"inside")),
    stream("a", b"first"),
)


def test_members_come_in_the_order_of_their_names_bytes_and_class_ids_behind() -> None:
    # In UTF-16LE "a" (61 00) is a beginning of "ab" (61 00 62 00), and comes before it.
    content = b"first" + b"third?" + b"second" + b"inside" + CLASS + CLASS
    assert msi_digest(ROOT, "sha256") == hashlib.sha256(content).digest()


def test_the_signature_s_own_streams_are_left_out_of_the_root_only() -> None:
    more = (
        Node(SIGNATURE, b"pkcs7", size=5),
        storage("z", Node(SIGNATURE, b"no signature here", size=17)),
    )
    assert ROOT.members is not None
    with_signature = replace(ROOT, members=(*ROOT.members[:2], *ROOT.members[3:], *more))
    content = b"first" + b"third?" + b"second" + b"no signature here" + CLASS + CLASS
    assert msi_digest(with_signature, "sha1") == hashlib.sha1(content).digest()


def test_the_metadata_comes_first_where_it_is_signed() -> None:
    assert ROOT.members is not None
    held = replace(ROOT, members=(*ROOT.members, Node(SIGNATURE_EX, b"", size=32)))
    before = extended_digest(held, "sha256")
    content = before + b"first" + b"third?" + b"second" + b"inside" + CLASS + CLASS
    assert msi_digest(held, "sha256") == hashlib.sha256(content).digest()
    renamed = replace(held, members=(*held.members[1:], stream("bb", b"second")))
    assert extended_digest(renamed, "sha256") != before


def test_the_metadata_are_names_sizes_and_times() -> None:
    small = storage("Root Entry", Node(b"a\0", b"x", created=b"c" * 8, modified=b"m" * 8, size=1))
    stated = CLASS + bytes(4) + b"a\0" + b"\1\0\0\0" + bytes(4) + b"c" * 8 + b"m" * 8
    assert extended_digest(small, "sha256") == hashlib.sha256(stated).digest()


def test_a_signed_package_is_verified() -> None:
    blob = sign_digest(msi_digest(ROOT, "sha256"), SIP_INFO, Plan())
    (result,) = verify_msi(ROOT, blob)
    assert status_of(result.flags) == "valid"
    assert "metadata-not-covered" in result.flags
    assert result.signed_at == "2023-03-13T08:00:00Z"


def test_a_changed_stream_breaks_it() -> None:
    blob = sign_digest(msi_digest(ROOT, "sha256"), SIP_INFO, Plan())
    changed = replace(ROOT, members=(*(ROOT.members or ())[:3], stream("a", b"other")))
    (result,) = verify_msi(changed, blob)
    assert "digest-mismatch" in result.flags
    assert not result.binds


def test_changed_times_break_a_package_that_signs_them() -> None:
    ex = Node(SIGNATURE_EX, b"", size=32)
    signed = replace(ROOT, members=(*(ROOT.members or ()), ex))
    extended = extended_digest(signed, "sha256")
    blob = sign_digest(msi_digest(signed, "sha256"), SIP_INFO, Plan())
    (result,) = verify_msi(signed, blob, extended)
    assert status_of(result.flags) == "valid"
    (result,) = verify_msi(signed, blob, bytes(32))
    assert "metadata-digest-mismatch" in result.flags


def test_a_program_s_signature_is_none_for_a_package() -> None:
    blob = sign_digest(msi_digest(ROOT, "sha256"), PE_IMAGE, Plan())
    assert "content-type-wrong" in verify_msi(ROOT, blob)[0].flags


def test_garbage_is_unreadable() -> None:
    assert verify_msi(ROOT, b"garbage")[0].flags == {"unreadable-pkcs7", "metadata-not-covered"}


def test_storages_without_end_are_refused() -> None:
    deep = storage("x")
    for _ in range(40):
        deep = storage("x", deep)
    with pytest.raises(DamagedError, match="deep"):
        msi_digest(deep, "sha256")
