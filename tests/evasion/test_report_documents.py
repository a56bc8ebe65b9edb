"""Documents built to cost, to hide an order, to pass as two voices, or to be taken for someone else's.

Everything here is read in the jail, as any report is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.lookalike.pdf import document as pdf
from onionskin.lookalike.pdf import lines
from onionskin.write.reports import ReadReport

Reader = Callable[[str, bytes | str], ReadReport]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=1) as pool:
        yield pool


@pytest.fixture
def reading(tmp_path: Path, pool: Pool) -> Reader:
    def one(name: str, data: bytes | str) -> ReadReport:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (report,) = read([path], pool=pool)
        return report

    return one


def indicators(report: ReadReport) -> dict[str, str]:
    return {
        each.subject.name: each.object.name
        for each in report.claims
        if each.relation == "indicates"
    }


def reasons(report: ReadReport) -> list[str]:
    return [each.reason for each in report.problems]


# --- damage -----------------------------------------------------------------------------------


def test_a_damaged_bomb_inside_a_pdf_costs_seconds_and_is_said(reading: Reader) -> None:
    data = bytearray(pdf(b" " * (40 << 20), lines("kept[.]top"), packed=True))
    at = data.index(b"stream\n") + 30_000
    data[at : at + 60] = bytes(range(60, 120))
    begin = time.monotonic()
    report = reading("a.pdf", bytes(data))
    assert time.monotonic() - begin < 20
    assert "kept.top" in indicators(report)
    assert [each.detail for each in report.problems] == [
        "page 1: a stream is damaged; what stands before that was read"
    ]


def test_a_misp_event_damaged_inside_a_response_keeps_what_stands_before(reading: Reader) -> None:
    whole = '{"Event": {"uuid": "1", "info": "first", "Attribute": [{"type": "domain", "value": "whole.top", "to_ids": true}]}}'
    broken = '{"Event": {"uuid": "2", "info": "second", "Attribute": [{"type": "domain", "value": "kept.top", "to_ids": true}, {"type": "domain", "value": "text.top" "to_ids'
    report = reading("a.json", f'{{"response": [{whole}, {broken}')
    found = indicators(report)
    assert found["whole.top"] == found["kept.top"] == "indicator"
    assert "text.top" in found
    assert reasons(report) == ["damaged"]


def test_a_key_said_ten_thousand_times_costs_no_more_than_its_length(reading: Reader) -> None:
    begin = time.monotonic()
    report = reading(
        "a.yml", "title: x\nlogsource:\n x: kept.top\ndetection:\n" + " q: kept.top\n" * 20_000
    )
    assert time.monotonic() - begin < 20
    assert "kept.top" in indicators(report)


@pytest.mark.parametrize(
    "data",
    [
        '{"Event": {"uuid": "1", "info": "x", "Attribute": ["odd.top", {"type": "domain", "value": "kept.top", "to_ids": true}]}}',
        '{"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000001", "objects": ["odd.top", {"type": "indicator", "id": "indicator--00000000-0000-4000-8000-000000000002", "pattern": "[domain-name:value = \'kept.top\']"}]}',
        '{"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000001", "objects": [{"type": "relationship", "id": "relationship--00000000-0000-4000-8000-000000000003", "relationship_type": {"a": "odd.top"}}, {"type": "indicator", "id": "indicator--00000000-0000-4000-8000-000000000002", "pattern": "[domain-name:value = \'kept.top\']"}]}',
        '{"id": "GHSA-x", "modified": "2023-04-02", "schema_version": "1", "affected": [{"package": "odd.top"}], "details": "It contacted kept[.]top."}',
        '{"document": {"csaf_version": "2.0", "title": ["odd.top"], "notes": [{"text": "It contacted kept[.]top."}]}, "vulnerabilities": [7]}',
        '{"@context": "https://openvex.dev/ns/v0.2.0", "author": "x", "statements": [["odd.top"], {"action_statement": "It contacted kept[.]top."}]}',
    ],
)
def test_an_element_of_the_wrong_type_is_counted_and_read_as_text(
    data: str, reading: Reader
) -> None:
    report = reading("a.json", data)
    assert reasons(report) == ["wrong-type"]
    assert {"odd.top", "kept.top"} <= indicators(report).keys()


def test_an_advisorys_weakness_stands_in_the_quotes_of_its_rows(reading: Reader) -> None:
    csaf = '{"document": {"csaf_version": "2.0", "title": "x"}, "product_tree": {"full_product_names": [{"product_id": "P", "name": "Example Phone 1.0"}]}, "vulnerabilities": [{"cve": "CVE-2023-29059", "cwe": {"id": "CWE-506", "name": "Embedded Malicious Code"}, "product_status": {"known_affected": ["P"]}}]}'
    osv = '{"id": "CVE-2023-29059", "modified": "2023-04-02", "schema_version": "1", "database_specific": {"cwe_ids": ["CWE-506"]}, "affected": [{"package": {"name": "phone", "ecosystem": "npm"}, "versions": ["1.0"]}]}'
    cyclone = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [], "vulnerabilities": [{"id": "CVE-2023-29059", "cwes": [506], "analysis": {"state": "exploitable"}, "affects": [{"ref": "phone 1.0"}]}]}'
    for data in (csaf, osv, cyclone):
        claims = [each for each in reading("a.json", data).claims if each.relation == "affects"]
        assert claims
        assert all("CWE-506" in each.quote for each in claims)
