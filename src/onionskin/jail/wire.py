"""Messages between the coordinator and a worker: length-framed, capped, strict.

A frame is four little-endian bytes of length and a msgpack body; the body is
decoded strictly into one of the Structs below. Descriptors travel beside the
first byte of their frame (SCM_RIGHTS), at most 16 a message.
"""

from __future__ import annotations

import array
import errno
import os
import socket
import struct
from collections import deque

import msgspec

from onionskin.errors import JailError

MAX_DESCRIPTORS = 16
WORDS = 2000  # characters of a note, and of what is said of a failure
ROOM = 1 << 16  # what a frame holds beside its payload
MAX_ARGUMENTS = 256 << 20
_HEAD = struct.Struct("<I")
_PIECE = 1 << 18
_GONE = frozenset({errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN})


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is"):
    """Base of what travels."""


class Setup(Message, frozen=True, tag="setup"):
    """To the worker, first: what to apply. Sizes are bytes; `plugins` are folders of third parties.

    With `generates` it may turn memory that it wrote into machine code.
    """

    isolation: str
    readable: tuple[str, ...]
    importable: tuple[str, ...]
    plugins: tuple[str, ...]
    memory: int
    file_size: int
    result: int
    coverage: bool
    generates: bool = False


class Task(Message, frozen=True, tag="task"):
    """To the worker: one job."""

    serial: int
    entry: str
    args: bytes
    descriptors: int


class Stop(Message, frozen=True, tag="stop"):
    """To the worker: no more jobs; hand over what was measured."""


class Ready(Message, frozen=True, tag="ready"):
    """From the worker: the sandbox is up, this level was reached, this is missing from `full`."""

    isolation: str
    missing: tuple[str, ...]


class Refused(Message, frozen=True, tag="refused"):
    """From the worker: the sandbox asked for cannot be had."""

    what: str
    hint: str


class Done(Message, frozen=True, tag="done"):
    """From the worker: the job's result, and the last thing that it noted."""

    serial: int
    result: bytes
    note: str = ""


class Failed(Message, frozen=True, tag="failed"):
    """From the worker: the job raised. `spent` says that the worker's own memory ran out."""

    serial: int
    outcome: str
    detail: str
    spent: bool = False
    note: str = ""


class Measured(Message, frozen=True, tag="measured"):
    """From the worker, last: the lines it ran (development only)."""

    data: bytes


Downward = Setup | Task | Stop
Upward = Ready | Refused | Done | Failed | Measured

_encode = msgspec.msgpack.Encoder().encode
decode_downward = msgspec.msgpack.Decoder(Downward).decode
decode_upward = msgspec.msgpack.Decoder(Upward).decode


class WireError(Exception):
    """The other side does not speak this protocol."""


def frame(message: Message) -> bytes:
    """Return a message as it travels."""
    body = _encode(message)
    return _HEAD.pack(len(body)) + body


def printable(text: str) -> str:
    """Return at most WORDS characters, with everything that could steer a terminal written out."""
    text = text[:WORDS]
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )[:WORDS]


class Frames:
    """Bytes as they arrive, cut into bodies of at most `cap` bytes."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._held = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes that arrived."""
        self._held += data

    def take(self) -> bytes | None:
        """Return the next whole body, or None. Raises WireError above the cap."""
        if len(self._held) < _HEAD.size:
            return None
        (length,) = _HEAD.unpack_from(self._held)
        if length > self._cap:
            raise WireError(f"a message of {length} bytes, {self._cap} are allowed")
        end = _HEAD.size + length
        if len(self._held) < end:
            return None
        body = bytes(memoryview(self._held)[_HEAD.size : end])
        del self._held[:end]
        return body


class WorkerEnd:
    """The worker's end of the socket: blocking, receives descriptors, writes by write(2).

    Sending is not among the system calls a worker has, so that no socket but
    this one, which is connected, could ever carry anything.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._frames = Frames(MAX_ARGUMENTS + ROOM)
        self._descriptors: deque[int] = deque()

    def fileno(self) -> int:
        """Return the descriptor of the socket."""
        return self._end.fileno()

    def receive(self) -> Setup | Task | Stop | None:
        """Return the next message, or None when the coordinator is gone."""
        while (body := self._frames.take()) is None:
            if not self._receive_some():
                return None
        message: Setup | Task | Stop = decode_downward(body)
        return message

    def _receive_some(self) -> bool:
        room = socket.CMSG_SPACE(MAX_DESCRIPTORS * 4)
        data, ancillary, flags, _ = self._end.recvmsg(_PIECE, room)
        for level, kind, raw in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                numbers = array.array("i")
                numbers.frombytes(raw[: len(raw) - len(raw) % numbers.itemsize])
                self._descriptors.extend(numbers)
        if flags & socket.MSG_CTRUNC:
            raise WireError("descriptors were lost on the way")
        self._frames.feed(data)
        return bool(data)

    def descriptors(self, count: int) -> list[int]:
        """Take the descriptors of the message just received."""
        if count > len(self._descriptors):
            raise WireError(f"{count} descriptors were announced, {len(self._descriptors)} came")
        return [self._descriptors.popleft() for _ in range(count)]

    def send(self, message: Message) -> None:
        """Send a message whole."""
        data = memoryview(frame(message))
        while data:
            data = data[os.write(self._end.fileno(), data) :]


def send_some(end: socket.socket, data: memoryview, descriptors: tuple[int, ...]) -> int:
    """Send what the socket takes now; return how many bytes. Descriptors go with the first.

    Raises ConnectionError when the worker is gone, JailError when a descriptor cannot travel.
    """
    ancillary = []
    if descriptors:
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    try:
        return end.sendmsg([data[:_PIECE]], ancillary)
    except (BlockingIOError, InterruptedError):
        return 0
    except OSError as error:
        if error.errno in _GONE:
            raise ConnectionError from error
        raise JailError(
            f"a job could not be handed over: {error}",
            hint="descriptors stay open until the reply",
        ) from error
