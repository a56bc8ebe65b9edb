"""Compare the facts that READ finds with labelled ones: `python bench/read/whole/facts.py FOLDER [--texts DIR] [--check] [--show]`.

FOLDER holds `ID.toml` beside `ID.txt` or `ID.md`; for public documents, of which the labels alone are
committed, DIR holds `ID.txt` as `facts_fetch.py` wrote it. The guide is facts/README.md.
`--check` proves the labels only and reads nothing; `--show` lists what was missed and what was wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.model import RELATIONS, Claim, Confidence
from onionskin.model import Outcome as Scanned
from onionskin.write.reports import ReadReport

FREE = frozenset({"question", "measure", "data", "statement", "group", "technique", "motive"})
SELF_SPOKEN = frozenset({"admits", "warns"})  # the subject is the speaker already
LANGUAGES = frozenset({"en", "fr", "es", "de", "it", "pt", "nl"})
ENDS = frozenset({"subject", "relation", "object", "quote", "at"})
KEYS = ENDS | {"holds", "confidence", "speaker", "when", "same", "either"}


@dataclass(frozen=True)
class End:
    """One side of a labelled fact: a kind, and the names (words, in free wording) it accepts."""

    kind: str
    names: tuple[str, ...]

    def accepts(self, kind: str, name: str, quote: str) -> int:
        """Return 2 for a match by the name, 1 through the quote alone, 0 for none."""
        if self.kind not in FREE:
            return 2 * any(_within(one, name) for one in self.names)
        for score, text in ((2, name), (1, quote if kind in FREE else "")):
            low = _plain(text)
            if any(all(_plain(word) in low for word in one.split(" & ")) for one in self.names):
                return score
        return 0


@dataclass(frozen=True)
class Label:
    """One fact as it was labelled. `start` and `length` are its quote's, in characters."""

    subject: End
    relation: str
    object: End
    start: int
    length: int
    holds: bool = True
    confidence: str = "unstated"
    speaker: tuple[str, ...] = ()
    when: tuple[str, str] | None = None
    same: str = ""
    either: str = ""

    @property
    def sides(self) -> str:
        """The fact in one line, for people."""
        verb = self.relation if self.holds else f"NOT {self.relation}"
        return f"{'|'.join(self.subject.names)} - {verb} - {'|'.join(self.object.names)}"


@dataclass
class Document:
    """A text and its labels."""

    name: str
    language: str
    dated: str | None
    path: Path
    text: str
    labels: list[Label]
    faults: list[str]
    author: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts for one row of a table: facts found of those labelled, claims right of those made."""

    found: int = 0
    labelled: int = 0
    right: int = 0
    claimed: int = 0

    def add(self, other: Score) -> None:
        """Add another row's counts."""
        self.found += other.found
        self.labelled += other.labelled
        self.right += other.right
        self.claimed += other.claimed

    def line(self, name: str) -> str:
        """Write recall and precision; a dash where nothing was asked."""
        recall = f"{self.found / self.labelled:.3f}" if self.labelled else "    -"
        precision = f"{self.right / self.claimed:.3f}" if self.claimed else "    -"
        return (
            f"{name:34} recall {recall} ({self.found:4}/{self.labelled:4})   "
            f"precision {precision} ({self.right:4}/{self.claimed:4})"
        )


@dataclass
class Outcome:
    """What one document came to."""

    by_relation: dict[str, Score] = field(default_factory=dict)
    qualities: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def row(self, relation: str) -> Score:
        """Return the counts of a relation."""
        return self.by_relation.setdefault(relation, Score())


# --- labels ---------------------------------------------------------------------------


def documents(folder: Path, texts: Path | None) -> list[Document]:
    return [_document(path, texts) for path in sorted(folder.glob("*.toml"))]


def _document(path: Path, texts: Path | None) -> Document:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    folder = texts if "source" in told else path.parent
    beside = [folder / f"{path.stem}{suffix}" for suffix in (".txt", ".md")] if folder else []
    found = next((one for one in beside if one.is_file()), None)
    text = found.read_bytes().decode("utf-8") if found else ""
    one = Document(
        path.stem, told["language"], told.get("dated"), found or path, text, labels=[], faults=[]
    )
    one.author = tuple(told["author"].split(" | ")) if "author" in told else ()
    if found is None:
        one.faults.append("its text is not here (see --texts)")
    if one.language not in LANGUAGES:
        one.faults.append(f"no language is called {one.language!r}")
    wanted = told.get("source", {}).get("sha256")
    if found and wanted not in {None, hashlib.sha256(" ".join(text.split()).encode()).hexdigest()}:
        one.faults.append("its text is not the one that was labelled (SHA-256)")
    for row in told.get("fact", ()):
        label = _label(row, text)
        one.labels.append(label)
        one.faults += [f"{label.sides}: {fault}" for fault in _faults(row, label, text)]
    return one


def _label(row: dict[str, Any], text: str) -> Label:
    start, length = _words(row["at"], text) if "at" in row else _found(row["quote"], text)
    when = row.get("when")
    return Label(
        subject=_end(row["subject"]),
        relation=row["relation"],
        object=_end(row["object"]),
        start=start,
        length=length,
        holds=row.get("holds", True),
        confidence=row.get("confidence", "unstated"),
        speaker=tuple(row["speaker"].split(" | ")) if "speaker" in row else (),
        when=(when.split("/")[0], when.split("/")[-1]) if when else None,
        same=row.get("same", ""),
        either=row.get("either", ""),
    )


def _found(quote: str, text: str) -> tuple[int, int]:
    return text.find(quote), len(quote)


def _words(at: tuple[int, int], text: str) -> tuple[int, int]:
    """Return the characters of a run of words: (first word, how many)."""
    words = list(re.finditer(r"\S+", text))[at[0] : at[0] + at[1]]
    return (words[0].start(), words[-1].end() - words[0].start()) if len(words) == at[1] else (0, 0)


def _end(written: str) -> End:
    kind, names = written.split(": ", 1)
    return End(kind, tuple(names.split(" | ")))


def _faults(row: dict[str, Any], label: Label, text: str) -> Iterable[str]:
    """Yield what is wrong with a label, by the rules that a claim must keep, too."""
    relation = RELATIONS.get(label.relation)
    if relation is None:
        yield f"no relation is called {label.relation!r}"
    else:
        if label.subject.kind not in relation.subjects:
            yield f"{label.relation} takes no subject of kind {label.subject.kind!r}"
        if label.object.kind not in relation.objects:
            yield f"{label.relation} takes no object of kind {label.object.kind!r}"
    if unknown := sorted(row.keys() - KEYS):
        yield f"no key is called {unknown}"
    if label.confidence not in list(Confidence):
        yield f"no class of confidence is called {label.confidence!r}"
    if text and not (label.length > 0 and 0 <= label.start <= len(text) - label.length):
        yield "its quote does not stand in the text"


# --- matching -------------------------------------------------------------------------


def compare(document: Document, report: ReadReport) -> Outcome:
    """Give each claim at most one label; the rest is missed or wrong."""
    outcome = Outcome()
    claims = [claim for claim in report.claims if claim.relation != "indicates"]
    pairs = sorted(
        (rank, claim_at, label_at)
        for claim_at, claim in enumerate(claims)
        for label_at, label in enumerate(document.labels)
        if (rank := _rank(label, claim)) is not None
    )
    held = _matched(pairs)
    taken = {claim: label for label, claim in held.items()}
    for claim_at, claim in enumerate(claims):
        if claim_at in taken:
            label = document.labels[taken[claim_at]]
            if label.either:
                outcome.qualities["legitimate, but not asked for"] += 1
            else:
                _count(outcome, label, claim, document.author)
        elif _repeats(claim, claim_at, pairs, claims, held):
            outcome.qualities["said again elsewhere"] += 1
        else:
            outcome.row(claim.relation).claimed += 1
            outcome.notes.append(f"wrong   {_said(claim)}  «{claim.quote[:160]}»")
        start = claim.evidence.offset
        if report.text[start : start + len(claim.quote)] != claim.quote:
            outcome.qualities["quotes not exact"] += 1
    _recall(outcome, document, set(held))
    return outcome


def _matched(pairs: Sequence[tuple[object, int, int]]) -> dict[int, int]:
    """Return label -> claim: each at most once, the surest first, none lost by the order."""
    wanted: dict[int, list[int]] = {}
    for _, claim_at, label_at in pairs:
        wanted.setdefault(claim_at, []).append(label_at)
    held: dict[int, int] = {}

    def place(claim_at: int, tried: set[int]) -> bool:
        for label_at in wanted[claim_at]:
            if label_at not in tried:
                tried.add(label_at)
                if label_at not in held or place(held[label_at], tried):
                    held[label_at] = claim_at
                    return True
        return False

    for claim_at in wanted:
        place(claim_at, set())
    return held


def _rank(label: Label, claim: Claim) -> tuple[int, bool, bool] | None:
    """Return how well they fit (smaller is better), or None."""
    if label.relation != claim.relation or label.holds != claim.holds:
        return None
    subject = label.subject.accepts(claim.subject.kind, claim.subject.name, claim.quote)
    names = [claim.object.name]
    if claim.object.kind == "date":
        names += [day for day in (claim.valid.start.earliest, claim.valid.start.latest) if day]
    object_ = max(label.object.accepts(claim.object.kind, name, claim.quote) for name in names)
    if not subject or not object_:
        return None
    return 4 - subject - object_, not _overlap(label, claim), bool(label.either)


def _overlap(label: Label, claim: Claim) -> bool:
    start = claim.evidence.offset
    return start < label.start + label.length and label.start < start + len(claim.quote)


def _repeats(
    claim: Claim,
    claim_at: int,
    pairs: Sequence[tuple[object, int, int]],
    claims: Sequence[Claim],
    held: dict[int, int],
) -> bool:
    """Whether the claim says again, at another place, what another claim found its label with."""
    others = [held[label] for _, at, label in pairs if at == claim_at and label in held]
    return any(claims[at].evidence.offset != claim.evidence.offset for at in others)


def _count(outcome: Outcome, label: Label, claim: Claim, author: tuple[str, ...]) -> None:
    row, qualities = outcome.row(label.relation), outcome.qualities
    row.right += 1
    row.claimed += 1
    qualities["matched"] += 1
    qualities["confidence"] += label.confidence == claim.confidence.value
    qualities["kinds"] += (label.subject.kind, label.object.kind) == (
        claim.subject.kind,
        claim.object.kind,
    )
    rank = _rank(label, claim)
    qualities["through the quote alone"] += bool(rank and rank[0])
    if label.relation not in SELF_SPOKEN:
        qualities["speakers"] += 1
        qualities["speaker"] += _speaker(label, claim, author)
    if label.when:
        qualities["windows"] += 1
        qualities["window"] += _window(label, claim)
    if label.confidence != claim.confidence.value:
        said = f"{label.confidence}, not {claim.confidence.value}"
        outcome.notes.append(f"class   {said}: {label.sides}")
    if label.relation not in SELF_SPOKEN and not _speaker(label, claim, author):
        said = f"{'|'.join(label.speaker) or 'author'}, not {claim.reported_by or 'author'}"
        outcome.notes.append(f"speaker {said}: {label.sides}")


def _speaker(label: Label, claim: Claim, author: tuple[str, ...]) -> bool:
    """Whether it is who the label says; the author needs no name, but may have one."""
    if not claim.reported_by:
        return not label.speaker
    return any(_within(one, claim.reported_by) for one in label.speaker or author)


def _window(label: Label, claim: Claim) -> bool:
    """Whether it begins where the label says, and (a day, or a stretch of time) ends there."""
    if label.when is None:
        return False
    start, end = claim.valid.start, claim.valid.end
    first, last = label.when
    return (start.earliest or "").startswith(first) and any(
        (bound or "").startswith(last) for bound in (start.latest, end.earliest, end.latest)
    )


def _recall(outcome: Outcome, document: Document, held: set[int]) -> None:
    """Count each fact once: readings that share a mark are one fact."""
    facts: dict[str, list[int]] = {}
    for at, label in enumerate(document.labels):
        if not label.either:
            facts.setdefault(label.same or f"#{at}", []).append(at)
    for readings in facts.values():
        row = outcome.row(document.labels[readings[0]].relation)
        row.labelled += 1
        if held.isdisjoint(readings):
            label = document.labels[readings[0]]
            quote = document.text[label.start : label.start + label.length]
            outcome.notes.append(f"missed  {label.sides}  «{quote[:160]}»")
        else:
            row.found += 1


def _within(one: str, other: str) -> bool:
    """Whether one name holds the other, at word bounds, casefolded."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    return bool(short and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long))


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").casefold().split())


def _said(claim: Claim) -> str:
    verb = claim.relation if claim.holds else f"NOT {claim.relation}"
    return f"{claim.subject.name} - {verb} - {claim.object.name}"


# --- the report -----------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, help="where facts_fetch.py put public texts")
    parser.add_argument("--check", action="store_true", help="prove the labels only")
    parser.add_argument("--show", action="store_true", help="list what was missed or wrong")
    given = parser.parse_args(argv)
    found = documents(given.folder, given.texts)
    faults = [f"{one.name}: {fault}" for one in found for fault in one.faults]
    print(*faults, sep="\n", end="\n" if faults else "")
    if given.check or faults:
        facts = sum(len(one.labels) for one in found)
        print(f"{len(found)} documents, {facts} labels, {len(faults)} faults")
        return bool(faults)
    return _score(found, show=given.show)


def _score(found: Sequence[Document], *, show: bool) -> int:
    """Read and compare every document; return 1 if one could not be read to its end."""
    tables: dict[str, dict[str, Score]] = {"relation": {}, "language": {}, "document": {}}
    total, qualities, ended = Score(), Counter[str](), 0
    with Pool(workers=1) as pool:
        for one in found:
            (report,) = read([one.path], dated=one.dated, pool=pool)
            if report.outcome is not Scanned.SCANNED:
                print(f"{one.name}: {report.outcome.value}: {report.problems}")
                ended = 1
            outcome = compare(one, report)
            for relation, score in outcome.by_relation.items():
                for kind, name in (
                    ("relation", relation),
                    ("language", one.language),
                    ("document", one.name),
                ):
                    tables[kind].setdefault(name, Score()).add(score)
                total.add(score)
            qualities += outcome.qualities
            for note in sorted(outcome.notes) if show else ():
                print(f"{one.name}: {note}")
    for kind, rows in tables.items():
        print(f"\nby {kind}")
        for name in sorted(rows):
            print(f"  {rows[name].line(name)}")
    print(f"\n{total.line(f'{len(found)} documents')}")
    for name, of in (
        ("confidence", "matched"),
        ("kinds", "matched"),
        ("through the quote alone", "matched"),
        ("speaker", "speakers"),
        ("window", "windows"),
    ):
        print(f"  {name}: {qualities[name]} of {qualities[of]}")
    for name in ("legitimate, but not asked for", "said again elsewhere", "quotes not exact"):
        print(f"  {name}: {qualities[name]}")
    return ended


if __name__ == "__main__":
    sys.exit(main())
