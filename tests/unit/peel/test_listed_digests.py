"""A list of SHA-256 is compared where members are hashed anyway, and in full where it does not agree."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.archives import build_wheel
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.peel.sources import LARGE, Scratch, Spool
from onionskin.peel.walk import Budget, Walk
from onionskin.write.reports import PeelReport

FILES = {"inert/__init__.py": b"VALUE = 1\n", "inert/data.bin": bytes(300)}
FORGED = {"inert/__init__.py": b"VALUE = 2\n"}
LARGE_FILES = FILES | {"inert/large.bin": bytes(range(256)) * (LARGE >> 8)}


class Counted(Pool):
    """A pool that remembers how often a file was asked for alone."""

    asked = 0

    def submit(self, job: Job) -> None:
        self.asked += job.entry.endswith(":open_artifact")
        super().submit(job)


@pytest.fixture(scope="module")
def pool() -> Iterator[Counted]:
    with Counted(workers=1) as found:
        yield found


def wheel(folder: Path, files: dict[str, bytes], forged: dict[str, bytes]) -> Path:
    path = folder / "inert-1.0-py3-none-any.whl"
    path.write_bytes(build_wheel("inert", "1.0", files, forged=forged))
    return path


def peeled(path: Path, pool: Counted, budget: Budget | None = None) -> tuple[PeelReport, int]:
    pool.asked = 0
    (report,) = peel([path], pool=pool, budget=budget)
    return report, pool.asked


@pytest.mark.parametrize("files", [FILES, LARGE_FILES])
def test_a_wheel_that_is_as_its_list_says_is_opened_once(
    tmp_path: Path, pool: Counted, files: dict[str, bytes]
) -> None:
    report, asked = peeled(wheel(tmp_path, files, {}), pool)
    assert asked == 1 + sum(len(each) > LARGE >> 4 for each in files.values())
    assert not [fact for layer in report.layers for fact in layer.all(HashMismatch)]


@pytest.mark.parametrize("files", [FILES, LARGE_FILES])
def test_one_that_is_not_is_opened_again_and_says_which_member_it_is(
    tmp_path: Path, pool: Counted, files: dict[str, bytes]
) -> None:
    honest, before = peeled(wheel(tmp_path, files, {}), pool)
    report, asked = peeled(wheel(tmp_path, files, FORGED), pool)
    assert asked == before + 1
    (fact,) = (fact for layer in report.layers for fact in layer.all(HashMismatch))
    assert (fact.member, fact.kind) == ("inert/__init__.py", "hash-differs")
    assert [each.signal for each in report.findings] == ["record-contradicts-content"]
    assert len(report.layers) == len(honest.layers)


def test_opening_it_again_counts_neither_its_bytes_nor_its_members_twice(
    tmp_path: Path, pool: Counted
) -> None:
    honest, forged = tmp_path / "honest", tmp_path / "forged"
    honest.mkdir()
    forged.mkdir()
    paths = wheel(honest, FILES, {}), wheel(forged, FILES, FORGED)
    for decoded in (300, 700, 900, 1200, 1600, 2400):
        for entries in (3, 6):
            one, other = (
                peeled(path, pool, Budget(decoded=decoded, entries=entries))[0] for path in paths
            )
            assert one.problems == () or one.reasons == other.reasons
            assert [each.name for each in one.layers] == [each.name for each in other.layers]
            assert [each.artifact.size for each in one.layers[1:]] == [
                each.artifact.size for each in other.layers[1:]
            ]


def test_a_member_that_the_budget_cuts_off_is_not_taken_for_compared(
    tmp_path: Path, pool: Counted
) -> None:
    path = wheel(tmp_path, FILES, FORGED)
    pool.asked = 0
    with Walk(pool, Budget(entries=2)) as walk:
        layers = walk.run(path).layers
    (fact,) = (
        fact for layer in layers for fact in layer.all(HashMismatch) if fact.kind == "hash-differs"
    )
    assert fact.member == "inert/__init__.py"


@pytest.mark.parametrize("length", [100, LARGE])
def test_what_was_gathered_last_can_be_let_go(length: int) -> None:
    scratches, spool = Scratch(), Spool()
    kept = scratches.take()
    os.pwrite(kept, b"kept", 0)
    first = spool.gather(kept, 4)
    scratch = scratches.take()
    os.ftruncate(scratch, length)
    spool.forget(spool.gather(scratch, length))
    assert not spool.holds(scratch)
    scratches.give_back(scratch)
    again = scratches.take()
    os.pwrite(again, b"more", 0)
    second = spool.gather(again, 4)
    assert (first.base, second.base) == (0, 4)
    assert b"".join(second.chunks()) == b"more"
    spool.close()
    scratches.close()
