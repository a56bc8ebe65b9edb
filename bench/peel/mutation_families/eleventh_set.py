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

from mutation_families import (
    eleventh_apps,
    eleventh_npm,
    eleventh_programs,
    eleventh_sources,
    eleventh_systems,
    eleventh_wheels,
)
from mutation_families.edits import ELEVENTH
from mutation_families.kinds_in_turn import kinds
from mutation_families.releases_in_turn import InTurn

LIST = Path(__file__).with_name("eleventh_bases.toml")

KINDS = kinds(
    {
        "npm": eleventh_npm.ALL,
        "wheels": eleventh_wheels.ALL,
        "sdists": eleventh_sources.SDIST,
        "gems": eleventh_sources.GEM,
        "crates": eleventh_sources.CRATE,
        "pe": eleventh_programs.PE,
        "elf": eleventh_programs.ELF,
        "macho": eleventh_programs.MACHO,
        "managed": eleventh_programs.MANAGED,
        "debs": eleventh_systems.DEB,
        "asars": eleventh_apps.ASAR,
        "extensions": eleventh_apps.EXTENSION,
        "vsixes": eleventh_apps.VSIX,
        "jars": eleventh_apps.JAR,
        "nupkgs": eleventh_apps.NUGET,
        "images": eleventh_systems.IMAGE,
        "msis": eleventh_apps.MSI,
        "nsis": eleventh_apps.NSIS,
    }
)

batches = InTurn(ELEVENTH, LIST, KINDS, once=True, by_turns=True).batches
