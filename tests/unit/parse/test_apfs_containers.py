"""APFS containers, walked in process: our own, well formed."""

from __future__ import annotations

import struct
import zlib

import pytest
from walked import walked

from onionskin.lookalike.apfs import ApfsRecipe, build_apfs
from onionskin.parse.archive import ArchiveFault, Link, StrayBytes
from onionskin.parse.disks.apfs import fletcher
from onionskin.parse.disks.apfs_contents import ApfsContainer, walk

FILES = {
    "Shapes.app/Contents/MacOS/Shapes": b"inert " * 900,
    "read me.txt": b"inert\n",
    "empty": b"",
}


def test_every_file_is_a_member_at_its_path() -> None:
    made = walked(build_apfs(ApfsRecipe(FILES)), walk)
    assert dict(made.members) == {f"Shapes/{name}": data for name, data in FILES.items()}
    assert not made.problems
    assert not made.hidden()
    (container,) = made.all(ApfsContainer)
    assert (container.free_blocks, container.free_not_zero, container.wrong_checksums) == (2, 0, 0)


def test_links_attributes_and_compressed_files_are_read() -> None:
    plain = b"inert " * 100
    packed = b"fpmc" + struct.pack("<IQ", 3, 600) + zlib.compress(plain)
    recipe = ApfsRecipe(
        {"a.txt": b"inert"},
        packed={"packed.txt": packed},
        links={"Applications": "/Applications"},
        attributes={"a.txt": {"com.example.note": b"note"}},
        hard={"again.txt": "a.txt"},
    )
    made = walked(build_apfs(recipe), walk)
    assert dict(made.members) == {
        "Shapes/a.txt": b"inert",
        "Shapes/a.txt/..attribute/com.example.note": b"note",
        "Shapes/again.txt": b"inert",
        "Shapes/packed.txt": plain,
    }
    assert [(each.kind, each.target) for each in made.all(Link)] == [("symlink", "/Applications")]
    assert not made.hidden()


def test_a_block_of_no_file_keeps_no_owner() -> None:
    made = walked(build_apfs(ApfsRecipe(FILES, taken=b"hidden" * 9)), walk)
    assert [each.rstrip(b"\0") for each in made.hidden()] == [b"hidden" * 9]
    assert [each.where for each in made.all(StrayBytes)] == ["between"]


def test_free_blocks_that_hold_something_are_counted() -> None:
    (container,) = walked(build_apfs(ApfsRecipe(FILES, free=b"old")), walk).all(ApfsContainer)
    assert container.free_not_zero == 1


def test_a_wrong_checksum_is_said_with_its_block() -> None:
    made = walked(build_apfs(ApfsRecipe(FILES, wrong_checksum=True)), walk)
    (fault,) = made.all(ArchiveFault)
    assert (fault.kind, fault.offset) == ("checksum-differs", 9 * 4096)
    assert len(made.members) == 3


@pytest.mark.parametrize("stated", [{"is_encrypted": True}, {"snapshots": 3}])
def test_what_was_not_read_is_a_problem(stated: dict[str, int]) -> None:
    made = walked(build_apfs(ApfsRecipe(FILES, **stated)), walk)  # type: ignore[arg-type]
    assert made.problems


def test_the_checksum_is_that_of_the_reference() -> None:
    # The words 1, 2, 3 behind the checksum: sums 6 and 10.
    raw = bytes(8) + struct.pack("<3I", 1, 2, 3)
    low = 0xFFFF_FFFF - 16
    assert fletcher(raw) == (0xFFFF_FFFF - (6 + low) % 0xFFFF_FFFF) << 32 | low
