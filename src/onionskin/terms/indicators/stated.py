"""Values whose kind a table, a feed or another tool states: only whether they fit is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from onionskin.terms.indicators.hashes import is_ssdeep
from onionskin.terms.indicators.labelled import (
    is_agent,
    is_cookie,
    is_mutex,
    is_serial,
    is_service,
    is_task,
)

_HEX = re.compile(r"[0-9a-fA-F]+\Z")
_TLSH = re.compile(r"(?:[Tt]1)?[0-9A-Fa-f]{70}\Z")
_NUMBER = re.compile(r"(?:ASN?)? ?(\d{1,10})\Z", re.IGNORECASE)
_PIPE = re.compile(r"(?:\\\\\.)?\\(?:pipe|Device\\NamedPipe)\\", re.IGNORECASE)


def stated(kind: str, value: str) -> str:
    """Return a value of a stated kind in its normal form; empty where it does not fit the kind."""
    value = value.strip().strip("\"'`").strip()
    normal = _NORMAL.get(kind)
    return normal(value) if normal and value and "\n" not in value else ""


def _if(fits: Callable[[str], bool]) -> Callable[[str], str]:
    return lambda value: value if fits(value) else ""


def _digits(*sizes: int) -> Callable[[str], str]:
    def normal(value: str) -> str:
        plain = re.sub(r"[: -]", "", value).lower()
        return plain if len(plain) in sizes and _HEX.match(plain) else ""

    return normal


def _serial(value: str) -> str:
    plain = re.sub(r"[: -]", "", value).lower()
    return plain if is_serial(plain) else ""


def _asn(value: str) -> str:
    found = _NUMBER.match(value)
    return f"AS{int(found[1])}" if found and 0 < int(found[1]) < 1 << 32 else ""


def _pipe(value: str) -> str:
    name = _PIPE.sub("", value)
    return f"\\\\.\\pipe\\{name}" if name and len(name) <= 256 and "\\" not in name else ""


_NORMAL: dict[str, Callable[[str], str]] = {
    "md5": _digits(32),
    "sha1": _digits(40),
    "sha256": _digits(64),
    "sha512": _digits(128),
    "mutex": _if(is_mutex),
    "service": _if(is_service),
    "scheduled-task": _if(is_task),
    "user-agent": _if(is_agent),
    "cookie": _if(is_cookie),
    "ssdeep": _if(is_ssdeep),
    "tlsh": lambda value: value.upper() if _TLSH.match(value) else "",
    "imphash": _digits(32),
    "certificate-thumbprint": _digits(32, 40, 64),
    "certificate-serial": _serial,
    "asn": _asn,
    "pipe": _pipe,
}
STATED = frozenset(_NORMAL)
"""The kinds for which a table's own word is enough: a hash in pieces is one, a bare name a mutex."""
