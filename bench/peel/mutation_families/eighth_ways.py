"""Eighth set: changes of what is there already: a check, an address or a default, amended where it stands in genuine files."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from itertools import islice

from genuine import Files

from mutation_families.seventh_ways import Changes
from mutation_families.third_scripts import scripts
from mutation_families.third_wheels import modules

Names = Callable[[Files], Iterable[str]]
# What is looked for, and what comes to stand in its place.
Rule = tuple[bytes, bytes]
Bare = Callable[[bytes], bytes | str]


def amended(names: Names, *rules: Rule, bare: Bare = bytes) -> Changes:
    """Return a change of the first file in which one of the rules fits: once, where it fits first.

    `bare` returns what of a file acts: an amendment of the rest alone is none.
    """

    def change(files: Files) -> Files:
        for name in names(files):
            for old, new in rules:
                if made := _amended(files[name], old, new, bare):
                    return {name: made}
        return {}

    return change


def _amended(data: bytes, old: bytes, new: bytes, bare: Bare) -> bytes:
    for found in islice(re.finditer(old, data), 30):
        made = data[: found.start()] + found.expand(new) + data[found.end() :]
        if made != data and bare(made) != bare(data):
            return made
    return b""


def _bare_js(data: bytes) -> bytes:
    return re.sub(rb"(?s)/\*.*?\*/|(?m:^[ \t]*//[^\n]*$)", b"", data)


def _bare_py(data: bytes) -> str:
    """Return what a module does, without its texts that only explain; nothing for what is no Python."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            node.body = [each for each in node.body if not _is_text(each)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def named(pattern: str) -> Names:
    """Return how files of a release are found by their names, in their order."""
    return lambda files: [each for each in sorted(files) if re.search(pattern, each)]


def js_of(*rules: Rule) -> Changes:
    """Return an amendment of a script of an npm package; what people wrote goes before what was bundled."""
    return amended(_by_hand, *rules, bare=_bare_js)


def _by_hand(files: Files) -> list[str]:
    def is_packed(name: str) -> bool:
        is_long = len(files[name]) > 400 * (files[name].count(b"\n") + 1)
        return is_long or bool(re.search(r"client-dist|\bumd\b|\.min\.", name))

    names = (each for each in scripts(files) if not re.search(r"\.spec\.|/tests?/|__tests__", each))
    return sorted(names, key=is_packed)


def py_of(*rules: Rule) -> Changes:
    """Return an amendment of a module of a wheel."""
    return amended(modules, *rules, bare=_bare_py)


def laid(top: Callable[[Files], str], more: Files) -> Changes:
    """Return a change that lays files below the folder that a release begins with."""
    return lambda files: {f"{top(files)}/{name}": data for name, data in more.items()}


# Addresses that code uses: what is named after one; not a comment, a page of help, a standard or a licence.
ADDRESS = rb"(?im)^(?![^\n]*(?:schema|docs?\b))([ \t]*(?:(?:const|var|let|export) )*[\w.]*(?:url|uri|host|endpoint|registry|server|origin|authority|base|index|api)\w*['\"]?\s*(?::\s*[\w\[\], |]+)?[=:]\s*(?:\w+\(|[\w.]+ (?:\|\||or|\?\?) )?f?['\"`])https?://(?!localhost|127\.|[a-z0-9-]+\.github\.io|[a-z0-9.-]*example)[a-z0-9.-]+\.[a-z]{2,}(?=[/:'\"`?])"  # fmt: skip
