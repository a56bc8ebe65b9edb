"""ISO 9660 images: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.iso import IsoRecipe, build_iso

FILES = {"setup.exe": b"inert " * 900, "docs/read me.txt": b"inert\n", "empty": b""}


def _written(folder: Path, recipe: IsoRecipe, cut: int = 0) -> Path:
    path = folder / "shapes.iso"
    data = build_iso(recipe)
    path.write_bytes(data[: len(data) - cut])
    return path


def good(folder: Path) -> Path:
    links = {"docs/again": "../setup.exe"}
    return _written(folder, IsoRecipe(FILES, joliet=FILES, links=links, rock_ridge=True))


def good_plain_with_boot_image(folder: Path) -> Path:
    return _written(folder, IsoRecipe(FILES, boot=b"boot" * 512))


def bad_trees_that_differ(folder: Path) -> Path:
    joliet = {"setup.exe": b"other " * 900, "docs/read me.txt": b"inert\n", "hidden.txt": b"hidden"}
    return _written(folder, IsoRecipe(FILES, joliet=joliet, rock_ridge=True))


def bad_stray_bytes(folder: Path) -> Path:
    stray = b"hidden in an image " * 9
    return _written(folder, IsoRecipe(FILES, front=stray, slack=stray, gap=stray, tail=stray))


def bad_loops_overlaps_and_sizes(folder: Path) -> Path:
    files = {"a": b"a" * 5000, "b": b"b" * 5000}
    return _written(folder, IsoRecipe(files, loop=True, big_endian=9, lent=1))


def bad_names(folder: Path) -> Path:
    files = {"..": b"1", "\u202egnp.exe": b"2", "<script>": b"3", "nul\0x": b"4"}
    return _written(folder, IsoRecipe(files, rock_ridge=True))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, IsoRecipe(FILES), cut=9000)


def damaged_with_udf(folder: Path) -> Path:
    return _written(folder, IsoRecipe(FILES, udf=True))
