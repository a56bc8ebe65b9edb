"""package-lock.json and npm-shrinkwrap.json, lockfileVersion 1 to 3. Source: npm documentation, package-lock.json.

`integrity` is the SHA-512 of a tarball, which no file of a release is: only name and version are taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, json_object, listed, table


def read(text: str) -> Iterator[Listed]:
    """Yield the packages; DamagedError if it is no such file."""
    found = json_object(text)
    for path, entry in table(found.get("packages")).items():
        name = table(entry).get("name") or path.rpartition("node_modules/")[2]
        if path and name and table(entry).get("version"):
            yield listed(name, entry["version"], f"packages.{path}")
    if "packages" in found:
        return
    waiting = [("dependencies", table(found.get("dependencies")))]
    while waiting:
        place, several = waiting.pop()
        for name, entry in several.items():
            own = table(entry)
            if own.get("version"):
                yield listed(name, own["version"], f"{place}.{name}")
            inner = table(own.get("dependencies"))
            if inner:
                waiting.append((f"{place}.{name}.dependencies", inner))
