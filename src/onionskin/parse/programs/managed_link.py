"""Where a .NET assembly contradicts what compilers do with the bodies of its methods.

Source: ECMA-335, 6th edition, partition II, sections 22.26 (the table of methods) and 25.4 (bodies). A compiler
writes one body behind the other, in the order of their rows, aligned to four bytes; equal small ones may be one. Measured in
bench/results/compiled_traces.md: the order is Roslyn's, the missing room everybody's but that of tools that merge assemblies.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.parse.programs import clr_tables as t
from onionskin.parse.programs.clr import Clr, read_clr
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.plugins.view import View

MAX_METHODS = 65_536
MOST = 16  # of more places the compiler has another way
_NATIVE = 1  # flag of a method
_ALIGNED = 4
_FAT, _MORE_SECTIONS = 3, 8
_SECTIONS = 16

_Method = tuple[int, str]  # address of the body, name


def managed_traces(view: View, layout: PeLayout) -> Iterator[LinkTrace]:
    """Yield bodies of methods that stand elsewhere than a compiler puts them, and bytes between them that are no method's."""
    try:
        clr = read_clr(view, layout, [])
    except DamagedError:  # said where the container was opened
        return
    if clr is None or clr.tables is None or clr.assembly.has_native_code:
        return
    methods = list(_methods(clr, clr.tables))
    addresses = Addresses(layout)
    for found in (list(_out_of_order(methods, addresses)), list(_between(methods, addresses, view))):  # fmt: skip
        if len(found) <= MOST:
            yield from found


def _methods(clr: Clr, tables: t.Tables) -> Iterator[_Method]:
    """Yield each body once, in the order of the rows."""
    seen: set[int] = set()
    for number, (rva, how, _, name, *_) in enumerate(tables.rows(t.METHOD)):
        if number == MAX_METHODS:
            return
        if rva and rva not in seen and not how & _NATIVE:
            seen.add(rva)
            yield rva, clr.text(name)


def _out_of_order(methods: list[_Method], addresses: Addresses) -> Iterator[LinkTrace]:
    """Yield the fewest methods without which the bodies stand in the order of the rows."""
    kept = _longest_rise([rva for rva, _ in methods])
    for at, (rva, name) in enumerate(methods):
        if at not in kept:
            place = addresses.offset(rva) or 0
            yield LinkTrace("method-elsewhere", name, f"the body of method {name} at {place:#x} is not where the order of the methods puts it", place, 1)  # fmt: skip


def _longest_rise(numbers: list[int]) -> set[int]:
    """Return the places of a longest sequence of numbers that only rises."""
    ends, places = list[int](), list[int]()
    before = [-1] * len(numbers)
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before[at] = places[length - 1] if length else -1
        ends[length : length + 1] = [number]
        places[length : length + 1] = [at]
    found, at = set[int](), places[-1] if places else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _between(methods: list[_Method], addresses: Addresses, view: View) -> Iterator[LinkTrace]:
    ordered = sorted(methods)
    for (rva, name), (following, _) in pairwise(ordered):
        length = _length(addresses, view, rva)
        if length is None:
            continue
        end = rva + length
        place = addresses.offset(end) or 0
        if end > following:
            yield LinkTrace("method-elsewhere", name, f"the body of method {name} goes on into another, at {place:#x}", place, 1)  # fmt: skip
        elif following - end >= _ALIGNED or any(addresses.read(view, end, following - end)):
            yield LinkTrace("room-between-methods", name, f"{following - end} bytes behind the body of method {name}, at {place:#x}, are no method's", place, following - end)  # fmt: skip


def _length(addresses: Addresses, view: View, rva: int) -> int | None:
    """Return the length of a body with its header and what stands behind its code; None where it is none."""
    head = addresses.read(view, rva, 12)
    if head[:1] and head[0] & _FAT == _FAT - 1:
        return 1 + (head[0] >> 2)
    if len(head) < 12 or head[0] & _FAT != _FAT:
        return None
    end = 12 + int(struct.unpack_from("<I", head, 4)[0])
    is_more = bool(head[0] & _MORE_SECTIONS)
    for _ in range(_SECTIONS if is_more else 0):
        at = rva + end + -(rva + end) % _ALIGNED
        row = addresses.read(view, at, 4)
        if len(row) < 4:
            return None
        # A section says its length in three bytes or in one.
        end = at - rva + (struct.unpack("<I", row)[0] >> 8 if row[0] & 0x40 else row[1])
        if not row[0] & 0x80:
            break
    return end
