"""Packages of languages and shops, peeled: what they say, need and run, and how releases differ."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_gzip, build_npm, build_tar, build_wheel, build_zip
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.packages import (
    build_crate,
    build_crx,
    build_gem,
    build_msix,
    build_sdist,
)
from onionskin.model import Signature
from onionskin.parse.metadata.hooks import Hook
from onionskin.write.reports import PeelReport


def _peeled(pool: Pool, path: Path, **options: object) -> PeelReport:
    (report,) = peel([path], pool=pool, **options)  # type: ignore[arg-type]
    return report


def _laid(pool: Pool, folder: Path, old: bytes, new: bytes, suffix: str = ".tgz") -> PeelReport:
    before, after = folder / f"old{suffix}", folder / f"new{suffix}"
    before.write_bytes(old)
    after.write_bytes(new)
    return _peeled(pool, after, against=[before])


def _signals(report: PeelReport) -> set[str]:
    return {each.signal for each in report.findings}


def _npm(version: str, manifest: dict[str, object], **files: bytes) -> bytes:
    text = json.dumps({"name": "inert", "version": version} | manifest).encode()
    return build_npm("inert", version, {"package.json": text} | files)


@pytest.mark.parametrize(
    ("name", "data", "chain"),
    [
        ("a.crate", build_crate("inert", "1.0.0", {}), ("gzip", "crate")),
        ("a.gem", build_gem("inert", "1.0.0", {"a.rb": b"1"}), ("gem",)),
        ("a.tar.gz", build_sdist("inert", "1.0.0", {}), ("gzip", "sdist")),
        ("a.tgz", _npm("1.0.0", {}), ("gzip", "npm")),
        ("a.msix", build_msix("inert", "1.0.0", {"a": b"1"}), ("msix",)),
        ("a.zip", build_zip({"x.example/inert@v1.0.0/go.mod": b"module x\n"}), ("go-module",)),
    ],
)
def test_a_package_says_its_name_and_every_byte_has_an_owner(
    pool: Pool, tmp_path: Path, name: str, data: bytes, chain: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    report = _peeled(pool, path)
    assert tuple(each.format for each in report.layers[: len(chain)]) == chain
    assert report.version.removeprefix("v") == "1.0.0"
    assert (report.complete, report.findings) == (True, ())
    assert not any(layer.unexplained for layer in report.layers)


def test_a_gem_whose_data_was_replaced_contradicts_its_checksums(
    pool: Pool, tmp_path: Path
) -> None:
    path = tmp_path / "inert.gem"
    forged = {"data.tar.gz": build_gzip(build_tar({"a.rb": b"2"}))}
    path.write_bytes(build_gem("inert", "1.0", {"a.rb": b"1"}, forged=forged))
    assert _signals(_peeled(pool, path)) == {"record-contradicts-content"}


@pytest.mark.parametrize("at", [0, 65_536, 139_999])
def test_one_byte_of_any_block_of_an_msix_is_held_to_the_block_map(
    pool: Pool, tmp_path: Path, at: int
) -> None:
    data = bytes(140_000)
    forged = data[:at] + b"\1" + data[at + 1 :]
    path = tmp_path / "inert.msix"
    path.write_bytes(build_msix("Inert", "1.0.0.0", {"a.exe": data}, forged={"a.exe": forged}))
    report = _peeled(pool, path)
    assert _signals(report) == {"record-contradicts-content"}
    assert report.verdict.level == "suspicious"


def test_a_crx_is_valid_until_its_archive_is_another(pool: Pool, tmp_path: Path) -> None:
    key = worthless_key("publisher")
    archive = build_zip({"manifest.json": b"{}"})
    for name, forged, status in (("a", None, "valid"), ("b", build_zip({"x": b"1"}), "invalid")):
        path = tmp_path / f"{name}.crx"
        path.write_bytes(build_crx(archive, key, forged=forged))
        report = _peeled(pool, path)
        signature = report.layers[0].first(Signature)
        assert signature is not None
        assert signature.status == status
        assert ("signature-wrong" in _signals(report)) == (status == "invalid")


def test_bytes_between_the_header_and_the_archive_of_a_crx_are_found(
    pool: Pool, tmp_path: Path
) -> None:
    whole = build_crx(build_zip({"a": b"1"}), worthless_key("publisher"))
    at = whole.index(b"PK\3\4")
    path = tmp_path / "a.crx"
    path.write_bytes(whole[:at] + b"inert filler" + whole[at:])
    report = _peeled(pool, path)
    assert report.findings


def test_two_manifests_for_one_place_are_a_contradiction(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "a.tgz"
    files = {"package/package.json": b'{"name": "a", "version": "1"}', "other/package.json": b"{}"}
    path.write_bytes(build_gzip(build_tar(files)))
    assert "contradictory-archive-headers" in _signals(_peeled(pool, path))


def test_a_hook_in_a_test_fixture_is_not_one_that_runs(pool: Pool, tmp_path: Path) -> None:
    fixture = {"test/fixtures/a/package.json": b'{"scripts": {"install": "x"}}'}
    report = _laid(pool, tmp_path, _npm("1.0.0", {}), _npm("1.0.1", {}, **fixture))
    assert "new-install-hook" not in _signals(report)


def test_a_hook_of_a_bundled_package_runs_and_counts(pool: Pool, tmp_path: Path) -> None:
    bundled = {"node_modules/b/package.json": b'{"scripts": {"install": "x"}}'}
    report = _laid(pool, tmp_path, _npm("1.0.0", {}), _npm("2.0.0", {}, **bundled))
    assert "new-install-hook" in _signals(report)


def test_a_hook_whose_command_only_counts_its_version_up_is_the_same(
    pool: Pool, tmp_path: Path
) -> None:
    old = _npm("1.0.0", {"scripts": {"install": "node get-1.0.0.js"}})
    new = _npm("1.0.1", {"scripts": {"install": "node get-1.0.1.js"}})
    assert not _signals(_laid(pool, tmp_path, old, new))


def test_a_hook_that_now_runs_something_else_is_new(pool: Pool, tmp_path: Path) -> None:
    old = _npm("1.0.0", {"scripts": {"install": "node a.js"}})
    new = _npm("1.1.0", {"scripts": {"install": "node a.js && node b.js"}})
    assert _signals(_laid(pool, tmp_path, old, new)) == {"new-install-hook"}


def test_a_new_start_up_line_in_a_wheel_is_found_in_any_step(pool: Pool, tmp_path: Path) -> None:
    old = build_wheel("inert", "1.0", {"inert.py": b"1"})
    new = build_wheel("inert", "2.0", {"inert.py": b"1", "inert.pth": b"import inert\n"})
    assert "new-install-hook" in _signals(_laid(pool, tmp_path, old, new, ".whl"))


def test_a_dependency_that_moves_from_development_is_not_new(pool: Pool, tmp_path: Path) -> None:
    old = _npm("1.0.0", {"devDependencies": {"a": "1"}})
    new = _npm("1.0.1", {"dependencies": {"a": "1"}})
    assert not _signals(_laid(pool, tmp_path, old, new))


def test_the_layout_of_a_dependency_that_nothing_uses_is_review(pool: Pool, tmp_path: Path) -> None:
    old = _npm("1.14.0", {"dependencies": {"a": "1"}}, **{"index.js": b"require('a')"})
    new = _npm(
        "1.14.1", {"dependencies": {"a": "1", "plain": "4"}}, **{"index.js": b"require('a')"}
    )
    report = _laid(pool, tmp_path, old, new)
    assert _signals(report) == {"new-dependency"}
    assert report.verdict.level == "review"


def test_a_platform_package_of_a_scope_that_was_needed_before_is_not_new(
    pool: Pool, tmp_path: Path
) -> None:
    old = _npm("1.0.0", {"optionalDependencies": {"@inert/linux": "1.0.0"}})
    new = _npm("1.0.1", {"optionalDependencies": {"@inert/linux": "1.0.1", "@inert/mac": "1.0.1"}})
    other = _npm("1.0.1", {"optionalDependencies": {"@inert/linux": "1.0.1", "@other/mac": "1"}})
    assert not _signals(_laid(pool, tmp_path, old, new))
    assert _signals(_laid(pool, tmp_path, old, other)) == {"new-dependency"}


def test_new_python_and_rust_and_ruby_hooks_are_one_signal(pool: Pool, tmp_path: Path) -> None:
    pairs = [
        (build_sdist("i", "1.0.0", {"setup.py": b"setup()\n"}), build_sdist("i", "1.0.1", {"setup.py": b"import os\nos.system('x')\nsetup()\n"}), ".tar.gz"),
        (build_crate("i", "1.0.0", {}), build_crate("i", "1.0.1", {"build.rs": b""}, more='build = "build.rs"\n'), ".crate"),
        (build_gem("i", "1.0.0", {}), build_gem("i", "1.0.1", {}, extensions=["ext/extconf.rb"]), ".gem"),
    ]  # fmt: skip
    for old, new, suffix in pairs:
        assert "new-install-hook" in _signals(_laid(pool, tmp_path, old, new, suffix)), suffix


def test_a_maintainer_script_in_a_control_archive_is_read(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "control.tar.gz"
    path.write_bytes(build_gzip(build_tar({"./postinst": b"#!/bin/sh\ncurl x\n"})))
    hooks = [each for layer in _peeled(pool, path).layers for each in layer.all(Hook)]
    assert [each.command for each in hooks] == ["postinst: #!/bin/sh", "postinst: curl"]


def test_the_source_may_be_an_archive_with_a_folder_around_it(pool: Pool, tmp_path: Path) -> None:
    files = {"setup.py": b"setup()\n", "a.py": b"A = 1\n"}
    source = tmp_path / "inert-tag.tar.gz"
    source.write_bytes(build_gzip(build_tar({f"inert-abc/{key}": data for key, data in files.items()})))  # fmt: skip
    package = tmp_path / "inert-1.0.tar.gz"
    package.write_bytes(build_sdist("inert", "1.0", files | {"b.py": b"B = 1\n"}))
    report = _peeled(pool, package, gate=Gate(source=source))
    assert _signals(report) == {"differs-from-source"}
    assert "b.py" in report.findings[0].summary
    assert any("2 files are the same" in note for note in report.notes)


def test_a_program_that_the_source_lacks_is_not_excused_by_its_name(
    pool: Pool, tmp_path: Path
) -> None:
    from onionskin.lookalike.pe import Recipe, build_pe

    program = build_pe(Recipe(name="x.exe"))
    source = tmp_path / "tag"
    source.mkdir()
    (source / "setup.py").write_bytes(b"setup()\n")
    package = tmp_path / "inert-1.0.tar.gz"
    files = {"setup.py": b"setup()\n", "inert.egg-info/x.txt": program}
    package.write_bytes(build_sdist("inert", "1.0", files))
    assert "differs-from-source" in _signals(_peeled(pool, package, gate=Gate(source=source)))


def test_the_manifest_of_a_crate_is_held_to_the_source_by_its_original(
    pool: Pool, tmp_path: Path
) -> None:
    data = gzip.decompress(build_crate("i", "1.0.0", {"src/lib.rs": b"// inert\n"}))
    package = tmp_path / "i.tar"
    package.write_bytes(data)
    source = tmp_path / "tag"
    (source / "src").mkdir(parents=True)
    (source / "src" / "lib.rs").write_bytes(b"// inert\n")
    (source / "Cargo.toml").write_bytes(b'[package]\nname = "i"\nversion = "1.0.0"\n')
    assert not _signals(_peeled(pool, package, gate=Gate(source=source)))
