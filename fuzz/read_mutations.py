"""Mutate the golden inputs of every report format and read them: `python fuzz/read_mutations.py`.

Besides the changes of bytes that PEEL's campaign makes, the ways in which reports break: a value of JSON
replaced by one of another type, a text in another encoding or with a second byte-order mark, invisible
and look-alike signs, a line without end, the name of another format. Each must end in a typed
outcome: the coordinator must not raise, no worker may die, no format may stop with an exception that is
not about damage, every quote must stand in the text, every writer must write, and no mutant may
take longer than SLOW seconds. `--write NAME` keeps the table in fuzz/results/.
"""

from __future__ import annotations

import argparse
import codecs
import datetime as dt
import json
import platform
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mutators import mutant

import onionskin
from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import plugins
from onionskin.write.reports import ReadReport
from onionskin.write.save import rendered

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LARGEST = 1 << 20
SLOW = 20.0
NODES = 5000
RAISED = re.compile(r"\A[\w-]+: (\w+(?:\.\w+)*): ")
WRITERS = ("json", "text", "html", "markdown", "csv", "stix", "misp")
ODD_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, "", "x", [], {}, [[]], [None], {"": ""}, ["a", 1, {}], {"name": ["x"]},
    "=cmd|'/c calc'!A0", "\u202e\u200b\0", "9" * 400, "<script>alert(1)</script>", 10**30,
)  # fmt: skip
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, b"\xfe")
CODECS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "utf-7", "cp037")
SIGNS = ("\u200b", "\u202e", "\u00ad", "\u0430", "\u2024", "\u3002", "\0", "\ud7ff", "\U000e0041", "\x1b[31m")  # fmt: skip


@dataclass
class Result:
    """What came of a campaign."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    claims: int = 0


def bases(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield (format, file's name, bytes) of every golden input of a format or a language."""
    from tests.contract.goldens import goldens

    for kind in ("format", "language"):
        for plugin in plugins(kind):
            for golden in goldens(plugin):
                place = folder / f"{kind}-{plugin.id}-{golden.name}"
                place.mkdir()
                made = golden.build(place)
                if isinstance(made, Path) and made.is_file() and made.stat().st_size <= LARGEST:
                    yield plugin.id, made.name, made.read_bytes()


# --- what reports suffer from --------------------------------------------------------------


def retyped(data: bytes, chance: random.Random) -> bytes:
    """Replace a few values of a JSON document by values of other types; other bytes stay as they are."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return (
            b"\n".join(retyped(line, chance) for line in data.split(b"\n"))
            if _is_lines(data)
            else data
        )
    places = list(_places(tree))
    for holder, key in chance.sample(places, min(len(places), chance.randint(1, 4))):
        holder[key] = chance.choice(ODD_VALUES)
    return json.dumps(tree).encode("utf-8", "replace")


def _is_lines(data: bytes) -> bool:
    first, _, rest = data.partition(b"\n")
    try:
        return bool(rest) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (holder, key) of the first NODES values of a tree."""
    ahead, count = [tree], 0
    while ahead and count < NODES:
        holder = ahead.pop()
        keys: Any = holder if isinstance(holder, dict) else range(len(holder))
        for key in list(keys):
            count += 1
            yield holder, key
            if isinstance(holder[key], dict | list):
                ahead.append(holder[key])


def recoded(data: bytes, chance: random.Random) -> bytes:
    """Write a text in another encoding, put marks before or into it, or mix two encodings."""
    text = data.decode("utf-8", "replace")
    other = text.encode(chance.choice(CODECS), "replace")
    at = chance.randrange(len(data) + 1)
    return chance.choice(
        (
            other,
            chance.choice(MARKS) + data,
            chance.choice(MARKS) + chance.choice(MARKS) + other,
            data[:at] + other[at:],
            data[:at] + chance.choice(MARKS) + data[at:],
        )
    )


def strewn(data: bytes, chance: random.Random) -> bytes:
    """Strew invisible, look-alike and control signs over a text, or repeat a piece of it without end."""
    text = data.decode("utf-8", "replace")
    if chance.random() < 0.3 and text:
        at, size = chance.randrange(len(text)), chance.choice((1, 2, 7, 40))
        return (text[:at] + text[at : at + size] * 20_000 + text[at:]).encode("utf-8", "replace")
    letters = list(text)
    for _ in range(chance.randint(1, 60)):
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(SIGNS))
    return "".join(letters).encode("utf-8", "replace")


class Campaign:
    """Mutants by number: the same number and seed give the same mutant."""

    def __init__(self, folder: Path, seed: int) -> None:
        (folder / "goldens").mkdir()
        self.place = folder / "mutants"
        self.place.mkdir()
        self.seed = seed
        self.known = list(bases(folder / "goldens"))
        self.contents = [data for _, _, data in self.known]
        self.result = Result()

    def run(self, start: int, count: int) -> Result:
        """Read the mutants from `start` on."""
        with Pool() as pool:
            for number in range(start, start + count):
                self._one(number, pool)
        return self.result

    def _one(self, number: int, pool: Pool) -> None:
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311 - no secret
        name, file, data = self.known[number % len(self.known)]
        way = ("bytes", "types", "encoding", "signs", "bytes", "name")[
            number // len(self.known) % 6
        ]
        made = data
        if way in ("bytes", "name") and data:
            made = mutant(data, self.contents, chance)
        elif way == "types":
            made = retyped(data, chance)
        elif way == "encoding":
            made = recoded(data, chance)
        elif way == "signs":
            made = strewn(data, chance)
        if way == "name":
            file = chance.choice(self.known)[1]
        path = self.place / file
        path.write_bytes(made)
        label = f"{name} {number} ({way})"
        begun = time.monotonic()
        try:
            (report,) = read([path], pool=pool)
            self._judge(name, label, report)
        except Exception as error:  # noqa: BLE001 - what the campaign looks for
            self.result.wrong.append(f"{label}: {type(error).__name__}: {error}")
            self.result.outcomes[name, "exception"] += 1
        self.result.ways[way] += 1
        path.unlink()
        took = time.monotonic() - begun
        self.result.slowest = max(self.result.slowest, (took, label))
        if took > SLOW:
            self.result.wrong.append(f"{label}: {took:.0f} s")

    def _judge(self, name: str, label: str, report: ReadReport) -> None:
        """Count a report's outcome and everything in it that must not be."""
        self.result.outcomes[name, report.outcome.value] += 1
        self.result.claims += len(report.claims)
        for claim in report.claims:
            at = claim.evidence
            if not claim.quote or report.text[at.offset : at.offset + at.length] != claim.quote:
                self.result.wrong.append(f"{label}: the quote of {claim.id} is not in the text")
        for each in report.problems:
            raised = RAISED.match(each.detail)
            odd = each.reason == "damaged" and raised is not None and raised[1] != "DamagedError"
            if odd or each.reason in ("crashed", "timeout", "claim-rejected"):
                self.result.wrong.append(f"{label}: {each.reason}: {each.detail}")
        for writer in WRITERS:
            rendered(report, writer)


def table(result: Result, seconds: float, command: str) -> str:
    """Return the result as Markdown."""
    outcomes = result.outcomes
    kinds = sorted({kind for _, kind in outcomes} | {"crashed", "timeout", "unsupported"})
    lines = ["# Mutated golden inputs, read", ""]
    today = f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}"
    lines += [f"`{command}`, {today}.", ""]
    lines += [f"| golden of | mutants | {' | '.join(kinds)} |", f"|---|---|{'---|' * len(kinds)}"]
    for name in sorted({name for name, _ in outcomes}):
        counts = [outcomes[name, kind] for kind in kinds]
        lines.append(f"| {name} | {sum(counts)} | {' | '.join(map(str, counts))} |")
    largest = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    ways = ", ".join(f"{count} {way}" for way, count in sorted(result.ways.items()))
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    system = f"Linux {platform.release().split('-')[0]}, onionskin {onionskin.__version__}"
    lines += [
        "",
        f"{outcomes.total()} mutants (changed in {ways}) in {seconds:.0f} s; {result.claims} claims, each with its quote in the text; each written by {len(WRITERS)} writers.",
        f"The slowest took {result.slowest[0]:.1f} s: {result.slowest[1]}.",
        f"The largest process had {largest // 1024} MB.",
        f"{len(result.wrong)} crashes, timeouts, wrong quotes, rejected claims or exceptions that are not about damage.",
        *(f"- {each[:400]!r}" for each in result.wrong[:50]),
        "",
        f"{machine}, {system}, 2 cores.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the campaign; exit 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", default="", metavar="NAME")
    asked = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = Campaign(Path(folder), asked.seed).run(asked.start, asked.count)
    command = (
        f"fuzz/read_mutations.py --count {asked.count} --start {asked.start} --seed {asked.seed}"
    )
    text = table(result, time.monotonic() - begun, command)
    print(text)
    if asked.write:
        (ROOT / "fuzz" / "results").mkdir(exist_ok=True)
        (ROOT / "fuzz" / "results" / f"{asked.write}.md").write_text(text, "utf-8")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
