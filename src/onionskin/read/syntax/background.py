"""Earlier incidents told as background: "in 2021 a worm hidden in the accounting package X put Y out of action"."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from onionskin.model import Bounds
from onionskin.read.syntax.matcher import Sentence, plain_name
from onionskin.read.syntax.skeleton import Mention

LONG_AGO = dt.timedelta(days=300)
# An earlier step of the same incident is told with its month, or of one name; another one with a year and two, or one and who else was hit.
_NAMES = 2
_HIT = frozenset({"group", "sector"})


def background(several: Iterable[Sentence], names: Mapping[str, int], said: Bounds) -> set[int]:
    """Return the offsets of the sentences that tell of another time, and name nobody who is named elsewhere.

    `names` counts the names of the whole document, `said` is when it was said; without it nothing is long ago.
    """
    if said.earliest is None:
        return set()
    since = (dt.date.fromisoformat(said.earliest[:10]) - LONG_AGO).isoformat()
    return {one.offset for one in several if _is_long_ago(one, since) and _is_apart(one, names)}


def _is_long_ago(one: Sentence, since: str) -> bool:
    dates = [each for each in one.skeleton.mentions.values() if each.bounds is not None]
    return bool(dates) and all(each.text.isdigit() and _ended(each, since) for each in dates)


def _ended(date: Mention, since: str) -> bool:
    return date.bounds is not None and (date.bounds.latest or since) < since


def _is_apart(one: Sentence, names: Mapping[str, int]) -> bool:
    mentions = one.skeleton.mentions.values()
    here = Counter(each.text for each in mentions if each.kind == "name")
    least = 1 if any(each.kind in _HIT for each in mentions) else _NAMES
    return len(here) >= least and all(
        names.get(name, 0) <= count and names.get(plain_name(name), 0) <= count
        for name, count in here.items()
    )
