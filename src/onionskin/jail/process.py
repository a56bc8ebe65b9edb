"""One worker as the coordinator sees it: a process, a socket, and the jobs handed to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from typing import Any

import msgspec

import onionskin
from onionskin.errors import JailError
from onionskin.jail.wire import (
    ROOM,
    Frames,
    Message,
    Setup,
    Upward,
    decode_upward,
    frame,
    send_some,
)

_BOOT = (
    "import sys; sys.path += [p for p in sys.argv[2:] if p not in sys.path]; "
    "from onionskin.jail.worker import main; main(int(sys.argv[1]))"
)
# Fixed, so that nothing of the user's environment reaches a parser: no LD_PRELOAD, no PYTHON*.
# Arrow's own allocators reserve address space by the gigabyte; one thread is what a worker has.
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": "/nonexistent",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
}


class Worker:
    """A worker process. `queue` holds the jobs it was handed, the one at work first."""

    def __init__(self, setup: Setup) -> None:
        self.queue: deque[Any] = deque()
        self.ready = False
        self.served = 0
        self.alone = False
        self.note = ""
        self.doom: tuple[str, str] | None = None  # outcome and detail of the kill we gave it
        self.head_since = time.monotonic()
        self.last_seconds = 1.0
        self._outgoing: deque[tuple[memoryview, tuple[int, ...]]] = deque()
        self._frames = Frames(setup.result + ROOM)
        self.end, other = socket.socketpair()
        try:
            self._process = _start(other)
        finally:
            other.close()
        self.end.setblocking(False)
        self.post(setup)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def wants_to_send(self) -> bool:
        """Whether something waits for room in the socket."""
        return bool(self._outgoing)

    def post(self, message: Message, descriptors: tuple[int, ...] = ()) -> None:
        """Send a message as soon as the socket takes it."""
        self._outgoing.append((memoryview(frame(message)), descriptors))
        self.flush()

    def flush(self) -> None:
        """Send what the socket takes now. A dead worker is found by reading, not here."""
        while self._outgoing:
            data, descriptors = self._outgoing[0]
            try:
                sent = send_some(self.end, data, descriptors)
            except JailError:
                self._outgoing.clear()
                return
            if not sent:
                return
            if sent < len(data):
                self._outgoing[0] = (data[sent:], ())
            else:
                self._outgoing.popleft()

    def read(self) -> bool:
        """Take what arrived; return False at the end of the worker."""
        try:
            data = self.end.recv(1 << 18)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self._frames.feed(data)
        return bool(data)

    def message(self) -> Upward | None:
        """Return the next message. Raises WireError, msgspec.DecodeError for anything else."""
        body = self._frames.take()
        return None if body is None else decode_upward(body)

    def resident(self) -> int | None:
        """Return the memory it holds in bytes, or None where this system does not tell."""
        try:
            with open(f"/proc/{self.pid}/statm", "rb", buffering=0) as file:
                return int(file.read(200).split()[1]) * _PAGE
        except (OSError, IndexError, ValueError):
            return None

    def kill(self) -> None:
        """Kill it; the end is seen by reading."""
        if self._process.poll() is None:
            self._process.kill()

    def bury(self) -> str:
        """Close everything, wait for the end and return how it ended, in words."""
        self.kill()
        code = self._process.wait()
        said = b""
        if self._process.stderr is not None:
            if not self.ready:
                said = self._process.stderr.read(4096)
            self._process.stderr.close()
        self.end.close()
        if code >= 0:
            words = f"it ended with status {code}"
        else:
            words = f"it was killed by {_signal_name(-code)}"
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
        return ": ".join([words, *last])


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _start(end: socket.socket) -> subprocess.Popen[bytes]:
    """Start a fresh interpreter with the socket as its standard input."""
    roots = {os.path.dirname(os.path.dirname(m.__file__ or "")) for m in (onionskin, msgspec)}
    try:
        return subprocess.Popen(
            [
                sys.executable,
                *("-s", "-P", "-B", "-X", "utf8", "-c", _BOOT),
                *(str(os.getpid()), *sorted(roots)),
            ],
            stdin=end.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            close_fds=True,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
        )
    except OSError as error:
        raise JailError(f"no worker could be started: {error}") from error
