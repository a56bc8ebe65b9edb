"""Input that wants to kill, stall, fill or deceive the program: every outcome is typed, and nothing is lost."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import socket
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.archives import (
    TarMember,
    ZipMember,
    build_bomb,
    build_pax,
    build_tar,
    build_zip,
)
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Level
from onionskin.peel.walk import Budget
from onionskin.write.reports import PeelReport
from onionskin.write.save import rendered

HIDDEN = bytes((n * 37 + 11) % 251 for n in range(4096))
DECEIVING = {
    "escape": "a\x1b[2Jb.txt",
    "bidi": "gpj.\u202etxt\u2066.exe",
    "page": "</title><script>alert(1)</script><img src=x onerror=alert(2)>.txt",
    "quote": "\"'`{{7*7}}${7*7}|b](javascript:x).txt",
    "lines": "one\r\n\ttwo\u2028three\x85.txt",
    "long": "long-" + "n" * 65_000,
}
# What a terminal or a log obeys; a line end is the report's own.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def peeled(path: Path, pool: Pool, **limits: float) -> PeelReport:
    (report,) = peel([path], pool=pool, budget=Budget(**limits))  # type: ignore[arg-type]
    return report


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def reasons(report: PeelReport) -> set[str]:
    return {each.reason for each in report.problems}


def signals(report: PeelReport) -> set[str]:
    return {each.signal for each in report.findings}


def suspicious() -> bytes:
    """Return a signed library with bytes hidden behind its signature."""
    return append_behind_signature(sign_pe(build_pe(Recipe(is_dll=True, name="a.dll"))), HIDDEN)


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def program(*words: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "onionskin", "peel", *map(str, words)],
        capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60, **more,
    )  # fmt: skip


# --- bombs --------------------------------------------------------------------------------


def nested_bomb(wide: int, deep: int, size: int) -> bytes:
    """Return zips in zips, `wide` in each, `deep` levels, `size` zeros in every innermost one."""
    data = build_zip([ZipMember("0", bytes(size))])
    for _ in range(deep):
        data = build_zip([ZipMember(f"{number}.zip", data) for number in range(wide)])
    return data


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        pytest.param(build_zip([ZipMember("0", bytes(96 << 20))]), "limit:ratio", id="ratio"),
        pytest.param(build_bomb(500), "limit:ratio", id="overlapping"),
        pytest.param(nested_bomb(16, 5, 1 << 16), "limit:entries", id="nested"),
        pytest.param(nested_bomb(6, 3, 1 << 18), "limit:bytes", id="nested-bytes"),
    ],
)
def test_a_bomb_is_met_within_its_budget_and_said(
    tmp_path: Path, pool: Pool, data: bytes, limit: str
) -> None:
    path = written(tmp_path / "bomb.zip", data)
    report = peeled(
        path, pool, entries=600, decoded=16 << 20 if limit == "limit:bytes" else 1 << 30
    )
    assert limit in reasons(report)
    assert "expansion-limit" in signals(report)
    assert not report.complete
    assert len(report.layers) < 20_000


def test_an_input_of_a_hundred_thousand_members_ends_when_its_time_is_over(
    tmp_path: Path, pool: Pool
) -> None:
    path = tmp_path / "many.tar"
    header = build_tar([TarMember("aaaaaa", b"")], end=b"")
    with path.open("wb") as file:
        for number in range(100_000):
            file.write(_renamed(header, b"%06d" % number))
        file.write(bytes(1024))
    begun = time.monotonic()
    report = peeled(path, pool, seconds=4)
    assert time.monotonic() - begun < 25
    assert "limit:seconds" in reasons(report)
    assert not report.complete


def _renamed(header: bytes, name: bytes) -> bytes:
    made = bytearray(header)
    made[:6] = name
    made[148:156] = b" " * 8
    made[148:156] = b"%06o\0 " % sum(made[:512])
    return bytes(made)


def test_a_file_below_ten_thousand_folders_is_one_layer(tmp_path: Path, pool: Pool) -> None:
    members = [build_pax({"path": "d/" * 10_000 + "f"}), TarMember("f", b"seen")]
    path = written(tmp_path / "deep.tar", build_tar(members))
    report = peeled(path, pool)
    assert len(report.layers) <= 3
    assert any(each.artifact.size == 4 for each in report.layers)
    json.loads(rendered(report, "json"))


def test_a_bomb_takes_no_verdict_from_what_stands_beside_it(tmp_path: Path) -> None:
    written(tmp_path / "a-bomb.zip", nested_bomb(8, 2, 1 << 18))
    written(tmp_path / "b.dll", suspicious())
    result = program(tmp_path, "--max-bytes", 1 << 20, "-o", "json=-")
    found = json.loads(result.stdout)
    assert (result.returncode, found["complete"]) == (10, False)
    assert any(each["reason"].startswith("limit:") for each in found["problems"])


# --- folders ------------------------------------------------------------------------------


def test_what_is_no_file_in_a_folder_is_said_and_never_opened(tmp_path: Path, pool: Pool) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    written(folder / "file", b"seen")
    written(folder / "empty", b"")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(folder / "socket"))
    odd = {"link", "pipe", "socket"}
    try:
        os.mknod(folder / "device", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        odd.add("device")
    except PermissionError:
        pass  # only root makes devices
    report = peeled(folder, pool)
    said = {each.detail.partition(":")[0] for each in report.problems}
    assert odd <= said
    assert {each.name for each in report.layers} == {"release", "file", "empty"}
    assert not report.complete


def test_a_file_that_may_not_be_read_leaves_the_others(
    tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "closed", b"x")
    written(tmp_path / "b.dll", suspicious())
    really = os.open

    def refusing(path: Any, *words: Any, **more: Any) -> int:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *words, **more)

    monkeypatch.setattr(os, "open", refusing)
    report = peeled(tmp_path, pool)
    assert any(each.detail.startswith("closed: ") for each in report.problems)
    assert report.verdict.level is Level.SUSPICIOUS


# The first file is at work when it changes, the last is not yet opened.
CHANGES: dict[str, Callable[[Path], object]] = {
    "grows": lambda folder: (folder / "a.zip").write_bytes(bytes(9000)),
    "shrinks": lambda folder: (folder / "a.zip").write_bytes(b"PK"),
    "goes": lambda folder: (folder / "c.zip").unlink(),
    "becomes a link": lambda folder: (folder / "link").replace(folder / "c.zip"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read_is_said(
    tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch, pool: Pool
) -> None:
    for name in ("a.zip", "c.zip"):
        written(tmp_path / name, build_zip({"x.txt": b"seen" * 500}))
    written(tmp_path / "b.dll", suspicious())
    (tmp_path / "link").symlink_to("a.zip")
    submitted: list[Job] = []

    def meddling(self: Pool, job: Job) -> None:
        if not submitted:
            CHANGES[change](tmp_path)
        submitted.append(job)
        submit(self, job)

    submit = Pool.submit
    monkeypatch.setattr(Pool, "submit", meddling)
    report = peeled(tmp_path, pool)
    assert not report.complete
    assert reasons(report) & {"changed", "unreadable"}
    assert report.verdict.level is Level.SUSPICIOUS


def test_a_folder_of_many_files_is_wholly_seen(tmp_path: Path, pool: Pool) -> None:
    for number in range(2000):
        written(tmp_path / f"{number}.txt", b"text %d\n" % number)
    report = peeled(tmp_path, pool)
    assert report.complete
    assert len(report.layers) == 2001


# --- names --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def deceived(tmp_path_factory: pytest.TempPathFactory, pool: Pool) -> PeelReport:
    path = tmp_path_factory.mktemp("names") / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(DECEIVING.values()):
            archive.writestr(name, b"%d" % number)
    # Python's own writer ends a name at a zero byte.
    path.write_bytes(path.read_bytes().replace(b"a\x1b[2Jb.txt", b"a\x1b[2J\0.txt"))
    return peeled(path, pool)


def test_json_of_deceiving_names_is_json_in_utf8(deceived: PeelReport) -> None:
    data = rendered(deceived, "json")
    found = json.loads(data.decode("utf-8", "strict"))
    names = {each["path"][-1] for each in found["artifacts"]}
    assert DECEIVING["bidi"] in names
    assert "a\x1b[2J\0.txt" in names
    assert not re.search(rb"[\x00-\x1f\x7f]", data.rstrip(b"\n"))


def test_sarif_of_deceiving_names_is_json_with_results(deceived: PeelReport) -> None:
    data = rendered(deceived, "sarif")
    found = json.loads(data.decode("utf-8", "strict"))
    assert found["version"] == "2.1.0"
    assert found["runs"][0]["results"]
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", data)


def test_a_page_of_deceiving_names_has_no_markup_of_theirs(deceived: PeelReport) -> None:
    page = rendered(deceived, "html").decode("utf-8", "strict")
    assert "<script" not in page.lower()
    assert "<img" not in page.lower()
    assert not re.search(r"<[^>]*\son\w+=", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_texts_of_deceiving_names_hold_nothing_that_a_terminal_obeys(
    deceived: PeelReport, form: str
) -> None:
    text = rendered(deceived, form).decode("utf-8", "strict")
    assert not CONTROL.search(text.replace("\n", ""))
    assert max(map(len, text.splitlines())) < 20_000
    if form == "markdown":
        assert not re.search(r"(?<!\\)(<script|\]\()", text)


# --- the machine --------------------------------------------------------------------------


def slow_release(folder: Path) -> Path:
    folder.mkdir()
    inner = build_zip([ZipMember(f"{n}", noise(200, n)) for n in range(400)])
    for number in range(240):
        written(folder / f"{number}.zip", inner + b"%d" % number)
    return folder


def session_of(leader: int) -> list[int]:
    """Return the processes that `leader` started and that still run."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[1]) == leader:
            found.append(int(each.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_an_interrupted_run_leaves_neither_processes_nor_files(tmp_path: Path) -> None:
    release, place = slow_release(tmp_path / "release"), tmp_path / "tmp"
    place.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "onionskin", "peel", str(release)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(place)}, start_new_session=True,
    )  # fmt: skip
    workers: list[int] = []
    deadline = time.monotonic() + 30
    while not workers and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
        workers = session_of(process.pid)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert workers
    assert process.returncode not in {0, 10, 11, 12, 13}
    assert b"Traceback" not in errors
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{each}").exists() for each in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [each for each in workers if Path(f"/proc/{each}").exists()]
    assert not list(place.iterdir())


def test_a_disk_that_is_full_is_said_and_what_needs_none_is_seen(tmp_path: Path) -> None:
    written(tmp_path / "a.zip", build_zip([ZipMember("x", noise(600_000, 1))]))
    written(tmp_path / "b.dll", suspicious())

    def no_more_than_100_kb() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    result = program(tmp_path, "-o", "json=-", preexec_fn=no_more_than_100_kb)
    assert b"Traceback" not in result.stderr
    found = json.loads(result.stdout)
    assert (result.returncode, found["complete"]) == (10, False)
    assert any("disk" in each["reason"] for each in found["problems"])


def test_a_run_out_of_time_keeps_its_verdict(tmp_path: Path, pool: Pool) -> None:
    release = slow_release(tmp_path / "release")
    written(release / "0.dll", suspicious())
    report = peeled(release, pool, seconds=3)
    assert "limit:seconds" in reasons(report)
    assert not report.complete
    assert report.verdict.level is Level.SUSPICIOUS
