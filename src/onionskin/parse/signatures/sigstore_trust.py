"""Sigstore bundles, verified down to Sigstore's own root of trust, without a network.

The work is done by sigstore-python (the extra `sigstore`), with the root of trust that it ships: the chain
to Fulcio at the time of signing, the certificate's own transparency log, the log's checkpoint, proof and
promise, the signature, and that the log took in just that. Who signed is not judged: any identity fits.

What that library refuses in one sentence is told here by flags. A key or an authority that the shipped root
does not know is a doubt, not a failure: private instances have their own, and the shipped root grows old.

Source: Sigstore client specification, section 4 (verification); sigstore protobuf-specs,
sigstore_trustroot.proto; sigstore-python 4, verify/verifier.py (which steps, and its words); RFC 6962, 3.2.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

if TYPE_CHECKING:
    from sigstore.models import Bundle
    from sigstore.verify import Verifier

ABSENT = "the certificate's authority and the transparency log were not checked; install onionskin[sigstore]"
NO_ROOT = "the installed sigstore library brings no root of trust of its own; nothing was checked against it"
_PUBLIC = "tuf-repo-cdn.sigstore.dev"
# Words of the library's refusals -> flag, the first that fits. Its types say no more than `it failed`.
_REFUSALS = (
    # An entry of kind intoto, as npm made them in its first years: the library knows no time of it.
    ("Integrated time only supported", "log-entry-unknown"),
    ("not enough sources of verified time", "no-timestamp"),
    ("no Timestamp Authorities", "timestamp-root-unknown"),
    ("expired at time of signing", "certificate-expired-at-signing"),
    ("SCT", "certificate-log-wrong"),
    ("Expected one certificate timestamp", "certificate-log-wrong"),
    ("signed certificate timestamp", "certificate-log-wrong"),
    ("Key usage", "key-usage-wrong"),
    ("Extended usage", "eku-missing"),
    ("invalid log entry", "log-entry-wrong"),
    ("log entry type", "log-entry-unknown"),
    ("entry type hashedrekord", "log-entry-unknown"),
    ("hashedrekord version", "log-entry-unknown"),
    ("log entry", "log-entry-wrong"),
    ("Signature is invalid", "signature-wrong"),
    ("DSSE: invalid signature", "signature-wrong"),
    ("message digest mismatch", "digest-mismatch"),
)


@dataclass(frozen=True)
class Trust:
    """A root of trust, ready: who verifies with it, and the logs whose keys it knows."""

    verifier: Verifier
    logs: frozenset[bytes]
    certificate_logs: frozenset[bytes]


@cache
def shipped() -> Trust | str:
    """Return the public instance's root of trust, as the library ships it, or why there is none."""
    if find_spec("sigstore") is None:
        return ABSENT
    store = resources.files("sigstore").joinpath("_store")
    for each in store.iterdir() if store.is_dir() else ():
        root = each.joinpath("trusted_root.json")
        if each.name.endswith(_PUBLIC) and root.is_file():
            with resources.as_file(root) as path:
                return load(path)
    return NO_ROOT


def load(path: Path) -> Trust:
    """Return what a file in the form of `trusted_root.json` says to trust."""
    from sigstore.models import TrustedRoot
    from sigstore.verify import Verifier

    logging.getLogger("sigstore").setLevel(logging.CRITICAL)
    stated = json.loads(path.read_bytes())
    verifier = Verifier(trusted_root=TrustedRoot.from_file(str(path)))
    return Trust(verifier, _keys(stated, "tlogs"), _keys(stated, "ctlogs"))


@dataclass(frozen=True)
class Read:
    """What was read of a bundle, to be the same that is verified.

    `whole` is its JSON, `digest` (algorithm, bytes) of the file that was signed where there is no envelope;
    the file itself is compared by who has it.
    """

    whole: dict[str, Any]
    certificate: bytes
    payload: bytes
    digest: tuple[str, bytes]


def verified(trust: Trust, read: Read) -> set[str]:
    """Return the flags of one bundle, none where it is verified down to the root."""
    from sigstore.errors import Error
    from sigstore.models import Bundle, InvalidBundle

    try:
        bundle = Bundle.from_json(json.dumps(read.whole))
    except (InvalidBundle, Error, ValueError):
        return {"bundle-form-unknown"}
    if bundle.signing_certificate.public_bytes(Encoding.DER) != read.certificate:
        return {"several-signers"}
    return _unknown(trust, read.whole, bundle.signing_certificate) or _held(trust, read, bundle)


def _held(trust: Trust, read: Read, bundle: Bundle) -> set[str]:
    """Return the flags with which the library refuses a bundle, none where it does not."""
    from sigstore.errors import CertValidationError, Error
    from sigstore.hashes import Hashed
    from sigstore.verify.policy import UnsafeNoOp

    try:
        if "dsseEnvelope" in read.whole:
            _, payload = trust.verifier.verify_dsse(bundle, UnsafeNoOp())
            return set() if payload == read.payload else {"digest-mismatch"}
        hashed = Hashed(algorithm=_algorithm(read.digest[0]), digest=read.digest[1])
        trust.verifier.verify_artifact(hashed, bundle, UnsafeNoOp())
    except CertValidationError:
        return {"authority-unknown"}
    except Error as error:
        return {_flag(str(error))}
    except (ValueError, TypeError, KeyError, x509.ExtensionNotFound):
        return {"bundle-form-unknown"}
    return set()


def _flag(said: str) -> str:
    return next((flag for words, flag in _REFUSALS if words in said), "not-verified")


def _unknown(trust: Trust, whole: dict[str, Any], certificate: x509.Certificate) -> set[str]:
    """Return the flags for logs whose keys the root does not know."""
    flags = set()
    logs = set()
    for entry in whole["verificationMaterial"].get("tlogEntries") or ():
        logs.add(_bytes((entry.get("logId") or {}).get("keyId")))
    if logs - trust.logs:
        flags.add("log-unknown")
    try:
        held = certificate.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps)  # fmt: skip
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return flags
    if any(each.log_id not in trust.certificate_logs for each in held.value):
        flags.add("authority-unknown")
    return flags


def _keys(stated: dict[str, Any], name: str) -> frozenset[bytes]:
    return frozenset(_bytes(each["logId"]["keyId"]) for each in stated.get(name, ()))


def _bytes(text: object) -> bytes:
    try:
        return b64decode(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _algorithm(name: str) -> Any:
    from sigstore_models.common.v1 import HashAlgorithm

    return {
        "sha384": HashAlgorithm.SHA2_384,
        "sha512": HashAlgorithm.SHA2_512,
    }.get(name, HashAlgorithm.SHA2_256)
