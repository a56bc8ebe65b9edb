"""Whether JSON may hold an attestation: looked for in every JSON file, so without what reads one, which is slow to import."""

from __future__ import annotations

from onionskin.plugins.view import View

LIMIT = 16 << 20
_MARKS = (
    b'"dsseEnvelope"', b'"messageSignature"', b'"attestation_bundles"', b'"verification_material"',
    b'"rekorBundle"', b'"application/vnd.in-toto+json"',
)  # fmt: skip
_WITHIN = 1 << 20


def marked(view: View) -> bool:
    """Say whether these bytes begin as JSON does, are no more than LIMIT, and hold one of an attestation's keys."""
    if view.read(0, 256).lstrip()[:1] not in {b"{", b"["} or view.size > LIMIT:
        return False
    return any(view.find(mark, 0, _WITHIN) >= 0 for mark in _MARKS)
