"""TOML from evidence: what Python's own reader takes too long for is refused before it is read.

Source: TOML 1.0.0, "Keys". The reader looks at every beginning of a dotted key, so that one of n parts
costs n times n steps: 320 KB of `a.b.` are more than a minute.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

PARTS = 64
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{PARTS}}}")


def loads(text: str) -> dict[str, Any]:
    """Return the document; ValueError or RecursionError where it is none or has a key of too many parts."""
    if _LONG_KEY.search(text):
        message = f"a key has more than {PARTS} parts"
        raise ValueError(message)
    return tomllib.loads(text)
