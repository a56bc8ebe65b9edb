"""A signed archive holds entries that no signature covers."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.archive import clip
from onionskin.parse.signatures.jar_signature import OutsideSignature
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Files in a signed archive that its signature does not cover",
    "alias": "H6",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["jar", "nupkg", "vsix"],
    "misses": "files straight in META-INF that belong to a signature, and in a package for Android all of META-INF, which "
    "installers fill with channel names; an archive whose signature is gone altogether (see signature-stripped)",
    "references": [
        "JAR File Specification, Java SE 21, section Signed JAR File",
        "MITRE ATT&CK T1553.002, Subvert Trust Controls: Code Signing",
    ],
    "benign": "a licence or an index that a build adds to a jar which somebody else had signed",
}

# What a Java, Android or .NET runtime, a browser, or whoever unpacks the archive, runs.
CODE = (
    ".class", ".dex", ".so", ".dll", ".exe", ".jar", ".js", ".mjs", ".wasm", ".dylib", ".jnilib", ".ps1", ".sh", ".py", ".bat",
    ".cmd", ".groovy", ".kts",
)  # fmt: skip
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit with the entries; only REVIEW where none of them is code."""
    for each in layer.all(OutsideSignature):
        code = [name for name in each.names if name.lower().endswith(CODE)]
        first = (code or list(each.names))[0]
        more = f" and {each.count - 1} more" if each.count > 1 else ""
        places = {region.name: region for region in layer.regions}
        evidence = []
        for name in (*code, *(name for name in each.names if name not in code)):
            region = places.get(f"data {clip(name)}")
            start, length = (region.offset, region.length) if region else (0, view.size)
            evidence.append(Evidence(f"{name!r} is in no signature", None, start, length))
        level = Level.SUSPICIOUS if code else Level.REVIEW
        yield Hit(f"{first!r}{more}: covered by no signature of this signed archive", tuple(evidence[:SHOWN]), level)  # fmt: skip
