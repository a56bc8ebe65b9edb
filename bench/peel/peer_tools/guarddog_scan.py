"""GuardDog: `guarddog npm scan FILE` and its like, with its sandbox. Metadata rules ask a registry: they are not run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAME = "GuardDog"
LAYS_OVER = False
OPENS_PACKAGES = True
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = None
ALERTS: tuple[str, ...] = ("threat",)
LOWER: tuple[str, ...] = ("capability",)
ALERT = "threat rules; lower: capability rules"
KINDS = {".tgz": "npm", ".whl": "pypi", ".zip": "pypi", ".gz": "pypi", ".crate": "crates", ".gem": "rubygems", ".vsix": "extension", ".xpi": "extension"}  # fmt: skip

Said = set[tuple[str, str]]


def version(tools: Path) -> str:
    found = list((tools / "guarddog").glob("lib/python*/site-packages/guarddog-*.dist-info"))
    return found[0].name.removesuffix(".dist-info").partition("-")[2] if found else ""


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    kind = KINDS.get(new.suffix, "")
    program = str(tools / "guarddog" / "bin" / "guarddog")
    return [program, "--log-level", "error", kind, "scan", str(new), "--output-format", "json"] if kind else []  # fmt: skip


def says(code: int, out: bytes) -> Said | None:  # noqa: ARG001
    report = _report(out)
    if not report or report.get("errors"):
        return None
    found: Said = set()
    for rule, where in report["results"].items():
        grade = rule.partition("-")[0] if rule.startswith(("threat-", "capability-")) else "threat"
        if isinstance(where, list):
            found |= {(grade, f"{rule} in {each['location'].rpartition(':')[0]}") for each in where}
        elif where:
            found.add((grade, rule))
    return found


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    return "members" if says(code, out) is not None else ""


def _report(out: bytes) -> dict[str, Any]:
    """Return the report: its last line but for what it prints of lists that it could not download."""
    for line in out.splitlines():
        if line.startswith(b"{"):
            try:
                made: dict[str, Any] = json.loads(line)
            except ValueError:
                continue
            return made
    return {}
