"""What a reader should see of a report that was read: what is new, contested, unknown; indicators by role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from onionskin.model import ROLES, Claim, Named, Standing
from onionskin.write.document import (
    Block,
    Document,
    Heading,
    Line,
    Mark,
    Passage,
    Table,
    counted,
    plain,
)
from onionskin.write.reports import ReadReport, Side
from onionskin.write.telling import lines, shortened, weighed

SHOWN = 3  # values of a role on the screen
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
NAMED = 8  # names of a kind on the screen
QUOTED = 400  # characters of a quote on the screen


def outline(report: ReadReport) -> Document:
    """Return the document of a report."""
    name = plain(report.document.name)
    return Document(f"Reading of {name}", tuple(_blocks(report, name)))


def _blocks(report: ReadReport, name: str) -> Iterator[Block]:
    claims = [each for each in report.claims if each.relation != "indicates"]
    indicators = [each for each in report.claims if each.relation == "indicates"]
    yield Line(_lead(report, name, len(claims), len(indicators)))
    known = set(report.known)
    if known & {each.id for each in claims}:
        new = sum(each.id not in known for each in claims)
        yield Line(
            f"{counted(new, 'claim')}; {len(claims) - new} another origin had said before",
            label="new",
        )
    yield Line(_graded(report), "quiet", "grade")
    yield from _contradictions(report)
    yield from _agreements(report, claims)
    yield from lines(claims, known, {each.claim: len(each.origins) for each in report.standings})
    yield from _roles(indicators)
    yield from _names(report.names)
    for note in report.notes:
        yield Line(plain(note), "quiet", "note")
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
    if report.isolation:
        yield Line(f"{report.outcome.value}; isolation {report.isolation}", "quiet", "seen")
    yield from _marked(report)


def _lead(report: ReadReport, name: str, claims: int, indicators: int) -> str:
    copied = f", a copy of {plain(report.copied_from)}" if report.copied_from else ""
    language = report.language or "language not known"
    return f"{name} ({language}{copied}): {counted(claims, 'claim')}, {counted(indicators, 'indicator')}"


def _graded(report: ReadReport) -> str:
    """Return the Admiralty grade of the source in words, and why."""
    own = report.grade
    return f"{own.letter}, {RELIABILITY[own.letter]}: {plain(own.why)}"


def _agreements(report: ReadReport, claims: list[Claim]) -> Iterator[Line]:
    """Yield how much more than one independent origin states; each such claim says by how many."""
    origins = {each.claim: len(each.origins) for each in report.standings}
    agreed = sum(origins.get(each.id, 0) > 1 for each in claims)
    if agreed:
        yield Line(f"{counted(agreed, 'claim')} corroborated by another origin", label="agree")


def _contradictions(report: ReadReport) -> Iterator[Line]:
    named = {each.id: each for each in report.claims}
    for each in report.conflicts:
        own = (named[ident] for ident in each.claims if ident in named)
        about = next((f"{plain(claim.subject.name, 60)} {claim.relation}" for claim in own), "")
        sides = " | ".join(plain(side, 80) for side in each.sides)
        yield Line(f"{about}: {sides}; {each.why}", "warn", "disagree")


def quoted(claim: Claim) -> str:
    """Return the quote, safe to print, a long one cut; one that holds quotation marks stands between others."""
    opening, closing = ("\u201c", "\u201d") if '"' in claim.quote else ('"', '"')
    return f"{opening}{shortened(claim.quote, QUOTED)}{closing}"


def spoken(side: Side) -> str:
    """Return where a claim stands and whom it was copied from."""
    copied = side.claim.origin.copied_from
    grade = f", grade {side.grade}" if side.grade else ""
    grade += f", {plain(side.graded)}" if side.graded else ""
    return f"({plain(side.document)}{f', from {plain(copied)}' if copied else ''}{grade})"


def _roles(indicators: list[Claim]) -> Iterator[Block]:
    by_role: dict[str, list[Claim]] = defaultdict(list)
    for each in indicators:
        by_role[each.object.name].append(each)
    for role in sorted(by_role, key=_place):
        several = by_role[role]
        kinds = ", ".join(sorted({each.subject.kind for each in several}))
        some = ", ".join(plain(each.subject.name, 80) for each in several[:SHOWN])
        more = ", ..." if len(several) > SHOWN else ""
        values = f": {some}{more}" if role == "indicator" else ""
        yield Line(f"{len(several)} ({kinds}){values}", label=role)


def _place(role: str) -> tuple[int, str]:
    return (ROLES.index(role), role) if role in ROLES else (len(ROLES), role)


def _names(names: tuple[Named, ...]) -> Iterator[Line]:
    """Yield a line for each kind that a reader looks for: the names most mentioned first."""
    for kind in ("actor", "malware", "tool", "campaign"):
        counts = Counter(each.value for each in names if each.kind == kind)
        if counts:
            ranked = sorted(counts, key=lambda each: (-counts[each], each))
            new = {each.value for each in names if each.kind == kind and each.introduced_by}
            shown = ", ".join(
                f"{plain(each, 60)}{' (new)' if each in new else ''}" for each in ranked[:NAMED]
            )
            more = f" and {len(ranked) - NAMED} more" if len(ranked) > NAMED else ""
            yield Line(f"{shown}{more}", label=kind)


# --- the marked-up document ---------------------------------------------------------------


def _marked(report: ReadReport) -> Iterator[Block]:
    """Yield the text with every extracted span marked, and the tables that the marks lead to."""
    if not report.claims and not report.names:
        return
    first = _first(report.names)
    contested = {ident for each in report.conflicts for ident in each.claims}
    numbers = {each.id: number for number, each in enumerate(report.claims, 1)}
    yield Heading("The document, marked", 2)
    yield Passage(
        report.text,
        tuple(
            Mark(
                offset=each.evidence.offset,
                length=each.evidence.length,
                tone=_tone(each, contested),
                label=str(numbers[each.id]),
                anchor=f"text-{numbers[each.id]}",
                link=f"claim-{numbers[each.id]}",
                title=_title(each),
            )
            for each in report.claims
        )
        + tuple(_name_mark(each, first) for each in report.names),
    )
    claims = [each for each in report.claims if each.relation != "indicates"]
    indicators = [each for each in report.claims if each.relation == "indicates"]
    grades = {each.claim: _grade(report.grade.letter, each) for each in report.standings}
    if claims:
        yield Heading("Claims", 2)
        yield _table(
            ("no.", "claim", "relation", "quote", "says", "said on", "how sure", "grade", "id"),
            claims,
            numbers,
            contested,
            grades,
        )
    if indicators:
        yield Heading("Indicators", 2)
        header = ("no.", "type", "value", "role", "why", "grade", "id")
        yield _table(header, indicators, numbers, contested, grades)
    if report.names:
        yield Heading("Names", 2)
        yield _name_table(report.names, first)


def _first(names: tuple[Named, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the number and the offset of the first mention of each name."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for each in names:
        found.setdefault((each.kind, each.value), (len(found) + 1, each.offset))
    return found


def _name_mark(each: Named, first: dict[tuple[str, str], tuple[int, int]]) -> Mark:
    """Return the mark of a mention; only the first one of a name has links."""
    number, offset = first[each.kind, each.value]
    leads = offset == each.offset
    return Mark(
        offset=each.offset,
        length=len(each.raw),
        tone="name",
        label=f"n{number}" if leads else "",
        anchor=f"text-n{number}" if leads else "",
        link=f"name-{number}",
        title=f"{each.kind}: {plain(each.value, 100)}; {_known(each)}",
    )


def _known(each: Named) -> str:
    if each.known_by:
        return f"known by {', '.join(each.known_by[:4])}"
    how = plain(each.introduced_by, 60)
    return "known by its shape" if how == "shape" else f"introduced here: {how!r}"


def _name_table(names: tuple[Named, ...], first: dict[tuple[str, str], tuple[int, int]]) -> Table:
    counts = Counter((each.kind, each.value) for each in names)
    shown = {
        number: each
        for each in names
        for number, at in [first[each.kind, each.value]]
        if at == each.offset
    }
    return Table(
        ("no.", "kind", "name", "mentions", "known by", "how sure"),
        tuple(
            (
                f"n{number}",
                each.kind,
                plain(each.value, 100),
                str(counts[each.kind, each.value]),
                _known(each),
                each.confidence.value,
            )
            for number, each in sorted(shown.items())
        ),
        detail=True,
        anchors=tuple(f"name-{number}" for number in sorted(shown)),
        links=tuple(f"text-n{number}" for number in sorted(shown)),
    )


def _table(
    header: tuple[str, ...],
    claims: list[Claim],
    numbers: dict[str, int],
    contested: set[str],
    grades: dict[str, str],
) -> Table:
    tones = {"denied": "quiet", "contested": "warn"}
    return Table(
        header,
        tuple(
            (str(numbers[each.id]), *_cells(each), grades.get(each.id, ""), each.id)
            for each in claims
        ),
        tuple(tones.get(_tone(each, contested), "plain") for each in claims),
        detail=True,
        anchors=tuple(f"claim-{numbers[each.id]}" for each in claims),
        links=tuple(f"text-{numbers[each.id]}" for each in claims),
    )


def _grade(letter: str, standing: Standing) -> str:
    """Return an Admiralty grade with its reason, and the number of origins where there are several."""
    number = len(standing.origins)
    several = f"; {number} origins" if number > 1 else ""
    return f"{letter}{standing.credibility}: {plain(standing.why, 200)}{several}"


def _cells(each: Claim) -> tuple[str, ...]:
    if each.relation == "indicates":
        name = plain(each.subject.name)
        return each.subject.kind, name, each.object.name, plain(each.reason)
    denied = "" if each.holds else " (NOT so)"
    hedge = f" ({plain(each.hedge)})" if each.hedge else ""
    sure = each.confidence.value if each.confidence.value != "unstated" else ""
    return (
        f"{plain(each.subject.name)} -> {plain(each.object.name)}{denied}",
        each.relation,
        plain(each.quote, 300),
        plain(each.reported_by),
        each.said_on.earliest or "",
        ", ".join(filter(None, (f"{sure}{hedge}".strip(), weighed(each)))),
    )


def _tone(claim: Claim, contested: set[str]) -> str:
    if claim.id in contested:
        return "contested"
    if claim.relation == "indicates":
        return "indicator" if claim.object.name == "indicator" else "other"
    return "claim" if claim.holds else "denied"


def _title(claim: Claim) -> str:
    if claim.relation == "indicates":
        return f"{claim.object.name}: {plain(claim.reason, 200)}"
    return f"{claim.relation}: {plain(claim.subject.name, 100)} -> {plain(claim.object.name, 100)}"
