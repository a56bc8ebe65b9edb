"""CCleaner 5.33.6162, August 2017: a masked program among the data, called by the compiler's start-up code."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import write_files
from onionskin.lookalike.layout_parts import (
    built,
    filler,
    jumps_elsewhere,
    prose,
    signed,
    strings_of,
)
from onionskin.lookalike.pe import WRITE_DATA, Recipe, build_pe
from onionskin.lookalike.signing import sign_pe

META = {
    "title": "CCleaner 5.33.6162, Windows (32 bits)",
    "year": 2017,
    "platform": "windows",
    "sources": [
        "Cisco Talos, CCleanup: A Vast Number of Machines at Risk, September 2017",
        "Avast, Progress on CCleaner Investigation, September 2017",
    ],
    "rebuilt": "a program of the vendor that could already reach the network, start programs and write the registry; "
    "10 KiB of masked bytes come among its data, and one call of the start-up code goes elsewhere; "
    "the 64-bit program of the same release is honest",
    "left_out": "the unmasking, the loader and the library without its header",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["new-random-stretch", "section-out-of-proportion"],
    "why": "built and signed inside the vendor: all calls were imported before, so no new ability shows; what is "
    "left are random bytes among the data, which an icon packed anew brings, too",
    "human": "whether the vendor's source has these bytes: rebuild it, and look at what the start-up code calls",
}  # fmt: skip

VENDOR, PRODUCT = "Example Cleaning Ltd", "Example Cleaner"
CALLS = {
    "KERNEL32.dll": ("CreateFileW", "CreateProcessW", "ExitProcess", "GetLocalTime", "GetProcAddress",
                     "HeapCreate", "LoadLibraryW", "ReadFile", "Sleep", "VirtualProtect"),
    "ADVAPI32.dll": ("RegOpenKeyExW", "RegSetValueExW"),
    "WININET.dll": ("HttpSendRequestW", "InternetOpenW"),
}  # fmt: skip
AT = "2017-08-03T09:00:00Z"


def _program(name: str, version: str, data: bytes, *, patched: bool = False, **changes: object) -> bytes:  # fmt: skip
    recipe = Recipe(
        name=name,
        version=strings_of(name, VENDOR, PRODUCT, version),
        is_pe32_plus="64" in name,
        imports=CALLS,
        code_size=0x8000,
        timestamp=built(version),
        sections=((".data", data, WRITE_DATA),),
    )
    if not patched:
        return signed(recipe, VENDOR, AT, **changes)
    return sign_pe(jumps_elsewhere(build_pe(recipe)), signer=VENDOR, at=AT)


def _release(folder: Path, version: str, small: bytes) -> Path:
    wide = _program("CCleaner64.exe", version, prose(120_000, "data"))
    files = {"CCleaner.exe": small, "CCleaner64.exe": wide}
    return write_files(folder / f"cleaner-{version}", files)


def before(folder: Path) -> Path:
    """Write 5.32."""
    return _release(folder, "5.32.6129", _program("CCleaner.exe", "5.32.6129", prose(120_000, "data")))  # fmt: skip


def trojanised(folder: Path) -> Path:
    """Write 5.33, whose 32-bit program carries the bytes."""
    data = prose(90_000, "data") + filler(10_240, "masked") + prose(30_000, "rest")
    return _release(folder, "5.33.6162", _program("CCleaner.exe", "5.33.6162", data, patched=True))


def twin(folder: Path) -> Path:
    """Write an honest 5.33: more tables, more code, another text."""
    more = _program(
        "CCleaner.exe",
        "5.33.6162",
        prose(132_000, "data of 5.33"),
        strings=("Browser: another one",),
        code_size=0x9000,
    )
    return _release(folder, "5.33.6162", more)


def _as_words(folder: Path) -> Path:
    """Write the bytes as hexadecimal digits: no byte of it looks random."""
    data = prose(90_000, "data") + filler(10_240, "masked").hex().encode() + prose(30_000, "rest")
    return _release(folder, "5.33.6162", _program("CCleaner.exe", "5.33.6162", data, patched=True))


def _as_true_words(folder: Path) -> Path:
    """Write each byte as a word: a text like any other."""
    body = b" ".join(b"%s%s" % (b"bdfghjklmnprstvz"[byte >> 4 :][:1], b"a" * (byte % 16 + 1)) for byte in filler(10_240, "masked"))  # fmt: skip
    data = prose(90_000, "data") + body + prose(30_000, "rest")
    return _release(folder, "5.33.6162", _program("CCleaner.exe", "5.33.6162", data, patched=True))


VARIANTS = {
    "the masked bytes are written as digits": _as_words,
    "each masked byte is written as a word": _as_true_words,
}
