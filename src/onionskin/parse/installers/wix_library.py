"""What the WiX Toolset writes behind a cabinet: the XML of a library, an output or its symbols.

Source: WiX Toolset 3, Library.cs, Output.cs and Pdb.cs: the embedded cabinet comes first, and the document
stands from its stated end to the end of the file.
"""

from __future__ import annotations

import re

from onionskin.model import Span
from onionskin.plugins.view import View

LARGEST = 16 << 20
_HEAD = re.compile(
    rb"\s*(?:<\?xml[^<>]*\?>\s*)?<(wixLibrary|wixOutput|wixPdb)\s[^<>]*"
    rb'xmlns="http://schemas\.microsoft\.com/wix/2006/(?:libraries|outputs|pdbs)"'
)


def wix_document(view: View, start: int) -> Span | None:
    """Return where such a document stands behind `start`: text as a whole, and nothing behind its end."""
    size = view.size - start
    if not 0 < size <= LARGEST:
        return None
    head = _HEAD.match(view.read(start, 1024).removeprefix(b"\xef\xbb\xbf"))
    if head is None:
        return None
    text = view.read(start, size)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    closing = b"</%s>" % head[1]
    whole = text.rstrip(b"\r\n").endswith(closing) and text.count(closing) == 1
    return Span(start, size) if whole and b"\0" not in text else None
