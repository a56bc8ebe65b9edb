"""Whether two releases of a program have the same code, whatever their marks of a build say."""

from __future__ import annotations

from onionskin.model import Layer
from onionskin.parse.code.managed_calls import ManagedCalls
from onionskin.parse.programs.build_marks import differing
from onionskin.peel.rebuilt import parts_of

# Of so many old blocks of code one may be another; below it, none.
FEW = 8
ONE_OF = 50


def has_same_code(before: Layer, after: Layer) -> bool:
    """Say whether all code but a fiftieth (or one block) stands where it stood, as it was.

    Who builds anew what calls something else moves code; in a program with the same code, what is other beside is an edit.
    """
    was, now = before.first(ManagedCalls), after.first(ManagedCalls)
    if was is not None or now is not None:
        return was is not None and now is not None and bool(was.code) and was.code == now.code
    parts = parts_of(before, after)
    if parts is None or any(each.is_code for each in (*parts.added, *parts.removed)):
        return False
    total = sum(len(each.digests) for each in parts.before.parts if each.is_code)
    other = sum(
        len(differing(one, two)) for one, two in parts.changed if one.is_code or two.is_code
    )
    return total > 0 and other <= max(total // ONE_OF, int(total >= FEW))
