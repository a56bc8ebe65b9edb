"""Acts, files and settings that hardly any honest release begins with: asked about in minor and major releases, too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_tar, build_zip, npm_pair
from onionskin.lookalike.images import oci_layout
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.model import Level
from onionskin.write.reports import PeelReport

POOLS: list[Pool] = []
USUAL = {"manifest_version": 3, "name": "inert", "permissions": ["storage"], "content_scripts": [{"matches": ["https://a.example/*"], "js": ["content.js"]}]}  # fmt: skip
INSTALLER = b"""#!/bin/sh
set -eu
VERSION="%s"
SHA256="%s"
download() {
  curl --proto '=https' --tlsv1.2 -fsSL "https://a.example.invalid/v$VERSION/$1" -o "$2"
}
check() {
  echo "$SHA256  $1" | sha256sum -c - || exit 1
}
download inert.tar.gz /tmp/inert.tar.gz
check /tmp/inert.tar.gz
tar -xzf /tmp/inert.tar.gz
install -m 755 inert "$HOME/bin/inert"
printf 'installed %%s\\n' "$VERSION"
"""


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def _peeled(folder: Path, suffix: str, old: bytes, new: bytes) -> PeelReport:
    paths = folder / f"before{suffix}", folder / f"after{suffix}"
    for path, data in zip(paths, (old, new), strict=True):
        path.write_bytes(data)
    (report,) = peel([paths[1]], pool=POOLS[0], against=[paths[0]])
    return report


def _extension(version: str, **said: object) -> bytes:
    manifest = json.dumps({**USUAL, "version": version, **said}).encode()
    return build_zip({"manifest.json": manifest, "content.js": b"const inert = 1;\n"})


@pytest.mark.parametrize(
    "said",
    [
        {"content_security_policy": {"extension_pages": "script-src 'self' https://a.example.invalid"}},
        {"externally_connectable": {"matches": ["https://*.example.invalid/*"]}},
        {"chrome_settings_overrides": {"search_provider": {"search_url": "https://a.example.invalid?q={searchTerms}"}}},
        {"chrome_url_overrides": {"newtab": "new.html"}},
        {"update_url": "https://a.example.invalid/updates.xml"},
        {"declarative_net_request": {"rule_resources": [{"id": "r", "enabled": True, "path": "rules.json"}]}},
    ],
)  # fmt: skip
def test_an_extension_that_leads_a_browser_elsewhere(tmp_path: Path, said: dict[str, object]) -> None:  # fmt: skip
    report = _peeled(tmp_path, ".zip", _extension("1.0.0"), _extension("1.1.0", **said))
    assert report.verdict.level is Level.REVIEW


def test_an_extension_that_shows_another_page_is_no_news(tmp_path: Path) -> None:
    newer = _extension("1.1.0", action={"default_popup": "popup.html"})
    assert _peeled(tmp_path, ".zip", _extension("1.0.0"), newer).verdict.level is Level.NOTHING_FOUND  # fmt: skip


def _image(version: str, more: Mapping[str, bytes] | None = None) -> bytes:
    files = {"app/shapes.txt": f"shapes {version}\n".encode(), **(more or {})}
    return build_tar(oci_layout((files,), version=version))


@pytest.mark.parametrize(
    "name",
    ["root/.ssh/authorized_keys", "etc/hosts", "etc/passwd", "etc/resolv.conf", "etc/apt/sources.list.d/inert.list", "usr/local/share/ca-certificates/inert.crt"],
)  # fmt: skip
@pytest.mark.parametrize("version", ["1.0.1", "1.1.0"])
def test_a_file_by_which_a_machine_trusts_finds_or_lets_in_others(tmp_path: Path, name: str, version: str) -> None:  # fmt: skip
    report = _peeled(tmp_path, ".tar", _image("1.0.0"), _image(version, {name: b"inert\n"}))
    assert report.verdict.level is Level.REVIEW


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"--proto '=https' --tlsv1.2 -fsSL", b"-kfsSL"),
        (b"sha256sum -c - || exit 1", b"sha256sum -c - || true"),
        (b"install -m 755", b"install -m 4755"),
        (b"printf 'installed", b"echo '192.0.2.7 a.example.invalid' >> /etc/hosts\nprintf 'installed"),
        (b"printf 'installed", b"ln -sf /tmp/inert /usr/local/bin/sudo\nprintf 'installed"),
        (b"printf 'installed", b"iptables -F\nprintf 'installed"),
    ],
)  # fmt: skip
def test_a_line_of_an_installer_of_the_shell_that_takes_a_guard_away(tmp_path: Path, was: bytes, now: bytes) -> None:  # fmt: skip
    old, new = INSTALLER % (b"1.0.0", b"0" * 64), INSTALLER % (b"1.1.0", b"1" * 64)
    pair = npm_pair(tmp_path, "1.3.0", {"install.sh": old}, {"install.sh": new.replace(was, now)})
    (report,) = peel([pair[1]], pool=POOLS[0], against=[pair[0]])
    assert report.verdict.level is Level.REVIEW


def test_the_next_version_of_such_an_installer_is_no_news(tmp_path: Path) -> None:
    old, new = INSTALLER % (b"1.0.0", b"0" * 64), INSTALLER % (b"1.1.0", b"1" * 64)
    pair = npm_pair(tmp_path, "1.3.0", {"install.sh": old}, {"install.sh": new})
    (report,) = peel([pair[1]], pool=POOLS[0], against=[pair[0]])
    assert report.verdict.level is Level.NOTHING_FOUND


def test_a_check_of_a_sum_that_is_taken_out_of_a_patch(tmp_path: Path) -> None:
    old, new = INSTALLER % (b"1.0.0", b"0" * 64), INSTALLER % (b"1.0.1", b"1" * 64)
    without = new.replace(b'  echo "$SHA256  $1" | sha256sum -c - || exit 1\n', b"  return 0\n")
    pair = npm_pair(tmp_path, "1.2.4", {"install.sh": old}, {"install.sh": without})
    (report,) = peel([pair[1]], pool=POOLS[0], against=[pair[0]])
    assert "check-taken-out" in {each.signal for each in report.findings}


@pytest.mark.parametrize(
    "line",
    ["JSON.parse = (text) => parse(text);", "Storage.prototype.setItem = function (...more) { return push.apply(this, more); };", "side.dns.setServers(['192.0.2.53']);"],
)  # fmt: skip
def test_one_rare_act_in_a_minor_release(tmp_path: Path, line: str) -> None:
    text = "".join(f"exports.area{each} = (side, parse, push) => side * {each};\n" for each in range(40))  # fmt: skip
    at = text.index("exports.area20")
    pair = npm_pair(tmp_path, "1.3.0", {"shapes.js": text.encode()}, {"shapes.js": f"{text[:at]}{line}\n{text[at:]}".encode()})  # fmt: skip
    (report,) = peel([pair[1]], pool=POOLS[0], against=[pair[0]])
    assert report.verdict.level is Level.REVIEW


def test_a_program_that_runs_as_its_owner_from_now_on(tmp_path: Path) -> None:
    def packed(mode: int) -> bytes:
        data = bytearray(build_tar({"usr/bin/inert": b"inert\n"}))
        data[100:107] = b"%07o" % mode
        data[148:156] = b" " * 8
        data[148:156] = b"%06o\0 " % sum(data[:512])
        return bytes(data)

    report = _peeled(tmp_path, ".tar", packed(0o755), packed(0o4755))
    assert any("runs as its owner" in each.summary for each in report.findings)
    assert report.verdict.level is Level.REVIEW


@pytest.mark.parametrize(
    ("kind", "member"),
    [("System.Type", "InvokeMember"), ("System.Net.ServicePointManager", "set_ServerCertificateValidationCallback"), ("Microsoft.Win32.RegistryKey", "SetValue"),
     ("System.Drawing.Graphics", "CopyFromScreen"), ("System.Environment", "GetEnvironmentVariables")],
)  # fmt: skip
def test_a_member_of_net_that_a_library_compiled_anew_begins_to_ask_for(tmp_path: Path, kind: str, member: str) -> None:  # fmt: skip
    usual = {"System.Console": ("WriteLine",)}
    old = build_assembly(ManagedRecipe(name="Inert", calls=usual, bodies=(b"\x2a",)))
    new = build_assembly(ManagedRecipe(name="Inert", calls={**usual, kind: (member,)}, bodies=(b"\x00\x2a",)))  # fmt: skip
    report = _peeled(tmp_path, ".dll", old, new)
    assert "new-ability" in {each.signal for each in report.findings if each.level is Level.REVIEW}
