"""Lock files and bills of materials: names, versions, hashes, and the place where they stand."""

from __future__ import annotations

import json
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import DamagedError, OnionskinError
from onionskin.parse.locks.listed import Listed
from onionskin.parse.locks.reading import read
from onionskin.plugins.view import View

SHA = "ab" * 32


def listed(name: str, text: str | bytes) -> tuple[Listed, ...]:
    raw = text.encode() if isinstance(text, str) else text
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.flush()
        return read(View(file.fileno(), 0, len(raw), name))


def rows(name: str, text: str) -> list[tuple[str, str, str]]:
    return [(each.name, each.version, each.place) for each in listed(name, text)]


def test_npm_of_version_3_lists_packages_by_their_path() -> None:
    text = json.dumps({"lockfileVersion": 3, "packages": {
        "": {"name": "client", "version": "1.0.0"},
        "node_modules/electron": {"version": "22.3.0", "integrity": "sha512-AAAA"},
        "node_modules/a/node_modules/@b/c": {"version": "2.0.0"},
    }})  # fmt: skip
    assert rows("package-lock.json", text) == [
        ("electron", "22.3.0", "packages.node_modules/electron"),
        ("@b/c", "2.0.0", "packages.node_modules/a/node_modules/@b/c"),
    ]


def test_npm_of_version_1_lists_dependencies_inside_dependencies() -> None:
    inner = {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}
    text = json.dumps({"lockfileVersion": 1, "dependencies": {"a": inner}})
    assert [row[:2] for row in rows("npm-shrinkwrap.json", text)] == [
        ("a", "1.0.0"),
        ("b", "2.0.0"),
    ]


def test_yarn_of_both_forms_is_read_by_lines() -> None:
    text = '# yarn lockfile v1\n\nelectron@^22.0.0, electron@^22.1.0:\n  version "22.3.0"\n  resolved "x"\n'
    assert rows("yarn.lock", text) == [("electron", "22.3.0", "line 4")]
    text = '"@scope/one@npm:^1.0.0":\n  version: 1.2.3\n  resolution: "@scope/one@npm:1.2.3"\n'
    assert rows("yarn.lock", text) == [("@scope/one", "1.2.3", "line 2")]


def test_pnpm_of_three_forms_is_read_by_lines() -> None:
    text = (
        "lockfileVersion: '9.0'\nimporters:\n  x@1.0.0:\n    a: b\npackages:\n\n"
        "  /electron/22.3.0:\n    dev: true\n  /one@1.2.3(two@3.0.0):\n    a: b\n  '@s/n@4.5.6':\n    a: b\n"
        "snapshots:\n  one@9.9.9:\n    a: b\n"
    )
    assert [row[:2] for row in rows("pnpm-lock.yaml", text)] == [
        ("electron", "22.3.0"),
        ("one", "1.2.3"),
        ("@s/n", "4.5.6"),
    ]


def test_requirements_list_exact_versions_with_their_hashes() -> None:
    text = f"# made by a tool\nrequests[socks]==2.31.0 \\\n    --hash=sha256:{SHA}\nurllib3>=2\nidna==3.4 ; python_version > '3'\n"
    one, two = listed("requirements.txt", text)
    assert (one.name, one.version, one.place, one.sha256) == (
        "requests",
        "2.31.0",
        "line 2",
        (SHA,),
    )
    assert (two.name, two.version, two.sha256) == ("idna", "3.4", ())


def test_toml_locks_list_packages_with_their_hashes() -> None:
    cargo = f'version = 3\n[[package]]\nname = "serde"\nversion = "1.0.1"\nchecksum = "{SHA}"\n'
    (one,) = listed("Cargo.lock", cargo)
    assert (one.name, one.version, one.place, one.sha256) == (
        "serde",
        "1.0.1",
        "package[0]",
        (SHA,),
    )
    uv = f'[[package]]\nname = "idna"\nversion = "3.4"\nwheels = [{{ url = "u", hash = "sha256:{SHA}" }}]\n'
    assert listed("uv.lock", uv)[0].sha256 == (SHA,)
    poetry = f'[[package]]\nname = "idna"\nversion = "3.4"\nfiles = [{{ file = "f", hash = "sha256:{SHA}" }}]\n'
    assert listed("poetry.lock", poetry)[0].sha256 == (SHA,)


def test_nuget_and_go_are_read() -> None:
    text = json.dumps({"version": 1, "dependencies": {"net8.0": {
        "Newtonsoft.Json": {"type": "Direct", "resolved": "13.0.3", "contentHash": "x"}}}})  # fmt: skip
    assert rows("packages.lock.json", text) == [("Newtonsoft.Json", "13.0.3", "dependencies.net8.0.Newtonsoft.Json")]  # fmt: skip
    text = "example.org/m v1.2.3 h1:abc=\nexample.org/m v1.2.3/go.mod h1:abc=\n"
    assert rows("go.sum", text) == [("example.org/m", "v1.2.3", "line 1")]


def test_bills_of_materials_list_components_and_files() -> None:
    part = {"name": "codec", "version": "2", "hashes": [{"alg": "SHA-256", "content": SHA.upper()}]}
    text = json.dumps({"bomFormat": "CycloneDX", "components": [
        {"name": "electron", "group": "@e", "version": "22.3.0", "components": [part]}]})  # fmt: skip
    one, two = listed("sbom.json", text)
    assert (one.name, one.place) == ("@e/electron", "components[0]")
    assert (two.name, two.place, two.sha256) == ("codec", "components[0].components[0]", (SHA,))
    sums = [{"algorithm": "SHA256", "checksumValue": SHA}]
    text = json.dumps({"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "versionInfo": "1"}],
        "files": [{"fileName": "./a.dll", "checksums": sums}, {"fileName": "./b"}]})  # fmt: skip
    assert rows("sbom.spdx.json", text) == [("a", "1", "packages[0]"), ("./a.dll", "", "files[0]")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("readme.md", "electron 22"),
        ("package.json", '{"name": "x", "version": "1"}'),
        ("x.json", "{"),
        ("x.json", '{"a":' * 20_000),
        ("Cargo.lock", "[[package"),
        ("uv.lock", "a = " + "[" * 20_000),
        ("requirements.txt", "\n"),
        ("sbom.json", '{"bomFormat": "CycloneDX", "components": 3}'),
    ],
)
def test_what_is_no_lock_file_is_said_and_never_a_traceback(name: str, text: str) -> None:
    with pytest.raises(DamagedError):
        listed(name, text)


ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["packages", "components", "version", "name", "dependencies", "hashes", "files"]), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(ANY, st.sampled_from([{"bomFormat": "CycloneDX"}, {"spdxVersion": "x"}, {"lockfileVersion": 1}, {"version": 1, "dependencies": {}}]))  # fmt: skip
def test_json_of_any_shape_gives_components_or_a_typed_error(
    thing: object, head: dict[str, object]
) -> None:
    try:
        found = listed("x.json", json.dumps(head | (thing if isinstance(thing, dict) else {})))
    except OnionskinError:
        return
    assert all(each.name for each in found)


@given(st.sampled_from(["yarn.lock", "pnpm-lock.yaml", "a.txt", "go.sum", "Cargo.lock"]), st.binary(max_size=200))  # fmt: skip
def test_bytes_of_any_kind_give_components_or_a_typed_error(name: str, raw: bytes) -> None:
    try:
        listed(name, raw)
    except OnionskinError:
        return
