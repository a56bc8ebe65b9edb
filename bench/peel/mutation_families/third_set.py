"""The third set of changes: what somebody adds to the next patch of a trusted package, by another hand than the first two.

Defined and frozen before anything of it was scored, by somebody who had not read the signals; all of it is held, none is
to be tuned on. Each family's function says what a careful reviewer of both releases sees. Bases are genuine, and none
is one of the second set's but for what is built around a program. Laid over each is the genuine release before ("true
step") or the same release, which says that it is the next patch. What no reviewer could tell from a fix was left out:
bytes of code replaced, or a jump to a cave, with the marks of a build renewed; a dependency's range widened to a
release that exists; a constant of a cipher or a limit changed by little; `overrides` of an npm package (obeyed for no one
but its own author); an entry point in the room of the headers (no Windows since 8 starts that).

`python bench/peel/mutations.py FOLDER --third --write` scores it, once, into `bench/results/third_changes.md`.

FOLDER holds the files of `third_bases.toml`, by `npm pack`, `pip download` (never installed) and `apt-get download`;
one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    third_apps,
    third_manifests,
    third_programs,
    third_scripts,
    third_systems,
    third_wheels,
)
from mutation_families.edited_programs import Made
from mutation_families.edits import THIRD, Edit
from mutation_families.linux import ar_members
from mutation_families.releases import pack, raised
from mutation_families.sources import Batch
from mutation_families.third_scripts import Change
from mutation_families.third_systems import Built

LIST = Path(__file__).with_name("third_bases.toml")
Family = Callable[[Files], Iterator[Change]]
Programs = Callable[[bytes], Iterator[Made]]

NPM = ("chalk-5.6.2", "debug-4.4.1", "ws-8.18.3", "semver-7.7.3", "dayjs-1.11.19", "node-fetch-3.3.2", "commander-14.0.1", "uuid-11.1.0", "mitt-3.0.1")  # fmt: skip
NPM_ALONE = ("ws-8.18.3", "node-fetch-3.3.2", "preact-10.27.2", "redux-5.0.1", "mitt-3.0.1", "electron-get-4.0.0", "esbuild-0.25.9", "prebuild-install-7.1.3", "node-gyp-11.4.2", "bufferutil-4.0.9", "semver-7.7.3")  # fmt: skip
NPM_STEPS = (("dayjs-1.11.18", "dayjs-1.11.19"), ("semver-7.7.2", "semver-7.7.3"), ("ws-8.18.2", "ws-8.18.3"), ("commander-14.0.0", "commander-14.0.1"), ("dotenv-17.2.1", "dotenv-17.2.2"))  # fmt: skip
WHEELS = ("urllib3-2.5.0", "idna-3.10-py3", "httpx-0.28.1", "werkzeug-3.1.3", "attrs-25.3.0", "anyio-4.10.0", "jinja2-3.1.6", "six-1.17.0", "requests-2.32.5", "platformdirs-4.3.8", "setuptools-80.9.0")  # fmt: skip
WHEELS_ALONE = ("urllib3-2.5.0", "httpx-0.28.1", "requests-2.32.5", "certifi-2025.8.3", "werkzeug-3.1.3", "anyio-4.10.0")  # fmt: skip
WHEEL_STEPS = (("urllib3-2.4.0", "urllib3-2.5.0"), ("werkzeug-3.1.2", "werkzeug-3.1.3"), ("requests-2.32.4", "requests-2.32.5"), ("anyio-4.9.0", "anyio-4.10.0"))  # fmt: skip
SDISTS = (
    "idna-3.10.tar",
    "tomli-2.2.1",
    "typing_extensions-4.14.1",
    "packaging-26.3",
    "flask-3.1.3",
)
PE = (
    ("greenlet-3.2.4-cp311-cp311-win", ".pyd"), ("msgpack-1.1.1-cp311-cp311-win", ".pyd"), ("rpds_py-0.27.0-cp311-cp311-win", ".pyd"),
    ("websockets-15.0.1-cp311-cp311-win", ".pyd"), ("setuptools-80.9.0", "/cli-64.exe"), ("pyinstaller-6.15.0", "intel/runw.exe"),
    ("node-notifier-10.0.1", "/notifu64.exe"), ("node-notifier-10.0.1", "/notifu.exe"),
)  # fmt: skip
PE_STEPS = (("multidict-6.6.3-cp311-cp311-win", "multidict-6.6.4-cp311-cp311-win", ".pyd"),)
ELF = tuple((f"{each}-cp311-cp311-manylinux", ".so") for each in ("greenlet-3.2.4", "msgpack-1.1.1", "multidict-6.6.3", "rpds_py-0.27.0", "websockets-15.0.1"))  # fmt: skip
MACHO = tuple((f"{each}-cp311-cp311-macosx_10_9", ".so") for each in ("msgpack-1.1.1", "multidict-6.6.3", "websockets-15.0.1"))  # fmt: skip
MANAGED = (("clr_loader-0.2.7", "amd64/ClrLoader.dll"), ("clr_loader-0.2.7", "x86/ClrLoader.dll"), ("pywebview-5.4", "WebBrowserInterop.x64.dll"), ("pywebview-5.4", "WebBrowserInterop.x86.dll"))  # fmt: skip
DEBS = ("dbus_", "cron_", "upower_", "debianutils_", "ca-certificates_", "debian-archive-keyring_")
ASARS = (("electron-get-4.0.0", "mitt-3.0.1"), ("node-gyp-11.4.2", "debug-4.4.1"))
# On how many of the bases each family that fits all of them is tried, in turn.
NPM_TURNS, WHEEL_TURNS = 3, 2


def batches(folder: Path) -> Iterator[Batch]:
    """Yield every base of the set, and its edits."""
    held = Held(folder, LIST)
    yield from _scripts(held)
    yield from _native(held)
    yield from _systems(held)


class Held:
    """The bases in a folder, by the beginnings of their names; `listed` says their digests."""

    def __init__(self, folder: Path, listed: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = tomllib.loads(listed.read_text("utf-8"))["sha256"]

    def path(self, begins: str) -> Path | None:
        """Return the path of the base of such a name, if it is there and the right one."""
        name = next((each for each in sorted(self.digests) if each.startswith(begins)), "")
        path = self.folder / name
        if not name or not path.is_file():
            print(f"not there: {begins}", file=sys.stderr)
            return None
        if hashlib.sha256(path.read_bytes()).hexdigest() != self.digests[name]:
            print(f"other bytes than listed: {name}", file=sys.stderr)
            return None
        return path

    def paths(self, *begins: str) -> list[Path]:
        """Return the paths of all of them, or nothing where one is missing."""
        found = [each for each in map(self.path, begins) if each]
        return found if len(found) == len(begins) else []


def next_patch(files: Files) -> Files:
    """Return the files as the next patch of the package would name itself, all else as it was."""
    made = dict(files)
    for name, data in files.items():
        pattern = b""
        if name.endswith((".dist-info/METADATA", "/PKG-INFO")) and name.count("/") == 1:
            pattern = rb"(?m)^(Version: )(\S+)()$"
        elif name == third_scripts.MANIFEST:
            pattern = rb'("version"\s*:\s*")([^"]+)(")'
        if pattern:
            made[name] = re.sub(pattern, lambda each: each[1] + raised(each[2].decode()).encode() + each[3], data, count=1)  # fmt: skip
    return made


def suffix_of(path: Path) -> str:
    return ".tar.gz" if path.name.endswith(".tar.gz") else path.suffix


def _changes(old: Path, new: Path, families: Iterable[Family]) -> Batch:
    """Return the edits of a package; over the release before it, or over itself."""
    files = genuine.contents(new)
    newer, before = (next_patch(files) if old == new else files), pack(old.name, genuine.contents(old))  # fmt: skip

    def made() -> Iterator[Edit]:
        for each in families:
            for family, what, change in each(newer):
                kind, _, rest = family.partition(":")
                step = "" if old == new else ", true step"
                yield Edit(new.name, f"{THIRD}{kind}{step}:{rest}", what, pack(new.name, newer | change), suffix=suffix_of(new), against=before)  # fmt: skip

    return Batch(f"{new.name}, over {old.name}", pack(new.name, newer), made(), suffix_of(new), before)  # fmt: skip


def _in_turn(families: Sequence[Family], number: int, bases: int, turns: int) -> list[Family]:
    """Return the families whose turn it is at this base, so that each comes to `turns` of the bases."""
    return [each for place, each in enumerate(families) if (number - place) % bases < turns]


def _scripts(held: Held) -> Iterator[Batch]:
    """Yield npm packages, wheels and source packages, and what is changed of their files."""
    everywhere: tuple[tuple[tuple[str, ...], tuple[Family, ...], int], ...] = (
        (NPM, (*third_scripts.SOME, *third_manifests.SOME), NPM_TURNS),
        (WHEELS, third_wheels.SOME, WHEEL_TURNS),
    )
    for names, families, turns in everywhere:
        for number, name in enumerate(names):
            for path in held.paths(name):
                yield _changes(path, path, _in_turn(families, number, len(names), turns))
    alone: tuple[tuple[tuple[str, ...], tuple[Family, ...]], ...] = (
        (NPM_ALONE, (*third_scripts.WHERE_IT_FITS, *third_manifests.WHERE_IT_FITS)),
        (WHEELS_ALONE, third_wheels.WHERE_IT_FITS),
        (("setuptools-80.9.0",), (third_wheels.started_with_python,)),
        (SDISTS, (third_wheels.builds,)),
        (("node-notifier-10.0.1",), (third_apps.apps,)),
    )
    for names, fitting in alone:
        for name in names:
            for path in held.paths(name):
                yield _changes(path, path, fitting)
    for pairs, steps in ((NPM_STEPS, third_scripts.STEPS), (WHEEL_STEPS, third_wheels.STEPS)):
        for pair in pairs:
            for old, new in zip(held.paths(*pair)[:1], held.paths(*pair)[1:], strict=True):
                yield _changes(old, new, steps)


def _native(held: Held) -> Iterator[Batch]:
    """Yield packages, and what is changed of one program in each."""
    kinds: tuple[tuple[tuple[tuple[str, str], ...], Programs], ...] = (
        (PE, third_programs.pe_edits), (ELF, third_programs.elf_edits), (MACHO, third_programs.macho_edits),
        (MANAGED, third_programs.managed_edits),
    )  # fmt: skip
    for bases, edits in kinds:
        for package, ends in bases:
            for path in held.paths(package):
                yield _changes(path, path, (_of_one(ends, edits),))
    for before, after, ends in PE_STEPS:
        for old, new in zip(held.paths(before, after)[:1], held.paths(before, after)[1:], strict=True):  # fmt: skip
            yield _changes(old, new, (_of_one(ends, third_programs.pe_step_edits),))


def _of_one(ends: str, edits: Programs) -> Family:
    """Return the family of a package that edits the first program of such a name."""

    def change(files: Files) -> Iterator[Change]:
        name = next(each for each in sorted(files) if each.endswith(ends))
        for family, what, data in edits(files[name]):
            if data and data != files[name]:
                yield family, f"{name}: {what}", {name: data}

    return change


def _systems(held: Held) -> Iterator[Batch]:
    """Yield packages of systems and shops: genuine debs, and what is built around genuine files."""
    for number, name in enumerate(DEBS):
        for path in held.paths(name):
            yield from _built(path.name, third_systems.debs(path.name, path.read_bytes(), number))
    for name, what, files_of, edits in AROUND:
        for path in held.paths(name):
            yield from _built(f"{what} around {path.name}", edits(files_of(path)))
    for first, second in ASARS:
        for main, preload in zip(held.paths(first, second)[:1], held.paths(first, second)[1:], strict=True):  # fmt: skip
            scripts = [_first_script(genuine.contents(each)) for each in (main, preload)]
            yield from _built(f"asar around {main.name} and {preload.name}", third_systems.asars(*scripts))  # fmt: skip


def _first_script(files: Files) -> bytes:
    return files[third_scripts.scripts(files)[0]]


def _member(files: Files, ends: str) -> bytes:
    return next(data for name, data in sorted(files.items()) if name.endswith(ends))


def _jar(path: Path) -> Files:
    """Return the files of the jar in a deb."""
    inner = _member(data_of_deb(path), ".jar")
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip


def _sources(path: Path) -> Files:
    """Return the files of Ruby or Rust in a deb, by their names in the package that they were."""
    found = {}
    for name, data in data_of_deb(path).items():
        inner = re.match(
            r"\./usr/share/(?:rubygems-integration/all/gems|cargo/registry)/[^/]+/(.+)", name
        )
        if inner:
            found[inner[1]] = data
    return found


def data_of_deb(path: Path) -> Files:
    """Return the files that a deb puts on the system."""
    body = next(body for head, body in ar_members(path.read_bytes()) if head.startswith(b"data.tar"))  # fmt: skip
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        opened = {each.name: archive.extractfile(each) for each in archive if each.isreg()}
        return {name: file.read() for name, file in opened.items() if file}


def _built(name: str, edits: Iterable[Built]) -> Iterator[Batch]:
    """Yield what was built, its edits laid over the release before; the base is the honest next one."""

    def bases(each: Built) -> tuple[str, bytes, bytes]:
        return each[2], each[3], each[4]

    for (suffix, before, honest), group in groupby(edits, key=bases):
        made = [Edit(name, f"{THIRD}{family}", what, edited, suffix=suffix, against=before) for family, what, _, _, _, edited in group]  # fmt: skip
        yield Batch(
            f"{name}: {made[0].family.removeprefix(THIRD)}...", honest, made, suffix, before
        )


# What is built around genuine files: the base, what is built, what is taken out of the base, and the edits.
AROUND: tuple[tuple[str, str, Callable[[Path], Files], Callable[[Files], Iterator[Built]]], ...] = (
    ("libplexus-interpolation-java", "jar", _jar, third_systems.jars),
    ("libplexus-sec-dispatcher-java", "jar", _jar, third_systems.jars),
    ("clr_loader-0.2.7", "nupkg", genuine.contents, third_systems.nupkgs),
    ("pyinstaller-6.15.0", "msi", genuine.contents, third_systems.msis),
    ("pyinstaller-6.15.0", "rpm", genuine.contents, third_systems.rpms),
    ("vscode-languageclient-9.0.1", "vsix", genuine.contents, third_systems.vsixes),
    ("webextension-polyfill-0.12.0", "browser extension", genuine.contents, third_systems.browser_extensions),
    ("uuid-11.1.0", "image", genuine.contents, third_systems.images),
    ("ruby-rack_", "gem", _sources, third_systems.gems),
    ("ruby-mustermann_", "gem", _sources, third_systems.gems),
    ("librust-itoa-dev_", "crate", _sources, third_systems.crates),
    ("librust-semver-dev_", "crate", _sources, third_systems.crates),
)  # fmt: skip
