"""JSON: the machine's form, one document per report, keys and lists in a fixed order."""

from __future__ import annotations

from io import BytesIO

import msgspec

from onionskin.plugins.contracts import Report
from onionskin.terms.texts import encoded
from onionskin.write.document import Document
from onionskin.write.machine import machine

META = {
    "title": "JSON, one document a line",
    "media": "application/json",
    "reports": [],
}


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write one line of JSON."""
    del document
    out.write(encoded(msgspec.json.encode, machine(report)))
    out.write(b"\n")
