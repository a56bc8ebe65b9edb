"""The part of READ that touches what others wrote. It runs in the jail, one document a call.

A format gives blocks and records; their text goes to an unnamed file, piece by
piece, so that a document of any length needs bounded memory; indicators and sentences are
matched as it passes. What the whole document must decide waits for its end.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

import msgspec

from onionskin.errors import DamagedError
from onionskin.jail.worker import note
from onionskin.model import (
    Bounds,
    Claim,
    Entity,
    Grade,
    Named,
    Outcome,
    Problem,
    Standing,
)
from onionskin.plugins.contracts import Block, Graded, Judged, Mentioned, Note, Record, Stated
from onionskin.plugins.view import View
from onionskin.read.documents.choosing import EXPECTED, format_of, unsupported
from onionskin.read.documents.package_rows import LISTED, says_bad
from onionskin.read.documents.records import (
    Row,
    indicators_of,
    is_statement,
    is_value_column,
    laid_out,
    row_facts,
    stated_role,
    statement,
    wanted_kind,
    window,
)
from onionskin.read.indicators.roles import (
    About,
    Setting,
    section_role,
    squashed_names,
    stated_roles,
)
from onionskin.read.indicators.sighted import TITLED, Sighted, defangs, roles_in
from onionskin.read.naming.names_of import cut_short, know, names_in
from onionskin.read.syntax.grammar import Grammar, grammars
from onionskin.read.syntax.plausible import TOPIC
from onionskin.read.syntax.skeleton import Around
from onionskin.read.syntax.tongues import Tongues, small_words_of
from onionskin.read.whole.facts import Facts
from onionskin.read.whole.header import Header, header
from onionskin.read.whole.listed import is_indicator
from onionskin.read.whole.ordered_lines import OrderedLines, orders
from onionskin.read.whole.page_lines import Kind, kind_of, left_over
from onionskin.read.wire import PRINTS, Draft, Prints, Reading, Request
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import sentences, words_of
from onionskin.read.words.shingles import SENTENCE, WORDS, shingles, shingles_of, sketch
from onionskin.terms.indicators import Found

Taken = Block | Record | Stated | Mentioned | Graded | Judged
HEAD = 1 << 18
FACTS = 20_000
NOTES = 200
LEFT_OVER = 3  # sentences
_BUFFERED = 1 << 18  # bytes of text that wait to be written
_LISTING = re.compile(
    r"\b(?:\w+\s?)?(?:indi[ck]a[dt]|iocs?\b)", re.IGNORECASE
)  # in all our languages
_LANGUAGE = 2000  # characters of a block that tell its language
MENTIONS = 20  # of one statement in one document: more add nothing
MENTIONED, LONGEST_NAME = 20_000, 200  # names that a source lists, and the characters of one


def read_document(args: bytes, fds: list[int]) -> bytes:
    """Read one document: `args` is a Request, the reply a Reading, both msgpack."""
    request = msgspec.msgpack.decode(args, type=Request)
    know(request.names, fds[3] if request.names else -1)
    return msgspec.msgpack.encode(_Document(request, View(fds[0]), fds[1], fds[2]).run())


def fingerprints(_args: bytes, fds: list[int]) -> bytes:
    """Return the Prints of a text that was read before, as msgpack."""
    note("fingerprints")
    prints: set[int] = set()
    runs: set[int] = set()
    text = View(fds[0]).read(0, HEAD * 16).decode("utf-8", "replace")
    for start, end in sentences(text):
        words = words_of(text[start:end])
        runs.update(shingles(words))
        if value := print_of(words):
            prints.add(value)
    return msgspec.msgpack.encode(Prints(tuple(sorted(prints)[:PRINTS]), sketch(runs)))


def print_of(words: list[str]) -> int:
    """Return the fingerprint of a sentence: of its words only; 0 for one too short to tell."""
    if len(words) < 7:
        return 0
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=7).digest(), "big")


@dataclass
class _Document:
    """One document being read."""

    request: Request
    view: View
    text: int
    out: int
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    stated: list[Draft] = field(default_factory=list)  # by the source itself: not ours to judge
    sighted: Sighted = field(default_factory=Sighted)
    mentions: Counter[tuple[object, ...]] = field(default_factory=Counter)
    prints: Counter[int] = field(default_factory=Counter)
    runs: set[int] = field(default_factory=set)
    tongues: Tongues = field(default_factory=Tongues)
    facts: Facts = field(default_factory=lambda: Facts(Bounds()))
    head: Header = field(default_factory=Header)
    copied: str = ""
    section: str = ""
    quiet: bool = False  # its format lists no indicators
    characters: int = 0
    asides: dict[Kind, list[int]] = field(default_factory=dict)
    leftovers: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    unfit: Counter[str] = field(default_factory=Counter)
    names: tuple[Named, ...] = ()
    named: list[Named] = field(default_factory=list)
    listed: bool = False  # by the source itself are the names of what it holds whole (`told`)
    told: list[tuple[int, int]] = field(default_factory=list)
    grade: Grade | None = None
    judged: dict[Entity, Standing] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.written = os.fdopen(os.dup(self.text), "wb", buffering=_BUFFERED)
        self.orders = OrderedLines(self.notes.append)

    def run(self) -> Reading:
        chosen = format_of(self.request.name, self.request.denied, self.view)
        if chosen is None:
            return Reading("", Outcome.UNSUPPORTED, problems=(unsupported(self.request.name),))
        note(chosen.id)
        self.quiet = bool(chosen.meta.get("quiet"))
        outcome = Outcome.SCANNED
        try:
            self._read(chosen.load().read(self.view))
            self.written.flush()
        except EXPECTED as error:
            outcome = Outcome.INCOMPLETE
            why = str(error)
            if not isinstance(error, DamagedError):
                why = f"{type(error).__name__}: {why}"
            self.problems.append(Problem("damaged", f"{chosen.id}: {why}"))
        if any(each.reason == "unsupported" for each in self.problems):
            outcome = Outcome.UNSUPPORTED
        elif any(
            each.reason.startswith(("damaged", "encrypted", "limit")) for each in self.problems
        ):
            outcome = Outcome.INCOMPLETE
        self._settle()
        return self._reading(chosen.id, outcome)

    def _reading(self, chosen: str, outcome: Outcome) -> Reading:
        return Reading(
            format=chosen,
            outcome=outcome,
            characters=self.characters,
            language=self.tongues.first(),
            publisher=self.head.publisher,
            said_on=self.facts.said,
            copied=self.copied,
            prints=tuple(sorted(self.prints)[:PRINTS]),
            sketch=sketch(self.runs),
            site=self.head.site,
            problems=tuple(self.problems),
            notes=tuple(self.notes),
            names=self.names,
            grade=self.grade,
        )

    # -- the pass

    def _read(self, parts: Iterable[Taken | Note | Problem]) -> None:
        """Take the parts in order; the first ones wait until the document's head is known."""
        waiting: list[Taken] = []
        size = 0
        for part in parts:
            if isinstance(part, Problem):
                if len(self.problems) < NOTES:
                    self.problems.append(part)
            elif isinstance(part, Note):
                if len(self.notes) < NOTES:
                    self.notes.append(part.text)
            elif size < HEAD:
                waiting.append(part)
                size += _length(part)
                if size >= HEAD:
                    self._begin(waiting)
            else:
                self._take(part)
            if self._full():
                return
        if size < HEAD:
            self._begin(waiting)

    def _full(self) -> bool:
        if time.monotonic() - self.begun > self.request.seconds:
            self.problems.append(
                Problem(
                    "limit:seconds",
                    f"reading stopped after {self.characters} characters; split the document",
                )
            )
            return True
        if len(self.sighted) + len(self.drafts) < self.request.limit:
            return False
        self.problems.append(
            Problem(
                "limit:claims",
                f"reading stopped after {self.request.limit} claims; split the document",
            )
        )
        return True

    def _has_room(self) -> bool:
        """Say whether more facts are taken; say once that they are not."""
        if len(self.drafts) + len(self.stated) < FACTS:
            return True
        if not any(each.reason == "limit:facts" for each in self.problems):
            detail = f"facts were taken up to {FACTS}; indicators go on; split the document"
            self.problems.append(Problem("limit:facts", detail))
        return False

    def _drafted(self, draft: Draft) -> None:
        key = (draft.subject, draft.relation, draft.object, draft.holds, draft.speaker)
        self.mentions[key] += 1
        if self.mentions[key] <= MENTIONS:
            self.drafts.append(draft)

    def _begin(self, waiting: list[Taken]) -> None:
        text = "\n".join(each.text for each in waiting if isinstance(each, Block))[:HEAD]
        languages = self.tongues.begin(text)
        self.head = header(text, languages)
        said = self.head.said_on
        said = said if said != Bounds() else self.request.dated
        for line in self.head.letterhead:
            text = text.replace(line, "", 1)  # who writes a letter is not what it is about
        self.facts.begin(said, small_words_of(text), text, languages[0].cues.code)
        for each in waiting:
            self._take(each)

    def _take(self, part: Taken) -> None:
        if isinstance(part, Record):
            self._record(part)
        elif isinstance(part, Stated):
            self._stated(part.claim, part.standing)
        elif isinstance(part, Mentioned):
            self._mentioned(part.name)
        elif isinstance(part, Graded):
            self.grade, self.listed = part.grade, self.listed or part.lists_names
        elif isinstance(part, Judged):
            self.judged[part.value] = part.standing
        else:
            self._block(part)

    def _write(self, text: str) -> int:
        """Append to the extracted text; return where it begins, in characters."""
        start = self.characters
        self.written.write(text.encode("utf-8", "replace"))
        self.characters += len(text)
        return start

    def _stated(self, claim: Claim, standing: Standing | None) -> None:
        """Take a claim as it was; its quote is written, so that it stands where the claim says."""
        offset = self._write(f"{claim.quote}\n")
        self.told.append((offset, self.characters))
        if not self._has_room():
            return
        self.stated.append(
            Draft(
                claim.subject,
                claim.relation,
                claim.object,
                offset,
                len(claim.quote),
                speaker=claim.reported_by,
                valid=claim.valid,
                confidence=claim.confidence,
                hedge=claim.hedge,
                holds=claim.holds,
                reason=claim.reason,
                said_on=claim.said_on,
                origin=claim.origin.root,
                standing=standing,
            )
        )

    def _mentioned(self, name: Named) -> None:
        """Take a name that the source lists; it is written, so that it stands where it says."""
        if len(name.raw) <= LONGEST_NAME and len(self.named) < MENTIONED:
            offset = self._write(f"{name.raw}\n")
            self.orders.hidden.append((offset, self.characters))
            self.named.append(msgspec.structs.replace(name, offset=offset))

    # -- prose

    def _block(self, block: Block) -> None:
        if block.kind == "hidden":
            self.orders.unseen(block.text[:HEAD])
            return
        gap = "\n" if block.kind in ("line", "cell") else "\n\n"
        offset = self._write(block.text + gap)
        if block.kind == "heading":
            self.section = self._section(block.text)
            self.facts.heading()
            if self.listed:
                self.told.append((offset, self.characters))
        hidden, heads = self._sentences(block.text, offset)
        self.sighted.in_block(block.text, offset, hidden, heads, self.section, self.tongues.first())

    def _section(self, heading: str) -> str:
        """Return the role of what stands below a heading; below a title that names malware stands a report, not a list."""
        role = section_role(heading, roles_in(self.tongues.first()))
        text, title = heading.strip(" #=*"), self.head.title
        titled = bool(text) and (title.startswith(text) or text.startswith(title or "\n"))
        return TITLED if role == "indicator" and titled and not _LISTING.search(text) else role

    def _sentences(self, text: str, offset: int) -> tuple[list[tuple[int, int]], set[str]]:
        """Read the facts of a block; return the spans that give orders and are not to be read, and its gates."""
        spans = list(sentences(text))
        words = [words_of(text[start:end]) for start, end in spans]
        opening = [heads_of(each) for each in words]
        if len(text) > _LANGUAGE:
            grammar = self.tongues.grammar(words_of(text[:_LANGUAGE]), offset)
        else:
            grammar = self.tongues.grammar(chain.from_iterable(words), offset)
        ordered = self.orders.of_block(text, spans, words, opening, offset)
        runs = shingles_of(words) if len(self.runs) < WORDS else [[]] * len(spans)
        for at, (start, end) in enumerate(spans):
            sentence, heads = text[start:end], opening[at]
            if at in ordered or is_indicator(sentence):
                continue
            if kind := kind_of(sentence, heads):
                self.asides.setdefault(kind, []).append(offset + start)
                continue
            mark = print_of(words[at])
            if mark and (mark in self.prints or len(self.prints) < 16 * PRINTS):
                self.prints[mark] += 1
            self.runs.update(runs[at])
            if grammar is not None and self.prints[mark] <= MENTIONS:
                run = tuple(runs[at][:SENTENCE])
                self._sentence(grammar, sentence, heads, offset + start, (mark, run))
        return [spans[at] for at in sorted(ordered)], set().union(*opening)

    def _sentence(
        self,
        grammar: Grammar,
        sentence: str,
        heads: set[str],
        place: int,
        prints: tuple[int, tuple[int, ...]],
    ) -> None:
        """Read what one sentence claims; `prints` are its fingerprint and those of its runs of words."""
        mark, run = prints
        self._source(grammar, sentence, heads)
        if grammar.cues.code != "en" and mark and left_over(sentence):
            self.leftovers[grammar.cues.code] += 1
        if self._has_room():
            for draft in self.facts.read(grammar, sentence, place, heads, prints):
                self._drafted(msgspec.structs.replace(draft, print=mark, shingles=run))

    def _source(self, grammar: Grammar, sentence: str, heads: set[str]) -> None:
        """Remember whom the document itself names as its source, on a line of its own."""
        if self.copied or not grammar.sources.match(sentence):
            return
        skeleton = grammar.recogniser.skeleton(sentence, Around(self.facts.said))
        for rule in grammar.copied(heads):
            if match := rule.pattern.search(skeleton.text):
                names = skeleton.among(match["speaker"], "name")
                self.copied = names[0].text if names else ""
                if self.copied:
                    return

    # -- rows

    def _record(self, record: Record) -> None:
        row = laid_out(record.cells)
        offset = self._write(row.line + "\n")
        hidden = self._ordered_cells(row, offset)
        if hidden is None:
            return
        row = Row(row.line, row.places, {k: v for k, v in row.cells.items() if k not in hidden})
        if is_statement(row):
            if self._has_room():
                self._drafted(statement(row, offset))
            return
        given, word = self._row_role(row)
        kind = wanted_kind(row)
        valid, taken = window(row), False
        founds = list(indicators_of(row, kind, defangs()))
        for found in [each for each in founds if row.column(each.offset) not in hidden]:
            column = row.column(found.offset)
            if not is_value_column(column):
                role = "" if found.defanged else "reference"
                self.sighted.take(found, offset, Setting("reference", given=role))
            elif kind is not None and not (found.inside and kind):
                # A name in a cell of prose is a mention; what fills its cell is meant.
                filled = found.defanged or bool(found.inside) or row.is_filled(column, founds)
                role = given or ("" if filled and not _is_owner(found, founds) else "reference")
                below = "" if self.section == TITLED else self.section
                unsaid = found.inside == LISTED and not says_bad(row, self.request.name)
                section = below or ("indicator" if filled and not unsaid else "")
                setting = Setting(section, "", word, listed=filled, given=role)
                self.sighted.take(found, offset, setting, valid)
                taken = True
        if stated_role(row) and "value" in row.cells and not taken:
            self._untaken(row, kind)
        if self._has_room() and not hidden:
            for draft in row_facts(row, offset, TOPIC):
                self._drafted(draft)

    def _ordered_cells(self, row: Row, offset: int) -> set[str] | None:
        """Return the columns whose cells give orders; None if the row as a whole does, or states a claim."""
        if not orders(row.line, heads_of(words_of(row.line))):
            return set()
        self.orders.found(row.line, offset)
        cells = ((name, row.line[start:end]) for name, (start, end) in row.places.items())
        found = {name for name, cell in cells if orders(cell, heads_of(words_of(cell)))}
        return found if found and not is_statement(row) else None

    def _untaken(self, row: Row, kind: str | None) -> None:
        """Count what a feed states and is not taken, so that it is said at the end."""
        stated = "".join(c for c in row.meaning("type")[:40] if c.isprintable()) or "no type"
        if kind is None:
            self.foreign[stated] += 1
        else:
            self.unfit[stated] += 1

    def _row_role(self, row: Row) -> tuple[str, str]:
        """Return the role that a row states other than `indicator`, and the words it does it in."""
        if stated := stated_role(row):
            return ("" if stated == "indicator" else stated), ""
        for key in ("role", "note"):
            stated = row.meaning(key)
            roles = stated_roles(stated, self._row_patterns()) if stated else set()
            if roles:
                other = sorted(roles - {"indicator"})
                return (other[0] if len(roles) == 1 and other else "", stated[:60])
        return "", ""

    def _row_patterns(self) -> list[dict[str, re.Pattern[str]]]:
        return [each.roles for each in grammars()]

    # -- names

    def _name(self) -> None:
        """Find the names of the text, which lies written: what it says of one counts for all of it."""
        hidden = self.orders.hidden
        unread = [*hidden, *self.told] if self.listed else hidden
        found = (*self.named, *names_in(self.text, self.tongues.codes(), unread, self._is_late))
        self.names = tuple(sorted(found, key=lambda each: each.offset)) if self.named else found
        if left := cut_short(self.names):
            self.notes.append(left)
        stopped = any(each.reason == "limit:seconds" for each in self.problems)
        if self._is_late() and not stopped:
            detail = "the time was over before all names were looked for; split the document"
            self.problems.append(Problem("limit:seconds", detail))

    def _is_late(self) -> bool:
        return time.monotonic() - self.begun > self.request.seconds

    # -- the end

    def _settle(self) -> None:
        """Decide what only the whole document can, and hand the drafts out."""
        self.written.close()
        self._name()
        facts = [*self.facts.settled(self.drafts, self.head.title), *self.stated]
        organisations = {
            each.subject.name
            for each in facts
            if each.relation in ("compromised-through", "compromised-by", "served")
            and each.subject.kind == "organisation"
        }
        about = About(
            self.head.site, self.sighted.defanged > 0, squashed_names(organisations), self.quiet
        )
        with os.fdopen(os.dup(self.out), "wb") as file:
            for draft in (*facts, *self.sighted.settled(about)):
                file.write(msgspec.json.encode(self._judged(draft)) + b"\n")
        if not self.characters:
            self.notes.append("the document holds no text")
        if further := self.orders.further():
            self.notes.append(further)
        for counts, why in (
            (self.foreign, "of types that are not taken as indicators"),
            (self.unfit, "that are not well formed as what the feed calls them"),
        ):
            if counts:
                shown = ", ".join(f"{n} {name}" for name, n in counts.most_common(12))
                self.notes.append(f"{counts.total()} values {why}: {shown}")
        self.notes += self._about_lines()

    def _judged(self, draft: Draft) -> Draft:
        standing = self.judged.get(draft.subject) if draft.relation == "indicates" else None
        return msgspec.structs.replace(draft, standing=standing) if standing else draft

    def _about_lines(self) -> Iterator[str]:
        """Yield what is to be said of lines that do not belong, and of how the text was made."""
        own = self.tongues.first()
        for code, places in self.tongues.foreign():
            number = _number(len(places), "paragraph")
            yield f"{number} in another language ({code}) than the rest ({own}), {_at(places)}"
        for kind, places in sorted(self.asides.items(), key=lambda each: each[0].name):
            if not kind.machine:
                number = _number(len(places), "line")
                yield f"{number} left out of the facts as {kind.says}, {_at(places)}"
            elif kind.machine == "certain":
                yield f"the document says that it was {kind.says}, {_at(places)}"
            else:
                yield f"{kind.says}, suspected by its wording, {_at(places)}"
        if (count := self.leftovers[own]) >= LEFT_OVER and own != "en":
            yield f"perhaps translated by a machine: in {count} sentences words of English were left standing"


def _is_owner(found: Found, row: list[Found]) -> bool:
    """Say whether a network's number only says whose the address beside it in the row is."""
    return found.kind == "asn" and any(each.kind != "asn" for each in row)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' if count != 1 else ''}"


def _at(places: list[int]) -> str:
    shown = ", ".join(map(str, places[:5]))
    return f"at character {shown}" + (", ..." if len(places) > 5 else "")


def _length(part: Taken) -> int:
    if isinstance(part, Block):
        return len(part.text)
    if isinstance(part, Stated):
        return len(part.claim.quote)
    if isinstance(part, Mentioned):
        return len(part.name.raw)
    if isinstance(part, Graded | Judged):
        return 0
    return sum(map(len, part.cells.values()))
