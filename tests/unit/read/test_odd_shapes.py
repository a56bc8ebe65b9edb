"""Shapes in which reports and feeds are really kept: tables with anybody's words, merged cells, mail with a stub."""

from __future__ import annotations

import io
import tempfile
import zipfile

import msgspec
import pytest

from onionskin.model import Outcome
from onionskin.read.inside import read_document
from onionskin.read.wire import Draft, Reading, Request

MD5 = "9e107d9d372bb6826bd81d3542a419d6"
SHA256 = "4a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e8"
OTHER = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592"
PATH = r"C:\ProgramData\Sync\upd.dll"


def roles(name: str, data: str | bytes) -> dict[str, str]:
    """Return what our own well-formed document calls each of its values."""
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as text,
        tempfile.TemporaryFile() as out,
    ):
        source.write(data.encode() if isinstance(data, str) else data)
        source.flush()
        request = msgspec.msgpack.encode(Request(name))
        reply = read_document(request, [source.fileno(), text.fileno(), out.fileno()])
        assert msgspec.msgpack.decode(reply, type=Reading).outcome is Outcome.SCANNED
        out.seek(0)
        drafts = [msgspec.json.decode(line, type=Draft) for line in out]
    return {each.subject.name: each.object.name for each in drafts if each.object.kind == "role"}


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Type,Indicator,Notes", ("C2 domain", "Payload", "Dropped file", "Sender")),
        ("Typ;Wert;Bemerkung", ("Domäne", "Prüfsumme", "Dateipfad", "E-Mail-Adresse")),
        ("Tipo,Valor,Comentario", ("Dominio", "Hash MD5", "Ruta", "Correo electrónico")),
        ("IOC Type,IOC,Comments", ("Domains", "Hashes", "File Path", "E-mail")),
    ],
)
def test_a_type_in_anybodys_words_costs_no_value(header: str, kinds: tuple[str, ...]) -> None:
    values = ("evil[.]top", MD5, PATH, "pay[@]evil[.]top")
    sign = ";" if ";" in header else ","
    rows = (sign.join((kind, value, "x")) for kind, value in zip(kinds, values, strict=True))
    found = roles("feed.csv", "\n".join([header, *rows]))
    assert found == dict.fromkeys(("evil.top", MD5, PATH, "pay@evil.top"), "indicator")


@pytest.mark.parametrize("kind", ["ja3", "JARM", "pehash", "icon dhash", "YARA rule"])
def test_digits_that_a_table_calls_something_else_are_no_hash(kind: str) -> None:
    assert roles("feed.csv", f"type,value,comment\n{kind},{MD5},x\n") == {}


def test_a_remark_before_the_rows_may_name_the_columns() -> None:
    text = f'# our feed\n# "first_seen","sha256_hash","imphash"\n"2024-03-14","{SHA256}","{MD5}"\n'
    with_names = roles("feed.csv", text)
    assert with_names == {SHA256: "indicator", MD5: "indicator"}
    urls = "# id,url,link\n1,http://evil.top/x,https://urlhaus.abuse.ch/url/1/\n2,http://evil.top/y,x\n"
    assert roles("feed.csv", urls)["https://urlhaus.abuse.ch/url/1/"] == "reference"


def test_misps_export_as_csv_keeps_what_is_not_for_detection_apart() -> None:
    text = "uuid,category,type,value,comment,to_ids\na,Network activity,domain,evil.top,,1\nb,Network activity,domain,victim.com,,0\n"
    assert roles("feed.csv", text) == {"evil.top": "indicator", "victim.com": "reference"}


def page(body: str) -> str:
    return f"<html><body><article><h1>A look at Quill</h1><p>We looked at it for a week.</p>{body}</article></body></html>"


def test_cells_merged_over_rows_and_columns_keep_every_value_in_its_column() -> None:
    table = (
        "<h2>Indicators</h2><table><tr><th>Type</th><th>Value</th><th>Note</th></tr>"
        f"<tr><td rowspan=2>SHA-256</td><td>{SHA256}</td><td>a</td></tr><tr><td>{OTHER}</td><td>b</td></tr>"
        "<tr><td colspan='2'>evil.top</td><td>c</td></tr></table>"
    )
    found = roles("page.html", page(table))
    assert found[SHA256] == found[OTHER] == "indicator"


def test_spans_beyond_all_reason_make_no_columns() -> None:
    table = f"<table><tr><td rowspan=999999999 colspan=99999>x</td><td>y</td></tr><tr><td>{SHA256}</td></tr></table>"
    assert roles("page.html", page("<h2>Indicators</h2>" + table)) in ({}, {SHA256: "indicator"})


def test_a_list_to_be_copied_from_is_part_of_the_page() -> None:
    found = roles(
        "page.html", page(f"<h2>Indicators</h2><textarea>{SHA256}\nevil[.]top</textarea>")
    )
    assert found == {SHA256: "indicator", "evil.top": "indicator"}


def test_paths_that_are_links_are_no_navigation() -> None:
    paths = [rf"C:\Temp\a{at}.dll" for at in range(6)]
    body = "".join(f'<li><a href="https://www.virustotal.com/x">{each}</a></li>' for each in paths)
    assert set(paths) <= roles("page.html", page(f"<h2>Files</h2><ul>{body}</ul>")).keys()


def test_a_mail_whose_plain_text_is_a_stub_is_read_as_html() -> None:
    head = "From: a@b.example\nSubject: Quill\nDate: Thu, 14 Mar 2024 09:00:00 +0100\nMIME-Version: 1.0\n"
    body = f"<p>{'The update was replaced by somebody else. ' * 4}</p><p>evil[.]top {SHA256}</p>"
    text = (
        f"{head}Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\n"
        f"Your program cannot show this mail.\n--B\nContent-Type: text/html\n\n{body}\n--B--\n"
    )
    assert {"evil.top", SHA256} <= roles("m.eml", text).keys()


def test_a_list_of_addresses_has_no_publisher() -> None:
    found = roles("urls.txt", "https://evil.top/a\nhttps://evil.top/b\nhttps://other.top/c\n")
    assert set(found.values()) == {"indicator"}


def test_nobodys_address_is_never_an_indicator() -> None:
    found = roles("hosts.txt", "# blocklist\n0.0.0.0 evil-one.top\n127.0.0.1 evil-two.top\n")
    assert {found[each] for each in ("evil-one.top", "evil-two.top")} == {"indicator"}
    assert {found[each] for each in ("0.0.0.0", "127.0.0.1")} == {"reference"}


def test_a_title_that_names_malware_makes_no_list_of_the_report() -> None:
    text = "# Quill backdoor found\n\nMore at our site.\n\nexample-lab.com\n\n## Indicators\n\nevil.top\n"
    assert roles("report.md", text)["evil.top"] == "indicator"
    report = "# Quill backdoor found\n\nAsk press@good-lab.com for more about it.\n"
    assert roles("report.md", report) == {"press@good-lab.com": "reference"}


def test_a_rule_names_whole_paths() -> None:
    rule = (
        'rule a { strings: $a = "C:\\\\Temp\\\\upd.dll" $b = "helper.dll" condition: any of them }'
    )
    assert roles("r.yar", rule) == {r"C:\Temp\upd.dll": "indicator"}


def test_a_merged_cell_of_word_says_what_the_one_above_says() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    rows = [
        cell("Type") + cell("Value"),
        cell("SHA-256", '<w:vMerge w:val="restart"/>') + cell(SHA256),
        cell("", "<w:vMerge/>") + cell(OTHER),
        cell("evil[.]top", '<w:gridSpan w:val="2"/>'),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>{table}</w:tbl></w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
    found = roles("r.docx", file.getvalue())
    assert (found[SHA256], found[OTHER]) == ("indicator", "indicator")


def test_a_text_quoted_as_a_whole_is_read_as_what_it_quotes() -> None:
    text = f"Indicators\n\nevil.top\n\nLegitimate files\n\n{SHA256}\n"
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    assert (
        roles("q.txt", quoted) == roles("q.txt", text) == {"evil.top": "indicator", SHA256: "clean"}
    )


def test_the_head_of_a_forwarded_message_holds_no_indicators() -> None:
    head = "From: a@lab.example\nSubject: Quill backdoor\nDate: Thu, 14 Mar 2024 09:00:00 +0100\n\nFYI\n\n"
    forwarded = "---- Forwarded ----\nFrom: Jo <jo@good-lab.com>\nSent: Monday\nTo: <me@isac-site.org>\nSubject: IOCs\n\nIOCs:\nevil.top\n"
    found = roles("m.eml", head + forwarded)
    assert found["evil.top"] == "indicator"
    assert found["jo@good-lab.com"] == found["me@isac-site.org"] == "reference"
