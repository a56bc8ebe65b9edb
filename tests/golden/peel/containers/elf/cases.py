"""ELF files: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import ElfRecipe, build_elf


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "libinert.so"
    path.write_bytes(data)
    return path


LIBRARY = {
    "soname": "libinert.so.1",
    "needed": ("libc.so.6",),
    "imports": ("open", "read"),
    "exports": ("draw",),
    "build_id": b"\xab" * 20,
}


def good(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(**LIBRARY)))


def good_program_of_32_bits_and_big_endian(folder: Path) -> Path:
    recipe = ElfRecipe(
        wide=False, big=True, kind=2, interpreter="/lib/ld.so.1", needed=("libc.so.6",)
    )
    return _written(folder, build_elf(recipe))


def good_object(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(kind=1, extra={".comment": b"inert"})))


def good_without_section_headers(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(**LIBRARY, sections=False)))


def good_zip_behind_the_image(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(**LIBRARY, tail=build_zip({"a.txt": b"inert"}))))


def bad_bytes_between_sections_and_behind_the_image(folder: Path) -> Path:
    recipe = ElfRecipe(**LIBRARY, gap=b"hidden between sections", tail=b"hidden behind the image")
    return _written(folder, build_elf(recipe))


def bad_names(folder: Path) -> Path:
    names = ("../../lib\u202egnp.so", "<script>", "\x1b[2J")
    return _written(folder, build_elf(ElfRecipe(needed=names, runpath="/tmp:$ORIGIN")))


def bad_section_over_everything(folder: Path) -> Path:
    data = bytearray(build_elf(ElfRecipe(extra={".note": b"n" * 64}, tail=b"hidden" * 20)))
    table = int.from_bytes(data[40:48], "little")
    row = table + 64 * (int.from_bytes(data[60:62], "little") - 2)
    data[row + 24 : row + 40] = (0).to_bytes(8, "little") + len(data).to_bytes(8, "little")
    return _written(folder, bytes(data))


def damaged(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(**LIBRARY))[:700])


def damaged_in_its_header(folder: Path) -> Path:
    return _written(folder, build_elf(ElfRecipe(**LIBRARY))[:40])
