"""`update`: names of actors, malware, places and trades, out of files that the operator fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool
from onionskin.model import Outcome, Problem, Value
from onionskin.read.sources import given, opened
from onionskin.read.words.dates import given as dated_on
from onionskin.terms.gazetteer import (
    FORM,
    REBUILD,
    Entry,
    Gazetteer,
    Meaning,
    Source,
    encoded,
    meanings,
    shipped,
    squashed,
)
from onionskin.terms.gazetteer_sources import Harvest

T = TypeVar("T")
SECONDS = 60.0


class Updated(Value, frozen=True):
    """What was built: the gazetteer as bytes, what is in it, and the files that gave nothing."""

    data: bytes
    sources: tuple[Source, ...]
    names: int
    problems: tuple[Problem, ...]


@dataclass
class _Basket:
    """What one source gave, of however many files."""

    sources: list[Source] = field(default_factory=list)
    entries: dict[tuple[str, str, str], Entry] = field(default_factory=dict)


def update(paths: Sequence[Path], *, dated: str | None = None, pool: Pool) -> Updated:
    """Build a gazetteer of files, and folders of files. Each file is read in the jail.

    `dated` is when the files were published, for those that do not say. Files that are none of
    those that are read, are too large or broken are problems; the others still count.

    Raises:
        InputError: a path is not there, `dated` is no date, or no file gave a name.
    """
    day = (dated_on(dated).earliest or "") if dated else ""
    baskets: dict[str, _Basket] = {}
    words: dict[str, set[str]] = {}
    problems = []
    for each in given(list(paths)):
        try:
            with opened(each.path) as file:
                found = _harvested(each.name, file.descriptor, day, pool)
        except InputError as error:
            found = Problem("unreadable", f"{each.name}: {error.what}")
        if isinstance(found, Problem):
            problems.append(found)
        elif found.source is None:
            words.setdefault(found.language, set()).update(found.words)
        else:
            _laid(baskets.setdefault(found.source.name, _Basket()), found, found.source)
    built = _built(baskets, words)
    if not built.entries and not built.ordinary:
        raise InputError(
            "no file gave a name",
            hint="give MISP galaxy clusters, ATT&CK as STIX, or CLDR territories (see docs/verbs/update.md)",
        )
    names = sum(1 + len(each.others) for each in built.entries)
    return Updated(encoded(built), built.sources, names, tuple(problems))


def _harvested(name: str, descriptor: int, day: str, pool: Pool) -> Harvest | Problem:
    entry = "onionskin.terms.gazetteer_sources:harvest"
    args = msgspec.msgpack.encode((Path(name).name, day))
    reply = pool.call(Job(entry=entry, args=args, fds=(descriptor,), label=name, seconds=SECONDS))
    if reply.outcome is not Outcome.SCANNED:
        return Problem(reply.outcome.value, f"{name}: {reply.detail}")
    try:
        return msgspec.msgpack.decode(reply.result, type=Harvest)
    except msgspec.DecodeError as error:
        return Problem("crashed", f"{name}: the worker's answer was not understood: {error}")


def _laid(basket: _Basket, found: Harvest, source: Source) -> None:
    basket.sources.append(source)
    for each in found.entries:
        key = (each.kind, each.name, each.language)
        old = basket.entries.get(key)
        others = tuple(sorted({*each.others, *(old.others if old else ())}))
        basket.entries[key] = msgspec.structs.replace(each, others=others)


def _built(baskets: dict[str, _Basket], words: dict[str, set[str]]) -> Gazetteer:
    sources, entries = [], []
    for number, name in enumerate(sorted(baskets)):
        basket = baskets[name]
        sources.append(_source(basket.sources))
        entries += [
            msgspec.structs.replace(each, source=number)
            for _, each in sorted(basket.entries.items())
        ]
    given_names = {each for source in (entries, shipped().entries) for each in _keys(source)}
    ordinary = {
        code: tuple(sorted(found))
        for code, several in sorted(words.items())
        if (found := given_names & several)
    }
    return Gazetteer(FORM, tuple(sources), tuple(entries), ordinary)


def _keys(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what is looked up: each name, and each without a last word."""
    for each in entries:
        for name in (each.name, *each.others):
            yield squashed(name)
            yield squashed(name.rpartition(" ")[0])


def _source(several: list[Source]) -> Source:
    """Return the source of several files: the latest version and date, one hash over all."""
    if len(several) == 1:
        return several[0]
    digest = hashlib.sha256("".join(sorted(each.sha256 for each in several)).encode())
    return Source(
        several[0].name,
        max(each.version for each in several),
        max(each.date for each in several),
        several[0].licence,
        digest.hexdigest(),
        len(several),
    )


def known_names(path: Path, *, pool: Pool) -> tuple[str, ...]:
    """Return what is known by name, a line a source: the package's own, and the gazetteer at `path`.

    Raises:
        InputError: the file is no gazetteer.
    """
    listed = shipped().sources
    if path.exists():
        listed = _called(path, "known_sources", b"", pool, tuple[Source, ...])
    return tuple(
        f"{each.name} ({' '.join(filter(None, (each.version, each.date))) or 'no version'})"
        for each in listed
    )


def explained(name: str, path: Path, *, pool: Pool | None = None) -> tuple[Meaning, ...]:
    """Return what each source says of a name: what kind of thing it is, and what else it calls it.

    With a gazetteer at `path` a pool reads it, in the jail; without one only the package's own counts.
    """
    if pool is None or not path.exists():
        return meanings(shipped(), name)
    args = msgspec.msgpack.encode(name)
    return _called(path, "known_meanings", args, pool, tuple[Meaning, ...])


def _called(path: Path, entry: str, args: bytes, pool: Pool, kind: type[T]) -> T:
    with opened(path) as file:
        job = Job(
            entry=f"onionskin.terms.gazetteer_inside:{entry}",
            args=args,
            fds=(file.descriptor,),
            label=path.name,
            seconds=SECONDS,
        )
        reply = pool.call(job)
    if reply.outcome is not Outcome.SCANNED:
        raise InputError(f"no gazetteer: {reply.detail}", where=str(path), hint=REBUILD)
    return msgspec.msgpack.decode(reply.result, type=kind)
