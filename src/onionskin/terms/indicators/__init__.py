"""Indicators in text: refang with an offset map, find, validate. One pass each, linear in size."""

from onionskin.terms.indicators.finder import find
from onionskin.terms.indicators.found import Found
from onionskin.terms.indicators.names import host_kind
from onionskin.terms.indicators.refanging import Refanged, refang
from onionskin.terms.indicators.stated import STATED, stated

__all__ = ["STATED", "Found", "Refanged", "find", "host_kind", "refang", "stated"]
