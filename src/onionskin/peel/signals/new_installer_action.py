"""An installer package that runs code which the package before did not run."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.msi_package import MsiAction
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "The installer runs something new",
    "alias": "D7",
    "family": "new-install-code",
    "lane": "change",
    "level": "review",
    "technique": "T1218.007",
    "misses": "an action that was there before and now runs another file under the same name; actions of "
    "programs that the installer starts",
    "references": [
        "peers.md, section 1, signals H5 and D7",
        "Microsoft, Windows Installer: CustomAction table",
    ],
    "benign": "a new feature that needs a step at installation; a new version of the packaging tool",
}

# Base types that only show a message or set a property or a folder.
QUIET = frozenset({19, 35, 51})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per package with the actions that the old one has not."""
    del pairs
    before = [layer for layer in old.layers if layer.format == "msi"]
    known = {_key(each) for layer in before for each in layer.all(MsiAction)}
    for layer in new.layers:
        if layer.format != "msi" or not before:
            continue
        added = [each for each in layer.all(MsiAction) if _runs(each) and _key(each) not in known]
        if added:
            yield _hit(layer, added)


def _runs(action: MsiAction) -> bool:
    return action.type & 0x3F not in QUIET


def _key(action: MsiAction) -> tuple[int, str, str]:
    return action.type & 0x3F, action.source, action.target


def _hit(layer: Layer, added: list[MsiAction]) -> Hit:
    first = added[0]
    more = f", and {len(added) - 1} more" if len(added) > 1 else ""
    return Hit(
        f"custom action {first.name!r} is new: {first.kind}, {first.source or first.target!r}{more}",
        tuple(
            Evidence(
                f"{each.name}: {each.kind}, source {each.source!r}, target {each.target[:100]!r}",
                layer.artifact.id,
                0,
                layer.artifact.size,
            )
            for each in added[:20]
        ),
        subject=layer.artifact.id,
    )
