"""Edits of a plain tar that leave all its other bytes as they are."""

from __future__ import annotations


def appended(plain: bytes, name: str, body: bytes, mode: int = 0o755) -> bytes:
    """Return a tar with one more file at its end."""
    end = _end(plain)
    return plain[:end] + _row(name, body, mode) + plain[end:]


def replaced(plain: bytes, name: str, version: bytes) -> bytes:
    """Return a tar whose file of control fields states another version."""
    at = 0
    while plain[at]:
        size = int(plain[at + 124 : at + 135].rstrip(b"\0 ") or b"0", 8)
        whole = 512 + -(-size // 512) * 512
        if plain[at : at + 100].rstrip(b"\0").decode() == name:
            lines = plain[at + 512 : at + 512 + size].split(b"\n")
            made = [b"Version: " + version if each.startswith(b"Version: ") else each for each in lines]  # fmt: skip
            return plain[:at] + _row(name, b"\n".join(made), 0o644) + plain[at + whole :]
        at += whole
    raise ValueError(name)


def _end(plain: bytes) -> int:
    at = 0
    while at < len(plain) and plain[at]:
        at += 512 + -(-int(plain[at + 124 : at + 135].rstrip(b"\0 ") or b"0", 8) // 512) * 512
    return at


def _row(name: str, body: bytes, mode: int) -> bytes:
    head = bytearray(512)
    head[: len(name)] = name.encode()
    head[100:108] = b"%07o\0" % mode
    head[108:124] = b"0000000\x000000000\0"
    head[124:136] = b"%011o\0" % len(body)
    head[136:148] = b"14000000000\0"
    head[156:157] = b"0"
    head[257:265] = b"ustar\x0000"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + body + bytes(-len(body) % 512)
