"""YARA rules: what they refer to, the hashes they were written for, addresses among their strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import beginning, characters, encoding
from onionskin.read.documents.feeds import Part, head, pieces, prose

META = {
    "title": "YARA rules",
    "suffixes": [".yar", ".yara"],
    "refines": "text",
    "misses": "Hex strings and regular expressions are patterns, not values; files that a rule includes are not opened.",
    "references": ["https://yara.readthedocs.io/en/stable/writingrules.html"],
}

MOST = 16 << 20
_RULE = re.compile(r"^[^\S\n]*(?:(?:private|global)\s+)*rule\s+\w+[^{]{0,200}\{", re.MULTILINE)
_QUOTED = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*(?:\*/|\Z))"
    r"|\brule\s++(?P<rule>\w{1,128}+)"
    rf"|\$\w{{0,128}}+\s*+=\s*+(?:(?P<string>{_QUOTED})|\{{[^}}]*+(?:\}}|\Z)|/[^/\\\n]*+(?:\\.[^/\\\n]*+)*/?)"
    rf"|\b(?P<key>\w{{1,64}}+)\s*+=\s*+(?P<value>{_QUOTED})"
)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|.)")
_REFERENCE = re.compile(r"(?:ref(?:erences?)?|urls?|links?|source|blog|report)\d*\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"://|[\w-]\.[A-Za-z]{2,}|\d\.\d+\.\d|\A[A-Za-z]:\\|@")
_PLACE = re.compile(r"[A-Za-z]:\\[^\\]|HK[A-Z_]{2,20}\\")
_FILE = re.compile(r"\.(?:exe|dll|sys|pdb|py|sh|pl|rs|cc|so|md|ps|bat|js|zip|net)\b", re.IGNORECASE)


def fits(view: View) -> bool:
    """Say whether the bytes are text that opens a rule."""
    start = beginning(view)
    return bool(_RULE.search(start)) and "condition" in start


def read(view: View) -> Iterator[Part]:
    """Yield each rule's name, its meta data, its addresses, and the comments."""
    how = encoding(view)
    yield from how.problems
    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes of rules the first {MOST} were read")
    text = "".join(characters(view.slice(0, MOST), how))
    rule = ""
    found = False
    for token in _TOKEN.finditer(text):
        if token["rule"]:
            rule, found = token["rule"], True
            yield from prose(f"rule {rule}")
        elif token["comment"]:
            yield from pieces(token["comment"].strip("/* \t\n"))
        elif token["value"]:
            yield from _meta(token["key"], _plain(token["value"]))
        elif token["string"]:
            yield from _string(_plain(token["string"]), rule)
    if not found:
        yield Problem("damaged", "no rule was found")


def _meta(key: str, value: str) -> Iterator[Part]:
    if key == "author":
        yield from head("", value)
    elif key in ("date", "created", "modified"):
        yield from head("", "", value.replace("/", "-"))
    elif _REFERENCE.match(key) or "://" in value:
        yield Record({"reference": value})
    elif "hash" in key.lower() or key.lower() in ("md5", "sha1", "sha256", "sample"):
        yield Record({"name": key, "value": value})
    else:
        yield from prose(value)


def _string(value: str, rule: str) -> Iterator[Record]:
    """Yield a string that holds an address or a whole path; a bare name like a file's says nothing."""
    whole = "://" in value or _PLACE.match(value)
    if whole or (_ADDRESS.search(value) and not _FILE.search(value)):
        yield Record({"value": value, "note": rule})


def _plain(literal: str) -> str:
    return _ESCAPE.sub(_escaped, literal[1:-1])


def _escaped(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) == 3:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(code, code)
