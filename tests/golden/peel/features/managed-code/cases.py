"""A native program, an assembly with the calls of a back door, one that hides its texts, and one cut short."""

from __future__ import annotations

import base64
import hashlib
import zlib
from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import build_pe

CALLS = {
    "System.Net.WebClient": (".ctor", "DownloadString"),
    "System.Diagnostics.Process": ("Start",),
    "System.Reflection.Assembly": ("Load",),
    "System.DateTime": ("get_UtcNow",),
    "System.Threading.Thread": ("Sleep",),
}


def _written(folder: Path, recipe: ManagedRecipe) -> Path:
    path = folder / "Inert.dll"
    path.write_bytes(build_assembly(recipe))
    return path


def packed(text: str) -> str:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflater.compress(text.encode()) + deflater.flush()).decode()


def good_a_native_program_refers_to_nothing(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe())
    return path


def bad_references_and_calls(folder: Path) -> Path:
    natives = {"kernel32.dll": ("VirtualProtect",)}
    return _written(folder, ManagedRecipe(calls=CALLS, natives=natives))


def bad_texts_and_names_hidden(folder: Path) -> Path:
    texts = tuple(map(packed, ("inert marker", "Software\\CurrentVersion\\Run", "wireshark")))
    numbers = (hashlib.sha256(bytes((each,))).digest()[:8] for each in range(40))
    hashes = tuple(int.from_bytes(each, "little") | 1 << 63 for each in numbers)
    return _written(folder, ManagedRecipe(user_strings=texts, hashes=hashes))


def damaged(folder: Path) -> Path:
    path = bad_references_and_calls(folder)
    path.write_bytes(path.read_bytes()[:2500])
    return path
