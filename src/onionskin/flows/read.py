"""`read`: reports and feeds to claims with quotes. The Python API of the verb.

The coordinator opens, hashes and checks; what others wrote is read in the jail. A claim whose
quote is not exactly the text at its span is rejected here, whatever the worker said.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import (
    ENTITY_KINDS,
    Artifact,
    Bounds,
    Claim,
    Evidence,
    Named,
    Origin,
    Outcome,
    Problem,
    Run,
    SourceGrade,
    Standing,
    Value,
    check_claim,
    identify,
)
from onionskin.read.conflicts import conflicts, kept_apart, statement_key
from onionskin.read.grades import (
    Grading,
    Support,
    Whose,
    is_grade,
    is_standing,
    of_claim,
    operators,
    parsed,
    supports,
)
from onionskin.read.origins import Descent, Source, canonical, descents
from onionskin.read.sources import Given, Opened, given, opened
from onionskin.read.wire import Draft, Prints, Reading, Request
from onionskin.read.words.dates import given as dated_on
from onionskin.terms.gazetteer import LIMIT, REBUILD, users_path
from onionskin.write.reports import Conflict, ReadReport, Subject

DRAFTS = 512 << 20
UNGRADED = Grading()
SECONDS = 60.0
PER_BYTE = 10e-6
AT_ONCE = 8  # documents: so many are open, and wait for a worker or are read
SOFT = 0.8  # of the deadline: then the worker stops by itself and hands out what it has


@dataclass
class _Paper:
    """One document, read: what the worker found, checked against the text."""

    name: str
    original: Artifact
    text: Artifact
    body: str
    reading: Reading
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    held: dict[str, Standing] = field(
        default_factory=dict
    )  # how credible the file itself calls a claim

    @property
    def whose(self) -> Whose:
        """Who says it, as the source is graded."""
        own = self.reading
        return Whose(self.name, self.text.id, own.publisher, own.site, self.claims)


def read(
    sources: Sequence[Path],
    *,
    dated: str | None = None,
    case: Case | None = None,
    names: Path | None = None,
    grading: Grading = UNGRADED,
    pool: Pool,
) -> tuple[ReadReport, ...]:
    """Read files, and directories of files, in order; return one report for each document.

    `dated` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) is when the documents were written, for those that
    do not say. With a case, texts, claims and problems are recorded, and documents that the
    case already has count when origins and conflicts are worked out. `names` is a gazetteer that
    `update` wrote; without it, the user's own counts, if there is one. `grading` is what the operator
    says of the sources; the rules' grade is kept beside it. A case keeps it, and uses what it keeps.

    Raises:
        InputError: a path is not there, `dated` is no date, or `names` is no gazetteer.
    """
    said = dated_on(dated) if dated else Bounds()
    several = list(given([Path(each) for each in sources]))
    with _opened_names(names) as known_names:
        papers = _Reader(pool, said, case, known_names).read(several)
    earlier = _earlier(case, pool, papers)
    descent = descents([*(_source(paper) for paper in papers), *earlier])
    publishers = sorted({paper.reading.publisher for paper in papers if paper.reading.publisher})
    for paper in papers:
        paper.claims = _claims(paper, descent[paper.text.id], publishers)
    known = _redescended(case, earlier, descent) if case else []
    every = [*known, *(claim for paper in papers for claim in paper.claims)]
    groups = conflicts(every)
    around = _Around(
        descent,
        {paper.text.id: paper.name for paper in papers},
        groups,
        _already_said(every),
        kept_apart(every),
        supports(every, groups),
        with_kept(grading, case),
        pool.isolation,
    )
    reports = tuple(_report(paper, around) for paper in papers)
    if case is not None:
        _record(case, papers, known, (dated, grading), pool.isolation)
    return reports


def with_kept(grading: Grading, case: Case | None) -> Grading:
    """Return a grading with what operators said into this case before."""
    kept = case.all(SourceGrade) if case else ()
    return dataclasses.replace(grading, kept=kept)


def graded_by(grade: str, path: Path | None, by: str = "") -> Grading:
    """Return what an operator, `by`, says of the sources: one grade of all of them, and a file of single ones.

    Raises:
        InputError: the grade is none, or the file is no file of grades.
    """
    if grade:
        parsed(grade)
    return Grading(grade, operators(path) if path else (), by)


# --- the documents ---------------------------------------------------------------------


@dataclass
class _Errand:
    """One document on its way through the jail; `held` closes its file, and the two that the worker writes."""

    number: int
    name: str
    file: Opened
    held: ExitStack
    text: int = -1
    out: int = -1
    denied: tuple[str, ...] = ()
    trouble: list[Problem] = field(default_factory=list)

    def write_anew(self) -> None:
        """Give the worker empty files for the text and for the drafts."""
        self.text, self.out = (
            self.held.enter_context(tempfile.TemporaryFile(prefix=each)).fileno()  # noqa: SIM115 - `held` closes it
            for each in ("onionskin-text-", "onionskin-drafts-")
        )


@dataclass(frozen=True)
class _Reader:
    """Who reads: the pool of workers, and the gazetteer that they take besides the package's own."""

    pool: Pool
    said: Bounds
    case: Case | None = None
    names: Opened | None = None
    papers: dict[int, _Paper] = field(default_factory=dict)

    def read(self, several: Sequence[Given]) -> list[_Paper]:
        """Read the files, a few at a time, so that all workers have something to do; return them in order."""
        with ExitStack() as held:
            away = 0
            for number, one in enumerate(several):
                while away >= AT_ONCE:
                    away -= self._came_back()
                away += self._sent(number, one, held)
            while away:
                away -= self._came_back()
        return [self.papers[number] for number in sorted(self.papers)]

    def _sent(self, number: int, one: Given, held: ExitStack) -> bool:
        """Open a file and hand it in; a file that cannot be opened is a document without text."""
        own = ExitStack()
        held.push(own)
        try:
            file = own.enter_context(opened(one.path))
        except InputError as error:
            problem = Problem("unreadable", f"{error.what} ({error.hint})")
            empty = Reading("", Outcome.UNSUPPORTED, problems=(problem,))
            original = _artifact((one.name,), hashlib.sha256().hexdigest(), 0)
            self.papers[number] = _paper(one.name, original, "", empty, [])
            return False
        self._submit(_Errand(number, one.name, file, own))
        return True

    def _submit(self, errand: _Errand) -> None:
        file, known = errand.file, self.names
        errand.write_anew()
        request = Request(
            errand.name,
            self.said,
            errand.denied,
            seconds=_deadline(file.size) * SOFT,
            names=known.sha256 if known else "",
        )
        fds = [file.descriptor, errand.text, errand.out, *([known.descriptor] if known else [])]
        self.pool.submit(
            Job(
                entry="onionskin.read.inside:read_document",
                args=msgspec.msgpack.encode(request),
                fds=tuple(fds),
                label=errand.name,
                seconds=_deadline(file.size),
                tag=errand,
            )
        )

    def _came_back(self) -> bool:
        """Take a reply; say whether its document is done. It is read once more without the format that killed its worker."""
        job, reply = self.pool.next()
        errand = job.tag
        assert isinstance(errand, _Errand)
        reading, failure = _understood(reply)
        if failure is not None and reply.note and not errand.denied:
            errand.denied = (reply.note,)
            errand.trouble.append(failure)
            self._submit(errand)
            return False
        drafts, damage = _drafts(errand.out)
        body = _body(errand.text)
        original = _artifact((errand.name,), errand.file.sha256, errand.file.size)
        paper = _paper(errand.name, original, body, reading, drafts)
        paper.problems += [*errand.trouble, *([failure] if failure else []), *damage]
        if self.case is not None and body:
            self.case.put_blob(errand.text)
        self.papers[errand.number] = paper
        errand.held.close()
        return True


@contextmanager
def _opened_names(path: Path | None) -> Iterator[Opened | None]:
    """Open the gazetteer that was named, or the user's own, or none."""
    place = path or users_path()
    if path is None and not place.exists():
        yield None
        return
    with opened(place) as file:
        if file.size > LIMIT:
            raise InputError(f"{file.size} bytes are no gazetteer", where=str(place), hint=REBUILD)
        yield file


def _deadline(size: int) -> float:
    return SECONDS + size * PER_BYTE


def _understood(reply: Reply) -> tuple[Reading, Problem | None]:
    """Return what a worker said, and the problem if it could not say it."""
    if reply.outcome is Outcome.SCANNED:
        try:
            return _with_sound_grade(msgspec.msgpack.decode(reply.result, type=Reading)), None
        except msgspec.DecodeError as error:
            detail = f"the worker's answer was not understood: {error}"
            return Reading("", Outcome.CRASHED), Problem("crashed", detail)
    detail = f"{reply.detail} (while reading as {reply.note or 'nothing yet'})"
    return Reading("", reply.outcome), Problem(reply.outcome.value, detail)


def _with_sound_grade(reading: Reading) -> Reading:
    """Return a reading without the grade that its file holds of itself, where that is none."""
    if reading.grade is None or is_grade(reading.grade):
        return reading
    detail = f"the file says of itself what is no Admiralty grade: {reading.grade.letter[:40]!r}"
    problems = (*reading.problems, Problem("grade-rejected", detail))
    return msgspec.structs.replace(reading, grade=None, problems=problems)


def _drafts(descriptor: int) -> tuple[list[Draft], list[Problem]]:
    """Return the drafts that a worker wrote, as far as they are well formed."""
    size = os.fstat(descriptor).st_size
    if size > DRAFTS:
        return [], [Problem("limit:claims", f"{size} bytes of claims; split the document")]
    decode = msgspec.json.Decoder(Draft).decode
    found: list[Draft] = []
    for line in _bytes(descriptor).splitlines():
        try:
            found.append(decode(line))
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            return found, [Problem("damaged", f"a claim was not understood: {error}")]
    return found, []


def _body(descriptor: int) -> str:
    return _bytes(descriptor).decode("utf-8", "replace")


def _bytes(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0) if descriptor >= 0 else b""


def _paper(
    name: str, original: Artifact, body: str, reading: Reading, drafts: list[Draft]
) -> _Paper:
    data = body.encode()
    text = _artifact(
        (*original.path, "text"), hashlib.sha256(data).hexdigest(), len(data), original.id
    )
    return _Paper(name, original, text, body, reading, drafts, list(reading.problems))


def _artifact(path: tuple[str, ...], sha256: str, size: int, parent: str | None = None) -> Artifact:
    ident = identify("artifact", *path, sha256)
    return Artifact(ident, path, sha256, size, parent, "text" if parent else "file")


# --- claims -------------------------------------------------------------------------------


def _claims(paper: _Paper, descent: Descent, publishers: Iterable[str]) -> list[Claim]:
    """Return the claims of a document; drafts that break the contract become problems."""
    claims: dict[str, Claim] = {}
    for draft in paper.drafts:
        claim = _claim(paper, draft, descent, publishers)
        wrong = check_claim(claim) or _misquoted(paper, draft)
        if wrong:
            paper.problems.append(Problem("claim-rejected", wrong))
        else:
            other = claims.get(claim.id)
            if other is not None and other.holds != claim.holds:
                claim = msgspec.structs.replace(
                    claim, id=identify("claim", claim.id, "other polarity")
                )
            claims.setdefault(claim.id, claim)
            if draft.standing is not None and is_standing(draft.standing):
                paper.held.setdefault(claim.id, draft.standing)
    return sorted(claims.values(), key=lambda each: (each.evidence.offset, each.relation, each.id))


def _misquoted(paper: _Paper, draft: Draft) -> str | None:
    whole = (
        draft.offset >= 0 and draft.length > 0 and draft.offset + draft.length <= len(paper.body)
    )
    return None if whole else f"a quote at {draft.offset} is not in the text"


def _claim(paper: _Paper, draft: Draft, descent: Descent, publishers: Iterable[str]) -> Claim:
    publisher = paper.reading.publisher
    speaker = canonical(draft.speaker.partition(",")[0], publishers)
    copied = speaker if speaker and speaker != publisher else None
    subject, thing = draft.subject, draft.object
    where = (paper.text.id, draft.offset)
    said = (draft.relation, subject.kind, subject.name, thing.kind, thing.name)
    return Claim(
        id=identify("claim", *said, *where),
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        quote=paper.body[max(draft.offset, 0) : max(draft.offset, 0) + max(draft.length, 0)],
        evidence=Evidence(
            paper.name, artifact=paper.text.id, offset=draft.offset, length=draft.length
        ),
        origin=Origin(
            document=paper.text.id,
            publisher=publisher,
            copied_from=draft.origin
            or copied
            or descent.whole
            or descent.of(draft.print, draft.shingles),
        ),
        reported_by=draft.speaker or publisher,
        said_on=paper.reading.said_on if draft.said_on is None else draft.said_on,
        valid=draft.valid,
        confidence=draft.confidence,
        hedge=draft.hedge,
        holds=draft.holds,
        reason=draft.reason,
    )


def _source(paper: _Paper) -> Source:
    reading = paper.reading
    return Source(
        document=paper.text.id,
        publisher=reading.publisher,
        said_on=reading.said_on,
        prints=frozenset(reading.prints),
        copied=reading.copied,
        sketch=reading.sketch,
    )


@dataclass(frozen=True)
class _Around:
    """What a report tells of a document that only all documents together say."""

    descent: dict[str, Descent]
    names: dict[str, str]
    groups: tuple[Conflict, ...]
    known: set[str]
    apart: tuple[tuple[str, ...], ...]
    supports: dict[str, Support]
    grading: Grading
    isolation: str


def _report(paper: _Paper, around: _Around) -> ReadReport:
    own = {claim.id for claim in paper.claims}
    # A guess that fits all the text is worth a note; only damage is something not seen.
    guesses = [each.detail for each in paper.problems if each.reason == "encoding-guessed"]
    descent = around.descent[paper.text.id]
    origin = around.names.get(descent.whole or "", descent.whole)
    if origin and descent.why:
        guesses.append(f"taken as a copy of {origin}: {descent.why}")
    named = {claim.object.name for claim in paper.claims if claim.relation == "attributed-to"}
    guesses += [
        f"the actor goes by several names, kept apart: {' | '.join(several)}"
        for several in around.apart
        if not named.isdisjoint(several)
    ]
    grade = around.grading.of(paper.whose, paper.reading.grade)
    problems = sorted(
        {each for each in paper.problems if each.reason != "encoding-guessed"},
        key=lambda each: (each.reason, each.detail),
    )
    return ReadReport(
        document=Subject(paper.name, paper.original.sha256, paper.original.size),
        text=paper.body,
        language=paper.reading.language,
        publisher=paper.reading.publisher,
        claims=tuple(paper.claims),
        conflicts=tuple(each for each in around.groups if not own.isdisjoint(each.claims)),
        problems=tuple(_placed(each, paper) for each in problems),
        notes=(*paper.reading.notes, *guesses),
        copied_from=origin,
        outcome=paper.reading.outcome,
        isolation=around.isolation,
        known=tuple(each.id for each in paper.claims if each.id in around.known),
        names=tuple(each for each in paper.reading.names if _stands(each, paper.body)),
        grade=grade,
        standings=tuple(
            of_claim(each, grade, around.supports[each.id], paper.held.get(each.id))
            for each in paper.claims
        ),
    )


def _stands(name: Named, text: str) -> bool:
    """Say whether a name is of a known kind and exactly the text at its place, whatever the worker said."""
    known = name.kind in ENTITY_KINDS or name.kind == "tool"
    return (
        known
        and name.offset >= 0
        and text[name.offset : name.offset + len(name.raw)] == name.raw != ""
    )


def _already_said(claims: Sequence[Claim]) -> set[str]:
    """Return the ids of the claims that a document of another origin had stated before."""
    first: dict[tuple[str, ...], Claim] = {}
    already: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.said_on.earliest or "9999", c.id)):
        key = (*statement_key(claim), str(claim.holds))
        earlier = first.setdefault(key, claim)
        if earlier.origin.root != claim.origin.root:
            already.add(claim.id)
    return already


def _placed(problem: Problem, paper: _Paper) -> Problem:
    return msgspec.structs.replace(problem, artifact=problem.artifact or paper.original.id)


# --- the case -----------------------------------------------------------------------------


def _earlier(case: Case | None, pool: Pool, papers: Sequence[_Paper]) -> list[Source]:
    """Return the documents that the case already has, with their sentences' fingerprints."""
    if case is None:
        return []
    new = {paper.text.id for paper in papers}
    said: dict[str, Claim] = {}
    for claim in case.all(Claim):
        said.setdefault(claim.origin.document, claim)
    found = []
    for artifact in case.all(Artifact):
        if artifact.media != "text" or artifact.id in new or artifact.id not in said:
            continue
        claim = said[artifact.id]
        own = _prints(case, pool, artifact)
        found.append(
            Source(
                document=artifact.id,
                publisher=claim.origin.publisher,
                said_on=claim.said_on,
                prints=frozenset(own.prints),
                sketch=own.sketch,
            )
        )
    return found


def _prints(case: Case, pool: Pool, artifact: Artifact) -> Prints:
    descriptor = case.open_blob(artifact.sha256)
    try:
        entry = "onionskin.read.inside:fingerprints"
        reply = pool.call(
            Job(entry=entry, args=b"", fds=(descriptor,), label=artifact.path[0], seconds=SECONDS)
        )
        if reply.outcome is Outcome.SCANNED:
            return msgspec.msgpack.decode(reply.result, type=Prints)
    finally:
        os.close(descriptor)
    return Prints()


def _redescended(case: Case, earlier: Sequence[Source], descent: dict[str, Descent]) -> list[Claim]:
    """Return the case's claims of earlier documents, with what the new ones tell of their origin."""
    documents = {each.document for each in earlier}
    claims = []
    for claim in case.all(Claim):
        if claim.origin.document not in documents:
            continue
        whole = descent[claim.origin.document].whole
        if whole and claim.origin.copied_from is None:
            origin = msgspec.structs.replace(claim.origin, copied_from=whole)
            claims.append(msgspec.structs.replace(claim, origin=origin))
        else:
            claims.append(claim)
    return claims


def _record(
    case: Case,
    papers: Sequence[_Paper],
    known: Sequence[Claim],
    said: tuple[str | None, Grading],
    isolation: str,
) -> None:
    """Record the run, texts, claims, problems and grades; `said` is the operator's date and grades."""
    dated, grading = said
    grade = grading.grade
    options = (("dated", dated or ""), ("grade", grade), ("by", grading.by))
    inputs = tuple(sorted({paper.original.sha256 for paper in papers}))
    run = Run(
        id=identify("run", "read", dated or "", *filter(None, (grade,)), *inputs),
        verb="read",
        version=__version__,
        isolation=isolation,
        options=tuple(each for each in options if each[1]),
        inputs=inputs,
    )
    records: list[Value] = [*known, *grading.records(each.whose for each in papers)]
    for paper in papers:
        records.append(paper.original)
        if paper.body:
            records.append(paper.text)
        records += paper.claims
        records += [_placed(each, paper) for each in paper.problems]
    case.commit(run, records)
