"""E-mail: who wrote it and when, its text, and the names of what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.view import View
from onionskin.read.feeds import Part

META = {
    "title": "E-mail",
    "suffixes": [".eml", ".mbx"],
    "refines": "text",
    "misses": "Attachments are named, not opened; encrypted parts; Outlook's .msg (a compound file); of a mailbox the first message.",
    "references": [
        "https://www.rfc-editor.org/rfc/rfc5322",
        "https://www.rfc-editor.org/rfc/rfc2045",
    ],
}

MOST = 32 << 20
_HEADER = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to|reply-to|x-[\w-]+):[ \t]?",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST = re.compile(rb"(?:From \S+ [^\n]*\n)?[A-Za-z][\w-]{1,60}:[ \t]")


def fits(view: View) -> bool:
    """Say whether the bytes begin with the headers of a message: three kinds of them at least."""
    start = view.read(0, 16384).lstrip()
    if not _FIRST.match(start):
        return False
    headers = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return len({found.lower() for found in _HEADER.findall(headers)}) >= 3


def read(view: View) -> Iterator[Part]:
    """Yield the head, then the text of each part; quoted answers are marked."""
    from onionskin.read.mail import message

    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes the first {MOST} were read")
    yield from message(view.read(0, MOST))
