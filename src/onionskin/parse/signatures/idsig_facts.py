"""What a signature of scheme 4 for Android states (see parse/signatures/idsig.py): apart from it, for each worker takes in these facts and few need to verify any."""

from __future__ import annotations

from onionskin.model import Value

SCHEME = "apk-v4"


class IdsigSigner(Value, frozen=True):
    """One signer: `block` is 0, or the id of the package's signing block that it belongs to (scheme 3.1).

    Bytes are in hex; `inside` is the digest of the package that its own signature is over.
    """

    block: int
    inside: str
    certificate: str
    additional: str
    key: str
    algorithm: int
    signature: str


class Idsig(Value, frozen=True):
    """What a file of scheme 4 states: how the package is hashed, to which root, and by whom that is signed.

    `tree` is the SHA-256 of the tree that the file holds, empty where it holds none.
    """

    hashing: int
    block_bits: int
    salt: str
    root: str
    signers: tuple[IdsigSigner, ...]
    tree: str = ""
