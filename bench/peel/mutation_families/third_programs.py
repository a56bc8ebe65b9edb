"""Third set: changes of native and managed programs; inert bytes, never code that runs; each family says what a reviewer sees.

"Marks renewed" says that the marks which a build leaves (times, GUID, build id, UUID, module id) are others too, as
of somebody who sits in the build: there the marks betray nothing, and what is added must be seen itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

from mutation_families.edited_programs import Made, parts
from mutation_families.edits import filler
from mutation_families.program_changes import READ, RUN, WANTED, file_offset, grown, with_imports
from mutation_families.programs import directory_offset
from mutation_families.releases import with_section
from onionskin.lookalike.pe import with_checksum

MARK = b"inert mark of 2026"
# Members of the runtime that the bases ask for.
HARMLESS = (b"get_BaseDirectory", b"CompareExchange", b"GetTypeFromHandle")
ONE_CALL: dict[str, tuple[str, ...]] = {"KERNEL32.dll": ("WinExec",)}
ADDRESS = b"https://192.0.2.7/inert"
TEXT = rb"[A-Z][a-z]+ [A-Za-z ,.'%-]{22,90}(?=\0)|[a-z]+ [A-Za-z ,.'%-]{22,90}(?=\0)"


def put(data: bytes, at: int, body: bytes) -> bytes:
    return data[:at] + body + data[at + len(body) :]


def text_replaced(data: bytes) -> bytes:
    """Return a program with an address where it had a message; nothing without a long one."""
    found = list(re.finditer(TEXT, data))
    each = found[len(found) // 2] if found else None
    return put(data, each.start(), ADDRESS.ljust(len(each[0]), b"\0")) if each else b""


# --- PE -------------------------------------------------------------------------------------------------


def nt_of(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, 0x3C)[0])


def directory(data: bytes, number: int) -> int:
    return directory_offset(data) - 32 + 8 * number


def entry_of(data: bytes, number: int) -> tuple[int, int]:
    rva, size = struct.unpack_from("<II", data, directory(data, number))
    return int(rva), int(size)


def renewed(data: bytes) -> bytes:
    """Return a PE file with the marks of another build: its time, and those of its debug directory."""
    if not data:
        return b""
    when = struct.pack("<I", struct.unpack_from("<I", data, nt_of(data) + 8)[0] ^ 0x0001_2345)
    out = put(data, nt_of(data) + 8, when)
    rva, size = entry_of(data, 6)
    for at in range(file_offset(data, rva), file_offset(data, rva) + size, 28) if rva else ():
        kind, length, _, raw = struct.unpack_from("<4I", data, at + 12)
        out = put(out, at + 4, when)
        if (kind == 2 and data[raw : raw + 4] == b"RSDS") or (kind == 16 and length > 20):
            out = put(out, raw + 4, MARK[:16])
    return with_checksum(out)


def placed(data: bytes, number: int, build: Callable[[int], bytes], size: int = 0) -> bytes:
    """Return a program with a section that `build` fills by its address, and a data directory that leads to it."""
    room = len(build(0))
    made = with_section(data, bytes(room), READ)
    if not made:
        return b""
    last = parts(made)[-1]
    made = put(made, last.at, build(last.rva))
    return with_checksum(put(made, directory(made, number), struct.pack("<II", last.rva, size or room)))  # fmt: skip


def is_wide(data: bytes) -> bool:
    return data[nt_of(data) + 24 :][:2] == b"\x0b\x02"


def delayed(data: bytes, library: str, names: tuple[str, ...]) -> bytes:
    """Return a program that would load a library on first use; nothing where it already does so."""
    if entry_of(data, 13)[0]:
        return b""
    form = "<Q" if is_wide(data) else "<I"
    width = struct.calcsize(form)

    def build(rva: int) -> bytes:
        lists, module = 64, 64 + 2 * width * (len(names) + 1)
        text, places = library.encode() + b"\0", []
        for each in names:
            places.append(rva + module + 8 + len(text))
            text += b"\0\0" + each.encode() + b"\0"
        rows = b"".join(struct.pack(form, each) for each in places) + bytes(width)
        head = struct.pack("<8I", 1, rva + module + 8, rva + module, rva + lists, rva + lists + len(rows), 0, 0, 0)  # fmt: skip
        return head + bytes(32) + rows + rows + bytes(8) + text

    return placed(data, 13, build, 64)


def start_in_slack(data: bytes) -> bytes:
    """Return a program that starts behind the end of its code, in the room up to the next section; nothing without such room."""
    code = next(each for each in parts(data) if each.flags & RUN == RUN)
    room = code.size - code.size_in_memory
    if room < 48 or not entry_point(data):
        return b""
    made = put(data, code.at + code.size_in_memory, b"\xc3" + filler("words", 39))
    made = put(made, code.row + 8, struct.pack("<I", code.size_in_memory + 40))
    return with_checksum(put(made, nt_of(data) + 40, struct.pack("<I", code.rva + code.size_in_memory)))  # fmt: skip


def entry_point(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, nt_of(data) + 40)[0])


def library_renamed(data: bytes) -> bytes:
    """Return a program whose last library is called a little otherwise."""
    at, rva = file_offset(data, entry_of(data, 1)[0]), 0
    while struct.unpack_from("<I", data, at + 12)[0]:
        rva = struct.unpack_from("<I", data, at + 12)[0]
        at += 20
    name = file_offset(data, rva)
    end = data.index(b".", name)
    return with_checksum(put(data, end - 1, b"l" if data[end - 1 : end] == b"1" else b"1"))


def resources(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield type, offset and size of each resource."""
    rva, _ = entry_of(data, 2)
    start = file_offset(data, rva) if rva else 0

    def walk(at: int, kind: int, depth: int) -> Iterator[tuple[int, int, int]]:
        named, numbered = struct.unpack_from("<HH", data, start + at + 12)
        for row in range(named + numbered):
            number, to = struct.unpack_from("<II", data, start + at + 16 + 8 * row)
            if to & 0x8000_0000 and depth < 3:
                yield from walk(to & 0x7FFF_FFFF, kind or number, depth + 1)
            else:
                place, size = struct.unpack_from("<II", data, start + to)
                yield kind, file_offset(data, place), size

    if rva:
        yield from walk(0, 0, 0)


def resource_replaced(data: bytes, texture: str) -> bytes:
    """Return a program whose largest resource is filler of the same size."""
    known = [each for each in resources(data) if each[2] >= 512 and each[0] != 24]
    if not known:
        return b""
    _, at, size = max(known, key=lambda each: each[2])
    return with_checksum(put(data, at + 64, filler(texture, size - 64)))


def more_rights(data: bytes) -> bytes:
    """Return a program whose manifest asks for the rights of an administrator, in the room that blanks leave."""
    for kind, at, size in resources(data):
        text = data[at : at + size]
        if kind == 24 and b"asInvoker" in text:
            made = text.replace(b"asInvoker", b"requireAdministrator")
            while len(made) > size and re.search(rb">\s+<", made):
                made = re.sub(rb">\s+<", b"><", made, count=1)
            return with_checksum(put(data, at, made.ljust(size))) if len(made) <= size else b""
    return b""


def callback_more(data: bytes) -> bytes:
    """Return a program whose list of TLS callbacks is one longer, in a section of its own; nothing without such a list."""
    rva, _ = entry_of(data, 9)
    if not rva:
        return b""
    form, width = ("<Q", 8) if is_wide(data) else ("<I", 4)
    nt = nt_of(data)
    image = struct.unpack_from(form, data, nt + 24 + (24 if width == 8 else 28))[0]
    head = file_offset(data, rva)
    listed = struct.unpack_from(form, data, head + 3 * width)[0]
    if not listed:
        return b""
    at, known = file_offset(data, listed - image), []
    while one := struct.unpack_from(form, data, at)[0]:
        known.append(one)
        at += width
    made = with_section(data, bytes(256), RUN)
    if not made:
        return b""
    last = parts(made)[-1]
    rows = b"".join(struct.pack(form, each) for each in (*known, image + last.rva + 128, 0))
    made = put(made, last.at, rows.ljust(128, b"\0") + b"\xc3" + filler("words", 100))
    return with_checksum(put(made, head + 3 * width, struct.pack(form, image + last.rva)))


def guards_off(data: bytes, flags: int) -> bytes:
    at = nt_of(data) + 24 + 70
    known = struct.unpack_from("<H", data, at)[0]
    return with_checksum(put(data, at, struct.pack("<H", known & ~flags))) if known & flags else b""


def pe_edits(data: bytes) -> Iterator[Made]:
    """Edit an unsigned PE file.

    Reviewers see, by family:

    on first use: a table of delayed imports in a program without one;
    start behind the end: an entry point in the last bytes of the code, among words, where no table of unwinding reaches;
    a library's name: a library that no system has, one letter from a known one;
    a resource: other bytes, of another texture, under the same name and size;
    more rights: the manifest's level;
    a callback: one more function before the entry point, in a new section;
    guards: protections of memory that the release before asked for;
    marks renewed: imports of the network and of other processes, in a program that had none; a section of random bytes;
    an address where there was a message.
    """
    yield "PE: a library loaded on first use", "WININET", delayed(data, "WININET.dll", ("InternetOpenUrlA", "InternetReadFile"))  # fmt: skip
    yield "PE: a library loaded on first use", "marks renewed", renewed(delayed(data, "WS2_32.dll", ("connect", "send", "recv")))  # fmt: skip
    yield "PE: start behind the end of the code", "marks renewed", renewed(start_in_slack(data))
    yield "PE: a library's name changed", "one letter", library_renamed(data)
    yield "PE: a library's name changed", "marks renewed", renewed(library_renamed(data))
    for texture in ("random", "base64"):
        yield "PE: a resource replaced", f"{texture}, marks renewed", renewed(resource_replaced(data, texture))  # fmt: skip
    yield "PE: more rights by the manifest", "marks renewed", renewed(more_rights(data))
    yield "PE: a callback more before the start", "marks renewed", renewed(callback_more(data))
    for what, flags in (("all", 0x4160), ("memory not to be run", 0x100)):
        yield "PE: guards of memory off", f"{what}, marks renewed", renewed(guards_off(data, flags))
    yield "PE, marks renewed: imports added", "of three libraries", renewed(with_imports(data, WANTED))  # fmt: skip
    yield "PE, marks renewed: imports added", "one", renewed(with_imports(data, ONE_CALL))
    yield "PE, marks renewed: packed bytes added", "a section, 65,536 B", renewed(with_section(data, filler("random", 65_536), READ))  # fmt: skip
    yield "PE, marks renewed: packed bytes added", "grown, 200,000 B", renewed(grown(data, filler("random", 200_000)))  # fmt: skip
    yield "PE, marks renewed: an address in place of a message", "one", renewed(text_replaced(data))


def pe_step_edits(data: bytes) -> Iterator[Made]:
    """Edit a program of the next genuine release, whose marks are honestly new."""
    yield "PE: a library loaded on first use", "WININET", delayed(data, "WININET.dll", ("InternetOpenUrlA", "InternetReadFile"))  # fmt: skip
    yield "PE: an address in place of a message", "one", with_checksum(text_replaced(data)) if text_replaced(data) else b""  # fmt: skip
    yield "PE: guards of memory off", "all", guards_off(data, 0x4160)


# --- ELF, 64 bits -----------------------------------------------------------------------------------------


def segments(data: bytes) -> list[tuple[int, ...]]:
    """Return type, flags, offset, address, physical address, size, size in memory, alignment and row of each segment."""
    start, count = struct.unpack_from("<Q", data, 32)[0], struct.unpack_from("<H", data, 56)[0]
    return [(*struct.unpack_from("<II6Q", data, start + 56 * each), start + 56 * each) for each in range(count)]  # fmt: skip


def dynamic(data: bytes) -> list[tuple[int, int, int]]:
    """Return tag, value and offset of each row of the dynamic section."""
    held = next(each for each in segments(data) if each[0] == 2)
    return [(*struct.unpack_from("<QQ", data, at), at) for at in range(held[2], held[2] + held[5], 16)]  # fmt: skip


def value(data: bytes, tag: int) -> int:
    return next((each for known, each, _ in dynamic(data) if known == tag), 0)


def offset_of(data: bytes, address: int) -> int:
    return next((each[2] + address - each[3] for each in segments(data) if each[0] == 1 and each[3] <= address < each[3] + each[5]), 0)  # fmt: skip


def elf_renewed(data: bytes) -> bytes:
    """Return an ELF file with another build id."""
    at = data.find(b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0")
    return put(data, at + 16, MARK.ljust(20, b"!")) if data and at > 0 else data


def note_loaded(data: bytes, flags: int) -> bytes:
    """Return a file whose segment of notes is one that is loaded, and leads to filler behind all else."""
    note = next((each for each in reversed(segments(data)) if each[0] in {4, 0x6474_E553}), None)
    if note is None:
        return b""
    end = max(each[3] + each[6] for each in segments(data) if each[0] == 1)
    data = data.ljust(-(-len(data) // 4096) * 4096, b"\0")
    address = -(-end // 4096) * 4096 + 4096
    row = struct.pack("<II6Q", 1, flags, len(data), address, address, 4096, 4096, 4096)
    return put(data, note[8], row) + filler("words", 4096)


def relocations(data: bytes, tag: int = 7) -> Iterator[tuple[int, int, int, int]]:
    """Yield offset in the file, address, kind and addend of each relocation."""
    start, size = offset_of(data, value(data, tag)), value(data, 8 if tag == 7 else 2)
    for at in range(start, start + size, 24) if start else ():
        place, info, addend = struct.unpack_from("<QQq", data, at)
        yield at, place, info & 0xFFFF_FFFF, addend


def start_redirected(data: bytes) -> bytes:
    """Return a file whose first function at the start is another place of its code."""
    array, size = value(data, 25), value(data, 27)
    for at, place, kind, addend in relocations(data):
        if kind == 8 and array <= place < array + size:
            return put(data, at + 16, struct.pack("<q", addend + 0x40))
    return b""


def chosen_while_loading(data: bytes) -> bytes:
    """Return a file of which one address is asked of a function while it is loaded (R_X86_64_IRELATIVE)."""
    code = [each for each in segments(data) if each[0] == 1 and each[1] & 1]
    for at, _, kind, addend in relocations(data):
        if kind == 8 and any(each[3] <= addend < each[3] + each[5] for each in code):
            return put(data, at + 8, struct.pack("<Q", 37))
    return b""


def search_path(data: bytes) -> bytes:
    """Return a file that looks for its libraries in another folder first: a spare row, and the end of a name there is."""
    spare = [at for tag, _, at in dynamic(data) if not tag]
    if len(spare) < 2 or value(data, 29):
        return b""
    names = offset_of(data, value(data, 5))
    return put(data, spare[0], struct.pack("<QQ", 29, data.index(b"\0", names + 8) - names - 3))


def imports_of(data: bytes) -> list[tuple[bytes, int]]:
    """Return name and place of the name of each function that is asked for."""
    table, names = offset_of(data, value(data, 6)), offset_of(data, value(data, 5))
    found = []
    for at in range(table + 24, names, 24):
        name, info, _, section, _, _ = struct.unpack_from("<IBBHQQ", data, at)
        if info & 15 in {0, 2} and not section and name:
            found.append((data[names + name : data.index(b"\0", names + name)], names + name))
    return found


def other_function(data: bytes, wanted: bytes) -> bytes:
    """Return a file that asks for another function of the system in place of one of Python's."""
    for name, at in imports_of(data):
        if name.startswith((b"_Py", b"Py")) and len(name) > len(wanted) and data[at - 1] == 0:
            return put(data, at, wanted.ljust(len(name), b"\0"))
    return b""


def needed_renamed(data: bytes) -> bytes:
    names = offset_of(data, value(data, 5))
    at = names + [each for tag, each, _ in dynamic(data) if tag == 1][-1]
    return put(data, at + 3, b"q")


def elf_guards_off(data: bytes, kind: int) -> bytes:
    """Return a file with a stack that may be run, or with tables that stay writable."""
    row = next((each for each in segments(data) if each[0] == kind), None)
    if row is None:
        return b""
    return put(data, row[8] + 4, struct.pack("<I", 7)) if kind == 0x6474_E551 else put(data, row[8], bytes(4))  # fmt: skip


def elf_edits(data: bytes) -> Iterator[Made]:
    """Edit a 64-bit ELF file.

    Reviewers see, by family:

    a note that is loaded: a segment of notes gone, and one of memory in its place that no section explains;
    the start: a first function that is none of the symbols or unwinding tables, all else being the same;
    chosen while loading: a relocation of a kind that the file did not have;
    a search path: a folder for libraries where there was none;
    another function: `system`, `connect` or the like among what is asked for;
    a library's name: a library that no system has;
    guards: a stack that may be run, or tables that stay writable;
    an address where there was a message.
    """
    for what, flags in (("to be run", 5), ("to be written", 6)):
        yield "ELF: a note that is loaded", what, note_loaded(data, flags)
    yield "ELF: a note that is loaded", "marks renewed", elf_renewed(note_loaded(data, 5))
    yield "ELF: another first function", "the build id as it was", start_redirected(data)
    yield "ELF: an address chosen while loading", "marks renewed", elf_renewed(chosen_while_loading(data))  # fmt: skip
    yield "ELF: a search path for libraries", "marks renewed", elf_renewed(search_path(data))
    for wanted in (b"system", b"connect", b"dlopen"):
        yield "ELF: another function asked for", f"{wanted.decode()}, marks renewed", elf_renewed(other_function(data, wanted))  # fmt: skip
    yield "ELF: a library's name changed", "marks renewed", elf_renewed(needed_renamed(data))
    yield "ELF: guards of memory off", "stack, marks renewed", elf_renewed(elf_guards_off(data, 0x6474_E551))  # fmt: skip
    yield "ELF: guards of memory off", "tables, marks renewed", elf_renewed(elf_guards_off(data, 0x6474_E552))  # fmt: skip
    yield "ELF, marks renewed: an address in place of a message", "one", elf_renewed(text_replaced(data))  # fmt: skip


# --- Mach-O, thin, 64 bits, not signed ------------------------------------------------------------------


def commands(data: bytes) -> Iterator[tuple[int, int, int]]:
    at = 32
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        command, length = struct.unpack_from("<II", data, at)
        yield command, at, length
        at += length


def macho_renewed(data: bytes) -> bytes:
    at = next((at for command, at, _ in commands(data) if command == 0x1B), 0) if data else 0
    return put(data, at + 8, MARK[:16]) if at else data


def command_added(data: bytes, number: int, head: bytes, text: str) -> bytes:
    """Return a file with a further load command whose text stands behind its fields; nothing without room."""
    end = max(at + length for _, at, length in commands(data))
    start = 12 + len(head)
    body = text.encode() + b"\0"
    size = -(-(start + len(body)) // 8) * 8
    made = (struct.pack("<3I", number, size, start) + head + body).ljust(size, b"\0")
    first = data.find(b"__text\0\0\0\0\0\0\0\0\0\0__TEXT\0")
    if any(data[end : end + size]) or end + size > struct.unpack_from("<I", data, first + 48)[0]:
        return b""
    count, total = struct.unpack_from("<II", data, 16)
    return put(put(data, end, made), 16, struct.pack("<II", count + 1, total + size))


def macho_other_function(data: bytes, wanted: bytes) -> bytes:
    """Return a file that asks for another function in place of one of Python's, in the table of symbols and in what is bound."""
    names = sorted({each for each in re.findall(rb"(?<=\0)_Py[A-Za-z_]{10,40}(?=\0)", data) if len(each) > len(wanted)})  # fmt: skip
    return data.replace(b"\0" + names[0] + b"\0", b"\0" + wanted.ljust(len(names[0]), b"\0") + b"\0") if names else b""  # fmt: skip


def macho_library_renamed(data: bytes) -> bytes:
    at = data.find(b"/usr/lib/libSystem.B.dylib")
    return put(data, at + 12, b"Sy5tem") if at > 0 else b""


def macho_edits(data: bytes) -> Iterator[Made]:
    """Edit a thin Mach-O file that is not signed.

    Reviewers see, by family:

    a library by another way: a weak, re-exported or upward library, or a folder for libraries, where there was none;
    another function: `_system` or the like among what is asked for;
    a library's name: a library that no system has;
    guards: a stack that may be run;
    an address where there was a message.
    """
    version = struct.pack("<3I", 2, 0x10000, 0x10000)
    for what, number in (("weak", 0x8000_0018), ("re-exported", 0x8000_001F), ("upward", 0x8000_0023)):  # fmt: skip
        yield "Mach-O: a library by another way", f"{what}, marks renewed", macho_renewed(command_added(data, number, version, "@loader_path/../inert.dylib"))  # fmt: skip
    yield "Mach-O: a library by another way", "folder, marks renewed", macho_renewed(command_added(data, 0x8000_001C, b"", "/usr/local/share/inert"))  # fmt: skip
    for wanted in (b"_system", b"_dlopen", b"_connect"):
        yield "Mach-O: another function asked for", f"{wanted.decode()}, marks renewed", macho_renewed(macho_other_function(data, wanted))  # fmt: skip
    yield "Mach-O: a library's name changed", "marks renewed", macho_renewed(macho_library_renamed(data))  # fmt: skip
    flags = struct.unpack_from("<I", data, 24)[0]
    yield "Mach-O: guards of memory off", "stack, marks renewed", macho_renewed(put(data, 24, struct.pack("<I", flags | 0x2_0000)))  # fmt: skip
    yield "Mach-O, marks renewed: an address in place of a message", "one", macho_renewed(text_replaced(data))  # fmt: skip


# --- .NET -------------------------------------------------------------------------------------------------


def heap(data: bytes, name: bytes) -> tuple[int, int]:
    """Return where a heap of the metadata lies, and its size."""
    root = data.index(b"BSJB")
    at = root + 16 + struct.unpack_from("<I", data, root + 12)[0]
    for _ in range(struct.unpack_from("<H", data, at + 2)[0]):
        offset, size = struct.unpack_from("<II", data, at + 4)
        end = data.index(b"\0", at + 12)
        if data[at + 12 : end] == name:
            return root + offset, size
        at += 8 + -(-(end - at - 11) // 4) * 4
    return 0, 0


def managed_renewed(data: bytes) -> bytes:
    at, size = heap(data, b"#GUID") if data else (0, 0)
    return renewed(put(data, at, MARK[:16])) if size >= 16 else data


def managed_name(data: bytes, known: tuple[bytes, ...], wanted: bytes) -> bytes:
    """Return an assembly that asks for another member, or another library, by a name of its heap."""
    start, size = heap(data, b"#Strings")
    for each in known:
        at = data.find(b"\0" + each + b"\0", start, start + size)
        if at > 0 and len(wanted) <= len(each):
            return put(data, at + 1, wanted.ljust(len(each), b"\0"))
    return b""


def managed_edits(data: bytes) -> Iterator[Made]:
    """Edit a .NET program.

    Reviewers see, by family:

    another member: a call that reaches out, starts or loads, where the release before asked for something harmless;
    an address where there was a text.
    """
    for wanted in (b"DownloadData", b"LoadFrom", b"UnsafeLoadFrom"):
        yield ".NET: another member asked for", f"{wanted.decode()}, marks renewed", managed_renewed(managed_name(data, HARMLESS, wanted))  # fmt: skip
    start, size = heap(data, b"#US")
    for each in re.finditer(rb"(?:[A-Za-z :,._-]\0){16,80}", data[start : start + size]):
        wanted = "http://192.0.2.7".ljust(len(each[0]) // 2).encode("utf-16-le")
        yield ".NET, marks renewed: an address in place of a text", "one", managed_renewed(put(data, start + each.start(), wanted))  # fmt: skip
        return
