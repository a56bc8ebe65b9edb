"""RPM packages: what they say, what they run, and whether their digests hold."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import rpm
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "RPM package",
    "kind": "container",
    "suffixes": [".rpm", ".srpm"],
    "match": [[0, b"\xed\xab\xee\xdb"]],
    "refines": None,
    "misses": [
        "without --keyring, signatures are not verified for want of the vendor's key: only that the bytes are those whose digest was signed, by its first 16 bits",
        "tags that the signed main header holds and no rpm knows are owned as a part of it",
        "signatures of single files (IMA, fs-verity) are not looked at",
        "of the files at most 1 GiB is compared with the listed digests",
        "delta packages (.drpm)",
    ],
    "references": [
        "RPM reference manual, RPM V4 Package format",
        "RPM reference manual, RPM Package signatures and digests",
        "RFC 9580, OpenPGP",
    ],
}


def fits(view: View) -> bool:
    """Say whether the lead is of a known version."""
    return rpm.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield headers, scriptlets and payload, and what contradicts the package's own digests."""
    yield from rpm.walk(view)
