"""What the rebuilt layouts of incidents share: signed inert programs, written folders, npm manifests.

No sample was used, and no name of a real publisher signs anything: the layouts follow public
reports, and every payload is the output of a hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onionskin.lookalike.archives import build_npm
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe
from onionskin.lookalike.story import built, filler

SYSTEMS = "Example Systems Corporation"
__all__ = [
    "SYSTEMS",
    "built",
    "filler",
    "jumps_elsewhere",
    "prose",
    "signed",
    "strings_of",
    "write_npm",
]


def strings_of(name: str, company: str, product: str, version: str) -> dict[str, str]:
    """Return the version resource of a program."""
    return {
        "CompanyName": company,
        "ProductName": product,
        "ProductVersion": version,
        "FileVersion": version,
        "OriginalFilename": name,
    }


def signed(recipe: Recipe, signer: str, at: str, **changes: Any) -> bytes:
    """Return a program of a recipe, with fields of it changed, signed at a time."""
    return sign_pe(build_pe(replace(recipe, **changes)), signer=signer, at=at)


def jumps_elsewhere(data: bytes, distance: int = 0x200) -> bytes:
    """Return an unsigned program whose first bytes of code are a call: nothing ever runs them.

    The entry point of every inert program is a return, which stands behind these bytes.
    """
    code = data.index(b"\xcc" * 15 + b"\xc3")
    return with_bytes_at(data, code, b"\xe8" + distance.to_bytes(4, "little"))


def prose(length: int, seed: str) -> bytes:
    """Return readable text of this length, other text for another seed."""
    words = ("table", "colour", "frame", "report", "update", "window", "setting", "language")
    chosen = (words[byte % len(words)] for byte in filler(length // 4 + 8, seed))
    return (" ".join(chosen) + "\n").encode()[:length]


def write_npm(
    folder: Path, name: str, version: str, manifest: Mapping[str, Any], files: Mapping[str, str]
) -> Path:
    """Write an npm package with this manifest; return its path."""
    said = {"name": name, "version": version, "main": "index.js", **manifest}
    texts = {"package.json": json.dumps(said, indent=2) + "\n", **files}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}.tgz"
    path.write_bytes(build_npm(name, version, {key: text.encode() for key, text in texts.items()}))
    return path
