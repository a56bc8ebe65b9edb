"""Two releases of a package: the same actions, a new one, and a new release cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.msi import Contents, build_msi

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}
RUN = ("RunPhone", 18, "F1", "--first")


def _pair(folder: Path, *more: tuple[str, int, str, str]) -> tuple[Path, Path]:
    found = []
    for version, actions in (("18.11.1213", (RUN,)), ("18.12.416", (RUN, *more))):
        path = folder / f"phone-{version}.msi"
        path.write_bytes(build_msi(FILES, version=version, contents=Contents(actions=actions)))
        found.append(path)
    return found[0], found[1]


def good(folder: Path) -> tuple[Path, Path]:
    return _pair(folder)


def good_a_message(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ("Tell", 19, "", "Please close the phone first."))


def bad(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ("Prepare", 50 + 0xC00, "COMSPEC", "/c echo inert"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = _pair(folder, ("Prepare", 50, "COMSPEC", "/c echo inert"))
    new.write_bytes(new.read_bytes()[:20_000])
    return old, new
