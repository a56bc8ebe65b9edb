"""A component of another maker changed, though it says it is the version that it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.programs.pe_resources import VersionStrings
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A third party's component changed under its old version",
    "alias": "D1",
    "family": "vendored-component",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "components without version strings, and those whose version was raised too",
    "references": ["peers.md, section 1, signal D1"],
    "benign": "a custom build of the component, or the vendor's own signature on it",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per changed component whose maker is not the maker of most of the release."""
    del old
    own = _maker_of(new)
    for before, after in pairs.changed:
        was, now = before.first(VersionStrings), after.first(VersionStrings)
        if was is None or now is None or not now.file_version or now.company_name in ("", own):
            continue
        if was.file_version == now.file_version and _code(before) != _code(after):
            yield Hit(
                f"{base_name(after)} of {now.company_name} changed, but still says it is "
                f"version {now.file_version}; {own or 'the vendor'} does not make it",
                (Evidence("changed", after.artifact.id, 0, after.artifact.size),),
                subject=after.artifact.id,
            )


def _maker_of(tree: Tree) -> str:
    """Return the company that most programs of the release name, the first by name if tied."""
    makers = Counter(
        strings.company_name
        for layer in tree.layers
        if (strings := layer.first(VersionStrings)) is not None and strings.company_name
    )
    return min(makers, key=lambda name: (-makers[name], name), default="")


def _code(layer: Layer) -> str:
    """Return what identifies the code: the signed digest, so that a new signature alone is none."""
    signature = layer.first(Signature)
    return signature.digest if signature and signature.digest else layer.artifact.sha256
