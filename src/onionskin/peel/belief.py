"""Whether what a worker says of an artifact can be true, before anything is built on it.

A worker may have been taken over by what it parsed. Members outside the artifact or the
decoded bytes, evidence about other files, and signals that there are not would reach
where no jail is.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onionskin.model import Artifact, Gap, Region, ReleaseName, Signature
from onionskin.peel.wire import Opened
from onionskin.plugins.scan import plugins

_opened = msgspec.msgpack.Decoder(Opened).decode
_several = msgspec.msgpack.Decoder(tuple[Opened | None, ...]).decode


def believed(result: bytes, artifact: Artifact, decoded: int) -> Opened | None:
    """Return the reply, or None where it cannot be true; `decoded` is the spool's size."""
    try:
        opened = _opened(result)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return opened if _can_be(opened, artifact, decoded) else None


def believed_together(
    result: bytes, artifacts: Sequence[Artifact]
) -> tuple[Opened | None, ...] | None:
    """Return what is said of each of several artifacts, or None where any of it cannot be true."""
    try:
        said = _several(result)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    if len(said) != len(artifacts):
        return None
    pairs = zip(said, artifacts, strict=True)
    return said if all(each is None or _can_be(each, own, 0) for each, own in pairs) else None


def _can_be(opened: Opened, artifact: Artifact, decoded: int) -> bool:
    try:
        opened.layer.all(Signature), opened.layer.all(ReleaseName)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    return _places_fit(opened, artifact, decoded) and _is_own(opened, artifact)


def _places_fit(opened: Opened, artifact: Artifact, decoded: int) -> bool:
    """Say whether members, regions and gaps lie where bytes are."""
    size = artifact.size
    for each in opened.members:
        end = decoded if each.spooled else size
        if each.offset < 0 or each.length < 0 or each.offset + each.length > end:
            return False
    parts: tuple[Region | Gap, ...] = (*opened.layer.regions, *opened.layer.unexplained)
    return all(
        part.offset >= 0 and part.length >= 0 and part.offset + part.length <= size
        for part in parts
    )


def _is_own(opened: Opened, artifact: Artifact) -> bool:
    """Say whether each signal exists and speaks of this artifact alone."""
    signals = {each.id for each in plugins("signal")} if opened.seen else set()
    return all(
        each.signal in signals
        and all(place.artifact in (artifact.id, None) for place in each.evidence)
        for each in opened.seen
    )
