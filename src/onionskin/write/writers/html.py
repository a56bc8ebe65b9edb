"""HTML: one self-contained file, no script, a strict Content-Security-Policy, printable."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from onionskin.plugins.contracts import Report
from onionskin.write.document import (
    Block,
    Document,
    Mark,
    Node,
    Outline,
    Passage,
    Segment,
    Strip,
    plain,
)

META = {
    "title": "HTML, one self-contained page without script",
    "media": "text/html",
    "reports": [],
}

HERE = Path(__file__).resolve().parent.parent
ROWS = 400
BOXES = 1500
SHOWN = 1_000_000
NARROW = 0.25


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write the long form."""
    del report
    style = (HERE / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template("page.html.j2")
    text = page.render(
        document=document,
        blocks=[
            _prepared(block) for block in document.blocks if not getattr(block, "brief", False)
        ],
        style=style,
        style_hash=f"sha256-{digest}",
        tree=_tree,
        passage=_passage,
        tones=_tones,
    )
    out.write(text.encode("utf-8", "backslashreplace"))
    out.write(b"\n")


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _prepared(block: Block) -> dict[str, Any]:
    prepared: dict[str, Any] = {"kind": type(block).__name__, "value": block}
    if isinstance(block, Strip):
        longest = sorted(block.segments, key=lambda each: -each.length)
        # The unexplained are shown whatever their length: they are what the strip is for.
        strange = [each for each in block.segments if each.tone != "owned"]
        kept = {id(each) for each in (strange[:ROWS] + longest)[:ROWS]}
        rows = [each for each in block.segments if id(each) in kept]
        prepared |= {"rows": rows, "shown": len(rows), "boxes": _boxes(block)}
    return prepared


def _boxes(strip: Strip) -> list[dict[str, Any]]:
    """Return rectangles on a scale of 1000, at least 1.5 wide where something is unexplained.

    An owned part too narrow to be seen has its row in the table, and no rectangle.
    """
    least = strip.size * NARROW / 1000
    owned = [each for each in strip.segments if each.tone == "owned" and each.length >= least]
    owned = sorted(owned, key=lambda each: -each.length)[:BOXES]
    strange = [each for each in strip.segments if each.tone != "owned"][:BOXES]
    return [_box(each, strip.size) for each in (*owned, *strange)]


def _box(each: Segment, size: int) -> dict[str, Any]:
    least = 0.0 if each.tone == "owned" else 1.5
    width = max(1000 * each.length / size, least)
    x = min(1000 * each.offset / size, 1000 - least)
    title = f"{each.name}: {each.length} bytes at {each.offset:#x}"
    return {"x": f"{x:.3f}", "width": f"{width:.3f}", "tone": each.tone, "title": title}


def _name(node: Node) -> Markup:
    """Return the node's name, as a link where it has a ledger on the page."""
    if not node.anchor:
        return escape(node.text)
    return Markup('<a href="#{}">{}</a>').format(node.anchor, node.text)


def _tree(block: Outline) -> Markup:
    """Return nested lists; every layer links to its ledger, so the keyboard reaches each."""
    parts, depth = [Markup('<ul class="tree top">')], 0
    for number, node in enumerate(block.nodes):
        while depth < node.depth:
            parts.append(Markup('<ul class="tree">'))
            depth += 1
        while depth > node.depth:
            parts.append(Markup("</ul></li>"))
            depth -= 1
        deeper = number + 1 < len(block.nodes) and block.nodes[number + 1].depth > node.depth
        end = "" if deeper else "</li>"
        parts.append(
            Markup('<li class="{}">{}<span class="note">{}</span>').format(
                node.tone, _name(node), node.note
            )
            + Markup(end)  # noqa: S704 - a constant
        )
    parts.extend(Markup("</ul></li>") for _ in range(depth))
    parts.append(Markup("</ul>"))
    return Markup("\n").join(parts)


def _passage(block: Passage) -> Markup:
    """Return the text with its spans marked; behind each, links to what it says.

    Spans may overlap: the text is cut wherever one begins or ends, and a piece is coloured
    as the shortest span over it is.
    """
    text = block.text[:SHOWN]
    marks = [
        each for each in block.marks if each.length > 0 and each.offset + each.length <= len(text)
    ]
    begin, end = defaultdict(list), defaultdict(list)
    for each in marks:
        begin[each.offset].append(each)
        end[each.offset + each.length].append(each)
    parts: list[Markup] = []
    over: list[Mark] = []
    cuts = sorted({0, len(text), *begin, *end})
    for at, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts += [_reference(each) for each in end[at] if each.label]
        over = [each for each in over if each.offset + each.length > at] + begin[at]
        parts += [
            Markup('<span id="{}"></span>').format(each.anchor) for each in begin[at] if each.anchor
        ]
        piece = "\n".join(plain(line, SHOWN) for line in text[at:following].split("\n"))
        if not over:
            parts.append(escape(piece))
        elif piece:
            inner = min(over, key=lambda each: each.length)
            parts.append(
                Markup('<mark class="{}" title="{}">{}</mark>').format(
                    inner.tone, inner.title, piece
                )
            )
    if len(block.text) > SHOWN:
        rest = len(block.text) - SHOWN
        parts.append(Markup('\n<span class="note">and {} characters more</span>').format(rest))
    return Markup("").join(parts)


def _tones(block: Passage) -> list[str]:
    return sorted({each.tone for each in block.marks})


def _reference(mark: Mark) -> Markup:
    return Markup('<sup class="{}"><a href="#{}" title="{}">{}</a></sup>').format(
        mark.tone, mark.link, mark.title, mark.label
    )
