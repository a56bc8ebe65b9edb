"""Build inert ELF files and ar archives: filler for code, real headers. Source: gABI; ar(5)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

FILLER = b"inert filler, no code. "
_PAGE = 0x1000


@dataclass(frozen=True)
class ElfRecipe:
    """What an inert ELF file is to say of itself. `kind` is e_type: 1 object, 2 program, 3 library.

    `extra` are further sections by name, those of `.rela` of relocations; `gap` stands between two sections, where a
    linker leaves zeros; `moved` puts what patchelf leaves behind there.
    """

    wide: bool = True
    big: bool = False
    kind: int = 3
    interpreter: str = ""
    soname: str = ""
    needed: tuple[str, ...] = ()
    runpath: str = ""
    imports: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    build_id: bytes = b""
    sections: bool = True
    text: bytes = FILLER * 16
    extra: Mapping[str, bytes] | None = None
    gap: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True)
class _Part:
    name: str
    type: int
    flags: int
    data: bytes
    link: str = ""
    entry: int = 0


class _Writer:
    """Puts the parts one behind the other; addresses are offsets."""

    def __init__(self, recipe: ElfRecipe) -> None:
        self.recipe = recipe
        self.order = ">" if recipe.big else "<"
        self.header = 64 if recipe.wide else 52
        self.row = 56 if recipe.wide else 32

    def pack(self, form: str, *values: int) -> bytes:
        return struct.pack(self.order + form, *values)

    def build(self) -> bytes:
        recipe = self.recipe
        linked = recipe.kind != 1
        kinds = [1, 2] + [3] * bool(recipe.interpreter) + [4] * bool(recipe.build_id)
        start = self.header + (self.row * len(kinds) if linked else 0)
        parts = self._parts(start) if linked else self._object()
        body, places = b"", {}
        for part in parts:
            body += bytes(-(start + len(body)) % 8)
            places[part.name] = (start + len(body), len(part.data))
            body += part.data
            if part.name == ".text":
                body += recipe.gap
        loaded = start + len(body)
        names = b"\0" + b"".join(each.name.encode() + b"\0" for each in parts) + b".shstrtab\0"
        out = body
        table = 0
        if recipe.sections:
            places[".shstrtab"] = (loaded, len(names))
            parts.append(_Part(".shstrtab", 3, 0, names))
            out += names + bytes(-(loaded + len(names)) % 8)
            table = start + len(out)
            out += self._rows(parts, places, names)
        count = len(parts) + 1 if recipe.sections else 0
        programs = (
            b"".join(self._program(kind, places, loaded) for kind in kinds) if linked else b""
        )
        head = self._header(len(kinds) if linked else 0, table, count)
        return head + programs + out + recipe.tail

    def _header(self, programs: int, table: int, count: int) -> bytes:
        ident = b"\x7fELF" + bytes([1 + self.recipe.wide, 1 + self.recipe.big, 1]) + bytes(9)
        machine = {(True, False): 62, (True, True): 22, (False, False): 3, (False, True): 8}
        number = machine[self.recipe.wide, self.recipe.big]
        form = "HHIQQQI6H" if self.recipe.wide else "HHIIIII6H"
        first = self.header if programs else 0
        row = 64 if self.recipe.wide else 40
        return ident + self.pack(
            form, self.recipe.kind, number, 1, 0, first, table, 0, self.header,
            self.row if programs else 0, programs, row, count, max(count - 1, 0),
        )  # fmt: skip

    def _program(self, kind: int, places: dict[str, tuple[int, int]], loaded: int) -> bytes:
        named = {2: ".dynamic", 3: ".interp", 4: ".note.gnu.build-id"}
        offset, size = (0, loaded) if kind == 1 else places[named[kind]]
        flags, alignment = (7, _PAGE) if kind == 1 else (4, 8)
        if self.recipe.wide:
            return self.pack("IIQQQQQQ", kind, flags, offset, offset, offset, size, size, alignment)
        return self.pack("IIIIIIII", kind, offset, offset, offset, size, size, flags, alignment)

    def _object(self) -> list[_Part]:
        return [_Part(".text", 1, 6, self.recipe.text), *self._extra()]

    def _extra(self) -> list[_Part]:
        further = (self.recipe.extra or {}).items()
        return [
            _Part(name, 4 if name.startswith(".rela") else 1, 0, data) for name, data in further
        ]

    def _parts(self, start: int) -> list[_Part]:
        recipe = self.recipe
        texts = b"\0"
        at: dict[str, int] = {"": 0}
        words = (*recipe.needed, recipe.soname, recipe.runpath, *recipe.imports, *recipe.exports)
        for word in words:
            if word not in at:
                at[word] = len(texts)
                texts += word.encode() + b"\0"
        symbols = self._symbol(0, 0, 0)
        symbols += b"".join(self._symbol(at[each], 0, 0x12) for each in recipe.imports)
        symbols += b"".join(self._symbol(at[each], 1, 0x12) for each in recipe.exports)
        parts = []
        if recipe.interpreter:
            parts.append(_Part(".interp", 1, 2, recipe.interpreter.encode() + b"\0"))
        if recipe.build_id:
            note = self.pack("III", 4, len(recipe.build_id), 3) + b"GNU\0" + recipe.build_id
            parts.append(_Part(".note.gnu.build-id", 7, 2, note))
        reached = start
        for part in parts:
            reached += -reached % 8 + len(part.data)
        first = reached + -reached % 8
        second = first + len(symbols) + -(first + len(symbols)) % 8
        entries = [(1, at[each]) for each in recipe.needed]
        entries += [(14, at[recipe.soname])] * bool(recipe.soname)
        entries += [(29, at[recipe.runpath])] * bool(recipe.runpath)
        entries += [(5, second), (6, first), (10, len(texts)), (0, 0)]
        word = "QQ" if recipe.wide else "II"
        size = 24 if recipe.wide else 16
        return [
            *parts,
            _Part(".dynsym", 11, 2, symbols, ".dynstr", size),
            _Part(".dynstr", 3, 2, texts),
            _Part(
                ".dynamic", 6, 3, b"".join(self.pack(word, *each) for each in entries), ".dynstr"
            ),
            _Part(".text", 1, 6, recipe.text),
            _Part(".bss", 8, 3, b""),
            *self._extra(),
        ]

    def _symbol(self, name: int, section: int, info: int) -> bytes:
        if self.recipe.wide:
            return self.pack("IBBHQQ", name, info, 0, section, 0, 0)
        return self.pack("IIIBBH", name, 0, 0, info, 0, section)

    def _rows(self, parts: list[_Part], places: dict[str, tuple[int, int]], names: bytes) -> bytes:
        form = "IIQQQQIIQQ" if self.recipe.wide else "IIIIIIIIII"
        out = self.pack(form, *([0] * 10))
        index = {part.name: number + 1 for number, part in enumerate(parts)}
        for part in parts:
            offset, size = places[part.name]
            name = names.index(b"\0" + part.name.encode() + b"\0") + 1
            address = offset if part.flags & 2 else 0
            link = index.get(part.link, 0)
            out += self.pack(
                form, name, part.type, part.flags, address, offset,
                0x4000 if part.type == 8 else size, link, 0, 8, part.entry,
            )  # fmt: skip
        return out


def build_elf(recipe: ElfRecipe | None = None) -> bytes:
    """Return an ELF file with the headers, tables and words of the recipe, and no code."""
    return _Writer(recipe or ElfRecipe()).build()


# --- ar -------------------------------------------------------------------------------------------


def ar_member(name: bytes, data: bytes, *, size: int | None = None, middle: bytes = b"") -> bytes:
    """Return one member: its 60-byte header, its data, its padding. `middle` replaces date to mode."""
    fields = (middle or b"0           0     0     100644  ").ljust(32)
    stated = str(len(data) if size is None else size).encode()
    return name.ljust(16) + fields + stated.ljust(10) + b"`\n" + data + b"\n" * (len(data) % 2)


def build_ar(members: Mapping[str, bytes], *, style: str = "gnu", tail: bytes = b"") -> bytes:
    """Return an ar archive. `style` is `gnu` (with tables), `bsd` or `deb` (plain names)."""
    out, names = b"!<arch>\n", b""
    body = b""
    for name, data in members.items():
        raw = name.encode("utf-8", "surrogatepass")
        if style == "deb":
            body += ar_member(raw, data)
        elif style == "bsd":
            body += ar_member(b"#1/%d" % len(raw), raw + data)
        elif len(raw) > 15 or b"/" in raw:
            body += ar_member(b"/%d" % len(names), data)
            names += raw + b"/\n"
        else:
            body += ar_member(raw + b"/", data)
    if style == "gnu":
        out += ar_member(b"/", bytes(4))
        out += ar_member(b"//", names) if names else b""
    return out + body + tail
