"""A catalogue of Windows vouches for the programs that lie beside it, by the digest that leaves signatures out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.pe import Recipe, append_to_file, build_pe
from onionskin.lookalike.signed_windows import build_catalogue
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Signature
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.signatures.authenticode import PeDigests
from onionskin.peel.beside import SignedBeside
from onionskin.plugins.view import View

PROGRAM = build_pe(Recipe(name="phone.sys"))


def digests(data: bytes) -> PeDigests:
    descriptor = os.memfd_create("program")
    os.write(descriptor, data)
    view = View(descriptor)
    return PeDigests(view, parse_layout(view))


def beside(pool: Pool, folder: Path, program: bytes, catalogue: bytes) -> list[SignedBeside]:
    (folder / "phone.sys").write_bytes(program)
    (folder / "phone.cat").write_bytes(catalogue)
    (report,) = peel([folder], pool=pool)
    (layer,) = (each for each in report.layers if each.name == "phone.sys")
    said = list(layer.all(SignedBeside))
    made = [each for each in layer.all(Signature) if each.scheme == "catalogue"]
    assert [each.status == "valid" for each in made] == [each.fits for each in said]
    return said


@pytest.mark.parametrize("name", ["phone.sys", ""])
def test_a_program_is_found_by_its_digest_signed_or_not_named_or_not(
    name: str, tmp_path: Path, pool: Pool
) -> None:
    listed = build_catalogue({}, digests=[(name, digests(PROGRAM).without_tail("sha256"))])
    for kind, program in (("plain", PROGRAM), ("signed", sign_pe(PROGRAM))):
        (tmp_path / kind).mkdir()
        (said,) = beside(pool, tmp_path / kind, program, listed)
        assert said.fits


def test_a_program_that_is_named_with_another_digest_does_not_fit(
    tmp_path: Path, pool: Pool
) -> None:
    listed = build_catalogue({}, digests=[("PHONE.SYS", bytes(32))])
    (said,) = beside(pool, tmp_path, PROGRAM, listed)
    assert not said.fits
    assert said.found == digests(PROGRAM).without_tail("sha256").hex()


def test_a_program_that_no_catalogue_names_nor_lists_is_no_fault(
    tmp_path: Path, pool: Pool
) -> None:
    assert beside(pool, tmp_path, PROGRAM, build_catalogue({"phone.inf": b"inert"})) == []


def test_an_unsigned_program_of_an_odd_length_is_listed_with_or_without_padding(
    tmp_path: Path, pool: Pool
) -> None:
    odd = append_to_file(PROGRAM, b"odd")
    made = digests(odd)
    assert made.unpadded("sha256") != made.without_tail("sha256")
    for kind, digest in (("as_it_is", made.unpadded), ("padded", made.without_tail)):
        (tmp_path / kind).mkdir()
        listed = build_catalogue({}, digests=[("phone.sys", digest("sha256"))])
        (said,) = beside(pool, tmp_path / kind, odd, listed)
        assert said.fits
