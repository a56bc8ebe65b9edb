"""Stretches that look random: found at their places, told from tables, bounded whatever the headers say."""

from __future__ import annotations

import base64
import random
import struct
import tempfile
import zlib
from dataclasses import replace

import pytest

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe
from onionskin.parse.code.random_stretches import KEPT, WINDOW, RandomStretches, random_stretches
from onionskin.parse.programs.pe import parse_layout
from onionskin.plugins.view import View

DICE = random.Random(11)
RANDOM = DICE.randbytes(20_480)
WORDS = b"a table of words, " * 1000
PLAIN = Recipe(name="program.exe")


def stretches(data: bytes) -> RandomStretches:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        view = View(file.fileno(), name="program.exe")
        return random_stretches(view, parse_layout(view))


def program(body: bytes) -> bytes:
    return build_pe(replace(PLAIN, sections=((".data", body, READ_DATA),)))


@pytest.mark.parametrize(
    "body", [RANDOM, RANDOM.hex().encode(), RANDOM.hex().upper().encode(), base64.b64encode(RANDOM)]
)
def test_what_looks_random_is_found_with_its_place(body: bytes) -> None:
    data = program(WORDS + body + WORDS)
    ((name, span),) = stretches(data).stretches
    assert name == ".data"
    start = data.index(body)
    assert 0 <= span.offset - start < WINDOW
    assert len(body) - 2 * WINDOW <= span.length <= len(body)


@pytest.mark.parametrize(
    "body",
    [
        bytes(range(256)) * 100,
        b"0123456789abcdef" * 2000,
        "".join(f"{number:08x}" for number in range(4000)).encode(),
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" * 400,
        bytes(30_000),
        RANDOM[:4096],
        WORDS,
    ],
)
def test_tables_words_and_short_pieces_are_none(body: bytes) -> None:
    assert stretches(program(WORDS + body + WORDS)).stretches == ()


def test_resources_are_told_apart() -> None:
    found = stretches(build_pe(replace(PLAIN, files={"PICTURE": RANDOM})))
    assert found.stretches == ()
    assert len(found.resources) == 1


def test_of_many_stretches_the_first_are_kept() -> None:
    body = b"".join(DICE.randbytes(5 * WINDOW) + bytes(2 * WINDOW) for _ in range(KEPT + 8))
    assert len(stretches(program(body)).stretches) == KEPT


def test_a_section_that_claims_the_world_is_read_to_the_end_of_the_file() -> None:
    data = bytearray(program(WORDS + RANDOM))
    row = data.index(b".data\0\0\0")
    struct.pack_into("<I", data, row + 16, 0xFFFF_FE00)
    assert len(stretches(bytes(data)).stretches) == 1


def test_a_compressed_table_of_words_is_none() -> None:
    words = "".join(
        f"function_{DICE.getrandbits(40):x} of module {number}\n" for number in range(2000)
    )
    packed = zlib.compress(words.encode(), 9)
    assert len(packed) > 16_384
    assert not stretches(program(WORDS + packed + WORDS)).stretches


def test_compressed_bytes_that_are_no_words_are_one() -> None:
    packed = zlib.compress(RANDOM, 9)
    assert stretches(program(WORDS + packed + WORDS)).stretches


def test_a_packed_word_in_front_hides_no_random_bytes() -> None:
    packed = zlib.compress(b"words, and nothing else " * 9)
    assert stretches(program(WORDS + packed + RANDOM + WORDS)).stretches
