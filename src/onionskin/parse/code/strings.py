"""Names of files, and of the calls that open files, written in a program's bytes.

Looked for as ASCII and as UTF-16LE. A name that is put together at run time, or
masked, is not seen; the absence of a name is therefore never evidence.
"""

from __future__ import annotations

import re

from onionskin.model import Problem, Value
from onionskin.plugins.view import View

MAX_NAMES = 8192
LONGEST = 64

_SUFFIXES = (
    "asar", "bin", "bmp", "cab", "cfg", "dat", "dll", "dylib", "exe", "gif", "ico", "ini", "jpg",
    "js", "json", "lnk", "log", "msi", "node", "ocx", "pak", "png", "ps1", "so", "sys", "tmp",
    "vbs", "xml", "zip",
)  # fmt: skip
FILE_CALLS = (
    "CreateFileA", "CreateFileW", "CreateFileMappingA", "CreateFileMappingW", "FindResourceW",
    "GetModuleFileNameA", "GetModuleFileNameW", "LoadLibraryA", "LoadLibraryExA", "LoadLibraryExW",
    "LoadLibraryW", "MapViewOfFile", "NtCreateFile", "NtOpenFile", "NtReadFile", "ReadFile",
    "VirtualProtect", "_open", "_wfopen", "_wopen", "fopen", "fopen_s", "fread",
)  # fmt: skip
_CALLS = tuple((each, each.encode()) for each in FILE_CALLS)
# Bytes that no call's name has: without them a window is a third as long, and holds every name that it held before.
_UNUSED = bytes(sorted(set(range(256)) - set("".join(FILE_CALLS).encode())))

_NAME = rb"A-Za-z0-9_.\-"
_ASCII = re.compile(
    rb"\.(?:" + b"|".join(each.encode() for each in _SUFFIXES) + rb")(?![" + _NAME + rb"])",
    re.IGNORECASE,
)
_WIDE = re.compile(
    rb"\.\0(?:"
    + b"|".join(b"".join(bytes((c, 0)) for c in each.encode()) for each in _SUFFIXES)
    + rb")(?![" + _NAME + rb"]\0)",
    re.IGNORECASE,
)  # fmt: skip
_ALLOWED = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"_.-"
_OVERLAP = 512


class FileNames(Value, frozen=True):
    """Names of files a program mentions (lower case, sorted) and of calls that open files."""

    names: tuple[str, ...]
    calls: tuple[str, ...]


def file_names(view: View, problems: list[Problem]) -> FileNames:
    """Return the file names and file calls in the bytes; a cut list is appended to `problems`.

    A name is 1 to 64 of `A-Z a-z 0-9 _ . -`, its suffix one of a fixed list; a
    longer one is kept by its last 64. Linear in the size, 1 MiB in memory.
    """
    names: set[str] = set()
    calls: set[str] = set()
    tail = b""
    for part in view.chunks():
        window = tail + part
        # A name that ends at the seam is taken from the next window, which sees what follows it.
        last = len(window) if len(part) < (1 << 20) else len(window) - _OVERLAP // 2
        if len(names) < MAX_NAMES:
            names |= _ascii_names(window, last) | _wide_names(window, last)
        pressed = window.translate(None, _UNUSED)
        calls.update(
            call for call, raw in _CALLS if call not in calls and raw in pressed and raw in window
        )
        tail = window[-_OVERLAP:]
    if len(names) > MAX_NAMES:
        detail = f"more than {MAX_NAMES} file names are mentioned; the others were not kept"
        problems.append(Problem("limit:strings", detail))
    return FileNames(tuple(sorted(names)[:MAX_NAMES]), tuple(sorted(calls)))


def _ascii_names(window: bytes, last: int) -> set[str]:
    found = set()
    for match in _ASCII.finditer(window, 0, last):
        before = window[max(0, match.start() - LONGEST) : match.start()]
        stem = before[len(before.rstrip(_ALLOWED)) :]
        if stem:
            found.add((stem + match.group()).decode("ascii").lower())
    return found


def _wide_names(window: bytes, last: int) -> set[str]:
    found = set()
    for match in _WIDE.finditer(window, 0, last):
        # Stepping from an even distance keeps the pairs of bytes together.
        start = max(match.start() & 1, match.start() - 2 * LONGEST)
        low, high = window[start : match.start() : 2], window[start + 1 : match.start() : 2]
        stem = low[max(len(low.rstrip(_ALLOWED)), len(high.rstrip(b"\0"))) :]
        if stem:
            found.add(stem.decode("ascii").lower() + match.group()[::2].decode("ascii").lower())
    return found
