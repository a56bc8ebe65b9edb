"""Beside which names a word of harm stands: they may be what the incident is called after."""

from __future__ import annotations

import re

from onionskin.read.frames import Spotted
from onionskin.read.matcher import plain_name
from onionskin.read.skeleton import NAMES, Skeleton

_BESIDE_BEFORE = re.compile(rf"(?P<sign>[{NAMES}])(?:'s)?(?:[ -]+[\w']+){{0,3}}[ -]+\Z")
_BESIDE_BEHIND = re.compile(rf"(?:[ -]+[\w']+){{0,4}}[ -]+(?P<sign>[{NAMES}])")


def struck(spotted: Spotted, skeleton: Skeleton) -> set[str]:
    """Return the names beside which a word of harm stands: "the attack on X", "X was breached", "malicious X"."""
    found = set()
    text = skeleton.text
    for name in ("affair", "attack", "hurt", "tainted"):
        for call in spotted.all(name, 0, len(text)):
            before = _BESIDE_BEFORE.search(text, max(call.start() - 40, 0), call.start())
            behind = _BESIDE_BEHIND.match(text, call.end())
            for match in (before, behind):
                if match and spotted.frames["by"].search(match[0]) is None:
                    found.add(plain_name(skeleton.mentions[match["sign"]].text))
    return found
