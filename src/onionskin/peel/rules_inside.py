"""YARA rules, compiled and run where the bytes are. Includes are off: rules read no other file.

yara-x turns rules into machine code, which only the workers of `Pool.generating()` may. Elsewhere no
rule is run, and `compile_rules` says why.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from onionskin.errors import BudgetError
from onionskin.jail.worker import note
from onionskin.model import Fact, Problem, Span
from onionskin.parse.rule_match import RuleMatch
from onionskin.peel.wire import Broken, Compiled, Rules
from onionskin.plugins.view import View
from onionskin.terms.texts import encoded

if TYPE_CHECKING:
    import yara_x

WINDOW = 96 << 20  # a larger file is scanned in parts, and each part is a file to the rules
OVERLAP = 1 << 20
KEPT = 256  # matches of one file
LONGEST = 300
SECONDS = 50
_META = ("technique", "says", "description", "benign", "reference")

_compiled: dict[str, tuple[yara_x.Scanner, Compiled]] = {}


def compile_rules(args: bytes, fds: list[int]) -> bytes:
    """Compile rules: `args` is a Rules, descriptor 0 their texts, the reply a Compiled, both msgpack."""
    rules = msgspec.msgpack.decode(args, type=Rules)
    note("yara")
    try:
        answer = ready(rules, fds[0])[1]
    except ImportError as error:
        answer = Compiled(0, (), f"yara-x is not installed ({error.name})")
    except MemoryError:
        answer = Compiled(0, (), "the rules need more memory than a worker may use")
    except BaseException as error:
        # A panic of the engine is no Exception; what is not its own goes on.
        if type(error).__name__ != "PanicException":
            raise
        reason = "yara-x stopped while it compiled the rules"
        if "executable" in str(error):
            reason = "yara-x needs executable memory, which the walls of the jail do not allow"
        answer = Compiled(0, (), reason)
    return encoded(msgspec.msgpack.encode, answer)


def matches(rules: Rules, descriptor: int, view: View) -> Iterator[Fact | Problem]:
    """Yield a RuleMatch per rule that matches, in the order of the rules; of a large file by parts."""
    scanner, _ = ready(rules, descriptor)
    seen: set[tuple[str, str]] = set()
    at = 0
    end = time.monotonic() + SECONDS
    while True:
        data = view.read(at, WINDOW + OVERLAP)
        for found in _scanned(scanner, data, at, end):
            if (found.pack, found.rule) not in seen:
                seen.add((found.pack, found.rule))
                yield Fact.of(found)
            if len(seen) >= KEPT:
                yield Problem("limit:rules", f"more than {KEPT} rules match this file")
                return
        at += WINDOW
        if at >= view.size:
            return


def _scanned(scanner: yara_x.Scanner, data: bytes, at: int, end: float) -> Iterator[RuleMatch]:
    import yara_x

    left = int(end - time.monotonic())
    if left < 1:
        raise BudgetError("it was not finished in time", where="seconds")
    scanner.set_timeout(left)
    try:
        found = scanner.scan(data).matching_rules
    except yara_x.TimeoutError as error:
        raise BudgetError("the rules took too long over this file", where="seconds") from error
    for rule in found:
        meta = {key: str(value)[:LONGEST] for key, value in rule.metadata if key in _META}
        places = (place for pattern in rule.patterns for place in pattern.matches)
        first = next(places, None)
        yield RuleMatch(
            rule=rule.identifier[:LONGEST],
            pack=rule.namespace,
            tags=tuple(rule.tags)[:16],
            technique=meta.get("technique", ""),
            says=meta.get("says") or meta.get("description", ""),
            benign=meta.get("benign", ""),
            reference=meta.get("reference", ""),
            span=Span(at + first.offset, first.length) if first else None,
        )


def ready(rules: Rules, descriptor: int) -> tuple[yara_x.Scanner, Compiled]:
    """Return the rules ready to run; a worker compiles the same ones once."""
    import yara_x

    if rules.digest not in _compiled:
        compiler = yara_x.Compiler(relaxed_re_syntax=True, includes_enabled=False)
        compiler.enable_includes(yes=False)
        compiler.max_warnings(0)
        texts, broken = View(descriptor), []
        for each in rules.sources:
            # A namespace each: one rule of a name hides none of another file.
            compiler.new_namespace(each.name)
            text = texts.read(each.offset, each.length)
            try:
                compiler.add_source(text.decode("utf-8", "replace"), origin=each.name)
            except yara_x.CompileError:
                continue
        for error in compiler.errors():
            labels = error.get("labels") or [{}]
            source = str(labels[0].get("code_origin") or "")
            broken.append(
                Broken(source, int(error.get("line") or 0), str(error["title"])[:LONGEST])
            )
        built = compiler.build()
        _compiled.clear()
        scanner = yara_x.Scanner(built)
        scanner.max_matches_per_pattern(64)
        _compiled[rules.digest] = (scanner, Compiled(sum(1 for _ in built), tuple(broken)))
    return _compiled[rules.digest]
