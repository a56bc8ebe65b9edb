"""YAML as rules and settings are written in it: mappings, sequences, scalars. No aliases, no tags.

A bounded subset of YAML 1.2: block and flow collections, plain, quoted and block scalars,
comments, several documents. Every scalar is text. Anchors, aliases, tags and directives are refused,
since a few lines of aliases expand to gigabytes and a tag names a constructor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onionskin.errors import DamagedError

LONGEST = 256 << 10
DEPTH = 40
_KEY = re.compile(r":(?=\s|\Z)")
_DOUBLE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"', re.DOTALL)
_SINGLE = re.compile(r"'[^']*+(?:''[^']*+)*'(?!')")
_COMMENT = re.compile(r"(?:^|\s)#.*\Z", re.DOTALL)
_FLOW = re.compile(r"\s*+(?:(?P<sign>[\[\]{},:])|(?P<double>\"[^\"\\]*+(?:\\.[^\"\\]*+)*\")|(?P<single>'[^']*+(?:''[^']*+)*'(?!'))|(?P<plain>(?:[^\[\]{},:]++|:(?!\s|[,\]}]|\Z))+))", re.DOTALL)  # fmt: skip
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "/": "/", "\n": ""}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED_SIGN = re.compile(r"\\.", re.DOTALL)
_BLOCK = re.compile(r"([|>])([+-]?)(\d?)([+-]?)\s*(?:#.*)?\Z")
_REFUSED = re.compile(r"[&*](?=[^\s&*])|!(?=\S)|[%@`]")
_MARK = re.compile(r"^---(?=\s|\Z)[^\S\n]*+(?:#[^\n]*)?\n?|^\.\.\.\s*?$\n?", re.MULTILINE)


def split(text: str) -> Iterator[str]:
    """Yield the documents of a file, without their marks."""
    return (each for each in _MARK.split(text) if each.strip())


def loads(text: str) -> Any:
    """Return one document: dicts, lists and strings.

    Raises:
        DamagedError: it is longer than LONGEST, deeper than DEPTH, no YAML of this subset, or
            uses an anchor, an alias, a tag or a directive.
    """
    if len(text) > LONGEST:
        raise DamagedError(f"a YAML document of {len(text)} characters is not read")
    lines = []
    for number, raw in enumerate(text.expandtabs(8).split("\n"), 1):
        line = raw.rstrip("\r")
        lines.append(_Line(len(line) - len(line.lstrip(" ")), line.strip(), number))
    reader = _Reader(lines)
    value = reader.block(0, 0)
    reader.skip()
    if reader.at < len(lines):
        raise DamagedError(f"line {lines[reader.at].number}: it belongs to nothing before it")
    return value


@dataclass(frozen=True)
class _Line:
    indent: int
    text: str
    number: int


@dataclass
class _Reader:
    lines: list[_Line]
    at: int = 0

    def skip(self) -> _Line | None:
        """Go to the next line that says something."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text and not line.text.startswith("#"):
                return line
            self.at += 1
        return None

    def block(self, least: int, depth: int) -> Any:
        """Return the value whose lines stand at `least` columns or deeper."""
        line = self.skip()
        if line is None or line.indent < least:
            return ""
        if depth > DEPTH:
            raise DamagedError(f"line {line.number}: nested too deeply")
        if line.text == "-" or line.text.startswith("- "):
            return self._sequence(line.indent, depth)
        if _key(line.text) is not None:
            return self._mapping(line.indent, depth)
        return self._scalar(line.text, line.indent - 1, depth)

    def _sequence(self, indent: int, depth: int) -> list[Any]:
        found = []
        while (
            (line := self.skip()) and line.indent == indent and (line.text + " ").startswith("- ")
        ):
            rest = line.text[1:].lstrip()
            if not rest or rest.startswith("#"):
                self.at += 1
                found.append(self.block(indent + 1, depth + 1))
                continue
            # What follows the dash is a block of its own, at its own column.
            column = indent + len(line.text) - len(rest)
            if rest == "-" or rest.startswith("- ") or _key(rest) is not None:
                self.lines[self.at] = _Line(column, rest, line.number)
                found.append(self.block(column, depth + 1))
            else:
                found.append(self._scalar(rest, indent, depth))
        return found

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        again: Counter[str] = Counter()
        while (line := self.skip()) and line.indent == indent:
            split_at = _key(line.text)
            if split_at is None:
                raise DamagedError(f"line {line.number}: a key is missing")
            key, rest = _plain(line.text[: split_at[0]].strip()), line.text[split_at[1] :].strip()
            if not rest or rest.startswith("#"):
                self.at += 1
                value = self._below(indent, depth)
            else:
                value = self._scalar(rest, indent, depth)
            again[key] += 1
            if again[key] > 1:
                key += f" (said again{'' if again[key] == 2 else f', {again[key]}'})"
            found[key] = value
        return found

    def _below(self, indent: int, depth: int) -> Any:
        """Return what stands below a key; a sequence may stand at the key's own column."""
        line = self.skip()
        if line and line.indent == indent and (line.text + " ").startswith("- "):
            return self._sequence(indent, depth + 1)
        return self.block(indent + 1, depth + 1)

    def _scalar(self, text: str, indent: int, depth: int) -> Any:
        """Return the scalar or flow collection that begins with `text` on the line at hand."""
        number = self.lines[self.at].number
        self.at += 1
        if _REFUSED.match(text):
            raise DamagedError(f"line {number}: anchors, aliases, tags and directives are refused")
        if found := _BLOCK.match(text):
            return self._literal(indent, folded=found[1] == ">")
        if text[0] in "[{":
            return _Flow(self._joined(text, indent), number).value(depth)
        if text[0] in "\"'":
            pattern = _DOUBLE if text[0] == '"' else _SINGLE
            whole = pattern.match(text) or pattern.match(text := self._joined(text, indent))
            if whole is None:
                raise DamagedError(f"line {number}: a quote is never closed")
            return _plain(whole[0])
        return _COMMENT.sub("", self._joined(_COMMENT.sub("", text), indent, plain=True)).strip()

    def _joined(self, text: str, indent: int, *, plain: bool = False) -> str:
        """Return the text with the lines below it that go on with it."""
        parts = [text]
        balance = 0 if plain else _open(text)
        quotes = _quotes(text, text[0])
        while self.at < len(self.lines) and (plain or balance > 0 or text[0] in "\"'"):
            line = self.lines[self.at]
            if line.text and (line.indent <= indent or (plain and line.text.startswith("#"))):
                break
            parts.append(line.text)
            balance += _open(line.text)
            self.at += 1
            quotes += _quotes(line.text, text[0])
            if text[0] in "\"'" and quotes % 2 == 0 and not plain:
                break
        return " ".join(part for part in parts if part)

    def _literal(self, indent: int, *, folded: bool) -> str:
        lines: list[_Line] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.text and line.indent <= indent:
                break
            lines.append(line)
            self.at += 1
        first = min((each.indent for each in lines if each.text), default=0)
        texts = [" " * (each.indent - first) + each.text if each.text else "" for each in lines]
        return (" " if folded else "\n").join(texts).strip()


def _quotes(text: str, sign: str) -> int:
    """Return how many quotes of a kind a text has; one behind a backslash is none within double ones."""
    return (_ESCAPED_SIGN.sub("", text) if sign == '"' else text).count(sign)


def _open(text: str) -> int:
    bare = _DOUBLE.sub("", _SINGLE.sub("", text))
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")


def _key(text: str) -> tuple[int, int] | None:
    """Return (end of the key, begin of the value) if a line says a key."""
    if text[0] in "[{#&*!|>%@`":
        return None
    start = 0
    if text[0] in "\"'":
        quoted = (_DOUBLE if text[0] == '"' else _SINGLE).match(text)
        if quoted is None:
            return None
        start = quoted.end()
        if text[start:].lstrip()[:1] != ":":
            return None
    found = _KEY.search(text, start)
    comment = text.find(" #", start)
    if found is None or 0 <= comment < found.start():
        return None
    return found.start(), found.end()


def _plain(text: str) -> str:
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    if text[:1] == '"':
        return _ESCAPE.sub(_escaped, text[1:-1])
    return text


def _escaped(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return _ESCAPES.get(found[3], found[3])


class _Flow:
    """A collection between brackets."""

    def __init__(self, text: str, number: int) -> None:
        self._tokens = [(each.lastgroup or "", each[0].strip()) for each in _FLOW.finditer(text)]
        self._at, self._number = 0, number

    def value(self, depth: int) -> Any:
        """Return the value at hand."""
        if depth > DEPTH:
            raise DamagedError(f"line {self._number}: nested too deeply")
        kind, text = self._next()
        if text == "[" and kind == "sign":
            return self._many("]", depth)
        if text == "{" and kind == "sign":
            return self._pairs(depth)
        if kind == "sign":
            raise DamagedError(f"line {self._number}: {text!r} is not expected here")
        if kind == "plain" and _REFUSED.match(text):
            raise DamagedError(f"line {self._number}: anchors, aliases and tags are refused")
        return _plain(text)

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise DamagedError(f"line {self._number}: a bracket is never closed")
        self._at += 1
        return self._tokens[self._at - 1]

    def _ahead(self) -> str:
        kind, text = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        return text if kind == "sign" else ""

    def _many(self, end: str, depth: int) -> list[Any]:
        found = []
        while self._ahead() != end:
            value = self.value(depth + 1)
            if self._ahead() == ":":
                self._at += 1
                value = {str(value): self.value(depth + 1)}
            found.append(value)
            if self._ahead() == ",":
                self._at += 1
            elif self._ahead() != end:
                raise DamagedError(f"line {self._number}: a comma is missing")
        self._at += 1
        return found

    def _pairs(self, depth: int) -> dict[str, Any]:
        found = {}
        while self._ahead() != "}":
            key = str(self.value(depth + 1))
            value: Any = ""
            if self._ahead() == ":":
                self._at += 1
                value = (
                    "" if self._ahead() in (",", "}") and self._ahead() else self.value(depth + 1)
                )
            found[key] = value
            if self._ahead() == ",":
                self._at += 1
            elif self._ahead() != "}":
                raise DamagedError(f"line {self._number}: a comma is missing")
        self._at += 1
        return found
