"""Plain text for the terminal: one verdict line first, then why, at most a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import BytesIO, StringIO

from rich.console import Console
from rich.text import Text

from onionskin.plugins.contracts import Report
from onionskin.write.document import Action, Block, Document, Heading, Line, Table

META = {
    "title": "Text for the terminal",
    "media": "text/plain",
    "reports": [],
}

STYLE = {"good": "green", "warn": "yellow", "bad": "bold red", "quiet": "dim", "plain": ""}
LABEL = 14


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write the short form, without colour."""
    del report
    stream = StringIO()
    render(document, Console(file=stream, width=110, color_system=None, highlight=False))
    out.write(stream.getvalue().encode("utf-8", "backslashreplace"))


def render(document: Document, console: Console) -> None:
    """Print the short form of a document."""
    skip = False
    for number, block in enumerate(document.blocks):
        skip = isinstance(block, Heading) and _empty_below(document.blocks[number + 1 :])
        if not skip and not getattr(block, "detail", False):
            for text in _lines(block, console.width):
                console.print(text, soft_wrap=True)


def _empty_below(below: Sequence[Block]) -> bool:
    """Say whether all that stands under a heading is for the long form."""
    for block in below:
        if isinstance(block, Heading):
            break
        if not getattr(block, "detail", False):
            return False
    return True


def _lines(block: Block, width: int) -> list[Text]:
    # Text objects, never strings: rich would read markup out of evidence.
    if isinstance(block, Heading):
        return [Text(block.text, style="bold")]
    if isinstance(block, Line):
        return _line(block, width)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Action):
        where = f" [{', '.join(block.hosts)}]" if block.hosts else ""
        return [Text(f"  {block.number}. {block.title}{where}")]
    return []


def _head(block: Line) -> str:
    """Return what stands before a line's text."""
    pad = "  " * block.indent + ("  " if block.label else "")
    return f"{pad}{block.label:<{LABEL - 1}} " if block.label else pad


def _line(block: Line, width: int) -> list[Text]:
    """Wrap under the label, so that the labels can be read down the left.

    What has no label is the verdict, or as much: it stays one line, for people and for grep.
    """
    head = _head(block)
    if not head:
        return [Text(block.text, style=STYLE[block.tone])]
    beyond = max(len(block.label) - LABEL + 1, 0)  # by so much a long label's own line begins later
    left = len(head) - beyond
    body = textwrap.wrap(
        "." * beyond + block.text,
        max(width - left, 40),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [
        Text((" " * left + part) if number else head + part[beyond:], style=STYLE[block.tone])
        for number, part in enumerate(body or [""])
    ]


def _table(block: Table) -> list[Text]:
    if not block.rows:
        return []
    columns = list(zip(block.header, *block.rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    tones = block.tones or ("plain",) * len(block.rows)
    rows = zip((block.header, *block.rows), ("quiet", *tones), strict=True)
    return [
        Text(
            "  "
            + "  ".join(
                f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)
            ).rstrip(),
            style=STYLE[tone],
        )
        for row, tone in rows
    ]
