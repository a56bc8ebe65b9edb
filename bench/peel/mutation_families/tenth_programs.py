"""Tenth set: programs and libraries within packages, few bytes of which are others; inert: no code is added that runs.

The comment before each family says which incident it is after. Where code changes, one condition or call of what is there does.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from mutation_families.edited_programs import parts
from mutation_families.eighth_programs import calling, functions, managed
from mutation_families.fourth_programs import by_number, exported
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import with_imports
from mutation_families.seventh_programs import (
    Edited,
    after,
    behind,
    by_tool,
    elf,
    macho,
    pe,
    same,
)
from mutation_families.seventh_ways import Changes, Way, ways
from mutation_families.sixth_programs import KNOWN
from mutation_families.third_programs import (
    command_added,
    delayed,
    managed_name,
    needed_renamed,
    put,
    search_path,
    segments,
)
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

RUNS = 0x2000_0000
VERSION = struct.pack("<3I", 2, 0x10000, 0x10000)
# `test eax, eax` and a short jump if zero (x86): what follows asks whether a call said yes.
ASKED = re.compile(rb"\x85\xc0\x74(?=[\x02-\x7f])")
CALLED = re.compile(rb"\xe8[\x00-\xff]{2}(?:\x00\x00|\xff\xff)\x85\xc0")


def code_of(data: bytes) -> tuple[int, int]:
    """Return where a program's code begins and ends: of a PE, a 64-bit ELF or a thin Mach-O file."""
    if data[:2] == b"MZ":
        code = next(each for each in parts(data) if each.flags & RUNS)
        return code.at, code.at + code.size
    if data[:4] == b"\x7fELF":
        row = next(each for each in segments(data) if each[0] == 1 and each[1] & 1)
        return row[2], row[2] + row[5]
    at = data.find(b"__text\0\0\0\0\0\0\0\0\0\0__TEXT\0")
    if at < 0:
        return 0, 0
    size, offset = struct.unpack_from("<Q", data, at + 40)[0], struct.unpack_from("<I", data, at + 48)[0]  # fmt: skip
    return offset, offset + size


def summed(data: bytes) -> bytes:
    return with_checksum(data) if data[:2] == b"MZ" else data


def turned(data: bytes) -> bytes:
    """Return a program one of whose conditions, in the midst, is the other way round."""
    start, end = code_of(data)
    found = [each.end() - 1 for each in ASKED.finditer(data, start, end)]
    return summed(put(data, found[len(found) // 2], b"\x75")) if found else b""


def turned_arm(data: bytes) -> bytes:
    """Return a program one of whose conditions (`cbz`) is the other way round (`cbnz`; arm64)."""
    start, end = code_of(data)
    found = [at for at in range(start + (-start % 4), end - 3, 4) if data[at + 3] == 0x34]
    return put(data, found[len(found) // 2] + 3, b"\x35") if found else b""


def skipped(data: bytes) -> bytes:
    """Return a program in which one call whose answer is asked for is none any more: it says yes."""
    start, end = code_of(data)
    found = [each.start() for each in CALLED.finditer(data, start, end)]
    return summed(put(data, found[len(found) // 2], b"\xb8\1\0\0\0")) if found else b""


def says_yes(data: bytes) -> bytes:
    """Return a library one of whose functions says yes at once: the longest that it offers (ELF), or the first (PE); x86-64."""
    if data[:4] == b"\x7fELF":
        for _, address, _ in sorted(functions(data), key=lambda each: -each[2])[1:2]:
            row = next((each for each in segments(data) if each[0] == 1 and each[3] <= address < each[3] + each[5]), None)  # fmt: skip
            return put(data, address - row[3] + row[2], b"\xb8\1\0\0\0\xc3") if row else b""
        return b""
    for _, at in exported(data):
        rva = struct.unpack_from("<I", data, at)[0]
        part = next((each for each in parts(data) if each.rva <= rva < each.rva + each.size and each.flags & RUNS), None)  # fmt: skip
        if part:
            return summed(put(data, rva - part.rva + part.at, b"\xb8\1\0\0\0\xc3"))
    return b""


def texts(data: bytes) -> Iterator[re.Match[bytes]]:
    yield from re.finditer(rb"(?<=\0)[A-Z][a-z]+(?: [a-z]+){3,12}[.:]?(?=\0)", data)


def settings_said(text: bytes) -> Edited:
    """Return an edit that puts a text where there was a message at least as long."""

    def edit(data: bytes) -> bytes:
        found = next((each for each in texts(data) if len(each[0]) >= len(text)), None)
        return summed(put(data, found.start(), text.ljust(len(found[0]), b"\0"))) if found else b""

    return edit


def weaker(data: bytes) -> bytes:
    """Return a program that names a weaker way of ciphering, or of asking, in a text of the same length."""
    for old, new in ((b"SHA256", b"MD5\0\0\0"), (b"sha256", b"md5\0\0\0"), (b"TLSv1.2", b"SSLv3\0\0"), (b"https://", b"http:///"), (b"AES-256", b"DES-ECB")):  # fmt: skip
        at = data.find(old)
        if at > 0:
            return summed(put(data, at, new))
    return b""


def stub(name: str) -> dict[str, bytes]:
    return {name: build_pe(Recipe(is_dll=True, name=name, imports={"KERNEL32.dll": ("VirtualProtect", "GetModuleFileNameW"), "WS2_32.dll": ("connect",)}))}  # fmt: skip


PE: tuple[Way, ...] = (
    # After SUNBURST: the same program, one condition or call of it less.
    *ways("PE, tune: few bytes of its code are others", ("a condition", pe(turned)), ("a call", pe(skipped)), ("a function says yes", pe(says_yes))),
    *ways("PE, held: what it says and asks is other", ("an address in a text's place", pe(settings_said(b"http://198.51.100.9/c"))), ("a weaker way", pe(weaker)), ("by numbers", pe(by_number))),
    *ways("PE, tune: it asks for more of the system", ("on first use", pe(lambda data: delayed(data, "wtsapi32.dll", ("WTSQueryUserToken",)))), ("processes", pe(lambda data: with_imports(data, {"KERNEL32.dll": ("CreateToolhelp32Snapshot", "Process32NextW", "TerminateProcess"), "ntdll.dll": ("NtUnmapViewOfSection",)}))), ("the net", pe(lambda data: with_imports(data, {"DNSAPI.dll": ("DnsQuery_A",), "WINHTTP.dll": ("WinHttpSendRequest",)})))),
    # Side by side, every year: what lies beside is loaded first.
    *ways("PE, held: what lies beside it is loaded", ("dbghelp.dll", pe(same, stub("dbghelp.dll"))), ("a list of libraries", pe(same, stub("msvcp140_sync.dll") | {"sync.local": b"\0"})), ("behind its signature", pe(behind(chance(9000))))),
)  # fmt: skip

ELF: tuple[Way, ...] = (
    *ways("ELF, tune: few bytes of its code are others", ("a condition", elf(turned)), ("a call", elf(skipped)), ("a function says yes", elf(says_yes))),
    *ways("ELF, held: it is bound otherwise", ("its name", elf(by_tool("patchelf", "--set-soname", "libz.so.1", "FILE"))), ("a folder before", elf(search_path)), ("a library's name", elf(needed_renamed)), ("a library more", elf(by_tool("patchelf", "--add-needed", "libgcc_s.so.1.0", "FILE"))), ("without its marks", elf(by_tool("objcopy", "--remove-section", ".note.gnu.build-id", "--remove-section", ".comment", "FILE")))),
    *ways("ELF, tune: what it says is other", ("an address in a text's place", elf(settings_said(b"http://198.51.100.9/c"))), ("a weaker way", elf(weaker)), ("its debugging lies elsewhere", elf(by_tool("objcopy", "--add-section", ".gnu_debugaltlink=PART", "FILE", section=b"/tmp/.dbg\0" + chance(20))))),
)  # fmt: skip

MACHO: tuple[Way, ...] = (
    *ways("Mach-O, tune: few bytes of its code are others", ("a condition", macho(lambda data: turned(data) if data[4:8] == b"\7\0\0\1" else turned_arm(data))), ("a call", macho(lambda data: skipped(data) or turned_arm(data))), ("a text", macho(settings_said(b"http://198.51.100.9/c")))),
    *ways("Mach-O, held: the loader is told more", ("a folder", macho(lambda data: command_added(data, 0x8000_001C, b"", "/private/tmp/.lib"))), ("a library, if it is there", macho(lambda data: command_added(data, 0x8000_0018, VERSION, "@executable_path/libsync.dylib"))), ("a library", macho(lambda data: command_added(data, 0xC, VERSION, "/Users/Shared/libsync.dylib")))),
)  # fmt: skip

WATCHES = build_assembly(ManagedRecipe(name="Sync.Hooks", calls={"System.Diagnostics.Process": ("Start",), "System.Net.WebClient": ("UploadString",)}, user_strings=("https://hooks.example/s",), bodies=(b"\x2a",), initializes=True))  # fmt: skip


def its_member(wanted: bytes) -> Changes:
    """Return a change of a library that an assembly refers to: its name, in the heap."""
    return managed(pe(lambda data: with_checksum(managed_name(data, (b"System.Core", b"mscorlib", b"System.Net.Http", b"System", *KNOWN), wanted)) if managed_name(data, (b"System.Core", b"mscorlib", b"System.Net.Http", b"System", *KNOWN), wanted) else b""))  # fmt: skip


def il_turned(data: bytes) -> bytes:
    """Return an assembly one of whose short conditions behind a call is the other way round (ECMA-335 III.3.17)."""
    found = [each.end() - 1 for each in re.finditer(rb"\x28[\x00-\xff]{2}\0[\x06\x0a\x2b]\x2c(?=[\x02-\x40])", data)]  # fmt: skip
    return with_checksum(put(data, found[len(found) // 2], b"\x2d")) if found else b""


MANAGED: tuple[Way, ...] = (
    *ways(".NET, tune: it asks for another member", ("a process", calling(b"Start")), ("an assembly", calling(b"LoadFrom")), ("a condition", managed(pe(il_turned)))),
    *ways(".NET, held: it is bound otherwise", ("another library", its_member(b"Syste")), ("a library beside", managed(pe(same, {"Sync.Hooks.dll": WATCHES}))), ("behind its end", managed(pe(after(behind(chance(20_000))))))),
)  # fmt: skip
