"""The hosts that a program's bytes name, and the instructions that only look as if they did."""

from __future__ import annotations

import pytest
from walked import view_of

from onionskin.parse.code.named_addresses import named_addresses

LOADS = [b"\x48\xbe", b"\x49\xbd"]
CODE = b"\xa8\x01\x74\x06"


def hosts(data: bytes) -> tuple[str, ...]:
    return named_addresses(view_of(data)).hosts


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("behind", [b"H91tD" + CODE, b"L9.t2I\x8b\x83\x88", b"I97t]L\x8d"])
def test_the_beginning_of_an_address_that_code_compares_with_is_no_address(
    load: bytes, behind: bytes
) -> None:
    assert hosts(b"\x74\x0f" + load + b"https://" + behind) == ()


@pytest.mark.parametrize("load", [*LOADS, b"\0", b"a "])
@pytest.mark.parametrize("end", [b"\0", b"/a", b":443/", b"?a=b"])
def test_an_address_that_ends_as_texts_do_is_one_whatever_stands_before_it(
    load: bytes, end: bytes
) -> None:
    assert hosts(load + b"https://c2.example.invalid" + end) == ("c2.example.invalid",)


def test_an_address_within_a_longer_text_is_one_without_an_end() -> None:
    assert hosts(b"visit https://c2.example.invalid\xc3") == ("c2.example.invalid",)
