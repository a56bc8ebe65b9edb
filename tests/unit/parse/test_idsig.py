"""A file of Android's scheme 4 is held to the package that it lies beside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.idsig import IdsigRecipe, hash_tree, sign_both, sign_idsig
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.signed_archives import maker, sign_apk
from onionskin.model import Signature
from onionskin.parse.signatures import merkle
from onionskin.write.reports import PeelReport

TAGS = [("manifest", {"package": "example.inert", "versionName": "1.0"})]
PLAIN = build_zip({"AndroidManifest.xml": build_binary_xml(TAGS), "classes.dex": b"inert" * 9000})


def look(
    pool: Pool, folder: Path, package: bytes, beside: bytes
) -> tuple[PeelReport, list[Signature]]:
    release = folder / "release"
    release.mkdir()
    (release / "a.apk").write_bytes(package)
    (release / "a.apk.idsig").write_bytes(beside)
    (report,) = peel([release], pool=pool)
    found = [made for each in report.layers for made in each.all(Signature)]
    return report, [each for each in found if each.scheme == "apk-v4"]


@given(st.integers(1, 700_000), st.binary(max_size=32), st.integers(1, 9_000))
@settings(max_examples=15, deadline=None)
def test_a_tree_is_the_same_however_the_data_comes(size: int, salt: bytes, step: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    pieces = [data[at : at + step] for at in range(0, size, step)]
    pieces[-1] = pieces[-1][: size - step * (len(pieces) - 1)]
    found = merkle.build(pieces)
    assert (found.root, found.levels, found.size) == (*hash_tree(data[:size]), size)
    assert not salt or merkle.build(pieces, salt).root != found.root


def test_the_file_beside_a_package_covers_all_of_it(tmp_path: Path, pool: Pool) -> None:
    package, beside = sign_both(PLAIN)
    report, (signature,) = look(pool, tmp_path, package, beside)
    assert (signature.status, signature.flags) == ("valid", ())
    assert [each.length for each in signature.covered] == [len(package)]
    assert not report.findings


@pytest.mark.parametrize(
    ("recipe", "flag"),
    [
        (IdsigRecipe(inside=bytes(32)), "other-signer-inside"),
        (IdsigRecipe(credential=maker("Another", "root")), "other-signer-inside"),
        (IdsigRecipe(credential=replace(maker(), key=worthless_key("root"))), "signature-wrong"),
        (IdsigRecipe(hashing=2), "digest-unknown"),
        (IdsigRecipe(algorithm=0x0999), "algorithm-unknown"),
        (IdsigRecipe(tree=bytes(4096)), "digest-mismatch"),
        (IdsigRecipe(blocks=(0x1B93AD61,)), "other-signer-inside"),
    ],
)
def test_what_is_wrong_with_it_has_a_name_and_is_a_finding(
    tmp_path: Path, pool: Pool, recipe: IdsigRecipe, flag: str
) -> None:
    report, signatures = look(pool, tmp_path, *sign_both(PLAIN, recipe))
    assert flag in signatures[-1].flags
    assert {each.signal for each in report.findings} == {"signature-beside-wrong"}


def test_one_byte_more_in_the_signing_block_is_another_package(tmp_path: Path, pool: Pool) -> None:
    """Scheme 4 is over all bytes, the block of the other schemes too."""
    package = sign_apk(PLAIN)
    other = sign_apk(PLAIN, schemes=(3, 2))
    assert len(package) == len(other)
    report, (signature,) = look(pool, tmp_path, other, sign_idsig(package, PLAIN))
    assert "digest-mismatch" in signature.flags
    assert report.findings


def test_a_package_without_its_own_signature_has_none_that_scheme_4_could_stand_for(
    tmp_path: Path, pool: Pool
) -> None:
    report, (signature,) = look(pool, tmp_path, PLAIN, sign_idsig(PLAIN, PLAIN))
    assert signature.flags == ("other-signer-inside",)
    assert report.findings


def test_a_file_of_hashes_without_its_package_says_nothing(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "a.apk.idsig"
    path.write_bytes(sign_both(PLAIN)[1])
    (report,) = peel([path], pool=pool)
    assert report.layers[0].format == "idsig"
    assert not report.findings
    assert not report.layers[0].unexplained
