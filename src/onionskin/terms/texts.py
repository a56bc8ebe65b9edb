"""Names that are no text: a file's may be any bytes, an archive's half a surrogate pair.

Python holds such names as lone surrogates, which UTF-8 cannot. They are written
out, so that the name stays visible and everything that travels is text.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec


def visible(text: str) -> str:
    r"""Return the text with what UTF-8 cannot hold written out: `\udcff`."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def encoded(encode: Callable[[object], bytes], thing: object) -> bytes:
    """Encode a Struct or builtins by one of msgspec's encoders, names that are no text written out."""
    try:
        return encode(thing)
    except UnicodeEncodeError:
        return encode(_written_out(msgspec.to_builtins(thing)))


def _written_out(thing: object) -> object:
    if isinstance(thing, str):
        return visible(thing)
    if isinstance(thing, dict):
        return {_written_out(key): _written_out(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_written_out(each) for each in thing]
    return thing
