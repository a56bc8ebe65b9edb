"""The part of the second look that touches bytes: the features of one file. It runs in the jail.

A feature that breaks is named, what it already gave is kept, and the others go on.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from onionskin.errors import BudgetError, DamagedError
from onionskin.jail.worker import note
from onionskin.model import Fact, Layer, Problem
from onionskin.peel.rules_inside import matches, ready
from onionskin.peel.sniff import lineage
from onionskin.peel.together import TOLD
from onionskin.peel.wire import Asked, AskedTogether, Featured, Rules
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View
from onionskin.terms.texts import encoded

FACTS = 4096  # of one feature
PROBLEMS = 64
RULES = "yara"

_asked = msgspec.msgpack.Decoder(Asked).decode
_asked_together = msgspec.msgpack.Decoder(AskedTogether).decode
_UNSAID = msgspec.msgpack.encode(None)


@dataclass
class _Said:
    """What the features have said so far."""

    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run_features(args: bytes, fds: list[int]) -> bytes:
    """Run the features, or the rules, over one file: an Asked in, a Featured out, both msgpack."""
    asked = _asked(args)
    return _featured(asked, asked.rules, fds)


def run_together(args: bytes, fds: list[int]) -> bytes:
    """Run them over several files: an AskedTogether in, a Featured or None for each out, both msgpack.

    None says that it is to be asked alone: it broke, or too much was said before it.
    """
    together = _asked_together(args)
    replies: list[msgspec.Raw] = []
    told = 0
    for each in together.files:
        reply = _UNSAID
        if told < TOLD:
            with contextlib.suppress(Exception):
                reply = _featured(each, together.rules, fds)
        told += len(reply)
        replies.append(msgspec.Raw(reply))
    return msgspec.msgpack.encode(replies)


def _featured(asked: Asked, rules: Rules | None, fds: list[int]) -> bytes:
    own = asked.layer.artifact
    view = View(fds[asked.descriptor], asked.base, own.size, own.path[-1])
    said = _Said()
    if rules is None:
        end = time.monotonic() + asked.seconds
        for each in fitting(asked.layer):
            if each.id not in asked.denied:
                note(each.id)
                _drain(each.id, _run(each, asked.layer, view), said, end)
    elif RULES not in asked.denied:
        note(RULES)
        # A large pack takes longer than a file: that is not this file's time.
        with contextlib.suppress(Exception):
            ready(rules, fds[-1])
        _drain(RULES, matches(rules, fds[-1], view), said, time.monotonic() + asked.seconds)
    answer = Featured(tuple(said.facts), tuple(said.problems))
    return encoded(msgspec.msgpack.encode, answer)


def fitting(layer: Layer) -> list[Plugin]:
    """Return the features that look at files of this format, by id."""
    kin = set(lineage(layer.format))
    return [
        each
        for each in plugins("feature")
        if not each.meta["formats"] or not kin.isdisjoint(each.meta["formats"])
    ]


def _run(each: Plugin, layer: Layer, view: View) -> Iterator[Fact | Problem]:
    # Imported only when it is asked for the first: a file that cannot be is an error of its own.
    yield from each.load().feature(layer, view)


def _drain(name: str, items: Iterable[Fact | Problem], said: _Said, end: float) -> None:
    """Take all that a feature yields; an error ends it, and keeps what was there."""
    try:
        for item in _bounded(items, end):
            if isinstance(item, Fact):
                said.facts.append(item)
            else:
                said.problems.append(item)
    except BudgetError as error:
        said.problems.append(Problem(f"limit:{error.where}", f"{name}: {error.what}"))
    except DamagedError as error:
        said.problems.append(Problem("damaged", f"{name}: {error}"))
    except MemoryError:
        said.problems.append(Problem("limit:memory", f"{name} needs more memory than allowed"))
    except Exception as error:  # noqa: BLE001 - the worker's edge: a plugin raises what it likes
        words = f"{type(error).__name__}: {str(error)[:200]}"
        said.problems.append(Problem("feature-failed", f"feature {name} stopped: {words}"))


def _bounded(items: Iterable[Fact | Problem], end: float) -> Iterator[Fact | Problem]:
    facts = problems = 0
    for item in items:
        if time.monotonic() > end:
            raise BudgetError("it was not finished in time", where="seconds")
        if isinstance(item, Fact):
            facts += 1
        elif isinstance(item, Problem):
            problems += 1
        else:
            raise TypeError(f"a feature yielded {type(item).__name__}")
        if facts > FACTS or problems > PROBLEMS:
            raise BudgetError(f"more than {FACTS} facts or {PROBLEMS} problems", where="facts")
        yield item
