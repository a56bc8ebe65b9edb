"""The pax records that npm wrote from 2013 to 2017 (npm 1.3 to 4, by node-tar 1 and 2 and fstream-npm).

node-tar before 3 wrote each property of the reader that handed it a file as a record, `NODETAR.` and the
property's path: the reader's settings, and of a package the whole `package.json`, before each of its files.
Written from what packages of these years hold: node-notifier 4.0.2, react-native 0.20.0, bs-platform 2.0.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onionskin.parse.archives.tar_members import SEARCHED, members
from onionskin.plugins.view import View

_PREFIX = b"NODETAR."
_MANIFEST = b"package."
# npm's reader gives a manifest that spells this key so the other spelling, too.
_SPELT = re.compile(r"^bundledDependencies(?=\.|$)")
# The reader's own settings, with a figure, a word or the name of a file as value.
_SETTING = re.compile(rb"(?:depth|follow|type|blksize|blocks|ignoreFiles\.\d{1,4}|bundle[A-Za-z.\d]{0,40})=[\w.-]{1,64}")  # fmt: skip
# No package is known that bundles as many, or whose manifest is as long.
_MANIFESTS = 2000
_LONGEST = 1 << 20
_STATEMENTS = 400_000


def is_of(key: bytes) -> bool:
    """Say whether a record's key is one that node-tar made up."""
    return key.startswith(_PREFIX)


def owns(key: bytes, value: bytes, stated: frozenset[bytes]) -> bool:
    """Say whether such a record tells nothing but a reader's setting or what is `stated` by a manifest."""
    said = key.removeprefix(_PREFIX) + b"=" + value
    if said.startswith(_MANIFEST):
        return said.removeprefix(_MANIFEST) in stated
    return _SETTING.fullmatch(said) is not None


def statements(view: View) -> frozenset[bytes]:
    """Return each `path=value` of the package.json files in an archive, as node-tar flattens them."""
    found: set[bytes] = set()
    read = 0
    for each in members(view, SEARCHED):
        if not each.name.endswith("/package.json") or each.length > _LONGEST:
            continue
        try:
            said = json.loads(view.read(each.offset, each.length))
        except (ValueError, RecursionError):
            continue
        for path, value in _leaves(said, ""):
            for spelt in (path, _SPELT.sub("bundleDependencies", path)):
                found.add(f"{spelt}={value}".encode("utf-8", "surrogatepass"))
            if len(found) >= _STATEMENTS:
                return frozenset(found)
        read += 1
        if read >= _MANIFESTS:
            break
    return frozenset(found)


def _leaves(said: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield what stands at the ends of a document, as JavaScript says it; depth is what the decoder lets through."""
    todo = [(path, said)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            todo += [(f"{path}.{key}" if path else f"{key}", part) for key, part in parts]
        else:
            # json.dumps says true, false, null and figures as JavaScript does.
            yield path, value if isinstance(value, str) else json.dumps(value)
