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

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import genuine
from genuine import Files

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
from mutation_families.releases_in_turn import InTurn, Kind, alone
from mutation_families.third_set import data_of_deb
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.asar import build_asar

LIST = Path(__file__).with_name("seventh_bases.toml")


# --- How each kind is opened ----------------------------------------------------------------------------


def deb_in(path: Path) -> Files:
    return seventh_debs.opened(path.read_bytes())


def jar_in(path: Path) -> Files:
    """Return the files of the largest jar in a deb or a wheel."""
    held = data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path)
    inner = max((data for name, data in held.items() if name.endswith(".jar")), key=len)
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip


def extension_in(path: Path) -> Files:
    """Return the files of an extension: of a deb its own, of an npm package one that is built around it."""
    if path.suffix != ".deb":
        return seventh_apps.extension_around(genuine.contents(path))
    held = data_of_deb(path)
    top = next(name for name in sorted(held) if name.endswith("/manifest.json")).removesuffix("manifest.json")  # fmt: skip
    return {name.removeprefix(top): data for name, data in held.items() if name.startswith(top)}


def program_in(path: Path) -> bytes:
    """Return the smallest program of Windows in a package."""
    return min((data for name, data in genuine.contents(path).items() if name.endswith(".exe")), key=len)  # fmt: skip


def next_json(name: str) -> Callable[[Files], Files]:
    return lambda files: files | seventh_apps.raised_in(name)(files)


def app_in(path: Path) -> Files:
    return seventh_apps.app_around(genuine.contents(path))


def _nuget(path: Path) -> Files:
    return seventh_apps.nuget_around(genuine.contents(path))


def image_in(path: Path) -> Files:
    return seventh_apps.image_around(deb_in(path))


def _msi(path: Path) -> Files:
    return seventh_installers.msi_around(program_in(path))


def _nsis(path: Path) -> Files:
    return seventh_installers.nsis_around(program_in(path))


def _makeself(path: Path) -> Files:
    return seventh_installers.makeself_around(genuine.contents(path))


KINDS: dict[str, Kind] = {
    "npm": Kind(seventh_npm.PATHS),
    "wheels": Kind(seventh_wheels.ALL),
    "sdists": Kind(seventh_sources.ALL),
    "shells": Kind(seventh_installers.SHELL),
    "pe": Kind(seventh_programs.PE),
    "elf": Kind(seventh_programs.ELF),
    "macho": Kind(seventh_programs.MACHO),
    "managed": Kind(seventh_programs.MANAGED),
    "debs": Kind(seventh_debs.ALL, deb_in, seventh_debs.later, lambda files, path: seventh_debs.closed(path.read_bytes(), files), ".deb"),
    "asars": Kind(seventh_apps.ASAR, app_in, next_json("package.json"), alone(build_asar), ".asar"),
    "extensions": Kind(seventh_apps.EXTENSION, extension_in, next_json("manifest.json"), alone(build_zip), ".xpi"),
    "jars": Kind(seventh_classes.ALL, jar_in, seventh_classes.later, alone(build_zip), ".jar"),
    "nupkgs": Kind(seventh_apps.NUGET, _nuget, seventh_apps.nuget_later, alone(build_zip), ".nupkg", is_ours=True),
    "images": Kind(seventh_apps.IMAGE, image_in, seventh_apps.image_later, alone(seventh_apps.image), ".tar", is_ours=True),
    "msis": Kind(seventh_installers.MSI, _msi, seventh_installers.msi_later, alone(seventh_installers.msi), ".msi", is_ours=True),
    "nsis": Kind(seventh_installers.NSIS, _nsis, seventh_installers.nsis_later, alone(seventh_installers.nsis), ".exe", is_ours=True),
    "runs": Kind(seventh_installers.SHELL[:6], _makeself, seventh_installers.makeself_later, alone(seventh_installers.makeself), ".run", is_ours=True),
}  # fmt: skip
batches = InTurn(SEVENTH, LIST, KINDS).batches
