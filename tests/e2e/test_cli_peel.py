"""`peel`, `explain`, `list` and `verify` as a stranger types them: output, exit codes, odd names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from onionskin.cli import main
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.icons import build_png
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe

ROOT = Path(__file__).resolve().parent.parent.parent
MARKER = bytes.fromhex("feedface0badc0de")
HIDDEN = MARKER + bytes((n * 37 + 11) % 251 for n in range(4096))
ODD = "a\x1b[31m\u202egpj\n<script>&{{x}} > b.zip"


def run(*words: object, code: int, **more: Any) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in words], **more)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def program(*words: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | more.pop("env", {})
    return subprocess.run(
        [sys.executable, "-m", "onionskin", *map(os.fsencode, map(str, words))],
        capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60, env=environment, **more,
    )  # fmt: skip


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one input for each exit code."""
    folder = tmp_path_factory.mktemp("releases")
    library = append_behind_signature(
        sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll"))), HIDDEN
    )
    reader = build_pe(
        Recipe(name="codec.dll", is_dll=True, sections=((".data", HIDDEN[:512], 0x40000040),))
    )
    archive = build_zip([ZipMember("readme.txt", b"honest")])
    (folder / "honest.zip").write_bytes(archive)
    (folder / "review.png").write_bytes(build_png(tail=b"QUJDREVGR0hJSktMTU5PUA==" * 8))
    (folder / "suspicious.dll").write_bytes(library)
    (folder / "unseen.zip").write_bytes(archive[:-9])
    (folder / "opaque.rar").write_bytes(b"Rar!\x1a\x07" + bytes(100))
    both = folder / "compromised"
    both.mkdir()
    (both / "shapes.dll").write_bytes(library)
    (both / "codec.dll").write_bytes(reader)
    (both / "broken.zip").write_bytes(archive[:-9])
    return folder


# --- exit codes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("honest.zip", [], 0),
        ("review.png", [], 0),
        ("review.png", ["--fail-on", "review"], 13),
        ("suspicious.dll", [], 10),
        ("suspicious.dll", ["--fail-on", "review"], 10),
        ("suspicious.dll", ["--fail-on", "compromised"], 0),
        ("compromised", [], 11),
        ("compromised", ["--fail-on", "compromised"], 11),
        ("compromised", ["--exit-zero"], 0),
        ("unseen.zip", [], 12),
        ("opaque.rar", [], 12),
        ("opaque.rar", ["--with", "none"], 12),
        ("opaque.rar", ["--with", "/nowhere/7zz"], 1),
        ("unseen.zip", ["--exit-zero"], 0),
        ("missing.zip", [], 1),
        ("honest.zip", ["--fail-on", "nothing"], 2),
        ("honest.zip", ["-o", "json"], 2),
        ("honest.zip", ["-o", "docx=-"], 2),
        ("honest.zip", ["-o", "json=/nowhere/at/all.json"], 2),
        ("honest.zip", ["--max-bytes", "0"], 2),
        ("honest.zip", ["--against", "missing"], 1),
    ],
)
def test_the_exit_code_tells_the_verdict(
    releases: Path, name: str, words: list[str], code: int
) -> None:
    run("peel", releases / name, *words, code=code)


def test_the_worst_of_several_releases_counts_and_no_path_at_all_is_wrong_usage(
    releases: Path,
) -> None:
    paths = [releases / name for name in ("honest.zip", "suspicious.dll", "unseen.zip")]
    result = run("peel", *paths, "-o", "json=-", code=10)
    assert [json.loads(line)["verdict"] for line in result.stdout.splitlines()] == [
        "NOTHING_FOUND", "SUSPICIOUS", "NOTHING_FOUND",
    ]  # fmt: skip
    run("peel", code=2)


def test_the_first_line_is_the_verdict_and_names_what_was_not_seen(releases: Path) -> None:
    text = run("peel", releases / "compromised", code=11).stdout
    assert text.splitlines()[0] == "compromised: COMPROMISED, INCOMPLETE"
    assert "not seen" in text
    assert "shapes.dll" in text
    assert "innocent if" in text


# --- output -----------------------------------------------------------------------------


def test_several_formats_are_written_at_once(releases: Path, tmp_path: Path) -> None:
    words = [f"-o{form}={tmp_path / form}" for form in ("text", "json", "html", "markdown")]
    assert run("peel", releases / "honest.zip", *words, code=0).output == ""
    assert {each.name for each in tmp_path.iterdir()} == {"text", "json", "html", "markdown"}
    assert json.loads((tmp_path / "json").read_bytes())["complete"] is True
    assert (tmp_path / "html").read_bytes().startswith(b"<!doctype html>")


def test_a_page_each_of_several_releases(releases: Path, tmp_path: Path) -> None:
    paths = [releases / "honest.zip", releases / "review.png"]
    run("peel", *paths, "-o", f"html={tmp_path / 'page.html'}", code=0)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page-2.html", "page.html"]


def test_a_file_that_cannot_be_written_is_an_error(releases: Path, tmp_path: Path) -> None:
    result = run("peel", releases / "honest.zip", "-o", f"json={tmp_path}", code=1)
    assert "cannot be written" in result.output
    assert not list(tmp_path.iterdir())


def _peeled(path: Path, *words: object, code: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("peel", path, "-o", "json=-", *words, code=code).stdout)
    return found


def test_the_json_of_every_release_fits_the_schema_of_the_documents(releases: Path) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "onionskin.peel-1.json").read_bytes())
    for name, code in (("compromised", 11), ("unseen.zip", 12), ("review.png", 0)):
        jsonschema.validate(_peeled(releases / name, code=code), schema)


def test_the_json_tells_offset_and_length_of_what_is_hidden(releases: Path) -> None:
    found = _peeled(releases / "suspicious.dll", code=10)
    (finding,) = [each for each in found["findings"] if each["lane"] == "invariant"]
    (artifact,) = found["artifacts"]
    place = finding["evidence"][0]
    assert place["artifact"] == artifact["id"]
    assert place["length"] == len(HIDDEN)
    assert place["offset"] + place["length"] == artifact["size"]
    assert artifact["signature"]["status"] == "valid"
    owned = sum(each["length"] for each in artifact["unexplained"])
    assert owned == len(HIDDEN)


@pytest.mark.parametrize("form", ["json", "html", "markdown", "text"])
def test_two_runs_give_the_same_bytes(releases: Path, form: str) -> None:
    words = ("peel", releases / "compromised", "-o", f"{form}=-")
    assert run(*words, code=11).stdout_bytes == run(*words, code=11).stdout_bytes


def test_colour_is_for_terminals_and_none_is_put_into_a_file(releases: Path) -> None:
    for environment in ({}, {"NO_COLOR": "1"}):
        result = program("peel", releases / "suspicious.dll", env=environment)
        assert result.returncode == 10
        assert b"\x1b" not in result.stdout


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_reader_that_goes_away_changes_no_verdict(releases: Path, form: str) -> None:
    target = [] if form == "text" else ["-o", f"{form}=-"]
    process = subprocess.Popen(
        [sys.executable, "-m", "onionskin", "peel", str(releases / "suspicious.dll"), *target],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (10, b"")


def test_a_terminal_without_the_letters_shows_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "größe.bin"
    path.write_bytes(b"x")
    result = program("peel", path, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert b"gr\\xf6\\xdfe.bin: NOTHING_FOUND" in result.stdout


# --- names and paths ----------------------------------------------------------------------


def test_a_hostile_name_is_shown_and_does_nothing(releases: Path, tmp_path: Path) -> None:
    path = tmp_path / ODD
    path.write_bytes((releases / "honest.zip").read_bytes())
    text = run("peel", path, code=0).stdout
    assert text.startswith("a\\u{1b}[31m\\u{202e}gpj <script>&{{x}} > b.zip: NOTHING_FOUND")
    page = run("peel", path, "-o", "html=-", code=0).stdout
    assert "<script>" not in page
    assert _peeled(path, code=0)["subject"]["name"] == ODD


def test_a_name_of_any_bytes_is_peeled(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.bin"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(b"x")
    result = program("peel", os.fsdecode(path), "-o", "json=-")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["subject"]["name"] == "\\udcff\\udcfe.bin"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda _: None, id="missing"),
        pytest.param(os.mkfifo, id="pipe"),
        pytest.param(lambda path: path.symlink_to("/etc/hostname"), id="link"),
        pytest.param(lambda path: path.symlink_to(path), id="link to itself"),
    ],
)
def test_what_is_no_file_is_said_in_one_line(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "odd"
    make(path)
    result = run("peel", path, code=1)
    assert result.stdout == ""
    assert result.stderr.startswith(f"onionskin: {path}: ")
    assert result.stderr.count("\n") == 1


def test_a_bad_path_is_said_before_the_work_on_the_good_ones(releases: Path) -> None:
    result = run("peel", releases / "honest.zip", releases / "gone", code=1)
    assert result.stdout == ""


def test_links_of_a_folder_are_not_followed(releases: Path, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"x")
    (tmp_path / "inside").symlink_to("real.txt")
    (tmp_path / "out").symlink_to(releases / "suspicious.dll")
    (tmp_path / "folder").symlink_to(releases)
    found = _peeled(tmp_path, code=12)
    assert [each["path"][-1] for each in found["artifacts"][1:]] == ["real.txt"]
    assert sorted(each["detail"].partition(":")[0] for each in found["problems"]) == [
        "folder",
        "out",
    ]


# --- the release before ------------------------------------------------------------------


def _built(folder: Path, version: str, *, text: str = "one", more: bool = False) -> Path:
    release = folder / version
    release.mkdir(parents=True)
    version_info = {"CompanyName": "Example", "ProductName": "Phone", "ProductVersion": version}
    made = 1_650_000_000 + 86_400 * sum(map(ord, version + text))  # each build its own time
    recipe = Recipe(name="phone.exe", version=version_info, strings=(text,), timestamp=made)
    (release / "phone.exe").write_bytes(build_pe(recipe))
    if more:
        (release / "helper.dll").write_bytes(build_pe(Recipe(name="helper.dll", is_dll=True)))
    return release


def test_a_folder_and_a_file_are_laid_over_the_one_before(tmp_path: Path) -> None:
    old = _built(tmp_path / "a", "1.0.0")
    new = _built(tmp_path / "b", "1.0.1", text="two", more=True)
    found = _peeled(new, "--against", old, code=0)
    assert found["against"]["name"] == "1.0.0"
    assert (found["verdict"], found["product"], found["version"]) == ("REVIEW", "Phone", "1.0.1")
    assert [each["signal"] for each in found["findings"]] == ["new-file-out-of-proportion"]
    files = _peeled(new / "phone.exe", "--against", old / "phone.exe", code=0)
    assert files["against"]["name"] == "phone.exe"
    assert _peeled(new, "--against", new, code=0)["verdict"] == "NOTHING_FOUND"


def test_of_several_releases_before_the_next_lower_one_of_the_product_is_taken(
    tmp_path: Path,
) -> None:
    before = [_built(tmp_path, version) for version in ("1.0.0", "1.2.0", "1.9.0")]
    words = [word for path in before for word in ("--against", path)]
    new = _built(tmp_path / "new", "1.3.0")
    assert _peeled(new, *words, code=0)["against"]["name"] == "1.2.0"
    oldest = _peeled(before[0], *words, code=0)
    assert oldest["against"] is None
    assert [each["reason"] for each in oldest["problems"]] == ["not-compared"]


def test_a_release_before_that_was_not_wholly_seen_makes_the_comparison_incomplete(
    releases: Path,
) -> None:
    found = _peeled(releases / "honest.zip", "--against", releases / "unseen.zip", code=12)
    assert found["complete"] is False
    assert all(each.startswith("the release before: ") for each in found["reasons"])


# --- explain, list, verify ------------------------------------------------------------------


@pytest.fixture
def case(releases: Path, tmp_path: Path) -> Path:
    run("peel", releases / "compromised", "--case", tmp_path / "case", code=11)
    return tmp_path / "case"


def explained(name: str, *words: object, code: int = 0) -> str:
    return run("explain", name, *words, code=code, env={"COLUMNS": "200"}).output


def test_a_plugin_an_alias_a_rule_and_a_relation_are_explained() -> None:
    assert "signal bytes-behind-signature" in explained("bytes-behind-signature")
    by_alias = explained("D5")
    assert "new-file-out-of-proportion" in by_alias
    assert "section-out-of-proportion" in by_alias
    assert "a finding with lane invariant" in explained("broken-invariant-and-its-reader")
    assert "subject" in explained("compromised-through")


def test_an_unknown_id_is_an_error_with_the_next_step(case: Path) -> None:
    assert "onionskin list" in explained("no-such-thing", code=1)
    assert "nothing is called" in explained("finding-0", "--case", case, code=1)


def test_a_finding_is_explained_by_its_bytes_and_an_artifact_by_its_ledger(
    case: Path, releases: Path
) -> None:
    found = _peeled(releases / "compromised", code=11)
    hidden = next(each for each in found["findings"] if each["lane"] == "invariant")
    shown = explained(hidden["id"], "--case", case)
    assert MARKER.hex(" ") in shown
    assert f"{len(HIDDEN):,} bytes" in shown
    assert "innocent if" in shown
    ledger = explained(hidden["artifact"], "--case", case)
    assert "UNEXPLAINED" in ledger
    assert "section .rsrc" in ledger or "headers" in ledger
    assert f"{len(HIDDEN):,}" in ledger


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("container", "zip"), ("signal", "digest-mismatch"), ("format", "text"), ("language", "en"),
        ("source", "jsonl-events"), ("behaviour", "browser-store-read"), ("writer", "html"),
        ("playbook", "trojanised-desktop-application"), ("relation", "deliver"),
        ("rule", "nothing-found"), ("level", "review"), ("certainty", "confirmed"), ("signals", "digest-mismatch"),
    ],
)  # fmt: skip
def test_every_kind_is_listed_with_an_id_and_a_title_a_line(kind: str, known: str) -> None:
    lines = run("list", kind, code=0).stdout.splitlines()
    assert known in {line.split()[0] for line in lines}
    assert all(len(line.split()) > 1 for line in lines)


def test_a_kind_that_is_not_there_names_those_that_are() -> None:
    assert "container, signal" in run("list", "sorcerers", code=1).output


def test_a_case_is_verified_and_its_head_can_be_noted(case: Path) -> None:
    text = run("verify", case, code=0).stdout
    assert text.endswith(": verified\n")
    head = text.split()[1].rstrip(":")
    run("verify", case, "--head", head, code=0)
    noted = case.parent / "head.txt"
    noted.write_text(head)
    run("verify", case, "--head", noted, code=0)


def test_an_altered_case_is_found(case: Path) -> None:
    blob = next((case / "blobs").iterdir())
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.chmod(0o600)
    blob.write_bytes(data)
    result = run("verify", case, code=10)
    assert "ALTERED" in result.stdout
    assert "blob-altered" in result.stderr


@pytest.mark.parametrize("head", ["00" * 32, "nothing", "x" * 5000])
def test_a_head_that_is_not_there_means_a_tail_was_cut(case: Path, head: str) -> None:
    result = run("verify", case, "--head", head, code=10)
    assert "rolled-back" in result.stderr or "head-unusable" in result.stderr


def test_a_cut_tail_is_found_by_the_head_noted_before(case: Path, releases: Path) -> None:
    before = {path: path.read_bytes() for path in case.iterdir() if path.is_file()}
    run("peel", releases / "honest.zip", "--case", case, code=0)
    head = run("verify", case, code=0).stdout.split()[1].rstrip(":")
    for path in list(case.iterdir()):
        if path.is_file():
            path.unlink()
    for path, data in before.items():
        path.write_bytes(data)
    assert run("verify", case, code=0).stdout
    assert "rolled-back" in run("verify", case, "--head", head, code=10).stderr


def test_a_leftover_is_less_than_damage_and_named(case: Path) -> None:
    (case / "blobs" / ("0" * 64)).write_bytes(b"an interrupted run left this")
    result = run("verify", case, code=12)
    assert result.stdout.endswith(": verified, but leftover\n")


def test_a_case_without_its_key_here_is_verified_but_for_the_signature(
    case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONIONSKIN_KEY", str(tmp_path / "no.key"))
    result = run("verify", case, code=12)
    assert "verified, but signature-not-checked" in result.stdout


def test_a_folder_that_is_no_case_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert run("verify", tmp_path, code=1).stdout == ""
    run("verify", tmp_path / "gone", code=2)


def test_the_same_peel_twice_adds_nothing_to_a_case(case: Path, releases: Path) -> None:
    head = run("verify", case, code=0).stdout
    run("peel", releases / "compromised", "--case", case, code=11)
    assert run("verify", case, code=0).stdout == head
