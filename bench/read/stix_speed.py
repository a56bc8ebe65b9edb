"""How fast STIX is loaded and written: `python bench/read/stix_speed.py [--write]`.

One report whose bundle has 100,000 objects. Three measures, CPU seconds, best of three: the claims of
that bundle loaded and the report written by Onionskin; the same bytes through msgspec and json without
a look inside, as a floor; and through stix2 (parse, serialize), where it is installed.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from onionskin.model import Bounds, Claim, Entity, Evidence, Grade, Origin, Standing
from onionskin.read.documents.stix_extension import loaded
from onionskin.write.reports import ReadReport, Subject
from onionskin.write.save import written

OBJECTS = 100_000
RESULT = Path(__file__).resolve().parent.parent / "results" / "stix_speed.md"


def report(objects: int) -> ReadReport:
    """Return a report of indicators and victims: three objects an indicator, two a victim."""
    said, origin = Bounds("2023-03-30", "2023-03-30"), Origin("artifact-1", "Example")
    campaign = Entity("campaign", "Example Desk")
    claims, at = [], 0
    for number in range(objects // 5):
        name = f"host-{number}.example"
        for subject, relation, thing, quote in (
            (Entity("domain", name), "indicates", Entity("role", "indicator"), f"{name} was contacted"),
            (Entity("organisation", f"Company {number}"), "victim", campaign, f"Company {number} was hit."),
        ):  # fmt: skip
            where = Evidence("", "artifact-1", at, len(quote))
            claims.append(
                Claim(f"claim-{at:020}", subject, relation, thing, quote, where, origin, "Example", said)
            )  # fmt: skip
            at += len(quote) + 1
    why = "one origin states it that is usually or fairly reliable"
    return ReadReport(
        Subject("feed.txt", "ab" * 32, at),
        "",
        "en",
        "Example",
        tuple(claims),
        (),
        (),
        (),
        grade=Grade("B", "a vendor that publishes what it finds"),
        standings=tuple(Standing(each.id, 3, why, ("Example",)) for each in claims),
    )


def best(run: Callable[[], object], rounds: int = 3) -> float:
    """Return the least CPU seconds of a few rounds."""
    found = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def measured() -> list[tuple[str, float]]:
    """Return what was measured and its seconds."""
    told = report(OBJECTS)
    data = written(told, "stix")
    count = len(msgspec.json.decode(data)["objects"])
    claims = sum(1 for _ in loaded(data))
    assert claims == len(told.claims), claims
    load, write = best(lambda: list(loaded(data))), best(lambda: written(told, "stix"))
    rows = [
        (f"Onionskin: {claims} claims loaded out of {count} objects", load),
        (f"Onionskin: {count} objects written", write),
        ("Onionskin: loaded and written", load + write),
        ("msgspec alone, nothing looked at", best(lambda: msgspec.json.encode(msgspec.json.decode(data)))),
        ("json alone, nothing looked at", best(lambda: json.dumps(json.loads(data)))),
    ]  # fmt: skip
    try:
        import stix2
    except ImportError:
        return rows
    peer = best(lambda: stix2.parse(data.decode()).serialize(), 1)
    return [*rows, (f"stix2 {stix2.__version__}: parsed and serialized", peer)]


def main() -> None:
    """Print the table, and write it with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    rows = measured()
    ours = rows[2][1]
    lines = [
        "# STIX loaded and written",
        "",
        f"`python bench/read/stix_speed.py --write`; Python {platform.python_version()}, {platform.machine()}, CPU seconds.",
        "",
        "| what | seconds | against ours |",
        "|---|---|---|",
        *(f"| {what} | {seconds:.2f} | {seconds / ours:.1f} |" for what, seconds in rows),
        "",
    ]
    print("\n".join(lines))
    if parser.parse_args().write:
        RESULT.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
