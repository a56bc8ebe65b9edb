"""The second look: what the files that changed can do. Asked by the coordinator, answered in the jail.

Two releases are laid over each other first, and only what differs is looked at, on both
sides: a release without one before it costs nothing more. One content is looked at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import Layer, Outcome, Problem, ReleaseName, Signature
from onionskin.peel.features_inside import fitting
from onionskin.peel.layover import lay_over
from onionskin.peel.rule_packs import RulePack
from onionskin.peel.sources import Source
from onionskin.peel.third_look import weighed
from onionskin.peel.together import SECONDS, Handful
from onionskin.peel.wire import Asked, AskedTogether, Featured
from onionskin.plugins.contracts import Pairs, Tree, base_name
from onionskin.plugins.scan import plugins

IN_FLIGHT = 8
IN_TIME = 0.6
DENIALS = 3
SLICE = "macho"
# Files of the old release that are looked at because new ones may come from them, and their largest.
ANCESTORS = 200
ANCESTOR = 512 << 10

Key = tuple[str, str]


@dataclass(frozen=True)
class _Question:
    """One content that is to be looked at, and what killed a worker over it before."""

    layer: Layer
    source: Source
    denied: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    descriptor: int = -1

    @property
    def key(self) -> Key:
        return self.layer.artifact.sha256, self.layer.format


_Questions = tuple[_Question, ...]
_featured = msgspec.msgpack.Decoder(Featured).decode
_several = msgspec.msgpack.Decoder(tuple[Featured | None, ...]).decode


class SecondLook:
    """Runs the features, or the rules of a pack, over layers of one walk; keeps what was said of each content."""

    def __init__(
        self,
        pool: Pool,
        left: Callable[[], float],
        seconds: float,
        denied: tuple[str, ...] = (),
        *,
        most: int = 128 << 20,
        pack: RulePack | None = None,
    ) -> None:
        """`left` gives the seconds left for this input, `seconds` are those of one file.

        `denied` are features that are not to run, `most` the bytes that all answers may have. With a
        `pack`, its rules are run instead, and `pool` is the one that may run them.
        """
        self._pool = pool
        self._left = left
        self._seconds = seconds
        self._denied = denied
        self._pack = pack
        self._told = 0
        self._most = most
        self._said: dict[Key, tuple[Featured, Outcome]] = {}

    def over(self, layers: Iterable[Layer], sources: dict[str, Source]) -> tuple[Layer, ...]:
        """Return the layers with what the features say of them, in the given order."""
        asked = tuple(layers)
        waiting: dict[Key, _Question] = {}
        for layer in asked:
            source = sources.get(layer.artifact.id)
            question = _Question(layer, source, self._denied) if source else None
            if question and question.key not in self._said and self._is_asked(layer):
                waiting.setdefault(question.key, question)
        jobs = list(_handfuls(waiting.values()))
        for start in range(0, len(jobs), IN_FLIGHT):
            self._ask(deque(jobs[start : start + IN_FLIGHT]))
        return tuple(self._with(layer) for layer in asked)

    def _is_asked(self, layer: Layer) -> bool:
        """Say whether anything looks at such a file. Rules read what is no container of others."""
        return bool(fitting(layer)) if self._pack is None else layer.format not in _holders()

    def _ask(self, waiting: deque[_Questions]) -> None:
        """Ask some questions and take all answers. Limits are met between them, so always at the same one."""
        if self._told >= self._most:
            detail = f"more than {self._most >> 20} MiB are to be said of what files can do"
            for each in (each for questions in waiting for each in questions):
                self._cut(each, Problem("limit:told", detail))
            return
        flying = 0
        while waiting or flying:
            while waiting and flying < IN_FLIGHT:
                flying += self._submit(waiting.popleft())
            if not flying:
                continue
            job, reply = self._pool.next()
            flying -= 1
            for question in job.tag:
                question.source.close(question.descriptor)
            waiting.extend(self._receive(job.tag, reply))

    def _submit(self, questions: _Questions) -> int:
        """Ask the jail; return how many answers are to come: none where it cannot be asked."""
        left = self._left()
        seconds = min(self._seconds, max(left, 1.0))
        handful = Handful()
        opened: list[_Question] = []
        files: list[Asked] = []
        for each in questions:
            if left <= 0:
                late = "there was no time left to see what this file can do"
                self._cut(each, Problem("limit:seconds", late))
                continue
            try:
                descriptor = each.source.open()
            except InputError as error:
                self._cut(each, Problem("unreadable", str(error)))
                continue
            opened.append(replace(each, descriptor=descriptor))
            place = handful.add(descriptor, each.source.size)
            layer = self._of_use(each.layer)
            files.append(
                Asked(layer, each.source.base, seconds * IN_TIME, each.denied, None, place)
            )
        if files:
            self._pool.submit(self._job(tuple(opened), files, tuple(handful.descriptors), seconds))
        return bool(files)

    def _job(
        self, questions: _Questions, files: list[Asked], fds: tuple[int, ...], seconds: float
    ) -> Job:
        pack = self._pack
        rules = pack.rules if pack else None
        alone = len(files) == 1
        entry = "run_together"
        asked: Asked | AskedTogether = AskedTogether(tuple(files), rules)
        if alone:
            entry, asked = "run_features", msgspec.structs.replace(files[0], rules=rules)
        return Job(
            entry=f"onionskin.peel.features_inside:{entry}",
            args=msgspec.msgpack.encode(asked),
            fds=(*fds, pack.descriptor) if pack else fds,
            label=" > ".join(questions[0].layer.artifact.path),
            seconds=(seconds if alone else min(seconds, SECONDS)) + (pack.seconds if pack else 0.0),
            tag=questions,
            again=alone,
        )

    def _of_use(self, layer: Layer) -> Layer:
        """Return what is to be known of a file: no feature asks whose bytes are whose, and a rule asks nothing."""
        facts = layer.facts if self._pack is None else ()
        return msgspec.structs.replace(layer, facts=facts, regions=(), unexplained=(), problems=())

    def _receive(self, questions: _Questions, reply: Reply) -> Iterator[_Questions]:
        """Keep what was said; yield what is to be asked anew: alone, or without the feature that died over it."""
        self._told += len(reply.result)
        if len(questions) == 1:
            again = self._receive_one(questions[0], reply)
            if again is not None:
                yield (again,)
            return
        said = _believed_together(reply.result) if reply.outcome is Outcome.SCANNED else ()
        answers = said if len(said) == len(questions) else (None,) * len(questions)
        for question, answer in zip(questions, answers, strict=True):
            if answer is None:
                yield (question,)
            else:
                self._take(question, answer)

    def _receive_one(self, question: _Question, reply: Reply) -> _Question | None:
        """Keep what was said; return the question anew, without the feature that died over it."""
        said = _believed(reply.result) if reply.outcome is Outcome.SCANNED else None
        if said is not None:
            self._take(question, said)
            return None
        outcome = reply.outcome if reply.outcome is not Outcome.SCANNED else Outcome.CRASHED
        detail = reply.detail or "what its worker says cannot be"
        culprit = reply.note
        name = f"feature {culprit}" if culprit else "the search for features"
        problem = Problem(outcome.value, f"{name} died over it: {detail}")
        tried = len(question.denied) - len(self._denied)
        if not culprit or culprit in question.denied or tried >= DENIALS:
            lost = replace(question, problems=(*question.problems, problem))
            self._keep(lost, Featured(()), outcome)
            return None
        return replace(
            question,
            denied=(*question.denied, culprit),
            problems=(*question.problems, problem),
        )

    def _take(self, question: _Question, said: Featured) -> None:
        outcome = Outcome.SCANNED
        if said.problems or question.problems:
            outcome = Outcome.INCOMPLETE
        if question.problems:
            outcome = Outcome(question.problems[0].reason)
        self._keep(question, said, outcome)

    def _cut(self, question: _Question, problem: Problem) -> None:
        self._keep(question, Featured((), (problem,)), Outcome.INCOMPLETE)

    def _keep(self, question: _Question, said: Featured, outcome: Outcome) -> None:
        problems = (*question.problems, *said.problems)
        self._said[question.key] = (Featured(said.facts, problems), outcome)

    def _with(self, layer: Layer) -> Layer:
        said, outcome = self._said.get(
            (layer.artifact.sha256, layer.format), (Featured(()), Outcome.SCANNED)
        )
        own = layer.artifact.id
        problems = tuple(Problem(each.reason, each.detail, own) for each in said.problems)
        return msgspec.structs.replace(
            layer,
            facts=(*layer.facts, *said.facts),
            problems=(*layer.problems, *problems),
            outcome=layer.outcome if layer.outcome is not Outcome.SCANNED else outcome,
        )


@cache
def _holders() -> frozenset[str]:
    """Return the formats that only hold other files: these are looked at by themselves."""
    return frozenset(
        each.id for each in plugins("container") if each.meta["kind"] == "container"
    ) | {"directory"}


# What only the opening may say: a worker that was taken over is not to sign or name a release.
_NOT_THEIRS = frozenset({Signature.__name__, ReleaseName.__name__})


def _believed(result: bytes) -> Featured | None:
    """Return a worker's reply, or None where it cannot be one."""
    try:
        said = _featured(result)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return said if _may_be_theirs(said) else None


def _believed_together(result: bytes) -> tuple[Featured | None, ...]:
    """Return a worker's reply on several files; of none where it cannot be one."""
    try:
        said = _several(result)
    except (msgspec.MsgspecError, UnicodeError):
        return ()
    return said if all(each is None or _may_be_theirs(each) for each in said) else ()


def _may_be_theirs(said: Featured) -> bool:
    return not any(each.kind in _NOT_THEIRS for each in said.facts)


def _handfuls(questions: Iterable[_Question]) -> Iterator[_Questions]:
    """Put small files side by side into one job."""
    handful, held = Handful(), list[_Question]()
    for number, each in enumerate(questions):
        size, shared = each.source.size, each.source.path is None
        if held and not handful.takes(size):
            yield tuple(held)
            handful, held = Handful(), []
        if not handful.takes(size):
            yield (each,)
            continue
        # A file of a directory is opened only when its job is handed in.
        handful.add(each.source.descriptor if shared else -1 - number, size)
        held.append(each)
    if held:
        yield tuple(held)


def compared(old: Tree | None, new: Tree) -> tuple[Tree | None, Tree, Pairs | None]:
    """Lay two releases over each other, and give what differs the facts of the features."""
    if old is None:
        return None, new, None
    pairs = lay_over(old, new)
    differing = (*pairs.changed, *_beside(pairs))
    before = _by_id(old.featured((*(was for was, _ in differing), *_may_live_on(pairs))))
    after = _by_id(new.featured((*(now for _, now in differing), *pairs.added)))
    pairs = weighed(old, new, _pairs(pairs, before, after))
    return _tree(old, before), _tree(new, after | _by_id(now for _, now in pairs.changed)), pairs


def _may_live_on(pairs: Pairs) -> list[Layer]:
    """Return files of the old release that a new one may come from: those that are gone, and those that are called as a new one is; 200 at most."""
    names = {base_name(each) for each in pairs.added}
    called = [was for was, _ in pairs.same if base_name(was) in names]
    small = [each for each in (*pairs.removed, *called) if each.artifact.size <= ANCESTOR]
    return small[:ANCESTORS] if pairs.added else []


def _beside(pairs: Pairs) -> list[tuple[Layer, Layer]]:
    """Return the slices that stayed as they were beside one that did not: these are compared."""
    fresh = (*(now for _, now in pairs.changed), *pairs.added)
    fat = {each.artifact.parent for each in fresh if each.format == SLICE}
    return [
        pair for pair in pairs.same if pair[1].format == SLICE and pair[1].artifact.parent in fat
    ]


def alone(new: Tree) -> Tree:
    """Give every file of a release the facts of the features: where there is none before it."""
    return _tree(new, _by_id(new.featured(new.layers)))


def _by_id(layers: Iterable[Layer]) -> dict[str, Layer]:
    return {each.artifact.id: each for each in layers}


def _tree(tree: Tree, seen: dict[str, Layer]) -> Tree:
    return replace(tree, layers=tuple(seen.get(each.artifact.id, each) for each in tree.layers))


def _pairs(pairs: Pairs, before: dict[str, Layer], after: dict[str, Layer]) -> Pairs:
    def seen(pair: tuple[Layer, Layer]) -> tuple[Layer, Layer]:
        was, now = pair
        return before.get(was.artifact.id, was), after.get(now.artifact.id, now)

    return replace(
        pairs,
        same=tuple(map(seen, pairs.same)),
        changed=tuple(map(seen, pairs.changed)),
        added=tuple(after.get(each.artifact.id, each) for each in pairs.added),
        removed=tuple(before.get(each.artifact.id, each) for each in pairs.removed),
    )
