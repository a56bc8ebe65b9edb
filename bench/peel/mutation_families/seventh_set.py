"""The seventh set of changes: attacks as they were made from 2018 to 2026, plain and clumsy ones among them, and what is likely to come; inert.

Defined and frozen before anything of it was scored, by somebody who had read neither the signals nor what they are weighed by, nor
any page of results; all of it is held. Each would act if it were real: it runs, loads, sends, hides or steals. Which incident a
family is after stands in the comment before it. Every change is made twice: once in a genuine release laid over the genuine
release before ("true step"), once in the next patch of another package laid over that package itself, which then differs
from it in its version and in the change alone. No base is one of an earlier set. Which base a change comes to is a matter of turn.
Nothing that is built is kept, installed or run; hosts are below `.example` (RFC 2606), addresses of RFC 5737.

`python bench/peel/mutations.py FOLDER --seventh --write` scores it into `bench/results/seventh_changes.md`; `--count` builds
every edit, says how many hold, and peels nothing. Installers are built by wixl, makensis and makeself, some ELF files are changed by
patchelf and objcopy (all of Debian 12); without a tool its edits are left out, and said.

FOLDER holds the files of `seventh_bases.toml`, which `python bench/peel/fetch_listed.py LIST FOLDER` fetches (nothing is
installed, built or run); one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

from pathlib import Path

from mutation_families import (
    seventh_apps,
    seventh_classes,
    seventh_debs,
    seventh_installers,
    seventh_npm,
    seventh_programs,
    seventh_sources,
    seventh_wheels,
)
from mutation_families.edits import SEVENTH
from mutation_families.kinds_in_turn import kinds
from mutation_families.releases_in_turn import InTurn

LIST = Path(__file__).with_name("seventh_bases.toml")

KINDS = kinds(
    {
        "npm": seventh_npm.PATHS,
        "wheels": seventh_wheels.ALL,
        "sdists": seventh_sources.ALL,
        "shells": seventh_installers.SHELL,
        "pe": seventh_programs.PE,
        "elf": seventh_programs.ELF,
        "macho": seventh_programs.MACHO,
        "managed": seventh_programs.MANAGED,
        "debs": seventh_debs.ALL,
        "asars": seventh_apps.ASAR,
        "extensions": seventh_apps.EXTENSION,
        "jars": seventh_classes.ALL,
        "nupkgs": seventh_apps.NUGET,
        "images": seventh_apps.IMAGE,
        "msis": seventh_installers.MSI,
        "nsis": seventh_installers.NSIS,
        "runs": seventh_installers.SHELL[:6],
    }
)

batches = InTurn(SEVENTH, LIST, KINDS).batches
