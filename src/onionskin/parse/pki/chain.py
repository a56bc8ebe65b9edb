"""The chain from a signing certificate up to a root, and what is wrong with it.

Source: RFC 5280 section 6, with Microsoft's reading of extended key usages on
authorities (an authority that lists usages may issue for those only). Revocation
is not looked up: that needs a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.parse.pki import trust
from onionskin.parse.pki.certificates import (
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
MAX_STEPS = 64
# Honest ones, measured: up to 2,000 bytes.
LARGE_CERTIFICATE = 4_096


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


def authority(chain: Chain) -> str:
    """Return the SHA-256 (hex) of the key of the root that a chain ends in, where that is no known one; else ""."""
    if "root-unknown" not in chain.flags:
        return ""
    return hashlib.sha256(chain.certificates[-1].key).hexdigest()


NO_CHAIN = Chain((), None, frozenset())


@dataclass(frozen=True, slots=True)
class _Path:
    """Certificates from the signer upward, where the embedded ones stand, and how it ends."""

    certificates: tuple[Certificate, ...]
    places: tuple[Outline, ...]
    root: trust.Root | None = None
    end: tuple[str, ...] = ()

    @property
    def reach(self) -> int:
        """How far the path leads: to a trusted root, to another root, or nowhere."""
        return 2 if self.root is not None else int("root-unknown" in self.end)

    def up(self, place: Outline, certificate: Certificate) -> _Path:
        return _Path((*self.certificates, certificate), (*self.places, place))

    def ending(self, *flags: str) -> _Path:
        return _Path(self.certificates, self.places, None, flags)


def build(leaf: Outline, pool: Pool, usage: str, at: str | None) -> Chain:
    """Return the chain of a certificate, judged for a usage at a time (None: not judged in time).

    A path to a trusted root is preferred. The embedded certificates that it takes are
    marked as used in the pool; those that nobody vouches for are not.
    """
    try:
        start = _Path((read_certificate(leaf.node.raw),), (leaf,))
    except DamagedError:
        return Chain((), None, frozenset({"certificate-unreadable"}))
    best = start.ending("chain-too-long")
    for path in _climb(start, pool, at, _Budget(MAX_STEPS)):
        if path.reach > best.reach or best.places == start.places:
            best = path
        if best.root is not None:
            break
    certificates = best.certificates
    _mark(best, pool)
    flags = set(best.end)
    flags.update(_leaf_flags(certificates[0], usage, at))
    flags.update(_issuer_flags(certificates, usage, at, anchored=best.root is not None))
    flags.update(_root_flags(best.root, certificates[0], usage, at))
    return Chain(certificates, best.root, frozenset(flags))


class _Budget:
    """How many certificates may still be climbed from, in all directions together."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def spend(self) -> bool:
        self._steps -= 1
        return self._steps >= 0


def _climb(path: _Path, pool: Pool, at: str | None, budget: _Budget) -> Iterator[_Path]:
    """Yield the paths that go on from this one, to a root or to where they end."""
    if not budget.spend():
        return
    top = path.certificates[-1]
    root = trust.anchor(top)
    if root is not None:
        yield _Path(path.certificates, path.places, root)
        return
    root = trust.issuer(top)
    if root is not None:
        yield _Path((*path.certificates, root.certificate), path.places, root)
        return
    if top.is_self_issued and link_digest(top, top):
        named = ("root-impersonated",) if trust.named(top.subject) else ()
        yield path.ending("root-unknown", *named)
        return
    if len(path.certificates) > MAX_LINKS:
        yield path.ending("chain-too-long")
        return
    issuers = list(_issuers(path, pool, at))
    for place, issuer in issuers:
        yield from _climb(path.up(place, issuer), pool, at, budget)
    if not issuers:
        yield path.ending("certificate-forged" if _is_forged(top, pool) else "chain-incomplete")


def _issuers(path: _Path, pool: Pool, at: str | None) -> Iterator[tuple[Outline, Certificate]]:
    """Yield the embedded certificates whose key signed the top of a path, the fittest first."""
    top, known = path.certificates[-1], {each.der for each in path.certificates}
    candidates = [pair for pair in _read(pool.named(top.issuer)) if pair[1].der not in known]
    candidates.sort(key=lambda pair: _unfit(pair[1], top, at))
    for place, candidate in candidates:
        if link_digest(candidate, top):
            yield place, candidate


def _is_forged(certificate: Certificate, pool: Pool) -> bool:
    """Say whether the issuer that a certificate names is at hand, and did not sign it."""
    embedded = [candidate for _, candidate in _read(pool.named(certificate.issuer))]
    return any(
        certificate.authority_key_id in (None, each.key_id) and link_digest(each, certificate) == ""
        for each in (*trust.named(certificate.issuer), *embedded)
    )


def _read(places: Iterable[Outline]) -> Iterator[tuple[Outline, Certificate]]:
    """Yield those certificates that can be read."""
    for place in places:
        try:
            yield place, read_certificate(place.node.raw)
        except DamagedError:
            continue


def _unfit(candidate: Certificate, child: Certificate, at: str | None) -> tuple[bool, bool, bool]:
    """Order candidates: matching key id first, then those that were valid, then authorities."""
    wrong_key = bool(child.authority_key_id and candidate.key_id != child.authority_key_id)
    invalid = at is not None and not candidate.not_before <= at <= candidate.not_after
    return wrong_key, invalid, not candidate.is_ca


def _mark(path: _Path, pool: Pool) -> None:
    """Mark the certificates that a path takes, copies of them, and cross-signed twins.

    The top of a path that leads nowhere is vouched for by nobody; nor is, without a
    trusted root, an issuer larger than any honest one. A twin has the name and key of
    an issuer, and counts if a trusted root, itself or the path signed it: anybody can
    write another's key into a certificate.
    """
    leads_nowhere = path.root is None and "root-unknown" not in path.end
    vouched = path.places[:-1] if leads_nowhere and len(path.places) > 1 else path.places
    pool.used.add(path.places[0].offset)
    held = {read_certificate(place.node.raw).der for place in vouched}
    if path.root is not None:
        held.add(path.certificates[-1].der)
    keys = {each.key for each in path.certificates[1:]}
    for name in {each.subject for each in path.certificates}:
        for place, twin in _read(pool.named(name)):
            if path.root is None and place.length > LARGE_CERTIFICATE:
                continue
            if twin.der in held or (twin.key in keys and _is_genuine(twin, path.certificates)):
                pool.used.add(place.offset)


def _is_genuine(twin: Certificate, path: tuple[Certificate, ...]) -> bool:
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
    path: tuple[Certificate, ...], usage: str, at: str | None, *, anchored: bool
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
        yield _other_use(root, usage)
    refusal = root.refusal(usage, at, leaf.not_before)
    if refusal:
        yield refusal


def _other_use(root: trust.Root, usage: str) -> str:
    if usage == CODE_SIGNING:
        return "root-not-for-code-signing"
    return "root-not-for-time-stamping" if root.serves(CODE_SIGNING) else "root-for-other-uses"
