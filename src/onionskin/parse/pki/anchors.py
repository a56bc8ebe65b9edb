"""A bundle of certificates in PEM that programs take for roots of trust.

Source: RFC 7468, Textual Encodings of PKIX, PKCS, and CMS Structures; RFC 5280, section 6.1.1.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from itertools import islice

from onionskin.errors import DamagedError
from onionskin.model import Value
from onionskin.parse.pki import der, trust
from onionskin.parse.pki.certificates import common_name, outline
from onionskin.plugins.view import View

LIMIT = 4 << 20
LEAST, MOST = 10, 2000  # certificates of a bundle
_BLOCK = re.compile(
    rb"-----BEGIN CERTIFICATE-----\s{1,9}([A-Za-z0-9+/=\s]{100,20000}?)-----END CERTIFICATE-----"
)


class TrustAnchor(Value, frozen=True):
    """One certificate of a bundle: SHA-256 in hex, the subject's common name, and where its block stands.

    `is_listed` says whether it is one of Microsoft's Trusted Root Program, byte for byte.
    """

    sha256: str
    subject: str
    offset: int
    length: int
    is_listed: bool


def anchors(view: View) -> Iterator[TrustAnchor]:
    """Yield the certificates of a bundle of ten or more, at most 2,000; of anything else nothing."""
    if not 0 < view.size <= LIMIT:
        return
    data = view.read(0, LIMIT)
    if data.count(b"-----BEGIN CERTIFICATE-----") < LEAST:
        return
    for found in islice(_BLOCK.finditer(data), MOST):
        try:
            raw = base64.b64decode(b"".join(found[1].split()))
        except (binascii.Error, ValueError):
            continue
        yield TrustAnchor(hashlib.sha256(raw).hexdigest(), _subject(raw), found.start(), found.end() - found.start(), trust.is_listed(raw))  # fmt: skip


def _subject(raw: bytes) -> str:
    try:
        return common_name(outline(der.read_node(raw)).subject)[:200]
    except (DamagedError, ValueError, TypeError, LookupError):
        return ""
