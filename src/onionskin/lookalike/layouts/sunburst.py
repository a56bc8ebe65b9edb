"""SUNBURST, SolarWinds Orion 2019.4 HF 5, March 2020: a library of the vendor gains a class."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

from onionskin.lookalike.layout_parts import built, filler, strings_of
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import sign_pe

META = {
    "title": "SolarWinds Orion 2019.4 HF 5 (SUNBURST), Windows",
    "year": 2020,
    "platform": "windows, .NET",
    "sources": [
        "FireEye, Highly Evasive Attacker Leverages SolarWinds Supply Chain, December 2020",
        "Microsoft, Analyzing Solorigate, December 2020; Sophos, How SunBurst malware does defense evasion",
    ],
    "rebuilt": "an installer whose library of the business layer, signed by the vendor, begins to refer to starting "
    "programs, to decompression and base64, holds a table of 64-bit hashes beside the two numbers of FNV-1a, and "
    "texts as base64 of deflated text; network, WMI, registry, waiting and the clock it had before",
    "left_out": "all methods, the domain, the names behind the hashes: they are those of colours",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["newly-hidden-managed-texts", "begins-to-decrypt-and-run", "new-ability"],
    "why": "built and signed inside the vendor: nothing is broken. A management product could nearly all of it before; "
    "new is how the words are hidden, and that it unpacks and starts programs",
    "human": "that no change in the vendor's source asked for this class",
}  # fmt: skip

VENDOR, PRODUCT = "Example Network Tools Inc", "Example Orion"
NAME = "Example.Orion.Core.BusinessLayer.dll"
# What a product that manages networks can do by right.
OWN = {
    "System.Object": (".ctor",),
    "System.Net.Sockets.Socket": (".ctor", "Connect"),
    "System.Net.HttpWebRequest": ("GetResponse",),
    "System.Net.WebRequest": ("Create",),
    "System.Management.ManagementObjectSearcher": (".ctor", "Get"),
    "Microsoft.Win32.RegistryKey": ("OpenSubKey", "SetValue"),
    "System.Diagnostics.Process": ("GetProcesses",),
    "System.IO.File": ("ReadAllText", "WriteAllText", "GetLastWriteTime"),
    "System.Threading.Thread": (".ctor", "Sleep", "Start"),
    "System.DateTime": ("get_UtcNow",),
}
GAINED = {
    "System.Net.Dns": ("GetHostAddresses", "GetHostEntry"),
    "System.Diagnostics.Process": ("GetProcesses", "Start"),
    "System.Diagnostics.ProcessStartInfo": (".ctor",),
    "System.Convert": ("FromBase64String",),
    "System.IO.Compression.DeflateStream": (".ctor", "Read"),
    "System.Security.Cryptography.MD5CryptoServiceProvider": (".ctor",),
}
TEXTS = ("polling interval", "node status", "alert definition")


def _hash(word: bytes) -> int:
    """Return FNV-1a, 64 bits, of a word (Fowler, Noll, Vo)."""
    value = 0xCBF29CE484222325
    for byte in word:
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return value


def _packed(text: str) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()


HASHES = tuple(_hash(f"colour-{filler(4, str(at)).hex()}".encode()) for at in range(140))
PACKED = tuple(_packed(f"colour number {at} of the inert table of colours") for at in range(60))


def _installer(folder: Path, version: str, build: str, **managed: object) -> Path:
    recipe = ManagedRecipe(
        module=filler(16, version),
        name=NAME.removesuffix(".dll"),
        version=(2019, 4, 5200, int(build)),
        pe=Recipe(is_dll=True, name=NAME, version=strings_of(NAME, VENDOR, PRODUCT, f"2019.4.5200.{build}"), is_pe32_plus=False, timestamp=built(version)),
        **{"calls": OWN, "user_strings": TEXTS} | managed,  # type: ignore[arg-type]
    )  # fmt: skip
    library = sign_pe(build_assembly(recipe), signer=VENDOR, at="2020-03-24T08:52:00Z")
    host = "Example.BusinessLayerHost.exe"
    program = Recipe(
        name=host, version=strings_of(host, VENDOR, PRODUCT, version), timestamp=built(version)
    )
    files = {NAME: library, host: sign_pe(build_pe(program), signer=VENDOR)}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"core-{version}.msi"
    package = build_msi(files, product=PRODUCT, version=version, manufacturer=VENDOR)
    path.write_bytes(sign_msi(package, signer=VENDOR, at="2020-03-24T09:00:00Z"))
    return path


def before(folder: Path) -> Path:
    """Write hot fix 4."""
    return _installer(folder, "2019.4.5200", "8890")


def trojanised(folder: Path) -> Path:
    """Write hot fix 5."""
    return _installer(
        folder,
        "2019.4.5220",
        "9083",
        calls=OWN | GAINED,
        user_strings=(*TEXTS, *PACKED),
        hashes=HASHES,
    )


def twin(folder: Path) -> Path:
    """Write an honest hot fix: more of the same calls, more texts, a picture."""
    calls = OWN | {
        "System.Xml.XmlDocument": ("Load",),
        "System.Net.NetworkInformation.IPGlobalProperties": ("GetHostName",),
        "System.Net.HttpWebRequest": ("GetResponse", "set_Proxy"),
    }
    texts = (*TEXTS, *(f"Report column {at}" for at in range(60)))
    return _installer(
        folder, "2019.4.5220", "9083", calls=calls, user_strings=texts, hashes=HASHES[:6]
    )


def _plain_texts(folder: Path) -> Path:
    return _installer(folder, "2019.4.5220", "9083", calls=OWN | GAINED, hashes=HASHES)


def _no_hashes(folder: Path) -> Path:
    """Write names as they are: only what it can do is new."""
    return _installer(folder, "2019.4.5220", "9083", calls=OWN | GAINED)


VARIANTS = {
    "texts are not packed": _plain_texts,
    "nothing is hashed and nothing packed": _no_hashes,
}
