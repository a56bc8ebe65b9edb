"""Where the addresses in a script lead, and the lines around them: so that one that leads elsewhere in the next release is told.

An address leads to a host; on hosts that anybody may rent a place of, to the owner of that place (RFC 3986, section 3.2.2).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from onionskin.model import Value
from onionskin.parse.code.text_digests import DIGEST, digest_of

MOST = 1000
_AROUND = 200  # letters of a line on each side
_ADDRESS = re.compile(r"\b(?:https?|wss?|git|ssh|s?ftp)://((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{1,63})(?::\d{1,5})?(?:/([\w.~-]{1,80}))?")  # fmt: skip
_SHARED = re.compile(
    r"(?i)(?:github\.com|raw\.githubusercontent\.com|gist\.github\.com|api\.github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|storage\.googleapis\.com|s3[\w.-]{0,20}\.amazonaws\.com|"
    r"cdn\.jsdelivr\.net|unpkg\.com|ghcr\.io|docker\.io|hub\.docker\.com|huggingface\.co|discord\.com|t\.me|pastebin\.com|dl\.dropboxusercontent\.com)"
)


# What another one who starts the program may set, and which goes before what is written out.
_SET_ELSEWHERE = re.compile(
    r"(?:process\.env(?:\.\w{1,60}|\[[^\]\n]{1,60}\])|import\.meta\.env\.\w{1,60}|(?:__import__\(['\"]os['\"]\)|os)\.(?:environ\.get|getenv)\([^()\n]{1,60}\)|ENV\[[^\]\n]{1,60}\]|globalThis\.\w{1,60})\s{0,3}(?:\|\||\?\?|\bor\b)\s{0,3}|"
    r"(?:os\.)?(?:environ\.get|getenv)\(\s{0,3}['\"]\w{1,60}['\"]\s{0,3},\s{0,3}"
)
# A scheme that stands alone, and what is joined to it.
_BARE_SCHEME = re.compile(
    r"['\"`](?:https?|wss?|ftp)://['\"`]\s{0,3}(?:[+,]|\.\s{0,2}(?:concat|join)|%)"
)


class AddressFrames(Value, frozen=True):
    """The addresses of a script, 1,000 at most: digests of six bytes of the line around each, where it leads, and the offset and length of that.

    `elsewhere` are the numbers of those before which something stands that whoever starts the program may set (their digests are of the
    line without that); `bare` are offset and length of each scheme to which a host is joined at run time, 100 at most.
    """

    frames: bytes
    leads: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    elsewhere: tuple[int, ...] = ()
    bare: tuple[tuple[int, int], ...] = ()

    def by_frame(self) -> dict[bytes, list[int]]:
        """Return the numbers of the addresses in lines that are else the same."""
        found: dict[bytes, list[int]] = {}
        for number in range(len(self.leads)):
            frame = self.frames[number * DIGEST : (number + 1) * DIGEST]
            found.setdefault(frame, []).append(number)
        return found


def address_frames(plain: str, starts: Sequence[int]) -> AddressFrames:
    """Return the addresses of a text without its comments; `starts` are the offsets of its pieces."""
    frames = bytearray()
    leads: list[str] = []
    places: list[tuple[int, int]] = []
    elsewhere: list[int] = []
    for start, end, lead in islice(_addresses(plain), MOST):
        at = bisect_right(starts, start)
        first = max(starts[at - 1] if at else 0, start - _AROUND)
        last = min(starts[at] if at < len(starts) else len(plain), end + _AROUND)
        before = plain[first:start]
        bare = _SET_ELSEWHERE.sub("", before)
        if bare != before:
            elsewhere.append(len(leads))
        frames += digest_of(bare + "\0" + plain[end:last])
        leads.append(lead)
        places.append((start, len(lead)))
    bare_ones = islice(_BARE_SCHEME.finditer(plain), 100)
    return AddressFrames(bytes(frames), tuple(leads), tuple(places), tuple(elsewhere), tuple((each.start(), len(each[0])) for each in bare_ones))  # fmt: skip


def _addresses(plain: str) -> Iterator[tuple[int, int, str]]:
    for each in _ADDRESS.finditer(plain):
        is_shared = bool(each[2]) and bool(_SHARED.fullmatch(each[1]))
        lead = plain[each.start(1) : each.end(2) if is_shared else each.end(1)]
        # What stands around an address begins behind its first folder, be that part of where it leads or not.
        yield each.start(1), each.end(), lead.lower()


def moved(was: AddressFrames, now: AddressFrames) -> Iterator[tuple[str, int]]:
    """Yield (where it led, number of the address now) of each that leads elsewhere in a line that is else as it was."""
    before = was.by_frame()
    for frame, numbers in now.by_frame().items():
        olds = before.get(frame, [])
        if len(olds) == len(numbers):
            for old, new in zip(olds, numbers, strict=True):
                if not _is_of_one(was.leads[old], now.leads[new]):
                    yield was.leads[old], new


def opened(was: AddressFrames, now: AddressFrames) -> Iterator[int]:
    """Yield the number of each address now in whose place whoever starts the program may set another one, and might not before."""
    known = set(was.elsewhere)
    before = {
        frame: numbers for frame, numbers in was.by_frame().items() if not known & set(numbers)
    }
    for frame, numbers in now.by_frame().items():
        if frame in before and {was.leads[each] for each in before[frame]} == {now.leads[each] for each in numbers}:  # fmt: skip
            yield from (each for each in numbers if each in now.elsewhere)


def _is_of_one(one: str, other: str) -> bool:
    """Say whether two places are of one owner: the same, or a host and one below it."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
