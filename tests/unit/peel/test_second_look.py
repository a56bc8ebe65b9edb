"""What files can do is looked at where two releases differ, once a content, and never in silence."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import Outcome, Signature
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.native_code import NativeCode
from onionskin.peel.second_look import SecondLook, _believed
from onionskin.peel.walk import Budget, Walk
from onionskin.peel.wire import Featured
from onionskin.plugins.scan import ALLOWED
from onionskin.write.reports import PeelReport

META = 'META = {"title": "t", "formats": %s, "misses": "m", "references": []}\n'
LOADER = {"KERNEL32.dll": ("CreateProcessW", "VirtualProtect"), "WS2_32.dll": ("connect",)}


def release(folder: Path, name: str, programs: dict[str, Recipe]) -> Path:
    (folder / name).mkdir()
    for program, recipe in programs.items():
        (folder / name / program).write_bytes(build_pe(recipe))
    return folder / name


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Give two releases: one program changed, one stayed, one came."""
    same = Recipe(name="same.exe", strings=("stays",))
    old = release(tmp_path, "old", {"a.dll": Recipe(is_dll=True), "same.exe": same})
    changed = Recipe(is_dll=True, imports=LOADER)
    new = release(
        tmp_path, "new", {"a.dll": changed, "same.exe": same, "b.dll": changed, "c.exe": Recipe(is_dll=True, strings=("x",))}
    )  # fmt: skip
    return old, new


def peeled(old: Path | None, new: Path, pool: Pool, **options: object) -> PeelReport:
    (report,) = peel([new], pool=pool, against=[old] if old else [], **options)  # type: ignore[arg-type]
    return report


def peeled_anew(old: Path, new: Path, workers: int = 1, **options: object) -> PeelReport:
    """Peel with workers of one's own: they know the plugins that are allowed now."""
    with Pool(workers=workers) as pool:
        return peeled(old, new, pool, **options)


def looked_at(report: PeelReport) -> set[str]:
    return {each.name for each in report.layers if each.first(NativeCode) is not None}


def plug_in(
    monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, code: str, formats: str
) -> None:
    target = folder / "plugged" / "peel" / "features"
    target.mkdir(parents=True)
    (target / name).write_text(META % formats + code)
    monkeypatch.setenv(ALLOWED, str(folder / "plugged"))


def test_what_changed_or_came_is_looked_at_and_what_stayed_is_not(
    pair: tuple[Path, Path], pool: Pool
) -> None:
    report = peeled(*pair, pool)
    assert looked_at(report) == {"a.dll", "b.dll", "c.exe"}
    assert "new-ability" in {each.signal for each in report.findings}


def test_a_release_alone_costs_no_second_look_unless_it_is_asked_for(
    pair: tuple[Path, Path], pool: Pool
) -> None:
    assert looked_at(peeled(None, pair[1], pool)) == set()
    assert looked_at(peeled(None, pair[1], pool, first=True)) == {
        "a.dll",
        "b.dll",
        "c.exe",
        "same.exe",
    }


def test_one_two_and_three_workers_say_the_same(pair: tuple[Path, Path]) -> None:
    said = [msgspec.json.encode(peeled_anew(*pair, workers=count).layers) for count in (1, 2, 3)]
    assert said[0] == said[1] == said[2]


def test_one_content_at_two_places_is_looked_at_once(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, pool: Pool
) -> None:
    asked: list[str] = []
    submit = Pool.submit

    def counted(self: Pool, job: Job) -> None:
        if job.entry.endswith((":run_features", ":run_together")):
            asked.extend(each.layer.name for each in job.tag)
        submit(self, job)

    monkeypatch.setattr(Pool, "submit", counted)
    with Walk(pool, Budget()) as walk:
        layers = walk.run(pair[1]).layers
        first = walk.featured(layers)
        assert walk.featured(layers) == first
    # a.dll and b.dll are one content; the folder is no program.
    assert len(asked) == 3


def test_a_feature_that_dies_is_named_and_the_others_are_run_without_it(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import os\ndef feature(layer, view):\n    os._exit(9)\n    yield\n"
    plug_in(monkeypatch, tmp_path, "deadly.py", code, '["pe"]')
    report = peeled_anew(*pair)
    (layer,) = [each for each in report.layers if each.name == "a.dll"]
    assert layer.outcome is Outcome.CRASHED
    assert any("feature deadly died over it" in each.detail for each in layer.problems)
    assert "net" in {each.id for each in layer.all(Ability)}
    assert not report.complete
    assert "new-ability" in {each.signal for each in report.findings}


def test_a_feature_that_breaks_keeps_what_it_gave_and_is_said(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from onionskin.model import Fact\nfrom onionskin.parse.code.abilities import Ability\n"
        "def feature(layer, view):\n    yield Fact.of(Ability('mine', 'here', 'T1027'))\n    raise KeyError('x')\n"
    )
    plug_in(monkeypatch, tmp_path, "broken.py", code, "[]")
    report = peeled_anew(*pair)
    (layer,) = [each for each in report.layers if each.name == "a.dll"]
    assert "mine" in {each.id for each in layer.all(Ability)}
    assert ("feature-failed", "feature broken stopped: KeyError: 'x'") in {
        (each.reason, each.detail) for each in layer.problems
    }
    assert layer.outcome is Outcome.INCOMPLETE


def test_a_feature_that_never_ends_is_cut_in_time(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from onionskin.model import Fact\nfrom onionskin.parse.code.abilities import Ability\nimport time\n"
        "def feature(layer, view):\n    while True:\n        time.sleep(0.05)\n        yield Fact.of(Ability('mine', 'here', 'T1027'))\n"
    )
    plug_in(monkeypatch, tmp_path, "endless.py", code, '["pe"]')
    report = peeled_anew(*pair, budget=Budget(job_seconds=3.0))
    (layer,) = [each for each in report.layers if each.name == "a.dll"]
    assert "limit:seconds" in {each.reason for each in layer.problems}
    assert layer.outcome is Outcome.INCOMPLETE


def test_what_all_files_may_say_has_a_limit_that_is_met_at_the_same_file_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onionskin.peel.second_look.IN_FLIGHT", 1)
    programs = {
        f"{number:03}.dll": Recipe(is_dll=True, imports=LOADER, strings=(f"number {number}",))
        for number in range(40)
    }
    folder = release(tmp_path, "many", programs)
    cut = []
    for workers in (1, 3):
        with Pool(workers=workers) as pool, Walk(pool, Budget()) as walk:
            layers = walk.run(folder).layers
            look = SecondLook(pool, lambda: 60.0, 60.0, most=4000)
            seen = look.over(layers, walk.result.sources)
        cut.append(
            [each.name for each in seen if "limit:told" in {p.reason for p in each.problems}]
        )
        assert all(each.outcome is Outcome.INCOMPLETE for each in seen if each.name in cut[-1])
    assert cut[0] == cut[1] == [f"{number:03}.dll" for number in range(15, 40)]


def test_a_worker_cannot_sign_a_file_by_a_feature() -> None:
    from onionskin.model import Fact

    forged = Featured((Fact.of(Signature("authenticode", "valid", "Anybody")),))
    assert _believed(msgspec.msgpack.encode(forged)) is None
    assert _believed(b"nonsense") is None


def test_what_the_old_file_could_is_no_news(tmp_path: Path, pool: Pool) -> None:
    old = release(tmp_path, "old", {"a.dll": Recipe(is_dll=True, imports=LOADER)})
    new = release(tmp_path, "new", {"a.dll": Recipe(is_dll=True, imports=LOADER, strings=("x",), timestamp=1_700_000_000)})  # fmt: skip
    report = peeled(old, new, pool)
    assert looked_at(report) == {"a.dll"}
    assert not report.findings
