"""A package whose own list of hashes does not agree with what the package holds."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.archive import clip
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A list of hashes that contradicts the package",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "formats": ["whl", "jar", "rpm", "deb", "gem", "msix", "msixbundle", "vsix"],
    "misses": "a list that was rewritten together with the file (a deb's md5sums always can be, and MD5 can be collided); a wheel's WHEEL file that was rewritten and says nothing but tags; packages without such a list",
    "references": [
        "Binary distribution format, PyPA specifications (PEP 427)",
        "JAR File Specification, Java SE 21",
        "PyPI blog, Preventing ZIP parser confusion attacks, August 2025",
        "RPM reference manual, RPM Package signatures and digests",
    ],
    "benign": "a package repaired by hand (a licence added, line ends changed) without a new list",
}

WORDS = {
    "hash-differs": "is not the file that {listing} hashes",
    "size-differs": "has not the size that {listing} states",
    "not-listed": "is not listed in {listing}",
    "absent": "is listed in {listing} and is not there",
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of contradiction; a file left out, or not listed, is only REVIEW."""
    found = layer.all(HashMismatch)
    for kind, words in WORDS.items():
        places = [each for each in found if each.kind == kind]
        if not places:
            continue
        level = Level.SUSPICIOUS if kind.endswith("differs") else Level.REVIEW
        says = words.format(listing=places[0].listing)
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        evidence = tuple(_evidence(layer, view, each) for each in places[:SHOWN])
        yield Hit(f"{places[0].member!r} {says}{more}", evidence, level)


def _evidence(layer: Layer, view: View, mismatch: HashMismatch) -> Evidence:
    """Point at the member's data; at the whole package where it is absent."""
    stated = f": {mismatch.stated} stated, {mismatch.found} found" if mismatch.stated else ""
    note = f"{mismatch.member!r} {mismatch.kind}{stated}"
    wanted = f"data {clip(mismatch.member)}"
    for region in layer.regions:
        if region.name == wanted:
            return Evidence(note, None, region.offset, region.length)
    return Evidence(note, None, 0, view.size)
