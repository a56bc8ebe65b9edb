"""One build in two forms: which files pair, which need their bytes compared, who owns what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onionskin.model import Layer, Region, Span
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.programs.signing_fields import pe_fields
from onionskin.peel.difference import Difference, Stretch
from onionskin.peel.sniff import lineage
from onionskin.plugins.contracts import Pairs, Tree

# Formats whose parts lie in them as they are: their own bytes are compared, never their parts.
IMAGES = frozenset({"pe", "macho", "elf"})

LARGEST_FIELD = 16  # bytes of a field in the headers: LC_CODE_SIGNATURE
ALIGNMENT = 16  # of a signature: 8 in PE files, 16 in Mach-O files

# Members that signing adds or rewrites, by the end of their name.
_SIGNATURE = re.compile(
    r"(?:^|[/\\])META-INF/[^/]+\.(?:SF|RSA|DSA|EC)$|(?:^|/)META-INF/MANIFEST\.MF$"
    r"|(?:^|/)\.signature\.p7s$|(?:^|/)AppxSignature\.p7x$|(?:^|/)\[Content_Types\]\.xml$"
    r"|^\x05(?:Msi)?DigitalSignature(?:Ex)?$|^_gpg\w*$|(?:^|/)package/services/digital-signature/"
    r"|(?:^|/)_rels/\.rels$|(?:^|/)_CodeSignature/CodeResources$",
    re.IGNORECASE,
)


def is_signature_member(layer: Layer) -> bool:
    """Say whether a member is one that signing adds or rewrites: a program never is, whatever its name."""
    return bool(_SIGNATURE.search(layer.name)) and not _is_image(layer)


def files(pairs: Pairs, tree: Tree) -> Iterator[tuple[Layer, Layer]]:
    """Yield the changed pairs whose own bytes are to be compared: no container, nothing inside an image."""
    holders = {each.artifact.parent for each in tree.layers}
    inside = within_images(tree)
    for old, new in pairs.changed:
        opened = new.artifact.id in holders and not _is_image(new)
        if not opened and new.artifact.id not in inside and new.artifact.media == "file":
            yield old, new


def containers(pairs: Pairs, tree: Tree) -> Iterator[tuple[Layer, Layer]]:
    """Yield the changed pairs whose members were compared instead of their own bytes."""
    holders = {each.artifact.parent for each in tree.layers}
    for old, new in pairs.changed:
        if new.artifact.id in holders and not _is_image(new) and new.artifact.media == "file":
            yield old, new


def within_images(tree: Tree) -> set[str]:
    """Return the artifacts that lie in an executable: its bytes are compared, so theirs are."""
    found: set[str] = set()
    for layer in tree.layers:  # the outermost first
        parent = tree.layer(layer.artifact.parent or "")
        if parent is not None and (_is_image(parent) or parent.artifact.id in found):
            found.add(layer.artifact.id)
    return found


def _is_image(layer: Layer) -> bool:
    return not IMAGES.isdisjoint(lineage(layer.format))


def beyond_signing(old: Layer, new: Layer, found: Difference) -> list[Stretch]:
    """Return the stretches that signing does not explain."""
    fields = signing_fields(old, new, found)
    starts = {each.offset for each in fields}
    left: list[Stretch] = []
    for each in found.stretches:
        for rest in without(Span(each.offset, each.length), fields):
            # Zeros that align the signature behind what was not signed.
            aligns = rest.offset == old.artifact.size and rest.end in starts
            if not (aligns and rest.length <= min(found.zeros, ALIGNMENT - 1)):
                left.append(Stretch(rest.offset, rest.length, each.look))
    return left


def signing_fields(old: Layer, new: Layer, found: Difference) -> list[Span]:
    """Return the bytes of both files that signing writes.

    A file may say that its signature lies over its code; it is believed only where the unsigned
    file has ended, or has its own signature.
    """
    before = [*found.signing_before, *_pe(old)]
    large = [each.offset for each in before if each.length > LARGEST_FIELD]
    end = min([old.artifact.size, *large])
    after = [*found.signing, *_pe(new)]
    return before + [each for each in after if each.length <= LARGEST_FIELD or each.offset >= end]


def _pe(layer: Layer) -> list[Span]:
    layout = layer.first(PeLayout)
    return list(pe_fields(layout)) if layout else []


def without(span: Span, fields: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span when the fields are taken out."""
    at = span.offset
    for each in sorted(fields, key=lambda one: one.offset):
        if each.end <= at or each.offset >= span.end:
            continue
        if each.offset > at:
            yield Span(at, each.offset - at)
        at = max(at, each.end)
    if at < span.end:
        yield Span(at, span.end - at)


def owner(layer: Layer, offset: int) -> str:
    """Return the name of the smallest region that holds an offset."""
    holding: list[Region] = [each for each in layer.regions if each.offset <= offset < each.end]
    if not holding:
        return "end of the file" if offset >= layer.artifact.size else "unexplained bytes"
    return min(holding, key=lambda each: each.length).name
