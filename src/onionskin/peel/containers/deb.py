"""Debian packages: an ar archive of debian-binary, control.tar and data.tar."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import deb
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Debian package",
    "kind": "container",
    "suffixes": [".deb", ".udeb", ".ddeb"],
    "match": [[0, b"!<arch>\ndebian-binary"]],
    "refines": "ar",
    "misses": [
        "md5sums is a weak list: unsigned, optional, and MD5 can be collided",
        "without --keyring, signatures (debsigs, dpkg-sig) are not verified for want of the key: only that the bytes are those whose digest was signed, by its first 16 bits",
        "repositories sign their lists of packages, not packages: such a signature is not in the file",
        "of the files at most 1 GiB is compared with md5sums",
        "control.tar.lzma and data.tar.lzma of before 2011",
    ],
    "references": [
        "deb(5), deb-control(5), deb-md5sums(5), dpkg",
        "Debian Policy Manual, chapter 6",
        "debsigs(1p), dpkg-sig(1)",
    ],
}


def fits(view: View) -> bool:
    """Say whether the first member is `debian-binary`."""
    return deb.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the archive, what dpkg runs and ignores in it, and what contradicts its md5sums."""
    yield from deb.walk(view)
