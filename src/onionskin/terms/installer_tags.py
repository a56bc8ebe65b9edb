"""Installer tags: the text that download servers write where a signature does not look.

A tagged installer is innocent because its bytes follow a published grammar to the
last one, never because of who signed it. What merely begins like a tag is no tag.

Sources: Google Omaha, `base/apply_tag.{h,cc}` and `common/certificate_tag`; Chromium,
`chrome/updater/tag.{h,cc}` (marker, 16-bit big-endian length, `key=value&...`, the
keys, 8,192 bytes at most); Mozilla, `stubattribution` (`__MOZCUSTOM__:` and a
URL-encoded campaign in a space of 1,024 bytes). Dropbox, GoToMeeting and Edge
(`MSEDGE_`) write tags, too, but publish no grammar: theirs are not recognised.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from onionskin.model import Value

OMAHA_MARKER = b"Gact2.0Omaha"
OMAHA_LONGEST = 8192
OMAHA_SPACE = len(OMAHA_MARKER) + 2 + OMAHA_LONGEST
MOZILLA_MARKER = b"__MOZCUSTOM__:"
MOZILLA_SPACE = 1024
ALIGNMENT = 8

# A payload in a value would be long, and binary once its percent signs are undone.
_LONGEST_VALUE = 256
_LONGEST_DATA = 4096
_OMAHA_TEXT = re.compile(rb"[-%{}/&=.,_*a-zA-Z0-9]*")
_OMAHA_KEYS = frozenset(
    {
        "ap", "appguid", "appname", "brand", "browser", "bundlename", "client", "etoken",
        "experiments", "flighting", "iid", "installdataindex", "installerdata", "lang",
        "needsadmin", "omahaexperiments", "referral", "runtime", "untrusteddata", "usagestats",
    }
)  # fmt: skip
_OMAHA_DATA_KEYS = frozenset({"installerdata", "untrusteddata"})
_MOZILLA_TEXT = re.compile(rb"[-%.~!*'()_a-zA-Z0-9]*")
_MOZILLA_KEYS = frozenset(
    {
        "campaign", "campaign_id", "content", "dclid", "dlsource", "dltoken", "experiment",
        "gclid", "installer_type", "medium", "msstoresignedin", "source", "ua", "variation",
    }
)  # fmt: skip


class InstallerTag(Value, frozen=True):
    """A tag that follows its grammar. `length` counts from the marker to the text's end."""

    grammar: str
    text: str
    length: int


def read_tag(data: bytes) -> InstallerTag | None:
    """Return the tag that begins exactly at the start of `data`, or None.

    Bytes behind the tag are the caller's to judge.
    """
    if data.startswith(OMAHA_MARKER):
        return _read_omaha(data)
    if data.startswith(MOZILLA_MARKER):
        return _read_mozilla(data)
    return None


def padded_tag(data: bytes) -> InstallerTag | None:
    """Return the tag that fills a prepared space: a tag, then zeros to the space's own end.

    The space is the one its writer reserves (8,206 bytes in an Omaha dummy
    certificate, 1,024 in a Mozilla one); anything else behind the tag is no tag.
    """
    tag = read_tag(data)
    if tag is None or data[tag.length :].strip(b"\0"):
        return None
    space = OMAHA_SPACE if tag.grammar == "omaha" else MOZILLA_SPACE
    return tag if len(data) <= space else None


def appended_tag(data: bytes) -> tuple[int, InstallerTag] | None:
    """Return (offset, tag) where `data`, bytes behind a signature, is a tag and alignment only.

    At most 7 zeros may stand before the tag, and at most 7 behind it.
    """
    start = len(data) - len(data.lstrip(b"\0"))
    if start >= ALIGNMENT or not data.startswith(OMAHA_MARKER, start):
        return None
    tag = _read_omaha(data[start : start + OMAHA_SPACE])
    if tag is None:
        return None
    rest = data[start + tag.length :]
    return (start, tag) if len(rest) < ALIGNMENT and not rest.strip(b"\0") else None


def write_omaha(text: str) -> bytes:
    """Return the bytes of an Omaha tag with that text (for look-alikes)."""
    raw = text.encode("ascii")
    return OMAHA_MARKER + len(raw).to_bytes(2, "big") + raw


def _read_omaha(data: bytes) -> InstallerTag | None:
    start = len(OMAHA_MARKER) + 2
    if len(data) < start:
        return None
    size = int.from_bytes(data[start - 2 : start], "big")
    raw = data[start : start + size]
    if size > OMAHA_LONGEST or len(raw) != size or not _OMAHA_TEXT.fullmatch(raw):
        return None
    text = raw.decode("ascii")
    for part in filter(None, text.split("&")):
        key, equals, value = part.partition("=")
        if not equals or key.lower() not in _OMAHA_KEYS or not _is_plain(key.lower(), value):
            return None
    return InstallerTag("omaha", text, start + size)


def _is_plain(key: str, value: str) -> bool:
    longest = _LONGEST_DATA if key in _OMAHA_DATA_KEYS else _LONGEST_VALUE
    return len(value) <= longest and _is_text(unquote_to_bytes(value))


def _read_mozilla(data: bytes) -> InstallerTag | None:
    space = data[:MOZILLA_SPACE]
    raw = space[len(MOZILLA_MARKER) :].split(b"\0", 1)[0]
    if not _MOZILLA_TEXT.fullmatch(raw) or not _is_text(unquote_to_bytes(raw)):
        return None
    for part in filter(None, unquote_to_bytes(raw).decode("utf-8").split("&")):
        key, equals, _ = part.partition("=")
        if not equals or key not in _MOZILLA_KEYS:
            return None
    return InstallerTag("mozilla", raw.decode("ascii"), len(MOZILLA_MARKER) + len(raw))


def _is_text(raw: bytes) -> bool:
    try:
        return all(each.isprintable() or each in "\r\n\t" for each in raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False
