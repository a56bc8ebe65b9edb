"""`list`: what there is of a kind, an id and a title each."""

from __future__ import annotations

from onionskin.errors import InputError
from onionskin.model import RELATIONS, Certainty, Level
from onionskin.plugins.scan import KINDS, PACKAGE, Plugin, plugins
from onionskin.weigh.verdict import rules

OTHERS = ("relation", "rule", "level", "certainty")


def catalogue(kind: str) -> list[tuple[str, str]]:
    """Return (id, title) of everything of a kind; a plural `s` is forgiven.

    Raises:
        InputError: no such kind; the hint lists them.
    """
    name = kind if kind in KINDS or kind in OTHERS else kind.removesuffix("s")
    if name in KINDS:
        return [(each.id, _titled(each)) for each in plugins(name)]
    if name == "relation":
        return [(each.name, each.reads) for each in RELATIONS.values()]
    if name == "rule":
        return [(each.id, f"{each.verdict.value}: {each.says}") for each in rules()]
    if name == "level":
        return [(each.value, "a verdict, in this order") for each in Level]
    if name == "certainty":
        return [(each.value, "how surely a subject is hit") for each in Certainty]
    raise InputError(f"there is no kind {kind!r}", hint=f"known are {', '.join((*KINDS, *OTHERS))}")


def _titled(plugin: Plugin) -> str:
    """Return the title; of a third party's plugin, where it comes from as well."""
    title = str(plugin.meta["title"])
    return title if plugin.path.is_relative_to(PACKAGE) else f"{title} [from {plugin.path}]"
