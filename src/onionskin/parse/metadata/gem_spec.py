"""A gem's specification in YAML: name, version, extensions built at installation, dependencies.

Source: RubyGems guides, "Specification Reference"; `Gem::Package` (checksums.yaml). Only the
regular form that RubyGems itself writes is read: a block mapping of two blanks an indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, ReleaseName
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

HEAD = b"--- !ruby/object:Gem::Specification"
_KEY = re.compile(r"([a-z_]+):(?:\s+(.*))?$")
_DIGEST = re.compile(r"(SHA(?:1|256|384|512)):$")
_FILE = re.compile(r"\s+[\"']?([^\s:\"']+)[\"']?:\s*[\"']?([0-9a-fA-F]+)[\"']?$")


def read(view: View) -> Iterator[Fact]:
    """Yield the release's name, what is built at installation, and the dependencies."""
    sections = _sections(manifests.text(view))
    name = _plain(sections.get("name", [""])[0])
    version = _inner(sections.get("version", []), "version")
    platform = _plain(sections.get("platform", [""])[0])
    if name and version:
        yield Fact.of(ReleaseName(name[:200], version[:200], platform[:200], "metadata"))
    for line in sections.get("extensions", []):
        if line.lstrip().startswith("- "):
            yield Fact.of(Hook("gem", "install", shown(_plain(line.lstrip()[2:])), "extensions"))
    message = _plain(" ".join(sections.get("post_install_message", [])))
    if message and message not in {"null", "''", '""'}:
        yield Fact.of(Hook("gem", "install", shown(f"shows: {message}"), "post_install_message"))
    yield from _dependencies(sections.get("dependencies", []))


def checksums(text: str) -> dict[str, dict[str, str]]:
    """Read checksums.yaml: member -> algorithm in lower case -> hex digest."""
    found: dict[str, dict[str, str]] = {}
    algorithm = ""
    for line in text.splitlines()[:1000]:
        heading, entry = _DIGEST.match(line), _FILE.match(line)
        if heading:
            algorithm = heading[1].lower()
        elif entry and algorithm:
            found.setdefault(entry[1], {})[algorithm] = entry[2].lower()
    return found


def _sections(text: str) -> dict[str, list[str]]:
    """Return the lines under each top-level key; the first is what stands behind the colon."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        found = _KEY.match(line)
        if found:
            current = sections.setdefault(found[1], [])
            current.append(found[2] or "")
        else:
            current.append(line)
    return sections


def _dependencies(lines: list[str]) -> Iterator[Fact]:
    name, kind, requirement = "", "runtime", ""
    for line in [*lines, "- !ruby/object:Gem::Dependency"]:
        text = line.strip()
        if text.startswith("- !ruby/object:Gem::Dependency"):
            if name:
                yield Fact.of(Dependency("gem", name, requirement, kind))
            name, kind, requirement = "", "runtime", ""
        elif line.startswith("  name:"):
            name = _plain(text.partition(":")[2])
        elif line.startswith("  type:"):
            kind = "development" if "development" in text else "runtime"
        elif text.startswith("version:") and not requirement:
            requirement = _plain(text.partition(":")[2])


def _inner(lines: list[str], key: str) -> str:
    for line in lines:
        if line.strip().startswith(f"{key}:"):
            return _plain(line.partition(":")[2])
    return ""


def _plain(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
