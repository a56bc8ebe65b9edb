"""Scripts, NuGet and app packages, and catalogues are held to what their signatures say."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from parse_signed import opened

from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.packages import build_msix
from onionskin.lookalike.signed_windows import (
    ScriptRecipe,
    build_catalogue,
    sign_as,
    sign_hosted,
    sign_msix,
    sign_nupkg,
    sign_script,
    with_entry,
)
from onionskin.model import Level
from onionskin.parse.signatures.catalogue import Catalogue
from onionskin.parse.signatures.nuget_signature import NugetSignature

TEXT = b"Write-Output 'inert'\r\n$a = 1\r\n"
NUSPEC = b'<package xmlns="urn:inert"><metadata><id>Inert</id><version>1.0</version></metadata></package>'
PACKAGE = build_zip({"inert.nuspec": NUSPEC, "lib/inert.dll": b"inert", "[Content_Types].xml": b"<Types/>"})  # fmt: skip
APP = build_msix("Inert.App", "1.0.0.0", {"inert.exe": bytes(70_000)})


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp1251"])
def test_a_script_is_digested_in_its_signers_code_page(
    tmp_path: Path, pool: Pool, encoding: str
) -> None:
    text = ("$a = 'ж'" if encoding == "cp1251" else "$a = 'é'").encode(encoding)
    found = opened(pool, tmp_path, "a.ps1", sign_script(text, encoding=encoding))
    assert found.signatures[0].status == "valid"
    assert found.signatures[0].covered[0].length == len(text)


def test_a_changed_script_is_not_what_was_signed(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.ps1", sign_script(TEXT).replace(b"$a = 1", b"$a = 2"))
    assert "digest-mismatch" in found.signatures[0].flags
    assert "digest-mismatch" in found.signals


def test_other_line_ends_are_a_doubt_and_no_failure(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.ps1", sign_script(TEXT).replace(b"\r\n", b"\n"))
    assert "line-ends-changed" in found.signatures[0].flags
    assert not found.signals


def test_code_behind_the_block_of_a_script_has_no_owner(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.ps1", sign_script(TEXT) + b"inert\r\n")
    assert [each.length for each in found.layer.unexplained] == [7]


HOSTED = [("a.js", "// SIG // "), ("a.vbs", "'' SIG '' "), ("a.wsf", "** SIG ** ")]


@pytest.mark.parametrize(("name", "sign"), HOSTED)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_script_for_windows_script_host_is_digested_with_where_its_block_stands(
    tmp_path: Path, pool: Pool, name: str, sign: str, encoding: str
) -> None:
    text = "<job>\r\nrun('\u00e9')\r\n".encode(encoding)
    behind = "</job>\r\n" if name == "a.wsf" else ""
    found = opened(pool, tmp_path, name, sign_hosted(text, sign, behind=behind, encoding=encoding))
    (signature,) = found.signatures
    assert (signature.status, signature.flags) == ("valid", ("no-timestamp", "root-unknown"))
    wide = 2 if encoding == "utf-16" else 1
    assert sum(each.length for each in signature.covered) == len(text) + len(behind) * wide
    assert not found.signals


@pytest.mark.parametrize(("name", "sign"), HOSTED)
def test_a_changed_script_for_windows_script_host_is_not_what_was_signed(
    tmp_path: Path, pool: Pool, name: str, sign: str
) -> None:
    behind = "</job>\r\n" if name == "a.wsf" else ""
    data = sign_hosted(b"<job>\r\na = 1\r\n", sign, behind=behind)
    found = opened(pool, tmp_path, name, data.replace(b"a = 1", b"a = 2"))
    assert "digest-mismatch" in found.signatures[0].flags
    assert "digest-mismatch" in found.signals


def test_what_the_signer_left_behind_the_block_of_a_hosted_script_is_covered(
    tmp_path: Path, pool: Pool
) -> None:
    found = opened(pool, tmp_path, "a.js", sign_hosted(b"a = 1\r\n", behind="b = 2\r\n"))
    assert found.signatures[0].status == "valid"
    assert sum(each.length for each in found.signatures[0].covered) == 14


def test_a_digest_without_the_blocks_place_is_another_tools(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.js", sign_as(b"a = 1\r\n", ScriptRecipe("// SIG // ")))
    assert "script-digest-without-place" in found.signatures[0].flags
    assert found.signatures[0].status == "valid"


def test_the_control_letters_that_windows_has_for_open_bytes_of_page_1252_are_its_own(
    tmp_path: Path, pool: Pool
) -> None:
    made = sign_hosted("a = '\x81'\r\n".encode("latin-1"), encoding="latin-1")
    found = opened(pool, tmp_path, "a.js", made)
    assert found.signatures[0].status == "valid"


def test_a_signed_nuget_package_is_valid_and_all_covered(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.nupkg", sign_nupkg(PACKAGE))
    (signature,) = found.signatures
    assert (signature.scheme, signature.status) == ("nuget-author", "valid")
    assert sum(each.length for each in signature.not_covered) < 120
    assert found.first(NugetSignature).stated == found.first(NugetSignature).found


def test_an_entry_added_to_a_signed_nuget_package_breaks_its_hash(
    tmp_path: Path, pool: Pool
) -> None:
    data = with_entry(sign_nupkg(PACKAGE), "tools/install.ps1", b"inert")
    found = opened(pool, tmp_path, "a.nupkg", data)
    assert "digest-mismatch" in found.signatures[0].flags
    assert "digest-mismatch" in found.signals


def test_a_signed_app_package_is_valid(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.msix", sign_msix(APP))
    assert (found.signatures[0].scheme, found.signatures[0].status) == (
        "authenticode-msix",
        "valid",
    )


def test_a_changed_directory_of_an_app_package_is_not_what_was_signed(
    tmp_path: Path, pool: Pool
) -> None:
    data = bytearray(sign_msix(APP))
    data[data.index(b"PK\1\2") + 12] ^= 1
    found = opened(pool, tmp_path, "a.msix", bytes(data))
    assert "digest-mismatch" in found.signatures[0].flags


def test_an_app_package_that_names_a_missing_signature_was_stripped(
    tmp_path: Path, pool: Pool
) -> None:
    marked = b'<Types><Override PartName="/AppxSignature.p7x"/></Types>'
    data = build_zip(
        {
            "AppxManifest.xml": b'<Package><Identity Name="a" Publisher="b" Version="1.0"/></Package>',
            "AppxBlockMap.xml": b'<BlockMap HashMethod="http://www.w3.org/2001/04/xmlenc#sha256"/>',
            "[Content_Types].xml": marked,
        }
    )
    found = opened(pool, tmp_path, "a.msix", data)
    assert "signature-stripped" in found.signals
    # Packers write that mark into packages that nobody has signed yet.
    assert found.report.verdict.level is Level.REVIEW


def test_a_catalogue_names_its_members_with_their_digests(tmp_path: Path, pool: Pool) -> None:
    found = opened(pool, tmp_path, "a.cat", build_catalogue({"inert.sys": b"inert"}))
    (member,) = found.first(Catalogue).members
    assert (member.name, member.algorithm) == ("inert.sys", "sha256")
    assert (found.signatures[0].scheme, found.signatures[0].status) == ("catalogue", "valid")


def test_a_changed_list_is_not_what_the_catalogues_signer_signed(
    tmp_path: Path, pool: Pool
) -> None:
    data = build_catalogue({"inert.sys": b"inert"}).replace(
        "inert.sys".encode("utf-16-le"), "other.sys".encode("utf-16-le")
    )
    assert "message-digest-mismatch" in opened(pool, tmp_path, "a.cat", data).signatures[0].flags


def test_an_elliptic_proof_of_a_chrome_extension_is_checked() -> None:
    from onionskin.parse.pki.public_key import digest_of, verify_digest

    key = ec.derive_private_key(7, ec.SECP256R1())
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    made = key.sign(b"inert", ec.ECDSA(hashes.SHA256()))
    assert verify_digest(public, made, "sha256", digest_of("sha256", b"inert"))
    assert not verify_digest(public, made, "sha256", digest_of("sha256", b"other"))
