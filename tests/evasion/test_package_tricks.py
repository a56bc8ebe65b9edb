"""Ways to keep a hook, a forged member or a build step of a package from being seen. Kept for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_gzip, build_tar, build_wheel, build_zip
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.packages import build_crx, build_gem
from onionskin.parse.metadata.hooks import Hook
from onionskin.write.reports import PeelReport


def _peeled(pool: Pool, folder: Path, name: str, data: bytes) -> PeelReport:
    path = folder / name
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return report


def _hooks(report: PeelReport) -> list[str]:
    return [each.command for layer in report.layers for each in layer.all(Hook)]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_no_line_end_that_python_knows_hides_a_start_up_line(
    pool: Pool, tmp_path: Path, end: str
) -> None:
    data = f"# lib{end}import inert{end}".encode()
    wheel = build_wheel("inert", "1.0", {"inert.pth": data})
    assert _hooks(_peeled(pool, tmp_path, "inert-1.0-py3-none-any.whl", wheel)) == ["import inert"]


@pytest.mark.parametrize("place", ["inert.pth", "inert-1.0.data/purelib/a.pth", "inert-1.0.data/data/lib/python3/site-packages/a.pth"])  # fmt: skip
def test_no_way_of_a_wheel_into_site_packages_hides_one(
    pool: Pool, tmp_path: Path, place: str
) -> None:
    wheel = build_wheel("inert", "1.0", {place: b"\xef\xbb\xbfimport inert\n"})
    assert _hooks(_peeled(pool, tmp_path, "inert-1.0-py3-none-any.whl", wheel)) == ["import inert"]


def test_the_last_of_two_keys_is_read_as_npm_reads_it(pool: Pool, tmp_path: Path) -> None:
    data = b'{"scripts": {"test": "x"}, "scripts": {"install": "y"}}'
    assert _hooks(_peeled(pool, tmp_path, "package.json", data)) == ["y"]


@pytest.mark.parametrize("name", ["package.json", "PACKAGE.JSON"])
def test_the_case_of_a_manifests_name_does_not_hide_it(
    pool: Pool, tmp_path: Path, name: str
) -> None:
    assert _hooks(_peeled(pool, tmp_path, name, b' \n{"scripts": {"install": "y"}}')) == ["y"]


def test_a_manifest_too_large_to_be_read_is_never_silence(pool: Pool, tmp_path: Path) -> None:
    data = b'{"x": "' + b"y" * (5 << 20) + b'", "scripts": {"install": "y"}}'
    report = _peeled(pool, tmp_path, "package.json", data)
    assert not report.complete
    assert report.problems


@pytest.mark.parametrize("name", ["postinst", "configure", "x.pth"])
def test_a_script_longer_than_is_read_is_never_silence(
    pool: Pool, tmp_path: Path, name: str
) -> None:
    report = _peeled(pool, tmp_path, name, b"#" * 100 + b"\n" * (5 << 20) + b"curl x | sh\n")
    assert not report.complete


def test_a_maintainer_script_without_an_interpreter_runs_all_the_same(
    pool: Pool, tmp_path: Path
) -> None:
    data = build_gzip(build_tar({"./postinst": b"curl x\n"}))
    assert "postinst: curl" in _hooks(_peeled(pool, tmp_path, "control.tar.gz", data))


def test_members_in_front_do_not_make_another_format_of_a_gem(pool: Pool, tmp_path: Path) -> None:
    gem = build_gem("inert", "1.0", {"a.rb": b"1"})
    front = build_tar({f"f{number}": b"" for number in range(100)}, end=b"")
    report = _peeled(pool, tmp_path, "inert.gem", front + gem)
    assert report.layers[0].format == "gem"
    assert "record-contradicts-content" in {each.signal for each in report.findings}


def test_checksums_in_a_form_that_is_not_read_are_said(pool: Pool, tmp_path: Path) -> None:
    gem = build_gem("inert", "1.0", {"a.rb": b"1"})
    listing = build_gzip(b"--- {SHA256: {metadata.gz: ab}}\n")
    at = gem.index(b"checksums.yaml.gz")
    report = _peeled(pool, tmp_path, "inert.gem", gem[:at] + build_tar({"checksums.yaml.gz": listing}))  # fmt: skip
    assert not report.complete


def test_a_field_more_in_the_header_of_a_crx_has_no_owner(pool: Pool, tmp_path: Path) -> None:
    whole = build_crx(build_zip({"a": b"1"}), worthless_key("publisher"))
    length = int.from_bytes(whole[8:12], "little")
    extra = b"\x32" + bytes([100]) + b"x" * 100  # field 6, which nobody reads
    header = whole[12 : 12 + length] + extra
    data = whole[:8] + len(header).to_bytes(4, "little") + header + whole[12 + length :]
    report = _peeled(pool, tmp_path, "a.crx", data)
    assert sum(each.length for each in report.layers[0].unexplained) == len(extra)
    assert report.findings


@pytest.mark.parametrize("text", [b"runs: {using: node20, main: a.js}\n", b'"runs":\n  main: a.js\n'])  # fmt: skip
def test_an_action_in_another_form_of_yaml_is_told(pool: Pool, tmp_path: Path, text: bytes) -> None:
    (command,) = _hooks(_peeled(pool, tmp_path, "action.yml", text))
    assert "a.js" in command


def test_a_model_of_another_program_with_the_suffix_pth_is_no_start_up_file(
    pool: Pool, tmp_path: Path
) -> None:
    data = b"\x80\x02\xffimport os\nimport os\n"
    assert _peeled(pool, tmp_path, "model.pth", data).layers[0].format == "data"
