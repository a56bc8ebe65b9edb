"""Whom a document calls a paper, a broadcaster, a regulator: they tell of incidents, and are seldom hit."""

from __future__ import annotations

from onionskin.read.syntax.frames import Spotted
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import SIGN, Skeleton


def tellers(spotted: Spotted, skeleton: Skeleton) -> set[str]:
    """Return the names right behind a noun for who tells or watches: "the newspaper X", "the regulator X"."""
    found = set()
    text = skeleton.text
    for noun in spotted.all("press", 0, len(text)):
        sign = SIGN.match(text, noun.end() + 1)
        if sign and text[noun.end()] == " " and skeleton.mentions[sign[0]].kind == "name":
            found.add(plain_name(skeleton.mentions[sign[0]].text))
    return found
