"""Packs of YARA rules: the house's own, and the operator's. Read here as text, compiled in the jail."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool
from onionskin.jail.regular import open_regular
from onionskin.model import Outcome, Problem
from onionskin.peel.wire import Compiled, Rules, RuleSource

OWN = Path(__file__).with_name("rules")
SUFFIXES = frozenset({".yar", ".yara"})
MOST = 64 << 20
SECONDS = 120.0
ABSENT = "yara-x is not installed"
BROKEN = 20


@dataclass(frozen=True)
class RulePack:
    """Rules that this run can use: their texts behind a descriptor, and which of them are broken.

    `pool` has the workers that may run them, `seconds` is what compiling them may take in a worker that has not yet.
    """

    rules: Rules
    descriptor: int
    count: int
    problems: tuple[Problem, ...]
    seconds: float
    pool: Pool


@contextmanager
def prepared(pool: Pool, paths: Sequence[Path]) -> Iterator[RulePack | Problem]:
    """Give the house's rules and those of the operator, checked; a Problem where none can be run.

    A path is a file, or a folder with `.yar` and `.yara` files at any depth.

    Raises:
        InputError: a path cannot be read; or the operator gave rules, and none of them can be run.
    """
    named = [(f"onionskin/{path.name}", path) for path in sorted(OWN.glob("*.yar"))]
    named += [row for path in paths for row in _files(path)]
    with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
        rules = _written(named, file.fileno())
        engine = _engine(pool)
        said = _compiled(engine, rules, file.fileno()) if engine else Compiled(0, (), ABSENT)
        if said.refused or engine is None:
            problem = Problem("no-yara", f"no YARA rule was run: {said.refused}")
            if paths:
                raise InputError(problem.detail, where="--rules", hint=_hint(said.refused))
            yield problem
            return
        broken = tuple(_broken(said))
        yield RulePack(rules, file.fileno(), said.count, broken, SECONDS, engine)


def _engine(pool: Pool) -> Pool | None:
    """Return the workers that may run rules; none where the engine is not installed."""
    return pool.generating() if importlib.util.find_spec("yara_x") is not None else None


def _hint(refused: str) -> str:
    if "installed" in refused:
        return "install onionskin[yara]"
    return "give fewer rules"


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name to show, file) of what an operator gave, in order of name."""
    if not path.is_dir():
        yield path.name, path
        return
    found = sorted(
        each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file()
    )
    if not found:
        raise InputError(
            "there is no rule file", where=str(path), hint="name one, or a folder with .yar files"
        )
    for each in found:
        yield each.relative_to(path).as_posix(), each


def _written(named: Sequence[tuple[str, Path]], target: int) -> Rules:
    """Write all texts one behind the other, and say where each stands."""
    digest, at = hashlib.sha256(), 0
    sources: list[RuleSource] = []
    taken: set[str] = set()
    for name, path in named:
        shown, number = name, 1
        while shown in taken:
            number += 1
            shown = f"{name} ({number})"
        taken.add(shown)
        descriptor = open_regular(path)
        try:
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                text = file.read(MOST + 1 - at)
        finally:
            os.close(descriptor)
        if at + len(text) > MOST:
            raise InputError(
                f"more than {MOST >> 20} MiB of rules", where=str(path), hint="give fewer"
            )
        os.pwrite(target, text, at)
        digest.update(
            len(text).to_bytes(8, "big") + shown.encode("utf-8", "surrogateescape") + text
        )
        sources.append(RuleSource(shown, at, len(text)))
        at += len(text)
    return Rules(digest.hexdigest(), tuple(sources))


def _compiled(pool: Pool, rules: Rules, descriptor: int) -> Compiled:
    reply = pool.call(
        Job(
            entry="onionskin.peel.rules_inside:compile_rules",
            args=msgspec.msgpack.encode(rules),
            fds=(descriptor,),
            label="YARA rules",
            seconds=SECONDS,
        )
    )
    if reply.outcome is not Outcome.SCANNED:
        return Compiled(0, (), f"compiling them failed ({reply.outcome.value}: {reply.detail})")
    try:
        return msgspec.msgpack.decode(reply.result, type=Compiled)
    except (msgspec.MsgspecError, UnicodeError):
        return Compiled(0, (), "what the worker says of them cannot be")


def _broken(said: Compiled) -> Iterator[Problem]:
    for each in said.broken[:BROKEN]:
        yield Problem(
            "broken-rule", f"{each.source}, line {each.line}: {each.what}; the other rules were run"
        )
    more = len(said.broken) - BROKEN
    if more > 0:
        yield Problem("broken-rule", f"{more} more rules are broken")
