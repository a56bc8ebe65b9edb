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

from mutation_families import (
    tenth_apps,
    tenth_npm,
    tenth_programs,
    tenth_sources,
    tenth_systems,
    tenth_wheels,
)
from mutation_families.edits import TENTH
from mutation_families.kinds_in_turn import kinds
from mutation_families.releases_in_turn import InTurn

LIST = Path(__file__).with_name("tenth_bases.toml")

KINDS = kinds(
    {
        "npm": tenth_npm.ALL,
        "wheels": tenth_wheels.ALL,
        "sdists": tenth_sources.SDIST,
        "gems": tenth_sources.GEM,
        "crates": tenth_sources.CRATE,
        "goes": tenth_sources.GOES,
        "pe": tenth_programs.PE,
        "elf": tenth_programs.ELF,
        "macho": tenth_programs.MACHO,
        "managed": tenth_programs.MANAGED,
        "debs": tenth_systems.DEB,
        "rpms": tenth_systems.RPM,
        "asars": tenth_apps.ASAR,
        "extensions": tenth_apps.EXTENSION,
        "vsixes": tenth_apps.VSIX,
        "jars": tenth_apps.JAR,
        "nupkgs": tenth_apps.NUGET,
        "images": tenth_systems.IMAGE,
        "msis": tenth_apps.MSI,
        "nsis": tenth_apps.NSIS,
        "powershell": tenth_apps.POWERSHELL,
    }
)

batches = InTurn(TENTH, LIST, KINDS, once=True).batches
