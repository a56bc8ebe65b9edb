"""Debian packages: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.deb import DebRecipe, build_deb, deb_members, debsigs, dpkg_sig


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert_1.0-1_all.deb"
    path.write_bytes(data)
    return path


SCRIPT = {"postinst": b"#!/bin/sh\nset -e\n"}
MEMBERS = deb_members(DebRecipe())


def good(folder: Path) -> Path:
    return _written(folder, build_deb(DebRecipe(control=SCRIPT)))


def good_signed(folder: Path) -> Path:
    behind = {"_gpgorigin": debsigs(MEMBERS), "_gpgbuilder": dpkg_sig(MEMBERS)}
    return _written(folder, build_deb(DebRecipe(behind=behind)))


def bad_md5sums(folder: Path) -> Path:
    return _written(folder, build_deb(DebRecipe(forged={"usr/share/inert": b"other\n"})))


def bad_members_that_dpkg_ignores(folder: Path) -> Path:
    recipe = DebRecipe(
        before={"_hidden": b"x" * 99},
        behind={"data.tar.xz": b"y" * 99, "<script>": b"z"},
        version=b"2.0\nhidden behind the version's line" + b"x" * 64,
    )
    return _written(folder, build_deb(recipe))


def bad_signature_over_other_members(folder: Path) -> Path:
    other = deb_members(DebRecipe(files={"usr/share/other": b""}))
    return _written(folder, build_deb(DebRecipe(behind={"_gpgorigin": debsigs(other)})))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_deb()[:-30])


def damaged_control(folder: Path) -> Path:
    return _written(folder, build_deb(DebRecipe(before={"control.tar": b"no gzip at all"})))
