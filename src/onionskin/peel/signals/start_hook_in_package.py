"""A line that Python runs at every start, and that decodes, fetches or starts something."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.metadata.python_manifests import StartLine
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A start-up file of Python that starts, fetches or decodes something",
    "alias": "D7",
    "family": "start-hook",
    "lane": "content",
    "level": "review",
    "technique": "T1546.018",
    "formats": ["pth", "sitecustomize"],
    "misses": "a line that only imports a module of the package, which then does it",
    "references": [
        "MITRE ATT&CK T1546.018, Python Startup Hooks",
        "Python documentation, module site",
    ],
    "benign": "tools that must be there before all else: coverage, debuggers, import hooks",
}

DECODERS = frozenset(
    {"marshal", "base64", "b64decode", "zlib", "codecs", "bytes.fromhex", "unhexlify", "rot13", "pickle"}
)  # fmt: skip
FETCHERS = frozenset({"urllib", "urlopen", "requests", "httpx", "socket"})
# `exec` of words that stand in the line is how several statements come into one; they were looked at, too.
PLAIN = frozenset({"exec", "eval", "compile"})
READS = ("open(", "read", "getattr", "globals", "chr(", "join(")
STARTERS = (
    "exec",
    "eval",
    "compile",
    "subprocess",
    "Popen",
    "os.system",
    "popen",
    "spawn",
    "ctypes",
)


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per line; one that runs what it decodes or fetches is graver, if it is of a `.pth`."""
    del view
    for line in layer.all(StartLine):
        if PLAIN.issuperset(line.powers) and not (line.powers and _reads(line)):
            continue
        decodes = not (DECODERS | FETCHERS).isdisjoint(line.powers)
        starts = any(power.startswith(STARTERS) for power in line.powers)
        grave = decodes and starts and layer.format == "pth"
        yield Hit(
            f"runs at every start of Python, with {', '.join(line.powers)}: {line.text[:200]!r}",
            (Evidence(f"line {line.number}", None, line.offset, line.length),),
            Level.SUSPICIOUS if grave else None,
        )


def _reads(line: StartLine) -> bool:
    return any(word in line.text for word in READS)
