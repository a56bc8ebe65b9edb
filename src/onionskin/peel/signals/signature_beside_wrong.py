"""A signature or attestation lies beside a file, and was made over other bytes or by a key that may not."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Signature
from onionskin.parse.pki.signature_flags import FLAGS, Severity
from onionskin.peel.beside import SignedBeside
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "A signature beside a file that is not right",
    "alias": "H7",
    "family": "broken-signature",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1036.001",
    "facts": ["SignedBeside"],
    "misses": "MSI and CAB files in a catalogue of Windows, which lists their Authenticode digests; without --keyring, a signature by anybody's key whose first 16 bits of the digest agree",
    "references": [
        "RFC 9580, OpenPGP, section 5.2",
        "Android Open Source Project, APK Signature Scheme v4",
        "MITRE ATT&CK T1036.001, Invalid Code Signature",
    ],
    "benign": "a file that was built again, or cut on its way, beside the signature of the first one; a keyring without the "
    "renewal of a key that had expired",
}

SCHEMES = frozenset({"openpgp-detached", "catalogue", "apk-v4"})


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per file with the signature beside it that fails, and why."""
    for layer in tree.layers:
        beside = layer.all(SignedBeside)
        # What lies beside a file is compared last: its signatures stand behind the file's own.
        made = layer.all(Signature)[-len(beside) :] if beside else ()
        for said, signature in zip(beside, made, strict=False):
            if signature.status != "invalid" or (said.scheme not in SCHEMES and not said.fits):
                continue
            failing = [each for each in signature.flags if FLAGS[each][0] is Severity.FAILURE]
            why = "; ".join(FLAGS[each][1] for each in failing)
            by = tree.layer(said.by)
            evidence = [Evidence(", ".join(failing), layer.artifact.id, 0, layer.artifact.size)]
            if by is not None:
                evidence.append(Evidence("the signature", by.artifact.id, 0, by.artifact.size))
            yield Hit(
                f"the signature of {signature.signer or 'an unknown signer'} beside {base_name(layer)} is not right: {why}",
                tuple(evidence),
                subject=layer.artifact.id,
            )
