"""The sixth set of changes: quiet ones, in the shapes of incidents from 2016 to 2026 and in places where nobody has attacked yet; inert.

Defined and frozen before anything of it was scored, by somebody who had not read the signals; all of it is held. Other than in
earlier sets most of what is added stands where it would be reached, in few lines and without telling words: within a
function that others call, between two functions of one long line, as one row of a table, in one half of a universal program.
What is expected of every edit is the same: it must ask for at least REVIEW. No base is one of an earlier set. Every edit is made
in the genuine release, and laid over the genuine one before (of crates the archive holds one release alone: that one).
Nothing that is built is kept, installed or run; hosts are below `.invalid`.

`python bench/peel/mutations.py FOLDER --sixth --write` scores it into `bench/results/sixth_changes.md`; `--count` builds
every edit, says how many hold, and peels nothing.

FOLDER holds the files of `sixth_bases.toml`, by `npm pack`, `pip download` (never installed, built or run) and
`apt-get download`; one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    sixth_npm,
    sixth_programs,
    sixth_shops,
    sixth_sources,
    sixth_systems,
    sixth_wheels,
)
from mutation_families.edits import SIXTH, Edit
from mutation_families.fourth_set import both, of_one
from mutation_families.releases import pack
from mutation_families.sources import Batch
from mutation_families.third_scripts import Change
from mutation_families.third_set import Held, data_of_deb, suffix_of
from mutation_families.third_systems import Built

LIST = Path(__file__).with_name("sixth_bases.toml")
Family = Callable[[Files], Iterator[Change]]
Programs = Callable[[str, bytes, Files], Iterator[Change]]
Around = Callable[[Path, Path, str], Iterator[Built]]
# On how many bases each family that fits all of them is tried, and by how many bases the next family begins later.
TURNS, STRIDE = 2, 3
# Families that come to every base which has what they edit.
ANYWHERE: tuple[Family, ...] = (sixth_sources.source_in_c, sixth_npm.a_module_of_wasm)


def batches(folder: Path) -> Iterator[Batch]:
    """Yield every base of the set, and its edits."""
    held = Held(folder, LIST)
    pairs: dict[str, list[list[str]]] = tomllib.loads(LIST.read_text("utf-8"))["pairs"]
    everywhere: tuple[tuple[str, Sequence[Family]], ...] = (("npm", sixth_npm.ALL), ("wheels", sixth_wheels.ALL), ("sdists", sixth_sources.ALL))  # fmt: skip
    for kind, families in everywhere:
        for number, pair in enumerate(pairs[kind]):
            for old, new in both(held, pair):
                yield _changes(old, new, [each for place, each in enumerate(families) if each in ANYWHERE or (number - STRIDE * place) % len(pairs[kind]) < TURNS])  # fmt: skip
    native: tuple[tuple[str, Programs], ...] = (("pe", sixth_programs.pe_changes), ("elf", sixth_programs.elf_changes), ("fat", sixth_programs.fat_changes), ("macho", sixth_programs.macho_changes))  # fmt: skip
    for kind, edits in native:
        for before, after, ends in pairs[kind]:
            for old, new in both(held, (before, after)):
                yield _changes(old, new, (of_one(ends, edits),))
    yield from _systems(held, pairs)


def _changes(old: Path, new: Path, families: Sequence[Family]) -> Batch:
    """Return the edits of a package over the release before it."""
    files, before = genuine.contents(new), pack(old.name, genuine.contents(old))
    made = (
        Edit(new.name, f"{SIXTH}{family}", what, pack(new.name, files | change), suffix=suffix_of(new), against=before, asks=True)
        for each in families for family, what, change in each(files) if change and all(change.values())
    )  # fmt: skip
    return Batch(
        f"{new.name}, over {old.name}", pack(new.name, files), made, suffix_of(new), before
    )


def _systems(held: Held, pairs: dict[str, list[list[str]]]) -> Iterator[Batch]:
    """Yield genuine debs, and what is built around two genuine releases."""
    for kind, edits in AROUND.items():
        for pair in pairs[kind]:
            for old, new in both(held, pair):
                yield from _built(f"{kind}: {new.name}", edits(old, new, pair[-1]))


def _around(files_of: Callable[[Path, str], Files], edits: Callable[[Files, Files], Iterator[Built]]) -> Around:  # fmt: skip
    return lambda old, new, ends: edits(files_of(old, ends), files_of(new, ends))


def _around_one(edits: Callable[[bytes, bytes], Iterator[Built]]) -> Around:
    return lambda old, new, ends: edits(_member(old, ends), _member(new, ends))


def _member(path: Path, ends: str) -> bytes:
    files = data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path)
    return next(data for name, data in sorted(files.items()) if name.endswith(ends))


def _all(path: Path, _: str) -> Files:
    return genuine.contents(path)


def _of_deb(path: Path, _: str) -> Files:
    return data_of_deb(path)


def _within(path: Path, ends: str) -> Files:
    """Return the files of the one archive of such a name in a package."""
    with zipfile.ZipFile(io.BytesIO(_member(path, ends))) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip


def _debs(old: Path, new: Path, _: str) -> Iterator[Built]:
    return sixth_systems.debs(old.read_bytes(), new.read_bytes())


def _built(name: str, edits: Iterable[Built]) -> Iterator[Batch]:
    """Yield what was built, its edits laid over the release before; the base is the honest next one."""

    def bases(each: Built) -> tuple[str, bytes, bytes]:
        return each[2], each[3], each[4]

    for (suffix, before, honest), group in groupby(edits, key=bases):
        made = [Edit(name, f"{SIXTH}{family}", what, edited, suffix=suffix, against=before, asks=True) for family, what, _, _, _, edited in group]  # fmt: skip
        yield Batch(f"{name}, {made[0].family.removeprefix(SIXTH).partition(':')[0]}", honest, made, suffix, before)  # fmt: skip


AROUND: dict[str, Around] = {
    "debs": _debs,
    "rpms": _around_one(sixth_systems.rpms),
    "snaps": _around_one(sixth_systems.snaps),
    "jars": _around(_within, sixth_shops.jars),
    "nupkgs": _around(_all, sixth_shops.nupkgs),
    "managed": _around(_all, sixth_programs.managed),
    "vsixes": _around(_all, sixth_shops.vsixes),
    "gems": _around(_of_deb, sixth_shops.gems),
    "crates": _around(_of_deb, sixth_shops.crates),
    "apks": _around(_within, sixth_shops.apks),
    "installers": _around_one(sixth_shops.installers),
}
