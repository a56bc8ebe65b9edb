"""SARIF: what the specification requires of a log, and what code scanning reads of it.

The official schema is not kept here; `SHAPE` is our own small one, after the sections of SARIF
2.1.0 that it names. `bench/peel/sarif.py` checks the same logs against the official schema.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.contract.reports import peeled_damaged, peeled_honest, peeled_hostile

from onionskin.model import Uncounted
from onionskin.write.reports import PeelReport
from onionskin.write.save import rendered

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
INDEX = {"type": "integer", "minimum": 0}
PLACE = {  # 3.28, 3.29, 3.4, 3.30
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {
                        "uri": {"type": "string", "pattern": "^[!-~]+$"},
                        "index": INDEX,
                    },
                },
                "region": {
                    "type": "object",
                    "required": ["byteOffset"],
                    "properties": {"byteOffset": INDEX, "byteLength": INDEX},
                },
            },
        }
    },
}
NOTE = {"type": "object", "required": ["message"], "properties": {"message": TEXT}}  # 3.58
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"help": TEXT, "shortDescription": TEXT},
}
RESULT = {  # 3.27
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "partialFingerprints"],
    "properties": {
        "message": TEXT,
        "level": {"enum": ["none", "note", "warning", "error"]},
        "kind": {"enum": ["pass", "open", "informational", "notApplicable", "review", "fail"]},
        "locations": {"type": "array", "items": PLACE},
        "relatedLocations": {"type": "array", "items": PLACE, "uniqueItems": True},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": ["inSource", "external"]}},
            },
        },
    },
}
RUN = {  # 3.14
    "type": "object",
    "required": ["tool", "results", "invocations"],
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name", "rules"],
                    "properties": {"rules": {"type": "array", "items": RULE, "uniqueItems": True}},
                }
            },
        },
        "results": {"type": "array", "items": RESULT},
        "invocations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["executionSuccessful"],
                "properties": {"toolExecutionNotifications": {"type": "array", "items": NOTE}},
            },
        },
        "artifacts": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "properties": {
                    "hashes": {"type": "object", "required": ["sha-256"]},
                    "parentIndex": INDEX,
                },
            },
        },
    },
}
SHAPE = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}},
}
REPORTS = {"honest": peeled_honest(), "hostile": peeled_hostile(), "damaged": peeled_damaged()}
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def run_of(report: PeelReport) -> dict[str, Any]:
    log = json.loads(rendered(report, "sarif"))
    jsonschema.validate(log, SHAPE)
    (run,) = log["runs"]
    return dict(run)


@EVERY
def test_a_log_has_what_the_specification_requires(report: PeelReport) -> None:
    run = run_of(report)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
    for number, artifact in enumerate(run["artifacts"]):
        assert artifact.get("parentIndex", -1) < number


@EVERY
def test_every_result_is_one_finding_with_its_id_as_fingerprint(report: PeelReport) -> None:
    prints = [each["partialFingerprints"]["onionskinFindingId/v1"] for each in run_of(report)["results"]]  # fmt: skip
    assert prints == [each.id for each in report.findings]


@EVERY
def test_a_log_is_ascii_and_shows_no_reordered_or_invisible_text(report: PeelReport) -> None:
    data = rendered(report, "sarif").decode("ascii")
    assert "\\u202e" not in data
    assert "\\u001b" not in data


@EVERY
def test_no_reference_leads_anywhere(report: PeelReport) -> None:
    for artifact in run_of(report)["artifacts"]:
        uri = artifact["location"]["uri"]
        assert not uri.startswith("/")
        assert ".." not in uri
        assert ":" not in uri


def test_what_was_not_seen_is_a_notification_and_no_success() -> None:
    (invocation,) = run_of(peeled_damaged())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert {each["descriptor"]["id"] for each in invocation["toolExecutionNotifications"]} == {
        "incomplete",
        "timeout",
    }
    assert run_of(peeled_honest())["invocations"][0]["executionSuccessful"] is True


def test_an_accepted_finding_is_suppressed_with_its_reason_and_still_there() -> None:
    report = peeled_damaged()
    (finding,) = report.findings
    aside = Uncounted(
        finding.id, "accepted", "our tag", "accept.toml, entry 1", "ops", "2026-11-01"
    )
    (result,) = run_of(msgspec.structs.replace(report, uncounted=(aside,)))["results"]
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["justification"] == "our tag (ops, until 2026-11-01); accept.toml, entry 1"


def test_where_one_result_is_suppressed_every_other_says_that_it_is_not() -> None:
    report = peeled_hostile()
    aside = Uncounted(report.findings[0].id, "expected", "why", "where")
    results = run_of(msgspec.structs.replace(report, uncounted=(aside,)))["results"]
    assert [len(each["suppressions"]) for each in results] == [1, *[0] * (len(results) - 1)]
