"""Attestations made by nobody: sigstore bundles, PyPI's and npm's forms, with a TEST-ONLY key.

Source: sigstore protobuf-specs (bundle v0.3); PEP 740; DSSE, protocol.md; Fulcio, oid-info.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from onionskin.lookalike.authorities import CODE_SIGNING, Credential, Wanted, issue
from onionskin.lookalike.der_writer import field, sequence

_FULCIO = "1.3.6.1.4.1.57264.1."
_TYPE = "application/vnd.in-toto+json"
TAKEN = 1_735_689_660  # 2025-01-01, one minute past


@dataclass(frozen=True)
class Identity:
    """Who attests: a workflow in a repository, as the issuer of tokens states it."""

    issuer: str = "https://token.example.invalid"
    repository: str = "https://forge.example.invalid/inert/phone"
    workflow: str = "/.github/workflows/release.yml"

    def credential(self, number: int = 7) -> Credential:
        """Return the short-lived certificate that such an authority issues, with its key."""
        workflow = f"{self.repository}{self.workflow}@refs/tags/v1"
        stated = {8: self.issuer, 12: self.repository, 18: workflow}
        extensions = tuple(
            (f"{_FULCIO}{key}", field(0x0C, value.encode())) for key, value in stated.items()
        )
        name = sequence(field(0x86, workflow.encode()))
        wanted = Wanted(
            "inert",
            usages=(CODE_SIGNING,),
            valid_from="2025-01-01T00:00:00Z",
            valid_until="2025-01-01T00:10:00Z",
            extensions=(*extensions, ("2.5.29.17", name)),
        )
        return issue(wanted, key=ec.derive_private_key(number, ec.SECP256R1()))


def build_bundle(
    name: str, data: bytes, identity: Identity | None = None, *, algorithm: str = "sha256"
) -> bytes:
    """Return a sigstore bundle v0.3 with a statement about a file."""
    credential = (identity or Identity()).credential()
    payload = _statement(name, data, algorithm)
    whole = {
        "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        "verificationMaterial": {
            "certificate": {"rawBytes": _b64(credential.certificate)},
            "tlogEntries": [_entry(b"inert")],
        },
        "dsseEnvelope": {
            "payload": _b64(payload),
            "payloadType": _TYPE,
            "signatures": [{"sig": _b64(_sign(credential, _pae(payload)))}],
        },
    }
    return _json(whole)


def build_blob_bundle(data: bytes, identity: Identity | None = None) -> bytes:
    """Return a sigstore bundle with a signature over a file itself."""
    credential = (identity or Identity()).credential()
    digest = hashlib.sha256(data).digest()
    whole = {
        "mediaType": "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "verificationMaterial": {
            "x509CertificateChain": {"certificates": [{"rawBytes": _b64(credential.certificate)}]},
            "tlogEntries": [_entry(b"inert")],
        },
        "messageSignature": {
            "messageDigest": {"algorithm": "SHA2_256", "digest": _b64(digest)},
            "signature": _b64(_sign(credential, data)),
        },
    }
    return _json(whole)


def build_pypi(name: str, data: bytes, identity: Identity | None = None) -> bytes:
    """Return the provenance that PyPI's integrity API gives for a file."""
    credential = (identity or Identity()).credential()
    payload = _statement(name, data, "sha256")
    one = {
        "version": 1,
        "verification_material": {
            "certificate": _b64(credential.certificate),
            "transparency_entries": [_entry(b"inert")],
        },
        "envelope": {
            "statement": _b64(payload),
            "signature": _b64(_sign(credential, _pae(payload))),
        },
    }
    return _json({"version": 1, "attestation_bundles": [{"publisher": {}, "attestations": [one]}]})


def build_npm(package: str, version: str, data: bytes, identity: Identity | None = None) -> bytes:
    """Return what npm's registry answers when asked for a package's attestations."""
    bundle = json.loads(
        build_bundle(f"pkg:npm/{package}@{version}", data, identity, algorithm="sha512")
    )
    return _json({"attestations": [{"predicateType": "inert", "bundle": bundle}]})


def _statement(name: str, data: bytes, algorithm: str) -> bytes:
    return _json(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": name, "digest": {algorithm: hashlib.new(algorithm, data).hexdigest()}}],
            "predicateType": "https://docs.pypi.org/attestations/publish/v1",
            "predicate": None,
        }
    )  # fmt: skip


def _entry(body: bytes) -> dict[str, Any]:
    """Return a log's entry: the second of three leaves, with the proof that leads to the root."""
    other, third = (hashlib.sha256(b"\0" + each).digest() for each in (b"first", b"third"))
    leaf = hashlib.sha256(b"\0" + body).digest()
    pair = hashlib.sha256(b"\1" + other + leaf).digest()
    root = hashlib.sha256(b"\1" + pair + third).digest()
    proof = {
        "logIndex": "1",
        "treeSize": "3",
        "rootHash": _b64(root),
        "hashes": [_b64(other), _b64(third)],
    }
    return {
        "logIndex": "1",
        "integratedTime": str(TAKEN),
        "canonicalizedBody": _b64(body),
        "inclusionProof": proof,
    }


def _pae(payload: bytes) -> bytes:
    return b"DSSEv1 %d %b %d %b" % (len(_TYPE), _TYPE.encode(), len(payload), payload)


def _sign(credential: Credential, message: bytes) -> bytes:
    assert isinstance(credential.key, ec.EllipticCurvePrivateKey)
    return credential.key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _json(whole: object) -> bytes:
    return json.dumps(whole, sort_keys=True).encode()
