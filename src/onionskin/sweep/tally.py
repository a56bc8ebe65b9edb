"""Problems counted by reason: a million unreadable lines are one problem, not a million."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from onionskin.model import Problem
from onionskin.sweep.fields import NO_TABLE

_EXAMPLES = 3  # lines named per kind of problem
_KINDS, _SHOWN = 2000, 8  # of events that no table keeps


def tally(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Count problems by reason, and keep the words of the first few: a million lines are one.

    Events that no table keeps are counted by kind, because which they are is what matters.
    """
    counts: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    kinds: Counter[str] = Counter()
    for each in problems:
        counts[each.reason] += 1
        if each.reason == NO_TABLE:
            kind = each.detail.partition(": ")[2]
            kinds[kind if kind in kinds or len(kinds) < _KINDS else "other events"] += 1
        elif len(examples[each.reason]) < _EXAMPLES:
            examples[each.reason].append(each.detail)
    told = {reason: _told(counts[reason], examples[reason]) for reason in examples}
    if kinds:
        told[NO_TABLE] = _by_kind(kinds)
    return tuple(Problem(reason, told[reason]) for reason in sorted(told))


def _told(count: int, examples: list[str]) -> str:
    text = "; ".join(examples)
    return f"{count} times: {text}; ..." if count > len(examples) else text


def _by_kind(kinds: Counter[str]) -> str:
    ordered = sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
    text = ", ".join(f"{kind} ({count})" for kind, count in ordered[:_SHOWN])
    more = f", and {len(ordered) - _SHOWN} kinds more" if len(ordered) > _SHOWN else ""
    return f"no table keeps {text}{more}"
