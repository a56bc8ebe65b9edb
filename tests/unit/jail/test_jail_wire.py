"""The wire: whatever arrives is a message, or it is an error of that name."""

from __future__ import annotations

import os
import socket
import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import JailError
from onionskin.jail import wire

messages = st.one_of(
    st.builds(wire.Ready, st.text(), st.tuples(st.text())),
    st.builds(wire.Refused, st.text(), st.text()),
    st.builds(wire.Done, st.integers(0, 1 << 60), st.binary(max_size=300)),
    st.builds(wire.Failed, st.integers(0, 1 << 60), st.text(), st.text(), st.booleans()),
    st.builds(wire.Measured, st.binary(max_size=300)),
)


@given(st.lists(messages, max_size=5), st.data())
def test_messages_arrive_whole_however_they_are_cut(
    sent: list[wire.Message], data: st.DataObject
) -> None:
    raw = b"".join(wire.frame(message) for message in sent)
    frames = wire.Frames(1 << 16)
    got = []
    while raw:
        cut = data.draw(st.integers(1, len(raw)))
        frames.feed(raw[:cut])
        raw = raw[cut:]
        while (body := frames.take()) is not None:
            got.append(wire.decode_upward(body))
    assert got == sent


@given(st.binary(max_size=200))
def test_any_bytes_are_messages_or_a_named_error(raw: bytes) -> None:
    frames = wire.Frames(1 << 10)
    frames.feed(raw)
    try:
        while (body := frames.take()) is not None:
            assert isinstance(wire.decode_upward(body), wire.Message)
    except (wire.WireError, msgspec.DecodeError):
        pass


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    assert wire.printable(text).isprintable()


def test_printable_text_keeps_what_is_printable() -> None:
    assert wire.printable("d\u00e9j\u00e0 vu") == "d\u00e9j\u00e0 vu"
    assert wire.printable("a\u202eb\x1b[2J\n") == "a\\u202eb\\x1b[2J\\n"


def test_a_message_above_the_cap_is_refused_before_it_arrives() -> None:
    frames = wire.Frames(100)
    frames.feed(struct.pack("<I", 101))
    with pytest.raises(wire.WireError, match="101 bytes, 100 are allowed"):
        frames.take()


def test_a_message_with_a_field_too_many_is_refused() -> None:
    body = msgspec.msgpack.encode({"is": "done", "serial": 1, "result": b"", "verdict": "clean"})
    with pytest.raises(msgspec.ValidationError, match="verdict"):
        wire.decode_upward(body)


def test_descriptors_arrive_with_their_message_and_in_order() -> None:
    ours, theirs = socket.socketpair()
    end = wire.WorkerEnd(theirs)
    with ours:
        numbers = [os.open(os.devnull, os.O_RDONLY) for _ in range(4)]
        for serial, group in ((1, numbers[:1]), (2, []), (3, numbers[1:])):
            raw = memoryview(wire.frame(wire.Task(serial, "a:b", b"", len(group))))
            assert wire.send_some(ours, raw, tuple(group)) == len(raw)
        for serial, length in ((1, 1), (2, 0), (3, 3)):
            task = end.receive()
            assert isinstance(task, wire.Task)
            assert task.serial == serial
            came = end.descriptors(task.descriptors)
            assert len(came) == length
            for number in came:
                os.close(number)
        with pytest.raises(wire.WireError, match="1 descriptors were announced, 0 came"):
            end.descriptors(1)
    assert end.receive() is None
    for number in numbers:
        os.close(number)


def test_a_closed_descriptor_and_a_dead_worker_are_told_apart() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs, pytest.raises(JailError, match="stay open until the reply"):
            wire.send_some(ours, memoryview(b"x"), (9999,))
        with pytest.raises(ConnectionError):
            wire.send_some(ours, memoryview(b"x"), ())
