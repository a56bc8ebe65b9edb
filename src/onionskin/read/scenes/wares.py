"""What is said of a thing by its noun or its number alone: "our update server is run by X", "40 clinics installed 4.2".

`ties.py` ties two names. Texts that have said once of which product they tell go on with nouns: the firmware, the
source code, both versions. Which of a name and a noun does it needs no grammar: a firm makes, signs and looks after,
a thing is made, signed and looked after; a malware sits in a product, never a product in a malware.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import Run, another_begins, is_behind, runs_of
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.plausible import HOSTS, PRODUCT, TELLERS
from onionskin.read.syntax.skeleton import GROUPS, NAMES, VERSIONS
from onionskin.read.syntax.tools import is_tool
from onionskin.read.wire import Draft

_FAR, _NEAR = 9, 4  # words between a verb and what it ties
_OWNER = 24  # characters before a noun in which its owner's name stands
_AUXILIARY = 3  # blanks between a name and its verb
_TITLED = 2  # words before a name that say what it is
_VERSION = re.compile(f"[{VERSIONS}]")
_RELEASE = re.compile(r"([A-Z][\w-]*(?: [A-Z][\w-]*){0,3}) (v?\d{1,5}(?:\.\d{1,6}){1,3})(?![\w])")
_NUMBER = re.compile(rf" ?(?P<sign>[{VERSIONS}])")
_TITLES = re.compile(rf"(?P<words>(?: [\w'\u2019-]+){{0,3}}) ?[\"'\u201c\u201e\u00ab]?[{NAMES}]")
_FIRMS = frozenset({"organisation", ""})
_PARTS = frozenset({"product", "malware"})
_WHOLES = frozenset({"product", ""})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    held, openings = clause.spotted.places, clause.frames.openings
    for names, beside, told in _TOLD:
        present = held.keys() & names
        if not present or (beside and beside not in held and beside in openings):
            continue
        calls = [each for name in names if name in present for each in clause.all(name)]
        if calls:
            yield from told(clause, calls)


def _signed(clause: Clause, calls: list[re.Match[str]]) -> Iterator[Draft]:
    """Yield whose signature is on a file or a release: "the firmware was signed by X", "not by X but by Y"."""
    runs, marks = list(runs_of(clause)), ("done by", "robbed")
    for call in calls:
        alone = _signs_by_itself(clause, call)
        signer = _doer(clause, call, runs, marks, alone=alone, famous=True)
        thing = ware_near(clause, call, ("edition", "copy", "gear"))
        if thing is None and len(list(clause.all("signs"))) > 1:
            thing = _last_release(clause)  # "it is signed with a certificate of X"
        if signer is None or thing is None or not clause.stated(call.start()):
            continue
        holds = not clause.denied(call)
        yield clause.draft("signed-by", thing, signer, call.span(), holds=holds)
        other = None if holds else _instead(clause)
        if other is not None:
            yield clause.draft("signed-by", thing, other, call.span())


def _instead(clause: Clause) -> Entity | None:
    """Return the firm that the clause behind a denial names in the place of another: "not by X, but by a firm called Y"."""
    rest = Clause(clause.one, clause.spotted, clause.kind, clause.end, len(clause.text))
    run = next(iter(runs_of(rest)), None)
    if run is None or clause.words_between(rest.start, run.start) > _FAR or not _is_firm(rest, run):
        return None
    return Entity("organisation", plain_name(run.mentions[0].text))


def _managed(clause: Clause, calls: list[re.Match[str]]) -> Iterator[Draft]:
    """Yield who looks after a server: "our update server is run by X"."""
    runs = list(runs_of(clause))
    for call in calls:
        near = [
            each.span()
            for each in clause.all("site")
            if clause.frames["estate"].search(clause.text, *each.span())
            and _is_one_of_its_own(clause, each.start())
            and _words(clause, call, *each.span()) <= _FAR
            and not _is_parted(clause, call, *each.span())
        ]
        manager = _doer(clause, call, runs, ("done by",))
        if near and manager is not None and _is_stated(clause, call):
            thing = Entity("host", clause.one.free(*near[0], 0))
            yield clause.draft("manage", manager, thing, call.span())


def _is_one_of_its_own(clause: Clause, at: int) -> bool:
    """Say whether a noun is said of one thing, and not where something runs: "our server", but not "on servers"."""
    before = clause.text[max(clause.start, at - 24) : at].lower().split()[-2:]
    meant = [clause.one.grammar.senses.of(each) for each in before]
    if any({"on", "in", "for"} & set(each) for each in meant):
        return False
    owned = any(clause.frames["its"].fullmatch(each) for each in before)
    # "del server": what means "of" in one word with "the"
    return owned or any({"the", "of"} & set(each) for each in meant)


def _made(clause: Clause, calls: list[re.Match[str]]) -> Iterator[Draft]:
    """Yield who makes or sells a thing: "the tablets are sold by X", "its firmware comes from X"."""
    runs = list(runs_of(clause))
    for call in calls:
        maker = _doer(clause, call, runs, ("done by", "bought from"))
        thing = ware_near(clause, call, ("gear",))
        if maker is not None and thing is not None and _is_stated(clause, call):
            yield clause.draft("supplies", maker, thing, call.span())


def _installed(clause: Clause, calls: list[re.Match[str]]) -> Iterator[Draft]:
    """Yield how many got a release that is told by its number: "40 clinics installed 4.2"."""
    groups = [each for each in clause.signs(GROUPS) if not _is_owned(clause, each[0])]
    told = ("must", "advise", "heals", "bad copy")
    if not groups or any(clause.find(name) for name in told):
        return  # who got what is bad is hit: harm.py tells so
    for call in calls:
        near = (each for each in groups if _words(clause, call, each[0], each[0] + 1) <= _FAR)
        group = next(near, None)
        release = _numbered(clause, call)
        if group is not None and release is not None and _is_stated(clause, call):
            ends = release, Entity("group", group[1].text)
            yield clause.draft("deliver", *ends, call.span())
            return


def _is_owned(clause: Clause, at: int) -> bool:
    """Say whether a count stands behind "our", of whom only some are meant: "of our 2,700 customers, 318 installed it"."""
    before = clause.text[max(clause.start, at - 10) : at].split()[-1:]
    return bool(before) and clause.frames["its"].fullmatch(before[0]) is not None


def _infected(clause: Clause, calls: list[re.Match[str]]) -> Iterator[Draft]:
    """Yield what sits in what: "in the product X hides the trojan Y", "the firmware includes the app Y"."""
    runs = list(runs_of(clause))
    for call in calls:
        if clause.frames["use"].fullmatch(call[0]):
            continue  # who uses a malware does not contain it
        near = [each for each in runs if _words(clause, call, each.start, each.end) <= _FAR]
        part = next((each for each in near if _is_part(clause, each)), None)
        if part is not None and _is_stated(clause, call):
            yield from _within(clause, call, part, [each for each in near if each is not part])
            return


def _within(clause: Clause, call: re.Match[str], part: Run, others: list[Run]) -> Iterator[Draft]:
    """Yield in what a part sits: a product by its name, else a thing by its noun."""
    inner = plain_name(part.mentions[0].text)
    bad = clause.kind(inner) == "malware"
    joined = [each for each in others if not _has_comma(clause, each, part)]
    named = [each for each in joined if _is_whole(clause, each)] if bad else []
    whole: Entity | None
    if named:
        whole = Entity("product", plain_name(named[0].mentions[0].text))
    elif joined:
        return
    else:
        whole = _numbered(clause, call) if bad else ware_near(clause, call, ("gear",))
    if whole is None:
        return
    if bad:
        yield clause.draft("compromised-by", whole, Entity("malware", inner), call.span())
    else:
        yield clause.draft("embed", whole, Entity("product", inner), call.span())


def _has_comma(clause: Clause, run: Run, other: Run) -> bool:
    first, last = sorted((run, other))
    return "," in clause.text[first.end : last.start]


def _last_release(clause: Clause) -> Entity:
    """Return the release that the sentence before names last, else the document's own."""
    named = _RELEASE.findall(clause.one.before)
    return Entity("release", " ".join(named[-1]) if named else PRODUCT)


def _is_part(clause: Clause, run: Run) -> bool:
    """Say whether a name is of what can sit in something: a malware, a product, what is called a component."""
    name = plain_name(run.mentions[0].text)
    if is_tool(name) or _NUMBER.match(clause.text, run.end) or _is_stand_in(clause, run):
        return False
    kind = clause.kind(name)
    before = max(clause.start, run.start - 36)
    called = clause.find("component", before, run.start) or clause.find("copy", before, run.start)
    return kind in _PARTS or (kind == "" and called is not None)


def _is_whole(clause: Clause, run: Run) -> bool:
    name = plain_name(run.mentions[0].text)
    if _is_stand_in(clause, run) or is_domain(name):
        return False
    return clause.kind(name) in _WHOLES and name not in HOSTS | TELLERS


def _is_stand_in(clause: Clause, run: Run) -> bool:
    """Say whether a name stands for a pronoun, which may as well mean another."""
    mention = run.mentions[0]
    return plain_name(mention.text) not in plain_name(clause.one.text[mention.start : mention.end])


# -- the two ends


def _signs_by_itself(clause: Clause, call: re.Match[str]) -> Callable[[Run], bool]:
    """Return what says whether a name is whose a seal is, or who signs right before the verb: "certificate of X", "X signed"."""
    if clause.frames["seal"].fullmatch(call[0]):
        near = min(call.end() + _OWNER, clause.end)
        of = clause.frames["whose"].search(clause.text, call.end(), near)
        end = (
            of.end() if of else clause.end
        )  # "a valid signature of X", "une signature valide de X"
        return lambda run: run.start - end >= 0 and clause.words_between(end, run.start) <= _TITLED
    return lambda run: (
        "," not in clause.text[run.end : call.start()]
        and call.start() - run.end > 0
        and (clause.words_between(run.end, call.start()) <= _AUXILIARY)
    )


def _doer(
    clause: Clause,
    call: re.Match[str],
    runs: list[Run],
    marks: tuple[str, ...],
    alone: Callable[[Run], bool] = lambda _: True,
    *,
    famous: bool = False,
) -> Entity | None:
    """Return the firm that a verb is said of: the one behind "by", else the only one near it that may stand `alone`."""
    near = [
        each
        for each in runs
        if _words(clause, call, each.start, each.end) <= _FAR
        and not _is_parted(clause, call, each.start, each.end)
        and not _is_owner(clause, each)
        and not _is_where(clause, each, marks)
        and _is_firm(clause, each, famous=famous)
    ]
    marked = [each for each in near if any(is_behind(clause, mark, each) for mark in marks)]
    chosen = marked or ([each for each in near if alone(each)] if len(near) == 1 else [])
    if not chosen:
        return None
    who = min(chosen, key=lambda each: _words(clause, call, each.start, each.end))
    return Entity("organisation", plain_name(who.mentions[0].text))


def _is_firm(clause: Clause, run: Run, *, famous: bool = False) -> bool:
    """Say whether a name may be a firm's; who only tells of others and keeps their software may be one where `famous`."""
    name = plain_name(run.mentions[0].text)
    if ("." in name and name.islower()) or _is_stand_in(clause, run):
        return False  # an address, or a pronoun that may as well mean another
    if name in clause.one.grammar.cues.demonyms:
        return False  # "the Estonian contractor"
    known = name in HOSTS | TELLERS and not famous
    return clause.kind(name) in _FIRMS and not known and not is_domain(name)


def _is_where(clause: Clause, run: Run, marks: tuple[str, ...]) -> bool:
    """Say whether a name only says where somebody is: "a contractor in X", "two volunteers of X"."""
    before = clause.text[max(clause.start, run.start - 12) : run.start].split()[-1:]
    meant = clause.one.grammar.senses.of(before[0].lower()) if before else ()
    told = "in" in meant or ("of" in meant and "the" not in meant)
    seated = told and not any(_ends_before(clause, each, run.start) for each in marks)
    return seated or not clause.homes.isdisjoint(run.names)


def _ends_before(clause: Clause, name: str, at: int) -> bool:
    """Say whether a word of a class ends right before a place: "in the name of X"."""
    begin = max(clause.start, at - 30)
    return any(
        each.end() >= at - 1 for each in clause.frames[name].finditer(clause.text, begin, at)
    )


def _is_owner(clause: Clause, run: Run) -> bool:
    """Say whether a name only says whose thing it is: "X's firmware", "the firmware of X"."""
    end, senses = run.end, clause.one.grammar.senses
    for name in ("gear", "copy", "estate"):
        noun = clause.find(name, end, end + _OWNER)
        if noun is not None and clause.text[end : noun.start()].strip() in ("", "'s", "'", "-"):
            return True
        of = clause.find(name, max(clause.start, run.start - _OWNER), run.start)
        words = clause.text[of.end() : run.start].lower().split() if of else []
        if len(words) <= _TITLED + 1 and any("of" in senses.of(each) for each in words):
            return True
    return False


def ware_near(clause: Clause, call: re.Match[str], classes: tuple[str, ...]) -> Entity | None:
    """Return the thing nearest to a verb, by its noun and number; a release of the document's product is that."""
    found = [
        (_words(clause, call, *each.span()), at, each.start(), each)
        for at, name in enumerate(classes)
        for each in clause.all(name)
        if not _is_parted(clause, call, *each.span())
        and not clause.text.startswith("-", each.end())
        and not _is_title(clause, each.end())
        and (each.end() <= call.start() or each.start() >= call.end())
    ]
    found = [each for each in found if each[0] <= _FAR]
    if not found:
        return None
    _, at, _, noun = min(found, key=lambda each: each[:3])
    number = _NUMBER.match(clause.text, noun.end(), clause.end)
    version = clause.one.skeleton.mentions[number["sign"]].text if number else ""
    if classes[at] == "edition":
        return Entity("release", f"{PRODUCT} {version}".strip())
    written = clause.one.free(*noun.span(), 0)
    return Entity("release", f"{written} {version}") if version else Entity("product", written)


def _is_title(clause: Clause, end: int) -> bool:
    """Say whether a noun that ends at a place only says what the name behind it is: "the app X", "an app called X"."""
    found = _TITLES.match(clause.text, end, clause.end)
    if found is None:
        return False
    span = found.span("words")
    return not found["words"] or any(clause.find(name, *span) for name in ("called", "named as"))


def _numbered(clause: Clause, call: re.Match[str]) -> Entity | None:
    """Return the release near a verb that only its number tells."""
    for sign in _VERSION.finditer(clause.text, clause.start, clause.end):
        before = clause.text[max(clause.start, sign.start() - 2) : sign.start()].strip()
        mention = clause.one.skeleton.mentions.get(before)
        if _words(clause, call, *sign.span()) <= _FAR and (
            mention is None or mention.kind != "name"
        ):
            return Entity("release", f"{PRODUCT} {clause.one.skeleton.mentions[sign[0]].text}")
    return None


def _words(clause: Clause, call: re.Match[str], start: int, end: int) -> int:
    """Return how many blanks stand between a verb and something."""
    first, last = (call.end(), start) if start >= call.end() else (end, call.start())
    return clause.text.count(" ", first, last) if first < last else 0


def _is_parted(clause: Clause, call: re.Match[str], start: int, end: int) -> bool:
    """Say whether another statement begins between a verb and something."""
    first, last = (call.end(), start) if start >= call.end() else (end, call.start())
    return another_begins(clause.text[first:last])


def _is_stated(clause: Clause, call: re.Match[str]) -> bool:
    return clause.stated(call.start()) and not clause.denied(call)


# Which classes of words call what, and the class of which there must be a word, too.
_TOLD: tuple[
    tuple[
        tuple[str, ...],
        str,
        Callable[[Clause, list[re.Match[str]]], Iterator[Draft]],
    ],
    ...,
] = (
    (("signs",), "", _signed),
    (("manages",), "site", _managed),
    (("makes ware",), "gear", _made),
    (("installs", "reaches"), "", _installed),
    (("hides", "contains", "embedded", "sits", "component of"), "", _infected),
)
CLASSES = frozenset(name for names, _, _ in _TOLD for name in names)
