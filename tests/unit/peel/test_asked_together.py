"""Small files are asked for together: what one of them does costs the others nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.model import Artifact, Outcome
from onionskin.peel.belief import believed_together
from onionskin.peel.together import FILES
from onionskin.peel.walk import Budget
from onionskin.plugins.scan import ALLOWED
from onionskin.write.reports import PeelReport
from onionskin.write.save import rendered

META = (
    'META = {{"title": "t", "kind": "container", "match": [[0, {magic!r}]], "refines": None,'
    ' "misses": "m", "references": []}}\n'
    "from onionskin.model import Region\n"
    "from onionskin.plugins.contracts import Child\n\n\n"
)
BODIES = {
    b"!FAULT": "def peel(view):\n    import ctypes\n    ctypes.string_at(0)\n    yield Region('a', 0, 1)\n",
    b"!LEAVE": "def peel(view):\n    yield Region('a', 0, view.size)\n    raise SystemExit\n",
    b"!TELLS": (
        "def peel(view):\n    for n in range(view.size):\n        yield Region('x' * 20000, n, 1)\n"
    ),
    b"!TWICE": (
        "def peel(view):\n    yield Region('a', 0, view.size)\n"
        "    yield Child('one', chunks=[b'first'])\n    yield Child('two', chunks=[b'second'])\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def jails(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Pool]]:
    """Give pools of one and of three workers that know such parsers."""
    root = tmp_path_factory.mktemp("plugins")
    (root / "peel" / "containers").mkdir(parents=True)
    for magic, body in BODIES.items():
        name = magic[1:].decode().lower()
        text = META.format(magic=magic) + body
        (root / "peel" / "containers" / f"{name}.py").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ALLOWED, str(root))
        with Pool(workers=1) as one, Pool(workers=3) as three:
            yield {1: one, 3: three}


def released(folder: Path, files: dict[str, bytes]) -> Path:
    release = folder / "release.zip"
    release.write_bytes(build_zip([ZipMember(name, data) for name, data in files.items()]))
    return release


def peeled(path: Path, pool: Pool, budget: Budget | None = None) -> PeelReport:
    (report,) = peel([path], pool=pool, budget=budget)
    return report


def texts(count: int) -> dict[str, bytes]:
    return {f"m{number:03}.txt": b"text %d" % number for number in range(count)}


@pytest.mark.parametrize("magic", [b"!FAULT", b"!LEAVE"])
def test_a_file_that_kills_its_worker_costs_only_itself(
    tmp_path: Path, jails: dict[int, Pool], magic: bytes
) -> None:
    files = {**texts(FILES + 10), "m005.txt": magic + b" and more"}
    report = peeled(released(tmp_path, files), jails[1])
    bad = [each.name for each in report.layers if each.outcome is not Outcome.SCANNED]
    assert bad == ["m005.txt"]
    (layer,) = (each for each in report.layers if each.name == "m005.txt")
    assert layer.outcome is Outcome.CRASHED
    assert layer.problems[0].detail.startswith(f"{magic[1:].decode().lower()} died over it: ")
    assert len(report.layers) == len(files) + 1


def test_a_small_file_that_decodes_members_has_them_opened(
    tmp_path: Path, jails: dict[int, Pool]
) -> None:
    inner = build_zip([ZipMember("deep.txt", b"down here"), ZipMember("deeper.txt", b"and here")])
    files = {**texts(5), "a.zip": inner, "b.odd": b"!TWICE", "c.zip": inner}
    report = peeled(released(tmp_path, files), jails[3])
    names = sorted(" > ".join(each.artifact.path[1:]) for each in report.layers)
    assert names == sorted(
        ["", *files, "a.zip > deep.txt", "a.zip > deeper.txt", "c.zip > deep.txt",
         "c.zip > deeper.txt", "b.odd > one", "b.odd > two"]
    )  # fmt: skip
    assert report.complete


def test_one_file_of_which_much_is_said_takes_no_room_from_the_others(
    tmp_path: Path, jails: dict[int, Pool]
) -> None:
    files = {**texts(40), "m000.txt": b"!TELLS" + bytes(1000), "m001.txt": b"!TELLS" + bytes(400)}
    report = peeled(released(tmp_path, files), jails[1])
    regions = {each.name: len(each.regions) for each in report.layers}
    assert (regions["m000.txt"], regions["m001.txt"], regions["m039.txt"]) == (1006, 406, 1)
    assert report.complete


def test_files_asked_for_together_give_the_same_bytes_with_any_number_of_workers(
    tmp_path: Path, jails: dict[int, Pool]
) -> None:
    inner = build_zip([ZipMember(name, data) for name, data in texts(90).items()])
    files = {**texts(150), "m007.txt": b"!FAULT", "m080.txt": inner, "m100.txt": b"!LEAVE"}
    release = released(tmp_path, files)
    one, three = (rendered(peeled(release, jails[count]), "json") for count in (1, 3))
    assert one == three


def test_each_file_asked_for_again_alone_counts_once_for_the_budget(
    tmp_path: Path, jails: dict[int, Pool]
) -> None:
    files = {**texts(30), "m003.txt": b"!FAULT"}
    budget = Budget(entries=33)  # the archive, its 31 members, and the dead one without its parser
    report = peeled(released(tmp_path, files), jails[1], budget)
    assert {each.reason for each in report.problems} == {"crashed", "parser-denied"}


def test_a_reply_about_too_few_files_is_not_believed() -> None:
    own = Artifact("artifact-x", ("x",), "0" * 64, 4)
    nothing = msgspec.msgpack.encode([None])
    assert believed_together(nothing, [own]) == (None,)
    assert believed_together(nothing, [own, own]) is None
    assert believed_together(b"nonsense", [own]) is None
