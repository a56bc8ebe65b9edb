"""The rival readings of findings: data of `rivals.toml`, and how a tried one reads in a verdict."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from onionskin.model import Finding, Lane, Value


class Reading(Value, frozen=True):
    """An innocent reading: which findings it could explain, and how it is tried."""

    id: str
    title: str
    families: tuple[str, ...]
    test: Literal["published-tag", "stuffed-text", "signed-digest", "changed-together"]
    fits: str
    fails: str
    references: tuple[str, ...]
    component: str = ""


class Component(Value, frozen=True):
    """Files that one build brings: those in `core` change with every build."""

    id: str
    core: frozenset[str]
    files: frozenset[str]


class Tried(Value, frozen=True):
    """A reading tried on one finding: whether it fits, and what was measured."""

    reading: str
    fits: bool
    detail: str


class _File(Value, frozen=True):
    reading: tuple[Reading, ...]
    component: tuple[Component, ...]


@cache
def _file() -> _File:
    text = Path(__file__).with_name("rivals.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _File)


def readings() -> tuple[Reading, ...]:
    """Return the readings, as the file orders them."""
    return _file().reading


def component(name: str) -> Component:
    """Return a component by its id; KeyError if rivals.toml has none."""
    return {each.id: each for each in _file().component}[name]


def readings_for(finding: Finding) -> tuple[Reading, ...]:
    """Return the readings that a finding of this family could have."""
    return tuple(each for each in readings() if finding.family in each.families)


def rival(finding: Finding, tried: Sequence[Tried]) -> str:
    """Return the innocent reading in words: what was tried, those that fit first.

    Where nothing could be tried, or the finding breaks no invariant, the signal's own follows:
    an invariant has no other innocence than those that are tried.
    """
    known = {each.id: each for each in readings()}
    said = []
    for each in sorted(tried, key=lambda one: not one.fits):
        reading = known[each.reading]
        result = reading.fits if each.fits else reading.fails
        said.append(f"{reading.title}: {result} ({each.detail})")
    if not said:
        return finding.benign
    if finding.lane is not Lane.INVARIANT:
        said.append(f"or else: {finding.benign}")
    return "; ".join(said)
