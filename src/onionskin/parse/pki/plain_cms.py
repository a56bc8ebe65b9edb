"""PKCS#7 signed data over plain content: the signature block of a jar, of a NuGet package, a catalogue.

Signed is the content itself, which stands in the block or beside it; there need be no signed
attributes. Who vouches for the signer differs by world: each caller says which flags of a chain mean
nothing there (Microsoft's list of roots is no law for a jar).

Source: RFC 5652, sections 5.2 to 5.6 and 11; RFC 3161, appendix A.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.parse.pki import cms, der
from onionskin.parse.pki.certificates import CODE_SIGNING, organisation, read_certificate
from onionskin.parse.pki.chain import NO_CHAIN, Chain, build
from onionskin.parse.pki.public_key import verify
from onionskin.parse.pki.timestamp import (
    COUNTER_SIGNATURE,
    PLAIN_TOKEN,
    TOKEN,
    Timestamp,
    read_timestamps,
)

STAMPS = (TOKEN, PLAIN_TOKEN, COUNTER_SIGNATURE)
DATA = "1.2.840.113549.1.7.1"
# What Microsoft's list says of a root is no failure of a signature that Windows never sees.
FOREIGN = frozenset(
    {
        "root-disallowed", "root-restricted", "root-not-for-code-signing", "timestamp-root-disallowed",
        "timestamp-root-restricted", "timestamp-root-not-for-time-stamping", "timestamp-root-for-other-uses",
    }
)  # fmt: skip


@dataclass(slots=True)
class Checked:
    """One signer of a block, checked. `payload` is the signed content, `signed_at` a proven time."""

    flags: set[str] = field(default_factory=set)
    signer: str = ""
    digest: str = ""
    payload: bytes = b""
    content_type: str = ""
    chain: Chain = NO_CHAIN
    timestamps: list[Timestamp] = field(default_factory=list)
    info: cms.SignerInfo | None = None
    length: int = 0

    @property
    def signed_at(self) -> str | None:
        """The time that a verified timestamp proves, or None."""
        return next((each.at for each in self.timestamps if each.at), None)

    @property
    def certificate(self) -> bytes:
        """The signer's certificate in DER, or nothing."""
        return self.chain.certificates[0].der if self.chain.certificates else b""


def check(
    block: bytes, content: bytes | None = None, *, usage: str = CODE_SIGNING, foreign: bool = True
) -> list[Checked]:
    """Check every signer of a PKCS#7. Never raises; there is always one entry.

    `content` is what was signed where the block does not hold it. A block of a `foreign` world
    is not held to what Microsoft's list of roots forbids.
    """
    try:
        node = der.read_node(block)
        data = cms.read_signed_data(node)
        payload = content if content is not None else data.payload()
        found = [_signer(each, data, payload, usage) for each in data.signers]
    except DamagedError:
        return [Checked({"unreadable-pkcs7"})]
    found = found or [Checked({"signer-missing"})]
    for each in found:
        each.payload, each.content_type, each.length = payload, data.content_type, node.stop
        if foreign:
            each.flags -= FOREIGN
        if block[node.stop :].strip(b"\0"):
            each.flags.add("bytes-behind-pkcs7")
        if any(one.kind == "extra field" for one in data.uncovered):
            each.flags.add("trailing-data-in-pkcs7")
    return found


def _signer(info: cms.SignerInfo, data: cms.SignedData, payload: bytes, usage: str) -> Checked:
    found = Checked(info=info, digest=info.digest)
    place = cms.find_signer(info, data.pool)
    found.timestamps = read_timestamps(info, data.pool, STAMPS)
    for stamp in found.timestamps:
        found.flags |= stamp.flags
    if not found.timestamps:
        found.flags.add("no-timestamp")
    if place is None:
        found.flags.add("signer-missing")
        return found
    if info.signed is None:
        found.flags.update(_bare(info, read_certificate(place.node.raw).key, payload))
    else:
        found.flags.update(cms.content_flags(info, data.content_type, payload))
        found.flags.update(cms.signature_flags(info, place))
    found.chain = build(place, data.pool, usage, found.signed_at)
    found.flags |= found.chain.flags
    found.signer = organisation(place.subject)
    return found


def _bare(info: cms.SignerInfo, key: bytes, payload: bytes) -> Iterator[str]:
    """Check a signature over the content itself: a signer without signed attributes."""
    if info.digest in {"md5", "sha1"}:
        yield f"weak-digest-{info.digest}"
    try:
        made_with = verify(key, info.algorithm.raw, info.signature, payload, info.digest)
    except DamagedError:
        yield "algorithm-unknown"
        return
    if not made_with:
        yield "signature-wrong"
    elif made_with != info.digest:
        yield "algorithm-mismatch"
