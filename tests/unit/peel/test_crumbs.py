"""Bytes without an owner count together: many crumbs hide as much as one loaf."""

from __future__ import annotations

import os
from pathlib import Path

from onionskin.model import Artifact, Gap, Layer, Outcome
from onionskin.peel.signals.bytes_without_owner import artifact
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View


def hits(tmp_path: Path, gaps: tuple[Gap, ...], data: bytes = b"") -> list[Hit]:
    path = tmp_path / "file"
    path.write_bytes(data.ljust(4096, b"\0"))
    layer = Layer(
        Artifact("artifact-1", ("file",), "0" * 64, 4096), "pe", Outcome.SCANNED, unexplained=gaps
    )
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return list(artifact(layer, View(descriptor)))
    finally:
        os.close(descriptor)


def test_a_few_crumbs_are_no_finding(tmp_path: Path) -> None:
    assert hits(tmp_path, tuple(Gap(at * 8, 3, 1.5, "0a0b0c") for at in range(20))) == []


def test_hundreds_of_crumbs_are_one_finding(tmp_path: Path) -> None:
    (found,) = hits(tmp_path, tuple(Gap(at * 8, 3, 1.5, "0a0b0c") for at in range(100)))
    assert found.summary.startswith("300 bytes in 100 places")


def test_crumbs_of_zeros_are_no_finding(tmp_path: Path) -> None:
    assert hits(tmp_path, tuple(Gap(at * 8, 3, 0.0, "000000") for at in range(400))) == []


def test_a_few_bytes_in_a_page_of_zeros_are_crumbs(tmp_path: Path) -> None:
    assert hits(tmp_path, (Gap(0, 4000, 0.003, "8f000000"),), b"\x8f") == []


def test_sixteen_bytes_scattered_over_zeros_are_a_finding(tmp_path: Path) -> None:
    (found,) = hits(tmp_path, (Gap(0, 4000, 0.037, "8f000000"),), b"\x8f\0\0" * 16)
    assert found.summary.startswith("4,000 bytes at 0x0")


def test_many_gaps_of_a_few_bytes_in_zeros_are_one_finding(tmp_path: Path) -> None:
    gaps = tuple(Gap(at * 40, 40, 0.09, "8f000000") for at in range(100))
    (found,) = hits(tmp_path, gaps, (b"\x8f" * 3).ljust(40, b"\0") * 100)
    assert found.summary.startswith("4,000 bytes in 100 places")
