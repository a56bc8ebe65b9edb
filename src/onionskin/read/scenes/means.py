"""By which way, and with what."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.matcher import plain_name
from onionskin.read.plausible import TOPIC
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.skeleton import NAMES
from onionskin.read.wire import Draft


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _way(clause)
    yield from _deployed(clause)


def _way(clause: Clause) -> Iterator[Draft]:
    call = clause.said("attack", "hurt", "access")
    if call is None or clause.denied(call):
        return
    for match in clause.all("way"):
        through = clause.find("through", max(clause.start, match.start() - 60), match.start())
        if through is None:
            continue
        between = clause.text[through.end() : match.start()]
        if "," in between or between.count(" ") > 5:
            continue
        name = clause.one.free(through.end(), match.end(), 0)
        who = Entity("organisation|product", TOPIC)
        yield clause.draft("compromised-through", who, Entity("technique", name), match.span())
        return


def _deployed(clause: Clause) -> Iterator[Draft]:
    call = clause.said("deploy")
    if call is None or clause.denied(call):
        return
    for _, each in clause.signs(NAMES):
        name = plain_name(each.text)
        if clause.kind(name) == "malware":
            yield clause.draft("employs", INCIDENT, Entity("malware", name), call.span())
    for match in clause.all("tool"):
        yield clause.draft(
            "employs", INCIDENT, Entity("malware", clause.one.free(*match.span(), 0)), match.span()
        )
