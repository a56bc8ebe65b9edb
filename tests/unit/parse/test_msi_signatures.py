"""A package's signature is verified, and what it covers is exact to the byte."""

from __future__ import annotations

import random

import pytest
from installer_bytes import view_of

from onionskin.lookalike.msi import Contents, build_msi, opened, sign_msi
from onionskin.lookalike.msi_hiding import PLACES, hide_in_msi
from onionskin.model import Signature
from onionskin.parse.archives.cfb import read_compound
from onionskin.parse.signatures.msi_signature import examine_msi

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}
FILLER = random.Random(8).randbytes(20_000)
HIDDEN = random.Random(9).randbytes(20_000)
PLAIN = build_msi(FILES, contents=Contents(binaries={"Helper": FILLER[:5000]}))
SIGNED = sign_msi(PLAIN)


def signature_of(data: bytes) -> Signature:
    with view_of(data) as view:
        found = [each for each in examine_msi(read_compound(view)) if isinstance(each, Signature)]
    (signature,) = found
    return signature


@pytest.mark.parametrize("extended", [True, False])
@pytest.mark.parametrize("layout", [3, 4])
def test_a_signed_package_verifies(layout: int, extended: bool) -> None:
    data = build_msi(FILES, contents=Contents(layout=layout))
    found = signature_of(sign_msi(data, extended=extended))
    assert found.status == "valid"
    assert found.signer == "Example Phone Ltd"
    assert found.signed_at == "2023-03-13T08:00:00Z"
    assert ("metadata-not-covered" in found.flags) != extended


def test_an_unsigned_package_has_no_signature() -> None:
    with view_of(PLAIN) as view:
        assert not list(examine_msi(read_compound(view)))


def test_covered_and_not_covered_are_the_file() -> None:
    found = signature_of(SIGNED)
    spans = sorted((*found.covered, *found.not_covered), key=lambda span: span.offset)
    at = 0
    for span in spans:
        assert span.offset == at
        at = span.end
    assert at == len(SIGNED)


def test_every_covered_byte_breaks_the_signature_and_no_other_stream_byte_is_left_out() -> None:
    found = signature_of(SIGNED)
    with opened(SIGNED) as compound:
        blob = next(each for each in compound.streams if each.name == "\x05DigitalSignature")
        own = next(iter(compound.open(blob).extents))
        tables = {compound.offset(each) for each in compound.directory_chain}
    places = random.Random(9)
    for span in found.covered:
        if span.offset >= own.offset and span.end <= own.end:
            continue
        if any(start <= span.offset < start + 512 for start in tables):
            continue
        changed = bytearray(SIGNED)
        changed[span.offset + places.randrange(span.length)] ^= 0x40
        assert signature_of(bytes(changed)).status == "invalid"


@pytest.mark.parametrize("place", PLACES)
def test_what_is_hidden_leaves_the_signature_valid_and_is_not_covered(place: str) -> None:
    hidden = hide_in_msi(SIGNED, HIDDEN, place)
    at = hidden.index(HIDDEN[:16])
    found = signature_of(hidden)
    assert found.status == "valid"
    assert any(span.offset <= at < span.end for span in found.not_covered)


def test_a_renamed_stream_is_seen_only_where_names_are_signed() -> None:
    for extended, said in ((True, "metadata-digest-mismatch"), (False, "metadata-not-covered")):
        data = bytearray(sign_msi(PLAIN, extended=extended))
        at = bytes(data).index("\x05SummaryInformation".encode("utf-16-le"))
        data[at + 36] = ord("m")  # the last letter: the order of the streams stays
        assert said in signature_of(bytes(data)).flags


def test_bytes_behind_the_pkcs7_are_said() -> None:
    assert "bytes-behind-pkcs7" in signature_of(sign_msi(PLAIN, behind=FILLER)).flags
