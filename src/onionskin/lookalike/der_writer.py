"""Write ASN.1 in DER: what the inert signatures of demo and tests are put together from."""

from __future__ import annotations


def field(tag: int, *parts: bytes) -> bytes:
    """Return one field: tag, shortest length, the parts joined."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of encoded fields."""
    return field(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    """Return a SET OF encoded fields, in DER's order."""
    return field(0x31, *sorted(parts))


def explicit(number: int, *parts: bytes) -> bytes:
    """Return a constructed field with the context-specific tag [number]."""
    return field(0xA0 | number, *parts)


def integer(value: int) -> bytes:
    """Return an INTEGER that is not negative."""
    return field(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def octets(value: bytes) -> bytes:
    """Return an OCTET STRING."""
    return field(0x04, value)


def oid(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER from its dotted form."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    content = bytearray()
    for arc in (40 * first + second, *rest):
        septets = [arc & 0x7F]
        left = arc >> 7
        while left:
            septets.append(left & 0x7F | 0x80)
            left >>= 7
        content += bytes(reversed(septets))
    return field(0x06, bytes(content))


def algorithm(dotted: str) -> bytes:
    """Return an AlgorithmIdentifier with NULL parameters."""
    return sequence(oid(dotted), b"\x05\x00")


def utc_time(at: str) -> bytes:
    """Return a UTCTime from `2023-03-13T08:00:00Z`."""
    return field(0x17, at[2:].translate(_TIME).encode())


def generalized_time(at: str) -> bytes:
    """Return a GeneralizedTime from `2023-03-13T08:00:00Z`."""
    return field(0x18, at.translate(_TIME).encode())


_TIME = str.maketrans("", "", "-:T")
