"""Fetch the files of a list of the benches: `python bench/peel/fetch_listed.py LIST FOLDER`.

LIST is one of the `*_pairs.toml` here, or a `*_bases.toml` that says where its files are from. What is not yet in FOLDER is
asked of the registries by npm, pip's own finder and apt-get as they are configured on this machine, as files: nothing is
installed, built or run. Each is compared with its listed SHA-256. What cannot be had, or has other bytes, is named; 1 if there is any.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

# `pip download` would build a source archive to learn its name: pip's own finder and session give the file as it is.
SOURCE_BY_PIP = """
import pathlib, sys
from pip._internal.commands.download import DownloadCommand
wanted, name = sys.argv[1:]
command = DownloadCommand("download", "")
options, _ = command.parse_args(["--quiet", "--no-binary", ":all:", name])
with command.main_context():
    session = command.get_default_session(options)
    finder = command._build_package_finder(options, session)
    link = next(each.link for each in finder.find_all_candidates(name) if each.link.filename == wanted)
    got = session.get(link.url_without_fragment, timeout=120)
    got.raise_for_status()
    pathlib.Path(wanted).write_bytes(got.content)
"""


class Listed(NamedTuple):
    """A file of a list: the registry (npm, pip, deb), the project's name and version, the file's name and SHA-256."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str


def listed(document: dict[str, Any]) -> Iterator[Listed]:
    """Yield the files of a list of pairs, or of bases."""
    for each in document.get("pair", ()):
        registry = each["kind"] if each["kind"] in {"npm", "deb"} else "pip"
        for side in ("before", "after"):
            one = each[side]
            yield Listed(registry, each["name"], one["version"], one["file"], one["sha256"])
    for file, where in document.get("from", {}).items():
        registry, name, version = where.split(" ")
        yield Listed(registry, name, version, file, document["sha256"][file])


def command(each: Listed) -> list[str]:
    """Return the command that writes a file into the folder where it is run."""
    if each.registry == "npm":
        return ["npm", "pack", "--silent", "--ignore-scripts", f"{each.name}@{each.version}"]
    if each.registry == "deb":
        return ["apt-get", "download", "-qq", f"{each.name}={each.version}"]
    if not each.file.endswith(".whl"):
        return [sys.executable, "-c", SOURCE_BY_PIP, each.file, each.name]
    wanted = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "-d", "."]  # fmt: skip
    tags = each.file.removesuffix(".whl").rpartition("-")[2].split(".")
    if tags != ["any"]:
        wanted += ["--python-version=3.11", *(f"--platform={tag}" for tag in tags)]
    return [*wanted, f"{each.name}=={each.version}"]


def fault(folder: Path, each: Listed) -> str:
    """Return what is wrong with a file of the folder, or nothing."""
    path = folder / each.file
    if not path.is_file():
        return "missing"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return "" if digest == each.sha256 else "other bytes than listed"


def main() -> int:
    """Fetch what is missing, compare, and say what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("list", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for each in listed(tomllib.loads(given.list.read_text("utf-8"))):
        if not (given.folder / each.file).is_file():
            subprocess.run(command(each), cwd=given.folder, check=False, capture_output=True)
        why = fault(given.folder, each)
        wrong += bool(why)
        if why:
            print(f"{why}: {each.file}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
