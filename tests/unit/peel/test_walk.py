"""The walk: budgets, killed parsers, links, odd names; and the same tree whatever the timing."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.errors import BudgetError, InputError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.jail.regular import open_regular
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.model import Level, Outcome
from onionskin.peel.sources import listed
from onionskin.peel.walk import Budget, Walk
from onionskin.plugins.scan import ALLOWED
from onionskin.write.reports import PeelReport
from onionskin.write.save import rendered

HEAD = (
    'META = {{"title": "t", "kind": "container", "match": [[0, {magic!r}]], "refines": None,'
    ' "misses": "m", "references": []}}\n'
    "from onionskin.model import Problem, Region\n"
    "from onionskin.plugins.contracts import Child\n\n\n"
)
BODIES = {
    "faults": "def peel(view):\n    yield Region('head', 0, 4)\n    import ctypes\n    ctypes.string_at(0)\n",
    "loops": "def peel(view):\n    yield Region('head', 0, 4)\n    while True:\n        pass\n",
    "eats": "def peel(view):\n    held = []\n    while True:\n        held.append(bytearray(1 << 24))\n    yield\n",
    "raises": "def peel(view):\n    yield Region('head', 0, 4)\n    raise KeyError('odd')\n",
    "fitted": (
        "def fits(view):\n    import ctypes\n    ctypes.string_at(0)\n\n\n"
        "def peel(view):\n    return iter(())\n"
    ),
    "unsure": "def fits(view):\n    raise KeyError('odd')\n\n\ndef peel(view):\n    return iter(())\n",
    "wordy": (
        "def peel(view):\n    yield Region('all', 0, view.size)\n"
        "    for n in range(5000):\n        yield Problem('odd', str(n))\n"
    ),
    "named": (
        "def peel(view):\n    yield Region('all', 0, view.size)\n"
        "    yield Child('half \\ud800 pair', span=(4, 4))\n    yield Child('x' * 70000, span=(4, 1))\n"
        "    yield Child('twin', span=(4, 1))\n    yield Child('twin', span=(5, 1))\n"
    ),
    "quine": (
        "def peel(view):\n    yield Region('all', 0, view.size)\n"
        "    yield Child('again', chunks=[view.read(0, view.size)])\n"
    ),
    "whole": (
        "def peel(view):\n    yield Region('all', 0, view.size)\n"
        "    for n in range(3):\n        yield Child(f'again {n}', span=(0, view.size))\n"
    ),
    "sinks": (
        "def peel(view):\n    yield Region('all', 0, view.size)\n"
        "    for n in range(1, 5):\n        yield Child(f'less {n}', span=(0, view.size - n))\n"
    ),
}  # fmt: skip


def magic(name: str) -> bytes:
    return b"!" + name[:3].encode().upper()


@pytest.fixture(scope="module")
def jail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Give a pool whose workers know parsers that go wrong in every way."""
    root = tmp_path_factory.mktemp("plugins")
    (root / "peel" / "containers").mkdir(parents=True)
    for name, body in BODIES.items():
        text = HEAD.format(magic=magic(name)) + body
        (root / "peel" / "containers" / f"{name}.py").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ALLOWED, str(root))
        pool = Pool(workers=2, memory=256 << 20)
    with pool:
        yield pool


def written(folder: Path, **files: bytes) -> Path:
    release = folder / "release"
    release.mkdir()
    for name, data in files.items():
        (release / name).write_bytes(data)
    return release


def peeled(path: Path, pool: Pool, **limits: float) -> PeelReport:
    (report,) = peel([path], pool=pool, budget=Budget(**limits))  # type: ignore[arg-type]
    return report


def reasons(report: PeelReport) -> set[str]:
    return {each.reason for each in report.problems}


def nested(depth: int) -> bytes:
    data = b"the innermost"
    for number in range(depth):
        data = build_zip([ZipMember(f"layer{number}.zip", data)])
    return data


# --- killed parsers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("faults", Outcome.CRASHED), ("loops", Outcome.TIMEOUT), ("eats", Outcome.INCOMPLETE)],
)
def test_a_killed_parser_is_denied_and_named_and_the_rest_is_opened(
    tmp_path: Path, jail: Pool, name: str, outcome: Outcome
) -> None:
    archive = build_zip([ZipMember("a.txt", b"text")])
    release = written(tmp_path, a_bad=magic(name) + b"rest", b_good=archive)
    report = peeled(release, jail, job_seconds=2.5)
    by_name = {layer.name: layer for layer in report.layers}
    bad = by_name["a_bad"]
    assert bad.outcome is outcome
    assert [each.reason for each in bad.problems] == [outcome.value, "parser-denied"]
    assert bad.problems[0].detail.startswith(f"{name} died over it: ")
    assert bad.unexplained[0].length == bad.artifact.size
    assert by_name["b_good"].outcome is by_name["a.txt"].outcome is Outcome.SCANNED
    assert not report.complete
    assert report.reasons


def test_a_parser_that_dies_while_it_is_asked_whether_it_fits_is_denied_too(
    tmp_path: Path, jail: Pool
) -> None:
    report = peeled(written(tmp_path, bad=magic("fitted") + b"rest"), jail)
    assert report.layers[1].problems[0].detail.startswith("fitted died over it")
    assert report.layers[1].outcome is Outcome.CRASHED


def test_a_parser_that_cannot_say_whether_it_fits_leaves_the_file_incomplete(
    tmp_path: Path, jail: Pool
) -> None:
    report = peeled(written(tmp_path, bad=magic("unsure") + b"rest"), jail)
    assert reasons(report) == {"fits-failed"}
    assert not report.complete


def test_what_a_parser_gave_before_it_raised_is_kept(tmp_path: Path, jail: Pool) -> None:
    report = peeled(written(tmp_path, bad=magic("raises") + b"rest"), jail)
    layer = report.layers[1]
    assert [each.name for each in layer.regions] == ["head"]
    assert layer.unexplained[0].offset == 4
    assert layer.problems[0].detail == "raises stopped: KeyError: 'odd'"


def test_a_parser_that_complains_without_end_is_cut_short(tmp_path: Path, jail: Pool) -> None:
    report = peeled(written(tmp_path, bad=magic("wordy") + b"rest"), jail)
    assert "limit:problems" in reasons(report)
    assert len(report.problems) == 1001


def test_names_that_are_no_text_or_far_too_long_lose_no_member(tmp_path: Path, jail: Pool) -> None:
    report = peeled(written(tmp_path, odd=magic("named") + b"rest"), jail)
    names = [layer.name for layer in report.layers[2:]]
    assert names[:3] == ["half \\ud800 pair", "twin", "twin"]
    assert names[3] == "x" * 4096 + "... (70000 characters)"
    twins = [layer.artifact for layer in report.layers if layer.name == "twin"]
    assert twins[0].id != twins[1].id
    assert report.complete


# --- budgets ----------------------------------------------------------------------------


def limited(report: PeelReport) -> str:
    """Return the limit that was reached, after checking all that goes with one."""
    assert not report.complete
    (reason,) = {each for each in reasons(report) if each.startswith("limit:")}
    assert report.verdict.level in {Level.REVIEW, Level.NOTHING_FOUND}
    return reason


def test_layers_below_the_depth_are_not_opened(tmp_path: Path, jail: Pool) -> None:
    path = tmp_path / "deep.zip"
    path.write_bytes(nested(30))
    report = peeled(path, jail, depth=5)
    assert limited(report) == "limit:depth"
    assert max(len(layer.artifact.path) for layer in report.layers) == 6
    assert [each.signal for each in report.findings] == ["expansion-limit"]


def test_no_more_entries_than_the_budget_are_opened_however_many_archives_hold_them(
    tmp_path: Path, jail: Pool
) -> None:
    inner = build_zip([ZipMember(f"{n}.txt", b"x%d" % n) for n in range(40)])
    outer = build_zip([ZipMember(f"{n}.zip", inner + bytes(n)) for n in range(20)])
    path = tmp_path / "wide.zip"
    path.write_bytes(outer)
    report = peeled(path, jail, entries=100)
    assert "limit:entries" in reasons(report)
    assert len(report.layers) <= 140
    assert not report.complete


def test_no_more_bytes_than_the_budget_are_decoded(tmp_path: Path, jail: Pool) -> None:
    members = [ZipMember(f"{n}.bin", bytes([n]) * 1000) for n in range(20)]
    path = tmp_path / "large.zip"
    path.write_bytes(build_zip([ZipMember("a.zip", build_zip(members))]))
    report = peeled(path, jail, decoded=9000)
    assert limited(report) == "limit:bytes"
    spooled = [layer for layer in report.layers if layer.name.endswith(".bin")]
    assert sum(layer.artifact.size for layer in spooled) <= 9000


def test_a_bomb_is_a_finding_and_no_memory(tmp_path: Path, jail: Pool) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(build_zip([ZipMember(f"{n}.bin", bytes(1 << 20)) for n in range(70)]))
    report = peeled(path, jail, decoded=512 << 20)
    assert limited(report) == "limit:ratio"
    assert [each.signal for each in report.findings] == ["expansion-limit"]


@pytest.mark.parametrize(("budget", "limit"), [(64 << 20, "limit:ratio"), (128 << 20, "")])
def test_a_disk_of_zeros_is_opened_as_far_as_the_operator_s_budget_goes(
    tmp_path: Path, jail: Pool, budget: int, limit: str
) -> None:
    path = tmp_path / "disk.gz"
    path.write_bytes(gzip.compress(bytes(12 << 20)))
    report = peeled(path, jail, decoded=budget)
    assert ([limit] if limit else []) == sorted(reasons(report) - {"cut-short"})


@pytest.mark.parametrize(("name", "layers"), [("quine", 2), ("whole", 4)])
def test_a_file_that_holds_itself_is_opened_once_and_said(
    tmp_path: Path, jail: Pool, name: str, layers: int
) -> None:
    path = tmp_path / "self.bin"
    path.write_bytes(magic(name) + bytes(range(200)))
    report = peeled(path, jail)
    assert limited(report) == "limit:itself"
    assert len(report.layers) == layers
    assert [each.signal for each in report.findings] == ["expansion-limit"]


def test_a_file_that_holds_most_of_itself_many_times_is_not_opened_without_end(
    tmp_path: Path, jail: Pool
) -> None:
    path = tmp_path / "sinks.bin"
    path.write_bytes(magic("sinks") + bytes(range(200)))
    report = peeled(path, jail)
    assert "limit:ratio" in reasons(report)
    assert len(report.layers) < 40
    assert "expansion-limit" in {each.signal for each in report.findings}


def test_files_stored_in_files_are_opened_as_deep_as_the_budget_allows(
    tmp_path: Path, jail: Pool
) -> None:
    data = b"the innermost"
    for number in range(22):
        data = build_zip([ZipMember(f"{number}.zip", data, method=0)])
    path = tmp_path / "stored.zip"
    path.write_bytes(data)
    report = peeled(path, jail)
    assert report.complete
    assert max(len(layer.artifact.path) for layer in report.layers) == 23


@pytest.mark.parametrize(("limit", "value"), [("seconds", 0.0), ("told", 0), ("entries", 0)])
def test_a_budget_of_nothing_opens_nothing_and_owns_nothing(
    tmp_path: Path, jail: Pool, limit: str, value: float
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(nested(1))
    report = peeled(path, jail, **{limit: value})
    assert limited(report) == f"limit:{limit}"
    assert report.layers[0].explained == 0


@pytest.mark.parametrize("limits", [{}, {"entries": 70}, {"decoded": 20_000}, {"depth": 3}])
def test_the_same_input_gives_the_same_bytes_with_any_number_of_workers(
    tmp_path: Path, limits: dict[str, int]
) -> None:
    inner = [
        build_zip([ZipMember(f"{m}.txt", b"%d" % (n * m)) for m in range(8)]) for n in range(12)
    ]
    path = tmp_path / "many.zip"
    path.write_bytes(
        build_zip(
            [ZipMember("same.zip" if n < 3 else f"{n}.zip", each) for n, each in enumerate(inner)]
        )
    )
    texts = set()
    for workers in (1, 2, 3):
        with Pool(workers=workers) as pool:
            texts.add(rendered(peeled(path, pool, **limits), "json"))
    assert len(texts) == 1


def test_a_search_after_the_time_is_over_says_so(tmp_path: Path, jail: Pool) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"a needle here")
    with Walk(jail, Budget()) as walk:
        layers = walk.run(path).layers
        assert walk.search(b"needle", layers) == [(layers[0], 2)]
        assert walk.search(b"absent", layers) == []
        walk._deadline = 0.0
        with pytest.raises(BudgetError, match="more than 900 s"):
            walk.search(b"needle", layers)


# --- files and folders --------------------------------------------------------------------


def test_links_that_stay_inside_are_no_gap_and_all_others_are_said(
    tmp_path: Path, jail: Pool
) -> None:
    release = written(tmp_path, real=b"bytes")
    (release / "inside").symlink_to("real")
    (release / "sub").mkdir()
    (release / "sub" / "up").symlink_to("..")
    assert peeled(release, jail).complete
    (release / "outside").symlink_to(tmp_path)
    (release / "dangling").symlink_to("nothing")
    (release / "loop").symlink_to("loop")
    os.mkfifo(release / "pipe")
    report = peeled(release, jail)
    assert not report.complete
    said = dict(each.detail.split(": ", 1) for each in report.problems)
    link = "this is a symbolic link; it was not followed"
    assert (said.pop("dangling"), said.pop("loop"), said.pop("outside")) == (link, link, link)
    assert said == {"pipe": "this is not a regular file; it was not followed"}
    assert [layer.name for layer in report.layers] == ["release", "real"]


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    ((name, problem),) = listed(tmp_path / "gone")
    assert name == "."
    assert problem.reason == "unreadable"  # type: ignore[union-attr]


def test_a_name_may_be_any_bytes(tmp_path: Path, jail: Pool) -> None:
    release = written(tmp_path)
    odd = os.fsencode(release) + b"/\xff\n\x1b.bin"
    with open(odd, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(b"x")
    report = peeled(release, jail)
    assert report.layers[1].name == "\\udcff\n\x1b.bin"
    assert rendered(report, "json")


def test_two_folders_have_one_hash_exactly_if_names_and_bytes_are_the_same(
    tmp_path: Path, jail: Pool
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "a").write_bytes(b"1")
    (one / "b").write_bytes(b"2")
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    (two / f"a\n{digest}  b").write_bytes(b"1")
    hashes = {peeled(path, jail).subject.sha256 for path in (one, two)}
    assert len(hashes) == 2


def test_an_empty_folder_and_an_empty_file_are_wholly_seen(tmp_path: Path, jail: Pool) -> None:
    report = peeled(written(tmp_path, empty=b""), jail)
    assert report.complete
    assert [layer.unexplained for layer in report.layers] == [(), ()]


@pytest.mark.parametrize("make", ["missing", "fifo", "link", "long"])
def test_a_path_that_is_no_file_is_refused_before_any_work(
    tmp_path: Path, jail: Pool, make: str
) -> None:
    good, bad = tmp_path / "good", tmp_path / ("x" * 300 if make == "long" else "bad")
    good.write_bytes(b"x")
    if make == "fifo":
        os.mkfifo(bad)
    if make == "link":
        bad.symlink_to(good)
    with pytest.raises(InputError) as caught:
        next(peel([good, bad], pool=jail))
    assert caught.value.hint
    with pytest.raises(InputError):
        open_regular(bad)
