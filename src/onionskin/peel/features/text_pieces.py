"""A text that is no script, line by line: so that what was put into it can be told from what stood there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.grave_lines import grave_lines
from onionskin.parse.code.orders import orders
from onionskin.parse.code.script_code import hosts, language_of
from onionskin.parse.code.script_pieces import NamedHosts, script_pieces
from onionskin.parse.code.strictness import strictness
from onionskin.plugins.view import View

META = {
    "title": "Lines of texts that are no scripts",
    "formats": [],
    "misses": [
        "texts of more than 4 MiB, or in UTF-16",
        "what stands behind the first 20,000 lines",
    ],
    "references": ["RFC 7693, BLAKE2"],
}

LIMIT = 4 << 20
_HEAD = 4096
HOSTS = 256
# Files that a program reads and nobody else, by name.
_SETTINGS = re.compile(
    r"(?i)\.(?:conf|cnf|cfg|ini|ya?ml|json|toml|xml|properties|env|rules|desktop|service|socket|config|plist)$|(?:^|/)etc/."
)
_REMARK = re.compile(r"^[ \t]*(?:[#;]|//)[^\n]*", re.MULTILINE)


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield the pieces, without a style, and the hosts of a text that no feature of scripts looks at."""
    del layer
    if not 0 < view.size <= LIMIT or b"\0" in view.read(0, _HEAD) or language_of(view):
        return
    raw = view.read(0, LIMIT)
    if b"\0" in raw:
        return
    text = raw.decode("latin-1")
    pieces = script_pieces(text, orders(view.name, text))
    yield Fact.of(pieces)
    grave = grave_lines(view.name, text, pieces.places)
    if grave is not None:
        yield Fact.of(grave)
    if _SETTINGS.search(view.name.replace("\\", "/")):
        bare = _REMARK.sub(lambda found: " " * len(found[0]), text)
        yield Fact.of(strictness(bare, pieces.places, is_script=False))
    found: dict[str, int] = {}
    for at, host in hosts(text):
        if host not in found and len(found) < HOSTS:
            found[host] = at
    if found:
        named = tuple(sorted(found))
        yield Fact.of(NamedHosts(named, tuple(found[each] for each in named)))
