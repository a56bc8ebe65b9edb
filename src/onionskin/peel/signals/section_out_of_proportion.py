"""A section of a program appears, or grows, out of proportion to the version step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.pe import PeLayout, Section
from onionskin.parse.pe_image import PeSections
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A section out of proportion to the version step",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "code put into a section without growing it; a minor or major release",
    "references": ["peers.md, section 1, signal D5"],
    "benign": "a changed compiler, a statically linked library, embedded data",
}

LEAST = 64 << 10
GREW = 1.5
# Bits a byte, from which on what stands there is compressed or encrypted.
RANDOM = 7.9
EXECUTE, WRITE = 0x2000_0000, 0x8000_0000


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per section that is new, newly writable and executable, or grown."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        was, now = before.first(PeLayout), after.first(PeLayout)
        if was is None or now is None:
            continue
        named = dict(_numbered(was.sections))
        random = _random(after)
        for key, section in _numbered(now.sections):
            why = _why(named.get(key), section, is_random=section.offset in random)
            if why:
                yield _hit(after, section, why, how)


def _numbered(sections: Iterable[Section]) -> Iterator[tuple[tuple[str, int], Section]]:
    """Yield ((name, how many bore it before), section): a second .text is a new section."""
    seen: Counter[str] = Counter()
    for section in sections:
        yield (section.name, seen[section.name]), section
        seen[section.name] += 1


def _random(layer: Layer) -> set[int]:
    """Return the offsets of the sections that look compressed or encrypted."""
    measured = layer.first(PeSections)
    return {each.offset for each in measured.rows if each.entropy > RANDOM} if measured else set()


def _why(was: Section | None, now: Section, *, is_random: bool) -> str:
    runs = bool(now.flags & EXECUTE)
    if was is None:
        if runs and now.size >= LEAST // 4:
            return "is new and executable"
        if is_random and now.size >= LEAST // 4:
            return f"is new and looks random, of {now.size:,} bytes"
        return f"is new, of {now.size:,} bytes" if now.size >= LEAST else ""
    if runs and now.flags & WRITE and not was.flags & WRITE:
        return "became writable and executable"
    if now.size - was.size >= LEAST and now.size > was.size * GREW:
        return f"grew from {was.size:,} to {now.size:,} bytes"
    return ""


def _hit(layer: Layer, section: Section, why: str, how: str) -> Hit:
    name = section.name.strip("\0") or "(no name)"
    place = Evidence(f"section {name}", layer.artifact.id, section.offset, section.size)
    return Hit(
        f"section {name} of {base_name(layer)} {why}; the version step is {how}",
        (place,),
        subject=layer.artifact.id,
    )
