"""Read one line of a gigabyte, and say how it ended: `python bench/read/one_line.py [MB] [SUFFIX]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from onionskin.flows.read import read
from onionskin.jail.pool import Pool

PIECE = b"the loader contacted its server and waited for its order again "


def main(megabytes: int, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Pool(workers=1) as pool:
        path = Path(folder, f"line{suffix}")
        block = PIECE * ((1 << 20) // len(PIECE))
        with path.open("wb") as file:
            file.write(b"first[.]top ")
            for _ in range(megabytes):
                file.write(block)
            file.write(b" last[.]top")
        begin = time.monotonic()
        (report,) = read([path], pool=pool)
        seconds = time.monotonic() - begin
        found = sorted(each.subject.name for each in report.claims if each.relation == "indicates")
        print(f"{megabytes} MB as {suffix}: {report.outcome.value} in {seconds:.1f} s, {found}")
        for problem in report.problems:
            print(f"  {problem.reason}: {problem.detail}")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("1024", ".txt")[len(sys.argv) - 1 :]]
    main(int(given[0]), given[1])
