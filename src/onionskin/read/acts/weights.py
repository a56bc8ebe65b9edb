"""How much each feature speaks for each act: fitted by `bench/read/fit_acts.py`, kept beside this file."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

ACTS = ("admits", "mitigated-by", "unknown", "warns")
SPOKEN = frozenset({"admits", "warns"})  # done by somebody named; the others say it of the incident
SPEAKER = "speaker"  # the name whose act it is


class Weights(msgspec.Struct, frozen=True):
    """`bias` and `of` a feature, by act, in hundredths; what an act has no weight for counts nothing."""

    bias: dict[str, int]
    of: dict[str, dict[str, int]]

    def chances(self, features: Iterable[str], acts: Iterable[str]) -> dict[str, float]:
        """Return how likely something with those features is each of the acts, from 0 to 1."""
        told = [self.of[each] for each in features if each in self.of]
        sums = {act: sum([of[act] for of in told if act in of], self.bias[act]) for act in acts}
        return {act: 1 / (1 + math.exp(-value / 100)) for act, value in sums.items()}

    def reasons(self, act: str, features: Iterable[str], most: int) -> list[str]:
        """Return the features that speak most for an act, the strongest first."""
        weight = {each: self.of.get(each, {}).get(act, 0) for each in features}
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
