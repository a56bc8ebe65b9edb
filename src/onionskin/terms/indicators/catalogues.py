"""Numbers in catalogues: CVE, CWE, GHSA, ATT&CK, and those of autonomous systems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.terms.indicators.found import Found, Text

_NUMBER = re.compile(
    r"[CcGATSM](?:(?<![A-Za-z0-9_./-].)(?:"
    r"(?<=[Cc])[Vv][Ee][-\u2010-\u2013](?P<cve>(?:19|20)\d{2}[-\u2010-\u2013]\d{4,7})|(?<=[Cc])[Ww][Ee]-(?P<cwe>\d{1,4})"
    r"|(?<=G)HSA(?P<ghsa>(?:-[23456789cfghjmpqrvwxCFGHJMPQRVWX]{4}){3})"
    r"|(?<=A)SN? ?#?(?P<asn>\d{1,10})"
    r"|(?<=T)(?P<technique>1\d{3}(?:\.\d{3})?)|(?<=T)A(?P<tactic>0[01]\d{2})"
    r"|(?P<other>(?<=[SG])[01]\d{3}|(?<=C)00\d{2}|(?<=M)1\d{3}))(?![A-Za-z0-9_]|[./-]\d))"
)
_ATTACK = ("ATT&CK", "MITRE", "Mitre", "attack.mitre.org")
_BRACKETS = frozenset("([|")
_HIGHEST = (1 << 32) - 1
_LOWEST = 1000  # below it `AS 400` is a machine, unless it is called a number


def numbers(text: Text) -> Iterator[Found]:
    """Yield them in the catalogue's own writing."""
    about_attack: bool | None = None
    for match in _NUMBER.finditer(text.plain):
        start, end = match.span()
        kind = match.lastgroup or ""
        if text.taken[start] and kind != "cve":
            continue
        if kind in ("technique", "tactic", "other"):
            if about_attack is None:
                about_attack = any(word in text.plain for word in _ATTACK)
            if about_attack or _is_plain(text, start, end, kind):
                yield text.found("attack-id", match[0], start, end)
        elif kind == "asn":
            if _LOWEST <= int(match["asn"]) <= _HIGHEST or match[0].startswith("ASN"):
                yield text.found("asn", f"AS{int(match['asn'])}", start, end)
        elif not text.taken[start]:
            yield text.found(kind, _written(kind, match), start, end)


def _written(kind: str, match: re.Match[str]) -> str:
    if kind == "cve":  # printers set it with hyphens that break no line
        return f"CVE-{match['cve'][:4]}-{match['cve'][5:]}"
    return f"GHSA{match['ghsa'].lower()}" if kind == "ghsa" else match[0].upper()


def _is_plain(text: Text, start: int, end: int, kind: str) -> bool:
    """Say whether a number is one of ATT&CK where nothing else in the text speaks of it."""
    between = text.plain[start - 1 : start] in _BRACKETS and text.plain[end : end + 1] in (
        ")",
        "]",
        "|",
    )
    return between or (kind == "technique" and "." in text.plain[start:end])
