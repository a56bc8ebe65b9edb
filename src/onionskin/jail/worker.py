"""The jailed process: enters the sandbox, then works through jobs until it is told to stop.

It is a fresh interpreter, so nothing of the coordinator's memory is in it; its
socket is its standard input. Nothing is imported for a job before the sandbox is up.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import socket
import sys
from collections.abc import Callable

from onionskin.errors import JailError, OnionskinError
from onionskin.jail import policy
from onionskin.jail.wire import (
    ROOM,
    Done,
    Failed,
    Progress,
    Ready,
    Refused,
    Setup,
    Task,
    WireError,
    WorkerEnd,
)

Entry = Callable[[bytes, list[int]], bytes]

DETAIL = 2000  # characters of an error's sentence
_OPEN_FILES = 256
_ADDRESS_SPACE = 64 << 30  # DuckDB and Arrow reserve far more than they touch

_end: WorkerEnd | None = None
_serial = 0


def note(text: str) -> None:
    """Tell the coordinator which parser is at work; outside a worker, do nothing."""
    if _end is not None:
        _end.send(Progress(_serial, text[:DETAIL]))


def main(parent: int) -> None:
    """Run a worker whose coordinator is the process `parent`."""
    global _end  # noqa: PLW0603 - a process has one coordinator
    policy.die_with_parent(parent)
    end = WorkerEnd(_take_socket(), sys.maxsize)
    setup = end.receive()
    if not isinstance(setup, Setup):
        return
    try:
        ready = _enter(setup)
    except (JailError, OSError) as error:
        end.send(Refused(str(error)))
        return
    end.send(ready)
    _end = end
    _work(end, setup.result)


def _take_socket() -> socket.socket:
    """Move the socket away from standard input, and let nothing else stay open."""
    end = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    for number in range(3, os.sysconf("SC_OPEN_MAX") if hasattr(os, "sysconf") else 3):
        if number != end.fileno():
            with contextlib.suppress(OSError):
                os.close(number)
    return end


def _enter(setup: Setup) -> Ready:
    readable = (*policy.own_directories(), *setup.readable, *setup.importable)
    sys.path.extend(setup.importable)
    policy.limits(_ADDRESS_SPACE, 4 * setup.memory, setup.file_size, _OPEN_FILES)
    os.chdir("/")
    reached, missing = policy.enter(setup.isolation, readable)
    os.dup2(1, 2)  # what went wrong so far was said on stderr; evidence says nothing there
    gc.freeze()
    return Ready(reached, missing)


def _work(end: WorkerEnd, cap: int) -> None:
    global _serial  # noqa: PLW0603 - one job at a time
    while isinstance(task := end.receive(), Task):
        _serial = task.serial
        descriptors = end.descriptors(task.descriptors)
        try:
            end.send(_answer(task, descriptors, cap))
        finally:
            for number in descriptors:
                with contextlib.suppress(OSError):
                    os.close(number)


def _answer(task: Task, descriptors: list[int], cap: int) -> Done | Failed:
    try:
        result = _find(task.entry)(task.args, list(descriptors))
        if not isinstance(result, bytes):
            return _failed(task, "crashed", f"{task.entry} returned a {type(result).__name__}")
        if len(result) > cap - ROOM:
            return _failed(task, "incomplete", f"limit: a result of {len(result)} bytes")
        return Done(task.serial, result)
    except OnionskinError as error:
        return _failed(task, "incomplete", f"{type(error).__name__}: {error}")
    except MemoryError:
        return _failed(task, "incomplete", "memory: the worker's limit was reached")
    except WireError:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a parser raises ends here
        return _failed(task, "crashed", f"unexpected {type(error).__name__}: {_words(error)}")


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a hostile __str__
        return "(it cannot be printed)"


def _failed(task: Task, outcome: str, detail: str) -> Failed:
    return Failed(task.serial, outcome, detail[:DETAIL].encode("utf-8", "replace").decode())


def _find(entry: str) -> Entry:
    module, _, name = entry.partition(":")
    found: Entry = getattr(importlib.import_module(module), name)
    return found
