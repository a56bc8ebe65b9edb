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

from mutation_families import (
    eighth_apps,
    eighth_data,
    eighth_debs,
    eighth_installers,
    eighth_npm,
    eighth_programs,
    eighth_sources,
    eighth_wheels,
)
from mutation_families.edits import EIGHTH
from mutation_families.kinds_in_turn import kinds
from mutation_families.releases_in_turn import InTurn

LIST = Path(__file__).with_name("eighth_bases.toml")

KINDS = kinds(
    {
        "npm": eighth_npm.ALL,
        "wheels": eighth_wheels.ALL,
        "sdists": eighth_sources.SDIST,
        "gems": eighth_sources.GEM,
        "crates": eighth_sources.CRATE,
        "pe": eighth_programs.PE,
        "elf": eighth_programs.ELF,
        "macho": eighth_programs.MACHO,
        "managed": eighth_programs.MANAGED,
        "debs": eighth_debs.ALL,
        "asars": eighth_apps.ASAR,
        "extensions": eighth_apps.EXTENSION,
        "vsixes": eighth_apps.VSIX,
        "jars": eighth_apps.JAR,
        "images": eighth_apps.IMAGE,
        "msis": eighth_installers.MSI,
        "nsis": eighth_installers.NSIS,
        "wasm": eighth_data.WASM,
        "models": eighth_data.MODEL,
        "documents": eighth_data.DOCUMENT,
        "vbscripts": eighth_data.VBSCRIPT,
        "powershell": eighth_data.POWERSHELL,
    }
)

batches = InTurn(EIGHTH, LIST, KINDS).batches
