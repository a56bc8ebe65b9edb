"""Which genuine files are edited, and by which families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import genuine
from genuine import Base, Files

from mutation_families import (
    apple,
    asars,
    installers,
    linux,
    package_changes,
    pictures,
    program_changes,
    programs,
    releases,
    tars,
    zips,
)
from mutation_families.edits import Edit
from onionskin.lookalike.archives import build_gzip, build_tar, build_zip
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.cab import build_cab
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.nsis import Installer, build_nsis
from onionskin.lookalike.rpm import RpmRecipe, build_rpm
from onionskin.lookalike.sevenzip import Solid, build_7z
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs
from onionskin.lookalike.xar import build_xar

SMALL = 800 << 10


@dataclass(frozen=True)
class Batch:
    """A genuine base, and its edits. `name` says what it is, `against` the release before the base."""

    name: str
    base: bytes
    edits: Iterable[Edit]
    suffix: str = ".bin"
    against: bytes = b""


def batches(folder: Path) -> Iterator[Batch]:
    yield from _members(folder)
    yield from _files(folder)
    yield from _around(folder)
    for path in genuine.packages(folder):
        if path.stat().st_size <= SMALL:
            yield from _releases(path)


def _members(folder: Path) -> Iterator[Batch]:
    """Yield programs and pictures that stood in packages."""
    kinds = (
        ("signed", programs.signed_programs, 700_000, 6),
        ("png", pictures.pictures, 100_000, 3),
        ("ico", pictures.icons, 400_000, 2),
        ("bmp", pictures.bitmaps, 400_000, 2),
        ("macho", apple.machos, 600_000, 5),
        ("fat", apple.fats, 900_000, 3),
    )
    for kind, edits, largest, most in kinds:
        for base in genuine.bases(folder, kind, largest=largest, each=1, most=most):
            yield Batch(f"{kind}: {base.title}, {len(base.data):,} bytes", base.data, edits(base))


def _files(folder: Path) -> Iterator[Batch]:
    """Yield debs, disk images and jars as they were published."""
    for path in sorted(folder.iterdir()):
        base = Base(path.name, path.name, path.read_bytes() if path.is_file() else b"")
        name = f"{path.name}, {len(base.data):,} bytes"
        if path.suffix == ".deb":
            yield Batch(f"deb: {name}", base.data, linux.debs(base), ".deb")
            yield Batch(f"deb, laid over: {name}", base.data, package_changes.deb_scripts(base), ".deb")  # fmt: skip
        elif path.suffix == ".dmg":
            yield Batch(f"dmg: {name}", base.data, apple.disks(base), ".dmg")
        elif path.suffix == ".jar":
            files = genuine.contents(path)
            yield Batch(f"jar, packed again: {name}", build_zip(files), zips.zips(base, files, "jar"), ".jar")  # fmt: skip


def _around(folder: Path) -> Iterator[Batch]:
    """Yield installers, images and archives that were built here around genuine programs."""
    for base in genuine.bases(folder, "unsigned", largest=300_000, each=1, most=2):
        files: Files = {"inert/program.exe": base.data, "inert/notes.txt": b"inert notes\n" * 40}
        flat = {name.rpartition("/")[2]: data for name, data in files.items()}
        msi = sign_msi(build_msi({"Example/program.exe": base.data}))
        named = {f"$INSTDIR\\{name}": data for name, data in flat.items()}
        rpm = build_rpm(RpmRecipe(files={f"/opt/inert/{name}": data for name, data in flat.items()}))  # fmt: skip
        about = f"built around {base.title}"
        yield Batch(f"msi {about}", msi, installers.installers(base), ".msi")
        yield Batch(f"cab {about}", build_cab(flat), installers.cabinets(base, flat), ".cab")
        yield Batch(f"7z {about}", build_7z([Solid(flat)]), installers.sevens(base, flat), ".7z")
        yield Batch(f"nsis {about}", build_nsis(Installer(named)), installers.scripted(base, flat), ".exe")  # fmt: skip
        yield Batch(f"rpm {about}", rpm, linux.rpms(base, flat), ".rpm")
        yield Batch(f"squashfs {about}", build_squashfs(SquashRecipe(files=files)), linux.squashes(base, files), ".squashfs")  # fmt: skip
        yield Batch(f"xar {about}", build_xar(files), apple.xars(base, files), ".xar")
        yield Batch(f"asar {about}", build_asar(files), asars.asars(base, files), ".asar")
        yield Batch(f"stream {about}", linux.xz(base.data), linux.streams(base), ".xz")
        yield Batch(f"changes of what was {about}", base.data, package_changes.built_changes(base))


def _releases(path: Path) -> Iterator[Batch]:
    """Yield a small package, packed again: edited itself, edited inside, and changed."""
    files, name = genuine.contents(path), path.name
    whole, base = releases.pack(name, files), Base(name, name, b"")
    if path.suffix == ".whl" and path.stat().st_size < SMALL // 2:
        yield Batch(f"wheel: {name}", build_zip(files), zips.zips(base, files, "wheel"), ".whl")
    elif path.suffix == ".tgz" and any(1 <= len(data) % 512 <= 256 for data in files.values()):
        yield Batch(f"tarball: {name}", build_gzip(build_tar(files)), tars.tarballs(base, files), ".tgz")  # fmt: skip
    signed = [each for each, data in sorted(files.items()) if len(data) < SMALL and genuine.kind_of(data) == "signed"]  # fmt: skip
    if signed:
        member = Base(name, signed[0], files[signed[0]])
        some = [edit for edit in programs.signed_programs(member) if "4,096" in edit.variant]
        yield Batch(f"rebuilt: {name}", whole, releases.rebuilt(name, files, signed[0], some), path.suffix)  # fmt: skip
        yield Batch(f"swapped: {name}", whole, releases.swapped(name, files), path.suffix)
    if path.suffix == ".tgz" and "package/package.json" not in files:
        return
    for what, edits in (
        ("programs", program_changes.program_changes(name, files)),
        ("components", program_changes.replaced_components(name, files)),
        ("slices", program_changes.slices(name, files)),
        ("manifests", package_changes.manifests(name, files)),
    ):
        yield Batch(f"{what} laid over: {name}", whole, edits, path.suffix)
