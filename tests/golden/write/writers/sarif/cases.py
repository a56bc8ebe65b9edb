"""An honest release, one full of hostile text, and one not wholly seen with findings that do not count."""

from __future__ import annotations

from tests.contract import reports

from onionskin.plugins.contracts import Report


def good() -> Report:
    return reports.peeled_honest()


def bad() -> Report:
    return reports.peeled_hostile()


def damaged() -> Report:
    return reports.peeled_damaged()
