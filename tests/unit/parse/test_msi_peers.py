"""Programs of other projects agree: wixl writes what we read, and theirs read what we write."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import Encoding
from installer_bytes import view_of

from onionskin.lookalike.authorities import publisher, timestamp_authority
from onionskin.lookalike.cab import MSZIP, STORED, build_cab, sign_cab
from onionskin.lookalike.msi import Contents, build_msi, opened, sign_msi
from onionskin.lookalike.signing import Plan
from onionskin.model import Region, Signature
from onionskin.parse.archives.cab import read_cabinet
from onionskin.parse.archives.cfb import read_compound
from onionskin.parse.signatures.cab_signature import examine_cabinet
from onionskin.parse.signatures.msi_signature import examine_msi
from onionskin.peel import ledger
from onionskin.peel.containers import msi
from onionskin.plugins.contracts import Child

pytestmark = pytest.mark.peer

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(40_000),
    "Example Phone/data/long file name.txt": b"an honest text\n" * 200,
}
WXS = """<?xml version="1.0"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="*" Name="Example Phone" Language="1033" Version="18.12.416"
          Manufacturer="Example Phone Ltd" UpgradeCode="12345678-1234-1234-1234-123456789012">
  <Package InstallerVersion="200" Compressed="yes"/>
  <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
  <Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="ProgramFilesFolder">
   <Directory Id="INSTALLDIR" Name="Example Phone">
    <Component Id="C1" Guid="*"><File Id="F1" Source="phone.exe" KeyPath="yes"/></Component>
    <Directory Id="DATA" Name="data">
     <Component Id="C2" Guid="*"><File Id="F2" Source="text.txt" Name="long file name.txt" KeyPath="yes"/></Component>
    </Directory>
   </Directory>
  </Directory></Directory>
  <Binary Id="Helper" SourceFile="text.txt"/>
  <Feature Id="Main" Level="1"><ComponentRef Id="C1"/><ComponentRef Id="C2"/></Feature>
 </Product>
</Wix>
"""


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def run(*arguments: str | Path) -> str:
    done = subprocess.run(
        [str(each) for each in arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def by_wixl(folder: Path) -> Path:
    program("wixl")
    for name, data in zip(("phone.exe", "text.txt"), FILES.values(), strict=True):
        (folder / name).write_bytes(data)
    (folder / "phone.wxs").write_text(WXS)
    done = subprocess.run(
        ["wixl", "-o", "phone.msi", "phone.wxs"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "phone.msi"


def opened_files(data: bytes) -> dict[str, bytes]:
    regions, files = [], {}
    with view_of(data) as view:
        for each in msi.peel(view):
            if isinstance(each, Child):
                files[each.name] = (
                    view.read(*each.span) if each.span else b"".join(each.chunks or ())
                )
            elif isinstance(each, Region):
                regions.append(each)
        kept = ledger.clamp(regions, view.size)
    assert not ledger.gaps(kept, len(data))
    assert not ledger.crossings(kept)
    return files


def signatures_of(data: bytes) -> list[Signature]:
    with view_of(data) as view:
        return [each for each in examine_msi(read_compound(view)) if isinstance(each, Signature)]


def own_key(folder: Path) -> tuple[Path, Path]:
    """Write the TEST-ONLY publisher's key and certificates for osslsigncode."""
    credential = publisher("Example Phone Ltd", "2022-01-01T00:00:00Z", "2032-01-01T00:00:00Z")
    key, chain = folder / "key.pem", folder / "chain.pem"
    key.write_bytes(
        credential.key.private_bytes(
            Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    chain.write_bytes(b"".join(pem(each) for each in credential.chain))
    return key, chain


def pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def test_a_package_of_wixl_is_read_whole(tmp_path: Path) -> None:
    files = opened_files(by_wixl(tmp_path).read_bytes())
    expected = {f"Program Files/{name}": data for name, data in FILES.items()}
    assert files == {**expected, "Binary.Helper": list(FILES.values())[1]}


@pytest.mark.parametrize("layout", [3, 4])
def test_msiextract_and_msiinfo_read_our_package(tmp_path: Path, layout: int) -> None:
    program("msiextract")
    path = tmp_path / "phone.msi"
    path.write_bytes(build_msi(FILES, contents=Contents(layout=layout)))
    run("msiextract", "-C", tmp_path / "out", path)
    for name, data in FILES.items():
        assert (tmp_path / "out" / "Program Files" / name).read_bytes() == data
    exported = run("msiinfo", "export", path, "Property")
    assert "ProductVersion\t18.12.416" in exported


@pytest.mark.parametrize("method", [STORED, MSZIP])
@pytest.mark.parametrize("folders", [1, 2])
def test_cabextract_tests_our_cabinet(tmp_path: Path, method: int, folders: int) -> None:
    program("cabextract")
    path = tmp_path / "files.cab"
    path.write_bytes(build_cab({"one.bin": FILES["Example Phone/phone.exe"], "two.txt": b"x" * 99_000}, method=method, folders=folders))  # fmt: skip
    assert "no errors" in run("cabextract", "-t", path)


@pytest.mark.parametrize("extended", [[], ["-add-msi-dse"]])
def test_the_digest_of_a_package_that_osslsigncode_signed_is_ours(
    tmp_path: Path, extended: list[str]
) -> None:
    program("osslsigncode")
    source = by_wixl(tmp_path)
    key, chain = own_key(tmp_path)
    target = tmp_path / "signed.msi"
    run("osslsigncode", "sign", *extended, "-certs", chain, "-key", key, "-h", "sha256", "-in", source, "-out", target)  # fmt: skip
    (found,) = signatures_of(target.read_bytes())
    assert found.status == "valid"
    assert ("metadata-not-covered" in found.flags) != bool(extended)
    assert opened_files(target.read_bytes())


@pytest.mark.parametrize("extended", [True, False])
@pytest.mark.parametrize("layout", [3, 4])
def test_osslsigncode_verifies_what_we_sign(tmp_path: Path, layout: int, extended: bool) -> None:
    program("osslsigncode")
    signed, roots, stamps = tmp_path / "signed.msi", tmp_path / "roots.pem", tmp_path / "stamps.pem"
    signed.write_bytes(
        sign_msi(build_msi(FILES, contents=Contents(layout=layout)), extended=extended)
    )
    credential = publisher("Example Phone Ltd", "2022-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
    roots.write_bytes(pem(credential.chain[-1]))
    stamps.write_bytes(pem(timestamp_authority().chain[-1]))
    said = run("osslsigncode", "verify", "-CAfile", roots, "-TSA-CAfile", stamps, "-in", signed)
    assert "MISMATCH" not in said
    assert "Succeeded" in said


def test_osslsigncode_verifies_the_cabinet_that_we_sign(tmp_path: Path) -> None:
    program("osslsigncode")
    signed, roots = tmp_path / "signed.cab", tmp_path / "roots.pem"
    signed.write_bytes(sign_cab(build_cab(FILES, folders=2), Plan()))
    roots.write_bytes(pem(Plan().signing().chain[-1]))
    said = run("osslsigncode", "verify", "-CAfile", roots, "-TSA-CAfile", roots, "-in", signed)
    assert "Succeeded" in said


def test_the_digest_of_a_cabinet_that_osslsigncode_signed_is_ours(tmp_path: Path) -> None:
    program("osslsigncode")
    source, target = tmp_path / "plain.cab", tmp_path / "signed.cab"
    source.write_bytes(build_cab(FILES, folders=2))
    key, chain = own_key(tmp_path)
    run("osslsigncode", "sign", "-certs", chain, "-key", key, "-h", "sha256", "-in", source, "-out", target)  # fmt: skip
    with view_of(target.read_bytes()) as view:
        found = [
            each for each in examine_cabinet(read_cabinet(view)) if isinstance(each, Signature)
        ]
    assert [each.status for each in found] == ["valid"]


def test_osslsigncode_is_blind_to_a_tail_and_we_are_not(tmp_path: Path) -> None:
    program("osslsigncode")
    signed, roots = tmp_path / "signed.msi", tmp_path / "roots.pem"
    data = sign_msi(build_msi(FILES))
    signed.write_bytes(data + random.Random(8).randbytes(65_536))
    credential = publisher("Example Phone Ltd", "2022-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
    roots.write_bytes(pem(credential.chain[-1]))
    assert "Succeeded" in run("osslsigncode", "verify", "-CAfile", roots, "-TSA-CAfile", roots, "-in", signed)  # fmt: skip
    with opened(signed.read_bytes()) as compound:
        assert compound.view.size - len(data) == 65_536
    (found,) = signatures_of(signed.read_bytes())
    assert (found.not_covered[-1].offset <= len(data), found.not_covered[-1].end) == (True, len(data) + 65_536)  # fmt: skip
