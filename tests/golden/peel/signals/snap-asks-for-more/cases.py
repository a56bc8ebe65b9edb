"""Snaps that ask for what they did, for more in a small and in a larger step, for no confinement, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs

BARE = "plugs: [network, desktop]"


def _snap(path: Path, version: str, plugs: str, confinement: str = "strict") -> Path:
    said = f"name: inert\nversion: '{version}'\nconfinement: {confinement}\napps:\n  inert:\n    command: bin/inert\n    {plugs}\n"  # fmt: skip
    path.write_bytes(build_squashfs(SquashRecipe(files={"meta/snap.yaml": said.encode()})))
    return path


def _pair(folder: Path, version: str, plugs: str, confinement: str = "strict") -> tuple[Path, Path]:
    old = _snap(folder / "old.snap", "1.0.0", BARE)
    return old, _snap(folder / "new.snap", version, plugs, confinement)


def good_the_same(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.0.1", "plugs:\n      - desktop\n      - network")


def good_a_weak_one_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.1.0", "plugs: [network, desktop, audio-playback]")


def bad_one_more_in_a_patch(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.0.1", "plugs: [network, desktop, audio-playback]")


def bad_a_powerful_one(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", "plugs:\n    - network\n    - ssh-keys")


def bad_no_confinement(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", BARE, "classic")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_powerful_one(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
