"""What can be wrong, or doubtful, about an Apple code signature, beside signature_flags.FLAGS."""

from __future__ import annotations

from collections.abc import Iterable

from onionskin.parse.pki import signature_flags
from onionskin.parse.pki.signature_flags import Severity

_F, _D, _N = Severity.FAILURE, Severity.DOUBT, Severity.NOTE

FLAGS: dict[str, tuple[Severity, str]] = {
    "unreadable-code-signature": (_F, "the SuperBlob or its CodeDirectory cannot be read"),
    "adhoc": (_N, "signed by nobody: the hashes say that the file is whole, and anybody can make them"),
    "linker-signed": (_N, "signed by the linker when it was built, for nobody"),
    "residue-of-earlier-signature": (_N, "behind the signature stands what an earlier, longer one left there"),
    "hardened-runtime": (_N, "asks for the hardened runtime"),
    "stapled-ticket": (_N, "carries a notarisation ticket, whose own signature is not checked"),
    "adhoc-with-cms": (_F, "says that nobody signed it, and carries a signer's signature"),
    "special-slot-mismatch": (_F, "entitlements, requirements or another blob are not those that were signed"),
    "bound-blob-missing": (_F, "entitlements, requirements or another blob that was signed is missing"),
    "blob-not-bound": (_D, "a blob of the signature is spoken of by no hash"),
    "alternate-directory-not-signed": (_F, "the signer speaks of other alternate CodeDirectories"),
    "directories-contradict": (_F, "the CodeDirectories name different identifiers or teams"),
    "entitlements-contradict": (_F, "the entitlements in DER, which the system obeys, are others than those in XML"),
    "team-mismatch": (_F, "the CodeDirectory names another team than the signer's certificate"),
}  # fmt: skip

_UNBOUND = frozenset({"unreadable-code-signature", "adhoc", "adhoc-with-cms"})


def binds(flags: Iterable[str]) -> bool:
    """Say whether some key vouches for the file's bytes, whoever's it is."""
    held = set(flags)
    return signature_flags.binds(held) and not _UNBOUND & held


def status_of(flags: Iterable[str]) -> str:
    """Return `unreadable`, `invalid` (any failure) or `valid`."""
    held = set(flags)
    if "unreadable-code-signature" in held:
        return "unreadable"
    if any(FLAGS[each][0] is Severity.FAILURE for each in held & set(FLAGS)):
        return "invalid"
    return signature_flags.status_of(held - set(FLAGS))
