"""Indicators in text: refang with an offset map, find, validate. One pass each, linear in size.

Authors defang (`hxxps[:]//evil[.]example`) so that nobody clicks. `refang` undoes
that and keeps where every character came from, so that a span is always that of
the raw text. Candidates are found from their rarest character (`://`, `@`, a
dot between letters, a run of hex digits) and then validated: most dotted words
are no domains, and most numbers with three dots are versions.
"""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from onionskin.terms import domains

HASHES = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}

_DOT_WORDS = "dot|DOT|Dot|d0t|D0T|punto|Punto|PUNTO|punkt|Punkt|PUNKT|point|Point|POINT|ponto|punt"
_OPEN = r"\[\(\{<\uff3b\uff08\u3010\u300a"
_CLOSE = r"\]\)\}>\uff3d\uff09\u3011\u300b"
_DOTS = "\u3002\u2024\uff0e\uff61\u00b7\u2219\u0701\u0702\ua4f8\u06d4"
_BRACKETED = re.compile(
    rf"[{_OPEN}](?:"
    rf"[{_OPEN}]?\ ?(?:(?P<dot>[.,{_DOTS}]|{_DOT_WORDS})|(?P<at>@|at|AT|arroba|arobase)|(?P<colon>::?)"
    rf"|(?P<slash>//?))\ ?[{_CLOSE}]{{1,2}}"
    r"|(?P<half>\.)(?=[^\W_]))"
)
_HALF_CLOSED = re.compile(rf"\.(?:[{_CLOSE}](?=[^\W_])|[{_OPEN}](?=[^\W_]{{2,24}}[{_CLOSE}]))")
_WIDE_DOT = re.compile(rf"[{_DOTS}](?<=[^\W_].)(?=[^\W_])")
_ESCAPED = re.compile(
    r"[\\%&\"'](?:(?<=\\)\.|(?<=%)2[eE]|(?<=&)#(?:46|x2[eE]);|(?<=\")\.\"|(?<=')\.')(?=[^\W_])"
)
_SPOKEN = re.compile(
    r" (?:dot|DOT|punto|point) (?=(?:com|net|org|info|biz|ru|cn|io|co|top|xyz|site|example)\b)"
)
_SCHEME = re.compile(
    r"[hHfFmM](?:(?<=[hH])[tTxX*#+_\u0445\u0425\u03c7-]{1,3}[pP\u0440]|(?<=[fF])[tTxX][pP]|(?<=[mM])eow)"
    r"(?P<s>[sS]|[\[(][sS][\])])?"
    r"\ ?[\[({]?[:\uff1a][\])}]?\ ?[\[({]?[/\\\uff0f][\])}]?[\[({]?[/\\\uff0f][\])}]?(?:\ (?=[\w]))?"
)
_INVISIBLE = re.compile(
    "(?:\x1b\\[[0-9;?]*[A-Za-z])+|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+"
)


@dataclass(frozen=True)
class Refanged:
    """Text with its defanging undone, and where each piece of it came from.

    `plain_at`, `raw_at` and `raw_end` hold, edit by edit, where the edit begins in
    the plain text and where its raw form begins and ends.
    """

    plain: str
    plain_at: Sequence[int] = ()
    plain_end: Sequence[int] = ()
    raw_at: Sequence[int] = ()
    raw_end: Sequence[int] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where plain[start:end] stands in the raw text, as (offset, length)."""
        first = self._raw(start, at_end=False)
        return first, max(self._raw(end, at_end=True) - first, 0)

    def _raw(self, at: int, *, at_end: bool) -> int:
        # An end on an edit's edge belongs before it; a start there belongs to it.
        edit = bisect_right(self.plain_at, at - 1 if at_end else at) - 1
        while edit >= 0 and not at_end and self.plain_end[edit] == self.plain_at[edit] == at:
            return self.raw_end[edit]  # nothing was kept of it: begin behind it
        if edit < 0:
            return at
        if at < self.plain_end[edit]:
            return self.raw_end[edit] if at_end else self.raw_at[edit]
        return self.raw_end[edit] + (at - self.plain_end[edit])

    def edited(self, start: int, end: int) -> bool:
        """Say whether anything between two plain offsets had been defanged."""
        edit = bisect_right(self.plain_at, end - 1) - 1
        return edit >= 0 and self.plain_end[edit] > start


def refang(text: str, defangs: Iterable[tuple[str, str]] = ()) -> Refanged:
    """Undo defanging. `defangs` are further (written, plain) pairs, from the language files."""
    edits = sorted(_edits(text, defangs))
    if not edits:
        return Refanged(text)
    parts: list[str] = []
    plain_at, plain_end, raw_at, raw_end = [], [], [], []
    done = length = 0
    for start, stop, plain in edits:
        if start < done:
            continue
        parts += (text[done:start], plain)
        length += start - done
        plain_at.append(length)
        length += len(plain)
        plain_end.append(length)
        raw_at.append(start)
        raw_end.append(stop)
        done = stop
    parts.append(text[done:])
    return Refanged("".join(parts), plain_at, plain_end, raw_at, raw_end)


def _edits(text: str, defangs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, plain) of everything that was defanged, in any order."""
    for match in _BRACKETED.finditer(text):
        plain = _bracketed(match)
        start, stop = _with_spaces(text, match.start(), match.end(), plain)
        if start and (text[start - 1].isalnum() or text[start - 1] in ":/])}.-_"):
            yield start, stop, plain
    for match in _SCHEME.finditer(text):
        plain = _scheme(match)
        if plain != match[0] and not _inside_word(text, match):
            yield match.start(), match.end(), plain
    yield from _marks(text, defangs)


def _marks(text: str, defangs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that need no look at what is between brackets."""
    for pattern in (_HALF_CLOSED, _ESCAPED, _SPOKEN):
        for match in pattern.finditer(text):
            if _inside_word(text, match):
                yield match.start(), match.end(), "."
    pattern, plain_of = _written(tuple(defangs))
    for match in pattern.finditer(text):
        if _inside_word(text, match):
            yield match.start(), match.end(), plain_of[match[0].lower()]
    if not text.isascii():
        yield from ((*match.span(), ".") for match in _WIDE_DOT.finditer(text))
    if not text.isascii() or "\x1b" in text:
        yield from ((*match.span(), "") for match in _INVISIBLE.finditer(text))


@cache
def _written(defangs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the languages' own defangs, and what each stands for."""
    plain_of = {written.lower(): plain for written, plain in defangs}
    either = "|".join(re.escape(each) for each in sorted(plain_of, key=len, reverse=True))
    return re.compile(rf"(?:{either})(?=\w)" if either else r"(?!)", re.IGNORECASE), plain_of


def _inside_word(text: str, match: re.Match[str]) -> bool:
    return match.start() > 0 and text[match.start() - 1].isalnum()


def _bracketed(match: re.Match[str]) -> str:
    if match["at"]:
        return "@"
    return match["colon"] or match["slash"] or "."


def _with_spaces(text: str, start: int, stop: int, plain: str) -> tuple[int, int]:
    """Take in one space on each side of a bracketed dot or at-sign: `evil [.] example`."""
    if plain in ".@" and start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        start -= 1
    if plain in ".@" and text[stop : stop + 1] == " " and text[stop + 1 : stop + 2].isalnum():
        stop += 1
    return start, stop


def _scheme(match: re.Match[str]) -> str:
    first = match[0][0].lower()
    return ("ftp" if first == "f" else "http") + ("s" if match["s"] else "") + "://"


# --- finding -------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One indicator: its kind, its plain value, and the span of its raw form in the text.

    `defanged` says that its author had defanged it; `inside` is `url` for the host
    of a URL; `doubt` names what may be wrong with it at its source.
    """

    kind: str
    value: str
    offset: int
    length: int
    defanged: bool = False
    inside: str = ""
    doubt: str = ""

    @property
    def end(self) -> int:
        """The offset just behind it."""
        return self.offset + self.length


_URL_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "sftp", "ws", "wss", "tcp"})
_URL_TAIL = re.compile(
    r"(?:[^\s<>\"'`|^{}\\,\u201c\u201d\u2018\u2019\u00ab\u00bb\u3001\u3002]|,(?![\s\"']|[hH][tTxX]{2}[pP]|$)){1,2048}+"
)
_LINK_TEXT = re.compile(r"\[(?=[^\W\d]{2})")
_HOST = re.compile(r"(?:[^/?#@]{0,256}@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:]+)(?::\d{1,5})?(?=[/?#]|$)")
_LABEL = r"[A-Za-z0-9_\u00a1-\u1fff\u2c00-\ud7ff-]"
_DOTTED = re.compile(rf"{_LABEL}++(?:\.{_LABEL}++)++")
_INNER_DOT = re.compile(r"\.(?=[A-Za-z0-9\u00a1-\u1fff\u2c00-\ud7ff])")
_HEX = re.compile(r"[0-9a-fA-F]{32,}+")
_CVE = re.compile(r"[Cc][Vv][Ee]-(?:19|20)\d{2}-\d{4,7}(?!\d)")
_COLONS = re.compile(r":(?=[0-9A-Fa-f:])")
_IPV6 = re.compile(r"[0-9A-Fa-f:]{2,39}+(?:\.\d{1,3}){0,3}")
_PART = r"[^\\/:*?\"<>|\s,;%()\[\]`]{1,128}"  # a name without spaces
_WORDS = (
    r"[^\\/:*?\"<>|\s,;%.]{1,64}(?: [^\\/:*?\"<>|\s,;%.]{1,64}){1,3}"  # a folder's name with spaces
)
_WINDOWS_PATH = re.compile(rf"[:%]\\(?:(?:{_PART}|{_WORDS})\\){{0,24}}{_PART}")
_UNIX_PATH = re.compile(
    r"/(?:(?:Users|Library|Applications|tmp|var|etc|usr|opt|home|private|dev|bin|root)/|(?<=~/)(?=[\w.]))[^\s\"'<>|,;:()\[\]`*]{1,512}"
)
# A label's own letters may be hex digits: the run of `SHA1...` begins with its A.
_LABELS = (
    ("SH", "A512"), ("SH", "A256"), ("SH", "A1"), ("SHA", "512"), ("SHA", "256"), ("SHA", "1"), ("M", "D5"),
)  # fmt: skip
_OTHER_HASH = re.compile(
    r"(?:imp-?hash|rich[ -]?(?:pe )?(?:header )?hash|authentihash|thumbprint|serial(?: number)?|ssdeep|tlsh|"
    r"telfhash|vhash|dhash|commit|rev(?:ision)?|build[ -]?id|uuid|guid|key(?: id)?|pdb)\W{0,12}$",
    re.IGNORECASE,
)
_VERSION_BEFORE = re.compile(
    r"(?:\bv\.?|\bversions?|\bversi[oó]n(?:es)?|\bver\.?|\bbuilds?|\bupdate|\brelease|\bVersionen)[\s:]*"
    r"(?:[\w.]{1,24}\s*(?:,|and|et|y|und|to|-)\s*){0,6}$",
    re.IGNORECASE,
)
_GLUED_ENDING = re.compile(r"(?:com|net|org)(?=[a-z0-9-])")
_PROGRAM_WORDS = frozenset({"asp.net", "vb.net", "ado.net", "node.js", "paint.net", "ml.net"})
_LOOK_BACK = 48


def find(
    text: str, defangs: Iterable[tuple[str, str]] = (), *, listed: bool = False
) -> list[Found]:
    """Return the indicators of a text in the order of their offsets.

    `listed` says that the text is a list of indicators (a cell, an appendix), where
    names with doubtful endings are taken as names. Spans do not overlap, except that
    the host of a URL is returned as well.
    """
    return sorted(_Finder(text, refang(text, defangs), listed).run(), key=_place)


def _place(found: Found) -> tuple[int, int, str]:
    return found.offset, -found.length, found.kind


@dataclass
class _Finder:
    """One text being searched; `taken` marks plain characters that already belong to something."""

    raw: str
    refanged: Refanged
    listed: bool
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.plain = self.refanged.plain
        self.taken = bytearray(len(self.plain))

    def run(self) -> Iterator[Found]:
        yield from self._urls()
        yield from self._emails()
        yield from self._paths()
        yield from self._hashes()
        yield from self._dotted()
        yield from self._ipv6()
        for match in _CVE.finditer(self.plain):
            if not self.taken[match.start()]:
                yield self._found("cve", match[0].upper(), match.start(), match.end())

    def _found(
        self, kind: str, value: str, start: int, end: int, inside: str = "", doubt: str = ""
    ) -> Found:
        offset, length = self.refanged.raw_span(start, end)
        defanged = self.refanged.edited(start, end)
        return Found(kind, value, offset, length, defanged, inside, doubt)

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    # -- URLs

    def _urls(self) -> Iterator[Found]:
        at = self.plain.find("://")
        while at >= 0:
            start, end = self._scheme_start(at), at + 3
            if start < at and (tail := _URL_TAIL.match(self.plain, end)):
                # `url[text]` is a link of AsciiDoc, and of wikis; `a[0]=1` is not.
                label = _LINK_TEXT.search(self.plain, at + 4, tail.end())
                end = _trimmed(self.plain, at + 3, label.start() if label else tail.end())
                yield from self._url(start, at + 3, end)
            at = self.plain.find("://", max(end, at + 3))

    def _scheme_start(self, at: int) -> int:
        """Return where a known scheme begins, or `at` itself; glued words in front are cut off."""
        start = at
        while (
            start
            and at - start < 6
            and self.plain[start - 1].isascii()
            and self.plain[start - 1].isalpha()
        ):
            start -= 1
        word = self.plain[start:at].lower()
        for scheme in ("https", "http", "ftps", "sftp", "ftp", "wss", "ws", "tcp"):
            if word.endswith(scheme):
                return at - len(scheme)
        return at

    def _url(self, start: int, host_at: int, end: int) -> Iterator[Found]:
        host = _HOST.match(self.plain, host_at, end)
        if host is None:
            return
        self._take(start, end)
        kind = host_kind(host[1])
        if kind is None:
            return
        scheme = self.plain[start : host_at - 3].lower()
        value = f"{scheme}://{self.plain[host_at:end]}"
        yield self._found("url", value, start, end)
        value = host[1].strip("[]") if kind != "domain" else domains.normal(host[1])
        inner = host.start(1) + (host[1][0] == "["), host.end(1) - (host[1][-1] == "]")
        found = self._found(kind, value, *inner, inside="url")
        whole = self.refanged.edited(start, end)
        yield Found(kind, value, found.offset, found.length, whole, "url")

    # -- e-mail

    def _emails(self) -> Iterator[Found]:
        at = self.plain.find("@")
        while at >= 0:
            start = at
            while start and at - start < 64 and _is_local(self.plain[start - 1]):
                start -= 1
            while start < at and self.plain[start] in ".-+%":
                start += 1
            match = _DOTTED.match(self.plain, at + 1)
            end = at + 1
            if start < at and match and not self.taken[at]:
                end = self._email_end(match)
                name = domains.normal(self.plain[at + 1 : end])
                if _is_name(name, allow_reserved=True):
                    self._take(start, end)
                    value = f"{self.plain[start:at]}@{name}"
                    yield self._found("email", value, start, end)
            at = self.plain.find("@", max(end, at + 1))

    def _email_end(self, match: re.Match[str]) -> int:
        end = match.end()
        while end > match.start() and self.plain[end - 1] in "-_":
            end -= 1
        return end

    # -- paths

    def _paths(self) -> Iterator[Found]:
        for match in _WINDOWS_PATH.finditer(self.plain):
            start = self._drive(match.start())
            if start < match.start() and not self.taken[start]:
                end = _trimmed(self.plain, start, match.end())
                self._take(start, end)
                yield self._found("path", self.plain[start:end], start, end)
        for match in _UNIX_PATH.finditer(self.plain):
            start = match.start()
            before = self.plain[start - 1 : start]
            if self.taken[start] or before.isalnum() or before in ("/", ".", "_", "-"):
                continue
            start -= before == "~"
            end = _trimmed(self.plain, start, match.end())
            self._take(start, end)
            yield self._found("path", self.plain[start:end], start, end)

    def _drive(self, at: int) -> int:
        """Return where the drive's letter or the opening `%` of a variable stands, or `at`."""
        if self.plain[at] == ":":
            alone = at < 2 or not self.plain[at - 2].isalnum()
            return at - 1 if at and self.plain[at - 1].isalpha() and alone else at
        opening = self.plain.rfind("%", max(at - 32, 0), at)
        word = self.plain[opening + 1 : at] if opening >= 0 else ""
        return opening if word.replace("_", "").replace("(x86)", "").isalnum() else at

    # -- hashes

    def _hashes(self) -> Iterator[Found]:
        for match in _HEX.finditer(self.plain):
            start, end = self._unglued(match.start(), match.end())
            kind = HASHES.get(end - start)
            value = self.plain[start:end].lower()
            if kind is None or len(set(value)) < 5 or value.isdigit() or self._is_other(start, end):
                continue
            inside = "url" if self.taken[start] else ""
            if inside and not self._is_report_link(start):
                continue
            yield self._found(kind, value, start, end, inside)

    def _unglued(self, start: int, end: int) -> tuple[int, int]:
        """Cut a label's own digits off a run of hex digits: `SHA-10CA17...`, `MD5d41d...`."""
        if end - start in HASHES:
            return start, end
        before = self.plain[max(start - 4, 0) : start].upper()
        run = self.plain[start : start + 4].upper()
        for front, label in _LABELS:
            glued = before.rstrip("-_ ").endswith(front) and run.startswith(label)
            if glued and end - start - len(label) in HASHES:
                return start + len(label), end
        return start, end

    def _is_other(self, start: int, end: int) -> bool:
        """Say whether a run of hex digits is labelled as something other than a file's hash."""
        before = self.plain[max(start - _LOOK_BACK, 0) : start].rpartition("\n")[2]
        if before.endswith("-g") or (end - start == 40 and before.endswith(("0x", "0X"))):
            return True  # `git describe`; an address on a blockchain
        return bool(_OTHER_HASH.search(before))

    def _is_report_link(self, start: int) -> bool:
        before = self.plain[max(start - 96, 0) : start].lower()
        return before.endswith(("/file/", "/sample/", "/samples/", "/files/", "/search/"))

    # -- names and addresses

    def _dotted(self) -> Iterator[Found]:
        done = 0
        for dot in _INNER_DOT.finditer(self.plain):
            if dot.start() < done or self.taken[dot.start()]:
                continue
            start = self._word_start(dot.start(), done)
            match = _DOTTED.match(self.plain, start) if start < dot.start() else None
            if match is None:
                continue
            done = match.end()
            if not self.taken[start]:
                yield from self._name_or_address(start, match.end())

    def _word_start(self, at: int, floor: int) -> int:
        low = max(floor, at - 64)
        while at > low and (_is_label(self.plain[at - 1])):
            at -= 1
        return at

    def _name_or_address(self, start: int, end: int) -> Iterator[Found]:
        while end > start and self.plain[end - 1] in "-_":
            end -= 1
        while start < end and self.plain[start] in "-_":
            start += 1
        word = self.plain[start:end]
        if word.replace(".", "").isdigit():
            if self._is_address(start, end):
                yield self._found("ipv4", word, start, end)
            return
        if (head := _glued_address(word)) and self._is_address(start, start + len(head)):
            yield self._found("ipv4", head, start, start + len(head), doubt="run on with a word")
            return
        if self._is_domain(start, end):
            doubt = "may be two names run together" if _looks_glued(word) else ""
            yield self._found("domain", domains.normal(word), start, end, doubt=doubt)

    def _is_address(self, start: int, end: int) -> bool:
        word = self.plain[start:end]
        parts = word.split(".")
        if len(parts) != 4 or any(
            len(p) > 3 or int(p) > 255 or (p[0] == "0" and p != "0") for p in parts
        ):
            return False
        if self.plain[end : end + 1] == "/" and self.plain[end + 1 : end + 2].isdigit():
            return False  # a network, not a host
        if self.refanged.edited(start, end):
            return True
        before = self.plain[max(start - 80, 0) : start].rpartition("\n")[2]
        return not _VERSION_BEFORE.search(before) and before[-1:] not in ("/", "-", "_", "=")

    def _is_domain(self, start: int, end: int) -> bool:
        word = self.plain[start:end]
        name = domains.normal(word)
        defanged = self.refanged.edited(start, end)
        if not _is_name(name, allow_reserved=defanged or self.listed):
            return False
        if defanged:
            return True
        before, after = self.plain[start - 1 : start], self.plain[end : end + 1]
        if before in ("/", "\\", "@", "$", "#", "%") or after in ("(", "@", "\\", "=", "["):
            return False
        ending = word.rpartition(".")[2]
        if name in _PROGRAM_WORDS or (ending != ending.lower() and ending != ending.upper()):
            return False
        return self._ending_fits(name, word)

    def _ending_fits(self, name: str, word: str) -> bool:
        own = name.split(".")
        if own[0] == "www":
            return True
        soft = own[-1] in domains.SOFT_ENDINGS and (not self.listed or word != word.lower())
        if soft or own[-1] in domains.HARD_ENDINGS:
            return False
        humps = [each for each in word.split(".") if each[:1].isupper() and each[1:].islower()]
        if len(humps) > 1 and not self.listed:
            return False  # System.Web.UI: a name in a program
        return not (own[-2].isdigit() and len(own[-2]) < 3)

    def _ipv6(self) -> Iterator[Found]:
        done = 0
        for colon in _COLONS.finditer(self.plain):
            if colon.start() < done or self.taken[colon.start()]:
                continue
            start = colon.start()
            while (
                start > done and colon.start() - start < 4 and self.plain[start - 1] in _HEXDIGITS
            ):
                start -= 1
            match = _IPV6.match(self.plain, start)
            if match is None:
                continue
            done = match.end()
            end = done - (self.plain[done - 1] == ":" and self.plain[done - 2 : done] != "::")
            if _is_ipv6(self.plain, start, end):
                yield self._found("ipv6", self.plain[start:end].lower(), start, end)


_HEXDIGITS = frozenset("0123456789abcdefABCDEF")


def host_kind(host: str) -> str | None:
    """Return what the host of a URL is: `domain`, `ipv4`, `ipv6`, or None if it is no host."""
    if host.startswith("["):
        return "ipv6" if _parses(host.strip("[]"), ipaddress.IPv6Address) else None
    if host.replace(".", "").isdigit():
        return "ipv4" if _parses(host, ipaddress.IPv4Address) else None
    return "domain" if _is_name(domains.normal(host), allow_reserved=True) else None


def _parses(text: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _is_ipv6(plain: str, start: int, end: int) -> bool:
    word = plain[start:end]
    if word.count(":") < 2 or len(word.replace(":", "")) < 3 or not any(c.isdigit() for c in word):
        return False
    around = plain[start - 1 : start], plain[end : end + 1]
    if any(each.isalnum() or (each in ("_", ":", ".", "-") and each) for each in around[:1]):
        return False
    if around[1].isalnum() or around[1] == "_":
        return False
    return _parses(word, ipaddress.IPv6Address)


def _is_name(name: str, *, allow_reserved: bool) -> bool:
    if not domains.is_well_formed(name):
        return False
    ending = name.rpartition(".")[2]
    if domains.is_reserved(name):
        return allow_reserved
    return domains.ending_exists(ending)


def _is_local(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "._%+-")


def _is_label(char: str) -> bool:
    return char.isalnum() or char in "-_."


def _trimmed(plain: str, start: int, end: int) -> int:
    """Return the end without the sentence's own punctuation; a closing bracket stays if it was opened."""
    while end > start:
        last = plain[end - 1]
        if last in ".,;:!?*_+'\"\u2026\u3001`":
            end -= 1
        elif last in ")]}":
            opening = {")": "(", "]": "[", "}": "{"}[last]
            if plain.count(opening, start, end) >= plain.count(last, start, end):
                return end
            end -= 1
        else:
            return end
    return end


def _glued_address(word: str) -> str:
    """Return the address at the head of a cell that runs on: `203.0.113.7port`."""
    match = re.match(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?=[A-Za-z])", word)
    return match[0] if match and "." not in word[match.end() :] else ""


def _looks_glued(word: str) -> bool:
    """Say whether an inner label begins like an ending: `a.comb.com` may be `a.com` and `b.com`."""
    inner = word.lower().split(".")[1:-1]
    return any(len(each) <= 12 and _GLUED_ENDING.match(each) for each in inner)
