"""What the code of a managed program asks of others by name, and a digest of that code.

Source: ECMA-335, 6th edition, partition II, sections 22.25, 22.26, 22.38 and 25.4 (headers of method bodies).
Code names a member by a row of a table: under other names in the rows, the same code does something else.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Value
from onionskin.parse.programs import clr_tables as t
from onionskin.parse.programs.clr import Clr
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.plugins.view import View

_START = ".cctor"
MAX_METHODS = 65_536
MAX_NAMES = 16_384
MAX_CODE = 32 << 20


class ManagedCalls(Value, frozen=True):
    """`code` is a digest of the bodies of all methods, in order, empty where there are none or not all were read.

    `names` are the types and members of others that are referred to, sorted, each once. `initializes` says that
    the module has an initialiser, which runs before anything else of it.
    """

    code: str
    names: tuple[str, ...]
    initializes: bool = False


def managed_calls(view: View, layout: PeLayout, clr: Clr) -> ManagedCalls | None:
    """Return the digest of the code and what it asks for; None where the tables cannot be read."""
    if clr.tables is None:
        return None
    names = sorted({*_types(clr, clr.tables), *_members(clr, clr.tables), *clr.assembly.natives})
    return ManagedCalls(
        _digest(view, layout, clr.tables), tuple(names[:MAX_NAMES]), _initializes(clr, clr.tables)
    )


def _initializes(clr: Clr, tables: t.Tables) -> bool:
    """Say whether the first type, which is the module itself, has a first method that starts it (II.10.5.3)."""
    begins = [row[5] for row in islice(tables.rows(t.TYPE_DEF), 2)]
    if not begins:
        return False
    end = begins[1] - 1 if len(begins) > 1 else None
    own = islice(tables.rows(t.METHOD), max(begins[0] - 1, 0), max(end, 0) if end is not None else None)  # fmt: skip
    return any(clr.text(row[3]) == _START for row in own)


def _types(clr: Clr, tables: t.Tables) -> Iterator[str]:
    for _, name, space in tables.rows(t.TYPE_REF):
        yield ".".join(filter(None, (clr.text(space), clr.text(name))))


def _members(clr: Clr, tables: t.Tables) -> Iterator[str]:
    for _, name, _ in tables.rows(t.MEMBER_REF):
        yield f"::{clr.text(name)}"


def _digest(view: View, layout: PeLayout, tables: t.Tables) -> str:
    addresses, left = Addresses(layout), MAX_CODE
    made = hashlib.blake2b(digest_size=16)
    count = 0
    for number, row in enumerate(tables.rows(t.METHOD)):
        if not row[0]:
            continue
        length = _length(addresses.read(view, row[0], 12))
        left -= length
        if number >= MAX_METHODS or left < 0:
            return ""
        made.update(struct.pack("<I", length) + addresses.read(view, row[0], length))
        count += 1
    return made.hexdigest() if count else ""


def _length(head: bytes) -> int:
    """Return the length of a method's body with its header: a tiny one of a byte, or a fat one of twelve."""
    if not head:
        return 0
    if head[0] & 3 == 2:
        return 1 + (head[0] >> 2)
    return 12 + int(struct.unpack_from("<I", head, 4)[0]) if len(head) == 12 else len(head)
