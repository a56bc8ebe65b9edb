"""Ruby gems: a tar with metadata.gz, data.tar.gz and their checksums."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import tar, tar_members
from onionskin.parse.archives.listed_hashes import ALGORITHMS, HashList, Stated
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.parse.metadata import gem_spec
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Ruby gem",
    "kind": "container",
    "suffixes": [".gem"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": [
        "signatures (*.sig) are not verified",
        "gems of before 2013 without checksums",
        "as for tar",
    ],
    "references": ["RubyGems, Gem::Package", "RubyGems guides, Specification Reference"],
}

LISTING = "checksums.yaml.gz"
LIMIT = 1 << 20
EXEMPT = frozenset({LISTING, "metadata.gz.sig", "data.tar.gz.sig", "checksums.yaml.gz.sig"})


def fits(view: View) -> bool:
    """Say whether metadata.gz and data.tar.gz are among the members."""
    names = {each.name for each in tar_members.members(view)}
    return {"metadata.gz", "data.tar.gz"} <= names


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the tar, and what contradicts the checksums in it."""
    hashes = HashList(LISTING, {})
    try:
        hashes = _checksums(view)
    except DamagedError as error:
        yield Problem("damaged", f"{LISTING}: {error}")
    for item in tar.walk(view):
        if isinstance(item, Child):
            yield from hashes.check(view, item)
        else:
            yield item
    yield from hashes.finish()


def _checksums(view: View) -> HashList:
    for each in tar_members.members(view):
        if each.name == LISTING:
            raw = _inflated(tar_members.text_of(view, each, LIMIT))
            found = gem_spec.checksums(raw.decode("utf-8", "replace"))
            stated = {
                name: Stated({key: digest for key, digest in digests.items() if key in ALGORITHMS})
                for name, digests in found.items()
            }
            if not any(each.digests for each in stated.values()):
                raise DamagedError("no checksum could be read; nothing was compared")
            return HashList(LISTING, stated, complete=True, exempt=EXEMPT)
    return HashList(LISTING, {})


def _inflated(packed: View) -> bytes:
    out = bytearray()
    for chunk in Stream(packed, (0, packed.size), lambda: Inflate(zlib.MAX_WBITS | 16), "the list"):
        out += chunk
        if len(out) > LIMIT:
            raise DamagedError(f"it is over {LIMIT} bytes long")
    return bytes(out)
