"""Which traces of an edit after linking honest programs bear: `python bench/peel/compiled_traces.py FOLDER...`.

Each FOLDER holds wheels and npm tarballs that nobody here wrote. Every native program in them (to 6 MiB, each content once) is
looked at for the traces of parse/programs/link_trace.py. A kind that honest programs bear says nothing; the page says how many do.
Nothing is downloaded, installed or run.
"""

from __future__ import annotations

import argparse
import hashlib
import struct
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import genuine

from onionskin.parse.programs import macho, pe
from onionskin.parse.programs.elf_link import elf_traces
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.macho_link import macho_traces
from onionskin.parse.programs.pe_image import parse_image
from onionskin.parse.programs.pe_link import pe_traces
from onionskin.plugins.view import View

LARGEST = 6 << 20
FORMATS = {b"MZ": "PE", b"\x7fE": "ELF", b"\xcf\xfa": "Mach-O", b"\xca\xfe": "fat Mach-O"}


def programs(folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield (package and name, bytes) of each program, each content once."""
    seen = set()
    for path in (each for folder in folders for each in genuine.packages(folder)):
        for name, data in sorted(genuine.contents(path).items()):
            digest = hashlib.sha256(data).digest()
            if data[:2] in FORMATS and 512 <= len(data) <= LARGEST and digest not in seen:
                seen.add(digest)
                yield f"{path.name}: {name}", data


def traces(view: View) -> list[LinkTrace]:
    """Return the traces of one program; of a fat file those of all its slices."""
    magic = view.read(0, 4)
    if magic[:2] == b"MZ":
        layout = pe.parse_layout(view)
        return list(pe_traces(view, layout, parse_image(view, layout, [])))
    if magic == b"\x7fELF":
        return list(elf_traces(view))
    if magic == b"\xca\xfe\xba\xbe":
        count = min(struct.unpack(">I", view.read(4, 4))[0], 8)
        places = [struct.unpack(">2I", view.read(16 + 20 * each, 8)) for each in range(count)]
        return [one for place in places for one in traces(view.slice(*place))]
    return list(macho_traces(view, macho.parse_layout(view)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    given = parser.parse_args()
    files: Counter[str] = Counter()
    bearing: dict[tuple[str, str], list[str]] = defaultdict(list)
    total, seconds = 0, 0.0
    for name, data in programs(given.folders):
        kind = FORMATS[data[:2]]
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            began = time.process_time()
            try:
                found = {each.kind for each in traces(View(file.fileno()))}
            except Exception as error:  # noqa: BLE001 - a file of that magic that is no program
                found = {f"not read: {type(error).__name__}"}
            seconds += time.process_time() - began
        files[kind] += 1
        total += len(data)
        for each in found:
            bearing[kind, each].append(name)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(files.items())), f"in {seconds:.1f} s of CPU, {total / 1e6:.0f} MB")  # fmt: skip
    print("\n| format | trace | files | first |\n|---|---|---|---|")
    for (kind, each), names in sorted(bearing.items()):
        print(f"| {kind} | {each} | {len(names)} | {names[0]} |")


if __name__ == "__main__":
    main()
