"""diffoscope: it reports every difference, so it *shows* an edit and judges nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

NAME = "diffoscope"
LAYS_OVER = True
OPENS_PACKAGES = True
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = None
ALERTS: tuple[str, ...] = ()
LOWER: tuple[str, ...] = ("shows",)
ALERT = "none: it shows every difference"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:  # noqa: ARG001
    found = shutil.which(NAME)
    if not found:
        return ""
    out = subprocess.run([found, "--version"], capture_output=True, check=False, text=True).stdout
    return out.split()[-1]


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    return [NAME, "--no-progress", "--json", "-", str(old), str(new)] if old else []


def says(code: int, out: bytes) -> Said | None:
    """Return how it shows the difference: by the format's own structure, or as bytes of the whole file."""
    if code not in {0, 1}:
        return None
    report = _report(out)
    if not report:
        return set()
    return {("shows", "as bytes of the whole file" if report.get("unified_diff") else "by structure")}  # fmt: skip


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    """Say whether it took the file, beside itself with one byte more, for a format that it knows."""
    report = _report(out)
    remarks = " ".join(str(each) for each in report.get("comments") or [])
    known = "Format-specific differences are supported" in remarks or bool(report.get("details"))
    return "reads" if known else ""


def _report(out: bytes) -> dict[str, Any]:
    at = out.find(b"{")
    try:
        made: dict[str, Any] = json.loads(out[at:]) if at >= 0 else {}
    except ValueError:
        return {}
    return made
