"""Ways to install something else than a package's bill of materials lists."""

from __future__ import annotations

import bz2
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.billed_packages import build_billed_pkg
from onionskin.lookalike.bom import ROWS, BomRow, build_bom, changed
from onionskin.lookalike.cpio import CpioMember, build_cpio, build_pbzx
from onionskin.lookalike.xar import XarRecipe, build_xar

PROGRAM = "./Shapes.app/shapes"
OTHER = changed(PROGRAM, data=b"other" * 50)


def signals(pool: Pool, folder: Path, data: bytes) -> set[str]:
    path = folder / "shapes.pkg"
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return {each.signal for each in report.findings}


def packed(payload: bytes) -> bytes:
    info = b'<pkg-info identifier="com.example.shapes" version="1.0"/>'
    files = {"PackageInfo": info, "Bom": build_bom(ROWS), "Payload": payload}
    return build_xar(files, XarRecipe(encoding="application/octet-stream"))


@pytest.mark.parametrize("how", ["plain", "bzip2", "pbzx"])
@pytest.mark.parametrize("form", ["odc", "newc", "crc"])
def test_a_payload_in_another_form_is_compared_too(
    tmp_path: Path, pool: Pool, how: str, form: str
) -> None:
    archive = build_cpio([CpioMember(each.path, each.data, each.mode) for each in OTHER], form)
    payload = {"plain": archive, "bzip2": bz2.compress(archive), "pbzx": build_pbzx(archive)}[how]
    assert "bom-contradicts-payload" in signals(pool, tmp_path, packed(payload))


def test_the_last_of_two_members_of_one_name_is_not_taken_for_the_first(
    tmp_path: Path, pool: Pool
) -> None:
    data = build_billed_pkg((*ROWS, BomRow(PROGRAM, 0o100755, b"other" * 50)))
    assert "bom-contradicts-payload" in signals(pool, tmp_path, data)


def test_a_program_named_as_the_attributes_of_no_file_is_told(tmp_path: Path, pool: Pool) -> None:
    data = build_billed_pkg((*ROWS, BomRow("./Shapes.app/._run", 0o100755, b"inert")))
    assert "bom-contradicts-payload" in signals(pool, tmp_path, data)


def test_a_signature_over_both_does_not_lower_the_verdict(tmp_path: Path, pool: Pool) -> None:
    recipe = XarRecipe(encoding="application/octet-stream", signer="Example Shapes")
    assert "bom-contradicts-payload" in signals(
        pool, tmp_path, build_billed_pkg(OTHER, recipe=recipe)
    )
