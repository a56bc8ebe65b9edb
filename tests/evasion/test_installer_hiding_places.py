"""Room inside installers that no honest one uses: what is put there must be seen."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.burn import Bundle, build_bundle
from onionskin.lookalike.nsis import Installer, build_nsis
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.pyinstaller import Entry, build_archive, build_pyz

HIDDEN = random.Random(11).randbytes(700)
FILES = {"$INSTDIR\\a.txt": b"inert " * 300, "$INSTDIR\\b.txt": b"other " * 200}
PAYLOADS = {"phone.msi": b"inert package " * 40}
CERTIFICATE = struct.pack("<IHH", 68, 0x200, 2) + b"\x30\x3a" + bytes(58)
SCRIPT = Entry("main", b"inert code " * 50, kind="s")


def _frozen(**changes: bytes) -> bytes:
    return build_pe(Recipe(overlay=build_archive([SCRIPT], **changes)))  # type: ignore[arg-type]


HONEST = {
    "nsis": build_nsis(Installer(FILES)),
    "nsis-solid": build_nsis(Installer(FILES, method="lzma", solid=True, uninstaller=b"data")),
    "burn": build_bundle(Bundle(PAYLOADS)),
    "burn-signed-before": build_bundle(Bundle(PAYLOADS, original=CERTIFICATE + bytes(4))),
    "pyinstaller": _frozen(),
}
HIDING = {
    "a block of no instruction": build_nsis(Installer(FILES, orphan=HIDDEN)),
    "a block of no instruction in a solid stream": build_nsis(
        Installer(FILES, method="lzma", solid=True, orphan=HIDDEN)
    ),
    "bytes between two blocks": build_nsis(Installer(FILES, gap=b"\xff" * 4 + HIDDEN)),
    "plain bytes behind the last block of a solid stream": build_nsis(
        Installer(FILES, method="bzip2", solid=True, gap=HIDDEN)
    ),
    "bytes behind a solid stream": build_nsis(
        Installer(FILES, method="lzma", solid=True, slack=HIDDEN)
    ),
    "bytes behind the checksum": build_nsis(Installer(FILES, tail=HIDDEN)),
    "a checksum that is not renewed": build_nsis(Installer(FILES, forged_checksum=True)),
    "bytes between a bundle's containers": build_bundle(Bundle(PAYLOADS, gap=HIDDEN)),
    "bytes behind a bundle's containers": build_bundle(Bundle(PAYLOADS, tail=HIDDEN)),
    "the room of a bundle's original signature": build_bundle(
        Bundle(PAYLOADS, original=CERTIFICATE + HIDDEN)
    ),
    "a file in a container that the manifest does not name": build_bundle(
        Bundle(PAYLOADS, unlisted={"a9": HIDDEN})
    ),
    "another file in a container": build_bundle(
        Bundle(PAYLOADS, forged={"phone.msi": b"other package " * 40})
    ),
    "bytes in front of a frozen program's archive": _frozen(before=HIDDEN),
    "bytes between its entries": _frozen(gap=HIDDEN),
    "bytes behind its entries": _frozen(behind=HIDDEN),
    "the room of its library's name": _frozen(library=b"lib\0" + HIDDEN[:60]),
    "bytes behind an entry's stream": build_archive([Entry("main", b"inert " * 50, slack=HIDDEN)]),
    "bytes between its modules": build_pyz({"a": b"1", "b": b"2"}, gap=HIDDEN),
    "bytes behind its table of modules": build_pyz({"a": b"1"}, behind=HIDDEN),
}


def _judged(folder: Path, data: bytes, pool: Pool) -> tuple[list[str], bool]:
    path = folder / "setup.exe"
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return [each.signal for each in report.findings], report.complete


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_installer_gives_no_finding(name: str, tmp_path: Path, pool: Pool) -> None:
    assert _judged(tmp_path, HONEST[name], pool) == ([], True)


@pytest.mark.parametrize("name", HIDING)
def test_what_is_hidden_in_an_installer_is_found(name: str, tmp_path: Path, pool: Pool) -> None:
    found, _ = _judged(tmp_path, HIDING[name], pool)
    assert found


def test_an_archive_behind_a_false_cookie_is_still_not_explained(
    tmp_path: Path, pool: Pool
) -> None:
    data = bytearray(_frozen())
    at = data.rindex(b"MEI\x0c")
    data[at + 8 : at + 12] = b"\xff" * 4
    found, _ = _judged(tmp_path, bytes(data), pool)
    assert "bytes-without-owner" in found
