"""Names of a program, read many at once, are those that stand at their addresses."""

from __future__ import annotations

import tempfile
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.parse.programs.pe import NAMES, Addresses
from onionskin.plugins.view import View

# Most names have plain letters; some are UTF-8, and some nothing.
FORMS = (b"name%d\0", b"name%d\0", b"n\xc3\xa4me%d\0", b"name\xff%d\0")
NAMED = b"".join(FORMS[number % 4] % number for number in range(9000)) + b"x" * 2000
SECTION = st.tuples(
    st.integers(0, 2 * NAMES), st.integers(0, len(NAMED)), st.integers(1, 3 * NAMES)
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SECTION, min_size=1, max_size=4),
    st.lists(st.integers(0, 5 * NAMES), min_size=1, max_size=20),
)
def test_a_name_is_the_same_whatever_was_read_before_it_and_however_sections_overlap(
    sections: list[tuple[int, int, int]], places: list[int]
) -> None:
    layout = SimpleNamespace(
        sections=[SimpleNamespace(rva=rva, offset=at, size=size) for rva, at, size in sections],
        headers_size=1000,
    )
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(NAMED)
        view, addresses = View(file.fileno()), Addresses(layout)  # type: ignore[arg-type]
        for place in [
            near for each in places for near in (each, each + 7, each + 600, max(each - 40, 0))
        ]:
            alone = addresses.read(view, place, 512).split(b"\0", 1)[0]
            assert addresses.text(view, place) == alone.decode("utf-8", "backslashreplace")
