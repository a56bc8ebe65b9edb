"""How the sets that are laid over releases in turn open a kind of release, name its next patch, and pack it again.

The seventh set and those after it share these; what they change in a kind is their own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    eighth_apps,
    eighth_data,
    eighth_sources,
    seventh_apps,
    seventh_classes,
    seventh_debs,
    seventh_installers,
    tenth_sources,
    tenth_systems,
)
from mutation_families.releases_in_turn import Kind, alone
from mutation_families.seventh_ways import Way
from mutation_families.third_set import data_of_deb
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.asar import build_asar


def _held(path: Path) -> Files:
    return data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path)


def _deb(path: Path) -> Files:
    return seventh_debs.opened(path.read_bytes())


def _deb_again(files: Files, path: Path) -> bytes:
    return seventh_debs.closed(path.read_bytes(), files)


def _jar(path: Path) -> Files:
    """Return the files of the largest jar in a deb or a wheel."""
    inner = max((data for name, data in _held(path).items() if name.endswith(".jar")), key=len)
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip


def _extension(path: Path) -> Files:
    """Return the files of an extension: of a deb its own, of an npm package one that is built around it."""
    held = _held(path)
    if path.suffix != ".deb":
        return seventh_apps.extension_around(held)
    top = next(name for name in sorted(held) if name.endswith("/manifest.json")).removesuffix("manifest.json")  # fmt: skip
    return {name.removeprefix(top): data for name, data in held.items() if name.startswith(top)}


def _program(path: Path) -> bytes:
    """Return the smallest program of Windows in a package."""
    return min((data for name, data in genuine.contents(path).items() if name.endswith(".exe")), key=len)  # fmt: skip


def _powershell(held: Files) -> Files:
    """Return a module around the script of PowerShell that a deb or a wheel holds."""
    return eighth_data.module_around({"Activate.ps1": next(held[each] for each in sorted(held) if each.endswith(".ps1"))})  # fmt: skip


def _around(built: Callable[[Files], Files]) -> Callable[[Path], Files]:
    return lambda path: built(_held(path))


def _next_json(name: str) -> Callable[[Files], Files]:
    return lambda files: files | seventh_apps.raised_in(name)(files)


def _zip(opened: Callable[[Path], Files], later: Callable[[Files], Files], suffix: str, *, is_ours: bool = False) -> Kind:  # fmt: skip
    return Kind((), opened, later, alone(build_zip), suffix, is_ours)


OPENED: dict[str, Kind] = {
    "debs": Kind((), _deb, seventh_debs.later, _deb_again, ".deb"),
    "gems": Kind((), _around(eighth_sources.gem_around), eighth_sources.gem_later, alone(eighth_sources.gem), ".gem", is_ours=True),
    "crates": Kind((), _around(eighth_sources.crate_around), eighth_sources.crate_later, alone(eighth_sources.crate), ".crate"),
    "goes": Kind((), _around(tenth_sources.go_around), tenth_sources.go_later, alone(tenth_sources.go_zip), ".zip", is_ours=True),
    "rpms": Kind((), _around(tenth_systems.rpm_around), tenth_systems.rpm_later, alone(tenth_systems.rpm), ".rpm", is_ours=True),
    "asars": Kind((), _around(seventh_apps.app_around), _next_json("package.json"), alone(build_asar), ".asar"),
    "images": Kind((), lambda path: seventh_apps.image_around(_deb(path)), seventh_apps.image_later, alone(seventh_apps.image), ".tar", is_ours=True),
    "msis": Kind((), lambda path: seventh_installers.msi_around(_program(path)), seventh_installers.msi_later, alone(seventh_installers.msi), ".msi", is_ours=True),
    "nsis": Kind((), lambda path: seventh_installers.nsis_around(_program(path)), seventh_installers.nsis_later, alone(seventh_installers.nsis), ".exe", is_ours=True),
    "runs": Kind((), _around(seventh_installers.makeself_around), seventh_installers.makeself_later, alone(seventh_installers.makeself), ".run", is_ours=True),
    "extensions": _zip(_extension, _next_json("manifest.json"), ".xpi"),
    "vsixes": _zip(_around(eighth_apps.vsix_around), eighth_apps.vsix_later, ".vsix"),
    "jars": _zip(_jar, seventh_classes.later, ".jar"),
    "nupkgs": _zip(_around(seventh_apps.nuget_around), seventh_apps.nuget_later, ".nupkg", is_ours=True),
    "powershell": _zip(_around(_powershell), eighth_data.module_later, ".nupkg", is_ours=True),
}  # fmt: skip


def kinds(ways: Mapping[str, tuple[Way, ...]]) -> dict[str, Kind]:
    """Return the kinds that a set changes, by name, each with its ways; one that has no row is a release as it is."""
    return {name: replace(OPENED.get(name, Kind(())), ways=each) for name, each in ways.items()}
