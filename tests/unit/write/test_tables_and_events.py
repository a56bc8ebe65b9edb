"""CSV that is safe in a spreadsheet, and MISP events that match only what is an indicator."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from tests.contract.reports import graded, read_honest, read_hostile

from onionskin.model import Entity
from onionskin.write.save import rendered


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_no_cell_is_a_formula_whatever_stands_before_it() -> None:
    report = read_hostile()
    signs = ("=", "+", "-", "@", "\t=", "\r=", " =", "\uff1d", "\n@")
    claims = tuple(
        msgspec.structs.replace(report.claims[0], subject=Entity("campaign", f"{sign}1+1"))
        for sign in signs
    )
    made = rendered(msgspec.structs.replace(report, claims=claims), "csv")
    for row in _rows(made):
        for cell in row.values():
            assert not cell.lstrip(" \t\r\n").startswith(("=", "+", "-", "@", "\uff1d"))


def test_a_table_has_one_line_a_claim_and_indicators_first() -> None:
    report = read_honest()
    made = rendered(report, "csv")
    assert made.count(b"\r\n") == len(report.claims) + 1
    rows = _rows(made)
    assert [row["relation"] == "indicates" for row in rows] == sorted(
        (row["relation"] == "indicates" for row in rows), reverse=True
    )
    assert {row["tlp"] for row in rows} == {"amber"}


def test_only_indicators_are_for_detection() -> None:
    event = msgspec.json.decode(rendered(read_honest(), "misp"))["Event"]
    matched = {each["value"] for each in event["Attribute"] if each["to_ids"]}
    assert "indicator.example" in matched
    assert not matched & {"reference.example", "clean.example", "victim.example", "test.example"}
    assert "CVE-2023-29059" not in matched
    assert event["Tag"][0] == {"name": "tlp:amber"}


@pytest.mark.parametrize("form", ["stix", "misp", "csv"])
def test_the_same_report_is_the_same_bytes(form: str) -> None:
    assert rendered(read_hostile(), form) == rendered(read_hostile(), form)


def test_a_misp_event_carries_the_grade_as_tags_of_the_admiralty_scale() -> None:
    event = json.loads(rendered(graded(read_honest()), "misp"))["Event"]
    tags = {each["name"] for each in event["Tag"]}
    assert 'admiralty-scale:source-reliability="b"' in tags
    assert 'admiralty-scale:information-credibility="2"' in tags
    assert 'onionskin:grade-by-rule="C"' in tags
    own = [{each["name"] for each in one["Tag"]} for one in event["Attribute"]]
    assert 'admiralty-scale:information-credibility="1"' in own[0]


def test_a_name_in_a_misp_event_claims_and_matches_nothing() -> None:
    event = json.loads(rendered(graded(read_honest()), "misp"))["Event"]
    named = [
        each
        for each in event["Attribute"]
        if any(tag["name"].startswith("onionskin:name=") for tag in each["Tag"])
    ]
    kinds = [each["Tag"][0]["name"] for each in named]
    assert kinds == [
        f'onionskin:name="{k}"' for k in ("actor", "malware", "tool", "region", "sector")
    ]
    assert not any(each["to_ids"] for each in named)
    assert all(each["disable_correlation"] for each in named)
    assert "at character 3, 90" in named[0]["comment"]


def test_no_name_is_a_second_attribute_of_the_same_type_and_value() -> None:
    event = json.loads(rendered(graded(read_honest()), "misp"))["Event"]
    seen = [(each["type"], each["value"]) for each in event["Attribute"]]
    names = seen[len(read_honest().claims) :]
    assert len(set(names)) == len(names)
    assert not set(names) & set(seen[: len(read_honest().claims)])


def test_a_claim_that_was_weighed_says_so_on_the_screen_and_one_that_a_rule_states_does_not() -> (
    None
):
    report = read_honest()
    first, second = [each for each in report.claims if each.relation != "indicates"][:2]
    weighed = msgspec.structs.replace(first, reason="weighed 0.62: victim, near harm")
    made = rendered(msgspec.structs.replace(report, claims=(weighed, second)), "text").decode()
    assert made.count("weighed 0.62") == 1
    assert "near harm" not in made
