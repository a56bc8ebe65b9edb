"""No text of an attacker becomes markup, moves the cursor or reorders a line, in any format."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.reports import (
    HOSTILE,
    acted,
    asking,
    contradicting,
    peeled_damaged,
    peeled_honest,
    peeled_hostile,
    read_honest,
    read_hostile,
)

from onionskin.plugins.contracts import Report
from onionskin.plugins.scan import plugins
from onionskin.write.document import plain
from onionskin.write.outlines import outline_of, verb_of
from onionskin.write.save import rendered

REPORTS = {
    "honest": peeled_honest(),
    "hostile": peeled_hostile(),
    "damaged": peeled_damaged(),
    "incident": acted(),
    "hostile incident": acted(HOSTILE),
    "reading": read_honest(),
    "hostile reading": read_hostile(),
    "contradictions": contradicting(),
    "open questions": asking(),
}
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.styles = ""
        self.text = ""
        self._in_style = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles += data
        else:
            self.text += data

    def all(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@EVERY
def test_html_holds_no_script_no_handler_no_style_and_no_address(report: Report) -> None:
    page = Page(rendered(report, "html"))
    known = {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "span",
        "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "a", "section", "svg", "rect",
        "details", "summary", "div", "mark", "sup",
    }  # fmt: skip
    assert set(page.tags) <= known
    assert not [
        key for key, _ in page.attributes if key.startswith("on") or key in {"style", "src"}
    ]
    assert all(each.startswith("#") for each in page.all("href"))


@EVERY
def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else(report: Report) -> None:
    page = Page(rendered(report, "html"))
    policy = next(each for each in page.all("content") if "default-src" in each)
    digest = base64.b64encode(hashlib.sha256(page.styles.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@EVERY
def test_ids_of_a_page_are_unique_and_every_link_leads_somewhere(report: Report) -> None:
    page = Page(rendered(report, "html"))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert {each.removeprefix("#") for each in page.all("href")} <= set(ids)


def test_a_page_shows_the_hostile_name_as_text() -> None:
    page = Page(rendered(peeled_hostile(), "html"))
    assert "<script>alert(1)</script>\\u{1b}[31m\\u{202e}gpj.exe" in page.text
    assert "{{7*7}}" in page.text


@EVERY
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_nothing_invisible_reaches_a_reader(report: Report, form: str) -> None:
    text = rendered(report, form).decode()
    found = {char for char in text if unicodedata.category(char) in INVISIBLE} - {"\n"}
    assert not found


@EVERY
def test_json_is_one_line_that_reads_back(report: Report) -> None:
    raw = rendered(report, "json")
    assert raw.count(b"\n") == 1
    assert raw.endswith(b"\n")
    assert json.loads(raw)["schema"] == f"onionskin.{verb_of(report)}/1"


def test_json_keeps_the_name_as_it_is_but_for_what_is_no_text() -> None:
    found = json.loads(rendered(peeled_hostile(), "json"))
    assert found["artifacts"][1]["path"][1] == HOSTILE.replace("\ud800", "\\ud800")


def test_a_name_with_the_sign_between_layers_does_not_look_like_two_layers() -> None:
    lines = rendered(peeled_hostile(), "text").decode()
    assert "a > b" not in lines
    assert "\\u{3e}" in lines


def test_markdown_has_no_live_markup_out_of_evidence() -> None:
    text = rendered(acted(HOSTILE), "markdown").decode()
    unescaped = re.sub(r"\\[^\w\s]", "", text)
    assert "<script" not in unescaped
    assert "](http" not in unescaped
    assert "://" not in unescaped
    assert "`" not in unescaped
    assert "~~" not in unescaped
    assert "@" not in unescaped


def test_markdown_writes_no_heading_with_nothing_below_it() -> None:
    lines = [line for line in rendered(peeled_honest(), "markdown").decode().splitlines() if line]
    headings = [number for number, line in enumerate(lines) if line.startswith("#")]
    assert all(number + 1 < len(lines) for number in headings)
    assert not any(number + 1 in headings for number in headings if number)


@pytest.mark.parametrize(
    ("form", "report"),
    [
        pytest.param(each.id, report, id=f"{each.id}-{name}")
        for each in plugins("writer")
        for name, report in REPORTS.items()
        if not each.meta["reports"] or verb_of(report) in each.meta["reports"]
    ],
)
def test_the_same_report_gives_the_same_bytes(report: Report, form: str) -> None:
    assert rendered(report, form) == rendered(report, form)


def test_the_first_line_of_a_peel_is_its_verdict() -> None:
    text = rendered(peeled_damaged(), "text").decode().splitlines()
    assert text[0] == "broken.msi: REVIEW, INCOMPLETE, 1 suppressed, 1 expected"
    assert any("not seen" in line and "timeout" in line for line in text)
    assert any("timeout (1), first broken.msi: msi died over it" in line for line in text)
    assert any("by example until 2026-11-01: a tag of ours" in line for line in text)


def test_the_share_of_explained_bytes_is_printed() -> None:
    text = rendered(peeled_damaged(), "text").decode()
    assert "0.00 % of 800 bytes have an owner; isolation partial" in text


def test_a_screen_is_short_and_the_page_is_whole() -> None:
    report = acted()
    assert len(rendered(report, "text").splitlines()) <= 60
    page = Page(rendered(report, "html"))
    assert all(each.title in page.text for each in report.steps)  # type: ignore[attr-defined]


def test_plain_text_is_left_alone_and_control_is_written_out() -> None:
    assert plain("Größe 10 > 9\t\n") == "Größe 10 > 9  "
    assert plain("a\x1b[0m\u2066b\u200d\ue000\U000e0041") == (
        "a\\u{1b}[0m\\u{2066}b\\u{200d}\\u{e000}\\u{e0041}"
    )
    assert plain("x" * 3000) == "x" * 2000 + "..."


@given(st.text())
def test_plain_is_visible_and_the_same_when_applied_twice(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not any(unicodedata.category(char) in INVISIBLE for char in once)


def test_the_outline_of_every_report_is_found() -> None:
    assert {verb_of(each) for each in REPORTS.values()} == {
        "peel", "act", "read", "conflicts", "open",
    }  # fmt: skip
    assert outline_of(peeled_honest()).title == "Peel of client.zip"
