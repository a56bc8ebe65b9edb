"""Guards in a script: conditions under which it refuses, and functions that say yes.

A guard is a condition and what refuses when it holds: an error that is thrown, an answer that says no. Read are only the
shapes in which the languages write one (ECMA-262 section 14.6; the Python Language Reference, section 8.1; Ruby's
"Control Expressions"; The Rust Reference, "if expressions"; the Go specification, "If statements"; ISO/IEC 9899 section 6.8.4;
POSIX.1-2024 section 2.9.3). A condition is kept as a digest without its negations, beside whether these are odd: so one that
was turned round is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from onionskin.model import Value
from onionskin.parse.code.script_lexing import Lexed
from onionskin.parse.code.text_digests import DIGEST, digest_of

MOST = 4000
_CONDITION = 600  # letters of a condition
_BODY = 300  # letters of what refuses
_JUDGED = 3000  # letters of a function that judges

_BRACED = frozenset({"javascript", "slashed", "php", "hashed", "powershell"})
# What a guard is: bits of its kind.
NEGATED, REFUSES, CALLED, WEIGHTY, SOFT = 1, 2, 4, 8, 16
# Its condition asks what whoever starts the program sets; it is no condition but what is done with an error.
OUTSIDE, HANDLER = 32, 64
# What it does when its condition holds is nothing.
IDLE = 128
# How the limbs of a condition are tied.
ALONE, ALL, ANY = b"\0", b"\1", b"\2"

# What refuses: an error, an answer that says no, the end of the program.
_REFUSAL = (
    r"(?:throw\b|raise\b|fail\b|die\b|croak\b|panic!?\s{0,3}\(|bail!|abort\s{0,3}\(|(?:sys\.|os\._|process\.)?exit\s{0,3}\(?\s{0,3}[1-9]|"
    r"return\s{1,3}(?:false\b|False\b|null\b|nil\b|NULL\b|nullptr\b|undefined\b|None\b|!1\b|-\d|0\s{0,3};|Err\s{0,3}\(|(?:[\w.]{1,60}\s{0,3}\(\s{0,3})?(?:new\s)?\w{0,30}(?:Error|Exception)\b|"
    r"\w{0,40}(?:ERR|FAIL|DENIED|INVALID|FORBID)\w{0,40}\b|[\w.]{0,40}(?:[eE]rr(?:or)?s?|reject)\b|(?:nil|0|\"\")\s{0,3},)|"
    r"(?:return\s{1,3})?(?:goto\s{1,3}\w{0,20}(?:err|fail|bad|out|end|done|cleanup)\w{0,20}|(?:next|callback|cb|done|reject)\s{0,3}\(\s{0,3}(?:new\b|err|create|\w{0,30}Error)|"
    r"(?:\w{1,30}\.){0,4}_?(?:error|fail|reject|abort|deny|forbid|unauthorized|raise_\w{1,30}|status\s{0,3}\(\s{0,3}4\d\d|sendStatus\s{0,3}\(\s{0,3}4)\w{0,30}\s{0,3}\(?))"
)  # fmt: skip
_REFUSES = re.compile(rf"\s{{0,200}}{_REFUSAL}")
_IF = re.compile(r"\b(?:if|(unless)|(catch))\b")
_PAREN = re.compile(r"[()]")
_SIGN = re.compile(r"[()\[\]{}:\n]")
_UP_TO_BRACE = re.compile(r"[^{};\n]{1,300}(?=\{)")
_PYTHON_IF = re.compile(r"^([ \t]*)(?:(?:el)?if|(except))\b[ \t]*", re.MULTILINE)
_WORDED_IF = re.compile(r"^[ \t]*(if|unless)\b[ \t]+([^\n]{1,300})\n", re.MULTILINE)
_BEHIND = re.compile(rf"^[ \t]*({_REFUSAL}[^\n]{{0,300}}?)[ \t](if|unless)[ \t]+([^\n]{{1,300}})$", re.MULTILINE)  # fmt: skip
# In a shell what refuses is any command that ends the script, and not its name alone.
_SHELL_ENDS = r"(?:exit[ \t]+[1-9]|exit$|return[ \t]+[1-9]|die\b|fail\w{0,20}\b|abort\b|err(?:or|x)?\w{0,10}\b|kill[ \t])"
_SHELL_OR = re.compile(rf"^[ \t]*([^\n#]{{2,300}}?)[ \t]*\|\|[ \t]*\\?\n?[ \t]*(\{{?[^\n]{{0,120}}?{_SHELL_ENDS}[^\n]{{0,200}})$", re.MULTILINE)  # fmt: skip
_SHELL_IF = re.compile(rf"^[ \t]*if[ \t]+([^\n]{{1,300}}?)[ \t]*(?:;[ \t]*|\n[ \t]*)then[ \t\n]+((?:(?:echo|printf|log)\b[^\n]{{0,200}}\n[ \t]*)?{_SHELL_ENDS}[^\n]{{0,200}}\n[ \t]*fi)\b", re.MULTILINE)  # fmt: skip
_NEGATION = re.compile(r"!(?!=)|\bnot\b\s?|-not\b")
_UNEQUAL = re.compile(r"(?<![<>=!])!==?|\bis\s+not\b|~=(?!=)|-ne\b")
_IS = re.compile(r"\bis\b|-eq\b")
_BLANKS = re.compile(r"\s+")
# What ties the limbs of a condition, and what is a whole of its own.
_TIE = re.compile(r"[(\[{]|[)\]}]|(&&|\band\b)|(\|\||\bor\b)")
_LIMBS = 12
# The environment, a global that nobody declared, a switch of the interpreter.
_OUTSIDE = re.compile(
    r"\bprocess\.env\b|\bimport\.meta\.env\b|\bgetenv\b|\bos\.environ\b|\bos\.(?:Getenv|LookupEnv)\b|\bENV(?:\[|\.fetch)|\benv::var|\$env:|\$_ENV\b|\$ENV\{|\bGetEnvironmentVariable\b|"
    r"\bglobalThis\.|\bglobal\.__|\bwindow\.__|\b__debug__\b|\blocalStorage\b|\bbuiltins\."
)
# Words by which a condition is about trust.
TRUST = re.compile(
    r"(?i)sign(?:ed|ature|er)|verif|certif|\bcert|valid|allow|\bhash(?!_?(?:map|table|code))|digest|checksum|integrity|token|auth[eo\b_]|permi(?:t|ss)|csrf|xsrf|origin\b|forbid|denied|travers|secur|trust|malicious|expired|nonce|tamper|password|credential|privileg|\bmac\b|hmac"
)

# An answer that may say no, or only that there is nothing.
_SOFT = re.compile(r"\s{0,200}return\s{1,3}(?:null|nil|NULL|nullptr|undefined|None|0)\b")

# A block that does nothing, or says yes; an answer that there is nothing is none of a handler's errors.
_NOTHING = re.compile(
    r"\s{0,200}(?:\{\s{0,200}(?:return(?:\s{1,3}(?:undefined|null|nil|true|!0))?\s{0,3};?|continue\s{0,3};?|void 0\s{0,3};?|;)?\s{0,200}\}|"
    r"(?:pass|\.\.\.|nil|continue|return(?:[ \t]{1,3}(?:None|True))?)[ \t]{0,80}(?:\n|$))"
)

# A statement that is nothing but the call of what checks, by its name; a mark before a function that lets only some call it.
_CHECKS = r"\w{0,40}(?:[vV]erif|[vV]alidat|[cC]heck|[aA]ssert|[eE]nsure|[aA]uthenticat|[aA]uthori[sz]|[eE]nforce|[sS]aniti[sz]|[cC]srf|[pP]rotect|[fF]orbid|[rR]estrict|[rR]equire_|[rR]equires?[A-Z]|[lL]ogin_?[rR]equired|[pP]ermission)\w{0,40}"
_CALL = re.compile(
    rf"^[ \t]*(?:(?:await|yield|try)\s{{1,3}})*(?:[\w$]{{1,40}}(?:\.|::|->)){{0,4}}({_CHECKS}[!?]?\s{{0,2}}\([^\n;=]{{0,200}}\)\??\s{{0,2}};?)[ \t]*$|"
    rf"^[ \t]*(@(?:[\w.]{{1,60}}\.)?{_CHECKS}(?:\([^\n]{{0,200}}\))?)[ \t]*$|"
    r"^[ \t]*((?:before_action|before_filter|protect_from_forgery|http_basic_authenticate_with|(?:app|router|server)\.use)\b[^\n]{0,200}?(?:auth|verif|valid|check|csrf|forgery|helmet|limit|secur|require_|protect|password)[^\n]{0,200})$",
    re.MULTILINE,
)  # fmt: skip
# C's macro is not there in what is built for use (ISO/IEC 9899 section 7.2).
_DEBUG_ONLY = re.compile(r"(?:static_)?assert\s{0,2}\(")

# Functions that answer whether something is right, by their names, and what says that it is.
_JUDGES = r"\w{0,40}(?:[vV]erif|VERIF|[vV]alid|[cC]heck|[aA]uth|[aA]llow|[pP]ermi|[cC]ompare|[eE]qual|[tT]rust|[sS]afe|[sS]ecure|[mM]atches|[hH]asRole|[cC]an[A-Z_])\w{0,40}"
_JUDGING = re.compile(
    rf"\b(?:def|function|func|fn|sub)\s{{1,5}}(?:self\.)?({_JUDGES})\s{{0,3}}[({{\n]|"
    rf"(?:^|[.\s,{{])({_JUDGES})\s{{0,3}}(?:[:=]\s{{0,3}}(?:async\s{{1,3}})?(?:function\b[^(\n]{{0,40}})?)?\([^(){{}};]{{0,200}}\)\s{{0,3}}(?:=>\s{{0,3}})?\{{",
    re.MULTILINE,
)
_SAYS_YES = re.compile(r"\breturn\s{1,3}(?:true|True|!0|1)\b(?!\s{0,3}(?:[-+*/<>&|.?]|==|and\b|or\b|if\b))")  # fmt: skip
_NEXT = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|function|func|fn|sub|class)\b", re.MULTILINE)

# A condition, or a verdict, of which a constant makes the rest idle; `x is True or` compares.
_IDLE = re.compile(
    r"(?<![=<>] )(?<![=<>])(?<!is )(?<!not )(?:\btrue|\bTrue)\s{0,3}(?:\|\||\bor\b)|(?:\|\||\bor\b)\s{0,3}(?:true|True)\b(?!\s{0,3}[=.<>?])|"
    r"(?:&&|\band\b)\s{0,3}(?:false|False)\b(?!\s{0,3}[=.<>?])|"
    r"\bif\s{0,3}\(?\s{0,3}(?:0|1|false|False|true|True)\s{0,3}(?:\|\||&&|and\b|or\b)|\bif\s{0,3}\(?\s{0,3}(?:false|False)\s{0,3}\)?\s{0,2}[:{]"
)  # fmt: skip
_IDLE_MOST = 100
_CONSTANT = re.compile(r"true|false|True|False|[( ][01] ?(?:[|&]|or|and)")
_AROUND = 200


class Guard(NamedTuple):
    """One condition: numbers of its first and last piece, digests of it and of what refuses (empty where nothing does), what it is, in bits, and its limbs."""

    first: int
    last: int
    condition: bytes
    refusal: bytes
    kind: int
    limbs: bytes = b""


class Guards(Value, frozen=True):
    """The conditions of a script in its order, 4,000 at most.

    `pieces` are the numbers of the first and last piece of each, `conditions` and `refusals` digests of six bytes each
    (zeros where nothing refuses), `kinds` a byte of bits each. `yes` are (digest of a function's name, piece where it begins, piece) of each
    place where one that judges says yes, `idle` the pieces in which a constant makes a condition idle. `limbs` are of each that refuses what
    its condition is made of: a byte that says how it is tied, and seven bytes a limb (a digest, and whether it is negated).
    """

    pieces: tuple[tuple[int, int], ...]
    conditions: bytes
    refusals: bytes
    kinds: bytes
    yes: tuple[tuple[bytes, int, int], ...] = ()
    idle: tuple[int, ...] = ()
    limbs: tuple[bytes, ...] = ()

    @property
    def all(self) -> list[Guard]:
        """The conditions one by one."""
        return [
            Guard(
                *self.pieces[at],
                self.conditions[at * DIGEST : (at + 1) * DIGEST],
                self.refusals[at * DIGEST : (at + 1) * DIGEST],
                self.kinds[at],
                self.limbs[at],
            )
            for at in range(len(self.pieces))
        ]


class _Found(NamedTuple):
    start: int
    end: int
    condition: str
    refusal: str
    kind: int = 0


def guards(lexed: Lexed, language: str, starts: Sequence[int]) -> Guards:
    """Return the conditions of a script; `starts` are the offsets of its pieces."""

    def number(at: int) -> int:
        return max(bisect_right(starts, at) - 1, 0)

    pieces: list[tuple[int, int]] = []
    conditions, refusals, kinds = bytearray(), bytearray(), bytearray()
    limbs: list[bytes] = []
    for each in islice(_conditions(lexed, language), MOST):
        digest, is_odd = _said(each.condition)
        kind = (each.kind ^ NEGATED if is_odd else each.kind) | (REFUSES if each.refusal else 0)
        kind |= WEIGHTY if TRUST.search(each.condition + each.refusal) else 0
        kind |= SOFT if _SOFT.match(each.refusal) else 0
        kind |= OUTSIDE if _OUTSIDE.search(each.condition) else 0
        pieces.append((number(each.start), number(each.end)))
        conditions += digest
        refusals += digest_of(each.refusal) if each.refusal else bytes(DIGEST)
        kinds.append(kind)
        limbs.append(_limbs(each.condition) if each.refusal else b"")
    yes = tuple((name, number(begin), number(at)) for name, begin, at in islice(_verdicts(lexed), MOST))  # fmt: skip
    idle = tuple(map(number, islice(_idle(lexed.code), _IDLE_MOST)))
    return Guards(tuple(pieces), bytes(conditions), bytes(refusals), bytes(kinds), yes, idle, tuple(limbs))  # fmt: skip


def _conditions(lexed: Lexed, language: str) -> Iterator[_Found]:
    if language == "shell":
        yield from _shell(lexed)
        return
    yield from _calls(lexed, language)
    if language == "python":
        yield from _python(lexed)
    elif language in _BRACED:
        yield from _braced(lexed)
    if language in {"ruby", "hashed"}:
        yield from _behind(lexed)
    if language == "ruby":
        yield from _worded(lexed)


def _calls(lexed: Lexed, language: str) -> Iterator[_Found]:
    """Yield statements that do nothing but check."""
    for each in _CALL.finditer(lexed.code):
        start, end = next(each.span(group) for group in (1, 2, 3) if each[group])
        words = lexed.plain[start:end]
        if not (language == "slashed" and _DEBUG_ONLY.match(words)):
            yield _Found(start, end - 1, words, words, CALLED)


def _braced(lexed: Lexed) -> Iterator[_Found]:
    code = lexed.code
    for each in _IF.finditer(code):
        at = _past_blanks(code, each.end())
        if code.startswith("(", at):
            end = _closing(code, at)
            start, stop = at + 1, end - 1
        elif each[2]:
            continue
        else:
            bare = _UP_TO_BRACE.match(code, at)
            end = stop = bare.end() if bare else -1
            start = at
        if end > 0:
            last, refusal = _refusal(lexed, end)
            kind = HANDLER if each[2] else NEGATED if each[1] else 0
            kind |= IDLE if _NOTHING.match(code, end) else 0
            yield _Found(each.start(), last, lexed.plain[start:stop], refusal, kind)


def _past_blanks(code: str, at: int) -> int:
    while at < len(code) and code[at] in " \t\r\n":
        at += 1
    return at


def _closing(code: str, at: int) -> int:
    """Return where the parenthesis that opens here is closed, and -1 where that is too far."""
    depth = 0
    for each in _PAREN.finditer(code, at, at + _CONDITION):
        depth += 1 if each[0] == "(" else -1
        if not depth:
            return each.end()
    return -1


def _refusal(lexed: Lexed, at: int) -> tuple[int, str]:
    """Return the last place of what follows a condition, and its text if all that it does is to refuse."""
    code, begin = lexed.code, _past_blanks(lexed.code, at)
    is_block = code.startswith("{", begin)
    begin += is_block
    if not _REFUSES.match(code, begin):
        return at - 1, ""
    stop = begin + _BODY
    signs = "}" if is_block else ";\n"
    end = min((one for sign in signs if (one := code.find(sign, begin, stop)) > 0), default=-1)
    return (end, lexed.plain[begin:end]) if end > 0 else (at - 1, "")


def _python(lexed: Lexed) -> Iterator[_Found]:
    code, plain = lexed.code, lexed.plain
    for each in _PYTHON_IF.finditer(code):
        end = _colon(code, each.end())
        if end < 0:
            continue
        last, refusal = end, ""
        if _REFUSES.match(code, end + 1):
            last, refusal = _block(lexed, end + 1, len(each[1]))
        kind = HANDLER if each[2] else 0
        kind |= IDLE if _NOTHING.match(code, end + 1) else 0
        yield _Found(each.end(1), last, plain[each.end() : end], refusal, kind)


def _colon(code: str, at: int) -> int:
    """Return where the colon that ends a condition stands: outside of all brackets."""
    depth = 0
    for each in _SIGN.finditer(code, at, at + _CONDITION):
        sign, place = each[0], each.start()
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == ":" and not depth and code[place + 1 : place + 2] != "=":
            return place
        elif sign == "\n" and not depth and code[place - 1 : place] != "\\":
            return -1
    return -1


def _block(lexed: Lexed, at: int, indent: int) -> tuple[int, str]:
    """Return the last place and the text of the block behind a colon, if it is short."""
    code = lexed.code
    end = code.find("\n", at)
    if end >= 0 and code[at:end].strip():
        return end - 1, lexed.plain[at:end]
    start, last = max(end, at) + 1, at
    while start < min(at + _BODY, len(code)):
        stop = code.find("\n", start)
        stop = len(code) if stop < 0 else stop
        line = code[start:stop]
        if line.strip():
            if len(line) - len(line.lstrip(" \t")) <= indent:
                break
            last = stop - 1
        start = stop + 1
    else:
        return (last, lexed.plain[at : last + 1]) if start >= len(code) else (at, "")
    return last, lexed.plain[at : last + 1]


def _behind(lexed: Lexed) -> Iterator[_Found]:
    """Yield what refuses before it says when, as in Ruby and Perl."""
    for each in _BEHIND.finditer(lexed.code):
        kind = NEGATED if each[2] == "unless" else 0
        yield _Found(each.start(1), each.end() - 1, lexed.plain[slice(*each.span(3))], lexed.plain[slice(*each.span(1))], kind)  # fmt: skip


def _worded(lexed: Lexed) -> Iterator[_Found]:
    """Yield conditions of Ruby that stand on a line of their own."""
    code, plain = lexed.code, lexed.plain
    for each in _WORDED_IF.finditer(code):
        last, refusal = each.end(2) - 1, ""
        if _REFUSES.match(code, each.end()):
            end = code.find("\n", each.end())
            stop = code.find("end", end, end + 80)
            if stop > 0 and not code[end:stop].strip():
                last, refusal = stop, plain[each.end() : end]
        yield _Found(each.start(1), last, plain[slice(*each.span(2))], refusal, NEGATED if each[1] == "unless" else 0)  # fmt: skip


def _shell(lexed: Lexed) -> Iterator[_Found]:
    for pattern in (_SHELL_OR, _SHELL_IF):
        for each in pattern.finditer(lexed.plain):
            kind = NEGATED if pattern is _SHELL_OR else 0
            yield _Found(each.start(1), each.end() - 1, each[1], each[2], kind)


def _idle(code: str) -> Iterator[int]:
    """Yield where a constant makes a condition idle: only lines that hold one are looked at."""
    done = 0
    for each in _CONSTANT.finditer(code):
        if each.start() < done:
            continue
        start = code.rfind("\n", max(done, each.start() - _AROUND), each.start()) + 1
        start = max(start, done, each.start() - _AROUND)
        end = code.find("\n", each.end(), each.end() + _AROUND)
        end = min(end if end >= 0 else each.end() + _AROUND, len(code))
        for found in _IDLE.finditer(code, start, end):
            yield found.start()
            done = found.end()
        done = max(done, each.end())


def _verdicts(lexed: Lexed) -> Iterator[tuple[bytes, int, int]]:
    """Yield (digest of its name, where it begins, place) of each place where a function that judges says yes."""
    for each in _JUDGING.finditer(lexed.code):
        following = _NEXT.search(lexed.code, each.end(), each.end() + _JUDGED)
        stop = following.start() if following else each.end() + _JUDGED
        for yes in _SAYS_YES.finditer(lexed.code, each.end(), stop):
            yield digest_of(each[1] or each[2]), each.start(1 if each[1] else 2), yes.start()


def _said(condition: str) -> tuple[bytes, bool]:
    """Return the digest of a condition without its negations, and whether these are odd."""
    bare, unequal = _UNEQUAL.subn("==", _BLANKS.sub(" ", condition).strip().replace("===", "=="))
    bare, negated = _NEGATION.subn("", _IS.sub("==", bare))
    return digest_of(bare.replace("(", "").replace(")", "")), bool((unequal + negated) & 1)


def _limbs(condition: str) -> bytes:
    """Return what a condition is made of, as `Guards.limbs` says; of one with very many limbs the whole alone."""
    whole = _BLANKS.sub(" ", condition).strip()
    alls, anys = _ties(whole)
    tie, cuts = (ANY, anys) if anys else (ALL, alls)
    if not cuts or len(cuts) >= _LIMBS:
        return ALONE + _limb(whole)
    ends = [*(start for start, _ in cuts), len(whole)]
    starts = [0, *(end for _, end in cuts)]
    return tie + b"".join(_limb(whole[start:end]) for start, end in zip(starts, ends, strict=True))


def _ties(whole: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where `and` and where `or` stands outside of all brackets."""
    depth = 0
    alls: list[tuple[int, int]] = []
    anys: list[tuple[int, int]] = []
    for each in _TIE.finditer(whole):
        if each[1] or each[2]:
            if not depth:
                (alls if each[1] else anys).append(each.span())
        else:
            depth += 1 if each[0] in "([{" else -1
    return alls, anys


def _limb(text: str) -> bytes:
    digest, is_odd = _said(text)
    return digest + bytes([is_odd])
