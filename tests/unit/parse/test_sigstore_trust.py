"""Bundles held against a root of trust: an instance of our own, every part of it broken in turn."""

from __future__ import annotations

import base64
import copy
import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from walked import walked

from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.attestations import Identity, build_bundle
from onionskin.lookalike.sigstore_instance import Instance, as_pypi
from onionskin.model import Outcome
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.parse.signatures import attestation, sigstore_trust
from onionskin.parse.signatures.attestation import Attestation

pytest.importorskip("sigstore", reason="the extra sigstore is not installed")

Bundle = dict[str, Any]
HERE = Path(__file__).parent


def attested(bundle: Bundle, root: Path) -> list[Attestation]:
    trust = sigstore_trust.load(root)
    data = json.dumps(bundle).encode()
    return walked(data, lambda view: attestation.walk(view, trust)).all(Attestation)


def test_a_bundle_of_a_known_instance_is_valid_and_says_who_signed(root: Path) -> None:
    (said,) = attested(Instance().attested("inert.whl", b"inert"), root)
    assert (said.status, said.flags) == ("valid", ())
    assert said.signer.startswith("https://forge.example.invalid/inert/phone/.github/workflows/")
    assert said.signed_at == "2025-01-01T00:01:00Z"


def test_a_signature_over_the_file_itself_is_valid(root: Path) -> None:
    (said,) = attested(Instance().signed(b"inert"), root)
    assert (said.status, said.flags) == ("valid", ())


def test_a_bundle_that_leaves_out_the_digest_takes_the_one_of_the_log(root: Path) -> None:
    bundle = Instance().signed(b"inert")
    del bundle["messageSignature"]["messageDigest"]
    (said,) = attested(bundle, root)
    assert said.status == "valid"
    assert said.subjects[0].algorithm == "sha256"


def test_the_form_of_pypi_is_verified_as_the_bundle_that_it_is(root: Path) -> None:
    whole = json.loads(as_pypi(Instance().attested("inert.whl", b"inert")))
    (said,) = attested(whole, root)
    assert (said.scheme, said.status) == ("pypi-attestation", "valid")


def test_another_instance_below_the_same_names_is_unknown_and_not_wrong(root: Path) -> None:
    (said,) = attested(Instance(41).attested("inert.whl", b"inert"), root)
    assert said.status == "unverified"
    assert {"authority-unknown", "log-unknown"} <= set(said.flags)


def test_what_was_read_must_be_what_is_verified(root: Path) -> None:
    trust, whole = sigstore_trust.load(root), Instance().attested("inert.whl", b"inert")
    own = base64.b64decode(whole["verificationMaterial"]["certificate"]["rawBytes"])
    mine = Identity().credential().certificate
    for certificate, payload, flag in ((mine, b"", "several-signers"), (own, b"x", "digest-mismatch")):  # fmt: skip
        read = sigstore_trust.Read(whole, certificate, payload, ("", b""))
        assert sigstore_trust.verified(trust, read) == {flag}


def test_the_public_root_that_the_library_ships_is_found_and_knows_its_logs() -> None:
    root = sigstore_trust.shipped()
    assert isinstance(root, sigstore_trust.Trust)
    assert root.logs
    assert root.certificate_logs


def test_without_the_extra_a_bundle_is_unverified_and_a_problem_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sigstore_trust, "shipped", lambda: sigstore_trust.ABSENT)
    made = walked(build_bundle("inert.whl", b"inert"), attestation.walk)
    assert made.all(Attestation)[0].status == "unverified"
    assert [each.reason for each in made.problems] == ["not-verified"]
    assert "onionskin[sigstore]" in made.problems[0].detail


def _entry(bundle: Bundle) -> Bundle:
    entry: Bundle = bundle["verificationMaterial"]["tlogEntries"][0]
    return entry


def _other_promise(bundle: Bundle) -> None:
    other = Instance().attested("other.whl", b"other")
    _entry(bundle)["inclusionPromise"] = _entry(other)["inclusionPromise"]


def _other_entry(bundle: Bundle) -> None:
    bundle["verificationMaterial"]["tlogEntries"] = Instance().attested("other.whl", b"other")[
        "verificationMaterial"
    ]["tlogEntries"]


def _entry_of_a_log_of_mine(bundle: Bundle) -> None:
    mine = _entry(Instance(41).attested("inert.whl", b"inert"))
    mine["logId"] = _entry(bundle)["logId"]
    bundle["verificationMaterial"]["tlogEntries"] = [mine]


def _later(bundle: Bundle) -> None:
    _entry(bundle)["integratedTime"] = "1735689700"


def _no_proof(bundle: Bundle) -> None:
    del _entry(bundle)["inclusionProof"]


def _twice(bundle: Bundle) -> None:
    bundle["verificationMaterial"]["tlogEntries"] *= 2


def _no_promise(bundle: Bundle) -> None:
    del _entry(bundle)["inclusionPromise"]


def _certificate_of_mine_before_it(bundle: Bundle) -> None:
    # Made by nobody, for the same key: its signature fits, only its authority does not.
    mine = Identity(repository="https://forge.example.invalid/somebody/else").credential(4003)
    material = bundle["verificationMaterial"]
    held = {"rawBytes": base64.b64encode(mine.certificate).decode()}
    material["x509CertificateChain"] = {"certificates": [held]}


def _unknown_kind(bundle: Bundle) -> None:
    _entry(bundle)["kindVersion"] = {"kind": "intoto", "version": "0.0.2"}


def _longer_note(bundle: Bundle) -> None:
    held = _entry(bundle)["inclusionProof"]["checkpoint"]
    held["envelope"] = "x" + held["envelope"]


def _bent_certificate(bundle: Bundle) -> None:
    held = bundle["verificationMaterial"]["certificate"]
    raw = bytearray(base64.b64decode(held["rawBytes"]))
    raw[-1] ^= 1
    held["rawBytes"] = base64.b64encode(raw).decode()


def _other_payload(bundle: Bundle) -> None:
    other = Instance().attested("other.whl", b"other")
    bundle["dsseEnvelope"]["payload"] = other["dsseEnvelope"]["payload"]


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        (_other_promise, "log-entry-wrong"),
        (_other_entry, "log-entry-wrong"),
        (_entry_of_a_log_of_mine, "log-entry-wrong"),
        (_later, "log-entry-wrong"),
        (_longer_note, "log-entry-wrong"),
        (_no_proof, "bundle-form-unknown"),
        (_twice, "bundle-form-unknown"),
        (_no_promise, "bundle-form-unknown"),
        (_unknown_kind, "log-entry-unknown"),
        (_bent_certificate, "authority-unknown"),
        (_certificate_of_mine_before_it, "bundle-form-unknown"),
        (_other_payload, "signature-wrong"),
    ],
)
def test_what_is_changed_in_a_bundle_leaves_it_not_valid_and_has_a_name(
    change: Callable[[Bundle], None], flag: str, root: Path, pool: Pool
) -> None:
    bundle = copy.deepcopy(Instance().attested("inert.whl", b"inert"))
    change(bundle)
    reply = _asked(pool, json.dumps(bundle).encode(), root)
    ((status, said, *_),) = json.loads(reply.result)
    assert status != "valid"
    assert flag in said


def test_mutants_of_a_bundle_end_typed_and_none_becomes_valid_with_another_meaning(
    root: Path, pool: Pool
) -> None:
    good = json.dumps(Instance().attested("inert.whl", b"inert"), sort_keys=True).encode()
    ((_, _, *meant),) = json.loads(_asked(pool, good, root).result)
    chance = random.Random(3)
    ends: dict[str, int] = {}
    for _ in range(250):
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 4))] = chance.randbytes(chance.choice((0, 1, 3)))
        reply = _asked(pool, bytes(data), root)
        assert reply.outcome is not Outcome.CRASHED, reply.detail
        assert reply.outcome is not Outcome.TIMEOUT
        for status, said, *told in json.loads(reply.result) if reply.result else ():
            assert set(said) <= set(FLAGS)
            assert status != "valid" or told == meant
            ends[status] = ends.get(status, 0) + 1
    assert ends.keys() <= {"valid", "invalid", "unverified"}
    assert ends["invalid"] > 20


def _asked(pool: Pool, data: bytes, root: Path) -> Any:
    descriptor = os.memfd_create("bundle")
    try:
        os.write(descriptor, data)
        args = str(root).encode()
        return pool.call(Job(entry="jailed_bundles:judge", args=args, fds=(descriptor,)))
    finally:
        os.close(descriptor)


@pytest.fixture(scope="module", name="root")
def trust_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trust") / "trusted_root.json"
    path.write_bytes(Instance().root())
    return path


@pytest.fixture(scope="module", name="pool")
def reading_pool(root: Path) -> Iterator[Pool]:
    with Pool(1, readable=(root.parent,), importable=(HERE,)) as pool:
        yield pool
