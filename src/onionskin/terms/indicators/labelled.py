r"""What only its label tells: mutexes, services, tasks, user agents, cookies, serial numbers.

Nothing in the shape of `Global\a1` or `WinHelpSvc` says what it is. A value is taken where
a label stands right before it, with a colon, an equals sign or quotes between them; a bare
word of prose after a label is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onionskin.terms.indicators.found import Found, Text, trimmed

_OPENING = "\"'`\u201c\u201e\u00ab\u2018"
_CLOSING = {
    '"': '"',
    "'": "'",
    "`": "`",
    "\u201c": "\u201d\u201c",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
}
# Between a label and its value: `name(s)`, `is`, `called`, markup, then a sign or a quote.
_NAMED = (
    r"(?:[ _-]?(?:names?|strings?|objects?|values?|headers?|id|numbers?|no\.?))?(?:\(s\))?"
    r"(?: (?:is|are|was|named|called|created|with the name|of|llamad[oa]|denominad[oa]|nomm\u00e9e?|appel\u00e9e?|"
    r"namens|mit dem Namen|chamad[oa]|denominat[oa]|genaamd)){0,2}"
)
_GAP = (
    rf"{_NAMED}(?!\w)[*_\t ]{{0,8}}(?:[:=|\uff1a][*_|\t ]{{0,8}}(?:\n[ \t*-]{{0,8}})?(?P<quote>[{_OPENING}])?"
    rf"|(?P<only>[{_OPENING}]))"
)
_LINE = re.compile(r"[^\r\n\t|]{1,512}")
_WORD = re.compile(r"[^\s,;|\"'`<>\u201c\u201d()\[\]]{1,256}")
_HEXADECIMAL = re.compile(
    r"[0-9A-Fa-f]{2}(?=(?P<rest>(?:[: -]?[0-9A-Fa-f]{2}){3,31}))(?P=rest)(?![0-9A-Za-z])"
)
_SERVICE_NAME = re.compile(r"[\w.$@ -]{2,256}\Z")
_COOKIE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}(?:=[^\s;,\"]{0,512})?\Z")  # RFC 6265, 4.1.1
_AGENT = re.compile(r"[\x20-\x7e]{3,512}\Z")  # RFC 9110, 10.1.5: product/version and comments
_PLAIN_WORDS = frozenset(
    {"the", "a", "an", "is", "none", "n/a", "unknown", "name", "http", "https", "and", "to"}
)


@dataclass(frozen=True)
class Label:
    """A kind that needs a label: words that call for a look, the label itself, what fits as a value."""

    kind: str
    gates: tuple[str, ...]
    label: re.Pattern[str]
    value: re.Pattern[str]
    fits: Callable[[str], bool]


def _row(
    kind: str, gates: str, label: str, value: re.Pattern[str], fits: Callable[[str], bool]
) -> Label:
    pattern = re.compile(rf"(?<![\w-])(?:{label}){_GAP}", re.IGNORECASE)
    return Label(kind, tuple(gates.split()), pattern, value, fits)


def is_serial(value: str) -> bool:
    """Say whether a value can be a certificate's serial number (RFC 5280: at most 20 octets)."""
    digits = re.sub(r"[: -]", "", value)
    return (
        8 <= len(digits) <= 40
        and len(set(digits.lower())) > 3
        and bool(re.fullmatch(r"[0-9A-Fa-f]+", digits))
    )


def is_mutex(value: str) -> bool:
    r"""Say whether a value can be a mutex's name: a word or several, with `Global\` or without."""
    name = value.rpartition("\\")[2]
    prefix = value[: -len(name)].lower() if name else ""
    return (
        3 <= len(name) <= 260
        and prefix in ("", "global\\", "local\\", "global\\\\", "basenamedobjects\\")
        and name.lower() not in _PLAIN_WORDS
    )


def is_service(value: str) -> bool:
    """Say whether a value can be a service's name (Microsoft: at most 256 characters, no slashes)."""
    return (
        bool(_SERVICE_NAME.match(value))
        and value.lower() not in _PLAIN_WORDS
        and len(value.split()) <= 6
    )


def is_task(value: str) -> bool:
    """Say whether a value can be a scheduled task's name or path."""
    return 3 <= len(value) <= 238 and value.lower() not in _PLAIN_WORDS and len(value.split()) <= 8


def is_agent(value: str) -> bool:
    """Say whether a value can be a User-Agent: a product with a version, or at least two parts."""
    return (
        bool(_AGENT.match(value))
        and ("/" in value or len(value.split()) > 1)
        and not value.startswith(("http:", "https:"))
    )


def is_cookie(value: str) -> bool:
    """Say whether a value can be a cookie's name, with its value or without."""
    return (
        bool(_COOKIE.match(value))
        and ("=" in value or len(value) > 3)
        and value.lower() not in _PLAIN_WORDS
    )


LABELS = (
    _row("mutex", "mut", r"mutex(?:es)?|mutants?", _WORD, is_mutex),
    _row("certificate-serial", "seri s\u00e9ri",
         r"(?:certificate |cert(?:ificate)?['\u2019]s )?serial(?: number| no\.?|-number)?|num[e\u00e9]ro de s[e\u00e9]rie(?: du certificat)?|"
         r"n[u\u00fa]mero de s[e\u00e9]rie(?: del? certificado)?|seriennummer|numero di serie", _HEXADECIMAL, is_serial),
    _row("user-agent", "agent", r"(?:http )?user[ -]?agents?", _LINE, is_agent),
    _row("cookie", "cookie", r"(?:http |session |set-)?cookies?", _WORD, is_cookie),
    _row("service", "servi dienst",
         r"(?:windows |system )?services?[ _](?:name|named|called)|service nomm\u00e9|nom (?:du|de) service|dienst(?:name| namens)|"
         r"servicio llamado|nombre del servicio|servi\u00e7o chamado|nome del servizio", _WORD, is_service),
    _row("scheduled-task", "schedul planifi programada agendada aufgabe pianificata",
         r"scheduled tasks?|schedule task|t\u00e2che planifi\u00e9e|tarea programada|tarefa agendada|geplante aufgabe|attivit\u00e0 pianificata",
         _WORD, is_task),
)  # fmt: skip
_ALL_GATES = tuple((gate, row) for row in LABELS for gate in row.gates)
_GATES = tuple((gate, row) for gate, row in _ALL_GATES if gate.isascii())
_LEAD = 16  # characters of a label before its gate
_WORD_START = re.compile(r"(?<![\w-])(?=\w)")
_SCHTASKS = re.compile(
    r"/tn[ \t]{1,4}(?:[\"'](?P<quoted>[^\"'\r\n]{3,238})[\"']|(?P<bare>[^\s\"'/]{3,238}))",
    re.IGNORECASE,
)
_SC = re.compile(
    r"(?<![\w.])sc(?:\.exe)? (?:\\\\\S{1,64} )?create [\"']?(?P<name>[\w.$-]{2,80})", re.IGNORECASE
)


def labelled(text: Text) -> Iterator[Found]:
    """Yield the values that stand behind a label of their kind."""
    lower, done = text.lower, ""
    for gate, row in _GATES if lower.isascii() else _ALL_GATES:
        if gate in lower and row.kind != done:
            done = row.kind
            for match in _labels(text, row):
                if found := _value(text, row, match):
                    yield found
    if "create" not in lower:
        return
    if "/tn" in lower:
        for match in _SCHTASKS.finditer(text.plain):
            group = "quoted" if match["quoted"] else "bare"
            yield text.claimed("scheduled-task", match[group], *match.span(group))
    for match in _SC.finditer(text.plain):
        yield text.claimed("service", match["name"], *match.span("name"))


def _labels(text: Text, row: Label) -> Iterator[re.Match[str]]:
    """Yield the labels of a kind: tried only where words begin right before one of its gates."""
    plain, lower = text.plain, text.lower
    if len(lower) != len(plain):
        yield from row.label.finditer(plain)
        return
    gates = sorted(at for gate in row.gates for at in _places(lower, gate))
    tried = 0
    for gate in gates:
        for word in _WORD_START.finditer(plain, max(gate - _LEAD, tried), gate + 1):
            if match := row.label.match(plain, word.start()):
                yield match
                tried = match.end()
                break
        else:
            tried = max(tried, gate + 1)


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _value(text: Text, row: Label, match: re.Match[str]) -> Found | None:
    """Return what stands behind a label, if a sign or quotes part them and it fits the kind."""
    start = match.end()
    if quote := match["quote"] or match["only"]:
        end = _closed(text.plain, start, _CLOSING[quote])
    else:
        value = row.value.match(text.plain, start)
        end = trimmed(text.plain, start, value.end()) if value else start
    value_text = text.plain[start:end].strip()
    end = start + len(value_text)
    if not value_text or text.taken[start] or not row.fits(value_text):
        return None
    if row.kind == "certificate-serial":
        value_text = re.sub(r"[: -]", "", value_text).lower()
    return text.claimed(row.kind, value_text, start, end)


def _closed(plain: str, start: int, closing: str) -> int:
    """Return where the quote that opens at `start` closes in its line; `start` itself if it does not."""
    line = plain.find("\n", start, start + 512)
    limit = line if line >= 0 else min(start + 512, len(plain))
    ends = [at for sign in closing if (at := plain.find(sign, start, limit)) >= 0]
    return min(ends, default=start)
