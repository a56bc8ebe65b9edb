"""The eleventh set of changes: what known incidents did, in another dress (two thirds), and quiet weakenings (`quiet` in the name); inert.

Defined and frozen before anything of it was scored, by somebody who had read neither the signals nor what they are weighed by,
nor what is known to be missed. All of it is held. Each edit would act if it were real, or let others act: an amendment changes what
acts, not a comment, and scripts stay scripts. Which incident a family is after stands in the comment before it. How changes are laid
over releases says `releases_in_turn.py` (each once: over the genuine step or over the release itself, by turns); no base is of an earlier list or set.
Nothing that is built is kept, installed or run; hosts are below `.example` (RFC 2606), addresses of RFC 5737 (and the one by which a cloud tells its machines of themselves).

`python bench/peel/mutations.py FOLDER --eleventh --write` scores it into `bench/results/eleventh_changes.md`;
`--count` builds every edit, says how many hold, and peels nothing. Installers are built by wixl and makensis, some ELF
files are changed by patchelf and objcopy (all of Debian 12); without a tool its edits are left out, and said.

FOLDER holds the files of `eleventh_bases.toml`, which `python bench/peel/fetch_listed.py LIST FOLDER` fetches (nothing is
installed, built or run); one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    eighth_apps,
    eighth_sources,
    eleventh_apps,
    eleventh_npm,
    eleventh_programs,
    eleventh_sources,
    eleventh_systems,
    eleventh_wheels,
    seventh_apps,
    seventh_classes,
    seventh_debs,
    seventh_installers,
)
from mutation_families.edits import ELEVENTH
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

LIST = Path(__file__).with_name("eleventh_bases.toml")


def _gem(path: Path) -> Files:
    return eighth_sources.gem_around(data_of_deb(path))


def _crate(path: Path) -> Files:
    return eighth_sources.crate_around(data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path))  # fmt: skip


def _vsix(path: Path) -> Files:
    return eighth_apps.vsix_around(genuine.contents(path))


def _nuget(path: Path) -> Files:
    return seventh_apps.nuget_around(genuine.contents(path))


def _msi(path: Path) -> Files:
    return seventh_installers.msi_around(program_in(path))


def _nsis(path: Path) -> Files:
    return seventh_installers.nsis_around(program_in(path))


KINDS: dict[str, Kind] = {
    "npm": Kind(eleventh_npm.ALL),
    "wheels": Kind(eleventh_wheels.ALL),
    "sdists": Kind(eleventh_sources.SDIST),
    "gems": Kind(eleventh_sources.GEM, _gem, eighth_sources.gem_later, alone(eighth_sources.gem), ".gem", is_ours=True),
    "crates": Kind(eleventh_sources.CRATE, _crate, eighth_sources.crate_later, alone(eighth_sources.crate), ".crate"),
    "pe": Kind(eleventh_programs.PE),
    "elf": Kind(eleventh_programs.ELF),
    "macho": Kind(eleventh_programs.MACHO),
    "managed": Kind(eleventh_programs.MANAGED),
    "debs": Kind(eleventh_systems.DEB, deb_in, seventh_debs.later, lambda files, path: seventh_debs.closed(path.read_bytes(), files), ".deb"),
    "asars": Kind(eleventh_apps.ASAR, app_in, next_json("package.json"), alone(build_asar), ".asar"),
    "extensions": Kind(eleventh_apps.EXTENSION, extension_in, next_json("manifest.json"), alone(build_zip), ".xpi"),
    "vsixes": Kind(eleventh_apps.VSIX, _vsix, eighth_apps.vsix_later, alone(build_zip), ".vsix"),
    "jars": Kind(eleventh_apps.JAR, jar_in, seventh_classes.later, alone(build_zip), ".jar"),
    "nupkgs": Kind(eleventh_apps.NUGET, _nuget, seventh_apps.nuget_later, alone(build_zip), ".nupkg", is_ours=True),
    "images": Kind(eleventh_systems.IMAGE, image_in, seventh_apps.image_later, alone(seventh_apps.image), ".tar", is_ours=True),
    "msis": Kind(eleventh_apps.MSI, _msi, seventh_installers.msi_later, alone(seventh_installers.msi), ".msi", is_ours=True),
    "nsis": Kind(eleventh_apps.NSIS, _nsis, seventh_installers.nsis_later, alone(seventh_installers.nsis), ".exe", is_ours=True),
}  # fmt: skip

batches = InTurn(ELEVENTH, LIST, KINDS, once=True, by_turns=True).batches
