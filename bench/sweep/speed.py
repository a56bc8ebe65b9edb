"""Events per second: take in and hunt in a generated log, beside plain DuckDB on the same file.

    python bench/sweep/speed.py [--rows 500000] [--save]

Plain DuckDB reads the JSON Lines with `read_json` into a table and runs the same
domain match by label; it has no jail, keeps no line numbers, normalises no time and
says nothing of lines that it cannot read. The log is deterministic: a fifth each of
process, connection, file access, DNS and image load events, as Winlogbeat ships them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from onionskin.case.folder import Case
from onionskin.jail.pool import Pool
from onionskin.model import Claim, Entity, Evidence, Origin
from onionskin.sweep.gather import Gatherer
from onionskin.sweep.indicators import wanted
from onionskin.sweep.search import search

RESULT = Path(__file__).parent.parent / "results" / "sweep-speed.json"
CHROME = r"C:\Program Files\Google\Chrome\Application\chrome.exe"


def event(n: int) -> dict[str, Any]:
    host, second = f"PC-{n % 997:04}", n // 6
    kinds: tuple[tuple[int, dict[str, str]], ...] = (
        (1, {"Image": CHROME, "CommandLine": f'"{CHROME}" --type=renderer --id={n}', "Hashes": f"SHA256={n:064x}"}),
        (3, {"Image": CHROME, "DestinationIp": f"203.0.{n % 113}.{n % 251}", "DestinationPort": "443"}),
        (4663, {"ProcessName": CHROME, "ObjectType": "File", "ObjectName": rf"C:\Users\u{n % 997}\AppData\Local\Google\Chrome\User Data\Default\History"}),
        (22, {"Image": CHROME, "QueryName": f"h{n % 20011}.example.net" if n % 9973 else "a.evil.example"}),
        (7, {"Image": CHROME, "ImageLoaded": rf"C:\Windows\System32\d{n % 503}.dll", "Hashes": f"SHA256={n % 503:064x}"}),
    )  # fmt: skip
    number, data = kinds[n % 5]
    return {
        "@timestamp": f"2023-03-{1 + second // 86400 % 28:02}T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}.000Z",
        "winlog": {
            "channel": "Security" if number > 255 else "Microsoft-Windows-Sysmon/Operational",
            "computer_name": host, "event_id": number, "event_data": data,
        },
    }  # fmt: skip


def lines(rows: int) -> Iterator[bytes]:
    return (json.dumps(event(n)).encode() + b"\n" for n in range(rows))


def claim() -> Claim:
    return Claim(
        "claim-1", Entity("domain", "evil.example"), "indicates", Entity("role", "indicator"),
        "evil.example", Evidence("bench"), Origin("bench"),
    )  # fmt: skip


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return (wall seconds, CPU seconds of this process and its children, result)."""
    wall, cpu = time.perf_counter(), spent()
    result = work()
    return time.perf_counter() - wall, spent() - cpu, result


def spent() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def ours(log: Path, folder: Path) -> dict[str, float]:
    with Case.open(folder / "case", key=folder / "key") as case:

        def take() -> int:
            with Pool(workers=1) as pool:
                return sum(table.rows for table in Gatherer(case, pool).run([log], "").tables)

        took, took_cpu, rows = timed(take)
        hunted, hunted_cpu, found = timed(
            lambda: search(case, wanted([claim()]).named, isolation="auto")
        )
        seen = sum(each.count for each in found.of("indicators").sightings)
        size = sum(each.stat().st_size for each in case.tables_dir.iterdir())
    return {
        "rows": rows, "take_s": took, "take_cpu_s": took_cpu, "hunt_s": hunted,
        "hunt_cpu_s": hunted_cpu, "seen": seen, "parquet_bytes": size,
    }  # fmt: skip


def plain(log: Path) -> dict[str, float]:
    with duckdb.connect() as database:
        database.execute("SET threads = 1")
        took, took_cpu, _ = timed(
            lambda: database.execute(
                f"CREATE TABLE t AS SELECT * FROM read_json('{log}', format = 'newline_delimited')"  # noqa: S608 - our own path
            )
        )
        query = (
            "SELECT winlog.computer_name, count(*) FROM t WHERE lower(winlog.event_data.QueryName) = 'evil.example' "
            "OR lower(winlog.event_data.QueryName) LIKE '%.evil.example' GROUP BY ALL"
        )
        hunted, hunted_cpu, found = timed(lambda: database.execute(query).fetchall())
    seen = sum(count for _, count in found)
    return {"take_s": took, "take_cpu_s": took_cpu, "hunt_s": hunted, "hunt_cpu_s": hunted_cpu, "seen": seen}  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=500_000)
    asked.add_argument("--save", action="store_true", help=f"write {RESULT.name}")
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "events.jsonl"
        with log.open("wb") as file:
            file.writelines(lines(args.rows))
        measured = {
            "rows": args.rows,
            "bytes": log.stat().st_size,
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "onionskin": ours(log, Path(name)),
            "plain_duckdb": plain(log),
        }
    for side in ("onionskin", "plain_duckdb"):
        figures = measured[side]
        figures["take_events_per_cpu_s"] = round(args.rows / figures["take_cpu_s"])
        for key, value in figures.items():
            figures[key] = round(value, 2)
    text = json.dumps(measured, indent=1, sort_keys=True)
    print(text)
    if args.save:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text + "\n")


if __name__ == "__main__":
    main()
