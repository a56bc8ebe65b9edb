"""The part of the second look that touches bytes: the features of one file. It runs in the jail.

A feature that breaks is named, what it already gave is kept, and the others go on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import msgspec

from onionskin.errors import BudgetError, DamagedError
from onionskin.jail.worker import note
from onionskin.model import Fact, Layer, Problem
from onionskin.peel.sniff import lineage
from onionskin.peel.wire import Asked, Featured
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View
from onionskin.terms.texts import encoded

FACTS = 4096  # of one feature
PROBLEMS = 64


def run_features(args: bytes, fds: list[int]) -> bytes:
    """Run the features over one file: `args` is an Asked, the reply a Featured, both msgpack."""
    asked = msgspec.msgpack.decode(args, type=Asked)
    own = asked.layer.artifact
    view = View(fds[0], asked.base, own.size, own.path[-1])
    facts: list[Fact] = []
    problems: list[Problem] = []
    end = time.monotonic() + asked.seconds
    for each in fitting(asked.layer):
        if each.id in asked.denied:
            continue
        note(each.id)
        try:
            for item in _bounded(each, asked.layer, view, end):
                (facts if isinstance(item, Fact) else problems).append(item)  # type: ignore[arg-type]
        except BudgetError as error:
            problems.append(Problem(f"limit:{error.where}", f"{each.id}: {error.what}"))
        except DamagedError as error:
            problems.append(Problem("damaged", f"{each.id}: {error}"))
        except MemoryError:
            problems.append(Problem("limit:memory", f"{each.id} needs more memory than allowed"))
        except Exception as error:  # noqa: BLE001 - the worker's edge: a plugin raises what it likes
            words = f"{type(error).__name__}: {str(error)[:200]}"
            problems.append(Problem("feature-failed", f"feature {each.id} stopped: {words}"))
    return encoded(msgspec.msgpack.encode, Featured(tuple(facts), tuple(problems)))


def fitting(layer: Layer) -> list[Plugin]:
    """Return the features that look at files of this format, by id."""
    kin = set(lineage(layer.format))
    return [
        each
        for each in plugins("feature")
        if not each.meta["formats"] or not kin.isdisjoint(each.meta["formats"])
    ]


def _bounded(each: Plugin, layer: Layer, view: View, end: float) -> Iterator[Fact | Problem]:
    facts = problems = 0
    for item in each.load().feature(layer, view):
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
