"""Attestations and sigstore bundles: who says, with which identity, that a file has which digest.

What is checked here: that the certificate's key made the signature over the envelope (or over the stated
digest), that the certificate was valid at the time that the log states, and that the log's proof of
inclusion leads to the root that it names. The log's own key and the certificate's authority are checked where
the extra `sigstore` is installed (sigstore_trust.py); without it a bundle without a fault is `unverified`.

Source: sigstore bundle v0.1 to v0.3 (protobuf-specs, sigstore_bundle.proto); DSSE v1 protocol; in-toto
Statement v0.1 and v1; Fulcio, oid-info.md; PEP 740; the npm registry's attestations; RFC 9162, 2.1.3.2.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.signatures import sigstore_trust
from onionskin.parse.signatures.attestation_marks import LIMIT
from onionskin.parse.signatures.sigstore_trust import Read, Trust
from onionskin.plugins.view import View

MOST, SUBJECTS, PROOF = 64, 1_000, 64
OWN_NAMES = (".sigstore", ".sigstore.json", ".attestation", ".intoto.jsonl", ".provenance")
_STATEMENT = "application/vnd.in-toto+json"
_FULCIO = "1.3.6.1.4.1.57264.1."
# Number of Fulcio's extension -> what it holds; from 8 on each is a UTF-8 string in DER.
_EXTENSIONS = {
    1: "issuer", 8: "issuer", 9: "signer", 11: "runner", 12: "repository", 13: "revision", 14: "ref",
    16: "owner", 18: "workflow", 20: "trigger", 21: "run",
}  # fmt: skip
# Doubts that a verified bundle leaves none of.
_SETTLED = frozenset({"transparency-log-not-checked", "no-timestamp"})
_ALGORITHMS = {"SHA2_256": "sha256", "SHA2_384": "sha384", "SHA2_512": "sha512"}


class Subject(Value, frozen=True):
    """A file that is spoken of: its name ("" where none is stated), and a digest in hex."""

    name: str
    algorithm: str
    digest: str


class Attestation(Value, frozen=True):
    """One attestation. `scheme` is `sigstore`, `pypi-attestation`, `npm-attestation`, `cosign` or `dsse`.

    `predicate` is the type of what is claimed. `identity` is (issuer, repository, workflow) as the
    certificate states them, without the revision; empty where a key without certificate signed.
    """

    scheme: str
    status: str
    signer: str
    flags: tuple[str, ...]
    subjects: tuple[Subject, ...]
    predicate: str = ""
    identity: tuple[str, ...] = ()
    claims: dict[str, str] = msgspec.field(default_factory=dict)
    signed_at: str | None = None
    log_index: int | None = None


@dataclass
class _Bundle:
    """What is read of one bundle, whatever its form."""

    scheme: str
    certificate: bytes = b""
    hint: str = ""
    message: bytes = b""
    digest: tuple[str, bytes] = ("", b"")
    signature: bytes = b""
    payload: bytes = b""
    entries: list[dict[str, Any]] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    whole: dict[str, Any] = field(default_factory=dict)  # as a sigstore bundle, where it can be one


def fits(view: View) -> bool:
    """Say whether marked JSON (attestation_marks.py) holds an attestation, or has one's name and is broken.

    Other JSON speaks of bundles, too: schemas, test data, the roots of trust.
    """
    try:
        documents = _documents(view.read(0, view.size))
        return any(True for each in documents for _ in _bundles(each, "sigstore"))
    except DamagedError:
        return view.name.lower().endswith(OWN_NAMES)


def walk(view: View, trust: Trust | None = None) -> Iterator[Region | Fact | Problem]:
    """Yield every attestation of a file; `trust` is another root than the public one. Raises DamagedError."""
    if view.size > LIMIT:
        raise DamagedError(f"an attestation of {view.size} bytes")
    yield Region("attestation", 0, view.size)
    count = 0
    unchecked = ""
    for whole in _documents(view.read(0, view.size)):
        for bundle in _bundles(whole, "sigstore"):
            count += 1
            if count > MOST:
                yield Problem("limit:facts", f"more than {MOST} attestations; the rest was not read")  # fmt: skip
                return
            try:
                said = _judged(bundle)
                if said.status == "unverified" and bundle.whole and bundle.certificate:
                    root = trust or sigstore_trust.shipped()
                    if isinstance(root, str):
                        unchecked = root
                    else:
                        said = _anchored(said, bundle, root)
                yield Fact.of(said)
            except DamagedError as error:
                yield Problem("damaged", f"attestation {count}: {error}")
    if unchecked:
        yield Problem("not-verified", unchecked)
    if not count:
        raise DamagedError("it holds no attestation")


def _documents(data: bytes) -> Iterator[Any]:
    """Yield the JSON of a file, or of each line of one."""
    try:
        yield json.loads(data)
    except (ValueError, RecursionError):
        lines = data.splitlines()
        if len(lines) < 2:
            raise DamagedError("it is no JSON") from None
        for line in lines[:MOST]:
            if line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise DamagedError("a line of it is no JSON") from error


def _bundles(whole: Any, scheme: str) -> Iterator[_Bundle]:
    """Yield the bundles of a document: it is one, or a registry's list of them."""
    if not isinstance(whole, dict):
        return
    for each in _list(whole.get("attestation_bundles")):
        for one in _list(_dict(each).get("attestations")):
            yield from _bundles(one, "pypi-attestation")
    for each in _list(whole.get("attestations")):
        yield from _bundles(_dict(each).get("bundle"), "npm-attestation")
    if "verification_material" in whole:
        yield _pypi(whole)
    elif "verificationMaterial" in whole:
        yield _sigstore(whole, scheme)
    elif "rekorBundle" in whole:
        yield _cosign(whole)
    elif "payloadType" in whole:
        yield _envelope(whole, _Bundle("dsse"))


def _sigstore(whole: dict[str, Any], scheme: str) -> _Bundle:
    material = _dict(whole.get("verificationMaterial"))
    chain = _list(_dict(material.get("x509CertificateChain")).get("certificates"))
    first = _dict(chain[0]) if chain else _dict(material.get("certificate"))
    made = _Bundle(scheme, _raw(first.get("rawBytes")), whole=whole)
    made.hint = _text(_dict(material.get("publicKey")).get("hint"))
    made.entries = [_dict(each) for each in _list(material.get("tlogEntries"))[:4]]
    if "dsseEnvelope" in whole:
        return _envelope(_dict(whole["dsseEnvelope"]), made)
    signed = _dict(whole.get("messageSignature"))
    stated = _dict(signed.get("messageDigest"))
    name = _ALGORITHMS.get(_text(stated.get("algorithm")), "")
    made.signature, made.digest = _raw(signed.get("signature")), (name, _raw(stated.get("digest")))
    if not name and made.entries:
        # The digest may be left out of a bundle; the log's entry has it.
        name, made.digest = _logged(_json(_raw(made.entries[0].get("canonicalizedBody"))))
    made.subjects = [Subject("", name, made.digest[1].hex())] if name else []
    return made


def _envelope(envelope: dict[str, Any], made: _Bundle) -> _Bundle:
    made.payload = _raw(envelope.get("payload"))
    kind = _text(envelope.get("payloadType")).encode()
    made.message = _pae(kind, made.payload)
    signatures = [_dict(each) for each in _list(envelope.get("signatures"))]
    if len(signatures) > 1:
        made.flags.add("several-signers")
    if signatures:
        made.signature = _raw(signatures[0].get("sig"))
        pem = _text(signatures[0].get("cert"))
        made.certificate = made.certificate or _pem(pem)
    return made


def _pypi(whole: dict[str, Any]) -> _Bundle:
    material, envelope = _dict(whole["verification_material"]), _dict(whole.get("envelope"))
    made = _Bundle("pypi-attestation", _raw(material.get("certificate")))
    made.entries = [_dict(each) for each in _list(material.get("transparency_entries"))[:4]]
    made.payload, made.signature = _raw(envelope.get("statement")), _raw(envelope.get("signature"))
    made.message = _pae(_STATEMENT.encode(), made.payload)
    made.whole = {
        "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        "verificationMaterial": {
            "certificate": {"rawBytes": material.get("certificate")},
            "tlogEntries": _list(material.get("transparency_entries")),
        },
        "dsseEnvelope": {
            "payload": envelope.get("statement"),
            "payloadType": _STATEMENT,
            "signatures": [{"sig": envelope.get("signature")}],
        },
    }
    return made


def _cosign(whole: dict[str, Any]) -> _Bundle:
    """Read the older form of cosign, which names the digest in the log's entry alone."""
    held = _dict(_dict(whole["rekorBundle"]).get("Payload"))
    made = _Bundle("cosign", _pem(_raw(whole.get("cert")).decode("latin-1")))
    made.signature = _raw(whole.get("base64Signature"))
    name, made.digest = _logged(_json(_raw(held.get("body"))))
    made.subjects = [Subject("", name, made.digest[1].hex())] if name else []
    made.entries = [{"integratedTime": held.get("integratedTime"), "logIndex": held.get("logIndex")}]  # fmt: skip
    return made


def _logged(body: dict[str, Any]) -> tuple[str, tuple[str, bytes]]:
    """Return the digest that a log's entry of kind hashedrekord holds: its algorithm, and both."""
    stated = _dict(_dict(_dict(body.get("spec")).get("data")).get("hash"))
    name, digest = _text(stated.get("algorithm")), _text(stated.get("value"))
    if name not in {"sha256", "sha384", "sha512"} or not _is_hex(digest):
        return "", ("", b"")
    return name, (name, bytes.fromhex(digest))


def _pae(kind: bytes, payload: bytes) -> bytes:
    """Return what is signed of an envelope (DSSE, protocol.md)."""
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


# --- what it comes to --------------------------------------------------------------------


def _judged(bundle: _Bundle) -> Attestation:
    flags = bundle.flags | {"transparency-log-not-checked"}
    statement = _json(bundle.payload) if bundle.payload else {}
    subjects = [*bundle.subjects, *_subjects(statement)]
    claims: dict[str, str] = {}
    signer = f"public key {bundle.hint[:100]}" if bundle.hint else ""
    at = _time(bundle.entries)
    if not bundle.certificate:
        flags.add("key-not-at-hand")
    else:
        certificate = _certificate(bundle.certificate)
        claims = _claims(certificate)
        signer = claims.get("name", "")
        flags |= _signed(bundle, certificate) | _valid(certificate, at)
    flags |= {"digest-mismatch"} if any(_odd_proof(each) for each in bundle.entries) else set()
    index = bundle.entries[0].get("logIndex") if bundle.entries else None
    status = status_of(flags)
    return Attestation(
        bundle.scheme, "unverified" if status == "valid" else status, signer[:300], tuple(sorted(flags)),
        tuple(subjects[:SUBJECTS]), _text(statement.get("predicateType"))[:200], _identity(claims), claims, at,
        int(index) if isinstance(index, int | str) and str(index).isdecimal() and len(str(index)) < 19 else None,
    )  # fmt: skip


def _anchored(said: Attestation, bundle: _Bundle, root: Trust) -> Attestation:
    """Return it with what a root of trust makes of it."""
    found = sigstore_trust.verified(
        root, Read(bundle.whole, bundle.certificate, bundle.payload, bundle.digest)
    )
    flags = (set(said.flags) if found else set(said.flags) - _SETTLED) | found
    status = status_of(flags)
    return msgspec.structs.replace(
        said,
        status="unverified" if found and status == "valid" else status,
        flags=tuple(sorted(flags)),
    )


def _subjects(statement: dict[str, Any]) -> Iterator[Subject]:
    """Yield the subjects of a statement, each by its strongest digest."""
    for each in _list(statement.get("subject"))[:SUBJECTS]:
        held = _dict(_dict(each).get("digest"))
        name = next((one for one in ("sha256", "sha512", "sha384", "sha1") if one in held), "")
        digest = _text(held.get(name)).lower()
        if name and _is_hex(digest):
            yield Subject(_text(_dict(each).get("name"))[:300], name, digest[:128])


def _identity(claims: dict[str, str]) -> tuple[str, ...]:
    """Return who that is across releases: revisions and tags left out."""
    if not claims:
        return ()
    workflow = claims.get("workflow") or claims.get("name", "")
    return claims.get("issuer", ""), claims.get("repository", ""), workflow.partition("@refs/")[0]


def _claims(certificate: x509.Certificate) -> dict[str, str]:
    """Return what Fulcio wrote into the certificate, and the name that it is for."""
    found: dict[str, str] = {}
    try:
        extensions = list(certificate.extensions)
    except (ValueError, x509.DuplicateExtension):
        return {}
    for each in extensions:
        number = each.oid.dotted_string.removeprefix(_FULCIO)
        value = each.value
        if number.isdecimal() and int(number) in _EXTENSIONS and isinstance(value, x509.UnrecognizedExtension):  # fmt: skip
            raw = value.value
            if int(number) >= 8 and len(raw) > 2 and raw[0] == 0x0C:
                raw = raw[2:] if raw[1] < 0x80 else raw[2 + (raw[1] & 0x7F) :]
            key = _EXTENSIONS[int(number)]
            if int(number) >= 8 or key not in found:
                found[key] = raw.decode("utf-8", "replace")[:300]
        elif isinstance(value, x509.SubjectAlternativeName):
            names = [str(one.value) for one in value if isinstance(one, x509.UniformResourceIdentifier | x509.RFC822Name)]  # fmt: skip
            found["name"] = names[0][:300] if names else ""
    return dict(sorted(found.items()))


def _signed(bundle: _Bundle, certificate: x509.Certificate) -> set[str]:
    """Check the signature with the certificate's key; return the flags."""
    name, digest = bundle.digest
    try:
        public = certificate.public_key()
        if isinstance(public, ec.EllipticCurvePublicKey):
            scheme: hashes.HashAlgorithm = hashes.SHA384() if public.key_size == 384 else hashes.SHA256()  # fmt: skip
            if name:
                held = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}  # fmt: skip
                public.verify(bundle.signature, digest, ec.ECDSA(Prehashed(held[name])))
            else:
                public.verify(bundle.signature, bundle.message, ec.ECDSA(scheme))
        elif isinstance(public, rsa.RSAPublicKey) and not name:
            public.verify(bundle.signature, bundle.message, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ed25519.Ed25519PublicKey) and not name:
            public.verify(bundle.signature, bundle.message)
        else:
            return {"algorithm-unknown"}
    except InvalidSignature:
        return {"signature-wrong"}
    except (ValueError, UnsupportedAlgorithm):
        return {"algorithm-unknown"}
    return set()


def _valid(certificate: x509.Certificate, at: str | None) -> set[str]:
    if at is None:
        return {"no-timestamp"}
    when = datetime.fromisoformat(at)
    if when > certificate.not_valid_after_utc:
        return {"certificate-expired-at-signing"}
    return {"certificate-not-yet-valid"} if when < certificate.not_valid_before_utc else set()


def _odd_proof(entry: dict[str, Any]) -> bool:
    """Say whether a proof of inclusion is there and does not lead to the root that it states."""
    proof = _dict(entry.get("inclusionProof"))
    body, root = _raw(entry.get("canonicalizedBody")), _raw(proof.get("rootHash"))
    index, size = (_number(proof.get(key)) for key in ("logIndex", "treeSize"))
    path = [_raw(each) for each in _list(proof.get("hashes"))]
    if not root or not body or index is None or size is None or len(path) > PROOF:
        return False
    if index >= size:
        return True
    node, last = hashlib.sha256(b"\0" + body).digest(), size - 1
    for each in path:
        if index & 1 or index == last:
            node = hashlib.sha256(b"\1" + each + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\1" + node + each).digest()
        index, last = index >> 1, last >> 1
    return node != root


def _time(entries: list[dict[str, Any]]) -> str | None:
    """Return the time at which the log says to have taken it in."""
    at = _number(entries[0].get("integratedTime")) if entries else None
    if not at or at > 1 << 36:
        return None
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _certificate(raw: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(raw)
    except ValueError as error:
        raise DamagedError("its certificate cannot be read") from error


# --- pieces of JSON ----------------------------------------------------------------------


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    text = str(value) if isinstance(value, int | str) else ""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _raw(value: Any) -> bytes:
    try:
        return b64decode(_text(value).replace("-", "+").replace("_", "/"))
    except (Base64Error, ValueError) as error:
        raise DamagedError("a field is no base64") from error


def _json(data: bytes) -> dict[str, Any]:
    try:
        return _dict(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise DamagedError("what is signed is no JSON") from error


def _pem(text: str) -> bytes:
    body = text.partition("-----BEGIN CERTIFICATE-----")[2].partition("-----END")[0]
    return _raw("".join(body.split()))


def _is_hex(text: str) -> bool:
    return bool(text) and len(text) % 2 == 0 and all(each in "0123456789abcdefABCDEF" for each in text)  # fmt: skip
