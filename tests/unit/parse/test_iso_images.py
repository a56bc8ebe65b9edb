"""ISO 9660 images, walked in process: our own, well formed or contradicting themselves."""

from __future__ import annotations

import struct

import pytest
from walked import walked

from onionskin.lookalike.iso import IsoRecipe, build_iso
from onionskin.parse.archive import ArchiveFault, Link, StrayBytes
from onionskin.parse.disks.iso_contents import IsoImage, walk

FILES = {"setup.exe": b"inert " * 900, "docs/read me.txt": b"inert\n", "empty": b""}


@pytest.mark.parametrize(
    ("recipe", "shown"),
    [
        (IsoRecipe(FILES), "primary"),
        (IsoRecipe(FILES, joliet=FILES), "joliet"),
        (IsoRecipe(FILES, joliet=FILES, rock_ridge=True), "rock-ridge"),
    ],
)
def test_every_file_is_a_member_at_its_path(recipe: IsoRecipe, shown: str) -> None:
    made = walked(build_iso(recipe), walk)
    files = {name.upper(): data for name, data in FILES.items()} if shown == "primary" else FILES
    assert {name.removesuffix(";1"): data for name, data in made.members} == files
    assert not made.problems
    assert not made.hidden()
    assert not made.all(ArchiveFault)
    assert made.all(IsoImage)[0].shown == shown


def test_a_symbolic_link_is_a_fact() -> None:
    made = walked(build_iso(IsoRecipe(FILES, links={"again": "../etc"}, rock_ridge=True)), walk)
    assert [(each.member, each.target) for each in made.all(Link)] == [("again", "../etc")]


def test_a_boot_image_is_a_member() -> None:
    made = walked(build_iso(IsoRecipe(FILES, boot=b"boot" * 512)), walk)
    assert dict(made.members)["[boot]/1.img"] == b"boot" * 512
    assert not made.hidden()


def test_a_file_of_one_tree_only_is_a_contradiction_and_a_member() -> None:
    joliet = {**FILES, "hidden.txt": b"hidden"}
    made = walked(build_iso(IsoRecipe(FILES, joliet=joliet, rock_ridge=True)), walk)
    (fault,) = made.all(ArchiveFault)
    assert (fault.kind, fault.member) == ("hidden-member", "hidden.txt")
    assert dict(made.members)["(joliet)/hidden.txt"] == b"hidden"


def test_files_that_change_places_between_the_trees_are_a_contradiction() -> None:
    files = {"a": b"a" * 3000, "b": b"b" * 3000}
    joliet = {"a": files["b"], "b": files["a"]}
    made = walked(build_iso(IsoRecipe(files, joliet=joliet, rock_ridge=True)), walk)
    assert {fault.kind for fault in made.all(ArchiveFault)} == {"name-differs"}


def test_loops_overlaps_and_sizes_are_contradictions() -> None:
    files = {"a": b"a" * 5000, "b": b"b" * 5000}
    recipe = IsoRecipe(files, loop=True, big_endian=1, lent=1)
    made = walked(build_iso(recipe), walk)
    assert {fault.kind for fault in made.all(ArchiveFault)} == {"overlap", "size-differs"}


@pytest.mark.parametrize("where", ["front", "gap", "tail", "slack"])
def test_bytes_that_no_file_owns_are_stray(where: str) -> None:
    recipe = IsoRecipe(FILES, **{where: b"hidden" * 9})  # type: ignore[arg-type]
    found = {each.where for each in walked(build_iso(recipe), walk).all(StrayBytes)}
    assert found == {
        {"front": "before", "gap": "between", "tail": "behind", "slack": "slack"}[where]
    }


def _with_master_block(data: bytes, **said: int) -> bytes:
    """Return an image with the master directory block of a classic HFS volume, and a piece of its tree."""
    fields = {"count": 4, "unit": 512, "first": 16, "name": 6, **said}
    block = b"BD" + bytes(16) + struct.pack(">HI", fields["count"], fields["unit"]) + bytes(4)
    block += struct.pack(">H", fields["first"]) + bytes(6) + bytes([fields["name"]]) + b"Gadget"
    return data[:1024] + (block.ljust(512, b"\0") + b"bitmap " * 9).ljust(1024, b"\0") + data[2048:]  # fmt: skip


def test_a_classic_hfs_tree_beside_it_is_a_problem_and_its_bytes_are_owned() -> None:
    made = walked(_with_master_block(build_iso(IsoRecipe(FILES))), walk)
    assert [each.reason for each in made.problems] == ["not-opened"]
    assert "classic HFS" in made.problems[0].detail
    assert not made.all(StrayBytes)


@pytest.mark.parametrize(
    "said",
    [{"unit": 0}, {"unit": 513}, {"count": 0xFFFF, "unit": 1 << 20}, {"name": 0}, {"name": 99}],
)
def test_what_is_no_master_block_of_hfs_is_stray(said: dict[str, int]) -> None:
    made = walked(_with_master_block(build_iso(IsoRecipe(FILES)), **said), walk)
    assert not made.problems
    assert {each.where for each in made.all(StrayBytes)} == {"before"}


def test_a_udf_tree_is_a_problem() -> None:
    made = walked(build_iso(IsoRecipe(FILES, udf=True)), walk)
    assert [each.reason for each in made.problems] == ["not-opened"]
