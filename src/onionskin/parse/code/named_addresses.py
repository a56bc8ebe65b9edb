"""The places of the network that the bytes of a program name: addresses with a scheme, numbers with a port, names of hosts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Value
from onionskin.plugins.view import View

MAX_SEARCHED = 64 << 20
KEPT = 512
_OVERLAP = 1024
_SCHEME = re.compile(rb"(?i)(?:https?|wss?|s?ftp|tcp|socks5h?)$")
_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]{1,64}(?::[^@/\0\s]{0,64})?@)?(\[[0-9A-Fa-f:.]{3,45}\]|[A-Za-z0-9_][A-Za-z0-9_.-]{1,252})")  # fmt: skip
# A port, and a number that ends before it: the rarer end is looked for first.
_PORT = re.compile(rb":\d{2,5}(?![\w.])")
_NUMBER = re.compile(rb"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}$")
# A text that is a host's name and nothing else, below one of the suffixes that are no endings of files.
_SUFFIX = re.compile(rb"\.(?:com|net|org|info|biz|xyz|top|site|online|club|live|shop|ru|cn|su|pw|dev|app)(?=\0)")  # fmt: skip
_NAME = re.compile(rb"\0((?:[a-z0-9-]{1,63}\.){0,5}[a-z0-9-]{1,63})$")
# x86-64: `mov` of eight bytes into a register, by which programs compare the beginning of a text (Intel SDM, volume 2).
_LOADED = re.compile(rb"[\x48\x49][\xb8-\xbf](?i:https://)$")
_LONGEST = 256
_FAR, _SECTOR = 512, 512
_ALIGNMENTS = (2, 4, 8, 16, 32, 64)


class NamedAddresses(Value, frozen=True):
    """Hosts that a program names, in lower case, each once, by `places` (offsets); of more than 64 MiB or 512 hosts the rest is left out.

    `rooms` are the zeros behind the text that each stands in, where no alignment explains them: a longer text stood there. Else 0.
    """

    hosts: tuple[str, ...]
    places: tuple[int, ...]
    is_whole: bool
    rooms: tuple[int, ...] = ()


def named_addresses(view: View) -> NamedAddresses:
    """Return the hosts that a file names, in bytes and in UTF-16."""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    end = min(view.size, MAX_SEARCHED)
    while at < end and len(found) < KEPT:
        data = view.read(at, min((1 << 20) + _OVERLAP, end - at))
        for host, place in _in(data):
            found.setdefault(host, (at + place, _room(data, place, at)))
        at += 1 << 20
    rows = sorted(found.items(), key=lambda each: (each[1], each[0]))[:KEPT]
    return NamedAddresses(
        tuple(host for host, _ in rows),
        tuple(place for _, (place, _) in rows),
        at >= view.size and len(found) < KEPT,
        tuple(room for _, (_, room) in rows),
    )


def _room(data: bytes, place: int, base: int) -> int:
    """Return how many zeros stand behind a text of one byte a letter that no alignment of the next one explains."""
    end = data.find(b"\0", place, place + _FAR)
    rest = data[end : end + _FAR] if end >= 0 else b""
    zeros = len(rest) - len(rest.lstrip(b"\0"))
    after = base + end + zeros
    if (
        zeros < 2
        or zeros == len(rest)
        or after % _SECTOR == 0
        or data[place + 1 : place + 2] == b"\0"
    ):
        return 0
    explained = any(after == -(-(base + end + 1) // step) * step for step in _ALIGNMENTS)
    return 0 if explained else zeros


def _in(data: bytes) -> Iterator[tuple[str, int]]:
    yield from _behind_schemes(data, 1)
    yield from _behind_schemes(data, 2)
    for end, start in ((_PORT, _NUMBER), (_SUFFIX, _NAME)):
        for each in end.finditer(data):
            first = max(each.start() - _LONGEST, 0)
            found = start.search(data[first : each.start()])
            if found:
                begin, stop = found.span(found.re.groups)
                stop += len(each[0]) if end is _SUFFIX else 0
                yield data[first + begin : first + stop].decode("ascii").lower(), first + begin


def _behind_schemes(data: bytes, width: int) -> Iterator[tuple[str, int]]:
    """Yield (host, offset) of each address with a scheme, of letters of one byte or two."""
    sign = b"://" if width == 1 else b":\0/\0/\0"
    at = data.find(sign)
    while at >= 0:
        start = at + len(sign)
        before = data[max(at - 8 * width, at % width) : at][::width]
        host = _HOST.match(data[start : start + 400 * width][::width])
        if host and _SCHEME.search(before) and not (width == 1 and _is_operand(data, at, host[0])):
            name = host[1].decode("ascii").lower().rstrip(".")
            yield name, start + host.start(1) * width
        at = data.find(sign, start)


def _is_operand(data: bytes, at: int, host: bytes) -> bool:
    """Say whether a scheme is a number in an instruction, and the letters behind it are the next one: no text ends as they do."""
    start = at + len(b"://")
    ends_as_text = data[start + len(host) : start + len(host) + 1] in {b"\0", b"/", b":", b"?"}
    return not ends_as_text and _LOADED.search(data, max(at - 7, 0), start) is not None
