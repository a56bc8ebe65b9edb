"""Python's manifests: core metadata, pyproject.toml, `.pth` files and the other start-up files.

Sources: PyPA specifications (core metadata; pyproject.toml, PEP 517, 518 and 621);
Python documentation, module `site` (lines of a `.pth` that begin with `import` are run).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Problem, Value
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*(.*)", re.DOTALL)
HEADERS = 1 << 20
PATHS = 1 << 20
# What a start-up line may be made of that decodes, fetches or starts something else.
POWERS = re.compile(
    r"\b(exec|eval|compile|marshal|base64|b64decode|zlib|codecs|subprocess|Popen|os\.system|popen|spawn\w*|"
    r"execv\w*|urllib|urlopen|requests|httpx|socket|ctypes|pickle|bytes\.fromhex|unhexlify|rot13)\b"
)


class BuildSystem(Value, frozen=True):
    """What pyproject.toml says of building: the backend, and in-tree folders it is taken from."""

    backend: str
    path: tuple[str, ...] = ()


class StartLine(Value, frozen=True):
    """A line that Python runs at every start, and the words in it that decode, fetch or start something."""

    text: str
    powers: tuple[str, ...]
    number: int
    offset: int
    length: int


def of_requirement(text: str, kind: str) -> Dependency | None:
    """Read one requirement (PEP 508). One under an `extra` marker is `optional`."""
    found = _NAME.match(text)
    if found is None:
        return None
    kind = "optional" if kind == "runtime" and "extra" in found[3].partition(";")[2] else kind
    return Dependency("pypi", found[1][:200], found[3].strip()[: manifests.WORD], kind)


def _declared(requirements: list[str], kind: str) -> Iterator[Fact]:
    for each in requirements:
        dependency = of_requirement(each, kind)
        if dependency is not None:
            yield Fact.of(dependency)


def read_metadata(view: View) -> Iterator[Fact]:
    """Yield the dependencies of a METADATA or PKG-INFO: its `Requires-Dist` headers."""
    head = view.read(0, HEADERS).decode("utf-8", "replace").replace("\r\n", "\n")
    for line in head.partition("\n\n")[0].split("\n"):
        name, _, value = line.partition(":")
        if name.lower() == "requires-dist":
            yield from _declared([value.strip()], "runtime")


def read_pyproject(view: View) -> Iterator[Fact]:
    """Yield the build system, what building and running need, and an in-tree backend as a hook."""
    found = manifests.toml(view)
    system = manifests.table(found, "build-system")
    project = manifests.table(found, "project")
    if system:
        backend = manifests.word(system.get("build-backend", "setuptools.build_meta:__legacy__"))
        path = tuple(manifests.listed(system.get("backend-path")))
        yield Fact.of(BuildSystem(backend, path))
        if path:
            yield Fact.of(Hook("pyproject", "build", f"{backend} from {', '.join(path)}", "build-system"))  # fmt: skip
    yield from _declared(manifests.listed(system.get("requires")), "build")
    yield from _declared(manifests.listed(project.get("dependencies")), "runtime")
    for group in manifests.table(project, "optional-dependencies").values():
        yield from _declared(manifests.listed(group), "optional")
    poetry = manifests.table(found, "tool", "poetry", "dependencies")
    for name, requirement in manifests.pairs(poetry):
        if name != "python":
            yield Fact.of(Dependency("pypi", name, requirement))


# Where a file must stand to be looked at when Python starts: site-packages, by each of the ways to get there.
_LANDS = re.compile(
    r"(?:^|(?:^|/)(?:purelib|platlib|site-packages|dist-packages|src)/|^[^/]+-\d[^/]*/)[^/]*$"
)


def lands(name: str) -> bool:
    """Say whether a member of that name comes to stand where Python looks at its start."""
    return bool(_LANDS.search(name.replace("\\", "/").removeprefix("./")))


def read_pth(view: View) -> Iterator[Fact | Problem]:
    """Yield the lines of a `.pth` that Python runs (those that begin with `import` and a blank)."""
    at = 0
    # Python splits these files at every line boundary that Unicode knows, not only at a line feed.
    text_of_file = view.read(0, PATHS).decode("utf-8", "surrogateescape")
    for number, whole in enumerate(text_of_file.splitlines(keepends=True), 1):
        line = whole.removeprefix("\ufeff") if number == 1 else whole
        raw = whole.encode("utf-8", "surrogateescape")
        if line.startswith(("import ", "import\t")) and lands(view.name):
            length = len(whole.splitlines()[0].encode("utf-8", "surrogateescape"))
            text = raw.decode("utf-8", "replace").lstrip("\ufeff").strip()
            yield Fact.of(Hook("pth", "start", shown(text), f"line {number}", at, length))
            powers = tuple(sorted(set(POWERS.findall(text))))
            yield Fact.of(StartLine(shown(text), powers, number, at, length))
        at += len(raw)
    yield from manifests.cut_off(view, PATHS)


def read_customize(view: View) -> Iterator[Fact]:
    """Yield a sitecustomize.py or usercustomize.py as a whole: Python imports it at every start."""
    if not lands(view.name):
        return
    base = view.name.replace("\\", "/").rpartition("/")[2]
    text = manifests.text(view)
    powers = tuple(sorted(set(POWERS.findall(text))))
    yield Fact.of(Hook("sitecustomize", "start", f"import {base[:-3]}", "file", 0, view.size))
    yield Fact.of(StartLine(f"import {base[:-3]}", powers, 1, 0, view.size))
