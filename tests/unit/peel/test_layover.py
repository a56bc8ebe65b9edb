"""Two releases laid over each other: each file is in exactly one list, and paired by its place."""

from __future__ import annotations

import hashlib

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from onionskin.model import Artifact, Fact, Layer, Outcome, ReleaseName
from onionskin.parse.programs.pe_image import PeImage
from onionskin.parse.programs.pe_resources import VersionStrings
from onionskin.peel.layover import lay_over
from onionskin.peel.steps import stated, step
from onionskin.plugins.contracts import Pairs, Tree

FILES = st.dictionaries(
    st.sampled_from(
        [
            "a.dll",
            "b.dll",
            "lib-1.2.dll",
            "lib-1.3.dll",
            "x/a.dll",
            "y/a.dll",
            "y/z.dat",
            "icon3.ico",
        ]
    ),
    st.sampled_from(["one", "two", "three"]),
)


def tree(files: dict[str, str], name: str = "release") -> Tree:
    root = _layer((name,), repr(sorted(files.items())))
    inner = [_layer((name, path), text, root.artifact.id) for path, text in sorted(files.items())]
    return Tree((root, *inner), lambda _needle, _layers: [])


def _layer(path: tuple[str, ...], text: str, parent: str | None = None) -> Layer:
    digest = hashlib.sha256(text.encode()).hexdigest()
    ident = f"artifact-{'/'.join(path)}"
    return Layer(Artifact(ident, path, digest, len(text), parent), "data", Outcome.SCANNED)


def _paired(pairs: Pairs) -> dict[str, str]:
    return {
        after.artifact.path[-1]: before.artifact.path[-1]
        for before, after in (*pairs.same, *pairs.changed)
    }


@given(FILES, FILES)
def test_every_layer_of_both_releases_is_in_exactly_one_list(
    old: dict[str, str], new: dict[str, str]
) -> None:
    before, after = tree(old, "v1"), tree(new, "v2")
    pairs = lay_over(before, after)
    both = (*pairs.same, *pairs.changed)
    from_old = [one.artifact.id for one, _ in both] + [each.artifact.id for each in pairs.removed]
    from_new = [two.artifact.id for _, two in both] + [each.artifact.id for each in pairs.added]
    assert sorted(from_old) == sorted(each.artifact.id for each in before.layers)
    assert sorted(from_new) == sorted(each.artifact.id for each in after.layers)
    assert all(one.artifact.sha256 == two.artifact.sha256 for one, two in pairs.same)
    assert all(one.artifact.sha256 != two.artifact.sha256 for one, two in pairs.changed)


@given(FILES)
def test_a_release_over_itself_changes_nothing(files: dict[str, str]) -> None:
    pairs = lay_over(tree(files), tree(files))
    assert (pairs.changed, pairs.added, pairs.removed) == ((), (), ())


def test_a_file_keeps_its_pair_when_its_version_is_in_its_name() -> None:
    pairs = lay_over(tree({"lib-1.2.dll": "one"}), tree({"lib-1.3.dll": "two"}))
    assert _paired(pairs)["lib-1.3.dll"] == "lib-1.2.dll"


def test_a_new_numbered_file_does_not_shift_all_the_others() -> None:
    old = {f"icon{n}.ico": f"picture {n}" for n in range(1, 5)}
    pairs = lay_over(tree(old), tree(old | {"icon0.ico": "a tail"}))
    assert [each.name for each in pairs.added] == ["icon0.ico"]
    assert [after.name for _, after in pairs.changed] == ["release"]


def test_bytes_of_another_old_file_at_a_place_are_a_change_of_that_place() -> None:
    pairs = lay_over(tree({"a.dll": "one", "b.dll": "two"}), tree({"a.dll": "two", "b.dll": "one"}))
    assert _paired(pairs) == {"release": "release", "a.dll": "a.dll", "b.dll": "b.dll"}
    assert {after.name for _, after in pairs.changed} == {"a.dll", "b.dll", "release"}


def test_a_moved_file_is_the_same_and_a_name_that_several_bear_pairs_nothing() -> None:
    moved = lay_over(tree({"x/z.dat": "one"}), tree({"y/q.dat": "one"}))
    assert _paired(moved)["y/q.dat"] == "x/z.dat"
    several = lay_over(
        tree({"x/a.dll": "one", "y/a.dll": "two"}), tree({"p/a.dll": "three", "q/a.dll": "four"})
    )
    assert len(several.added) == len(several.removed) == 2
    alone = lay_over(tree({"x/a.dll": "one"}), tree({"p/a.dll": "three"}))
    assert _paired(alone)["p/a.dll"] == "x/a.dll"


# --- versions ------------------------------------------------------------------------------


def _stating(*named: tuple[str, str, str]) -> Tree:
    """Give a directory of (file, product, version)."""
    root = _layer(("release",), "root")
    layers = [root]
    for name, product, version in named:
        fact = Fact.of(ReleaseName(product, version))
        own = _layer(("release", name), name, root.artifact.id)
        layers.append(Layer(own.artifact, "pe", Outcome.SCANNED, facts=(fact,)))
    return Tree(tuple(layers), lambda _needle, _layers: [])


def _step(old: str, new: str) -> str:
    return step(_stating(("a.exe", "P", old)), _stating(("a.exe", "P", new)))


def test_a_step_is_named_by_the_first_number_that_differs() -> None:
    assert _step("18.12.416", "18.12.416") == "same"
    assert _step("18.11.1213", "18.12.416") == "minor"
    assert _step("1.9", "2.0") == "major"
    assert _step("1.2.3", "1.2.4") == "patch"
    assert _step("1.0", "1.0.1") == _step("2", "2.0.1") == _step("1.0.0", "1.0.0.7") == "patch"
    assert _step("1.0", "1.0.0") == "same"
    assert _step("1.0rc1", "1.0") == "patch"
    assert _step("unversioned", "1.0") == "unknown"


def test_a_release_is_named_by_most_of_its_outermost_files_not_by_the_first() -> None:
    several = _stating(
        ("avcodec.dll", "Codec", "4.1"), ("phone.exe", "Phone", "18"), ("update.exe", "Phone", "18")
    )
    named = stated(several)
    assert named is not None
    assert (named.product, named.version) == ("Phone", "18")
    tied = stated(_stating(("a.dll", "Codec", "4.1"), ("phone.exe", "Phone", "18")))
    assert tied is not None
    assert tied.product == "Phone"
    assert stated(_stating()) is None


def _program(path: str, text: str, *facts: msgspec.Struct, form: str = "pe") -> Layer:
    layer = _layer(("release", path), text, "artifact-release")
    return structs.replace(layer, format=form, facts=tuple(Fact.of(each) for each in facts))


def _over(old: list[Layer], new: list[Layer]) -> Pairs:
    root = _layer(("release",), "root")
    return lay_over(
        Tree((root, *old), lambda _needle, _layers: []),
        Tree((root, *new), lambda _needle, _layers: []),
    )


def _image(*exports: str) -> PeImage:
    return PeImage(True, 0x8664, 2, 0, False, exports=exports, export_count=len(exports))


def test_a_renamed_library_is_found_by_the_name_it_was_built_under() -> None:
    strings = VersionStrings(product_name="Phone", original_filename="codec.dll")
    pairs = _over(
        [_program("codec.dll", "one", strings), _program("other.dll", "x")],
        [_program("bin/media_core.dll", "two", strings), _program("new.dll", "y")],
    )
    assert ("bin/media_core.dll", "codec.dll") in _paired(pairs).items()
    assert [each.name for each in pairs.added] == ["new.dll"]


def test_a_name_that_two_files_share_identifies_neither() -> None:
    strings = VersionStrings(product_name="Phone", original_filename="codec.dll")
    pairs = _over(
        [_program("a.dll", "one", strings), _program("b.dll", "two", strings)],
        [_program("c.dll", "three", strings)],
    )
    assert [each.name for each in pairs.added] == ["c.dll"]


def test_a_renamed_program_is_found_by_the_names_that_most_of_it_still_has() -> None:
    exports = [f"codec_{number}" for number in range(20)]
    pairs = _over(
        [_program("old.dll", "one", _image(*exports))],
        [_program("fresh.dll", "two", _image(*exports[:18], "added_1")), _program("z.dll", "z")],
    )
    assert ("fresh.dll", "old.dll") in _paired(pairs).items()


def test_programs_that_share_few_names_are_not_taken_for_one() -> None:
    pairs = _over(
        [_program("old.dll", "one", _image(*(f"codec_{number}" for number in range(20))))],
        [_program("fresh.dll", "two", _image(*(f"codec_{number}" for number in range(10, 30))))],
    )
    assert [each.name for each in pairs.added] == ["fresh.dll"]


def test_a_bundle_keeps_its_pair_when_the_digest_in_its_name_has_no_figure() -> None:
    old, new = {"a/index-DbdpUWhB.js": "one"}, {"a/index-BraRlsYs.js": "two"}
    assert _paired(lay_over(tree(old, "v1"), tree(new, "v2")))["a/index-BraRlsYs.js"] == "a/index-DbdpUWhB.js"  # fmt: skip


def test_a_word_in_camel_case_is_no_digest() -> None:
    old, new = {"a/index-urlMatch.js": "one"}, {"a/index-urlParse.js": "two"}
    assert "a/index-urlParse.js" not in _paired(lay_over(tree(old, "v1"), tree(new, "v2")))


def test_a_source_archive_whose_folder_is_spelt_otherwise_pairs_by_its_files() -> None:
    old = tree(
        {"Inert.Tool-1.3.5/PKG-INFO": "one", "Inert.Tool-1.3.5/Inert.egg-info/PKG-INFO": "two"}
    )
    new = tree(
        {"inert_tool-1.3.6/PKG-INFO": "three", "inert_tool-1.3.6/inert.egg-info/PKG-INFO": "four"}
    )
    assert _paired(lay_over(old, new)) == {
        "release": "release",
        "inert_tool-1.3.6/PKG-INFO": "Inert.Tool-1.3.5/PKG-INFO",
        "inert_tool-1.3.6/inert.egg-info/PKG-INFO": "Inert.Tool-1.3.5/Inert.egg-info/PKG-INFO",
    }


def test_a_program_with_a_digest_before_its_name_is_the_one_with_another() -> None:
    old = tree(
        {
            "81d243bd2c585b0f4821__mypyc.cpython-311-darwin.so": "one",
            "a/0123456789abcdef_x.so": "two",
        }
    )
    new = tree(
        {
            "ada92cb5d92a588d1b93__mypyc.cpython-311-darwin.so": "three",
            "b/0123456789abcdef.so": "four",
        }
    )
    pairs = lay_over(old, new)
    assert _paired(pairs) == {
        "release": "release",
        "ada92cb5d92a588d1b93__mypyc.cpython-311-darwin.so": "81d243bd2c585b0f4821__mypyc.cpython-311-darwin.so",
    }
