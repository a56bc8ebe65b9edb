"""An honest release, an incident, both full of hostile text, and a release not wholly seen."""

from __future__ import annotations

from tests.contract import reports

from onionskin.plugins.contracts import Report


def good() -> Report:
    return reports.peeled_honest()


def good_incident() -> Report:
    return reports.acted()


def bad() -> Report:
    return reports.peeled_hostile()


def bad_incident() -> Report:
    return reports.acted(reports.HOSTILE)


def damaged() -> Report:
    return reports.peeled_damaged()


def good_reading() -> Report:
    return reports.read_honest()


def bad_reading() -> Report:
    return reports.read_hostile()


def damaged_reading() -> Report:
    return reports.read_damaged()
