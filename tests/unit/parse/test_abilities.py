"""Words under any key, at any place and width; tables of ciphers; calls by set."""

from __future__ import annotations

import os
import random
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.model import Span
from onionskin.parse.code import telling_words as words
from onionskin.parse.code.abilities import Ability, abilities_of, api_sets
from onionskin.parse.code.crypto_constants import STANDARD, crypto_constants, tables
from onionskin.plugins.view import View


@contextmanager
def viewed(data: bytes) -> Iterator[View]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        yield View(file.fileno())


def told(data: bytes, code: tuple[Span, ...] = ()) -> list[Ability]:
    with viewed(data) as view:
        return list(words.telling_words(view, code))


def tabled(data: bytes) -> set[str]:
    with viewed(data) as view:
        return {each.id for each in crypto_constants(view)}


@given(st.integers(1, 255).filter(lambda key: key != 0x20), st.integers(0, 600), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_word_is_found_under_every_key_at_every_place_in_both_widths(
    key: int, before: int, wide: bool
) -> None:
    text = "https://icons.example/".encode("utf-16-le" if wide else "ascii")
    data = bytes(before) + bytes(byte ^ key for byte in text) + b"\0" * 40
    hidden = [each for each in told(data) if each.id == "words:url"]
    assert any(
        each.hidden == f"xor {key:#04x}" and each.span and each.span.offset == before
        for each in hidden
    )


@pytest.mark.parametrize("at", [words.WINDOW - 9, words.WINDOW - 1, words.WINDOW, words.WINDOW + 1])
@pytest.mark.parametrize("key", [0, 0x41])
def test_a_word_at_the_seam_of_two_windows_is_found_once(at: int, key: int) -> None:
    word = b"\\Google\\Chrome\\User Data"
    data = bytes(at) + bytes(byte ^ key for byte in word) + bytes(4096)
    found = [each for each in told(data) if each.id == "words:browser-store"]
    assert [each.span.offset for each in found if each.span] == [at]


def test_small_letters_under_the_key_of_case_are_no_masked_word() -> None:
    assert not [each for each in told(b"HTTPS://EXAMPLE.COM and MOZILLA/5.0") if each.hidden]


def test_random_bytes_and_text_hold_no_masked_word() -> None:
    noise = random.Random(3).randbytes(3 << 20)
    text = b"the quick brown fox jumps over the lazy dog; " * 20000
    assert not told(noise + text)


@pytest.mark.parametrize(
    "store", ["byte rsp", "dword rsp", "byte rbp", "dword rbp far", "word rsp"]
)
def test_a_word_that_is_put_together_on_the_stack_is_found(store: str) -> None:
    text = b"cmd.exe /c dir\0\0"
    width = 1 if "byte" in store else 2 if store == "word rsp" else 4
    parts = []
    for number in range(0, len(text), width):
        opcode = (b"\x66" if width == 2 else b"") + (b"\xc6" if width == 1 else b"\xc7")
        place = b"\x44\x24" + struct.pack("<b", number)
        if "rbp far" in store:
            place = b"\x85" + struct.pack("<i", number - 0x200)
        elif "rbp" in store:
            place = b"\x45" + struct.pack("<b", number - 0x40)
        parts.append(opcode + place + text[number : number + width])
    body = b"\x90" * 50 + b"".join(parts) + b"\x90" * 50
    found = [each for each in told(body, (Span(0, len(body)),)) if each.hidden == "stack"]
    assert {each.id for each in found} == {"words:command"}


def test_calls_that_are_named_have_the_id_of_their_set_and_imported_ones_are_no_second_time() -> (
    None
):
    data = b"\0VirtualProtect\0connect\0WriteProcessMemory\0CreateProcessW\0"
    with viewed(data) as view:
        found = list(words.telling_words(view, (), {"CreateProcessW"}))
    assert {each.id for each in found} == {"memory-protection", "injection"}


def test_imports_are_counted_to_their_sets_whatever_the_form() -> None:
    found = abilities_of(
        ["KERNEL32.dll!CreateProcessA", "ADVAPI32.dll!RegOpenKeyExW", "connect"], ["WINHTTP.dll"]
    )
    assert {each.id for each in found} == {"exec", "net", "http"}
    assert {each.place for each in found} >= {"import KERNEL32.dll!CreateProcessA"}


def test_every_set_has_a_technique_and_no_call_stands_twice_in_one() -> None:
    for each in api_sets().values():
        assert each.technique.startswith("T")
        assert len(set(each.apis)) == len(each.apis)


@pytest.mark.parametrize(("name", "table"), tables())
def test_each_table_is_found_wherever_it_stands(name: str, table: bytes) -> None:
    assert tabled(b"." * 1001 + table + b"." * 500) == {f"crypto:{name}"}


def test_the_tables_are_those_of_the_standards() -> None:
    every = {table: name for name, table in tables()}
    # FIPS 197, figure 7; FIPS 180-4, 4.2.2; RFC 1321, 3.4.
    assert every[bytes.fromhex("637c777bf26b6fc53001672bfed7ab76")] == "aes"
    assert every[bytes.fromhex("428a2f9871374491b5c0fbcfe9b5dba5")] == "sha256"
    assert every[bytes.fromhex("78a46ad756b7c7e8db702024eecebdc1")] == "md5"


def test_an_alphabet_in_an_odd_order_is_told_from_the_known_ones() -> None:
    odd = list(STANDARD)
    random.Random(1).shuffle(odd)
    assert tabled(STANDARD + b"\0") == {"crypto:base64"}
    assert tabled(bytes(odd) + b"\0") == {"crypto:odd-base64"}
    assert tabled(STANDARD[:62] + b"-_\0") == set()


def test_a_file_made_of_one_word_gives_a_bounded_answer() -> None:
    data = (b"\\Google\\Chrome\\User Data" + bytes(8)) * 40000
    assert len(told(data)) < 200


def test_hostile_sizes_and_offsets_end_quickly() -> None:
    data = os.urandom(0) + b"\xc7\x44\x24" * 100000
    assert told(data, (Span(0, 1 << 40), Span(1 << 50, 1 << 50))) == []
