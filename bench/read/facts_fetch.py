"""Bring the public texts of labelled facts here: `python bench/read/facts_fetch.py FOLDER OUT [--copies DIR]`.

Of public documents the labels alone are committed. Each names its source: a repository, commit and
path, or an address, and the SHA-256 of the labelled passage (its words, joined by one blank, so that line
breaks and markup around it do not matter). The passage is looked for, in this order, in `DIR/ID.txt` or
`DIR/ID.md`, in a clone `DIR/OWNER+NAME`, and at the source itself by https. OUT is what `facts.py --texts` takes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LONGEST = 8 << 20
HOME = "https://github.com"
PATIENCE = 300  # seconds for one step of git
MARKED_UP = frozenset({".html", ".htm", ".php", ".wml", ".xml"})  # labelled as a reader sees them
MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
SKIPPED = frozenset({"script", "style", "nav", "noscript"})
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "code", "abbr", "u", "small", "sup"})


class _Page(HTMLParser):
    """The text of a page, one line a block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.skipped += tag in SKIPPED
        self.parts.append("" if tag in INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.skipped = max(0, self.skipped - (tag in SKIPPED))
        self.parts.append("" if tag in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def passage(text: str, count: int, sha256: str) -> str | None:
    """Return the run of `count` words with that digest, as it stands in the text, or None."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    for first in range(len(words) - count + 1):
        run = words[first : first + count]
        joined = " ".join(text[start:end] for start, end in run)
        if hashlib.sha256(joined.encode()).hexdigest() == sha256:
            return text[run[0][0] : run[-1][1]] + "\n"
    return None


def _places(name: str, source: dict[str, Any], copies: Path | None) -> Iterator[str]:
    """Yield the texts in which the passage may stand, the nearest first."""
    for path in (copies / f"{name}{suffix}" for suffix in (".txt", ".md")) if copies else ():
        if path.is_file():
            yield path.read_text(encoding="utf-8")
    if "address" in source:
        yield _page(_https(source["address"]))
        return
    for written in _files(source, copies):
        yield written
        if Path(source["path"]).suffix in MARKED_UP:
            yield _page(written)


def _page(markup: str) -> str:
    page = _Page()
    page.feed(markup)
    return "".join(page.parts)


def _files(source: dict[str, Any], copies: Path | None) -> Iterator[str]:
    """Yield the file of a repository, as whoever has it gives it."""
    clone = copies / source["repository"].replace("/", "+") if copies else None
    if clone and clone.is_dir():
        yield _git(clone / "repo" if (clone / "repo").is_dir() else clone, *_shown(source)) or ""
    yield brought(source, HOME)
    where = f"{source['repository']}/{source['commit']}/{source['path']}"
    yield _https(f"https://raw.githubusercontent.com/{where}")


def brought(source: dict[str, Any], home: str) -> str:
    """Return one file of one commit below `home`, or nothing; of the repository only what leads to it is fetched."""
    with tempfile.TemporaryDirectory() as fresh:
        steps = (
            ("init", "-q"),
            ("remote", "add", "origin", f"{home}/{source['repository']}"),
            ("fetch", "-q", "--depth=1", "--filter=tree:0", "origin", source["commit"]),
            _shown(source),
        )
        told: str | None = ""
        for step in steps:
            told = _git(Path(fresh), *step)
            if told is None:
                return ""
        return told or ""


def _shown(source: dict[str, Any]) -> tuple[str, str]:
    return "show", f"{source['commit']}:{source['path']}"


def _git(folder: Path, *asked: str) -> str | None:
    """Return what git says, or None (and tell why) where it fails."""
    quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}  # a name that is gone asks for a password
    try:
        done = subprocess.run(
            ["git", "-C", folder, *asked],
            capture_output=True, check=False, env=quiet, timeout=PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  git {asked[0]}: {error}")
        return None
    if done.returncode:
        print(f"  git {asked[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
        return None
    return done.stdout.decode("utf-8", "replace")


def _https(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return ""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
            return str(reply.read(LONGEST).decode("utf-8", "replace"))
    except OSError as error:
        print(f"  {address}: {error}")
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--copies", type=Path, help="saved texts, or clones named OWNER+NAME")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for path in sorted(given.folder.glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8")).get("source")
        if source is None:
            continue
        texts = _places(path.stem, source, given.copies)
        found = (passage(text, source["words"], source["sha256"]) for text in texts)
        text = next((one for one in found if one), None)
        missing += text is None
        print(f"{path.stem}: {'found' if text else 'NOT found'}")
        if text:
            suffix = ".md" if Path(source.get("path", "")).suffix in MARKDOWN else ".txt"
            (given.out / f"{path.stem}{suffix}").write_text(text, encoding="utf-8")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
