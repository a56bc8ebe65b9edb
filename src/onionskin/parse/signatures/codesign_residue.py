"""What an earlier code signature left in the room of a later one, proven by the pages that it hashed.

A linker signs what it writes, ad hoc, with a hash for each page of 4 KiB; whoever signs then with pages of 16 KiB needs
less room, and the end of the longer list stays behind. Source: Apple, Security `CodeDirectory`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from onionskin.plugins.view import CHUNK, View

_PAGES = (4096, 16384)
_LEAST = 8  # bytes that do not stand in a list of hashes by chance


def is_list_of_page_hashes(view: View, limit: int, left: bytes) -> bool:
    """Say whether bytes are, to the last one, SHA-256 hashes of consecutive pages of the code before `limit`.

    The list may begin and end within a hash. Nothing else fits: who wanted to hide bytes there would have to find pages with these hashes.
    """
    return len(left) >= _LEAST and any(
        left in b"".join(_hashes(view, limit, size)) for size in _PAGES
    )


def _hashes(view: View, limit: int, size: int) -> Iterator[bytes]:
    for start in range(0, limit, CHUNK):
        part = view.read(start, min(CHUNK, limit - start))
        for at in range(0, len(part), size):
            yield hashlib.sha256(part[at : at + size]).digest()
