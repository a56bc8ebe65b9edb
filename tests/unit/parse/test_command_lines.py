"""Command lines and calls in a program's bytes, found whatever stands around them."""

from __future__ import annotations

import tempfile

from hypothesis import given
from hypothesis import strategies as st

from onionskin.parse.code.command_lines import CommandLines, command_lines
from onionskin.parse.code.strings import file_names
from onionskin.plugins.view import View

LINES = ("cmd.exe /c dir", "bash -c id", "curl -o inert.txt", "python3.11 -c pass", "ruby -e 1")


def _found(data: bytes) -> CommandLines:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(data)
        return command_lines(View(file.fileno()))


@given(st.binary(max_size=200), st.binary(max_size=200), st.sampled_from(LINES), st.booleans())
def test_a_command_line_is_found_whatever_bytes_stand_around_it(
    before: bytes, behind: bytes, line: str, wide: bool
) -> None:
    coded = line.encode("utf-16-le" if wide else "ascii")
    found = _found(before + b"\0\0\0" + coded + b"\0\0\0" + behind)
    assert line in found.texts
    assert found.places[found.texts.index(line)] <= len(before) + 3


def test_letters_with_other_bytes_between_them_are_no_command_line() -> None:
    assert _found(b"c\xffu\xffr\xffl\xff \xff-\xffo\xff " * 3).texts == ()


@given(st.binary(max_size=200))
def test_a_call_that_opens_files_is_found_whatever_bytes_stand_before_it(before: bytes) -> None:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(before + b"\0LoadLibraryExW\0c\xffr\xffeateFileW")
        assert {"LoadLibraryExW"} <= set(file_names(View(file.fileno()), []).calls)


def test_netcat_is_told_where_a_port_stands_behind_the_host() -> None:
    assert _found(b"\0nc c2.example.invalid 4444\0").texts == ("nc c2.example.invalid 4444",)
    assert _found(b"\0nc info.H\0").texts == ()
