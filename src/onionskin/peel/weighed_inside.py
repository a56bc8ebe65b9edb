"""The part of the third look that reads: what lines hold less than those that stood in their place. It runs in the jail."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onionskin.jail.worker import note
from onionskin.parse.code.settings_weakenings import settings_weakenings
from onionskin.parse.code.weakenings import Weakening, weakenings
from onionskin.peel.wire import Exchanged, Weighed, Weighing
from onionskin.terms.texts import encoded

# What is said of one text, at most.
TOLD = 64

_asked = msgspec.msgpack.Decoder(tuple[Weighing, ...]).decode


def run(args: bytes, fds: list[int]) -> bytes:
    """Weigh the lines of some texts: a Weighing each in, a Weighed each out, both msgpack."""
    del fds
    note("lines")
    return encoded(msgspec.msgpack.encode, tuple(map(_weighed, _asked(args))))


def _weighed(text: Weighing) -> Weighed:
    told = (
        (number, each.says, each.asks)
        for number, exchanged in enumerate(text.exchanged)
        for each in _weakenings(text, exchanged)
    )
    return Weighed(tuple(row for row, _ in zip(told, range(TOLD), strict=False)))


def _weakenings(text: Weighing, exchanged: Exchanged) -> Iterator[Weakening]:
    if b"\0" in exchanged.was + exchanged.now:
        return
    was, now = (_lines(each) for each in (exchanged.was, exchanged.now))
    pairs = zip(was, now, strict=True) if len(was) == len(now) else (("\n".join(was), "\n".join(now)),)  # fmt: skip
    for one, other in pairs:
        if text.language:
            yield from weakenings(one, other, text.language)
        else:
            yield from settings_weakenings(one, other, text.name)


def _lines(raw: bytes) -> list[str]:
    lines = (each.strip() for each in raw.decode("utf-8", "replace").split("\n"))
    return [each for each in lines if each]
