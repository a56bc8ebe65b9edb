"""Where the functions of a program begin and end, by its unwind data; asked for addresses that other tables lead to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class FunctionBounds:
    """The functions of one program as (start, end) of addresses."""

    def __init__(self, functions: Iterable[tuple[int, int]]) -> None:
        self._rows = sorted(functions)
        self._starts = [start for start, _ in self._rows]

    def around(self, address: int) -> int | None:
        """Return the start of the function in whose midst an address is; None where one begins there, or none is."""
        index = bisect_right(self._starts, address) - 1
        if index < 0:
            return None
        start, end = self._rows[index]
        return start if start < address < end else None
