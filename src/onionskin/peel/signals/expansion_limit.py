"""An input that grows beyond the budget when it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "Expands beyond the budget (decompression bomb)",
    "alias": "L3",
    "family": "expansion",
    "lane": "content",
    "level": "review",
    "technique": "T1499.004",
    "misses": "bombs that stay below the budget",
    "references": ["Fifield, A better zip bomb, WOOT 2019"],
    "benign": "a very large or very regular release; raise the budget with --max-bytes",
}

LIMITS = (
    "limit:bytes", "limit:ratio", "limit:entries", "limit:depth", "limit:names", "limit:told",
    "limit:itself",
)  # fmt: skip


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per artifact at which a limit was reached, the first of each limit only."""
    said = set()
    for layer in tree.layers:
        for problem in layer.problems:
            if problem.reason in LIMITS and problem.reason not in said:
                said.add(problem.reason)
                own = layer.artifact
                where = Evidence(problem.detail, own.id, 0, own.size)
                yield Hit(f"reaches the budget ({problem.detail})", (where,), subject=own.id)
