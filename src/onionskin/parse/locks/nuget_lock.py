"""packages.lock.json of NuGet. Source: Microsoft, PackageReference, locking dependencies.

`contentHash` is the SHA-512 of a package: only name and version are taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, json_object, listed, table


def read(text: str) -> Iterator[Listed]:
    """Yield the packages of every target framework; DamagedError if it is no such file."""
    for framework, several in table(json_object(text).get("dependencies")).items():
        for name, entry in table(several).items():
            if table(entry).get("resolved"):
                yield listed(name, entry["resolved"], f"dependencies.{framework}.{name}")
