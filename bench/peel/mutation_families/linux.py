"""Packages of Linux: genuine debs, and rpms and squashfs images around genuine files."""

from __future__ import annotations

import hashlib
import lzma
import struct
from collections.abc import Iterator

from genuine import Base, Files

from mutation_families.edits import ZEROS, Edit, filler, fillers
from onionskin.lookalike.archives import build_gzip
from onionskin.lookalike.rpm import RpmRecipe, build_rpm
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs

FIRST = 8
Member = tuple[bytes, bytes]


def debs(base: Base) -> Iterator[Edit]:
    """Put bytes into a genuine deb: its ar, the streams in it, the tars in them."""
    data = base.data
    members = ar_members(data)
    names = [head[:16].rstrip(b" /") for head, _ in members]
    control = next(at for at, name in enumerate(names) if name.startswith(b"control.tar"))

    def edit(family: str, what: str, made: bytes) -> Edit:
        return Edit(base.title, family, what, made, suffix=".deb")

    def instead(at: int, body: bytes) -> bytes:
        return ar([*members[:at], (members[at][0], body), *members[at + 1 :]])

    for what, put in fillers():
        yield edit("deb: behind the last member", what, data + put)
        yield edit("deb: a further member", what, ar([*members, (ar_head(b"_extra", len(put)), put)]))  # fmt: skip
        yield edit("deb: behind a member's stream", what, instead(control, members[control][1] + put))  # fmt: skip
        if names[control].endswith(b".xz"):
            plain = lzma.decompress(members[control][1])
            yield edit("deb: behind the end of the control tar", what, instead(control, xz(plain + put)))  # fmt: skip
    for size in (16, 4096):
        yield edit(f"{ZEROS} behind a deb's last member", f"{size:,} B", data + bytes(size))
    last = len(members) - 1
    if names[last].endswith(b".xz") and len(members[last][1]) < 2 << 20:
        yield from edited_data(base, members, last)


def edited_data(base: Base, members: list[Member], last: int) -> Iterator[Edit]:
    """Change a file of the data behind the back of md5sums, and the room behind files."""
    plain = bytearray(lzma.decompress(members[last][1]))
    at, found = 0, []
    while at + 512 <= len(plain) and plain[at]:
        size = int(plain[at + 124 : at + 135].rstrip(b"\0 ") or b"0", 8)
        if plain[at + 156 : at + 157] in b"0\0" and size > 64:
            found.append((at + 512, size))
        at += 512 + -(-size // 512) * 512
    if not found:
        return
    start, size = max(found, key=lambda each: each[1])
    room = -size % 512
    variants = {
        "deb: a file against md5sums": (start + size // 2, min(64, size // 2)),
        "deb: padding of a file in the tar": (start + size, room),
    }
    for family, (place, length) in variants.items():
        for texture in ("words", "random"):
            if length < 16:
                continue
            made = bytes(plain[:place]) + filler(texture, length) + bytes(plain[place + length :])
            body = ar([*members[:last], (members[last][0], xz(made))])
            yield Edit(base.title, family, f"{texture}, {length} B", body, suffix=".deb")


def xz(plain: bytes) -> bytes:
    return lzma.compress(plain, preset=0)


def ar_members(data: bytes) -> list[Member]:
    """Return header and content of each member of an ar."""
    found, at = [], FIRST
    while at + 60 <= len(data):
        size = int(data[at + 48 : at + 58])
        found.append((data[at : at + 60], data[at + 60 : at + 60 + size]))
        at += 60 + size + size % 2
    return found


def ar(members: list[Member]) -> bytes:
    out = b"!<arch>\n"
    for head, body in members:
        out += head[:48] + b"%-10d" % len(body) + head[58:] + body + b"\n" * (len(body) % 2)
    return out


def ar_head(name: bytes, size: int) -> bytes:
    return b"%-16s%-12d%-6d%-6d%-8s%-10d`\n" % (name, 0, 0, 0, b"100644", size)


def with_control(data: bytes, name: str, body: bytes, version: bytes) -> bytes:
    """Return a deb with another version and one more file in its control tar."""
    from mutation_families.tar_edits import appended, replaced

    members = ar_members(data)
    at = next(i for i, (head, _) in enumerate(members) if head.startswith(b"control.tar.xz"))
    plain = replaced(lzma.decompress(members[at][1]), "./control", version)
    made = xz(appended(plain, name, body))
    return ar([*members[:at], (members[at][0], made), *members[at + 1 :]])


def rpms(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of an rpm around genuine files."""
    honest = {f"/opt/inert/{name}": data for name, data in files.items()}
    big = max(honest, key=lambda name: len(honest[name]))

    def edit(family: str, what: str, recipe: RpmRecipe) -> Edit:
        return Edit(base.title, f"rpm: {family}", what, build_rpm(recipe), suffix=".rpm")

    for what, put in fillers():
        yield edit("behind the payload", what, RpmRecipe(files=honest, tail=put))
        yield edit("a file that the header does not list", what, RpmRecipe(files=honest, added={"/opt/inert/hidden.dat": put}))  # fmt: skip
    for what, put in fillers(4096):
        yield edit("reserved room of the signature", what, RpmRecipe(files=honest, reserved=put))
    for texture in ("words", "random"):
        yield edit("lead", f"{texture}, 16 B", RpmRecipe(files=honest, lead=filler(texture, 16)))
        forged = filler(texture, 64) + honest[big][64:]
        yield edit("a file against its digest", f"{texture}, 64 B", RpmRecipe(files=honest, forged={big: forged}))  # fmt: skip
    wrong = hashlib.sha256(b"other").hexdigest()
    yield edit("digest of the header", "another", RpmRecipe(files=honest, header_digest=wrong))


def squashes(base: Base, files: Files) -> Iterator[Edit]:
    """Put bytes into the places of a squashfs image around genuine files."""

    def edit(family: str, what: str, recipe: SquashRecipe) -> Edit:
        return Edit(base.title, f"squashfs: {family}", what, build_squashfs(recipe), suffix=".squashfs")  # fmt: skip

    for what, put in fillers():
        yield edit("between files and tables", what, SquashRecipe(files=files, loose=put))
        yield edit("a file that no folder lists", what, SquashRecipe(files=files, orphan=put))
        yield edit("behind the image", what, SquashRecipe(files=files, tail=put))
    for what, put in fillers(200):
        yield edit("behind the ends of files", what, SquashRecipe(files=files, unused=put))
        yield edit("behind the stream of a fragment", what, SquashRecipe(files=files, slack=put))
    for size in (200, 4096):
        recipe = SquashRecipe(files=files, tail=bytes(size))
        made = build_squashfs(recipe)
        yield Edit(base.title, f"{ZEROS} behind a squashfs image", f"{size:,} B", made, suffix=".squashfs")  # fmt: skip


def streams(base: Base) -> Iterator[Edit]:
    """Put bytes behind single streams of xz and gzip around a genuine file."""
    for what, put in fillers():
        yield Edit(base.title, "xz: behind the stream", what, xz(base.data) + put, suffix=".xz")
        yield Edit(base.title, "gzip: behind the stream", what, build_gzip(base.data) + put, suffix=".gz")  # fmt: skip
    wrong = bytearray(build_gzip(base.data))
    struct.pack_into("<I", wrong, len(wrong) - 4, len(base.data) + 1)
    yield Edit(base.title, "gzip: another length than stated", "one more", bytes(wrong), suffix=".gz")  # fmt: skip
