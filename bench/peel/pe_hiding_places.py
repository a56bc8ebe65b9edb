"""Measure the PE signals on real files: nothing found as they are, everything found once edited.

    python bench/peel/pe_hiding_places.py FOLDER [MOST]

FOLDER holds genuine PE files (out of wheels or npm packages, say). Each is peeled as
it is; then up to MOST signed ones of at most 4 MB get inert bytes in six places. Prints the share of
explained bytes, the findings of the invariant lane on the genuine files, and per place how often the
bytes were found with the right offset and length.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.pe import (
    add_certificate_entry,
    append_behind_signature,
    append_to_file,
    grow_directory,
)
from onionskin.model import Lane, Layer
from onionskin.parse.programs.pe import PeLayout
from onionskin.write.reports import PeelReport

LARGEST = 4 << 20
# Each place: how to put the bytes there, and how many bytes of header stand before them.
PLACES: dict[str, tuple[Callable[[bytes, bytes], bytes], int]] = {
    "in the entry": (append_behind_signature, 0),
    "checksum left alone": (
        lambda data, put: append_behind_signature(data, put, fix_checksum=False),
        0,
    ),
    "a further entry": (add_certificate_entry, 8),
    "an X.509 entry": (lambda data, put: add_certificate_entry(data, put, kind=1), 8),
    "behind the last entry": (grow_directory, 0),
    "behind the table": (append_to_file, 0),
}


IN_THE_ENTRY = {PLACES["in the entry"][0], PLACES["checksum left alone"][0]}


def main(folder: Path, most: int) -> None:
    with Pool(workers=2) as pool, tempfile.TemporaryDirectory() as name:
        (report,) = peel([folder], pool=pool)
        layers = [each for each in report.layers if each.format == "pe"]
        genuine(report, layers)
        edited = Path(name)
        wanted = dict(edit(folder, layers, most, edited))
        (after,) = peel([edited], pool=pool)
        compare(after, wanted)


def genuine(report: PeelReport, layers: list[Layer]) -> None:
    size = sum(each.artifact.size for each in layers)
    explained = sum(each.explained for each in layers)
    broken = [each for each in report.findings if each.lane is Lane.INVARIANT]
    signed = sum(1 for each in layers if signed_entry(each))
    print(
        f"{len(layers)} files, {signed} signed, {size / 1e6:,.1f} MB, isolation {report.isolation}"
    )
    print(f"explained: {explained / size:.6%}" if size else "no PE file was found")
    print(f"invariant lane on genuine files: {len(broken)} finding(s)")
    for each in broken:
        print("  ", each.signal, each.summary)


def signed_entry(layer: Layer) -> PeLayout | None:
    layout = layer.first(PeLayout)
    return layout if layout is not None and layout.certificate_entries else None


def edit(
    folder: Path, layers: list[Layer], most: int, target: Path
) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """Write the edited files; yield (name, (place, offset, length)) of the bytes in each."""
    chance = random.Random(1)  # noqa: S311 - filler, the same in every run
    left = most
    for layer in layers:
        layout = signed_entry(layer)
        path = folder.joinpath(*layer.artifact.path[1:])
        if layout is None or left <= 0 or layer.artifact.size > LARGEST or not path.is_file():
            continue
        left -= 1
        data = path.read_bytes()
        end, first = sum(layout.certificate_table), layout.certificate_entries[0].end
        for number, (place, (put, header)) in enumerate(PLACES.items()):
            payload = b"\xcc" * 8 + chance.randbytes(chance.choice((8, 800, 80_000))) + b"\xcc" * 8
            name = f"{left}-{number}.bin"
            (target / name).write_bytes(put(data, payload))
            at = first if put in IN_THE_ENTRY else end
            yield name, (place, at, header + len(payload))


def compare(after: PeelReport, wanted: dict[str, tuple[str, int, int]]) -> None:
    names = {each.artifact.id: each.name for each in after.layers}
    seen: dict[str, set[tuple[int, int]]] = {}
    for each in after.findings:
        if each.lane is Lane.INVARIANT:
            places = {(at.offset, at.length) for at in each.evidence}
            seen.setdefault(names[each.subject], set()).update(places)
    tried = Counter(place for place, _, _ in wanted.values())
    found = Counter(
        place for name, (place, at, length) in wanted.items() if (at, length) in seen.get(name, ())
    )
    for place, count in tried.items():
        print(f"{place}: {found[place]} of {count} found with the right offset and length")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
