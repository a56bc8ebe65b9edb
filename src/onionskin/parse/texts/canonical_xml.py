"""Canonical XML 1.0 of an element, as XML signatures digest it. No document type, no entities.

Source: W3C, Canonical XML Version 1.0 (inclusive, without comments), 2.1 to 2.4. Attributes of the namespace
xml that an element would inherit are not: a signature over such an element is then wrong, never right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.parse.texts import refusing_xml

DEPTH, NODES = 64, 200_000


@dataclass
class Node:
    """An element: its name and attributes as written, the prefixes in scope, and what is in it.

    An instruction to a program stands among the contents as (target, text).
    """

    name: str
    attributes: dict[str, str]
    scope: dict[str, str]
    parts: list[Node | str | tuple[str, str]] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def space(self) -> str:
        """The URI of its namespace, "" for none."""
        return self.scope.get(self.name.rpartition(":")[0], "")

    @property
    def children(self) -> list[Node]:
        """The elements straight in it."""
        return [each for each in self.parts if isinstance(each, Node)]

    @property
    def text(self) -> str:
        """The text straight in it."""
        return "".join(each for each in self.parts if isinstance(each, str))

    def child(self, *names: str) -> Node | None:
        """Return the first element at the end of a path of local names."""
        node: Node | None = self
        for name in names:
            node = (
                next((each for each in node.children if each.local == name), None) if node else None
            )
        return node

    def every(self, name: str) -> list[Node]:
        """Return the elements straight in it of a local name."""
        return [each for each in self.children if each.local == name]


def read(data: bytes) -> Node:
    """Return the root of a document. Raises DamagedError."""
    return _Reader().read(data)


def canonical(node: Node) -> bytes:
    """Return the canonical form of an element, alone: every prefix in scope is declared on it."""
    shown = {prefix: uri for prefix, uri in node.scope.items() if uri and prefix != "xml"}
    return "".join(_element(node, shown)).encode("utf-8", "surrogatepass")


class _Reader:
    def __init__(self) -> None:
        self._open: list[Node] = []
        self._root: Node | None = None
        self._count = 0

    def read(self, data: bytes) -> Node:
        refusing_xml.parse(
            data,
            start=self._start,
            end=self._end,
            text=self._text,
            instruction=self._instruction,
            ordered=True,
        )
        if self._root is None:
            raise DamagedError("the XML holds no element")
        return self._root

    def _start(self, name: str, listed: list[str]) -> None:
        self._counted()
        if len(self._open) >= DEPTH:
            raise DamagedError("the XML is nested too deeply")
        attributes = dict(zip(listed[::2], listed[1::2], strict=True))
        scope = (
            self._open[-1].scope if self._open else {"xml": "http://www.w3.org/XML/1998/namespace"}
        )
        declared = {
            key.partition(":")[2]: value for key, value in attributes.items() if _declares(key)
        }
        node = Node(
            name,
            {key: value for key, value in attributes.items() if not _declares(key)},
            {**scope, **declared} if declared else scope,
        )
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._counted()
            self._open[-1].parts.append(text)

    def _instruction(self, target: str, text: str) -> None:
        if self._open:
            self._counted()
            self._open[-1].parts.append((target, text))

    def _counted(self) -> None:
        self._count += 1
        if self._count > NODES:
            raise DamagedError(f"the XML has more than {NODES} parts")


def _declares(key: str) -> bool:
    return key == "xmlns" or key.startswith("xmlns:")


def _element(node: Node, spaces: dict[str, str]) -> Iterator[str]:
    yield f"<{node.name}"
    for prefix, uri in sorted(spaces.items()):
        yield f' xmlns:{prefix}="{_quoted(uri)}"' if prefix else f' xmlns="{_quoted(uri)}"'
    for key in sorted(node.attributes, key=lambda each: _order(each, node.scope)):
        yield f' {key}="{_quoted(node.attributes[key])}"'
    yield ">"
    for part in node.parts:
        if isinstance(part, Node):
            changed = {
                prefix: uri
                for prefix, uri in part.scope.items()
                if node.scope.get(prefix, "") != uri and prefix != "xml"
            }
            yield from _element(part, changed)
        elif isinstance(part, str):
            yield part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")  # fmt: skip
        else:
            yield f"<?{part[0]} {part[1]}?>" if part[1] else f"<?{part[0]}?>"
    yield f"</{node.name}>"


def _order(key: str, scope: dict[str, str]) -> tuple[str, str]:
    prefix, _, local = key.rpartition(":")
    return (scope.get(prefix, "") if prefix else ""), local


def _quoted(text: str) -> str:
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#x9;"), ("\n", "&#xA;"), ("\r", "&#xD;")):  # fmt: skip
        text = text.replace(sign, written)
    return text
