r"""File paths in one form, so that two spellings of one file are one.

Windows opens the same file by either slash, any case, `\\?\` and device prefixes,
dots and spaces at the end, a stream's name behind a colon, and `..` in between.
(Microsoft, "Naming Files, Paths, and Namespaces"; [MS-FSCC] 2.1.5.)
"""

from __future__ import annotations

import posixpath
import re

_LONGEST = 4096
_PREFIX = re.compile(r"/{1,2}[?.]{1,2}/(?:globalroot(?=/))?(?:unc(?=/))?", re.IGNORECASE)
_VOLUME = re.compile(r"^/device/harddiskvolume(?:shadowcopy)?\d+(?=/)")
_DRIVE = re.compile(r"^/*[a-z]:(?=/)")


def normal(path: str) -> str:
    """Return a path with forward slashes, in lower case, without prefix, stream and `..`.

    A drive is written `?:`, because a log may name it by letter, by device or by shadow copy.
    """
    text = path[:_LONGEST].strip().strip('"').replace("\\", "/").lower()
    found = _PREFIX.match(text)
    text = "/" + text[found.end() :].lstrip("/") if found else text
    text, windows = _VOLUME.subn("?:", text, count=1)
    if not windows:
        text, windows = _DRIVE.subn("?:", text, count=1)
    if windows or "\\" in path[:_LONGEST]:
        text = "/".join(_as_windows(part) for part in text.split("/"))
    joined = posixpath.normpath(text) if text else ""
    return "/" + joined.lstrip("/") if joined.startswith("//") else joined


def base(path: str) -> str:
    """Return the file's own name, normalised."""
    return normal(path).rpartition("/")[2]


def _as_windows(part: str) -> str:
    """Drop what Windows drops: a stream's name, and dots and spaces at the end."""
    if part in {"?:", ".", ".."}:
        return part
    return part.partition(":")[0].rstrip(" .")
