"""The setup data of an Inno Setup installer: versioned records of files, registry, programs to run.

Sources: Inno Setup's own Struct.pas (Shared.Struct.pas; jrsoftware/issrc, every version since 5.0), and what
innoextract (D. Scharrer) has found of how versions are told apart. Versions 5.0.0 to 7.0.0.3 (that is what 7.0 and 7.1 state) are
read. Where a version string was reused for two layouts, that one is taken which ends exactly
where the data does; nothing else is guessed.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Value

Version = tuple[int, int, int, int]

ID = b"Inno Setup Setup Data ("
ID_SIZE = 64
_ID = re.compile(
    rb"Inno Setup Setup Data \((\d{1,2})\.(\d{1,2})\.(\d{1,2})a?(?:\.(\d{1,2}))?\)(?: \(([uU])\))?\0*"
)
OLDEST, NEWEST = (5, 0, 0, 0), (7, 0, 0, 3)
# Version strings as installers have them.
KNOWN = frozenset({
    (5, 0, 0, 0), (5, 0, 1, 0), (5, 0, 3, 0), (5, 0, 4, 0), (5, 1, 0, 0), (5, 1, 2, 0), (5, 1, 7, 0), (5, 1, 10, 0),
    (5, 1, 13, 0), (5, 2, 0, 0), (5, 2, 1, 0), (5, 2, 3, 0), (5, 2, 5, 0), (5, 3, 0, 0), (5, 3, 3, 0), (5, 3, 5, 0),
    (5, 3, 6, 0), (5, 3, 7, 0), (5, 3, 8, 0), (5, 3, 9, 0), (5, 3, 10, 0), (5, 4, 2, 0), (5, 4, 4, 0), (5, 5, 0, 0),
    (5, 5, 6, 0), (5, 5, 7, 0), (5, 5, 8, 0), (5, 6, 0, 0), (5, 6, 1, 0), (5, 6, 2, 0), (6, 0, 0, 0), (6, 1, 0, 0),
    (6, 3, 0, 0), (6, 4, 0, 0), (6, 4, 0, 1), (6, 4, 2, 0), (6, 4, 3, 0), (6, 5, 0, 0), (6, 5, 2, 0), (6, 6, 0, 0),
    (6, 6, 1, 0), (6, 7, 0, 0), (7, 0, 0, 1), (7, 0, 0, 3),
})  # fmt: skip
# Layouts that were given out under the version string of an earlier one.
REUSED: dict[Version, tuple[Version, ...]] = {
    (5, 5, 7, 0): ((5, 5, 7, 0), (5, 6, 0, 0), (5, 6, 2, 0)),
    (5, 5, 8, 0): ((5, 5, 7, 0), (5, 6, 0, 0)),
    (5, 6, 0, 0): ((5, 6, 0, 0), (5, 6, 2, 0)),
    (6, 4, 0, 0): ((6, 4, 0, 0), (6, 4, 0, 1), (6, 3, 0, 0)),
}
METHODS = ("stored", "zlib", "bzip2", "LZMA", "LZMA2")
HIVES = {0: "HKCR", 1: "HKCU", 2: "HKLM", 3: "HKU", 4: "HKPD", 5: "HKCC"}
CALLS, ENCRYPTED, COMPRESSED = 1 << 4, 1 << 6, 1 << 7
SHELL_EXEC, REGISTER_SERVER = 1, 1 << 4
# Since 6.4.3 a location has these flags alone, in this order.
_FLAGS = (0, 0, CALLS, ENCRYPTED, COMPRESSED)
# Since 6.5.0: CRC-32, use (none, files, all), salt, iterations, nonce, password test.
ENCRYPTION = 4 + 1 + 16 + 4 + 24 + 4
# A group of pictures that is the same as another one.
_SAME = 0xFFFFFFFF
_CONDITIONS = 6
_WINDOWS = 20


class InnoFile(Value, frozen=True):
    """A file as the script installs it; `location` is -1 for one that is not in the installer."""

    source: str
    destination: str
    location: int
    uninstaller: bool
    registers: bool
    downloaded: bool = False


@dataclass(frozen=True)
class Run:
    """A program that is started at the end of the installation, or of the removal."""

    name: str
    parameters: str
    folder: str
    shell: bool


@dataclass(frozen=True)
class Registry:
    """A registry value that is written. `key` begins with the hive."""

    key: str
    value_name: str
    value: str


@dataclass(frozen=True)
class Icon:
    """A shortcut."""

    name: str
    target: str
    parameters: str


@dataclass(frozen=True)
class Location:
    """Where a file's bytes are: a chunk of a slice, and the file's place in the chunk's plain bytes."""

    first_slice: int
    last_slice: int
    chunk: int
    offset: int
    size: int
    packed: int
    digest: bytes
    flags: int

    @property
    def algorithm(self) -> str:
        """The digest's name in hashlib."""
        return {16: "md5", 20: "sha1", 32: "sha256"}[len(self.digest)]


@dataclass
class Setup:
    """The setup data, read. `layout` is the version that it was read as."""

    layout: Version
    unicode: bool
    name: str = ""
    version_text: str = ""
    publisher: str = ""
    method: str = ""
    encrypted: bool = False
    code: bytes = b""
    files: list[InnoFile] = field(default_factory=list)
    icons: list[Icon] = field(default_factory=list)
    registry: list[Registry] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    uninstall_runs: list[Run] = field(default_factory=list)
    deletes: list[str] = field(default_factory=list)
    images: list[bytes] = field(default_factory=list)
    libraries: list[tuple[str, bytes]] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)


def read_id(raw: bytes) -> tuple[Version, bool] | None:
    """Return (version, is Unicode) of the 64 bytes that setup data begins with, or None."""
    found = _ID.fullmatch(raw[:ID_SIZE]) if len(raw) >= ID_SIZE else None
    if found is None:
        return None
    one, two, three, four = (int(each or 0) for each in found.groups()[:4])
    version = (one, two, three, four)
    return version, bool(found[5]) or version >= (6, 3, 0, 0)


def read_setup(primary: bytes, locations: bytes, stated: Version, *, unicode: bool) -> Setup:
    """Read the two unpacked blocks of setup data.

    Raises DamagedError where no layout of this version ends exactly where the data ends.
    """
    candidates = REUSED.get(stated, (stated,))
    failed: DamagedError | None = None
    for layout in candidates:
        try:
            return _Reading(primary, locations, layout, unicode=unicode).run()
        except DamagedError as error:
            failed = failed or error
    assert failed is not None
    raise failed


class _Fields:
    """Fields one behind the other in memory; DamagedError where they end."""

    def __init__(self, data: bytes, *, unicode: bool) -> None:
        self.data = data
        self.at = 0
        self._unicode = unicode

    def take(self, count: int) -> bytes:
        part = self.data[self.at : self.at + count]
        if len(part) != count:
            raise DamagedError("the setup data ends in the middle of a record")
        self.at += count
        return part

    def byte(self) -> int:
        return self.take(1)[0]

    def word(self) -> int:
        return int(struct.unpack("<I", self.take(4))[0])

    def count(self) -> int:
        value = self.word()
        if value > len(self.data):
            raise DamagedError(f"{value} records are stated, more than there is room for")
        return value

    def binary(self) -> bytes:
        return self.take(self.word())

    def text(self) -> str:
        raw = self.binary()
        if not self._unicode:
            return raw.decode("cp1252", "backslashreplace")
        return raw.decode("utf-16-le", "backslashreplace")

    def skip_strings(self, count: int) -> None:
        for _ in range(count):
            self.take(self.word())

    def flags(self, count: int) -> int:
        """Return a set of `count` members; Delphi pads three bytes to four."""
        size = (count + 7) // 8
        return int.from_bytes(self.take(4 if size == 3 else size), "little")

    def end(self) -> None:
        if self.at != len(self.data):
            raise DamagedError(f"{len(self.data) - self.at} bytes of the setup data are left over")


class _Reading:
    """One try to read setup data as one layout."""

    def __init__(self, primary: bytes, locations: bytes, layout: Version, *, unicode: bool) -> None:
        self._in = _Fields(primary, unicode=unicode)
        self._rows = _Fields(locations, unicode=unicode)
        self._is = layout
        self._setup = Setup(layout, unicode)
        self._counts: list[int] = []
        self._encryption = False
        self._seven_zip = False

    def _since(self, *version: int) -> bool:
        return self._is >= (*version, 0, 0)[:4]

    def run(self) -> Setup:
        self._header()
        language, message, permission, type_, component, task = self._counts[:6]
        folder, keys, file, rows, icon, ini, registry, delete, undelete, run, unrun = self._counts[6:]  # fmt: skip
        for _ in range(language):
            self._language()
        for _ in range(message):
            self._in.skip_strings(2)
            self._in.take(4)
        self._in.skip_strings(permission)
        for _ in range(type_):
            self._in.skip_strings(4)
            self._in.take(_WINDOWS + 1 + 1 + 8)
        for _ in range(component):
            self._in.skip_strings(5)
            self._in.take(8 + self._level + 1 + _WINDOWS + 1 + 8)
        for _ in range(task):
            self._in.skip_strings(6)
            self._in.take(self._level + 1 + _WINDOWS + 1)
        for _ in range(folder):
            self._in.skip_strings(1 + _CONDITIONS)
            self._in.take(4 + _WINDOWS + 2 + 1)
        self._in.skip_strings(3 * keys)
        self._setup.files = [self._file() for _ in range(file)]
        self._setup.icons = [self._icon() for _ in range(icon)]
        for _ in range(ini):
            self._in.skip_strings(4 + _CONDITIONS)
            self._in.take(_WINDOWS + 1)
        self._setup.registry = [self._registry() for _ in range(registry)]
        self._setup.deletes = [self._delete() for _ in range(delete + undelete)]
        self._setup.runs = [self._run() for _ in range(run)]
        self._setup.uninstall_runs = [self._run() for _ in range(unrun)]
        self._images()
        self._in.end()
        self._setup.locations = [self._location() for _ in range(rows)]
        self._rows.end()
        return self._setup

    @property
    def _level(self) -> int:
        return 1 if self._since(6, 7) else 4

    def _header(self) -> None:
        data, setup = self._in, self._setup
        name, _, _, _, publisher = (data.text() for _ in range(5))
        data.skip_strings(1 + self._since(5, 1, 13) + 2)
        setup.name, setup.publisher, setup.version_text = name, publisher, data.text()
        data.skip_strings(3)
        if not self._since(5, 2, 5):
            data.skip_strings(3)
        data.skip_strings(7)
        if not self._since(5, 2, 5):
            setup.code = data.binary()
        added = (
            (5, 3, 8),
            (5, 3, 10),
            (5, 5, 0),
            (5, 5, 6),
            (5, 6, 1),
            (5, 6, 1),
            (6, 3, 0),
            (6, 3, 0),
        )
        data.skip_strings(4 + sum(self._since(*each) for each in added) + self._since(6, 4, 2))
        self._seven_zip = bool(data.binary()) if self._since(6, 5) else False
        data.skip_strings(5 * self._since(6, 7))
        if self._since(5, 2, 5):
            data.skip_strings(3)
        if self._since(5, 2, 1) and not self._since(5, 3, 10):
            data.skip_strings(1)
        if self._since(5, 2, 5):
            setup.code = data.binary()
        if not setup.unicode:
            data.take(32)
        self._counts = [data.count() for _ in range(7)]
        self._counts.append(data.count() if self._since(6, 5) else 0)
        self._counts += [data.count() for _ in range(9)]
        data.take(_WINDOWS + (4 if self._is >= (7, 0, 0, 3) else 0))
        self._appearance()
        self._rest_of_header()

    def _appearance(self) -> None:
        if self._since(6, 5):
            added = ((6, 5, 2), (6, 6, 0), (6, 6, 1), (6, 7, 0))
            self._in.take(10 + sum(size * self._since(*each) for size, each in zip((8, 8, 1, 10), added, strict=True)))  # fmt: skip
            return
        data, plain_window = self._in, self._is >= (6, 4, 0, 1)
        data.take(0 if plain_window else 8)
        data.take(0 if self._since(5, 5, 7) else 4)
        data.take(0 if self._since(5, 0, 4) else 4)
        data.take(9 if self._since(6, 0, 0) else 0)
        data.take(1 if self._since(5, 5, 7) else 0)
        if self._since(6, 4, 0):
            data.take(4 + 44)
        else:
            data.take((20 if self._since(5, 3, 9) else 16) + 8)

    def _rest_of_header(self) -> None:
        data = self._in
        data.take(8 + 4 + 1 + 1 + 1 + self._since(5, 7, 0) + 2)
        method = data.byte()
        # Before 5.3.9 there was no LZMA2, before 5.0 no plain list of methods.
        if method >= (5 if self._since(5, 3, 9) else 4):
            raise DamagedError(f"the setup data states compression {method}, which is not known")
        self._setup.method = METHODS[method]
        data.take(2 if self._since(5, 1, 0) and not self._since(6, 3, 0) else 0)
        data.take(8 if self._since(5, 2, 1) and not self._since(5, 3, 10) else 0)
        data.take(2 if self._since(5, 3, 3) else 0)
        data.take(8 if self._since(5, 5, 0) else 4 if self._since(5, 3, 6) else 0)
        if self._since(6, 7):
            data.take(8)
            return
        names = self._options()
        options = data.flags(len(names))
        if "EncryptionUsed" in names:
            self._encryption = bool(options >> names.index("EncryptionUsed") & 1)
            self._setup.encrypted = self._encryption

    def _options(self) -> list[str]:
        """Return the header's options in the order of their bits."""
        since, window = self._since, not self._is >= (6, 4, 0, 1)
        table: list[tuple[str, bool]] = [
            ("DisableStartupPrompt", True), ("Uninstallable", not since(5, 3, 10)), ("CreateAppDir", True),
            ("DisableDirPage", not since(5, 3, 3)), ("DisableProgramGroupPage", not since(5, 3, 3)),
            ("AllowNoIcons", True), ("AlwaysRestart", True), ("AlwaysUsePersonalGroup", True),
            ("WindowVisible", window), ("WindowShowCaption", window), ("WindowResizable", window),
            ("WindowStartMaximized", window), ("EnableDirDoesntExistWarning", True), ("Password", True),
            ("AllowRootDirectory", True), ("DisableFinishedPage", True),
            ("ChangesAssociations", not since(5, 6, 1)), ("CreateUninstallRegKey", not since(5, 3, 8)),
            ("UsePreviousAppDir", True), ("BackColorHorizontal", window), ("UsePreviousGroup", True),
            ("UpdateUninstallLogAppName", True), ("UsePreviousSetupType", True), ("DisableReadyMemo", True),
            ("AlwaysShowComponentsList", True), ("FlatComponentsList", True), ("ShowComponentSizes", True),
            ("UsePreviousTasks", True), ("DisableReadyPage", True), ("AlwaysShowDirOnReadyPage", True),
            ("AlwaysShowGroupOnReadyPage", True), ("AllowUNCPath", True), ("UserInfoPage", True),
            ("UsePreviousUserInfo", True), ("UninstallRestartComputer", True), ("RestartIfNeededByRun", True),
            ("ShowTasksTreeLines", True), ("AllowCancelDuringInstall", True), ("WizardImageStretch", True),
            ("AppendDefaultDirName", True), ("AppendDefaultGroupName", True), ("EncryptionUsed", not since(6, 5)),
            ("ChangesEnvironment", since(5, 0, 4) and not since(5, 6, 1)),
            ("ShowUndisplayableLanguages", since(5, 1, 7) and not self._setup.unicode),
            ("SetupLogging", since(5, 1, 13)), ("SignedUninstaller", since(5, 2, 1)),
            ("UsePreviousLanguage", since(5, 3, 8)), ("DisableWelcomePage", since(5, 3, 9)),
            ("CloseApplications", since(5, 5, 0)), ("RestartApplications", since(5, 5, 0)),
            ("AllowNetworkDrive", since(5, 5, 0)), ("ForceCloseApplications", since(5, 5, 7)),
            ("AppNameHasConsts", since(6, 0, 0)), ("UsePreviousPrivileges", since(6, 0, 0)),
            ("WizardResizable", since(6, 0, 0) and not since(6, 6)), ("UninstallLogging", since(6, 3, 0)),
            ("WizardModern", since(6, 6)), ("WizardBorderStyled", since(6, 6)), ("WizardKeepAspectRatio", since(6, 6)),
            ("WizardLightButtonsUnstyled", since(6, 6)),
        ]  # fmt: skip
        return [name for name, there in table if there]

    def _language(self) -> None:
        if self._since(6, 6):
            self._in.skip_strings(8)
            self._in.take(2 + 12 + 4 + 1)
            return
        self._in.skip_strings(10)
        codepage = not self._setup.unicode or not self._since(5, 3, 0)
        self._in.take(4 + 4 * codepage + 16 + self._since(5, 2, 3))

    def _file(self) -> InnoFile:
        data = self._in
        source, destination = data.text(), data.text()
        if self._since(6, 5):
            return self._verified_file(source, destination)
        data.skip_strings(1 + self._since(5, 2, 5) + _CONDITIONS)
        data.take(_WINDOWS)
        location = data.word()
        data.take(4 + 8 + 2)
        added = (
            (5, 0, 3),
            (5, 1, 0),
            (5, 1, 2),
            (5, 1, 2),
            (5, 2, 0),
            (5, 2, 0),
            (5, 2, 0),
            (5, 2, 5),
        )
        flags = data.flags(24 + sum(self._since(*each) for each in added))
        kind = data.byte()
        where = location if location != 0xFFFFFFFF else -1
        return InnoFile(source, destination, where, kind == 1, bool(flags & REGISTER_SERVER))

    def _verified_file(self, source: str, destination: str) -> InnoFile:
        """Read the rest of a file's record since 6.5.0, when it got a digest of its own."""
        data, has_bitness = self._in, self._is >= (7, 0, 0, 3)
        data.skip_strings(13 + 1)
        data.take(32 + 1 + _WINDOWS)
        location = data.word()
        data.take(4 + 8 + 2 + has_bitness)
        flags = int.from_bytes(data.take(8 if self._since(6, 7) else 5), "little")
        downloaded = bool(flags >> (30 if has_bitness else 32) & 1)
        kind = data.byte()
        where = location if location != 0xFFFFFFFF else -1
        return InnoFile(source, destination, where, kind == 1, bool(flags & REGISTER_SERVER), downloaded)  # fmt: skip

    def _icon(self) -> Icon:
        data = self._in
        name, target, parameters = data.text(), data.text(), data.text()
        data.skip_strings(3 + _CONDITIONS + self._since(5, 3, 5))
        data.take(16 * self._since(6, 1, 0) + _WINDOWS + 4 + 4 + 1 + 2 + 1)
        return Icon(name, target, parameters)

    def _registry(self) -> Registry:
        data = self._in
        key, name, raw = data.text(), data.text(), data.binary()
        data.skip_strings(_CONDITIONS)
        data.take(_WINDOWS)
        hive = data.word() & ~0x80000000
        data.take(2)
        kind = data.byte()
        data.take(int(self._is >= (7, 0, 0, 3)))
        data.flags(10 + 2 * self._since(5, 1, 0))
        encoding = "utf-16-le" if self._setup.unicode else "cp1252"
        shown = raw.decode(encoding, "backslashreplace") if kind in {1, 2, 5} else raw[:64].hex()
        return Registry(f"{HIVES.get(hive, f'hive {hive}')}\\{key}", name, shown)

    def _delete(self) -> str:
        name = self._in.text()
        self._in.skip_strings(_CONDITIONS)
        self._in.take(_WINDOWS + 1)
        return name

    def _run(self) -> Run:
        data = self._in
        name, parameters, folder = data.text(), data.text(), data.text()
        data.skip_strings(2 + self._since(5, 1, 13) + 1 + _CONDITIONS + (self._is >= (7, 0, 0, 1)))
        data.take(_WINDOWS + 4 + 1 + (self._is >= (7, 0, 0, 3)))
        added = ((5, 1, 10), (5, 1, 10), (5, 2, 0), (6, 1, 0), (6, 3, 0))
        flags = data.flags(7 + sum(self._since(*each) for each in added))
        return Run(name, parameters, folder, bool(flags & SHELL_EXEC))

    def _images(self) -> None:
        """Read the wizard's pictures, and the libraries that setup needs to unpack."""
        data, setup = self._in, self._setup
        groups = 6 if self._since(6, 7) else 4 if self._since(6, 6) else 2
        for group in range(groups):
            is_same = self._since(6, 6, 1) and group >= groups // 2 and self._same_pictures()
            if not is_same:
                count = data.count() if self._since(5, 6, 0) else 1
                setup.images += [data.binary() for _ in range(count)]
        if setup.method in {"zlib", "bzip2"}:
            setup.libraries.append(("decompressor.dll", data.binary()))
        if self._encryption and not self._since(6, 4, 0):
            setup.libraries.append(("decryption.dll", data.binary()))
        if self._seven_zip:
            setup.libraries.append(("7zip.dll", data.binary()))

    def _same_pictures(self) -> bool:
        """Pass over the mark of pictures that are those of the light style."""
        mark = self._in.data[self._in.at : self._in.at + 4]
        is_same = mark == _SAME.to_bytes(4, "little")
        self._in.at += 4 * is_same
        return is_same

    def _location(self) -> Location:
        rows = self._rows
        first, last = rows.word(), rows.word()
        chunk = int.from_bytes(rows.take(8 if self._since(6, 5, 2) else 4), "little")
        offset, size, packed = struct.unpack("<QQQ", rows.take(24))
        digest = rows.take(32 if self._since(6, 4, 0) else 20 if self._since(5, 3, 9) else 16)
        rows.take(8 + 8)
        if self._since(6, 4, 3):
            bits = rows.byte()
            known = sum(each for at, each in enumerate(_FLAGS) if bits >> at & 1)
            return Location(first, last, chunk, offset, size, packed, digest, known)
        count = 8 + self._since(5, 1, 13) + 2 * (self._since(5, 5, 7) and not self._since(6, 3, 0))
        flags = rows.flags(count)
        rows.take(int(self._since(6, 3, 0)))
        return Location(first, last, chunk, offset, size, packed, digest, flags)
