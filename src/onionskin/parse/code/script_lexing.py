"""Scripts taken apart into code, strings and comments, in one pass and in linear time.

Only what is needed to tell these three apart is read of a language: ECMA-262 section 12 (JavaScript; a slash begins a
regular expression where an operand may stand), the Python Language Reference section 2, "about_Quoting_Rules" and
"about_Comments" (PowerShell), POSIX.1-2024 section 2.2 (shell), the Windows command reference (batch, VBScript), and of other
languages only how comments and strings begin. A broken
script is read to its end all the same: a string that does not end is cut at its line's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LANGUAGES = (
    "javascript",
    "python",
    "powershell",
    "shell",
    "batch",
    "vbscript",
    "ruby",
    "hashed",
    "slashed",
    "php",
    "lua",
)
_PIECES = 400_000
_DEPTH = 64  # templates within templates
_REGEX = 1000  # characters of a regular expression, at most
_TRIES = 2000  # slashes that may turn out to begin none

_OPENERS = {
    "javascript": re.compile(r"//|/\*|/|['\"`{}]"),
    "python": re.compile(r"#|(?:'''|\"\"\"|['\"])"),
    "powershell": re.compile(r"<#|#|@['\"]|['\"]"),
    "shell": re.compile(r"#|['\"]|\\"),
    "batch": re.compile(r"^[ \t@]*(?:rem\b|::)|\"", re.IGNORECASE | re.MULTILINE),
    "vbscript": re.compile(r"'|\"|\brem\b", re.IGNORECASE),
    # Perl, R, Tcl; C and what is written like it, where an apostrophe may open no string; PHP, where it does and `#[` begins no comment; Lua.
    "ruby": re.compile(r"#|['\"]"),
    "hashed": re.compile(r"#|['\"]"),
    "slashed": re.compile(r"//|/\*|\""),
    "php": re.compile(r"//|/\*|#(?!\[)|['\"]"),
    "lua": re.compile(r"--|['\"]"),
}
# A brace counts only within a template.
_OUTSIDE = re.compile(r"//|/\*|/|['\"`]")
_BODY = {
    "'": re.compile(r"[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*"),
    '"': re.compile(r'[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*'),
    "`": re.compile(r"[^`\\$]*(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*)*"),
    "'''": re.compile(r"(?:[^'\\]|\\[\s\S]|'(?!''))*"),
    '"""': re.compile(r'(?:[^"\\]|\\[\s\S]|"(?!""))*'),
}
_REGULAR = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
_MISLEADING = re.compile(r"['\"`]|/\*|//")
_OPERAND = re.compile(r"[\w$)\]}'\"`]$")
_WORD = re.compile(r"(?<![\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|do|else|await|yield)$")  # fmt: skip
_BLANK = re.compile(r"[^\n]")
# In these a sign of a comment within a word is none.
_HASHED = frozenset({"shell", "ruby", "hashed"})


class Text(NamedTuple):
    """One string: where its letters stand, and they as written, escapes and all."""

    offset: int
    text: str


class Lexed(NamedTuple):
    """A script taken apart. `code` and `plain` are as long as the script itself.

    In `code` comments and the letters of strings are blanks, in `plain` comments alone.
    """

    code: str
    plain: str
    texts: tuple[Text, ...]
    comments: int
    is_ambiguous: bool = False
    is_cut: bool = False


def lex(source: str, language: str, *, is_pattern: bool = False) -> Lexed:
    """Return a script of one of LANGUAGES as code, texts and the number of letters of its comments.

    Behind a closing parenthesis a slash divides, or begins a regular expression: only a whole parser could tell.
    `is_ambiguous` says that it matters, `is_pattern` takes the second reading. Behind 400,000 strings and
    comments all is code, and `is_cut` says so.
    """
    return _Lexer(source, language, is_pattern=is_pattern).run()


class _Lexer:
    def __init__(self, source: str, language: str, *, is_pattern: bool) -> None:
        self._source, self._language, self._is_pattern = source, language, is_pattern
        self._is_ambiguous = False
        self._code: list[str] = []
        self._plain: list[str] = []
        self._texts: list[Text] = []
        self._comments = 0
        self._done = 0
        self._tries = _TRIES
        # Braces open in each template that an expression interrupts.
        self._braces: list[int] = []

    def run(self) -> Lexed:
        within = _OPENERS[self._language]
        outside = _OUTSIDE if self._language == "javascript" else within
        match = outside.search(self._source)
        while match and len(self._code) < 2 * _PIECES:
            end = self._open(match.start(), match.group())
            opener = within if self._braces else outside
            match = opener.search(self._source, max(end, match.start() + 1))
        rest = self._source[self._done :]
        self._code.append(rest)
        self._plain.append(rest)
        return Lexed(
            "".join(self._code),
            "".join(self._plain),
            tuple(self._texts),
            self._comments,
            self._is_ambiguous,
            match is not None,
        )

    def _open(self, at: int, sign: str) -> int:
        """Read what begins here, and return where it ends."""
        if self._language == "javascript" and sign in {"/", "{", "}"}:
            return self._javascript(at, sign)
        ends = {"//": "\n", "#": "\n", "--": "\n", "/*": "*/", "<#": "#>"}
        if sign in ends:
            inside = self._language in _HASHED and sign == "#" and not self._is_word_start(at)
            return at + 1 if inside else self._comment(at, ends[sign])
        lowered = sign.lower().strip(" \t@")
        if lowered in {"rem", "::"} or (sign == "'" and self._language == "vbscript"):
            return self._comment(at, "\n")
        if sign in {"\\", "`"}:
            return at + 2 if sign == "\\" else self._template(at + 1)
        return self._quoted(at, sign)

    def _is_word_start(self, at: int) -> bool:
        return at == 0 or self._source[at - 1] in " \t\n;|&("

    def _quoted(self, at: int, sign: str) -> int:
        start = at + len(sign)
        if self._language in {"powershell", "batch", "vbscript"}:
            return self._doubled(start, sign)
        if self._language == "shell":
            return self._shell(start, sign)
        body = _BODY[sign].match(self._source, start)
        end = body.end() if body else start
        self._text(start, end)
        return end + len(sign) if self._source.startswith(sign, end) else end + 1

    def _shell(self, start: int, sign: str) -> int:
        """Strings of a shell may go on over lines; in apostrophes nothing is escaped."""
        end = self._source.find(sign, start)
        while sign == '"' and end > start and self._escaped(start, end):
            end = self._source.find(sign, end + 1)
        end = len(self._source) if end < 0 else end
        self._text(start, end)
        return end + 1

    def _escaped(self, start: int, at: int) -> bool:
        begin = at
        while begin > start and self._source[begin - 1] == "\\":
            begin -= 1
        return bool(at - begin & 1)

    def _doubled(self, start: int, sign: str) -> int:
        """Strings in which the sign itself is written twice; PowerShell's here-strings end with sign and @."""
        closing = sign[::-1] if len(sign) == 2 else sign
        at = start
        while True:
            end = self._source.find(closing, at)
            if end < 0:
                end = self._source.find("\n", start)
                end = len(self._source) if end < 0 else end
                break
            if len(closing) == 1 and self._source.startswith(closing, end + 1):
                at = end + 2
                continue
            if sign == '"' and self._language == "powershell" and self._source[end - 1] == "`":
                at = end + 1
                continue
            break
        end = max(end, start)
        self._text(start, end)
        return end + len(closing)

    # --- JavaScript -----------------------------------------------------------------------------------

    def _javascript(self, at: int, sign: str) -> int:
        if sign == "/":
            return self._slash(at)
        if self._braces:
            self._braces[-1] += 1 if sign == "{" else -1
            if self._braces[-1] < 0:
                self._braces.pop()
                return self._template(at + 1)
        return at + 1

    def _slash(self, at: int) -> int:
        before = self._source[max(at - 40, self._done) : at].rstrip()
        is_closed = before.endswith((")", "}"))
        if _OPERAND.search(before) and not _WORD.search(before) and not is_closed:
            return at + 1
        found = _REGULAR.match(self._source, at, at + _REGEX) if self._tries else None
        if found is None:
            self._tries -= self._tries > 0
            return at + 1
        if is_closed:
            self._is_ambiguous |= bool(_MISLEADING.search(found.group()))
        return at + 1 if is_closed and not self._is_pattern else found.end()

    def _template(self, start: int) -> int:
        body = _BODY["`"].match(self._source, start)
        end = body.end() if body else start
        self._text(start, end)
        if self._source.startswith("${", end) and len(self._braces) < _DEPTH:
            self._braces.append(0)
            return end + 2
        return end + 1

    # --- pieces ---------------------------------------------------------------------------------------

    def _comment(self, at: int, closing: str) -> int:
        end = self._source.find(closing, at + 2 if len(closing) > 1 else at)
        end = len(self._source) if end < 0 else end + len(closing) - closing.count("\n")
        before, blank = self._source[self._done : at], _BLANK.sub(" ", self._source[at:end])
        self._code += (before, blank)
        self._plain += (before, blank)
        self._comments += end - at
        self._done = end
        return end

    def _text(self, start: int, end: int) -> None:
        before, text = self._source[self._done : start], self._source[start:end]
        self._code += (before, _BLANK.sub("\x00", text))
        self._plain += (before, text)
        self._texts.append(Text(start, text))
        self._done = max(end, self._done)
