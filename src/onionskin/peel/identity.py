"""What a file is by its own words, whatever it is called: how renames between releases are seen."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer, ReleaseName
from onionskin.parse.installers.msi_package import MsiProduct
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.pe_image import PeImage
from onionskin.parse.programs.pe_resources import VersionStrings
from onionskin.parse.signatures.codesign import CodeSignature

# Fewer exported names than this are shared by files that have nothing to do with each other.
LEAST_NAMES = 8
# Of two programs' names together, the part that both must have to be one program that changed.
ALIKE = 0.7

Identity = tuple[str, ...]  # the kind first
# The surest first.
KINDS = (
    "upgrade code", "signing identifier", "product", "soname", "install name", "original name",
    "exports",
)  # fmt: skip


def identities(layer: Layer) -> Iterator[Identity]:
    """Yield what names this file beyond its path, at most one of each kind."""
    product = layer.first(MsiProduct)
    if product is not None and product.upgrade_code:
        yield "upgrade code", product.upgrade_code.lower()
    signature = layer.first(CodeSignature)
    if signature is not None and signature.identifier:
        yield "signing identifier", signature.team, signature.identifier, layer.format
    named = layer.first(ReleaseName)
    if named is not None and named.product and layer.format != "pe":
        yield "product", layer.format, named.product.lower(), named.platform
    strings = layer.first(VersionStrings)
    if strings is not None and strings.original_filename:
        yield "original name", strings.product_name.lower(), strings.original_filename.lower()
    yield from _library(layer)


def _library(layer: Layer) -> Iterator[Identity]:
    elf, macho, image = layer.first(ElfImage), layer.first(MachoLayout), layer.first(PeImage)
    if elf is not None and elf.soname:
        yield "soname", elf.soname.partition(".so")[0]
    if macho is not None:
        own = next((each.name for each in macho.libraries if each.kind == "id"), "")
        if own:
            yield "install name", own.rpartition("/")[2], macho.cpu
    exports = image.exports if image else elf.exports if elf else ()
    if len(exports) >= LEAST_NAMES:
        yield "exports", layer.format, *exports


def names(layer: Layer) -> frozenset[str]:
    """Return the names that a program gives to and takes from others: what stays when it changes."""
    image, elf = layer.first(PeImage), layer.first(ElfImage)
    if image is not None:
        taken = (f"{row.library}!{name}".lower() for row in image.imports for name in row.functions)
        return frozenset((*image.exports, *taken))
    return frozenset((*elf.exports, *elf.imports)) if elf else frozenset()


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of names, 0 to 1; 0 where there are too few to tell."""
    if min(len(one), len(two)) < LEAST_NAMES:
        return 0.0
    return len(one & two) / len(one | two)
