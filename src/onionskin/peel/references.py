"""Files of known releases, remembered: what a vendored component should be, byte for byte.

A reference file is text, one JSON object a line, sorted: it can be kept beside the code, compared and
merged. What stands in it is known good by its origin (a distribution's package, a maker's published
checksums), never because a release contained it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.model import Layer, Reference, Signature
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.pe_image import PeImage
from onionskin.parse.programs.pe_resources import VersionStrings
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.peel.steps import stated
from onionskin.plugins.contracts import Tree, base_name
from onionskin.write.save import save as written

PROGRAMS = frozenset({"pe", "elf", "macho", "macho-fat"})
# The origin of files that the case holds: known, and not known to be good.
CASE = "a release in the case"
# Files that carry nothing of a product: the empty one, a licence's few lines.
LEAST = 1024
LARGEST = 256 << 20
_SUM = re.compile(r"(?P<digest>[0-9a-fA-F]{64})[ \t]+[ *]?(?P<name>\S.*)")


def of_layer(layer: Layer, product: str, version: str, origin: str) -> Reference:
    """Return what is to be known of one file of a release."""
    signature, strings = layer.first(Signature), layer.first(VersionStrings)
    return Reference(
        product=product,
        version=version,
        name=base_name(layer),
        sha256=layer.artifact.sha256,
        size=layer.artifact.size,
        format=layer.format,
        origin=origin,
        code=signature.digest if signature else "",
        made=made(layer),
        machine=machine(layer),
        component=strings.original_filename.lower() if strings else "",
        file_version=strings.file_version if strings else "",
    )


def made(layer: Layer) -> str:
    """Return what tells one signing of the same code from another: who, and when; "" unsigned."""
    signature = layer.first(Signature)
    if signature is None or signature.status != "valid":
        return ""
    nested = len(layer.all(Authenticode))
    return f"{signature.signer} {signature.signed_at or 'no time'} {nested}"


def machine(layer: Layer) -> str:
    """Return the processor that a program is for."""
    image, elf, macho = layer.first(PeImage), layer.first(ElfImage), layer.first(MachoLayout)
    if image is not None:
        return f"pe {image.machine:#x}"
    if elf is not None:
        return f"elf {elf.machine:#x}"
    return f"macho {macho.cpu}" if macho is not None else ""


def of_tree(tree: Tree, origin: str) -> tuple[Reference, ...]:
    """Return a whole release as references: every file that carries something."""
    named = stated(tree)
    product, version = (named.product, named.version) if named else (tree.root.name, "")
    return ordered(
        of_layer(each, product, version, origin)
        for each in tree.layers
        if each.artifact.size >= LEAST and each.artifact.media == "file"
    )


def ordered(rows: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return rows once each, in the order of a reference file."""
    return tuple(sorted(set(rows), key=msgspec.structs.astuple))


def load(paths: Sequence[Path]) -> tuple[Reference, ...]:
    """Read reference files.

    Raises:
        InputError: one is not there, too large, or a line is no reference; it names file and line.
    """
    return ordered(row for path in paths for row in _rows(path))


def _rows(path: Path) -> Iterator[Reference]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Reference)
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                hint = "make reference files with `onionskin peel --remember`"
                raise InputError(f"no reference: {error}", where=f"{path}:{number}", hint=hint) from error  # fmt: skip


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            message = f"a reference file of more than {LARGEST >> 20} MiB"
            raise InputError(message, where=str(path), hint="split it by product")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise InputError(f"cannot be read: {reason}", where=str(path)) from error


def save(path: Path, rows: Iterable[Reference]) -> int:
    """Add rows to a reference file, and return how many are new."""
    known = set(load([path])) if path.exists() else set()
    every = ordered((*known, *rows))
    written(b"".join(msgspec.json.encode(each) + b"\n" for each in every), str(path))
    return len(every) - len(known)


def listed(path: Path, sha256: str) -> bool:
    """Say whether a maker's list of checksums holds a file's SHA-256.

    The list is what `sha256sum` writes, or a JSON object of names to digests.
    """
    text = _text(path)
    try:
        found = json.loads(text)
    except ValueError:
        digests = {m["digest"].lower() for m in map(_SUM.fullmatch, text.splitlines()) if m}
    else:
        digests = (
            {str(each).lower() for each in found.values()} if isinstance(found, dict) else set()
        )
    return sha256 in digests
