"""An installer that runs code, or has code run, which the installer before did not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.installers.installer_actions import STARTING, InstallerAction
from onionskin.parse.installers.msi_package import MsiAction
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "The installer runs something new",
    "alias": "D7",
    "family": "new-install-code",
    "lane": "change",
    "level": "review",
    "technique": "T1218.007",
    "misses": "an action that was there before and now runs another file under the same name; actions of "
    "programs that the installer starts; version numbers in a command; registry keys that start nothing; of compiled Pascal "
    "scripts the order of calls, texts that the script puts together, and texts that are no address and name no program",
    "references": [
        "peers.md, section 1, signals H5 and D7",
        "Microsoft, Windows Installer: CustomAction table",
        "Microsoft, Windows Installer: Registry and ServiceInstall tables",
        "NSIS Users Manual, 4.9 Instructions",
    ],
    "benign": "a new feature that needs a step at installation; a new version of the packaging tool",
}

# Base types of a custom action that only show a message or set a property or a folder.
QUIET = frozenset({19, 35, 51})
SYSTEM = 0xC00  # msidbCustomActionTypeInScript and NoImpersonate: deferred, with the rights of the system
_NUMBER = re.compile(r"\d+(?:[._]\d+)+")

SHOWN = 3

Key = tuple[str, str, str]


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per installer with the actions that the old one has not."""
    del pairs
    known: dict[str, set[Key]] = {}
    for layer in old.layers:
        if layer.format == "msi" or layer.first(InstallerAction) is not None:
            known.setdefault(layer.format, set()).update(
                key for key, _ in _actions(layer, is_new=False)
            )
    before = {layer.format for layer in old.layers}
    for layer in new.layers:
        if layer.format not in before:
            continue
        seen = known.get(layer.format, set())
        added = [words for key, words in _actions(layer, is_new=True) if key not in seen]
        if added:
            yield _hit(layer, added)


def _actions(layer: Layer, *, is_new: bool) -> Iterator[tuple[Key, str]]:
    """Yield what a layer runs: a key that a new version keeps, and the words of it."""
    for each in layer.all(MsiAction):
        if each.type & 0x3F not in QUIET:
            target = each.target[:100]
            words = f"custom action {each.name!r}: {each.kind}, source {each.source!r}, target {target!r}"
            base = str(each.type & 0x3F)
            if each.type & SYSTEM == SYSTEM:
                # An action that loses rights is no new one: it stands here with and without them.
                yield (
                    (f"{base}, as the system", each.source, each.target),
                    f"{words}, as the system",
                )
                if not is_new:
                    yield (base, each.source, each.target), words
            else:
                yield (base, each.source, each.target), words
    for action in layer.all(InstallerAction):
        words = _words(action)
        if action.kind == "registry":
            if STARTING.search(f"\\{action.source}\\"):
                yield (action.kind, _lasting(action.source), _lasting(action.target)), words
        elif action.kind == "plugin":
            # What other plug-ins are given are texts and handles of the dialogs.
            yield (action.kind, action.source.lower(), ""), words
        else:
            yield (action.kind, action.source.lower(), _lasting(action.target)), words


def _words(action: InstallerAction) -> str:
    if action.kind == "script":
        return f"the installer's compiled script {action.source} {action.target[:200]!r}"
    kind = "a file from beside the installer," if action.kind == "beside" else action.kind
    return f"{kind} {action.source!r}: {action.target[:200]!r}"


def _lasting(text: str) -> str:
    """Return a text without its version numbers."""
    return _NUMBER.sub("#", text).lower()


def _hit(layer: Layer, added: list[str]) -> Hit:
    more = f", and {len(added) - SHOWN} more" if len(added) > SHOWN else ""
    return Hit(
        f"new: {'; '.join(added[:SHOWN])}{more}",
        tuple(Evidence(each, layer.artifact.id, 0, layer.artifact.size) for each in added[:20]),
        subject=layer.artifact.id,
    )
