"""What a lock file explains: a dependency that was raised, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from msgspec import structs

from onionskin.errors import BudgetError
from onionskin.model import (
    Artifact,
    Evidence,
    Fact,
    Finding,
    Lane,
    Layer,
    Level,
    Outcome,
    ReleaseName,
    identify,
)
from onionskin.parse.locks.listed import Listed
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.peel.expectations import Expectations, difference
from onionskin.peel.layover import lay_over
from onionskin.plugins.contracts import Tree

CORE = ("ffmpeg.dll", "libEGL.dll", "libGLESv2.dll")


def layer(
    name: str, sha: str, *said: str, form: str = "data", parent: Layer | None = None
) -> Layer:
    """Return a file of the release `client.zip`; `said` are product and version."""
    above = parent.artifact if parent else None
    path = (*above.path, name) if above else (name,)
    artifact = Artifact(identify("artifact", *path, sha), path, sha * 64, 9, above.id if above else None)  # fmt: skip
    facts = (Fact.of(ReleaseName(*said)),) if said else ()
    return Layer(artifact, form, Outcome.SCANNED, facts=facts)


def tree(*files: tuple[str, ...], words: Iterable[bytes] = ()) -> Tree:
    """Return a release; a file is (name, letter of its hash, product, version)."""
    root = layer("client.zip", "9", "Client", "1.0", form="zip")
    inside = [layer(*each, parent=root) for each in files]
    program = layer("client.exe", files[0][1], "Client", "1.0", form="pe", parent=root)

    def search(needle: bytes, layers: Iterable[Layer]) -> list[tuple[Layer, int]]:
        return [(each, 0) for each in layers if any(needle in word for word in words)]

    return Tree((root, *inside, program), search)


def finding(
    new: Tree, name: str, *, family: str = "vendored-component", lane: Lane = Lane.CHANGE,
    level: Level = Level.REVIEW, signal: str = "a-signal", also: str = "",
) -> Finding:  # fmt: skip
    own = next(each.artifact.id for each in new.layers if each.name == name)
    named = [own, *(each.artifact.id for each in new.layers if each.name == also)]
    evidence = tuple(Evidence("changed", each) for each in named)
    return Finding("finding-1", signal, family, lane, level, own, "T1", "s", "b", evidence)


def raised(
    name: str, old: str, new: str, *sha: str
) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    return (Listed(name, old, "line 1", f"{name} {old}"),), (
        Listed(name, new, "line 1", f"{name} {new}", sha),
    )


def explained(old: Tree, new: Tree, made: Finding, before: tuple[Listed, ...] | None, after: tuple[Listed, ...]) -> str:  # fmt: skip
    expected = difference(after, "yarn.lock", before)
    found = Expectations(expected, new, lay_over(old, new)).explain(made)
    return found.reason if found else ""


CODEC = (("codec.dll", "a", "Codec", "1.0"),), (("codec.dll", "b", "Codec", "2.0"),)


def test_a_component_that_says_its_raised_version_is_expected_and_the_line_is_quoted() -> None:
    old, new = tree(*CODEC[0]), tree(*CODEC[1])
    reason = explained(old, new, finding(new, "codec.dll"), *raised("codec", "1.0", "2.0"))
    assert reason == "codec.dll says it is Codec 2.0: codec 2.0, 1.0 before"


def test_a_component_under_its_old_version_is_not_expected_even_if_listed() -> None:
    old, new = tree(*CODEC[0]), tree(("codec.dll", "b", "Codec", "1.0"))
    listed = (Listed("codec", "1.0", "line 1", "codec 1.0"),)
    assert not explained(old, new, finding(new, "codec.dll"), None, listed)


def test_another_version_than_the_listed_one_is_not_expected() -> None:
    old, new = tree(*CODEC[0]), tree(*CODEC[1])
    assert not explained(old, new, finding(new, "codec.dll"), *raised("codec", "1.0", "2.1"))


def test_what_did_not_change_in_the_lock_files_explains_nothing() -> None:
    old, new = tree(*CODEC[0]), tree(*CODEC[1])
    same = (Listed("codec", "2.0", "line 1", "codec 2.0"),)
    assert not explained(old, new, finding(new, "codec.dll"), same, same)


@pytest.mark.parametrize(
    "other",
    [
        {"lane": Lane.INVARIANT},
        {"lane": Lane.CONTENT},
        {"level": Level.SUSPICIOUS},
        {"family": "publisher"},
        {"family": "install-hook"},
        {"family": "republished"},
        {"family": "credential-access"},
        {"signal": "differs-from-reference"},
    ],
)
def test_no_lock_file_explains_an_invariant_or_what_a_version_does_not_bring(other: dict[str, str]) -> None:  # fmt: skip
    old, new = tree(*CODEC[0]), tree(*CODEC[1])
    made = finding(new, "codec.dll", **other)  # type: ignore[arg-type]
    assert not explained(old, new, made, *raised("codec", "1.0", "2.0"))


def test_every_file_that_a_finding_names_must_be_explained() -> None:
    old = tree(*CODEC[0], ("more.dll", "c"))
    new = tree(*CODEC[1], ("more.dll", "d"))
    made = finding(new, "codec.dll", also="more.dll")
    assert not explained(old, new, made, *raised("codec", "1.0", "2.0"))


def test_a_file_whose_sha256_is_listed_is_expected() -> None:
    old, new = tree(("codec.dll", "a")), tree(("codec.dll", "b"))
    assert explained(old, new, finding(new, "codec.dll"), *raised("codec", "1", "2", "b" * 64))
    assert not explained(old, new, finding(new, "codec.dll"), *raised("codec", "1", "2", "c" * 64))


def test_the_releases_own_product_explains_nothing() -> None:
    old, new = tree(("a.dll", "a", "Client", "0.9")), tree(("a.dll", "b", "Client", "1.0"))
    assert not explained(old, new, finding(new, "a.dll"), *raised("client", "0.9", "1.0"))


def test_a_file_of_a_node_package_is_expected_by_its_package_json() -> None:
    place = "app/node_modules/codec/"
    old = tree((f"{place}package.json", "a", "codec", "1.0"), (f"{place}index.js", "b"))
    new = tree((f"{place}package.json", "c", "codec", "2.0"), (f"{place}index.js", "d"))
    made = finding(new, f"{place}index.js")
    assert explained(old, new, made, *raised("codec", "1.0", "2.0"))
    assert not explained(old, new, made, *raised("other", "1.0", "2.0"))
    inner = tree((f"{place}package.json", "c", "codec", "2.0"), (f"{place}node_modules/x/index.js", "d"))  # fmt: skip
    made = finding(inner, f"{place}node_modules/x/index.js")
    assert not explained(old, inner, made, *raised("codec", "1.0", "2.0"))


def electron(letter: str, *, changed: tuple[str, ...] = CORE, version: str = "22.3.0") -> Tree:
    files = tuple((name, letter if name in changed else "a") for name in CORE)
    return tree(*files, words=[f"Chrome/108.0.0.0 Electron/{version} Safari/537.36".encode()])


BUMP = raised("electron", "22.0.0", "22.3.0")


def test_an_electron_bump_is_expected() -> None:
    new = electron("b")
    reason = explained(electron("a"), new, finding(new, "ffmpeg.dll"), *BUMP)
    assert "3 core files of Electron changed together" in reason
    assert "electron 22.3.0, 22.0.0 before" in reason


@pytest.mark.parametrize("version", ["22.3.01", "22.3.0-beta.2"])
def test_a_version_that_only_begins_so_is_another(version: str) -> None:
    new = electron("b", version=version)
    assert not explained(electron("a"), new, finding(new, "ffmpeg.dll"), *BUMP)


def test_one_changed_file_of_electron_is_no_bump() -> None:
    new = electron("b", changed=("ffmpeg.dll",))
    assert not explained(electron("a"), new, finding(new, "ffmpeg.dll"), *BUMP)


def test_a_bump_that_no_program_says_is_not_expected() -> None:
    new = electron("b", version="22.0.0")
    assert not explained(electron("a"), new, finding(new, "ffmpeg.dll"), *BUMP)


def test_electron_listed_but_not_raised_is_not_expected() -> None:
    new = electron("b")
    assert not explained(electron("a"), new, finding(new, "ffmpeg.dll"), None, BUMP[1])


def test_a_search_that_ended_early_explains_nothing() -> None:
    new = electron("b")

    def late(needle: bytes, layers: Iterable[Layer]) -> list[tuple[Layer, int]]:
        raise BudgetError("no time", where="seconds")

    slow = Tree(new.layers, late)
    assert not explained(electron("a"), slow, finding(new, "ffmpeg.dll"), *BUMP)


def needing(old_needs: tuple[Dependency, ...], new_needs: tuple[Dependency, ...]) -> tuple[Tree, Tree]:  # fmt: skip
    """Return two releases whose package.json needs this."""
    trees = []
    for letter, needs in (("a", old_needs), ("b", new_needs)):
        made = tree(("package.json", letter))
        manifest = structs.replace(made.layers[1], facts=tuple(map(Fact.of, needs)))
        trees.append(replace(made, layers=(made.layers[0], manifest, *made.layers[2:])))
    return trees[0], trees[1]


def about(new: Tree, needed: Dependency, level: Level = Level.REVIEW) -> Finding:
    own = new.layers[1].artifact.id
    evidence = (Evidence(f"declares {needed.declared}", own),)
    return Finding("finding-1", "new-dependency", "new-dependency", Lane.CHANGE, level, own, "T1", "s", "b", evidence)  # fmt: skip


SEMVER = Dependency("npm", "semver", "^7.6.3")
LISTED = (Listed("semver", "7.6.3", "line 9", "semver 7.6.3"),)


@pytest.mark.parametrize("before", [None, (), LISTED])
def test_a_new_dependency_that_the_builds_own_lock_file_lists_is_expected(
    before: tuple[Listed, ...] | None,
) -> None:
    old, new = needing((), (SEMVER,))
    assert "semver 7.6.3" in explained(old, new, about(new, SEMVER), before, LISTED)


def test_a_dependency_that_was_added_behind_the_lock_files_back_is_not_expected() -> None:
    added = Dependency("npm", "plain-inert", "^1.0.0")
    old, new = needing((), (SEMVER, added))
    assert not explained(old, new, about(new, added), None, LISTED)


def test_a_new_dependency_with_new_code_at_installation_or_of_an_own_address_is_never_expected() -> None:  # fmt: skip
    elsewhere = Dependency("npm", "semver", "https://192.0.2.1/semver.tgz")
    old, new = needing((), (SEMVER, elsewhere))
    assert not explained(old, new, about(new, SEMVER, Level.SUSPICIOUS), None, LISTED)
    assert not explained(old, new, about(new, elsewhere), None, LISTED)


def test_what_the_lock_file_listed_before_explains_no_changed_file() -> None:
    (old, new), listed = (tree(*CODEC[0]), tree(*CODEC[1])), raised("Codec", "1.0", "2.0")[1]
    assert not explained(old, new, finding(new, "codec.dll"), listed, listed)
