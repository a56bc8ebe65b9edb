"""Which ciphers, hashes and encodings a program carries, by their tables."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.crypto_constants import crypto_constants
from onionskin.plugins.view import View

META = {
    "title": "Tables of ciphers, hashes and encodings",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "ciphers without a table: RC4, XOR, the processor's own AES instructions",
        "tables that are computed at run time, or masked",
    ],
    "references": ["FIPS 197; FIPS 180-4; RFC 1321; RFC 8439; RFC 4648; ISO 3309"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield an Ability `crypto:NAME` for each table."""
    del layer
    yield from map(Fact.of, crypto_constants(view))
