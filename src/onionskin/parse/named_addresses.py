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
_LONGEST = 256


class NamedAddresses(Value, frozen=True):
    """Hosts that a program names, in lower case, each once, by `places` (offsets); of more than 64 MiB or 512 hosts the rest is left out."""

    hosts: tuple[str, ...]
    places: tuple[int, ...]
    is_whole: bool


def named_addresses(view: View) -> NamedAddresses:
    """Return the hosts that a file names, in bytes and in UTF-16."""
    found: dict[str, int] = {}
    at = 0
    end = min(view.size, MAX_SEARCHED)
    while at < end and len(found) < KEPT:
        data = view.read(at, min((1 << 20) + _OVERLAP, end - at))
        for host, place in _in(data):
            found.setdefault(host, at + place)
        at += 1 << 20
    rows = sorted(found.items(), key=lambda each: (each[1], each[0]))[:KEPT]
    return NamedAddresses(
        tuple(host for host, _ in rows),
        tuple(place for _, place in rows),
        at >= view.size and len(found) < KEPT,
    )


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
        if host and _SCHEME.search(before):
            name = host[1].decode("ascii").lower().rstrip(".")
            yield name, start + host.start(1) * width
        at = data.find(sign, start)
