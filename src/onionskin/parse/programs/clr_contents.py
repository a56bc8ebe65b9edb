"""A managed image for the container of programs: its facts, and its resources as members.

Source: ECMA-335, 6th edition, partition II.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem
from onionskin.parse.programs.clr import ClrAssembly, read_clr
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.programs.strong_name import check_strong_name
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

STRAY = 64


def managed_facts(view: View, layout: PeLayout) -> Iterator[Fact | Problem]:
    """Yield what the metadata of .NET say, how the strong name stands, and what no table names."""
    problems: list[Problem] = []
    try:
        clr = read_clr(view, layout, problems)
    except DamagedError as error:
        yield Problem("damaged-metadata", f"{error}; what it says and holds as .NET was not read")
        return
    if clr is not None:
        yield Fact.of(clr.assembly)
        for each in clr.stray[:STRAY]:
            yield Fact.of(each)
        name = check_strong_name(view, layout, clr)
        if name is not None:
            yield Fact.of(name)
    yield from problems


def managed_members(assembly: ClrAssembly) -> Iterator[Child]:
    """Yield each embedded resource; its bytes are stored as they are."""
    for each in assembly.resources:
        yield Child(f"managed resource {each.name}", span=(each.offset, each.length))
