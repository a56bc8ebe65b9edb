"""Of what kind a file is, if it is one that is run, loaded, opened or obeyed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.acting_kinds import ActingKind, acting_kind
from onionskin.plugins.view import View

META = {
    "title": "Kinds of files that act",
    "formats": [],
    "misses": ["kinds that are not listed; code under a name of data that has a single sign of it"],
    "references": [
        "WebAssembly core specification, section 5.5; Java VM specification, section 4.1; [MS-SHLLINK], section 2.1",
        "MITRE ATT&CK T1204.002, Malicious File; T1546",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one ActingKind, or nothing."""
    del layer
    kind = acting_kind(view)
    if kind:
        yield Fact.of(ActingKind(kind))
