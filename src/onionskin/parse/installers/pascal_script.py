"""The compiled Pascal script of an Inno Setup installer: which of setup's functions it calls, what it names.

Only what acts is told: functions that start, fetch, write or load something, functions of libraries, and
texts that are addresses or name programs. Instructions are not followed.

Source: Pascal Script (RemObjects/pascalscript, uPSUtils.pas: IFPS), and the list of support functions in Inno Setup's help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.parse.installers.installer_actions import InstallerAction

MAGIC = b"IFPS"
MOST = 400
_LONGEST = 400
# A function of setup's own: flags (imported, perhaps with a declaration), the length of its name, its name.
_IMPORTED = re.compile(rb"[\x01\x03]([\x02-\x40])([A-Z][A-Z0-9_]{1,63})")
# A function of a library: "dll:", its file, the function, each closed by a zero.
_EXTERNAL = re.compile(rb"dll:([^\0]{1,200})\0([^\0]{1,100})\0")
# Literals have their length in front, in characters; wide ones since 5.3.0.
_WIDE = re.compile(rb"(?=(.{3}\0)((?:[\x20-\xff]\0){4,2000}))", re.DOTALL)
_NARROW = re.compile(rb"(?=(.{3}\0)([\x20-\x7e]{4,2000}))", re.DOTALL)
_ACTING = re.compile(
    r"(?:SHELL)?EXEC(?:AND\w+|ASORIGINALUSER)?|DOWNLOAD\w*|CREATEOLEOBJECT|GETACTIVEOLEOBJECT|COCREATE\w*|IDISPATCHINVOKE"
    r"|REGWRITE\w+|SAVESTRINGS?TO\w+|EXTRACTTEMPORARYFILES?|EXTRACT\w*ARCHIVE|(?:FILE|)COPYFILE|FILECOPY|RENAMEFILE"
    r"|LOADDLL|CALLDLLPROC|REGISTERSERVER|REGISTERTYPELIBRARY|CREATESHELLLINK|SETINI\w+|UNREGISTERSERVER"
)
_TELLING = re.compile(
    r"https?://|ftp://|\\currentversion\\run|\.(?:exe|dll|com|scr|ps1|bat|cmd|vbs|vbe|js|jse|wsf|hta|msi|cpl|ocx|sys)\b"
    r"|\b(?:powershell|pwsh|cmd|rundll32|regsvr32|mshta|wscript|cscript|schtasks|certutil|bitsadmin|curl|msiexec)\b",
    re.IGNORECASE,
)


def actions(code: bytes) -> Iterator[InstallerAction]:
    """Yield what a compiled script calls, and the telling texts in it, each once and in the order of their names."""
    if not code.startswith(MAGIC):
        return
    found = {("calls", each) for each in _functions(code)}
    found |= {("says", each) for each in _texts(code) if _TELLING.search(each)}
    for verb, what in sorted(found)[:MOST]:
        yield InstallerAction("script", verb, what[:_LONGEST])


def _functions(code: bytes) -> Iterator[str]:
    for each in _IMPORTED.finditer(code):
        name = each[2][: each[1][0]].decode("ascii")
        if len(name) == each[1][0] and _ACTING.fullmatch(name):
            yield name
    for each in _EXTERNAL.finditer(code):
        library, function = (part.decode("cp1252", "backslashreplace") for part in each.groups())
        yield f"{function} of {library}"


def _texts(code: bytes) -> Iterator[str]:
    for pattern, size, encoding in ((_WIDE, 2, "utf-16-le"), (_NARROW, 1, "cp1252")):
        for each in pattern.finditer(code):
            length = int.from_bytes(each[1], "little")
            if length >= 4 and length * size <= len(each[2]):
                yield each[2][: length * size].decode(encoding, "backslashreplace")
