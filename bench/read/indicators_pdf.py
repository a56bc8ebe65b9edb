"""Hashes wrapped in narrow cells of a PDF: tables built here, read as any PDF. Needs the extra `pdf`.

The writer below knows text and lines only (ISO 32000-1, 7 and 8): enough for ruled tables.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

FONT = 8  # points; Courier is 0.6 of it wide
WIDTHS = {"md5": 16, "sha1": 20, "sha256": 22}  # signs a line holds
Read = Callable[[Path], tuple[float, dict[tuple[str, str], str]]]


def page(rows: list[list[list[str]]], columns: list[int]) -> bytes:
    """Return the content of a page with one ruled table; a cell is a list of lines."""
    out, top, left = ["0.5 w"], 760, 40
    edges = [left]
    for width in columns:
        edges.append(edges[-1] + int(width * FONT * 0.6) + 10)
    for row in rows:
        height = max(map(len, row)) * (FONT + 2) + 6
        for at, cell in enumerate(row):
            for line_at, text in enumerate(cell):
                y = top - (line_at + 1) * (FONT + 2)
                safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
                out.append(f"BT /F1 {FONT} Tf {edges[at] + 4} {y} Td ({safe}) Tj ET")
        out += [f"{edge} {top} m {edge} {top - height} l S" for edge in edges]
        out += [f"{edges[0]} {y} m {edges[-1]} {y} l S" for y in (top, top - height)]
        top -= height
    return "\n".join(out).encode("latin-1")


def pdf(contents: list[bytes]) -> bytes:
    """Return a PDF of pages with these contents."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def documents() -> Iterator[tuple[str, bytes, set[tuple[str, str]]]]:
    """Yield (name, PDF, hashes): with a header, without one, and one table over two pages."""
    makers = {"md5": hashlib.md5, "sha1": hashlib.sha1, "sha256": hashlib.sha256}
    for name, header in (("header", True), ("bare", False), ("pages", True)):
        rows, wanted = [], set()
        if header:
            rows.append([["File"], ["Algorithm"], ["Hash"]])
        for at in range(3):
            for kind, make in makers.items():
                digest = make(f"{name} {at}".encode()).hexdigest()
                width = WIDTHS[kind]
                lines = [digest[i : i + width] for i in range(0, len(digest), width)]
                rows.append([[f"file{at}.bin"], [kind.upper()], lines])
                wanted.add((kind, digest))
        cut = 5 if name == "pages" else len(rows)
        contents = [page(part, [12, 10, 22]) for part in (rows[:cut], rows[cut:]) if part]
        yield name, pdf(contents), wanted


def wrapped(read: Read) -> str:
    """Return how many of the wrapped hashes come back whole, PDF by PDF."""
    out, right, total = ["| PDF | whole | of |", "|---|---|---|"], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data, wanted in documents():
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(data)
            _, found = read(path)
            right += len(wanted & found.keys())
            total += len(wanted)
            out.append(f"| {name} | {len(wanted & found.keys())} | {len(wanted)} |")
    return "\n".join((*out, f"| all | {right} | {total} |"))
