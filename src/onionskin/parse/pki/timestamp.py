"""When a signature existed: RFC 3161 tokens and PKCS#9 counter-signatures, verified.

Both are made over the signature's own bytes. A time counts only if the authority's
signature, its imprint and its certificate are right.

Source: RFC 3161, RFC 5652 section 11.4; Microsoft, "Windows Authenticode Portable
Executable Signature Format" (counter-signatures as unsigned attributes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.parse.pki import cms, der
from onionskin.parse.pki.certificates import TIME_STAMPING, common_name
from onionskin.parse.pki.chain import NO_CHAIN, Chain, Pool, build
from onionskin.parse.pki.public_key import DIGESTS, digest_of

COUNTER_SIGNATURE = "1.2.840.113549.1.9.6"
TOKEN = "1.3.6.1.4.1.311.3.3.1"  # noqa: S105 - an object identifier
# The attribute of RFC 3161 itself, which jars and NuGet packages use.
PLAIN_TOKEN = "1.2.840.113549.1.9.16.2.14"  # noqa: S105 - an object identifier
MAX_STAMPS = 4
TST_INFO = "1.2.840.113549.1.9.16.1.4"


@dataclass(slots=True)
class Timestamp:
    """One timestamp: its time (None: none can be believed), its authority and its flags.

    `pool` is the token's own certificates, None for a counter-signature, which uses
    those of the signature around it.
    """

    kind: str
    at: str | None = None
    authority: str = ""
    flags: set[str] = field(default_factory=set)
    chain: Chain = NO_CHAIN
    pool: Pool | None = None
    uncovered: list[cms.Uncovered] = field(default_factory=list)


def read_timestamps(
    signer: cms.SignerInfo, pool: Pool, kinds: tuple[str, ...] = (TOKEN, COUNTER_SIGNATURE)
) -> list[Timestamp]:
    """Return the timestamps of a signature in attributes of these kinds, verified, as they stand."""
    values = [
        (each.oid, value) for each in signer.unsigned if each.oid in kinds for value in each.values
    ]
    found = [_guarded(oid, value, signer.signature, pool) for oid, value in values[:MAX_STAMPS]]
    for oid, value in values[MAX_STAMPS:]:
        found[-1].uncovered.append(cms.place("timestamp", value, oid))
        found[-1].flags.add("timestamp-unreadable")
    return found


def read_token(token: bytes, signature: bytes) -> Timestamp:
    """Return a timestamp that stands alone, verified over a signature's bytes."""
    try:
        node = der.read_node(token)
    except DamagedError:
        return Timestamp("rfc3161", flags={"timestamp-unreadable"})
    return _guarded(TOKEN, node, signature, Pool(()))


def _guarded(oid: str, value: der.Node, signature: bytes, pool: Pool) -> Timestamp:
    kind = "pkcs9" if oid == COUNTER_SIGNATURE else "rfc3161"
    stamp = Timestamp(kind)
    try:
        if oid != COUNTER_SIGNATURE:
            _token(value, signature, stamp)
        else:
            _counter_signature(value, signature, pool, stamp)
    except DamagedError:
        stamp.flags.add("timestamp-unreadable")
        stamp.at = None
    if stamp.at is None:
        stamp.pool = None
        stamp.uncovered = [cms.place("timestamp", value, oid)]
    return stamp


def _token(value: der.Node, signature: bytes, stamp: Timestamp) -> None:
    token = cms.read_signed_data(value)
    stamp.pool = token.pool
    stamp.uncovered += token.uncovered
    if token.content_type != TST_INFO:
        raise DamagedError("the token holds no timestamp")
    payload = token.payload()
    info = der.fields(der.read_node(payload), "a timestamp", 5)
    imprint = der.fields(info[2], "an imprint", 2)
    name = DIGESTS.get(der.oid(der.fields(imprint[0], "a digest algorithm", 1)[0]), "")
    if not name:
        raise DamagedError("the timestamp's digest is not known")
    at = der.time(info[4])
    if der.octets(imprint[1]) != digest_of(name, signature):
        stamp.flags.add("timestamp-imprint-mismatch")
    if name in ("md5", "sha1"):
        stamp.flags.add(f"timestamp-weak-digest-{name}")
    if len(token.signers) != 1:
        stamp.flags.add("timestamp-signer-missing")
        return
    _judge(token.signers[0], token.pool, (token.content_type, payload), at, stamp)


def _counter_signature(value: der.Node, signature: bytes, pool: Pool, stamp: Timestamp) -> None:
    signer = cms.read_signer(value)
    at = cms.signing_time(signer)
    if at is None:
        raise DamagedError("a counter-signature without its time")
    _judge(signer, pool, (None, signature), at, stamp)


def _judge(
    signer: cms.SignerInfo, pool: Pool, content: tuple[str | None, bytes], at: str, stamp: Timestamp
) -> None:
    """Verify the authority's signature and chain; set the time only if the signature is right."""
    stamp.uncovered += signer.uncovered
    stamp.uncovered += [
        cms.place("unsigned attribute", each.node, each.oid) for each in signer.unsigned
    ]
    wrong = set(_content_flags(signer, *content))
    stamp.flags |= wrong
    place = cms.find_signer(signer, pool)
    if place is None:
        stamp.flags.add("timestamp-signer-missing")
        return
    if cms.signature_flags(signer, place):
        stamp.flags.add("timestamp-wrong")
    stamp.chain = build(place, pool, TIME_STAMPING, at)
    stamp.flags |= {f"timestamp-{flag}" for flag in stamp.chain.flags}
    stamp.authority = common_name(place.subject)
    if not stamp.flags & {"timestamp-wrong", "timestamp-imprint-mismatch"}:
        stamp.at = at


def _content_flags(
    signer: cms.SignerInfo, content_type: str | None, payload: bytes
) -> Iterator[str]:
    for flag in cms.content_flags(signer, content_type, payload):
        weak = flag.startswith("weak-digest-")
        yield f"timestamp-{flag}" if weak else "timestamp-wrong"
