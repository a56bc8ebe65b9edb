"""Sigstore bundles and attestations of package registries, saved as files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.signatures.attestation_marks import marked
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Attestation (sigstore bundle, PyPI, npm)",
    "kind": "manifest",
    "suffixes": [".sigstore", ".sigstore.json", ".attestation", ".intoto.jsonl", ".provenance", ".bundle"],
    "match": [],
    "names": ["*.sigstore", "*.attestation", "*.jsonl", "*.provenance", "*.bundle", "*.json"],
    "refines": None,
    "misses": [
        "without the extra `sigstore` the certificate's authority and the log's own key are not checked: what has no fault is unverified",
        "bundles of private instances, of a newer root than the installed library ships or without the log's proof: unverified",
        "log entries of kind intoto, as npm made them in its first years: they stay unverified",
        "a key or workflow that was stolen: the bundle is right",
        "attestations that a registry has and nobody saved",
    ],
    "references": [
        "Sigstore, protobuf-specs, sigstore_bundle.proto",
        "PEP 740, Index support for digital attestations",
        "DSSE, protocol.md; in-toto Attestation Framework, Statement v1",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether this is JSON that holds an attestation."""
    if not marked(view):
        return False
    from onionskin.parse.signatures import attestation

    return attestation.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield each attestation: what it speaks of, and who made it."""
    from onionskin.parse.signatures import attestation

    yield from attestation.walk(view)
