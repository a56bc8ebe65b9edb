"""A YARA rule matches a file that changed or came, and did not match the one before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.rule_match import RuleMatch
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A rule for a technique begins to match",
    "alias": "C3",
    "family": "technique-rule",
    "lane": "content",
    "level": "review",
    "technique": "T1027",
    "misses": "what no rule describes; conditions on the size or the end of a file of more than 96 MiB, which is "
    "scanned by parts; files that did not change; everything, and that is said, where yara-x is not installed",
    "references": ["peers.md, section 1, signal C3", "the rule's own reference"],
    "benign": "what the rule itself says of innocent files; a feature that works by the same means",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file and rule that is news."""
    del old, new
    every = [(before, after) for before, after in pairs.changed]
    for before, after in (*every, *((None, each) for each in pairs.added)):
        known = {(one.pack, one.rule) for one in before.all(RuleMatch)} if before else set()
        for one in after.all(RuleMatch):
            if (one.pack, one.rule) in known:
                continue
            own = after.artifact
            offset, length = (one.span.offset, one.span.length) if one.span else (0, own.size)
            says = f": {one.says}" if one.says else ""
            benign = f"; innocent: {one.benign}" if one.benign else ""
            technique = f" ({one.technique})" if one.technique else ""
            yield Hit(
                f"{base_name(after)} {'now matches' if before else 'is new and matches'} rule "
                f"{one.rule} of {one.pack}{technique}{says}{benign}",
                (Evidence(f"rule {one.rule} of {one.pack}", own.id, offset, length),),
                subject=own.id,
            )
