"""A whole Sigstore instance of nobody's: authority, both logs and root of trust, with TEST-ONLY keys.

Source: Sigstore client specification; sigstore protobuf-specs (bundle, trust root); Rekor, pkg/types/dsse
and hashedrekord v0.0.1; RFC 6962, 3.2 and 3.3 (SCT); C2SP, tlog-checkpoint.md.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from onionskin.lookalike.authorities import Credential, Wanted, issue
from onionskin.lookalike.der_writer import field

_SCT = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
_TYPE = "application/vnd.in-toto+json"
_TAKEN = 1_735_689_660  # 2025-01-01, one minute past
_WORKFLOW = "https://forge.example.invalid/inert/phone/.github/workflows/release.yml@refs/tags/v1"


@dataclass(frozen=True)
class Instance:
    """An instance; another `number` is another one, with other keys below the same names."""

    number: int = 40

    def root(self) -> bytes:
        """Return its root of trust, in the form of `trusted_root.json`."""
        since = {"start": "2020-01-01T00:00:00Z"}
        authority = {
            "subject": {"organization": "inert", "commonName": "inert"},
            "uri": "https://fulcio.example.invalid",
            "certChain": {"certificates": [{"rawBytes": _b64(self._authority.certificate)}]},
            "validFor": since,
        }
        return _json(
            {
                "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                "tlogs": [_log(self._key(1), "https://rekor.example.invalid")],
                "ctlogs": [_log(self._key(2), "https://ctfe.example.invalid")],
                "certificateAuthorities": [authority],
                "timestampAuthorities": [],
            }
        )

    def attested(self, name: str, data: bytes) -> dict[str, Any]:
        """Return a bundle with a statement about a file."""
        digest = {"sha256": hashlib.sha256(data).hexdigest()}
        payload = _json(
            {
                "_type": "https://in-toto.io/Statement/v1",
                "subject": [{"name": name, "digest": digest}],
                "predicateType": "https://docs.pypi.org/attestations/publish/v1",
                "predicate": None,
            }
        )
        envelope = b"DSSEv1 %d %b %d %b" % (len(_TYPE), _TYPE.encode(), len(payload), payload)
        signature = _b64(_sign(self._key(3), envelope))
        spec = {
            "envelopeHash": _hash(envelope),
            "payloadHash": _hash(payload),
            "signatures": [{"signature": signature, "verifier": _b64(self._pem)}],
        }
        content = {
            "payload": _b64(payload),
            "payloadType": _TYPE,
            "signatures": [{"sig": signature}],
        }
        return {**self._material("dsse", spec), "dsseEnvelope": content}

    def signed(self, data: bytes) -> dict[str, Any]:
        """Return a bundle with a signature over a file itself."""
        signature = _b64(_sign(self._key(3), data))
        spec = {
            "data": {"hash": _hash(data)},
            "signature": {"content": signature, "publicKey": {"content": _b64(self._pem)}},
        }
        stated = {"algorithm": "SHA2_256", "digest": _b64(hashlib.sha256(data).digest())}
        content = {"messageDigest": stated, "signature": signature}
        return {**self._material("hashedrekord", spec), "messageSignature": content}

    def _key(self, which: int) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.number * 100 + which, ec.SECP256R1())

    @cached_property
    def _authority(self) -> Credential:
        return issue(Wanted("inert", "inert", is_authority=True), key=self._key(0))

    @cached_property
    def _pem(self) -> bytes:
        return self._leaf.public_bytes(Encoding.PEM)

    @cached_property
    def _leaf(self) -> x509.Certificate:
        """The signer's certificate of ten minutes, which the log of certificates has taken in."""
        above, key = x509.load_der_x509_certificate(self._authority.certificate), self._key(3)
        start = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
        builder = (
            x509.CertificateBuilder(above.subject, x509.Name([]), key.public_key(), self.number)
            .not_valid_before(start)
            .not_valid_after(start + dt.timedelta(minutes=10))
        )
        usage = x509.KeyUsage(True, *[False] * 8)  # noqa: FBT003 - its parameters
        name = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(_WORKFLOW)])
        for each, critical in (
            (usage, True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), False),
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), False),  # type: ignore[arg-type]
            (name, True),
        ):
            builder = builder.add_extension(each, critical)
        bare = builder.sign(self._key(0), hashes.SHA256(), ecdsa_deterministic=True)
        taken = self._taken(bare.tbs_certificate_bytes)
        builder = builder.add_extension(x509.UnrecognizedExtension(_SCT, taken), critical=False)
        return builder.sign(self._key(0), hashes.SHA256(), ecdsa_deterministic=True)

    def _taken(self, certificate: bytes) -> bytes:
        """Return the log's word that it took in a certificate, as the extension holds it."""
        stamp = struct.pack(">Q", _TAKEN * 1000)
        length = len(certificate).to_bytes(3, "big")
        issuer = hashlib.sha256(_public(self._key(0))).digest()
        signed = b"\0\0" + stamp + b"\0\1" + issuer + length + certificate + b"\0\0"
        signature = _sign(self._key(2), signed)
        own = hashlib.sha256(_public(self._key(2))).digest()
        one = b"\0" + own + stamp + b"\0\0\4\3" + struct.pack(">H", len(signature)) + signature
        return field(4, struct.pack(">HH", len(one) + 2, len(one)) + one)

    def _material(self, kind: str, spec: dict[str, Any]) -> dict[str, Any]:
        body = _json({"apiVersion": "0.0.1", "kind": kind, "spec": spec})
        key = self._key(1)
        own = hashlib.sha256(_public(key)).digest()
        beside = hashlib.sha256(b"\0beside").digest()
        top = hashlib.sha256(b"\1" + beside + hashlib.sha256(b"\0" + body).digest()).digest()
        note = f"rekor.example.invalid\n2\n{_b64(top)}\n"
        said = _b64(own[:4] + _sign(key, note.encode()))
        promise = {
            "body": _b64(body),
            "integratedTime": _TAKEN,
            "logID": own.hex(),
            "logIndex": 1,
        }
        entry = {
            "logIndex": "1",
            "logId": {"keyId": _b64(own)},
            "kindVersion": {"kind": kind, "version": "0.0.1"},
            "integratedTime": str(_TAKEN),
            "inclusionPromise": {"signedEntryTimestamp": _b64(_sign(key, _json(promise)))},
            "inclusionProof": {
                "logIndex": "1",
                "treeSize": "2",
                "rootHash": _b64(top),
                "hashes": [_b64(beside)],
                "checkpoint": {"envelope": f"{note}\n\N{EM DASH} rekor.example.invalid {said}\n"},
            },
            "canonicalizedBody": _b64(body),
        }
        return {
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": {
                "certificate": {"rawBytes": _b64(self._leaf.public_bytes(Encoding.DER))},
                "tlogEntries": [entry],
            },
        }


def as_pypi(bundle: dict[str, Any]) -> bytes:
    """Return a bundle in the form of PyPI's provenance (PEP 740)."""
    material, envelope = bundle["verificationMaterial"], bundle["dsseEnvelope"]
    one = {
        "version": 1,
        "verification_material": {
            "certificate": material["certificate"]["rawBytes"],
            "transparency_entries": material["tlogEntries"],
        },
        "envelope": {
            "statement": envelope["payload"],
            "signature": envelope["signatures"][0]["sig"],
        },
    }
    return _json({"version": 1, "attestation_bundles": [{"publisher": {}, "attestations": [one]}]})


def _log(key: ec.EllipticCurvePrivateKey, url: str) -> dict[str, Any]:
    public = _public(key)
    return {
        "baseUrl": url,
        "hashAlgorithm": "SHA2_256",
        "publicKey": {
            "rawBytes": _b64(public),
            "keyDetails": "PKIX_ECDSA_P256_SHA_256",
            "validFor": {"start": "2020-01-01T00:00:00Z"},
        },
        "logId": {"keyId": _b64(hashlib.sha256(public).digest())},
    }


def _public(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    return key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def _hash(data: bytes) -> dict[str, str]:
    return {"algorithm": "sha256", "value": hashlib.sha256(data).hexdigest()}


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _json(whole: object) -> bytes:
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()
