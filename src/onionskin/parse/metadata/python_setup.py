"""setup.py, read and never run: which commands it replaces, and what it calls.

Source: Python documentation, module `ast`; setuptools documentation, "Extending or
customizing setuptools". The calls are those that start, fetch or decode something.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

LIMIT = 512 << 10
NODES = 200_000
HOOKS = 100
# Full names, and beginnings of names (with a dot at the end), of what is worth a word.
NOTABLE = frozenset(
    {"exec", "eval", "compile", "__import__", "os.system", "os.popen", "marshal.loads", "pickle.loads",
     "base64.b64decode", "base64.b32decode", "base64.b85decode", "zlib.decompress", "codecs.decode", "bytes.fromhex",
     "binascii.unhexlify", "importlib.import_module", "runpy.run_path", "webbrowser.open"}
)  # fmt: skip
FAMILIES = ("subprocess.", "os.exec", "os.spawn", "urllib.request.", "urllib.urlopen", "urllib2.", "requests.",
            "httpx.", "socket.", "http.client.", "ctypes.", "builtins.")  # fmt: skip


def read(view: View) -> Iterator[Fact]:
    """Yield each replaced command and each notable call once. Raises DamagedError for what is no Python."""
    source = manifests.text(view, LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise DamagedError(f"it is no Python of today: {error}") from error
    known: dict[str, str] = {}
    seen: set[str] = set()
    for number, node in enumerate(ast.walk(tree)):
        if number >= NODES or len(seen) >= HOOKS:
            raise DamagedError("it is too large a program to be read to its end")
        if isinstance(node, ast.Import | ast.ImportFrom):
            _bind(node, known)
        elif isinstance(node, ast.Call):
            for command in _said(node, known):
                if command not in seen:
                    seen.add(command)
                    yield Fact.of(Hook("setup.py", "build", shown(command), f"line {node.lineno}"))


def _bind(node: ast.Import | ast.ImportFrom, known: dict[str, str]) -> None:
    for each in node.names:
        if isinstance(node, ast.ImportFrom):
            known[each.asname or each.name] = f"{node.module or ''}.{each.name}"
        elif each.asname:
            known[each.asname] = each.name


def _said(node: ast.Call, known: dict[str, str]) -> Iterator[str]:
    name = _dotted(node.func, known)
    if name in NOTABLE or name.startswith(FAMILIES):
        yield f"calls {name}"
    for keyword in node.keywords:
        if keyword.arg != "cmdclass":
            continue
        keys = keyword.value.keys if isinstance(keyword.value, ast.Dict) else []
        names = [str(key.value) for key in keys if isinstance(key, ast.Constant)]
        yield from (f"replaces the command {each}" for each in names or ["(computed)"])


def _dotted(node: ast.expr, known: dict[str, str]) -> str:
    """Return the full name of what is called, through the imports seen so far; "" where it has none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 8:
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([known.get(node.id, node.id), *reversed(parts)])
