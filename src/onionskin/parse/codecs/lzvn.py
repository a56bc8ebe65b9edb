"""Apple's LZVN: the byte-oriented compression of small LZFSE blocks and of compressed files.

Source: Apple, lzfse reference (`lzvn_decode_base.c`), read for the opcode table alone.
"""

from __future__ import annotations

from onionskin.errors import DamagedError

_END = 0x06
_NOTHING = frozenset({0x0E, 0x16})


def decode_lzvn(data: bytes, size: int) -> bytes:  # noqa: C901, PLR0912 - the loop that all the time goes into
    """Return the `size` plain bytes of an LZVN stream, or raise DamagedError."""
    out = bytearray()
    at, end, distance = 0, len(data), 0
    try:
        while len(out) < size:
            code = data[at]
            low = code & 7
            literal = match = 0
            if code >= 0xF0:
                match = code & 15 or data[at + 1] + 16
                at += 1 if code & 15 else 2
            elif code >= 0xE0:
                literal = code & 15 or data[at + 1] + 16
                at += 1 if code & 15 else 2
            elif code == _END:
                break
            elif code in _NOTHING:
                at += 1
                continue
            elif 0xA0 <= code < 0xC0:
                pair = data[at + 1] | data[at + 2] << 8
                literal, match, distance = code >> 3 & 3, (low << 2 | pair & 3) + 3, pair >> 2
                at += 3
            elif 0x70 <= code < 0x80 or code >= 0xD0 or (low == 6 and code < 0x40):
                raise DamagedError(f"an LZVN code {code:#x} that means nothing")
            else:
                literal, match = code >> 6, (code >> 3 & 7) + 3
                if low == 7:
                    distance = data[at + 1] | data[at + 2] << 8
                    at += 3
                elif low == 6:
                    at += 1
                else:
                    distance = low << 8 | data[at + 1]
                    at += 2
            if literal:
                if at + literal > end:
                    raise DamagedError("an LZVN stream ends inside its literals")
                out += data[at : at + literal]
                at += literal
            if match:
                copy(out, distance, match)
    except IndexError as error:
        raise DamagedError("an LZVN stream ends inside a code") from error
    if len(out) < size:
        raise DamagedError(f"an LZVN stream of {len(out)} bytes where {size} are stated")
    return bytes(out[:size])


def copy(out: bytearray, distance: int, length: int) -> None:
    """Append `length` bytes that stand `distance` before the end; they may overlap what is written."""
    start = len(out) - distance
    if start < 0 or distance <= 0:
        raise DamagedError(f"a match {distance} bytes back, where {len(out)} are")
    if distance >= length:
        out += out[start : start + length]
    else:
        piece = bytes(out[start:])
        out += (piece * (length // distance + 1))[:length]
