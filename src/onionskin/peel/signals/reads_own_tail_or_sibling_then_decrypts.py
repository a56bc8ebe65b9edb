"""A program begins to look for itself or a file beside it, and to decrypt."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.strings import FileNames
from onionskin.peel.gained import by_id, evidence, gained, programs
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "New code looks for itself or a file beside it, reads, and decrypts",
    "alias": "D9",
    "family": "reads-and-decrypts",
    "lane": "change",
    "level": "review",
    "technique": "T1140",
    "misses": "ciphers without a table (RC4, XOR) and without the system's calls; names that are put together; "
    "a program that could do one of these before",
    "references": [
        "peers.md, section 1, signal D9",
        "incident facts, section 2: ffmpeg.dll reads d3dcompiler_47.dll and decrypts",
    ],
    "benign": "a self-extractor, an updater, resources that are packed in a new way",
}

DECRYPTS = (
    "crypto",
    "crypto:aes",
    "crypto:blowfish",
    "crypto:chacha",
    "crypto:salsa",
    "decompress",
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that begins to name a place, and begins to decrypt, and reads files."""
    del old
    for before, after in programs(pairs):
        begun = gained(before, after)
        keys = [key for key in DECRYPTS if key in begun]
        if not keys or any(key in by_id(before) for key in DECRYPTS):
            continue
        if "file-read" not in by_id(after):
            continue
        siblings = _siblings(new, before, after)
        if "own-path" in begun or siblings:
            where = (
                f"names {siblings[0]}, which lies beside it"
                if siblings
                else "asks for its own place"
            )
            found: list[Ability] = [
                one for key in ("own-path", *keys) for one in begun.get(key, ())
            ]
            yield Hit(
                f"{base_name(after)} now {where}, reads files and decrypts ({', '.join(keys)})",
                evidence(after, found),
                subject=after.artifact.id,
            )


def _siblings(new: Tree, before: Layer, after: Layer) -> list[str]:
    """Return the files beside the program that it did not name before and names now, but does not import."""
    was, now = before.first(FileNames), after.first(FileNames)
    fresh = set(now.names if now else ()) - set(was.names if was else ())
    beside = {base_name(each).lower() for each in new.siblings(after)} if fresh else set()
    return sorted(fresh & beside)
