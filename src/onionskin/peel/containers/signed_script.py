"""Scripts for Windows that are signed in their last comment."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import script_signature
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Signed script",
    "kind": "container",
    "suffixes": [".ps1", ".psm1", ".psd1", ".ps1xml", ".psc1", ".cdxml", ".mof", ".vbs", ".js", ".wsf"],
    "match": [],
    "names": [
        "*.ps1", "*.psm1", "*.psd1", "*.ps1xml", "*.psc1", "*.cdxml", "*.mof", "*.vbs", "*.vbe", "*.js", "*.jse", "*.wsf",
    ],
    "refines": None,
    "misses": [
        "the code page of a text that does not state it, where it is none of 17 common ones: such a signature is called wrong",
        "a block that begins more than 1 MiB before the file's end",
        "a signed script under another name",
    ],
    "references": [
        "Microsoft Learn, about_Signing",
        "jsign, net.jsign.script (what Windows' script host digests), measured on 103 files of Microsoft's",
        "Microsoft, Windows Authenticode Portable Executable Signature Format (2008)",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether the last comment is a signature block, be it a broken one: that is said then."""
    try:
        return script_signature.find(view) is not None
    except DamagedError:
        return True


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the script, its signature, and what it says."""
    yield from script_signature.examine(view)
