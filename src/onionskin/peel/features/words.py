"""What a program names: addresses, stores of secrets, commands, calls; plain, wide, stacked, masked."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.code.native_code import native_code
from onionskin.parse.code.telling_words import telling_words
from onionskin.plugins.view import View

META = {
    "title": "Telling words, and names of calls",
    "formats": ["pe", "elf", "macho"],
    "misses": [
        "words masked by more than one byte, encrypted, or put together from registers",
        "words on the stack of other processors than x86, and beyond the first 64 MiB of code",
        "masked words in a spelling that is in neither small letters nor capitals nor its owner's",
    ],
    "references": [
        "MITRE ATT&CK T1027, T1555.003, T1552.001, T1102.001, T1547.001",
        "Intel, 64 and IA-32 Architectures Software Developer's Manual, volume 2",
    ],
}


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield an Ability for each telling word, and for each call that is named and not imported."""
    code = native_code(layer, view, [])
    imported = {each.rpartition("!")[2] for each in code.imports} if code else set()
    yield from map(Fact.of, telling_words(view, code.code if code else (), imported))
