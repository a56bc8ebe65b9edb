"""An artifact's signatures as signals look at them: each with its facts and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.signatures.authenticode_facts import Authenticode


@dataclass(frozen=True)
class Signed:
    """One signature of an artifact, its facts (None: the parser gives none), its place."""

    signature: Signature
    facts: Authenticode | None
    offset: int
    length: int

    def evidence(self, note: str) -> Evidence:
        """Return the signature's own bytes as evidence."""
        return Evidence(note, None, self.offset, self.length)


def signatures(layer: Layer) -> Iterator[Signed]:
    """Yield the signatures of an artifact, each outer one before those nested in it."""
    layout = layer.first(PeLayout)
    entries = layout.certificate_entries if layout else ()
    for signature, facts in zip_longest(layer.all(Signature), layer.all(Authenticode)):
        if signature is None:
            return
        offset, length = 0, layer.artifact.size
        if facts is not None and facts.entry < len(entries):
            entry = entries[facts.entry]
            offset, length = entry.offset, min(entry.length, layer.artifact.size - entry.offset)
        yield Signed(signature, facts, offset, length)


def flagged(layer: Layer, flags: frozenset[str]) -> Iterator[tuple[Signed, list[str]]]:
    """Yield the signatures that have some of these flags, and which."""
    for each in signatures(layer):
        found = sorted(flags.intersection(each.signature.flags))
        if found:
            yield each, found
