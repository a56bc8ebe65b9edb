"""3CX Desktop App for macOS, January to March 2023: one slice of a codec library gains code."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import write_files
from onionskin.lookalike.layout_parts import prose
from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_fat, build_macho, sign_macho

META = {
    "title": "3CX Desktop App 18.11.1213 and later, macOS",
    "year": 2023,
    "platform": "macos",
    "sources": [
        "P. Wardle, Ironing out (the macOS) details of a Smooth Operator, March 2023",
        "incident facts, section 2: strings masked by 0x7a; signed and notarised",
    ],
    "rebuilt": "a fat libffmpeg.dylib of the vendor's own signature; only its x86_64 slice imports calls of network "
    "and processes and carries masked addresses and browser names; the arm64 slice is as before",
    "left_out": "code, beacon and second stage; the bundle around the library; the notarisation ticket",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["slices-differ", "xored-words", "new-ability"],
    "why": "signed and notarised by the vendor: nothing is broken, so only what it can do tells, and no "
    "change of abilities is proof",
    "human": "that a codec library has no reason to talk over the network",
}  # fmt: skip

KEY = 0x7A
CALLS = ("_connect", "_getaddrinfo", "_popen", "_pthread_create", "_usleep")
WORDS = (
    b"https://updates.phone.invalid/",
    b"Mozilla/5.0 (Inert; Look-alike)",
    b"%s/Library/Application Support/Example Phone/.session-lock",
)


def _slice(
    cpu: str,
    more: tuple[str, ...] = (),
    words: str = "codec",
    size: int = 0x2400,
    calls: tuple[str, ...] = (),
) -> bytes:
    text = ("a frame", "av1 tables", prose(2000, words).decode(), *more)
    recipe = MachRecipe(
        cpu=cpu,
        name="@rpath/libffmpeg.dylib",
        strings=text,
        code_size=size,
        imports=("_malloc", *calls),
    )
    return sign_macho(build_macho(recipe), AppleSigning(identifier="com.example.phone.ffmpeg"))


def _release(folder: Path, version: str, intel: bytes, arm: bytes) -> Path:
    fat = build_fat([("x86_64", intel), ("arm64", arm)])
    notes = f"Example Phone {version}\n".encode()
    return write_files(folder / version, {"libffmpeg.dylib": fat, "NOTES.txt": notes})


def _masked(key: int = KEY) -> tuple[str, ...]:
    # Latin-1 in and UTF-8 out would change the bytes: masking by 0x7a keeps them below 0x80.
    return tuple(bytes(byte ^ key for byte in word).decode("ascii") for word in WORDS)


def before(folder: Path) -> Path:
    """Write the release before: both slices are built of one source."""
    return _release(folder, "18.10.461", _slice("x86_64"), _slice("arm64"))


def trojanised(folder: Path) -> Path:
    """Write the release whose x86_64 slice alone is another."""
    intel = _slice("x86_64", _masked(), size=0x4400, calls=CALLS)
    return _release(folder, "18.11.1213", intel, _slice("arm64"))


def twin(folder: Path) -> Path:
    """Write an update of the codec: both slices grow alike, and learn a format."""
    both = [
        _slice(cpu, ("av1 film grain", "opus tables"), "codec 2", 0x4400)
        for cpu in ("x86_64", "arm64")
    ]
    return _release(folder, "18.11.1213", both[0], both[1])


def _both_slices(folder: Path) -> Path:
    both = [_slice(cpu, _masked(), size=0x4400, calls=CALLS) for cpu in ("x86_64", "arm64")]
    return _release(folder, "18.11.1213", both[0], both[1])


def _masked_by_two_bytes(folder: Path) -> Path:
    key = bytes((0x7A, 0x15))
    words = tuple(
        bytes(byte ^ key[at % 2] for at, byte in enumerate(word)).decode("latin-1")
        for word in WORDS
    )
    intel = _slice("x86_64", words, size=0x4400)
    return _release(folder, "18.11.1213", intel, _slice("arm64"))


VARIANTS = {
    "both slices alike": _both_slices,
    "no call by name, words masked by two bytes": _masked_by_two_bytes,
}
