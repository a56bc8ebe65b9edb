"""What a reader sees of a report: blocks, without a format.

An outline turns a report into a Document once; each writer for people (text,
HTML, Markdown) renders the same blocks, so that they cannot disagree. A block
with `detail` is for the long form only: the terminal shows at most a screen.

Text in blocks may come from evidence. Writers escape it for their format; `plain`
makes control, bidirectional and unassigned characters visible first.
"""

from __future__ import annotations

import unicodedata

from onionskin.model import Value

# Written out in full, they could move the cursor, reorder the line or hide text.
_SHOWN = {"\t": " ", "\n": " "}
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str, limit: int = 2000) -> str:
    r"""Return text from evidence, safe to print: unsafe characters become `\u{...}`."""
    shown = "".join(
        _SHOWN.get(char, f"\\u{{{ord(char):x}}}") if unicodedata.category(char) in _UNSAFE else char
        for char in text[:limit]
    )
    return shown if len(text) <= limit else f"{shown}..."


def counted(number: int, noun: str) -> str:
    """Return a number and its noun: `1 claim`, `2 claims`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Heading(Value, frozen=True, tag=True):
    """A heading; level 1 is the document's."""

    text: str
    level: int = 2


class Line(Value, frozen=True, tag=True):
    """A sentence, with a tone: `plain`, `good`, `warn`, `bad` or `quiet`; `label` stands before it.

    A `brief` line is for the screen only: the long form has it in a table.
    """

    text: str
    tone: str = "plain"
    label: str = ""
    indent: int = 0
    detail: bool = False
    brief: bool = False


class Table(Value, frozen=True, tag=True):
    """Rows under a header; `tones` colours whole rows.

    `anchors` name the rows, `links` are the anchors that their first cells lead to.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[str, ...] = ()
    detail: bool = False
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Node(Value, frozen=True):
    """A node of a tree, in order; `depth` from 0."""

    depth: int
    text: str
    note: str = ""
    tone: str = "plain"
    anchor: str = ""


class Outline(Value, frozen=True, tag=True):
    """A tree of layers."""

    title: str
    nodes: tuple[Node, ...]
    detail: bool = True


class Segment(Value, frozen=True):
    """A run of bytes in a strip: `tone` is `owned`, `unexplained` or `uncovered`."""

    offset: int
    length: int
    name: str
    tone: str


class Strip(Value, frozen=True, tag=True):
    """The byte ledger of one artifact, drawn as a strip."""

    title: str
    size: int
    segments: tuple[Segment, ...]
    anchor: str = ""
    detail: bool = True


class Mark(Value, frozen=True):
    """A span of a passage, in characters: `tone` is `claim`, `denied`, `contested`, `name` or a role.

    `anchor` names the span, `link` the anchor of what it says; `label` is what is shown for it. Without
    a label the span is marked only.
    """

    offset: int
    length: int
    tone: str
    label: str
    anchor: str
    link: str
    title: str = ""


class Passage(Value, frozen=True, tag=True):
    """A text from evidence with spans marked, as it stands: the writer makes it safe."""

    text: str
    marks: tuple[Mark, ...]
    detail: bool = True


class Action(Value, frozen=True, tag=True):
    """A step to take: what, why, how, how to undo it, how to check it."""

    number: int
    title: str
    why: str
    do: tuple[str, ...]
    undo: str
    check: str
    hosts: tuple[str, ...] = ()
    detail: bool = False


Block = Heading | Line | Table | Outline | Strip | Passage | Action


class Document(Value, frozen=True):
    """A report for readers."""

    title: str
    blocks: tuple[Block, ...]
