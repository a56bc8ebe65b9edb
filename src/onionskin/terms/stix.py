"""What of ours travels inside a STIX bundle: one property extension, its ids, and what it holds.

Source: OASIS, STIX Version 2.1 (2021), sections 2.9 (identifiers), 3.8 (extension definition),
4.14 (relationship). STIX has no place for a verbatim quote, a hedge, a denial, an origin, a
grade with its reason, or where a name stands; the extension keeps them, and ours read back gives the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID, uuid5

import msgspec

from onionskin.model import Bounds, Claim, Confidence, Entity, Grade, Named, Origin, Standing, Value
from onionskin.terms.texts import encoded

# Ids derive from names in these; the second is fixed by STIX 2.1 for observables.
NAMESPACE = UUID("5c0f0c6e-0a52-5b0e-9d43-6f6e696f6e73")
OBSERVED = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
EXTENSION = f"extension-definition--{uuid5(NAMESPACE, 'extension-definition')}"
AUTHOR = f"identity--{uuid5(NAMESPACE, 'identity')}"
# A bundle shows no clock: what has no date of its own was "made" at this fixed time.
UNDATED = "1970-01-01T00:00:00.000Z"
_UNKNOWN = Bounds()
_ENCODE = msgspec.json.Encoder().encode
_CANONICAL = msgspec.json.Encoder(order="deterministic").encode


class Saying(Value, frozen=True):
    """A claim as the extension holds it, whatever the STIX object around it can express.

    `artifact` and `offset` say where the quote stood; `document`, `publisher` and
    `copied_from` are the claim's origin. `credibility` is its Admiralty digit (0: not graded), `graded` why,
    `graded_by` who gave it (`rule` or `operator`), `corroborated_by` the independent origins that state it (none: its own alone).
    """

    claim: str
    subject: Entity
    relation: str
    object: Entity
    quote: str
    artifact: str
    offset: int
    document: str
    confidence: Confidence = Confidence.UNSTATED
    hedge: str = ""
    polarity: bool = True
    reported_by: str = ""
    said_on: Bounds = Bounds()
    valid_from: Bounds = Bounds()
    valid_to: Bounds = Bounds()
    publisher: str = ""
    copied_from: str | None = None
    reason: str = ""
    credibility: int = 0
    graded: str = ""
    graded_by: str = "rule"
    corroborated_by: tuple[str, ...] = ()
    extension_type: Literal["property-extension"] = "property-extension"

    @property
    def origin(self) -> Origin:
        """Who said it, as corroboration counts: never whoever passed the bundle on."""
        return Origin(self.document, self.publisher, self.copied_from)

    @property
    def standing(self) -> Standing | None:
        """How credible the claim was found, or None."""
        if not self.credibility:
            return None
        origins = self.corroborated_by or (self.origin.root,)
        return Standing(self.claim, self.credibility, self.graded, origins, self.graded_by)


class Telling(Value, frozen=True):
    """What the extension says of the whole document, on its report: the source's grade, and the names in the text.

    A name is no claim: the document mentions it, at `offset` of its extracted text.
    """

    grade: Grade
    names: tuple[Named, ...] = ()
    extension_type: Literal["property-extension"] = "property-extension"


def is_only_named(thing: Mapping[str, Any]) -> bool:
    """Say whether an object of ours holds no claim: it only names what the claims are about."""
    made_by_us = AUTHOR in (thing.get("created_by_ref"), thing.get("id"))
    return made_by_us and "extensions" not in thing


def telling(grade: Grade, names: Iterable[Named]) -> dict[str, Any]:
    """Return what the extension says of a document, a `Telling` as builtins."""
    held = [_filled(msgspec.to_builtins(each)) for each in names]
    return {
        "extension_type": "property-extension",
        "grade": _filled(msgspec.to_builtins(grade)),
        **({"names": held} if held else {}),
    }


def _filled(made: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in made.items() if each not in (None, "", [], ())}


def extension(claim: Claim, standing: Standing | None = None) -> dict[str, Any]:
    """Return what the extension says of a claim, a `Saying` as builtins: STIX has no null and nothing empty."""
    said: dict[str, Any] = {
        "extension_type": "property-extension",
        "claim": claim.id,
        "subject": {"kind": claim.subject.kind, "name": claim.subject.name},
        "relation": claim.relation,
        "object": {"kind": claim.object.kind, "name": claim.object.name},
        "quote": claim.quote,
        "artifact": claim.evidence.artifact or claim.origin.document,
        "offset": claim.evidence.offset,
        "document": claim.origin.document,
        "confidence": claim.confidence.value,
        "polarity": claim.holds,
    }
    more: dict[str, Any] = {
        "hedge": claim.hedge,
        "reported_by": claim.reported_by,
        "said_on": _known(claim.said_on),
        "valid_from": _known(claim.valid.start),
        "valid_to": _known(claim.valid.end),
        "publisher": claim.origin.publisher,
        "copied_from": claim.origin.copied_from,
        "reason": claim.reason,
    }
    if standing is not None:
        said["credibility"] = standing.credibility
        more["graded"] = standing.why
        if standing.by != "rule":
            said["graded_by"] = standing.by
        if standing.origins != (claim.origin.root,):
            more["corroborated_by"] = standing.origins
    return said | {name: each for name, each in more.items() if each}


def _known(bounds: Bounds) -> dict[str, str]:
    if bounds == _UNKNOWN:
        return {}
    pairs = (("earliest", bounds.earliest), ("latest", bounds.latest))
    return {name: when for name, when in pairs if when}


def made_id(kind: str, *parts: str) -> str:
    """Return the id of an object that is ours: a UUIDv5 over its kind and what makes it itself."""
    return f"{kind}--{_uuid5(NAMESPACE, encoded(_ENCODE, (kind, *parts)))}"


def observed_id(kind: str, contributing: dict[str, object]) -> str:
    """Return an observable's id as STIX 2.1 section 2.9 makes it, so that any tool's are the same."""
    return f"{kind}--{_uuid5(OBSERVED, _CANONICAL(contributing))}"


def _uuid5(namespace: UUID, name: bytes) -> str:
    """Return what `uuid.uuid5` would (RFC 4122, section 4.3), several times as fast."""
    text = hashlib.sha1(namespace.bytes + name, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


@lru_cache(maxsize=1024)
def moment(iso: str | None) -> str:
    """Return an ISO date or time as a STIX timestamp; an unknown one as UNDATED."""
    if not iso:
        return UNDATED
    day, _, clock = iso.partition("T")
    year, month, date = (*day.split("-"), "01", "01")[:3]
    seconds = f"{clock.rstrip('Z').split('+')[0]}:00:00"[:8] if clock else "00:00:00"
    return f"{year:0>4}-{month}-{date}T{seconds}.000Z"
