"""Sign an inert VSIX as OPC packages are signed, with TEST-ONLY keys.

Source: ECMA-376 part 2, Open Packaging Conventions, 12; W3C, XML Signature Syntax and Processing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.authorities import Credential
from onionskin.lookalike.signed_archives import maker

MANIFEST = (
    b'<PackageManifest xmlns="urn:inert"><Metadata><Identity Id="tool" Version="1.0.0"'
    b' Publisher="inert"/></Metadata></PackageManifest>'
)
_FOLDER = "package/services/digital-signature/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ORIGIN = (
    f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="R1" Target="/{_FOLDER}origin.psdor"'
    f' Type="{_PACKAGE}relationships/digital-signature/origin"/></Relationships>'
).encode()
_TYPES = f'<Types xmlns="{_PACKAGE}content-types"></Types>'.encode()


def build_vsix(
    files: Mapping[str, bytes], signed: Mapping[str, bytes] | None = None, credential: Credential | None = None
) -> bytes:  # fmt: skip
    """Return a signed VSIX with these files; `signed` are those that the signature is made over."""
    held = {"extension.vsixmanifest": MANIFEST, **files}
    over = {"extension.vsixmanifest": MANIFEST, **(files if signed is None else signed)}
    return build_zip(
        {
            **held,
            "_rels/.rels": ORIGIN,
            f"{_FOLDER}origin.psdor": b"",
            f"{_FOLDER}xml-signature/inert.psdsxs": xml_signature(over, credential or maker()),
            "[Content_Types].xml": _TYPES,
        }
    )


def xml_signature(over: Mapping[str, bytes], credential: Credential) -> bytes:
    """Return the signature over files by name, and over the relationship to the signature's origin."""
    assert isinstance(credential.key, rsa.RSAPrivateKey)
    rows = "".join(
        _reference(f"/{name}?ContentType=inert", "", data) for name, data in over.items()
    )
    rows += _reference("/_rels/.rels?ContentType=inert", _transforms(), _canonical_relation())
    held = f"<Manifest>{rows}</Manifest>"
    # Canonical is an element with the namespace that it has from the one around it.
    digested = f'<Object xmlns="{_DSIG}" Id="idPackageObject">{held}</Object>'.encode()
    info = (
        f'<CanonicalizationMethod Algorithm="{_C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{_RSA}"></SignatureMethod>'
        f"{_reference('#idPackageObject', _transform(_C14N), digested)}"
    )
    message = f'<SignedInfo xmlns="{_DSIG}">{info}</SignedInfo>'.encode()
    value = _b64(credential.key.sign(message, padding.PKCS1v15(), hashes.SHA256()))
    certificate = (
        f"<X509Data><X509Certificate>{_b64(credential.certificate)}</X509Certificate></X509Data>"
    )
    return (
        f'<Signature xmlns="{_DSIG}"><SignedInfo>{info}</SignedInfo><SignatureValue>{value}</SignatureValue>'
        f'<KeyInfo>{certificate}</KeyInfo><Object Id="idPackageObject">{held}</Object></Signature>'
    ).encode()


def _reference(target: str, transforms: str, data: bytes) -> str:
    held = f"<Transforms>{transforms}</Transforms>" if transforms else ""
    return (
        f'<Reference URI="{target}">{held}<DigestMethod Algorithm="{_SHA256}"></DigestMethod>'
        f"<DigestValue>{_b64(hashlib.sha256(data).digest())}</DigestValue></Reference>"
    )


def _transform(name: str, content: str = "") -> str:
    return f'<Transform Algorithm="{name}">{content}</Transform>'


def _transforms() -> str:
    chosen = f'<RelationshipReference xmlns="{_PACKAGE}digital-signature" SourceId="R1"></RelationshipReference>'
    return _transform(f"{_PACKAGE}RelationshipTransform", chosen) + _transform(_C14N)


def _canonical_relation() -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="R1" Target="/{_FOLDER}origin.psdor"'
        f' TargetMode="Internal" Type="{_PACKAGE}relationships/digital-signature/origin"></Relationship></Relationships>'
    ).encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
