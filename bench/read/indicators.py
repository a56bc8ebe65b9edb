"""Indicators measured against other tools on the same documents, in one run.

`python bench/read/indicators.py own` reads the twelve texts beside (the tuned set).
`... scored|second|third --texts DIR` reads the public documents that `scored.toml`, `second.toml` or `third.toml` refers to, as DIR/NAME.SUFFIX;
`... eset --repo GITDIR` compares eset/malware-ioc's README.adoc files with the MISP events beside them;
`... pdf` builds PDFs with hashes wrapped in narrow cells; `... defangs` is the crossed list of 43.
`--peer ioc-finder=PYTHON` (ioc-finder, iocsearcher, txt2stix) runs a tool that is installed in another environment.
Peers are given text and take everything they find for an indicator; ours are given the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from onionskin.read.inside import read_document
from onionskin.read.wire import Draft, Request

HERE = Path(__file__).parent
OWN = HERE / "indicators" / "own"
Value = tuple[str, str]
# What every tool looks for; the other kinds are counted apart, for ours alone.
COMMON = frozenset({"md5", "sha1", "sha256", "sha512", "domain", "ipv4", "ipv6", "url", "email"})
NETWORK = ("http://", "https://", "ftp://")

PEERS = {
    "ioc-finder": """
import sys, json, time
from ioc_finder import find_iocs
kinds = {'urls': 'url', 'email_addresses': 'email', 'domains': 'domain', 'ipv4s': 'ipv4', 'ipv6s': 'ipv6',
         'md5s': 'md5', 'sha1s': 'sha1', 'sha256s': 'sha256', 'sha512s': 'sha512'}
out = []
for text in json.load(sys.stdin):
    start = time.process_time()
    found = find_iocs(text)
    out.append([time.process_time() - start, [[k, v] for n, k in kinds.items() for v in found.get(n, ())]])
json.dump(out, sys.stdout)
""",
    "iocsearcher": """
import sys, json, time
from iocsearcher.searcher import Searcher
kinds = {'url': 'url', 'email': 'email', 'fqdn': 'domain', 'onionAddress': 'domain', 'ip4': 'ipv4', 'ip6': 'ipv6',
         'md5': 'md5', 'sha1': 'sha1', 'sha256': 'sha256', 'sha512': 'sha512'}
searcher, out = Searcher(), []
for text in json.load(sys.stdin):
    start = time.process_time()
    found = searcher.search_data(text)
    out.append([time.process_time() - start, [[kinds[x.name], x.value] for x in found if x.name in kinds]])
json.dump(out, sys.stdout)
""",
    "txt2stix": """
import sys, json, time, re
from txt2stix import extractions, pattern
from txt2stix.utils import get_include_path
conf = extractions.parse_extraction_config(get_include_path())
kinds = (('ipv4', 'ipv4'), ('ipv6', 'ipv6'), ('url', 'url'), ('email', 'email'), ('host', 'domain'), ('domain', 'domain'),
         ('md5', 'md5'), ('sha_1', 'sha1'), ('sha_256', 'sha256'), ('sha_512', 'sha512'))
chosen = {}
for slug, each in conf.items():
    if each.type == 'pattern' and not re.search('port|cidr|file|path|subdomain_file', slug):
        kind = next((k for w, k in kinds if w in slug), None)
        if kind:
            pattern.load_extractor(each)
            chosen[slug] = (each, kind)
out = []
for text in json.load(sys.stdin):
    start = time.process_time()
    rows = []
    found = pattern.extract_all([e for e, _ in chosen.values()], text)
    for x in found if isinstance(found, list) else [x for xs in found.values() for x in xs]:
        rows.append([chosen[x['type']][1], x['value']])
    out.append([time.process_time() - start, rows])
json.dump(out, sys.stdout)
""",
}


@dataclass
class Labelled:
    """A document with what a reader took from it: value -> role; `maybe` counts neither way."""

    name: str
    path: Path
    language: str
    roles: dict[Value, str]
    maybe: set[Value]

    def spares(self, value: Value) -> bool:
        """Say whether a value is among those that count neither way: `url https://a*` is all that begin so."""
        return any(
            k == value[0] and v.endswith("*") and value[1].startswith(v[:-1]) for k, v in self.maybe
        )


@dataclass
class Score:
    """Hits, misses and false ones, and the CPU seconds it took."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        precision = self.right / (self.right + len(self.wrong) or 1)
        recall = self.right / (self.right + len(self.missed) or 1)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)


def normal(kind: str, value: str) -> Value:
    """Return a value as it compares: names and hashes in lower case, a URL without its last slash."""
    if kind == "url":
        scheme, _, rest = value.partition("://")
        host, slash, path = rest.partition("/")
        return kind, f"{scheme.lower()}://{host.lower()}{slash}{path}".rstrip("/")
    if kind in (
        "wallet",
        "mutex",
        "service",
        "user-agent",
        "cookie",
        "scheduled-task",
        "path",
        "registry-key",
        "pipe",
    ):
        return kind, value
    return kind, value.lower().rstrip(".") if kind in COMMON else value


def host_of(url: str) -> Value:
    host = url.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[0].lower()
    kind = "ipv4" if host.replace(".", "").isdigit() else "domain"
    return kind, host


def documents(labels: Path, folder: Path) -> Iterator[Labelled]:
    """Yield the labelled documents; one whose text is not the labelled one ends the run."""
    for name, said in tomllib.loads(labels.read_text()).items():
        path = folder / f"{name}{said['suffix']}"
        if "sha256" in said and hashlib.sha256(path.read_bytes()).hexdigest() != said["sha256"]:
            sys.exit(f"{path}: not the text that was labelled")
        roles: dict[Value, str] = {}
        maybe: set[Value] = set()
        for role in ("indicator", "reference", "clean", "victim", "test", "any", "maybe"):
            for line in said.get(role, ()):
                kind, _, written = line.partition(" ")
                value = normal(kind, written.replace("[.]", ".").replace("hxxp", "http"))
                if role == "maybe":
                    maybe.add(value)
                else:
                    roles.setdefault(value, role)
        yield Labelled(name, path, said["language"], roles, maybe - roles.keys())


def ours(path: Path) -> tuple[float, dict[Value, str]]:
    """Read a file as the jailed worker does; return CPU seconds and value -> role."""
    with (
        path.open("rb") as source,
        tempfile.TemporaryFile() as text,
        tempfile.TemporaryFile() as out,
    ):
        request = msgspec.msgpack.encode(Request(path.name))
        start = time.process_time()
        read_document(request, [source.fileno(), text.fileno(), out.fileno()])
        seconds = time.process_time() - start
        out.seek(0)
        found: dict[Value, str] = {}
        for line in out:
            draft = msgspec.json.decode(line, type=Draft)
            if draft.relation == "indicates":
                value = normal(draft.subject.kind, draft.subject.name)
                if found.get(value) != "indicator":
                    found[value] = draft.object.name
    return seconds, found


def peer(name: str, python: str, texts: list[str]) -> list[tuple[float, dict[Value, str]]]:
    run = subprocess.run(
        [python, "-c", PEERS[name]],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"{name}: {run.stderr[-600:]}")
    return [
        (seconds, {normal(kind, value): "indicator" for kind, value in rows})
        for seconds, rows in json.loads(run.stdout[run.stdout.index("[") :])
    ]


def well_formed(doc: Labelled, found: Iterable[Value], kinds: Iterable[str]) -> Score:
    """Compare values, whatever their role. The host of a URL that is there is never wrong."""
    asked, score = frozenset(kinds), Score()
    hosts = {host_of(value) for kind, value in {*doc.roles, *doc.maybe} if kind == "url"}
    hosts |= {("domain", value.partition("@")[2]) for kind, value in doc.roles if kind == "email"}
    taken = {value for value in found if value[0] in asked}
    for value in doc.roles:
        if value[0] in asked:
            if value in taken:
                score.right += 1
            else:
                score.missed.append(f"{doc.name}: {' '.join(value)}")
    spare = taken - doc.roles.keys() - doc.maybe - hosts
    score.wrong += sorted(
        f"{doc.name}: {' '.join(value)}" for value in spare if not doc.spares(value)
    )
    return score


def role_aware(doc: Labelled, found: dict[Value, str], kinds: Iterable[str]) -> Score:
    """Compare what is called an indicator with what is one; open roles count neither way."""
    asked, score = frozenset(kinds), Score()
    called = {value for value, role in found.items() if role == "indicator" and value[0] in asked}
    meant = {value for value, role in doc.roles.items() if role == "indicator"}
    hosts = {host_of(value) for kind, value in meant | doc.maybe if kind == "url"}
    hosts |= {
        host_of(value)
        for (kind, value), role in doc.roles.items()
        if kind == "url" and role == "any"
    }
    hosts |= {
        ("domain", value.partition("@")[2])
        for (kind, value), role in doc.roles.items()
        if kind == "email" and role in ("any", "indicator")
    }
    for value in meant:
        if value[0] in asked:
            if value in called:
                score.right += 1
            else:
                score.missed.append(f"{doc.name}: {' '.join(value)}")
    opened = {value for value, role in doc.roles.items() if role == "any"}
    spare = called - meant - opened - doc.maybe - hosts
    score.wrong += sorted(
        f"{doc.name}: {' '.join(value)}" for value in spare if not doc.spares(value)
    )
    return score


def summed(scores: Iterable[Score]) -> Score:
    total = Score()
    for each in scores:
        total.right += each.right
        total.missed += each.missed
        total.wrong += each.wrong
    return total


def row(name: str, formed: Score, role: Score, seconds: float, size: int) -> str:
    one, other = formed.figures(), role.figures()
    figures = " | ".join(f"{each:.3f}" for each in (*one, *other))
    return f"| {name} | {figures} | {seconds:.2f} | {size / 1e6 / (seconds or 1):.2f} |"


HEAD = (
    "| tool | well-formed P | R | F1 | role-aware P | R | F1 | CPU s | MB/s |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def measured(docs: list[Labelled], peers: dict[str, str], *, losses: bool) -> str:
    """Return the table of a set, and below it what ours lost."""
    texts = [doc.path.read_text(errors="replace") for doc in docs]
    size = sum(map(len, texts))
    own = [ours(doc.path) for doc in docs]
    runs = {"onionskin (whole reading)": own}
    runs |= {name: peer(name, python, texts) for name, python in peers.items()}
    rows, lost = [HEAD], []
    for name, results in runs.items():
        pairs = list(zip(docs, results, strict=True))
        formed = summed(well_formed(doc, found, COMMON) for doc, (_, found) in pairs)
        role = summed(role_aware(doc, found, COMMON) for doc, (_, found) in pairs)
        rows.append(row(name, formed, role, sum(s for s, _ in results), size))
        if results is own:
            lost += [f"missed {each}" for each in formed.missed]
            lost += [f"not one {each}" for each in formed.wrong]
            lost += [
                f"wrong role {each}"
                for each in sorted({*role.missed, *role.wrong} - {*formed.missed, *formed.wrong})
            ]
    others = {kind for doc in docs for kind, _ in doc.roles} - COMMON
    if others:
        apart = summed(
            well_formed(doc, found, others) for doc, (_, found) in zip(docs, own, strict=True)
        )
        precision, recall, f1 = apart.figures()
        rows.append(
            f"\nThe other kinds ({', '.join(sorted(others))}), ours: P {precision:.3f}, R {recall:.3f}, F1 {f1:.3f}."
        )
        lost += [f"missed {each}" for each in apart.missed] + [
            f"not one {each}" for each in apart.wrong
        ]
    count = sum(len(doc.roles) for doc in docs)
    languages = sorted({doc.language for doc in docs})
    rows.append(
        f"\n{len(docs)} documents in {len(languages)} languages ({', '.join(languages)}), {count} labelled values."
    )
    return "\n".join((*rows, "", *(f"- {each}" for each in lost))) if losses else "\n".join(rows)


# -- eset/malware-ioc: README.adoc against the MISP events beside


def eset(repo: str, peers: dict[str, str]) -> str:
    """Return recall: how many values of the MISP events that stand in the README literally are found."""
    listed = _git(repo, "ls-tree", "-r", "--name-only", "HEAD").split("\n")
    readmes = [path for path in listed if path.endswith("README.adoc") and "/" in path]
    docs, texts, wanted = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for at, path in enumerate(readmes):
            home = path.rpartition("/")[0]
            events = [
                p
                for p in listed
                if p.startswith(f"{home}/") and p.endswith(".json") and "misp" in p.lower()
            ]
            text = _git(repo, "show", f"HEAD:{path}")
            values = {v for p in events for v in _misp_values(_git(repo, "show", f"HEAD:{p}"))}
            flat = text.lower().replace("[.]", ".").replace("hxxp", "http")
            values = {v for v in values if _stands_in(v[1].lower(), flat)}
            if values:
                file = Path(folder) / f"{at}.adoc"
                file.write_text(text)
                docs.append(file)
                texts.append(text)
                wanted.append(values)
        runs = {"onionskin": [ours(path) for path in docs]}
    runs |= {name: peer(name, python, texts) for name, python in peers.items()}
    rows = ["| tool | recall | values |", "|---|---|---|"]
    lost: list[str] = []
    for name, results in runs.items():
        missed = [
            value
            for want, (_, found) in zip(wanted, results, strict=True)
            for value in sorted(want - found.keys())
        ]
        total = sum(map(len, wanted))
        rows.append(f"| {name} | {1 - len(missed) / (total or 1):.4f} | {total} |")
        if name == "onionskin":
            lost = [f"- missed {kind} {value}" for kind, value in missed]
    return "\n".join((*rows, f"\n{len(docs)} README files with an event beside.", "", *lost))


def _stands_in(value: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(value)}(?![\w-]|\.\w)", text))


def _git(repo: str, *what: str) -> str:
    run = subprocess.run(["git", "-C", repo, *what], capture_output=True, check=True)
    return run.stdout.decode("utf-8", "replace")


def _misp_values(text: str) -> Iterator[Value]:
    kinds = {"domain": "domain", "hostname": "domain", "ip-dst": "ipv4", "ip-src": "ipv4", "url": "url",
             "md5": "md5", "sha1": "sha1", "sha256": "sha256", "email-src": "email", "email-dst": "email"}  # fmt: skip
    try:
        event = json.loads(text)
    except ValueError:  # one event of the set is no JSON
        return
    ahead = [event]
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, list):
            ahead += thing
        elif isinstance(thing, dict):
            kind = kinds.get(str(thing.get("type")))
            value = str(thing.get("value", ""))
            if kind and value and not (kind == "url" and not value.startswith(NETWORK)):
                yield normal("ipv6" if kind == "ipv4" and ":" in value else kind, value)
            ahead += [each for each in thing.values() if isinstance(each, list | dict)]


# -- defangs


def defangs(peers: dict[str, str]) -> str:
    """Return how many of the crossed list of ways to defang each tool undoes."""
    sys.path.insert(0, str(HERE.parent.parent / "tests" / "unit" / "terms"))
    from test_refang_crossed import CROSSED

    from onionskin.terms.indicators import find

    texts = [f"it is {raw} here" for raw, _, _ in CROSSED]
    runs = {"onionskin": [{normal(f.kind, f.value) for f in find(text)} for text in texts]}
    runs |= {
        name: [set(found) for _, found in peer(name, python, texts)]
        for name, python in peers.items()
    }
    rows = [f"| tool | undone, of {len(CROSSED)} |", "|---|---|"]
    for name, results in runs.items():
        hits = sum(
            normal(kind, value) in found
            for (_, kind, value), found in zip(CROSSED, results, strict=True)
        )
        rows.append(f"| {name} | {hits} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "what", choices=("own", "scored", "second", "third", "eset", "defangs", "pdf")
    )
    parser.add_argument("--texts", type=Path, default=OWN)
    parser.add_argument("--repo", default="")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON")
    options = parser.parse_args()
    peers = dict(each.split("=", 1) for each in options.peer)
    if options.what == "eset":
        print(eset(options.repo, peers))
    elif options.what == "defangs":
        print(defangs(peers))
    elif options.what == "pdf":
        from indicators_pdf import wrapped

        print(wrapped(ours))
    else:
        labels = (
            OWN / "labels.toml"
            if options.what == "own"
            else HERE / "indicators" / f"{options.what}.toml"
        )
        print(measured(list(documents(labels, options.texts)), peers, losses=True))


if __name__ == "__main__":
    main()
