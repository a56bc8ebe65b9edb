"""What campaigns of mutated inputs found: each is typed now, and stays so."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onionskin.errors import DamagedError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.parse.signatures import openpgp
from onionskin.write.reports import PeelReport


def peeled(path: Path, data: bytes, pool: Pool) -> PeelReport:
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return report


def reasons(report: PeelReport) -> set[str]:
    return {each.reason for each in report.problems}


BLOCK = (
    "Write-Output 1\r\n\r\n# SIG # Begin signature block\r\n# {}\r\n# SIG # End signature block\r\n"
)


def test_a_signature_block_of_odd_letters_is_damage_of_the_block(
    tmp_path: Path, pool: Pool
) -> None:
    report = peeled(tmp_path / "a.ps1", BLOCK.format("MII\u00e9").encode(), pool)
    assert "fits-failed" not in reasons(report)


@pytest.mark.parametrize("tail", [b"\0", b"\x00\xd8", b"\x00\xdc\x41"])
def test_a_wide_script_with_half_a_letter_at_its_end_is_still_looked_at(
    tmp_path: Path, pool: Pool, tail: bytes
) -> None:
    data = b"\xff\xfe" + ("# \U0001f600\r\n" + BLOCK.format("AAAA")).encode("utf-16-le") + tail
    report = peeled(tmp_path / "a.ps1", data, pool)
    assert "fits-failed" not in reasons(report)
    assert report.layers[0].format == "signed-script"
    (script,) = (each for each in report.layers[0].regions if each.name == "script")
    assert data[script.length :].startswith("\r\n# SIG".encode("utf-16-le"))


@pytest.mark.parametrize(
    "part", ["a.b.", '"a" . ', "'a'.", '"."."', "a" * 70, "\"'", "[a.", "a.b=1\n"]
)
def test_a_key_of_very_many_parts_is_refused_at_once(tmp_path: Path, pool: Pool, part: str) -> None:
    begun = time.monotonic()
    report = peeled(tmp_path / "Cargo.toml", (part * (300_000 // len(part))).encode(), pool)
    assert "timeout" not in reasons(report)
    assert time.monotonic() - begun < 15


def test_a_manifest_may_have_long_words_with_dots_and_deep_tables(
    tmp_path: Path, pool: Pool
) -> None:
    key = ".".join("abcdefgh" * 4)
    text = f'[package]\nname = "inert"\nversion = "1.0"\ndescription = "{"... " * 100}"\n[{key}]\nx = 1\n'
    report = peeled(tmp_path / "Cargo.toml", text.encode(), pool)
    assert report.complete


@pytest.mark.parametrize(
    "body", [b"\x03", b"\x04", b"\x04\0\x01", b"\x06\0", b"\x04\0\x01\x08\0\x09"]
)
def test_an_openpgp_packet_that_is_cut_short_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedError, match="cut short"):
        openpgp.read(body)
