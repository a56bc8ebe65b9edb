"""Entries of the certificate table that are no signature over this very file."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.programs.pe import CertificateEntry, PeLayout
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.peel.pe_ledger import pkcs7_end
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A certificate entry that is no signature over this file",
    "alias": "H1",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["pe"],
    "misses": "a second entry that is a valid signature over the same image, which is how boot loaders "
    "carry two (shim-signed)",
    "references": [
        "Microsoft, PE Format, The Attribute Certificate Table",
        "peers.md, section 1, signal H1",
    ],
    "benign": "a signing tool of old age that wrote revision 1.0, or an X.509 certificate of its own; none was met",
}

TYPES = {1: "an X.509 certificate", 3: "reserved", 4: "Terminal Server stack"}
_PKCS = 2
_REVISIONS = {0x0100, 0x0200}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per entry of an odd type or revision, or that no signature over this file is in."""
    layout = layer.first(PeLayout)
    if layout is None:
        return
    facts = layer.all(Authenticode)
    end = min(sum(layout.certificate_table), view.size)
    for number, entry in enumerate(layout.certificate_entries):
        # An entry that the file's end cuts off is damage, which the container says.
        why = "" if entry.end > view.size else _why(entry, number, facts)
        if why:
            length = min(entry.length, end - entry.offset)
            body = view.gap(_body(entry, length))
            note = f"entry {number + 1}, type {entry.type}, revision {entry.revision:#x}: entropy "
            note += f"{body.entropy:.2f} bits a byte, begins {body.head}"
            yield Hit(
                f"certificate entry {number + 1} of {entry.length:,} bytes at {entry.offset:#x} {why}",
                (Evidence(note, None, entry.offset, length),),
            )


def _why(entry: CertificateEntry, number: int, facts: tuple[Authenticode, ...]) -> str:
    """Return what is wrong with an entry, or nothing."""
    if entry.type != _PKCS:
        return f"is of type {entry.type} ({TYPES.get(entry.type, 'unknown')}), not PKCS#7"
    if entry.revision not in _REVISIONS:
        return f"has the unknown revision {entry.revision:#x}"
    if pkcs7_end(entry, number, facts) is None:
        return "holds no signature over this file" if number else "holds no readable PKCS#7"
    return ""


def _body(entry: CertificateEntry, length: int) -> Span:
    return Span(entry.body, max(0, length - 8))
