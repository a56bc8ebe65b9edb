"""Gates: the word beginnings without which a pattern cannot match, read off its cue.

Most sentences hold none, and are left after one look at their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_HEAD = 4  # letters of a word that open a gate
_CUE = re.compile(r"\(\?P<cue>((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)")


def heads_of(words: Iterable[str]) -> set[str]:
    """Return what opens gates: the words themselves, and the beginnings of longer ones."""
    whole = set(words)
    return whole | {f"{word[:_HEAD]}*" for word in whole}


def heads(pattern: str) -> Iterator[str]:
    """Yield the word beginnings of a pattern's cue; none where it has no cue."""
    cue = _CUE.search(pattern)
    if cue is None:
        return
    for alternative in _alternatives(cue[1]):
        plain = re.split(r"[(\[\\?*+]", alternative.lower(), maxsplit=1)[0]
        cut = alternative[len(plain) : len(plain) + 1]
        words = re.findall(r"[^\W\d_]+", plain)
        found = {word: word for word in words}
        if cut and words and plain.endswith(words[-1]):
            stem = words[-1][:-1] if cut == "?" else words[-1]
            found.pop(words[-1])
            if len(stem) >= _HEAD:
                found[stem] = f"{stem[:_HEAD]}*"
        if not found:
            raise ValueError(f"the cue {alternative!r} needs {_HEAD} plain letters in a row")
        yield found[max(sorted(found), key=len)]


def _alternatives(text: str) -> list[str]:
    """Split at the outermost bars."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts
