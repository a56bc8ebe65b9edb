"""WiX burn bundles and self-extractors: where their parts stand, and what they run."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from walked import view_of, walked

from onionskin.lookalike.burn import Bundle, build_bundle, manifest
from onionskin.lookalike.cab import build_cab
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import ReleaseName
from onionskin.parse.archive import ArchiveFault, StrayBytes
from onionskin.parse.installers import burn
from onionskin.parse.installers.burn import BurnBundle, BurnManifest
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.programs.pe import parse_layout
from onionskin.peel.containers import cab, pe

PAYLOADS = {"phone.msi": b"inert package " * 40, "redist\\vc.exe": b"inert runtime " * 40}
CERTIFICATE = struct.pack("<IHH", 68, 0x200, 2) + b"\x30\x3a" + bytes(58)
CONFIGURATION = b';!@Install@!UTF-8!\r\nTitle="Inert"\r\nRunProgram="setup.exe /q \\"a b\\""\r\n;!@InstallEnd@!\r\n'
ARCHIVE = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24)


def test_containers_and_the_original_signature_of_a_bundle_own_what_stands_behind_the_program() -> (
    None
):
    for original in (b"", CERTIFICATE + bytes(4)):
        made = walked(build_bundle(Bundle(PAYLOADS, original=original)), pe.peel)
        assert [name for name, _ in made.members] == ["ux container", "attached container 1"]
        assert all(data.startswith(b"MSCF") for _, data in made.members)
        assert (made.gaps, made.problems, made.all(StrayBytes)) == ([], [], [])


def test_bytes_in_the_room_of_the_original_signature_and_behind_the_containers_are_stray() -> None:
    bundle = Bundle(PAYLOADS, original=CERTIFICATE + b"hidden " * 9, tail=b"tail" * 9)
    stray = walked(build_bundle(bundle), pe.peel).all(StrayBytes)
    assert [each.where for each in stray] == ["slack", "behind"]
    assert stray[0].length == 63


def test_containers_that_reach_beyond_the_file_or_over_each_other_are_contradictions() -> None:
    data = build_bundle(Bundle(PAYLOADS))
    layout = parse_layout(view_of(data))
    at = next(each.offset for each in layout.sections if each.name == ".wixburn")
    changed = bytearray(data)
    struct.pack_into("<I", changed, at + 52, 1 << 30)
    made = walked(bytes(changed), pe.peel)
    assert [each.kind for each in made.all(ArchiveFault)] == ["hidden-member"]
    assert [each.reason for each in made.problems] == ["truncated"]
    assert [name for name, _ in made.members] == ["ux container", "attached container 1"]


def test_a_section_without_the_magic_or_with_impossible_counts_is_none_of_burns() -> None:
    for section in (
        b"\0" * 60,
        struct.pack("<II16s8I", 0xF14300, 2, b"", 9, 0, 0, 0, 1, 1 << 30, 1, 1),
    ):
        view = view_of(build_bundle(Bundle(PAYLOADS, section=section)))
        assert burn.read_bundle(view, parse_layout(view)) is None


def test_a_manifest_says_release_payloads_containers_and_what_is_run() -> None:
    made = walked(manifest(Bundle(PAYLOADS, arguments='/x "y"'), b"container"), burn.manifest_items)
    (fact,) = made.all(BurnManifest)
    assert [(each.source, each.path, each.size) for each in fact.payloads] == [
        ("a0", "phone.msi", 560), ("a1", "redist\\vc.exe", 560),
    ]  # fmt: skip
    assert [(each.index, each.size, each.attached) for each in fact.containers] == [(1, 9, True)]
    assert made.all(InstallerAction) == [
        InstallerAction("program", "msi package Phone", 'phone.msi /x "y"')
    ]
    assert made.all(ReleaseName)[0].version == "1.2.3"


def test_the_hashes_of_a_container_are_those_of_its_bytes() -> None:
    made = walked(build_bundle(Bundle(PAYLOADS)), pe.peel)
    (fact,) = made.all(BurnBundle)
    inner = walked(dict(made.members)["ux container"], cab.peel)
    (stated,) = walked(dict(inner.members)["0"], burn.manifest_items).all(BurnManifest)
    assert fact.containers[1].sha512 == stated.containers[0].digest


def test_what_a_configured_7zip_self_extractor_runs_is_said_and_its_archive_opened() -> None:
    made = walked(build_pe(Recipe(overlay=CONFIGURATION + ARCHIVE)), pe.peel)
    assert made.all(InstallerAction) == [
        InstallerAction("program", "RunProgram", 'setup.exe /q "a b"')
    ]
    assert [name for name, _ in made.members] == ["overlay"]
    assert made.members[0][1].startswith(ARCHIVE[:6])


def test_bytes_between_a_configuration_and_its_archive_are_stray() -> None:
    made = walked(build_pe(Recipe(overlay=CONFIGURATION + b"hidden " * 9 + ARCHIVE)), pe.peel)
    assert [(each.where, each.length) for each in made.all(StrayBytes)] == [("between", 63)]


def test_the_cabinet_of_a_self_extractor_is_opened_and_its_commands_are_said() -> None:
    files = {
        "CABINET": build_cab({"a.txt": b"inert " * 20}),
        "RUNPROGRAM": b"setup.exe /q\0",
        "POSTRUNPROGRAM": b"<None>\0",
        "TITLE": b"Inert\0",
    }
    made = walked(build_pe(Recipe(files=files)), pe.peel)
    assert made.all(InstallerAction) == [InstallerAction("program", "RUNPROGRAM", "setup.exe /q")]
    assert made.members == [("resource 10 CABINET 1033", files["CABINET"])]


def test_a_zip_among_the_resources_is_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "inert " * 20)
    made = walked(build_pe(Recipe(files={"DATA": out.getvalue()})), pe.peel)
    assert made.members == [("resource 10 DATA 1033", out.getvalue())]


@pytest.mark.parametrize("magic", [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\4", b"MSCF"])
def test_an_archive_behind_a_program_is_a_member_of_it(magic: bytes) -> None:
    made = walked(build_pe(Recipe(overlay=magic + bytes(120))), pe.peel)
    assert [name for name, _ in made.members] == ["overlay"]
