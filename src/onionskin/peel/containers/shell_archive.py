"""Shell scripts that carry an archive behind them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.installers import shell_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Self-extracting shell archive (makeself and others)",
    "kind": "container",
    "suffixes": [".run"],
    "match": [[0, b"#!"]],
    "refines": None,
    "misses": [
        "a payload written as text (base64, uuencode, shar) is part of the script",
        "where a script cuts its payload other than by the sizes that makeself states, all behind it is one payload",
        "payloads encrypted by gpg or openssl",
    ],
    "references": ["makeself, makeself-header.sh", "POSIX.1-2024, Shell Command Language"],
}


def fits(view: View) -> bool:
    """Say whether lines of a script end and other bytes begin."""
    return shell_archive.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the script, and each payload behind it."""
    yield from shell_archive.walk(view)
