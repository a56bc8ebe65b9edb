"""Golden cases: where they are, how they are built, and what a plugin makes of them.

A plugin's folder `tests/golden/<folder of its kind>/<id>/` holds static files named
good*, bad*, damaged*, or a `cases.py` whose functions of such names build the input
below a temporary folder. `<case>.json` beside them is the expected snapshot.
"""

from __future__ import annotations

import ast
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from onionskin.case.folder import Case
from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Reference
from onionskin.peel.second_look import SecondLook
from onionskin.peel.walk import Budget, Walk
from onionskin.plugins.scan import KINDS, Plugin, plugins
from onionskin.write.reports import PeelReport

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SHADES = ("good", "bad", "damaged")
LONG = 60


@dataclass(frozen=True)
class Golden:
    """One case: `build(folder)` gives the input of the plugin."""

    plugin: Plugin
    name: str
    build: Callable[[Path], Any]

    @property
    def shade(self) -> str:
        return next(shade for shade in SHADES if self.name.startswith(shade))

    @property
    def expected(self) -> Path:
        return folder_of(self.plugin) / f"{self.name}.json"


def folder_of(plugin: Plugin) -> Path:
    return GOLDEN / plugin.kind.folder / plugin.id


def goldens(plugin: Plugin) -> list[Golden]:
    """Return the cases of a plugin, by name."""
    folder = folder_of(plugin)
    found = [
        Golden(plugin, path.name.split(".")[0], lambda _, path=path: path)
        for path in sorted(folder.glob("*"))
        if path.name.startswith(SHADES) and path.suffix not in {".json", ".py"}
    ]
    if (folder / "cases.py").exists():
        found += [Golden(plugin, name, _caller(folder, name)) for name in _functions(folder)]
    return found


def _functions(folder: Path) -> list[str]:
    """Read the names without importing: one broken case must not hide the others."""
    tree = ast.parse((folder / "cases.py").read_text("utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return sorted(name for name in names if name.startswith(SHADES))


def _caller(folder: Path, name: str) -> Callable[[Path], Any]:
    def build(target: Path) -> Any:
        spec = importlib.util.spec_from_file_location("golden_cases", folder / "cases.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        function = getattr(module, name)
        return function(target) if inspect.signature(function).parameters else function()

    return build


def all_goldens() -> Iterator[Golden]:
    for kind in KINDS:
        for plugin in plugins(kind):
            yield from goldens(plugin)


# --- what a plugin makes of its case ------------------------------------------------------


def run(golden: Golden, folder: Path, pool: Pool) -> Any:
    """Return the plugin's result as builtins, free of everything that varies."""
    inside = folder / "input"
    inside.mkdir()
    given = golden.build(inside)
    made = RUNNERS[golden.plugin.kind.name](golden.plugin, given, folder, pool)
    return msgspec.json.decode(msgspec.json.encode(made))


def _peel(given: Any, pool: Pool) -> PeelReport:
    """Peel a path, an (old, new) pair, or a pair of what is known (claims or references) and a path."""
    if not isinstance(given, tuple):
        (report,) = peel([given], pool=pool)
    elif isinstance(given[0], Gate):
        (report,) = peel([given[1]], gate=given[0], pool=pool)
    elif isinstance(given[0], Path):
        (report,) = peel([given[1]], against=[given[0]], pool=pool)
    elif given[0] and isinstance(given[0][0], Reference):
        (report,) = peel([given[1]], references=given[0], pool=pool)
    else:
        (report,) = peel([given[1]], claims=given[0], pool=pool)
    return report


def _container(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del folder
    report = _peel(given, pool)
    layer = next((each for each in report.layers if each.format == plugin.id), report.layers[0])
    own = layer.artifact
    children = [each.artifact for each in report.layers if each.artifact.parent == own.id]
    return {
        "format": layer.format,
        "outcome": layer.outcome,
        "regions": [(each.name, each.offset, each.length) for each in layer.regions][:LONG],
        "unexplained": layer.unexplained[:LONG],
        "children": [(each.path[-1], each.size, each.sha256[:16]) for each in children][:LONG],
        "facts": sorted({each.kind for each in layer.facts}),
        "problems": [(each.reason, each.detail) for each in layer.problems][:LONG],
    }


def _signal(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del folder
    report = _peel(given, pool)
    names = {layer.artifact.id: layer.artifact.path for layer in report.layers}
    return {
        "verdict": report.verdict.level,
        "complete": report.complete,
        "outcomes": sorted({layer.outcome for layer in report.layers}),
        "findings": [
            {
                "where": names[each.subject],
                "level": each.level,
                "summary": each.summary,
                "evidence": [
                    (names.get(at.artifact or ""), at.offset, at.length, at.note)
                    for at in each.evidence
                ],
            }
            for each in report.findings
            if each.signal == plugin.id
        ],
    }


def _feature(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del folder
    others = tuple(each.id for each in plugins("feature") if each.id != plugin.id)
    with Walk(pool, Budget()) as walk:
        layers = walk.run(given).layers
        seen = SecondLook(pool, lambda: 60.0, 60.0, others).over(layers, walk.result.sources)
    before, after = {each.artifact.id: each for each in layers}, {}
    for each in seen:
        old = before[each.artifact.id]
        after[" > ".join(each.artifact.path)] = {
            "outcome": each.outcome,
            "facts": [(one.kind, one.value) for one in each.facts[len(old.facts) :]][:LONG],
            "problems": [(one.reason, one.detail) for one in each.problems[len(old.problems) :]],
        }
    return after


def _read(given: Any, pool: Pool) -> Any:
    from onionskin.flows.read import read

    (report,) = read([given], pool=pool)
    return report


def _format(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del plugin, folder
    report = _read(given, pool)
    indicators = [each for each in report.claims if each.relation == "indicates"]
    return {
        "text": report.text[:4000],
        "indicators": [
            (each.subject.kind, each.subject.name, each.object.name) for each in indicators
        ],
        "problems": [(each.reason, each.detail) for each in report.problems],
        "notes": report.notes,
    }


def _language(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del folder
    report = _read(given, pool)
    return {
        "language": report.language,
        "own": report.language == plugin.id,
        "claims": [
            {
                "claim": f"{each.subject.name} {each.relation} {each.object.name}",
                "holds": each.holds,
                "confidence": each.confidence,
                "hedge": each.hedge,
                "says": each.reported_by,
                "quote": each.quote,
            }
            for each in report.claims
            if each.relation != "indicates"
        ],
        "problems": [(each.reason, each.detail) for each in report.problems],
        "notes": report.notes,
    }


def _sweep(given: Any, folder: Path, pool: Pool) -> Any:
    from onionskin.flows.sweep import sweep

    with Case.open(folder / "case") as case:
        return sweep([given], case=case, pool=pool)


def _source(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del plugin
    report = _sweep(given, folder, pool)
    return {
        "tables": sorted((each.name, each.rows) for each in report.tables),
        "hosts": [
            (
                each.host,
                [(cover.table, cover.rows, cover.first, cover.last) for cover in each.coverage],
            )
            for each in report.hosts
        ],
        "problems": [(each.reason, each.detail) for each in report.problems],
    }


def _behaviour(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    report = _sweep(given, folder, pool)
    return {
        "findings": [
            {"where": each.subject, "level": each.level, "summary": each.summary}
            for each in report.findings
            if each.signal == plugin.id
        ],
        "not_evaluable": [(each.reason, each.detail) for each in report.not_evaluable],
        "problems": [(each.reason, each.detail) for each in report.problems],
    }


def _writer(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    from onionskin.write.save import rendered

    del folder, pool
    return {"lines": rendered(given, plugin.id).decode("utf-8").splitlines()}


def _playbook(plugin: Plugin, given: Any, folder: Path, pool: Pool) -> Any:
    del folder, pool
    return {"steps": list(plugin.load().steps(given))}


RUNNERS: dict[str, Callable[[Plugin, Any, Path, Pool], Any]] = {
    "container": _container,
    "signal": _signal,
    "feature": _feature,
    "format": _format,
    "language": _language,
    "source": _source,
    "behaviour": _behaviour,
    "writer": _writer,
    "playbook": _playbook,
}
