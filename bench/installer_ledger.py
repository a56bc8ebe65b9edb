"""What writers leave in installer packages: run over honest ones to set `cfb_map.LEFTOVERS`.

python bench/installer_ledger.py DIRECTORY...

Prints, per kind of place, how many packages have unowned bytes there and the most that
one has, and names each package whose structure contradicts itself. Parses in process:
give it files that you trust.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from onionskin.errors import DamagedError
from onionskin.parse.archives.cfb import MAGIC, read_compound
from onionskin.parse.archives.cfb_map import survey
from onionskin.parse.installers.msi import label
from onionskin.plugins.view import View


def main(folders: list[str]) -> None:
    packages, most = Counter[str](), Counter[str]()
    for path in sorted(each for folder in folders for each in Path(folder).rglob("*")):
        if not path.is_file() or path.open("rb").read(8) != MAGIC:
            continue
        descriptor = os.open(path, os.O_RDONLY)
        try:
            compound = read_compound(View(descriptor))
            found = survey(compound, label)
        except DamagedError as error:
            print(f"{path.name}: {error}")
            continue
        finally:
            os.close(descriptor)
        packages["all"] += 1
        for problem in compound.problems:
            print(f"{path.name}: {problem.detail}")
        by_place = Counter[str]()
        for each in found.unowned:
            by_place[each.place] += each.length
        packages.update(by_place.keys())
        most = most | by_place
    for place, count in sorted(packages.items()):
        print(f"{place:15} {count:6} packages, at most {most[place]:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
