"""How much each feature speaks for each part: fitted by `bench/read/fit_parts.py`, kept beside this file."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

# What may play which part.
ABLE: dict[str, frozenset[str]] = {
    "victim": frozenset({"name", "group", "sector", "region", "np-organisation", "np-customer"}),
    "affected": frozenset({"name", "np-product"}),
    "doer": frozenset({"name", "region"}),
    "intruder": frozenset({"name", "np-malware"}),
    "entered": frozenset({"name", "group", "np-organisation", "np-product"}),
    "tool": frozenset({"name", "np-malware"}),
    "way": frozenset({"name", "np-secret", "np-product"}),
    "data": frozenset({"np-data", "np-secret"}),
    "began": frozenset({"date"}),
    "maker": frozenset({"name"}),
    "made": frozenset({"name", "group", "np-product"}),
}


class Weights(msgspec.Struct, frozen=True):
    """`bias` and `of` a feature, by part; what a part has no weight for counts nothing."""

    bias: dict[str, float]
    of: dict[str, dict[str, float]]

    def chances(self, kind: str, features: Iterable[str]) -> dict[str, float]:
        """Return how likely a candidate of a kind plays each part that it can play, from 0 to 1.

        `features` are each given once, in an order that does not change: sums of floats depend on it.
        """
        total = {part: self.bias[part] for part, kinds in ABLE.items() if kind in kinds}
        for feature in features:
            for part, weight in self.of.get(feature, {}).items():
                if part in total:
                    total[part] += weight
        return {part: 1 / (1 + math.exp(-value)) for part, value in total.items()}

    def reasons(self, part: str, features: Iterable[str], most: int) -> list[str]:
        """Return the features that speak most for a part, the strongest first."""
        weight = {each: self.of.get(each, {}).get(part, 0.0) for each in features}
        speaking = sorted(
            (each for each in weight if weight[each] > 0), key=lambda each: (-weight[each], each)
        )
        return speaking[:most]


@cache
def weights() -> Weights:
    """Return the fitted weights. Raises msgspec.ValidationError if the file is not one of them."""
    return msgspec.json.decode(
        files(__package__).joinpath("weights.json").read_bytes(), type=Weights
    )
