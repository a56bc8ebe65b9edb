"""Windows Installer packages: the files of their cabinets under their real names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from onionskin.model import Fact, Problem, Region, ReleaseName, Signature, Span
from onionskin.parse.archive import FACTS, OddName, name_oddities
from onionskin.parse.archives.cfb import read_compound
from onionskin.parse.archives.cfb_map import Survey, Unowned, survey
from onionskin.parse.holes import without
from onionskin.parse.installers.msi import Database, is_package, label, read_database
from onionskin.parse.installers.msi_contents import MsiContents
from onionskin.parse.installers.msi_package import Package, read_package, settings
from onionskin.parse.signatures.msi_signature import examine_msi
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import ALIGNMENT, OMAHA_SPACE, appended_tag

META = {
    "title": "Windows Installer package",
    "kind": "container",
    "suffixes": [".msi", ".msp", ".mst", ".msm"],
    "match": [[0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
    "refines": "cfb",
    "misses": [
        "cabinets compressed with LZX or Quantum are named and not decoded",
        "files in a cabinet beside the package are named; that cabinet is peeled where it lies",
        "what a transform or a patch would change in another package",
        "code that custom actions reach through properties set at run time",
    ],
    "references": [
        "Microsoft, [MS-CFB] Compound File Binary File Format",
        "Microsoft, Windows Installer database tables",
        "Microsoft, [MS-CAB] Cabinet File Format",
    ],
}


def fits(view: View) -> bool:
    """Say whether the compound file is an installer package, transform or patch."""
    return is_package(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield what the tables say, the signature, every file, and who owns each byte."""
    compound = read_compound(view)
    found = survey(compound, label)
    tag = _tag(view, found)
    yield Fact.of(found.layout(compound))
    yield from (Fact.of(each) for each in found.longest())
    yield from tag
    holes: list[Span] = []
    for item in examine_msi(compound):
        yield item
        if isinstance(item, Fact) and item.kind == Unowned.__name__:
            holes.append(Span(item.value["offset"], item.value["length"]))
    database = read_database(compound)
    package = read_package(database)
    yield from _facts(package, database)
    contents = MsiContents(database, package)
    for piece in contents.pieces():
        yield Child(piece.name, span=piece.span, chunks=piece.chunks, declared=piece.size)
    yield from (Fact.of(fact) for fact in contents.facts())
    holes = sorted([*holes, *contents.holes], key=lambda each: each.offset)
    for region in found.regions:
        yield from without(region, holes)
    yield from [*compound.problems, *database.problems, *package.problems, *contents.problems]


def _tag(view: View, found: Survey) -> list[Region | Fact]:
    """Take an installer tag behind the package out of what nobody owns."""
    for each in found.unowned:
        if each.place == "tail" and each.length <= OMAHA_SPACE + 2 * ALIGNMENT:
            read = appended_tag(view.read(each.offset, each.length))
            if read is not None:
                found.unowned.remove(each)
                return [Region("installer tag", each.offset, each.length), Fact.of(read[1])]
    return []


def _facts(package: Package, database: Database) -> Iterator[Fact]:
    product = package.product
    yield Fact.of(product)
    if product.name:
        yield Fact.of(ReleaseName(product.name, product.version, "windows", "MSI Property table"))
    for each in (*package.media, *package.actions, *islice(settings(database), FACTS)):
        yield Fact.of(each)
    odd = [(each.path, why) for each in package.files.values() if (why := name_oddities(each.path))]
    table = database.table_streams.get("File")
    where = next(iter(database.compound.open(table).extents), Span(0, 0)) if table else Span(0, 0)
    for path, why in odd[:FACTS]:
        yield Fact.of(OddName(path, why, where.offset, where.length))
