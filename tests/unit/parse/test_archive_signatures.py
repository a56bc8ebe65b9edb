"""Jars and Android packages are verified as their own worlds do it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from parse_signed import opened

from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.der_writer import algorithm
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.signed_archives import maker, sign_apk, sign_jar
from onionskin.parse.pki.public_key import verify
from onionskin.parse.signatures.apk_signature import ApkSigner
from onionskin.parse.signatures.jar_signature import JarSignature, OutsideSignature

FILES = {"org/inert/A.class": b"inert", "B.txt": b"inert"}
TAGS = [("manifest", {"package": "example.inert", "versionName": "1.0"})]
APK = {"AndroidManifest.xml": build_binary_xml(TAGS), "classes.dex": b"inert" * 300_000}


def test_a_self_signed_jar_is_valid_and_says_that_its_root_is_not_known(
    tmp_path: Path, pool: Pool
) -> None:
    found = opened(pool, tmp_path, "a.jar", build_zip(sign_jar(FILES)))
    (signature,) = found.signatures
    assert (signature.scheme, signature.status) == ("jar", "valid")
    assert {"root-unknown", "no-timestamp"} <= set(signature.flags)
    assert found.first(JarSignature).covered == 2
    assert not found.all(OutsideSignature)


def test_a_changed_entry_of_a_signed_jar_is_not_what_was_signed(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.jar", build_zip(sign_jar(FILES) | {"B.txt": b"other"}))
    assert "digest-mismatch" in found.signatures[0].flags
    assert found.signatures[0].covered == ()


def test_a_manifest_with_a_section_more_covers_what_the_signer_named(
    tmp_path: Path, pool: Pool
) -> None:
    signed = sign_jar(FILES)
    added = b"Name: C.class\r\nSHA-256-Digest: MyFnVwWTLjfFXAuksIcHiBd+P1ZwudfqejIG4ofdXq0=\r\n\r\n"
    signed["META-INF/MANIFEST.MF"] += added
    found = opened(pool, tmp_path, "a.jar", build_zip(signed | {"C.class": b"inert"}))
    assert found.signatures[0].status == "valid"
    assert not found.first(JarSignature).whole
    assert found.first(OutsideSignature).names == ("C.class",)


def test_a_block_by_another_key_than_its_certificate_is_wrong(tmp_path: Path, pool: Pool) -> None:
    forged = replace(maker(), key=worthless_key("root"))
    found = opened(pool, tmp_path, "a.jar", build_zip(sign_jar(FILES, forged)))
    assert "signature-wrong" in found.signatures[0].flags


@pytest.mark.parametrize("scheme", [2, 3, 31])
def test_a_signing_block_covers_the_whole_package_but_itself(
    tmp_path: Path, pool: Pool, scheme: int
) -> None:
    found = opened(pool, tmp_path, "a.apk", sign_apk(build_zip(APK), schemes=(scheme,)))
    (signature,) = found.signatures
    assert (signature.status, signature.flags) == ("valid", ())
    assert sum(each.length for each in signature.not_covered) < 3_000


def test_a_changed_byte_of_a_package_contradicts_its_block(tmp_path: Path, pool: Pool) -> None:
    data = sign_apk(build_zip(APK))
    at = data.index(b"classes.dex")
    found = opened(pool, tmp_path, "a.apk", data[:at] + b"Classes.dex" + data[at + 11 :])
    assert [each.flags for each in found.signatures] == [("digest-mismatch",)] * 2


def test_a_block_by_another_key_than_it_names_is_wrong(tmp_path: Path, pool: Pool) -> None:
    forged = replace(maker(), key=worthless_key("root"))
    found = opened(pool, tmp_path, "a.apk", sign_apk(build_zip(APK), forged, schemes=(2,)))
    assert found.signatures[0].flags == ("signature-wrong",)


def test_a_promise_of_a_stronger_scheme_is_held_to_it(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.apk", sign_apk(build_zip(APK), schemes=(2,), promises=3))
    assert found.signatures[0].flags == ("stronger-signature-stripped",)
    assert found.first(ApkSigner).stronger == 3


def test_an_elliptic_curve_that_a_jars_block_names_as_a_bare_key_is_checked() -> None:
    key = ec.derive_private_key(7, ec.SECP256R1())
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    made = key.sign(b"inert", ec.ECDSA(hashes.SHA256()))
    bare = algorithm("1.2.840.10045.2.1")
    assert verify(public, bare, made, b"inert", "sha256") == "sha256"
    assert verify(public, bare, made, b"other", "sha256") == ""
