"""Eleventh set: programs and libraries within packages; inert: what stands for code is filler, or one condition of what is there.

The comment before each family says which incident it is after, here in another dress. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from genuine import Files

from mutation_families.edited_programs import (
    code_replaced,
    forwarded,
    jump_to_cave,
    macho_replaced,
    parts,
    with_resource,
)
from mutation_families.eighth_programs import calling, functions, managed
from mutation_families.fourth_programs import exported
from mutation_families.fourth_programs import other_function as pe_other_function
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import READ, RUN, with_imports, with_tls
from mutation_families.seventh_programs import (
    LOADER,
    WRITE,
    after,
    asking,
    behind,
    by_tool,
    elf,
    its_text,
    macho,
    pe,
    proxy,
    reading,
    same,
    section_of_code,
)
from mutation_families.seventh_ways import Changes, Way, together, ways
from mutation_families.tenth_programs import (
    il_turned,
    says_yes,
    skipped,
    summed,
    turned,
    turned_arm,
    weaker,
)
from mutation_families.third_programs import (
    command_added,
    elf_guards_off,
    guards_off,
    macho_other_function,
    nt_of,
    put,
    segments,
    start_in_slack,
    start_redirected,
)
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

VERSION = struct.pack("<3I", 2, 0x10000, 0x10000)
RUNS = 0x2000_0000


def own_place(magic: bytes, stub: Callable[[str], bytes], suffix: str) -> Changes:
    """Return a change that puts another library in the place of the largest, which lies beside under another name."""

    def change(files: Files) -> Files:
        names = [name for name, data in files.items() if data.startswith(magic)]
        if not names:
            return {}
        name = max(names, key=lambda each: (len(files[each]), each))
        folder, slash, file = name.rpartition("/")
        stem, dot, end = file.partition(".")
        kept = f"{stem}{suffix}" if suffix.endswith(".dll") else f"{stem}{suffix}{dot}{end}"
        return {name: stub(file), f"{folder}{slash}{kept}": files[name]}

    return change


def handing_on(name: str) -> bytes:
    """Return a library by the name of an extension, which hands its start to the one beside and asks for more."""
    first = name.partition(".")[0]
    return build_pe(Recipe(is_dll=True, name=name, forwards={f"PyInit_{first}": f"{first}_core.PyInit_{first}"}, imports={"KERNEL32.dll": ("VirtualAlloc", "CreateThread", "WaitForSingleObject"), "WINHTTP.dll": ("WinHttpOpen", "WinHttpReceiveResponse")}))  # fmt: skip


def started_by(name: str) -> bytes:
    return build_elf(ElfRecipe(exports=(f"PyInit_{name.partition('.')[0]}",), imports=("dlopen", "dlsym", "fork", "execl", "socket"), text=chance(5000)))  # fmt: skip


def library_beside(name: str) -> Files:
    return {name: build_pe(Recipe(is_dll=True, name=name, imports={"KERNEL32.dll": ("VirtualProtect", "CreateThread", "LoadLibraryW"), "WINHTTP.dll": ("WinHttpConnect",)}))}  # fmt: skip


# What a library of Python finds in its own folder first, and the system does not hold for known.
SOUGHT = (b"IPHLPAPI.DLL", b"bcrypt.dll", b"CRYPT32.dll", b"Secur32.dll", b"WINMM.dll", b"USERENV.dll", b"dbghelp.dll", b"MSVCP140.dll", b"VCRUNTIME140_1.dll", b"VCRUNTIME140.dll")  # fmt: skip


def asked_beside(more: Files) -> Changes:
    """Return a change that lays a library beside the largest one, of a name which that one asks for."""

    def change(files: Files) -> Files:
        names = [name for name, data in files.items() if data.startswith(b"MZ")]
        if not names:
            return {}
        name = max(names, key=lambda each: (len(files[each]), each))
        sought = next((each.decode() for each in SOUGHT if re.search(rb"(?i)\0%s\0" % re.escape(each), files[name])), "")  # fmt: skip
        folder, slash, _ = name.rpartition("/")
        beside = library_beside(sought) | more if sought else {}
        made = {f"{folder}{slash}{path}": data for path, data in beside.items()}
        return {} if made.keys() & files.keys() else made

    return change


def folder_of_packers(data: bytes) -> bytes:
    """Return a program two of whose parts are named as a packer names them, may be written and run, and hold what looks packed."""
    made = section_of_code(b"UPX1", 30_000, RUN | WRITE, starts=True)(data)
    first = parts(made)[0] if made else None
    return with_checksum(put(made, first.row, b"UPX0\0\0\0\0")) if first else b""


def code_flagged(data: bytes) -> bytes:
    """Return a program whose code may be written."""
    part = next((each for each in parts(data) if each.flags & RUNS), None)
    return with_checksum(put(data, part.row + 36, struct.pack("<I", part.flags | WRITE))) if part else b""  # fmt: skip


def first_no(data: bytes) -> bytes:
    """Return a library whose first functions of those it offers say nothing at once (x86-64): ELF by length, PE in their order."""
    if data[:4] == b"\x7fELF":
        for _, address, _ in sorted(functions(data), key=lambda each: -each[2])[:1]:
            row = next((each for each in segments(data) if each[0] == 1 and each[3] <= address < each[3] + each[5]), None)  # fmt: skip
            return put(data, address - row[3] + row[2], b"\x31\xc0\xc3") if row else b""
        return b""
    for _, at in exported(data)[-1:]:
        rva = struct.unpack_from("<I", data, at)[0]
        part = next((each for each in parts(data) if each.rva <= rva < each.rva + each.size and each.flags & RUNS), None)  # fmt: skip
        return summed(put(data, rva - part.rva + part.at, b"\x31\xc0\xc3")) if part else b""
    return b""


def unguarded(data: bytes) -> bytes:
    """Return a program that may be loaded at one place only, and whose data may be run: neither ASLR, DEP nor guards of calls."""
    return with_checksum(guards_off(data, 0x4160)) if nt_of(data) and guards_off(data, 0x4160) else b""  # fmt: skip


NET = {"WS2_32.dll": ("WSAStartup", "WSASocketW", "WSAConnect"), "KERNEL32.dll": ("CreateProcessA",)}  # fmt: skip
PE: tuple[Way, ...] = (
    # DLL side-loading, 3CX's d3dcompiler and others: what lies beside is loaded, and reads what lies behind.
    *ways(
        "PE: a loader lies beside it",
        ("of a name that it asks for", asked_beside({})),
        ("with a path of its own", asked_beside({"__init__.py.local": b"\0"})),
        ("and what it reads", asked_beside({"resources.pak": b"\xfe\xed" + chance(70_000)})),
        ("in its place", own_place(b"MZ", handing_on, "_core.dll")),
    ),
    # CCleaner, ShadowPad, Notepad++'s updater: code that was not there is in it.
    *ways(
        "PE: it begins in what was not there",
        ("as packed", pe(folder_of_packers)),
        ("a part of its own", pe(section_of_code(b".orpc", 9000, RUN | WRITE, starts=True))),
        ("before its start", pe(lambda data: with_tls(data, 9000))),
        ("behind its code", pe(start_in_slack)),
        ("a jump", pe(lambda data: jump_to_cave(data, 300))),
    ),
    *ways(
        "PE: bytes are hidden in it, and read",
        ("a resource", pe(after(lambda data: with_resource(data, 90_000), lambda data: with_imports(data, {"KERNEL32.dll": ("FindResourceA", "LoadResource", "VirtualAlloc")})))),
        ("behind its end", pe(after(reading, behind(b"MSCF\0\0\0\0" + chance(120_000))))),
        ("a program", pe(after(lambda data: with_imports(data, {"KERNEL32.dll": ("CreateProcessA", "WriteProcessMemory", "ResumeThread")}), behind(build_pe(LOADER))))),
        ("a part of data", pe(after(section_of_code(b".idat", 70_000, READ, starts=False), reading))),
    ),
    *ways(
        "PE: it asks for the net and for programs",
        ("a shell over the net", pe(lambda data: with_imports(data, NET))),
        ("what is typed", pe(lambda data: with_imports(data, {"USER32.dll": ("SetWindowsHookExA", "GetAsyncKeyState", "GetClipboardData")}))),
        ("in another's place", pe(lambda data: pe_other_function(data, b"WinExec"))),
        ("a library answers", pe(forwarded, proxy("runtime_ext.dll", "Start"))),
    ),
    # Quiet: some bytes of it, and something holds no more.
    *ways(
        "PE, quiet: few bytes, and less holds",
        ("a condition", pe(turned)),
        ("a call", pe(skipped)),
        ("a function says nothing", pe(first_no)),
        ("guards", pe(unguarded)),
        ("code that is written", pe(code_flagged)),
        ("a weaker way", pe(weaker)),
    ),
)  # fmt: skip

LIB = build_elf(ElfRecipe(soname="libsysconf.so.2", imports=("connect", "fork", "execve", "getenv"), exports=("sysconf_init",), text=chance(6000)))  # fmt: skip
ELF: tuple[Way, ...] = (
    *ways(
        "ELF: another library is loaded with it",
        ("beside", elf(by_tool("patchelf", "--add-needed", "libsysconf.so.2", "--set-rpath", "$ORIGIN", "FILE"), {"libsysconf.so.2": LIB})),
        ("from a folder of all", elf(by_tool("patchelf", "--add-needed", "libsysconf.so.2", "--force-rpath", "--set-rpath", "/dev/shm:/tmp/.font-unix", "FILE"))),  # noqa: S108 - inert
        ("in its place", own_place(b"\x7fELF\2", started_by, "_core")),
    ),
    *ways(
        "ELF: it begins in what was not there",
        ("its array", elf(start_redirected)),
        ("a part", elf(by_tool("objcopy", "--add-section", ".text.hot=PART", "--set-section-flags", ".text.hot=code,alloc,load,readonly", "FILE", section=chance(30_000)))),
        ("of its code", elf(lambda data: of_code(data, 2000))),
    ),
    *ways(
        "ELF: it asks for others of the system",
        ("a program", elf(asking(b"execve"))),
        ("a shell", elf(asking(b"popen"))),
        ("memory, and what lies behind", elf(after(asking(b"mprotect"), behind(chance(90_000))))),
    ),
    *ways(
        "ELF, quiet: few bytes, and less holds",
        ("a condition", elf(turned)),
        ("a call", elf(skipped)),
        ("a function says yes", elf(says_yes)),
        ("a stack that runs", elf(lambda data: elf_guards_off(data, 0x6474E551))),
        ("a weaker way", elf(weaker)),
    ),
)  # fmt: skip


def of_code(data: bytes, length: int) -> bytes:
    """Return an ELF file a stretch of whose code, in the midst, is other bytes."""
    row = next((each for each in segments(data) if each[0] == 1 and each[1] & 1), None)
    return put(data, row[2] + row[5] // 2, b"\xf3\x0f\x1e\xfa" + chance(length - 5) + b"\xc3") if row and row[5] > 4 * length else b""  # fmt: skip


DYLIB = build_macho(MachRecipe(cpu="arm64", name="@rpath/libuv_ext.dylib", imports=("_connect", "_posix_spawn", "_dlopen")))  # fmt: skip
MACHO: tuple[Way, ...] = (
    # 3CX's libffmpeg, 2023; trojanised clients of 2024 to 2026.
    *ways(
        "Mach-O: another library is loaded with it",
        ("beside", macho(lambda data: command_added(data, 0xC, VERSION, "@loader_path/libuv_ext.dylib"), {"libuv_ext.dylib": DYLIB})),
        ("handing on", macho(lambda data: command_added(data, 0x8000_001F, VERSION, "@loader_path/libuv_ext.dylib"), {"libuv_ext.dylib": DYLIB})),
        ("by a hidden path", macho(lambda data: command_added(data, 0x8000_0018, VERSION, "/Users/Shared/.a/libcache.dylib"))),
    ),
    *ways(
        "Mach-O: it asks for others of the system",
        ("a program", macho(lambda data: macho_other_function(data, b"_execv"))),
        ("the net", macho(lambda data: macho_other_function(data, b"_connect"))),
        ("of its code", macho(lambda data: macho_replaced(data, 1800))),
        ("behind its end", macho(after(lambda data: macho_other_function(data, b"_dlsym"), behind(chance(50_000))))),
    ),
    *ways(
        "Mach-O, quiet: few bytes, and less holds",
        ("a condition", macho(lambda data: turned(data) if data[4:8] == b"\7\0\0\1" else turned_arm(data))),
        ("a weaker way", macho(weaker)),
        ("a stack that runs", macho(lambda data: put(data, 26, bytes([data[26] | 2])))),
    ),
)  # fmt: skip

AGENT = build_assembly(ManagedRecipe(name="Telemetry.Agent", calls={"System.Net.WebClient": ("DownloadData",), "System.Reflection.Assembly": ("Load",), "System.Diagnostics.Process": ("Start",)}, user_strings=("https://agent-telemetry.example/a", "inert"), bodies=(b"\x2a",), initializes=True))  # fmt: skip
MANAGED: tuple[Way, ...] = (
    # SolarWinds, 2020, and NuGet packages of 2023 to 2026.
    *ways(
        ".NET: an assembly of it does more",
        ("another member", calling(b"Load")),
        ("an address", managed(pe(its_text("http://203.0.113.9/")))),
        ("an assembly beside", together(calling(b"LoadFile"), managed(pe(same, {"Telemetry.Agent.dll": AGENT})))),
        ("of its methods", managed(pe(lambda data: code_replaced(data, 700)))),
        ("behind its end", managed(pe(behind(AGENT)))),
    ),
    *ways(".NET, quiet: few bytes, and less holds", ("a condition", managed(pe(il_turned))), ("guards", managed(pe(unguarded)))),
)  # fmt: skip
