"""X.509 certificates as code signing needs them: who, issued by whom, for what, and when valid.

Source: RFC 5280. Bytes that cannot be read raise DamagedError.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from asn1crypto.x509 import Name

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.pki import der
from onionskin.parse.pki.public_key import ASN1_FAULTS, verify

MAX_CERTIFICATE = 1 << 20
CODE_SIGNING = "1.3.6.1.5.5.7.3.3"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
ANY_USAGE = "2.5.29.37.0"
LIFETIME_SIGNING = "1.3.6.1.4.1.311.10.3.13"
DIGITAL_SIGNATURE, CERTIFICATE_SIGN = 0x80, 0x04

_BASIC_CONSTRAINTS, _KEY_USAGE, _USAGES = "2.5.29.19", "2.5.29.15", "2.5.29.37"
_SUBJECT_KEY_ID, _AUTHORITY_KEY_ID = "2.5.29.14", "2.5.29.35"
# Critical extensions whose meaning is enforced here, or cannot concern a code signature.
_UNDERSTOOD = frozenset(
    {_BASIC_CONSTRAINTS, _KEY_USAGE, _USAGES, "2.5.29.17", "2.5.29.32", "2.5.29.54"}
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A certificate's place and names, without reading the rest of it.

    `offset` counts from the start of the bytes that it was found in.
    """

    node: der.Node
    serial: int
    issuer: bytes
    subject: bytes

    @property
    def offset(self) -> int:
        """Where the certificate starts."""
        return self.node.start

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.node.stop - self.node.start


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. `subject`, `issuer` and `key` are DER; a None is an absent extension.

    `largest_extension` is where the octets of the longest one stand in `der`.
    """

    der: bytes
    tbs: bytes
    serial: int
    issuer: bytes
    subject: bytes
    not_before: str
    not_after: str
    key: bytes
    algorithm: bytes
    signature: bytes
    is_ca: bool | None
    path_length: int | None
    key_usage: int | None
    usages: tuple[str, ...] | None
    key_id: bytes | None
    authority_key_id: bytes | None
    largest_extension: Span
    unknown_critical: tuple[str, ...]

    @property
    def is_self_issued(self) -> bool:
        """Whether subject and issuer are the same name."""
        return self.subject == self.issuer

    def allows(self, usage: str) -> bool:
        """Whether an extended key usage is permitted: listed, or nothing is listed."""
        return self.usages is None or usage in self.usages or ANY_USAGE in self.usages


def outline(node: der.Node) -> Outline:
    """Return a certificate's serial number and names, reading no more than those."""
    parts = der.fields(der.read_node(node.data, node.body, node.end), "a certificate", 6)
    at = 1 if parts[0].tag == 0xA0 else 0
    return Outline(node, der.integer(parts[at]), parts[at + 2].raw, parts[at + 4].raw)


def read_certificate(data: bytes) -> Certificate:
    """Return a certificate from its DER."""
    if len(data) > MAX_CERTIFICATE:
        raise DamagedError(f"a certificate of {len(data)} bytes")
    return _read_cached(data) if len(data) <= 1 << 16 else _read(data)


def name_parts(name: bytes) -> dict[str, str]:
    """Return a distinguished name as attribute -> text; what cannot be read is left out."""
    return _parts_cached(name) if len(name) <= 4096 else _parts(name)


def _parts(name: bytes) -> dict[str, str]:
    try:
        der.check_bounded(name)
        native = Name.load(name).native
    except (DamagedError, *ASN1_FAULTS):
        return {}
    return {
        str(key): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in native.items()
    }


# The files of one release are signed by the same few.
_parts_cached = lru_cache(maxsize=512)(_parts)


def organisation(name: bytes) -> str:
    """Return who a name is: its organisation, else its common name, else ""."""
    parts = name_parts(name)
    return parts.get("organization_name") or parts.get("common_name") or ""


def common_name(name: bytes) -> str:
    """Return a name's common name, else its organisation, else its organisational unit."""
    parts = name_parts(name)
    keys = ("common_name", "organization_name", "organizational_unit_name")
    return next((parts[key] for key in keys if parts.get(key)), "")


@lru_cache(maxsize=4096)
def _verified(key: bytes, algorithm: bytes, signature: bytes, tbs: bytes) -> str | None:
    try:
        return verify(key, algorithm, signature, tbs)
    except DamagedError:
        return None


def link_digest(issuer: Certificate, subject: Certificate) -> str | None:
    """Return the digest with which the issuer's key signed the subject.

    "" means that it did not, None that it cannot be checked here.
    """
    if len(subject.tbs) > 1 << 16:
        return _verified.__wrapped__(issuer.key, subject.algorithm, subject.signature, subject.tbs)
    return _verified(issuer.key, subject.algorithm, subject.signature, subject.tbs)


def _read(data: bytes) -> Certificate:
    top = der.fields(der.read_node(data), "a certificate", 3)
    if len(top) > 3:
        raise DamagedError("a certificate has fields behind its signature")
    parts = der.fields(top[0], "a certificate's body", 6)
    if parts[0].tag == 0xA0:
        parts = parts[1:]
    if len(parts) < 6:
        raise DamagedError("a certificate's body is cut short")
    if parts[1].raw != top[1].raw:
        raise DamagedError("a certificate names two signature algorithms")
    validity = der.fields(parts[3], "a validity", 2)
    extensions = _extensions(parts[6:])
    key_id = extensions.get(_SUBJECT_KEY_ID)
    is_ca, path_length = _basic_constraints(extensions)
    return Certificate(
        der=data,
        tbs=top[0].raw,
        serial=der.integer(parts[0]),
        issuer=parts[2].raw,
        subject=parts[4].raw,
        not_before=der.time(validity[0]),
        not_after=der.time(validity[1]),
        key=parts[5].raw,
        algorithm=top[1].raw,
        signature=der.bits(top[2]),
        is_ca=is_ca,
        path_length=path_length,
        key_usage=_key_usage(extensions),
        usages=_usages(extensions),
        key_id=None if key_id is None else der.octets(key_id[0]),
        authority_key_id=_authority(extensions),
        largest_extension=max(
            (Span(each[2].body, each[2].end - each[2].body) for each in extensions.values()),
            key=lambda span: span.length,
            default=Span(0, 0),
        ),
        unknown_critical=tuple(
            sorted(
                name for name, held in extensions.items() if held[1] and name not in _UNDERSTOOD
            )
        ),
    )  # fmt: skip


_read_cached = lru_cache(maxsize=1024)(_read)

# Extension id -> the field inside its octets, whether it is critical, the octets themselves.
_Extensions = dict[str, tuple[der.Node, bool, der.Node]]


def _extensions(rest: list[der.Node]) -> _Extensions:
    found: _Extensions = {}
    for holder in rest:
        if holder.tag != 0xA3:
            continue
        for each in der.fields(der.read_node(holder.data, holder.body, holder.end), "extensions"):
            parts = der.fields(each, "an extension", 2)
            name = der.oid(parts[0])
            if name in found:
                raise DamagedError(f"extension {name} stands twice")
            value = der.expect(parts[-1], der.OCTET_STRING, "an extension's value")
            critical = len(parts) > 2 and parts[1].content not in (b"", b"\0")
            found[name] = (_inside(value), critical, value)
    return found


def _inside(value: der.Node) -> der.Node:
    """Return the field in an extension's octets; the octets themselves where there is none."""
    try:
        return der.read_node(value.data, value.body, value.end)
    except DamagedError:
        return value


def _basic_constraints(extensions: _Extensions) -> tuple[bool | None, int | None]:
    held = extensions.get(_BASIC_CONSTRAINTS)
    if held is None:
        return None, None
    parts = der.fields(held[0], "basic constraints")
    is_ca = bool(parts) and parts[0].tag == der.BOOLEAN and parts[0].content != b"\0"
    lengths = [der.integer(part) for part in parts if part.tag == der.INTEGER]
    return is_ca, lengths[0] if lengths else None


def _key_usage(extensions: _Extensions) -> int | None:
    held = extensions.get(_KEY_USAGE)
    if held is None:
        return None
    content = der.expect(held[0], der.BIT_STRING, "a key usage").content
    return content[1] if len(content) > 1 else 0


def _usages(extensions: _Extensions) -> tuple[str, ...] | None:
    held = extensions.get(_USAGES)
    if held is None:
        return None
    return tuple(der.oid(part) for part in der.fields(held[0], "extended key usages")[:64])


def _authority(extensions: _Extensions) -> bytes | None:
    held = extensions.get(_AUTHORITY_KEY_ID)
    if held is None:
        return None
    for part in der.fields(held[0], "an authority key id"):
        if part.tag == 0x80:
            return part.content
    return None
