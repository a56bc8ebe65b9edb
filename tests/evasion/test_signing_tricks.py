"""Edits between a build and its signature that look like signing: each is seen against the unsigned build."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.macho import MachRecipe, build_macho, sign_macho, signature_place
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at, with_checksum
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Level
from onionskin.write.reports import PeelReport

PLAIN = build_pe(Recipe(name="codec.dll", is_dll=True, strings=("codec tables",)))
AT = PLAIN.index(b"codec tables")
APPLE = build_macho(MachRecipe())
SIGNAL = "signing-changed-more"


def compared(folder: Path, pool: Pool, before: bytes, after: bytes) -> PeelReport:
    (folder / "unsigned").write_bytes(before)
    (folder / "signed").write_bytes(after)
    gate = Gate(unsigned=folder / "unsigned")
    (report,) = peel([folder / "signed"], pool=pool, gate=gate)
    return report


def signals(report: PeelReport) -> set[str]:
    return {each.signal for each in report.findings}


def _directory(data: bytes) -> int:
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    return int(nt + 24 + (112 if data[nt + 24 : nt + 26] == b"\x0b\x02" else 96) + 32)


def test_a_certificate_table_over_the_code_hides_no_edit_of_it(tmp_path: Path, pool: Pool) -> None:
    edited = bytearray(with_bytes_at(PLAIN, AT, b"other tables"))
    struct.pack_into("<II", edited, _directory(PLAIN), AT - AT % 8, len(PLAIN) - AT + AT % 8)
    report = compared(tmp_path, pool, PLAIN, with_checksum(bytes(edited)))
    assert SIGNAL in signals(report)


def test_zeros_before_the_table_are_alignment_only_as_long_as_it_needs(tmp_path: Path, pool: Pool) -> None:  # fmt: skip
    report = compared(tmp_path, pool, PLAIN, sign_pe(PLAIN + bytes(64)))
    assert SIGNAL in signals(report)


def test_a_changed_time_stamp_is_not_signing(tmp_path: Path, pool: Pool) -> None:
    nt = struct.unpack_from("<I", PLAIN, 0x3C)[0]
    stamped = PLAIN[: nt + 8] + b"\x01\x02\x03\x04" + PLAIN[nt + 12 :]
    report = compared(tmp_path, pool, PLAIN, sign_pe(stamped))
    assert SIGNAL in signals(report)


def test_a_mach_o_signature_over_the_code_hides_no_edit_of_it(tmp_path: Path, pool: Pool) -> None:
    signed = bytearray(sign_macho(APPLE))
    assert SIGNAL not in signals(compared(tmp_path, pool, APPLE, bytes(signed)))
    offset, size = signature_place(bytes(signed))
    place = bytes(signed).index(struct.pack("<II", 0x1D, 16)) + 8
    struct.pack_into("<II", signed, place, 0x200, offset + size - 0x200)
    code = next(at for at in range(0x400, offset) if signed[at])
    signed[code] ^= 0xFF
    assert SIGNAL in signals(compared(tmp_path, pool, APPLE, bytes(signed)))


@pytest.mark.parametrize(
    "name",
    [
        "META-INF/evil.class",
        "META-INF/x.SF/evil.dll",
        "_gpg/evil.dll",
        "a.p7s.dll",
        "META-INF/PROGRAM.SF",
        "package/services/digital-signature/evil.dll",
        "x/AppxSignature.p7x.exe",
    ],
)
def test_a_member_that_only_looks_like_a_signature_is_a_new_file(tmp_path: Path, pool: Pool, name: str) -> None:  # fmt: skip
    before = build_zip({"a.dll": PLAIN})
    report = compared(tmp_path, pool, before, build_zip({"a.dll": sign_pe(PLAIN), name: PLAIN}))
    assert SIGNAL in signals(report)


def test_an_honest_signature_and_its_members_are_attested(tmp_path: Path, pool: Pool) -> None:
    before = build_zip({"a.dll": PLAIN})
    after = build_zip({"a.dll": sign_pe(PLAIN), "META-INF/CERT.SF": b"x", ".signature.p7s": b"y"})
    report = compared(tmp_path, pool, before, after)
    assert report.verdict.level is Level.NOTHING_FOUND
    assert any("only signature fields differ" in each for each in report.notes)


def test_what_cannot_be_compared_is_no_silence(tmp_path: Path, pool: Pool) -> None:
    report = compared(tmp_path, pool, build_zip({"a.dll": PLAIN})[:-9], build_zip({"a.dll": PLAIN}))
    assert not report.complete
    assert any("unsigned" in str(each) for each in report.reasons)
