"""The bundles of a release as release signals look at them: a seal, the files below it, its program.

A bundle is no file, only members whose names begin alike; so it is the same in a folder, a
disk image, a zip, a package's payload.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onionskin.errors import BudgetError
from onionskin.model import Layer, Signature
from onionskin.parse.metadata.bundle import BundleInfo, Seal, plain_path
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.contracts import Tree

_SEAL = "_codesignature/coderesources"
# What a seal never speaks of: itself, the ticket beside it, a receipt of the App Store.
_BESIDE = ("_CodeSignature/", "_MASReceipt/")
_NEVER = frozenset({"CodeResources", "Info.plist", "PkgInfo", ".DS_Store"})
# How many files are looked at, those of a bundle in a bundle more than once.
LOOKED = 3_000_000
CODE = frozenset({"macho", "macho-fat"})


@dataclass(frozen=True)
class Code:
    """A program or library of a bundle, and the signature of one of its architectures."""

    layer: Layer
    part: Layer
    signature: CodeSignature

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed it, whoever it is, and the signature is right."""
        return any(each.status == "valid" and "adhoc" not in each.flags for each in self.part.all(Signature))  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """One sealed bundle. `members` are its files by their path inside it; `folder` is where it is.

    `program` is the one that was signed with the seal, else the one that the description names.
    """

    folder: str
    holder: Layer | None
    seal_layer: Layer
    seal: Seal
    members: dict[str, Layer]
    info_layer: Layer | None
    info: BundleInfo | None
    program: Layer | None
    code: tuple[Code, ...]

    @property
    def is_readable(self) -> bool:
        """Whether what holds the bundle could be read to its end: only then is a file missing."""
        return self.holder is not None and not self.holder.problems

    @property
    def sealed_by(self) -> tuple[Code, ...]:
        """The signatures of the program that bind just this seal."""
        return tuple(each for each in self.code if binds(each, "resources", self.seal_layer) is True)  # fmt: skip

    @property
    def is_signed(self) -> bool:
        """Whether a signer, not only a tool, vouches for the seal."""
        return any(each.is_signed for each in self.sealed_by)


class Files:
    """The members of everything in a release by holder and name, so that a folder is found at once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._looked = 0

    # Most releases hold no bundle, and are then not sorted.
    @cached_property
    def _named(self) -> dict[str | None, dict[str, Layer]]:
        found: dict[str | None, dict[str, Layer]] = defaultdict(dict)
        for layer in self._tree.layers[1:]:
            found[layer.artifact.parent].setdefault(_plain(layer.name), layer)
        return found

    @cached_property
    def _sorted(self) -> dict[str | None, list[str]]:
        return {parent: sorted(named) for parent, named in self._named.items()}

    def below(self, parent: str | None, folder: str) -> dict[str, Layer]:
        """Return the files below a folder (which ends in a slash, or is "") by their path in it."""
        names, named = self._sorted.get(parent, []), self._named.get(parent, {})
        start = bisect.bisect_left(names, folder)
        found = {}
        for name in names[start:]:
            if not name.startswith(folder):
                break
            found[name[len(folder) :]] = named[name]
        # Folders of folders, each with a seal, are looked through as often as they are deep.
        self._looked += len(found)
        if self._looked > LOOKED:
            detail = f"bundles lie inside each other; more than {LOOKED} files were looked at"
            raise BudgetError(detail, where="bundles")
        return found

    def parts(self, layer: Layer) -> Iterable[Layer]:
        """Return the architectures of a fat file, or the file itself."""
        return self._tree.children(layer) if layer.format == "macho-fat" else (layer,)

    def code(self, layer: Layer | None) -> Iterator[Code]:
        """Yield each signature of a program."""
        for part in self.parts(layer) if layer is not None and layer.format in CODE else ():
            signature = part.first(CodeSignature)
            if layer is not None and signature is not None:
                yield Code(layer, part, signature)

    def sealed(self, tree: Tree) -> Iterator[Bundle]:
        """Yield every bundle that has a readable seal."""
        for layer in tree.layers:
            if layer.format != "code-resources":
                continue
            name = _plain(layer.name)
            if not name.lower().endswith(_SEAL):
                continue
            seal = layer.first(Seal)
            folder = name[: -len(_SEAL)]
            if seal is not None and (not folder or folder.endswith("/")):
                yield self._bundle(tree, layer, seal, folder)

    def unsealed(self, tree: Tree) -> Iterator[tuple[Layer, Code]]:
        """Yield (description, signature) of each program that binds a seal, where there is none."""
        for layer in tree.layers:
            info = layer.first(BundleInfo) if layer.format == "info-plist" else None
            if info is None:
                continue
            name = _plain(layer.name)
            folder = name[: -len("Info.plist")].removesuffix("Resources/")
            if not info.executable or not (not folder or folder.endswith("/")):
                continue
            named = self._named[layer.artifact.parent]
            if any(f"{folder}{seal}" in named for seal in ("_CodeSignature/CodeResources", "CodeResources")):  # fmt: skip
                continue
            program = named.get(f"{folder}MacOS/{info.executable}") or named.get(f"{folder}{info.executable}")  # fmt: skip
            for code in self.code(program):
                if any("resources" in dict(each.beside) for each in code.signature.directories):
                    yield layer, code
                    break

    def _bundle(self, tree: Tree, layer: Layer, seal: Seal, folder: str) -> Bundle:
        parent = layer.artifact.parent
        members = self.below(parent, folder)
        info_layer = members.get("Info.plist") or members.get("Resources/Info.plist")
        info = info_layer.first(BundleInfo) if info_layer else None
        name = info.executable if info else ""
        named = members.get(f"MacOS/{name}") or members.get(name) if name else None
        program = self._program(members, layer, named)
        return Bundle(
            folder=folder,
            holder=tree.layer(parent) if parent else None,
            seal_layer=layer,
            seal=seal,
            members=members,
            info_layer=info_layer,
            info=info,
            program=program,
            code=tuple(self.code(program)),
        )

    def _program(self, members: dict[str, Layer], seal: Layer, named: Layer | None) -> Layer | None:
        """Return the program that was signed with the seal; whom the description names may be another."""
        signed = [
            each
            for path, each in sorted(members.items())
            if each.format in CODE
            and _is_main_place(path)
            and any(binds(code, "resources", seal) is True for code in self.code(each))
        ]
        return named if named in signed or not signed else signed[0]


def _is_main_place(path: str) -> bool:
    return "/" not in path or (path.startswith("MacOS/") and path.count("/") == 1)


def binds(code: Code, slot: str, layer: Layer) -> bool | None:
    """Say whether a signature binds a file as its `info plist` or its `resources`.

    None: it speaks of none, or by a hash (SHA-1, SHA-384) that the file's is not known by.
    """
    answers = []
    for directory in code.signature.directories:
        stated = dict(directory.beside).get(slot)
        if stated and directory.algorithm.startswith("sha256"):
            answers.append(layer.artifact.sha256.startswith(stated))
    return all(answers) if answers else None


def unsealed(bundle: Bundle) -> Iterator[tuple[str, Layer]]:
    """Yield (path, file) of what is in a bundle and in no row of its seal, nor left out by the usual rules."""
    rows = {each.path for each in bundle.seal.files}
    nested = {each.path for each in bundle.seal.files if each.code_hash}
    links = {each.path for each in bundle.seal.files if each.target}
    known = {layer.artifact.sha256 for path, layer in bundle.members.items() if path in rows}
    for path, layer in sorted(bundle.members.items()):
        if path in rows or layer is bundle.program or _is_beside(path):
            continue
        if any(parent in nested for parent in _parents(path)):
            continue
        # Packers that know no links store what a link leads to once more.
        if any(parent in links for parent in (path, *_parents(path))) or _is_copy(layer, path, known):  # fmt: skip
            continue
        yield path, layer


def _is_copy(layer: Layer, path: str, known: set[str]) -> bool:
    return layer.artifact.sha256 in known and path.startswith(("Versions/", "Frameworks/"))


def _is_beside(path: str) -> bool:
    """Say whether a path is one that no seal speaks of, and that holds no program by its place."""
    last = path.rpartition("/")[2]
    return (
        path.startswith(_BESIDE)
        or path in _NEVER
        or last == ".DS_Store"
        or path.endswith(".lproj/locversion.plist")
    )


def _parents(path: str) -> Iterator[str]:
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _plain(name: str) -> str:
    return plain_path(name.removeprefix("./"))
