"""What a reader should see of a peel: the verdict first, then why, then the layers."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Finding, Layer, Level, Outcome, Signature
from onionskin.write.document import (
    Block,
    Document,
    Heading,
    Line,
    Node,
    Outline,
    Segment,
    Strip,
    plain,
)
from onionskin.write.reports import PeelReport, Reason
from onionskin.write.signers import signed_lines

TONE = {
    Level.NOTHING_FOUND: "good",
    Level.REVIEW: "warn",
    Level.SUSPICIOUS: "bad",
    Level.COMPROMISED: "bad",
}
SCREEN = 8
CLUES = 3  # weak changes on the screen
FEW = 4
NAMED = 3  # of what came and went
SENTENCE = 160  # characters of what is wrong with a file that was not seen


def outline(report: PeelReport) -> Document:
    """Return the document of a peel."""
    name = plain(report.subject.name)
    return Document(f"Peel of {name}", tuple(_blocks(report, name)))


def _blocks(report: PeelReport, name: str) -> Iterator[Block]:
    yield Line(verdict_line(report, name), TONE[report.verdict.level])
    yield Line(f"{plain(report.verdict.says)} [{report.verdict.rule}]", "quiet", "because")
    yield from why(report)
    yield from _clues(report)
    if report.verdict.rival:
        yield Line(plain(report.verdict.rival), "quiet", "innocent if")
    yield from _compared(report)
    yield from signed_lines(report.layers)
    yield from _uncounted(report)
    yield from _seen(report)
    if report.findings:
        more = "onionskin explain SIGNAL; with --case, explain the 8 digits shows the bytes"
        yield Line(more, "quiet", "more")
    yield from _ledger(report)


def verdict_line(report: PeelReport, name: str) -> str:
    """Return the one plain verdict line."""
    whole = "complete" if report.complete else "INCOMPLETE"
    against = f", against {plain(report.against.name)}" if report.against else ""
    numbers = {"suppressed": report.suppressed, "expected": report.expected}
    apart = "".join(f", {count} {word}" for word, count in numbers.items() if count)
    return f"{name}{against}: {report.verdict.level.value.upper()}, {whole}{apart}"


def why(report: PeelReport) -> Iterator[Line]:
    """Yield a line per finding, the gravest first, at most a screen; the rest as a number."""
    names = _places(report)
    several = list(finding_lines(report))
    for number, (each, line) in enumerate(several):
        yield Line(line.text, line.tone, line.label, detail=number >= SCREEN)
        yield from _evidence(each, names)
    if len(several) > SCREEN:
        more = f"and {len(several) - SCREEN} more findings; -o html=FILE shows all"
        yield Line(more, "quiet", "more", brief=True)


def finding_lines(report: PeelReport) -> Iterator[tuple[Finding, Line]]:
    """Yield each finding that counts with its line, the gravest first."""
    names = _places(report)
    apart = {each.finding for each in report.uncounted}
    ranked = sorted(
        (
            each
            for each in report.findings
            if each.level is not Level.NOTHING_FOUND and each.id not in apart
        ),
        key=lambda each: -tuple(Level).index(each.level),
    )
    for each in ranked:
        where = names.get(each.subject, each.subject)
        text = f"{_placed(where, plain(each.summary))} [{each.signal} {short(each.id)}]"
        yield each, Line(text, TONE[each.level], each.level.value)


def _placed(where: str, summary: str) -> str:
    """Return what was found with its place in front, which is said once where the summary begins with the name."""
    name = where.rpartition(" > ")[2]
    for own in (where, name, name.replace("\\", "/").rpartition("/")[2]):
        rest = summary.removeprefix(own) if own else summary
        if rest.startswith((" and ", " (and ", ": ")):
            return f"{where}{rest}"
        if rest.startswith(" "):
            return f"{where}:{rest}"
    return f"{where}: {summary}"


def _clues(report: PeelReport) -> Iterator[Line]:
    """Yield what says little alone and asks for nothing: a few lines, the rest as a number."""
    apart = {each.finding for each in report.uncounted}
    weak = [each for each in report.findings if each.level is Level.NOTHING_FOUND]
    shown = [each for each in weak if each.id not in apart]
    for number, each in enumerate(shown):
        text = f"{plain(each.summary)} [{each.signal} {short(each.id)}]"
        yield Line(text, "quiet", "clue", detail=number >= CLUES)
    if len(shown) > CLUES:
        more = f"and {len(shown) - CLUES} more; -o html=FILE shows all"
        yield Line(more, "quiet", "clue", brief=True)


def _compared(report: PeelReport) -> Iterator[Line]:
    """Yield how much stayed, changed, came and went against the release before."""
    laid = report.overlay
    if laid is None:
        return
    count = laid.same + laid.changed + laid.came
    text = f"{laid.same} of {count} artifacts as before, {laid.changed} changed"
    for number, word, names in ((laid.came, "new", laid.new), (laid.went, "gone", laid.gone)):
        some = ", ".join(plain(each, 60) for each in names[:NAMED])
        more = ", ..." if len(names) > NAMED else ""
        text += f"; {number} {word}" + (f": {some}{more}" if number else "")
    yield Line(text, "quiet", "compared")


def _uncounted(report: PeelReport) -> Iterator[Line]:
    """Yield what was found and does not count, with who says so: a screen has room for a few."""
    found = {each.id: each for each in report.findings}
    names = _places(report)
    for number, each in enumerate(report.uncounted):
        one = found.get(each.finding)
        what = f"{names.get(one.subject, one.subject)}: {one.signal}" if one else each.finding
        who = f" by {plain(each.owner)} until {each.until}" if each.owner else ""
        label = "suppressed" if each.kind == "accepted" else each.kind
        text = f"{what} [{short(each.finding)}]{who}: {plain(each.reason)} ({plain(each.source)})"
        yield Line(text, "quiet", label, detail=number >= FEW)
    if len(report.uncounted) > FEW:
        yield Line(f"and {len(report.uncounted) - FEW} more that do not count", "quiet", "more")
    for problem in report.problems:
        if problem.reason.startswith("acceptance-"):
            yield Line(plain(problem.detail), "warn", "acceptance")
    for note in report.notes:
        yield Line(plain(note), "quiet", "note")


def short(ident: str) -> str:
    """Return the digits of an id that `explain` needs."""
    return ident.partition("-")[2][:8]


def _places(report: PeelReport) -> dict[str, str]:
    return {layer.artifact.id: place(layer) for layer in report.layers}


def _evidence(each: Finding, names: dict[str, str]) -> Iterator[Line]:
    for evidence in each.evidence:
        where = names.get(evidence.artifact or "", "")
        span = f"{where} at {evidence.offset:#x}, {evidence.length:,} bytes: {plain(evidence.note)}"
        yield Line(span, "quiet", short(each.id), indent=1, detail=True)


def _seen(report: PeelReport) -> Iterator[Line]:
    files = [layer for layer in report.layers if layer.artifact.media == "file"]
    size = sum(layer.artifact.size for layer in files)
    explained = sum(layer.explained for layer in files)
    share = f"{100 * explained / size:.2f} %" if size else "all"
    count = len(report.layers)
    text = f"{count} artifact{'s' if count != 1 else ''}, {share} of {size:,} bytes have an owner"
    yield Line(f"{text}; isolation {report.isolation}", "quiet", "seen")
    for reason in report.reasons[:SCREEN]:
        yield Line(f"{plain(str(reason))}{_first(reason)}", "warn", "not seen")
    names = _places(report)
    for each in report.problems:
        if each.reason.startswith("acceptance-"):
            continue
        at = f"{names[each.artifact]}: " if each.artifact in names else ""
        yield Line(f"{at}{plain(each.detail)} [{each.reason}]", "warn", "problem", detail=True)


def _first(reason: Reason) -> str:
    """Return the first file that a reason is about, with what is wrong with it."""
    if not reason.path:
        return ""
    return f", first {_joined(reason.path)}: {plain(reason.detail, SENTENCE)}"


def place(layer: Layer) -> str:
    """Return the path of layers for a reader, without the root's name where there is more.

    A name that holds the sign between two layers is not to look like two.
    """
    return _joined(layer.artifact.path)


def _joined(path: tuple[str, ...]) -> str:
    parts = (plain(part, 120) for part in (path[1:] or path))
    return " > ".join(part.replace(" > ", r" \u{3e} ") for part in parts)


def _ledger(report: PeelReport) -> Iterator[Block]:
    found = {each.subject for each in report.findings}
    drawn = {layer.artifact.id for layer in report.layers if _is_drawn(layer, found)}
    yield Heading("Layers", 2)
    yield Outline("Layers", tuple(_node(layer, drawn) for layer in report.layers))
    yield Heading("Byte ledger", 2)
    for layer in report.layers:
        if layer.artifact.id in drawn:
            yield _strip(layer)


def _is_drawn(layer: Layer, found: set[str]) -> bool:
    """Say whether a ledger tells anything: opaque data without a finding is one long region."""
    opened = layer.format not in {"data", "directory", "unknown"}
    wanted = opened or layer.artifact.id in found or bool(layer.unexplained)
    return wanted and layer.artifact.size > 0 and layer.artifact.media == "file"


def _node(layer: Layer, drawn: set[str]) -> Node:
    signature = layer.first(Signature)
    signed = f", {_signed(signature)}" if signature else ""
    outcome = "" if layer.outcome is Outcome.SCANNED else f", {layer.outcome.value}"
    note = f"{layer.format}, {layer.artifact.size:,} bytes{signed}{outcome}"
    tone = "plain" if layer.outcome is Outcome.SCANNED else "warn"
    depth = len(layer.artifact.path) - 1
    anchor = layer.artifact.id if layer.artifact.id in drawn else ""
    return Node(depth, plain(layer.name, 200), note, tone, anchor)


def _signed(signature: Signature) -> str:
    """Say who signed and what is doubtful: "valid" alone would hide a root that nobody knows."""
    doubts = "".join(f", {flag}" for flag in signature.flags)
    when = f" on {signature.signed_at[:10]}" if signature.signed_at else ""
    return f"signed by {plain(signature.signer)}{when} ({signature.status}{doubts})"


def _strip(layer: Layer) -> Strip:
    segments = [
        Segment(each.offset, each.length, plain(each.name, 200), "owned") for each in layer.regions
    ] + [
        Segment(each.offset, each.length, f"unexplained, entropy {each.entropy}", "unexplained")
        for each in layer.unexplained
    ]
    segments.sort(key=lambda each: (each.offset, -each.length))
    title = f"{place(layer)} ({layer.format})"
    return Strip(title, layer.artifact.size, tuple(segments), layer.artifact.id)
