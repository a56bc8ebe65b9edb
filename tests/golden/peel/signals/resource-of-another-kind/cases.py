"""A program with a new text among its resources, one with bytes of another kind there, and one cut short."""

from __future__ import annotations

import base64
import random
from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe

WORDS = b"a text that helps whoever reads it, line by line\r\n" * 60
OTHER = b"a text that helps whoever reads on, page by page\r\n" * 60


def _program(body: bytes, *, stamp: int = 1_710_000_000, code_size: int = 0x400) -> bytes:
    return build_pe(Recipe(files={"HELP": body}, timestamp=stamp, code_size=code_size))


def good_another_text(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(WORDS, stamp=1_700_000_000), _program(OTHER))


def good_a_picture_for_a_text_in_other_code(folder: Path) -> tuple[Path, Path]:
    packed = random.Random(7).randbytes(3000)
    return file_pair(
        folder, _program(WORDS, stamp=1_700_000_000), _program(packed, code_size=0x2000)
    )


def bad_packed_bytes_for_a_text(folder: Path) -> tuple[Path, Path]:
    packed = random.Random(7).randbytes(3000)
    return file_pair(folder, _program(WORDS, stamp=1_700_000_000), _program(packed))


def bad_base64_for_a_text(folder: Path) -> tuple[Path, Path]:
    text = base64.b64encode(random.Random(7).randbytes(2250))
    return file_pair(folder, _program(WORDS, stamp=1_700_000_000), _program(text))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_packed_bytes_for_a_text(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
