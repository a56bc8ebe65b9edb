"""axios 1.14.1, March 2026: a dependency that no code of the package names."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.bundle import write_files
from onionskin.lookalike.layout_parts import write_npm

META = {
    "title": "axios 1.14.1, npm",
    "year": 2026,
    "platform": "npm",
    "sources": [
        "StepSecurity, axios compromised on npm, 31 March 2026",
        "public accounts of April 2026: plain-crypto-js added to package.json, never imported; no tag in the repository",
    ],
    "rebuilt": "a patch release that is the one before but for its version and one dependency that nothing names",
    "left_out": "the dependency itself: see plain-crypto-js",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["new-dependency"],
    "why": "a new dependency in a patch release that no code uses has hardly an innocent cause, but one could be prepared",
    "human": "that the release has no tag, and the new package is one day old",
}  # fmt: skip

NEEDS = {"follow-redirects": "^1.15.11", "form-data": "^4.0.5", "proxy-from-env": "^2.1.0"}
CODE = (
    "import followRedirects from 'follow-redirects'\nimport FormData from 'form-data'\n"
    "import { getProxyForUrl } from 'proxy-from-env'\nexport default { followRedirects, FormData }\n"
)


def _package(folder: Path, version: str, needs: dict[str, str], code: str) -> Path:
    files = {"index.js": code, "lib/env/data.js": f"export const VERSION = '{version}'\n"}
    return write_npm(folder, "inert-requests", version, {"dependencies": needs}, files)


def before(folder: Path) -> Path:
    """Write 1.14.0."""
    return _package(folder, "1.14.0", NEEDS, CODE)


def trojanised(folder: Path) -> Path:
    """Write 1.14.1: the code is that of 1.14.0."""
    return _package(folder, "1.14.1", NEEDS | {"inert-plain-crypto": "^4.2.1"}, CODE)


def twin(folder: Path) -> Path:
    """Write an honest 1.14.1: a fix, and a newer version of what it needed before."""
    code = CODE + "export const isStream = (value) => Boolean(value && value.pipe)\n"
    return _package(folder, "1.14.1", NEEDS | {"form-data": "^4.0.6"}, code)


def source(folder: Path) -> Path:
    """Write the tree of the repository, which never had the dependency."""
    said = {"name": "inert-requests", "version": "1.14.1", "main": "index.js", "dependencies": NEEDS}  # fmt: skip
    files = {
        "package.json": json.dumps(said, indent=2).encode() + b"\n",
        "index.js": CODE.encode(),
        "lib/env/data.js": b"export const VERSION = '1.14.1'\n",
    }
    return write_files(folder / "tree", files)


def _named_in_a_comment(folder: Path) -> Path:
    code = CODE + "// inert-plain-crypto\n"
    return _package(folder, "1.14.1", NEEDS | {"inert-plain-crypto": "^4.2.1"}, code)


def _in_a_minor_release(folder: Path) -> Path:
    code = CODE + "import 'inert-plain-crypto'\n"
    return _package(folder, "1.15.0", NEEDS | {"inert-plain-crypto": "^4.2.1"}, code)


VARIANTS = {
    "named in a comment": _named_in_a_comment,
    "imported, in a minor release": _in_a_minor_release,
}
