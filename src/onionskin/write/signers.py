"""Who signed a release's files, when, and which programs nobody did: the lines of it for a screen.

A signature lowers no verdict; whose it is, is what one asks first all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onionskin.model import Layer, Signature
from onionskin.parse.programs.macho import MachoLayout
from onionskin.write.document import Line, plain

# Formats whose publishers sign: an unsigned program of these is worth a word.
PROGRAMS = frozenset({"pe", "macho", "msi", "msix", "dmg", "pkg"})
OBJECT = 1  # a Mach-O file of this type is yet to be linked
SIGNERS = 4
NAMED = 3
# Doubts that stand beside nearly every genuine signature of their scheme, and help nobody to choose.
USUAL = frozenset({"not-der", "attribute-certificate", "unused-certificate", "hardened-runtime", "nested-signature"})  # fmt: skip

_Who = tuple[str, str, tuple[str, ...]]


def signed_lines(layers: Sequence[Layer]) -> Iterator[Line]:
    """Yield a line per signer, who signed most first, and one for the programs that nobody signed."""
    groups: dict[_Who, list[Signature]] = {}
    bare = []
    for layer in layers:
        signature = layer.first(Signature)
        if signature is not None:
            groups.setdefault(_who(signature), []).append(signature)
        elif layer.format in PROGRAMS and not _is_object(layer):
            bare.append(layer)
    ranked = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    for number, (who, several) in enumerate(ranked):
        yield Line(_told(who, several), "quiet", "signed", detail=number >= SIGNERS)
    if len(ranked) > SIGNERS:
        more = f"and in {len(ranked) - SIGNERS} more ways; -o html=FILE shows all"
        yield Line(more, "quiet", "signed", brief=True)
    if bare:
        fat = {each.artifact.id for each in layers if each.format == "macho-fat"}
        names = ", ".join(_name(each, fat) for each in bare[:NAMED])
        more = f" and {len(bare) - NAMED} more" if len(bare) > NAMED else ""
        yield Line(f"{names}{more}", "quiet", "not signed")


def _name(layer: Layer, fat: set[str]) -> str:
    """Return a program's name; that of a slice behind its file's."""
    path = layer.artifact.path
    names = path[-2:] if layer.artifact.parent in fat else path[-1:]
    return " ".join(plain(each.rpartition("/")[2], 60) for each in names)


def _is_object(layer: Layer) -> bool:
    macho = layer.first(MachoLayout)
    return macho is not None and macho.filetype == OBJECT


def _who(signature: Signature) -> _Who:
    doubts = tuple(each for each in signature.flags if each not in USUAL and each != "adhoc")
    return plain(signature.signer), signature.status, doubts


def _told(who: _Who, several: Sequence[Signature]) -> str:
    """Return how many files somebody signed, in which days, and how far that was verified."""
    name, status, doubts = who
    days = sorted({each.signed_at[:10] for each in several if each.signed_at})
    when = f", {days[0]}" if days else ""
    until = f" to {days[-1]}" if len(days) > 1 else ""
    files = f"{len(several)} file{'s' if len(several) > 1 else ''}"
    by = f"by {name}" if name else "without a name (ad hoc)"
    return f"{files} {by}{when}{until} ({', '.join((status, *doubts))})"
