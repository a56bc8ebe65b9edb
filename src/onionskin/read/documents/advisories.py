"""What advisories say of a product: affected, fixed, or spared, as rows that state a claim.

`affects` joins a vulnerability (or a malicious package's own number) to a release; `fixed-in`
a product to the release that holds the repair. What is spared is a claim that does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.plugins.contracts import Record
from onionskin.read.documents.feeds import statement

_CVE = re.compile(r"CVE-\d{4}-\d{4,}\Z", re.IGNORECASE)
_MALICIOUS = re.compile(r"MAL-\d{4}-\d+\Z")


def flaw(*names: str) -> tuple[str, str]:
    """Return (kind, name) of a vulnerability: its CVE if it has one, else its own first name."""
    for name in names:
        if _CVE.match(name):
            return "cve", name.upper()
    first = next((name for name in names if name), "")
    return ("malware" if _MALICIOUS.match(first) else "vulnerability"), first


def affected(which: tuple[str, str], release: str, more: dict[str, str]) -> Record:
    """Return the row that says that a release is affected."""
    return statement(which, "affects", ("release", release), more)


def spared(which: tuple[str, str], release: str, more: dict[str, str]) -> Record:
    """Return the row that says that a release is not affected."""
    return statement(which, "affects", ("release", release), more, holds=False)


def fixed(
    product: str, release: str, which: tuple[str, str], more: dict[str, str]
) -> Iterator[Record]:
    """Yield the rows that say that a release holds the repair, and so is not affected itself."""
    repaired = {"repairs": which[1], **more}
    yield statement(("product", product), "fixed-in", ("release", release), repaired)
    yield spared(which, release, more)
