"""An advisory, the same full of hostile text, and a document of which little could be read."""

from __future__ import annotations

from tests.contract import reports

from onionskin.plugins.contracts import Report


def good() -> Report:
    return reports.read_honest()


def good_graded() -> Report:
    return reports.graded(reports.read_honest())


def bad_graded() -> Report:
    return reports.graded(reports.read_hostile(), reports.HOSTILE)


def bad() -> Report:
    return reports.read_hostile()


def damaged() -> Report:
    return reports.read_damaged()
