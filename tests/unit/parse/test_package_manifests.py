"""Manifests and scripts: what runs by itself, and what is needed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.lookalike.packages import build_binary_xml
from onionskin.model import Fact, Problem
from onionskin.parse.code import shell_scripts
from onionskin.parse.metadata import (
    browser_extension,
    build_scripts,
    cargo_manifest,
    gem_spec,
    github_action,
    go_mod,
    manifests,
    msbuild,
    npm_manifest,
    python_manifests,
    python_setup,
)
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.packages import block_map, crx
from onionskin.parse.texts import binary_xml
from onionskin.plugins.view import View

Read = Callable[[View], Iterator[Fact | Problem]]


def _view(data: bytes, name: str = "") -> View:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the view keeps it open
    file.write(data)
    file.flush()
    view = View(file.fileno(), 0, len(data), name)
    view.file = file  # type: ignore[attr-defined]  # keeps it open
    return view


def _told(read: Read, data: bytes, name: str = "") -> list[Fact | Problem]:
    return list(manifests.told(_view(data, name), read))


def _hooks(read: Read, data: bytes, name: str = "") -> list[tuple[str, str]]:
    return [
        (each.value["when"], each.value["command"])
        for each in _told(read, data, name)
        if isinstance(each, Fact) and each.kind == "Hook"
    ]


def _needs(read: Read, data: bytes) -> list[tuple[str, str, str]]:
    return [
        (each.value["name"], each.value["requirement"], each.value["kind"])
        for each in _told(read, data)
        if isinstance(each, Fact) and each.kind == "Dependency"
    ]


def test_npm_scripts_run_at_installation_or_at_building_and_others_do_not_run() -> None:
    scripts = {"postinstall": "node a.js", "prepare": "tsc", "test": "jest", "install": "  "}
    found = _hooks(npm_manifest.read, json.dumps({"scripts": scripts}).encode())
    assert found == [("install", "node a.js"), ("build", "tsc")]


def test_npm_dependencies_are_told_by_kind() -> None:
    text = {
        "dependencies": {"a": "1"},
        "optionalDependencies": {"b": "2"},
        "bundledDependencies": ["c"],
    }
    needs = _needs(npm_manifest.read, json.dumps(text).encode())
    assert needs == [("a", "1", "runtime"), ("b", "2", "optional"), ("c", "", "bundled")]


def test_a_byte_order_mark_does_not_hide_a_manifest() -> None:
    data = b"\xef\xbb\xbf" + json.dumps({"scripts": {"preinstall": "x"}}).encode()
    assert manifests.begins_object(_view(data))
    assert _hooks(npm_manifest.read, data) == [("install", "x")]


def test_a_broken_manifest_is_a_problem_at_the_top_and_a_fact_below() -> None:
    top = _told(npm_manifest.read, b"{", "package/package.json")
    deep = _told(npm_manifest.read, b"{", "package/test/broken/package.json")
    assert isinstance(top[0], Problem)
    assert isinstance(deep[0], Fact)


def test_a_gyp_file_at_the_top_builds_by_itself_and_its_expansions_run() -> None:
    data = b"{'a': \"<!(node -p 1)\", 'actions': [{'action': ['sh', 'x.sh']}]}"
    found = _hooks(npm_manifest.read_gyp, data, "package/binding.gyp")
    assert [command for _, command in found] == ["node-gyp rebuild", "node -p 1", "'sh', 'x.sh'"]


def test_a_requirement_under_an_extra_is_optional() -> None:
    data = b"Metadata-Version: 2.1\nRequires-Dist: a (>=1)\nRequires-Dist: B_c ; extra == 'x'\n\nRequires-Dist: no\n"
    assert _needs(python_manifests.read_metadata, data) == [
        ("a", "(>=1)", "runtime"),
        ("B_c", "; extra == 'x'", "optional"),
    ]


def test_names_of_python_packages_are_compared_as_pypi_compares_them() -> None:
    assert Dependency("pypi", "Foo_Bar.baz").key == Dependency("pypi", "foo-bar-baz").key


@pytest.mark.parametrize("requirement", ["git+ssh://a/b", "user/repo#x", "https://a.example/x.tgz", "github:a/b"])  # fmt: skip
def test_a_requirement_with_an_address_comes_from_elsewhere(requirement: str) -> None:
    assert Dependency("npm", "a", requirement).from_elsewhere


@pytest.mark.parametrize("requirement", ["^1.0.0", ">=1 <2", "npm:b@1", "workspace:*", "latest", "~1.2"])  # fmt: skip
def test_a_version_comes_from_the_registry(requirement: str) -> None:
    assert not Dependency("npm", "a", requirement).from_elsewhere


def test_a_backend_in_the_tree_is_a_hook() -> None:
    data = b"[build-system]\nrequires=['a']\nbuild-backend='b'\nbackend-path=['tools']\n"
    assert _hooks(python_manifests.read_pyproject, data) == [("build", "b from tools")]


@pytest.mark.parametrize("name", ["x.pth", "a-1.data/purelib/x.pth", "usr/lib/python3/dist-packages/x.pth", "a-1.0/x.pth"])  # fmt: skip
def test_a_line_of_a_path_file_that_imports_runs_at_every_start(name: str) -> None:
    found = _hooks(python_manifests.read_pth, b"# x\nlib\nimport a; a.b()\nimportx\n", name)
    assert found == [("start", "import a; a.b()")]


def test_a_path_file_deep_in_a_package_is_never_read_by_python() -> None:
    assert _hooks(python_manifests.read_pth, b"import a\n", "pkg/sub/x.pth") == []


def test_setup_calls_are_named_through_their_imports() -> None:
    data = b"import subprocess as s\nfrom os import system as y\ns.run(1)\ny('x')\nprint(1)\n"
    assert [command for _, command in _hooks(python_setup.read, data)] == [
        "calls subprocess.run",
        "calls os.system",
    ]


def test_setup_commands_that_are_replaced_are_named() -> None:
    data = b"setup(cmdclass={'install': A, 'egg_info': B})\nsetup(cmdclass=get())\n"
    assert [command for _, command in _hooks(python_setup.read, data)] == [
        "replaces the command install",
        "replaces the command egg_info",
        "replaces the command (computed)",
    ]


@pytest.mark.parametrize("data", [b"(" * 100_000, b"x = " + b"-" * 200_000 + b"1", b"a\0b", b"if 1:\n" * 5])  # fmt: skip
def test_a_program_that_no_parser_bears_is_said(data: bytes) -> None:
    with pytest.raises(DamagedError):
        list(python_setup.read(_view(data)))


def test_a_maintainer_script_is_told_with_its_notable_commands_once() -> None:
    data = b"#!/bin/sh\n# curl x\ncurl a | base64 -d\nsystemctl enable x\ncurl b\n"
    assert [command for _, command in _hooks(shell_scripts.read, data, "./postinst")] == [
        "postinst: #!/bin/sh",
        "postinst: curl",
        "postinst: base64",
        "postinst: systemctl enable",
    ]


def test_a_build_that_executes_downloads_or_compiles_is_told() -> None:
    data = b'<Project><Target Name="T"><Exec Command="x.exe"/><DownloadFile SourceUrl="u"/></Target></Project>'
    assert [command for _, command in _hooks(msbuild.read, data)] == [
        "Exec Command=x.exe",
        "DownloadFile SourceUrl=u",
    ]


def test_a_project_in_utf_16_is_one_too() -> None:
    data = "<Project><Exec Command='x'/></Project>".encode("utf-16")
    assert msbuild.begins_project(_view(data))
    assert _hooks(msbuild.read, data) == [("build", "Exec Command=x")]


def test_a_crate_says_its_build_script_and_where_a_dependency_comes_from() -> None:
    data = b"[package]\nbuild='b.rs'\n[dependencies]\na={git='https://x.example/a', optional=true}\n[lib]\nproc-macro=true\n"
    assert [command for _, command in _hooks(cargo_manifest.read, data)] == ["b.rs", "procedural macro"]  # fmt: skip
    assert _needs(cargo_manifest.read, data) == [("a", "https://x.example/a", "optional")]


def test_checksums_of_a_gem_are_read_by_algorithm() -> None:
    text = "---\nSHA256:\n  metadata.gz: AB\n  data.tar.gz: 'cd'\nSHA512:\n  metadata.gz: ef\n"
    assert gem_spec.checksums(text) == {
        "metadata.gz": {"sha256": "ab", "sha512": "ef"},
        "data.tar.gz": {"sha256": "cd"},
    }


def test_a_composite_action_says_each_line_that_it_runs() -> None:
    data = b"runs:\n  using: composite\n  steps:\n    - run: |\n        one\n        two\n      shell: bash\n    - uses: a/b@v1\n"
    assert [command for _, command in _hooks(github_action.read, data)] == [
        "one",
        "two",
        "uses: a/b@v1",
    ]


def test_an_extension_says_what_it_asks_for_and_what_runs() -> None:
    text = {"manifest_version": 3, "permissions": ["b", "a"], "background": {"service_worker": "w.js"}}  # fmt: skip
    data = json.dumps(text).encode()
    assert browser_extension.is_manifest(_view(data))
    first = _told(browser_extension.read, data)[0]
    assert isinstance(first, Fact)
    assert list(first.value["permissions"]) == ["a", "b"]
    assert _hooks(browser_extension.read, data) == [("start", "w.js")]


def test_a_go_module_says_what_it_needs_and_what_it_replaces() -> None:
    data = b"module m\nrequire a v1\nrequire (\n b v2 // indirect\n)\nreplace a => ../x\n"
    assert _needs(go_mod.read, data) == [
        ("a", "v1", "runtime"),
        ("b", "v2", "optional"),
        ("../x", "", "runtime"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b'x=`grep -aErls "#" $srcdir/`', "searches-binaries"),
        (b"grep -r -a x .", "searches-binaries"),
        (b"eval $x | $SHELL 2>/dev/null", "decodes-into-shell"),
        (b"xz -dc a | /bin/sh", "decodes-into-shell"),
        (b"  cat tests/files/bad.xz > x", "reads-test-file"),
    ],
)
def test_lines_by_which_code_comes_out_of_data_are_told(line: bytes, kind: str) -> None:
    kinds = [
        each.value["kind"] for each in _told(build_scripts.read, line) if isinstance(each, Fact)
    ]
    assert kinds == [kind]


@pytest.mark.parametrize(
    "line",
    [
        b"gzip -dc x.tar.gz | $(am__untar)",
        b"EXTRA_DIST = tests/files/cat.xz",
        b"grep -r inert $srcdir",
        b"# cat tests/a.xz | sh",
        b"echo x | sed s/a/b/",
        b"dnl xz -dc a | sh",
    ],
)
def test_ordinary_lines_of_build_scripts_are_not(line: bytes) -> None:
    assert _told(build_scripts.read, line) == []


def test_a_long_script_says_how_much_of_it_was_read() -> None:
    found = _told(build_scripts.read, b"x\n" * (3 << 20))
    assert [each.reason for each in found if isinstance(each, Problem)] == ["limit:text"]


def test_binary_xml_gives_names_and_values() -> None:
    data = build_binary_xml([("manifest", {"package": "a.b"}), ("x", {})])
    assert [(each.name, each.attributes) for each in binary_xml.elements(data)] == [
        ("manifest", {"package": "a.b"}),
        ("x", {}),
    ]


def test_a_block_map_with_a_document_type_is_refused() -> None:
    with pytest.raises(DamagedError):
        block_map.read(b'<!DOCTYPE x [<!ENTITY a "b">]><BlockMap/>')


READERS: list[Read] = [
    npm_manifest.read, npm_manifest.read_gyp, python_manifests.read_metadata, python_manifests.read_pyproject,
    python_manifests.read_pth, python_manifests.read_customize, python_setup.read, shell_scripts.read, msbuild.read,
    cargo_manifest.read, gem_spec.read, github_action.read, browser_extension.read, go_mod.read, build_scripts.read,
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_reader_of_manifests_raises_anything_but_its_own_error(data: bytes) -> None:
    for read in READERS:
        for name in ("x.pth", "a/b/c/x"):
            _told(read, data, name)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = ["name", "version", "scripts", "dependencies", "bin", "overrides", "repository", "permissions", "background",
         "content_scripts", "manifest_version", "bundledDependencies", "gypfile", "update_url"]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), _JSON))
def test_values_of_any_type_are_borne(found: dict[str, Any]) -> None:
    data = json.dumps(found).encode()
    for read in (npm_manifest.read, browser_extension.read):
        assert all(isinstance(each, Fact) for each in _told(read, data))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_binary_xml_headers_and_protobufs_never_raise_anything_but_damage(data: bytes) -> None:
    for parse in (binary_xml.elements, crx.protobuf):
        try:
            list(parse(data))  # type: ignore[operator]
        except DamagedError:
            continue


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 200), st.integers(0, 255))
def test_a_changed_byte_of_binary_xml_never_raises_anything_but_damage(at: int, value: int) -> None:
    data = bytearray(build_binary_xml([("manifest", {"package": "a.b", "c": "d"})]))
    data[at % len(data)] = value
    try:
        list(binary_xml.elements(bytes(data)))
    except DamagedError:
        return
