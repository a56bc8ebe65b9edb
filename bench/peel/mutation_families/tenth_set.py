"""The tenth set of changes: what the next attacker would do, quietly for the most part; inert.

Defined and frozen before anything of it was scored, by somebody who had read neither the signals nor what they are weighed by,
nor what is known to be missed. Half of its families are for tuning (`tune` in the name: their misses may be looked at while
signals are mended), half are held (`held`: scored once at the freeze, once after). Each would act if it were real, or let
others act: it runs, loads, sends, believes others' keys, asks less. Which incident a family is after stands in the comment
before it. How changes are laid over releases says `releases_in_turn.py`; nearly all bases are of no earlier set.
Nothing that is built is kept, installed or run; hosts are below `.example` (RFC 2606), addresses of RFC 5737.

`python bench/peel/mutations.py FOLDER --tenth --write` scores it into `bench/results/tenth_changes.md`; `--half open` is the half
for tuning; `--count` builds every edit, says how many hold, and peels nothing. Installers are built by wixl and makensis, some ELF
files are changed by patchelf and objcopy (all of Debian 12); without a tool its edits are left out, and said.

FOLDER holds the files of `tenth_bases.toml`, which `python bench/peel/fetch_listed.py LIST FOLDER` fetches (nothing is
installed, built or run); one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

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
    tenth_apps,
    tenth_npm,
    tenth_programs,
    tenth_sources,
    tenth_systems,
    tenth_wheels,
)
from mutation_families.edits import TENTH
from mutation_families.releases_in_turn import InTurn, Kind, alone
from mutation_families.seventh_set import (
    app_in,
    deb_in,
    extension_in,
    image_in,
    jar_in,
    next_json,
    program_in,
)
from mutation_families.third_set import data_of_deb
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.asar import build_asar

LIST = Path(__file__).with_name("tenth_bases.toml")


def _gem(path: Path) -> Files:
    return eighth_sources.gem_around(data_of_deb(path))


def _crate(path: Path) -> Files:
    return eighth_sources.crate_around(data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path))  # fmt: skip


def _go(path: Path) -> Files:
    return tenth_sources.go_around(data_of_deb(path))


def _vsix(path: Path) -> Files:
    return eighth_apps.vsix_around(genuine.contents(path))


def _nuget(path: Path) -> Files:
    return seventh_apps.nuget_around(genuine.contents(path))


def _rpm(path: Path) -> Files:
    return tenth_systems.rpm_around(data_of_deb(path))


def _msi(path: Path) -> Files:
    return seventh_installers.msi_around(program_in(path))


def _nsis(path: Path) -> Files:
    return seventh_installers.nsis_around(program_in(path))


KINDS: dict[str, Kind] = {
    "npm": Kind(tenth_npm.ALL),
    "wheels": Kind(tenth_wheels.ALL),
    "sdists": Kind(tenth_sources.SDIST),
    "gems": Kind(tenth_sources.GEM, _gem, eighth_sources.gem_later, alone(eighth_sources.gem), ".gem", is_ours=True),
    "crates": Kind(tenth_sources.CRATE, _crate, eighth_sources.crate_later, alone(eighth_sources.crate), ".crate"),
    "goes": Kind(tenth_sources.GOES, _go, tenth_sources.go_later, alone(tenth_sources.go_zip), ".zip", is_ours=True),
    "pe": Kind(tenth_programs.PE),
    "elf": Kind(tenth_programs.ELF),
    "macho": Kind(tenth_programs.MACHO),
    "managed": Kind(tenth_programs.MANAGED),
    "debs": Kind(tenth_systems.DEB, deb_in, seventh_debs.later, lambda files, path: seventh_debs.closed(path.read_bytes(), files), ".deb"),
    "rpms": Kind(tenth_systems.RPM, _rpm, tenth_systems.rpm_later, alone(tenth_systems.rpm), ".rpm", is_ours=True),
    "asars": Kind(tenth_apps.ASAR, app_in, next_json("package.json"), alone(build_asar), ".asar"),
    "extensions": Kind(tenth_apps.EXTENSION, extension_in, next_json("manifest.json"), alone(build_zip), ".xpi"),
    "vsixes": Kind(tenth_apps.VSIX, _vsix, eighth_apps.vsix_later, alone(build_zip), ".vsix"),
    "jars": Kind(tenth_apps.JAR, jar_in, seventh_classes.later, alone(build_zip), ".jar"),
    "nupkgs": Kind(tenth_apps.NUGET, _nuget, seventh_apps.nuget_later, alone(build_zip), ".nupkg", is_ours=True),
    "images": Kind(tenth_systems.IMAGE, image_in, seventh_apps.image_later, alone(seventh_apps.image), ".tar", is_ours=True),
    "msis": Kind(tenth_apps.MSI, _msi, seventh_installers.msi_later, alone(seventh_installers.msi), ".msi", is_ours=True),
    "nsis": Kind(tenth_apps.NSIS, _nsis, seventh_installers.nsis_later, alone(seventh_installers.nsis), ".exe", is_ours=True),
    "powershell": Kind(tenth_apps.POWERSHELL, tenth_apps.module_in, eighth_data.module_later, alone(build_zip), ".nupkg", is_ours=True),
}  # fmt: skip

batches = InTurn(TENTH, LIST, KINDS, once=True).batches
