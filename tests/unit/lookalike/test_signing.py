"""The fictional authority: the same bytes everywhere, and right by another's measure."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from onionskin.lookalike import authorities
from onionskin.lookalike.authorities import root, worthless_key
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe

IMAGE = build_pe(Recipe(name="phone.exe"))


def test_a_worthless_key_is_the_same_in_every_run() -> None:
    numbers = worthless_key("root").public_key().public_numbers()
    modulus = numbers.n.to_bytes(256, "big")
    assert hashlib.sha256(modulus).hexdigest()[:16] == "f3398d8a311bcc8b"
    assert worthless_key("root").key_size == 2048


def test_the_distances_that_are_kept_are_those_that_a_search_finds() -> None:
    for name, part in authorities._DISTANCES:
        start = authorities._start(name, part)
        distance = authorities._DISTANCES[name, part]
        assert authorities._is_prime(start + distance)


def test_a_key_of_any_other_name_can_be_had() -> None:
    assert worthless_key("some other name").key_size == 2048


def test_signing_twice_gives_the_same_bytes() -> None:
    assert sign_pe(IMAGE) == sign_pe(IMAGE)
    assert hashlib.sha256(sign_pe(IMAGE)).hexdigest()[:16] == "b78fb0dd4c6dca85"


def test_certificates_say_that_they_are_worthless() -> None:
    assert b"worthless" in root().certificate


@pytest.mark.peer
@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        Plan(timestamp="pkcs9", digest="sha384", program="Phone"),
        Plan(nested=Plan(digest="sha512")),
    ],
    ids=["rfc3161", "pkcs9", "nested"],
)
def test_osslsigncode_finds_our_signatures_right(tmp_path: Path, plan: Plan) -> None:
    program = shutil.which("osslsigncode")
    if program is None:
        pytest.skip("osslsigncode is not installed")
    pem = tmp_path / "root.pem"
    body = base64.encodebytes(root().certificate).decode()
    pem.write_text(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
    signed = tmp_path / "phone.exe"
    signed.write_bytes(sign_pe(IMAGE, plan=plan))
    command = [program, "verify", "-CAfile", pem, "-TSA-CAfile", pem, "-in", signed]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert made.returncode == 0, made.stdout
    assert "Signature verification: ok" in made.stdout
    assert "Timestamp Server Signature verification: ok" in made.stdout
