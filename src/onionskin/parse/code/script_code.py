"""What a script can do, and how it hides what it does: one reading for all languages.

Abilities come from script_apis.toml and telling_words.toml. The measures of obscurity are those that public analyses of
malicious npm and PyPI packages name: identifiers as hexadecimal numbers, escaped or encoded strings that are run,
letters as lists of numbers, code far to the right of the window, letters that no editor shows, modules that are
asked for under another name and by names that are decoded.
"""

from __future__ import annotations

import ipaddress
import math
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from heapq import merge
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from onionskin.model import Fact, Problem, Span, Value
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.address_frames import AddressFrames, address_frames
from onionskin.parse.code.assistants import orders_to_assistants
from onionskin.parse.code.guards import Guards, guards
from onionskin.parse.code.lone_statements import lone_statements
from onionskin.parse.code.needles import (
    Vocabulary,
    at_places,
    begins,
    matches,
    may_hold_run,
    needles,
    places,
)
from onionskin.parse.code.script_lexing import Lexed, lex
from onionskin.parse.code.script_pieces import ScriptPieces, script_pieces
from onionskin.parse.code.strictness import Strictness, strictness
from onionskin.parse.code.telling_words import classes
from onionskin.plugins.view import View

LIMIT = 16 << 20  # bytes of a script that are read
TWICE = 4 << 20  # bytes of a script that is read in more than one way
SHOWN = 8  # places of one ability
MAX_HOSTS = 64
_TEXTS = 4 << 20
LEAST, COMMAND_LINE = 8, 1000  # letters of a text that may be a command line

# A script with fewer names is too short to measure.
HEX_NAMES = 12
ESCAPES = 200
NUMBERS = 120
BLOB = 400
RIGHT = 200
UNSEEN = 16

_HEX_NAME = re.compile(r"\b_0x[0-9a-f]{3,8}\b")
_ESCAPE = re.compile(r"\\x[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2}|\\[0-3][0-7]{2}")
_NUMBERS = re.compile(rf"(?:\b(?:0x[0-9a-fA-F]{{1,2}}|[0-9]{{1,3}})\s?,\s?){{{NUMBERS},5000}}")
_HALF_NUMBERS = re.compile(rf"[0-9a-fA-Fx,\s]{{{NUMBERS}}}")
_LETTERS = re.compile(r"\bfromCharCode\b|\bfromCodePoint\b|\bbytes\s*\(\s*\[|\bbytearray\s*\(|\bchr\b|\[char\[?\]?\]|\bUint8Array\b", re.IGNORECASE)  # fmt: skip
_BARE = re.compile(r"[A-Za-z0-9+/_=-]+|(?:\\x[0-9A-Fa-f]{2})+")
_HALF_FAR = re.compile(rf"[ \t]{{{RIGHT // 2}}}")
_FAR = re.compile(rf"[ \t]{{{RIGHT}}}[^\s\\]")
# Selectors of variants, fillers of Hangul, blanks without a width.
_UNSEEN = re.compile(
    rf"(?:\xf3\xa0[\x80-\x87][\x80-\xbf]|\xef\xb8[\x80-\x8f]|\xe3\x85\xa4|\xef\xbe\xa0|\xe1\x85[\x9f\xa0]|"
    rf"\xe2\x80[\x8b-\x8d]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf){{{UNSEEN}}}"
)
_BETWEEN = re.compile(
    r"[\w$](?:\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xe3\x85\xa4|\xef\xbe\xa0|\xe1\x85[\x9f\xa0])"
)
# Letters that turn the direction of a line, and Cyrillic or Greek letters in one word with Latin ones (UTF-8 read as Latin-1).
_TURNED = re.compile(r"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_MIXED = re.compile(r"[A-Za-z_]{2}[\xce-\xd3][\x80-\xbf]|[\xce-\xd3][\x80-\xbf][A-Za-z_]{2}")
_HOST = re.compile(
    r"\b(?:https?|wss?|s?ftps?|socks[45]?[ah]?|ssh|git|tcp|udp|tls|quic|ldaps?|rmi|smb|mqtts?|ircs?|stuns?|turns?|rtmp|grpc|rediss?|amqps?|postgres|mysql|mongodb)"
    r"://([A-Za-z0-9.\-]{3,120})(?::[0-9]{1,5})?"
)
_NAME = r"([A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,6})"
# Letters of the longest scheme.
_LEAD = 8
# A host that is a string of its own, where only a host may stand.
_HOST_ASKED = (
    rf"\b(?:host|hostname|server|authority)['\"]?\s{{0,4}}(?:[:=]|=>)\s{{0,4}}['\"`]{_NAME}['\"`]|"
    r"\b(?:connect|gethostbyname|getaddrinfo|create_connection|lookup|resolve[46]?|HTTPS?Connection|(?:HTTP|SysLog|Socket|Datagram)Handler|(?:TCP)?Socket\.(?:new|open|tcp)|Socket|Dial\w{0,8})"
    rf"\s{{0,4}}\(\s{{0,4}}\(?\s{{0,4}}(?:['\"]tcp['\"]\s{{0,4}},\s{{0,4}})?['\"`]{_NAME}['\"`:]"
)
_NUMBER_QUOTED = re.compile(r"['\"`](?=\d)")
_HOST_ALONE = re.compile(_HOST_ASKED + r"|['\"`]((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}['\"`/]")
_HOST_WITHOUT_SCHEME = re.compile(
    r"[\"'(=]//((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})[/\"')?:]"
)
# Behind the colon of a definition or class, or at the top of a module; `x = """` is no description.
# What stands before a description, and what behind: a value of a table is none.
_DESCRIBES = re.compile(
    r"(?:\A|^[ \t]*(?:(?:async[ \t]+)?def\b[^\n]*|class\b[^\n]*|\)[ \t]*(?:->[^\n]*)?):[ \t]*\n)[ \t\n]*[rRuU]?\"{3}\Z",
    re.MULTILINE,
)
_IS_SAID = re.compile(r"\"{3}[ \t]*(?:\n\s*(?=[A-Za-z_@\"'])|\s*\Z)")
_ABOVE = 200
# A script that says none of these does not read what its own functions say of themselves.
_READS_DESCRIPTIONS = ("__doc__", "getdoc", "get_docstring", "co_consts", "__file__")
_LOCAL = ("localhost", ".local", ".localhost", ".test", ".internal", ".lan")
_MODULE_JS = re.compile(
    r"\b(?:require|import|getBuiltinModule)\s*\(\s*['\"`]([^'\"`\n]{1,100})['\"`]|\bfrom\s*['\"]([^'\"\n]{1,100})['\"]|"
    r"\bimport\s*['\"]([^'\"\n]{1,100})['\"]"
)
_MODULE_PY = re.compile(
    r"^[ \t;]{0,200}(?:from[ \t]+([\w.]{1,100})[ \t]+import\b|import[ \t]+([\w.]{1,100}(?:[ \t]*(?:as[ \t]+\w{1,60}[ \t]*)?,[ \t]*[\w.]{1,100}){0,30}))|"
    r"(?:\b__import__|\bimport_module)\s*\(\s*['\"]([\w.]{1,100})['\"]",
    re.MULTILINE,
)
_RENAMED = re.compile(r"=\s{0,4}require\s{0,4}[,;\n]")
_DECODED = re.compile(
    r"\bfrom\s{0,4}\([^;\n]{0,200}?['\"](?:hex|base64)['\"]\s{0,4}\)\s{0,4}\.\s{0,4}toString\b"
)


def _letter(match: re.Match[str]) -> str:
    letter = chr(int(next(filter(None, match.groups())), 16))
    return letter if letter.isalnum() or letter in "_$./:-" else match.group()


_TELLING_NAMES = frozenset(
    {"child_process", "node:child_process", "subprocess", "ctypes", "marshal"}
)
_WORTH_HIDING = frozenset(
    {"exec", "http", "net", "dynamic-code", "credential-store", "native-code"}
)
_WORD = re.compile(r"[\w./:-]+")
_ESCAPED = (
    re.compile(r"\\x([0-9A-Fa-f]{2})|\\u00([0-9A-Fa-f]{2})|\\u\{0{0,4}([0-9A-Fa-f]{2})\}"),
    _letter,
)
_PLUS = (re.compile(r"['\"`]\s*\+\s*['\"`]"), "")
_JOINED = (
    re.compile(
        r"\[\s{0,4}((?:['\"`][\w./:-]{1,30}['\"`]\s{0,4},\s{0,4}){1,8}['\"`][\w./:-]{1,30}['\"`])\s{0,4}\]\s{0,4}\.\s{0,4}join\s{0,4}\(\s{0,4}['\"`]([\w./:-]{0,3})['\"`]\s{0,4}\)"
    ),
    lambda found: f"'{found[2].join(_WORD.findall(found[1]))}'",
)
_BESIDE = (re.compile(r"['\"][ \t]+['\"]"), "")
# How each language lets a word be written in pieces.
_FOLDS: dict[str, tuple[tuple[re.Pattern[str], Any], ...]] = {
    "javascript": (_ESCAPED, _PLUS, _JOINED),
    "python": (_ESCAPED, _PLUS, _BESIDE),
    "powershell": ((re.compile(r"`(?=\w)"), ""), _PLUS),
    "shell": (
        (
            re.compile(r"''|\"\"|\\(?=[A-Za-z])|\$@|\$\{?IFS\}?"),
            lambda found: " " if "IFS" in found[0] else "",
        ),
    ),
    "batch": ((re.compile(r"\^(?=\w)|\"\""), ""),),
    "vbscript": ((re.compile(r"\"\s*&\s*\""), ""),),
    "ruby": (_ESCAPED, _PLUS),
}
_RUNS = frozenset({"dynamic-code"})
# What a command line in a text is told by.
_ORDERED = frozenset({"persistence", "destroys", "checks-off", "credential-store", "http", "net", "unpacked-code"})  # fmt: skip
# In these languages a string is as much code as the rest.
_ALL_IS_CODE = frozenset({"powershell", "shell", "batch", "vbscript"})
_FAMILY = {
    "batch": "shell",
    "vbscript": "shell",
    "hashed": "source",
    "slashed": "source",
    "php": "source",
    "lua": "source",
}
# What these sets look for stands in strings, too.
# What these sets find begins with the line of a function's name, and is about the line behind it.
_AT_END = frozenset({"fixed-word"})
_IN_TEXTS = frozenset({"secret-variable", "place-of-secrets", "place-that-starts", "build-orders", "user-folder"})  # fmt: skip


# (start, end) of stretches of a text, in order.
_Spans = Sequence[tuple[int, float]]
# The beginning of a function, up to one of its parameters.
_PARAMETER = re.compile(r"\bdef\s{1,9}\w{1,80}\s{0,9}\([^()]{0,400}\Z")
_SIGNATURE = 500
_TALKS = frozenset({"net", "http"})
# Places at which a telling word is looked for.
_LOOKS = 64


class ScriptSet(Value, frozen=True):
    """One row of script_apis.toml."""

    id: str
    technique: str
    says: str
    modules: tuple[str, ...]
    besides: tuple[str, ...] = ()
    javascript: tuple[str, ...] = ()
    python: tuple[str, ...] = ()
    powershell: tuple[str, ...] = ()
    shell: tuple[str, ...] = ()
    ruby: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class ScriptCode(Value, frozen=True):
    """That a script was looked at, and what it looks like.

    `obscured` names each way in which it hides what it does, sorted; it is empty for readable and for merely
    minified scripts. `longest_line` is in bytes, `text_entropy` in bits per byte of all strings together.
    """

    language: str
    size: int
    longest_line: int
    comments: int
    text_entropy: float
    obscured: tuple[str, ...]

    @property
    def is_minified(self) -> bool:
        """Whether it is written for machines: long lines and hardly a comment."""
        return self.longest_line > 2000 and self.comments * 20 < self.size


@cache
def script_sets() -> tuple[ScriptSet, ...]:
    """Return the sets, in the order of the file."""
    text = Path(__file__).with_name("script_apis.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["set"], tuple[ScriptSet, ...])


@cache
def _modules() -> dict[str, tuple[ScriptSet, ...]]:
    found: dict[str, tuple[ScriptSet, ...]] = {}
    for each in script_sets():
        for name in each.modules:
            found[name] = (*found.get(name, ()), each)
    return found


@cache
def _calls(family: str) -> tuple[tuple[ScriptSet, tuple[str, ...]], ...]:
    return tuple(
        (each, found) for each in script_sets() if (found := (*getattr(each, family), *each.any))
    )


@cache
def _compiled(family: str, pattern: str) -> re.Pattern[str]:
    """Return an expression, compiled where it is first needed: most of them never are."""
    flags = re.IGNORECASE if family in _ALL_IS_CODE else re.NOFLAG
    return re.compile(pattern, re.MULTILINE | flags)


def calls_in(
    family: str, text: str, most: int, known: Vocabulary | None = None
) -> Iterator[tuple[ScriptSet, re.Match[str]]]:
    """Yield what shows a set in a text, set by set and in order, at most so many of each; no two overlap.

    `known` is the text's vocabulary.
    """
    known = known or Vocabulary(text)
    for each, patterns in _calls(family):
        found: list[tuple[int, int, re.Match[str]]] = []
        for number, pattern in enumerate(patterns):
            words = needles(pattern)
            if not words or any(map(known.holds, words)):
                expression = _compiled(family, pattern)
                found += [(one.start(), number, one) for one in islice(matches(expression, text, known), most)]  # fmt: skip
        end = told = 0
        for start, _, match in sorted(found, key=lambda one: one[:2]):
            if start >= end and told < most:
                told += 1
                end = max(match.end(), start + 1)
                yield each, match


def script_facts(view: View, languages: AbstractSet[str]) -> Iterator[Fact | Problem]:
    """Yield what a script in one of those languages can do and how it looks; nothing for one in another."""
    language = language_of(view)
    if language and language in languages:
        problems: list[Problem] = []
        for each in script_code(view, language, problems):
            yield Fact.of(each)
        yield from problems


def script_code(view: View, language: str, problems: list[Problem]) -> Iterator[Ability | ScriptCode | ScriptPieces | Guards | Strictness | AddressFrames]:  # fmt: skip
    """Yield the abilities of a script in one of script_lexing.LANGUAGES, its pieces, and last how it looks."""
    raw = view.read(0, LIMIT)
    if view.size > LIMIT:
        detail = f"of a script of {view.size} bytes, the first {LIMIT >> 20} MiB were read"
        problems.append(Problem("limit:script", detail))
    wide = raw[:2] == b"\xff\xfe"
    # One letter a byte, so that places in the text are places in the file.
    source = raw.decode("utf-16-le" if wide else "latin-1", "replace")
    lexed = lex(source, language)
    found = _abilities(lexed, language)
    if lexed.is_cut:
        problems.append(Problem("limit:script", "the script has more strings and comments than are told apart"))  # fmt: skip
    if lexed.is_ambiguous and len(source) <= TWICE:
        found += _abilities(lex(source, language, is_pattern=True), language)
    known = {(each.id, each.place) for each in found}
    hidden = [each for each in _folded(source, language) if (each.id, each.place) not in known]
    found += orders_to_assistants(source)
    if language not in _ALL_IS_CODE and any(each.id == "exec" for each in found):
        found += _ordered(lexed)
    places = tuple(_destinations(lexed, is_python=language == "python"))
    for each in (*_kept([*found, *hidden]), *places):
        yield _moved(each, 2) if wide else each
    obscured = set(_obscured(source, lexed, _run(language, (*found, *hidden))))
    if {each.id for each in hidden} & _WORTH_HIDING - {each.id for each in found}:
        obscured.add("names put together from parts")
    texts = "".join(each.text for each in lexed.texts)[:_TEXTS]
    pieces = script_pieces(source, (*found, *places), 2 if wide else 1, lexed.code)
    if pieces.is_whole:
        starts = [each // 2 for each in pieces.places] if wide else pieces.places
        pieces = msgspec.structs.replace(pieces, lone=lone_statements(lexed, language, starts))
    yield pieces
    if pieces.is_whole and not wide:
        yield guards(lexed, language, pieces.places)
        bare = _without(lexed.plain, _descriptions(lexed) if language == "python" else [])
        yield strictness(bare, pieces.places, language)
        yield address_frames(bare, pieces.places)
    yield ScriptCode(
        language=language,
        size=view.size,
        longest_line=max(map(len, source.split("\n"))),
        comments=lexed.comments,
        text_entropy=_entropy(texts),
        obscured=tuple(sorted(obscured)),
    )


def _abilities(lexed: Lexed, language: str) -> list[Ability]:
    known = Vocabulary(lexed.plain)
    unread = [] if language != "python" or any(map(lexed.plain.__contains__, _READS_DESCRIPTIONS)) else _descriptions(lexed)  # fmt: skip
    found = [
        *_imports(lexed, language),
        *_called(lexed, language, known, unread),
        *_named(lexed),
        *_words(lexed, known, unread),
    ]
    if language == "python" and not any(each.id in _TALKS for each in found):
        found = [
            each for each in found if each.id != "checks-off" or not _is_parameter(lexed, each)
        ]
    return found


def _folded(source: str, language: str) -> Iterator[Ability]:
    """Yield the abilities of a script whose strings are joined and whose escapes are read, without places."""
    joined = source
    for pattern, to in _FOLDS.get(language, ()):
        joined = pattern.sub(to, joined)
    if joined != source and len(source) <= TWICE:
        for each in _abilities(lex(joined, language), language):
            yield Ability(each.id, each.place, each.technique, hidden="joined or escaped")


def _moved(each: Ability, width: int) -> Ability:
    span = each.span and Span(each.span.offset * width, each.span.length * width)
    return msgspec.structs.replace(each, span=span)


def _kept(found: Iterable[Ability]) -> Iterator[Ability]:
    """Yield each ability at its first places, once for the same words."""
    told: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for each in found:
        told[each.id] += 1
        if (each.id, each.place) not in seen and told[each.id] <= SHOWN * 8:
            seen.add((each.id, each.place))
            yield each


# --- abilities -------------------------------------------------------------------------------------


def _imports(lexed: Lexed, language: str) -> Iterator[Ability]:
    pattern = {"javascript": _MODULE_JS, "python": _MODULE_PY}.get(language)
    if pattern is None:
        return
    found = _imported(lexed.plain) if language == "python" else matches(pattern, lexed.plain)
    for match in found:
        # What stands in a string is no import.
        if lexed.code[match.start()] == "\x00":
            continue
        names = next(filter(None, match.groups()), "")
        for name in (each.split()[0] for each in names.split(",") if each.strip()):
            for each in _known(name.removeprefix("node:")):
                span = Span(match.start(), match.end() - match.start())
                yield Ability(each.id, f"module {name}", each.technique, span)


def _imported(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_MODULE_PY` finds."""
    return at_places(_MODULE_PY, text, _near_import(text))


def _near_import(text: str) -> Iterator[int]:
    """Yield where an import may begin: with a line that says so, with the word itself, or two letters before it."""
    seen, line = 0, -1
    for at in places(text, "import"):
        start = text.rfind("\n", seen, at) + 1
        if start or line < 0:
            line = start
            yield line
        seen = at
        yield from (max(at - 2, line), at)


def _known(name: str) -> tuple[ScriptSet, ...]:
    """Return the sets of a module, or of the package that it belongs to."""
    known = _modules()
    found = known.get(name) or known.get(name.partition("." if "/" not in name else "/")[0], ())
    return tuple(each for each in found if name not in each.besides)


def _named(lexed: Lexed) -> Iterator[Ability]:
    """Yield the modules whose name alone is a string: whatever it is handed to will load it."""
    for text in lexed.texts:
        if text.text in _TELLING_NAMES:
            for each in _known(text.text.removeprefix("node:")):
                span = Span(text.offset, len(text.text))
                yield Ability(each.id, f"module {text.text}", each.technique, span)


def _called(lexed: Lexed, language: str, known: Vocabulary, unread: _Spans) -> Iterator[Ability]:
    family = _FAMILY.get(language, language)
    all_is_code = language in _ALL_IS_CODE
    for each, match in calls_in(family, lexed.plain, SHOWN * 8, known):
        if not all_is_code and each.id not in _IN_TEXTS and lexed.code[match.start()] == "\x00":
            continue
        if _is_within(unread, match.start()):
            continue
        words = " ".join(match.group().split()).strip(" ;|&(`")[:60]
        start = match.start() + (max(map(match.group().rfind, "'\"`"), default=0) if each.id in _AT_END else 0)  # fmt: skip
        yield Ability(each.id, f"call {words}", each.technique, Span(start, match.end() - start))


def _ordered(lexed: Lexed) -> Iterator[Ability]:
    """Yield what the command lines among the texts of a script that starts programs are about."""
    lines, starts, length = [], [], 0
    for start, text in lexed.texts:
        if LEAST <= len(text) <= COMMAND_LINE and " " in text and length <= _TEXTS:
            starts.append((length, start))
            lines.append(text.replace("\n", " "))
            length += len(text) + 1
    for each, match in calls_in("shell", "\n".join(lines), SHOWN) if lines else ():
        if each.id in _ORDERED:
            within, start = starts[bisect_right(starts, (match.start(), len(lexed.plain))) - 1]
            words = " ".join(match.group().split())[:60]
            span = Span(start + match.start() - within, match.end() - match.start())
            yield Ability(each.id, f"order {words}", each.technique, span)


def _words(lexed: Lexed, known: Vocabulary, unread: _Spans) -> Iterator[Ability]:
    """Yield the telling words in the strings; in a shell a bare word is a string, too."""
    lower = known.lower.replace("\\\\", "\\")
    is_same = len(lower) == len(lexed.plain)
    for kind in classes():
        for word in kind.words:
            if kind.beside.get(word, "") not in lower:
                continue
            at = _first(lower, word, unread if is_same else []) if known.may_hold(word) else -1
            if at >= 0:
                span = Span(at, len(word)) if is_same else None
                yield Ability(f"words:{kind.id}", repr(word)[1:-1], kind.technique, span)


def _destinations(lexed: Lexed, *, is_python: bool) -> Iterator[Ability]:
    """Yield the hosts that addresses of the web name, at most 64; a public bare number has an id of its own."""
    seen: set[str] = set()
    papers = _descriptions(lexed) if is_python else []
    for match in chain(_addressed(lexed.plain), _alone(lexed.plain)):
        at = bisect_right(papers, (match.start(), len(lexed.plain))) - 1
        if at >= 0 and match.start() < papers[at][1]:
            continue
        host = next(filter(None, match.groups())).lower().strip(".-")
        if match.re is _HOST_ALONE and (host.endswith(_LOCAL) or not _is_host(host)):
            continue
        if host in seen or len(seen) >= MAX_HOSTS:
            continue
        seen.add(host)
        span = Span(match.start(), match.end() - match.start())
        yield Ability("raw-address" if _is_public(host) else "destination", host, "T1071.001", span)


def _addressed(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_HOST` finds."""
    return at_places(_HOST, text, places(text, "://"), _LEAD)


def _alone(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_HOST_ALONE` finds."""
    words, lead, _ = begins(_HOST_ASKED)
    quoted = (each.start() for each in _NUMBER_QUOTED.finditer(text))
    asked = merge(quoted, *(places(text, each) for each in sorted(words)))
    return at_places(_HOST_ALONE, text, asked, lead)


def _descriptions(lexed: Lexed) -> list[tuple[int, int]]:
    """Return (start, end) of each text in Python that stands alone in threefold quotes as a statement: it describes what it stands in."""
    return [
        (start, start + len(text))
        for start, text in lexed.texts
        if lexed.plain.startswith('"""', start - 3) and _DESCRIBES.search(lexed.plain, max(start - _ABOVE, 0), start)
        and _IS_SAID.match(lexed.plain, start + len(text))
    ]  # fmt: skip


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in some places."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def hosts(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, host) of each address of the web in a text."""
    bare = at_places(_HOST_WITHOUT_SCHEME, text, places(text, "//"), 1)
    for match in chain(_addressed(text), bare):
        yield match.start(), match[1].lower().strip(".-")


def _is_host(host: str) -> bool:
    """Say whether a string that stands where a host stands is one: a public number, or a name that ends in letters."""
    return _is_public(host) or bool(re.search(r"\.[a-z]{2,24}$", host))


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _is_within(spans: _Spans, at: int) -> bool:
    """Say whether a place stands in one of some spans, which are in order."""
    number = bisect_right(spans, (at, math.inf)) - 1
    return number >= 0 and at < spans[number][1]


def _is_parameter(lexed: Lexed, found: Ability) -> bool:
    """Say whether what was found is a parameter of a function with its default: in a script that talks to nobody `verify=False` checks no peer."""
    start = found.span.offset if found.span else 0
    return bool(_PARAMETER.search(lexed.code, max(start - _SIGNATURE, 0), start))


def _first(text: str, word: str, unread: _Spans) -> int:
    """Return where a word first stands that is no part of a longer name and that the script itself may read; -1 for nowhere."""
    at = text.find(word)
    for _ in range(_LOOKS):
        if at < 0 or not (_is_within(unread, at) or _is_part(text, word, at)):
            return at
        at = text.find(word, at + 1)
    return at


def _is_part(text: str, word: str, at: int) -> bool:
    """Say whether a word that could be a name stands within a longer one: `os_crypt` in `os_crypt_present`."""
    around = text[max(at - 1, 0) : at] + text[at + len(word) : at + len(word) + 1]
    return word.isidentifier() and any(each.isalnum() or each == "_" for each in around)


# --- obscurity -------------------------------------------------------------------------------------


def _run(language: str, found: Iterable[Ability]) -> set[str]:
    """Return the abilities that data could be hidden for; a source that is compiled runs none of its own, and is often generated."""
    return set() if language == "slashed" else {each.id for each in found}


def _obscured(source: str, lexed: Lexed, ids: set[str]) -> Iterator[str]:
    names = Counter(each.group() for each in matches(_HEX_NAME, lexed.code))
    if names.total() >= HEX_NAMES and len(names) >= HEX_NAMES // 3:
        yield "names as hexadecimal numbers"
    letters = sum(len(each.text) for each in lexed.texts)
    escaped = sum(len(each) for one in lexed.texts if "\\" in one.text for each in _ESCAPE.findall(one.text))  # fmt: skip
    if escaped >= 4 * ESCAPES and escaped * 2 > letters and ids & _RUNS:
        yield "escaped letters, and code that is made at run time"
    if ids & _RUNS:
        if any(_is_blob(each.text) for each in lexed.texts):
            yield "a long encoded text, and code that is made at run time"
        # Of each number at least one figure and a comma.
        is_list = may_hold_run(lexed.code, _HALF_NUMBERS, 2 * NUMBERS) and _NUMBERS.search(
            lexed.code
        )
        if is_list and _LETTERS.search(lexed.code):
            yield "letters as a list of numbers, and code that is made at run time"
    if _RENAMED.search(lexed.code) and _DECODED.search(lexed.plain):
        yield "modules asked for under another name, and names that are decoded"
    if _is_far(lexed):
        yield "code far to the right"
    yield from _misleading(source, lexed)
    signs = sum(map(lexed.code.count, "[]()!+"))
    if len(source) > 1000 and signs > 0.9 * len(source):
        yield "nothing but brackets and signs"


def _misleading(source: str, lexed: Lexed) -> Iterator[str]:
    """Yield how letters of a script are other ones than a reader sees."""
    if _holds(_UNSEEN, source):
        yield "letters that no editor shows"
    if _holds(_TURNED, source):
        yield "letters that turn the line around"
    if _holds(_BETWEEN, lexed.code):
        yield "names with letters that no editor shows"
    if not lexed.code.isascii() and _MIXED.search(lexed.code):
        yield "names with letters of two scripts"


def _holds(pattern: re.Pattern[str], text: str) -> bool:
    return next(matches(pattern, text), None) is not None


def _is_blob(text: str) -> bool:
    """Say whether a string is one long run over the base64 alphabet that is no word and no list."""
    if len(text) < BLOB:
        return False
    bare = text.replace("\\\n", "").replace("\n", "")
    return bool(_BARE.fullmatch(bare)) and len(set(bare)) > 12 and _entropy(bare[:4096]) > 3.5


def _is_far(lexed: Lexed) -> bool:
    """Say whether code stands behind other code and so many blanks that no window shows it."""
    if not may_hold_run(lexed.plain, _HALF_FAR, RIGHT):
        return False
    for match in _FAR.finditer(lexed.plain):
        start = lexed.plain.rfind("\n", 0, match.start()) + 1
        in_text = lexed.code[match.start()] == "\x00"
        rest = lexed.plain[match.end() - 1 : match.end() + RIGHT].partition("\n")[0]
        acts = rest[0] not in "})]/*;," or (rest[0] == ";" and "(" in rest)
        if not in_text and lexed.plain[start : match.start()].strip() and acts:
            return True
    return False


def _entropy(text: str) -> float:
    counts = Counter(text)
    total = counts.total()
    if not total:
        return 0.0
    return round(-sum(n / total * math.log2(n / total) for n in counts.values()), 2) + 0.0


# --- which language -----------------------------------------------------------------------------------

_SUFFIXES = {
    "javascript": (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte"),
    "python": (".py", ".pyw", ".pth", ".pyx"),
    "powershell": (".ps1", ".psm1"),
    "shell": (".sh", ".bash", ".zsh", ".command", ".mk", ".m4", ".cmake", ".ksh", ".fish"),
    "batch": (".bat", ".cmd"),
    "vbscript": (".vbs", ".wsf", ".hta"),
    "ruby": (".rb", ".rake", ".gemspec", ".podspec", ".ru"),
    "hashed": (".pl", ".pm", ".r", ".tcl", ".awk", ".ex", ".exs", ".jl"),
    "slashed": (
        ".c",
        ".cc",
        ".cpp",
        ".cxx",
        ".h",
        ".hh",
        ".hpp",
        ".m",
        ".mm",
        ".rs",
        ".go",
        ".java",
        ".kt",
        ".kts",
        ".scala",
        ".groovy",
        ".gradle",
        ".cs",
        ".csx",
        ".fs",
        ".fsx",
        ".swift",
        ".dart",
        ".pp",
        ".zig",
    ),
    "php": (".php", ".phtml"),
    "lua": (".lua", ".applescript"),
}
_NAMES = {
    "rakefile": "ruby",
    "gemfile": "ruby",
    "podfile": "ruby",
    "fastfile": "ruby",
    "jenkinsfile": "slashed",
    "makefile": "shell",
    "gnumakefile": "shell",
    "makefile.in": "shell",
    "makefile.am": "shell",
    "makefile.pl": "hashed",
    "build.pl": "hashed",
    "configure.ac": "shell",
    "configure.in": "shell",
    "cmakelists.txt": "shell",
    "dockerfile": "shell",
    "containerfile": "shell",
}
_FILMS = (".ts", ".mts")
_INTERPRETERS = {
    "javascript": ("node", "bun", "deno"),
    "python": ("python", "pypy"),
    "powershell": ("pwsh", "powershell"),
    "shell": ("sh", "bash", "zsh", "dash", "ksh", "ash", "make"),
    "ruby": ("ruby", "jruby"),
    "hashed": ("perl", "tclsh", "Rscript", "awk", "gawk", "elixir", "julia"),
    "slashed": ("groovy", "swift", "dart"),
    "php": ("php",),
    "lua": ("lua", "luajit", "osascript"),
}
_SHEBANG = re.compile(rb"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(\w+)")
# What the container of rpm calls the scripts of its header; one for another interpreter is read as shell, too.
_SCRIPTLET = "scriptlet "
_MAINTAINERS = frozenset({"preinst", "postinst", "prerm", "postrm", "configure", "preinstall", "postinstall"})  # fmt: skip


def language_of(view: View) -> str | None:
    """Return the language of a script, by its name or by its first line; None where it is none.

    NUL bytes in a comment do not keep an interpreter from running it, so a name is believed; but a film is no TypeScript.
    """
    name = view.name.replace("\\", "/").rpartition("/")[2].lower()
    head = view.read(0, 4096)
    found = _SHEBANG.match(head)
    if found:
        program = found[1].decode("ascii", "replace").rstrip("0123456789.")
        for language, programs in _INTERPRETERS.items():
            if program in programs:
                return language
    named = language_by_name(name)
    if named and not (name.endswith(_FILMS) and b"\0" in head):
        return None if name in _NAMES and b"\0" in head else named
    is_scriptlet = name.startswith(_SCRIPTLET) and b"\0" not in head
    return "shell" if head and (name in _MAINTAINERS or is_scriptlet) else None


def language_by_name(name: str) -> str | None:
    """Return the language of a script of that name, in lower case and without its folders; None where the name tells none."""
    for language, suffixes in _SUFFIXES.items():
        if name.endswith(suffixes) and not name.endswith((".d.ts", ".d.mts", ".d.cts")):
            return language
    return _NAMES.get(name)
