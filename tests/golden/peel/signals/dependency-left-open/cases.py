"""A dependency that may be of any version, one whose bound was raised, one of developers, one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import npm_pair

CODE = b"exports.area = require('shapes').area;\n"


def _pair(folder: Path, version: str, key: str, before: str, after: str) -> tuple[Path, Path]:
    def said(of: str, needs: str) -> dict[str, bytes]:
        manifest = {"name": "areas", "version": of, key: {"shapes": needs}}
        return {"index.js": CODE, "package.json": json.dumps(manifest).encode()}

    return npm_pair(folder, version, said("1.2.3", before), said(version, after))


def good_its_bound_was_raised(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", "dependencies", "^1.0.0", "^2.0.0")


def good_for_developers(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", "devDependencies", "^1.0.0", "*")


def good_it_was_open_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", "dependencies", "*", "latest")


def bad_any_version(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", "dependencies", "^1.0.0", "*")


def bad_the_latest(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", "dependencies", "~1.0.0", "latest")


def good_an_older_version_in_a_larger_step(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", "dependencies", "^2.4.0", "^2.1.0")


def bad_an_older_version(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", "dependencies", "^2.4.0", "^2.1.0")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_any_version(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
