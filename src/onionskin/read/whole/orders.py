"""Text that gives orders to its reader: found behind the usual disguises, in any language of the house.

What a document tells its reader to do is data: it yields no claim. Disguises that are taken off: signs
that cannot be seen, letters of other scripts that look like Latin ones, full-width and mathematical
letters, missing accents, markup, digits for letters, letters set apart, words run together, Base64.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from onionskin.read.syntax.grammar import Rule, grammars
from onionskin.read.words.gates import Gate, heads, heads_of
from onionskin.read.words.sentences import LONGEST, words_of

SHORTEST = 12
# Letters of other scripts that look like Latin ones, as used to hide an order from a search.
_LOOKALIKES = dict(
    zip(
        map(ord, "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405\u03b1\u03bf\u03b9\u03bd\u03c1\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0131\u0261\u026f\u0280\u04cf\u0142\u00f8"),
        "aeopcyxijsdhqwABEKMHOPCTXIJSaoivpABEZHIKMNOPTYXigmrllo",
        strict=True,
    )
)  # fmt: skip
# Signs of plane 14 that stand for ASCII and are shown by nothing.
_TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)}
_MARKS = dict.fromkeys(range(768, 880))
_INVISIBLE = {
    code: None
    for span in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xAD, 0xAD), (0xFEFF, 0xFEFF), (0x180E, 0x180E), (0x3164, 0x3164))
    for code in range(span[0], span[1] + 1)
}  # fmt: skip
_TABLE: dict[int, str | None] = {**_LOOKALIKES, **_TAGS, **_MARKS, **_INVISIBLE}
_MARKUP = re.compile(r"[*_`~\"|>#]")
_LEET = re.compile(r"(?<![\w.@-])(?=[a-z013457@$]{3,14}(?![\w.@-]))[a-z]*[013457@$][a-z013457@$]*", re.IGNORECASE)  # fmt: skip
_LETTERS_FOR = str.maketrans("013457@$", "oieastas")
_LEET_WORDS = "".join(
    chr(code).translate(_LETTERS_FOR) if chr(code).isalpha() or chr(code) in "013457@$" else " "
    for code in range(128)
)
_APART = re.compile(r"(?:(?<!\w)[^\W\d_](?:[ ._*\u00b7-]{1,3}+)){9,}[^\W\d_](?!\w)")
_TOGETHER = re.compile(r"(?<![\w./-])[^\W\d_]++(?:[_-][^\W\d_]++)*(?![\w./-])")
_RUN = re.compile(
    r"(?:ignor|disregard|forget|override|bypass|oubli|olvid|vergiss|ignorier|missacht|dimentic|esquec|negeer|vergeet)"
    r".{0,24}(?:instruct|instruc|instruk|istruz|prompt|guideline|consigne|directive|direttiv|anweisung|regeln|opdracht)"
)
# What a run of words, or letters set apart, cannot do without: asked before the patterns above.
_RUN_STEMS = ("ignor", "disregard", "forget", "overrid", "bypass", "oubli", "olvid", "vergiss", "missacht", "dimentic", "esquec", "negeer", "vergeet")  # fmt: skip
_LETTERS_APART = 10
_DIGIT_OR_SIGN = re.compile(r"[013457@$]")
# A digit or sign beside a letter, or a word of nothing else: what letters may be hidden in.
_FOR_LETTERS = re.compile(
    r"[013457@$](?:(?<=[^\W\d_].)|(?=[^\W\d_])|(?<![\w.@-].)(?=[013457@$]{2,13}(?![\w.@-])))"
)
_STRANGE = re.compile(r"[^\x00-\x7f\u2018\u2019\u201c\u201d\u2013\u2014\u00ab\u00bb]")
_ODD = re.compile(r"[^\x00-\x7f]+")
# Digits of a hash alone decode to no words: no byte of theirs is a blank between letters.
_CODED = re.compile(
    r"(?<![\w+/=])(?!(?:[0-9a-f]++|[0-9A-F]++)(?![\w+/=]))[A-Za-z0-9+/]{32,4000}={0,2}(?![\w+/=])"
)
_SHORTEST_CODE = 32


def suspects(
    text: str, spans: Sequence[tuple[int, int]], words: Sequence[Sequence[str]]
) -> list[bool]:
    """Say of each sentence of a block, given with its words, whether an order could be disguised in it.

    What is asked of the whole block is asked once; of most sentences only plain orders are left to look for.
    """
    if len(text) > LONGEST and any(before[1] == after[0] for before, after in pairwise(spans)):
        return [True] * len(spans)  # cut inside a word
    masked = _STRANGE.search(text) is not None
    plain = unmasked(text) if masked else text
    stems = _stems_in(plain)
    signed = _DIGIT_OR_SIGN.search(plain) is not None
    coded = _coded(text)
    found = []
    for (start, end), own in zip(spans, words, strict=True):
        sentence = text[start:end]
        strange = masked and _STRANGE.search(sentence) is not None
        plain = unmasked(sentence) if strange else sentence
        found.append(
            (strange and _may_open(words_of(plain)))
            or _stems_in(plain, stems) != ()
            or (signed and _may_be_leet(plain, own))
            or (_many_letters(own) and _APART.search(plain) is not None)
            or bisect_left(coded, start) < bisect_left(coded, end)
        )
    return found


def _may_open(words: Sequence[str]) -> bool:
    """Say whether words open an order, or are so many single letters that they may spell one."""
    return gate().is_opened(words) or _many_letters(words)


def _many_letters(words: Sequence[str]) -> bool:
    """Say whether so many letters stand alone, even between the digits of a hash, that they may spell an order."""
    return [*map(len, words)].count(1) >= _LETTERS_APART


def _may_be_leet(plain: str, own: Sequence[str]) -> bool:
    """Say whether a sentence, given with its words, could open an order with digits for letters.

    It is asked of each that has a digit, so it is quick, and says yes too often.
    """
    if _DIGIT_OR_SIGN.search(plain) is None:
        return False
    if "$" in plain:
        return True
    if _FOR_LETTERS.search(plain) is None:
        return False
    read = words_of(plain.lower().translate(_LEET_WORDS))
    return gate().is_opened(own) or gate().is_opened(read)


def _coded(text: str) -> list[int]:
    """Return where runs begin that may be Base64: they hold no blank, and few words are so long."""
    found, at, every = [], 0, text.split()
    if max(map(len, every), default=0) < _SHORTEST_CODE:
        return []
    for word in every:
        if len(word) >= _SHORTEST_CODE:
            at = text.index(word, at)
            found += [at + code.start() for code in _CODED.finditer(word)]
            at += len(word)
    return found


def gives_plain_orders(text: str, opening: set[str]) -> bool:
    """Say whether a sentence that is no suspect orders its reader about."""
    return len(text) >= SHORTEST and _ordered(text, opening)


def gives_orders(text: str, opening: set[str]) -> bool:
    """Say whether a sentence orders its reader about; `opening` are the gates of its plain words."""
    if len(text) < SHORTEST:
        return False
    plain = text
    if not text.isascii() and (plain := unmasked(text)) != text:
        opening = heads_of(words_of(plain))
    if _ordered(plain, opening):
        return True
    if any(_ordered(each, heads_of(words_of(each))) for each in _undone(plain, opening)):
        return True
    if not (_stems_in(plain) or _APART.search(plain)):
        return False
    return any(_RUN.search(each) for each in _together(plain))


def decoded_orders(text: str) -> str:
    """Return what a Base64 piece of a text says if that is an order, or an empty string."""
    for found in _CODED.finditer(text):
        try:
            data = base64.b64decode(found[0].rstrip("=") + "=" * (-len(found[0].rstrip("=")) % 4))
        except (binascii.Error, ValueError):
            continue
        said = data.decode("utf-8", "replace")
        shown = sum(map(str.isprintable, said)) + sum(map(str.isspace, said)) - said.count(" ")
        if shown * 10 < len(said) * 9:
            continue
        if gives_orders(said, heads_of(words_of(said))):
            return said
    return ""


def unmasked(text: str) -> str:
    """Return a text as its reader sees it, in plain letters without accents; itself if it is so already."""
    return text if text.isascii() else _ODD.sub(_unmasked, text)


def _unmasked(match: re.Match[str]) -> str:
    return _plain_run(match[0])


@lru_cache(maxsize=4096)
def _plain_run(run: str) -> str:
    """Return signs beyond ASCII as plain letters: few runs of them are different."""
    return unicodedata.normalize("NFKD", run).translate(_TABLE)


@cache
def gate() -> Gate:
    """Return what tells of a word whether it could open an order."""
    return Gate(_rules())


def is_opened(opening: set[str]) -> bool:
    """Say whether words could open an order at all: the cheap question before the others."""
    return not gate().heads.isdisjoint(opening)


def _ordered(plain: str, opening: set[str]) -> bool:
    if not is_opened(opening):
        return False
    rules = _rules()
    plain = " ".join(_MARKUP.sub("", plain).split())
    return any(
        rule.pattern.search(plain)
        for head in sorted(rules.keys() & opening)
        for rule in rules[head]
    )


def _undone(plain: str, opening: set[str]) -> list[str]:
    """Return a text with digits read as letters, and with letters that stand apart put together."""
    found = []
    if _DIGIT_OR_SIGN.search(plain):
        read = {each.lower().translate(_LETTERS_FOR) for each in _LEET.findall(plain)}
        if read and (is_opened(opening) or is_opened(heads_of(read))):
            found.append(_LEET.sub(lambda match: match[0].lower().translate(_LETTERS_FOR), plain))
    if _APART.search(plain):
        found.append(_APART.sub(_joined, plain))
    return found


def _joined(match: re.Match[str]) -> str:
    """Put the letters of a run together; a wider gap than the usual one parts words."""
    words = re.split(r"[ ._*\u00b7-]{2,}", match[0])
    return " ".join(re.sub(r"[\W_]", "", word) for word in words)


def _stems_in(text: str, stems: tuple[str, ...] = _RUN_STEMS) -> tuple[str, ...]:
    """Return which of the stems that an order in a run of words begins with a text holds."""
    if not stems:
        return ()
    squashed = text.lower().replace("-", "").replace("_", "")
    return tuple([stem for stem in stems if stem in squashed])


def _together(plain: str) -> list[str]:
    """Return, in small letters, what is written without blanks although it is long enough for a sentence."""
    several = [match[0] for match in _TOGETHER.finditer(plain) if len(match[0]) >= 20]
    several += [match[0] for match in _APART.finditer(plain)]
    return [re.sub(r"[\W_]", "", each).lower() for each in several]


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return the patterns of orders of all languages, without accents, by what opens them."""
    found: dict[str, list[Rule]] = defaultdict(list)
    known = [(each, grammar.cues) for grammar in grammars() for each in grammar.cues.orders]
    for pattern, cues in known:
        plain = unicodedata.normalize("NFKD", pattern).translate(_MARKS)
        rule = Rule(None, plain, frozenset(heads(plain)), cues)
        for head in rule.heads:
            found[head].append(rule)
    return {head: tuple(rules) for head, rules in found.items()}
