"""Bundles of a release: which files a seal speaks of, and which program is meant."""

from __future__ import annotations

import plistlib
import zipfile
from pathlib import Path

import pytest
from tests.unit.parse.walked import walked

from onionskin.errors import BudgetError, DamagedError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.bundle import (
    BundleRecipe,
    build_app,
    code_hash,
    write_entitlements,
    write_files,
)
from onionskin.lookalike.cpio import build_cpio, build_pbzx
from onionskin.lookalike.macho import AppleSigning, build_fat, build_macho, sign_macho
from onionskin.lookalike.xar import XarRecipe, build_pkg
from onionskin.model import Artifact, Layer, Outcome
from onionskin.parse.metadata.bundle import BundleInfo, read_info, read_seal
from onionskin.parse.programs.macho import parse_layout
from onionskin.parse.signatures.code_directory import CodeDirectory
from onionskin.parse.signatures.codesign import CodeSignature, examine_macho
from onionskin.parse.signatures.entitlements import read_binary_entitlements
from onionskin.parse.signatures.notarisation import read_ticket
from onionskin.parse.texts.property_list import read_any
from onionskin.peel import bundles
from onionskin.peel.bundles import Files
from onionskin.plugins.contracts import Tree

APP = "Shapes.app/Contents"


def _signature(data: bytes) -> CodeSignature:
    made = walked(data, lambda view: examine_macho(view, parse_layout(view)))
    return made.all(CodeSignature)[0]


def test_a_seal_gives_files_by_sha256_and_nested_code_by_its_hash() -> None:
    files = build_app()
    seal = read_seal(plistlib.loads(files[f"{APP}/_CodeSignature/CodeResources"]))
    rows = {each.path: each for each in seal.files}
    program = files[f"{APP}/Frameworks/Lines.framework/Versions/A/Lines"]
    assert rows["Frameworks/Lines.framework"].code_hash == code_hash(program).hex()
    assert len(rows["Resources/notes.txt"].sha256) == 64
    assert seal.whole
    assert not seal.left_out


def test_a_seal_by_sha1_only_is_not_whole() -> None:
    assert not read_seal({"files": {"a": bytes(20)}, "rules": {}}).whole


def test_rows_and_rules_of_any_type_make_no_trouble() -> None:
    odd = {"files2": {"a": 7, "b": {"hash2": [], "cdhash": b"x", "symlink": {}}}, "rules2": [1]}
    seal = read_seal(odd)
    assert [each.sha256 + each.code_hash + each.target for each in seal.files] == ["", ""]


def test_an_info_plist_says_what_it_starts_and_whom_it_trusts() -> None:
    info = read_info(
        {
            "CFBundleExecutable": "Shapes",
            "CFBundleIdentifier": "com.example.shapes",
            "CFBundleVersion": "7",
            "LSEnvironment": {"DYLD_INSERT_LIBRARIES": "x", "n": 4},
            "NSAppTransportSecurity": {"NSAllowsArbitraryLoads": True, "NSExceptionDomains": 3},
            "CFBundleURLTypes": [{"CFBundleURLSchemes": ["shapes", 2]}, "odd"],
            "SMPrivilegedExecutables": {"helper": "x"},
            "LSUIElement": "1",
        }
    )
    assert isinstance(info, BundleInfo)
    assert info.environment == (("DYLD_INSERT_LIBRARIES", "x"), ("n", ""))
    assert info.insecure == ("*",)
    assert info.schemes == ("", "shapes")
    assert info.helpers == ("helper",)
    assert info.is_agent
    assert info.release is not None
    assert info.release.version == "7"


def test_a_signature_tells_which_description_and_seal_it_was_made_for() -> None:
    signing = AppleSigning(beside=((1, b"description"), (3, b"seal")), hashes=("sha256", "sha384"))
    stated = _signature(sign_macho(build_macho(), signing))
    first, second = stated.directories
    assert isinstance(first, CodeDirectory)
    assert [slot for slot, _ in first.beside] == ["info plist", "resources"]
    assert len(dict(second.beside)["resources"]) == 96


def test_entitlements_in_der_are_read_as_those_in_xml() -> None:
    values = {"com.example.a": True, "com.example.b": False}
    assert read_binary_entitlements(write_entitlements(values)) == values
    nested = bytes.fromhex("701a020101b015301 30c036b6579b00c300a0c05696e6e6572 0101ff".replace(" ", ""))  # fmt: skip
    assert read_binary_entitlements(nested) == {"key": {"inner": True}}


@pytest.mark.parametrize("raw", ["", "7000", "700502010 2b000", "70050201 01b0000000", "3000"])
def test_entitlements_that_are_none_are_refused(raw: str) -> None:
    with pytest.raises(DamagedError):
        read_binary_entitlements(bytes.fromhex(raw.replace(" ", "")))


def test_an_entitlement_that_stands_twice_is_refused() -> None:
    row = bytes.fromhex("30080c036b65790101ff")
    with pytest.raises(DamagedError):
        read_binary_entitlements(bytes.fromhex("7019020101b014") + row + row)


def test_granted_is_what_is_not_false() -> None:
    signing = AppleSigning(entitlements={"a": True, "b": False})
    stated = _signature(sign_macho(build_macho(), signing))
    assert stated.entitlements == ("a", "b")
    assert stated.granted == ("a",)


def test_a_ticket_is_told_by_its_list() -> None:
    assert read_ticket(b"s8ch" + bytes(40)) is None
    assert read_ticket(b"x" * 60) is None


def test_a_binary_list_that_is_cut_or_refers_to_itself_is_refused() -> None:
    data = plistlib.dumps({"a": [1, 2]}, fmt=plistlib.FMT_BINARY)
    for stop in range(8, len(data)):
        with pytest.raises(DamagedError):
            read_any(data[:stop])
    loop = b"bplist00" + b"\xa1\x00" + b"\x08" + bytes(6) + b"\x01\x01" + (1).to_bytes(8, "big") + bytes(8) + (10).to_bytes(8, "big")  # fmt: skip
    with pytest.raises(DamagedError):
        read_any(loop)


# --- whole releases, in the jail -----------------------------------------------------------------


def _found(path: Path, pool: Pool) -> dict[str, str]:
    (report,) = peel([path], pool=pool)
    return {each.signal: str(each.level) for each in report.findings}


def _edited() -> dict[str, bytes]:
    return build_app() | {f"{APP}/Resources/notes.txt": b"changed"}


def test_a_bundle_is_the_same_in_a_folder_a_zip_and_a_package(tmp_path: Path, pool: Pool) -> None:
    (tmp_path / "holders").mkdir()
    with zipfile.ZipFile(tmp_path / "holders/a.zip", "w") as archive:
        for name, data in _edited().items():
            archive.writestr(name, data)
    payload = build_pbzx(build_cpio({f"./{name}": data for name, data in _edited().items()}, "odc"))
    recipe = XarRecipe(encoding="application/octet-stream")
    (tmp_path / "holders/b.pkg").write_bytes(build_pkg(b"inert", payload, recipe))
    for name in ("a.zip", "b.pkg"):
        assert _found(tmp_path / "holders" / name, pool)["sealed-file-changed"] == "suspicious"


def test_a_changed_file_in_a_bundle_that_nobody_signed_is_for_review(
    tmp_path: Path, pool: Pool
) -> None:
    files = build_app(BundleRecipe(signing=AppleSigning(is_adhoc=True)))
    files[f"{APP}/Resources/notes.txt"] = b"changed"
    assert _found(write_files(tmp_path / "a", files), pool)["sealed-file-changed"] == "review"


def test_what_links_led_to_and_was_stored_once_more_is_no_new_file(
    tmp_path: Path, pool: Pool
) -> None:
    def with_link(seal: dict[str, object]) -> None:
        rows = seal["files2"]
        assert isinstance(rows, dict)
        rows["Resources/again"] = {"symlink": "notes.txt"}

    files = build_app(BundleRecipe(sealed=with_link))
    files[f"{APP}/Resources/again"] = files[f"{APP}/Resources/notes.txt"]
    assert not _found(write_files(tmp_path / "a", files), pool)


def test_nested_code_of_two_architectures_is_known_by_either(tmp_path: Path, pool: Pool) -> None:
    files = build_app()
    name = f"{APP}/Frameworks/Lines.framework/Versions/A/Lines"
    plain = build_app(BundleRecipe(strings=("another build",)))[name]
    fat = build_fat([("arm64", files[name]), ("x86_64", plain)])
    found = _found(write_files(tmp_path / "a", files | {name: fat}), pool)
    assert "nested-code-not-sealed" not in found


def test_bundles_inside_each_other_end_in_a_limit_and_not_in_a_long_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def layer(number: int, name: str) -> Layer:
        return Layer(Artifact(f"a{number}", ("r", name), "", 1, parent="r"), "data", Outcome.SCANNED)  # fmt: skip

    root = Layer(Artifact("r", ("r",), "", 1), "directory", Outcome.SCANNED)
    layers = [root, *(layer(number, f"d/{number}") for number in range(100))]
    files = Files(Tree(tuple(layers), lambda _needle, _layers: []))
    monkeypatch.setattr(bundles, "LOOKED", 250)
    assert len(files.below("r", "d/")) == 100
    files.below("r", "d/")
    with pytest.raises(BudgetError):
        files.below("r", "d/")
