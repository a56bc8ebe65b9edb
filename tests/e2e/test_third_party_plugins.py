"""A stranger's plugin: allowed by naming its folder, jailed like the house's own, and never silent.

That one of each of the eight kinds works is shown in test_documents.py, on the page's examples.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onionskin.case.folder import Case
from onionskin.cli import main
from onionskin.flows.peel import peel
from onionskin.flows.read import read
from onionskin.flows.sweep import sweep
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import ALLOWED, KINDS

# Each says whether it could read a file that is nobody's business of a parser.
PROBE = """
def walled():
    try:
        with open("/etc/passwd", "rb") as file:
            file.read(1)
    except OSError:
        return "walled"
    return "open"
"""
COMMON = '"title": "t", "misses": "m", "references": []'
SOURCES = {
    "peel/containers/mine.py": f"""
from onionskin.model import Region
META = {{{COMMON}, "kind": "data", "match": [[0, b"MINE"]], "refines": None}}
{PROBE}
def peel(view):
    yield Region(walled(), 0, view.size)
""",
    "peel/signals/mine_artifact.py": f"""
from onionskin.plugins.contracts import Hit
META = {{{COMMON}, "alias": "Z1", "family": "f", "lane": "content", "level": "review",
         "technique": "T1", "benign": "b", "formats": ["mine"]}}
{PROBE}
def artifact(layer, view):
    yield Hit("artifact " + walled())
""",
    "peel/signals/mine_release.py": f"""
from onionskin.plugins.contracts import Hit
META = {{{COMMON}, "alias": "Z2", "family": "f", "lane": "content", "level": "review",
         "technique": "T1", "benign": "b"}}
def release(tree):
    yield Hit(f"release of {{len(tree.layers)}}")
""",
    "peel/signals/mine_change.py": f"""
from onionskin.plugins.contracts import Hit
META = {{{COMMON}, "alias": "Z3", "family": "f", "lane": "change", "level": "review",
         "technique": "T1", "benign": "b"}}
def change(old, new, pairs):
    yield Hit(f"changed {{len(pairs.changed)}}")
""",
    "read/formats/mine.py": f"""
from onionskin.plugins.contracts import Block
META = {{{COMMON}, "suffixes": [".mine"]}}
{PROBE}
def fits(view):
    return view.read(0, 4) == b"MINE"
def read(view):
    yield Block(walled())
""",
    "sweep/sources/mine.py": f"""
META = {{{COMMON}, "suffixes": [], "tables": ["dns"]}}
{PROBE}
def fits(view):
    return view.read(0, 4) == b"MINE"
def rows(view, out):
    out.write("dns", {{"host": "PC-1", "QueryName": walled() + ".example", "line": 1}})
    return iter(())
""",
    "sweep/signals/mine.py": f"""
from onionskin.plugins.contracts import Hit
META = {{{COMMON}, "family": "f", "level": "review", "technique": "T1", "stage": "beaconed",
         "benign": "b"}}
NEEDS = {{"dns": ("QueryName",)}}
{PROBE}
def hunt(tables):
    for row in tables.sql("SELECT host, QueryName FROM dns"):
        yield Hit(f"{{row['QueryName']}} {{walled()}}", subject=row["host"])
""",
    "write/writers/mine.py": """
META = {"title": "t", "media": "text/plain", "reports": ["peel"]}
def write(report, document, out):
    out.write(f"mine: {report.verdict.level}\\n".encode())
""",
    "act/playbooks/mine.py": f"""
META = {{{COMMON}, "fits": "f"}}
def steps(incident):
    return iter(())
""",
    "read/language/xx.py": f"""
from onionskin.plugins.contracts import Cues
META = {{{COMMON}}}
CUES = Cues(code="xx", name="X", stopwords=("xyzzy",), hedges={{}}, negations=(), facts=())
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "plugins"
    for name, text in SOURCES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    monkeypatch.setenv(ALLOWED, str(root))
    return root


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "input.mine"
    path.write_bytes(b"MINE\n")
    return path


def onionskin(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onionskin", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60
    )


def wall(pool: Pool) -> str:
    return "open" if pool.isolation == "process" else "walled"


def test_a_strangers_container_and_signals_run_behind_the_wall(folder: Path, mine: Path) -> None:
    old = mine.with_name("old.mine")
    old.write_bytes(b"MINE before\n")
    with Pool(workers=1) as pool:
        (report,) = peel([mine], pool=pool, against=[old])
        expected = wall(pool)
    assert [each.name for each in report.layers[0].regions] == [expected]
    told = {each.signal: each.summary for each in report.findings}
    assert told["mine-artifact"] == f"artifact {expected}"
    assert told["mine-release"] == "release of 1"
    assert told["mine-change"] == "changed 1"
    assert report.complete


def test_a_strangers_format_source_and_behaviour_run_behind_the_wall(
    folder: Path, mine: Path, tmp_path: Path
) -> None:
    with Pool(workers=1) as pool, Case.open(tmp_path / "case") as case:
        (paper,) = read([mine], pool=pool)
        swept = sweep([mine], case=case, pool=pool)
        expected = wall(pool)
    assert paper.text.strip() == expected
    assert [each.summary for each in swept.findings if each.signal == "mine"] == [
        f"{expected}.example {expected}"
    ]


def test_each_kind_is_listed_with_the_place_it_comes_from(folder: Path) -> None:
    for name in SOURCES:
        path = folder / name
        kind = next(each.name for each in KINDS.values() if name.startswith(each.folder))
        result = CliRunner().invoke(main, ["list", kind])
        ident = path.stem.replace("_", "-")
        assert f"[from {path}]" in next(
            line for line in result.stdout.splitlines() if line.split()[0] == ident
        )


def test_a_strangers_writer_is_a_format_of_the_command_line(folder: Path, mine: Path) -> None:
    result = onionskin("peel", mine, "-o", "mine=-")
    assert (result.returncode, result.stdout) == (0, "mine: review\n")


def test_what_nobody_allowed_is_not_there(
    folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ALLOWED)
    with Pool(workers=1) as pool:
        (report,) = peel([mine], pool=pool)
    assert (report.layers[0].format, report.findings) == ("data", ())


def test_a_broken_plugin_is_a_sentence_and_not_a_traceback(folder: Path, mine: Path) -> None:
    (folder / "peel" / "containers" / "odd.py").write_text("def peel(:\n")
    result = onionskin("peel", mine)
    assert result.returncode == 1
    assert "odd.py" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_plugin_that_cannot_be_loaded_makes_the_result_incomplete_and_is_named(
    folder: Path, mine: Path
) -> None:
    for name in ("peel/containers/mine.py", "peel/signals/mine_release.py"):
        (folder / name).write_text(SOURCES[name] + "\nimport there_is_no_such_module\n")
    with Pool(workers=1) as pool:
        (report,) = peel([mine], pool=pool)
    assert {each.reason for each in report.problems} == {"fits-failed", "signal-failed"}
    assert all("mine" in each.detail for each in report.problems)
    assert not report.complete
