"""The benign releases that the benches measure on: `python bench/peel/material.py FOLDER [--pin]`.

`material.toml` lists each by registry, name, version, platform and SHA-256. What is not yet in
FOLDER is downloaded by pip and npm as they are configured on this machine, never installed, built
or run, and compared with its listed hash. `--pin` writes the hashes of new entries into the list.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("material.toml")


@dataclass(frozen=True)
class Item:
    """One release: `platform` is pip's, or `any`; empty for npm."""

    registry: str
    name: str
    version: str
    platform: str
    sha256: str

    @property
    def stem(self) -> str:
        """Return what the file's name begins with, in the registry's own spelling."""
        name = self.name.lstrip("@").replace("/", "-")
        if self.registry == "pip":
            name = re.sub(r"[-_.]+", "_", name)
        return f"{name}-{self.version}"


def items() -> Iterator[Item]:
    """Yield every listed release."""
    for each in tomllib.loads(LIST.read_text("utf-8"))["package"]:
        for version, digest in each["versions"].items():
            yield Item(each["registry"], each["name"], version, each.get("platform", ""), digest)


def found(folder: Path, item: Item) -> Path | None:
    """Return the file of a release in the folder, by its name and platform."""
    for path in sorted(folder.iterdir()):
        stem = path.name.lower().replace("-", "_")
        wanted = item.stem.lower().replace("-", "_")
        if not re.match(re.escape(wanted) + r"(_|\.t)", stem):
            continue
        tags = {"": ".tgz", "any": "none-any.whl"}
        if item.platform in tags:
            fits = path.name.endswith(tags[item.platform])
        else:
            fits = item.platform.split("_")[0] in path.name and path.suffix == ".whl"
        if fits:
            return path
    return None


def fetch(folder: Path, item: Item) -> None:
    """Download one release without running anything of it."""
    if item.registry == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", f"{item.name}@{item.version}"]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", "."]
        command += ["--disable-pip-version-check", "--no-cache-dir", f"{item.name}=={item.version}"]
        command += ["--only-binary=:all:"]
        if item.platform != "any":
            command += ["--python-version=3.11", "--platform", item.platform]
    subprocess.run(command, cwd=folder, check=False, capture_output=True)


def main() -> int:
    """Fetch what is missing, compare hashes, print what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pin", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wrong, pins = 0, {}
    for item in items():
        if found(options.folder, item) is None:
            fetch(options.folder, item)
        path = found(options.folder, item)
        if path is None:
            print(f"missing: {item.stem} {item.platform}")
            wrong += 1
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if not item.sha256 and options.pin:
            pins[item] = digest
        elif digest != item.sha256:
            print(f"other bytes than listed: {path.name}")
            wrong += 1
    if pins:
        pin(pins)
    return 1 if wrong else 0


def pin(pins: dict[Item, str]) -> None:
    """Write the hashes of new entries into the list."""
    document = tomllib.loads(LIST.read_text("utf-8"))
    for item, digest in pins.items():
        for each in document["package"]:
            if (each["registry"], each["name"], each.get("platform", "")) == (
                item.registry, item.name, item.platform,
            ) and item.version in each["versions"]:  # fmt: skip
                each["versions"][item.version] = digest
    LIST.write_text(written(document["package"]), "utf-8")


def written(packages: list[dict[str, object]]) -> str:
    """Return the list as TOML."""
    lines = [
        "# Benign releases, by registry, name, platform, version and SHA-256; see material.py."
    ]
    for each in packages:
        lines += ["", "[[package]]", f'registry = "{each["registry"]}"', f'name = "{each["name"]}"']
        if each.get("platform"):
            lines.append(f'platform = "{each["platform"]}"')
        lines.append("[package.versions]")
        versions = each["versions"]
        assert isinstance(versions, dict)
        lines += [f'"{version}" = "{digest}"' for version, digest in versions.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
