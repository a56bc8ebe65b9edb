"""A program that is granted an exception from its protection which it had not before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A program that may do more than before",
    "alias": "D3",
    "family": "hardening",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "entitlements that were there before; those that Apple alone grants; a program that is new",
    "references": ["Apple, Hardened Runtime: entitlements", "peers.md, section 1, signal D3"],
    "benign": "a new engine that compiles at run time, a plug-in system, a build that was left open to debuggers",
}

# What each lets somebody else do in the program.
DANGEROUS = {
    "com.apple.security.cs.disable-library-validation": "takes libraries of anybody",
    "com.apple.security.cs.allow-dyld-environment-variables": "takes libraries by its environment",
    "com.apple.security.cs.allow-unsigned-executable-memory": "runs code that it writes itself",
    "com.apple.security.cs.disable-executable-page-protection": "runs pages that it changed",
    "com.apple.security.get-task-allow": "lets other programs into its memory",
    "com.apple.security.cs.debugger": "may enter the memory of others",
    "task_for_pid-allow": "may enter the memory of others",
    "com.apple.system-task-ports": "may enter the memory of others",
    "com.apple.security.automation.apple-events": "may steer other programs",
    "com.apple.private.security.clear-library-validation": "takes libraries of anybody",
    "com.apple.developer.endpoint-security.client": "sees what all programs do",
    "com.apple.security.files.all": "reads every file",
}
SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per program; the permission to compile at run time alone is not worth a look."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(CodeSignature), after.first(CodeSignature)
        if was is None or now is None:
            continue
        grown = sorted((set(now.granted) - set(was.granted)) & set(DANGEROUS))
        if grown:
            yield _hit(after, now, grown)


def _hit(layer: Layer, now: CodeSignature, grown: list[str]) -> Hit:
    place = next((each for each in now.blobs if each.slot == "entitlements"), None)
    offset, length = (place.offset, place.length) if place else (0, layer.artifact.size)
    words = "; ".join(f"{DANGEROUS[each]} ({each})" for each in grown)
    return Hit(
        f"{layer.name} may do what it could not before: {words}",
        (Evidence(", ".join(grown), layer.artifact.id, offset, length),),
        subject=layer.artifact.id,
    )
