"""Apple Data Compression (ADC), of early disk images: literals, and matches of one or two bytes' distance.

Source: the format as described by D. Schlieper and others; no text of Apple's is published.
"""

from __future__ import annotations

from onionskin.errors import DamagedError
from onionskin.parse.codecs.lzvn import copy


def decode_adc(data: bytes, size: int) -> bytes:
    """Return the `size` plain bytes of an ADC stream, or raise DamagedError."""
    out = bytearray()
    at = 0
    try:
        while len(out) < size and at < len(data):
            code = data[at]
            if code & 0x80:
                length = (code & 0x7F) + 1
                out += data[at + 1 : at + 1 + length]
                at += 1 + length
            elif code & 0x40:
                copy(out, (data[at + 1] << 8 | data[at + 2]) + 1, (code & 0x3F) + 4)
                at += 3
            else:
                copy(out, ((code & 3) << 8 | data[at + 1]) + 1, (code >> 2 & 15) + 3)
                at += 2
    except IndexError as error:
        raise DamagedError("an ADC stream ends inside a code") from error
    if len(out) < size:
        raise DamagedError(f"an ADC stream of {len(out)} bytes where {size} are stated")
    return bytes(out[:size])
