"""manifest.json of a browser extension: what it may do, and what runs in which pages.

Source: Chrome for Developers, "Manifest file format"; MDN, "manifest.json".
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, ReleaseName, Value
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View


class BrowserExtension(Value, frozen=True):
    """What the manifest asks for. `permissions` hold the hosts, too; `pages` are where scripts run."""

    name: str
    version: str
    manifest_version: int
    permissions: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    update_url: str = ""


def is_manifest(view: View) -> bool:
    """Say whether this JSON object states a `manifest_version`, which no other manifest.json has."""
    return manifests.begins_object(view) and view.find(b'"manifest_version"', 0, 1 << 20) >= 0


def read(view: View) -> Iterator[Fact]:
    """Yield the permissions, and the scripts that run by themselves. Raises DamagedError."""
    found = manifests.json_object(view)
    name, version = manifests.word(found.get("name", "")), manifests.word(found.get("version", ""))
    asked = [*manifests.listed(found.get("permissions")), *manifests.listed(found.get("host_permissions"))]  # fmt: skip
    optional = [*manifests.listed(found.get("optional_permissions")), *manifests.listed(found.get("optional_host_permissions"))]  # fmt: skip
    scripts = found.get("content_scripts")
    each_script = [each for each in scripts if isinstance(each, dict)] if isinstance(scripts, list) else []  # fmt: skip
    pages = [page for each in each_script for page in manifests.listed(each.get("matches"))]
    stated = found.get("manifest_version")
    yield Fact.of(
        BrowserExtension(
            name,
            version,
            stated if isinstance(stated, int) and 0 <= stated < 100 else 0,
            tuple(sorted(set(asked))),
            tuple(sorted(set(optional))),
            tuple(sorted(set(pages))),
            manifests.word(found.get("update_url", "")),
        )
    )
    if manifests.is_top(view.name) and "/" not in view.name and name and version:
        yield Fact.of(ReleaseName(name, version, "", "manifest.json"))
    background = manifests.table(found, "background")
    named = [background.get("service_worker"), background.get("page"), *manifests.listed(background.get("scripts"))]  # fmt: skip
    for script in named:
        if isinstance(script, str):
            yield Fact.of(Hook("extension", "start", shown(script), "background"))
    for each in each_script:
        for script in manifests.listed(each.get("js")):
            yield Fact.of(Hook("extension", "start", shown(script), "content_scripts"))
