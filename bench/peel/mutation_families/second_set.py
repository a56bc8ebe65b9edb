"""The second set of changes: 24 families and more, defined before any signal was changed for them.

Each is laid over a genuine release: the same one, which says that it is the next patch ("edited after it was
built"), or, in the families "true step", the genuine release before, so that honest changes stand beside.
FOLDER holds the releases by the names below; what it does not hold is left out, and said.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import genuine
from genuine import Files

from mutation_families import edited_programs, edited_releases
from mutation_families.edits import CHANGE, Edit
from mutation_families.releases import later, pack
from mutation_families.sources import Batch

Programs = Callable[[bytes], Iterator[edited_programs.Made]]
Changes = Callable[[Files], Iterator[edited_releases.Change]]


# (package, the end of a program's name in it)
PE = (
    ("tornado-6.6.1", "speedups.pyd"), ("psutil-7.2.2-cp37-abi3-win", "windows.pyd"), ("orjson-3.13.0", ".pyd"),
    ("distlib-0.4.4", "/t64.exe"), ("distlib-0.4.4", "/w32.exe"), ("pyzmq-27.3.0", "_zmq.cp311-win_amd64.pyd"),
)  # fmt: skip
PE_STEPS = (
    ("tornado-6.6-", "tornado-6.6.1", "speedups.pyd"),
    ("psutil-7.2.1-cp37-abi3-win", "psutil-7.2.2-cp37-abi3-win", "windows.pyd"),
    ("orjson-3.11.8", "orjson-3.11.9", ".pyd"),
    ("distlib-0.4.3", "distlib-0.4.4", "/t64.exe"),
)
ELF = (("markupsafe-3.0.3", ".so"), ("psutil-7.2.2-cp36-abi3-manylinux", ".so"))
ELF_STEPS = (
    ("MarkupSafe-3.0.2", "markupsafe-3.0.3", ".so"),
    ("psutil-7.2.1-cp36-abi3-manylinux", "psutil-7.2.2-cp36-abi3-manylinux", ".so"),
)
MACHO = (("psutil-7.2.2-cp36-abi3-macosx_10_9_x86_64", ".so"),)
MANAGED = (("pythonnet-3.2.1", "Python.Runtime.dll"), ("electron-winstaller-5.4.4", "/Microsoft.Deployment.Resources.dll"))  # fmt: skip
NPM = ("axios-1.21.1", "express-5.3.0", "react-19.3.1", "lodash-4.18.1")
NPM_STEPS = (("axios-1.18.0", "axios-1.18.1"), ("express-5.2.0", "express-5.2.1"), ("react-19.2.8", "react-19.2.9"), ("lodash-4.18.0", "lodash-4.18.1"))  # fmt: skip
WHEELS = ("click-8.5.1", "packaging-26.3", "flask-3.1.3", "psutil-7.2.2-cp37-abi3-win")
WHEEL_STEPS = (("click-8.4.1", "click-8.4.2"), ("flask-3.1.2-", "flask-3.1.3-"), ("pip-26.1.1", "pip-26.1.2"), ("tornado-6.6-", "tornado-6.6.1"))  # fmt: skip
ASARS = ("express-5.3.0", "axios-1.21.1")
DEBS = ("cabextract", "dash", "zlib1g")


def batches(folder: Path) -> Iterator[Batch]:
    for names, edits in ((PE, edited_programs.pe_edits), (ELF, edited_programs.elf_edits), (MACHO, edited_programs.macho_edits), (MANAGED, edited_programs.managed_edits)):  # fmt: skip
        for package, name in names:
            path = _path(folder, package)
            if path:
                yield _programs(path, path, name, edits)
    for steps, edits in ((PE_STEPS, edited_programs.pe_step_edits), (ELF_STEPS, edited_programs.elf_step_edits)):  # fmt: skip
        for before, after, name in steps:
            old, new = _path(folder, before), _path(folder, after)
            if old and new:
                yield _programs(old, new, name, edits)
    yield from _packages(folder)
    yield from _others(folder)


def _packages(folder: Path) -> Iterator[Batch]:
    same = ((NPM, edited_releases.npm_edits), (WHEELS, edited_releases.wheel_edits))
    for names, edits in same:
        for package in names:
            path = _path(folder, package)
            if path:
                yield _changes(path, path, edits)
    steps = ((NPM_STEPS, edited_releases.npm_step_edits), (WHEEL_STEPS, edited_releases.wheel_step_edits))  # fmt: skip
    for pairs, edits in steps:
        for before, after in pairs:
            old, new = _path(folder, before), _path(folder, after)
            if old and new:
                yield _changes(old, new, edits)


def _path(folder: Path, begins: str) -> Path | None:
    found = [each for each in sorted(folder.iterdir()) if each.name.startswith(begins)]
    if not found:
        print(f"not there: {begins}", file=sys.stderr)
    return next((each for each in found if each.suffix in {".whl", ".tgz", ".deb"}), None)


def _sides(old: Path, new: Path) -> tuple[Files, Files, bytes]:
    """Return the files of the new side, what edits build upon, and the release before."""
    files = genuine.contents(new)
    before = genuine.contents(old)
    return files, later(files) if old == new else files, pack(old.name, before)


def _programs(old: Path, new: Path, ends: str, edits: Programs) -> Batch:
    files, newer, before = _sides(old, new)
    name = next(each for each in sorted(files) if each.endswith(ends))

    def made() -> Iterator[Edit]:
        for family, what, data in edits(files[name]):
            if data:
                yield Edit(f"{new.name}: {name.rpartition('/')[2]}", f"{CHANGE} {family}", what, pack(new.name, newer | {name: data}), suffix=new.suffix, against=before)  # fmt: skip

    return Batch(f"{new.name}: {name}, over {old.name}", pack(new.name, newer), made(), new.suffix, before)  # fmt: skip


def _changes(old: Path, new: Path, edits: Changes) -> Batch:
    _, newer, before = _sides(old, new)

    def made() -> Iterator[Edit]:
        for family, what, change in edits(newer):
            yield Edit(new.name, f"{CHANGE} {family}", what, pack(new.name, newer | change), suffix=new.suffix, against=before)  # fmt: skip

    return Batch(f"{new.name}, over {old.name}", pack(new.name, newer), made(), new.suffix, before)


def _others(folder: Path) -> Iterator[Batch]:
    """Yield asars, debs and installers; what is known of them is found of the release before alone."""
    for package in ASARS:
        path = _path(folder, package)
        files = genuine.contents(path) if path else {}
        if path:
            yield from _built(f"asar around {path.name}", edited_releases.asar_edits(files))
    for package in DEBS:
        path = _path(folder, package)
        if path:
            yield from _built(path.name, edited_releases.deb_edits(path.read_bytes()))
    for base in genuine.bases(folder, "unsigned", largest=120_000, each=1, most=2):
        yield from _built(f"installers around {base.title}", edited_releases.installer_edits(base.data))  # fmt: skip


def _built(name: str, edits: Iterable[edited_releases.Built]) -> Iterator[Batch]:
    for family, what, suffix, before, after in edits:
        edit = Edit(name, f"{CHANGE} {family}", what, after, suffix=suffix, against=before)
        yield Batch(f"{name}: {family}, {what}", before, [edit], suffix, before)
