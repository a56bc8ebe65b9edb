"""Ways to hide bytes in disk images and the volumes in them. Each stays here for good."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.apfs import ApfsRecipe, build_apfs
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.dmg import DmgRecipe, build_dmg
from onionskin.lookalike.hfs import HfsRecipe, build_hfs
from onionskin.lookalike.iso import IsoRecipe, build_iso
from onionskin.write.reports import PeelReport

SECRET = bytes((n * 37 + 11) % 251 for n in range(400))
FILES = {"Shapes.app/Contents/MacOS/Shapes": b"inert " * 900, "read me.txt": b"inert\n"}
VOLUME = build_hfs(HfsRecipe(FILES))
PARTS = {"(Apple_Free : 1)": bytes(4096), "disk image (Apple_HFS : 2)": VOLUME}


def report(pool: Pool, folder: Path, data: bytes) -> PeelReport:
    path = folder / "release.bin"
    path.write_bytes(data)
    (made,) = peel([path], pool=pool)
    return made


HIDDEN = {
    "behind the streams in their runs": build_dmg(DmgRecipe(PARTS, slack=SECRET)),
    "between runs": build_dmg(DmgRecipe(PARTS, gap=SECRET * 50)),
    "between the property list and the trailer": build_dmg(DmgRecipe(PARTS, tail=SECRET)),
    "behind the signature": build_dmg(DmgRecipe(PARTS, is_signed=True, behind_signature=SECRET)),
    "in reserved fields": build_dmg(DmgRecipe(PARTS, reserved=SECRET[:64])),
    "in blocks of no file": build_hfs(HfsRecipe(FILES, taken=SECRET)),
    "in the boot blocks": build_hfs(HfsRecipe(FILES, boot=SECRET)),
    "behind the ends of files": build_hfs(HfsRecipe(FILES, slack=SECRET)),
    "behind the volume": VOLUME + SECRET,
    "in blocks of no file of an apfs volume": build_apfs(ApfsRecipe(FILES, taken=SECRET)),
    "behind the ends of files of an apfs volume": build_apfs(ApfsRecipe(FILES, slack=SECRET)),
    "behind an apfs container": build_apfs(ApfsRecipe(FILES, tail=SECRET)),
    "in the system area of a disc": build_iso(IsoRecipe(FILES, front=SECRET)),
    "in sectors of no file": build_iso(IsoRecipe(FILES, gap=SECRET)),
    "behind a disc": build_iso(IsoRecipe(FILES, tail=SECRET)),
    "behind the ends of files of a disc": build_iso(IsoRecipe(FILES, slack=SECRET)),
    "in a file of one tree": build_iso(IsoRecipe(FILES, joliet={**FILES, "b": SECRET}, rock_ridge=True)),
    "scattered between many runs": build_dmg(DmgRecipe({f"p{n}": bytes(511) + b"x" for n in range(250)}, gap=SECRET[:80])),
    "in a volume in an image": build_dmg(DmgRecipe({"a": build_hfs(HfsRecipe(FILES, taken=SECRET))})),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN)
def test_bytes_hidden_here_are_a_finding(where: str, pool: Pool, tmp_path: Path) -> None:
    made = report(pool, tmp_path, HIDDEN[where])
    assert made.findings, made.layers[0].facts


def test_honest_images_are_without_a_finding(pool: Pool, tmp_path: Path) -> None:
    for data in (
        VOLUME,
        *(build_dmg(DmgRecipe(PARTS, method=each)) for each in ("raw", "bzip2", "lzma")),
    ):
        made = report(pool, tmp_path, data)
        assert not made.findings
        assert made.complete


def test_a_trailer_behind_another_format_is_more_than_one(pool: Pool, tmp_path: Path) -> None:
    """A stream is only the image's own where the block map says so."""
    made = report(pool, tmp_path, build_dmg(DmgRecipe(PARTS, front=build_zip({"a": b"inert"}))))
    assert made.findings


def test_a_run_that_reads_another_runs_bytes_is_seen(pool: Pool, tmp_path: Path) -> None:
    made = report(pool, tmp_path, build_dmg(DmgRecipe({"a": bytes(range(256)) * 3000}, shift=40)))
    assert "contradictory-archive-headers" in {each.signal for each in made.findings}


def test_a_run_of_endless_zeros_meets_a_limit_and_not_the_disk(pool: Pool, tmp_path: Path) -> None:
    data = build_dmg(DmgRecipe(PARTS))
    made = report(pool, tmp_path, data)
    assert made.complete
    huge = (1 << 40).to_bytes(8, "big")
    start, end = data.index(b"<?xml"), data.index(b"</plist>") + 9
    plist = plistlib.loads(data[start:end])
    table = bytearray(plist["resource-fork"]["blkx"][0]["Data"])
    table[16:24] = table[204 + 16 : 204 + 24] = huge
    plist["resource-fork"]["blkx"][0]["Data"] = bytes(table)
    fresh = plistlib.dumps(plist)
    assert len(fresh) == end - start
    made = report(pool, tmp_path, data[:start] + fresh + data[end:])
    assert not made.complete
