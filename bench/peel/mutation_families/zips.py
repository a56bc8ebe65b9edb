"""Zip archives: wheels, jars, NuGet packages."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import Edit, filler
from onionskin.lookalike.archives import ZipMember, build_zip

SUFFIXES = {"wheel": ".whl", "jar": ".jar"}


def zips(base: Base, files: Files, kind: str) -> Iterator[Edit]:
    """Put bytes into every place of a wheel or a jar: its members are genuine, packed again."""
    honest = [ZipMember(name, data) for name, data in files.items()]
    whole = build_zip(honest)
    number = max(range(len(honest)), key=lambda each: len(honest[each].data))
    big = honest[number]

    def instead(made: ZipMember) -> list[ZipMember]:
        return [*honest[:number], made, *honest[number + 1 :]]

    def edit(family: str, what: str, made: bytes, put: bytes = b"") -> Edit:
        at = made.index(put) if put else -1
        return Edit(
            base.title, f"{kind}: {family}", what, made, at, len(put), SUFFIXES[kind], whole
        )

    for texture, length in (("random", 16), ("random", 4096), ("base64", 900), ("random", 60_000)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield edit("comment", what, build_zip(honest, comment=put), put)
        yield edit("behind the end", what, build_zip(honest, tail=put), put)
        yield edit("in front", what, build_zip(honest, prefix=put), put)
        yield edit("before the directory", what, build_zip(honest, before_directory=put), put)
        one = ZipMember(big.name, big.data, gap=put)
        yield edit("between members", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, slack=put)
        yield edit("behind a member's stream", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, extra=struct.pack("<HH", 0xCAFE, length) + put)
        yield edit("extra field", what, build_zip(instead(one)), put)
        one = ZipMember(big.name, big.data, comment=put)
        yield edit("member's comment", what, build_zip(instead(one)), put)
        hidden = ZipMember("hidden.dat", put, method=0, listed=False)
        made = build_zip([*honest, hidden])
        start = made.index(put) - 30 - len("hidden.dat")
        yield Edit(base.title, f"{kind}: member that no directory lists", what, made, start, length + 40, SUFFIXES[kind])  # fmt: skip
        if kind == "wheel":
            unlisted = ZipMember("unlisted.dat", put, method=0)
            yield edit(
                "member that RECORD does not list", what, build_zip([*honest, unlisted]), put
            )
    twice = ZipMember(big.name, filler("random", 4096))
    yield edit("a name twice", "other content", build_zip([*honest, twice]))
    if kind != "wheel":
        return
    changed = ZipMember(big.name, big.data + filler("random", 64))
    yield edit("changed behind RECORD's back", "64 B more", build_zip(instead(changed)))
