"""The chain from a signing certificate up to a root, and what is wrong with it.

Source: RFC 5280 section 6, with Microsoft's reading of extended key usages on
authorities (an authority that lists usages may issue for those only). Revocation
is not looked up: that needs a network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.parse import trust
from onionskin.parse.certificates import (
    CERTIFICATE_SIGN,
    CODE_SIGNING,
    DIGITAL_SIGNATURE,
    LIFETIME_SIGNING,
    Certificate,
    Outline,
    link_digest,
    read_certificate,
)

MAX_CERTIFICATES = 2_048
MAX_LINKS = 10
MAX_CANDIDATES = 4


class Pool:
    """The certificates embedded in one PKCS#7, found by subject or by issuer and serial."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        self.outlines = tuple(outlines)
        self.used: set[int] = set()
        self._by_subject: dict[bytes, list[Outline]] = {}
        self._by_serial: dict[tuple[bytes, int], list[Outline]] = {}
        for each in self.outlines:
            self._by_subject.setdefault(each.subject, []).append(each)
            self._by_serial.setdefault((each.issuer, each.serial), []).append(each)

    def named(self, subject: bytes) -> list[Outline]:
        """Return the first few certificates of this subject."""
        return self._by_subject.get(subject, [])[:MAX_CANDIDATES]

    def numbered(self, issuer: bytes, serial: int) -> list[Outline]:
        """Return the first few certificates with this issuer and serial number."""
        return self._by_serial.get((issuer, serial), [])[:MAX_CANDIDATES]


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificates from the signer upward, the trusted root (if any) and the flags."""

    certificates: tuple[Certificate, ...]
    root: trust.Root | None
    flags: frozenset[str]


NO_CHAIN = Chain((), None, frozenset())


def build(leaf: Outline, pool: Pool, usage: str, at: str | None) -> Chain:
    """Return the chain of a certificate, judged for a usage at a time (None: not judged in time).

    Every embedded certificate that the chain takes is marked as used in the pool.
    """
    pool.used.add(leaf.offset)
    try:
        path = [read_certificate(leaf.node.raw)]
    except DamagedError:
        return Chain((), None, frozenset({"certificate-unreadable"}))
    flags: set[str] = set()
    while True:
        root = trust.anchor(path[-1])
        if root is not None:
            break
        root = trust.issuer(path[-1])
        if root is not None:
            path.append(root.certificate)
            break
        if path[-1].is_self_issued and link_digest(path[-1], path[-1]):
            flags.add("root-unknown")
            if trust.is_trusted_name(path[-1].subject):
                flags.add("root-impersonated")
            break
        if len(path) > MAX_LINKS:
            flags.add("chain-too-long")
            break
        issuer = _issuer(path, pool, at)
        if issuer is None:
            flags.add("chain-incomplete")
            break
        path.append(issuer)
    _mark_roots(path, pool)
    flags.update(_leaf_flags(path[0], usage, at))
    flags.update(_issuer_flags(path, usage, at, anchored=root is not None))
    flags.update(_root_flags(root, path[0], usage, at))
    return Chain(tuple(path), root, frozenset(flags))


def _issuer(path: list[Certificate], pool: Pool, at: str | None) -> Certificate | None:
    """Return the embedded certificate whose key signed the top of the path, and mark it used."""
    top, known = path[-1], {each.der for each in path}
    candidates = []
    for place in pool.named(top.issuer):
        try:
            candidate = read_certificate(place.node.raw)
        except DamagedError:
            continue
        if candidate.der not in known:
            candidates.append((place, candidate))
    candidates.sort(key=lambda pair: _unfit(pair[1], top, at))
    for place, candidate in candidates:
        if link_digest(candidate, top):
            pool.used.add(place.offset)
            return candidate
    return None


def _unfit(candidate: Certificate, child: Certificate, at: str | None) -> tuple[bool, bool, bool]:
    """Order candidates: matching key id first, then those that were valid, then authorities."""
    wrong_key = bool(child.authority_key_id and candidate.key_id != child.authority_key_id)
    invalid = at is not None and not candidate.not_before <= at <= candidate.not_after
    return wrong_key, invalid, not candidate.is_ca


def _mark_roots(path: list[Certificate], pool: Pool) -> None:
    """Mark embedded copies of the path's certificates, and cross-signed twins that are genuine.

    A twin has the name and key of an issuer. It counts only if a trusted root, itself
    or the path signed it: anybody can write another's key into a certificate.
    """
    held = {each.der for each in path}
    keys = {each.key for each in path[1:]}
    for name in {each.subject for each in path}:
        for place in pool.named(name):
            try:
                twin = read_certificate(place.node.raw)
            except DamagedError:
                continue
            if twin.der in held or (twin.key in keys and _is_genuine(twin, path)):
                pool.used.add(place.offset)


def _is_genuine(twin: Certificate, path: list[Certificate]) -> bool:
    if trust.issuer(twin) is not None:
        return True
    signers = [each for each in (twin, *path) if each.subject == twin.issuer]
    return any(link_digest(each, twin) for each in signers)


def _leaf_flags(leaf: Certificate, usage: str, at: str | None) -> Iterator[str]:
    if leaf.usages is None:
        yield "eku-absent" if usage == CODE_SIGNING else "eku-missing"
    elif not leaf.allows(usage):
        yield "eku-missing"
    if leaf.key_usage is not None and not leaf.key_usage & DIGITAL_SIGNATURE:
        yield "key-usage-wrong"
    if usage == CODE_SIGNING and leaf.usages and LIFETIME_SIGNING in leaf.usages:
        yield "lifetime-signing"
    if leaf.unknown_critical:
        yield "critical-extension-unknown"
    if at is not None and at > leaf.not_after:
        yield "certificate-expired-at-signing"
    if at is not None and at < leaf.not_before:
        yield "certificate-not-yet-valid"


def _issuer_flags(
    path: list[Certificate], usage: str, at: str | None, *, anchored: bool
) -> Iterator[str]:
    """Judge the issuers. A trusted root is trusted as it is: only its key counts."""
    issuers = path[1:-1] if anchored else path[1:]
    below = 0
    for child, each in zip(path, issuers, strict=False):
        below += not child.is_self_issued and child is not path[0]
        if each.is_ca is not True:
            yield "issuer-not-ca"
        if each.path_length is not None and below > each.path_length:
            yield "path-too-long"
        if each.key_usage is not None and not each.key_usage & CERTIFICATE_SIGN:
            yield "key-usage-wrong"
        if not each.allows(usage):
            yield "issuer-eku-missing"
        if each.unknown_critical:
            yield "critical-extension-unknown"
        if at is not None and at > each.not_after:
            yield "issuer-expired-at-signing"
        if at is not None and at < each.not_before:
            yield "issuer-not-yet-valid"
    digests = {link_digest(issuer, child) for child, issuer in pairwise(path)}
    for weak in digests & {"md5", "sha1"}:
        yield f"weak-digest-{weak}"


def _root_flags(
    root: trust.Root | None, leaf: Certificate, usage: str, at: str | None
) -> Iterator[str]:
    if root is None:
        return
    if not root.serves(usage):
        yield "root-not-for-code-signing" if usage == CODE_SIGNING else "root-not-for-time-stamping"
    refusal = root.refusal(usage, at, leaf.not_before)
    if refusal:
        yield refusal
