"""A Firefox add-on and its two signatures: PKCS#7 as a jar has it, and COSE over a manifest of its own.

`META-INF/cose.sig` signs `META-INF/cose.manifest`, which holds the SHA-256 of every entry but the five files
of both signatures. `META-INF/manifest.mf`, signed by `mozilla.rsa` through `mozilla.sf`, holds those of
the two COSE files, too. Firefox takes a signature for all of its manifest, never for sections of it, and
refuses an add-on with an entry that is not in it.

Source: Mozilla, Firefox Source Docs and Extension Workshop on signing; autograph, signer/xpi (public).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span, Value
from onionskin.parse.archive import Item
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.listed_hashes import HashList
from onionskin.parse.archives.zip_directory import Entry
from onionskin.parse.holes import outside
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.parse.signatures import cose, java_archive
from onionskin.parse.signatures.jar_signature import (
    SHOWN,
    OutsideSignature,
    StrippedSignature,
    data_spans,
)
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MANIFEST, SCHEME, COSE = "META-INF/manifest.mf", "xpi", "xpi-cose"
COSE_MANIFEST, COSE_SIGNATURE = "META-INF/cose.manifest", "META-INF/cose.sig"
# What a COSE manifest does not list: the files of both signatures, by exactly these names.
UNLISTED = frozenset(
    {MANIFEST, "META-INF/mozilla.sf", "META-INF/mozilla.rsa", COSE_MANIFEST, COSE_SIGNATURE}
)


class CoseSignature(Value, frozen=True):
    """One signature of an add-on's COSE message, and how many entries its manifest covers.

    `subject` is whom the certificate names: Mozilla issues one for each add-on, by its id.
    """

    algorithm: str
    subject: str
    covered: int
    certificate: str = ""


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield the zip, what contradicts its manifests, and both signatures."""
    wrong: set[str] = set()
    signed = _Cose(view)
    yield from signed.read()
    for item in java_archive.walk(view, MANIFEST, SCHEME, wrong, by_whole=True):
        if isinstance(item, Child):
            yield from signed.check(item)
        else:
            yield item
    yield from signed.finish(wrong)


class _Cose:
    """The COSE signature of one add-on: read before the walk, judged behind it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._entries: dict[str, Entry] = {}
        self._held: dict[str, bytes] = {}
        self._listed: set[str] = set()
        self._other = HashList(COSE_MANIFEST, {})
        self._wrong: set[str] = set()
        self._promised = False

    def read(self) -> Iterator[Problem]:
        """Read the message and its manifest, as far as they are there."""
        listed = archive.entries(self._view)
        self._entries = {each.name: each for each in listed if not each.is_folder}
        for name in (COSE_MANIFEST, COSE_SIGNATURE):
            entry = self._entries.get(name)
            try:
                if entry is not None and entry.size <= java_archive.MANIFEST_LIMIT:
                    self._held[name] = archive.read_member(self._view, entry, java_archive.MANIFEST_LIMIT)  # fmt: skip
                elif entry is not None:
                    yield Problem("limit:signature", f"{name} has {entry.size} bytes and was not read")  # fmt: skip
            except DamagedError as error:
                yield Problem("damaged", f"{name}: {error}")
        try:
            stated = java_archive.read_stated(self._view, MANIFEST)[1]
        except DamagedError:  # whoever walks the jar says so
            stated = {}
        self._promised = COSE_SIGNATURE in stated
        own = java_archive.stated_in(self._held.get(COSE_MANIFEST, b""))[1]
        self._listed = {name for name, each in own.items() if "sha256" in each.digests}
        # Most digests are the ones of the other manifest, which are compared already.
        self._other.stated.update(
            (name, own[name])
            for name in self._listed
            if name not in stated or stated[name].digests.get("sha256") != own[name].digests["sha256"]
        )  # fmt: skip

    def check(self, item: Child) -> Iterator[Item]:
        """Yield a member, and how it contradicts what this manifest alone says of it."""
        said = self._other.said
        yield from self._other.check(self._view, item)
        if self._other.said != said:
            self._wrong.add(item.name)

    def finish(self, wrong: set[str]) -> Iterator[Fact | Signature | Problem]:
        """Yield the signatures, what they do not cover, and what is missing of them.

        `wrong` are the entries that are not what the other manifest hashes.
        """
        yield from self._other.finish()
        has_manifest, has_message = COSE_MANIFEST in self._entries, COSE_SIGNATURE in self._entries
        if has_manifest and not has_message:
            yield Fact.of(StrippedSignature("the COSE signature", COSE_MANIFEST))
        elif has_message and not has_manifest:
            yield Fact.of(StrippedSignature("the COSE manifest", COSE_SIGNATURE))
        elif self._promised and not has_message:
            yield Fact.of(StrippedSignature("the COSE signature", f"{MANIFEST} lists {COSE_SIGNATURE}"))  # fmt: skip
        if len(self._held) == 2:
            yield from self._signatures(self._wrong | wrong - self._other.stated.keys())

    def _checked(self) -> list[cose.CoseSigner] | DamagedError:
        try:
            return cose.check(self._held[COSE_SIGNATURE], self._held[COSE_MANIFEST])
        except DamagedError as error:
            return error

    def _signatures(self, wrong: set[str]) -> Iterator[Fact | Signature | Problem]:
        checked = self._checked()
        if isinstance(checked, DamagedError):
            yield Problem("damaged", f"{COSE_SIGNATURE}: {checked}")
            yield Signature(COSE, "unreadable", "", ("unreadable-pkcs7",), not_covered=(Span(0, self._view.size),))  # fmt: skip
            return
        names = self._listed & self._entries.keys()
        spans = data_spans(self._view, self._entries, [*names, COSE_MANIFEST])
        counts = False
        for each in checked:
            flags = each.flags | ({"digest-mismatch"} if names & wrong else set())
            digest = hashlib.sha256(each.certificate).hexdigest() if each.certificate else ""
            yield Fact.of(CoseSignature(each.algorithm, each.subject[:200], len(names), digest))
            covered = spans if binds(flags) else ()
            counts = counts or binds(each.flags)
            yield Signature(
                scheme=COSE,
                status=status_of(flags),
                signer=each.signer,
                flags=tuple(sorted(flags)),
                digest="sha256",
                covered=covered,
                not_covered=outside(covered, self._view.size),
            )
        left = sorted(self._entries.keys() - names - UNLISTED)
        if counts and left:
            yield Fact.of(OutsideSignature(COSE, tuple(each[:300] for each in left[:SHOWN]), len(left)))  # fmt: skip
