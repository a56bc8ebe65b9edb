"""ASN.1 tag-length-value with offsets: where each field of a signature stands in the file.

A signature's fields are located by this one reader and no other, so that "what was
verified" and "what is not covered" speak of the same bytes. DER is expected; the
indefinite lengths and constructed strings of BER, which some timestamp authorities
write, are read and can be told by `is_der`. Everything is bounded: depth, fields
per level, the length of an object identifier or integer.

Source: ITU-T X.690 (BER, DER).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from onionskin.errors import DamagedError

MAX_DEPTH = 40
MAX_FIELDS = 20_000
MAX_OID = 64
MAX_INTEGER = 2_064  # a modulus of 16,384 bits and its sign

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OID = 0x01, 0x02, 0x03, 0x04, 0x06
UTC_TIME, GENERALIZED_TIME = 0x17, 0x18
SEQUENCE, SET = 0x30, 0x31
CONSTRUCTED = 0x20
CERTIFICATES = 0xA0  # the tag of the field that holds a signature's certificates (RFC 5652, 5.1)
_CERTIFICATE = range(512, 4096)  # bytes that one has, mostly


class Node(msgspec.Struct, frozen=True, gc=False):
    """One field: its tag byte and the offsets of its header, content, content's end and end.

    `end` and `stop` differ by the two end-of-contents bytes of an indefinite length.
    """

    data: bytes
    tag: int
    start: int
    body: int
    end: int
    stop: int

    @property
    def content(self) -> bytes:
        """The content octets."""
        return self.data[self.body : self.end]

    @property
    def raw(self) -> bytes:
        """The whole field, header included."""
        return self.data[self.start : self.stop]

    @property
    def is_constructed(self) -> bool:
        """Whether the content is itself fields."""
        return bool(self.tag & CONSTRUCTED)

    def children(self) -> list[Node]:
        """Return the fields inside, or raise DamagedError."""
        return list(self._walk())

    def _walk(self) -> Iterator[Node]:
        at, count = self.body, 0
        while at < self.end:
            count += 1
            if count > MAX_FIELDS:
                raise DamagedError(f"more than {MAX_FIELDS} fields at one level")
            child = read_node(self.data, at, self.end)
            yield child
            at = child.stop


def read_node(data: bytes, at: int = 0, limit: int | None = None, depth: int = 0) -> Node:
    """Return the field that starts at `at` and ends before `limit`, or raise DamagedError."""
    limit = len(data) if limit is None else limit
    if at + 2 > limit:
        raise DamagedError(f"a field at {at} is cut short")
    tag, first = data[at], data[at + 1]
    if tag & 0x1F == 0x1F:
        raise DamagedError(f"a tag of several bytes at {at}")
    if first == 0x80:
        return _indefinite(data, at, limit, depth)
    body, length = at + 2, first
    if first > 0x80:
        width = first & 0x7F
        if width > 8 or body + width > limit:
            raise DamagedError(f"an impossible length at {at}")
        length = int.from_bytes(data[body : body + width], "big")
        body += width
    if body + length > limit:
        raise DamagedError(f"a field at {at} of {length} bytes leaves its place")
    return Node(data, tag, at, body, body + length, body + length)


def _indefinite(data: bytes, at: int, limit: int, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise DamagedError(f"fields nested more than {MAX_DEPTH} deep at {at}")
    if not data[at] & CONSTRUCTED:
        raise DamagedError(f"an indefinite length without fields at {at}")
    inner, count = at + 2, 0
    while data[inner : inner + 2] != b"\0\0" or inner + 2 > limit:
        count += 1
        if count > MAX_FIELDS:
            raise DamagedError(f"more than {MAX_FIELDS} fields at one level")
        inner = read_node(data, inner, limit, depth + 1).stop
    return Node(data, data[at], at, at + 2, inner, inner + 2)


def expect(node: Node, tag: int, what: str) -> Node:
    """Return the node if it has this tag, or raise DamagedError naming `what`."""
    if node.tag != tag:
        raise DamagedError(f"{what}: tag {node.tag:#04x} where {tag:#04x} belongs")
    return node


def fields(node: Node, what: str, least: int = 0, tag: int = SEQUENCE) -> list[Node]:
    """Return the fields of a SEQUENCE (or SET) that has at least `least` of them."""
    found = expect(node, tag, what).children()
    if len(found) < least:
        raise DamagedError(f"{what}: {len(found)} fields where {least} belong")
    return found


def octets(node: Node, depth: int = 0) -> bytes:
    """Return the value of an OCTET STRING, joining the pieces of a constructed one."""
    if node.tag == OCTET_STRING:
        return node.content
    if node.tag != OCTET_STRING | CONSTRUCTED or depth > MAX_DEPTH:
        raise DamagedError(f"an octet string has tag {node.tag:#04x}")
    return b"".join(octets(child, depth + 1) for child in node.children())


def bits(node: Node) -> bytes:
    """Return the bytes of a BIT STRING that has no unused bits."""
    if node.tag != BIT_STRING or node.content[:1] != b"\0":
        raise DamagedError("a bit string that is no run of bytes")
    return node.content[1:]


def integer(node: Node) -> int:
    """Return the value of an INTEGER."""
    if node.tag != INTEGER or not 0 < node.end - node.body <= MAX_INTEGER:
        raise DamagedError("an integer that is missing, empty or too long")
    return int.from_bytes(node.content, "big", signed=True)


def oid(node: Node) -> str:
    """Return an OBJECT IDENTIFIER in dotted form."""
    if node.tag != OID or not 0 < node.end - node.body <= MAX_OID:
        raise DamagedError("an object identifier that is missing, empty or too long")
    return _dotted(node.content)


@lru_cache(maxsize=1024)
def _dotted(content: bytes) -> str:
    if content[-1] & 0x80:
        raise DamagedError("an object identifier that is cut short")
    arcs, value = [], 0
    for byte in content:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def time(node: Node) -> str:
    """Return a UTCTime or GeneralizedTime as ISO 8601 in UTC, to the second."""
    text = node.content.decode("ascii", "replace")
    if node.tag == UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    elif node.tag != GENERALIZED_TIME:
        raise DamagedError(f"a time has tag {node.tag:#04x}")
    digits, rest = text[:14], text[14:]
    fraction = rest[1:-1] if rest[:1] in {".", ","} else ""
    if len(digits) != 14 or not (digits + fraction).isdecimal() or rest[-1:] != "Z":
        raise DamagedError(f"the time {text[:32]!r} cannot be read")
    if rest != "Z" and not fraction:
        raise DamagedError(f"the time {text[:32]!r} cannot be read")
    year, month, day, hour, minute, second = (
        digits[:4], digits[4:6], digits[6:8], digits[8:10], digits[10:12], digits[12:]
    )  # fmt: skip
    if not ("01" <= month <= "12" and "01" <= day <= "31" and hour < "24" and minute < "60"):
        raise DamagedError(f"the time {text[:32]!r} does not exist")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"


class _Strict(NamedTuple):
    """What DER holds: how many fields, and how deep the deepest stands."""

    fields: int
    depth: int


def is_der(node: Node) -> bool:
    """Say whether a field and everything in it has definite, shortest lengths; bounded."""
    return _strict(node.data, node.start, node.stop) is not None


# One certificate signs many files, and stands whole in each.
@lru_cache(maxsize=256)
def _strict_certificate(raw: bytes) -> _Strict | None:
    try:
        return _strict(raw, 0, len(raw))
    except DamagedError:
        return None


def _strict(data: bytes, start: int, stop: int) -> _Strict | None:
    """Return what is in these fields if they are DER, else None; a DamagedError says that they cannot be read."""
    pending, seen, deepest = [(start, stop, 0, 0)], 0, 0
    while pending:
        at, end, depth, holder = pending.pop()
        while at < end:
            tag = data[at]
            seen, deepest = seen + 1, max(deepest, depth)
            if seen > MAX_FIELDS or deepest > MAX_DEPTH or tag == OCTET_STRING | CONSTRUCTED:
                return None
            # Most fields are short, and need no Node to be told apart.
            body, stop = at + 2, at + 2 + (data[at + 1] if at + 2 <= end else 0)
            if tag & 0x1F == 0x1F or at + 2 > end or data[at + 1] > 0x7F or stop > end:
                each = read_node(data, at, end)
                body, stop = each.body, each.stop
                if stop != each.end or body - at != _shortest_header(stop - body):
                    return None
            if holder == CERTIFICATES and stop - at in _CERTIFICATE and tag == SEQUENCE:
                known = _strict_certificate(data[at:stop])
            else:
                known = None
            if known is not None:
                seen, deepest = seen + known.fields - 1, max(deepest, depth + known.depth)
            elif tag & CONSTRUCTED:
                pending.append((body, stop, depth + 1, tag))
            at = stop
    return _Strict(seen, deepest) if seen <= MAX_FIELDS and deepest <= MAX_DEPTH else None


def check_bounded(data: bytes) -> None:
    """Raise DamagedError unless the fields are few, flat and short enough for any library."""
    pending, seen = [(read_node(data), 0)], 0
    while pending:
        each, depth = pending.pop()
        seen += 1
        if seen > 2_000 or depth > MAX_DEPTH:
            raise DamagedError("too many fields, or too deep")
        length = each.end - each.body
        if (each.tag == OID and length > MAX_OID) or (each.tag == INTEGER and length > MAX_INTEGER):
            raise DamagedError("an object identifier or integer that is too long")
        if each.is_constructed:
            pending.extend((child, depth + 1) for child in each.children())


def definite(tag: int, content: bytes) -> bytes:
    """Return a field in DER from its tag and content."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def _shortest_header(length: int) -> int:
    return 2 if length < 0x80 else 2 + (length.bit_length() + 7) // 8
