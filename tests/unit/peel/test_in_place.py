"""Lines in whose place others stand are told by what stands around them, wherever the same lines stand besides."""

from __future__ import annotations

from onionskin.parse.code.script_pieces import script_pieces
from onionskin.peel.in_place import Exchange, exchanges


def exchanged(was: str, now: str) -> list[Exchange]:
    return list(exchanges(script_pieces(was), script_pieces(now)))


def test_a_line_between_the_same_two_others() -> None:
    assert exchanged("a\nb\nc", "a\nx\nc") == [Exchange((1, 1), (1, 1))]


def test_a_line_that_stands_elsewhere_too() -> None:
    assert exchanged("b\nz\na\nb\nc", "b\nz\na\nx\nc") == [Exchange((3, 3), (3, 3))]


def test_three_lines_for_one() -> None:
    assert exchanged("a\nb\nc\nd\ne", "a\nx\ne") == [Exchange((1, 3), (1, 1))]


def test_more_than_three_are_a_part_written_anew() -> None:
    assert not exchanged("a\nb\nc\nd\ne\nf", "a\nx\nf")


def test_the_first_and_the_last_line() -> None:
    assert exchanged("a\nb\nc", "x\nb\ny") == [Exchange((0, 0), (0, 0)), Exchange((2, 2), (2, 2))]


def test_the_same_around_several_is_taken_in_order() -> None:
    was, now = "a\n1\nc\nz\na\n2\nc", "a\n3\nc\nz\na\n4\nc"
    assert exchanged(was, now) == [Exchange((1, 1), (1, 1)), Exchange((5, 5), (5, 5))]


def test_lines_that_moved_are_no_exchange() -> None:
    assert not exchanged("a\nb\nc\nd", "c\nb\na\nd")


def test_a_single_line_that_is_gone_left_its_neighbours_side_by_side() -> None:
    assert exchanged("a\nb\nc", "a\nc") == [Exchange((1, 1), (1, 1), is_gone=True)]


def test_two_lines_that_are_gone_are_left_to_others() -> None:
    assert not exchanged("a\nb\nx\nc", "a\nc")


def test_one_of_several_between_the_same_two_others_is_told_where_the_rest_stayed() -> None:
    was, now = "a\n2\nc\na\n2\nc\nz\n1", "a\n2\nc\na\n1\nc\nz\n1"
    assert exchanged(was, now) == [Exchange((4, 4), (4, 4))]
