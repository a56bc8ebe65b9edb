"""A program begins to run code before its entry point."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.code.native_code import NativeCode
from onionskin.peel.gained import programs
from onionskin.peel.rebuilt import MOSTLY, parts_of
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A TLS callback in a program that had none",
    "alias": "D5",
    "family": "entry-point",
    "lane": "change",
    "level": "review",
    "technique": "T1055.005",
    "misses": "a callback beside others that were there; a minor or major release; a program whose code was made anew by other "
    "compilers than before",
    "references": ["Microsoft, PE Format: The .tls Section", "MITRE ATT&CK T1055.005"],
    "benign": "another compiler or runtime: Rust and MinGW bring callbacks of their own",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that had no callback and has one, in a small step of the version."""
    if not is_small(old, new):
        return
    for before, after in programs(pairs):
        was, now = before.first(NativeCode), after.first(NativeCode)
        # Scripts have no entry point.
        if was is None or now is None:
            continue
        # Runtimes bring callbacks of their own, and a runtime comes with its compiler.
        parts = parts_of(before, after)
        if parts is not None and not parts.has_same_tools and parts.kept < MOSTLY:
            continue
        if now.tls_callbacks and not was.tls_callbacks:
            count = now.tls_callbacks
            own = after.artifact
            yield Hit(
                f"{base_name(after)} runs {count} function{'s' if count > 1 else ''} before its entry "
                f"point, and had none; the version step is {step(old, new)}",
                (Evidence("the table of TLS callbacks", own.id, 0, own.size),),
                subject=own.id,
            )
