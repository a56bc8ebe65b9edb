"""The jailed process: enters the sandbox, then works through jobs until it is told to stop.

It is a fresh interpreter, so nothing of the coordinator's memory is in it; its
socket is its standard input. Nothing is imported for a job before the sandbox is up.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import mmap
import os
import socket
import sys
from collections.abc import Callable
from functools import lru_cache

from onionskin.errors import JailError, OnionskinError
from onionskin.jail import board, measure, policy
from onionskin.jail.wire import (
    WORDS,
    Done,
    Failed,
    Measured,
    Ready,
    Refused,
    Setup,
    Stop,
    Task,
    WorkerEnd,
)
from onionskin.plugins.scan import ALLOWED

_OPEN_FILES = 256
# New objects before cycles are looked for: within a task, which makes many that live to its end and few cycles, and behind it.
AT_WORK, GARBAGE = 200_000, 20_000

_end: WorkerEnd | None = None
_board: mmap.mmap | None = None
_serial = 0
_noted = ""


def note(text: str) -> None:
    """Write down which parser is at work, for who asks later; outside a worker, do nothing."""
    global _noted  # noqa: PLW0603 - one job at a time
    if _board is not None:
        _noted = text
        board.write(_board, _serial, text)


def main(parent: int) -> None:
    """Run a worker whose coordinator is the process `parent`."""
    global _board, _end
    policy.die_with_parent(parent)
    end = WorkerEnd(_take_socket())
    setup = end.receive()
    if not isinstance(setup, Setup):
        return
    (page,) = end.descriptors(1)
    memory = board.shared(page)
    os.close(page)
    finish = measure.start() if setup.coverage else None
    try:
        ready = _enter(setup)
    except JailError as error:
        end.send(Refused(error.what, error.hint))
        return
    end.send(ready)
    _board, _end = memory, end
    last = _work(end, setup.result)
    if finish is not None and isinstance(last, Stop):
        end.send(Measured(finish()))


def _take_socket() -> socket.socket:
    """Move the socket away from standard input, and let nothing else stay open."""
    end = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.closerange(3, end.fileno())
    os.closerange(end.fileno() + 1, min(os.sysconf("SC_OPEN_MAX"), 1 << 16))
    return end


def _enter(setup: Setup) -> Ready:
    readable = (*policy.own_directories(), *setup.readable, *setup.importable, *setup.plugins)
    sys.path.extend(setup.importable)
    # Its environment is empty: what the operator allows is told, like everything else.
    os.environ[ALLOWED] = os.pathsep.join(setup.plugins)
    policy.limits(setup.memory, setup.file_size, _OPEN_FILES)
    reached, missing = policy.enter(setup.isolation, readable, generates=setup.generates)
    os.dup2(1, 2)  # what went wrong so far was said on stderr; evidence says nothing there
    gc.freeze()
    gc.set_threshold(AT_WORK)
    return Ready(reached, missing)


def _work(end: WorkerEnd, cap: int) -> object:
    """Answer every task; return what ended that: a Stop, or None when the coordinator is gone."""
    global _serial, _noted
    while isinstance(task := end.receive(), Task):
        _serial, _noted = task.serial, ""
        descriptors = end.descriptors(task.descriptors)
        end.send(_answer(task, descriptors, cap))
        for number in descriptors:
            with contextlib.suppress(OSError):
                os.close(number)
        if gc.get_count()[0] > GARBAGE:
            gc.collect()
            gc.freeze()  # what is left is kept for the tasks to come: to look at it again each time takes long
    return task


def _answer(task: Task, descriptors: list[int], cap: int) -> Done | Failed:
    try:
        result = _find(task.entry)(task.args, list(descriptors))
        if type(result) is not bytes:
            return _failed(task, "crashed", f"{task.entry} returned {type(result).__name__}")
        if len(result) > cap:
            return _failed(
                task, "incomplete", f"limit: a result of {len(result)} bytes, {cap} are allowed"
            )
        return Done(task.serial, result, _plain(_noted))
    except OnionskinError as error:
        return _failed(task, "incomplete", f"{type(error).__name__}: {error}")
    except MemoryError:
        return Failed(
            task.serial,
            "incomplete",
            "memory: the worker's limit was reached",
            spent=True,
            note=_plain(_noted),
        )
    except BaseException as error:  # noqa: BLE001 - whatever a parser raises ends here
        return _failed(task, "crashed", f"unexpected {type(error).__name__}: {_words(error)}")


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a hostile __str__
        return "(it cannot be printed)"


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return text[:WORDS].encode("utf-8", "backslashreplace").decode()


def _failed(task: Task, outcome: str, detail: str) -> Failed:
    return Failed(task.serial, outcome, _plain(detail), note=_plain(_noted))


def _find(entry: str) -> Callable[[bytes, list[int]], object]:
    module, _, name = entry.partition(":")
    found: Callable[[bytes, list[int]], object] = getattr(importlib.import_module(module), name)
    return found
