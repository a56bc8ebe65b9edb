"""Statements of a script that use nothing of the script: which act on the platform by the platform's names alone.

Whoever mends or extends a script uses what it holds: its arguments, its functions, its constants. Lines that somebody put into another's
script from outside seldom do. Such a statement is told by the stretch that it is closed within: all pieces that its own names lead to, with
the brackets that it opens. Where that whole stretch came with one release, it could be cut out again and nothing would be missed.

Own work; the idea is that of slicing (Weiser, 1981), by names alone, without the flow of values. Time is linear in the script, and
bounded in each statement.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from onionskin.model import Value
from onionskin.parse.code.script_lexing import Lexed

# A stretch of more pieces is no remark on the side.
WIDEST = 60
# Pieces behind a stretch in which its own constants are looked for.
AHEAD = 400
# A name that stands in so many places belongs to the script.
OFTEN = 200
# Statements that are told of one script.
MOST = 500
LANGUAGES = frozenset({"javascript", "python"})
# What stands in place of a stretch: the statement is in a function's body, or what it depends on leads further.
IN_FUNCTION, NOWHERE = -2, -3

# (the statement's piece, first and last piece of its stretch, the piece that it depends on, first and last piece of the stretch of both, whether it
# only keeps a value under a name)
Lone = tuple[int, int, int, int, int, int, bool]

_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*|(?<=\.\.\.)[A-Za-z_$][\w$]*")
_BRACKET = re.compile(r"[()\[\]{}]")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_CHAIN = r"(?:\s*(?:\?\.|\.)\s*[\w$]+|\s*\[[^\]\n]{0,60}\]|\s*\([^()\n]{0,80}\))*"
_HOW = r"\s*(?:\?\.)?(?P<how>\(|=(?![=>]))"
_REFLECTED = r"(?P<reflected>(?:Object\.(?:defineProperty|assign|setPrototypeOf)|Reflect\.(?:set|defineProperty|apply|construct))\s*\(\s*)?"
# What may stand before the name that acts: a question, a name for the value.
_STATEMENT = {
    "javascript": re.compile(
        r"\s*(?:(?:if|while)\s*\([^\n]{0,200}?\)\s*(?:\{\s*)?|try\s*\{\s*|[\w$.]+\s*(?:&&|\|\|)\s*|typeof\b[^\n;]{0,80}?&&\s*|(?:await|void|new|return\s+void)\s+|[!(;+])*"
        rf"(?P<kept>(?:const|let|var)\s+[\w$]+\s*=\s*(?:await\s+|new\s+|\()*)?(?:(?P<async>async\b\s*(?=[(f]))|{_REFLECTED}(?P<name>[A-Za-z_$][\w$]*)(?P<chain>{_CHAIN})(?:{_HOW}|(?(reflected)|(?!))))"
    ),
    "python": re.compile(
        r"\s*(?:(?:if|elif|while|with)\s[^\n]{0,200}?:\s*|await\s+|\()*"
        rf"(?P<kept>\w+\s*=\s*(?:await\s+)?)?(?P<reflected>(?!))?(?P<async>(?!))?(?P<name>[A-Za-z_]\w*)(?P<chain>{_CHAIN}){_HOW}"
    ),
}
_FIRST = re.compile(r"[\s!(;+]*([A-Za-z_$][\w$]*)?(?:[\w$.]*\s*(&&|\|\||=(?!=)))?")
# Words that a statement may begin with before the name that acts.
_OPENING = {
    "javascript": frozenset({"if", "while", "try", "typeof", "await", "void", "new", "return", "const", "let", "var", "async", "import"}),
    "python": frozenset({"if", "elif", "while", "with", "await"}),
}  # fmt: skip
_DULL = {
    "javascript": re.compile(
        r"\s*(?:return\b(?!\s+void)|throw|case|default\s*:|export|import\b(?!\s*\()|else|catch|finally|module\.exports|exports\b|Object\.defineProperty\(exports|console\b|"
        r"process\.(?:exitCode|exit\b|emitWarning|stdout\.write\(|stderr\.write\()|(?:util\.)?promisify\s*\([\w$.\s]{0,80}\)\s*;?\s*$|require\s*\(\s*[^()\n]{1,200}\)\s*(?:[;,/\x00]|$)|(?:const|let|var)\s+[^=\n]{1,200}=\s*(?:\w+\s*\(\s*)?require\s*\(\s*[^\x00]\x00+[^\x00]\s*\)[\w$.\s)]*;?\s*$)"
    ),
    "python": re.compile(
        r"\s*(?:return|raise|yield|assert|import|from|else|except|finally|class|def|@|print|sys\.(?:exit|stdout|stderr)|os\.path\b|warnings\.(?:warn|simplefilter|filterwarnings|resetwarnings)\b|"
        r"logging\.(?:debug|info|warning|error|exception|critical|log|basicConfig)\b|typing\b|gc\b|isinstance\b|super\b|__all__\b)"
    ),
}
# Names that a statement binds itself: of parameters, of loops, of what is caught.
_BOUND = {
    "javascript": re.compile(
        r"([\w$]+)\s*=>|\(([^()\n]{0,300})\)\s*=>|\bfunction\b\s*[\w$]*\s*\(([^()\n]{0,300})\)|\b(?:catch|for)\s*\(\s*(?:const|let|var)?\s*([\w$]+)"
    ),
    "python": re.compile(
        r"\blambda\b([^:\n]{0,200}):|\bfor\s+([\w, ()]{1,200}?)\s+in\b|\bas\s+(\w+)|\bdef\s+\w+\s*\(([^()\n]{0,300})\)"
    ),
}
_DECLARED = re.compile(r"\b(?:const|let)\s+([\w$]+)\s*=")
# A name of an argument, or a key, leads nowhere.
_KEY = {
    "javascript": re.compile(r"(?<=[{,])\s*[\w$]+\s*:(?!:)"),
    "python": re.compile(r"(?<=[(,])\s*\w+\s*=(?!=)"),
}
_NOTHING = re.compile(r"\s*(?:void 0|undefined|null|None)\b")
_DEFINES = re.compile(
    r"\s*(?:export\b|(?:async\s+)?function\b|class\b|(?:async\s+)?def\b|(?:static\s+|async\s+|get\s+|set\s+)*[\w$#]+\s*\([^\n]{0,200}\)\s*\{\s*$|[\w$.]+\s*[:=]\s*(?:async\s*)?(?:function\b|\([^\n()]{0,200}\)\s*=>))"
)
_IMPORT_PY = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n]{1,400})|import[ \t]+([^\n;]{1,400}))", re.MULTILINE)  # fmt: skip
_IMPORT_JS = re.compile(
    r"(?:const|let|var)\s+([\w$]{1,60}|\{[^{}]{0,300}\})\s*=\s*(?:[\w$.]{1,40}\(\s*)?(?:require|import|getBuiltinModule)\s*\(\s*['\"](?:node:)?(\w[\w/]{0,40})['\"]|"
    r"\bimport\s+([\w$*,{}\s]{1,300}?)\s+from\s*['\"](?:node:)?(\w[\w/]{0,40})['\"]"
)
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")


class _Platform(Value, frozen=True):
    """One table of platform_names.toml."""

    keywords: frozenset[str]
    acts: frozenset[str]
    quiet: frozenset[str]
    modules: frozenset[str]
    acting: frozenset[str] = frozenset()
    quiet_modules: frozenset[str] = frozenset()

    def is_acting(self, module: str) -> bool:
        """Say whether a module of the platform reaches beyond the script."""
        return module in self.acting or (not self.acting and module in self.modules - self.quiet_modules)  # fmt: skip


@cache
def _platforms() -> dict[str, _Platform]:
    text = Path(__file__).with_name("platform_names.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, _Platform])


class _Names(NamedTuple):
    """Which names of a script are the platform's: all, and those whose calls act."""

    free: frozenset[str]
    acting: frozenset[str]


def lone_statements(lexed: Lexed, language: str, starts: Sequence[int]) -> tuple[Lone, ...]:
    """Return the statements that act by the platform's names alone, and the stretches that they are closed within.

    `starts` are where the pieces begin. Of languages other than JavaScript and Python none is told.
    """
    if language not in LANGUAGES or not starts:
        return ()
    names = _names(lexed.plain, language)
    script = _Script(lexed.code, language, starts, names.free)
    found: list[Lone] = []
    for number, is_kept in _acting(script, names):
        told = script.lone(number)
        if told is not None:
            found.append((*told, is_kept))
        if len(found) == MOST:
            break
    return tuple(found)


def _names(plain: str, language: str) -> _Names:
    known = _platforms()[language]
    free, acting = set(known.keywords | known.acts | known.quiet), set(known.acts)
    for name, module in _imported(plain, language):
        if module in known.modules:
            free.add(name)
        # Another's package is no name of the platform: its import must have come along.
        if (name and module not in known.modules) or known.is_acting(module):
            acting.add(name)
    return _Names(frozenset(free), frozenset(acting))


def _imported(plain: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield (name, module of the platform, or another's) of what a script imports under a name."""
    if language == "javascript":
        for match in _IMPORT_JS.finditer(plain):
            said, module = (match[1], match[2]) if match[1] else (match[3], match[4])
            yield from ((each, module.partition("/")[0]) for each in _IDENTIFIER.findall(said))
        return
    for match in _IMPORT_PY.finditer(plain):
        if match[1]:
            for each in match[2].strip("()").split(","):
                yield each.partition("#")[0].split(" as ")[-1].strip(), match[1].partition(".")[0]
            continue
        for each in match[3].partition("#")[0].split(","):
            module, _, name = each.strip().partition(" as ")
            yield (name or module.partition(".")[0]).strip(), module.partition(".")[0].strip()


def _acting(script: _Script, names: _Names) -> Iterator[tuple[int, bool]]:
    """Yield the number of each piece that begins with a statement whose first name acts, and whether that only keeps a value."""
    language, code = script.language, script.code
    begins, dull = _STATEMENT[language], _DULL[language]
    words = _platforms()[language].keywords
    known = (names.free | names.acting) - words | _OPENING[language]
    for number, start in enumerate(script.starts):
        first = _FIRST.match(code, start)
        # Most pieces begin with a name of the script's own.
        if not first or (first[1] and first[1] not in known and first[2] is None):
            continue
        end = script.end(number)
        found = begins.match(code, start, end)
        if not found or not _is_act(found, names, words):
            continue
        # Behind a question what is dull is no less so.
        if dull.match(code, start, end) or dull.match(code, max(found.start("name"), start), end):
            continue
        rest = code[start:end].rstrip("\x00; \t\r\n")
        yield number, bool(found["kept"]) and ";" not in rest


def _is_act(found: re.Match[str], names: _Names, words: frozenset[str]) -> bool:
    """Say whether what a statement begins with acts: a call whose value nobody keeps, one that reaches out, a change of what is the platform's."""
    if found["async"]:
        return True
    name, is_kept = found["name"], bool(found["kept"])
    is_known = name in names.acting or (name in names.free and name not in words)
    if found["reflected"]:
        return is_known
    if found["how"] == "=":
        # What is set to nothing is taken away, not put into another's hands.
        return is_known and bool(found["chain"]) and not is_kept and not _NOTHING.match(found.string, found.end())  # fmt: skip
    return name in names.acting or (is_known and not is_kept)


class _Script:
    """The pieces of a script, with what each one's names lead to."""

    def __init__(self, code: str, language: str, starts: Sequence[int], free: frozenset[str]) -> None:  # fmt: skip
        self.code, self.language, self.starts, self.free = code, language, starts, free
        self._known: dict[str, tuple[int, int]] = {}
        self._within: list[str] | None = None

    def end(self, number: int) -> int:
        """Return where a piece ends."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.code)

    def lone(self, number: int) -> tuple[int, int, int, int, int, int] | None:
        """Return the stretch that a statement is closed within; None where it leads further, or stands within an expression."""
        own = self._closed(number)
        if own is None or not self._is_statement(number):
            return None
        above = self._above(number)
        if above < 0:
            return number, *own, -1, *own
        if _DEFINES.match(self.code, self.starts[above], self.end(above)):
            return number, *own, above, IN_FUNCTION, IN_FUNCTION
        both = self._closed(above)
        return number, *own, above, *(both or (NOWHERE, NOWHERE))

    def _is_statement(self, number: int) -> bool:
        if self._within is None:
            self._within = list(_innermost(self.code, self.starts))
        if self._within[number] not in {"", "{"}:
            return False
        before = self.code[max(self.starts[number] - 200, 0) : self.starts[number]].rstrip(" \t\r\n\x00")  # fmt: skip
        return self.language == "python" or not before or before[-1] not in ",(=&|?:+[<"

    def _above(self, number: int) -> int:
        """Return the nearest piece before that is indented less; -1 without one."""
        depth = self._depth(number)
        for above in range(number - 1, max(number - WIDEST, -1), -1):
            if self._depth(above) < depth:
                return above
        return -1

    def _depth(self, number: int) -> int:
        line = self.code.rfind("\n", 0, self.starts[number]) + 1
        piece = self.code[line : self.end(number)]
        return len(piece) - len(piece.lstrip(" \t"))

    def _closed(self, number: int) -> tuple[int, int] | None:
        """Return the first and last piece of all that a piece's names and brackets lead to."""
        low = high = done_low = done_high = number
        done_high -= 1
        while (low, high) != (done_low, done_high):
            if high - low > WIDEST:
                return None
            done_low, done_high = low, high
            shut = self._shut(low, high)
            if shut is None:
                return None
            high = shut
            text = self.code[self.starts[low] : self.end(high)]
            if self.language == "javascript" and re.search(r"\b(?:this|super)\b", text) and "function" not in text:  # fmt: skip
                return None
            for first, last in self._leads(text, low, high):
                low, high = min(low, first), max(high, last)
        return low, high

    def _shut(self, low: int, high: int) -> int | None:
        """Return the piece that closes what a stretch opens; None where it closes what it did not open, or nothing closes it."""
        depth = 0
        at = self.starts[low]
        for piece in range(low, min(low + WIDEST + 2, len(self.starts))):
            for found in _BRACKET.finditer(self.code, at, self.end(piece)):
                depth += -1 if found[0] in _CLOSES else 1
                if depth < 0:
                    return None
            at = self.end(piece)
            if piece >= high and not depth:
                return piece
        return None

    def _leads(self, text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        bound = self._held(text, low, high) | {name for each in _BOUND[self.language].finditer(text) for name in _IDENTIFIER.findall(" ".join(filter(None, each.groups())))}  # fmt: skip
        bare = _KEY[self.language].sub(" ", text)
        for name in {each[0] for each in _NAME.finditer(bare)} - self.free - bound:
            if name not in self._known:
                self._known[name] = self._extent(name)
            yield self._known[name]

    def _extent(self, name: str) -> tuple[int, int]:
        """Return the first and the last piece in which a name stands by itself; of one that stands in many places only the first of these."""
        places = list(islice(self._standing(name), OFTEN))
        if not places:
            return 0, len(self.starts)
        first, last = (bisect_right(self.starts, places[at]) - 1 for at in (0, -1))
        return first, last if len(places) < OFTEN else max(last, first + 2 * WIDEST)

    def _standing(self, name: str) -> Iterator[int]:
        """Yield where a name stands by itself. One that is a part of many others is taken to stand there, too."""
        at = self.code.find(name)
        for tries in count():
            if at < 0:
                return
            found = _NAME.match(self.code, at)
            if tries > 10 * OFTEN or (found and found[0] == name):
                yield at
            at = self.code.find(name, at + 1)

    def _held(self, text: str, low: int, high: int) -> set[str]:
        """Return the constants that a stretch makes for itself: nothing behind it in its block names them."""
        declared = set(_DECLARED.findall(text)) if self.language == "javascript" else set()
        if not declared:
            return declared
        depth, last = self._depth(low), high + 1
        while last < len(self.starts) and self._depth(last) >= depth:
            last += 1
            if last - high > AHEAD:
                return set()
        rest = self.code[self.end(high) : self.end(last - 1)]
        return declared - {each[0] for each in _NAME.finditer(rest)}


def _innermost(code: str, starts: Sequence[int]) -> Iterator[str]:
    """Yield the bracket within which each piece begins; "" within none."""
    opened: list[str] = []
    at = 0
    for start in starts:
        for found in _BRACKET.finditer(code, at, start):
            if found[0] not in _CLOSES:
                opened.append(found[0])
            elif opened:
                opened.pop()
        at = start
        yield opened[-1] if opened else ""
