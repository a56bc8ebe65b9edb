"""Upper and lower bounds of a rate that was counted (Clopper and Pearson 1934, one-sided)."""

from __future__ import annotations

import math


def upper(count: int, total: int, doubt: float = 0.05) -> float:
    """Return the upper bound of a rate; of no case it is nearly the rule of three, 3 / total."""
    if count >= total:
        return 1.0
    low, high = count / total, 1.0
    for _ in range(50):
        rate = (low + high) / 2
        chance = sum(
            math.comb(total, k) * rate**k * (1 - rate) ** (total - k) for k in range(count + 1)
        )
        low, high = (rate, high) if chance > doubt else (low, rate)
    return high
