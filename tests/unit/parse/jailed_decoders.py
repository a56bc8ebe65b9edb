"""A jailed entry for the property tests of decoders of disk images: any bytes in, typed errors only."""

from __future__ import annotations

import random

from onionskin.errors import DamagedError
from onionskin.parse.codecs.adc import decode_adc
from onionskin.parse.codecs.lzfse import decode_lzfse
from onionskin.parse.codecs.lzvn import decode_lzvn


def decode_mutants(args: bytes, fds: list[int]) -> bytes:
    chance, decoded = random.Random(7), 0
    for _ in range(400):
        data = bytearray(args)
        for _ in range(chance.randint(0, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randint(1, len(data))])
        for decode in (decode_lzfse, decode_lzvn, decode_adc):
            try:
                assert len(decode(cut, 5000)) == 5000
                decoded += 1
            except DamagedError:
                pass
    return str(decoded).encode()
