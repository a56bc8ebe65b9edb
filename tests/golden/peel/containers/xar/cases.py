"""Xar archives: honest, signed, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.xar import XarRecipe, build_xar, stapled

FILES = {"notes.txt": b"inert " * 400, "folder/data.bin": bytes(range(256)) * 9}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.xar"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_xar(FILES, XarRecipe(links={"folder/link": "data.bin"})))


def good_of_every_encoding(folder: Path) -> Path:
    path = folder / "all"
    path.mkdir()
    for name in ("octet-stream", "x-gzip", "x-bzip2", "x-xz"):
        recipe = XarRecipe(encoding=f"application/{name}", checksum="sha256")
        (path / f"{name}.xar").write_bytes(build_xar(FILES, recipe))
    return path


def good_signed_and_stapled(folder: Path) -> Path:
    recipe = XarRecipe(signer="Example Phone Ltd", checksum="sha256", is_notarised=True)
    return _written(folder, build_xar(FILES, recipe))


def bad_names(folder: Path) -> Path:
    files = {"../../out": b"x", "\u202egnp.exe": b"x", "<script>": b"x"}
    return _written(folder, build_xar(files, XarRecipe(links={"way": "/etc"})))


def bad_bytes_that_nobody_speaks_of(folder: Path) -> Path:
    recipe = XarRecipe(gap=b"hidden in a gap " * 8, tail=b"hidden behind it " * 8)
    return _written(folder, build_xar(FILES, recipe))


def bad_checksums_sizes_and_overlap(folder: Path) -> Path:
    changed = {
        "notes.txt": {"size": "2000", "archived": "0" * 40},
        "folder/data.bin": {"offset": "21"},
    }
    return _written(folder, build_xar(FILES, XarRecipe(changed=changed, header={"stated": 7})))


def bad_edited_under_the_signature(folder: Path) -> Path:
    recipe = XarRecipe(signer="Example Phone Ltd", encoding="application/octet-stream")
    data = build_xar(FILES, recipe)
    return _written(folder, data[:-8] + b"EDITED!!")


def bad_entities(folder: Path) -> Path:
    return _written(folder, build_xar(FILES, XarRecipe(raw="<!ENTITY a 'b'>")))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_xar(FILES)[:-60])


def damaged_table(folder: Path) -> Path:
    data = build_xar(FILES)
    return _written(folder, data[:60] + b"\xff" * 40 + data[100:])


def bad_ticket(folder: Path) -> Path:
    return _written(folder, build_xar(FILES) + stapled(b"no ticket at all, only filler bytes"))
