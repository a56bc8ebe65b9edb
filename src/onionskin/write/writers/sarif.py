"""SARIF 2.1.0: findings for code scanning, with acceptances as suppressions.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, sections 3.13 to 3.58. A run
is one report, a rule a signal, a result a finding, an artifact a layer that one names. What could not be
seen is a notification, and `executionSuccessful` is then false: no viewer shows it as clean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import quote

from onionskin import __version__
from onionskin.model import Evidence, Finding, Layer, Level, Problem, Uncounted
from onionskin.plugins.contracts import Report
from onionskin.plugins.scan import Plugin, plugins
from onionskin.terms.texts import visible
from onionskin.write.document import Document, plain
from onionskin.write.reports import PeelReport

META = {
    "title": "SARIF 2.1.0, for code scanning",
    "media": "application/sarif+json",
    "reports": ["peel"],
}

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {
    Level.NOTHING_FOUND: "none",
    Level.REVIEW: "warning",
    Level.SUSPICIOUS: "error",
    Level.COMPROMISED: "error",
}
# The scale that code scanning sorts by, out of 10.
SEVERITY = {"nothing_found": "0.0", "review": "4.0", "suspicious": "8.0", "compromised": "9.5"}


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write one SARIF log with one run."""
    del document
    assert isinstance(report, PeelReport)
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(report).made()]}
    # Only ASCII: half a surrogate pair out of evidence stays an escape, and every reader can read it.
    out.write(json.dumps(log, indent=1, ensure_ascii=True).encode("ascii"))
    out.write(b"\n")


class _Run:
    """A report on its way into a run: which rules and artifacts it names, by index."""

    def __init__(self, report: PeelReport) -> None:
        self.report = report
        known = {each.id: each for each in plugins("signal")}
        used = sorted({each.signal for each in report.findings})
        # A report out of a case may name a signal of a plugin that is not here.
        self.rules = [_rule(known[each]) if each in known else {"id": each} for each in used]
        self.rule_index = {each: number for number, each in enumerate(used)}
        self.layers = _named(report)
        self.artifact_index = {key: number for number, key in enumerate(self.layers)}
        self.apart: dict[str, Uncounted] = {each.finding: each for each in report.uncounted}

    def made(self) -> dict[str, Any]:
        report = self.report
        return {
            "tool": {
                "driver": {
                    "name": "onionskin",
                    "semanticVersion": __version__,
                    "rules": self.rules,
                }
            },
            "invocations": [self._invocation()],
            "artifacts": [self._artifact(layer) for layer in self.layers.values()],
            "results": [self._result(each) for each in report.findings],
            "columnKind": "unicodeCodePoints",
            "properties": {
                "verdict": report.verdict.level.name,
                "rule": report.verdict.rule,
                "says": plain(report.verdict.says),
                "rival": plain(report.verdict.rival),
                "complete": report.complete,
                "suppressed": report.suppressed,
                "expected": report.expected,
                "isolation": report.isolation,
                "against": report.against.sha256 if report.against else "",
                "notes": [plain(each) for each in report.notes],
            },
        }

    def _invocation(self) -> dict[str, Any]:
        notes = [
            {"level": "error", "descriptor": {"id": "incomplete"}, "message": _message(str(each))}
            for each in self.report.reasons
        ]
        notes += [self._notification(each) for each in self.report.problems]
        return {
            "executionSuccessful": self.report.complete,
            "toolExecutionNotifications": notes,
        }

    def _notification(self, problem: Problem) -> dict[str, Any]:
        made: dict[str, Any] = {
            "level": "warning",
            "descriptor": {"id": problem.reason},
            "message": _message(problem.detail),
        }
        if problem.artifact in self.artifact_index:
            made["locations"] = [
                {"physicalLocation": {"artifactLocation": self._at(problem.artifact)}}
            ]
        return made

    def _artifact(self, layer: Layer) -> dict[str, Any]:
        own = layer.artifact
        made: dict[str, Any] = {
            "location": {"uri": _uri(own.path)},
            "length": own.size,
            "hashes": {"sha-256": own.sha256},
            "description": _message(" > ".join(own.path)),
            "properties": {"format": layer.format, "outcome": layer.outcome.value, "id": own.id},
        }
        if own.parent in self.artifact_index:
            made["parentIndex"] = self.artifact_index[own.parent]
        return made

    def _at(self, ident: str | None) -> dict[str, Any]:
        layer = self.layers[ident or ""]
        return {"uri": _uri(layer.artifact.path), "index": self.artifact_index[layer.artifact.id]}

    def _result(self, finding: Finding) -> dict[str, Any]:
        places = [each for each in finding.evidence if each.artifact in self.layers]
        named = places or [Evidence(finding.summary, finding.subject)]
        locations = [
            self._location(each, number)
            for number, each in enumerate(named)
            if each.artifact in self.layers
        ]
        made = {
            "ruleId": finding.signal,
            "ruleIndex": self.rule_index[finding.signal],
            "level": LEVELS[finding.level],
            "kind": "fail" if finding.level is not Level.NOTHING_FOUND else "informational",
            "message": _message(f"{finding.summary}. Innocent if: {finding.benign}"),
            "locations": locations[:1],
            "relatedLocations": locations[1:],
            "partialFingerprints": {"onionskinFindingId/v1": finding.id},
            "properties": {
                "family": finding.family,
                "lane": finding.lane.value,
                "technique": finding.technique,
                "counts": finding.id not in self.apart,
            },
        }
        # Where any result has suppressions, each must have them: an empty list is "not suppressed".
        if self.apart:
            made["suppressions"] = [_suppression(self.apart[finding.id])] if finding.id in self.apart else []  # fmt: skip
        return made

    def _location(self, evidence: Evidence, number: int) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self._at(evidence.artifact)}
        if evidence.length:
            physical["region"] = {"byteOffset": evidence.offset, "byteLength": evidence.length}
        return {
            "id": number,
            "physicalLocation": physical,
            "message": _message(evidence.note or "here"),
        }


def _named(report: PeelReport) -> dict[str, Layer]:
    """Return the layers that a finding or a problem names, and what holds them, outermost first.

    A release may have a hundred thousand others, which no viewer of findings has a use for.
    """
    every = {layer.artifact.id: layer for layer in report.layers}
    named = [report.layers[0].artifact.id, *(each.artifact for each in report.problems)]
    for finding in report.findings:
        named += [finding.subject, *(each.artifact for each in finding.evidence)]
    kept: set[str] = set()
    for ident in named:
        at = every.get(ident or "")
        while at is not None and at.artifact.id not in kept:
            kept.add(at.artifact.id)
            at = every.get(at.artifact.parent or "")
    return {ident: layer for ident, layer in every.items() if ident in kept}


def _suppression(aside: Uncounted) -> dict[str, Any]:
    who = f" ({aside.owner}, until {aside.until})" if aside.owner else ""
    return {
        "kind": "external",
        "status": "accepted",
        "justification": plain(f"{aside.reason}{who}; {aside.source}"),
        "properties": {"kind": aside.kind, "owner": plain(aside.owner), "until": aside.until or ""},
    }


def _rule(each: Plugin) -> dict[str, Any]:
    meta = each.meta
    words = f"{meta['title']}. Innocent if: {meta['benign']}. Not seen by it: {meta['misses']}."
    return {
        "id": each.id,
        "name": "".join(part.capitalize() for part in each.id.split("-")),
        "shortDescription": {"text": meta["title"]},
        "fullDescription": {"text": words},
        "help": {"text": f"{words} References: {_listed(meta['references'])}."},
        "defaultConfiguration": {"level": LEVELS[Level(meta["level"])]},
        "properties": {
            "tags": sorted({"security", "supply-chain", meta["lane"], f"attack.{meta['technique'].lower()}"}),
            "precision": "very-high" if meta["lane"] == "invariant" else "medium",
            "security-severity": SEVERITY[meta["level"]],
            "family": meta["family"],
            "alias": meta["alias"] or "",
        },
    }  # fmt: skip


def _listed(several: Iterable[str]) -> str:
    return "; ".join(several)


def _message(text: str) -> dict[str, str]:
    return {"text": plain(text)}


def _uri(path: tuple[str, ...]) -> str:
    """Return a relative reference: every name percent-encoded, `!/` between two layers."""
    return "!/".join(_reference(each) for each in path)


def _reference(name: str) -> str:
    # A name may hold "..", a root, a drive or a scheme; as a reference it is to lead nowhere.
    parts = visible(name).replace("\\", "/").split("/")
    return "/".join(
        quote(each.replace(".", "%2E") if not each.strip(".") else each, safe="") or "%20"
        for each in parts
    )
