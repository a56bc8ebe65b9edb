"""Fifth set: programs of Windows, Linux and macOS in packages; inert bytes, never code that runs; each family names the incident it is taken from.

Where an edit is laid over the same release, the marks of the build are renewed with it (`fourth_programs.marks_renewed`), as by
somebody who sits in the build.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from genuine import Files

from mutation_families.edited_programs import elf_cave, elf_needed, forwarded, parts, with_resource
from mutation_families.edits import filler
from mutation_families.fourth_programs import Change, one_function_more, taken_for_functions
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import READ, RUN, WRITE, with_imports, with_tls
from mutation_families.releases import with_section
from mutation_families.third_programs import (
    chosen_while_loading,
    command_added,
    delayed,
    directory,
    dynamic,
    entry_of,
    entry_point,
    macho_other_function,
    nt_of,
    offset_of,
    other_function,
    put,
    value,
)
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum
from onionskin.lookalike.signing import sign_pe

MARKER = b"\xfe\xed\xfa\xce\xfe\xed\xfa\xce"
READS_AND_RUNS: dict[str, tuple[str, ...]] = {"KERNEL32.dll": ("CreateFileW", "ReadFile", "GetModuleFileNameW", "VirtualProtect")}  # fmt: skip


def xored(text: bytes, key: int = 0x7A) -> bytes:
    return bytes(each ^ key for each in text)


def unmarked(data: bytes) -> bytes:
    """Return a program whose added sections are not called after this bench."""
    return with_checksum(data.replace(b".inert\0\0", b".didat\0\0")) if data else b""


def section(data: bytes, name: bytes, body: bytes, flags: int = READ) -> bytes:
    """Return a program with a section of that name; nothing where its header is full."""
    made = with_section(data, body, flags)
    return with_checksum(put(made, parts(made)[-1].row, name.ljust(8, b"\0"))) if made else b""


# --- PE -------------------------------------------------------------------------------------------------


def hidden_image(data: bytes) -> bytes:
    """Of CCleaner, 2017: an image without its header, encrypted, and a function before all others that would open it."""
    made = section(data, b".data1", chance(16_400), WRITE)
    return with_tls(made, 512) if made else b""


def started_from_resource(data: bytes) -> bytes:
    """Of ShadowHammer, 2018 and 2019: a resource of encrypted bytes, and a start that stands in another section than the code."""
    made = with_resource(data, 40_960) or section(data, b".rsrc2", chance(40_960))
    made = section(made, b".text2", b"\xc3" + filler("words", 600), RUN) if made and entry_point(data) else b""  # fmt: skip
    return with_checksum(put(made, nt_of(made) + 40, struct.pack("<I", parts(made)[-1].rva))) if made else b""  # fmt: skip


def asks_names(data: bytes) -> bytes:
    """Of ShadowPad in NetSarang's nssock2.dll, 2017: encrypted code, a list of hosts by the month, and a library of names asked for on first use."""
    hosts = b"".join(b"nylalobghyhirgh%02d.example.invalid\0" % month for month in range(1, 13))
    made = section(data, b".rdata3", hosts + chance(12_000))
    return delayed(made, "DNSAPI.dll", ("DnsQuery_A", "DnsFree")) if made else b""


def borrowed_signature(data: bytes) -> bytes:
    """Of X_TRADER, 2022, and of many with a stolen signature: the certificates of another program behind one that had none."""
    if entry_of(data, 4)[0]:
        return b""
    other = sign_pe(build_pe(Recipe(name="inert.exe")), signer="Inert Trading Technologies, Inc.")
    at, size = entry_of(other, 4)
    padded = data.ljust(-(-len(data) // 8) * 8, b"\0")
    made = put(padded + other[at : at + size], directory(data, 4), struct.pack("<II", len(padded), size))  # fmt: skip
    return with_checksum(made)


def stack_string(data: bytes) -> bytes:
    """Of 3CX's ffmpeg.dll, 2023: the name of another file, a key, and calls that read a file and make memory executable."""
    key = b"3jB(2bsG#@c7\0" + "d3dcompiler_47.dll\0raw.example.invalid/IconStorages/images/main/icon%d.ico".encode("utf-16-le")  # fmt: skip
    made = with_imports(data, READS_AND_RUNS)
    return section(made, b".xdata2", key) if made else b""


def pe_changes(name: str, data: bytes, files: Files) -> Iterator[Change]:
    """Change a PE file, or what stands beside it."""
    for family, what, made in (
        ("a hidden image and a function before all else", "16 kB", hidden_image(data)),
        ("a start from a resource", "40 kB", started_from_resource(data)),
        ("hosts by the month and a library of names", "on first use", asks_names(data)),
        ("a signature that is another's", "whole", borrowed_signature(data)),
        ("it hands a call on", "the first", forwarded(data)),
    ):
        if made and made != data:
            yield f"PE: {family}", what, {name: unmarked(made)}
    yield from _two_parts(name, data, files)
    yield from _three_files(name, data)


def _two_parts(name: str, data: bytes, files: Files) -> Iterator[Change]:
    """Of 3CX, 2023: one library that reads another, and the other with encrypted bytes behind a marker at its end."""
    reader = unmarked(stack_string(data))
    others = [each for each in sorted(files) if each != name and files[each][:2] == b"MZ"]
    tail = MARKER + chance(27_000)
    for other in others[:1] if reader else ():
        yield "PE: a library that reads another's end", "both there", {name: reader, other: with_checksum(files[other] + tail)}  # fmt: skip
    if reader:
        beside = f"{name.rpartition('/')[0]}/d3dcompiler_47.dll".lstrip("/")
        yield "PE: a library that reads another's end", "the other new", {name: reader, beside: with_checksum(build_pe(Recipe(is_dll=True, name="d3dcompiler_47.dll")) + tail)}  # fmt: skip


def _three_files(name: str, data: bytes) -> Iterator[Change]:
    """Of Notepad++'s updater, 2025, and X_TRADER: a harmless program, a library that it loads, and a file without an ending that only the library reads."""
    folder = f"{name.rpartition('/')[0]}/bluetooth".lstrip("/")
    names = tuple(each.decode() for each in re.findall(rb"(?<=\0)Py[A-Za-z_]{6,30}(?=\0)", data)[:4])  # fmt: skip
    program = build_pe(Recipe(name="BluetoothService.exe", imports={"log.dll": ("LogInit", "LogWrite")}, version={"CompanyName": "Inert Antivirus", "OriginalFilename": "submission.exe"}))  # fmt: skip
    library = build_pe(Recipe(is_dll=True, name="log.dll", exports=("LogInit", "LogWrite", *names), imports=READS_AND_RUNS))  # fmt: skip
    yield "PE: a program, its library and an unreadable file", "a folder more", {f"{folder}/BluetoothService.exe": program, f"{folder}/log.dll": library, f"{folder}/BluetoothService": chance(180_000)}  # fmt: skip
    yield "PE: a program under the ending of a picture", ".ico", {f"{folder}/setup.ico": with_checksum(library + chance(5000))}  # fmt: skip


# --- ELF, 64 bits -----------------------------------------------------------------------------------------


def elf_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a 64-bit ELF library.

    chosen while loading: of xz, 2024, an address that a function chooses while the library is loaded, and an object's worth of bytes;
    a library more: of torchtriton, 2022, among those that repaired wheels bring along;
    reads its own end: of 3CX for Linux's relatives, another function asked for, and a tail with addresses that are XORed;
    code grown: of viruses since 1998, the segment of code reaches into its padding;
    a function more: of Symbiote, 2022, one more function at the start, and a list of names to hide.
    """
    for what, wanted in (("dlopen", b"dlopen"), ("system", b"system")):
        made = other_function(data, wanted)
        tail = MARKER + xored(b"https://lib.example.invalid/api/v1?a=%s\0" * 12) + chance(3000)
        if made and made != data:
            yield "ELF: it asks for another function, and has an end to read", what, {name: made + tail}  # fmt: skip
    chosen = chosen_while_loading(data)
    if chosen:
        yield "ELF: chosen while loading", "and bytes of an object", {name: chosen + build_elf(ElfRecipe(kind=1, text=chance(9000)))}  # fmt: skip
    for length in (48, 600):
        made = elf_cave(data, length)
        if made:
            yield "ELF: its code grows over its padding", f"{length} B", {name: made}
    yield from _library_more(name, data)
    more = one_function_more(data)
    if more:
        hidden = b"/proc/net/tcp\0LD_PRELOAD\0certbotx64\0javautils\0git.bancodobrasil.example.invalid\0" * 4  # fmt: skip
        yield "ELF: a function of the start more, and names to hide", "behind the end", {name: more + hidden}  # fmt: skip


def _library_more(name: str, data: bytes) -> Iterator[Change]:
    folder, family = f"{name.partition('/')[0]}.libs", "ELF: a library more among those brought along"  # fmt: skip

    def library(soname: str) -> bytes:
        return build_elf(ElfRecipe(soname=soname, imports=("getaddrinfo", "readdir", "execve", "fopen"), exports=("GOMP_parallel",), text=chance(6000)))  # fmt: skip

    yield family, "alone", {f"{folder}/libgomp-a34b3233.so.1.0.0": library("libgomp-a34b3233.so.1.0.0")}  # fmt: skip
    made = elf_needed(data)
    if made:
        # The name is the end of one that is there: there is no room for another.
        start = offset_of(data, value(data, 5)) + next(each for tag, each, _ in dynamic(data) if tag == 1) + 1  # fmt: skip
        soname = data[start : data.index(b"\0", start)].decode()
        yield family, "asked for", {name: made, f"{folder}/{soname}": library(soname)}


# --- Mach-O, thin, 64 bits --------------------------------------------------------------------------------


def macho_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a thin Mach-O library.

    functions of the start: of 3CX's libffmpeg.dylib, 2023, a list of them, and addresses XORed with 0x7a behind the end;
    a weak library: of Atomic's trojanized wallets, a library that may be missing, and the library itself, hidden by its name;
    signed by nobody: another function asked for, and a signature of nobody's over all of it;
    a document: of KeRanger, 2016, a program under the name of a text.
    """
    version = struct.pack("<3I", 2, 0x10000, 0x10000)
    folder = name.rpartition("/")[0]
    hosts = xored(b"https://msstorageazure.example.invalid/analysis\0.main_storage\0%s/Library/Application Support/3CX\0" * 6)  # fmt: skip
    library = build_macho(MachRecipe(cpu="x86_64", imports=("_connect", "_posix_spawn", "_dlopen")))
    taken = taken_for_functions(data)
    if taken:
        yield "Mach-O: functions of the start, and hidden addresses", "XORed", {name: taken + hosts}  # fmt: skip
    weak = command_added(data, 0x8000_0018, version, "@loader_path/.libinert.dylib")
    if weak:
        yield "Mach-O: a weak library that is hidden beside", "asked for", {name: weak, f"{folder}/.libinert.dylib": library}  # fmt: skip
    for wanted in (b"_system", b"_popen"):
        made = macho_other_function(data, wanted)
        if made and made != data:
            is_signed = b"\xfa\xde\x0c\xc0" in data
            signed = made if is_signed else sign_macho(made, AppleSigning(is_adhoc=True))
            yield "Mach-O: another function, signed by nobody", wanted.decode(), {name: signed}
    program = build_macho(MachRecipe(cpu="x86_64", is_library=False, code_size=0x4000)) + b"UPX!" + chance(9000)  # fmt: skip
    yield "Mach-O: a program that poses as a document", "General.rtf", {f"{folder}/General.rtf": program}  # fmt: skip
