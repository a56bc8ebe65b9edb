"""Reports and feeds made to hide something, to be taken for something else, or to cost too much.

Everything here is parsed in the jail, as any report is.
"""

from __future__ import annotations

import json
import time

import pytest
from tests.evasion.conftest import Reader, indicators

from onionskin.lookalike.docx import document as word
from onionskin.lookalike.docx import paragraph
from onionskin.lookalike.pdf import document as pdf
from onionskin.lookalike.pdf import lines
from onionskin.model import Outcome

MANY = 200_000


def test_content_outranks_a_name_that_lies_about_it(reading: Reader) -> None:
    bundle = json.dumps(
        {
            "type": "bundle",
            "id": "bundle--00000000-0000-4000-8000-000000000001",
            "objects": [
                {
                    "type": "indicator",
                    "id": "indicator--00000000-0000-4000-8000-000000000002",
                    "pattern": "[domain-name:value = 'spoken-for.top']",
                    "indicator_types": ["benign"],
                }
            ],
        }
    )
    assert indicators(reading("notes.txt", bundle)) == {"spoken-for.top": "clean"}
    assert indicators(reading("table.csv", bundle)) == {"spoken-for.top": "clean"}


@pytest.mark.parametrize(
    "name", ["a.html", "a.md", "a.adoc", "a.json", "a.jsonl", "a.yml", "a.eml", "a.csv"]
)
def test_one_endless_line_is_read_to_its_end(name: str, reading: Reader) -> None:
    begin = time.monotonic()
    report = reading(name, "kept[.]top " + "word " * MANY + "also-kept[.]top")
    assert {"kept.top", "also-kept.top"} <= indicators(report).keys()
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    ("name", "head", "unit"),
    [
        ("a.html", "<html>", "<"),
        ("a.html", "<html>", "<table><tr><td>"),
        ("a.html", "<html>", "<a b='"),
        ("a.html", "<html>", "<!--"),
        ("a.html", "<html>", "&#x"),
        ("a.md", "", "[a]("),
        ("a.md", "", "![[("),
        ("a.adoc", "|===\n", "a|"),
        ("a.json", '{"a":', '{"a":'),
        ("a.json", "[", '"\\u'),
        ("a.yml", "title: x\ndetection:\n a: ", "["),
        ("a.yml", "title: x\ndetection:\n", "'a"),
        ("a.yar", "rule a { condition: ", "/*"),
        ("a.eml", "From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\nX-A: ", "("),
        ("a.eml", "To: b\nSubject: c\nMIME-Version: 1.0\nFrom: ", "("),
    ],
)
def test_what_is_opened_again_and_again_costs_no_more_than_its_length(
    name: str, head: str, unit: str, reading: Reader
) -> None:
    begin = time.monotonic()
    report = reading(name, head + unit * MANY)
    assert report.outcome in (Outcome.SCANNED, Outcome.INCOMPLETE)
    assert time.monotonic() - begin < 20


def test_an_indicator_beside_the_article_is_said_to_be_left_out(reading: Reader) -> None:
    page = "<html><article><p>" + "The loader was signed. " * 20 + "</p></article>"
    report = reading(
        "a.html", page + "<div class=comments><p>try hidden-in-comments[.]top</p></div>"
    )
    assert "hidden-in-comments.top" not in indicators(report)
    assert any("1 comments" in note and "1 of them" in note for note in report.notes)


def test_an_article_in_a_container_with_a_misleading_name_is_not_lost(reading: Reader) -> None:
    page = (
        "<html><div class='sidebar comments'><p>" + "It contacted kept[.]top. " * 9 + "</p></div>"
    )
    assert indicators(reading("a.html", page)) == {"kept.top": "indicator"}


def test_scripts_and_hidden_text_yield_no_claim(reading: Reader) -> None:
    page = (
        "<html><p>It contacted kept[.]top.</p><script>'scripted[.]top'</script>"
        "<p style='display : none'>hidden[.]top</p><noscript>never[.]top</noscript></html>"
    )
    assert indicators(reading("a.html", page)) == {"kept.top": "indicator"}


def test_entities_of_xml_and_aliases_of_yaml_are_refused_and_said(reading: Reader) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "' + "a" * 1000 + '"><!ENTITY b "&a;&a;&a;&a;">]>'
    report = reading("a.docx", word(paragraph("&b;"), before=bomb))
    assert report.outcome is Outcome.INCOMPLETE
    rule = "title: x\ndetection:\n  a: &a [evil1, evil2]\n  b: &b [*a, *a]\n  q: kept[.]top\n"
    report = reading("a.yml", rule)
    assert report.outcome is Outcome.INCOMPLETE
    assert "kept.top" in indicators(report)


def test_a_pdf_bomb_costs_its_page_and_an_encrypted_pdf_is_named(reading: Reader) -> None:
    report = reading("a.pdf", pdf(b" " * (60 << 20), lines("kept[.]top"), packed=True))
    assert report.outcome is Outcome.INCOMPLETE
    assert "kept.top" in indicators(report)
    report = reading("b.pdf", pdf(lines("secret[.]top"), encrypted=True))
    assert [each.reason for each in report.problems] == ["encrypted"]
    assert report.outcome is Outcome.INCOMPLETE


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
def test_a_mark_that_contradicts_the_bytes_ends_in_a_typed_outcome(
    mark: bytes, reading: Reader
) -> None:
    report = reading("a.json", mark + b'[{"value": "kept[.]top"}]\xff\xfe' + b"\xef\xbb\xbf")
    assert report.outcome in (Outcome.SCANNED, Outcome.INCOMPLETE)


def test_a_json_that_says_a_key_twice_hides_neither_value(reading: Reader) -> None:
    report = reading("a.json", '[{"value": "shown.top", "value": "meant.top"}]')
    assert {"shown.top", "meant.top"} == indicators(report).keys()
    assert [each.reason for each in report.problems] == ["duplicate-keys"]


def test_a_feed_cannot_state_a_relation_that_the_table_does_not_have(reading: Reader) -> None:
    rows = [
        {
            "subject type": "actor",
            "subject": "A",
            "relation": "owns",
            "object type": "host",
            "object": "B",
        },
        {
            "subject type": "role",
            "subject": "A",
            "relation": "affects",
            "object type": "host",
            "object": "B",
        },
    ]
    report = reading("a.json", json.dumps(rows))
    assert report.claims == ()
    assert not any(each.reason == "claim-rejected" for each in report.problems)


def test_what_a_feed_states_and_we_do_not_take_is_counted(reading: Reader) -> None:
    event = {
        "Event": {
            "info": "x",
            "uuid": "0",
            "Attribute": [
                {"type": "mutex", "value": "Global\\x", "to_ids": True},
                {"type": "domain", "value": "not a domain", "to_ids": True},
            ],
        }
    }
    notes = " ".join(reading("a.json", json.dumps(event)).notes)
    assert "1 mutex" in notes
    assert "1 domain" in notes
