"""The texts of labels can be had again: one file of one commit, by plain git, and only if it is the labelled one."""

from __future__ import annotations

import hashlib
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

FETCH = Path(__file__).resolve().parents[3] / "bench" / "read" / "facts_fetch.py"
SAID = "Attackers replaced the installer of Harbourlight."
FILES = {
    "news/2020/harbour.md": f"---\ntitle: no part of it\n---\n\n{SAID}\n",
    "news/2020/harbour.wml": "<p>Attackers <b>replaced</b>\n the installer of Harbourlight.</p>",
    "other.md": "Nothing.",
}


@pytest.fixture
def fetch() -> dict[str, Any]:
    return runpy.run_path(str(FETCH))


@pytest.fixture
def home(tmp_path: Path) -> tuple[str, str]:
    """A place that serves a repository as a public host does, and its first commit, which is no branch's head."""
    served = tmp_path / "home" / "owner" / "name"
    served.mkdir(parents=True)

    def git(*asked: str) -> str:
        by = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        told = subprocess.run(
            ["git", "-C", served, *by, *asked], capture_output=True, check=True, text=True
        )
        return told.stdout.strip()

    git("init", "-q")
    git("config", "uploadpack.allowFilter", "true")
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    for path, text in FILES.items():
        (served / path).parent.mkdir(parents=True, exist_ok=True)
        (served / path).write_text(text)
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    commit = git("rev-parse", "HEAD")
    (served / "news/2020/harbour.md").write_text("It was told anew.")
    git("commit", "-q", "-a", "-m", "second")
    return f"file://{tmp_path / 'home'}", commit


def source(commit: str, path: str) -> dict[str, Any]:
    return {
        "repository": "owner/name",
        "commit": commit,
        "path": path,
        "words": len(SAID.split()),
        "sha256": hashlib.sha256(SAID.encode()).hexdigest(),
    }


def test_a_file_is_brought_as_the_commit_holds_it_not_as_it_reads_today(
    fetch: dict[str, Any], home: tuple[str, str]
) -> None:
    asked = source(home[1], "news/2020/harbour.md")
    assert fetch["brought"](asked, home[0]) == FILES["news/2020/harbour.md"]


@pytest.mark.parametrize("path", ["news/2020/harbour.md", "news/2020/harbour.wml"])
def test_the_labelled_passage_is_found_in_a_clone_with_the_markup_read_away(
    fetch: dict[str, Any], home: tuple[str, str], tmp_path: Path, path: str
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    there = home[0].removeprefix("file://") + "/owner/name"
    subprocess.run(["git", "clone", "-q", "--bare", there, copies / "owner+name"], check=True)
    asked = source(home[1], path)
    texts = fetch["_places"]("harbour", asked, copies)
    found = (fetch["passage"](text, asked["words"], asked["sha256"]) for text in texts)
    text = next(one for one in found if one)
    assert " ".join(text.split()) == SAID


def test_a_repository_that_is_gone_is_told_and_yields_nothing(
    fetch: dict[str, Any], home: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {**source(home[1], "other.md"), "repository": "owner/gone"}
    assert fetch["brought"](asked, home[0]) == ""
    assert "git fetch" in capsys.readouterr().out


def test_a_passage_that_reads_otherwise_is_none(fetch: dict[str, Any]) -> None:
    asked = source("0" * 40, "news/2020/harbour.md")
    changed = SAID.replace("replaced", "copied")
    assert fetch["passage"](changed, asked["words"], asked["sha256"]) is None
