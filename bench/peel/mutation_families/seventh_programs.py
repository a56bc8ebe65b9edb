"""Seventh set: programs and libraries within packages, changed by bytes or by patchelf and objcopy; inert, never code that runs.

The comment before each family says which incident it is after. What stands for code is filler; hosts are below `.example`.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from genuine import Files

from mutation_families.edited_programs import (  # fmt: skip
    code_replaced,
    forwarded,
    jump_to_cave,
    macho_replaced,
    parts,
    with_resource,
)
from mutation_families.fourth_programs import other_function as pe_other_function
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import READ, RUN, with_imports, with_tls
from mutation_families.releases import with_section
from mutation_families.seventh_ways import Changes, Way, ways
from mutation_families.sixth_programs import KNOWN, in_one_slice
from mutation_families.third_programs import (
    chosen_while_loading,
    command_added,
    delayed,
    heap,
    macho_other_function,
    managed_name,
    note_loaded,
    nt_of,
    other_function,
    put,
    start_in_slack,
    start_redirected,
)
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

Edited = Callable[[bytes], bytes]
WRITE = 0x8000_0000
MACHOS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
VERSION = struct.pack("<3I", 2, 0x10000, 0x10000)
HOST = rb"https?://[a-z0-9.-]+\.(?:com|org|net|io|rs)(?=[/\0])"
LOADER = Recipe(name="helper.exe", imports={"KERNEL32.dll": ("CreateProcessW", "WriteFile"), "WININET.dll": ("InternetOpenUrlA", "InternetReadFile")})  # fmt: skip


def largest(magic: tuple[bytes, ...], edit: Edited, beside: Files | None = None) -> Changes:
    """Return a change of the largest program of a kind, and files that come to lie in its folder."""

    def change(files: Files) -> Files:
        names = [name for name, data in files.items() if data.startswith(magic)]
        if not names:
            return {}
        name = max(names, key=lambda each: (len(files[each]), each))
        made = edit(files[name])
        folder = f"{name.rpartition('/')[0]}/".lstrip("/")
        more = {f"{folder}{path}": data for path, data in (beside or {}).items()}
        return {name: made} | more if made and (made != files[name] or more) else {}

    return change


def pe(edit: Edited, beside: Files | None = None) -> Changes:
    return largest((b"MZ",), edit, beside)


def elf(edit: Edited, beside: Files | None = None) -> Changes:
    return largest((b"\x7fELF\x02",), edit, beside)


def halves(edit: Edited) -> Edited:
    """Return an edit of each half of a universal file, or of a plain one."""

    def both(data: bytes) -> bytes:
        if data[:4] != b"\xca\xfe\xba\xbe":
            return edit(data)
        for number in range(2):
            data = in_one_slice(data, number, edit) or data
        return data

    return both


def macho(edit: Edited, beside: Files | None = None) -> Changes:
    return largest(MACHOS, halves(edit), beside)


def same(data: bytes) -> bytes:
    """Return a program as it was: what is new lies beside it."""
    return data


def other_host(data: bytes) -> bytes:
    """Return a program in which one address leads to another host, of the same length; nothing without one."""
    found = re.search(HOST, data)
    if found:
        return put(data, found.start(), b"http://198.51.100.9/".ljust(len(found[0]), b"a")[: len(found[0])])  # fmt: skip
    wide = re.search(rb"h\0t\0t\0p\0s?\0?:\0/\0/\0(?:[a-z0-9.-]\0){6,40}", data)
    return put(data, wide.start(), "http://198.51.100.9/".encode("utf-16-le")[: len(wide[0])]) if wide else b""  # fmt: skip


# --- PE -------------------------------------------------------------------------------------------------


def section_of_code(name: bytes, size: int, flags: int, *, starts: bool) -> Edited:
    """Return an edit that adds a section, and has the program start in it if asked."""

    def edit(data: bytes) -> bytes:
        made = with_section(data, b"\xc3" + chance(size)[1:], flags)
        if not made:
            return b""
        last = parts(made)[-1]
        made = put(made, last.row, name.ljust(8, b"\0"))
        return with_checksum(put(made, nt_of(made) + 40, struct.pack("<I", last.rva)) if starts else made)  # fmt: skip

    return edit


def last_grown(data: bytes) -> bytes:
    """Return a program whose last section is longer, may be written and run, and holds the start: as infectors leave it."""
    last = parts(data)[-1]
    if last.at + last.size != len(data):
        return b""
    body = chance(8192)
    made = put(data, last.row + 8, struct.pack("<I", last.size + len(body)))
    made = put(made, last.row + 16, struct.pack("<I", last.size + len(body)))
    made = put(made, last.row + 36, struct.pack("<I", last.flags | RUN | WRITE))
    nt = nt_of(made)
    made = put(made, nt + 24 + 56, struct.pack("<I", -(-(last.rva + last.size + len(body)) // 4096) * 4096))  # fmt: skip
    return with_checksum(put(made, nt + 40, struct.pack("<I", last.rva + last.size)) + body)


def behind(body: bytes) -> Edited:
    """Return an edit that puts bytes behind a program."""
    return lambda data: with_checksum(data + body) if data[:2] == b"MZ" else data + body


def after(*edits: Edited) -> Edited:
    """Return an edit that makes several, one over the other; nothing if one of them does not fit."""

    def edit(data: bytes) -> bytes:
        for each in edits:
            data = each(data) if data else b""
        return data

    return edit


def reading(data: bytes) -> bytes:
    """Return a program that asks for what reads its own file and runs bytes of it."""
    return with_imports(
        data, {"KERNEL32.dll": ("GetModuleFileNameA", "ReadFile", "VirtualProtect")}
    )


def carried(data: bytes) -> bytes:
    """Return another program, that carries the one that was there and would start it."""
    return build_pe(Recipe(name="setup.exe", imports=LOADER.imports, files={"ORIGINAL": data, "UPDATE": chance(60_000)}))  # fmt: skip


def proxy(name: str, *exports: str) -> Files:
    """Return a library of the system's name, which hands its functions on."""
    stem = name.removesuffix(".dll")
    return {name: build_pe(Recipe(is_dll=True, name=name, forwards={each: f"{stem}_orig.{each}" for each in exports}, imports={"KERNEL32.dll": ("VirtualAlloc", "CreateThread", "LoadLibraryA")}))}  # fmt: skip


NET: dict[str, tuple[str, ...]] = {"WININET.dll": ("InternetOpenA", "InternetOpenUrlA", "InternetReadFile")}  # fmt: skip
PE: tuple[Way, ...] = (
    # CCleaner, 2017, and infectors of every year: the start lies in what was not there.
    *ways("PE: it starts in a part that was not there", ("its own part", pe(section_of_code(b".text2", 12_000, RUN, starts=True))), ("the last one grown", pe(last_grown)), ("behind the code", pe(start_in_slack)), ("a jump", pe(lambda data: jump_to_cave(data, 120)))),
    # 3CX, 2023: bytes behind the end, for a library beside to read.
    *ways("PE: bytes behind its end", ("enciphered", pe(behind(b"\xfe\xed\xfa\xce\xfe\xed\xfa\xce" + chance(150_000)))), ("a program, and who reads it", pe(after(reading, behind(build_pe(LOADER))))), ("an archive, and who reads it", pe(after(reading, behind(build_zip({"inert/a.js": b"inert\n" * 90})))))),
    # XcodeGhost's kind for Windows; DAEMON Tools and its like: what it asks of the system.
    *ways("PE: it asks for the net and for programs", ("the net", pe(lambda data: with_imports(data, NET))), ("programs", pe(lambda data: with_imports(data, {"SHELL32.dll": ("ShellExecuteA",), "urlmon.dll": ("URLDownloadToFileA",)}))), ("on first use", pe(lambda data: delayed(data, "winhttp.dll", ("WinHttpOpen", "WinHttpSendRequest")))), ("in another's place", pe(lambda data: pe_other_function(data, b"VirtualAlloc")))),
    # CCleaner and XTunnel's loaders: before the program's own start.
    *ways("PE: a function before its start", ("TLS", pe(lambda data: with_tls(data, 4096)))),
    # 3CX's ffmpeg, Notepad++'s updater, termncolor: a library by a name that the system has.
    *ways("PE: a library of the system's name beside it", ("version.dll", pe(same, proxy("version.dll", "GetFileVersionInfoA", "VerQueryValueA", "GetFileVersionInfoSizeA"))), ("VCRUNTIME140.dll", pe(same, proxy("VCRUNTIME140.dll", "memcpy", "memset", "__C_specific_handler")))),
    # Binders: another program that carries the old one.
    *ways("PE: another program, which carries it", ("in its resources", pe(carried))),
    # ShadowHammer, 2019, and SUNBURST's kin: code or data in the place of what was there.
    *ways("PE: bytes of it are others", ("of the code", pe(lambda data: code_replaced(data, 3000))), ("a host", pe(lambda data: with_checksum(other_host(data)) if other_host(data) else b"")), ("a resource, and who reads it", pe(after(lambda data: with_resource(data, 40_000), reading))), ("a large part of data, and who runs it", pe(after(section_of_code(b".rdata2", 90_000, READ, starts=False), reading)))),
    # Invented: its first function is answered by a library of the attacker's.
    *ways("PE: another library answers for it", ("forwarded", pe(forwarded, proxy("inert.dll", "Start")))),
)  # fmt: skip


# --- ELF ------------------------------------------------------------------------------------------------


def by_tool(*command: str, section: bytes = b"") -> Edited:
    """Return an edit by a program of the system, run over a copy: `FILE` stands for the copy, `PART` for the part's bytes."""

    def edit(data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path, part = Path(folder, "file"), Path(folder, "part")
            path.write_bytes(data)
            part.write_bytes(section)
            line = [each.replace("FILE", str(path)).replace("PART", str(part)) for each in command]
            done = subprocess.run(line, check=False, capture_output=True)
            return path.read_bytes() if done.returncode == 0 else b""

    return edit


def asking(wanted: bytes) -> Edited:
    """Return an edit that asks for another function of the system; nothing where its tables stand in another order."""

    def edit(data: bytes) -> bytes:
        try:
            return other_function(data, wanted)
        except ValueError:
            return b""

    return edit


HELPER = build_elf(ElfRecipe(soname="libsysutil.so.1", imports=("connect", "fork", "execve"), exports=("sysutil_init",), text=chance(6000)))  # fmt: skip
STUB = build_elf(ElfRecipe(imports=("dlopen", "dlsym", "socket", "connect"), text=chance(3000)))


def stub_before(files: Files) -> Files:
    """Return a package whose largest library is a stub, the old one lying beside under another name."""
    names = [name for name, data in files.items() if data[:5] == b"\x7fELF\x02"]
    if not names:
        return {}
    name = max(names, key=lambda each: (len(files[each]), each))
    return {name: STUB, f"{name}.orig": files[name]}


ELF: tuple[Way, ...] = (
    # Ebury and its kin: another library is loaded with it.
    *ways("ELF: it needs a library more", ("beside", elf(by_tool("patchelf", "--add-needed", "libsysutil.so.1", "--set-rpath", "$ORIGIN", "FILE"), {"libsysutil.so.1": HELPER})), ("of the system's name", elf(by_tool("patchelf", "--add-needed", "libutil.so.9", "FILE")))),
    *ways("ELF: it looks for libraries elsewhere", ("a folder of all", elf(by_tool("patchelf", "--force-rpath", "--set-rpath", "/var/cache/.X11-unix/lib:$ORIGIN", "FILE"))), ("a hidden folder", elf(by_tool("patchelf", "--set-rpath", "$ORIGIN/.lib:$ORIGIN/../.cache", "FILE"), {".lib/libc.so.6": HELPER}))),
    # xz, 2024: an address that is chosen while loading; another first function.
    *ways("ELF: another function at its start", ("the array", elf(start_redirected)), ("chosen while loading", elf(chosen_while_loading))),
    # Virus writers' oldest way: the note becomes code.
    *ways("ELF: a note becomes a part that is run", ("read and run", elf(lambda data: note_loaded(data, 5))), ("written, too", elf(lambda data: note_loaded(data, 7)))),
    # torchtriton, 2022: it asks for what it never did.
    *ways("ELF: it asks for other functions", ("system", elf(asking(b"system"))), ("connect", elf(asking(b"connect")))),
    *ways("ELF: bytes that it did not have", ("behind its end, and who reads it", elf(after(asking(b"memfd_create"), behind(chance(60_000))))), ("a part by objcopy", elf(by_tool("objcopy", "--add-section", ".init.text=PART", "--set-section-flags", ".init.text=code,alloc,load,readonly", "FILE", section=chance(20_000)))), ("a host", elf(other_host))),
    *ways("ELF: a stub in its place", ("the old one beside", stub_before)),
)  # fmt: skip


# --- Mach-O ---------------------------------------------------------------------------------------------

DYLIB = build_macho(MachRecipe(cpu="x86_64", name="@rpath/libffmpeg2.dylib", imports=("_connect", "_popen")))  # fmt: skip
MACHO: tuple[Way, ...] = (
    # 3CX's libffmpeg.dylib, 2023; Handbrake, Transmission: a library more, or one that does more.
    *ways("Mach-O: it loads a library more", ("plain", macho(lambda data: command_added(data, 0xC, VERSION, "@loader_path/libffmpeg2.dylib"), {"libffmpeg2.dylib": DYLIB})), ("weak", macho(lambda data: command_added(data, 0x8000_0018, VERSION, "/private/tmp/.lib.dylib"))), ("a folder", macho(lambda data: command_added(data, 0x8000_001C, b"", "/Users/Shared/.lib")))),
    *ways("Mach-O: it asks for other functions", ("system", macho(lambda data: macho_other_function(data, b"_system"))), ("popen", macho(lambda data: macho_other_function(data, b"_popen")))),
    *ways("Mach-O: bytes of it are others", ("of the code", macho(lambda data: macho_replaced(data, 2500))), ("behind its end, and who loads it", largest(MACHOS, after(halves(lambda data: macho_other_function(data, b"_dlopen")), behind(chance(40_000)))))),
)  # fmt: skip


# --- .NET -----------------------------------------------------------------------------------------------


def its_text(text: str) -> Edited:
    """Return an edit that puts another text in the place of one of an assembly's own."""

    def edit(data: bytes) -> bytes:
        start, size = heap(data, b"#US")
        found = re.search(rb"(?:[A-Za-z :,._'\\/-]\0){%d,120}" % len(text), data[start : start + size])  # fmt: skip
        if not found:
            return b""
        return with_checksum(put(data, start + found.start(), text.ljust(len(found[0]) // 2).encode("utf-16-le")))  # fmt: skip

    return edit


SUN = build_assembly(ManagedRecipe(name="Core.BusinessLayer", calls={"System.Net.Dns": ("GetHostAddresses",), "System.Diagnostics.Process": ("GetProcesses", "Start"), "System.Threading.Thread": ("Sleep",)}, user_strings=("C07NSU0uUdBScCvKz1UIz8wzNooPriwuSc0FAA==", "appsync-api.eu-west-1.avsvmcloud.example"), bodies=(b"\x2a",), initializes=True))  # fmt: skip
DOMAIN = b'<configuration><runtime><appDomainManagerAssembly value="Core.BusinessLayer, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null"/><appDomainManagerType value="Core.Manager"/><etwEnable enabled="false"/></runtime></configuration>'  # fmt: skip


def by_settings(files: Files) -> Files:
    """Return a package in which the settings beside a .NET program name an assembly that is loaded before it."""
    names = [name for name, data in files.items() if name.endswith(".exe") and b"BSJB" in data]
    if not names:
        return {}
    folder = names[0].rpartition("/")[0]
    return {f"{names[0]}.config": DOMAIN, f"{folder}/Core.BusinessLayer.dll": SUN}


MANAGED: tuple[Way, ...] = (
    # SolarWinds, 2020: texts and names of an assembly.
    *ways(".NET: another text, or another member", ("an address", pe(its_text("http://203.0.113.9/"))), ("a member", pe(lambda data: with_checksum(managed_name(data, KNOWN, b"Start")) if managed_name(data, KNOWN, b"Start") else b""))),
    *ways(".NET: an assembly more, which starts by itself", ("beside", pe(same, {"Core.BusinessLayer.dll": SUN})), ("named by settings", by_settings)),
    *ways(".NET: bytes of it are others", ("of its methods", pe(lambda data: code_replaced(data, 600))), ("behind its end, and who loads it", pe(after(lambda data: with_checksum(managed_name(data, KNOWN, b"Load") or data), behind(chance(80_000)))))),
)  # fmt: skip
