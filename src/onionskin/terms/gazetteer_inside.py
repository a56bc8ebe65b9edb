"""A gazetteer that was built, read in the jail: whoever hands one on may have changed it."""

from __future__ import annotations

import msgspec

from onionskin.plugins.view import View
from onionskin.terms.gazetteer import LIMIT, Gazetteer, decoded, joined, meanings, shipped


def known_sources(_args: bytes, fds: list[int]) -> bytes:
    """Return the sources of the gazetteer on descriptor 0 and of the package's own, as msgpack."""
    return msgspec.msgpack.encode(whole(fds[0]).sources)


def known_meanings(args: bytes, fds: list[int]) -> bytes:
    """Return what they say of a name (`args`, msgpack), as msgpack."""
    return msgspec.msgpack.encode(meanings(whole(fds[0]), msgspec.msgpack.decode(args, type=str)))


def whole(descriptor: int) -> Gazetteer:
    """Return the package's own gazetteer with the one on a descriptor; raise InputError if that is none."""
    view = View(descriptor)
    return joined(shipped(), decoded(view.read(0, min(view.size, LIMIT))))
