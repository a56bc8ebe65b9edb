"""The script inside an NSIS installer: its strings, and the instructions that matter.

Source: NSIS, Source/exehead/fileform.h (header, block_header, entry, the codes inside
strings), exec.c (what the instructions do); Microsoft, CSIDL.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.parse.installers.installer_actions import InstallerAction

SECTIONS, ENTRIES, STRINGS, LANGUAGES, DATA = 1, 2, 3, 4, 7
BLOCKS = 8
ENTRY = 28
MAX_STRING = 8192
MAX_NAME = 1024
MAX_ENTRIES = 400_000
# Characters of all strings together that are put together; as many references to one long string cost no more.
LETTERS = 8 << 20
ACTIONS = 1000
MAX_TEXT = 500
(
    SET_PATH, EXTRACT, PUSH, SHELL_EXECUTE, EXECUTE, REGISTER, SHORTCUT, WRITE_REGISTRY, OPEN_FILE, WRITE_UNINSTALLER,
) = 11, 20, 31, 40, 41, 44, 45, 51, 55, 62  # fmt: skip
WRITING = 0x40000000  # GENERIC_WRITE
# Files of the system that others obey, by where an installer opens them.
_OBEYED = re.compile(r"(?i)\\drivers\\etc\\|^\$(?:SYSDIR|WINDIR)\\|^\$SMSTARTUP\\")

_VARIABLES = (
    *(f"{number}" for number in range(10)), *(f"R{number}" for number in range(10)),
    "CMDLINE", "INSTDIR", "OUTDIR", "EXEDIR", "LANGUAGE", "TEMP", "PLUGINSDIR", "EXEPATH",
    "EXEFILE", "HWNDPARENT", "_CLICK", "_OUTDIR",
)  # fmt: skip
_SHELL = {
    0: "DESKTOP", 2: "SMPROGRAMS", 5: "DOCUMENTS", 6: "FAVORITES", 7: "SMSTARTUP", 8: "RECENT",
    9: "SENDTO", 11: "STARTMENU", 13: "MUSIC", 14: "VIDEOS", 16: "DESKTOP", 19: "NETHOOD",
    20: "FONTS", 21: "TEMPLATES", 22: "STARTMENU", 23: "SMPROGRAMS", 24: "SMSTARTUP",
    25: "DESKTOP", 26: "APPDATA", 27: "PRINTHOOD", 28: "LOCALAPPDATA", 31: "FAVORITES",
    32: "INTERNET_CACHE", 33: "COOKIES", 34: "HISTORY", 35: "APPDATA", 36: "WINDIR", 37: "SYSDIR",
    38: "PROGRAMFILES", 39: "PICTURES", 40: "PROFILE", 43: "COMMONFILES", 45: "TEMPLATES",
    46: "DOCUMENTS", 47: "ADMINTOOLS", 48: "ADMINTOOLS", 53: "MUSIC", 54: "PICTURES",
    55: "VIDEOS", 56: "RESOURCES", 59: "CDBURN_AREA",
}  # fmt: skip
_ROOTS = {
    0: "SHCTX", 0x80000000: "HKCR", 0x80000001: "HKCU", 0x80000002: "HKLM", 0x80000003: "HKU",
    0x80000005: "HKCC",
}  # fmt: skip
# Libraries that are called through a plugin, by what their calls come to.
_PLUGINS = {
    "inetc": "download", "nsisdl": "download", "inetload": "download", "inetbgdl": "download",
    "nscurl": "download", "nsxfer": "download", "nsisurllib": "download", "dnsdownload": "download",
    "nsexec": "program", "execdos": "program", "execcmd": "program", "stdutils": "program",
    "shellexecasuser": "program", "execshellasuser": "program", "system": "system-call",
    "calldll": "system-call", "simplesc": "service", "nsscm": "service", "nsis_simpleservice": "service",
}  # fmt: skip
_CODES = re.compile("[\x01-\x04\0\ue000-\ue003]")
_NARROW = re.compile(rb"[\x01-\x04]")
_ABSOLUTE = re.compile(r"\$(?!OUTDIR\b|_OUTDIR\b)[\w(]|[A-Za-z]:|\\\\")


@dataclass(frozen=True)
class Extracted:
    """A data block that an instruction names. `offset` counts from the data's begin.

    `kind` is `file`, `icons` (of the uninstaller) or `uninstaller` (what is put behind the
    installer's own program; it stands directly behind the icons).
    """

    name: str
    offset: int
    kind: str = "file"


@dataclass
class Script:
    """What the header says. `names` are the data blocks in order of the instructions."""

    is_unicode: bool = False
    generation: int = 3
    entries: int = 0
    sections: int = 0
    languages: int = 0
    names: list[Extracted] = field(default_factory=list)
    actions: list[InstallerAction] = field(default_factory=list)
    more_actions: int = 0
    wrong: list[str] = field(default_factory=list)
    limit: str = ""


def read_script(header: bytes) -> Script:
    """Read the decoded header. Raises DamagedError where its blocks do not lie inside it."""
    return _Reader(header).run()


class _Reader:
    """One decoded header."""

    def __init__(self, header: bytes) -> None:
        self._header = header
        wide = len(header) >= 4 + 12 * BLOCKS and all(
            header[8 + 12 * each : 12 + 12 * each] == bytes(4) for each in range(BLOCKS)
        )
        size = 12 if wide else 8
        if len(header) < 4 + size * BLOCKS:
            raise DamagedError(f"an NSIS header of {len(header)} bytes has no table of blocks")
        self._blocks = [
            struct.unpack_from("<QI" if wide else "<II", header, 4 + size * each)
            for each in range(BLOCKS)
        ]
        for number in (ENTRIES, STRINGS, LANGUAGES):
            if self._blocks[number][0] > len(header):
                raise DamagedError("a block of the NSIS header lies outside it")
        start = self._blocks[STRINGS][0]
        end = min(
            (offset for offset, _ in self._blocks if start < offset <= len(header)),
            default=len(header),
        )
        self._strings = header[start:end]
        self._script = Script(is_unicode=self._strings[:2] == b"\0\0")
        self._script.generation = self._generation()
        self._pushed: deque[str] = deque(maxlen=8)
        self._known: dict[int, str] = {}
        self._left = LETTERS

    def run(self) -> Script:
        script = self._script
        offset, count = self._blocks[ENTRIES]
        script.sections, script.languages = self._blocks[SECTIONS][1], self._blocks[LANGUAGES][1]
        room = (len(self._header) - offset) // ENTRY
        if count > room or count > MAX_ENTRIES:
            script.wrong.append(f"{count} instructions are stated, {room} can be there")
            count = min(count, room, MAX_ENTRIES)
        script.entries = count
        folder = "$INSTDIR"
        for number in range(count):
            code, *values = struct.unpack_from("<I6i", self._header, offset + ENTRY * number)
            if code == SET_PATH and values[1]:
                path = self._text(values[0])
                folder = folder if path in ("$OUTDIR", "$_OUTDIR") else path
            elif code == EXTRACT:
                name = self._text(values[1]) if self._left > 0 else "(not read)"
                name = name if _ABSOLUTE.match(name) else f"{folder}\\{name}"
                self._left -= len(name)
                script.names.append(Extracted(name[:MAX_NAME], values[2]))
            elif code == WRITE_UNINSTALLER:
                name = self._text(values[0])
                script.names.append(Extracted(name, values[1], "icons"))
            elif code == PUSH and not values[1] and not values[2]:
                self._pushed.append(self._text(values[0]))
            else:
                self._act(code, values)
        return script

    # --- instructions -----------------------------------------------------------

    def _act(self, code: int, values: list[int]) -> None:
        if code == EXECUTE:
            self._note("program", "Exec", self._text(values[0]))
        elif code == SHELL_EXECUTE:
            parts = [self._text(values[1]), self._text(values[2])]
            self._note("shell", self._text(values[0]) or "open", " ".join(filter(None, parts)))
        elif code == SHORTCUT:
            parts = [self._text(values[1]), self._text(values[2])]
            self._note("shortcut", self._text(values[0]), " ".join(filter(None, parts)))
        elif code == WRITE_REGISTRY:
            root = _ROOTS.get(values[0] & 0xFFFFFFFF, f"{values[0] & 0xFFFFFFFF:#x}")
            key = "\\".join((root, self._text(values[1]), self._text(values[2])))
            self._note("registry", key, self._text(values[3]) if values[4] in (1, 2) else "")
        elif code == OPEN_FILE and values[1] & WRITING:
            name = self._text(values[3])
            if _OBEYED.search(name):
                self._note("file", "FileOpen", name)
        elif code == REGISTER:
            self._call(self._text(values[0]), self._text(values[1]))

    def _call(self, library: str, function: str) -> None:
        plugin = re.fullmatch(r"\$PLUGINSDIR\\([^\\]+)\.dll", library, re.IGNORECASE)
        if plugin is None:
            self._note("library", function, library)
            return
        kind = _PLUGINS.get(plugin[1].lower(), "plugin")
        self._note(kind, f"{plugin[1]}::{function}", " ".join(reversed(self._pushed)))
        self._pushed.clear()

    def _note(self, kind: str, source: str, target: str) -> None:
        if len(self._script.actions) < ACTIONS:
            action = InstallerAction(kind, source[:MAX_TEXT], target[:MAX_TEXT])
            self._script.actions.append(action)
        else:
            self._script.more_actions += 1

    # --- strings ----------------------------------------------------------------

    def _generation(self) -> int:
        """Return 2 or 3: which characters stand for a variable, or 1 for those of J. Park's fork."""
        if self._script.is_unicode:
            units = memoryview(self._strings)[: len(self._strings) & ~1].cast("H")
            counts = dict.fromkeys((3, 57345), 0)
            for unit in units:
                if unit in counts:
                    counts[unit] += 1
            return 1 if counts[0xE001] > counts[3] else 3
        old = len(re.findall(rb"\xfd[\x80-\xff][\x80-\xff]", self._strings))
        new = len(re.findall(rb"\x03[\x80-\xff][\x80-\xff]", self._strings))
        return 2 if old > new else 3

    def _text(self, index: int, depth: int = 0) -> str:
        """Return a string by its index; a negative one is that of the first language."""
        known = self._known.get(index)
        if known is not None:
            return known
        if self._left <= 0:
            return "(not read)"
        if index < 0:
            return self._translated(-index - 1, depth)
        text = "".join(self._parts(index, depth))[:MAX_STRING]
        # One that is read counts more than its letters, which may be many nested ones.
        self._left -= 16 + len(text)
        if self._left <= 0:
            self._script.limit = (
                f"strings of more than {LETTERS} characters; the others are not read"
            )
        self._known[index] = text
        return text

    def _translated(self, number: int, depth: int) -> str:
        at = self._blocks[LANGUAGES][0] + 10 + 4 * number
        if depth > 4 or not self._blocks[LANGUAGES][1] or at + 4 > len(self._header):
            return f"$(string {number})"
        (index,) = struct.unpack_from("<i", self._header, at)
        return self._text(index, depth + 1) if index >= 0 else f"$(string {number})"

    def _parts(self, index: int, depth: int) -> Iterator[str]:
        if self._script.is_unicode:
            yield from self._wide(2 * index, depth)
            return
        data, at = self._strings, index
        end = data.find(b"\0", at, at + 4 * MAX_STRING)
        end = end if end >= 0 else min(len(data), at + 4 * MAX_STRING)
        codes = {255: 1, 254: 2, 253: 3, 252: 4} if self._script.generation == 2 else {}
        if self._script.generation == 3 and not _NARROW.search(data, at, end):
            yield data[at:end].decode("cp1252", "backslashreplace")
            return
        plain = bytearray()
        while at < end:
            byte = data[at]
            code = codes.get(byte, byte if self._script.generation == 3 and byte <= 4 else 0)
            # The two bytes of a code may be anything but zero, or of a folder also zero.
            if code == 4:
                plain += data[at + 1 : at + 2]
                at += 2
            elif code and at + 3 <= len(data):
                yield plain.decode("cp1252", "backslashreplace")
                plain.clear()
                yield self._special(code, data[at + 1], data[at + 2], depth)
                at += 3
                if at > end:
                    end = max(data.find(b"\0", at), at)
            else:
                plain.append(byte)
                at += 1
        yield plain.decode("cp1252", "backslashreplace")

    def _wide(self, at: int, depth: int) -> Iterator[str]:
        data = self._strings
        # Most strings hold no code, and are decoded at once.
        end = data.find(b"\0\0", at, at + 2 * MAX_STRING)
        end += (end - at) % 2
        whole = data[at:end].decode("utf-16-le", "backslashreplace") if end > at else ""
        if end >= at and not _CODES.search(whole):
            yield whole
            return
        park = self._script.generation == 1
        codes = {0xE000: 4, 0xE001: 3, 0xE002: 2, 0xE003: 1} if park else {1: 1, 2: 2, 3: 3, 4: 4}
        stop = min(len(data) - 1, at + 2 * MAX_STRING)
        plain = bytearray()
        while at < stop:
            unit = data[at] | data[at + 1] << 8
            if not unit:
                break
            code = codes.get(unit)
            if code is None:
                plain += data[at : at + 2]
                at += 2
                continue
            if code == 4:
                plain += data[at + 2 : at + 4]
            elif at + 4 <= len(data):
                yield plain.decode("utf-16-le", "backslashreplace")
                plain.clear()
                yield self._special(code, data[at + 2], data[at + 3], depth)
            at += 4
        yield plain.decode("utf-16-le", "backslashreplace")

    def _special(self, code: int, low: int, high: int, depth: int) -> str:
        number = (
            low | high << 8 if self._script.generation == 1 else low & 0x7F | (high & 0x7F) << 7
        )
        if code == 1:
            return self._translated(number, depth) if depth <= 4 else f"$(string {number})"
        if code == 3:
            return f"${_VARIABLES[number]}" if number < len(_VARIABLES) else f"${number}"
        if low & 0x80:
            wide = "64" if low & 0x40 else ""
            name = "".join(self._parts(low & 0x3F, depth + 1)) if depth <= 4 else ""
            known = {"ProgramFilesDir": "PROGRAMFILES", "CommonFilesDir": "COMMONFILES"}
            return f"${known.get(name, name)}{wide}"
        return f"${_SHELL.get(low) or _SHELL.get(high) or f'(folder {low})'}"
