"""Build inert installer packages: real tables, a real cabinet, filler for files.

There is no InstallExecuteSequence: the installer service would read such a package
and do nothing. Deterministic: ids are hashes of names, times are given.

Source: Microsoft, "Windows Installer Database"; [MS-OLEPS] for the summary.
"""

from __future__ import annotations

import hashlib
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from onionskin.errors import InputError
from onionskin.lookalike.cab import MSZIP, build_cab
from onionskin.lookalike.cfb import build_cfb
from onionskin.lookalike.signing import AT, SIGNER, Plan, sign_digest
from onionskin.parse.archives.cfb import Compound, read_compound
from onionskin.parse.installers.msi import BINARY, KEY, NULLABLE, STRING, VALID, encode_name
from onionskin.parse.pki.spc import SIP_INFO
from onionskin.parse.signatures.msi_digest import extended_digest, msi_digest
from onionskin.parse.signatures.msi_signature import Node, tree
from onionskin.plugins.view import View

CLASS_ID = bytes.fromhex("84100c0000000000c000000000000046")
SUMMARY = "\x05SummaryInformation"
SUMMARY_FORMAT = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
CODEPAGE = 65001
FILETIME = 133_231_680_000_000_000  # 2023-03-13 08:00 UTC

# Table -> its columns: name, kind (s text, i2, i4, v binary), length, key, nullable.
SCHEMA: dict[str, tuple[tuple[str, str, int, bool, bool], ...]] = {
    "Binary": (("Name", "s", 72, True, False), ("Data", "v", 0, False, False)),
    "Component": (
        ("Component", "s", 72, True, False), ("ComponentId", "s", 38, False, True), ("Directory_", "s", 72, False, False),
        ("Attributes", "i2", 2, False, False), ("Condition", "s", 255, False, True), ("KeyPath", "s", 72, False, True),
    ),
    "CustomAction": (
        ("Action", "s", 72, True, False), ("Type", "i2", 2, False, False), ("Source", "s", 72, False, True),
        ("Target", "s", 255, False, True),
    ),
    "Directory": (
        ("Directory", "s", 72, True, False), ("Directory_Parent", "s", 72, False, True), ("DefaultDir", "s", 255, False, False),
    ),
    "Feature": (
        ("Feature", "s", 38, True, False), ("Feature_Parent", "s", 38, False, True), ("Title", "s", 64, False, True),
        ("Description", "s", 255, False, True), ("Display", "i2", 2, False, True), ("Level", "i2", 2, False, False),
        ("Directory_", "s", 72, False, True), ("Attributes", "i2", 2, False, False),
    ),
    "FeatureComponents": (("Feature_", "s", 38, True, False), ("Component_", "s", 72, True, False)),
    "File": (
        ("File", "s", 72, True, False), ("Component_", "s", 72, False, False), ("FileName", "s", 255, False, False),
        ("FileSize", "i4", 4, False, False), ("Version", "s", 72, False, True), ("Language", "s", 20, False, True),
        ("Attributes", "i2", 2, False, True), ("Sequence", "i2", 2, False, False),
    ),
    "Icon": (("Name", "s", 72, True, False), ("Data", "v", 0, False, False)),
    "Media": (
        ("DiskId", "i2", 2, True, False), ("LastSequence", "i4", 4, False, False), ("DiskPrompt", "s", 64, False, True),
        ("Cabinet", "s", 255, False, True), ("VolumeLabel", "s", 32, False, True), ("Source", "s", 72, False, True),
    ),
    "MsiFileHash": (
        ("File_", "s", 72, True, False), ("Options", "i2", 2, False, False), ("HashPart1", "i4", 4, False, False),
        ("HashPart2", "i4", 4, False, False), ("HashPart3", "i4", 4, False, False), ("HashPart4", "i4", 4, False, False),
    ),
    "Property": (("Property", "s", 72, True, False), ("Value", "s", 0, False, False)),
    "Registry": (
        ("Registry", "s", 72, True, False), ("Root", "i2", 2, False, False), ("Key", "s", 255, False, False),
        ("Name", "s", 255, False, True), ("Value", "s", 0, False, True), ("Component_", "s", 72, False, False),
    ),
    "ServiceInstall": (
        ("ServiceInstall", "s", 72, True, False), ("Name", "s", 255, False, False), ("DisplayName", "s", 255, False, True),
        ("ServiceType", "i4", 4, False, False), ("StartType", "i4", 4, False, False), ("ErrorControl", "i4", 4, False, False),
        ("LoadOrderGroup", "s", 255, False, True), ("Dependencies", "s", 255, False, True), ("StartName", "s", 255, False, True),
        ("Password", "s", 255, False, True), ("Arguments", "s", 255, False, True), ("Component_", "s", 72, False, False),
        ("Description", "s", 255, False, True),
    ),
}  # fmt: skip

Row = tuple[str | int | None, ...]
Action = tuple[str, int, str, str]


@dataclass
class _Pool:
    """The string pool: a text's id, counted from 1, and how often it is used."""

    ids: dict[str, int] = field(default_factory=dict)
    uses: list[int] = field(default_factory=list)

    def add(self, text: str) -> int:
        if not text:
            return 0
        if text not in self.ids:
            self.ids[text] = len(self.ids) + 1
            self.uses.append(0)
        self.uses[self.ids[text] - 1] += 1
        return self.ids[text]

    def streams(self) -> tuple[bytes, bytes]:
        """Return _StringPool and _StringData."""
        pool, data = struct.pack("<I", CODEPAGE), b""
        for text, uses in zip(self.ids, self.uses, strict=True):
            raw = text.encode("utf-8")
            high, low = divmod(len(raw), 1 << 16)
            pool += struct.pack("<HH", 0, high) if high else b""
            pool += struct.pack("<HH", low, min(uses, 0xFFFF))
            data += raw
        return pool, data


@dataclass(frozen=True)
class Contents:
    """What goes into a package beside its files, and how it lies.

    `actions` are (name, type, source, target), `registry` (root, key, name, value), `services` (name, arguments); `hashes` replace a path's MD5 in
    MsiFileHash. `cabinet` replaces the one that would be built: its members are
    named `F1`, `F2`... in the order of the files. `layout` is the compound file's
    version, 3 or 4; `interleave` scatters the sectors of large streams.
    """

    binaries: Mapping[str, bytes] = field(default_factory=dict)
    icons: Mapping[str, bytes] = field(default_factory=dict)
    actions: Sequence[Action] = ()
    registry: Sequence[tuple[int, str, str, str]] = ()
    services: Sequence[tuple[str, str]] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    streams: Mapping[str, bytes] = field(default_factory=dict)
    hashes: Mapping[str, bytes] = field(default_factory=dict)
    cabinet: bytes | None = None
    layout: int = 3
    interleave: bool = False


def build_msi(
    files: Mapping[str, bytes],
    *,
    product: str = "Example Phone",
    version: str = "18.12.416",
    manufacturer: str = "Example Phone Ltd",
    contents: Contents | None = None,
) -> bytes:
    """Return a package that installs `files` (path -> bytes) below Program Files."""
    contents = contents or Contents()
    keys = {path: f"F{number}" for number, path in enumerate(files, 1)}
    tables = dict(_tables(files, keys, contents))
    tables["Property"] = _properties(product, version, manufacturer, contents)
    streams = _stored(tables)
    named = {keys[path]: data for path, data in files.items()}
    streams[encode_name("files.cab")] = contents.cabinet or build_cab(named, method=MSZIP)
    for table, some in (("Binary", contents.binaries), ("Icon", contents.icons)):
        streams |= {encode_name(f"{table}.{name}"): data for name, data in some.items()}
    streams |= {encode_name(name): data for name, data in contents.streams.items()}
    streams[SUMMARY] = _summary(product, manufacturer, _guid("package", product, version))
    return build_cfb(
        streams, clsid=CLASS_ID, version=contents.layout, interleave=contents.interleave
    )


def sign_msi(
    data: bytes,
    *,
    signer: str = SIGNER,
    at: str = AT,
    extended: bool = True,
    plan: Plan | None = None,
    behind: bytes = b"",
) -> bytes:
    """Return an unsigned package of `build_msi`, signed.

    With `extended` the names and sizes are signed, too (MsiDigitalSignatureEx).
    `behind` stands behind the PKCS#7 in its stream.
    """
    plan = plan or Plan(signer, at)
    with opened(data) as compound:
        layout = compound.header.version
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
        if extended:
            streams["\x05MsiDigitalSignatureEx"] = extended_digest(_root(compound), plan.digest)
    with opened(build_cfb(streams, clsid=CLASS_ID, version=layout)) as compound:
        blob = sign_digest(msi_digest(_root(compound), plan.digest), SIP_INFO, plan)
    streams["\x05DigitalSignature"] = blob + behind
    return build_cfb(streams, clsid=CLASS_ID, version=layout)


@contextmanager
def opened(data: bytes) -> Iterator[Compound]:
    """Give bytes as a compound file, for as long as it is open."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        yield read_compound(View(file.fileno()))


def _root(compound: Compound) -> Node:
    root = tree(compound)
    if root is None:
        raise InputError("this is no package", hint="give the bytes that build_msi returned")
    return root


def _guid(*parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest().upper()
    return f"{{{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}}}"


def _properties(product: str, version: str, manufacturer: str, contents: Contents) -> list[Row]:
    found = {
        "Manufacturer": manufacturer,
        "ProductCode": _guid("product", product, version),
        "ProductLanguage": "1033",
        "ProductName": product,
        "ProductVersion": version,
        "UpgradeCode": _guid("upgrade", product),
        **contents.properties,
    }
    return list(found.items())


def _tables(
    files: Mapping[str, bytes], keys: Mapping[str, str], contents: Contents
) -> Iterator[tuple[str, list[Row]]]:
    folders = _folders(files)
    yield "Directory", [
        ("TARGETDIR", None, "SourceDir"),
        ("ProgramFilesFolder", "TARGETDIR", "."),
        *((key, parent, f"{key}|{name}" if name not in (".", "..") else name) for key, parent, name in folders.values()),
    ]  # fmt: skip
    yield "Feature", [("Main", None, "Main", None, 1, 1, "TARGETDIR", 0)]
    yield (
        "Component",
        [
            (f"C{key}", _guid("component", path), _folder_key(folders, path), 0, None, key)
            for path, key in keys.items()
        ],
    )
    yield "FeatureComponents", [("Main", f"C{key}") for key in keys.values()]
    yield (
        "File",
        [
            (key, f"C{key}", _file_name(path, key), len(files[path]), None, None, 512, number)
            for number, (path, key) in enumerate(keys.items(), 1)
        ],
    )
    yield (
        "MsiFileHash",
        [
            (key, 0, *struct.unpack("<4i", contents.hashes.get(path) or _md5(files[path])))
            for path, key in keys.items()
        ],
    )
    yield "Media", [(1, len(files), None, "#files.cab", None, None)]
    yield "CustomAction", list(contents.actions)
    yield "Binary", [(name, 1) for name in contents.binaries]
    yield "Icon", [(name, 1) for name in contents.icons]
    values = enumerate(contents.registry, 1)
    yield "Registry", [(f"R{at}", root, *rest, "CF1") for at, (root, *rest) in values]
    yield (
        "ServiceInstall",
        [(f"S{at}", name, None, 16, 2, 1, None, None, None, None, arguments, "CF1", None)
         for at, (name, arguments) in enumerate(contents.services, 1)],
    )  # fmt: skip


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _folders(files: Mapping[str, bytes]) -> dict[str, tuple[str, str, str]]:
    """Return the rows of Directory for each folder of the paths: key, parent and name."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in files:
        above, parent = "", "ProgramFilesFolder"
        for name in path.split("/")[:-1]:
            above = f"{above}/{name}"
            if above not in found:
                found[above] = (f"DIR{len(found) + 1}", parent, name)
            parent = found[above][0]
    return found


def _folder_key(folders: Mapping[str, tuple[str, str, str]], path: str) -> str:
    above = "/" + path.rpartition("/")[0]
    return folders[above][0] if above in folders else "ProgramFilesFolder"


def _file_name(path: str, key: str) -> str:
    return f"{key}|{path.rpartition('/')[2]}"


def _stored(tables: Mapping[str, Sequence[Row]]) -> dict[str, bytes]:
    """Return the streams of the tables, of the two that describe them, and of the pool."""
    pool = _Pool()
    used = {name: rows for name, rows in tables.items() if rows}
    streams = {
        encode_name(name, table=True): _table(pool, SCHEMA[name], rows)
        for name, rows in sorted(used.items())
    }
    text, number = ("", "s", 64, True, False), ("", "i2", 2, True, False)
    described = [
        (
            name,
            place,
            column[0],
            _type(column) - 0x10000 if _type(column) > 0x7FFF else _type(column),
        )
        for name in sorted(used)
        for place, column in enumerate(SCHEMA[name], 1)
    ]
    streams[encode_name("_Tables", table=True)] = _table(
        pool, (text,), [(name,) for name in sorted(used)]
    )
    streams[encode_name("_Columns", table=True)] = _table(
        pool, (text, number, text, number), described
    )
    stored, data = pool.streams()
    streams[encode_name("_StringPool", table=True)] = stored
    streams[encode_name("_StringData", table=True)] = data
    return streams


def _type(column: tuple[str, str, int, bool, bool]) -> int:
    _, kind, length, key, nullable = column
    base = {"s": STRING | 0x0400 | VALID, "i2": 0x0400 | VALID, "i4": VALID, "v": BINARY}[kind]
    return base | length | (KEY if key else 0) | (NULLABLE if nullable else 0)


def _table(
    pool: _Pool, columns: Sequence[tuple[str, str, int, bool, bool]], rows: Sequence[Row]
) -> bytes:
    """Return a table as it is stored: column after column, rows in the order of their keys."""
    cells = [
        [_cell(pool, column[1], value) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    keys = [at for at, column in enumerate(columns) if column[3]]
    cells.sort(key=lambda row: [row[at] for at in keys])
    out = b""
    for at, column in enumerate(columns):
        out += b"".join(struct.pack("<I" if column[1] == "i4" else "<H", row[at]) for row in cells)
    return out


def _cell(pool: _Pool, kind: str, value: str | int | None) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return pool.add(value)
    if kind == "v":
        return value
    return value + (1 << (31 if kind == "i4" else 15))


def _summary(product: str, author: str, package: str) -> bytes:
    """Return the property set that every package has."""
    texts = {
        2: "Installation Database",
        3: product,
        4: author,
        7: "Intel;1033",
        9: package,
        18: "onionskin",
    }
    parts: list[tuple[int, bytes]] = [(1, struct.pack("<IhH", 2, 1252, 0))]
    for key, text in texts.items():
        raw = text.encode("cp1252", "replace") + b"\0"
        parts.append(
            (key, struct.pack("<II", 30, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0"))
        )
    parts += [(key, struct.pack("<IQ", 64, FILETIME)) for key in (12, 13)]
    parts += [(key, struct.pack("<Ii", 3, value)) for key, value in ((14, 200), (15, 2), (19, 2))]
    parts.sort()
    at, index, body = 8 + 8 * len(parts), b"", b""
    for key, raw in parts:
        index += struct.pack("<II", key, at + len(body))
        body += raw
    section = struct.pack("<II", at + len(body), len(parts)) + index + body
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0x00020006, bytes(16), 1)
    return head + SUMMARY_FORMAT + struct.pack("<I", 48) + section
