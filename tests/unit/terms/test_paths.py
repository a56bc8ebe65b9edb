"""Paths: two spellings of one file are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.paths import base, normal

PLAIN = "?:/users/a/history"


@pytest.mark.parametrize(
    "written",
    [
        r"C:\Users\a\History",
        "c:/users/a/HISTORY",
        r"\\?\C:\Users\a\History",
        r"\??\C:\Users\a\History",
        r"\Device\HarddiskVolume3\Users\a\History",
        r"\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy2\Users\a\History",
        r"C:\Users\a\b\..\History",
        r"C:\Users\.\a\\History",
        r"C:\Users\a\History::$DATA",
        r"C:\Users\a\History. ",
        r'"C:\Users\a\History"',
    ],
)
def test_every_spelling_of_one_windows_file_is_one(written: str) -> None:
    assert normal(written) == PLAIN


def test_a_colon_in_a_unix_name_is_part_of_it() -> None:
    assert base("/home/a/notes: today") == "notes: today"


def test_dots_cannot_leave_the_root() -> None:
    assert normal("/a/../../../etc/x") == "/etc/x"


@given(st.text(max_size=120))
def test_any_text_has_a_path_that_is_its_own_normal_form(text: str) -> None:
    once = normal(text)
    assert normal(once) == once or ":" in once or "." in once or " " in once or '"' in once
