"""Tables that ciphers, hashes and encodings are made of, found in a program's bytes.

Computed here from their definitions: FIPS 197 (AES), FIPS 180-4 (SHA-1, SHA-2), RFC 1321 (MD5), RFC 8439
(ChaCha20), Schneier 1993 (Blowfish: the digits of pi), RFC 4648 (Base64), ISO 3309 (CRC-32).
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator
from functools import cache

from onionskin.model import Span
from onionskin.parse.code.abilities import Ability
from onionskin.plugins.view import View

WINDOW = 1 << 20
OVERLAP = 128
KEPT = 4  # places of one table that are told
TECHNIQUE = "T1140"
STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_KNOWN = frozenset(
    {
        STANDARD,
        STANDARD[:62] + b"-_",
        b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",  # crypt(3)
        b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",  # bcrypt
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/",
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
        b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/",
        b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_",
        b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/",
    }
)
_LETTER = re.compile(rb"[A-Za-z0-9+/._-]")
_FLAT = bytes(ord("a") if _LETTER.match(bytes((each,))) else ord(" ") for each in range(256))
_PRIMES = (2, 3, 5, 7)


def _sbox() -> bytes:
    """Return AES's substitution: the inverse in GF(2^8), then an affine map (FIPS 197, 5.1.1)."""
    box = bytearray(256)
    p = q = 1
    for _ in range(255):
        p ^= (p << 1 & 0xFF) ^ (0x1B if p & 0x80 else 0)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        turned = q
        for shift in (1, 2, 3, 4):
            turned ^= (q << shift | q >> 8 - shift) & 0xFF
        box[p] = turned ^ 0x63
    box[0] = 0x63
    return bytes(box)


def _double(value: int) -> int:
    return (value << 1 & 0xFF) ^ (0x1B if value & 0x80 else 0)


def _mixed(box: bytes) -> list[int]:
    """Return the first words of AES's T-table: one column of SubBytes and MixColumns together."""
    return [(_double(s) << 24) | (s << 16) | (s << 8) | (_double(s) ^ s) for s in box[:4]]


def _root(prime: int, bits: int, degree: int) -> int:
    """Return the first bits of the fraction of a root of a small number."""
    scaled = prime << degree * bits
    if degree == 2:
        return math.isqrt(scaled) & ((1 << bits) - 1)
    low, high = 0, 1 << bits + 3
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**3 <= scaled else (low, middle)
    return low & ((1 << bits) - 1)


def _crc_row(number: int, polynomial: int) -> int:
    for _ in range(8):
        number = number >> 1 ^ (polynomial if number & 1 else 0)
    return number


@cache
def tables() -> tuple[tuple[str, bytes], ...]:
    """Return (what it is, its first bytes) of each table, in both byte orders where it is of words."""
    box = _sbox()
    inverse = bytes(box.index(value) for value in range(256))
    words: list[tuple[str, str, list[int]]] = [
        ("aes", "I", _mixed(box)),
        ("sha256", "I", [_root(prime, 32, 3) for prime in _PRIMES]),
        ("sha256", "I", [_root(prime, 32, 2) for prime in _PRIMES]),
        ("sha512", "Q", [_root(prime, 64, 3) for prime in _PRIMES]),
        ("md5", "I", [int(abs(math.sin(n)) * 2**32) for n in (1, 2, 3, 4)]),
        ("blowfish", "I", [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]),
        ("crc32", "I", [_crc_row(n, 0xEDB88320) for n in (1, 2, 3, 4)]),
        ("sha1", "I", [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]),
    ]
    found = [("aes", box[:16]), ("aes", inverse[:16])]
    found += [("chacha", b"expand 32-byte k"), ("salsa", b"expand 16-byte k")]
    for name, width, values in words:
        for order in "<>":
            found.append((name, struct.pack(f"{order}{len(values)}{width}", *values)))
    return tuple(found)


def crypto_constants(view: View) -> Iterator[Ability]:
    """Yield an Ability `crypto:NAME` for each place of a table, at most 4 a table. Linear."""
    told: dict[str, int] = {}
    at = 0
    while at < view.size:
        window = view.read(at, WINDOW + OVERLAP)
        if not window:
            return
        for name, place, offset, length in _in_window(window):
            told[name] = told.get(name, 0) + 1
            if told[name] <= KEPT:
                yield Ability(f"crypto:{name}", place, TECHNIQUE, Span(at + offset, length))
        at += WINDOW


def _in_window(window: bytes) -> Iterator[tuple[str, str, int, int]]:
    for name, needle in tables():
        offset = window.find(needle)
        if 0 <= offset < WINDOW:
            yield name, f"a table of {name}", offset, len(needle)
    offset = window.find(STANDARD)
    if 0 <= offset < WINDOW:
        yield "base64", "the alphabet of Base64", offset, 64
    for start, letters in _sixty_fours(window):
        if start < WINDOW and letters not in _KNOWN and len(set(letters)) == 64:
            yield "odd-base64", "an alphabet of 64 letters in an order of its own", start, 64


def _sixty_fours(window: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, letters) of each 64 letters in a row, one after the other."""
    flat = window.translate(_FLAT)
    at = flat.find(b"a" * 64)
    while at >= 0:
        yield at, window[at : at + 64]
        at = flat.find(b"a" * 64, at + 64)
