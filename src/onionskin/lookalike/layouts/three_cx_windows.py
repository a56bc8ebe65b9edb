"""3CX Desktop App for Windows, March 2023: a payload behind another maker's signature, and its reader."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.layout_parts import SYSTEMS, built, filler, signed, strings_of
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.pe import Recipe, append_behind_signature

META = {
    "title": "3CX Desktop App 18.12.416, Windows",
    "year": 2023,
    "platform": "windows",
    "sources": [
        "CVE-2023-29059; ReversingLabs and Volexity, 30 March 2023",
        "incident facts, section 2: marker FE ED FA CE twice, 275 KiB behind the PKCS#7",
    ],
    "rebuilt": "MSI with a signed program, a codec library that names and opens d3dcompiler_47.dll, and that "
    "library with 281,600 bytes inside its certificate table; its signature stays valid",
    "left_out": "decryption, shellcode, and the Electron application itself",
    "expected": {"against": "compromised", "alone": "compromised"},
    "signals": ["bytes-behind-signature", "new-reader-of-hidden-bytes", "marker-of-hidden-bytes"],
    "why": "an invariant is broken; alone, because another file holds the mark that the hidden bytes begin with; beside "
    "the release before, because that changed file begins to read them",
    "human": "that the vendor did not do this itself",
}  # fmt: skip

VENDOR, PRODUCT = "Example Phone Ltd", "Example Phone App"
MARKER = bytes.fromhex("feedface") * 2
HIDDEN = MARKER + filler(281_600 - 8, "payload")
OPENS = ("CreateFileW", "GetModuleFileNameW", "ReadFile", "VirtualProtect")


def _codec(**changes: object) -> bytes:
    """Return the codec library of Electron, which has no version resource."""
    recipe = Recipe(
        is_dll=True,
        name="ffmpeg.dll",
        exports=("av_buffer_create", "av_frame_alloc"),
        strings=("codec tables",),
        imports={"KERNEL32.dll": ("GetTickCount",)},
        timestamp=built(str(sorted(changes))),
    )
    return signed(recipe, VENDOR, "2023-03-13T07:00:00Z", **changes)


def _graphics(version: str, at: str) -> bytes:
    name = "d3dcompiler_47.dll"
    recipe = Recipe(
        is_dll=True,
        name=name,
        version=strings_of(name, SYSTEMS, "Graphics", version),
        exports=("D3DCompile",),
    )
    # Another maker signs it in the reference case, and is trusted for that; no name is forged here.
    return signed(recipe, VENDOR, at)


def _installer(folder: Path, version: str, codec: bytes, graphics: bytes, **more: bytes) -> Path:
    program = Recipe(
        name="3CXDesktopApp.exe",
        version=strings_of("3CXDesktopApp.exe", VENDOR, PRODUCT, version),
        timestamp=built(version),
        imports={"KERNEL32.dll": ("ExitProcess",), "ffmpeg.dll": ("av_frame_alloc",)},
        strings=("d3dcompiler_47.dll", "libEGL.dll"),
    )
    files = {
        "3CXDesktopApp.exe": signed(program, VENDOR, "2023-03-13T07:00:00Z"),
        "ffmpeg.dll": codec,
        "d3dcompiler_47.dll": graphics,
        "config.json": f'{{"version": "{version}"}}\n'.encode(),
        **more,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"phone-{version}.msi"
    package = build_msi(files, product=PRODUCT, version=version, manufacturer=VENDOR)
    path.write_bytes(sign_msi(package, signer=VENDOR, at="2023-03-13T08:00:00Z"))
    return path


def _old_graphics() -> bytes:
    return _graphics("10.0.20348", "2022-09-01T00:00:00Z")


def before(folder: Path) -> Path:
    """Write 18.11.1213, which was clean on Windows."""
    return _installer(folder, "18.11.1213", _codec(), _old_graphics())


def _reader(name: str) -> bytes:
    return _codec(
        strings=(name,) if name else ("codec tables",),
        imports={"KERNEL32.dll": OPENS},
        sections=((".data", MARKER + filler(2048, "codec"), 0xC000_0040),),
    )


def trojanised(folder: Path) -> Path:
    """Write 18.12.416."""
    hidden = append_behind_signature(_old_graphics(), HIDDEN)
    return _installer(folder, "18.12.416", _reader("d3dcompiler_47.dll"), hidden)


def twin(folder: Path) -> Path:
    """Write an update that brings another Electron: new codec, new graphics library, a new file."""
    codec = _codec(strings=("codec tables", "av1 tables"), code_size=0x800)
    graphics = _graphics("10.0.22621", "2023-01-10T00:00:00Z")
    return _installer(folder, "18.12.425", codec, graphics, **{"locales.json": b'{"en": "Call"}\n'})


def _name_at_run_time(folder: Path) -> Path:
    hidden = append_behind_signature(_old_graphics(), HIDDEN)
    return _installer(folder, "18.12.416", _reader(""), hidden)


def _tail_of_the_program(folder: Path) -> Path:
    """Write the payload behind the signature of the codec itself, which needs no other file."""
    codec = append_behind_signature(_reader("ffmpeg.dll"), HIDDEN)
    return _installer(folder, "18.12.416", codec, _old_graphics())


VARIANTS = {
    "the reader puts the name together at run time": _name_at_run_time,
    "the reader hides the payload in itself": _tail_of_the_program,
}
