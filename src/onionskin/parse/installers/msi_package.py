"""What a Windows Installer package says of itself: product, files, media, custom actions.

Source: Microsoft, "Windows Installer": tables Property, File, Component, Directory,
Media, CustomAction and MsiFileHash; "Property Reference", system folder properties.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import Problem, Value
from onionskin.parse.installers.installer_actions import STARTING, InstallerAction
from onionskin.parse.installers.msi import Database
from onionskin.plugins.view import View

MAX_NAME = 1_000
MAX_DEPTH = 64
NONCOMPRESSED, COMPRESSED = 0x2000, 0x4000
TEMPLATE, WORD_COUNT = 7, 15

# System folder properties, by the name that a 64-bit Windows gives the folder.
FOLDERS = {
    "TARGETDIR": "",
    "ProgramFilesFolder": "Program Files (x86)",
    "ProgramFiles64Folder": "Program Files",
    "CommonFilesFolder": "Program Files (x86)/Common Files",
    "CommonFiles64Folder": "Program Files/Common Files",
    "WindowsFolder": "Windows",
    "SystemFolder": "Windows/SysWOW64",
    "System64Folder": "Windows/System32",
    "System16Folder": "Windows/System",
    "FontsFolder": "Windows/Fonts",
    "TempFolder": "Temp",
    "AppDataFolder": "AppData/Roaming",
    "LocalAppDataFolder": "AppData/Local",
    "CommonAppDataFolder": "ProgramData",
    "ProgramMenuFolder": "Start Menu/Programs",
    "StartMenuFolder": "Start Menu",
    "StartupFolder": "Start Menu/Programs/Startup",
    "DesktopFolder": "Desktop",
    "PersonalFolder": "Documents",
    "WindowsVolume": "",
}
# On a 32-bit Windows there is one of each.
FOLDERS_32 = {
    "ProgramFilesFolder": "Program Files",
    "CommonFilesFolder": "Program Files/Common Files",
    "SystemFolder": "Windows/System32",
}

ACTIONS = {
    1: "a library in the package", 2: "a program in the package", 5: "JScript in the package",
    6: "VBScript in the package", 17: "an installed library", 18: "an installed program",
    19: "an error message", 21: "an installed JScript", 22: "an installed VBScript",
    34: "a program in a folder", 35: "sets a folder", 37: "JScript, inline",
    38: "VBScript, inline", 50: "a program named by a property", 51: "sets a property",
    53: "JScript in a property", 54: "VBScript in a property",
}  # fmt: skip
SCRIPTS = {37: "js", 38: "vbs"}
OWN_FILES = ("[#", "[!", "[$")  # a file or component of the package: its own classes load them
HIVES = {-1: "HKCU or HKLM", 0: "HKCR", 1: "HKCU", 2: "HKLM", 3: "HKU"}


class MsiProduct(Value, frozen=True):
    """What the Property table and the summary say. Empty where they are silent."""

    name: str
    version: str
    manufacturer: str
    product_code: str
    upgrade_code: str
    template: str
    codepage: int
    tables: tuple[str, ...]
    files: int


class MsiAction(Value, frozen=True):
    """One custom action: what it runs, and with what. `kind` is the base type in words."""

    name: str
    type: int
    kind: str
    source: str
    target: str
    deferred: bool
    elevated: bool


class MsiMedia(Value, frozen=True):
    """One row of Media: its cabinet, whether it is inside the package, and how many files it holds."""

    disk: int
    cabinet: str
    embedded: bool
    files: int


class MsiContradiction(Value, frozen=True):
    """A table that says other than the content.

    `kind` is `file-hash` (MsiFileHash and the file's MD5 differ), `file-size`,
    `missing-file` (File names it, no cabinet holds it), `unlisted-file` (a cabinet
    holds it, File does not name it) or `odd-stream` (no table refers to it).
    """

    kind: str
    name: str
    detail: str


@dataclass(frozen=True)
class Installed:
    """One row of File, with the path it is installed to. `md5` is None where no hash is stated."""

    key: str
    path: str
    size: int
    sequence: int
    attributes: int
    md5: bytes | None


@dataclass
class Package:
    """A package's tables, put together."""

    product: MsiProduct
    files: dict[str, Installed]
    media: list[MsiMedia]
    actions: list[MsiAction]
    outside: list[Installed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_package(database: Database) -> Package:
    """Put the tables together. Never raises; contradictions are in `Package.problems`."""
    problems: list[Problem] = []
    summary = _summary(database)
    files = _files(database, str(summary.get(TEMPLATE, "")), problems)
    media = list(_media(database, files))
    product = _product(database, str(summary.get(TEMPLATE, "")), len(files))
    package = Package(product, files, media, list(_actions(database)), problems=problems)
    package.outside = _outside(database, package, _number(summary.get(WORD_COUNT, 2)))
    return package


def _number(value: object) -> int:
    """Return a cell as a number, 0 where the columns were said to hold something else."""
    return value if isinstance(value, int) else 0


def _text(value: object, length: int = MAX_NAME) -> str:
    return "" if value is None else str(value)[:length]


def _product(database: Database, template: str, files: int) -> MsiProduct:
    wanted = ("ProductName", "ProductVersion", "Manufacturer", "ProductCode", "UpgradeCode")
    found = dict.fromkeys(wanted, "")
    for name, value in database.rows("Property", "Property", "Value"):
        if name in found:
            found[str(name)] = found[str(name)] or _text(value)
    return MsiProduct(
        name=found["ProductName"],
        version=found["ProductVersion"],
        manufacturer=found["Manufacturer"],
        product_code=found["ProductCode"],
        upgrade_code=found["UpgradeCode"],
        template=template,
        codepage=database.strings.codepage if database.strings else 0,
        tables=tuple(sorted(_text(name, 64) for (name,) in database.rows("_Tables", "Name"))),
        files=files,
    )


def _files(database: Database, template: str, problems: list[Problem]) -> dict[str, Installed]:
    folders = _Folders(database, template, problems)
    components = {
        _text(name): _text(folder)
        for name, folder in database.rows("Component", "Component", "Directory_")
    }
    hashes = {
        _text(key): struct.pack("<4I", *(_number(part) & 0xFFFFFFFF for part in parts))
        for key, *parts in database.rows("MsiFileHash", "File_", "HashPart1", "HashPart2", "HashPart3", "HashPart4")
    }  # fmt: skip
    files: dict[str, Installed] = {}
    columns = ("File", "Component_", "FileName", "FileSize", "Attributes", "Sequence")
    for key, component, name, size, attributes, sequence in database.rows("File", *columns):
        file = _text(key)
        if file in files:
            problems.append(Problem("contradiction", f"two rows of File have the key {file!r}"))
            continue
        folder = folders.path(components.get(_text(component), ""))
        path = "/".join(part for part in (folder, _long(_text(name))) if part)
        files[file] = Installed(file, path, _number(size), _number(sequence), _number(attributes), hashes.get(file))  # fmt: skip
    return files


def _long(name: str) -> str:
    """Return the long one of `SHORT|Long name`."""
    return name.rpartition("|")[2]


class _Folders:
    """The Directory table: an id to the path that it is installed to."""

    def __init__(self, database: Database, template: str, problems: list[Problem]) -> None:
        self._rows = {
            _text(key): (_text(parent), _text(name))
            for key, parent, name in database.rows("Directory", "Directory", "Directory_Parent", "DefaultDir")
        }  # fmt: skip
        wide = template.partition(";")[0].lower() in {"x64", "intel64", "arm64", "amd64"}
        self._system = FOLDERS if wide else FOLDERS | FOLDERS_32
        self._problems = problems
        self._known: dict[str, str] = {}

    def path(self, key: str) -> str:
        """Return the path of a folder, its names joined by slashes; "" for the root."""
        chain: list[str] = []
        while key not in self._known:
            fixed = self._fixed(key)
            if fixed is not None:
                self._known[key] = fixed
                break
            if key in chain or len(chain) >= MAX_DEPTH:
                detail = f"the folders above {chain[0]!r} lead in a circle, or too deep"
                self._problems.append(Problem("contradiction", detail))
                self._known[key] = ""
                break
            chain.append(key)
            key = self._rows[key][0]
        above = self._known[key]
        for each in reversed(chain):
            # "target:source", each "SHORT|Long"; a dot is the folder above.
            name = _long(self._rows[each][1].partition(":")[0])
            if name not in ("", "."):
                above = f"{above}/{name}" if above else name
            self._known[each] = above = above[:MAX_NAME]
        return above

    def _fixed(self, key: str) -> str | None:
        """Return the path of a system folder, or of a root; None where it stands below another."""
        name = key.partition(".")[0]  # a merge module adds its own id behind a dot
        if name in self._system:
            return self._system[name]
        if key not in self._rows:
            # Honest packages let a property that is set at run time stand for a folder.
            return f"[{key}]" if key else ""
        parent, own = self._rows[key]
        if parent not in ("", key):
            return None
        return "" if own in ("SourceDir", ".") else _long(own)


def _media(database: Database, files: dict[str, Installed]) -> Iterator[MsiMedia]:
    rows = sorted(
        (_number(last), _number(disk), _text(cabinet))
        for disk, last, cabinet in database.rows("Media", "DiskId", "LastSequence", "Cabinet")
    )
    sequences = sorted(each.sequence for each in files.values())
    first = 0
    for last, disk, cabinet in rows:
        count = 0
        while first < len(sequences) and sequences[first] <= last:
            first, count = first + 1, count + 1
        yield MsiMedia(disk, cabinet.removeprefix("#"), cabinet.startswith("#"), count)


def _outside(database: Database, package: Package, word_count: int) -> list[Installed]:
    """Return the files that the package names and does not hold."""
    rows = sorted(
        (_number(last), _text(cabinet))
        for last, cabinet in database.rows("Media", "LastSequence", "Cabinet")
    )
    lasts = [last for last, _ in rows]
    found = []
    for each in package.files.values():
        at = bisect_left(lasts, each.sequence)
        inside = at < len(rows) and rows[at][1].startswith("#")
        # Bit 1 of the summary's word count says whether files are compressed unless they say else.
        loose = each.attributes & (NONCOMPRESSED if word_count & 2 else COMPRESSED)
        if not inside or bool(loose) == bool(word_count & 2):
            found.append(each)
    return found


def _actions(database: Database) -> Iterator[MsiAction]:
    for name, kind, source, target in database.rows(
        "CustomAction", "Action", "Type", "Source", "Target"
    ):
        flags = _number(kind)
        yield MsiAction(
            name=_text(name),
            type=flags,
            kind=ACTIONS.get(flags & 0x3F, f"type {flags & 0x3F}"),
            source=_text(source),
            target=_text(target),
            deferred=bool(flags & 0x400),
            elevated=bool(flags & 0x800),
        )


def settings(database: Database) -> Iterator[InstallerAction]:
    """Yield the services of a package, and the values of the registry that start, load or divert what is not its own."""
    for root, key, name, value in database.rows("Registry", "Root", "Key", "Name", "Value"):
        hive = HIVES.get(_number(root), "HKLM")
        source = "\\".join((hive, _text(key).strip("\\"), _text(name)))
        own = _text(value).startswith(OWN_FILES) and "\\clsid\\" in source.lower()
        if STARTING.search(f"\\{source}\\") and not own:
            yield InstallerAction("registry", source, _text(value))
    columns = ("Name", "StartName", "Arguments", "Component_")
    for name, user, arguments, component in database.rows("ServiceInstall", *columns):
        target = " ".join(
            part for part in (_text(component), _text(user), _text(arguments)) if part
        )
        yield InstallerAction("service", _text(name), target)


def scripts(database: Database) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each script that a custom action holds inline."""
    for name, kind, target in database.rows("CustomAction", "Action", "Type", "Target"):
        suffix = SCRIPTS.get(_number(kind) & 0x3F)
        if suffix and target:
            yield f"CustomAction.{_text(name)}.{suffix}", str(target)


def _summary(database: Database) -> dict[int, str | int]:
    """Read the property set of the summary stream: texts and integers by their id."""
    entry = database.streams.get("\x05SummaryInformation")
    if entry is None:
        return {}
    view: View = database.open(entry)
    head = view.read(0, 48)
    if len(head) < 48:
        return {}
    start = int.from_bytes(head[44:48], "little")
    count = min(int.from_bytes(view.read(start + 4, 4), "little"), 64)
    found: dict[int, str | int] = {}
    for number in range(count):
        pair = view.read(start + 8 + 8 * number, 8)
        if len(pair) < 8:
            break
        key, at = struct.unpack("<II", pair)
        raw = view.read(start + at, 8)
        kind, value = struct.unpack("<II", raw) if len(raw) == 8 else (0, 0)
        if kind == 30:
            text = view.read(start + at + 8, min(value, MAX_NAME)).partition(b"\0")[0]
            found[key] = text.decode("cp1252", "backslashreplace")
        elif kind in (2, 3):
            found[key] = value & 0xFFFF if kind == 2 else value
    return found
