r"""Where things lie on a machine: paths, registry keys, named pipes (`\\.\pipe\name`).

A registry key is written with its hive in full, as STIX asks for it; in keys and paths, backslashes
doubled by a program's text become single.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.terms.indicators.found import Found, Text, trimmed

_PART = r"[^\\/:*?\"<>|\s,;%()\[\]`]{1,128}"  # a name without spaces
_WORDS = (
    r"[^\\/:*?\"<>|\s,;%.]{1,64}(?: [^\\/:*?\"<>|\s,;%.]{1,64}){1,3}"  # a folder's name with spaces
)
# What stands for a name that differs from machine to machine: `<user>`, `[username]`, `%USERNAME%`.
_ANYBODYS = r"(?:<[\w .-]{1,32}>|\[[\w .-]{1,32}\]|%\w{1,32}%|\*)[\w.-]{0,32}"
_WINDOWS_PATH = re.compile(
    rf"[:%]\\(?:\\(?=\w))?(?:(?:{_PART}|{_WORDS}|{_ANYBODYS})\\{{1,2}}){{0,24}}(?:{_PART}|(?<=\\){_ANYBODYS})"
)
_UNIX_PATH = re.compile(
    r"/(?:(?:Users|Library|Applications|tmp|var|etc|usr|opt|home|private|dev|bin|root)/|(?<=~/)(?=[\w.]))[^\s\"'<>|,;:()\[\]`*]{1,512}"
)
_HIVES = {
    "HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER", "HKCR": "HKEY_CLASSES_ROOT",
    "HKU": "HKEY_USERS", "HKCC": "HKEY_CURRENT_CONFIG",
}  # fmt: skip
_KEY_WORD = r"[^\\/:*?\"<>|\s,;()\[\]`\u201c\u201d]{1,128}"
_KEY_NAME = r"[^\\/:*?\"<>|\s,;()\[\]`%\u201c\u201d]{1,64}+"
_KEY_WORDS = rf"{_KEY_NAME}(?: (?!HK){_KEY_NAME}){{0,3}}"
_KEY = re.compile(
    r"(?:(?P<hive>H(?:KEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|K(?:LM|CU|CR|U|CC)):?)"
    r"|(?P<bare>S(?:OFTWARE|oftware|YSTEM|ystem)(?=\\{1,2}(?:Microsoft|Classes|Policies|W[oO][wW]6432|CurrentControlSet|ControlSet))))"
    rf"(?P<rest>(?:\\{{1,2}}(?:{_KEY_WORDS}(?=\\)|{_KEY_WORD})){{1,24}})"
)
_QUOTES = {'"': '"', "'": "'", "`": "`", "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb"}
_QUOTED_REST = re.compile(r"[^\r\n\t\"'`\u201c\u201d\u00bb]{0,128}")
_PIPE = re.compile(r"\\pipe\\{1,2}([A-Za-z0-9_.${}~-][A-Za-z0-9_.${}~ -]{0,126})", re.IGNORECASE)
_PIPE_HEADS = ("\\\\.", "\\\\\\\\.")


def keys(text: Text) -> Iterator[Found]:
    """Yield registry keys, with the value's name where it is written behind its key."""
    if "\\" not in text.plain:
        return
    for match in _KEY.finditer(text.plain):
        start = match.start()
        before = text.plain[start - 1 : start]
        if text.taken[start] or before.isalnum() or before in ("\\", "_"):
            continue
        end = _key_end(text.plain, start, match.end())
        hive = (match["hive"] or match["bare"]).rstrip(":")
        rest = text.plain[match.start("rest") : end].replace("\\\\", "\\")
        yield text.claimed("registry-key", f"{_HIVES.get(hive, hive)}{rest}", start, end)


def _key_end(plain: str, start: int, end: int) -> int:
    """Return where a key ends: at the quote that it began with, else with its last word."""
    closing = _QUOTES.get(plain[start - 1 : start])
    if closing:
        rest = _QUOTED_REST.match(plain, end)
        if rest and plain[rest.end() : rest.end() + 1] == closing:
            return rest.end()
    end = trimmed(plain, start, end)
    while plain[end - 1] == "\\":
        end -= 1
    return end


def pipes(text: Text) -> Iterator[Found]:
    r"""Yield named pipes, all in the form `\\.\pipe\name`."""
    if "\\" not in text.plain:
        return
    for match in _PIPE.finditer(text.plain):
        start = match.start()
        quote = _QUOTES.get(text.plain[start - 1 : start], "")
        for head in (*_PIPE_HEADS, "\\Device"):
            if text.plain.endswith(head, 0, start):
                start -= len(head)
                quote = _QUOTES.get(text.plain[start - 1 : start], "")
        name = (
            match[1]
            if quote and text.plain[match.end() : match.end() + 1] == quote
            else match[1].partition(" ")[0]
        )
        end = trimmed(text.plain, match.start(1), match.start(1) + len(name))
        if not text.taken[match.start(1)] and end > match.start(1):
            name = text.plain[match.start(1) : end]
            yield text.claimed("pipe", f"\\\\.\\pipe\\{name}", start, end)


def paths(text: Text) -> Iterator[Found]:
    """Yield absolute paths of Windows (also from an environment variable) and of Unix."""
    for match in _WINDOWS_PATH.finditer(text.plain):
        start = _drive(text.plain, match.start())
        if start < match.start() and not text.taken[start]:
            end = trimmed(text.plain, start, match.end())
            value = text.plain[start:end]
            doubled = value[match.start() - start + 1 :].startswith("\\\\")
            yield text.claimed(
                "path", value.replace("\\\\", "\\") if doubled else value, start, end
            )
    for match in _UNIX_PATH.finditer(text.plain):
        start = match.start()
        before = text.plain[start - 1 : start]
        if text.taken[start] or before.isalnum() or before in ("/", ".", "_", "-"):
            continue
        start -= before == "~"
        end = trimmed(text.plain, start, match.end())
        yield text.claimed("path", text.plain[start:end], start, end)


def _drive(plain: str, at: int) -> int:
    """Return where the drive's letter or the opening `%` of a variable stands, or `at`."""
    if plain[at] == ":":
        alone = at < 2 or not plain[at - 2].isalnum()
        return at - 1 if at and plain[at - 1].isalpha() and alone else at
    opening = plain.rfind("%", max(at - 32, 0), at)
    word = plain[opening + 1 : at] if opening >= 0 else ""
    return opening if word.replace("_", "").replace("(x86)", "").isalnum() else at
