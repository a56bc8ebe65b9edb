"""How much each feature speaks for each part: fitted by `bench/read/fit_parts.py`, kept beside this file."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain

import msgspec

# What may play which part.
ABLE: dict[str, frozenset[str]] = {
    "victim": frozenset({"name", "group", "sector", "region", "np-organisation", "np-customer", "np-member"}),
    "affected": frozenset({"name", "np-product", "version", "platform", "np-member"}),
    "doer": frozenset({"name", "region"}),
    "intruder": frozenset({"name", "np-malware"}),
    "entered": frozenset({"name", "group", "np-organisation", "np-product"}),
    "tool": frozenset({"name", "np-malware", "np-technique"}),
    "way": frozenset({"name", "np-secret", "np-product"}),
    "data": frozenset({"np-data", "np-secret", "np-item"}),
    "began": frozenset({"date"}),
    "maker": frozenset({"name"}),
    "made": frozenset({"name", "group"}),
}  # fmt: skip


PLAYING = frozenset().union(*ABLE.values())  # kinds of candidates that can play a part at all
Run = tuple[str, ...]  # features that are found together
_KEPT = 1 << 15  # runs of features whose weights are remembered added up
_LANE = 24  # bits that hold a part's sum, in hundredths: no order of adding makes another one
_FULL, _MIDDLE = (1 << _LANE) - 1, 1 << _LANE - 1
_SHIFTS = {
    kind: [(part, _LANE * at) for at, (part, kinds) in enumerate(ABLE.items()) if kind in kinds]
    for kind in PLAYING
}


class Runs(Collection[str]):
    """Features as they are found: in runs that are met again and again, so that what a run adds to a sum is added up once."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.runs)

    def __contains__(self, feature: object) -> bool:
        return any(feature in run for run in self.runs)

    def __len__(self) -> int:
        return sum(map(len, self.runs))


class _Sums(dict[Run, int]):
    """What a run of features adds to a sum, for runs met before, as far as there is room."""

    def __init__(self, of: Mapping[str, int]) -> None:
        self._of = of

    def __missing__(self, run: Run) -> int:
        if len(self) >= _KEPT:
            self.clear()
        found = self[run] = sum(self._of.get(each, 0) for each in run)
        return found


def _hundredths(weight: float) -> int:
    return round(weight * 100)


@lru_cache(maxsize=1 << 13)
def _chance(value: int) -> float:
    return 1 / (1 + math.exp(-value / 100))


class Weights(msgspec.Struct, frozen=True, dict=True):
    """`bias` and `of` a feature, by part, in hundredths; what a part has no weight for counts nothing."""

    bias: dict[str, float]
    of: dict[str, dict[str, float]]

    @cached_property
    def _sums(self) -> _Sums:
        """A run's weights for all parts as one number, a lane of bits for each part."""
        return _Sums(
            {
                feature: sum(
                    _hundredths(of[part]) << _LANE * at
                    for at, part in enumerate(ABLE)
                    if part in of
                )
                for feature, of in self.of.items()
            }
        )

    @cached_property
    def _bias(self) -> int:
        return sum(
            _hundredths(self.bias[part]) + _MIDDLE << _LANE * at for at, part in enumerate(ABLE)
        )

    def chances(self, kind: str, features: Iterable[str]) -> dict[str, float]:
        """Return how likely a candidate of a kind plays each part that it can play, from 0 to 1."""
        return self.chances_of(kind, ((each,) for each in features))

    def chances_of(self, kind: str, runs: Iterable[Run]) -> dict[str, float]:
        """Return the same for features in runs."""
        total = sum(map(self._sums.__getitem__, runs), self._bias)
        return {part: _chance((total >> shift & _FULL) - _MIDDLE) for part, shift in _SHIFTS[kind]}

    def reasons(self, part: str, features: Iterable[str], most: int) -> list[str]:
        """Return the features that speak most for a part, the strongest first."""
        return _strongest(self.of, part, features, most)


@cache
def weights() -> Weights:
    """Return the fitted weights. Raises msgspec.ValidationError if the file is not one of them."""
    return msgspec.json.decode(
        files(__package__).joinpath("weights.json").read_bytes(), type=Weights
    )


class PairWeights(msgspec.Struct, frozen=True, dict=True):
    """`bias` and `of` a feature, by relation, in hundredths: how likely two candidates stand in it."""

    bias: dict[str, float]
    of: dict[str, dict[str, float]]

    @cached_property
    def _sums(self) -> dict[str, _Sums]:
        return {
            relation: _Sums(
                {
                    feature: _hundredths(by[relation])
                    for feature, by in self.of.items()
                    if relation in by
                }
            )
            for relation in self.bias
        }

    def chance(self, relation: str, features: Iterable[str]) -> float:
        """Return how likely a pair stands in a relation, from 0 to 1."""
        return self.chance_of(relation, ((each,) for each in features))

    def chance_of(self, relation: str, runs: Iterable[Run]) -> float:
        """Return the same for features in runs."""
        return _chance(
            sum(map(self._sums[relation].__getitem__, runs), _hundredths(self.bias[relation]))
        )

    def reasons(self, relation: str, features: Iterable[str], most: int) -> list[str]:
        """Return the features that speak most for a relation, the strongest first."""
        return _strongest(self.of, relation, features, most)


def _strongest(
    of: dict[str, dict[str, float]], what: str, features: Iterable[str], most: int
) -> list[str]:
    weight = {each: of.get(each, {}).get(what, 0.0) for each in features}
    speaking = (each for each in weight if weight[each] > 0)
    return sorted(speaking, key=lambda each: (-weight[each], each))[:most]


@cache
def pair_weights() -> PairWeights:
    """Return the fitted weights of pairs. Raises msgspec.ValidationError if the file is not one of them."""
    return msgspec.json.decode(
        files(__package__).joinpath("pairs.json").read_bytes(), type=PairWeights
    )
