"""Another index in a list of requirements, and a scope's own registry; a requirement more; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair
from onionskin.lookalike.packages import build_sdist

KNOWN = b"inert-known>=1\n"


def _pair(folder: Path, version: str, now: bytes) -> tuple[Path, Path]:
    paths = []
    for number, text in (("1.2.3", KNOWN), (version, now)):
        paths.append(folder / f"inert-{number}.tar.gz")
        files = {"requirements.txt": text, "inert.py": b"side = 2\n"}
        paths[-1].write_bytes(build_sdist("inert", number, files))
    return paths[0], paths[1]


def good_a_requirement_more(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.3.0", KNOWN + b"inert-other>=2\n")


def bad_another_index_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    return _pair(
        folder, "1.3.0", b"--extra-index-url https://inert.example.invalid/simple\n" + KNOWN
    )


def bad_a_registry_of_its_own(folder: Path) -> tuple[Path, Path]:
    script = {"shapes.js": b"exports.area = (side) => side * side;\n"}
    own = b"@inert:registry=https://inert.example.invalid/\n"
    return npm_pair(folder, "1.2.4", script, script | {".npmrc": own})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_another_index_in_a_minor_release(folder)
    new.write_bytes(new.read_bytes()[:120])
    return old, new
