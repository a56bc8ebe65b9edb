"""Mutate the golden inputs of every report format and read them: `python fuzz/read_mutations.py`.

Besides the changes of bytes that PEEL's campaign makes, the ways in which reports break: a value of JSON
replaced by one of another type, a text in another encoding or with a second byte-order mark, invisible
and look-alike signs, a line without end, the name of another format. Each must end in a typed
outcome: the coordinator must not raise, no worker may die, no format may stop with an exception that is
not about damage, every quote must stand in the text, every writer must write, and no mutant may
take longer than SLOW seconds. `--write NAME` keeps the table in fuzz/results/.
"""

from __future__ import annotations

import codecs
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign import Result, Told, begin, run
from mutators import mutant

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import plugins
from onionskin.write.reports import ReadReport
from onionskin.write.save import rendered

begin()
LARGEST = 1 << 20
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
class Read(Result):
    """What came of a campaign over READ, and how many claims were made."""

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
        self.result = Read()

    def run(self, start: int, count: int) -> Read:
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
            self.result.raised(name, label, error)
        path.unlink()
        self.result.tried(label, way, time.monotonic() - begun)

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


def campaign(folder: Path, seed: int, start: int, count: int) -> tuple[Result, Told]:
    """Run mutants and return what came of them."""
    result = Campaign(folder, seed).run(start, count)
    each = f"{len(WRITERS)} writers"
    return result, Told(
        "fuzz/read_mutations.py",
        "Mutated golden inputs, read",
        lambda: [
            f"{result.claims} claims, each with its quote in the text; each mutant written by {each}."
        ],
        "crashes, timeouts, wrong quotes, rejected claims or exceptions that are not about damage",
    )


if __name__ == "__main__":
    sys.exit(run(campaign, __doc__, 3000))
