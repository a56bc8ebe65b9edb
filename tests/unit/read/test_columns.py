"""Pages of a PDF: columns of prose, headers and footers, values that a cell or a column cut."""

from __future__ import annotations

import pytest

from onionskin.parse.documents.pdf import Line, Page
from onionskin.read.documents.columns import Columns
from onionskin.read.documents.tables import unwrapped
from onionskin.read.formats.pdf import _items, _without_edges

SHA256 = "4a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e8"


def line(at: int, *parts: tuple[str, float, float]) -> Line:
    text = " ".join(each[0] for each in parts)
    return Line(text, parts[0][1], parts[-1][2], at * 12.0, at * 12.0 + 10, parts)


def two(at: int, left: str, right: str) -> Line:
    return line(at, (left, 50.0, 250.0), (right, 300.0, 500.0))


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    page = [line(0, ("A title over both of the columns", 50.0, 500.0))]
    page += [
        two(at, f"left line number {at} here", f"right line number {at} here")
        for at in range(1, 10)
    ]
    columns = Columns()
    found = [[each.text.split()[0] for each in part] for part in columns.regions(page)]
    assert found == [["A"], ["left"] * 9, ["right"] * 9, []]
    # On later pages the gutter is known: a list beside prose is a column, too.
    later = [
        line(1, ("left goes on", 50.0, 250.0)),
        *(two(at, "left prose", "abc") for at in (2, 3)),
    ]
    later += [line(4, ("abc", 300.0, 330.0))]
    assert [[each.text.split()[0] for each in part] for part in columns.regions(later)][1:3] == [
        ["left"] * 3,
        ["abc"] * 3,
    ]


def test_a_table_without_rules_is_no_prose_in_columns() -> None:
    page = [
        two(at, f"evil{at}.top", "first seen in the week before the report") for at in range(12)
    ]
    assert [len(part) for part in Columns().regions(page)] == [12]


def test_what_stands_at_the_edge_of_each_page_is_said_once() -> None:
    def page(number: int) -> Page:
        body = [
            line(at, (f"Body {number * 100 + at}.x says so", 50.0, 300.0)) for at in range(2, 9)
        ]
        edges = [
            line(0, ("TLP:GREEN", 50.0, 99.0)),
            line(60, (f"lab.example page {number}", 50.0, 99.0)),
        ]
        return Page(number, [edges[0], *body, edges[1]])

    repeated: dict[str, str] = {}
    left = [len(each.lines) for each in _without_edges(iter([page(1), page(2), page(3)]), repeated)]
    assert left == [7, 7, 7]
    assert list(repeated.values()) == ["TLP:GREEN", "lab.example page 1"]


def test_addresses_at_the_top_of_two_pages_are_not_one_header() -> None:
    pages = [Page(at, [line(0, (f"{at}.20.30.{at + 4}", 50.0, 99.0))]) for at in (91, 92, 93)]
    assert [len(each.lines) for each in _without_edges(iter(pages), {})] == [1, 1, 1]


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("update-\nevil[.]co\nm", "update-evil[.]com"),
        ("hxxps[:]//\nupdate-\nevil[.]co\nm/api", "hxxps[:]//update-evil[.]com/api"),
        ("C:\n\\ProgramData\\\nSync\\up\nd.dll", r"C:\ProgramData\Sync\upd.dll"),
        ("91[.]219[.]236[.\n]18", "91[.]219[.]236[.]18"),
        ("billing[@]ev\nil-help[.]com", "billing[@]evil-help[.]com"),
        ("evil.com\nbad.com", "evil.com bad.com"),
        ("localhost\nevil.com", "localhost evil.com"),
        ("evil[.]top\n443", "evil[.]top 443"),
        ("evil[.]com\n(C2)", "evil[.]com (C2)"),
        ("Trojanised\ninstaller", "Trojanised installer"),
        (f"{SHA256[:11]}\n{SHA256[11:24]}\n{SHA256[24:36]}\n{SHA256[36:]}", SHA256),
        (
            f"The DLL {SHA256[:28]}\n{SHA256[28:56]}\n{SHA256[56:]} was seen",
            f"The DLL {SHA256} was seen",
        ),
    ],
)
def test_a_cell_is_one_value_where_its_lines_are_pieces_of_one(cell: str, whole: str) -> None:
    assert unwrapped(cell) == whole


def test_the_items_of_a_list_are_whole_each() -> None:
    lines = [
        "Seen:",
        f"\u2022 {SHA256[:30]}",
        SHA256[30:],
        "\u2022 hxxps[:]//up-",
        "date.top/a",
        "\u2022 a word",
    ]
    assert list(_items(lines)) == [
        "Seen:",
        f"\u2022 {SHA256}",
        "\u2022 hxxps[:]//up-date.top/a",
        "\u2022 a word",
    ]
