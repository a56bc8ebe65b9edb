"""Bytes as a view, and a package's contents, for the tests of compound files, packages and cabinets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from onionskin.model import Region
from onionskin.parse.archives.cab import read_cabinet
from onionskin.parse.archives.cab_contents import CabinetContents
from onionskin.parse.archives.cfb import read_compound
from onionskin.parse.archives.cfb_map import Survey, survey
from onionskin.parse.installers.msi import label
from onionskin.peel import ledger
from onionskin.plugins.view import View


@contextmanager
def view_of(data: bytes) -> Iterator[View]:
    """Give bytes as a view. For files that our own builders wrote: hostile ones go to the jail."""
    descriptor = os.memfd_create("view")
    try:
        os.write(descriptor, data)
        yield View(descriptor)
    finally:
        os.close(descriptor)


def streams_of(data: bytes) -> dict[str, bytes]:
    with view_of(data) as view:
        compound = read_compound(view)
        assert not compound.problems
        return {
            "/".join(each.path): compound.open(each).read(0, each.size) for each in compound.streams
        }


def survey_of(data: bytes) -> Survey:
    with view_of(data) as view:
        return survey(read_compound(view), label)


def members_of(data: bytes) -> dict[str, bytes]:
    with view_of(data) as view:
        contents = CabinetContents(read_cabinet(view))
        found = {piece.name: b"".join(piece.chunks) for piece in contents.pieces()}
        assert not list(contents.problems())
        assert owned_wholly(contents.regions(), len(data))
        return found


def owned_wholly(regions: Iterator[Region] | list[Region], size: int) -> bool:
    kept = ledger.clamp(regions, size)
    assert not ledger.crossings(kept)
    return not ledger.gaps(kept, size)
