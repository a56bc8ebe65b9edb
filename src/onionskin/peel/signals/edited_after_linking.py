"""A program bears traces of an edit after its linker had done, which the release before does not bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.link_traces import LinkTraces
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program that was edited after it was linked",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1554",
    "misses": "an edit before the linker, in source or objects; one that keeps to what linkers do: other instructions in the place of some, "
    "a text of the same length; traces of a kind that the release before has in the same part; programs that are new as files",
    "references": [
        "Microsoft, PE Format; gABI, chapters 4 and 5; Apple, mach-o/loader.h",
        "MITRE ATT&CK T1554; Public analyses of CCleaner (2017) and of ShadowHammer (2019): runtimes and resources of finished programs changed",
    ],
    "benign": "a tool that mends finished programs and that the vendor begins to use: delvewheel, patchelf, a packer; another linker",
}

SHOWN = 8
# A program with so many traces of one kind is made so: another one says nothing.
HABIT = 4
_NUMBERS = "import-numbers"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with traces that the one before does not have."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(LinkTraces), after.first(LinkTraces)
        if was is None or now is None:
            continue
        known = {(each.kind, each.what) for each in was.traces}
        kinds = Counter(kind for kind, _ in known)
        fresh = [
            each
            for each in now.traces
            if (each.kind, each.what) not in known
            and kinds[each.kind] < HABIT
            and _counts(each, before)
        ]
        if fresh:
            own = after.artifact
            evidence = tuple(Evidence(each.detail, own.id, each.offset, each.length) for each in fresh[:SHOWN])  # fmt: skip
            more = f" (and {len(fresh) - 1} more)" if len(fresh) > 1 else ""
            yield Hit(f"{base_name(after)} was edited after it was linked: {fresh[0].detail}{more}", evidence, subject=own.id)  # fmt: skip


def _counts(trace: LinkTrace, before: Layer) -> bool:
    """Say whether a trace is one: a library that is new may be bound to by number."""
    image = before.first(PeImage)
    if trace.kind != _NUMBERS or image is None:
        return True
    return any(each.library.lower().rpartition(".")[0] == trace.what for each in image.imports)
