"""Sixth set: programs of Windows, Linux and macOS (universal ones too), and .NET libraries; inert bytes, never code that runs.

Each edit is laid over the genuine release before, so that all marks of the build are renewed, as by somebody who sits in it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

from genuine import Files

from mutation_families.apple import fat_slices
from mutation_families.edited_programs import elf_needed, elf_section, parts, with_resource
from mutation_families.edits import filler
from mutation_families.fourth_programs import Change, by_number, exported, taken_for_functions
from mutation_families.fourth_programs import other_function as pe_other_function
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import RUN, file_offset, with_imports, with_tls
from mutation_families.third_programs import (
    callback_more,
    chosen_while_loading,
    command_added,
    delayed,
    dynamic,
    heap,
    imports_of,
    macho_other_function,
    managed_name,
    more_rights,
    note_loaded,
    offset_of,
    other_function,
    put,
    resource_replaced,
    search_path,
    start_in_slack,
    start_redirected,
    value,
)
from mutation_families.third_systems import Built
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe, with_checksum

VERSION = struct.pack("<3I", 2, 0x10000, 0x10000)


# --- PE -------------------------------------------------------------------------------------------------


def export_into_slack(data: bytes) -> bytes:
    """Return a library whose first function leads behind the end of the code, in the room up to the next section."""
    code = next(each for each in parts(data) if each.flags & RUN == RUN)
    names = exported(data)
    if code.size - code.size_in_memory < 64 or not names:
        return b""
    made = put(data, code.at + code.size_in_memory, b"\xc3" + filler("words", 47))
    made = put(made, code.row + 8, struct.pack("<I", code.size_in_memory + 48))
    return with_checksum(put(made, names[0][1], struct.pack("<I", code.rva + code.size_in_memory)))


def jump_into_slack(data: bytes) -> bytes:
    """Return a library whose first function begins with a jump behind the end of the code; no table says so."""
    code = next(each for each in parts(data) if each.flags & RUN == RUN)
    names = exported(data)
    if code.size - code.size_in_memory < 64 or not names:
        return b""
    rva = struct.unpack_from("<I", data, names[0][1])[0]
    made = put(data, code.at + code.size_in_memory, b"\xc3" + filler("words", 47))
    return with_checksum(put(made, file_offset(data, rva), b"\xe9" + struct.pack("<i", code.rva + code.size_in_memory - rva - 5)))  # fmt: skip


def host_in_padding(data: bytes) -> bytes:
    """Return a program with the name of a host, every byte changed, in the room behind its data."""
    for each in parts(data):
        room = each.size - each.size_in_memory
        if each.name.startswith((b".rdata", b".data")) and room >= 64:
            text = bytes(byte ^ 0x5D for byte in b"https://inert.example.invalid/api")
            made = put(data, each.at + each.size_in_memory, text)
            return with_checksum(put(made, each.row + 8, struct.pack("<I", each.size_in_memory + len(text))))  # fmt: skip
    return b""


def pe_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a PE file, library or program, in one place.

    of CCleaner, 2017, and of rebuilt libraries: a start among the padding, an export or its first instruction that leads there;
    of 3CX, 2023: two calls more, of those that every program has; of ShadowHammer: a resource of other bytes.
    """
    calls: dict[str, tuple[str, ...]] = {"KERNEL32.dll": ("GetModuleHandleA", "VirtualProtect")}
    for family, what, made in (
        ("two calls more", "of the kernel", with_imports(data, calls)),
        ("two calls more", "of the net", with_imports(data, {"WINHTTP.dll": ("WinHttpOpen", "WinHttpConnect")})),
        ("a call instead of another", "WinExec", pe_other_function(data, b"WinExec")),
        ("a call instead of another", "LoadLibraryA", pe_other_function(data, b"LoadLibraryA")),
        ("calls by number", "three", by_number(data)),
        ("a library loaded on first use", "URLMON", delayed(data, "urlmon.dll", ("URLDownloadToFileA",))),
        ("a function before all else", "new", with_tls(data, 96)),
        ("a function before all else", "one more", callback_more(data)),
        ("a start in the padding", "the program's", start_in_slack(data)),
        ("a start in the padding", "an export's", export_into_slack(data)),
        ("a start in the padding", "a jump", jump_into_slack(data)),
        ("a resource of other bytes", "new", with_resource(data, 9000)),
        ("a resource of other bytes", "replaced", resource_replaced(data, "base64")),
        ("more rights by its manifest", "administrator", more_rights(data)),
        ("a hidden name of a host", "in the padding", host_in_padding(data)),
    ):  # fmt: skip
        if made and made != data:
            yield f"PE: {family}", what, {name: made}
    folder = name.rpartition("/")[0]
    beside = build_pe(Recipe(is_dll=True, name="version.dll", exports=("GetFileVersionInfoA", "VerQueryValueA"), imports={"KERNEL32.dll": ("GetProcAddress",)}))  # fmt: skip
    yield "PE: a library of the system's name beside", "version.dll", {f"{folder}/version.dll".lstrip("/"): beside}  # fmt: skip
    if name.endswith(".exe"):
        yield "PE: settings of its loader beside", ".local", {f"{name}.local/comctl32.dll": beside}
        said = b'<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><file name="version.dll"/><dependency><dependentAssembly><assemblyIdentity type="win32" name="Compat" version="1.0.0.0"/></dependentAssembly></dependency></assembly>'  # fmt: skip
        yield "PE: settings of its loader beside", ".manifest", {f"{name}.manifest": said, f"{folder}/Compat.dll": beside}  # fmt: skip


# --- ELF, 64 bits -----------------------------------------------------------------------------------------


def two_functions(data: bytes) -> bytes:
    """Return a file that asks for two ordinary functions in place of two of Python's: it reads a name, and loads a library."""
    made = other_function(data, b"getenv")
    return other_function(made, b"dlopen") if made else b""


def weak_name(data: bytes) -> bytes:
    """Return a file that asks for a function of the start that nobody has yet, by a name of a letter less."""
    names = [(name, at) for name, at in imports_of(data) if name.startswith((b"Py", b"_Py")) and len(name) > 12]  # fmt: skip
    return put(data, names[-1][1] + len(names[-1][0]) - 1, b"\0") if names else b""


def elf_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a 64-bit ELF library in one place.

    of xz, 2024: an address chosen while loading, nothing else; another start; of Ebury: a library more, or a folder where it is
    looked for; of torchtriton, 2022: two functions that any program has; invented: a part more that is loaded and may be run.
    """
    folder = name.rpartition("/")[0]
    for family, what, made in (
        ("an address chosen while loading", "one", chosen_while_loading(data)),
        ("another function at the start", "one", start_redirected(data)),
        ("functions instead of others", "execve", other_function(data, b"execve")),
        ("functions instead of others", "connect", other_function(data, b"connect")),
        ("functions instead of others", "getenv and dlopen", two_functions(data)),
        ("a function that nobody has", "a letter less", weak_name(data)),
        ("a folder where it looks for others", "a name's end", search_path(data)),
        ("a part more that is run", "its note", note_loaded(data, 5)),
        ("a part more", "a table of its own", elf_section(data, chance(3000))),
    ):  # fmt: skip
        if made and made != data:
            yield f"ELF: {family}", what, {name: made}
    made = elf_needed(data)
    if made:
        start = offset_of(data, value(data, 5)) + next(each for tag, each, _ in dynamic(data) if tag == 1)  # fmt: skip
        soname = data[start + 1 : data.index(b"\0", start)].decode()
        library = build_elf(ElfRecipe(soname=soname, imports=("getenv", "dlopen"), text=chance(2000)))  # fmt: skip
        yield "ELF: it needs a library more", "beside", {name: made, f"{folder}/{soname}".lstrip("/"): library}  # fmt: skip


# --- Mach-O -----------------------------------------------------------------------------------------------


def in_one_slice(data: bytes, number: int, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a universal file of which one program is edited, its length kept."""
    start, size = fat_slices(data)[number]
    made = edit(data[start : start + size])
    return data[:start] + made + data[start + size :] if len(made) == size else b""


def _weak(part: bytes) -> bytes:
    return command_added(part, 0x8000_0018, VERSION, "@loader_path/libz.1.dylib")


def _plain(part: bytes) -> bytes:
    return command_added(part, 0xC, VERSION, "@loader_path/libz.1.dylib")


def _folder(part: bytes) -> bytes:
    return command_added(part, 0x8000_001C, b"", "/usr/local/opt/inert/lib")


def _settings(part: bytes) -> bytes:
    return command_added(part, 0x27, b"", "DYLD_LIBRARY_PATH=@loader_path/.lib")


def _renamed(wanted: bytes) -> Callable[[bytes], bytes]:
    return lambda part: macho_other_function(part, wanted)


def fat_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change one program of a universal file; of 3CX's libffmpeg.dylib, 2023, where one half did what the other did not."""
    folder = name.rpartition("/")[0]
    library = {f"{folder}/libz.1.dylib".lstrip("/"): build_macho(MachRecipe(cpu="x86_64", imports=("_connect",)))}  # fmt: skip
    ways: tuple[tuple[str, Callable[[bytes], bytes], Files], ...] = (
        ("a library", _plain, library), ("a weak library", _weak, library), ("a folder of libraries", _folder, {}),
        ("a setting of the loader", _settings, {}), ("another function", _renamed(b"_system"), {}),
        ("another function", _renamed(b"_dlsym"), {}), ("functions of the start", taken_for_functions, {}),
    )  # fmt: skip
    for family, edit, beside in ways:
        for number in range(2):
            made = in_one_slice(data, number, edit)
            if made and made != data:
                yield f"Mach-O, universal: {family} in one half", f"number {number}", {name: made} | beside  # fmt: skip
    first, second = fat_slices(data)[:2]
    room = second[0] - sum(first)
    if room > 600:
        yield "Mach-O, universal: bytes between the halves", "500 B", {name: data[: sum(first)] + chance(500) + data[sum(first) + 500 :]}  # fmt: skip


def macho_changes(name: str, data: bytes, _: Files) -> Iterator[Change]:
    """Change a thin Mach-O library: a way to another library, or a signature of nobody's that allows more."""
    rights = sign_macho(data, AppleSigning(is_adhoc=True, entitlements={"com.apple.security.cs.allow-dyld-environment-variables": True, "com.apple.security.get-task-allow": True})) if b"\xfa\xde\x0c\xc0" not in data else b""  # fmt: skip
    for family, what, made in (
        ("a way to another library", "upward", command_added(data, 0x8000_0023, VERSION, "@executable_path/../lib/libz.dylib")),
        ("a way to another library", "a folder", _folder(data)),
        ("a way to another library", "a setting", _settings(data)),
        ("another function asked for", "dlsym", macho_other_function(data, b"_dlsym")),
        ("another function asked for", "execv", macho_other_function(data, b"_execv")),
        ("a signature of nobody's that allows more", "rights", rights),
    ):  # fmt: skip
        if made and made != data:
            yield f"Mach-O: {family}", what, {name: made}


# --- .NET -------------------------------------------------------------------------------------------------

KNOWN = (b"get_BaseDirectory", b"GetTypeFromHandle", b"GetCustomAttributes", b"CreateInstance", b"GetFileNameWithoutExtension", b"get_IsCompletedSuccessfully")  # fmt: skip


def managed(old: Files, new: Files) -> Iterator[Built]:
    """Change a genuine .NET library in a NuGet package: one name or one text of it, its strong name taken from both."""

    def packed(version: str, data: bytes) -> bytes:
        spec = f'<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Inert</id><version>{version}</version><authors>inert</authors><description>inert</description></metadata></package>'  # fmt: skip
        return build_zip({"Inert.nuspec": spec.encode(), "[Content_Types].xml": b"<Types/>", "lib/net472/Inert.dll": data})  # fmt: skip

    before, data = (next(unsigned(body) for name, body in sorted(files.items()) if name.endswith("net472/Microsoft.JavaScript.NodeApi.dll")) for files in (old, new))  # fmt: skip
    ways = [("another member asked for", wanted.decode(), managed_name(data, KNOWN, wanted)) for wanted in (b"LoadFrom", b"DownloadString", b"InvokeMember")]  # fmt: skip
    start, size = heap(data, b"#US")
    found = re.search(rb"(?:[A-Za-z :,._'-]\0){30,90}", data[start : start + size])
    if found:
        for what, text in (("an address", "https://avsvmcloud.example.invalid"), ("a name of a task", "SolarWinds.Orion.Inert.Business")):  # fmt: skip
            ways.append(("a text of it", what, put(data, start + found.start(), text[: len(found[0]) // 2].ljust(len(found[0]) // 2).encode("utf-16-le"))))  # fmt: skip
    for family, what, made in ways:
        if made:
            yield f".NET: {family}", what, ".nupkg", packed("1.0.0", before), packed("1.0.1", data), packed("1.0.1", with_checksum(made))  # fmt: skip
    yield from _of_names(packed)


def unsigned(data: bytes) -> bytes:
    """Return a .NET library that claims no strong name and has no certificate."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    plus = data[nt + 24 : nt + 26] == b"\x0b\x02"
    row = nt + 24 + (112 if plus else 96)
    at, size = struct.unpack_from("<II", data, row + 32)
    data = put(data[:at] + data[at + size :], row + 32, bytes(8)) if at else data
    head = file_offset(data, struct.unpack_from("<I", data, row + 8 * 14)[0])
    flags = struct.unpack_from("<I", data, head + 16)[0]
    place, length = struct.unpack_from("<II", data, head + 32)
    if place:
        data = put(data, file_offset(data, place), bytes(length))
    return with_checksum(put(put(data, head + 16, struct.pack("<I", flags & ~8)), head + 32, bytes(8)))  # fmt: skip


def _of_names(packed: Callable[[str, bytes], bytes]) -> Iterator[Built]:
    """Of SUNBURST, 2020: a library of many names, and the next patch with a few names more, hashes of names, a start of the module."""
    calls = {"System.Net.WebRequest": ("Create", "GetResponse"), "System.Diagnostics.Process": ("GetProcessesByName", "get_ProcessName"), "System.Xml.XmlDocument": ("Load", "Save"), "System.IO.File": ("ReadAllText", "WriteAllText"), "System.String": ("Format", "Concat", "Split")}  # fmt: skip
    names = tuple(f"Orion.Core.Setting{number}" for number in range(60))
    usual = ManagedRecipe(name="Inert", calls=calls, user_strings=names)
    before, honest = packed("1.0.0", build_assembly(usual)), packed("1.0.1", build_assembly(ManagedRecipe(name="Inert", calls=calls, user_strings=names, module=bytes(16))))  # fmt: skip
    dns = calls | {"System.Net.Dns": ("GetHostAddresses",), "System.Net.NetworkInformation.IPGlobalProperties": ("get_DomainName",)}  # fmt: skip
    registry = calls | {"Microsoft.Win32.RegistryKey": ("OpenSubKey", "SetValue"), "System.Threading.Thread": ("Sleep",), "System.IO.Compression.DeflateStream": (".ctor",)}  # fmt: skip
    for what, made in (
        ("names of the net", ManagedRecipe(name="Inert", calls=dns, user_strings=names, module=bytes(16))),
        ("names of services", ManagedRecipe(name="Inert", calls=registry, user_strings=(*names, "C07NSU0uUdBScCvKz1UIz8wzNooPriwuSc0FAA=="), module=bytes(16))),
        ("numbers in place of names", ManagedRecipe(name="Inert", calls=calls, user_strings=names, module=bytes(16), hashes=tuple(int.from_bytes(chance(8 + each)[:8], "little") for each in range(40)))),
        ("a start of the module", ManagedRecipe(name="Inert", calls=calls, user_strings=names, module=bytes(16), bodies=(b"\x2a",), initializes=True)),
        ("a resource", ManagedRecipe(name="Inert", calls=calls, user_strings=names, module=bytes(16), resources={"Inert.costura.compat.dll.compressed": chance(9000)})),
    ):  # fmt: skip
        yield ".NET: a few names more", what, ".nupkg", before, honest, packed("1.0.1", build_assembly(made))  # fmt: skip
