"""A YARA rule that matched, as a fact."""

from __future__ import annotations

from onionskin.model import Span, Value


class RuleMatch(Value, frozen=True):
    """A rule of a pack that matched a file, with what its own `meta` says; "" where it says nothing.

    `pack` is the rule file's name; `span` the first place of the first pattern, if there is one.
    """

    rule: str
    pack: str
    tags: tuple[str, ...] = ()
    technique: str = ""
    says: str = ""
    benign: str = ""
    reference: str = ""
    span: Span | None = None
