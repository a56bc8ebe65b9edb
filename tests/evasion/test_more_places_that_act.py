"""Some three hundred ways to put an act into a patch, one line or one file each: every one is found at the file it is in.

`places_that_act.json` has rows of [what it is, file, text before, text now]; `@name` is a script of its own that gets a line more. Several rows
share a release, in which honest lines change, too: so that it is not found for being the one before with something put into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair

ROWS: list[list[str]] = json.loads(Path(__file__).with_name("places_that_act.json").read_text("utf-8"))  # fmt: skip
POOLS: list[Pool] = []
# A line that is in every language here one, and says nothing.
CARRIER = {
    "js": "exports.side%d = (side) => side;\n", "py": "side%d = None\n", "rb": "side%d = nil\n", "rs": "pub const SIDE%d: u8 = 1;\n",
    "ps1": "$side%d = 1\n", "c": "int side%d;\n",
}  # fmt: skip
HONEST = ("".join(f"exports.area{each} = (side) => side * {each};\n" for each in range(40)), "side *", "side +")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def _at(number: int, name: str) -> str:
    """Return where a row's file stands: some are what they are by their whole name, each other one has a folder of its own."""
    return f"part{number}/{name.removeprefix('@')}"


def _releases(rows: list[tuple[int, list[str]]]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    text, was, now = HONEST
    old, new = {"shapes.js": text.encode()}, {"shapes.js": text.replace(was, now, 3).encode()}
    for number, (_, name, before, after) in rows:
        path, stood = _at(number, name), before
        if name.startswith("@"):
            line = CARRIER[name.rpartition(".")[2]]
            stood = "".join(line % each for each in range(30))
        if stood:
            old[path] = stood.encode()
        new[path] = (stood + after + "\n" if name.startswith("@") else after).encode()
    return old, new


@pytest.mark.parametrize("start", range(0, len(ROWS), 16))
def test_each_of_these_edits_is_found_at_its_file(tmp_path: Path, start: int) -> None:
    rows = list(enumerate(ROWS))[start : start + 16]
    old, new = npm_pair(tmp_path, "1.2.4", *_releases(rows))
    (report,) = peel([new], pool=POOLS[0], against=[old])
    names = {layer.artifact.id: layer.name for layer in report.layers}
    told = {names.get(place.artifact or "", "") for each in report.findings for place in each.evidence}  # fmt: skip
    missed = [row[0] for number, row in rows if f"package/{_at(number, row[1])}" not in told]
    assert not missed
    assert "package/shapes.js" not in told
