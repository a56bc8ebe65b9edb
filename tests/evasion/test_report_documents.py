"""Documents built to cost, to hide an order, to pass as two voices, or to be taken for someone else's.

Everything here is read in the jail, as any report is.
"""

from __future__ import annotations

import time

import pytest
from tests.evasion.conftest import Reader, indicators

from onionskin.lookalike.pdf import document as pdf
from onionskin.lookalike.pdf import lines
from onionskin.write.reports import ReadReport


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


# --- lines that do not belong, and how a text was made ----------------------------------------

HEAD = "Notes on an incident\n\nExample Lab | 3 May 2024\n\nContoso was compromised through Northwind Agent.\n\n"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: Contoso was compromised through Tailspin Phone / Getty Images", "pictures"),
        ("Foto: dpa / Contoso wurde gehackt", "pictures"),
        ("We use cookies to improve your experience, as Contoso does.", "cookie"),
        ("Wir verwenden auf dieser Seite Cookies.", "cookie"),
        ("Subscribe to our newsletter about Tailspin Phone", "newsletter"),
        ("Abonnez-vous \u00e0 notre newsletter", "newsletter"),
        ("Leave a comment", "comment"),
        ("Deja un comentario", "comment"),
        ("Read also: Contoso was compromised through Tailspin Phone", "other articles"),
        ("Leggi anche: Contoso \u00e8 stata compromessa", "other articles"),
        ("Share this article on LinkedIn", "sharing"),
        ("Publicit\u00e9", "adverts"),
        ("\u00a9 2024 Contoso. Todos os direitos reservados.", "adverts"),
    ],
)
def test_a_line_around_the_article_is_noted_and_no_fact(
    line: str, kind: str, reading: Reader
) -> None:
    report = reading("a.txt", HEAD + line + "\n")
    assert any("left out of the facts" in note and kind in note for note in report.notes)
    assert "Tailspin" not in str([each.object.name for each in report.claims])
    assert "Northwind Agent" in {each.object.name for each in report.claims}


def test_an_indicator_in_a_caption_is_not_lost(reading: Reader) -> None:
    assert "evil.top" in indicators(reading("a.txt", HEAD + "Photo: evil[.]top / Example\n"))


@pytest.mark.parametrize(
    "line",
    [
        "The image photo.png was replaced on the server of Contoso.",
        "The stealer takes cookies from every browser and sends them out.",
        "Read access was gained on the share.",
    ],
)
def test_a_sentence_about_pictures_and_cookies_belongs(line: str, reading: Reader) -> None:
    assert not any("left out of the facts" in note for note in reading("a.txt", HEAD + line).notes)


@pytest.mark.parametrize(
    "line",
    [
        "This article was machine translated.",
        "Traducci\u00f3n autom\u00e1tica del ingl\u00e9s",
        "Article traduit automatiquement de l'anglais.",
        "Maschinell \u00fcbersetzt aus dem Englischen",
        "Traduzione automatica dall'inglese",
        "Tradu\u00e7\u00e3o autom\u00e1tica do ingl\u00eas",
        "Automatisch vertaald uit het Engels",
        "This article was generated by AI.",
    ],
)
def test_a_text_that_says_a_machine_made_it_is_noted(line: str, reading: Reader) -> None:
    report = reading("a.txt", HEAD + line + "\n")
    assert any("the document says that it was" in note for note in report.notes)


def test_a_machines_traces_are_noted_and_only_suspected_where_they_prove_nothing(
    reading: Reader,
) -> None:
    page = '<html class="translated-ltr"><body><article><p>Contoso was compromised through Northwind Agent.</p></article></body></html>'
    assert any("was translated by a machine" in note for note in reading("a.html", page).notes)
    sentence = "Los atacantes the servidor was comprometido y usaron the canal de actualizaci\u00f3n durante {} semanas para llegar a los clientes.\n\n"
    text = "Notas\n\nExample Lab | 3 de mayo de 2024\n\n" + "".join(sentence.format(n) for n in ("dos", "tres", "cuatro"))  # fmt: skip
    assert any("perhaps translated by a machine" in note for note in reading("a.txt", text).notes)


def test_a_paragraph_in_another_language_is_noted_with_its_place(reading: Reader) -> None:
    french = "Les attaquants ont utilis\u00e9 le canal de mise \u00e0 jour de la soci\u00e9t\u00e9 pour atteindre les clients, et ils sont rest\u00e9s dans le r\u00e9seau pendant des mois.\n\n"
    english = "The following is what the company said about it in the evening, and this is all that we have from them.\n\n"
    report = reading("a.txt", "Notes\n\n" + french * 3 + english)
    assert any("1 paragraph in another language (en) than the rest (fr)" in note for note in report.notes)  # fmt: skip
