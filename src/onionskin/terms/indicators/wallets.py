"""Addresses of cryptocurrencies, each proved by its own checksum.

Sources: Bitcoin's Base58Check; BIP 173 and 350 (bech32, bech32m); ERC-55 (mixed case); the
Monero address format (Keccak-256 over network byte and keys); TRON (Base58Check, 0x41).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from onionskin.terms.indicators.found import Found, Text

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGITS = {sign: at for at, sign in enumerate(_BASE58)}
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# A sign that calls for a look, and the shape to look for.
_SHAPES = (
    (
        "",
        re.compile(
            r"[13LMDTX48](?:(?<![A-Za-z0-9].)(?:"
            r"(?<=[48])[1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?(?![0-9A-Za-z])"
            r"|(?<=[13LMDTX])[1-9A-HJ-NP-Za-km-z]{24,34}(?![0-9A-Za-z])))"
        ),
    ),
    ("0x", re.compile(r"0x(?<![A-Za-z0-9]..)[0-9a-fA-F]{40}(?![0-9A-Za-z])")),
    *(
        (
            prefix,
            re.compile(
                rf"{prefix}(?<![A-Za-z0-9]{'.' * len(prefix)})[a-zA-Z0-9]{{20,88}}(?![0-9A-Za-z])"
            ),
        )
        for prefix in ("bc1", "BC1", "ltc1", "LTC1")
    ),
)
_CURRENCIES = {
    0x00: "btc",
    0x05: "btc",
    0x30: "ltc",
    0x32: "ltc",
    0x1E: "doge",
    0x4C: "dash",
    0x41: "trx",
}
_MONERO = frozenset({18, 19, 42})
_BLOCKS = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}  # base58 signs -> bytes, Monero
_BECH32_TOPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def wallets(text: Text) -> Iterator[Found]:
    """Yield the addresses whose checksum holds; one whose mixed case is wrong, with a doubt."""
    for sign, shape in _SHAPES:
        if sign not in text.plain:
            continue
        for match in shape.finditer(text.plain):
            value = match[0]
            if not text.taken[match.start()] and currency(value):
                doubt = "" if _case_holds(value) else "its mixed case is no checksum of it (ERC-55)"
                yield text.claimed("wallet", value, *match.span(), doubt=doubt)


def currency(address: str) -> str:
    """Return `btc`, `ltc`, `doge`, `dash`, `trx`, `xmr` or `eth`; empty where no checksum holds."""
    if re.fullmatch(r"0x[0-9a-fA-F]{40}", address):
        return "eth" if len(set(address[2:].lower())) > 4 else ""
    if re.match(r"(?:bc|ltc)1", address.lower()):
        return address.lower().partition("1")[0].replace("bc", "btc") if _bech32(address) else ""
    if any(sign not in _DIGITS for sign in address):
        return ""
    if len(address) in (95, 106):
        return "xmr" if _monero(address) else ""
    return _base58check(address) if len(address) <= 35 else ""


def _base58check(address: str) -> str:
    number = 0
    for sign in address:
        number = number * 58 + _DIGITS[sign]
    if number >> 200:
        return ""
    raw = number.to_bytes(25, "big")
    zeros = len(address) - len(address.lstrip("1"))
    if zeros != len(raw[:21]) - len(raw[:21].lstrip(b"\0")) and raw[0] == 0:
        return ""
    once = hashlib.sha256(raw[:21]).digest()
    return _CURRENCIES.get(raw[0], "") if hashlib.sha256(once).digest()[:4] == raw[21:] else ""


def _bech32(address: str) -> bool:
    if address not in (address.lower(), address.upper()):
        return False
    prefix, _, data = address.lower().partition("1")
    if len(data) < 6 or any(sign not in _BECH32 for sign in data):
        return False
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [_BECH32.index(sign) for sign in data]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, each in enumerate(_BECH32_TOPS):
            check ^= each if (top >> at) & 1 else 0
    return check in (1, 0x2BC830A3)


def _monero(address: str) -> bool:
    raw = bytearray()
    for at in range(0, len(address), 11):
        block = address[at : at + 11]
        number = 0
        for sign in block:
            number = number * 58 + _DIGITS[sign]
        size = _BLOCKS.get(len(block), 0)
        if not size or number >> (8 * size):
            return False
        raw += number.to_bytes(size, "big")
    return raw[0] in _MONERO and keccak256(bytes(raw[:-4]))[:4] == raw[-4:]


def _case_holds(address: str) -> bool:
    digits = address[2:]
    if not address.startswith("0x") or digits in (digits.lower(), digits.upper()):
        return True
    check = keccak256(digits.lower().encode()).hex()
    return all(
        sign.isdigit() or sign.isupper() == (int(check[at], 16) > 7)
        for at, sign in enumerate(digits)
    )


# -- Keccak-256 as before FIPS 202 (its padding is 0x01, that of SHA-3 is 0x06)

_ROUNDS = 24
_LANE = (1 << 64) - 1


def keccak256(data: bytes) -> bytes:
    """Return the Keccak-256 of a few bytes (the Keccak reference, version 3.0)."""
    rate = 136
    padded = bytearray(data) + bytes(rate - len(data) % rate)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    state = [0] * 25
    for at in range(0, len(padded), rate):
        for lane in range(rate // 8):
            state[lane] ^= int.from_bytes(padded[at + 8 * lane : at + 8 * lane + 8], "little")
        state = _permuted(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


def _permuted(state: list[int]) -> list[int]:
    shift = 1
    for _ in range(_ROUNDS):
        state = _mixed(state)
        for at in range(7):
            shift = ((shift << 1) ^ ((shift >> 7) * 0x71)) % 256
            if shift & 2:
                state[0] ^= 1 << ((1 << at) - 1)
    return state


def _mixed(state: list[int]) -> list[int]:
    """One round without its constant: theta, rho and pi, chi."""
    sums = [
        state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)
    ]
    state = [
        lane ^ sums[(at + 4) % 5] ^ _turned(sums[(at + 1) % 5], 1) for at, lane in enumerate(state)
    ]
    x, y, current = 1, 0, state[1]
    for step in range(_ROUNDS):
        x, y = y, (2 * x + 3 * y) % 5
        moved = _turned(current, (step + 1) * (step + 2) // 2 % 64)
        current, state[x + 5 * y] = state[x + 5 * y], moved
    return [
        state[at] ^ (~state[at - at % 5 + (at + 1) % 5] & state[at - at % 5 + (at + 2) % 5])
        for at in range(25)
    ]


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _LANE
