"""Rust crates: a tar with Cargo.toml in its one folder at the top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import tar, tar_members
from onionskin.parse.metadata import cargo_manifest, manifests
from onionskin.parse.metadata.source_revision import SourceRevision
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Rust crate",
    "kind": "container",
    "suffixes": [".crate"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": [
        "the registry's checksum, which does not lie in the crate",
        "differences between Cargo.toml and Cargo.toml.orig",
        "as for tar",
    ],
    "references": ["The Cargo Book, cargo package", "The Cargo Book, The Manifest Format"],
}

LIMIT = 1 << 20


def fits(view: View) -> bool:
    """Say whether Cargo.toml and what `cargo package` adds stand in the folder at the top."""
    names = {
        each.name.partition("/")[2]
        for each in tar_members.members(view)
        if each.name.count("/") == 1
    }
    return "Cargo.toml" in names and not {"Cargo.toml.orig", ".cargo_vcs_info.json"}.isdisjoint(
        names
    )


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the name that the manifest states, the commit it was made from, and the tar."""
    try:
        yield from _said(view)
    except DamagedError as error:
        yield Problem("damaged", str(error))
    yield from tar.walk(view)


def _said(view: View) -> Iterator[Fact]:
    manifest = tar_members.top_file(view, "Cargo.toml")
    if manifest is not None:
        text = manifests.toml(tar_members.text_of(view, manifest, LIMIT))
        yield from cargo_manifest.named(text, manifest.name)
    noted = tar_members.top_file(view, ".cargo_vcs_info.json")
    if noted is not None:
        found = manifests.json_object(tar_members.text_of(view, noted, LIMIT))
        git = manifests.table(found, "git")
        revision, path = git.get("sha1"), found.get("path_in_vcs", "")
        if isinstance(revision, str) and isinstance(path, str):
            yield Fact.of(
                SourceRevision("git", revision[:64], git.get("dirty") is True, path[:500])
            )
