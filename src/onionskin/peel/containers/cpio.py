"""Cpio archives: the payload of RPM packages, of macOS packages, of early user space."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import cpio
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Cpio archive",
    "kind": "container",
    "suffixes": [".cpio"],
    "match": [[0, b"070701"], [0, b"070702"], [0, b"070707"], [0, b"\xc7\x71"], [0, b"\x71\xc7"]],
    "refines": None,
    "misses": [
        "the stripped form of RPM payloads over 4 GiB (`07070X`), which names no files",
        "owners, modes, times and device numbers",
        "members behind a broken header",
    ],
    "references": [
        "POSIX.1-1988, section 10.1.2, Extended cpio Format",
        "cpio(5), FreeBSD",
        "Linux, early userspace: buffer format",
    ],
}


def fits(view: View) -> bool:
    """Say whether a whole header stands at the start."""
    return cpio.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every header and every member of the archive."""
    yield from cpio.walk(view)
