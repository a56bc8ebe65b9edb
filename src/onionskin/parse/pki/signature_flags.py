"""Everything that can be wrong, or doubtful, about a code signature: one table.

A `failure` was checked and found wrong, and makes the status `invalid`. A `doubt`
could not be decided here (a company's own root, an issuer that a network would
fetch), or is odd and honest signers do it too; it leaves the status alone and is
always shown. A `note` states a property.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Severity(StrEnum):
    """What a flag does to the status."""

    FAILURE = "failure"
    DOUBT = "doubt"
    NOTE = "note"


_F, _D, _N = Severity.FAILURE, Severity.DOUBT, Severity.NOTE

FLAGS: dict[str, tuple[Severity, str]] = {
    # reading
    "unreadable-pkcs7": (_F, "the PKCS#7 cannot be read: truncated, contradictory or beyond the limits"),
    "entry-type-unknown": (_F, "the certificate entry is not of the type PKCS#7 signed data"),
    "not-der": (_N, "encoded in BER, not in DER: lengths are indefinite or longer than needed"),
    "trailing-data-in-pkcs7": (_D, "fields stand where the grammar has none; no signature covers them"),
    "bytes-behind-pkcs7": (_D, "bytes that are not zero stand behind the PKCS#7 in its entry"),
    "cbor-not-shortest": (_D, "encoded in CBOR with lengths longer than needed, which no signature fixes"),
    "unsigned-data-in-cose": (_F, "the COSE message holds data that no signature covers, which no honest signer writes"),
    "too-many-certificates": (_F, "more certificates than any signer embeds; only the first were used"),
    # what was signed
    "digest-mismatch": (_F, "the file's bytes are not the bytes that were signed"),
    "content-type-wrong": (_F, "the signature was made for another kind of file or content"),
    "content-type-attribute-wrong": (_F, "the signed content-type attribute is missing or another one"),
    "message-digest-missing": (_F, "the signed attributes hold no digest of the signed content"),
    "message-digest-mismatch": (_F, "the signed attributes speak of other content"),
    "signed-attributes-missing": (_F, "there are no signed attributes"),
    "duplicate-signed-attribute": (_F, "a signed attribute stands twice"),
    "digest-unknown": (_F, "made with a digest that is not known here"),
    "weak-digest-md5": (_F, "MD5 can be collided: another file may carry the same signature"),
    "weak-digest-sha1": (_D, "SHA-1 can be collided by its maker; old signatures use it"),
    "page-hashes": (_N, "carries hashes of pages, which are not checked: the whole digest is"),
    # who signed
    "signer-missing": (_F, "no signer, or the signer's certificate is not embedded"),
    "several-signers": (_F, "more than one signer: the format permits exactly one"),
    "signature-wrong": (_F, "the signer's key did not make this signature"),
    "algorithm-unknown": (_F, "the signature's algorithm or key cannot be checked here"),
    "algorithm-mismatch": (_F, "signature and signer name different digests"),
    # the chain
    "chain-incomplete": (_D, "an issuer's certificate is neither embedded nor a known root"),
    "certificate-forged": (_F, "the issuer that a certificate names is at hand, and did not sign it"),
    "chain-too-long": (_F, "more issuers than any honest chain has"),
    "certificate-unreadable": (_F, "a certificate of the chain cannot be read"),
    "root-unknown": (_D, "the chain ends in a root that is not in Microsoft's trust list"),
    "root-impersonated": (_F, "a root bears the name of a trusted one, with another key"),
    "root-disallowed": (_F, "the root was no longer trusted for this when it was used"),
    "root-restricted": (_D, "the list restricts the root for certificates issued after a date, this one was"),
    "root-not-for-code-signing": (_F, "the root is not trusted for code signing"),
    "key-not-at-hand": (_D, "the signer's public key is not part of the package: the signature itself was not verified"),
    "signed-digest-not-reproduced": (_D, "what was signed is not the file's digest in any form known here: other bytes, or another tool"),
    "certificate-expired-at-signing": (_F, "the signer's certificate had expired when it signed"),
    "certificate-not-yet-valid": (_F, "the signer's certificate was not valid yet when it signed"),
    "issuer-expired-at-signing": (_F, "an issuer's certificate had expired at the time of signing"),
    "issuer-not-yet-valid": (_F, "an issuer's certificate was not valid yet at the time of signing"),
    "issuer-not-ca": (_F, "an issuer's certificate is not that of an authority"),
    "path-too-long": (_F, "an authority may not have that many authorities below it"),
    "key-usage-wrong": (_F, "a key was used for what its certificate does not permit"),
    "eku-missing": (_F, "the signer's certificate is not for code signing"),
    "eku-absent": (_D, "the signer's certificate does not say what it is for"),
    "issuer-eku-missing": (_F, "an issuer may not issue certificates for this use"),
    "critical-extension-unknown": (_D, "a certificate has a critical extension that is not understood here"),
    "lifetime-signing": (_N, "a timestamp does not extend this certificate's life"),
    # when
    "no-timestamp": (_D, "no timestamp: when it was signed is not known, and validity is not judged"),
    "timestamp-wrong": (_F, "the timestamp's signature, or its digest of its content, is wrong"),
    "timestamp-imprint-mismatch": (_F, "the timestamp was made over another signature"),
    "timestamp-unreadable": (_F, "the timestamp cannot be read"),
    "timestamp-signer-missing": (_F, "the timestamp authority's certificate is not embedded"),
    "timestamp-weak-digest-md5": (_D, "the timestamp uses MD5"),
    "timestamp-weak-digest-sha1": (_N, "the timestamp uses SHA-1"),
    "timestamp-chain-incomplete": (_D, "an issuer above the timestamp authority is not embedded"),
    "timestamp-certificate-forged": (_F, "the issuer that the authority's certificate names did not sign it"),
    "timestamp-chain-too-long": (_F, "more issuers above the timestamp authority than honest chains have"),
    "timestamp-certificate-unreadable": (_F, "a certificate above the timestamp cannot be read"),
    "timestamp-root-unknown": (_D, "the timestamp authority's root is not in Microsoft's trust list"),
    "timestamp-root-impersonated": (_F, "the timestamp's root bears a trusted name, with another key"),
    "timestamp-root-disallowed": (_F, "the timestamp's root was no longer trusted for this"),
    "timestamp-root-restricted": (_D, "the list restricts the timestamp's root for certificates issued after a date"),
    # Certum stamps under a root that the list has for code signing and not for this: Inno Setup 6.4.1 is stamped so.
    "timestamp-root-not-for-time-stamping": (_D, "the timestamp's root is in Microsoft's trust list for code signing, not for time stamping"),
    "timestamp-root-for-other-uses": (_F, "the timestamp's root is trusted neither for code signing nor for time stamping"),
    "timestamp-authority-untrusted": (_F, "a trusted signer with a timestamp of nobody's: a time anybody can make up"),
    "timestamp-certificate-expired-at-signing": (_F, "the authority's certificate had expired at its own time"),
    "timestamp-certificate-not-yet-valid": (_F, "the authority's certificate was not valid yet at its own time"),
    "timestamp-issuer-expired-at-signing": (_F, "an issuer above the authority had expired at that time"),
    "timestamp-issuer-not-yet-valid": (_F, "an issuer above the authority was not valid yet at that time"),
    "timestamp-issuer-not-ca": (_F, "an issuer above the timestamp authority is no authority"),
    "timestamp-path-too-long": (_F, "an authority above the timestamp may not have so many below it"),
    "timestamp-key-usage-wrong": (_F, "a key above the timestamp was used for what it may not be"),
    "timestamp-eku-missing": (_F, "the timestamp's certificate is not for time stamping"),
    "timestamp-issuer-eku-missing": (_F, "an issuer may not issue certificates for time stamping"),
    "timestamp-critical-extension-unknown": (_D, "a critical extension above the timestamp is not understood here"),
    # what no signature covers
    "unknown-unsigned-attribute": (_N, "an unsigned attribute of an unknown kind"),
    "oversized-unsigned-attribute": (_D, "an unsigned attribute of an unknown kind, larger than any honest one"),
    "attribute-certificate": (_N, "an attribute certificate, as Microsoft's timestamps carry; not checked"),
    "oversized-attribute-certificate": (_D, "an attribute certificate larger than any honest one"),
    "revocation-list": (_N, "revocation lists are embedded; they were not checked"),
    "unused-certificate": (_N, "an embedded certificate belongs to no chain in use"),
    "unused-certificate-with-large-extension": (_D, "an embedded certificate, in no chain, holds a large extension"),
    "odd-algorithm-parameters": (_D, "an algorithm's parameters, which no signature covers, hold other bytes"),
    "nested-signature": (_N, "another signature over the same file is nested in this one"),
    "nested-signature-invalid": (_D, "a signature nested in this one fails"),
    "nested-signature-untrusted": (_D, "a signature nested in a trusted one leads to no trusted root"),
    "timestamp-not-covered": (_D, "the bytes of a timestamp that proves nothing are covered by nobody"),
    "nested-too-deep": (_D, "more nested signatures than are read; the rest was not looked at"),
    "metadata-not-covered": (_N, "an MSI's names, sizes and times are not signed: there is no MsiDigitalSignatureEx"),
    "metadata-digest-mismatch": (_F, "an MSI's names, sizes or times are not those that were signed"),
    "content-not-covered": (_D, "files of the package are covered by no digest of this signature"),
    "line-ends-changed": (_D, "a script's line ends are not those that were signed; nothing else of it differs"),
    "unsigned-lines-in-comment": (_F, "the comment with the signature holds something else, too: no signature covers it, and it may run"),
    "script-digest-without-place": (_D, "the digest leaves out where the signature stands, as osslsigncode makes it and Windows' script host does not"),
    "digest-not-checked": (_D, "the content is hashed in a way that is not checked here"),
    "key-expired-at-signing": (_F, "the OpenPGP key had expired when it signed"),
    "key-not-yet-made": (_F, "the signature is older than the key that it is made with"),
    "key-revoked": (_F, "the OpenPGP key was revoked before it signed, or because others have it"),
    "key-may-not-sign": (_F, "the OpenPGP key is not one for signing, or its owner does not say that it is his"),
    "lineage-wrong": (_F, "a key of the lineage is not vouched for by the one before, or the last is not the signer's"),
    "stronger-signature-stripped": (_F, "the signature states another, stronger one beside it, which is not there"),
    "other-signer-inside": (_F, "the package's own signature is with another certificate, or over another digest"),
    "transparency-log-not-checked": (_D, "that the signature is in the public log, and its certificate's issuer, was not checked"),
    "authority-unknown": (_D, "the certificate leads to no authority of Sigstore's public root: a private instance, a newer authority, or anybody's"),
    "log-unknown": (_D, "the transparency log is none whose key the root of trust knows"),
    "log-entry-wrong": (_F, "the transparency log did not sign this entry, or it is about another signature"),
    "log-entry-unknown": (_D, "the transparency log took it in in a form that is not checked here"),
    "certificate-log-wrong": (_F, "the log of certificates did not take in the signer's certificate"),
    "bundle-form-unknown": (_D, "a part that is needed to verify the bundle is missing or in another form"),
    "not-verified": (_F, "the verifier refuses the bundle for a reason that has no name here"),
    "subject-differs": (_F, "what is attested is another file than the one that it lies beside"),
    "bytes-behind-table": (_D, "bytes behind the certificate table are not covered"),
}  # fmt: skip


# With one of these, nobody's key vouches for the file's bytes.
_UNBOUND = frozenset(
    {
        "unreadable-pkcs7", "entry-type-unknown", "digest-mismatch", "content-type-wrong",
        "content-type-attribute-wrong", "message-digest-missing", "message-digest-mismatch",
        "signed-attributes-missing", "digest-unknown", "signer-missing", "several-signers",
        "signature-wrong", "algorithm-unknown", "algorithm-mismatch", "metadata-digest-mismatch",
    }
)  # fmt: skip


def binds(flags: Iterable[str]) -> bool:
    """Say whether the file's bytes are what some key signed, whoever's key it is."""
    return not _UNBOUND.intersection(flags)


def status_of(flags: Iterable[str]) -> str:
    """Return `unreadable`, `invalid` (any failure) or `valid`."""
    flags = set(flags)
    if flags & {"unreadable-pkcs7", "entry-type-unknown"}:
        return "unreadable"
    return "invalid" if any(FLAGS[flag][0] is Severity.FAILURE for flag in flags) else "valid"
