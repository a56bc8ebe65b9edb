"""Every place in a signed Mach-O where bytes fit without breaking its signature is found exactly.

Places that the signature covers are no blind spot of ours: an edit there breaks the hashes, which is
said. Whoever signs anew, ad hoc or with another key, breaks nothing: that is a change of publisher.
"""

from __future__ import annotations

import random
import struct

import pytest
from signed_files import opened, partition, seen, signatures

from onionskin.jail.pool import Pool
from onionskin.lookalike.authorities import Wanted, issue
from onionskin.lookalike.der_writer import octets
from onionskin.lookalike.macho import (
    CMS_SLOT,
    TICKET_SLOT,
    AppleSigning,
    MachRecipe,
    between_blobs,
    build_fat,
    build_macho,
    into_reserved_space,
    sign_macho,
    signature_blobs,
    signature_place,
    with_blobs,
)
from onionskin.model import Signature
from onionskin.parse.pki import signature_flags
from onionskin.parse.signatures import codesign_flags
from onionskin.parse.signatures.codesign import CodeSignature

OUTSIDE = "macho-bytes-outside-signature"
PAYLOAD = b"\xcc" * 8 + bytes((n * 37 + 11) % 251 for n in range(1000)) + b"\1"
PLAIN = build_macho(MachRecipe(info={"CFBundleName": "Shapes", "CFBundleVersion": "1"}))
TWO = AppleSigning(hashes=("sha1", "sha256"), entitlements={"com.example.none": True}, spare=4096)
SIGNED = sign_macho(PLAIN, TWO)
AD_HOC = sign_macho(PLAIN, AppleSigning(is_adhoc=True, spare=4096))
START = signature_place(SIGNED)[0]
BLOBS = signature_blobs(SIGNED)
CMS = BLOBS[CMS_SLOT]
KNOWN = set(codesign_flags.FLAGS) | set(signature_flags.FLAGS)


def _blob(body: bytes, magic: int = 0xFADE_7180) -> bytes:
    return struct.pack(">II", magic, 8 + len(body)) + body


def _with_cms(cms: bytes) -> bytes:
    return with_blobs(SIGNED, BLOBS | {CMS_SLOT: _blob(cms, 0xFADE_0B01)})


FILLED = sign_macho(PLAIN, AppleSigning(unsigned=(("1.3.6.1.4.1.32473.2", octets(PAYLOAD * 2)),)))
STRANGE = issue(
    Wanted("Strange", key="root", extensions=(("1.3.6.1.4.1.32473.3", octets(PAYLOAD * 5)),))
)
STUFFED = sign_macho(PLAIN, AppleSigning(extra_certificates=(STRANGE.certificate,)))

HIDDEN = {
    "in the reserved space": into_reserved_space(SIGNED, PAYLOAD),
    "one byte in the reserved space": into_reserved_space(SIGNED, bytes(99) + b"\1"),
    "words behind an ad hoc signature": into_reserved_space(
        AD_HOC, b"inert words, " * 40 + PAYLOAD
    ),
    "between the blobs": between_blobs(SIGNED, PAYLOAD),
    "in a blob of an unknown slot": with_blobs(SIGNED, BLOBS | {0x2000: _blob(PAYLOAD)}),
    "in a further special slot": with_blobs(SIGNED, BLOBS | {7: _blob(PAYLOAD)}),
    "in a blob that poses as a ticket": with_blobs(SIGNED, BLOBS | {TICKET_SLOT: _blob(PAYLOAD)}),
    "behind the PKCS#7 in its blob": _with_cms(CMS[8:] + PAYLOAD),
    "in an unsigned attribute": FILLED,
    "in a certificate of no chain": STUFFED,
    "behind the code's stated limit": sign_macho(
        PLAIN[:0x3400] + PAYLOAD + PLAIN[0x3400 + len(PAYLOAD) :],
        AppleSigning(code_limit=0x3000),
    ),
    "behind the file": SIGNED + PAYLOAD,
    "behind an ad hoc file": AD_HOC + PAYLOAD,
    "between slices": build_fat([("arm64", SIGNED), ("x86_64", SIGNED)], gap=PAYLOAD),
    "behind the slices": build_fat([("arm64", SIGNED)], tail=PAYLOAD),
    "behind the slices of a fat file of 64 bits": build_fat(
        [("arm64", SIGNED)], is_64=True, tail=PAYLOAD
    ),
}


@pytest.mark.parametrize("place", sorted(HIDDEN))
def test_bytes_that_no_hash_covers_are_found(pool: Pool, place: str) -> None:
    result = opened(pool, HIDDEN[place])
    hits = [each for each in result.seen if each.signal == OUTSIDE]
    assert hits
    spans = [(each.offset, each.length) for hit in hits for each in hit.evidence]
    needle = b"\1" if place.startswith("one") else PAYLOAD[8:100]
    data = HIDDEN[place]
    at = data.rindex(needle, START) if place.startswith("one") else data.index(needle)
    assert any(start <= at and at + len(needle) <= start + size for start, size in spans)
    partition(result.layer)


@pytest.mark.parametrize("place", [each for each in sorted(HIDDEN) if "slices" not in each])
def test_hidden_bytes_leave_the_signature_valid_and_are_said_not_to_be_covered(
    pool: Pool, place: str
) -> None:
    for each in signatures(pool, HIDDEN[place]):
        assert each.status == "valid"
        data = HIDDEN[place]
        at = data.rindex(b"\1") if place.startswith("one") else data.index(PAYLOAD[8:100])
        assert any(span.offset <= at < span.end for span in each.not_covered)


CHANGED = {
    "a byte of the code": SIGNED[:0x1400] + b"\x90" + SIGNED[0x1401:],
    "a byte of the header": SIGNED[:0xF00] + b"\x90" + SIGNED[0xF01:],
    "the last byte of the code": SIGNED[: START - 1] + b"\x90" + SIGNED[START:],
    "other entitlements": with_blobs(SIGNED, BLOBS | {5: _blob(BLOBS[5][8:] + b" ", 0xFADE_7171)}),
    "no entitlements": with_blobs(SIGNED, {k: v for k, v in BLOBS.items() if k != 5}),
    "another alternate directory": with_blobs(
        SIGNED,
        BLOBS | {0x1000: signature_blobs(sign_macho(PLAIN, AppleSigning()))[0]},
    ),
}


@pytest.mark.parametrize("what", sorted(CHANGED))
def test_what_the_signature_binds_cannot_be_changed_unseen(pool: Pool, what: str) -> None:
    (signature,) = signatures(pool, CHANGED[what])
    assert signature.status == "invalid"
    assert signature.covered == ()
    assert "digest-mismatch" in seen(pool, CHANGED[what])


def test_the_first_bad_page_is_named(pool: Pool) -> None:
    fact = opened(pool, CHANGED["a byte of the code"]).layer.first(CodeSignature)
    assert fact is not None
    assert [(each.bad_pages, each.first_bad) for each in fact.directories] == [(1, 0x1000)] * 2


def test_a_publishers_cms_on_another_file_is_not_its_signature(pool: Pool) -> None:
    other = sign_macho(build_macho(MachRecipe(strings=("another",))), TWO)
    moved = with_blobs(other, signature_blobs(other) | {CMS_SLOT: CMS})
    (signature,) = signatures(pool, moved)
    assert "message-digest-mismatch" in signature.flags
    assert "signature-wrong" in seen(pool, moved)


def test_an_ad_hoc_signature_names_nobody_and_covers_nothing(pool: Pool) -> None:
    (signature,) = signatures(pool, AD_HOC)
    assert (signature.status, signature.signer, signature.covered) == ("valid", "", ())
    assert "adhoc" in signature.flags


def test_an_ad_hoc_flag_beside_a_cms_is_a_contradiction(pool: Pool) -> None:
    blobs = signature_blobs(AD_HOC)
    mixed = with_blobs(
        sign_macho(PLAIN, AppleSigning(is_adhoc=True, spare=8192)), blobs | {CMS_SLOT: CMS}
    )
    (signature,) = signatures(pool, mixed)
    assert signature.status == "invalid"
    assert "adhoc-with-cms" in signature.flags


def test_a_signature_without_its_cms_is_not_taken_for_ad_hoc(pool: Pool) -> None:
    (signature,) = signatures(pool, with_blobs(SIGNED, BLOBS | {CMS_SLOT: _blob(b"", 0xFADE_0B01)}))
    assert (signature.status, signature.flags.count("signer-missing")) == ("invalid", 1)


def test_a_team_that_the_certificate_does_not_name_is_said(pool: Pool) -> None:
    signed = sign_macho(PLAIN, AppleSigning(certificate_team="OTHERTEAM1"))
    (signature,) = signatures(pool, signed)
    assert "team-mismatch" in signature.flags


@pytest.mark.parametrize("cpu", ["arm64", "x86_64", "i386", "ppc"])
def test_honest_files_of_every_architecture_are_no_finding(pool: Pool, cpu: str) -> None:
    plain = build_macho(MachRecipe(cpu=cpu))
    for data in (plain, sign_macho(plain), sign_macho(plain, AppleSigning(is_adhoc=True))):
        result = opened(pool, data)
        assert not result.seen
        assert not result.layer.unexplained
        assert not result.layer.problems


def test_bent_bytes_end_typed(pool: Pool) -> None:
    chance = random.Random(2023)
    fat = build_fat([("arm64", SIGNED), ("x86_64", AD_HOC)])
    for number in range(240):
        bent = bytearray(fat if number % 4 == 0 else SIGNED)
        first, last = ((0, 64), (0, 800), (START, START + 700), (START, len(SIGNED)))[number % 4]
        for _ in range(chance.choice((1, 1, 3))):
            at = chance.randrange(first, last - 4)
            value = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f", chance.randbytes(4)))
            bent[at : at + len(value)] = value
        cut = len(bent) if number % 5 else chance.randrange(len(bent))
        layer = opened(pool, bytes(bent[:cut])).layer
        partition(layer)
        assert not [p for p in layer.problems if p.reason == "damaged" and "stopped" in p.detail]
        for each in layer.all(Signature):
            assert set(each.flags) <= KNOWN
