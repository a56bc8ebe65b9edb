"""Ways to bring something into a signed bundle or package, and whether each is seen."""

from __future__ import annotations

import hashlib
import plistlib
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files
from onionskin.lookalike.cpio import CpioMember, build_cpio, build_pbzx
from onionskin.lookalike.macho import (
    AppleSigning,
    MachRecipe,
    build_macho,
    into_reserved_space,
    sign_macho,
    signature_blobs,
    signature_place,
)
from onionskin.lookalike.xar import XarRecipe, build_pkg, build_ticket, build_xar, stapled

APP = "Shapes.app/Contents"
INFO, SEAL = f"{APP}/Info.plist", f"{APP}/_CodeSignature/CodeResources"
FILLER = b"inert filler that stands for something hidden " * 20


def _found(path: Path, pool: Pool) -> set[str]:
    (report,) = peel([path], pool=pool)
    return {each.signal for each in report.findings}


Files = dict[str, bytes]


def _another_program(files: Files) -> Files:
    """A second program, which a changed description starts."""
    info = plistlib.loads(files[INFO])
    info["CFBundleExecutable"] = "Other"
    program = sign_macho(build_macho(MachRecipe(is_library=False)))
    return files | {INFO: plistlib.dumps(info), f"{APP}/MacOS/Other": program}


def _seal_of_own(files: Files) -> Files:
    """A resource is exchanged, and the seal made to hold it."""
    seal = plistlib.loads(files[SEAL])
    seal["files2"]["Resources/notes.txt"] = {"hash2": bytes(32)}
    return files | {SEAL: plistlib.dumps(seal), f"{APP}/Resources/notes.txt": b"other"}


def _seal_that_leaves_out(files: Files) -> Files:
    del files
    recipe = BundleRecipe(rules={"^(a+)+Resources/": {"omit": True, "weight": 99.0}})
    return build_app(recipe) | {f"{APP}/Resources/tool": build_macho()}


def _code_as_desktop_file(files: Files) -> Files:
    return files | {f"{APP}/Resources/.DS_Store": build_macho()}


def _code_as_ticket(files: Files) -> Files:
    return files | {f"{APP}/CodeResources": build_macho()}


def _library_beside(files: Files) -> Files:
    return files | {f"{APP}/MacOS/libextra.dylib": build_macho()}


def _framework_exchanged(files: Files) -> Files:
    signing = AppleSigning(identifier="com.example.lines", team="SOMEBODY12", signer="Somebody")
    other = build_app(BundleRecipe(strings=("other",), library=signing))
    return files | {name: data for name, data in other.items() if "Lines.framework" in name}


def _seal_taken_away(files: Files) -> Files:
    return {name: data for name, data in files.items() if "_CodeSignature" not in name}


def _letters_of_another_case(files: Files) -> Files:
    return files | {f"{APP}/resources/NOTES.txt": b"on most Macs this is the sealed file"}


def _ticket_of_another(files: Files) -> Files:
    return files | {f"{APP}/CodeResources": build_ticket((b"o" * 20,))}


BUNDLES: dict[Callable[[Files], Files], str] = {
    _another_program: "bundle-contradicts-signature",
    _seal_of_own: "bundle-contradicts-signature",
    _seal_that_leaves_out: "file-outside-seal",
    _code_as_desktop_file: "file-outside-seal",
    _code_as_ticket: "file-outside-seal",
    _library_beside: "file-outside-seal",
    _framework_exchanged: "nested-code-not-sealed",
    _seal_taken_away: "seal-missing",
    _letters_of_another_case: "file-outside-seal",
    _ticket_of_another: "bundle-ticket-for-other-code",
}


@pytest.mark.parametrize("change", BUNDLES, ids=lambda each: each.__name__.strip("_"))
def test_what_is_brought_into_a_signed_bundle_is_seen(
    tmp_path: Path, pool: Pool, change: Callable[[Files], Files]
) -> None:
    honest = build_app()
    assert not _found(write_files(tmp_path / "honest", honest), pool)
    assert BUNDLES[change] in _found(write_files(tmp_path / "changed", change(honest)), pool)


def _with_table(data: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """Return an unsigned xar with another table; its checksum is not made anew."""
    size, stored = struct.unpack_from(">H2xQ", data, 4)
    table = zlib.compress(edit(zlib.decompress(data[size : size + stored])))
    head = bytearray(data[:size])
    struct.pack_into(">Q", head, 8, len(table))
    return bytes(head) + table + data[size + stored :]


PACKAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "between-the-heap-s-files": (
        lambda: build_pkg(b"s", b"p", XarRecipe(gap=FILLER)),
        "bytes-outside-members",
    ),
    "behind-the-heap": (
        lambda: build_pkg(b"s", b"p", XarRecipe(tail=FILLER)),
        "bytes-outside-members",
    ),
    "in-place-of-a-ticket": (
        lambda: build_pkg(b"s", b"p") + stapled(FILLER),
        "bytes-outside-members",
    ),
    "behind-a-compressed-member": (
        lambda: build_xar({"a": b"x"}, XarRecipe(changed={"a": {"length": "400"}}, tail=FILLER)),
        "bytes-outside-members",
    ),
    "a-second-table": (
        lambda: _with_table(build_xar({"a": b"x"}), lambda raw: raw.replace(b"</xar>", b"<toc/></xar>")),
        "contradictory-archive-headers",
    ),
    "two-places-of-one-file": (
        lambda: _with_table(
            build_xar({"a": b"x" * 99}),
            lambda raw: raw.replace(b"</data>", b"<offset>1</offset></data>"),
        ),
        "contradictory-archive-headers",
    ),
    "a-checksum-that-is-not-at-the-heap-s-start": (
        lambda: _with_table(
            build_xar({"a": b"x" * 99}),
            lambda raw: raw.replace(b"<offset>0</offset></checksum>", b"<offset>4</offset></checksum>"),
        ),
        "contradictory-archive-headers",
    ),
    "behind-a-cpio-trailer": (
        lambda: build_pbzx(build_cpio({"a": b"x"}, tail=FILLER)),
        "bytes-outside-members",
    ),
    "behind-a-cpio-name": (
        lambda: build_cpio([CpioMember("a", b"x")], behind_name=FILLER),
        "bytes-outside-members",
    ),
    "behind-pbzx-chunks": (
        lambda: build_pbzx(b"x" * 500, tail=FILLER),
        "bytes-outside-members",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_hidden_in_a_package_is_seen(tmp_path: Path, pool: Pool, name: str) -> None:
    build, signal = PACKAGES[name]
    path = tmp_path / "Payload"
    path.write_bytes(build())
    assert signal in _found(path, pool)


def _nobodys(residue: bytes) -> bytes:
    """Return a program signed ad hoc with something behind its signature, in the room for it."""
    signing = AppleSigning(is_adhoc=True, spare=40_000)
    return into_reserved_space(sign_macho(build_macho(), signing), residue)


def _old_cms(**more: Any) -> bytes:
    blobs = signature_blobs(sign_macho(build_macho(), AppleSigning(**more)))
    return blobs[0x10000]


def test_the_end_of_a_publishers_old_signature_is_a_residue(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "honest"
    path.write_bytes(_nobodys(b"\x17" * 300 + _old_cms()))
    assert not _found(path, pool)


@pytest.mark.parametrize(
    "residue",
    [
        FILLER * 20 + _old_cms(),
        struct.pack(">II", 0xFADE0B01, 8 + len(FILLER) * 9) + FILLER * 9,
        _old_cms(unsigned=(("1.2.3.4", b"\x04\x82\x20\x00" + b"x" * 0x2000),)),
        _old_cms()[:-40] + b"y" * 40 + FILLER * 9,
    ],
    ids=["in-front-of-it", "no-cms", "in-an-unsigned-attribute", "behind-it"],
)
def test_what_only_looks_like_the_end_of_an_old_signature_is_seen(
    tmp_path: Path, pool: Pool, residue: bytes
) -> None:
    path = tmp_path / "changed"
    path.write_bytes(_nobodys(residue))
    assert "macho-bytes-outside-signature" in _found(path, pool)


def _behind_a_publishers(residue: bytes) -> bytes:
    return into_reserved_space(sign_macho(build_macho(), AppleSigning(spare=40_000)), residue)


LAST_BYTES = random.Random(3).randbytes(24)


@pytest.mark.parametrize(
    "data",
    [_behind_a_publishers(LAST_BYTES), _nobodys(b"\x17" * 300 + _old_cms() + LAST_BYTES)],
    ids=["of a publisher's", "behind an ad hoc one's"],
)
def test_the_last_bytes_of_a_signature_that_was_a_little_longer_are_a_residue(
    tmp_path: Path, pool: Pool, data: bytes
) -> None:
    path = tmp_path / "honest"
    path.write_bytes(data)
    assert not _found(path, pool)


@pytest.mark.parametrize(
    "residue",
    [b"https://c2.example.invalid/a", b"\x41" * 40, random.Random(4).randbytes(65), bytes(50) + LAST_BYTES],
    ids=["an address", "one byte again", "more than a few", "further back"],
)  # fmt: skip
def test_what_is_not_the_last_bytes_of_a_longer_signature_is_seen(
    tmp_path: Path, pool: Pool, residue: bytes
) -> None:
    path = tmp_path / "changed"
    path.write_bytes(_behind_a_publishers(residue))
    assert "macho-bytes-outside-signature" in _found(path, pool)


def _signed_over_a_longer_list(*, first: int, cut: int, behind: bytes = b"") -> bytes:
    """Return a publisher's program in whose reserved space stand hashes of its own pages, from page `first` on."""
    data = sign_macho(build_macho(MachRecipe(code_size=0x20000)), AppleSigning(spare=40_000))
    code = data[: signature_place(data)[0]]
    pages = [code[at : at + 4096] for at in range(0, len(code), 4096)]
    hashes = b"".join(hashlib.sha256(each).digest() for each in pages[first : first + 20])
    return into_reserved_space(data, hashes[cut:-cut] + behind)


def test_hashes_of_its_own_pages_behind_a_publishers_signature_are_a_residue(
    tmp_path: Path, pool: Pool
) -> None:
    path = tmp_path / "honest"
    path.write_bytes(_signed_over_a_longer_list(first=3, cut=5))
    assert not _found(path, pool)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            lambda: _signed_over_a_longer_list(first=3, cut=5, behind=FILLER),
            id="more behind the hashes",
        ),
        pytest.param(
            lambda: into_reserved_space(
                sign_macho(build_macho(), AppleSigning(spare=40_000)),
                random.Random(2).randbytes(640),
            ),
            id="hashes of something else",
        ),
        pytest.param(
            lambda: _signed_over_a_longer_list(first=3, cut=5)[:-1] + b"x",
            id="a byte at the end of the space",
        ),
    ],
)
def test_what_is_no_list_of_page_hashes_behind_a_publishers_signature_is_seen(
    tmp_path: Path, pool: Pool, changed: Callable[[], bytes]
) -> None:
    path = tmp_path / "changed"
    path.write_bytes(changed())
    assert "macho-bytes-outside-signature" in _found(path, pool)
