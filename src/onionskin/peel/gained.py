"""What a file can do that the one before it could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from onionskin.model import Evidence, Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.compiled_code import CompiledCode
from onionskin.parse.code.managed_code import ManagedCode
from onionskin.parse.code.native_code import FORMATS, NativeCode
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.acts import ACTS
from onionskin.plugins.contracts import Pairs, Tree, base_name

SHOWN = 8
# Lines of a variant that the other has not: how it takes in what it needs, and hands out what it holds.
STRANGE = 0.15

# What a program reaches, starts and rewrites: each group is one new thing, however many calls say it.
NETWORK = "reach the network"
USUAL = frozenset({"start programs", "name secrets"})
PLACES = ("destination", "raw-address")
GROUPS = {
    NETWORK: ("net", "http"),
    "start programs": ("exec",),
    "make memory executable or write into other processes": ("memory-protection", "injection"),
    "open the store of secrets": ("credential-store",),
    "run code that it makes or fetches": ("dynamic-code", "native-code", "native-call-by-pointer"),
    "name secrets": ("secret-variable", "environment"),
    "take what is on the screen or the clipboard": ("screen-capture", "clipboard"),
    "make itself start again": ("persistence",),
    "switch off a check": ("checks-off",),
}
# Any program's data may hold the words; in a script they are what it works with.
_SCRIPT_WORDS = {"name secrets": ("words:secret-file", "words:wallet", "words:browser-store")}


def by_id(layer: Layer | None) -> dict[str, list[Ability]]:
    """Return the abilities of a layer by their ids."""
    found: dict[str, list[Ability]] = {}
    for each in layer.all(Ability) if layer else ():
        found.setdefault(each.id, []).append(each)
    return found


def programs(pairs: Pairs) -> Iterator[tuple[Layer, Layer]]:
    """Yield (old, new) of each program or script that changed, where both could be looked at.

    What could not be seen in the old one must not pass for new in the new one.
    """
    for before, after in pairs.changed:
        if is_seen(before) and is_seen(after):
            yield before, after


def is_seen(layer: Layer) -> bool:
    """Say whether a program or script could be looked at, so that what it lacks is not there."""
    return any(
        layer.first(each) is not None
        for each in (NativeCode, ManagedCode, ScriptCode, CompiledCode)
    )


def moved_out(pairs: Pairs) -> frozenset[tuple[str, str]]:
    """Return what scripts could, as (id, place), that can no more of it, or are gone: a part of them may stand in a new file."""
    left: set[tuple[str, str]] = set()
    for before, after in pairs.changed:
        if before.first(ScriptCode) is not None and after.first(ScriptCode) is not None:
            left |= _places(before) - _places(after)
    for each in pairs.removed:
        if each.first(ScriptCode) is not None:
            left |= _places(each)
    return frozenset(left)


def does_nothing_new(layer: Layer, moved: AbstractSet[tuple[str, str]]) -> bool:
    """Say whether a script was looked at, and whatever it does came out of another one."""
    return layer.first(ScriptCode) is not None and _places(layer) <= moved


def is_variant(old: Tree, layer: Layer) -> bool:
    """Say whether a script is one of the release before, built for another use: nearly all its lines stood in one of its name there, and each of those that act."""
    now = layer.first(ScriptPieces)
    if now is None or not now.is_whole or not now.places:
        return False
    acting = {number for number, _ in now.abilities}
    for each in old.layers:
        was = each.first(ScriptPieces) if base_name(each) == base_name(layer) else None
        if was is not None:
            known = set(was.pieces)
            strange = [number for number, piece in enumerate(now.pieces) if piece not in known]
            if acting.isdisjoint(strange) and len(strange) <= STRANGE * len(now.places):
                return True
    return False


def _places(layer: Layer) -> set[tuple[str, str]]:
    return {(each.id, each.place) for each in layer.all(Ability) if each.id in ACTS}


def begun(before: Layer | None, after: Layer) -> dict[str, list[Ability]]:
    """Return the groups of abilities of which the old file had nothing and the new one has some."""
    known, now = by_id(before), by_id(after)
    is_script = after.first(ScriptCode) is not None
    found = {}
    for what, ids in GROUPS.items():
        wanted = (*ids, *_SCRIPT_WORDS.get(what, ())) if is_script else ids
        if not any(each in known for each in wanted):
            found[what] = [one for each in wanted for one in now.get(each, ())]
    return {what: abilities for what, abilities in found.items() if abilities}


def weighty(
    groups: dict[str, list[Ability]], before: Layer | None, after: Layer
) -> dict[str, list[Ability]]:
    """Return the groups that are worth a look alone, in a release that promises nothing new.

    That a script asks for a module of the network says little; that it also names a place there which it did not name
    before is an act. Of a new file it says nothing that it starts programs, or reads the environment.
    """
    if before is None:
        groups = {what: found for what, found in groups.items() if what not in USUAL}
    if after.first(ScriptCode) is None or NETWORK not in groups:
        return groups
    known = {each.place for each in by_id(before).get("destination", ())}
    named = [
        each for key in PLACES for each in by_id(after).get(key, ()) if each.place not in known
    ]
    left = {what: found for what, found in groups.items() if what != NETWORK}
    calls = [each for each in groups[NETWORK] if each.place.startswith("call ")]
    return left | ({NETWORK: [*groups[NETWORK], *named]} if named or calls else {})


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
