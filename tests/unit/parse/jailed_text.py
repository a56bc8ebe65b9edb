"""Jailed entries for the property tests of text parsers: any bytes in, what was read out."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from onionskin.model import Problem
from onionskin.parse.texts.csv_records import header, records
from onionskin.parse.texts.json_documents import documents
from onionskin.parse.texts.text_lines import lines
from onionskin.plugins.view import View


def read_json(args: bytes, fds: list[int]) -> bytes:
    return _read(documents, fds[0])


def read_csv(args: bytes, fds: list[int]) -> bytes:
    header(View(fds[0]))
    return _read(records, fds[0])


def read_lines(args: bytes, fds: list[int]) -> bytes:
    return _read(lambda view: lines(view, 64), fds[0])


def _read(parser: Callable[[View], Iterator[Any]], descriptor: int) -> bytes:
    found = list(parser(View(descriptor)))
    read = [each[0] for each in found if not isinstance(each, Problem)]
    said = Counter(each.reason for each in found if isinstance(each, Problem))
    return msgspec.json.encode((read, dict(said)))


def unnamed(data: bytes) -> int:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return os.dup(file.fileno())
