"""What a self-extracting program is told to do with the archive that it carries.

Source: 7-Zip, SFX modules for installers, "Config file format" (`;!@Install@!UTF-8!`); Microsoft,
IExpress (Wextract): the resources RUNPROGRAM, POSTRUNPROGRAM, ADMQCMD and USRQCMD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Fact, Region
from onionskin.parse.archive import Members
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.programs.pe_resources import Leaf
from onionskin.plugins.view import View

BEGIN, END = b";!@Install@!UTF-8!", b";!@InstallEnd@!"
ARCHIVE = b"7z\xbc\xaf\x27\x1c"
LONGEST = 64 << 10
RT_RCDATA = "10"
_ACTIONS = 50
_LINE = re.compile(r'^\s*(\w+)\s*=\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)
_RUNS = ("autoinstall", "executefile", "executeparameters", "runprogram", "shortcut", "delete")
_COMMANDS = {"RUNPROGRAM", "POSTRUNPROGRAM", "ADMQCMD", "USRQCMD"}


def configured_archive(view: View) -> int | None:
    """Return where the archive stands behind a 7-Zip configuration at the view's begin."""
    head = view.read(0, LONGEST)
    if not head.startswith(BEGIN):
        return None
    end = head.find(END)
    at = head.find(ARCHIVE, end + len(END) if end >= 0 else len(BEGIN))
    return at if at >= 0 else None


def configuration(view: View, start: int, end: int) -> Iterator[Region | Fact]:
    """Yield the owner of a 7-Zip configuration at [start, end), and what it has run."""
    raw = view.read(start, end - start)
    stop = raw.find(END)
    stop = stop + len(END) if stop >= 0 else len(raw)
    rest = raw[stop:]
    blank = len(rest) - len(rest.lstrip(b"\r\n \t\0"))
    yield Region("configuration", start, stop + blank)
    yield from Members().stray("between", start + stop + blank, len(rest) - blank)
    text = raw[:stop].decode("utf-8", "backslashreplace")
    found = [(key, value) for key, value in _LINE.findall(text) if key.lower().startswith(_RUNS)]
    for key, value in found[:_ACTIONS]:
        yield Fact.of(InstallerAction("program", key, re.sub(r"\\(.)", r"\1", value)[:500]))


def cabinet_commands(view: View, leaves: Iterable[Leaf]) -> Iterator[Fact]:
    """Yield the commands that a cabinet's self-extractor runs, out of its resources."""
    for each in leaves:
        if each.type == RT_RCDATA and each.name in _COMMANDS and each.length <= LONGEST:
            raw = view.read(each.offset, min(each.length, 1000)).partition(b"\0")[0]
            command = raw.decode("cp1252", "backslashreplace").strip()
            if command and command.upper() != "<NONE>":
                yield Fact.of(InstallerAction("program", each.name, command))
