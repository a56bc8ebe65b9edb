"""Scripts in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Span
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.script_pieces import MOST, script_pieces


def test_a_line_is_a_piece_whatever_blanks_stand_around_it() -> None:
    one, two = script_pieces("  a = 1\n\nb = 2\n", []), script_pieces("a = 1\n\tb = 2", [])
    assert one.pieces == two.pieces
    assert one.places == (0, 9)


def test_a_long_line_is_cut_behind_its_statements() -> None:
    line = "".join(f"a{number}=function(){{return {number}}};" for number in range(40))
    whole = script_pieces(line, [])
    more = script_pieces(line + "inert();", [])
    assert len(whole.pieces) > 80
    assert more.pieces[: len(whole.pieces)] == whole.pieces
    assert more.places[-1] == len(line)


def test_an_ability_is_of_the_piece_that_it_shows_in() -> None:
    found = [Ability("exec", "call exec", "T1059", Span(9, 4)), Ability("net", "module net", "", None)]  # fmt: skip
    assert script_pieces("a = 1\nb; exec()\n", found).abilities == ((1, "exec"),)


def test_letters_of_two_bytes_are_placed_in_bytes() -> None:
    assert script_pieces("one\ntwo\n", [], 2).places == (0, 8)


def test_of_too_many_pieces_the_rest_is_left_out_and_said() -> None:
    made = script_pieces("a\n" * (MOST + 1), [])
    assert len(made.places) == MOST
    assert not made.is_whole


@given(st.text(max_size=400))
def test_pieces_are_in_order_and_as_many_as_places(text: str) -> None:
    made = script_pieces(text, [])
    assert len(made.pieces) == len(made.places)
    assert list(made.places) == sorted(set(made.places))
