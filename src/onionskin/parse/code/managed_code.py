"""What a .NET program can do, by what its metadata refer to, and how its texts are hidden.

Source: ECMA-335, 6th edition, partition II, sections 22.25 and 24.2.4, partition III, section 3.40 (ldc.i8);
G. Fowler, L. Noll, K.-P. Vo, FNV-1a (1991); public analyses of SUNBURST (December 2020) for names as hashes, and
texts as base64 of deflated bytes.
"""

from __future__ import annotations

import base64
import re
import struct
import tomllib
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from onionskin.model import Problem, Span, Value
from onionskin.parse.code.abilities import Ability, abilities_of
from onionskin.parse.code.telling_words import classes
from onionskin.parse.programs import clr_tables as t
from onionskin.parse.programs.clr import Clr, compressed
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.plugins.view import View

MAX_TEXTS = 65_536
MAX_USER = 32 << 20
KEPT = 2048  # abilities
SHOWN = 16  # places of one ability
INFLATED = 4096
HASHES = 24  # 8-byte numbers without order that make a table of hashes
_MAX_TABLE = 1 << 20
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,4096}={0,2}")
_LDC_I8 = b"\x21"
_FNV_BASIS = _LDC_I8 + (0xCBF29CE484222325).to_bytes(8, "little")
_FNV_PRIME = _LDC_I8 + (0x100000001B3).to_bytes(8, "little")


class ManagedSet(Value, frozen=True):
    """One row of managed_apis.toml."""

    id: str
    technique: str
    says: str
    types: tuple[str, ...]
    members: tuple[str, ...]


class ManagedCode(Value, frozen=True):
    """That the references of a managed program were looked at, and how many of each there are.

    `packed` counts the texts that are base64 of deflated text.
    """

    types: int
    members: int
    texts: int
    packed: int


@cache
def managed_sets() -> tuple[ManagedSet, ...]:
    """Return the sets, in the order of the file."""
    text = Path(__file__).with_name("managed_apis.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["set"], tuple[ManagedSet, ...])


@cache
def _by_name() -> dict[str, tuple[ManagedSet, ...]]:
    found: dict[str, tuple[ManagedSet, ...]] = {}
    for each in managed_sets():
        for name in (*each.types, *each.members):
            found[name] = (*found.get(name, ()), each)
    return found


def managed_code(
    view: View, layout: PeLayout, clr: Clr, problems: list[Problem]
) -> Iterator[Ability | ManagedCode]:
    """Yield the abilities of a managed program, and last what was looked at."""
    types = _types(clr)
    members = list(_members(clr, types))
    found = {key: each for key, each in _by_reference(types, members)}  # noqa: C416 - the last of a key
    yield from [found[key] for key in sorted(found)][:KEPT]
    yield from abilities_of(clr.assembly.natives, ())
    texts = packed = 0
    first: Span | None = None
    for text, span in _texts(view, clr, problems):
        texts += 1
        shown = _unpacked(text)
        if shown is not None:
            packed += 1
            first = first or span
            yield from _hidden_words(shown, span)
    if packed:
        place = f"{packed} texts are base64 of deflated text"
        yield Ability("packed-texts", place, "T1027.013", first, "base64 and deflate")
    yield from _hashed_names(view, layout, clr)
    yield ManagedCode(len(types), len(members), texts, packed)


# --- references -------------------------------------------------------------------------------------


def _types(clr: Clr) -> list[str]:
    """Return the full names of the types referred to, in the order of their rows."""
    if clr.tables is None:
        return []
    rows = clr.tables.rows(t.TYPE_REF)
    return [".".join(filter(None, (clr.text(space), clr.text(name)))) for _, name, space in rows]


def _members(clr: Clr, types: list[str]) -> Iterator[str]:
    """Yield `Type::member` of each member of a type that is referred to by name."""
    if clr.tables is None:
        return
    for parent, name, _ in clr.tables.rows(t.MEMBER_REF):
        table, row = clr.tables.target("MemberRefParent", parent)
        if table == t.TYPE_REF and 0 < row <= len(types):
            yield f"{types[row - 1]}::{clr.text(name)}"


def _by_reference(
    types: list[str], members: list[str]
) -> Iterator[tuple[tuple[str, str], Ability]]:
    known = _by_name()
    for name in (*types, *members):
        whole = name.partition("::")[0]
        space = whole.rpartition(".")[0] + "."
        # Of a whole type or namespace, the type says it; its members would only repeat it.
        wanted = (whole, space) if "::" not in name else (name,)
        for each in (one for key in wanted for one in known.get(key, ())):
            yield (each.id, name), Ability(each.id, f"reference to {name}", each.technique)


# --- texts -------------------------------------------------------------------------------------------


def _texts(view: View, clr: Clr, problems: list[Problem]) -> Iterator[tuple[str, Span]]:
    """Yield the texts of #US, and where their letters stand."""
    place = clr.user_strings
    if place is None:
        return
    data = view.read(place.offset, min(place.length, MAX_USER))
    at = 1
    for _ in range(MAX_TEXTS):
        if at >= len(data):
            return
        length, width = compressed(data, at)
        if not width:
            return
        raw = data[at + width : at + width + (length & ~1)]
        if raw:
            yield raw.decode("utf-16-le", "replace"), Span(place.offset + at + width, len(raw))
        at += width + length
    if at < len(data):
        detail = f"more than {MAX_TEXTS} texts in #US; the others were not looked at"
        problems.append(Problem("limit:clr-texts", detail))


def _unpacked(text: str) -> str | None:
    """Return the text that a text is base64 of the deflated form of, or None; at most 4 KiB of it."""
    if len(text) % 4 or not _BASE64.fullmatch(text):
        return None
    raw = base64.b64decode(text)
    inflater = zlib.decompressobj(-15)
    try:
        out = inflater.decompress(raw, INFLATED)
    except zlib.error:
        return None
    if not out or (inflater.unused_data.strip(b"\0") and len(inflater.unused_data) > 8):
        return None
    if not inflater.eof and not inflater.unconsumed_tail:
        return None
    for form in ("utf-8", "utf-16-le"):
        try:
            shown = out.decode(form)
        except UnicodeDecodeError:
            continue
        if shown.isprintable():
            return shown
    return None


def _hidden_words(text: str, span: Span) -> Iterator[Ability]:
    lower = text.lower()
    for kind in classes():
        for word in (*kind.words, *kind.masked):
            if word in lower:
                place = repr(word)[1:-1]
                yield Ability(f"words:{kind.id}", place, kind.technique, span, "base64 and deflate")
                break


# --- names as hashes -----------------------------------------------------------------------------------


def _hashed_names(view: View, layout: PeLayout, clr: Clr) -> Iterator[Ability]:
    """Yield one ability where code computes 64-bit FNV-1a, and a table of such numbers is carried along."""
    basis = view.find(_FNV_BASIS)
    if basis < 0 or view.find(_FNV_PRIME) < 0:
        return
    for span in _tables_of_numbers(view, layout, clr):
        count = span.length // 8
        place = f"FNV-1a over names, and {count} numbers of 8 bytes to compare with"
        yield Ability("hashed-names", place, "T1027.007", span)
        return


def _tables_of_numbers(view: View, layout: PeLayout, clr: Clr) -> Iterator[Span]:
    """Yield the initial values of fields that look like many hashes: all large, all different."""
    if clr.tables is None:
        return
    addresses = Addresses(layout)
    starts = sorted({row[0] for row in clr.tables.rows(t.FIELD_RVA)})
    # The size of a field's value is in its type; no value is longer than the way to the next.
    for start, following in pairwise([*starts, (starts[-1] if starts else 0) + _MAX_TABLE]):
        data = addresses.read(view, start, min(following - start, _MAX_TABLE))
        count = 0
        seen: set[int] = set()
        for (number,) in struct.iter_unpack("<Q", data[: len(data) // 8 * 8]):
            if number < 1 << 48 or number in seen:
                break
            seen.add(number)
            count += 1
        offset = addresses.offset(start)
        if count >= HASHES and offset is not None:
            yield Span(offset, 8 * count)
