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
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import PurePath

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
    Window,
)
from onionskin.plugins.contracts import Block, Graded, Judged, Mentioned, Note, Record, Stated
from onionskin.plugins.scan import Plugin, plugins
from onionskin.plugins.view import View
from onionskin.read.facts import Facts
from onionskin.read.gates import heads_of
from onionskin.read.grammar import Grammar, grammars
from onionskin.read.header import Header, header
from onionskin.read.names_of import cut_short, know, names_in
from onionskin.read.orders import (
    decoded_orders,
    gives_orders,
    gives_plain_orders,
    is_opened,
    suspects,
)
from onionskin.read.page_lines import Kind, kind_of, left_over
from onionskin.read.plausible import TOPIC
from onionskin.read.records import (
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
from onionskin.read.roles import (
    About,
    Beside,
    Setting,
    Telling,
    role_of,
    section_role,
    squashed_names,
    stated_roles,
    telling,
)
from onionskin.read.sentences import sentences, words_of
from onionskin.read.shingles import SENTENCE, WORDS, shingles, shingles_of, sketch
from onionskin.read.skeleton import Around
from onionskin.read.slips import slips
from onionskin.read.wire import PRINTS, Draft, Prints, Reading, Request
from onionskin.terms.indicators import Found, find

Taken = Block | Record | Stated | Mentioned | Graded | Judged
HEAD = 1 << 18
FACTS = 20_000
NOTES = 200
UNBOUNDED = Window()
LINES, SHORT, APART = 8, 80, 500  # of an order that is cut apart: lines, and their characters
LEFT_OVER = 3  # sentences
_BUFFERED = 1 << 18  # bytes of text that wait to be written
_LANGUAGE = 2000  # characters of a block that tell its language
MENTIONS = 20  # of one statement in one document: more add nothing
MENTIONED, LONGEST_NAME = 20_000, 200  # names that a source lists, and the characters of one
_LANE = 32  # bits that hold how many small words of one language a block has
_FULL = (1 << _LANE) - 1
_BULLETS = " \t-*+>|#=\u2022\u2023\u25aa"
_STOPS = (".", "!", "?", ":", ";", "\u2026", "\u3002")
_SPELLED = re.compile(r"[^\W\d_]{2,}")
_LOWER = re.compile(r"(?<![\w'.\]@/-])[^\W\d_A-Z]{3,}(?![\w\[@-]|\.\w)")
_EXPECTED = (
    ArithmeticError,
    LookupError,
    ValueError,
    DamagedError,
    OSError,
    RecursionError,
)


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


class _Sighting(msgspec.Struct, frozen=True):
    """An indicator and what its place says, waiting for what the whole document says."""

    found: Found
    setting: Setting
    valid: Window = UNBOUNDED


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
    sightings: dict[tuple[object, ...], _Sighting] = field(default_factory=dict)
    mentions: Counter[tuple[object, ...]] = field(default_factory=Counter)
    prints: Counter[int] = field(default_factory=Counter)
    runs: set[int] = field(default_factory=set)
    languages: Counter[str] = field(default_factory=Counter)
    facts: Facts = field(default_factory=lambda: Facts(Bounds()))
    head: Header = field(default_factory=Header)
    copied: str = ""
    section: str = ""
    characters: int = 0
    orders: int = 0
    defanged: int = 0
    strays: dict[str, list[int]] = field(default_factory=dict)
    asides: dict[Kind, list[int]] = field(default_factory=dict)
    leftovers: Counter[str] = field(default_factory=Counter)
    trail: list[str] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)
    unfit: Counter[str] = field(default_factory=Counter)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    names: tuple[Named, ...] = ()
    named: list[Named] = field(default_factory=list)
    listed: bool = False  # by the source itself are the names of what it holds whole (`told`)
    told: list[tuple[int, int]] = field(default_factory=list)
    grade: Grade | None = None
    judged: dict[Entity, Standing] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.written = os.fdopen(os.dup(self.text), "wb", buffering=_BUFFERED)

    def run(self) -> Reading:
        chosen = self._format()
        if chosen is None:
            return Reading("", Outcome.UNSUPPORTED, problems=(_unsupported(self.request.name),))
        note(chosen.id)
        outcome = Outcome.SCANNED
        try:
            self._read(chosen.load().read(self.view))
            self.written.flush()
        except _EXPECTED as error:
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
            language=self._language(),
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

    def _format(self) -> Plugin | None:
        """Return the most refined format that the bytes fit; the name's suffix decides between equals."""
        suffix = PurePath(self.request.name).suffix.lower()
        known = {each.id: each for each in plugins("format") if each.id not in self.request.denied}
        fitting = [
            (_depth(each, known), suffix in each.meta["suffixes"], name)
            for name, each in known.items()
            if _fits(each, self.view, suffix)
        ]
        return known[max(fitting)[2]] if fitting else None

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
        if len(self.sightings) + len(self.drafts) < self.request.limit:
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
        ranked = self._ranked(text)
        self.head = header(text, ranked)
        said = self.head.said_on
        said = said if said != Bounds() else self.request.dated
        self.facts.begin(said, _small_words_of(text), text, ranked[0].cues.code)
        for each in waiting:
            self._take(each)

    def _ranked(self, text: str) -> list[Grammar]:
        """Return the languages, the one most of whose small words occur first."""
        lines = text[:20_000].split("\n")  # most of them are plain, and quicker by themselves
        told, words = _small_words(), Counter(chain.from_iterable(map(words_of, lines)))
        counts = _lanes(sum(told[word] * words[word] for word in told.keys() & words.keys()))
        order = sorted(_by_preference(), key=lambda at: -counts[at])
        return [grammars()[at] for at in order]

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
            self.hidden.append((offset, self.characters))
            self.named.append(msgspec.structs.replace(name, offset=offset))

    # -- prose

    def _block(self, block: Block) -> None:
        if block.kind == "hidden":
            self._unseen(block.text)
            return
        gap = "\n" if block.kind in ("line", "cell") else "\n\n"
        offset = self._write(block.text + gap)
        if block.kind == "heading":
            self.section = section_role(block.text, self._role_patterns())
            self.facts.heading()
            if self.listed:
                self.told.append((offset, self.characters))
        hidden, heads = self._sentences(block.text, offset)
        self._indicators(block.text, offset, hidden, heads)

    def _unseen(self, text: str) -> None:
        """Look whether text that the document does not show gives orders; it yields nothing else."""
        for start, end in sentences(text[:HEAD]):
            sentence = text[start:end]
            if self._orders(sentence, heads_of(words_of(sentence))):
                self._note_order(sentence, None)

    def _grammar(self, words: Iterable[str], offset: int) -> Grammar | None:
        """Return the language of a block by its words; of the document so far where it is too short to tell."""
        told = _stopwords()
        counts = _lanes(sum(map(told.__getitem__, told.keys() & words)))
        best = max(_by_preference(), key=counts.__getitem__, default=-1)
        count = counts[best] if best >= 0 else 0
        if count >= 2 and counts.count(count) == 1:
            code = grammars()[best].cues.code
            if count >= 5 and count > 2 * max((each for each in counts if each < count), default=0):
                self.strays.setdefault(code, []).append(offset)
            self.languages[code] += count
            return grammars()[best]
        code = self._language()
        own = (each for each in grammars() if each.cues.code == code)
        return next(own, grammars()[best] if best >= 0 else None)

    def _language(self) -> str:
        ranked = sorted(self.languages, key=lambda code: (-self.languages[code], code))
        return ranked[0] if ranked else ""

    def _sentences(self, text: str, offset: int) -> tuple[list[tuple[int, int]], set[str]]:
        """Read the facts of a block; return the spans that give orders and are not to be read, and its gates."""
        spans = list(sentences(text))
        words = [words_of(text[start:end]) for start, end in spans]
        opening = [heads_of(each) for each in words]
        if len(text) > _LANGUAGE:
            grammar = self._grammar(words_of(text[:_LANGUAGE]), offset)
        else:
            grammar = self._grammar(chain.from_iterable(words), offset)
        orders = self._ordered(text, spans, words, opening, offset)
        runs = shingles_of(words) if len(self.runs) < WORDS else [[]] * len(spans)
        for at, (start, end) in enumerate(spans):
            if at in orders:
                continue
            sentence, heads = text[start:end], opening[at]
            if kind := kind_of(sentence, heads):
                self.asides.setdefault(kind, []).append(offset + start)
                continue
            mark = print_of(words[at])
            if mark and (mark in self.prints or len(self.prints) < 16 * PRINTS):
                self.prints[mark] += 1
            self.runs.update(runs[at])
            if grammar is not None and self.prints[mark] <= MENTIONS:
                self._source(grammar, sentence, heads)
                if grammar.cues.code != "en" and mark and left_over(sentence):
                    self.leftovers[grammar.cues.code] += 1
                if self._has_room():
                    run = tuple(runs[at][:SENTENCE])
                    place = offset + start
                    for draft in self.facts.read(grammar, sentence, place, heads, (mark, run)):
                        self._drafted(msgspec.structs.replace(draft, print=mark, shingles=run))
        return [spans[at] for at in sorted(orders)], set().union(*opening)

    # -- orders

    def _ordered(
        self,
        text: str,
        spans: list[tuple[int, int]],
        words: list[list[str]],
        opening: list[set[str]],
        offset: int,
    ) -> set[int]:
        """Return which sentences of a block give orders, alone or as lines of one that is cut apart."""
        found: set[int] = set()
        suspected = suspects(text, spans, words)
        for at, (start, end) in enumerate(spans):
            heads = opening[at]
            opened = is_opened(heads)
            if not (opened or suspected[at]):
                continue
            if (self._orders if suspected[at] else gives_plain_orders)(text[start:end], heads):
                self._note_order(text[start:end], offset + start)
                found.add(at)
            elif opened and at not in found:
                parts = self._cut_apart(text, spans, at)
                if len(parts) > 1:
                    self._note_order(text[start : spans[parts[-1]][1]], offset + start)
                    found.update(parts)
        if self._goes_on(text, offset):
            found.update(range(len(spans)))
        return found

    def _cut_apart(self, text: str, spans: list[tuple[int, int]], at: int) -> list[int]:
        """Return the lines from one on that give an order together, none if they do not."""
        whole = ""
        for last in range(at, min(at + LINES, len(spans))):
            piece = text[slice(*spans[last])].strip(_BULLETS)
            whole = f"{whole} {piece}".strip()
            if len(whole) > APART:
                break
            if last > at and self._orders(whole, heads_of(words_of(whole))):
                return list(range(at, last + 1))
            if piece.endswith(_STOPS):
                break
        return []

    def _goes_on(self, text: str, offset: int) -> bool:
        """Say whether short blocks up to this one are an order that was cut apart."""
        if len(text) > SHORT or "\n" in text.strip():
            self.trail = []
            return False
        trail = [*self.trail, text.strip(_BULLETS)][-LINES:]
        whole = " ".join(trail)
        heads = heads_of(words_of(whole))
        ordered = len(trail) > 1 and is_opened(heads) and self._orders(whole, heads)
        ordered = ordered and not self._orders(text, heads_of(words_of(text)))
        if ordered:
            self._note_order(whole, offset)
        self.trail = [] if ordered or text.rstrip().endswith(_STOPS) else trail
        return ordered

    def _orders(self, sentence: str, heads: set[str]) -> bool:
        return gives_orders(sentence, heads) or bool(decoded_orders(sentence))

    def _note_order(self, sentence: str, offset: int | None) -> None:
        self.orders += 1
        if offset is not None:
            self.hidden.append((offset, offset + len(sentence)))
        if self.orders <= 20:
            shown = "".join(c if c.isprintable() else " " for c in sentence[:120])
            where = "in text that is not read" if offset is None else f"at character {offset}"
            self.notes.append(f"ignored: a line that gives orders to the reader, {where}: {shown}")

    def _source(self, grammar: Grammar, sentence: str, heads: set[str]) -> None:
        """Remember whom the document itself names as its source, on a line of its own."""
        if self.copied or not grammar.sources.match(sentence):
            return
        skeleton = grammar.recogniser.skeleton(sentence, Around(self.facts.said))
        for rule in grammar.copies:
            if rule.opens(heads) and (match := rule.pattern.search(skeleton.text)):
                names = skeleton.among(match["speaker"], "name")
                self.copied = names[0].text if names else ""
                if self.copied:
                    return

    # -- indicators

    def _role_patterns(self) -> list[dict[str, re.Pattern[str]]]:
        return _roles(self._language())

    def _indicators(
        self, text: str, offset: int, hidden: list[tuple[int, int]], heads: set[str]
    ) -> None:
        listed = self.section == "indicator"
        founds = find(text, _defangs(), listed=listed or _is_list(text))
        if not founds:
            return
        patterns, beside = self._role_patterns(), Beside(text, heads, _telling(self._language()))
        section, done, lines = self.section, 0, "\n" in text
        for found in founds:
            if any(start <= found.offset < end for start, end in hidden):
                continue
            if lines:
                section = self._line_section(text, done, found.offset, patterns) or section
                done = max(done, found.offset)
            near, word = beside.nearest(found.offset, found.end)
            alone = _stands_alone(text, found)
            self._sighted(found, offset, Setting(section, near, word, alone))

    def _line_section(
        self,
        text: str,
        start: int,
        end: int,
        patterns: list[dict[str, re.Pattern[str]]],
    ) -> str:
        """Return the role of the last label line (`IOCs:`) between two places of a block."""
        found = ""
        for line in text[max(start, end - 4000) : end].split("\n")[:-1]:
            label = line.strip(" *_#=-|")
            if (label.endswith(":") and len(label) <= 80) or line.startswith(("#", "=")):
                found = section_role(label, patterns) or found
        return found

    def _sighted(
        self, found: Found, offset: int, setting: Setting, valid: Window = UNBOUNDED
    ) -> None:
        self.defanged += found.defanged
        # The same value in the same setting again tells nothing new; the first mention stands.
        key = (found.kind, found.value, found.defanged, found.inside, setting)
        if key not in self.sightings:
            self.sightings[key] = _Sighting(found.moved(offset), setting, valid)

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
        founds = list(indicators_of(row, kind, _defangs()))
        for found in [each for each in founds if row.column(each.offset) not in hidden]:
            column = row.column(found.offset)
            if not is_value_column(column):
                role = "" if found.defanged else "reference"
                self._sighted(found, offset, Setting("reference", given=role))
            elif kind is not None and not (found.inside and kind):
                # A name in a cell of prose is a mention; what fills its cell is meant.
                filled = found.defanged or bool(found.inside) or row.is_filled(column, founds)
                role = given or ("" if filled else "reference")
                section = self.section or ("indicator" if filled else "")
                setting = Setting(section, "", word, listed=filled, given=role)
                self._sighted(found, offset, setting, valid)
                taken = True
        if stated_role(row) and "value" in row.cells and not taken:
            self._untaken(row, kind)
        if self._has_room() and not hidden:
            for draft in row_facts(row, offset, TOPIC):
                self._drafted(draft)

    def _ordered_cells(self, row: Row, offset: int) -> set[str] | None:
        """Return the columns whose cells give orders; None if the row as a whole does, or states a claim."""
        if not self._orders(row.line, heads_of(words_of(row.line))):
            return set()
        self._note_order(row.line, offset)
        cells = ((name, row.line[start:end]) for name, (start, end) in row.places.items())
        found = {name for name, cell in cells if self._orders(cell, heads_of(words_of(cell)))}
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
        most = max(self.languages.values(), default=0)
        codes = tuple(sorted(code for code, n in self.languages.items() if n * 5 >= most))
        unread = [*self.hidden, *self.told] if self.listed else self.hidden
        found = (*self.named, *names_in(self.text, codes, unread, self._is_late))
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
        about = About(self.head.site, self.defanged > 0, squashed_names(organisations))
        with os.fdopen(os.dup(self.out), "wb") as file:
            for draft in (*facts, *_indicates(self.sightings.values(), about)):
                file.write(msgspec.json.encode(self._judged(draft)) + b"\n")
        if not self.characters:
            self.notes.append("the document holds no text")
        if self.orders > 20:
            self.notes.append(
                f"ignored: {self.orders - 20} more lines that give orders to the reader"
            )
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
        own = self._language()
        for code in sorted(self.strays.keys() - {own}):
            places = self.strays[code]
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


@cache
def _roles(code: str) -> list[dict[str, re.Pattern[str]]]:
    """Return what tells roles in a language, and in English behind it."""
    own = [each.roles for each in grammars() if each.cues.code == code]
    return own + [each.roles for each in grammars() if each.cues.code == "en" != code]


@cache
def _telling(code: str) -> list[Telling]:
    """Return what tells roles beside an indicator in a language, and in English behind it."""
    own = [each for each in grammars() if each.cues.code == code]
    own += [each for each in grammars() if each.cues.code == "en" != code]
    return [telling(each.roles, each.cues.roles) for each in own]


@cache
def _small_words() -> dict[str, int]:
    """Return in which languages a word is one of the small ones: 1 in the lane of each."""
    told: Counter[str] = Counter()
    for at, each in enumerate(grammars()):
        told.update(dict.fromkeys(each.stopwords, 1 << (_LANE * at)))
    return dict(told)


@cache
def _stopwords() -> dict[str, int]:
    """Return the same without single letters, which tell nothing of a single block."""
    return {word: lanes for word, lanes in _small_words().items() if len(word) > 1}


def _small_words_of(text: str) -> frozenset[str]:
    """Return the words in small letters, each looked at once: what tells of one stands in no blank."""
    return frozenset(_LOWER.findall("\n".join(set(text.split()))))


def _lanes(total: int) -> list[int]:
    """Return for each language how many small words were added up."""
    return [(total >> (_LANE * at)) & _FULL for at in range(len(grammars()))]


@cache
def _by_preference() -> list[int]:
    """Return the languages' numbers, the one first that is taken where several are as likely."""
    codes = [each.cues.code for each in grammars()]
    return sorted(range(len(codes)), key=lambda at: (codes[at] != "en", codes[at]))


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


def _indicates(sightings: Iterable[_Sighting], about: About) -> Iterator[Draft]:
    """Yield one draft per value and role, the first mention; a mere reference yields to any other."""
    chosen: dict[tuple[str, str], dict[str, Draft]] = {}
    sightings = list(sightings)
    doubts = slips(each.found for each in sightings)
    for each in sightings:
        role = role_of(each.found, each.setting, about)
        key = (each.found.kind, each.found.value)
        doubt = each.found.doubt or doubts.get(key, "")
        reason = f"{role.reason}; {doubt}" if doubt else role.reason
        roles = chosen.setdefault(key, {})
        if role.name not in roles:
            roles[role.name] = Draft(
                Entity(each.found.kind, each.found.value),
                "indicates",
                Entity("role", role.name),
                each.found.offset,
                each.found.length,
                valid=each.valid,
                confidence=role.confidence,
                reason=reason,
            )
    for roles in chosen.values():
        if len(roles) > 1:
            roles.pop("reference", None)
        yield from roles.values()


def _depth(each: Plugin, known: dict[str, Plugin]) -> int:
    """Return how many formats this one specialises; of two at one depth the suffix decides."""
    depth, seen = 0, set()
    while (below := each.meta.get("refines")) and below in known and below not in seen:
        seen.add(below)
        each, depth = known[below], depth + 1
    return depth


def _fits(each: Plugin, view: View, suffix: str) -> bool:
    module = each.load()
    try:
        if not hasattr(module, "fits"):
            return suffix in each.meta["suffixes"]
        return bool(module.fits(view))
    except _EXPECTED:
        return False


def _unsupported(name: str) -> Problem:
    known = sorted({suffix for each in plugins("format") for suffix in each.meta["suffixes"]})
    detail = f"no format reads {PurePath(name).name!r}; known are {' '.join(known)} and any text"
    return Problem("unsupported", detail)


@cache
def _defangs() -> tuple[tuple[str, str], ...]:
    return tuple(pair for each in grammars() for pair in each.cues.defangs)


def _is_list(text: str) -> bool:
    """Say whether most lines of a block are single words: a list of values."""
    lines = [line.strip(" -*\u2022|`\t") for line in text[:8000].split("\n")]
    return sum(" " not in line for line in lines) * 2 > len(lines)


def _stands_alone(text: str, found: Found) -> bool:
    """Say whether an indicator fills its line, but for bullets, bars and a short label or remark."""
    offset, stop = found.offset, found.offset + found.length
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    if end - start > found.length + 200:
        return False
    rest = text[start:offset] + " " + text[stop:end]
    if "|" in rest or "\t" in rest:
        return True
    return len(_SPELLED.findall(rest)) <= 3 and not rest.rstrip().endswith(".")
