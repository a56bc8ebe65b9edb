"""Markdown: the long form without the byte ledger, for a ticket or a wiki."""

from __future__ import annotations

import re
from io import BytesIO

from onionskin.plugins.contracts import Report
from onionskin.write.document import Action, Block, Document, Heading, Line, Outline, Table

META = {
    "title": "Markdown, for a ticket or a wiki",
    "media": "text/markdown",
    "reports": [],
}

# Everything that could start markup, a list, or a link that GitHub and GitLab make by themselves.
_MARKUP = re.compile(
    r"([\\`*_{}\[\]<>()#+!|~&@$-]|:(?=//)|(?<=\bwww)\.|(?<=^\d)\.|(?<=^\d\d)\.)", re.IGNORECASE
)


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write the document."""
    del report
    lines = [f"# {_safe(document.title)}", ""]
    heading: list[str] = []
    for block in document.blocks:
        if getattr(block, "brief", False):
            continue
        written = _lines(block)
        if isinstance(block, Heading):
            heading = written
        elif written:
            lines += [*heading, *written]
            heading = []
    out.write("\n".join(lines).rstrip().encode("utf-8", "backslashreplace") + b"\n")


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return ["", f"{'#' * max(block.level, 2)} {_safe(block.text)}", ""]
    if isinstance(block, Line):
        label = f"**{_safe(block.label)}** " if block.label else ""
        return [f"{'  ' * block.indent}- {label}{_safe(block.text)}"]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Outline):
        return [
            f"{'  ' * each.depth}- {_safe(each.text)} ({_safe(each.note)})" for each in block.nodes
        ]
    if isinstance(block, Action):
        return _action(block)
    return []


def _table(block: Table) -> list[str]:
    lines = [f"| {' | '.join(_safe(cell) for cell in block.header)} |"]
    lines.append(f"|{'---|' * len(block.header)}")
    lines += [f"| {' | '.join(_safe(cell) for cell in row)} |" for row in block.rows]
    return ["", *lines, ""]


def _action(block: Action) -> list[str]:
    where = f" ({', '.join(block.hosts)})" if block.hosts else ""
    return [
        "",
        f"### {block.number}. {_safe(block.title + where)}",
        "",
        _safe(block.why),
        "",
        *(f"- [ ] {_safe(each)}" for each in block.do),
        f"- check: {_safe(block.check)}",
        f"- undo: {_safe(block.undo)}",
    ]
