"""How fast READ is, and whether it is linear: `python bench/read/speed.py [--write]`.

Own text, made of the demo's three reports and of filler prose with defanged indicators, and the labelled
reports of `facts/open`, read as the jailed worker reads it, in this process. CPU time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import os
import platform
import random
import tempfile
import time
from pathlib import Path

import msgspec

from onionskin.jail.worker import AT_WORK
from onionskin.lookalike.reports import reports
from onionskin.read.inside import read_document
from onionskin.read.wire import Reading, Request
from onionskin.terms.indicators import find

HERE = Path(__file__).parent
REMAINS = """
The day before, in another hour and on another machine: prose .52, short reports .11, indicators 8.5. Ties of two names and what the press writes around an incident cost about as much as they were spared by A/B in turn
(prose +2 %, press -4 %). A sentence that holds a cue costs about a millisecond, spread over some 80 functions of which none has more than 8 %: 3 MB/s are out of reach of this design in Python.
Side by side in CPU time on a busy machine, best of several runs, taken on 2026-11-23 at midnight. The table above was taken
after them, on a quiet machine, with classes of words looked for only where a sentence has one of their beginnings:

| | before | blocks asked once | and scenes |
|---|---|---|---|
| indicators alone, prose | 7.4 | 8.0 | 8.7 |
| whole reading, prose | 0.65 | 0.85 | 0.21 |
| press and advisories, short | 0.094 | 0.105 | 0.078 |
| reports of vendors (60 of AnnoCTR's) | 0.172 | 0.178 | 0.112 |

"Blocks asked once" is one look at a block's words for orders, roles and labels, numbers for its runs of words, dates and
beginnings compiled or decoded once; "and scenes" is the reading of clauses as scenes besides (MB/s each).
The target of 3 MB/s is missed: indicators alone reach it, a whole reading does not. Beside the facts, reading cost 0.9 s for
1 MB of prose and 1.7 s for 1 MB of vendors' reports halfway through; 3 MB/s leave 0.33 s for all, the facts among them.
Documents are read several at a time on all workers, in order; the table counts one process.
"""
WORDS = [
    "the",
    "operators",
    "moved",
    "several",
    "tools",
    "between",
    "hosts",
    "of",
    "the",
    "network",
    "while",
    "analysts",
    "looked",
    "at",
    "logs",
    "and",
    "memory",
    "of",
    "a",
    "server",
    "in",
    "another",
    "country",
    "and",
    "found",
    "traces",
    "of",
    "earlier",
    "activity",
    "by",
    "the",
    "same",
    "group",
]


def prose(size: int, seed: int) -> str:
    """Return reports of about `size` characters: five sentences a paragraph, four indicators."""
    chance, parts, length = random.Random(seed), [], 0  # noqa: S311 - filler, not a secret
    while length < size:
        sentences = [
            " ".join(chance.choices(WORDS, k=chance.randint(8, 26))).capitalize() + "."
            for _ in range(5)
        ]
        number = chance.randrange(10**6)
        sentences.append(
            f"It contacts hxxps://evil{number}[.]info/a and 1[.]2[.]3[.]{number % 250}; "
            f"see https://example-lab.org/{number}. SHA-1 {chance.randrange(16**40):040x}."
        )
        parts.append(" ".join(sentences))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


def facts(size: int) -> str:
    """Return text in which nearly every sentence is a claim: the worst honest case."""
    hashes = {
        each: hashlib.sha256(each.encode()).hexdigest()
        for each in ("installer", "trojan", "release", "clean")
    }
    one = "\n\n".join(reports(hashes).values())
    return "\n\n".join(
        one.replace("3CX", f"{number}CX").replace("X_TRADER", f"X_TRADER{number}")
        for number in range(size // len(one) + 1)
    )


def labelled(size: int) -> list[str]:
    """Return press articles and advisories in seven languages, about every second sentence a claim, again and again."""
    folder = HERE / "facts" / "open"
    texts = [
        path.read_text("utf-8")
        for path in sorted(folder.glob("*.*"))
        if path.suffix in (".txt", ".md")
    ]
    return texts * (size // sum(map(len, texts)) + 1)


def measured(text: str) -> tuple[float, Reading]:
    """Read a text; return CPU seconds and what came out."""
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as a,
        tempfile.TemporaryFile() as b,
    ):
        source.write(text.encode())
        source.flush()
        request = msgspec.msgpack.encode(Request("report.txt"))
        start = time.process_time()
        reply = read_document(request, [source.fileno(), a.fileno(), b.fileno()])
        return time.process_time() - start, msgspec.msgpack.decode(reply, type=Reading)


def line(name: str, text: str, seconds: float) -> str:
    return f"| {name} | {len(text) / 1e6:.1f} | {seconds:.2f} | {len(text) / 1e6 / seconds:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="keep the result in bench/results/")
    options = parser.parse_args()
    gc.set_threshold(AT_WORK)  # as a worker does
    for text in (prose(200_000, 0), facts(60_000), *labelled(1)):
        measured(text)  # languages are compiled once in a worker's life
    rows = []
    text = prose(3_000_000, 1)
    start = time.process_time()
    find(text)
    rows.append(line("indicators alone, prose of 3 MB", text, time.process_time() - start))
    for name, made in (
        ("whole reading, prose of 3 MB", text),
        ("whole reading, every sentence a claim", facts(500_000)),
        ("one line of 1 MB", prose(1_000_000, 2).replace("\n", " ")),
        ("one line of 10 MB", prose(10_000_000, 2).replace("\n", " ")),
    ):
        seconds, _ = measured(made)
        rows.append(line(name, made, seconds))
    documents = labelled(3_000_000)
    seconds = sum(measured(each)[0] for each in documents)
    title = f"press and advisories, every second sentence a claim: {len(documents)} documents"
    rows.insert(2, line(title, "".join(documents), seconds))
    when = dt.datetime.now(dt.UTC).date().isoformat()
    machine = f"{os.cpu_count()} shared processors ({platform.machine()})"
    written = (
        f"Python {platform.python_version()}. Written by `python bench/read/speed.py --write`."
    )
    head = ("# Speed of READ", "", "| what | MB | CPU s | MB/s |", "|---|---|---|---|")
    page = "\n".join((*head, *rows, "", f"{when}, {machine}, {written}", REMAINS))
    print(page)
    if options.write:
        (HERE.parent / "results" / "read_speed.md").write_text(page)


if __name__ == "__main__":
    main()
