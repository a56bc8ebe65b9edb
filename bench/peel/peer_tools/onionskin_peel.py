"""Ours: `onionskin peel NEW --against OLD -o json=-`, as a process like the others."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onionskin import __version__

NAME = "onionskin"
LAYS_OVER = True
OPENS_PACKAGES = True
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = None
ALERTS: tuple[str, ...] = ("suspicious", "compromised")
LOWER: tuple[str, ...] = ("review",)
ALERT = "SUSPICIOUS; lower: REVIEW"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:  # noqa: ARG001 - every peer is asked in the same words
    return __version__


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    against = ["--against", str(old)] if old else []
    program = str(Path(sys.executable).with_name("onionskin"))
    return [program, "peel", str(new), *against, "--exit-zero", "-o", "json=-"]


def says(code: int, out: bytes) -> Said | None:  # noqa: ARG001
    try:
        report = json.loads(out)
    except ValueError:
        return None
    return {(each["level"].lower(), f"{each['signal']}: {each['summary']}") for each in report["findings"]}  # fmt: skip


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    try:
        artifacts = json.loads(out)["artifacts"]
    except ValueError:
        return ""
    if len(artifacts) > 1:
        return "members"
    return "reads" if artifacts and artifacts[0]["outcome"] == "scanned" else ""


def explained(out: bytes) -> tuple[int, int]:
    """Return how many bytes have an owner, and how many there are, over all artifacts that were opened."""
    seen = [each for each in json.loads(out)["artifacts"] if each["outcome"] != "unsupported"]
    size = sum(each["size"] for each in seen)
    missing = sum(gap["length"] for each in seen for gap in each["unexplained"])
    return size - missing, size
