"""Build inert packages of macOS whose bill of materials lists their payload, or another one."""

from __future__ import annotations

from collections.abc import Sequence

from onionskin.lookalike.archives import build_gzip
from onionskin.lookalike.bom import ROWS, BomRow, build_bom
from onionskin.lookalike.cpio import CpioMember, build_cpio
from onionskin.lookalike.xar import XarRecipe, build_xar


def build_billed_pkg(
    payload: Sequence[BomRow] = ROWS, bill: Sequence[BomRow] = ROWS, recipe: XarRecipe | None = None, *, form: str = "odc"
) -> bytes:  # fmt: skip
    """Return a component package whose payload and bill hold these rows."""
    members = [CpioMember(each.path, each.data, each.mode) for each in payload]
    files = {
        "PackageInfo": b'<pkg-info identifier="com.example.shapes" version="1.0" install-location="/"/>',
        "Bom": build_bom(bill),
        "Payload": build_gzip(build_cpio(members, form)),
    }
    return build_xar(files, recipe or XarRecipe(encoding="application/octet-stream"))
