"""What a release engineer has beside a release: the bill of the components that it brings along.

It is written from what the package itself lists, as generators of bills do: the bills in it (PEP 770,
pip's own), the `vendor.txt` of vendored packages, vendored `.dist-info` and `node_modules`, and of npm what
it depends on. Nothing of it is read out of a program's own version resource: that would be the file's
own word for the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from genuine import contents

Component = tuple[str, str]
_LINE = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;#]+)", re.MULTILINE)


def write_bill(package: Path, to: Path) -> bool:
    """Write a CycloneDX document of a package's components; False if it lists none."""
    found = sorted(set(components(package)))
    if found:
        rows = [{"type": "library", "name": name, "version": version} for name, version in found]
        document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": rows}
        to.write_text(json.dumps(document, indent=1), "utf-8")
    return bool(found)


def components(package: Path) -> Iterator[Component]:
    """Yield name and version of each component that a wheel or a npm tarball lists."""
    for name, data in sorted(contents(package).items()):
        last = name.rpartition("/")[2]
        if last.endswith((".cdx.json", ".cyclonedx.json")) or "/sboms/" in name:
            yield from _of_bill(_json(data))
        elif last == "vendor.txt":
            yield from _LINE.findall(data.decode("utf-8", "replace"))
        elif last == "METADATA" and name.count("/") > 1 and ".dist-info/" in name:
            said = HeaderParser().parsestr(data.decode("utf-8", "replace"))
            yield str(said["Name"]), str(said["Version"])
        elif last == "package.json":
            yield from _of_manifest(_json(data), whole=name.count("/") < 2)


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _of_bill(bill: dict[str, Any]) -> Iterator[Component]:
    for each in [*bill.get("components", []), *bill.get("packages", [])]:
        version = each.get("version") or each.get("versionInfo")
        if each.get("name") and version:
            yield str(each["name"]), str(version)


def _of_manifest(manifest: dict[str, Any], *, whole: bool) -> Iterator[Component]:
    """Yield what the package depends on; of a vendored package itself."""
    if whole:
        for name, version in manifest.get("dependencies", {}).items():
            yield str(name), str(version)
    elif manifest.get("name") and manifest.get("version"):
        yield str(manifest["name"]), str(manifest["version"])
