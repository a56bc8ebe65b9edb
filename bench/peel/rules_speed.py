"""What the YARA lane costs beside yara-x alone: `python bench/peel/rules_speed.py FOLDER [--rules FILE|DIR]`.

FOLDER holds files; they are scanned whole by yara-x with the same rules in this process, and
through a worker as `peel --against` does it, without walls: these refuse executable memory. Both are CPU seconds. `--many N`
makes up a pack of N rules and says what compiling it takes in a worker.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

import msgspec
import yara_x

from onionskin.jail.pool import Job, Pool
from onionskin.model import Artifact, Layer, Outcome
from onionskin.peel.rule_packs import OWN, RulePack, prepared
from onionskin.peel.wire import Asked, Featured
from onionskin.plugins.scan import plugins


def raw(files: list[Path], rules: list[Path]) -> float:
    """Return the CPU seconds of yara-x over the files; compiling is not counted."""
    compiler = yara_x.Compiler(relaxed_re_syntax=True, includes_enabled=False)
    for path in rules:
        compiler.new_namespace(path.name)
        compiler.add_source(path.read_text("utf-8"))
    scanner = yara_x.Scanner(compiler.build())
    began = time.process_time()
    for path in files:
        scanner.scan(path.read_bytes())
    return time.process_time() - began


def ours(files: list[Path], pool: Pool, pack: RulePack) -> float:
    """Return the CPU seconds of coordinator and worker over the files, and nothing but the rules run."""
    denied = tuple(each.id for each in plugins("feature"))
    began = _cpu()
    for path in files:
        size = path.stat().st_size
        layer = Layer(Artifact(path.name, (path.name,), "", size), "data", Outcome.SCANNED)
        asked = Asked(layer, 0, 60.0, denied, pack.rules)
        with path.open("rb") as file:
            job = Job(
                entry="onionskin.peel.features_inside:run_features",
                args=msgspec.msgpack.encode(asked),
                fds=(file.fileno(), pack.descriptor),
                label=path.name,
                seconds=100.0,
            )
            reply = pool.call(job)
        assert reply.outcome is Outcome.SCANNED, reply.detail
        msgspec.msgpack.decode(reply.result, type=Featured)
    return _cpu() - began


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children so far."""
    ticks = 0
    tasks = Path("/proc/self/task").iterdir()
    children = {each for task in tasks for each in (task / "children").read_text().split()}
    for process in (str(os.getpid()), *children):
        fields = Path("/proc", process, "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def made_up(count: int) -> str:
    """Return that many rules of five patterns each, always the same."""
    dice = random.Random(count)  # noqa: S311 - the same pack each time
    rules = []
    for number in range(count):
        words = [
            "".join(dice.choices("abcdefghijklmnop", k=dice.randrange(8, 24))) for _ in range(4)
        ]
        lines = "".join(f'  $s{n} = "{word}" ascii wide\n' for n, word in enumerate(words))
        lines += f"  $r = /{words[0][:4]}[0-9a-f]{{4,8}}{words[1][:4]}/\n"
        rules.append(f"rule r{number} {{ strings:\n{lines} condition: 3 of them }}\n")
    return "".join(rules)


def compiling(count: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.yar")
        path.write_text(made_up(count), "utf-8")
        with Pool(workers=1, isolation="process") as pool:
            began = time.monotonic()
            try:
                with prepared(pool, [path]) as pack:
                    assert isinstance(pack, RulePack)
                    said = f"{pack.count} rules"
            except Exception as error:  # noqa: BLE001 - what a limit says is the result
                said = str(error)
            return f"{count} rules made up: {said}; {time.monotonic() - began:.1f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", type=Path, action="append", default=[])
    parser.add_argument("--many", type=int)
    given = parser.parse_args()
    if given.many:
        print(compiling(given.many))
    files = sorted(each for each in given.folder.rglob("*") if each.is_file())
    size = sum(each.stat().st_size for each in files) / 1e6
    with Pool(workers=1, isolation="process") as pool, prepared(pool, given.rules) as pack:
        assert isinstance(pack, RulePack), pack
        ours(files[:1], pool, pack)
        mine = ours(files, pool, pack)
    alone = raw(files, [*sorted(OWN.glob("*.yar")), *given.rules])
    print(
        f"{len(files)} files, {size:.1f} MB: yara-x alone {size / alone:.1f} MB/s, here {size / mine:.1f} MB/s: {alone / mine:.2f}"
    )


if __name__ == "__main__":
    main()
