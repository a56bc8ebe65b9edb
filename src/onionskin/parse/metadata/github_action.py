"""action.yml of a GitHub action: what runs when a workflow uses it.

Source: GitHub documentation, "Metadata syntax for GitHub Actions". Only the block form is
read, line by line: no YAML library is needed to see what stands below `runs:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Problem
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

_LINE = re.compile(r"(\s*)(?:- )?(\s*)([A-Za-z-]+)\s*:\s*(.*)$")
RUNS = frozenset(
    {"main", "pre", "post", "image", "entrypoint", "pre-entrypoint", "post-entrypoint"}
)
STEPS = frozenset({"run", "uses"})
LINES = 20_000
_RUNS = re.compile(rb"(?m)^[\"']?runs[\"']?\s*:")


def is_action(view: View) -> bool:
    """Say whether a `runs:` stands at the left edge."""
    return bool(_RUNS.search(view.read(0, 64 << 10))) and manifests.is_text(view)


def read(view: View) -> Iterator[Fact | Problem]:
    """Yield what the action runs: its entry points, and the steps of a composite one."""
    inside, at, block = False, 0, -1
    for number, raw in enumerate(view.read(0, manifests.LIMIT).split(b"\n")[:LINES], 1):
        line = raw.decode("utf-8", "replace").rstrip()
        found = _LINE.match(line)
        indent = len(line) - len(line.lstrip())
        if line and not line[0].isspace() and not line.startswith("#"):
            inside = bool(_RUNS.match(raw))
            flow = line.partition(":")[2].strip()
            if inside and flow and not flow.startswith("#"):
                yield Fact.of(Hook("action", "start", shown(f"runs: {flow}"), f"line {number}", at, len(raw)))  # fmt: skip
        elif inside and line.strip() and block >= 0 and indent > block:
            yield Fact.of(Hook("action", "start", shown(line.strip()), f"line {number}", at, len(raw)))  # fmt: skip
        elif inside and found:
            block = -1
            key, value = found[3], found[4].strip()
            if key == "run" and value[:1] in {"|", ">", ""}:
                block = found.start(3)
            elif (key in RUNS or key in STEPS) and value:
                yield Fact.of(Hook("action", "start", shown(f"{key}: {value}"), f"runs, line {number}", at, len(raw)))  # fmt: skip
        at += len(raw) + 1
    yield from manifests.cut_off(view, manifests.LIMIT)
