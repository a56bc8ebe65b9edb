"""An address in a script leads to another host, or another owner, and its line is else as it was."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.address_frames import AddressFrames, moved, opened
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "An address leads elsewhere",
    "alias": "D7",
    "family": "new-destination",
    "lane": "change",
    "level": "review",
    "technique": "T1071.001",
    "misses": "an address in a line that changed besides; one that was put together before, or is in a minor or major release; one written without a scheme; another path on the same host, unless it is one that anybody may rent a place of; "
    "texts that are no scripts; compiled code",
    "references": [
        "MITRE ATT&CK T1071.001, Web Protocols; T1195.002, Compromise Software Supply Chain",
        "Public analyses of polyfill.io (2024): the same code, and a host of another owner",
    ],
    "benign": "a service that moved to another host or owner, and is said so in the notes of the release; a setting that the environment now decides, which a patch seldom brings",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script with addresses that lead elsewhere than they did."""
    how, small = step(old, new), is_small(old, new)
    for before, after in pairs.changed:
        was, now = before.first(AddressFrames), after.first(AddressFrames)
        if was is None or now is None or is_aside(after):
            continue
        found = list(moved(was, now))
        if found:
            own = after.artifact
            evidence = tuple(Evidence(f"{led!r} became {now.leads[at]!r}", own.id, *now.places[at]) for led, at in found[:SHOWN])  # fmt: skip
            led, at = found[0]
            yield Hit(f"an address in {base_name(after)} led to {led!r} and leads to {now.leads[at]!r}; the version step is {how}", evidence, subject=own.id)  # fmt: skip
        elif small:
            yield from _loosened(after, was, now, how)


def _loosened(after: Layer, was: AddressFrames, now: AddressFrames, how: str) -> Iterator[Hit]:
    """Yield a hit where an address became one that is only decided when the program runs: a small step promises no new setting."""
    own = after.artifact
    free = list(opened(was, now))
    if free:
        evidence = tuple(Evidence(f"before {now.leads[at]!r} goes what the environment says", own.id, *now.places[at]) for at in free[:SHOWN])  # fmt: skip
        yield Hit(f"an address in {base_name(after)} led to {now.leads[free[0]]!r}, and leads to wherever the environment says; the version step is {how}", evidence, subject=own.id)  # fmt: skip
    gone = sorted(set(was.leads) - set(now.leads))
    if gone and len(now.bare) > len(was.bare) and set(now.leads) <= set(was.leads):
        evidence = tuple(Evidence("a scheme, to which a host is joined", own.id, *place) for place in now.bare[:SHOWN])  # fmt: skip
        yield Hit(f"an address in {base_name(after)} led to {gone[0]!r}, and is put together now; the version step is {how}", evidence, subject=own.id)  # fmt: skip
