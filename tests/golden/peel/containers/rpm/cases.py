"""RPM packages: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.openpgp import build_signature
from onionskin.lookalike.rpm import BINARY, RpmRecipe, build_rpm


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-1.noarch.rpm"
    path.write_bytes(data)
    return path


FILES = {"/usr/bin/inert": b"#!/bin/sh\n", "/usr/share/inert/data": bytes(range(256))}
SIGNED = {268: (BINARY, build_signature(b"some other header"))}


def good(folder: Path) -> Path:
    return _written(folder, build_rpm(RpmRecipe(files=FILES, scriptlets={1024: "echo inert\n"})))


def bad_digests_and_names(folder: Path) -> Path:
    files = FILES | {"/../../out": b"x", "/\u202egnp.exe": b"x", "/<script>": b"x"}
    recipe = RpmRecipe(files=files, forged={"/usr/bin/inert": b"#!/bin/sh\nother\n"}, added={"/usr/lib/more": b"x"})  # fmt: skip
    return _written(folder, build_rpm(recipe))


def bad_bytes_that_no_digest_covers(folder: Path) -> Path:
    recipe = RpmRecipe(
        reserved=b"hidden in the reserved space" * 4,
        lead=b"hidden behind the name in the lead",
        signatures={4242: (BINARY, b"hidden under a tag that nobody knows")},
        tail=b"hidden behind the payload" * 4,
    )
    return _written(folder, build_rpm(recipe))


def bad_signature_over_another_header(folder: Path) -> Path:
    return _written(folder, build_rpm(RpmRecipe(signatures=SIGNED)))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_rpm(RpmRecipe(files=FILES))[:-40])


def damaged_header(folder: Path) -> Path:
    data = bytearray(build_rpm(RpmRecipe(files=FILES)))
    at = data.index(b"\x8e\xad\xe8\x01", 100)
    data[at + 8 : at + 12] = b"\xff\xff\xff\xff"
    return _written(folder, bytes(data))
