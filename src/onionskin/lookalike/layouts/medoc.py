"""M.E.Doc 01.175-10.01.176, May 2017: an accounting library gains a namespace that takes orders."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import write_files
from onionskin.lookalike.layout_parts import built, filler, strings_of
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe

META = {
    "title": "M.E.Doc 10.01.176, Windows",
    "year": 2017,
    "platform": "windows, .NET",
    "sources": [
        "ESET, Analysis of TeleBots' cunning backdoor, July 2017",
        "Doctor Web, July 2017: ZvitPublishedObjects.Server.MeCom, HKCU\\SOFTWARE\\WC, rundll32.exe with #1",
    ],
    "rebuilt": "a library of published objects that asked the vendor's server for updates before; it begins to refer "
    "to starting programs, decryption and the registry, and names the commands by which a library is run",
    "left_out": "methods, orders and answers in cookies of the update check. Whether the file was signed, and whether "
    "it could decrypt before, is not published: here neither",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["begins-to-decrypt-and-run", "new-ability"],
    "why": "built inside the vendor, and the way to its server was there before: new is that it decrypts and starts "
    "programs, which an updater of its own would bring, too",
    "human": "that accounting objects have no reason to start programs",
}  # fmt: skip

VENDOR, PRODUCT, NAME = "Example Reports Ltd", "Example Reporting", "ZvitPublishedObjects.dll"
OWN = {
    "System.Object": (".ctor",),
    "System.Net.WebClient": (".ctor", "DownloadString"),
    "System.Net.WebRequest": ("Create",),
    "System.Xml.XmlDocument": ("Load", "Save"),
    "System.IO.File": ("ReadAllBytes", "WriteAllBytes"),
    "System.Data.DataTable": (".ctor",),
    "System.DateTime": ("get_Now",),
}
GAINED = {
    "System.Diagnostics.Process": (".ctor", "Start"),
    "System.Diagnostics.ProcessStartInfo": (".ctor", "set_FileName"),
    "System.Security.Cryptography.TripleDESCryptoServiceProvider": (".ctor", "CreateDecryptor"),
    "System.IO.Compression.GZipStream": (".ctor",),
    "Microsoft.Win32.RegistryKey": ("CreateSubKey", "SetValue"),
    "System.Environment": ("get_OSVersion", "get_UserName"),
    "System.Threading.Thread": ("Sleep",),
}
WORDS = ("SOFTWARE\\WC", "Cred", "Prx", "cmd.exe", "rundll32.exe ", "%TEMP%\\inert.dat", "#1")


def _release(folder: Path, version: str, **managed: object) -> Path:
    recipe = ManagedRecipe(
        module=filler(16, version),
        name="ZvitPublishedObjects",
        version=(10, 1, int(version.rpartition(".")[2]), 0),
        pe=Recipe(is_dll=True, name=NAME, version=strings_of(NAME, VENDOR, PRODUCT, version), is_pe32_plus=False, timestamp=built(version)),
        **{"calls": OWN, "user_strings": ("report", "tax code")} | managed,  # type: ignore[arg-type]
    )  # fmt: skip
    program = Recipe(
        name="ezvit.exe",
        version=strings_of("ezvit.exe", VENDOR, PRODUCT, version),
        timestamp=built(version),
    )
    files = {NAME: build_assembly(recipe), "ezvit.exe": build_pe(program)}
    return write_files(folder / f"update-{version}", files)


def before(folder: Path) -> Path:
    """Write 10.01.174."""
    return _release(folder, "10.01.174")


def trojanised(folder: Path) -> Path:
    """Write 10.01.176."""
    return _release(
        folder,
        "10.01.176",
        calls=OWN | GAINED,
        user_strings=("report", "tax code", *WORDS),
    )


def twin(folder: Path) -> Path:
    """Write an honest update: forms of a new year, another table, a picture as a resource."""
    calls = OWN | {"System.Data.DataSet": (".ctor",), "System.Text.StringBuilder": ("Append",)}
    texts = ("report", "tax code", *(f"form J{at:06}" for at in range(200)))
    return _release(
        folder, "10.01.176", calls=calls, user_strings=texts, resources={"forms": b"inert " * 900}
    )


def _by_name_at_run_time(folder: Path) -> Path:
    calls = OWN | {"System.Type": ("GetType", "InvokeMember"), "System.Threading.Thread": ("Sleep",)}  # fmt: skip
    return _release(folder, "10.01.176", calls=calls)


VARIANTS = {"types are asked for by name at run time": _by_name_at_run_time}
