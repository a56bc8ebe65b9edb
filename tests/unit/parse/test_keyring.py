"""OpenPGP signatures are settled by the operator's keys, judged at the time of the signature."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError, InputError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.deb import DebRecipe, build_deb, deb_members
from onionskin.lookalike.openpgp import armoured
from onionskin.lookalike.openpgp_keys import MADE, SIGNED, PgpKey, armoured_key
from onionskin.lookalike.rpm import RpmRecipe, build_rpm
from onionskin.model import Signature, Span
from onionskin.parse.signatures import openpgp
from onionskin.parse.signatures.keyring import Keyring, read_keys, settle

KEY = PgpKey()
BINARY = 7


def ring(*blocks: bytes) -> Keyring:
    made = Keyring()
    for block in blocks:
        for key in read_keys(block):
            made.add(key)
    return made


def judged(packet: bytes, keys: Keyring, data: bytes = b"inert") -> Signature:
    (read,) = openpgp.packets(packet)
    digest = read.says.digest_over([data])
    made = read.says.signature("openpgp-detached", digest, (Span(0, len(data)),), ())
    return settle(made, read.says, keys)


@pytest.mark.parametrize("is_rsa", [False, True])
def test_a_signature_by_a_key_of_the_ring_is_valid_and_names_its_owner(*, is_rsa: bool) -> None:
    key = PgpKey(is_rsa=is_rsa)
    found = judged(key.sign(b"inert"), ring(armoured_key(key.public())))
    assert (found.status, found.flags) == ("valid", ())
    assert found.signer == f"Example Phone Ltd (OpenPGP key {key.fingerprint.hex().upper()})"


def test_a_key_that_is_not_in_the_ring_changes_nothing() -> None:
    found = judged(KEY.sign(b"inert"), ring(PgpKey("Someone Else").public()))
    assert (found.status, found.flags) == ("unverified", ("key-not-at-hand",))


def test_a_signature_that_bears_anothers_id_is_wrong() -> None:
    forged = bytearray(KEY.sign(b"inert"))
    forged[-1] ^= 1
    assert judged(bytes(forged), ring(KEY.public())).flags == ("signature-wrong",)


@pytest.mark.parametrize(
    ("public", "at", "flag"),
    [
        (PgpKey(life=1_000).public(), SIGNED, "key-expired-at-signing"),
        (KEY.public(revoked=0), SIGNED, "key-revoked"),
        (KEY.public(revoked=2), SIGNED, "key-revoked"),
        (KEY.public(), MADE - 1, "key-not-yet-made"),
        (PgpKey(flags=1).public(), SIGNED, "key-may-not-sign"),
    ],
)
def test_a_key_is_judged_at_the_time_of_the_signature(public: bytes, at: int, flag: str) -> None:
    found = judged(KEY.sign(b"inert", at=at), ring(public))
    assert (found.status, found.flags) == ("invalid", (flag,))


def test_a_key_that_was_retired_later_was_good_before() -> None:
    before = judged(KEY.sign(b"inert", at=SIGNED - 10), ring(KEY.public(revoked=3)))
    after = judged(KEY.sign(b"inert", at=SIGNED + 10), ring(KEY.public(revoked=3)))
    assert (before.status, after.flags) == ("valid", ("key-revoked",))


def test_a_revocation_in_another_file_counts() -> None:
    found = judged(KEY.sign(b"inert"), ring(KEY.public(), KEY.public(revoked=2)))
    assert found.flags == ("key-revoked",)


def test_a_revocation_by_somebody_else_does_not_count() -> None:
    stranger = PgpKey("Someone Else")
    forged = stranger.sign(KEY.framed, kind=0x20)
    public = KEY.public()
    first = public.index(b"\xcd\xff")  # behind the key's packet
    found = judged(KEY.sign(b"inert"), ring(public[:first] + forged + public[first:]))
    assert found.status == "valid"


@pytest.mark.parametrize(("back", "flags"), [(True, ()), (False, ("key-may-not-sign",))])
def test_a_subkey_signs_if_it_agrees(back: bool, flags: tuple[str, ...]) -> None:
    other = PgpKey("subkey")
    found = judged(other.sign(b"inert"), ring(KEY.public(subkeys=[KEY.subkey(other, back=back)])))
    assert found.flags == flags
    assert KEY.fingerprint.hex().upper() in found.signer


def _signatures(path: Path, keyring: Path, pool: Pool) -> dict[str, Signature]:
    (report,) = peel([path], pool=pool, keyring=[keyring])
    return {each.scheme: each for layer in report.layers for each in layer.all(Signature)}


def test_packages_and_files_beside_signatures_are_verified(tmp_path: Path, pool: Pool) -> None:
    keyring = tmp_path / "ring.asc"
    keyring.write_bytes(armoured_key(KEY.public()))
    release = tmp_path / "release"
    release.mkdir()
    (release / "phone.tar").write_bytes(b"inert")
    (release / "phone.tar.asc").write_bytes(armoured(KEY.sign(b"inert")))
    members = deb_members(DebRecipe())
    data = b"".join(members.values())
    (release / "phone.deb").write_bytes(build_deb(DebRecipe(behind={"_gpgorigin": KEY.sign(data)})))
    found = _signatures(release, keyring, pool)
    assert {name: each.status for name, each in found.items()} == {
        "openpgp-detached": "valid",
        "debsig-openpgp": "valid",
    }


def test_a_header_of_an_rpm_is_verified(tmp_path: Path, pool: Pool) -> None:
    keyring = tmp_path / "ring.gpg"
    keyring.write_bytes(KEY.public())
    plain = build_rpm(RpmRecipe())
    at = plain.index(b"\x8e\xad\xe8\1", 200)
    size = 16 + 16 * int.from_bytes(plain[at + 8 : at + 12]) + int.from_bytes(plain[at + 12 : at + 16])  # fmt: skip
    header = plain[at : at + size]
    path = tmp_path / "inert.rpm"
    path.write_bytes(build_rpm(RpmRecipe(signatures={268: (BINARY, KEY.sign(header))})))
    assert _signatures(path, keyring, pool)["rpm-openpgp"].status == "valid"


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, pool: Pool) -> None:
    keyring = tmp_path / "ring.asc"
    keyring.write_bytes(b"inert")
    (tmp_path / "file").write_bytes(b"inert")
    with pytest.raises(InputError, match="no OpenPGP packet"):
        _signatures(tmp_path / "file", keyring, pool)


@given(data=st.binary(max_size=300), cut=st.integers(0, 400))
@example(data=b"\t", cut=129)  # a number one byte longer than its key
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_keys_or_said_to_be_damaged(data: bytes, cut: int) -> None:
    whole = KEY.public()
    for each in (data, whole[:cut] + data + whole[cut:]):
        with suppress(DamagedError):
            read_keys(each)
