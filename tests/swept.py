"""Small sweeps for tests: events in, report out, on a case of the test's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onionskin.case.folder import Case
from onionskin.flows.sweep import sweep
from onionskin.jail.pool import Pool
from onionskin.model import Claim, Entity, Evidence, Finding, Origin, identify
from onionskin.write.reports import HostRow, SweepReport


def named(kind: str, name: str, role: str = "indicator", by: str = "CERT A") -> Claim:
    """Return a claim that a value is an indicator (or has another role)."""
    return Claim(
        id=identify("claim", kind, name, role, by),
        subject=Entity(kind, name),
        relation="indicates",
        object=Entity("role", role),
        quote=name,
        evidence=Evidence("report"),
        origin=Origin(document=f"report of {by}", publisher=by),
    )


@dataclass
class Sweeper:
    """Sweeps below one folder, into one case."""

    folder: Path
    pool: Pool

    def run(self, *sources: Path, claims: Sequence[Claim] = (), host: str = "") -> SweepReport:
        with self.case() as case:
            return sweep(sources, case=case, pool=self.pool, indicators=claims, host=host)

    def case(self) -> Case:
        return Case.open(self.folder / "case", key=self.folder / "key")

    def file(self, name: str, content: bytes | str | Iterable[dict[str, Any]]) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        if not isinstance(content, bytes):
            content = b"".join(json.dumps(event).encode() + b"\n" for event in content)
        path.write_bytes(content)
        return path


def hits(report: SweepReport, signal: str) -> dict[str, list[Finding]]:
    """Return host -> findings of a signal."""
    found: dict[str, list[Finding]] = {}
    for each in report.findings:
        if each.signal == signal:
            found.setdefault(each.subject, []).append(each)
    return found


def reasons(report: SweepReport) -> dict[str, str]:
    """Return reason -> detail of the report's problems."""
    return {each.reason: each.detail for each in report.problems}


def rows(report: SweepReport) -> dict[str, int]:
    """Return table -> rows taken in."""
    found: dict[str, int] = {}
    for each in report.tables:
        found[each.name] = found.get(each.name, 0) + each.rows
    return found


def host(report: SweepReport, name: str) -> HostRow:
    """Return what the report says of one host."""
    return next(each for each in report.hosts if each.host == name)
