"""Our own claims out of a STIX bundle: what the extension of `write/writers/stix.py` holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from onionskin.model import Claim, Evidence, Problem, Window, check_claim
from onionskin.terms.stix import EXTENSION, Saying, Telling


class _Held(msgspec.Struct):
    """An object of a bundle, as far as the extension goes; msgspec skips the rest unread."""

    id: str = ""
    type: str = ""
    extensions: dict[str, msgspec.Raw] | msgspec.UnsetType = msgspec.UNSET


class _Bundle(msgspec.Struct):
    objects: list[_Held]


_BUNDLE = msgspec.json.Decoder(_Bundle)
_SAYING = msgspec.json.Decoder(Saying)


def loaded(data: bytes) -> Iterator[Claim | Problem]:
    """Yield the claims of a whole bundle in memory, fast: for bundles of one's own.

    What others send goes through `flows.read`, in the jail.
    """
    try:
        bundle = _BUNDLE.decode(data)
    except msgspec.DecodeError as error:
        yield Problem("damaged", f"this is no bundle: {error}")
        return
    for each in bundle.objects:
        if (
            each.type == "report"
            or not each.extensions
            or (held := each.extensions.get(EXTENSION)) is None
        ):
            continue
        try:
            found = claim_of(_SAYING.decode(held))
        except msgspec.ValidationError as error:
            yield Problem("damaged", f"the claim of {each.id[:80]} is not whole: {error}")
            continue
        wrong = check_claim(found)
        yield Problem("claim-rejected", f"{wrong}, in {each.id[:80]}") if wrong else found


def sayings(objects: Iterable[Mapping[str, Any]]) -> Iterator[Saying | Problem]:
    """Yield what the objects of a bundle say by our extension, and a problem for each that is not whole.

    An object without the extension yields nothing: it is for the reader of plain STIX. Nor does a report: see `told`.
    """
    for each in objects:
        if each.get("type") == "report" or (held := extension_of(each)) is None:
            continue
        try:
            found = msgspec.convert(held, Saying)
        except msgspec.ValidationError as error:
            yield Problem(
                "damaged",
                f"the claim of {str(each.get('id'))[:80]} is not whole: {error}",
            )
            continue
        if wrong := check_claim(claim_of(found)):
            yield Problem("claim-rejected", f"{wrong}, in {str(each.get('id'))[:80]}")
        else:
            yield found


def told(report: Mapping[str, Any]) -> Telling | Problem:
    """Return what a report of ours says of its document: the grade of its source, and its names."""
    try:
        return msgspec.convert(extension_of(report), Telling)
    except msgspec.ValidationError as error:
        return Problem(
            "damaged", f"the grade of {str(report.get('id'))[:80]} is not whole: {error}"
        )


def extension_of(each: Mapping[str, Any]) -> Any:
    """Return what an object holds under our extension, or None."""
    extensions = each.get("extensions")
    return extensions.get(EXTENSION) if isinstance(extensions, dict) else None


def claim_of(held: Saying) -> Claim:
    """Return the claim as it was when the bundle was written; its quote stands in that text."""
    return Claim(
        id=held.claim,
        subject=held.subject,
        relation=held.relation,
        object=held.object,
        quote=held.quote,
        evidence=Evidence("", held.artifact, held.offset, len(held.quote)),
        origin=held.origin,
        reported_by=held.reported_by,
        said_on=held.said_on,
        valid=Window(held.valid_from, held.valid_to),
        confidence=held.confidence,
        hedge=held.hedge,
        holds=held.polarity,
        reason=held.reason,
    )
