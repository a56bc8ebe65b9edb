"""Every place in a signed PE where bytes fit without breaking its signature is found exactly.

Places that the signature covers are no blind spot of ours: what stands there was
signed by the vendor. Whoever edits them later breaks the digest, which is said; and
in an unsigned file the ledger lists them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.pe import (
    Recipe,
    add_certificate_entry,
    append_behind_signature,
    append_to_file,
    build_pe,
    grow_directory,
    with_bytes_at,
    with_checksum,
)
from onionskin.lookalike.signing import Plan, attach, sign_image, sign_pe
from onionskin.model import Finding, Lane, Layer, Level, Signature
from onionskin.terms.installer_tags import OMAHA_MARKER, write_omaha

PAYLOAD = b"\xcc" * 8 + bytes((n * 37 + 11) % 251 for n in range(3000)) + b"\1"
TAG = write_omaha("appguid={8A69D345-D564-463C-AFF1-A69D9E530F96}&lang=en")
NT = 128
OPTIONAL = NT + 24
CHECKSUM = OPTIONAL + 64
DIRECTORY = OPTIONAL + 112 + 32
TABLE = OPTIONAL + 240
IMAGE = build_pe(Recipe(is_dll=True, name="shapes.dll", exports=("draw",)))


def _signed_with_slack(slack: int) -> bytes:
    """Sign with a name of such a length that the PKCS#7 needs that much alignment."""
    for length in range(1, 64):
        blob = sign_image(IMAGE, Plan(signer="x" * length))
        if -len(blob) % 8 == slack:
            return attach(IMAGE, blob)
    raise AssertionError("no name gives that slack")


SIGNED = _signed_with_slack(5)
END = len(SIGNED)
ENTRY = len(IMAGE)
PKCS7_END = END - 5


def _set_entry(data: bytes, length: int) -> bytes:
    return data[:ENTRY] + struct.pack("<I", length) + data[ENTRY + 4 :]


def _set_directory(data: bytes, offset: int, size: int) -> bytes:
    return data[:DIRECTORY] + struct.pack("<II", offset, size) + data[DIRECTORY + 8 :]


def _into_entry(tail: bytes, *, rounded: bool = True) -> bytes:
    """Replace all that stands behind the PKCS#7 with `tail`."""
    data = SIGNED[:PKCS7_END] + tail
    size = len(data) - ENTRY
    if rounded:
        size += -size % 8
    data = data.ljust(-(-len(data) // 8) * 8, b"\0")
    return with_checksum(_set_directory(_set_entry(data, size), ENTRY, len(data) - ENTRY))


@dataclass(frozen=True)
class Hidden:
    """A hiding place: the file, and where the bytes are (None: nothing is hidden)."""

    data: bytes
    offset: int = 0
    length: int = 0


def _behind_the_pkcs7() -> Iterator[tuple[str, Hidden]]:
    size = len(PAYLOAD)
    yield (
        "in the entry, behind its alignment",
        Hidden(append_behind_signature(SIGNED, PAYLOAD), END, size),
    )
    yield (
        "in the entry, checksum left alone",
        Hidden(append_behind_signature(SIGNED, PAYLOAD, fix_checksum=False), END, size),
    )
    yield "right behind the DER", Hidden(_into_entry(PAYLOAD), PKCS7_END, size)
    yield "entry not rounded up", Hidden(_into_entry(PAYLOAD, rounded=False), PKCS7_END, size)
    yield "one byte in the alignment", Hidden(_into_entry(b"\0\0\1\0\0"), PKCS7_END, 3)
    yield "five bytes in the alignment", Hidden(_into_entry(b"abcde"), PKCS7_END, 5)
    yield "zeros beyond the alignment", Hidden(_into_entry(bytes(5 + 64)), PKCS7_END, 69)
    zeros = _into_entry(bytes(5 + 4096) + PAYLOAD)
    yield "behind a page of zeros", Hidden(zeros, END, 4096 + size)
    yield (
        "a payload as long as an installer tag may be",
        Hidden(_into_entry(bytes(5) + b"\x90" * 8206), END, 8206),
    )
    yield "a single byte", Hidden(append_behind_signature(SIGNED, b"\x90"), END, 1)
    narrow = sign_pe(build_pe(Recipe(is_pe32_plus=False)))
    yield (
        "in a file of 32 bits",
        Hidden(append_behind_signature(narrow, PAYLOAD), len(narrow), size),
    )


def _of_indefinite_length() -> Iterator[tuple[str, Hidden]]:
    """The outer SEQUENCE in BER: it says no length, so its end must be walked to."""
    der = SIGNED[ENTRY + 8 : PKCS7_END]
    ber = b"\x30\x80" + der[4:] + b"\0\0"
    end = ENTRY + 8 + len(ber)
    data = IMAGE + bytes(8) + ber + PAYLOAD
    data = _set_directory(data, ENTRY, len(data) - ENTRY)
    entry = struct.pack("<IHH", len(data) - ENTRY, 0x200, 2)
    data = with_checksum(data[:ENTRY] + entry + data[ENTRY + 8 :])
    yield "behind a PKCS#7 of indefinite length", Hidden(data, end, len(PAYLOAD))


def _like_a_tag() -> Iterator[tuple[str, Hidden]]:
    size = len(PAYLOAD)
    tail = OMAHA_MARKER + size.to_bytes(2, "big") + PAYLOAD
    yield (
        "marker, length, then no text",
        Hidden(append_behind_signature(SIGNED, tail), END, size + 14),
    )
    long = OMAHA_MARKER + (9000).to_bytes(2, "big") + b"brand=" + b"A" * 8994
    yield "longer than a tag may be", Hidden(append_behind_signature(SIGNED, long), END, 9014)
    base64 = write_omaha("brand=" + "QUJD" * 500)
    yield "base64 in a value", Hidden(append_behind_signature(SIGNED, base64), END, len(base64))
    masked = write_omaha("untrusteddata=" + "%FE%ED%FA%CE" * 100)
    yield (
        "binary in percent signs",
        Hidden(append_behind_signature(SIGNED, masked), END, len(masked)),
    )
    foreign = write_omaha("payload=AAAA")
    yield "a key of its own", Hidden(append_behind_signature(SIGNED, foreign), END, len(foreign))
    behind = TAG + PAYLOAD
    yield (
        "a true tag, then bytes",
        Hidden(append_behind_signature(SIGNED, behind), END, len(behind)),
    )
    before = PAYLOAD + TAG
    yield (
        "bytes, then a true tag",
        Hidden(append_behind_signature(SIGNED, before), END, len(before)),
    )
    twice = TAG + TAG
    yield "two true tags", Hidden(append_behind_signature(SIGNED, twice), END, len(twice))
    yield "a true tag behind the table", Hidden(append_to_file(SIGNED, TAG), END, len(TAG))


def _in_further_entries() -> Iterator[tuple[str, Hidden]]:
    padded = PAYLOAD.ljust(-(-len(PAYLOAD) // 8) * 8, b"\1")
    size = len(padded) + 8
    yield "an entry of filler", Hidden(add_certificate_entry(SIGNED, padded), END, size)
    yield "an X.509 entry", Hidden(add_certificate_entry(SIGNED, padded, kind=1), END, size)
    yield "a reserved type", Hidden(add_certificate_entry(SIGNED, padded, kind=3), END, size)
    yield "type zero", Hidden(add_certificate_entry(SIGNED, padded, kind=0), END, size)
    yield "type 0xffff", Hidden(add_certificate_entry(SIGNED, padded, kind=0xFFFF), END, size)
    wrapped = b"\x30\x82" + len(PAYLOAD).to_bytes(2, "big") + PAYLOAD
    wrapped = wrapped.ljust(-(-len(wrapped) // 8) * 8, b"\1")
    yield (
        "filler dressed as DER",
        Hidden(add_certificate_entry(SIGNED, wrapped), END, len(wrapped) + 8),
    )
    other = sign_image(build_pe(Recipe(strings=("other",))), Plan())
    other = other.ljust(-(-len(other) // 8) * 8, b"\0")
    yield (
        "the signature of another file",
        Hidden(add_certificate_entry(SIGNED, other), END, len(other) + 8),
    )
    own = SIGNED[ENTRY + 8 : PKCS7_END]
    twin = add_certificate_entry(SIGNED, own + PAYLOAD)
    yield "behind a copy of the signature", Hidden(twin, END + 8 + len(own), len(PAYLOAD))
    many = SIGNED
    for _ in range(70):
        many = add_certificate_entry(many, b"12345678", fix_checksum=False)
    yield "seventy entries", Hidden(with_checksum(many), END, 16)
    filler = struct.pack("<IHH", size, 0x200, 2) + padded
    front = SIGNED[:ENTRY] + filler + SIGNED[ENTRY:]
    front = with_checksum(_set_directory(front, ENTRY, len(front) - ENTRY))
    yield "an entry in front of the signature's", Hidden(front, ENTRY, size)


def _around_the_table() -> Iterator[tuple[str, Hidden]]:
    size = len(PAYLOAD)
    yield "behind the last entry", Hidden(grow_directory(SIGNED, PAYLOAD), END, size)
    nothing = struct.pack("<IHH", 0, 0x200, 2) + PAYLOAD
    yield "an entry of length 0", Hidden(grow_directory(SIGNED, nothing), END, size + 8)
    short = struct.pack("<IHH", 7, 0x200, 2) + PAYLOAD
    yield "an entry of length 7", Hidden(grow_directory(SIGNED, short), END, size + 8)
    yield "zeros behind the last entry", Hidden(grow_directory(SIGNED, bytes(4096)), END, 4096)
    yield "behind the table", Hidden(append_to_file(SIGNED, PAYLOAD), END, size)
    yield (
        "behind the table, checksum left alone",
        Hidden(append_to_file(SIGNED, PAYLOAD, fix_checksum=False), END, size),
    )
    yield "one zero behind the table", Hidden(append_to_file(SIGNED, b"\0"), END, 1)
    yield (
        "an archive behind the table",
        Hidden(append_to_file(SIGNED, b"PK\3\4" + PAYLOAD), END, size + 4),
    )
    grown = append_to_file(_set_entry(SIGNED, END - ENTRY + size), PAYLOAD)
    yield "an entry that grew without its directory", Hidden(grown, END, size)
    shrunk = with_checksum(_set_directory(SIGNED, ENTRY, END - ENTRY - 16))
    yield "a directory that shrank", Hidden(shrunk, END - 16, 16)


def _nothing_hidden() -> Iterator[tuple[str, Hidden]]:
    yield "as signed", Hidden(SIGNED)
    yield "a true tag in the entry", Hidden(append_behind_signature(SIGNED, TAG))
    yield "a true tag right behind the DER", Hidden(_into_entry(TAG))
    for slack in (1, 2, 3, 4, 6, 7):
        yield f"{slack} bytes of alignment", Hidden(_signed_with_slack(slack))
    two = attach(IMAGE, sign_image(IMAGE, Plan()), sign_image(IMAGE, Plan(signer="Example Boot")))
    yield "two signatures over one image", Hidden(two)
    yield "alignment left out of the entry", Hidden(_exact_entry())


def _exact_entry() -> bytes:
    return with_checksum(_set_entry(SIGNED, PKCS7_END - ENTRY))


UNCOVERED = dict(
    case
    for group in (
        _behind_the_pkcs7,
        _of_indefinite_length,
        _like_a_tag,
        _in_further_entries,
        _around_the_table,
    )
    for case in group()
)
INNOCENT = dict(_nothing_hidden())


def _padding_of_headers(payload: bytes) -> tuple[bytes, int]:
    return with_bytes_at(IMAGE, TABLE + 80, payload), TABLE + 80


def _slack_of_a_section(payload: bytes) -> tuple[bytes, int]:
    table = IMAGE[TABLE + 40 : TABLE + 80]
    virtual, _, _, start = struct.unpack_from("<IIII", table, 8)
    return with_bytes_at(IMAGE, start + virtual, payload), start + virtual


def _behind_the_dos_stub(payload: bytes) -> tuple[bytes, int]:
    return with_bytes_at(IMAGE, 64 + 57, payload[:7]), 64 + 57


def _between_sections(payload: bytes) -> tuple[bytes, int]:
    at = struct.unpack_from("<I", IMAGE, TABLE + 60)[0]
    data = IMAGE[:at] + payload.ljust(512, b"\2") + IMAGE[at:]
    moved = data[: TABLE + 60] + struct.pack("<I", at + 512) + data[TABLE + 64 :]
    return with_checksum(moved), at


def _overlay(payload: bytes) -> tuple[bytes, int]:
    return append_to_file(IMAGE, payload), len(IMAGE)


COVERED: dict[str, Callable[[bytes], tuple[bytes, int]]] = {
    "between the headers and the first section": _padding_of_headers,
    "in a section's slack": _slack_of_a_section,
    "behind the DOS stub": _behind_the_dos_stub,
    "between two sections": _between_sections,
    "behind the sections": _overlay,
}
SMALL = bytes((n * 37 + 11) % 251 + 1 for n in range(100))


@dataclass(frozen=True)
class Seen:
    layers: dict[str, Layer]
    findings: dict[str, list[Finding]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, pool: Pool) -> Seen:
    """Peel all variants as one release: one run of the jail for the whole module."""
    folder = tmp_path_factory.mktemp("release")
    files = {f"u {name}": case.data for name, case in UNCOVERED.items()}
    files |= {f"i {name}": case.data for name, case in INNOCENT.items()}
    for name, make in COVERED.items():
        data, at = make(SMALL)
        files[f"c unsigned {name}"] = data
        aligned = data.ljust(-(-len(data) // 8) * 8, b"\0")
        files[f"c signed so {name}"] = sign_pe(aligned)
        if name not in {"between two sections", "behind the sections"}:
            files[f"c edited {name}"] = with_bytes_at(SIGNED, at, data[at : at + 7])
    files["c edited in front of the table"] = _inserted_before_the_table()
    for name, data in files.items():
        (folder / f"{name}.dll").write_bytes(data)
    (report,) = peel([folder], pool=pool)
    names = {layer.artifact.id: layer.name.removesuffix(".dll") for layer in report.layers}
    findings: dict[str, list[Finding]] = {name: [] for name in names.values()}
    for finding in report.findings:
        findings[names[finding.subject]].append(finding)
    return Seen({names[each.artifact.id]: each for each in report.layers}, findings)


def _inserted_before_the_table() -> bytes:
    data = SIGNED[:ENTRY] + PAYLOAD.ljust(3016, b"\1") + SIGNED[ENTRY:]
    return with_checksum(_set_directory(data, ENTRY + 3016, END - ENTRY))


def _broken(seen: Seen, name: str) -> list[Finding]:
    return [each for each in seen.findings[name] if each.lane is Lane.INVARIANT]


@pytest.mark.parametrize("name", UNCOVERED)
def test_bytes_that_no_signature_covers_are_found_with_offset_and_length(
    seen: Seen, name: str
) -> None:
    case = UNCOVERED[name]
    found = _broken(seen, f"u {name}")
    assert all(each.level is Level.SUSPICIOUS for each in found)
    places = {(at.offset, at.length) for each in found for at in each.evidence}
    assert (case.offset, case.length) in places


@pytest.mark.parametrize("name", UNCOVERED)
def test_hiding_there_leaves_the_signature_valid(seen: Seen, name: str) -> None:
    signatures = seen.layers[f"u {name}"].all(Signature)
    assert any(each.status == "valid" for each in signatures) or name == "a directory that shrank"


@pytest.mark.parametrize("name", UNCOVERED)
def test_hidden_bytes_are_never_owned(seen: Seen, name: str) -> None:
    case, layer = UNCOVERED[name], seen.layers[f"u {name}"]
    if name in {"seventy entries", "a directory that shrank"}:
        return
    owned = sum(
        min(region.end, case.offset + case.length) - max(region.offset, case.offset)
        for region in layer.regions
        if region.offset < case.offset + case.length and case.offset < region.end
    )
    # Of an entry that is no signature its 8 bytes of header are owned, and nothing else.
    assert owned in {0, 8}


@pytest.mark.parametrize("name", INNOCENT)
def test_what_is_innocent_is_no_finding(seen: Seen, name: str) -> None:
    layer = seen.layers[f"i {name}"]
    # The other files of this release hold copies of its bytes, which a release signal may notice.
    assert {each.family for each in seen.findings[f"i {name}"]} <= {"reads-hidden-bytes"}
    assert not layer.problems
    assert not layer.unexplained


@pytest.mark.parametrize("name", COVERED)
def test_in_an_unsigned_file_the_ledger_lists_the_bytes(seen: Seen, name: str) -> None:
    _, at = COVERED[name](SMALL)
    gaps = seen.layers[f"c unsigned {name}"].unexplained
    assert any(gap.offset == at for gap in gaps)
    assert not _broken(seen, f"c unsigned {name}")


@pytest.mark.parametrize("name", COVERED)
def test_what_the_vendor_signed_is_not_called_broken(seen: Seen, name: str) -> None:
    assert not _broken(seen, f"c signed so {name}")


@pytest.mark.parametrize(
    "name",
    [
        "between the headers and the first section",
        "in a section's slack",
        "behind the DOS stub",
        "in front of the table",
    ],
)
def test_an_edit_of_covered_bytes_breaks_the_digest(seen: Seen, name: str) -> None:
    signature = seen.layers[f"c edited {name}"].first(Signature)
    assert signature is not None
    assert "digest-mismatch" in signature.flags
    assert _broken(seen, f"c edited {name}")


def test_a_signed_overlay_is_owned_and_an_unsigned_one_is_not(seen: Seen) -> None:
    signed = seen.layers["c signed so behind the sections"]
    assert "overlay (signed)" in {region.name for region in signed.regions}
    assert not signed.unexplained
    assert seen.layers["c unsigned behind the sections"].unexplained


def test_a_checksum_that_was_left_alone_is_found(seen: Seen) -> None:
    for name in ("in the entry, checksum left alone", "behind the table, checksum left alone"):
        signals = {each.signal for each in _broken(seen, f"u {name}")}
        assert "wrong-checksum-under-signature" in signals


def test_a_payload_in_the_checksum_field_is_found(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "shapes.dll"
    path.write_bytes(with_bytes_at(SIGNED, CHECKSUM, b"\xfe\xed\xfa\xce", fix_checksum=False))
    (report,) = peel([path], pool=pool)
    assert [each.signal for each in report.findings] == ["wrong-checksum-under-signature"]
    assert report.findings[0].evidence[0].offset == CHECKSUM
