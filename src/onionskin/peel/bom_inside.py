"""In the jail: a bill of materials and the archive that it is about."""

from __future__ import annotations

import msgspec

from onionskin.errors import DamagedError
from onionskin.jail.worker import note
from onionskin.model import Value
from onionskin.parse.packages import bom
from onionskin.parse.packages.bom_payload import BomMismatch, compare
from onionskin.plugins.view import View


class AskedBom(Value, frozen=True):
    """Compare the bill at [base, base+size) of descriptor 0 with the archive of descriptor 1."""

    bill: tuple[int, int]
    archive: tuple[int, int]


class ToldBom(Value, frozen=True):
    """What differs; `failed` says why the comparison broke off."""

    mismatches: tuple[BomMismatch, ...] = ()
    failed: str = ""


def behold(args: bytes, fds: list[int]) -> bytes:
    """Compare a bill with its archive, and return a ToldBom."""
    asked = msgspec.msgpack.decode(args, type=AskedBom)
    note("bom")
    found: list[BomMismatch] = []
    failed = ""
    try:
        bill = bom.read(View(fds[0], *asked.bill))
        found.extend(compare(bill, View(fds[1], *asked.archive)))
    except DamagedError as error:
        failed = str(error)
    return msgspec.msgpack.encode(ToldBom(tuple(found), failed))
