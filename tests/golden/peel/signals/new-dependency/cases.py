"""Two npm releases: the same needs, a new one that is named nowhere, and a new one with a hook."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_npm
from onionskin.lookalike.packages import build_sdist


def _pair(
    folder: Path, added: dict[str, object], newer: str = "1.0.1", code: bytes = b"require('left')"
) -> tuple[Path, Path]:
    found = []
    for version, more in (("1.0.0", {}), (newer, added)):
        manifest = (
            {"name": "inert", "version": version} | {"dependencies": {"left": "^1.0.0"}} | more
        )
        files = {"package.json": json.dumps(manifest).encode(), "index.js": code}
        path = folder / f"inert-{version}.tgz"
        path.write_bytes(build_npm("inert", version, files))
        found.append(path)
    return found[0], found[1]


def _renamed(folder: Path, before: str, after: str) -> tuple[Path, Path]:
    """Two releases, the second of which needs and uses another package in the place of one."""
    found = []
    for version, name in (("1.0.0", before), ("1.1.0", after)):
        said = json.dumps({"name": "inert", "version": version, "dependencies": {name: "^1.0.0"}})
        path = folder / f"inert-{version}.tgz"
        files = {"package.json": said.encode(), "index.js": f"require('{name}')".encode()}
        path.write_bytes(build_npm("inert", version, files))
        found.append(path)
    return found[0], found[1]


def good(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"dependencies": {"left": "^1.0.1"}, "devDependencies": {"right": "1"}})


def good_used_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    code = b"require('left'); require('right')"
    return _pair(folder, {"dependencies": {"left": "1", "right": "1"}}, "1.1.0", code)


def bad_unused_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"dependencies": {"left": "1", "right": "1"}}, "1.1.0")


def bad_in_a_patch(folder: Path) -> tuple[Path, Path]:
    code = b"require('left'); require('right')"
    return _pair(folder, {"dependencies": {"left": "1", "right": "1"}}, code=code)


def bad_nearly_the_name_of_another(folder: Path) -> tuple[Path, Path]:
    return _renamed(folder, "left-pad", "letf-pad")


def good_renamed_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _renamed(folder, "left-pad", "right-fill")


def bad_unused_with_a_hook(folder: Path) -> tuple[Path, Path]:
    hook = {"scripts": {"postinstall": "node inert.js"}}
    return _pair(folder, {"dependencies": {"left": "1", "right": "1"}} | hook)


def bad_from_elsewhere(folder: Path) -> tuple[Path, Path]:
    address = "git+https://git.example/left.git"
    return _pair(folder, {"dependencies": {"left": address}}, "2.0.0")


def _sdists(folder: Path, listed: bytes, needs: bytes) -> tuple[Path, Path]:
    paths = []
    for version, more in (("1.0.0", b""), ("1.0.1", needs)):
        head = b"Metadata-Version: 2.1\nName: inert\nVersion: " + version.encode() + b"\n"
        files = {
            "inert.py": b"side = 2\n",
            "PKG-INFO": head + more,
            "inert.egg-info/requires.txt": listed,
        }
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("inert", version, files))
    return paths[0], paths[1]


def good_it_stood_in_the_list_beside(folder: Path) -> tuple[Path, Path]:
    return _sdists(
        folder, b"left<2,>=1\nright\n", b"Requires-Dist: left<2,>=1\nRequires-Dist: right\n"
    )


def bad_a_longer_name_stood_in_the_list_beside(folder: Path) -> tuple[Path, Path]:
    return _sdists(folder, b"left-inert\ninert.left\n", b"Requires-Dist: left\n")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = _pair(folder, {"dependencies": {"right": "1"}})
    new.write_bytes(new.read_bytes()[:80])
    return old, new
