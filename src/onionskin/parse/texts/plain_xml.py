"""The few words wanted out of a manifest in XML. No document type, no entities, bounded depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.parse.texts import refusing_xml

DEPTH = 64
ELEMENTS = 20_000
TEXT = 4096


@dataclass
class Element:
    """An element: its path of local names, its attributes, its own text (at most TEXT characters)."""

    path: tuple[str, ...]
    attributes: dict[str, str]
    text: str = ""


def elements(data: bytes, most: int = ELEMENTS) -> list[Element]:
    """Return the elements of a document in order; raise DamagedError if it is none, or declares a DTD.

    A document of more than `most` elements is refused as well.
    """
    return list(_Reader(most).read(data))


class _Reader:
    def __init__(self, most: int) -> None:
        self._most = most
        self._open: list[Element] = []
        self._found: list[Element] = []

    def read(self, data: bytes) -> Iterator[Element]:
        refusing_xml.parse(data, start=self._start, end=self._end, text=self._text, buffered=False)
        return iter(self._found)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEPTH or len(self._found) >= self._most:
            raise DamagedError("the XML is nested too deeply, or has too many elements")
        parents = self._open[-1].path if self._open else ()
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element((*parents, name.rpartition(":")[2]), local)
        self._open.append(element)
        self._found.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and len(self._open[-1].text) < TEXT:
            self._open[-1].text += text[:TEXT]
