"""The eighth set of changes: other doors than the seventh's, quiet ones among them, after attacks of 2018 to 2026 and what is likely next; inert.

Defined and frozen before anything of it was scored, by somebody who had read neither the signals nor what they are weighed by;
all of it is held. Each would act if it were real: it runs, loads, sends, hides, or lets others in: a check that is gone,
an address that leads elsewhere, trust that nobody asks for any more. Which incident a family is after stands in the comment
before it. How changes are laid over releases says `releases_in_turn.py`; no base is one of an earlier set or list.
Nothing that is built is kept, installed or run; hosts are below `.example` (RFC 2606), addresses of RFC 5737.

`python bench/peel/mutations.py FOLDER --eighth --write` scores it into `bench/results/eighth_changes.md`; `--count` builds
every edit, says how many hold, and peels nothing. Installers are built by wixl and makensis, some ELF files are changed by
patchelf and objcopy (all of Debian 12); without a tool its edits are left out, and said.

FOLDER holds the files of `eighth_bases.toml`, which `python bench/peel/fetch_listed.py LIST FOLDER` fetches (nothing is
installed, built or run); one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    eighth_apps,
    eighth_data,
    eighth_debs,
    eighth_installers,
    eighth_npm,
    eighth_programs,
    eighth_sources,
    eighth_wheels,
    seventh_apps,
    seventh_classes,
    seventh_debs,
    seventh_installers,
)
from mutation_families.edits import EIGHTH
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

LIST = Path(__file__).with_name("eighth_bases.toml")


def _gem(path: Path) -> Files:
    return eighth_sources.gem_around(data_of_deb(path))


def _crate(path: Path) -> Files:
    return eighth_sources.crate_around(genuine.contents(path))


def _vsix(path: Path) -> Files:
    return eighth_apps.vsix_around(genuine.contents(path))


def _module(path: Path) -> Files:
    return eighth_data.module_around(data_of_deb(path))


def _msi(path: Path) -> Files:
    return seventh_installers.msi_around(program_in(path))


def _nsis(path: Path) -> Files:
    return seventh_installers.nsis_around(program_in(path))


KINDS: dict[str, Kind] = {
    "npm": Kind(eighth_npm.ALL),
    "wheels": Kind(eighth_wheels.ALL),
    "sdists": Kind(eighth_sources.SDIST),
    "gems": Kind(eighth_sources.GEM, _gem, eighth_sources.gem_later, alone(eighth_sources.gem), ".gem", is_ours=True),
    "crates": Kind(eighth_sources.CRATE, _crate, eighth_sources.crate_later, alone(eighth_sources.crate), ".crate"),
    "pe": Kind(eighth_programs.PE),
    "elf": Kind(eighth_programs.ELF),
    "macho": Kind(eighth_programs.MACHO),
    "managed": Kind(eighth_programs.MANAGED),
    "debs": Kind(eighth_debs.ALL, deb_in, seventh_debs.later, lambda files, path: seventh_debs.closed(path.read_bytes(), files), ".deb"),
    "asars": Kind(eighth_apps.ASAR, app_in, next_json("package.json"), alone(build_asar), ".asar"),
    "extensions": Kind(eighth_apps.EXTENSION, extension_in, next_json("manifest.json"), alone(build_zip), ".xpi"),
    "vsixes": Kind(eighth_apps.VSIX, _vsix, eighth_apps.vsix_later, alone(build_zip), ".vsix"),
    "jars": Kind(eighth_apps.JAR, jar_in, seventh_classes.later, alone(build_zip), ".jar"),
    "images": Kind(eighth_apps.IMAGE, image_in, seventh_apps.image_later, alone(seventh_apps.image), ".tar", is_ours=True),
    "msis": Kind(eighth_installers.MSI, _msi, seventh_installers.msi_later, alone(seventh_installers.msi), ".msi", is_ours=True),
    "nsis": Kind(eighth_installers.NSIS, _nsis, seventh_installers.nsis_later, alone(seventh_installers.nsis), ".exe", is_ours=True),
    "wasm": Kind(eighth_data.WASM),
    "models": Kind(eighth_data.MODEL),
    "documents": Kind(eighth_data.DOCUMENT),
    "vbscripts": Kind(eighth_data.VBSCRIPT),
    "powershell": Kind(eighth_data.POWERSHELL, _module, eighth_data.module_later, alone(build_zip), ".nupkg", is_ours=True),
}  # fmt: skip

batches = InTurn(EIGHTH, LIST, KINDS).batches
