"""The tables of .NET metadata: rows of numbers whose widths depend on how many rows there are.

Source: ECMA-335, 6th edition, partition II, sections 22 (tables) and 24.2.6 (the #~ stream).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property

from onionskin.errors import DamagedError
from onionskin.model import Problem

MAX_ROWS = 262_144

MODULE, TYPE_REF, TYPE_DEF, FIELD, METHOD, PARAM = 0x00, 0x01, 0x02, 0x04, 0x06, 0x08
MEMBER_REF, CUSTOM_ATTRIBUTE, EVENT, PROPERTY = 0x0A, 0x0C, 0x14, 0x17
MODULE_REF, TYPE_SPEC, IMPLEMENTATION_MAP, FIELD_RVA = 0x1A, 0x1B, 0x1C, 0x1D
ASSEMBLY, ASSEMBLY_REF, FILE, EXPORTED_TYPE, RESOURCE = 0x20, 0x23, 0x26, 0x27, 0x28
_GENERIC_PARAM = 0x2A

# What a coded index may point at, and in how many bits it says at what (II.24.2.6).
_CODED: dict[str, tuple[int, tuple[int, ...]]] = {
    "TypeDefOrRef": (2, (TYPE_DEF, TYPE_REF, TYPE_SPEC)),
    "HasConstant": (2, (FIELD, PARAM, PROPERTY)),
    "HasCustomAttribute": (5, (METHOD, FIELD, TYPE_REF, TYPE_DEF, PARAM, 0x09, MEMBER_REF, MODULE, 0x0E, PROPERTY, EVENT, 0x11, MODULE_REF, TYPE_SPEC, ASSEMBLY, ASSEMBLY_REF, FILE, EXPORTED_TYPE, RESOURCE, _GENERIC_PARAM, 0x2C, 0x2B)),
    "HasFieldMarshal": (1, (FIELD, PARAM)),
    "HasDeclSecurity": (2, (TYPE_DEF, METHOD, ASSEMBLY)),
    "MemberRefParent": (3, (TYPE_DEF, TYPE_REF, MODULE_REF, METHOD, TYPE_SPEC)),
    "HasSemantics": (1, (EVENT, PROPERTY)),
    "MethodDefOrRef": (1, (METHOD, MEMBER_REF)),
    "MemberForwarded": (1, (FIELD, METHOD)),
    "Implementation": (2, (FILE, ASSEMBLY_REF, EXPORTED_TYPE)),
    "CustomAttributeType": (3, (METHOD, MEMBER_REF)),
    "ResolutionScope": (2, (MODULE, MODULE_REF, ASSEMBLY_REF, TYPE_REF)),
    "TypeOrMethodDef": (1, (TYPE_DEF, METHOD)),
}  # fmt: skip

# Columns: 2 and 4 are numbers of so many bytes, S, G, B places in heaps, an int in a tuple a row of a table.
_Column = int | str | tuple[int]
_COLUMNS: dict[int, tuple[_Column, ...]] = {
    0x00: (2, "S", "G", "G", "G"),
    0x01: ("ResolutionScope", "S", "S"),
    0x02: (4, "S", "S", "TypeDefOrRef", (FIELD,), (METHOD,)),
    0x03: ((FIELD,),),
    0x04: (2, "S", "B"),
    0x05: ((METHOD,),),
    0x06: (4, 2, 2, "S", "B", (PARAM,)),
    0x07: ((PARAM,),),
    0x08: (2, 2, "S"),
    0x09: ((TYPE_DEF,), "TypeDefOrRef"),
    0x0A: ("MemberRefParent", "S", "B"),
    0x0B: (2, "HasConstant", "B"),
    0x0C: ("HasCustomAttribute", "CustomAttributeType", "B"),
    0x0D: ("HasFieldMarshal", "B"),
    0x0E: (2, "HasDeclSecurity", "B"),
    0x0F: (2, 4, (TYPE_DEF,)),
    0x10: (4, (FIELD,)),
    0x11: ("B",),
    0x12: ((TYPE_DEF,), (EVENT,)),
    0x13: ((EVENT,),),
    0x14: (2, "S", "TypeDefOrRef"),
    0x15: ((TYPE_DEF,), (PROPERTY,)),
    0x16: ((PROPERTY,),),
    0x17: (2, "S", "B"),
    0x18: (2, (METHOD,), "HasSemantics"),
    0x19: ((TYPE_DEF,), "MethodDefOrRef", "MethodDefOrRef"),
    0x1A: ("S",),
    0x1B: ("B",),
    0x1C: (2, "MemberForwarded", "S", (MODULE_REF,)),
    0x1D: (4, (FIELD,)),
    0x1E: (4, 4),
    0x1F: (4,),
    0x20: (4, 2, 2, 2, 2, 4, "B", "S", "S"),
    0x21: (4,),
    0x22: (4, 4, 4),
    0x23: (2, 2, 2, 2, 4, "B", "S", "S", "B"),
    0x24: (4, (ASSEMBLY_REF,)),
    0x25: (4, 4, 4, (ASSEMBLY_REF,)),
    0x26: (4, "S", "B"),
    0x27: (4, 4, "S", "S", "Implementation"),
    0x28: (4, 4, "S", "Implementation"),
    0x29: ((TYPE_DEF,), (TYPE_DEF,)),
    0x2A: (2, 2, "TypeOrMethodDef", "S"),
    0x2B: ("MethodDefOrRef", "B"),
    0x2C: ((_GENERIC_PARAM,), "TypeDefOrRef"),
}

Row = tuple[int, ...]


class Tables:
    """The rows of a #~ (or #-) stream. `end` is where the last table ends in it."""

    def __init__(self, data: bytes, problems: list[Problem]) -> None:
        """`data` is the stream; DamagedError where its head cannot be read."""
        if len(data) < 24:
            raise DamagedError("the stream of tables is shorter than its head")
        heaps, valid = struct.unpack_from("<6xBxQ", data)
        self._data, self._heaps = data, heaps
        present = [number for number in range(64) if valid >> number & 1]
        at = 24 + 4 * len(present)
        if len(data) < at:
            raise DamagedError("the stream of tables is shorter than its counts")
        counts = struct.unpack_from(f"<{len(present)}I", data, 24)
        self.counts = dict(zip(present, counts, strict=True))
        # Edit-and-continue writers put four bytes of their own there.
        at += 4 if heaps & 0x40 else 0
        self._starts: dict[int, int] = {}
        for number in present:
            if number not in _COLUMNS:
                detail = f"table {number:#x} is none of ECMA-335; those behind it were not read"
                problems.append(Problem("clr-table", detail))
                break
            self._starts[number] = at
            at += self._form(number).size * self.counts[number]
        if at > len(data):
            detail = f"the tables of the metadata need {at} bytes, {len(data)} are there"
            problems.append(Problem("truncated", detail))
        for number, count in self.counts.items():
            if count > MAX_ROWS:
                detail = f"table {number:#x} declares {count} rows, {MAX_ROWS} were read"
                problems.append(Problem("limit:clr-rows", detail))
        self.end = min(at, len(data))

    def rows(self, number: int) -> Iterator[Row]:
        """Yield the rows of a table, as far as they are there, at most 262,144."""
        start = self._starts.get(number)
        if start is None:
            return
        form = self._form(number)
        room = max(len(self._data) - start, 0) // form.size
        count = min(self.counts[number], room, MAX_ROWS)
        yield from form.iter_unpack(self._data[start : start + count * form.size])

    def target(self, kind: str, value: int) -> tuple[int, int]:
        """Return (table, row from 1) of a coded index; the table is -1 where there is none."""
        bits, tables = _CODED[kind]
        tag = value & ((1 << bits) - 1)
        if kind == "CustomAttributeType":
            tag -= 2
        return (tables[tag] if 0 <= tag < len(tables) else -1), value >> bits

    @cached_property
    def _forms(self) -> dict[int, struct.Struct]:
        return {}

    def _form(self, number: int) -> struct.Struct:
        found = self._forms.get(number)
        if found is None:
            letters = "".join("H" if self._is_short(each) else "I" for each in _COLUMNS[number])
            found = self._forms[number] = struct.Struct("<" + letters)
        return found

    def _is_short(self, column: _Column) -> bool:
        if isinstance(column, int):
            return column == 2
        if isinstance(column, tuple):
            return int(self.counts.get(column[0], 0)) < 1 << 16
        if column in {"S", "G", "B"}:
            return not self._heaps & {"S": 1, "G": 2, "B": 4}[column]
        bits, tables = _CODED[column]
        return all(self.counts.get(each, 0) < 1 << (16 - bits) for each in tables)
