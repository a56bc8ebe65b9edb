"""One file per report: what a reader should see of it, in blocks."""

from __future__ import annotations

import importlib
import re

from onionskin.plugins.contracts import Report
from onionskin.write.document import Document


def outline_of(report: Report) -> Document:
    """Return the document of a report: `PeelReport` is outlined by `outlines/peel.py`."""
    module = importlib.import_module(f"onionskin.write.outlines.{verb_of(report)}")
    document: Document = module.outline(report)
    return document


def verb_of(report: Report) -> str:
    """Return the verb that a report belongs to."""
    return re.sub("Report$", "", type(report).__name__).lower()
