"""An honest assembly, ones with bytes behind its resources and in a stream of no meaning, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly

RESOURCES = {"one.txt": b"a text of the maker", "two.txt": b"another"}


def _written(folder: Path, recipe: ManagedRecipe) -> Path:
    path = folder / "Inert.dll"
    path.write_bytes(build_assembly(recipe))
    return path


def good(folder: Path) -> Path:
    return _written(folder, ManagedRecipe(resources=RESOURCES))


def bad_behind_the_resources(folder: Path) -> Path:
    return _written(folder, ManagedRecipe(resources=RESOURCES, hidden=b"hidden bytes " * 20))


def bad_a_stream_of_its_own(folder: Path) -> Path:
    return _written(folder, ManagedRecipe(more_streams={"#Notes": b"carried along " * 20}))


def damaged(folder: Path) -> Path:
    path = bad_behind_the_resources(folder)
    path.write_bytes(path.read_bytes()[:2600])
    return path
