"""A bundle with a stapled notarisation ticket that names other code."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.signatures.notarisation import Ticket
from onionskin.peel.bundles import Files
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A notarisation ticket for another program",
    "alias": "H7",
    "family": "notarisation",
    "lane": "invariant",
    "level": "review",
    "technique": "T1553.001",
    "facts": ["Seal"],
    "misses": "a ticket whose own signature is not Apple's; a ticket that Apple has withdrawn; code that was never notarised",
    "references": ["mothersruin.com, Notarization Tickets", "Apple, stapler(1)"],
    "benign": "a program that was signed again after its ticket was stapled",
}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle whose ticket holds none of the program's hashes, of whatever architecture."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        layer = bundle.members.get("CodeResources")
        if layer is None or layer.first(Ticket) is None or not bundle.code:
            continue
        hashes = {
            directory.code_directory_hash[:40]
            for code in bundle.code
            for directory in code.signature.directories
        }
        if not any(tree.search(bytes.fromhex(each), [layer]) for each in sorted(hashes)):
            yield Hit(
                f"the ticket of {bundle.folder or 'the bundle'} names none of the hashes of {bundle.code[0].layer.name}",
                (Evidence("the ticket", layer.artifact.id, 0, layer.artifact.size),),
                subject=layer.artifact.id,
            )
