"""The hosts that the bytes of a program name."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.named_addresses import named_addresses
from onionskin.plugins.view import View

META = {
    "title": "Hosts that a program names",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "what stands behind the first 64 MiB; more than 512 hosts; a number without a scheme or a port",
        "a host's name alone below a rare suffix, and one that is put together at run time",
    ],
    "references": ["RFC 3986, section 3"],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield one NamedAddresses."""
    del layer
    yield Fact.of(named_addresses(view))
