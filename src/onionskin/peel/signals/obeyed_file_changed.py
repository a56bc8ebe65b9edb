"""A file that a system, a tool or an assistant obeys was changed in a step that promises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.acting_kinds import ActingKind
from onionskin.parse.metadata.settings import ActingSetting
from onionskin.peel.inserted import difference
from onionskin.peel.package_changes import DEVELOPERS, is_aside, serves_developers
from onionskin.peel.steps import SYSTEMS, is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A file that others obey was changed",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "a minor or major release; tests and examples; scripts that are modules, and build scripts, which other signals read by what they can do; "
    "in a source archive what only serves the developers; lines that were only taken out, numbers of versions, and comments of what a system reads",
    "references": [
        "MITRE ATT&CK T1546, Event Triggered Execution; T1195.002",
        "Public analyses of 2025 and 2026: workflows, and orders to assistants, changed in a patch",
    ],
    "benign": "a fix of such a file",
}

KINDS = frozenset(
    {"git hook", "git's settings", "npm's settings", "Yarn's settings", "pnpm's settings", "Bun's settings", "pip's settings", "NuGet's settings", "cargo's settings", "Bundler's settings",
     "workflow", "container recipe", "assistant's settings", "assistant's orders", "editor's settings", "editor script", "shell's settings", "hook of a tool", "schedule", "system rule",
     "system unit", "desktop entry", "registry file", "setup file", "HTML application", "Windows script", "AppleScript", "profile", "Java service", "commands", "script of the package manager",
    "script that an installer runs"}
)  # fmt: skip

# What the services of a system are set by, in its packages: a stable update hardly ever changes it.
SETTINGS = "settings of the system"
_SETTINGS = re.compile(
    r"\.?/?(?:etc/|(?:usr/)?lib/(?:sysctl|modprobe|tmpfiles|sysusers|environment|systemd)|usr/share/(?:[^/]+/){1,2}[^/]+(?:_config|\.conf)$)"
)
# What reads these passes over comments: no tool looks for orders in them, and no assistant.
WITH_COMMENTS = frozenset({SETTINGS, "script that an installer runs", "system unit", "system rule", "schedule"})  # fmt: skip
# In a finished package these lie by chance: who works on it obeys them, who installs it does not.
FOR_OTHERS = DEVELOPERS - {
    "editor script",
    "assistant's orders",
    "assistant's settings",
    "shell's settings",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file of such a kind into which something came."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        kind = _kind(new, after)
        if kind not in KINDS | {SETTINGS} or is_aside(after) or serves_developers(new, after):
            continue
        # What a list of commands leads to is told by its rows.
        if kind == "commands" and after.all(ActingSetting):
            continue
        found, own = difference(before, after), after.artifact
        places = found.said if found and kind in WITH_COMMENTS else found and found.places
        came = list(places(own.size)) if places else []
        if came:
            evidence = tuple(Evidence("came", own.id, *place) for place in came[:8])
            yield Hit(
                f"{after.name} ({kind}) is obeyed by others, and was changed; the version step is {how}",
                evidence,
                Level.NOTHING_FOUND if kind in FOR_OTHERS else None,
                own.id,
            )


def _kind(tree: Tree, layer: Layer) -> str:
    """Return the kind of a file; the scripts of a system's package are run by its installer, whatever they are called."""
    if layer.format == "maintainer-script" or base_name(layer).startswith("scriptlet "):
        return "script that an installer runs"
    told = layer.first(ActingKind)
    if told is not None and told.kind in KINDS:
        return told.kind
    is_set = tree.root.format in SYSTEMS and _SETTINGS.match(layer.name.replace("\\", "/"))
    return SETTINGS if is_set else ""
