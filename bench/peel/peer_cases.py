"""The files that every peer is asked about: edits of genuine bases, benign pairs, one file per format."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import genuine
from genuine import Base, Files
from mutation_families.edits import CHANCE, filler
from mutation_families.linux import ar, ar_head, ar_members
from mutation_families.program_changes import WANTED, with_imports
from mutation_families.releases import later, pack, with_section

from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.macho import into_reserved_space, signature_place
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.msi_hiding import hide_in_msi
from onionskin.lookalike.pe import append_behind_signature, grow_directory
from onionskin.terms import versions

RELEASE = re.compile(r"(.+?)[-_](\d[\w.]*)(?:[-_](.*))?\.(whl|tgz|deb)")
EXECUTABLE = 0x60000020
GOLDENS = Path(__file__).parents[2] / "tests" / "golden" / "peel" / "containers"


@dataclass(frozen=True)
class Case:
    """One edit, or one benign pair: the file before and the file after."""

    family: str
    title: str
    old: bytes
    new: bytes
    old_name: str
    new_name: str


@dataclass(frozen=True)
class Release:
    """A package file, and what its name says."""

    path: Path
    product: str
    version: str
    platform: str


def releases(folders: list[Path]) -> list[Release]:
    """Return the packages of the folders whose names say product and version, the smallest first."""
    found: dict[str, Release] = {}
    for folder in folders:
        for path in folder.iterdir():
            named = RELEASE.fullmatch(path.name)
            if path.is_file() and named:
                found.setdefault(path.name, Release(path, named[1], named[2], named[3] or ""))
    return sorted(found.values(), key=lambda each: (each.path.stat().st_size, each.path.name))


# --- edits of genuine bases ---------------------------------------------------------------------------


class Bases:
    """Genuine files of each kind, of as many products as there are: the smallest packages first."""

    def __init__(self, every: list[Release], most: int, largest: int) -> None:
        self.most = most
        self.of: dict[str, list[Base]] = {}
        self.packages: dict[str, list[tuple[str, Files]]] = {}
        self.debs = [each for each in every if each.path.suffix == ".deb"][:most]
        seen: set[tuple[str, str]] = set()
        first = {(each.product, each.platform): each for each in reversed(every)}
        for each in every:
            is_first = first[each.product, each.platform] is each
            if each.path.suffix == ".deb" or not is_first or each.path.stat().st_size > largest:
                continue
            files = genuine.contents(each.path)
            self._package(each, files, seen)
            for name, data in sorted(files.items()):
                self._file(each, name, data, seen)

    def _package(self, each: Release, files: Files, seen: set[tuple[str, str]]) -> None:
        kind = each.path.suffix
        known = self.packages.setdefault(kind, [])
        is_plain = not any(genuine.kind_of(data) or data[:4] == b"\xcf\xfa\xed\xfe" for data in files.values())  # fmt: skip
        if is_plain and len(known) < self.most and (kind, each.product) not in seen:
            seen.add((kind, each.product))
            known.append((each.path.name, files))

    def _file(self, each: Release, name: str, data: bytes, seen: set[tuple[str, str]]) -> None:
        kind = kind_of(data)
        known = self.of.setdefault(kind, [])
        # Few packages hold images: each file of them is a base of its own.
        of = name if kind in {"png", "ico", "bmp"} else each.product
        if kind and len(known) < self.most and (kind, of) not in seen:
            seen.add((kind, of))
            known.append(Base(each.path.name, name, data))


def kind_of(data: bytes) -> str:
    """Return the kind of a base that some edit here can be made of."""
    if data[:4] == b"\xcf\xfa\xed\xfe" and len(data) <= 8 << 20:
        return "macho" if _has_room(data) else ""
    if not 512 <= len(data) <= 800_000:
        return ""
    kind = genuine.kind_of(data)
    if kind == "unsigned" and not (with_section(data, bytes(512), EXECUTABLE) and with_imports(data, WANTED)):  # fmt: skip
        return ""
    return kind


def _has_room(data: bytes) -> bool:
    try:
        start, size = signature_place(data)
    except ValueError:
        return False
    return size - int(struct.unpack_from(">I", data, start + 4)[0]) >= 64


def edits(bases: Bases) -> Iterator[Case]:
    """Yield every edit, the same bytes in every run."""
    CHANCE.seed(2026)
    for base in bases.of.get("signed", []):
        put = filler("random", 4096)
        for family, made in (
            ("PE: bytes behind the signature", append_behind_signature(base.data, put)),
            ("PE: the same, checksum left", append_behind_signature(base.data, put, fix_checksum=False)),
            ("PE: certificate directory grown", grow_directory(base.data, put)),
        ):  # fmt: skip
            yield _case(family, base, made, ".dll")
    for base in bases.of.get("unsigned", []):
        made = with_section(base.data, filler("random", 32 << 10), EXECUTABLE)
        yield _case("PE: section added", base, made, ".dll")
        yield _case("PE: imports grown", base, with_imports(base.data, WANTED), ".dll")
        package = sign_msi(build_msi({"Example/program.exe": base.data}))
        holder = Base(base.package, base.name, package)
        for family, place, size in (("MSI: stream that no table names", "orphan-stream", 8192), ("MSI: slack behind streams", "stream-slack", 4096)):  # fmt: skip
            yield _case(family, holder, hide_in_msi(package, filler("random", size), place), ".msi")
    for base in bases.of.get("macho", []):
        made = into_reserved_space(base.data, filler("words", 48))
        yield _case("Mach-O: space reserved for the signature", base, made, ".dylib")
    for kind in ("png", "ico"):
        for base in bases.of.get(kind, [])[:2]:
            yield _case("image: tail", base, base.data + filler("base64", 900), f".{kind}")
    yield from package_edits(bases)


def package_edits(bases: Bases) -> Iterator[Case]:
    for name, files in bases.packages.get(".whl", []):
        yield from wheel_edits(name, files)
    for name, files in bases.packages.get(".tgz", []):
        yield from npm_edits(name, files)
    for each in bases.debs:
        data = each.path.read_bytes()
        made = ar([*ar_members(data), (ar_head(b"_extra", 4096), filler("random", 4096))])
        yield _case("deb: a further member", Base(each.path.name, each.path.name, data), made, ".deb")  # fmt: skip


def _case(family: str, base: Base, made: bytes, suffix: str) -> Case:
    return Case(family, base.title, base.data, made, f"base{suffix}", f"base{suffix}")


def wheel_edits(name: str, files: Files) -> Iterator[Case]:
    """Change a script behind RECORD's back, and let the two headers of a member name two files."""
    base = Base(name, name, pack(name, files))
    script = max((each for each in files if each.endswith(".py")), key=lambda each: len(files[each]))  # fmt: skip
    record = next(each for each in files if each.endswith(".dist-info/RECORD"))
    changed = files | {script: files[script] + b"\n# inert\n"}
    plain = packed_record(base.data)
    yield _case("wheel: a file against RECORD", base, build_zip(changed | {record: plain}), ".whl")
    members = [ZipMember(each, data) for each, data in files.items()]
    odd = [ZipMember(each.name, each.data, local_name="inert/other.py") if each.name == script else each for each in members]  # fmt: skip
    holder = Base(name, name, build_zip(members))
    yield _case("zip: headers that contradict each other", holder, build_zip(odd), ".zip")


def packed_record(wheel: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        return archive.read(next(each for each in archive.namelist() if each.endswith("/RECORD")))


def npm_edits(name: str, files: Files) -> Iterator[Case]:
    """Add an install hook and a dependency one patch later; contradict the hashes of an asar."""
    newer = later(files)
    manifest = json.loads(newer["package/package.json"])
    manifest["scripts"] = manifest.get("scripts", {}) | {"postinstall": "node inert.js"}
    manifest["dependencies"] = manifest.get("dependencies", {}) | {"inert-helper": "^1.0.0"}
    made = newer | {"package/package.json": json.dumps(manifest, indent=2).encode(), "package/inert.js": b"// inert\n"}  # fmt: skip
    base = Base(name, name, pack(name, files))
    yield _case("npm: install hook and dependency added", base, pack(name, made), ".tgz")
    big = max(files, key=lambda each: len(files[each]))
    forged = b"/* inert */" + files[big][11:]
    holder = Base(name, name, build_asar(files))
    yield _case("asar: a file against its integrity", holder, build_asar(files, forged={big: forged}), ".asar")  # fmt: skip


# --- benign pairs -------------------------------------------------------------------------------------


def pairs(every: list[Release], most: int, largest: int) -> list[Case]:
    """Return the newest two releases of each product, the smallest products first."""
    groups: dict[tuple[str, str], list[Release]] = {}
    for each in every:
        if each.path.suffix != ".deb" and versions.key(each.version) is not None:
            groups.setdefault((each.product, each.platform), []).append(each)
    found = []
    for group in groups.values():
        group.sort(key=lambda each: versions.key(each.version) or ())
        last = list(pairwise(group))[-1:]
        found += [pair for pair in last if pair[1].path.stat().st_size <= largest]
    found.sort(key=lambda pair: pair[1].path.stat().st_size)
    return [
        Case(
            "benign pair",
            f"{new.product} {old.version} -> {new.version} {new.platform}".strip(),
            old.path.read_bytes(),
            new.path.read_bytes(),
            old.path.name,
            new.path.name,
        )
        for old, new in found[:most]
    ]


def programs(case: Case, most: int, folder: Path) -> list[Case]:
    """Return the programs that differ between the two releases, for peers that do not open packages."""
    sides = []
    for name, data in ((case.old_name, case.old), (case.new_name, case.new)):
        path = folder / name
        path.write_bytes(data)
        files = genuine.contents(path)
        path.unlink()
        sides.append({each: body for each, body in files.items() if body[:2] == b"MZ" or body[:4] == b"\xcf\xfa\xed\xfe"})  # fmt: skip
    old, new = sides
    both = sorted((name for name in new if name in old and old[name] != new[name]), key=lambda each: len(new[each]))  # fmt: skip
    return [
        Case(case.family, f"{case.title}: {name}", old[name], new[name], Path(name).name, Path(name).name)
        for name in both[:most]
    ]  # fmt: skip


# --- formats ------------------------------------------------------------------------------------------


def formats(folder: Path) -> list[tuple[str, Path]]:
    """Return one well-formed file of every format that we open, as the golden cases build it."""
    found = []
    for cases in sorted(GOLDENS.glob("*/cases.py")):
        name = cases.parent.name
        spec = importlib.util.spec_from_file_location(f"golden_{name.replace('-', '_')}", cases)
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        good: list[Callable[[Path], Path]] = [getattr(module, each) for each in vars(module) if each.startswith("good")]  # fmt: skip
        place = folder / name
        place.mkdir()
        found.append((name, good[0](place)))
    return found
