"""The signature of an OPC package (a VSIX): an XML signature over a list of parts and their digests.

Signed is the list; each part is held to its digest while the package is walked. Of relationships only those
that the list names are signed, by a transform of OPC's own. The content types and the signature's own parts
are covered by none.

Source: ECMA-376 part 2, Open Packaging Conventions, 12 (digital signatures); W3C, XML Signature Syntax and
Processing; Microsoft, the digital signature objects of msopc.h (SignatureTime, TimeStamp/EncodedTime).
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.listed_hashes import HashList, HashMismatch, Stated
from onionskin.parse.archives.zip_directory import Entry, read_local
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki import der, public_key
from onionskin.parse.pki.certificates import (
    CODE_SIGNING,
    Outline,
    organisation,
    outline,
    read_certificate,
)
from onionskin.parse.pki.chain import Pool, authority, build
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.parse.pki.timestamp import Timestamp, read_token
from onionskin.parse.signatures.jar_signature import OutsideSignature, StrippedSignature
from onionskin.parse.texts import canonical_xml
from onionskin.parse.texts.canonical_xml import Node
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

FOLDER, TYPES = "package/services/digital-signature/", "[Content_Types].xml"
ORIGIN = ".psdor"
SIGNATURE = ".psdsxs"
LIMIT, SIGNATURES, SHOWN = 8 << 20, 4, 50
_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_MORE, _ENC = "http://www.w3.org/2001/04/xmldsig-more#", "http://www.w3.org/2001/04/xmlenc#"
_CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
_DIGESTS = {f"{_DSIG}sha1": "sha1", f"{_ENC}sha256": "sha256", f"{_MORE}sha384": "sha384", f"{_ENC}sha512": "sha512"}  # fmt: skip
_METHODS = {f"{_DSIG}rsa-sha1": "sha1", **{f"{_MORE}rsa-{name}": name for name in ("sha256", "sha384", "sha512")}}  # fmt: skip
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class _Signed:
    """One signature: what it says of parts, and what was found."""

    name: str
    flags: set[str] = field(default_factory=set)
    stated: dict[str, Stated] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    signer: str = ""
    digest: str = ""
    stamp: Timestamp | None = None
    authority: str = ""


class OpcSignatures:
    """The signatures of one package: read before its walk, judged behind it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._entries = {each.name: each for each in archive.entries(view) if not each.is_folder}
        self._names = {name.lower(): name for name in self._entries}
        self._found: list[_Signed] = []
        self._lists: list[tuple[_Signed, HashList]] = []
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Read every signature of the package."""
        files = [name for name in sorted(self._entries) if name.lower().endswith(SIGNATURE)]
        for name in files[:SIGNATURES]:
            signed = _Signed(name)
            self._found.append(signed)
            try:
                self._one(signed, canonical_xml.read(self._read(self._entries[name])))
            except DamagedError as error:
                signed.flags.add("unreadable-pkcs7")
                self.problems.append(Problem("damaged", f"{name}: {error}"))
            self._lists.append((signed, HashList(name, signed.stated)))
        if len(files) > SIGNATURES:
            self.problems.append(Problem("limit:signature", f"only {SIGNATURES} of {len(files)} signatures were read"))  # fmt: skip

    def check(self, child: Child) -> Iterator[Child | Fact]:
        """Yield a member, held to what each signature states of it, then how it differs."""
        yield from self._held(child, 0)

    def _held(self, child: Child, number: int) -> Iterator[Child | Fact]:
        if number == len(self._lists):
            yield child
            return
        signed, stated = self._lists[number]
        for item in stated.check(self._view, child):
            if isinstance(item, Child):
                yield from self._held(item, number + 1)
                continue
            signed.flags.add("digest-mismatch")
            signed.parts.discard(child.name)
            yield item

    def finish(self) -> Iterator[Fact | Signature | Problem]:
        """Yield each signature, and which entries none of them covers."""
        yield from self.problems
        covered: set[str] = set()
        for signed in self._found:
            for name in sorted(signed.stated.keys() - self._entries.keys()):
                signed.flags.add("digest-mismatch")
                yield Fact.of(HashMismatch(signed.name, name[:300], "absent"))
            spans = self._spans(signed.parts) if binds(signed.flags) else ()
            covered |= signed.parts
            flags = tuple(sorted(signed.flags))
            at = signed.stamp.at if signed.stamp else None
            yield Signature(
                "opc", status_of(flags), signed.signer, flags, at, signed.digest, spans,
                outside(spans, self._view.size), signed.authority,
            )  # fmt: skip
        if self._found:
            yield from self._outside(covered)
        elif any(name.lower().endswith(ORIGIN) for name in self._entries):
            yield Fact.of(StrippedSignature("the signature", f"{FOLDER}origin{ORIGIN}"))

    def _outside(self, covered: set[str]) -> Iterator[Fact]:
        left = sorted(
            name
            for name in self._entries
            if name not in covered and name != TYPES and not name.lower().endswith(".rels")
            and not (name.lower().startswith(FOLDER) and name.lower().endswith((ORIGIN, SIGNATURE, ".cer")))
        )  # fmt: skip
        if left:
            yield Fact.of(OutsideSignature("opc", tuple(each[:300] for each in left[:SHOWN]), len(left)))  # fmt: skip

    def _read(self, entry: Entry) -> bytes:
        if entry.size > LIMIT:
            raise DamagedError(f"{entry.name} is {entry.size} bytes long")
        return archive.read_member(self._view, entry, LIMIT)

    def _spans(self, names: set[str]) -> tuple[Span, ...]:
        found = []
        for name in names & self._entries.keys():
            entry = self._entries[name]
            local = read_local(self._view, entry.local)
            if local and local.data + entry.packed <= self._view.size:
                found.append(Span(local.data, entry.packed))
        return joined(found)

    # --- one signature -------------------------------------------------------------------

    def _one(self, signed: _Signed, root: Node) -> None:
        info = root.child("SignedInfo")
        if root.local != "Signature" or root.space != _DSIG or info is None:
            raise DamagedError("it is no XML signature")
        signature = _raw(root.child("SignatureValue"))
        self._signer(signed, root, info, signature)
        stated = [_attribute(each, "Id") for each in root.every("Object")]
        for reference in info.every("Reference"):
            wanted = reference.attributes.get("URI", "").removeprefix("#")
            if not wanted or stated.count(wanted) != 1:
                signed.flags.add("digest-not-checked")
                continue
            held = next(each for each in root.every("Object") if _attribute(each, "Id") == wanted)
            name, digest = _digest_of(reference, signed)
            if not name or _transforms(reference) - {_CANONICAL}:
                signed.flags.add("digest-not-checked")
            elif public_key.digest_of(name, canonical_xml.canonical(held)) != digest:
                signed.flags.add("digest-mismatch")
            else:
                for manifest in held.every("Manifest"):
                    self._manifest(signed, manifest)
        if not signed.parts:
            signed.flags.add("content-not-covered")

    def _signer(self, signed: _Signed, root: Node, info: Node, signature: bytes) -> None:
        method = info.child("SignatureMethod")
        name = _METHODS.get(_attribute(method, "Algorithm"), "")
        plain = _attribute(info.child("CanonicalizationMethod"), "Algorithm") == _CANONICAL
        places = list(self._certificates(root))
        token = root.child("Object", "TimeStamp", "EncodedTime") or next(
            (found for each in root.every("Object") if (found := each.child("TimeStamp", "EncodedTime"))), None
        )  # fmt: skip
        if token is not None:
            signed.stamp = read_token(_raw(token), signature)
            signed.flags |= signed.stamp.flags
        else:
            signed.flags.add("no-timestamp")
        if not places:
            signed.flags.add("signer-missing")
            return
        if not name or not plain:
            signed.flags.add("algorithm-unknown")
            return
        if name == "sha1":
            signed.flags.add("weak-digest-sha1")
        signed.digest = name
        message = hashlib.new(name, canonical_xml.canonical(info), usedforsecurity=False).digest()
        leaf = self._leaf(places, signature, name, message)
        if leaf is None:
            signed.flags.add("signature-wrong")
            leaf = places[0]
        at = signed.stamp.at if signed.stamp else None
        chain = build(leaf, Pool(places), CODE_SIGNING, at)
        signed.flags |= chain.flags
        signed.authority = authority(chain)
        signed.signer = organisation(leaf.subject)

    def _leaf(
        self, places: list[Outline], signature: bytes, name: str, message: bytes
    ) -> Outline | None:
        """Return the certificate whose key made the signature: the format does not say which comes first."""
        for place in places:
            try:
                key = read_certificate(place.node.raw).key
                if public_key.verify_digest(key, signature, name, message):
                    return place
            except DamagedError:
                continue
        return None

    def _certificates(self, root: Node) -> Iterator[Outline]:
        """Yield the signer's certificate and those beside it; parts of the package may hold them, too."""
        data = root.child("KeyInfo", "X509Data")
        held = [_raw(each) for each in data.every("X509Certificate")[:16]] if data else []
        for name in sorted(self._entries) if not held else ():
            if name.lower().startswith(FOLDER) and name.lower().endswith(".cer") and len(held) < 16:
                held.append(self._read(self._entries[name]))
        for each in held:
            yield outline(der.read_node(each))

    def _manifest(self, signed: _Signed, manifest: Node) -> None:
        for reference in manifest.every("Reference"):
            path = unquote(reference.attributes.get("URI", "").partition("?")[0]).lstrip("/")
            own = self._names.get(path.lower(), path)
            name, digest = _digest_of(reference, signed)
            transforms = _transforms(reference)
            if not name or transforms - {_CANONICAL, _RELATIONS}:
                signed.flags.add("digest-not-checked")
                continue
            if not transforms or own not in self._entries:
                signed.stated[own] = Stated({name: digest.hex()})
                signed.parts.add(own)
                continue
            found = canonical_xml.read(self._read(self._entries[own]))
            data = canonical_xml.canonical(_relations(found, reference) if _RELATIONS in transforms else found)  # fmt: skip
            if public_key.digest_of(name, data) == digest:
                signed.parts.add(own)
            else:
                signed.flags.add("digest-mismatch")


def _relations(root: Node, reference: Node) -> Node:
    """Return the relationships that a reference signs, as OPC orders and completes them."""
    ids, kinds = set(), set()
    transforms = reference.child("Transforms")
    for transform in transforms.children if transforms else ():
        ids |= {_attribute(each, "SourceId") for each in transform.every("RelationshipReference")}
        kinds |= {_attribute(each, "SourceType") for each in transform.every("RelationshipsGroupReference")}  # fmt: skip
    scope = {"": _RELATIONSHIPS}
    rows = [
        Node("Relationship", {"TargetMode": "Internal", **each.attributes}, scope)
        for each in sorted(root.every("Relationship"), key=lambda row: _attribute(row, "Id"))
        if _attribute(each, "Id") in ids or _attribute(each, "Type") in kinds
    ]
    return Node("Relationships", {}, scope, list(rows))


def _transforms(reference: Node) -> set[str]:
    held = reference.child("Transforms")
    return {_attribute(each, "Algorithm") for each in held.every("Transform")} if held else set()


def _digest_of(reference: Node, signed: _Signed) -> tuple[str, bytes]:
    name = _DIGESTS.get(_attribute(reference.child("DigestMethod"), "Algorithm"), "")
    if name == "sha1":
        signed.flags.add("weak-digest-sha1")
    return name, _raw(reference.child("DigestValue"))


def _attribute(node: Node | None, name: str) -> str:
    return node.attributes.get(name, "") if node else ""


def _raw(node: Node | None) -> bytes:
    try:
        return b64decode("".join(node.text.split())) if node else b""
    except (Base64Error, ValueError) as error:
        raise DamagedError("a field is no base64") from error
