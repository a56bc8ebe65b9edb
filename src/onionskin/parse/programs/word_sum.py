"""Sums of 16-bit words, as the checksum of a PE is made of: by Python's numbers at first, then by Arrow.

Arrow adds ten times faster, and takes as long to load as Python's numbers need for WORTH_LOADING bytes: who
looks at one program never loads it, who looks at many has paid at most twice.
"""

from __future__ import annotations

from dataclasses import dataclass

WORTH_LOADING = 64 << 20
_ROW = 1 << 14  # an even number of bytes that is added at once


@dataclass
class _Worker:
    """How many bytes this process has added so far."""

    added: int = 0


_worker = _Worker()


def word_sum(part: bytes) -> int:
    """Return a number that is, modulo 65,535, the sum of the little-endian words of a part; an odd last byte is one."""
    _worker.added += len(part)
    return by_arrow(part) if _worker.added > WORTH_LOADING else by_numbers(part)


def by_numbers(part: bytes) -> int:
    """Return that sum by way of Python's own numbers."""
    # 2**16 is 1 modulo 65535, so bytes read as one number have the sum of their words as residue,
    # and so has the sum of several such numbers: large ones are added fast, and divided slowly.
    window = memoryview(part)
    rows = (window[row : row + _ROW] for row in range(0, len(part), _ROW))
    return sum(int.from_bytes(row, "little") for row in rows)


def by_arrow(part: bytes) -> int:
    """Return that sum by way of Arrow."""
    import pyarrow as pa

    # Not pyarrow.compute: that makes a function for each of Arrow's three hundred, which takes longer than the sums.
    from pyarrow._compute import call_function

    words = pa.Array.from_buffers(pa.uint16(), len(part) // 2, [None, pa.py_buffer(part)])
    last = part[-1] if len(part) % 2 else 0
    return int(call_function("sum", [words]).as_py() or 0) + last
