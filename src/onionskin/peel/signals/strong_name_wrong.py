"""A strong name that does not belong to the bytes that bear it."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.parse.programs.strong_name import StrongName
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A .NET assembly was changed behind its strong name",
    "alias": "H7",
    "family": "broken-strong-name",
    "lane": "content",
    "level": "review",
    "technique": "T1036.001",
    "formats": ["pe"],
    "misses": "an assembly that was given another key, or none; delay-signed and public-signed ones, which honest "
    "builds leave so; one signed by Mono's own key in place of Microsoft's, whose private half everybody has; one that a compiler made ready to run, which names itself in it and leaves the signature of what it compiled",
    "references": ["ECMA-335, partition II, sections 6.2.1.3 and 25.3.3"],
    "benign": "a build that compiles ahead, trims or rewrites assemblies after they were signed: .NET since 5.0 does "
    "not check strong names",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit where the key did not sign these bytes."""
    del view
    for each in layer.all(StrongName):
        if each.status == "wrong":
            named = layer.first(ClrAssembly)
            whose = named.name if named else "the assembly"
            yield Hit(
                f"the strong name of {whose} (key {each.token}) was made over other bytes",
                (Evidence("strong name", None, each.offset, each.length),),
            )
