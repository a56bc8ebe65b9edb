"""What several origins agree on, what they call unknown, what was ignored: lines for one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onionskin.model import RELATIONS, Claim
from onionskin.terms import products
from onionskin.weigh.origins import independent
from onionskin.write.reports import ReadReport

# In the order of their weight for a reader.
TOLD = (
    "compromised-through",
    "compromised-by",
    "affects",
    "attributed-to",
    "retired",
    "credential",
)


def agreed(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return a line per statement that at least two independent origins make."""
    same: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation in TOLD and claim.holds:
            key = (
                products.key(claim.subject.name),
                claim.relation,
                products.key(claim.object.name),
            )
            same[key].append(claim)
    lines = []
    for (_, relation, _), several in same.items():
        count = len(independent(several))
        documents = len({each.origin.document for each in several})
        if count > 1:
            copies = documents - count
            note = (
                f" ({copies} more is a copy)"
                if copies == 1
                else f" ({copies} more are copies)"
                if copies
                else ""
            )
            first = min(several, key=lambda each: each.id)
            reads = f"{first.subject.name} {RELATIONS[relation].reads} {first.object.name}"
            lines.append((TOLD.index(relation), f"{reads}: {count} origins{note}"))
    return tuple(line for _, line in sorted(lines))


def unknown(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the open questions, once each, in the words of the reports."""
    return tuple(
        sorted({each.object.name for each in claims if each.relation == "unknown" and each.holds})
    )


def ignored(reports: Sequence[ReadReport]) -> tuple[str, ...]:
    """Return the notes of the reader: lines that give orders, copies, lines that do not belong."""
    return tuple(
        dict.fromkeys(f"{each.document.name}: {note}" for each in reports for note in each.notes)
    )
