"""Ways to change a signed extension of Visual Studio that its signature shall not hide."""

from __future__ import annotations

from pathlib import Path

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.opc import MANIFEST, ORIGIN, build_vsix, xml_signature
from onionskin.lookalike.signed_archives import maker
from onionskin.model import Signature
from onionskin.write.reports import PeelReport

FILES = {"lib/inert.dll": b"inert", "lib/more.dll": b"more"}
FOLDER = "package/services/digital-signature/"
SIGNED = {"extension.vsixmanifest": MANIFEST, **FILES}


def report(pool: Pool, folder: Path, data: bytes) -> PeelReport:
    path = folder / "inert.vsix"
    path.write_bytes(data)
    (found,) = peel([path], pool=pool)
    return found


def signals(found: PeelReport) -> set[str]:
    return {each.signal for each in found.findings}


def signatures(found: PeelReport) -> list[Signature]:
    (layer,) = (each for each in found.layers if each.format == "vsix")
    return list(layer.all(Signature))


def test_an_honest_signature_is_valid_and_covers_every_file(tmp_path: Path, pool: Pool) -> None:
    found = report(pool, tmp_path, build_vsix(FILES))
    (signature,) = signatures(found)
    assert (signature.status, signature.signer) == ("valid", "Example Android Maker")
    assert signals(found) == set()


def test_a_changed_file_is_not_what_was_signed(tmp_path: Path, pool: Pool) -> None:
    found = report(pool, tmp_path, build_vsix({**FILES, "lib/inert.dll": b"other"}, FILES))
    assert {"digest-mismatch", "record-contradicts-content"} <= signals(found)
    assert signatures(found)[0].status == "invalid"


def test_an_added_library_is_covered_by_no_signature(tmp_path: Path, pool: Pool) -> None:
    found = report(pool, tmp_path, build_vsix({**FILES, "lib/added.dll": b"added"}, FILES))
    assert signals(found) == {"entries-outside-signature"}


def test_a_file_taken_away_is_not_what_was_signed(tmp_path: Path, pool: Pool) -> None:
    found = report(pool, tmp_path, build_vsix({"lib/inert.dll": b"inert"}, FILES))
    assert "digest-mismatch" in signals(found)


def test_a_list_rewritten_under_the_signature_is_not_what_was_signed(
    tmp_path: Path, pool: Pool
) -> None:
    mine = xml_signature({**SIGNED, "lib/inert.dll": b"other"}, maker("Somebody else", "root"))
    genuine = xml_signature(SIGNED, maker())
    cut = b"<Object Id"
    swapped = genuine[: genuine.index(cut)] + mine[mine.index(cut) :]
    found = report(pool, tmp_path, _with(swapped, {**FILES, "lib/inert.dll": b"other"}))
    assert "digest-mismatch" in signals(found)


def test_a_second_list_of_the_same_id_is_not_taken_for_the_signed_one(
    tmp_path: Path, pool: Pool
) -> None:
    mine = xml_signature({**SIGNED, "lib/inert.dll": b"other"}, maker())
    genuine = xml_signature(SIGNED, maker())
    cut, end = b"<Object Id", b"</Signature>"
    both = genuine.replace(end, mine[mine.index(cut) : mine.index(end)] + end)
    found = report(pool, tmp_path, _with(both, {**FILES, "lib/inert.dll": b"other"}))
    assert "entries-outside-signature" in signals(found)
    assert "content-not-covered" in signatures(found)[0].flags


def test_a_signature_of_mine_in_front_does_not_hide_that_the_makers_fails(
    tmp_path: Path, pool: Pool
) -> None:
    changed = {**FILES, "lib/inert.dll": b"other"}
    mine = xml_signature({**SIGNED, **changed}, maker("Somebody else", "root"))
    data = _with(xml_signature(SIGNED, maker()), changed, {f"{FOLDER}xml-signature/a.psdsxs": mine})
    found = report(pool, tmp_path, data)
    assert [each.status for each in signatures(found)] == ["valid", "invalid"]
    assert "digest-mismatch" in signals(found)


def test_a_signature_taken_away_leaves_its_origin(tmp_path: Path, pool: Pool) -> None:
    files = {"extension.vsixmanifest": MANIFEST, **FILES, f"{FOLDER}origin.psdor": b""}
    found = report(pool, tmp_path, build_zip(files))
    assert "signature-stripped" in signals(found)


def _with(signature: bytes, files: dict[str, bytes], more: dict[str, bytes] | None = None) -> bytes:
    """Return an extension with this signature; its relationship to the origin is signed, too."""
    return build_zip(
        {
            "extension.vsixmanifest": MANIFEST,
            **files,
            **(more or {}),
            "_rels/.rels": ORIGIN,
            f"{FOLDER}origin.psdor": b"",
            f"{FOLDER}xml-signature/inert.psdsxs": signature,
        }
    )
