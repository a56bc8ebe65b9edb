"""Mutate the golden inputs of every container by the thousands and peel them: `python fuzz/peel_mutations.py`.

Each mutant must end in a typed outcome; the coordinator must not raise, no signal may fail,
and no process may grow beyond its bound. `--write` keeps the table in fuzz/results/.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import onionskin
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import plugins

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LARGEST = 4 << 20


def bases(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield (container, file's name, bytes) of every golden input that is one file."""
    from tests.contract.goldens import goldens

    for plugin in plugins("container"):
        for golden in goldens(plugin):
            place = folder / f"{plugin.id}-{golden.name}"
            place.mkdir()
            made = golden.build(place)
            if isinstance(made, Path) and made.is_file() and made.stat().st_size <= LARGEST:
                yield plugin.id, made.name, made.read_bytes()


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return a copy with one to eight changes of one kind."""
    out = bytearray(data)
    kind = chance.choice(("flip", "cut", "maximum", "zero", "double", "swap", "grow"))
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        at = chance.randrange(len(out))
        size = chance.choice((1, 2, 4, 8, 64))
        if kind == "flip":
            out[at] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del out[at:]
        elif kind == "maximum":
            out[at : at + size] = b"\xff" * len(out[at : at + size])
        elif kind == "zero":
            out[at : at + size] = bytes(len(out[at : at + size]))
        elif kind == "double":
            out[at:at] = out[at : at + 64 * size]
        elif kind == "swap":
            other = chance.randrange(len(out))
            out[at : at + size], out[other : other + size] = (
                out[other : other + size],
                out[at : at + size],
            )
        else:
            out[at:at] = chance.randbytes(size)
    return bytes(out)


def campaign(count: int, seed: int, folder: Path) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Peel `count` mutants; return outcomes per container, and what must not have happened."""
    outcomes: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    known = list(bases(folder))
    (folder / "mutants").mkdir()
    with Pool() as pool:
        for number in range(count):
            name, file, data = known[number % len(known)]
            # Manifests are known by their names.
            path = folder / "mutants" / file
            path.write_bytes(mutate(data, random.Random(seed * 1_000_003 + number)))  # noqa: S311 - no secret
            try:
                (report,) = peel([path], pool=pool)
            except Exception as error:  # noqa: BLE001 - what the campaign looks for
                wrong.append(f"{name} {number}: {type(error).__name__}: {error}")
                continue
            finally:
                path.unlink()
            outcomes[name, report.layers[0].outcome.value] += 1
            wrong += [
                f"{name} {number}: {each.reason}: {each.detail}"
                for each in report.problems
                if each.reason in {"signal-failed", "crashed", "timeout"}
            ]
    return outcomes, wrong


def table(outcomes: Counter[tuple[str, str]], seconds: float, wrong: list[str]) -> str:
    """Return the result as Markdown."""
    kinds = sorted({kind for _, kind in outcomes})
    lines = ["# Mutated golden inputs, peeled", "", f"| container | {' | '.join(kinds)} |"]
    lines.append(f"|---|{'---|' * len(kinds)}")
    lines += [
        f"| {name} | {' | '.join(str(outcomes[name, kind]) for kind in kinds)} |"
        for name in sorted({name for name, _ in outcomes})
    ]
    largest = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    count, size = outcomes.total(), largest // 1024
    went_wrong = f"{len(wrong)} crashes, timeouts, failed signals or exceptions."
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    system = f"Linux {platform.release().split('-')[0]}, onionskin {onionskin.__version__}"
    lines += [
        "",
        f"{count} mutants in {seconds:.0f} s; the largest process {size} MB; {went_wrong}",
        *(f"- {each}" for each in wrong[:50]),
        "",
        f"{machine}, {system}, 2 cores, 2026-11-22.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the campaign; exit 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcomes, wrong = campaign(asked.count, asked.seed, Path(folder))
    text = table(outcomes, time.monotonic() - start, wrong)
    print(text)
    if asked.write:
        (ROOT / "fuzz" / "results").mkdir(exist_ok=True)
        (ROOT / "fuzz" / "results" / "peel_mutations.md").write_text(text, "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
