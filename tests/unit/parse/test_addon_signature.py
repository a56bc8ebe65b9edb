"""A Firefox add-on's two signatures are verified, and each says what it covers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from parse_signed import Opened, opened

from onionskin.jail.pool import Pool
from onionskin.lookalike.addons import (
    COSE_MANIFEST,
    MANIFEST,
    CoseRecipe,
    addon_maker,
    manifest,
    sign_addon,
    sign_cose,
    sign_whole,
)
from onionskin.lookalike.archives import build_zip
from onionskin.model import Level
from onionskin.parse.signatures.addon_signature import CoseSignature
from onionskin.parse.signatures.jar_signature import OutsideSignature, StrippedSignature

FILES = {"manifest.json": b'{"manifest_version": 2}', "a.js": b"inert", "img/b.svg": b"inert"}
SIGNATURE = "META-INF/cose.sig"


def look(pool: Pool, folder: Path, files: dict[str, bytes]) -> Opened:
    return opened(pool, folder, "inert.xpi", build_zip(files))


@pytest.mark.parametrize("external", [None, b""])
def test_both_signatures_are_valid_and_cover_every_file(
    tmp_path: Path, pool: Pool, external: bytes | None
) -> None:
    found = look(pool, tmp_path, sign_addon(FILES, CoseRecipe(external=external)))
    assert [(each.scheme, each.status) for each in found.signatures] == [("xpi", "valid"), ("xpi-cose", "valid")]  # fmt: skip
    fact = found.first(CoseSignature)
    assert (fact.algorithm, fact.subject, fact.covered) == ("ES256", "inert@example.invalid", 3)
    assert not found.all(OutsideSignature)
    assert found.report.verdict.level is Level.NOTHING_FOUND


def test_an_add_on_signed_by_cose_alone_gives_nothing(tmp_path: Path, pool: Pool) -> None:
    own = manifest(FILES)
    found = look(pool, tmp_path, {**FILES, COSE_MANIFEST: own, SIGNATURE: sign_cose(own)})
    assert [each.status for each in found.signatures] == ["valid"]
    assert found.report.verdict.level is Level.NOTHING_FOUND


def test_a_changed_file_contradicts_both(tmp_path: Path, pool: Pool) -> None:
    found = look(pool, tmp_path, sign_addon(FILES) | {"a.js": b"other"})
    assert ["digest-mismatch" in each.flags for each in found.signatures] == [True, True]
    assert all(not each.covered for each in found.signatures)


def test_a_new_pkcs7_over_a_changed_file_leaves_the_cose_signature_wrong(
    tmp_path: Path, pool: Pool
) -> None:
    held = sign_addon(FILES)
    kept = {name: each for name, each in held.items() if name in {COSE_MANIFEST, SIGNATURE}}
    files = {**FILES, **kept, "a.js": b"other"}
    found = look(pool, tmp_path, files | sign_whole(files))
    assert [each.status for each in found.signatures] == ["valid", "invalid"]
    assert {"digest-mismatch", "record-contradicts-content"} <= found.signals


def test_a_file_that_only_the_pkcs7_covers_is_outside_the_other(tmp_path: Path, pool: Pool) -> None:
    held = sign_addon(FILES)
    kept = {name: each for name, each in held.items() if name in {COSE_MANIFEST, SIGNATURE}}
    files = {**FILES, **kept, "b.js": b"inert"}
    found = look(pool, tmp_path, files | sign_whole(files))
    assert [(each.scheme, each.names) for each in found.all(OutsideSignature)] == [("xpi-cose", ("b.js",))]  # fmt: skip
    assert "entries-outside-signature" in found.signals


def test_a_changed_cose_manifest_is_not_what_was_signed(tmp_path: Path, pool: Pool) -> None:
    held = sign_addon(FILES)
    own = manifest({**FILES, "b.js": b"inert"})
    found = look(pool, tmp_path, held | {"b.js": b"inert", COSE_MANIFEST: own})
    assert "signature-wrong" in found.signatures[1].flags


@pytest.mark.parametrize("gone", [SIGNATURE, COSE_MANIFEST])
def test_half_of_a_cose_signature_tells_of_the_other(tmp_path: Path, pool: Pool, gone: str) -> None:
    held = sign_addon(FILES)
    del held[gone]
    found = look(pool, tmp_path, held)
    assert found.first(StrippedSignature)
    assert "signature-stripped" in found.signals


def test_a_cose_signature_that_the_manifest_lists_and_that_is_gone_is_told(
    tmp_path: Path, pool: Pool
) -> None:
    held = sign_addon(FILES)
    del held[SIGNATURE], held[COSE_MANIFEST]
    found = look(pool, tmp_path, held)
    assert found.first(StrippedSignature).mark == f"{MANIFEST} lists {SIGNATURE}"


@pytest.mark.parametrize(
    ("recipe", "flag"),
    [
        (CoseRecipe(loose={99: b"inert"}), "unsigned-data-in-cose"),
        (CoseRecipe(behind=b"inert"), "unsigned-data-in-cose"),
        (CoseRecipe(payload=b"inert"), "unsigned-data-in-cose"),
        (CoseRecipe(external=b"inert"), "signature-wrong"),
        (CoseRecipe(algorithm=-8), "algorithm-unknown"),
        (CoseRecipe(algorithm=-37), "algorithm-unknown"),
        (CoseRecipe(algorithm=-35), "signature-wrong"),
        (
            CoseRecipe(
                credential=replace(addon_maker(), key=ec.derive_private_key(9, ec.SECP256R1()))
            ),
            "signature-wrong",
        ),
    ],
)
def test_what_is_wrong_with_a_message_has_a_name(
    tmp_path: Path, pool: Pool, recipe: CoseRecipe, flag: str
) -> None:
    found = look(pool, tmp_path, sign_addon(FILES, recipe))
    assert flag in found.signatures[1].flags
    assert found.signatures[1].status == "invalid"


@pytest.mark.parametrize("message", [b"", b"\xd8\x62", b"\xd8\x62\x80", b"\xa0", b"\xd8\x62\x84\x40\xa0\xf6\x01"])  # fmt: skip
def test_a_message_that_is_none_is_unreadable(tmp_path: Path, pool: Pool, message: bytes) -> None:
    found = look(pool, tmp_path, sign_addon(FILES) | {SIGNATURE: message})
    assert found.signatures[1].status == "unreadable"


def test_a_message_without_a_signature_has_no_signer(tmp_path: Path, pool: Pool) -> None:
    found = look(pool, tmp_path, sign_addon(FILES) | {SIGNATURE: b"\xd8\x62\x84\x40\xa0\xf6\x80"})
    assert found.signatures[1].flags == ("signer-missing",)
