"""A folder of files, the disk of one host or a mirror of it: every file's path and hashes.

The coordinator walks the folder and passes each regular file by descriptor; path
and host are filled in by the framework, because a file does not know its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import Tables
from onionskin.plugins.view import View

META = {
    "title": "A folder: the disk of one host, file by file",
    "suffixes": [],
    "tables": ["file"],
    "folder": True,
    "misses": [
        "what is inside archives and installers: peel those",
        "deleted files, alternate data streams, and what a running system hides from its own disk",
    ],
    "references": ["https://csrc.nist.gov/pubs/fips/180-4/upd1/final"],
}


def rows(view: View, out: Tables) -> Iterator[Problem]:
    """Write one row: size and hashes of the file, read once in pieces."""
    digests = {
        "sha256": hashlib.sha256(),
        "sha1": hashlib.sha1(usedforsecurity=False),
        "md5": hashlib.md5(usedforsecurity=False),
    }
    size = 0
    for chunk in view.chunks():
        size += len(chunk)
        for digest in digests.values():
            digest.update(chunk)
    out.write("file", {"size": size} | {name: each.hexdigest() for name, each in digests.items()})
    if size != view.size:
        yield Problem("truncated", f"{view.size} bytes were announced, {size} could be read")
