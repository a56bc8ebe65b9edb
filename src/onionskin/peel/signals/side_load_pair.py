"""A signed program beside a library that bears a name of Windows and is somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.code.strings import FileNames
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.contracts import Hit, Tree, base_name, folder_of
from onionskin.terms.system_libraries import library_kind

META = {
    "title": "Library of a system name beside a signed program (side-load pair)",
    "alias": "D6",
    "family": "side-load",
    "lane": "content",
    "level": "review",
    "technique": "T1574.001",
    "facts": ["PeImage"],
    "misses": "libraries of names that are not in Windows; a pair that is only put together when it is "
    "installed; a program without a signature",
    "references": [
        "ATT&CK T1574.001, DLL search order hijacking and side-loading",
        "incident facts, section 2: X_TRADER's TpmVscMgrSvr.exe beside winscard.dll",
        "Microsoft, Dynamic-link library search order",
    ],
    "benign": "a runtime that the vendor brings along unsigned, a software renderer (Mesa's opengl32.dll), or "
    "a shim for an old Windows",
}

MICROSOFT = "Microsoft Corporation"


@dataclass(frozen=True)
class _Module:
    """A program or library of the release, with what is asked of it here."""

    layer: Layer
    name: str
    image: PeImage
    signer: str
    is_trusted: bool

    @property
    def imports(self) -> set[str]:
        return {each.library.lower() for each in self.image.imports}


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per library of a system name beside a signed program of another publisher."""
    folders: dict[tuple[str | None, str], list[Layer]] = defaultdict(list)
    for layer in tree.layers:
        if any(each.kind == PeImage.__name__ for each in layer.facts):
            folders[folder_of(layer)].append(layer)
    for layers in folders.values():
        # What is in the others need not be read.
        if not any(library_kind(base_name(each)) for each in layers):
            continue
        images = [(each, each.first(PeImage)) for each in layers]
        modules = [_module(each, image) for each, image in images if image is not None]
        programs = [each for each in modules if not each.image.is_dll and each.signer]
        for library in modules:
            others = [each for each in programs if each.signer != library.signer]
            kind = library_kind(library.name)
            if kind and others and not (library.is_trusted and library.signer == MICROSOFT):
                yield _hit(tree, library, kind, others, modules)


def _module(layer: Layer, image: PeImage) -> _Module:
    valid = [each for each in layer.all(Signature) if each.status == "valid"]
    signer = valid[0].signer if valid else ""
    trusted = bool(valid) and "root-unknown" not in valid[0].flags
    return _Module(layer, base_name(layer), image, signer, trusted)


def _hit(
    tree: Tree, library: _Module, kind: str, programs: list[_Module], modules: list[_Module]
) -> Hit:
    # The program that is most surely the host comes first; the name decides between equals.
    ways = [(*_way(tree, each, library, modules), each) for each in programs]
    _, how, program = min(ways, key=lambda way: (way[0], way[2].name.lower()))
    owner = f"signed by {library.signer}" if library.signer else "not validly signed"
    what = "runtime" if kind == "runtime" else "library"
    summary = f"{library.name} bears the name of a Windows {what}, is {owner}, and stands beside "
    summary += f"{program.name}, signed by {program.signer}, which {how}"
    if kind == "known":
        summary += "; Windows would load its own"
    forwards = library.image.forwards
    if forwards:
        summary += f"; {len(forwards)} of its {library.image.export_count} exports are passed on, "
        summary += f"the first to {forwards[0].target}"
    own, host = library.layer.artifact, program.layer.artifact
    evidence = (
        Evidence(f"the library, {owner}", own.id, 0, own.size),
        Evidence(f"the program, which {how}", host.id, 0, host.size),
    )
    return Hit(summary, evidence, subject=own.id)


def _way(tree: Tree, program: _Module, library: _Module, modules: list[_Module]) -> tuple[int, str]:
    """Return how a program comes to load a library, the surest way first."""
    wanted = library.name.lower()
    if wanted in program.imports:
        return 0, "imports it"
    local = {
        each.name.lower(): each for each in modules if each.image.is_dll and each is not library
    }
    reached: set[str] = set()
    waiting = sorted(program.imports & set(local))
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if wanted in local[name].imports:
            return 1, f"imports {name}, which imports it"
        waiting += sorted(local[name].imports & set(local))
    mentioned = tree.featured([program.layer])[0].first(FileNames)
    if mentioned is not None and wanted in mentioned.names:
        return 2, "mentions it"
    return 3, "may load it through a library of Windows"
