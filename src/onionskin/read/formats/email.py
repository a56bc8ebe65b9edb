"""E-mail: who wrote it and when, its text, and the names of what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part

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
# What only a program writes: with one of these a head is one, whatever else stands in it.
_MACHINES = re.compile(
    rb"^(?:message-id|mime-version|received|return-path|content-(?:type|transfer-encoding)|delivered-to|dkim-signature|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_WRITTEN = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|sent|reply-to|sender|in-reply-to|references|priority|importance|organization):|[ \t]|\Z",
    re.IGNORECASE,
)
_FIRST = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][\w-]{1,60}:[ \t]")
_FIELD = re.compile(rb"[!-9;-~]{1,200}:|[ \t]|\Z")
_HEAD = 16384


def fits(view: View) -> bool:
    """Say whether the bytes begin with the head of a message: three kinds of its fields at least.

    A head ends at an empty line. An alert that opens with `From:` and `Subject:` and goes on with its
    text, or with fields of its own (`Severity:`, `Indicators:`), is no message: these lines are its text.
    """
    read = view.read(0, _HEAD)
    start = read.lstrip()
    if not _FIRST.match(start):
        return False
    fields, ended, _ = start.replace(b"\r\n", b"\n").partition(b"\n\n")
    if len({found.lower() for found in _HEADER.findall(fields)}) < 3:
        return False
    if _MACHINES.search(fields):
        return bool(ended) or view.size > len(read) or all(map(_FIELD.match, fields.splitlines()))
    return all(map(_WRITTEN.match, fields.splitlines()[start.startswith(b"From ") :]))


def read(view: View) -> Iterator[Part]:
    """Yield the head, then the text of each part; quoted answers are marked."""
    from onionskin.read.documents.mail import message

    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes the first {MOST} were read")
    yield from message(view.read(0, MOST))
