"""Ways to slip a file past the signatures of a Firefox add-on."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.addons import sign_addon, sign_whole
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.signed_archives import sign_jar

FILES = {"manifest.json": b'{"manifest_version": 2}', "a.js": b"inert"}


def signals(pool: Pool, folder: Path, files: dict[str, bytes] | list[ZipMember]) -> set[str]:
    path = folder / "inert.xpi"
    path.write_bytes(build_zip(files))
    (report,) = peel([path], pool=pool)
    return {each.signal for each in report.findings}


@pytest.mark.parametrize(
    "name", ["META-INF/code.rsa", "META-INF/SIG-CODE", "META-INF/MANIFEST.MF", "META-INF/Cose.sig", "b.js"]
)  # fmt: skip
def test_a_file_named_like_one_of_a_signature_is_covered_by_none(
    tmp_path: Path, pool: Pool, name: str
) -> None:
    found = signals(pool, tmp_path, sign_addon(FILES) | {name: b"inert"})
    assert "entries-outside-signature" in found


def test_a_file_that_only_a_section_of_the_signature_file_names_is_covered_by_none(
    tmp_path: Path, pool: Pool
) -> None:
    """Firefox takes a signature for the whole manifest: sections for changed ones are for Java."""
    held = sign_jar(FILES, stem="mozilla")
    held["META-INF/mozilla.rsa"] = held.pop("META-INF/mozilla.RSA")
    held["META-INF/mozilla.sf"] = held.pop("META-INF/mozilla.SF")
    held["META-INF/manifest.mf"] = held.pop("META-INF/MANIFEST.MF") + b"Name: b.js\r\n\r\n"
    assert "entries-outside-signature" in signals(pool, tmp_path, held | {"b.js": b"inert"})


def test_a_name_listed_twice_in_the_zip_is_told(tmp_path: Path, pool: Pool) -> None:
    members = [ZipMember(name, data) for name, data in sign_addon(FILES).items()]
    assert "contradictory-archive-headers" in signals(pool, tmp_path, [*members, ZipMember("a.js", b"other")])  # fmt: skip


def test_a_message_taken_from_another_add_on_is_not_for_this_one(
    tmp_path: Path, pool: Pool
) -> None:
    other = sign_addon({"manifest.json": b"{}", "a.js": b"other"})
    files = FILES | {name: other[name] for name in ("META-INF/cose.manifest", "META-INF/cose.sig")}
    assert "digest-mismatch" in signals(pool, tmp_path, files | sign_whole(files))
