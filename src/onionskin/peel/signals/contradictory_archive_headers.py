"""An archive that states one thing twice and differently: two readers unpack two different releases."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.archive import ArchiveFault
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Headers of an archive that contradict each other",
    "alias": "H9",
    "family": "archive-confusion",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1036.008",
    "formats": [],
    "facts": ["ArchiveFault"],
    "misses": "readers that differ on headers that agree: case-blind names, names of other code pages, unknown methods",
    "references": [
        "PyPI blog, Preventing ZIP parser confusion attacks, August 2025",
        "CVE-2025-62518 (tar headers that state two sizes)",
        "D. Fifield, A better zip bomb, WOOT 2019",
    ],
    "benign": "a writer that appends to an archive (a name used twice), or a damaged download (a wrong checksum)",
}

# What careless writers and broken downloads do as well.
DOUBTFUL = {
    "duplicate-name": "a name is used for more than one member",
    "checksum-differs": "a member's checksum is not the stated one",
    "no-local-header": "a listed member is not there",
    "ignored-member": "a member that no installer of the format reads",
}
BROKEN = {
    "name-differs": "a member has two names",
    "method-differs": "a member has two compression methods",
    "size-differs": "a member has two sizes",
    "encryption-differs": "a member is encrypted by one header only",
    "overlap": "members share bytes",
    "hidden-member": "a member stands in the archive that its directory does not list",
    "second-directory": "there are two central directories",
    "count-differs": "the number of members is not the stated one",
    "end-records-differ": "the end records contradict each other",
    "member-behind-end": "members stand behind the end-of-archive marker",
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of contradiction, with each place of it."""
    del view
    faults = layer.all(ArchiveFault)
    for kinds, level in ((BROKEN, Level.SUSPICIOUS), (DOUBTFUL, Level.REVIEW)):
        for kind, title in kinds.items():
            places = [fault for fault in faults if fault.kind == kind]
            if places:
                yield _hit(title, places, level)


def _hit(title: str, places: list[ArchiveFault], level: Level) -> Hit:
    first = places[0]
    where = f"{first.member!r}: {first.detail}" if first.member else first.detail
    more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    evidence = tuple(
        Evidence(f"{each.member!r}: {each.detail}", None, each.offset, each.length)
        for each in places[:SHOWN]
    )
    return Hit(f"{title}: {where}{more}", evidence, level)
