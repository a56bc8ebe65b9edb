"""The gate of docs/gate.md, its shell step run as it stands there, over builds that are honest and not."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from click.testing import CliRunner

from onionskin.case.folder import Case
from onionskin.cli import main
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.lookalike.story import filler
from onionskin.model import Run

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "gate.md").read_text("utf-8")
STEP = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)[0]
VENDOR = "Example Client Ltd"
AT = "2026-05-01T00:00:00Z"
HIDDEN = filler(20_000, "hidden")


def program(name: str, company: str, version: str, *words: str, library: bool = True) -> bytes:
    strings = {"CompanyName": company, "ProductName": name, "ProductVersion": version, "FileVersion": version}  # fmt: skip
    made = (
        1_650_000_000 + crc32(" ".join((version, *words)).encode()) % 10**6
    )  # each build its own time
    recipe = Recipe(name=name, is_dll=library, version=strings, strings=words, timestamp=made)
    return build_pe(recipe)


def electron(version: str) -> dict[str, bytes]:
    """Return the files of an Electron client. Electron's own do not say its version."""
    parts = {
        name: program(name, "Example Codec Project", "1.0", f"made for {version}")
        for name in ("ffmpeg.dll", "libEGL.dll", "libGLESv2.dll")
    }
    client = program("client.exe", VENDOR, f"7.{version}", f"Electron/{version}", library=False)
    own = {name: program(name, VENDOR, "7.0") for name in ("ui.dll", "net.dll", "log.dll")}
    return {"client.exe": client, **parts, **own}


def signed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: sign_pe(data, signer=VENDOR, at=AT) for name, data in files.items()}


def lock(version: str) -> str:
    return json.dumps({"lockfileVersion": 3, "packages": {"node_modules/electron": {"version": version}}})  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a repository with a last release, an honest build that raised Electron, and its papers."""
    for name in ("last", "dist", "build", "release", "bin"):
        (tmp_path / name).mkdir()
    (tmp_path / "last/client.zip").write_bytes(build_zip(signed(electron("22.0.0"))))
    (tmp_path / "last/package-lock.json").write_text(lock("22.0.0"))
    (tmp_path / "package-lock.json").write_text(lock("22.3.0"))
    (tmp_path / "release/accept.toml").write_text("")
    build(tmp_path, electron("22.3.0"))
    command = tmp_path / "bin/onionskin"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onionskin "$@"\n')
    command.chmod(0o755)
    return tmp_path


def build(
    folder: Path, files: Mapping[str, bytes], after: Mapping[str, bytes] | None = None
) -> None:
    """Write the build, unsigned and signed; `after` are files edited behind their signature."""
    (folder / "build/client-unsigned.zip").write_bytes(build_zip(files))
    (folder / "dist/client.zip").write_bytes(build_zip({**signed(files), **(after or {})}))


def result(folder: Path, code: int, screen: str) -> tuple[int, dict[str, Any], str]:
    assert "Traceback" not in screen
    report = folder / "onionskin.json"
    return code, json.loads(report.read_text()) if report.exists() else {}, screen


def shell(folder: Path) -> tuple[int, dict[str, Any], str]:
    """Run the step in a shell; return its exit code, the JSON report and the screen."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-ec", STEP], cwd=folder, env=os.environ | {"PATH": path, "NO_COLOR": "1"},
        capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return result(folder, done.returncode, done.stdout.decode() + done.stderr.decode())


def step(folder: Path, command: str = STEP) -> tuple[int, dict[str, Any], str]:
    """Run a command of the same words without a shell, which is quicker."""
    words = shlex.split(command.replace("\\\n", " "))[1:]
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, words, env={"NO_COLOR": "1"})
    return result(folder, done.exit_code, done.output)


def test_an_honest_build_that_raised_electron_passes_and_says_what_was_expected(
    folder: Path,
) -> None:
    code, report, screen = shell(folder)
    assert code == 0, screen
    assert (report["verdict"], report["complete"]) == ("NOTHING_FOUND", True)
    assert report["expected"] >= 3
    words = " ".join(screen.split())
    assert (
        "electron 22.3.0, 22.0.0 before (package-lock.json, packages.node_modules/electron)"
        in words
    )
    assert "only signature fields differ" in words


def test_the_same_build_without_its_lock_files_is_to_be_reviewed(folder: Path) -> None:
    without = re.sub(r"  --expect .*\n", "", STEP)
    assert without != STEP
    code, report, _ = step(folder, without)
    assert (code, report["verdict"], report["expected"]) == (13, "REVIEW", 0)
    assert "a program says 22.3.0, and none did before" in report["rival"]


def test_one_file_of_electron_changed_is_reviewed_whatever_the_lock_files_say(folder: Path) -> None:
    old, new = electron("22.0.0"), electron("22.3.0")
    build(folder, {**old, "client.exe": new["client.exe"], "ffmpeg.dll": new["ffmpeg.dll"]})
    code, report, _ = step(folder)
    assert (code, report["verdict"]) == (13, "REVIEW")
    assert "did not change together (of its core files 1 changed and 2 did not" in report["rival"]


def test_bytes_behind_a_signature_stop_the_build_and_a_lock_file_explains_none(
    folder: Path,
) -> None:
    files = electron("22.3.0")
    edited = append_behind_signature(signed(files)["libEGL.dll"], HIDDEN)
    build(folder, files, {"libEGL.dll": edited})
    code, report, screen = step(folder)
    assert code == 10, screen
    assert report["verdict"] == "SUSPICIOUS"
    assert "installer tag: the grammar does not match" in " ".join(screen.split())


def test_an_edit_between_build_and_signature_stops_the_build(folder: Path) -> None:
    files = electron("22.3.0")
    other = program("libEGL.dll", "Example Codec Project", "1.0", "made for 22.3.1")
    build(folder, files, signed({"libEGL.dll": other}))
    code, report, _ = step(folder)
    assert code == 10
    assert "signing-changed-more" in {each["signal"] for each in report["findings"]}


def accept(folder: Path, report: Mapping[str, Any]) -> None:
    today = datetime.now(UTC).date()
    found = next(each for each in report["findings"] if each["signal"] == "bytes-behind-signature")
    hashes = {each["id"]: each["sha256"] for each in report["artifacts"]}
    (folder / "release/accept.toml").write_text(
        f'[[accept]]\nsignal = "bytes-behind-signature"\nsha256 = "{hashes[found["artifact"]]}"\n'
        f'owner = "release"\nreason = "our tag"\ndecided = {today - timedelta(days=100)}\n'
        f"until = {today + timedelta(days=90)}\n"
    )


def test_an_accepted_finding_is_counted_suppressed_and_in_the_sarif_log(folder: Path) -> None:
    files = electron("22.3.0")
    edited = append_behind_signature(signed(files)["libEGL.dll"], HIDDEN)
    build(folder, {**files, "libEGL.dll": edited}, {"libEGL.dll": edited})
    code, report, _ = step(folder)
    assert code == 10
    accept(folder, report)
    code, report, screen = step(folder)
    assert code == 0, screen
    assert report["suppressed"] == 1
    assert "1 suppressed" in screen.splitlines()[0]
    results = json.loads((folder / "onionskin.sarif").read_text())["runs"][0]["results"]
    (kept,) = [each for each in results if each["ruleId"] == "bytes-behind-signature"]
    assert kept["suppressions"][0]["justification"].startswith("our tag (release, until ")


def test_a_case_keeps_an_acceptance_and_prints_the_entry(folder: Path) -> None:
    edited = append_behind_signature(signed(electron("22.3.0"))["libEGL.dll"], HIDDEN)
    build(folder, {"libEGL.dll": edited}, {"libEGL.dll": edited})
    peel = "onionskin peel dist/client.zip --case case -o json=onionskin.json"
    code, report, _ = step(folder, peel)
    assert code == 10
    (found,) = [each["id"] for each in report["findings"] if each["level"] == "suspicious"]
    until = datetime.now(UTC).date() + timedelta(days=30)
    rule = f"onionskin act --case case --rule {found}=accept --by release"
    assert step(folder, f"{rule} --until {until}")[0] == 1
    code, _, screen = step(folder, f"{rule} --until {until} --why 'our tag'")
    assert code == 0, screen
    assert step(folder, peel)[1]["suppressed"] == 1
    with Case.open(folder / "case") as case:
        (run,) = [each for each in case.all(Run) if each.verb == "peel"]
        assert run.options[0][0] == "accepted"
        assert run.options[0][1].startswith(f"{found} by decision-")
    (folder / "entry.toml").write_text(screen[screen.index("[[accept]]") :])
    code, report, _ = step(folder, f"{peel.replace(' --case case', '')} --accept entry.toml")
    assert (code, report["suppressed"]) == (0, 1)


def test_an_acceptance_never_makes_a_build_complete(folder: Path) -> None:
    path = folder / "dist/client.zip"
    path.write_bytes(path.read_bytes()[:-9])
    (folder / "build/client-unsigned.zip").write_bytes(path.read_bytes())
    code, report, screen = step(folder, STEP.replace("--fail-on review", "--fail-on compromised"))
    assert (code, report["complete"]) == (12, False), screen


def test_an_invalid_acceptance_is_an_error_and_nothing_is_judged(folder: Path) -> None:
    (folder / "release/accept.toml").write_text('[[accept]]\nsignal = "x"\n')
    code, report, screen = step(folder)
    assert (code, report) == (1, {})
    assert "accept.toml" in screen


def test_a_lock_file_that_is_none_is_an_error_in_one_line(folder: Path) -> None:
    (folder / "package-lock.json").write_text("{" * 5000)
    code, report, screen = step(folder)
    assert (code, report) == (1, {})
    assert "package-lock.json" in screen


def test_a_first_release_says_what_could_not_be_asked(folder: Path) -> None:
    code, report, screen = step(folder, "onionskin peel dist/client.zip --first -o json=onionskin.json -o text=-")  # fmt: skip
    assert code == 0, screen
    (note,) = [each for each in report["notes"] if "a first release" in each]
    assert "part-lost-its-publisher" in note


def test_a_second_build_is_named_byte_by_byte(folder: Path) -> None:
    command = "onionskin peel dist/client.zip --second-build dist/client.zip -o json=onionskin.json"
    code, report, _ = step(folder, command)
    assert code == 0
    assert "against the second build client.zip: every byte is the same" in report["notes"]


def test_the_workflow_runs_the_very_step() -> None:
    (workflow,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    lines = [line.strip() for line in workflow.splitlines()]
    wanted = [line.strip() for line in STEP.strip().splitlines()]
    start = lines.index(wanted[0])
    assert lines[start : start + len(wanted)] == wanted
