"""Build inert macOS bundles: an application with a framework, sealed and signed.

Source: Apple, TN2206, "macOS Code Signing In Depth"; TN3126, "Inside Code Signing: Hashes".
"""

from __future__ import annotations

import hashlib
import plistlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onionskin.lookalike.macho import (  # fmt: skip
    AppleSigning,
    MachRecipe,
    build_macho,
    sign_macho,
    signature_blobs,
)

RULES = {
    "^.*": True,
    "^Info\\.plist$": {"omit": True, "weight": 20.0},
    "^PkgInfo$": {"omit": True, "weight": 20.0},
    "^(.*/)?\\.DS_Store$": {"omit": True, "weight": 2000.0},
    "^Resources/.*\\.lproj/": {"optional": True, "weight": 1000.0},
}


@dataclass(frozen=True)
class BundleRecipe:
    """What to put into Shapes.app. `info` and `rules` are added to the usual ones.

    `sealed` edits the seal before it is signed; `signing` is the program's, `library` the framework's.
    """

    resources: Mapping[str, bytes] = field(default_factory=lambda: {"Resources/notes.txt": b"inert " * 20})  # fmt: skip
    info: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    sealed: Callable[[dict[str, Any]], None] = lambda _: None
    signing: AppleSigning = field(default_factory=AppleSigning)
    library: AppleSigning = field(
        default_factory=lambda: AppleSigning(identifier="com.example.lines")
    )
    is_binary: bool = False
    version: str = "1.0"
    strings: tuple[str, ...] = ()


def build_app(recipe: BundleRecipe | None = None) -> dict[str, bytes]:
    """Return the files of an application by path, `Shapes.app/Contents/...`."""
    recipe = recipe or BundleRecipe()
    framework = _framework(recipe)
    code = framework["Versions/A/Lines"]
    nested = {
        "Frameworks/Lines.framework": {
            "cdhash": code_hash(code),
            "requirement": 'identifier "com.example.lines"',
        }
    }
    info = {"CFBundleIdentifier": "com.example.shapes", "CFBundleName": "Shapes",
            "CFBundleExecutable": "Shapes", "CFBundlePackageType": "APPL",
            "CFBundleShortVersionString": recipe.version, **recipe.info}  # fmt: skip
    made = dict(recipe.resources)
    _sign(made, recipe, (info, nested), "MacOS/Shapes", recipe.signing)
    made |= {f"Frameworks/Lines.framework/{path}": data for path, data in framework.items()}
    return {f"Shapes.app/Contents/{path}": data for path, data in made.items()}


def code_hash(data: bytes) -> bytes:
    """Return the hash that a seal or a ticket names a signed program by."""
    return hashlib.sha256(signature_blobs(data)[0]).digest()[:20]


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder, and return it."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def write_entitlements(values: Mapping[str, bool]) -> bytes:
    """Return entitlements in DER, each true or false."""

    def wrapped(tag: int, body: bytes) -> bytes:
        size = len(body)
        length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
        return bytes([tag]) + length + body

    rows = b""
    for key, value in sorted(values.items()):
        row = wrapped(0x0C, key.encode()) + wrapped(1, b"\xff" if value else b"\0")
        rows += wrapped(0x30, row)
    return wrapped(0x70, b"\x02\x01\x01" + wrapped(0xB0, rows))


def _framework(recipe: BundleRecipe) -> dict[str, bytes]:
    info = {"CFBundleIdentifier": "com.example.lines", "CFBundleName": "Lines",
            "CFBundleExecutable": "Lines", "CFBundleShortVersionString": recipe.version}  # fmt: skip
    made = {"Resources/legend.txt": b"inert"}
    plain = BundleRecipe(resources=made, strings=recipe.strings)
    _sign(made, plain, (info, {}), "Lines", recipe.library, info_path="Resources/Info.plist")
    return {f"Versions/A/{path}": data for path, data in made.items()}


def _sign(
    made: dict[str, bytes],
    recipe: BundleRecipe,
    said: tuple[Mapping[str, Any], Mapping[str, Any]],
    program: str,
    signing: AppleSigning,
    *,
    info_path: str = "Info.plist",
) -> None:
    """Put description, seal and program beside the resources."""
    info, nested = said
    form = plistlib.FMT_BINARY if recipe.is_binary else plistlib.FMT_XML
    made[info_path] = plistlib.dumps(dict(info), fmt=form)
    rows: dict[str, Any] = {
        path: {"hash2": hashlib.sha256(data).digest()}
        for path, data in made.items()
        if path != "Info.plist"
    }
    rows |= dict(nested)
    seal = {"files": {}, "files2": rows, "rules": {}, "rules2": {**RULES, **recipe.rules}}
    recipe.sealed(seal)
    made["_CodeSignature/CodeResources"] = plistlib.dumps(seal)
    beside = ((1, made[info_path]), (3, made["_CodeSignature/CodeResources"]))
    is_library = program == "Lines"
    code = build_macho(MachRecipe(is_library=is_library, strings=recipe.strings))
    made[program] = sign_macho(code, replace(signing, beside=beside))
