"""Archives of Electron around genuine files."""

from __future__ import annotations

from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import Edit, filler, fillers
from onionskin.lookalike.asar import build_asar


def asars(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes between and behind the files of an asar, and contradict its hashes."""
    big = max(files, key=lambda name: len(files[name]))

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, f"asar: {family}", what, made, suffix=".asar")

    for what, put in fillers():
        yield edit("behind the last file", what, build_asar(files, tail=put))
        if len(put) * len(files) < 8 << 20:
            yield edit("between files", what, build_asar(files, gap=put))
        if len(put) <= len(files[big]):
            forged = put + files[big][len(put) :]
            yield edit("a file against its integrity", what, build_asar(files, forged={big: forged}))  # fmt: skip
        shorter = {big: {"size": len(files[big]) - min(len(put), len(files[big]) // 2)}}
        yield edit("a file longer than stated", what, build_asar(files, changed=shorter))
    for texture in ("words", "random"):
        hidden = files | {"hidden.dat": filler(texture, 4096)}
        made = build_asar(hidden, changed={"hidden.dat": {"unpacked": True, "offset": None}})
        yield edit("a file said to be unpacked", f"{texture}, 4,096 B", made)
