"""What a program can do: one fact for all languages, and the sets of calls that say it.

"Ability" is what capa calls a capability and its parts features. It is never a verdict; what
a release can do and the one before could not is a change that somebody may explain.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from onionskin.model import Span, Value


class Ability(Value, frozen=True):
    """One thing that a file can do, or names.

    `id` is speaking and stable (`net`, `credential-store`, `words:wallet`, `crypto:aes`); `place`
    says in words what shows it (`import WS2_32.dll!connect`), `span` where that stands, if it stands
    anywhere; `technique` is ATT&CK's id. `hidden` says how the words were masked, "" if they were not:
    `xor 0x5a`, `stack`.
    """

    id: str
    place: str
    technique: str
    span: Span | None = None
    hidden: str = ""


class ApiSet(Value, frozen=True):
    """One row of api_sets.toml."""

    id: str
    technique: str
    says: str
    libraries: tuple[str, ...]
    apis: tuple[str, ...]


@cache
def api_sets() -> dict[str, ApiSet]:
    """Return the sets of calls by id, in the order of the file."""
    text = Path(__file__).with_name("api_sets.toml").read_text("utf-8")
    rows = msgspec.convert(tomllib.loads(text)["set"], tuple[ApiSet, ...])
    return {each.id: each for each in rows}


@cache
def _by_call() -> dict[str, tuple[ApiSet, ...]]:
    found: dict[str, tuple[ApiSet, ...]] = {}
    for each in api_sets().values():
        for name in (*each.apis, *each.libraries):
            found[name] = (*found.get(name, ()), each)
    return found


def is_call(name: str) -> bool:
    """Say whether a name is a call of one of the sets."""
    return bool(_sets(name))


@cache
def call_names() -> frozenset[bytes]:
    """Return the names of all calls of the sets, with both Windows forms."""
    names = {name for each in api_sets().values() for name in each.apis}
    return frozenset((name + form).encode() for name in names for form in ("", "A", "W"))


def _sets(name: str) -> tuple[ApiSet, ...]:
    known = _by_call()
    found = known.get(name)
    if found is None and name[-1:] in {"A", "W"}:
        found = known.get(name[:-1])
    return found or ()


def abilities_of(imports: Iterable[str], libraries: Iterable[str]) -> list[Ability]:
    """Return an ability for each call asked for, by set and name.

    `imports` are `library!call` or `call`, as parse/code/native_code.py gives them.
    """
    found: dict[tuple[str, str], Ability] = {}
    for wanted in (*imports, *(each.rpartition("/")[2].lower() for each in libraries)):
        for each in _sets(wanted.rpartition("!")[2]):
            found[each.id, wanted] = Ability(each.id, f"import {wanted}", each.technique)
    return [found[key] for key in sorted(found)]


def named_call(name: str, span: Span) -> list[Ability]:
    """Return an ability for each set of a call that is named in the bytes, as for a look-up at run time."""
    return [Ability(each.id, f"the name {name}", each.technique, span) for each in _sets(name)]
