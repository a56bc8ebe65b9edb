"""Signatures of PE files: verdict, signer, time, and which bytes are covered."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from onionskin.lookalike.authorities import (
    CODE_SIGNING,
    TIME_STAMPING,
    Wanted,
    issue,
    root,
    timestamp_authority,
    worthless_key,
)
from onionskin.lookalike.der_writer import octets
from onionskin.lookalike.pe import (
    Recipe,
    add_certificate_entry,
    append_behind_signature,
    append_to_file,
    build_pe,
    with_bytes_at,
)
from onionskin.lookalike.signing import Plan, attach, image_digest, sign_digest, sign_image, sign_pe
from onionskin.model import Fact, Problem, Signature, Span
from onionskin.parse.pki import trust
from onionskin.parse.pki.certificates import read_certificate
from onionskin.parse.pki.signature_flags import FLAGS, Severity, binds, status_of
from onionskin.parse.programs.pe import PeLayout, parse_layout
from onionskin.parse.signatures import authenticode
from onionskin.parse.signatures.authenticode import authentihash, examine_pe, verify_pe
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.plugins.view import View

IMAGE = build_pe(Recipe(name="phone.exe"))


def laid_out(folder: Path, data: bytes) -> tuple[View, PeLayout]:
    path = folder / "phone.exe"
    path.write_bytes(data)
    view = View(os.open(path, os.O_RDONLY))
    return view, parse_layout(view)


def verified(folder: Path, data: bytes) -> tuple[Signature, ...]:
    return verify_pe(*laid_out(folder, data))


def stated(folder: Path, data: bytes) -> list[Authenticode]:
    return [
        msgspec.convert(each.value, Authenticode)
        for each in examine_pe(*laid_out(folder, data))
        if isinstance(each, Fact)
    ]


@pytest.fixture
def trusted_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the fictional root a trusted one."""
    held = trust.Root(root().certificate, "Own", frozenset(), None, frozenset(), None, frozenset())
    subject = read_certificate(held.data).subject
    monkeypatch.setattr(trust, "_index", lambda: {subject: (held,)})


def test_a_signature_to_a_trusted_root_has_no_flag_at_all(
    tmp_path: Path, trusted_root: None
) -> None:
    (signature,) = verified(tmp_path, sign_pe(IMAGE))
    assert signature.flags == ()
    assert (signature.scheme, signature.status) == ("authenticode", "valid")
    assert (signature.signer, signature.signed_at) == ("Example Phone Ltd", "2023-03-13T08:00:00Z")
    assert signature.digest == "sha256:" + image_digest(IMAGE, "sha256").hex()


def test_exactly_the_checksum_the_directory_and_the_headers_are_not_covered(
    tmp_path: Path,
) -> None:
    data = sign_pe(IMAGE)
    view, layout = laid_out(tmp_path, data)
    (signature,) = verify_pe(view, layout)
    entry = layout.certificate_entries[0]
    assert layout.certificate_directory_offset is not None
    holes = [
        Span(layout.checksum_offset, 4),
        Span(layout.certificate_directory_offset, 8),
        Span(entry.offset, 8),
    ]
    tail = Span(entry.body + (entry.der_length or 0), entry.slack_length)
    assert list(signature.not_covered) == holes + ([tail] if tail.length else [])
    spans = sorted((*signature.covered, *signature.not_covered), key=lambda span: span.offset)
    assert sum(span.length for span in spans) == len(data)


def test_the_digest_of_a_file_stays_when_it_is_signed(tmp_path: Path) -> None:
    wanted = image_digest(IMAGE, "sha1").hex()
    assert authentihash(*laid_out(tmp_path, IMAGE), "sha1") == wanted
    assert authentihash(*laid_out(tmp_path, sign_pe(IMAGE)), "sha1") == wanted


def test_an_unsigned_file_of_odd_length_is_padded_for_its_digest(tmp_path: Path) -> None:
    odd = IMAGE + b"odd"
    assert authentihash(*laid_out(tmp_path, odd)) == image_digest(odd + bytes(5), "sha256").hex()
    (signature,) = verified(tmp_path, sign_pe(odd))
    assert signature.status == "valid"


@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("timestamp", ["rfc3161", "pkcs9", ""])
def test_every_digest_and_kind_of_timestamp_is_verified(
    tmp_path: Path, digest: str, timestamp: str, trusted_root: None
) -> None:
    plan = Plan(digest=digest, timestamp=timestamp, program="Phone")
    data = sign_pe(IMAGE, plan=plan)
    (signature,) = verified(tmp_path, data)
    expected = {"weak-digest-sha1"} if digest == "sha1" else set()
    if not timestamp:
        expected.add("no-timestamp")
    assert set(signature.flags) == expected
    (facts,) = stated(tmp_path, data)
    assert (facts.digest_algorithm, facts.program_name) == (digest, "Phone")
    assert [each.kind for each in facts.timestamps] == ([timestamp] if timestamp else [])


def test_a_changed_byte_of_the_image_takes_everything_from_the_signature(tmp_path: Path) -> None:
    data = sign_pe(IMAGE)
    (signature,) = verified(tmp_path, with_bytes_at(data, 0x480, b"\x90"))
    assert signature.flags[0] == "digest-mismatch"
    assert (signature.covered, signature.not_covered) == ((), (Span(0, len(data)),))


def test_bytes_behind_the_pkcs7_leave_it_valid_and_are_not_covered(tmp_path: Path) -> None:
    data = append_behind_signature(sign_pe(IMAGE), b"\xfe\xed\xfa\xce" * 500)
    (signature,) = verified(tmp_path, data)
    assert signature.status == "valid"
    assert "bytes-behind-pkcs7" in signature.flags
    assert signature.not_covered[-1].end == len(data)
    assert signature.not_covered[-1].length >= 2000


def test_a_second_entry_is_a_second_signature(tmp_path: Path) -> None:
    data = add_certificate_entry(sign_pe(IMAGE), sign_image(IMAGE, Plan(signer="Example Boot Ltd")))
    first, second = verified(tmp_path, data)
    assert (first.signer, second.signer) == ("Example Phone Ltd", "Example Boot Ltd")
    assert (first.status, second.status) == ("valid", "valid")
    assert [each.entry for each in stated(tmp_path, data)] == [0, 1]


def test_a_tail_behind_the_table_that_the_digest_includes_is_covered(tmp_path: Path) -> None:
    tail = b"behind the table"
    data = append_to_file(attach(IMAGE, sign_image(IMAGE + tail, Plan())), tail)
    (signature,) = verified(tmp_path, data)
    assert "digest-mismatch" not in signature.flags
    assert signature.covered[-1] == Span(len(data) - 16, 16)


def test_a_trusted_signer_with_anybody_s_timestamp_is_a_failure(
    tmp_path: Path, trusted_root: None
) -> None:
    own = timestamp_authority(root("Own Root", "other"))
    plan = Plan("Example Thief Ltd", "2021-01-01T00:00:00Z", authority=own)
    (signature,) = verified(tmp_path, sign_pe(IMAGE, plan=plan))
    assert {"timestamp-root-unknown", "timestamp-authority-untrusted"} <= set(signature.flags)
    assert signature.status == "invalid"


def test_a_nested_signature_of_anybody_s_is_not_covered_by_a_trusted_one(
    tmp_path: Path, trusted_root: None
) -> None:
    own = issue(Wanted("Own", key="signer", usages=(CODE_SIGNING,)), root("Own Root", "other"))
    stuffing = (("1.3.6.1.4.1.32473.2", octets(bytes(9000))),)
    inner = Plan(credential=own, timestamp="", unsigned=stuffing)
    data = sign_pe(IMAGE, plan=Plan(nested=inner))
    outer, nested = verified(tmp_path, data)
    assert (outer.status, nested.status) == ("valid", "valid")
    assert "nested-signature-untrusted" in outer.flags
    (kind,) = {each.kind for each in stated(tmp_path, data)[0].uncovered if each.kind != "behind"}
    assert kind == "nested signature"


def test_a_time_stamping_certificate_cannot_sign_code(tmp_path: Path) -> None:
    wanted = Wanted("Clock", key="signer", usages=(TIME_STAMPING,))
    (signature,) = verified(tmp_path, sign_pe(IMAGE, plan=Plan(credential=issue(wanted, root()))))
    assert "eku-missing" in signature.flags


def test_the_durable_identity_of_a_publisher_is_stated(tmp_path: Path) -> None:
    identity = "1.3.6.1.4.1.311.97.1.2.3"
    wanted = Wanted("Example", "Example Ltd", "signer", usages=(CODE_SIGNING, identity))
    (facts,) = stated(tmp_path, sign_pe(IMAGE, plan=Plan(credential=issue(wanted, root()))))
    assert facts.identity == (identity,)
    assert (facts.signer, facts.signer_name) == ("Example Ltd", "Example")
    roles = [(each.role, each.subject) for each in facts.certificates]
    assert roles[:2] == [("signer", "Example"), ("issuer", "Example Test Root (worthless)")]
    assert ("timestamp", "Example Timestamp Authority") in roles


def test_a_signature_by_a_curve_is_verified(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.derive_private_key(7, ec.SECP256R1())
    held = issue(Wanted("Curve", usages=(CODE_SIGNING,)), root(), key)
    (signature,) = verified(tmp_path, sign_pe(IMAGE, plan=Plan(credential=held)))
    assert signature.status == "valid"


def test_a_forged_name_on_an_unsigned_certificate_is_no_signer_of_this_file(tmp_path: Path) -> None:
    held = Plan().signing()
    wrong = type(held)(worthless_key("root"), held.certificate, held.issuers)
    (signature,) = verified(tmp_path, sign_pe(IMAGE, plan=Plan(credential=wrong)))
    assert not binds(signature.flags)


def test_more_entries_than_are_verified_are_said(tmp_path: Path) -> None:
    data = attach(IMAGE, *[sign_image(IMAGE, Plan(timestamp=""))] * 20)
    items = list(examine_pe(*laid_out(tmp_path, data)))
    assert sum(isinstance(each, Signature) for each in items) == authenticode.MAX_ENTRIES
    assert [each.reason for each in items if isinstance(each, Problem)] == ["limit:signature"]


def test_an_entry_larger_than_any_signature_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticode, "MAX_BLOB", 1000)
    items = list(examine_pe(*laid_out(tmp_path, sign_pe(IMAGE))))
    assert [type(each).__name__ for each in items] == ["Problem", "Signature", "Fact"]
    assert isinstance(items[1], Signature)
    assert items[1].status == "unreadable"


@pytest.mark.parametrize(
    ("subsystem", "is_wrong"), [(10, False), (13, False), (2, True), (1, True)]
)
def test_the_purpose_of_a_key_for_the_kind_of_file_is_borne_in_firmware_alone(
    subsystem: int, is_wrong: bool, tmp_path: Path
) -> None:
    data = build_pe()
    at = parse_layout(laid_out(tmp_path, data)[0]).optional_offset + 68
    data = with_bytes_at(data, at, subsystem.to_bytes(2, "little"))
    signed = attach(
        data, sign_digest(image_digest(data, "sha256"), "1.3.6.1.4.1.311.2.1.21", Plan())
    )
    (signature,) = verified(tmp_path, signed)
    assert ("content-type-wrong" in signature.flags) is is_wrong
    # Whatever it calls itself, it is bound to these bytes.
    other = with_bytes_at(signed, 0x300, b"\x90\x91\x92")
    assert "digest-mismatch" in verified(tmp_path, other)[0].flags


def test_the_status_follows_from_the_table() -> None:
    assert status_of(()) == "valid"
    assert status_of(("root-unknown", "page-hashes")) == "valid"
    assert status_of(("root-unknown", "digest-mismatch")) == "invalid"
    assert status_of(("unreadable-pkcs7",)) == "unreadable"


def test_every_flag_speaks_and_every_failure_of_a_chain_has_its_twin_for_timestamps() -> None:
    assert all(meaning and not meaning.endswith(".") for _, meaning in FLAGS.values())
    assert {severity for severity, _ in FLAGS.values()} == set(Severity)
