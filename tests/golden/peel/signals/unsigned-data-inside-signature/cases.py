"""What nobody signed inside a signature: nothing, a tag, a cross-certificate; then bytes."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import Wanted, issue, root
from onionskin.lookalike.der_writer import octets
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe
from onionskin.terms.installer_tags import OMAHA_SPACE, write_omaha

IMAGE = build_pe(Recipe(name="setup.exe"))
FILLER = bytes((number * 37 + 11) % 251 for number in range(12_000))
EXAMPLE_OID = "1.3.6.1.4.1.32473.2"


def _write(folder: Path, plan: Plan) -> Path:
    path = folder / "setup.exe"
    path.write_bytes(sign_pe(IMAGE, plan=plan))
    return path


def _dummy(content: bytes) -> Plan:
    wanted = Wanted("Dummy certificate", key="timestamp", extensions=((EXAMPLE_OID, content),))
    return Plan(extra_certificates=(issue(wanted).certificate,))


def good(folder: Path) -> Path:
    return _write(folder, Plan())


def good_tag_in_a_dummy_certificate(folder: Path) -> Path:
    tag = write_omaha("appguid={8A69D345-D564-463C-AFF1-A69D9E530F96}&needsadmin=false")
    return _write(folder, _dummy(tag.ljust(OMAHA_SPACE, b"\0")))


def good_another_certificate(folder: Path) -> Path:
    return _write(folder, Plan(extra_certificates=(root("Another Test Root").certificate,)))


def bad_attribute(folder: Path) -> Path:
    return _write(folder, Plan(unsigned=((EXAMPLE_OID, octets(FILLER)),)))


def bad_dummy_certificate(folder: Path) -> Path:
    return _write(folder, _dummy(FILLER))


def bad_begins_like_a_tag(folder: Path) -> Path:
    return _write(folder, _dummy(write_omaha("brand=ABCD") + FILLER))


def damaged(folder: Path) -> Path:
    path = _write(folder, Plan(unsigned=((EXAMPLE_OID, octets(FILLER)),)))
    path.write_bytes(path.read_bytes()[:-7000])
    return path
