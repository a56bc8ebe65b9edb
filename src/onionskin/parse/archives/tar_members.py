"""The members of a tar by their headers alone: enough for a sniff, and to read one small file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from onionskin.errors import DamagedError
from onionskin.parse.archive import show_name
from onionskin.parse.archives.tar_headers import BLOCK, is_first_block, read_header
from onionskin.plugins.view import View

LOOKED_AT = 5000
SEARCHED = 50_000


@dataclass(frozen=True)
class Member:
    """A file's name by its own header (not by an extended one), and where its bytes are."""

    name: str
    offset: int
    length: int


def members(view: View, limit: int = LOOKED_AT) -> Iterable[Member]:
    """Return the first files in order; an end, a broken header or `limit` headers end it."""
    return _first(view) if limit == LOOKED_AT else _members(view, limit)


# Formats that refine a tar ask one after the other.
@lru_cache(maxsize=1)
def _first(view: View) -> tuple[Member, ...]:
    return tuple(_members(view, LOOKED_AT))


def _members(view: View, limit: int) -> Iterator[Member]:
    at = 0
    for _ in range(limit):
        try:
            header = read_header(view, at)
        except DamagedError:
            return
        if header is None:
            return
        if header.kind == "file":
            yield Member(show_name(header.name), at + BLOCK, header.stored)
        at += BLOCK + -(-header.stored // BLOCK) * BLOCK


def top_file(view: View, name: str, limit: int = LOOKED_AT) -> Member | None:
    """Return the file of that name in the one folder at the top, where most packages keep their manifest."""
    for each in members(view, limit):
        folder, _, base = each.name.removeprefix("./").rpartition("/")
        if base == name and folder and "/" not in folder:
            return each
    return None


def holds(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in one file of a tar that begins the view."""
    if not is_first_block(view.read(0, BLOCK)):
        return False
    for each in members(view, SEARCHED):
        if each.offset + each.length >= end or each.offset > start:
            return each.offset <= start and end <= each.offset + each.length
    return False


def text_of(view: View, member: Member, limit: int) -> View:
    """Return a view of a member. Raises DamagedError where it is longer than `limit`."""
    if member.length > limit:
        raise DamagedError(
            f"{member.name!r} is {member.length} bytes long; at most {limit} are read"
        )
    return view.slice(member.offset, member.length)
