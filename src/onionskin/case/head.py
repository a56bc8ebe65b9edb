"""`head.json`: the newest head, signed; and, of a closed case, the seal of the whole ledger file.

While a writer is at work the seal is empty. It says how many commits were
acknowledged, so that a tail that went missing is seen; the seal covers even the
bytes of the ledger file that carry no record.
"""

from __future__ import annotations

import msgspec

from onionskin.case.key import Key
from onionskin.errors import CaseError
from onionskin.model import Value


class Head(Value, frozen=True):
    """The newest commit's number and hash, and the ledger file's SHA-256 (empty: not sealed)."""

    commits: int
    head: str
    ledger: str
    fingerprint: str
    signature: str = ""


def sign(head: Head, key: Key) -> bytes:
    """Return the bytes of `head.json`."""
    return _encode(msgspec.structs.replace(head, signature=key.sign(_text(head))))


def read(data: bytes) -> Head:
    """Read `head.json`. Raises CaseError unless it is byte for byte what `sign` writes."""
    try:
        head = msgspec.json.decode(data, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CaseError(f"head.json is damaged: {error}", where="head.json") from error
    if _encode(head) != data:
        raise CaseError("head.json is not as this program writes it", where="head.json")
    return head


def is_signed_by(head: Head, key: Key) -> bool:
    """Say whether the signature is this key's."""
    return head.fingerprint == key.fingerprint and key.verifies(_text(head), head.signature)


def _text(head: Head) -> bytes:
    return b"onionskin-head/1\0" + _encode(msgspec.structs.replace(head, signature=""))


def _encode(head: Head) -> bytes:
    return msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n"
