"""A gazetteer: names of actors, malware, tools and the rest, each with the source that says so.

Names are facts of their sources: nothing is merged across sources, and an other name is what one
source calls an entry, never a link that may be followed further. `ordinary` are the names that a
language also has as words (French *mars*, English *sage*): without context they mean nothing.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.model import Value

KINDS = ("actor", "malware", "tool", "campaign", "organisation", "region", "sector")
FORM = "onionskin.names/1"
LIMIT = 64 << 20  # bytes of a built gazetteer
REBUILD = "build it with `onionskin update`"
LONGEST = 48  # characters of a name
_SQUASHED = re.compile(r"[\W_]+")
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*\Z|\s+-\s+[A-Z]{1,4}-?[\dA-Z]{2,5}\Z")
_GOOD = re.compile(r"[\w .\-+&'\u2019@/!$]+\Z")


class Source(Value, frozen=True):
    """Where names come from. `sha256` is the file's; for a folder, of its files' hashes, sorted."""

    name: str
    version: str
    date: str
    licence: str
    sha256: str
    files: int = 1


class Entry(Value, frozen=True, array_like=True):
    """One thing, as one source knows it: its kind, its name, what that source also calls it.

    `source` is the place in Gazetteer.sources; `date` is when the source last changed the entry;
    `language` is of the names, and empty where they are the same everywhere.
    """

    kind: str
    name: str
    source: int
    others: tuple[str, ...] = ()
    date: str = ""
    language: str = ""


class Gazetteer(Value, frozen=True):
    """What `onionskin update` writes. `ordinary` is squashed names by language."""

    form: str
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    ordinary: dict[str, tuple[str, ...]]


class Meaning(Value, frozen=True):
    """What one source says of a name: its kind, the entry's own name, what else it calls that, since when."""

    kind: str
    name: str
    others: tuple[str, ...]
    source: str
    date: str


def squashed(name: str) -> str:
    """Return a name as it is looked up: `Cobalt Strike`, `CobaltStrike`, `COBALT-STRIKE` are one."""
    return (name if name.isalnum() else _SQUASHED.sub("", name)).lower()


def cleaned(name: str) -> str:
    """Return a name without a source's qualifier behind it, or an empty string if it is none."""
    plain = " ".join(name.split())
    while (shorter := _QUALIFIER.sub("", plain)) != plain:
        plain = shorter
    fits = len(plain) <= LONGEST and len(squashed(plain)) >= 2 and _GOOD.match(plain)
    return plain if fits and not plain.isdigit() else ""


def decoded(data: bytes) -> Gazetteer:
    """Return a gazetteer of its bytes (msgpack, or JSON).

    Raises:
        InputError: these are not the bytes of a gazetteer.
    """
    try:
        if data[:1] == b"{":
            found = msgspec.json.decode(data, type=Gazetteer)
        else:
            found = msgspec.msgpack.decode(data, type=Gazetteer)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeError) as error:
        raise InputError(f"this is no gazetteer: {error}", hint=REBUILD) from error
    if found.form != FORM or any(
        each.kind not in KINDS or not 0 <= each.source < len(found.sources)
        for each in found.entries
    ):
        raise InputError("this is no gazetteer of this version", hint=REBUILD)
    return found


def encoded(gazetteer: Gazetteer) -> bytes:
    """Return a gazetteer's bytes, the same for the same content."""
    return msgspec.msgpack.encode(gazetteer, order="deterministic")


@cache
def shipped() -> Gazetteer:
    """Return the small gazetteer of the package."""
    return decoded((Path(__file__).parent / "names.json").read_bytes())


def joined(below: Gazetteer, above: Gazetteer) -> Gazetteer:
    """Return two gazetteers as one; of a source that both have, only what `above` says stands."""
    fresh = {each.name for each in above.sources}
    kept = [number for number, each in enumerate(below.sources) if each.name not in fresh]
    moved = {number: place for place, number in enumerate(kept)}
    entries = [
        msgspec.structs.replace(each, source=moved[each.source])
        for each in below.entries
        if each.source in moved
    ]
    entries += [
        msgspec.structs.replace(each, source=each.source + len(kept)) for each in above.entries
    ]
    codes = sorted({*below.ordinary, *above.ordinary})
    return Gazetteer(
        FORM,
        (*(below.sources[number] for number in kept), *above.sources),
        tuple(entries),
        {
            code: tuple(sorted({*below.ordinary.get(code, ()), *above.ordinary.get(code, ())}))
            for code in codes
        },
    )


def meanings(gazetteer: Gazetteer, name: str) -> tuple[Meaning, ...]:
    """Return what each source says of a name, source by source: no source speaks for another."""
    key = squashed(name)
    found = []
    for each in gazetteer.entries if key else ():
        if key in {squashed(own) for own in (each.name, *each.others)}:
            source = gazetteer.sources[each.source]
            others = tuple(own for own in each.others if squashed(own) != key)
            called = " ".join(part for part in (source.name, source.version) if part)
            found.append(Meaning(each.kind, each.name, others, called, each.date or source.date))
    return tuple(found)


def users_path() -> Path:
    """Return where the user's gazetteer is: ONIONSKIN_NAMES, or the user's data directory."""
    named = os.environ.get("ONIONSKIN_NAMES")
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "onionskin" / "names.msgpack"
