"""`peel --remember`: keep the files of a release that is known to be good as references."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onionskin.errors import InputError
from onionskin.model import Level, Reference
from onionskin.peel.references import listed, of_tree, save
from onionskin.plugins.contracts import Tree
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport


def remember(
    reports: Sequence[PeelReport], into: Path, *, origin: str, checksums: Path | None = None
) -> int:
    """Add every file of the releases to a reference file, and return how many rows are new.

    `origin` tells how one knows that they are good. With `checksums`, a list that the maker
    published, each release must be in it.

    Raises:
        InputError: no origin; a release is not in the list, not wholly seen, or not without fault.
            Then nothing is remembered.
    """
    if not origin and checksums is None:
        hint = 'say it: --origin "Debian 12, apt", or --checksums with the maker\'s list'
        raise InputError("nobody said how these are known to be good", where=str(into), hint=hint)
    rows: list[Reference] = []
    for report in reports:
        subject = report.subject
        why = _refusal(report, checksums)
        if why:
            raise InputError(
                f"not remembered: {why}", where=subject.name, hint="nothing was written"
            )
        source = f"{checksums.name} lists {subject.name}" if checksums else ""
        said = ", ".join(filter(None, (origin, source)))
        rows += of_tree(Tree(report.layers, lambda _needle, _layers: []), said)
    return save(into, rows)


def _refusal(report: PeelReport, checksums: Path | None) -> str:
    if checksums is not None and not listed(checksums, report.subject.sha256):
        return f"{checksums.name} does not list SHA-256 {report.subject.sha256}"
    if reaches(report.verdict.level, Level.SUSPICIOUS):
        return f"its verdict is {report.verdict.level.value.upper()}"
    return "" if report.layers[0].outcome.value == "scanned" else "it could not be opened"
