"""Signed look-alikes with one thing bent, and their opening in the jail."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.authorities import Credential, timestamp_authority
from onionskin.lookalike.der_writer import octets, oid, sequence
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import (
    AT,
    OPUS_INFO,
    Plan,
    attach,
    attribute,
    image_digest,
    indirect_data,
    sign,
    signed_data,
    signer_info,
    timestamp_token,
)
from onionskin.model import Artifact, Layer, Outcome, Signature
from onionskin.parse.pki.cms import CONTENT_TYPE, MESSAGE_DIGEST
from onionskin.parse.pki.spc import INDIRECT_DATA, PE_IMAGE
from onionskin.parse.pki.timestamp import TOKEN
from onionskin.peel.wire import Opened, Request

IMAGE = build_pe(Recipe(name="phone.exe"))
OTHER = build_pe(Recipe(name="other.exe", strings=("another program",)))
FILLER = bytes((number * 37 + 11) % 251 for number in range(40_000))
EXAMPLE = "1.3.6.1.4.1.32473.2"


@contextmanager
def _file(data: bytes) -> Iterator[int]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        yield file.fileno()


def opened(pool: Pool, data: bytes) -> Opened:
    """Open a file in the jail; the reply must be typed and come soon."""
    artifact = Artifact("artifact-1", ("phone.exe",), hashlib.sha256(data).hexdigest(), len(data))
    request = Request(artifact, 0, 64 << 20, 1000, 100)
    with _file(data) as fd, _file(b"") as spool:
        job = Job(
            entry="onionskin.peel.inside:open_artifact",
            args=msgspec.msgpack.encode(request),
            fds=(fd, spool),
            label="phone.exe",
            seconds=20.0,
        )
        reply = pool.call(job)
    assert reply.outcome is Outcome.SCANNED, reply
    return msgspec.msgpack.decode(reply.result, type=Opened)


def signatures(pool: Pool, data: bytes) -> tuple[Signature, ...]:
    return opened(pool, data).layer.all(Signature)


def only(pool: Pool, data: bytes) -> Signature:
    (signature,) = signatures(pool, data)
    return signature


def seen(pool: Pool, data: bytes) -> set[str]:
    return {each.signal for each in opened(pool, data).seen}


def partition(layer: Layer) -> None:
    """Assert that each signature's spans cover every byte of the file exactly once."""
    for each in layer.all(Signature):
        at = 0
        for span in sorted((*each.covered, *each.not_covered), key=lambda span: span.offset):
            assert span.offset == at
            assert span.length > 0
            at = span.end
        assert at == layer.artifact.size


def content(image: bytes = IMAGE, kind: str = PE_IMAGE, name: str = "sha256") -> bytes:
    return indirect_data(image_digest(image, name), kind, name)


def usual_attributes(payload: bytes) -> list[bytes]:
    return [
        attribute(CONTENT_TYPE, oid(INDIRECT_DATA)),
        attribute(MESSAGE_DIGEST, octets(hashlib.sha256(payload).digest())),
        attribute(OPUS_INFO, sequence()),
    ]


def inside(der: bytes) -> bytes:
    """Return the content octets of a short field."""
    return der[2 if der[1] < 0x80 else 2 + (der[1] & 0x7F) :]


def info(
    attributes: list[bytes],
    credential: Credential | None = None,
    unsigned: list[bytes] | None = None,
    *,
    stamped: bool = True,
) -> bytes:
    """Return a SignerInfo with a right signature over these attributes, and a timestamp."""
    credential = credential or Plan().signing()
    signature = sign(credential, b"".join(sorted(attributes)), "sha256")
    own = list(unsigned or [])
    if stamped:
        token = timestamp_token(signature, AT, timestamp_authority())
        own.insert(0, attribute(TOKEN, token))
    return signer_info(credential, attributes, signature, "sha256", own)


def blob(*signers: bytes, certificates: list[bytes] | None = None, indirect: bytes = b"") -> bytes:
    """Return a PKCS#7 over IMAGE with these signers."""
    chain = list(Plan().signing().chain) if certificates is None else certificates
    return signed_data(INDIRECT_DATA, indirect or content(), chain, list(signers))


def usual_info(unsigned: list[bytes] | None = None) -> bytes:
    return info(usual_attributes(inside(content())), unsigned=unsigned)


def signed(*blobs: bytes, image: bytes = IMAGE) -> bytes:
    return attach(image, *blobs)
