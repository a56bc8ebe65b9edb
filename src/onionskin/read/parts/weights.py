"""How much each feature speaks for each part: fitted by `bench/read/fit_parts.py`, kept beside this file."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, cached_property
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


PLAYING = frozenset().union(*ABLE.values())  # kinds of candidates that can play a part at all


class Weights(msgspec.Struct, frozen=True, dict=True):
    """`bias` and `of` a feature, by part; what a part has no weight for counts nothing."""

    bias: dict[str, float]
    of: dict[str, dict[str, float]]

    @cached_property
    def _by_kind(self) -> dict[str, tuple[tuple[str, ...], dict[str, list[tuple[int, float]]]]]:
        """For each kind of candidate the parts that it can play, and each feature's weights for these, by number."""
        found = {}
        for kind in sorted(PLAYING):
            parts = tuple(part for part, kinds in ABLE.items() if kind in kinds)
            weights = {
                feature: [(at, of[part]) for at, part in enumerate(parts) if part in of]
                for feature, of in self.of.items()
            }
            found[kind] = parts, {feature: listed for feature, listed in weights.items() if listed}
        return found

    def chances(self, kind: str, features: Iterable[str]) -> dict[str, float]:
        """Return how likely a candidate of a kind plays each part that it can play, from 0 to 1.

        `features` are each given once, in an order that does not change: sums of floats depend on it.
        """
        parts, weights = self._by_kind[kind]
        total = [self.bias[part] for part in parts]
        for listed in filter(None, map(weights.get, features)):
            for at, weight in listed:
                total[at] += weight
        return {part: 1 / (1 + math.exp(-value)) for part, value in zip(parts, total, strict=True)}

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
