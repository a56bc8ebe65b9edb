"""Ways to change a signed archive, script or release that its signature shall not hide."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.attestations import Identity, build_bundle
from onionskin.lookalike.authorities import Credential
from onionskin.lookalike.openpgp import armoured
from onionskin.lookalike.openpgp_keys import PgpKey
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.signed_archives import lineage, maker, sign_apk, sign_jar
from onionskin.lookalike.signed_windows import sign_hosted, sign_nupkg, sign_script, with_entry
from onionskin.model import Signature
from onionskin.write.reports import PeelReport

FILES = {"org/inert/A.class": b"inert", "B.txt": b"inert"}
APK = {
    "AndroidManifest.xml": build_binary_xml([("manifest", {"package": "example.inert"})]),
    "classes.dex": b"inert",
}
OTHER = maker("Example Android Maker", key="root")


def report(
    pool: Pool, folder: Path, name: str, data: bytes, against: bytes | None = None
) -> PeelReport:
    path = folder / "new" / name
    path.parent.mkdir()
    path.write_bytes(data)
    before = []
    if against is not None:
        before = [folder / "old" / name]
        before[0].parent.mkdir()
        before[0].write_bytes(against)
    (found,) = peel([path], pool=pool, against=before)
    return found


def signals(found: PeelReport) -> set[str]:
    return {each.signal for each in found.findings}


def test_a_second_entry_of_the_same_name_is_held_to_the_manifest(
    tmp_path: Path, pool: Pool
) -> None:
    members = [ZipMember(name, data) for name, data in sign_jar(FILES).items()]
    found = report(pool, tmp_path, "a.jar", build_zip([*members, ZipMember("B.txt", b"other")]))
    assert {"digest-mismatch", "record-contradicts-content"} <= signals(found)


@pytest.mark.parametrize("name", ["META-INF/versions/21/A.class", "META-INF/x/B.SF", "a/META-INF/C.class"])  # fmt: skip
def test_a_folder_below_meta_inf_is_no_place_beside_the_signature(tmp_path: Path, pool: Pool, name: str) -> None:  # fmt: skip
    found = report(pool, tmp_path, "a.jar", build_zip(sign_jar(FILES) | {name: b"inert"}))
    assert "entries-outside-signature" in signals(found)


def test_a_digest_by_an_unknown_algorithm_covers_nothing(tmp_path: Path, pool: Pool) -> None:
    signed = sign_jar(FILES)
    manifest = signed["META-INF/MANIFEST.MF"] + b"Name: C.class\r\nSHA-224-Digest: aW5lcnQ=\r\n\r\n"
    found = report(
        pool,
        tmp_path,
        "a.jar",
        build_zip(signed | {"META-INF/MANIFEST.MF": manifest, "C.class": b"x"}),
    )
    assert "entries-outside-signature" in signals(found)


def test_a_manifest_section_written_twice_covers_only_what_was_signed(
    tmp_path: Path, pool: Pool
) -> None:
    signed = sign_jar(FILES)
    forged = b"Name: B.txt\r\nSHA-256-Digest: 2Nkg+ndZyUjQMUrUiF5QtdNQ6STvMj5Jb2HXoBh1RgE=\r\n\r\n"
    signed["META-INF/MANIFEST.MF"] += forged
    found = report(pool, tmp_path, "a.jar", build_zip(signed | {"B.txt": b"other"}))
    assert signals(found) & {"digest-mismatch", "entries-outside-signature"}


def test_an_android_package_signed_again_by_a_namesake_is_seen(tmp_path: Path, pool: Pool) -> None:
    def signed(credential: Credential) -> bytes:
        return sign_apk(build_zip(APK), credential, schemes=(3,))

    found = report(pool, tmp_path, "a.apk", signed(OTHER), against=signed(maker()))
    assert "publisher-changed" in signals(found)


def test_an_android_key_that_was_handed_over_is_the_same_publisher(
    tmp_path: Path, pool: Pool
) -> None:
    old = sign_apk(build_zip(APK), maker(), schemes=(3,))
    rotated = sign_apk(build_zip(APK), OTHER, schemes=(3,), rotation=lineage(maker(), OTHER))
    found = report(pool, tmp_path, "a.apk", rotated, against=old)
    assert found.layers[0].all(Signature)[0].status == "valid"
    assert "publisher-changed" not in signals(found)


def test_a_lineage_that_the_old_key_never_signed_is_wrong(tmp_path: Path, pool: Pool) -> None:
    forged = Credential(OTHER.key, maker().certificate)
    data = sign_apk(build_zip(APK), OTHER, schemes=(3,), rotation=lineage(forged, OTHER))
    found = report(pool, tmp_path, "a.apk", data)
    assert found.layers[0].all(Signature)[0].flags == ("lineage-wrong",)


def test_bytes_between_the_entries_of_a_nuget_package_break_its_hash(
    tmp_path: Path, pool: Pool
) -> None:
    nuspec = b"<package><metadata><id>I</id><version>1</version></metadata></package>"
    plain = build_zip({"i.nuspec": nuspec, "lib/i.dll": b"inert"})
    found = report(pool, tmp_path, "a.nupkg", with_entry(sign_nupkg(plain), "lib/i.dll", b"other"))
    assert "digest-mismatch" in signals(found)


def test_a_letter_that_no_code_page_has_softens_nothing(tmp_path: Path, pool: Pool) -> None:
    data = sign_script(b"$a = 1\r\n").replace(b"$a = 1", b"$a = \x81")
    assert "digest-mismatch" in signals(report(pool, tmp_path, "a.ps1", data))


@pytest.mark.parametrize(
    "put",
    [
        b"\r\nrun()\r\n",  # a line that is no comment
        b"\r\n[][(![])](){}\r\n",  # none of base64's letters
        b"\r\nx = 'SIG #'\r\n",
        b"\rrun()\r",
    ],
)
@pytest.mark.parametrize("name", ["a.js", "a.ps1"])
def test_a_line_in_the_signatures_comment_that_is_no_comment_is_told(
    tmp_path: Path, pool: Pool, put: bytes, name: str
) -> None:
    """Who signs leaves out the whole block, whatever stands in it."""
    data = sign_hosted(b"a = 1\r\n") if name == "a.js" else sign_script(b"$a = 1\r\n")
    at = data.index(b"\r\n", data.index(b"Begin signature") + 100)
    found = report(pool, tmp_path, name, data[:at] + put + data[at + 2 :])
    assert "signature-wrong" in signals(found)


def test_a_separator_that_only_a_script_engine_takes_for_a_line_end_is_told(
    tmp_path: Path, pool: Pool
) -> None:
    data = sign_hosted("a = 1\r\n".encode("utf-16"), encoding="utf-16")
    at = data.index(
        "\r\n".encode("utf-16-le"), data.index("Begin signature".encode("utf-16-le")) + 200
    )
    found = report(
        pool, tmp_path, "a.js", data[:at] + "\u2028run()".encode("utf-16-le") + data[at:]
    )
    assert "signature-wrong" in signals(found)


def test_code_on_the_comments_last_line_is_told(tmp_path: Path, pool: Pool) -> None:
    data = sign_hosted(b"<job>\r\n", "** SIG ** ", behind="</job>\r\n")
    changed = data.replace(b"</signature>", b"</signature><script>inert</script>")
    assert "signature-wrong" in signals(report(pool, tmp_path, "a.wsf", changed))


def test_a_letter_of_no_known_code_page_softens_nothing_of_a_hosted_script(
    tmp_path: Path, pool: Pool
) -> None:
    data = sign_hosted(b"a = 1\r\n").replace(b"a = 1", b"a = \xff\x81")
    assert "digest-mismatch" in signals(report(pool, tmp_path, "a.js", data))


def test_code_behind_the_block_of_a_hosted_script_is_covered_by_nobody(
    tmp_path: Path, pool: Pool
) -> None:
    found = report(pool, tmp_path, "a.js", sign_hosted(b"a = 1\r\n") + b"run()\r\n")
    assert found.layers[0].unexplained
    assert found.layers[0].all(Signature)[0].not_covered[-1].end == found.layers[0].artifact.size


def test_a_good_signature_beside_a_forged_one_does_not_cover_it(tmp_path: Path, pool: Pool) -> None:
    release = tmp_path / "release"
    release.mkdir()
    (release / "phone.tar").write_bytes(b"inert")
    both = PgpKey().sign(b"inert") + PgpKey().sign(b"other")
    (release / "phone.tar.asc").write_bytes(armoured(both))
    (found,) = peel([release], pool=pool)
    assert "signature-beside-wrong" in signals(found)


def test_an_attestation_with_anothers_certificate_is_wrong(tmp_path: Path, pool: Pool) -> None:
    release = tmp_path / "release"
    release.mkdir()
    (release / "phone.tar").write_bytes(b"inert")
    whole = json.loads(build_bundle("phone.tar", b"inert"))
    stranger = Identity().credential(9).certificate
    whole["verificationMaterial"]["certificate"]["rawBytes"] = base64.b64encode(stranger).decode()
    (release / "phone.tar.sigstore.json").write_text(json.dumps(whole))
    (found,) = peel([release], pool=pool)
    assert "signature-beside-wrong" in signals(found)
