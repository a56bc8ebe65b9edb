"""ASUS Live Update, 2018: an old installer, one resource of which was replaced, signed anew."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.layout_parts import (
    filler,
    jumps_elsewhere,
    signed,
    strings_of,
)
from onionskin.lookalike.msi import build_msi
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import sign_pe

META = {
    "title": "ASUS Live Update (ShadowHammer), Windows",
    "year": 2018,
    "platform": "windows",
    "sources": [
        "Kaspersky, Operation ShadowHammer, March and April 2019",
        "Countercept, analysis of the first stage, March 2019",
    ],
    "rebuilt": "a zip with a setup program of 2015 and two MSIs; the setup says the same version and the same time "
    "of building, but the program in one of its resources has become random bytes of the same length, "
    "a call of its code goes elsewhere, and it is signed anew in 2018",
    "left_out": "shellcode, the list of network addresses' hashes, the download",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["same-version-new-bytes", "program-turned-opaque"],
    "why": "signed by the vendor; that a version is given out twice with other bytes is odd, and has innocent causes",
    "human": "why a build of 2015 is signed again in 2018",
}  # fmt: skip

VENDOR, PRODUCT, VERSION = "Example Laptop Inc", "Example Live Update", "3.3.2.0"
BUILT = 1_430_000_000  # 2015-04-25


def _updater(version: str) -> bytes:
    name = "LiveUpdate.exe"
    recipe = Recipe(
        name=name,
        version=strings_of(name, VENDOR, PRODUCT, version),
        timestamp=BUILT,
        code_size=0x8000,
    )
    return signed(recipe, VENDOR, "2015-04-26T08:00:00Z")


def _setup(resource: bytes, at: str, version: str = VERSION, *, patched: bool = False) -> bytes:
    recipe = Recipe(
        name="setup.exe",
        is_pe32_plus=False,
        version=strings_of("setup.exe", VENDOR, PRODUCT, version),
        timestamp=BUILT if version == VERSION else BUILT + 90_000_000,
        imports={"KERNEL32.dll": ("CreateFileW", "CreateProcessW", "ExitProcess", "FindResourceW",
                                  "ReadFile", "VirtualAlloc", "VirtualProtect")},
        files={"136": resource},
    )  # fmt: skip
    data = build_pe(recipe)
    return sign_pe(jumps_elsewhere(data) if patched else data, signer=VENDOR, at=at)


def _release(folder: Path, version: str, setup: bytes, name: str) -> Path:
    parts = {
        f"{number}.msi": build_msi(
            {"readme.txt": b"inert\n"}, product=PRODUCT, version=version, manufacturer=VENDOR
        )
        for number in ("409", "998")
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.zip"
    path.write_bytes(build_zip({"setup.exe": setup, **parts}))
    return path


def before(folder: Path) -> Path:
    """Write the release of 2015."""
    setup = _setup(_updater(VERSION), "2015-04-27T08:00:00Z")
    return _release(folder, VERSION, setup, "liveupdate-2015")


def trojanised(folder: Path) -> Path:
    """Write what was served in 2018 as that release."""
    resource = filler(len(_updater(VERSION)), "resource")
    setup = _setup(resource, "2018-08-07T08:00:00Z", patched=True)
    return _release(folder, VERSION, setup, "liveupdate-2018")


def twin(folder: Path) -> Path:
    """Write an honest update: another version, built anew, with the updater of that version."""
    setup = _setup(_updater("3.3.3.0"), "2018-08-07T08:00:00Z", "3.3.3.0")
    return _release(folder, "3.3.3.0", setup, "liveupdate-333")


def _new_version(folder: Path) -> Path:
    resource = filler(len(_updater("3.3.3.0")), "resource")
    setup = _setup(resource, "2018-08-07T08:00:00Z", "3.3.3.0", patched=True)
    return _release(folder, "3.3.3.0", setup, "liveupdate-333")


VARIANTS = {"under a new version": _new_version}
