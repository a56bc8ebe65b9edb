"""Eighth set: changes of what is there already: a check, an address or a default, amended where it stands in genuine files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from genuine import Files

from mutation_families.seventh_ways import Changes
from mutation_families.third_scripts import scripts
from mutation_families.third_wheels import modules

Names = Callable[[Files], Iterable[str]]
# What is looked for, and what comes to stand in its place.
Rule = tuple[bytes, bytes]


def amended(names: Names, *rules: Rule) -> Changes:
    """Return a change of the first file in which one of the rules fits: once, where it fits first."""

    def change(files: Files) -> Files:
        for name in names(files):
            for old, new in rules:
                made = re.sub(old, new, files[name], count=1)
                if made != files[name]:
                    return {name: made}
        return {}

    return change


def named(pattern: str) -> Names:
    """Return how files of a release are found by their names, in their order."""
    return lambda files: [each for each in sorted(files) if re.search(pattern, each)]


def js_of(*rules: Rule) -> Changes:
    """Return an amendment of a script of an npm package; what people wrote goes before what was bundled."""
    return amended(_by_hand, *rules)


def _by_hand(files: Files) -> list[str]:
    def is_packed(name: str) -> bool:
        return len(files[name]) > 400 * (files[name].count(b"\n") + 1)

    return sorted(scripts(files), key=is_packed)


def py_of(*rules: Rule) -> Changes:
    """Return an amendment of a module of a wheel."""
    return amended(modules, *rules)


def in_all(names: Names, old: bytes, new: bytes) -> Changes:
    """Return an amendment of every file, wherever it fits."""

    def change(files: Files) -> Files:
        made = {name: re.sub(old, new, files[name]) for name in names(files)}
        return {name: data for name, data in made.items() if data != files[name]}

    return change


def laid(top: Callable[[Files], str], more: Files) -> Changes:
    """Return a change that lays files below the folder that a release begins with."""
    return lambda files: {f"{top(files)}/{name}": data for name, data in more.items()}


# Addresses of a product in its own code, not of a standard, a licence or a comment.
ADDRESS = rb"(?<=['\"`])https://(?!schemas?\.|www\.w3\.|json-schema\.|tc39|datatracker|tools\.ietf|github\.com|gitter|opensource|fb\.me)[a-z0-9.-]+\.(?:com|org|net|io|dev|co|ai)(?=[/'\"`:])"  # fmt: skip
