"""Command lines in the bytes of a compiled program: texts by which an interpreter or a tool of the system is started.

Sources: the manuals of the shells and tools; MITRE ATT&CK T1059, T1105, T1218. Literal names are looked for
first, so that the time is linear; what stands around decides whether it is a command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Value
from onionskin.plugins.view import View

MAX_SEARCHED = 64 << 20
KEPT = 256
MOST = 1024  # places of one name in a window that are looked at
_WINDOW, _OVERLAP = 1 << 20, 2048
_LONGEST = 300
# (name that is looked for, what makes it the start of a command line)
_TOOLS = (
    (b"cmd", rb"cmd(?:\.exe)?\s+/[ckqv]"), (b"powershell", rb"powershell(?:\.exe)?\s+[-/]"), (b"pwsh", rb"pwsh(?:\.exe)?\s+-"),
    (b"sh", rb"(?:ba|z|da|k|a)?sh\s+-[a-z]*c\s"), (b"curl", rb"curl(?:\.exe)?\s+(?:-|['\"]?https?:)"), (b"wget", rb"wget(?:\.exe)?\s+(?:-|['\"]?https?:)"),
    (b"nc", rb"nc(?:at)?\s+(?:-[a-z]|[\w-]+(?:\.[\w-]+)+\s+\d)"), (b"mshta", rb"mshta(?:\.exe)?\s+\S"), (b"rundll32", rb"rundll32(?:\.exe)?\s+\S"),
    (b"regsvr32", rb"regsvr32(?:\.exe)?\s+\S"), (b"certutil", rb"certutil(?:\.exe)?\s+-"), (b"bitsadmin", rb"bitsadmin(?:\.exe)?\s+/"),
    (b"schtasks", rb"schtasks(?:\.exe)?\s+/"), (b"wmic", rb"wmic(?:\.exe)?\s+\w+\s+call"), (b"msiexec", rb"msiexec(?:\.exe)?\s+/"),
    (b"osascript", rb"osascript\s+-e"), (b"launchctl", rb"launchctl\s+(?:load|bootstrap)"), (b"crontab", rb"crontab\s+-"),
    (b"python", rb"python[\d.]*(?:\.exe)?\s+-c"), (b"perl", rb"perl\s+-e"), (b"ruby", rb"ruby\s+-e"), (b"node", rb"node\s+-e"),
    (b"/dev/tcp/", rb"/dev/tcp/[\w.]"), (b"base64", rb"base64\s+(?:-d|-D|--decode)"), (b"chmod", rb"chmod\s+(?:[ugoa]*\+\w*x|0?[0-7]{3})\s"),
    (b"ssh", rb"ssh\s+-\w*[RLDN]"), (b"socat", rb"socat\s+\S"), (b"openssl", rb"openssl\s+(?:enc|s_client)\s"),
)  # fmt: skip
_LITERALS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TOOLS)
_BEFORE = re.compile(rb"[\w.-]$")
_TEXT = re.compile(rb"[\t\x20-\x7e]{1,300}")
_NUMBER = re.compile(r"\d+")
# Names that stand anywhere in words: only where a blank and a sign of a command line follow is looked at all.
_SHORT = {b"sh": (b"sh -",), b"nc": (b"nc ", b"ncat "), b"cmd": (b"cmd /", b"cmd.exe /"), b"node": (b"node -e",), b"ssh": (b"ssh -",), b"ruby": (b"ruby -e",)}  # fmt: skip
_ALL = tuple((literal, pattern) for name, pattern in _LITERALS for literal in _SHORT.get(name, (name,)))  # fmt: skip
# Bytes that no name has. Without them a window is a quarter as long, and holds every name that it held before, of
# letters of one byte and of two: so each is looked for there first.
_UNUSED = bytes(sorted(set(range(256)) - set(b"".join(literal for literal, _ in _ALL))))


class CommandLines(Value, frozen=True):
    """Command lines that a program holds, cut at 300 characters, each once, by `places` (offsets).

    `is_whole` is False where the program has more than 64 MiB, or more than 256 of them.
    """

    texts: tuple[str, ...]
    places: tuple[int, ...]
    is_whole: bool

    def plain(self) -> frozenset[str]:
        """Return the texts with all numbers alike, since versions stand in them."""
        return frozenset(_NUMBER.sub("0", each) for each in self.texts)


def plain(text: str) -> str:
    """Return a command line with all numbers alike."""
    return _NUMBER.sub("0", text)


def command_lines(view: View) -> CommandLines:
    """Return the command lines in a file, of letters of one byte and of two."""
    found: dict[str, int] = {}
    at, end = 0, min(view.size, MAX_SEARCHED)
    while at < end and len(found) < KEPT:
        data = view.read(at, min(_WINDOW + _OVERLAP, end - at))
        for place, text in _in(data):
            found.setdefault(text, at + place)
        at += _WINDOW
    rows = sorted(found.items(), key=lambda each: (each[1], each[0]))[:KEPT]
    return CommandLines(tuple(text for text, _ in rows), tuple(place for _, place in rows), at >= view.size and len(found) < KEPT)  # fmt: skip


def _in(data: bytes) -> Iterator[tuple[int, str]]:
    lower = data.lower()
    pressed = lower.translate(None, _UNUSED)
    for literal, pattern in _ALL:
        if literal in pressed:
            yield from _of(data, lower, literal, pattern, 1)
            yield from _of(data, lower, literal, pattern, 2)


def _of(data: bytes, lower: bytes, literal: bytes, pattern: re.Pattern[bytes], width: int) -> Iterator[tuple[int, str]]:  # fmt: skip
    """Yield (offset, text) of each command line that begins with a name; the name may have letters before it (bash)."""
    needle = literal if width == 1 else b"\0".join(bytes([each]) for each in literal)
    at, told = lower.find(needle), 0
    while at >= 0 and told < MOST:
        told += 1
        start = max(at - 4 * width, at % width)
        body = data[start : at + width * _LONGEST][::width]
        for shift in range((at - start) // width + 1):
            match = pattern.match(body, shift)
            if match and not _BEFORE.search(body[:shift]):
                text = _TEXT.match(body, shift)
                yield start + shift * width, (text[0] if text else match[0]).decode("ascii").strip()
                break
        at = lower.find(needle, at + len(needle))
