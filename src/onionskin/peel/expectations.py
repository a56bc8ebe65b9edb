"""What a build's lock files and bills of materials explain of the changes in a release.

A change that a finding reports at REVIEW is expected where every file that the finding names
belongs to a component that was raised, as the build's own papers say; and a new dependency where they
list it at all: one that was added behind the build's back, to what is published alone, is not in them. Expected findings are kept
and counted apart. It is an explanation of *why* something changed, no proof that the component is
honest: the papers tell the intended version, and (but for a SHA-256 of the file itself) the file says
itself that it is that version. No invariant is ever explained, nor what no new version brings about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from onionskin.errors import BudgetError, JailError
from onionskin.jail.worker import note
from onionskin.model import Finding, Lane, Layer, Level, ReleaseName, Uncounted, Value
from onionskin.parse.locks.listed import Listed
from onionskin.parse.locks.reading import read
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.peel.readings import says_electron, together
from onionskin.peel.steps import stated
from onionskin.plugins.contracts import Pairs, Tree, base_name
from onionskin.plugins.view import View
from onionskin.terms import products, versions
from onionskin.weigh.rivals import component

# What a new version of a dependency brings about by itself. Not among them: a lost publisher, the same
# version with new bytes, what runs at installation, access to credentials, lost hardening, bytes
# that are read out of a hiding place: those ask a person, however the component is listed.
EXPLAINABLE = frozenset(
    {"vendored-component", "disproportion", "new-ability", "entry-point", "time-gate"}
)
DEPENDENCY = "new-dependency"
# This one holds the file against the very component that its version names.
NEVER = frozenset({"differs-from-reference"})
_FOLD = re.compile(r"[-_.]+")
_PLACE = re.compile(r"(?:^|(?<=/))node_modules/((?:@[^/]+/)?[^/]+)/")
_DIST_INFO = re.compile(r"(?:^|/)([^/]+)-([^/-]+)\.(?:dist|egg)-info/[^/]+$")
ELECTRON = "electron"


class Listing(Value, frozen=True):
    """What is to be read in the jail: the bytes of descriptor 0, and the file's name."""

    name: str
    size: int


class Expected(Value, frozen=True):
    """A component that a build is known to have, and what it was; `raised` unless it was the same before."""

    listed: Listed
    source: str
    before: tuple[str, ...] = ()
    raised: bool = True

    @property
    def says(self) -> str:
        """What the papers say, in words."""
        was = f", {' or '.join(self.before)} before" if self.before else ""
        return f"{self.listed.quote}{was}"

    @property
    def where(self) -> str:
        """Where they say it."""
        return f"{self.source}, {self.listed.place}"


def read_listing(args: bytes, fds: list[int]) -> bytes:
    """Return what a lock file lists, as msgpack. Runs in the jail; raises what `read` raises."""
    asked = msgspec.msgpack.decode(args, type=Listing)
    note("lock file")
    return msgspec.msgpack.encode(read(View(fds[0], 0, asked.size, asked.name)))


def difference(
    after: Iterable[Listed], source: str, before: Iterable[Listed] | None = None
) -> tuple[Expected, ...]:
    """Return what a listing holds; what stands in the listing before in that version is not raised."""
    if before is None:
        return tuple(Expected(each, source) for each in after)
    was: dict[str, set[str]] = {}
    for each in before:
        was.setdefault(_key(each.name), set()).add(each.version)
    return tuple(
        Expected(each, source, tuple(sorted(known)), each.version not in known)
        for each in after
        for known in (was.get(_key(each.name), set()),)
    )


@dataclass(frozen=True)
class Expectations:
    """What is expected of a release, asked about one finding at a time."""

    expected: Sequence[Expected]
    new: Tree
    pairs: Pairs | None

    def explain(self, finding: Finding) -> Uncounted | None:
        """Return why a finding is expected, or None."""
        if finding.lane is not Lane.CHANGE or finding.level is not Level.REVIEW:
            return None
        if finding.family == DEPENDENCY:
            return self._dependency(finding)
        if finding.family not in EXPLAINABLE or finding.signal in NEVER or not self.expected:
            return None
        reasons = [self._reason(layer) for layer in self._files(finding)]
        if not reasons or not all(reasons):
            return None
        said = sorted({each for each in reasons if each})
        where = sorted({each.where for _, each in said})
        words = "; ".join(sorted({f"{why}: {each.says}" for why, each in said}))
        return Uncounted(finding.id, "expected", words, "; ".join(where))

    def _dependency(self, finding: Finding) -> Uncounted | None:
        """Return which paper lists the one dependency that a finding is about, by its name."""
        layer = self.new.layer(finding.subject)
        notes = {each.note for each in finding.evidence}
        declared = (
            [one for one in layer.all(Dependency) if f"declares {one.declared}" in notes]
            if layer
            else []
        )
        names = {one.name for one in declared if not one.from_elsewhere}
        if len(declared) != 1 or not names:
            return None
        wanted = _key(names.pop())
        for each in self.expected:
            if _key(each.listed.name) == wanted:
                return Uncounted(finding.id, "expected", f"it is listed: {each.says}", each.where)
        return None

    def _files(self, finding: Finding) -> list[Layer | None]:
        """Return the files that a finding names; of a file and what holds it only the file."""
        named = {finding.subject, *(each.artifact or "" for each in finding.evidence)}
        layers = {ident: self.new.layer(ident) for ident in sorted(named)}
        holders = {
            above.artifact.id
            for layer in layers.values()
            if layer is not None
            for above in self._above(layer)
        }
        return [layer for ident, layer in layers.items() if ident not in holders]

    def _above(self, layer: Layer) -> Iterator[Layer]:
        at = self.new.layer(layer.artifact.parent or "")
        while at is not None:
            yield at
            at = self.new.layer(at.artifact.parent or "")

    def _reason(self, layer: Layer | None) -> tuple[str, Expected] | None:
        """Return how one file belongs to an expected component, and to which."""
        if layer is None or layer is self.new.root:
            return None
        return (
            self._by_hash(layer)
            or self._by_statement(layer)
            or self._by_folder(layer)
            or self._by_electron(layer)
        )

    @cached_property
    def _hashes(self) -> dict[str, Expected]:
        return {
            sha: each
            for each in reversed(self.expected)
            if each.raised
            for sha in each.listed.sha256
        }

    @cached_property
    def _names(self) -> dict[str, list[Expected]]:
        found: dict[str, list[Expected]] = {}
        for each in (one for one in self.expected if one.raised):
            found.setdefault(_key(each.listed.name), []).append(each)
        return found

    @cached_property
    def _old(self) -> dict[str, Layer]:
        pairs = self.pairs
        return {new.artifact.id: old for old, new in (*pairs.changed, *pairs.same)} if pairs else {}

    def _by_hash(self, layer: Layer) -> tuple[str, Expected] | None:
        for each in (layer, *self._above(layer)):
            if each is not self.new.root and each.artifact.sha256 in self._hashes:
                return "its SHA-256 is listed", self._hashes[each.artifact.sha256]
        return None

    def _by_statement(self, layer: Layer) -> tuple[str, Expected] | None:
        """Look at what the file, or a package that holds it, says that it is."""
        for each in (layer, *self._above(layer)):
            if each is self.new.root:
                return None
            said = each.first(ReleaseName)
            found = self._listed(said.product, said.version) if said else None
            if found and said and self._was_raised(each, said):
                return f"{base_name(each)} says it is {said.product} {said.version}", found
        return None

    def _was_raised(self, layer: Layer, said: ReleaseName) -> bool:
        """Say whether the file is new, or said another version before."""
        old = self._old.get(layer.artifact.id)
        before = old.first(ReleaseName) if old else None
        return before is None or not versions.same(before.version, said.version)

    def _by_folder(self, layer: Layer) -> tuple[str, Expected] | None:
        """Look at the package whose folder the file lies in: node_modules, or dist-info."""
        name = layer.name.replace("\\", "/")
        for place in list(_PLACE.finditer(name))[-1:]:
            return self._by_manifest(layer, f"{name[: place.end()]}package.json")
        own = _DIST_INFO.search(name)
        found = self._listed(own[1], own[2]) if own else None
        return (f"it lies in {own[1]}-{own[2]}", found) if own and found else None

    def _by_manifest(self, layer: Layer, manifest: str) -> tuple[str, Expected] | None:
        beside = self._places.get((layer.artifact.parent, manifest))
        said = beside.first(ReleaseName) if beside else None
        found = self._listed(said.product, said.version) if said else None
        if found is None or said is None or beside is None or not self._was_raised(beside, said):
            return None
        return f"{manifest} says it is {said.product} {said.version}", found

    @cached_property
    def _places(self) -> dict[tuple[str | None, str], Layer]:
        return {
            (each.artifact.parent, each.name.replace("\\", "/")): each
            for each in self.new.layers
            if base_name(each) == "package.json"
        }

    def _by_electron(self, layer: Layer) -> tuple[str, Expected] | None:
        """Look whether all core files of Electron changed, and a program says its new version."""
        files = component(ELECTRON)
        if self.pairs is None or base_name(layer).lower() not in files.files:
            return None
        changed, same = together(self.pairs, files.core)
        if len(changed) < 2 or same:
            return None
        for each in self._names.get(ELECTRON, ()):
            if each.before and self._says_electron(each.listed.version):
                why = f"{len(changed)} core files of Electron changed together, and a program says that version"
                return why, each
        return None

    def _says_electron(self, version: str) -> bool:
        try:
            return says_electron(self.new, version)
        except (BudgetError, JailError):
            return False

    def _listed(self, product: str, version: str) -> Expected | None:
        """Return what lists that product in that version; never the release's own product."""
        own = stated(self.new)
        if own is not None and products.same(own.product, product):
            return None
        for each in self._names.get(_key(product), ()):
            if each.listed.version and versions.same(each.listed.version, version):
                return each
        return None


def _key(name: str) -> str:
    """Return what a component's name compares by (PEP 503; other registries are stricter)."""
    return _FOLD.sub("-", name).strip("-").casefold()
