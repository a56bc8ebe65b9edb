"""A Word document of a few paragraphs and one table, after ECMA-376, part 1."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = f"{_R}/hyperlink"


def paragraph(text: str, style: str = "", *, hidden: bool = False) -> str:
    """Return the XML of a paragraph."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    vanish = "<w:rPr><w:vanish/></w:rPr>" if hidden else ""
    return f"<w:p>{styled}<w:r>{vanish}<w:t>{escape(text)}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the XML of a table; a newline in a cell begins a new paragraph there."""
    cells = [
        "".join(f"<w:tc>{''.join(map(paragraph, cell.split(chr(10))))}</w:tc>" for cell in row)
        for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def document(*body: str, title: str = "", link: str = "", before: str = "") -> bytes:
    """Return a document; `link` is where a link with the text `source` leads, `before` stands before the XML."""
    shown = f'<w:p><w:hyperlink r:id="r1">{paragraph("source")[5:-6]}</w:hyperlink></w:p>' if link else ""  # fmt: skip
    main = f'{before}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(body)}{shown}</w:body></w:document>'
    relations = f'<Relationships><Relationship Id="r1" Type="{_LINK}" Target="{escape(link)}" TargetMode="External"/></Relationships>'
    core = f"<p:coreProperties xmlns:p='p' xmlns:dc='d' xmlns:dcterms='t'><dc:title>{escape(title)}</dc:title><dc:creator>Example Research</dc:creator><dcterms:created>2023-04-02T00:00:00Z</dcterms:created></p:coreProperties>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", main),
            ("word/_rels/document.xml.rels", relations),
            ("docProps/core.xml", core),
        ):
            file.writestr(zipfile.ZipInfo(name, (2023, 4, 2, 0, 0, 0)), text)
    return out.getvalue()
