"""How names are introduced, in every language of the house: the data of `naming/`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CODES = ("en", "fr", "es", "de", "it", "pt", "nl")
_QUOTE = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb*_`"


@dataclass(frozen=True)
class NameCues:
    """The cues of some languages together: kinds by their words, and what joins kind and name.

    `cue` finds the words of kinds and of naming in lower-case text; `kinds` says what a found
    word means, `naming` which words only new names have. `joins` matches what may stand
    between a kind and the name behind it, `named` where the name is said to be one, `trails` between a name and the kind behind
    it, `aliases` between a name and its other name, `is_a` between a name and what it is said to be;
    `acts` stands behind a name that does what only people do, and `tells` are the verbs of who found and named a thing. `roles` are the words
    (one or two) before a name by whose part in the sentence it is an actor or malware.
    """

    cue: re.Pattern[str]
    kinds: dict[str, str]
    only: frozenset[str]
    joins: re.Pattern[str]
    named: re.Pattern[str]
    aliases: re.Pattern[str]
    is_a: re.Pattern[str]
    trades: re.Pattern[str]
    acts: re.Pattern[str]
    tells: frozenset[str]
    roles: dict[str, str]
    trails_behind: bool
    leads: bool


TRAILS = re.compile(rf"[{_QUOTE})]{{0,3}}(?:['\u2019]s)?[ \u00a0-](?:[a-z-]{{2,16}} )?\Z")
TRAILS_CLOSELY = re.compile(rf"[{_QUOTE})]{{0,3}}[ \u00a0-]\Z")


@cache
def name_cues(codes: tuple[str, ...]) -> NameCues:
    """Return the cues of some languages; English is always among them, as its terms are everywhere."""
    tables = [_table(code) for code in sorted({"en", *codes} & {*CODES})]
    kinds = _kinds(tables)
    only = frozenset(word for each in tables for word in each["only"])
    named = [word for each in tables for word in (*each["named"], *each["only"])]
    lists = [word for each in tables for word in each["lists"]]
    also = [word for each in tables for word in each["also"]]
    is_a = [word for each in tables for word in each["is"]]
    articles = [word for each in tables for word in each["articles"]]
    between = [word for each in tables for word in each["between"]]
    links = [word for each in tables for word in each["links"]]
    some = rf"[ ,:({_QUOTE}]{{0,4}}"
    few = rf"(?:(?!(?:{_either(links)}) )[\w-]{{1,16}} ){{0,2}}"
    return NameCues(
        cue=_cue((*kinds, *only)),
        kinds={**{f"{word}s": kind for word, kind in kinds.items()}, **kinds},
        only=only,
        joins=re.compile(
            rf"{some}(?:{_either((*named, *lists))})?(?: (?:the|le|la|el|il|o|de))?{some}\Z"
        ),
        named=re.compile(
            rf"{some}(?:(?:{_either(between)}) ){{0,4}}(?:{_either(named)})(?: as)?{some}\Z"
        ),
        aliases=re.compile(
            rf"[{_QUOTE}]{{0,2}}[ ,(]{{1,3}}(?:{_either(also)})(?: as)?(?: (?:the|le|la|el))?{some}"
        ),
        is_a=re.compile(
            rf"[{_QUOTE})]{{0,3}}(?:, (?:{_either(articles)})| (?:{_either(is_a)})) {few}\Z"
        ),
        trades=_trades(tables),
        acts=_acts(tables),
        roles={
            word: kind
            for each in tables
            for key, kind in (("blames", "actor"), ("uses", "malware"))
            for word in each[key]
        },
        tells=frozenset(word for each in tables for word in each["tells"]),
        trails_behind=any(each["order"] == "before" for each in tables),
        leads=any(each["order"] == "after" for each in tables),
    )


@cache
def vague() -> frozenset[str]:
    """Return the words for a kind that introduce no name by standing beside it."""
    return frozenset(_shapes()["vague"]["words"])


@cache
def says() -> dict[str, frozenset[str]]:
    """Return words at the end of names, or behind them.

    Those that only say their kind, of malware (`again`) and of actors (`group`); what is `kept` as a
    part; what a group adds to the name of its malware (`crowd`); and who has a malware (`owners`).
    """
    return {key: frozenset(words) for key, words in _shapes()["says"].items()}


@cache
def _shapes() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "shapes.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Shapes:
    """Names that tell their kind by their shape: the pattern's groups are kinds.

    `first` and `second` are words where it is tried, besides those that end with a digit;
    `never` are words that are no names by themselves.
    """

    pattern: re.Pattern[str]
    first: frozenset[str]
    second: frozenset[str]
    never: frozenset[str]


@cache
def shapes() -> Shapes:
    """Return the shapes of names."""
    table = _shapes()
    kinds = ("actor", "campaign")
    parts = [f"(?P<{kind}>{'|'.join(table[kind]['patterns'])})" for kind in kinds]
    return Shapes(
        re.compile(rf"(?:{'|'.join(parts)})(?![\w@]|\.\w)"),
        frozenset(word for kind in kinds for word in table[kind]["first"]),
        frozenset(word for kind in kinds for word in table[kind]["second"]),
        frozenset(table["never"]["words"]),
    )


def _trades(tables: list[dict[str, Any]]) -> re.Pattern[str]:
    """Return what matches a sector in small letters: `financial sector`, `secteur bancaire`, `Energiebranche`."""
    parts = []
    for each in tables:
        heads, trades = _either(each["kinds"]["sector"]), _either(each["sectors"]["trades"])
        if each["order"] == "after":
            parts.append(rf"(?:{heads}) (?:{trades})")
        else:
            blank = "-?" if each["sectors"].get("joined") else " "
            parts.append(rf"(?:{trades})(?:{blank}| )(?:{heads})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


@cache
def nothing() -> frozenset[str]:
    """Return the words that name nothing by themselves: what is never a name, and the words for kinds."""
    words = {word for word in _kinds(_table(code) for code in CODES) if " " not in word}
    return shapes().never | words | {f"{word}s" for word in words}


def _kinds(tables: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the kinds by the words for them."""
    return {
        word: kind for each in tables for kind, words in each["kinds"].items() for word in words
    }


def _cue(words: tuple[str, ...]) -> re.Pattern[str]:
    letters = "".join(sorted({re.escape(word[0]) for word in words}))
    return re.compile(rf"(?<![\w.])(?=[{letters}])(?:{_by_letter(words)})s?(?![\w@]|\.\w)")


def _acts(tables: list[dict[str, Any]]) -> re.Pattern[str]:
    verbs = _either(word for each in tables for word in each["acts"])
    adverbs = _either(word for each in tables for word in each["adverbs"])
    return re.compile(rf"[{_QUOTE}]{{0,2}}[ \u00a0](?:(?:{adverbs}) ){{0,2}}(?:{verbs})(?!\w)")


@cache
def _table(code: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(set(words), key=lambda w: (-len(w), w)))


def _by_letter(words: Iterable[str]) -> str:
    """Return an alternation that is entered by the first letter, and then by the second: few branches are tried at a place."""
    groups: dict[str, dict[str, set[str]]] = {}
    for each in words:
        groups.setdefault(each[0], {}).setdefault(each[1:2], set()).add(each[2:])
    return "|".join(
        rf"{re.escape(first)}(?:{'|'.join(f'{re.escape(second)}(?:{_either(rest)})' for second, rest in sorted(seconds.items(), reverse=True))})"
        for first, seconds in sorted(groups.items())
    )
