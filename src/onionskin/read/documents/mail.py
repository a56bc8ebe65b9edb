"""The parts of an e-mail as blocks: its head, its text, what it quotes, the names of what is attached."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from onionskin.model import Problem
from onionskin.parse.texts.html_tokens import tokens
from onionskin.plugins.contracts import Block, Note, Record
from onionskin.read.documents.article import Page
from onionskin.read.documents.feeds import Part, head, pieces

PARTS = 1000
FIELDS = 3  # of a forwarded message's head
STUB = 60  # words from which a plain alternative is no stub
DEPTH = 20
_FORWARDED = re.compile(
    r"^[*>\s]{0,4}(?:From|To|Cc|Date|Sent|Subject|Von|An|Gesendet|Datum|Betreff|De|\u00c0|Envoy\u00e9|Objet|Para|Enviado(?: el)?|Asunto|Fecha|Da|A|Inviato|Oggetto|Assunto|Data|Van|Aan|Verzonden|Onderwerp)\s?:[*\s]",
    re.MULTILINE,
)
# A multipart that names an encoding, as some senders write, is read as if it named none: nothing is lost.
_HARMLESS = frozenset({"InvalidMultipartContentTransferEncodingDefect"})
_QUOTED = re.compile(r"^(?:>.*\n?)+", re.MULTILINE)
_ANSWERED = re.compile(r"^(?:On .{5,200} wrote:|Le .{5,200} a écrit\s*:|Am .{5,200} schrieb .{0,100}:|-{3,} ?Original Message ?-{3,})\s*$", re.MULTILINE)  # fmt: skip


def message(data: bytes) -> Iterator[Part]:
    """Yield the head of a message, then the text of each part; quoted answers are marked."""
    yield from _message(BytesParser(policy=policy.compat32).parsebytes(data))


def _message(message: Message) -> Iterator[Part]:
    parts = list(itertools.islice(_parts(message), PARTS + 1))
    chosen = _chosen(parts[:PARTS])
    for part in parts[:PARTS]:
        if part is message or (part.get("Subject") and part.get("From")):
            if part is not message:
                yield Block("Attached message", "heading")
            name, address = _sender(part)
            yield from head(_header(part, "Subject"), name or address, _day(_header(part, "Date")))
        filename = part.get_filename()
        if id(part) in chosen:
            yield from _text(part)
        elif filename is not None:
            kind = part.get_content_type()[:60]
            yield Note(
                f"attached and not opened: {_decoded(filename)[:200]} ({kind}); give it by itself"
            )
        if part.get_content_maintype() == "multipart" and (part.preamble or part.epilogue):
            hidden = f"{part.preamble or ''}\n{part.epilogue or ''}"
            yield from pieces(hidden) if "." in hidden else ()
    if len(parts) > PARTS:
        yield Problem("limit:parts", f"a message of more than {PARTS} parts; the rest is not read")
    lossy = [name for each in message.defects if (name := type(each).__name__) not in _HARMLESS]
    yield from (Problem("damaged", f"the message: {name}") for name in lossy[:3])


def _parts(message: Message) -> Iterator[Message]:
    """Yield every part, the outermost first; what is deeper than DEPTH is not opened."""
    ahead = [(message, 0)]
    while ahead:
        part, level = ahead.pop()
        yield part
        if level <= DEPTH:
            ahead += [(each, level + 1) for each in reversed(_inner(part))]


def _inner(part: Message) -> list[Message]:
    found = part.get_payload()
    return [each for each in found if isinstance(each, Message)] if isinstance(found, list) else []


def _chosen(parts: list[Message]) -> set[int]:
    """Return the ids of the parts to read: of alternatives the plain one, else the one in HTML."""
    chosen = {
        id(part)
        for part in parts
        if part.get_content_maintype() == "text"
        and not part.is_multipart()
        and part.get_content_disposition() != "attachment"
    }
    # A part that says it has parts, and has none that can be told apart, is read as the text it is.
    chosen |= {
        id(part)
        for part in parts
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), str)
    }
    for part in parts:
        if part.get_content_type() == "multipart/alternative":
            kinds = {each.get_content_type(): each for each in reversed(_inner(part))}
            plain, rich = kinds.get("text/plain"), kinds.get("text/html")
            if plain is not None and rich is not None:
                chosen.discard(id(rich if _says_it(plain, rich) else plain))
    return chosen


def _says_it(plain: Message, rich: Message) -> bool:
    """Say whether the plain alternative holds the message, and no mere word that there is another."""
    own = len(_content(plain).split())
    if own > STUB:
        return True
    shown = sum(len(token.text.split()) for token in tokens(_content(rich)) if not token.name)
    return own > 0 and own * 2 >= shown


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace").replace("\r\n", "\n")
    except (LookupError, ValueError):  # a charset may hold a NUL
        return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _text(part: Message) -> Iterator[Part]:
    text = _content(part)
    if part.get_content_type() == "text/html":
        yield from Page().read(text)
        return
    for paragraph in re.split(r"\n[ \t]*\n", text):
        quoted = _QUOTED.match(paragraph.lstrip("\n"))
        if _ANSWERED.search(paragraph) or (quoted and quoted.end() >= len(paragraph.strip()) - 1):
            yield Block("Quoted from an earlier message:", "line")
            yield from pieces(re.sub(r"^(?:>[ \t]?)+", "", paragraph, flags=re.MULTILINE))
        elif len(_FORWARDED.findall(paragraph)) >= FIELDS:
            yield from (Record({"note": line}) for line in paragraph.splitlines() if line.strip())
        else:
            yield from pieces(paragraph)


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name) or ""))


def _decoded(text: str) -> str:
    """Return a header with its encoded words decoded, of its first 2000 characters."""
    try:
        found = decode_header(" ".join(text[:2000].split()))
        return "".join(
            part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
            for part, charset in found
        )
    except (ValueError, LookupError, MessageError):
        return text[:2000]


def _sender(message: Message) -> tuple[str, str]:
    """Return (name, address); comments nested in comments are no address."""
    text = _header(message, "From")[:300]
    return ("", text) if text.count("(") > 5 else parseaddr(text)


def _day(text: str) -> str:
    try:
        return parsedate_to_datetime(text[:100]).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""
