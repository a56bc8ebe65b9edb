"""ELF files: every byte has an owner, and what the file says of itself is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import walked

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.peel.containers.elf import peel

WORDS = st.lists(st.text("abcdefgh_", min_size=1, max_size=12), max_size=4, unique=True)


@given(
    wide=st.booleans(),
    big=st.booleans(),
    kind=st.sampled_from([1, 2, 3]),
    sections=st.booleans(),
    needed=WORDS,
    imports=WORDS,
    text=st.binary(min_size=1, max_size=200),
)
@settings(max_examples=60, deadline=None)
def test_every_byte_of_an_honest_elf_file_is_owned(
    *, wide: bool, big: bool, kind: int, sections: bool,
    needed: list[str], imports: list[str], text: bytes,
) -> None:  # fmt: skip
    sections = sections or kind == 1
    recipe = ElfRecipe(
        wide=wide, big=big, kind=kind, sections=sections, needed=tuple(needed),
        imports=tuple(imports), text=text,
    )  # fmt: skip
    made = walked(build_elf(recipe), peel)
    assert made.problems == []
    if sections:
        assert made.gaps == []
    if kind != 1:
        (image,) = made.all(ElfImage)
        assert (image.needed, set(image.imports)) == (tuple(needed), set(imports))


def test_what_a_library_says_of_itself_is_read_in_both_byte_orders() -> None:
    for big in (False, True):
        recipe = ElfRecipe(
            big=big, soname="liba.so.1", needed=("libc.so.6",), runpath="$ORIGIN/../lib",
            imports=("read",), exports=("draw", "move"), build_id=b"\xab\xcd" * 10,
            interpreter="/lib/ld.so",
        )  # fmt: skip
        (image,) = walked(build_elf(recipe), peel).all(ElfImage)
        assert (image.soname, image.needed, image.rpath) == ("liba.so.1", ("libc.so.6",), ("$ORIGIN/../lib",))  # fmt: skip
        assert (image.imports, image.exports) == (("read",), ("draw", "move"))
        assert (image.build_id, image.interpreter) == ("abcd" * 10, "/lib/ld.so")


def test_a_section_without_bytes_in_the_file_owns_none() -> None:
    made = walked(build_elf(), peel)
    assert not any(each.name == "section .bss" for each in made.regions)


@pytest.mark.parametrize("filler", [b"X" * 90, b"Z" * 50 + bytes(30) + b"Z" * 9])
def test_what_patchelf_leaves_behind_is_owned(filler: bytes) -> None:
    made = walked(build_elf(ElfRecipe(gap=filler)), peel)
    assert made.gaps == []
    assert any(each.name == "place of moved sections" for each in made.regions)


def test_earlier_section_headers_are_owned_where_they_describe_this_file() -> None:
    plain = build_elf()
    table = int.from_bytes(plain[40:48], "little")
    rows = plain[table:]
    shift = len(build_elf(ElfRecipe(gap=b"\0" * 8))) - len(plain)
    made = walked(build_elf(ElfRecipe(gap=bytes(-(64 + 56 * 2) % 8) + rows + bytes(8))), peel)
    assert shift >= 0
    assert sum(gap.length for gap in made.gaps) == 0


def test_a_zip_behind_the_image_is_a_member() -> None:
    payload = build_zip({"a.txt": b"inert"})
    made = walked(build_elf(ElfRecipe(tail=payload)), peel)
    assert made.members == [("overlay", payload)]
    assert made.gaps == []


def test_a_compressed_section_is_a_member() -> None:
    packed = b"\xfd7zXZ\0" + bytes(range(100))
    made = walked(build_elf(ElfRecipe(extra={".gnu_debugdata": packed})), peel)
    assert made.members == [("section .gnu_debugdata", packed)]


def test_a_kernel_modules_signature_is_owned_only_where_it_is_one_from_end_to_end() -> None:
    pkcs7 = b"\x30\x82\x01\x00" + bytes(256)
    mark = b"~Module signature appended~\n"
    trailer = b"\0\0\2\0\0\0\0\0" + len(pkcs7).to_bytes(4, "big") + mark
    made = walked(build_elf(ElfRecipe(kind=1, tail=pkcs7 + trailer)), peel)
    assert made.gaps == []
    longer = walked(build_elf(ElfRecipe(kind=1, tail=b"hidden" + pkcs7 + trailer)), peel)
    assert longer.hidden() == [b"hidden" + pkcs7 + trailer]


def test_a_split_debug_file_is_no_truncated_program() -> None:
    recipe = ElfRecipe(needed=("libc.so.6",), extra={".debug_info": b"d" * 300})
    data = bytearray(build_elf(recipe))
    rows, count = int.from_bytes(data[40:48], "little"), int.from_bytes(data[60:62], "little")
    for number in range(count):
        row = rows + 64 * number
        if data[row + 8] & 2:  # SHF_ALLOC
            data[row + 4] = 8  # SHT_NOBITS
    data[64 + 32 : 64 + 40] = (1 << 30).to_bytes(8, "little")  # the first segment's size
    made = walked(bytes(data), peel)
    assert made.problems == []
    assert made.gaps != []  # what stood where sections were is nobody's
