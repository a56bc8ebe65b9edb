"""STIX bundles: valid by the rules of STIX 2.1, and our claims come back out of them."""

from __future__ import annotations

import re
import time
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.contract.reports import HOSTILE, graded, read_damaged, read_honest, read_hostile

from onionskin.model import Claim, Entity, Problem
from onionskin.read.documents.stix_extension import claim_of, loaded, sayings
from onionskin.terms.markings import marking
from onionskin.terms.stix import EXTENSION, Saying, moment
from onionskin.write.reports import ReadReport
from onionskin.write.save import rendered, written
from onionskin.write.stix_objects import pattern

REPORTS = {
    "honest": read_honest(),
    "hostile": read_hostile(),
    "damaged": read_damaged(),
    "graded": graded(read_honest()),
    "graded by the hostile": graded(read_hostile(), HOSTILE),
}
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)

# STIX 2.1, sections 2 to 7: what each type must have besides the properties of all.
REQUIRED = {
    "attack-pattern": {"name"}, "campaign": {"name"}, "course-of-action": {"name"}, "identity": {"name"},
    "indicator": {"pattern", "pattern_type", "valid_from"}, "infrastructure": {"name"},
    "intrusion-set": {"name"}, "location": {"region"}, "malware": {"is_family"},
    "note": {"content", "object_refs"}, "opinion": {"opinion", "object_refs"},
    "report": {"name", "published", "object_refs"}, "vulnerability": {"name"},
    "relationship": {"relationship_type", "source_ref", "target_ref"},
    "extension-definition": {"name", "schema", "version", "extension_types", "created_by_ref"},
    "marking-definition": {"definition_type", "definition"},
    "tool": {"name"}, "software": {"name"}, "domain-name": {"value"}, "ipv4-addr": {"value"}, "url": {"value"},
    "file": set(), "directory": {"path"},
}  # fmt: skip
OBSERVED = {"software", "domain-name", "ipv4-addr", "url", "file", "directory"}
PREDEFINED = {"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def _bundle(report: ReadReport) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.json.decode(rendered(report, "stix"))
    return made


@EVERY
def test_every_object_has_what_its_type_requires(report: ReadReport) -> None:
    for each in _bundle(report)["objects"]:
        kind = each["type"]
        assert REQUIRED[kind] <= set(each)
        assert each["spec_version"] == "2.1"
        assert each["id"].startswith(f"{kind}--")
        assert UUID(each["id"].partition("--")[2]).version == 5
        if kind not in OBSERVED:
            assert TIME.fullmatch(each["created"])
        if kind not in OBSERVED | {"marking-definition"}:
            assert each["created"] <= each["modified"]


@EVERY
def test_every_reference_leads_to_an_object_and_every_id_is_there_once(report: ReadReport) -> None:
    objects = _bundle(report)["objects"]
    ids = [each["id"] for each in objects]
    assert len(set(ids)) == len(ids)
    named = {
        ref
        for each in objects
        for key, value in each.items()
        if key.endswith(("_ref", "_refs"))
        for ref in (value if isinstance(value, list) else [value])
    }
    assert named <= set(ids) | PREDEFINED


@EVERY
def test_nothing_is_null_or_empty(report: ReadReport) -> None:
    def look(thing: Any) -> None:
        assert thing not in (None, [], {}, "")
        for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():  # fmt: skip
            look(each)

    look(_bundle(report))


@pytest.mark.parametrize("report", [REPORTS["honest"], REPORTS["damaged"], REPORTS["graded"]])
def test_our_claims_come_back_as_they_were(report: ReadReport) -> None:
    said = list(sayings(_bundle(report)["objects"]))
    back = {each.claim: claim_of(each) for each in said if isinstance(each, Saying)}
    assert len(said) == len(back) == len(report.claims)
    for claim in report.claims:
        assert back[claim.id] == _placeless(claim)


def _placeless(claim: Claim) -> Claim:
    where = msgspec.structs.replace(claim.evidence, note="", length=len(claim.quote))
    return msgspec.structs.replace(claim, evidence=where)


def test_confidence_is_on_the_admiraltys_scale_where_a_claim_is_graded() -> None:
    objects = _bundle(REPORTS["graded"])["objects"]
    told = {
        (each["extensions"][EXTENSION]["credibility"], each.get("confidence"))
        for each in objects
        if "claim" in each.get("extensions", {}).get(EXTENSION, {})
    }
    assert told == {(1, 90), (2, 70), (3, 50), (4, 30), (5, 10), (6, None)}
    (report,) = [each for each in objects if each["type"] == "report"]
    assert report["confidence"] == 70  # the operator's digit, of all that the document says
    assert report["extensions"][EXTENSION]["grade"]["letter"] == "B"


def test_a_name_is_an_object_of_the_report_with_its_place_and_no_claim_is_made_of_it() -> None:
    plain, named = (
        {each["id"]: each for each in _bundle(REPORTS[name])["objects"]}
        for name in ("honest", "graded")
    )
    more = [named[ident] for ident in named.keys() - plain.keys()]
    assert {each["type"] for each in more} == {
        "intrusion-set",
        "malware",
        "tool",
        "location",
        "identity",
    }
    (report,) = [each for each in named.values() if each["type"] == "report"]
    assert {each["id"] for each in more} <= set(report["object_refs"])
    held = report["extensions"][EXTENSION]["names"]
    assert [each["offset"] for each in held] == [each.offset for each in REPORTS["graded"].names]
    assert not any("extensions" in each for each in more)


def test_what_is_denied_is_no_relationship() -> None:
    objects = _bundle(REPORTS["honest"])["objects"]
    denied = [
        each
        for each in objects
        if not each.get("extensions", {}).get(EXTENSION, {}).get("polarity", True)
    ]
    assert [each["type"] for each in denied] == ["opinion", "note"]
    assert denied[0]["opinion"] == "strongly-disagree"


def test_standard_relationships_point_the_way_that_the_standard_says() -> None:
    objects = {each["id"]: each for each in _bundle(REPORTS["honest"])["objects"]}
    links = {
        (
            objects[each["source_ref"]]["type"],
            each["relationship_type"],
            objects[each["target_ref"]]["type"],
        )
        for each in objects.values()
        if each["type"] == "relationship"
    }
    assert ("campaign", "attributed-to", "intrusion-set") in links
    assert ("campaign", "targets", "identity") in links
    assert ("indicator", "indicates", "campaign") in links
    assert ("intrusion-set", "related-to", "intrusion-set") in links  # an alias, never merged


def test_only_what_the_report_calls_an_indicator_is_one() -> None:
    objects = _bundle(REPORTS["honest"])["objects"]
    patterns = [each["pattern"] for each in objects if each["type"] == "indicator"]
    assert "[domain-name:value = 'indicator.example']" in patterns
    assert not [each for each in patterns if "reference" in each or "clean" in each]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("url", "https://a.example/'x", "[url:value = 'https://a.example/\\'x']"),
        ("file", "a\\", "[file:name = 'a\\\\']"),
        ("path", "C:\\a\\b.dll", "[file:name = 'b.dll' AND file:parent_directory_ref.path = 'C:\\\\a']"),
        ("path", "/tmp/", "[directory:path = '/tmp/']"),
    ],
)  # fmt: skip
def test_a_pattern_cannot_be_left_by_a_quote(kind: str, value: str, expected: str) -> None:
    assert pattern(Entity(kind, value)) == expected


@EVERY
def test_every_backslash_of_a_pattern_escapes_something(report: ReadReport) -> None:
    literal = re.compile(r"'(?:[^'\\]|\\['\\])*'")
    for each in _bundle(report)["objects"]:
        if each["type"] == "indicator":
            assert not {"'", "\\"} & set(literal.sub("", each["pattern"]))


def test_a_claim_that_is_not_whole_is_a_problem_and_the_others_come() -> None:
    objects = _bundle(REPORTS["honest"])["objects"]
    held = [each for each in objects if "claim" in each.get("extensions", {}).get(EXTENSION, {})]
    held[0]["extensions"][EXTENSION]["offset"] = "here"
    held[1]["extensions"][EXTENSION]["relation"] = "invented"
    held[2]["extensions"] = [EXTENSION]
    said = list(sayings(objects))
    assert [each.reason for each in said if isinstance(each, Problem)] == [
        "damaged",
        "claim-rejected",
    ]
    assert sum(isinstance(each, Saying) for each in said) == len(held) - 3


def test_the_strictest_marking_of_the_head_stands() -> None:
    assert marking("TLP:GREEN\n... tlp: amber+strict ...") == "amber+strict"
    assert marking("TLP-WHITE") == "clear"
    assert marking("x" * 5000 + "TLP:RED") == ""


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        (None, "1970-01-01T00:00:00.000Z"),
        ("2023", "2023-01-01T00:00:00.000Z"),
        ("2023-03", "2023-03-01T00:00:00.000Z"),
        ("2023-03-30T10:11:12Z", "2023-03-30T10:11:12.000Z"),
        ("2023-03-30T10:11", "2023-03-30T10:11:00.000Z"),
    ],
)
def test_moments_are_whole_timestamps(iso: str | None, expected: str) -> None:
    assert moment(iso) == expected


def test_a_bundle_is_written_and_loaded_in_linear_time() -> None:
    one = REPORTS["honest"].claims[9]
    many = tuple(
        msgspec.structs.replace(one, id=f"claim-{n}", subject=Entity("domain", f"h{n}.example"))
        for n in range(8000)
    )
    begun = time.process_time()
    data = written(msgspec.structs.replace(REPORTS["honest"], claims=many, conflicts=()), "stix")
    assert sum(isinstance(each, Claim) for each in loaded(data)) == len(many)
    assert time.process_time() - begun < 4


def test_what_is_no_bundle_is_a_problem() -> None:
    for data in (b"", b"[]", b"{", b'{"objects":1}', b"\xff"):
        assert [type(each) for each in loaded(data)] == [Problem]
