"""A container walked in process, as the framework would: for well-formed fixtures of our own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from onionskin.errors import BudgetError, DamagedError
from onionskin.model import Fact, Problem, Region, Signature, Span
from onionskin.peel import ledger
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

T = TypeVar("T", bound=msgspec.Struct)


@dataclass
class Walked:
    """What a walk yielded: members by name in order, and who owns which byte."""

    view: View
    regions: tuple[Region, ...] = ()
    gaps: list[Span] = field(default_factory=list)
    members: list[tuple[str, bytes]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def all(self, kind: type[T]) -> list[T]:
        return [msgspec.convert(f.value, kind) for f in self.facts if f.kind == kind.__name__]

    def hidden(self) -> list[bytes]:
        return [self.view.read(gap.offset, gap.length) for gap in self.gaps]


def view_of(data: bytes) -> View:
    descriptor = os.memfd_create("fixture")
    os.write(descriptor, data)
    return View(descriptor)


def walked(data: bytes, walk: Callable[[View], Iterable[Any]]) -> Walked:
    view = view_of(data)
    made, regions = Walked(view), []
    for item in walk(view):
        if isinstance(item, Region):
            regions.append(item)
        elif isinstance(item, Fact):
            made.facts.append(item)
        elif isinstance(item, Signature):
            made.facts.append(Fact.of(item))
        elif isinstance(item, Problem):
            made.problems.append(item)
        else:
            made.members.append((item.name, _bytes(view, item, made.problems)))
    made.regions = ledger.clamp(regions, view.size)
    made.gaps = ledger.gaps(made.regions, view.size)
    return made


def _bytes(view: View, child: Child, problems: list[Problem]) -> bytes:
    if child.span is not None:
        return view.read(*child.span)
    out = bytearray()
    try:
        for chunk in child.chunks or ():
            assert len(chunk) <= 1 << 20
            out += chunk
    except (DamagedError, BudgetError) as error:
        problems.append(Problem("damaged-member", str(error)))
    return bytes(out)
