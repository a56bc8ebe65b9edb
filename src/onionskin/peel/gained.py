"""What a file can do that the one before it could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.abilities import Ability
from onionskin.parse.native_code import FORMATS, NativeCode
from onionskin.plugins.contracts import Pairs

SHOWN = 8


def by_id(layer: Layer | None) -> dict[str, list[Ability]]:
    """Return the abilities of a layer by their ids."""
    found: dict[str, list[Ability]] = {}
    for each in layer.all(Ability) if layer else ():
        found.setdefault(each.id, []).append(each)
    return found


def programs(pairs: Pairs) -> Iterator[tuple[Layer, Layer]]:
    """Yield (old, new) of each native program that changed, where both could be looked at.

    What could not be seen in the old one must not pass for new in the new one.
    """
    for before, after in pairs.changed:
        if before.first(NativeCode) is not None and after.first(NativeCode) is not None:
            yield before, after


def changed_or_new(pairs: Pairs) -> Iterator[tuple[Layer | None, Layer]]:
    """Yield (old or None, new) of each file that changed or came, where both could be looked at."""
    for before, after in pairs.changed:
        if before.format not in FORMATS and after.format in FORMATS:
            yield None, after
        elif before.format not in FORMATS or before.first(NativeCode) is not None:
            yield before, after
    for each in pairs.added:
        yield None, each


def gained(before: Layer | None, after: Layer) -> dict[str, list[Ability]]:
    """Return what the new file can do, by id, where the old one could nothing of that id."""
    known = by_id(before)
    return {key: found for key, found in by_id(after).items() if key not in known}


def evidence(layer: Layer, abilities: Iterable[Ability]) -> tuple[Evidence, ...]:
    """Return where the abilities show, once a place, at most eight."""
    places: dict[str, Evidence] = {}
    for each in abilities:
        hidden = f" ({each.hidden})" if each.hidden else ""
        offset, length = (each.span.offset, each.span.length) if each.span else (0, 0)
        note = f"{each.id}: {each.place}{hidden}"
        places.setdefault(note, Evidence(note, layer.artifact.id, offset, length))
    return tuple(places[note] for note in sorted(places))[:SHOWN]
