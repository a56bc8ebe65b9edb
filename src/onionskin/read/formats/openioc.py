"""OpenIOC 1.0 and 1.1: the values that a definition looks for, by the field they are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.parse.texts.plain_xml import Element, elements
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import beginning, characters, encoding
from onionskin.read.documents.feeds import Part, head, indicator, pieces, prose

META = {
    "title": "OpenIOC",
    "suffixes": [".ioc"],
    "refines": "text",
    "misses": "How items are joined (AND, OR) is not kept; names of files alone, sizes and times are counted in a note; parameters of 1.1 are not read.",
    "references": ["https://github.com/fireeye/OpenIOC_1.1"],
}

MOST = 32 << 20
ELEMENTS = 1_000_000
_ROOT = re.compile(r"<(?:\w+:)?(?:ioc|OpenIOC)[\s>]")
# What the last words of a field say its value is; the first that fits.
_FIELDS = tuple(
    (kind, re.compile(rf"(?:{body})\Z", re.IGNORECASE))
    for kind, body in (
        ("md5", r"md5(?:sum)?"), ("sha1", r"sha1(?:sum)?"), ("sha256", r"sha256(?:sum)?"),
        ("url", r"url|uri|network/url|.*/referrer"), ("domain", r".*(?:dns|hostname|host|recordname|domain)"),
        ("ip", r".*(?:ip|ipv4address|ipaddress|remoteipaddress|destination|ip4|ipv4)"),
        ("email", r"email/(?:from|to|cc|replyto)|.*emailaddress"), ("user-agent", r".*user-?agent"),
        ("mutex", r"mutex|handle/name|.*mutex/name"), ("registry-key", r"registryitem/(?:key)?path|.*keypath|reg(?:istry)?/path"),
        ("service", r"serviceitem/name|.*servicename"), ("scheduled-task", r"taskitem/name"),
        ("path", r".*(?:fullpath|filepath|devicepath|servicedll|servicepath|/path)"), ("certificate-serial", r".*serialnumber"),
    )
)  # fmt: skip
_NOT = re.compile(r"is ?not|not", re.IGNORECASE)


def fits(view: View) -> bool:
    """Say whether the bytes are XML whose first elements are those of OpenIOC."""
    start = beginning(view)
    return start.lstrip("\ufeff \t\r\n").startswith("<") and bool(_ROOT.search(start[:4000]))


def read(view: View) -> Iterator[Part]:
    """Yield the head, the description, then a row for each value that is looked for."""
    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes the first {MOST} were read")
    try:
        found = elements(view.read(0, MOST), most=ELEMENTS)
    except DamagedError as error:
        yield Problem("damaged", f"{error}; the definition was read as text")
        for piece in characters(view.slice(0, MOST), encoding(view)):
            yield from pieces(piece, "line")
        return
    yield from _head(found)
    yield from _items(found)


def _head(found: Sequence[Element]) -> Iterator[Part]:
    own = {
        each.path[-1].lower(): each.text.strip() for each in reversed(found) if len(each.path) <= 3
    }
    yield from head(
        own.get("short_description", ""), own.get("authored_by", ""), own.get("authored_date", "")
    )
    yield from prose(own.get("description"))
    for each in found:
        if each.path[-1] == "link" and each.text.strip():
            yield Record(
                {
                    "name": each.attributes.get("rel", ""),
                    "reference": each.attributes.get("href") or each.text.strip(),
                }
            )


def _items(found: Sequence[Element]) -> Iterator[Record]:
    """Yield a row for each item; some tools write the value as the item's own name and leave its content empty."""
    item: Element | None = None
    search = ""
    for each in found:
        name = each.path[-1]
        if name == "IndicatorItem":
            item, search = each, ""
        elif name == "Context":
            search = each.attributes.get("search", "")
        elif name == "Content" and item is not None:
            value = each.text.strip() or item.attributes.get("id", "")
            if value:
                yield _row(item, search, value)
            item = None


def _row(item: Element, search: str, value: str) -> Record:
    said = item.attributes
    if said.get("negate", "").lower() == "true" or _NOT.match(said.get("condition", "")):
        return Record({"note": f"not {search}: {value}"})
    return indicator(_kind(search), value, note=search)


def _kind(search: str) -> str:
    """Return what a field says its value is, as feeds call it; a field that says nothing by its own last word."""
    two = "/".join(search.split("/")[-2:])
    last = two.rpartition("/")[2]
    return next(
        (kind for kind, body in _FIELDS if body.match(two) or body.match(last)), last or "value"
    )
