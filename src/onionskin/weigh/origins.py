"""How many independent voices say a thing: origins are counted, not documents or alerts."""

from __future__ import annotations

from collections.abc import Iterable

from onionskin.model import Claim, distinct


def independent(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the distinct origins of claims; a copy counts as what it was copied from."""
    return distinct(claim.origin.root for claim in claims)
