"""Containers and executables that are known by their first bytes and that nothing here opens.

Naming them is the difference between "opaque data" and "we could not look inside".
An entry leaves when a container plugin of that format arrives.
"""

from __future__ import annotations

from onionskin.plugins.view import View

# Each row: where the magic stands (from the end, if negative), the magic, the format's name.
KNOWN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"MSWIM\0\0\0", "Windows image"),
    (0, b"ISc(", "InstallShield cabinet"),
    (0, b"idska32\x1a", "slice of an Inno Setup installer"),
    (0, b"idskb32\x1a", "slice of an Inno Setup installer"),
    (0, b"encrcdsa", "encrypted Apple disk image"),
    (-8, b"cdsaencr", "encrypted Apple disk image"),
    (32769, b"BEA01", "UDF disc image"),
)


_FIRST = frozenset(magic[0] for offset, magic, _ in KNOWN if not offset)
_ELSEWHERE = tuple(row for row in KNOWN if row[0])


def unopened(view: View) -> str | None:
    """Return the name of the known format that these bytes are, or None: opaque data."""
    head = view.read(0, 1)
    for offset, magic, name in KNOWN if head and head[0] in _FIRST else _ELSEWHERE:
        start = offset if offset >= 0 else view.size + offset
        if 0 <= start <= view.size - len(magic) and view.read(start, len(magic)) == magic:
            return name
    return None
