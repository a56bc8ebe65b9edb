"""event-stream 3.3.6, September 2018: a patch release that needs a package of yesterday."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.layout_parts import write_npm

META = {
    "title": "event-stream 3.3.6, npm",
    "year": 2018,
    "platform": "npm",
    "sources": ["npm blog, Details about the event-stream incident, November 2018"],
    "rebuilt": "a patch release with a new dependency, which its code names and uses as its name says",
    "left_out": "the dependency itself: see flatmap-stream",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["new-dependency"],
    "why": "a dependency in a patch release is odd; that it is used makes it look like any other",
    "human": "who the new maintainer is, and how old the new package is",
}  # fmt: skip

BASE = {"duplexer": "~0.1.1", "from": "~0", "map-stream": "~0.1.0", "split": "~1.0", "through": "~2.3.1"}  # fmt: skip
CODE = "var through = require('through')\nvar split = require('split')\nexports.map = require('map-stream')\n"


def _package(folder: Path, version: str, needs: dict[str, str], code: str) -> Path:
    files = {"index.js": code, "readme.markdown": f"# inert {version}\n"}
    return write_npm(folder, "inert-stream", version, {"dependencies": needs}, files)


def before(folder: Path) -> Path:
    """Write 3.3.5."""
    return _package(folder, "3.3.5", BASE, CODE)


def trojanised(folder: Path) -> Path:
    """Write 3.3.6."""
    code = CODE + "exports.flatmap = require('inert-flatmap')\n"
    return _package(folder, "3.3.6", BASE | {"inert-flatmap": "^0.1.0"}, code)


def twin(folder: Path) -> Path:
    """Write a patch that fixes a fault, and asks for a newer version of what it needed before."""
    code = CODE + "exports.pause = function () { return through() }\n"
    return _package(folder, "3.3.6", BASE | {"through": "~2.3.8"}, code)


def _in_a_minor_release(folder: Path) -> Path:
    code = CODE + "exports.flatmap = require('inert-flatmap')\n"
    return _package(folder, "3.4.0", BASE | {"inert-flatmap": "^0.1.0"}, code)


VARIANTS = {"in a minor release": _in_a_minor_release}
