"""The fifth set of changes: published incidents of supply chains, 2016 to 2026, as their reports tell how the release was changed; inert.

Defined and frozen before anything of it was scored, by somebody who had not read the signals and had not seen what earlier
sets missed; all of it is held, none is to be tuned on. Each family names the incident it is taken from; a few are invented,
and say so. What is expected of every edit is the same: it must ask for at least REVIEW. No base is one of an earlier set.
Every edit is made twice: once over the same release, which then says that it is the next patch, and once ("true step") in
the genuine release over the genuine one before.

`python bench/peel/mutations.py FOLDER --fifth --write` scores it, once, into `bench/results/fifth_changes.md`;
`--fifth --count` builds every edit, says how many hold, and peels nothing. `bench/peel/fifth_pairs.toml` lists the
same packages, and others, as honest pairs: chosen by chance out of well-known ones before anything of them was known.

FOLDER holds the files of `fifth_bases.toml`, by `npm pack`, `pip download` (never installed, built or run) and
`apt-get download` (source packages by pip's own finder: its `download` would start their builds); one with another hash is
refused, one that is missing is left out, and said.
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
    fifth_apps,
    fifth_debs,
    fifth_hooks,
    fifth_npm,
    fifth_programs,
    fifth_sources,
    fifth_wheels,
    fourth_programs,
)
from mutation_families.edits import FIFTH, Edit
from mutation_families.fourth_set import both, of_one
from mutation_families.releases import pack
from mutation_families.sources import Batch
from mutation_families.third_scripts import Change
from mutation_families.third_set import Held, data_of_deb, next_patch, suffix_of
from mutation_families.third_systems import Built

LIST = Path(__file__).with_name("fifth_bases.toml")
Family = Callable[[Files], Iterator[Change]]
Programs = Callable[[str, bytes, Files], Iterator[Change]]
Around = Callable[[Path, Path, str], Iterator[Built]]
# On how many bases each family that fits all of them is tried, and by how many bases the next family begins later.
TURNS, STRIDE = 2, 3


def batches(folder: Path) -> Iterator[Batch]:
    """Yield every base of the set, and its edits."""
    held = Held(folder, LIST)
    pairs: dict[str, list[list[str]]] = tomllib.loads(LIST.read_text("utf-8"))["pairs"]
    everywhere: tuple[tuple[str, Sequence[Family]], ...] = (
        ("npm", (*fifth_npm.LINES, *fifth_hooks.ALL)), ("wheels", fifth_wheels.ALL), ("sdists", fifth_sources.ALL),
    )  # fmt: skip
    for kind, families in everywhere:
        for number, pair in enumerate(pairs[kind]):
            for old, new in both(held, pair):
                turn = families if kind == "sdists" else _in_turn(families, number, len(pairs[kind]))  # fmt: skip
                yield from _changes(old, new, turn)
    native: tuple[tuple[str, Programs], ...] = (("pe", fifth_programs.pe_changes), ("elf", fifth_programs.elf_changes), ("macho", fifth_programs.macho_changes))  # fmt: skip
    for kind, edits in native:
        for before, after, ends in pairs[kind]:
            for old, new in both(held, (before, after)):
                yield from _changes(old, new, (of_one(ends, edits),), renews=True)
    yield from _systems(held, pairs)


def _in_turn(families: Sequence[Family], number: int, bases: int) -> list[Family]:
    """Return the families whose turn it is at this base, so that each comes to `TURNS` of the bases."""
    return [each for place, each in enumerate(families) if (number - STRIDE * place) % bases < TURNS]  # fmt: skip


def _named(family: str, *, step: bool) -> str:
    kind, _, rest = family.partition(":")
    return f"{FIFTH}{kind}{', true step' if step else ''}:{rest}"


def _changes(old: Path, new: Path, families: Sequence[Family], *, renews: bool = False) -> Iterator[Batch]:  # fmt: skip
    """Yield a package over itself, and over the release before it, with the same edits."""
    files = genuine.contents(new)
    for step in (False, True):
        newer = files if step else next_patch(files)
        before = pack(old.name, genuine.contents(old)) if step else pack(new.name, files)
        edits = _edits(new, newer, before, families, step=step, renews=renews and not step)
        over = old.name if step else "itself"
        yield Batch(f"{new.name}, over {over}", pack(new.name, newer), edits, suffix_of(new), before)  # fmt: skip


def _edits(new: Path, newer: Files, before: bytes, families: Sequence[Family], *, step: bool, renews: bool) -> Iterator[Edit]:  # fmt: skip
    for each in families:
        for family, what, change in each(newer):
            if not all(change.values()) or not change:
                continue
            made = {name: fourth_programs.marks_renewed(data) if name in newer else data for name, data in change.items()} if renews else change  # fmt: skip
            yield Edit(new.name, _named(family, step=step), what, pack(new.name, newer | made), suffix=suffix_of(new), against=before, asks=True)  # fmt: skip


def _systems(held: Held, pairs: dict[str, list[list[str]]]) -> Iterator[Batch]:
    """Yield genuine debs, and what is built around two genuine releases."""
    kinds: tuple[tuple[str, Around], ...] = (("debs", _of_debs), ("asars", _of_asars), ("msis", _of_msis), ("jars", _of_jars))  # fmt: skip
    for kind, edits in kinds:
        for pair in pairs[kind]:
            for old, new in both(held, pair):
                for step in (False, True):
                    made = edits(old if step else new, new, pair[-1])
                    yield from _built(f"{kind}: {new.name}", made, step=step)


def _of_debs(old: Path, new: Path, _: str) -> Iterator[Built]:
    return fifth_debs.debs(old.read_bytes(), new.read_bytes(), is_step=old != new)


def _of_asars(old: Path, new: Path, _: str) -> Iterator[Built]:
    return fifth_apps.asars(genuine.contents(old), genuine.contents(new))


def _of_msis(old: Path, new: Path, ends: str) -> Iterator[Built]:
    one, two = (next(data for name, data in sorted(genuine.contents(path).items()) if name.endswith(ends)) for path in (old, new))  # fmt: skip
    return fifth_apps.msis(one, two)


def _of_jars(old: Path, new: Path, _: str) -> Iterator[Built]:
    return fifth_apps.jars(_jar(old), _jar(new))


def _built(name: str, edits: Iterable[Built], *, step: bool) -> Iterator[Batch]:
    """Yield what was built, its edits laid over the release before; the base is the honest next one."""

    def bases(each: Built) -> tuple[str, bytes, bytes]:
        return each[2], each[3], each[4]

    for (suffix, before, honest), group in groupby(edits, key=bases):
        made = [Edit(name, _named(family, step=step), what, edited, suffix=suffix, against=before, asks=True) for family, what, _, _, _, edited in group]  # fmt: skip
        yield Batch(f"{name}, {'true step' if step else 'next patch'}", honest, made, suffix, before)  # fmt: skip


def _jar(path: Path) -> Files:
    """Return the files of the jar in a deb."""
    inner = next(data for name, data in sorted(data_of_deb(path).items()) if name.endswith(".jar"))
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip
