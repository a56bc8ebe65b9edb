"""How well names are found: `python bench/read/naming/names.py ANNOCTR [--names FILE] [--split dev] [--write]`.

ANNOCTR is a checkout of boschresearch/anno-ctr-lrec-coling-2024 (CC-BY-SA-4.0; not kept here): its
`AnnoCTR` folder. A name counts if its kind and its first and last token are those of the corpus'
last column (`ner_bio`: MALWARE, GROUP), as in CoNLL. Tuned on train and dev; test is scored with --write.
`--elsewhere CyNER FILE...` and `--elsewhere APTNER FILE...` score, untuned, files of a token and a tag a
line of aiforsec/CyNER (MIT) and wangxuren/APTNER (not kept here either).
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from onionskin.model import Named
from onionskin.read import inside
from onionskin.read.naming.names import use
from onionskin.read.naming.names_of import names_of
from onionskin.read.wire import Request
from onionskin.terms.gazetteer import Gazetteer, decoded, joined, shipped

HERE = Path(__file__).resolve().parent
# What their tags are to ours. CyNER has no class for actors.
ELSEWHERE = {
    "CyNER": {"Malware": "MALWARE"},
    "APTNER": {"MAL": "MALWARE", "APT": "GROUP", "LOC": "LOC"},
}
BLOCK = 40  # sentences of those that are read as one document: they do not say where one ends
KINDS = {"malware": "MALWARE", "actor": "GROUP", "region": "LOC"}
Span = tuple[int, int, str]
Paper = tuple[str, list[tuple[int, int]], set[Span]]


def papers(root: Path, split: str) -> Iterator[Paper]:
    """Yield (text, spans of the tokens, labelled spans in tokens) of each document of a split."""
    rows = [line.split("\t") for line in (root / "all/splits.tsv").read_text().splitlines()]
    for name in sorted(row[0] for row in rows if row[-1] == split):
        text = (root / f"all/text/{name}.txt").read_text("utf-8")
        lines = (root / f"all/ner_bio/{name}.bio").read_text("utf-8").split("\n")
        cells = [line.split("\t") for line in lines if line and not line.startswith("<DOCSTART>")]
        yield text, _placed(text, [cell[0] for cell in cells]), _labels([c[-1] for c in cells])


def _placed(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Return where each token stands; (-1, -1) where the corpus changed its letters."""
    places, at = [], 0
    for token in tokens:
        found = text.find(token, at, at + (400 if len(token) < 8 else 20_000))
        places.append((found, found + len(token)) if found >= 0 else (-1, -1))
        at = places[-1][1] if found >= 0 else at
    return places


def _labels(tags: list[str]) -> set[Span]:
    spans: list[list[object]] = []
    for number, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append([number, number, tag[2:]])
        elif tag.startswith("I-") and spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
    return {(first, last, kind) for first, last, kind in spans}  # type: ignore[misc]


def elsewhere(path: Path, kinds: dict[str, str]) -> Iterator[Paper]:
    """Yield what `papers` does, of a file of one token and its tag a line, in blocks of sentences."""
    sentences: list[list[list[str]]] = [[]]
    for line in path.read_text("utf-8", "replace").splitlines():
        cells = line.split()
        if len(cells) == 2:
            sentences[-1].append(cells)
        elif sentences[-1]:
            sentences.append([])
    for at in range(0, len(sentences), BLOCK):
        text, places, tags = "", [], []
        for sentence in sentences[at : at + BLOCK]:
            for token, tag in sentence:
                text += "" if text[-1:] in "\n([" or token[0] in ".,;:)]%\u2019'" else " "
                places.append((len(text), len(text) + len(token)))
                text += token
                tags.append(re.sub(r"^[ES]-", lambda m: {"E": "I-", "S": "B-"}[m[0][0]], tag))
            text += "\n"
        spans = {(a, b, kinds[kind]) for a, b, kind in _labels(tags) if kind in kinds}
        yield text, places, spans


def in_tokens(found: list[Named], places: list[tuple[int, int]]) -> set[Span]:
    """Return the spans in tokens; one that cuts a token is widened to it."""
    spans = set()
    for each in found:
        if each.kind not in KINDS:
            continue
        end = each.offset + len(each.raw)
        over = [n for n, (a, b) in enumerate(places) if a < end and b > each.offset and a >= 0]
        if over:
            spans.add((over[0], over[-1], KINDS[each.kind]))
    return spans


def score(gold: list[set[Span]], found: list[set[Span]], kind: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a kind over all documents."""
    right = said = wanted = 0
    for own, ours in zip(gold, found, strict=True):
        a, b = ({each for each in spans if each[2] == kind} for spans in (own, ours))
        right, said, wanted = right + len(a & b), said + len(b), wanted + len(a)
    precision, recall = right / max(said, 1), right / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def plain_gazetteer(gazetteer: Gazetteer, *, cased: bool) -> Callable[[str], list[Named]]:
    """Return a finder as a peer is: every name with word bounds; `cased` as written, and stop-listed."""
    kinds: dict[str, str] = {}
    for each in sorted(gazetteer.entries, key=lambda one: one.kind != "malware"):
        for name in (each.name, *each.others):
            if each.kind in KINDS and len(name) > 2:
                kinds.setdefault(name if cased else name.lower(), each.kind)
    if cased:
        stops = {word for words in gazetteer.ordinary.values() for word in words}
        kinds = {
            n: k
            for n, k in kinds.items()
            if k == "region" or (n.lower() not in stops and n != n.lower())
        }
    try:
        import ahocorasick_rs
    except ImportError:
        return lambda _: []
    names = sorted(kinds)
    engine = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(text: str) -> list[Named]:
        given = text if cased else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        return [
            Named(kinds[names[index]], names[index], text[start:end], start)
            for index, start, end in engine.find_matches_as_indexes(given)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        ]

    return find


def ours(text: str) -> list[Named]:
    """Find names as `read` does."""
    return list(names_of(text, ("en",)))


def _losses(
    gold: list[set[Span]], found: list[set[Span]], several: list[Paper], most: int
) -> list[str]:
    lines = []
    for kind in ("MALWARE", "GROUP"):
        for label, left, right in (("missed", gold, found), ("wrong", found, gold)):
            lost: Counter[str] = Counter()
            for (text, places, _), a, b in zip(several, left, right, strict=True):
                for first, last, own in a - b:
                    if own == kind:
                        lost[re.sub(r"\s+", " ", text[places[first][0] : places[last][1]])] += 1
            shown = ", ".join(f"{name} {count}" for name, count in lost.most_common(most))
            lines.append(f"{kind} {label}: {sum(lost.values())} ({shown})")
    return lines


def share(texts: list[str]) -> tuple[float, float, float]:
    """Return MB/s of names alone, MB/s of the whole reading with them, and their share of it (CPU time)."""
    alone = 0.0
    looked = inside.names_in

    def timed(*given: Any) -> list[Named]:
        nonlocal alone
        start = time.process_time()
        found = list(looked(*given))
        alone += time.process_time() - start
        return found

    inside.names_in = timed  # type: ignore[assignment]
    begun = time.process_time()
    for text in texts:
        with ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            files[0].write(text.encode())
            files[0].flush()
            request = msgspec.msgpack.encode(Request("report.txt"))
            inside.read_document(request, [file.fileno() for file in files])
    whole = time.process_time() - begun
    inside.names_in = looked
    size = sum(map(len, texts)) / 1e6
    return size / alone, size / whole, alone / whole


def page(lines: list[str]) -> str:
    """Return the result's page."""
    machine = f"{os.cpu_count()} shared processors ({platform.machine()})"
    when = dt.datetime.now(dt.UTC).date().isoformat()
    written = f"{when}, {machine}, Python {platform.python_version()}. Written by `python bench/read/naming/names.py ANNOCTR --names FILE --write`."
    return "\n".join(["# Names in reports", "", *lines, "", written, ""])


def scored_elsewhere(options: argparse.Namespace, whole: Gazetteer) -> Iterator[str]:
    """Yield the lines of a table of what is found in corpora that nothing was tuned on."""
    yield "| corpus | finder | MALWARE | GROUP | LOC |"
    yield "|---|---|---|---|---|"
    for title, *files in options.elsewhere:
        kinds = ELSEWHERE[title]
        several = [paper for file in files for paper in elsewhere(Path(file), kinds)]
        gold = [spans for _, _, spans in several]
        for finder, gazetteer, find in _finders(whole)[1:]:
            use(gazetteer)
            found = [in_tokens(find(text), places) for text, places, _ in several]
            cells = " | ".join(
                "{:.3f} / {:.3f} / **{:.3f}**".format(*score(gold, found, kind))
                if kind in kinds.values()
                else ""
                for kind in KINDS.values()
            )
            yield f"| {title} | {finder} | {cells} |"


def _finders(whole: Gazetteer) -> list[tuple[str, Gazetteer, Callable[[str], list[Named]]]]:
    return [
        ("ahocorasick_rs, every name, no case", whole, plain_gazetteer(whole, cased=False)),
        ("ahocorasick_rs, cased, stop-list", whole, plain_gazetteer(whole, cased=True)),
        ("Onionskin, as it ships", shipped(), ours),
        ("Onionskin, whole gazetteer", whole, ours),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--write", action="store_true", help="score test, and keep the result")
    parser.add_argument("--elsewhere", action="append", nargs="+", default=[])
    options = parser.parse_args()
    split = "test" if options.write else options.split
    several = list(papers(options.corpus, split))
    lost = sum(place == (-1, -1) for _, places, _ in several for place in places)
    gold = [spans for _, _, spans in several]
    own = decoded(options.names.read_bytes()) if options.names else None
    whole = joined(shipped(), own) if own else shipped()
    rows = []
    found: list[set[Span]] = []
    for title, gazetteer, find in _finders(whole):
        use(gazetteer)
        start = time.process_time()
        plain = [find(text) for text, _, _ in several]
        seconds = time.process_time() - start
        found = [in_tokens(each, paper[1]) for each, paper in zip(plain, several, strict=True)]
        speed = sum(len(text) for text, _, _ in several) / 1e6 / max(seconds, 1e-9)
        cells = " | ".join(
            f"{p:.3f} / {r:.3f} / **{f:.3f}**"
            for p, r, f in (score(gold, found, kind) for kind in KINDS.values())
        )
        rows.append(f"| {title} | {cells} | {speed:.1f} |")
    lines = [
        f"AnnoCTR, {split} split: {len(several)} documents, {lost} tokens without a place. Precision / recall / F1 over",
        "spans; MALWARE, GROUP and LOC are the corpus' classes, ours are `malware`, `actor`, `region`. MB/s of CPU time, names alone.",
        "",
        "| finder | MALWARE | GROUP | LOC | MB/s |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "Sources of the whole gazetteer: " + "; ".join(_sources(whole)) + ".",
    ]
    if options.elsewhere:
        lines += ["", *scored_elsewhere(options, whole)]
        use(whole)
    if options.write:
        names, reading, part = share([text for text, _, _ in several[::4]])
        lines += [
            "",
            f"Within a reading: names {names:.1f} MB/s, all of it {reading:.2f} MB/s, names' share {part:.1%}.",
        ]
        lines += [
            "",
            "What is lost:",
            "",
            *(f"- {each}" for each in _losses(gold, found, several, 12)),
        ]
        (HERE.parent / "results" / "read_names.md").write_text(page(lines), "utf-8")
    else:
        lines += _losses(gold, found, several, 40)
    print("\n".join(lines))


def _sources(gazetteer: Gazetteer) -> Iterator[str]:
    for each in gazetteer.sources:
        yield " ".join(part for part in (each.name, each.version, each.date) if part)


if __name__ == "__main__":
    main()
