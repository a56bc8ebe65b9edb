"""A PDF of text lines and one ruled table, after ISO 32000-1: no fonts inside, no compression."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

LEFT, TOP, STEP = 50, 780, 14


def _text(x: float, y: float, text: str, size: int = 10) -> str:
    plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({plain}) Tj ET\n"


def lines(*texts: str, top: int = TOP, size: int = 10) -> str:
    """Return the content of text lines, one below the other; an empty text leaves a gap."""
    return "".join(
        _text(LEFT, top - at * STEP, text, size) for at, text in enumerate(texts) if text
    )


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], top: int = 600) -> str:
    """Return the content of a ruled table; a newline in a cell begins a new line there."""
    out, y = [], top
    right = LEFT + sum(widths)
    for row in rows:
        high = max(cell.count("\n") + 1 for cell in row) * STEP + 6
        out.append(f"{LEFT} {y} m {right} {y} l S\n")
        x = LEFT
        for cell, width in zip(row, widths, strict=True):
            out.append(f"{x} {y} m {x} {y - high} l S\n")
            for at, line in enumerate(cell.split("\n")):
                out.append(_text(x + 3, y - STEP - at * STEP + 2, line))
            x += width
        out.append(f"{right} {y} m {right} {y - high} l S\n")
        y -= high
    out.append(f"{LEFT} {y} m {right} {y} l S\n")
    return "".join(out)


def document(
    *contents: str | bytes, title: str = "", encrypted: bool = False, packed: bool = False
) -> bytes:
    """Return a document, one content a page. `encrypted` only says so, in the trailer."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    objects.append(f"<< /Title ({title}) /CreationDate (D:20230402000000Z) >>".encode())
    kids = []
    for content in contents:
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        pressed = zlib.compress(data, 9) if packed else data
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(pressed), how, pressed))
        stream = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % stream
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _assembled(objects, encrypted=encrypted)


def _assembled(objects: list[bytes], *, encrypted: bool) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    key = b" /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        b"11" * 32,
        b"22" * 32,
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        key if encrypted else b"",
        start,
    )
    return bytes(out)
