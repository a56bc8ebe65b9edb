"""What a reader should see of a trace: who is hit, the way back, what is contested, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onionskin.model import Certainty, Exposure
from onionskin.write.document import Block, Document, Heading, Line, Table, plain
from onionskin.write.reports import Hop, TraceReport

TONE = {
    Certainty.CONFIRMED: "bad",
    Certainty.CORROBORATED: "bad",
    Certainty.PLAUSIBLE: "warn",
    Certainty.POSSIBLE: "warn",
}
ORDER = (
    Certainty.CONFIRMED,
    Certainty.CORROBORATED,
    Certainty.PLAUSIBLE,
    Certainty.POSSIBLE,
    Certainty.UNKNOWN,
    Certainty.NOT_AFFECTED,
    Certainty.CLEARED,
)


def outline(report: TraceReport) -> Document:
    """Return the document of a trace."""
    return Document("Trace", tuple(_blocks(report)))


def _blocks(report: TraceReport) -> Iterator[Block]:
    yield from exposure_lines(report.exposures)
    yield Heading("Back to the first cause", 2)
    yield from path_lines(report.path)
    for text in report.conflicts:
        yield Line(plain(text), "warn", "disagree")
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
    yield Heading("Timeline", 2)
    yield Table(
        ("earliest", "latest", "what", "source"),
        tuple(
            (plain(each.earliest), plain(each.latest), plain(each.what), plain(each.source))
            for each in report.timeline
        ),
        detail=True,
    )


def exposure_lines(exposures: Sequence[Exposure]) -> Iterator[Block]:
    """Yield a line per host, the surest first; reasons and ways out in the long form."""
    for each in sorted(
        exposures, key=lambda each: (ORDER.index(each.certainty), each.subject.name)
    ):
        stage = f", {each.stage.value.replace('_', ' ')}" if each.stage else ""
        reason = f": {plain(each.reasons[0])}" if each.reasons else ""
        lead = _lead(each)
        text = f"{lead}{each.certainty.value.upper()}{stage}{reason}"
        yield Line(text, TONE.get(each.certainty, "plain"), plain(each.subject.name, 40))
        for label, several in (
            ("because", each.reasons[1:]),
            ("would raise", each.raises),
            ("would clear", each.clears),
        ):
            for text in several:
                yield Line(plain(text), "quiet", label, indent=1, detail=True)


def _lead(each: Exposure) -> str:
    """Say first what a tired reader must not overlook: no data, or nothing found in the logs."""
    if each.data:
        return "NO DATA; "
    return "" if each.certainty in TONE and each.stage else "nothing found in its logs; "


def path_lines(path: Sequence[Hop]) -> Iterator[Line]:
    """Yield the way from the first cause: one line where it is a chain, else a line per hop."""
    if not path:
        yield Line("no claim in the case describes how it came", "quiet", "path")
    chain = all(one.target == two.source for one, two in pairwise(path))
    if path and chain:
        text = plain(path[0].source) + "".join(_arrow(hop) for hop in path)
        yield Line(text, label="path")
    for hop in path:
        when = f", {hop.start or '?'} to {hop.end or '?'}" if hop.start or hop.end else ""
        yield Line(plain(hop.source) + _arrow(hop) + plain(when), label="hop", detail=chain)
        if hop.confirm:
            yield Line(plain(hop.confirm), "quiet", "would confirm")


def _arrow(hop: Hop) -> str:
    proof = "" if hop.proof == "claimed" else f" [{hop.proof}]"
    return f" -{hop.mechanism}-> {plain(hop.target)}{proof}"
