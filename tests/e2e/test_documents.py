"""The documents say what the program does: generated parts are fresh, and the examples work."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from onionskin.act.response import steps
from onionskin.case.folder import Case
from onionskin.flows.peel import peel
from onionskin.flows.read import read
from onionskin.flows.sweep import sweep
from onionskin.jail.pool import Pool
from onionskin.plugins.contracts import Incident
from onionskin.plugins.scan import KINDS, plugins
from onionskin.write.save import rendered

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = re.compile(r"```python\n# (?P<path>\S+\.py)\n(?P<code>.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_generated_part_is_fresh_and_every_question_is_answered(generate: ModuleType) -> None:
    assert generate.main(check=True) == 0, "run python docs/generate.py, and read the diff"


def test_no_page_of_the_catalogue_is_left_of_a_plugin_that_went() -> None:
    pages = {
        path.relative_to(ROOT / "docs" / "catalogue")
        for path in ROOT.glob("docs/catalogue/**/*.md")
    }
    wanted = {
        Path(kind.folder) / f"{each.id}.md"
        for kind in KINDS.values()
        for each in plugins(kind.name)
    }
    assert pages <= wanted


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay the examples of the page out as a folder of plugins."""
    root = tmp_path / "plugins"
    for found in EXAMPLE.finditer((ROOT / "docs" / "plugins.md").read_text("utf-8")):
        path = root / found["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found["code"], "utf-8")
    monkeypatch.setenv("ONIONSKIN_PLUGINS", str(root))
    return tmp_path


def test_the_page_has_an_example_of_each_kind(examples: Path) -> None:
    folders = {
        path.parent.relative_to(examples / "plugins").as_posix() for path in examples.rglob("*.py")
    }
    assert folders == {kind.folder for kind in KINDS.values()}


def test_the_container_and_the_signal_of_the_page_work(examples: Path) -> None:
    loud = examples / "loud.exmp"
    loud.write_bytes(b"EXMP" + (5).to_bytes(4, "little") + b"LOUD!")
    with Pool(workers=1) as pool:
        (report,) = peel([loud], pool=pool)
    assert [layer.format for layer in report.layers] == ["example-archive", "data"]
    assert [(each.signal, each.evidence[0].offset) for each in report.findings] == [
        ("shouting-body", 8)
    ]
    assert report.complete


def test_the_format_and_the_language_of_the_page_work(examples: Path) -> None:
    starred = examples / "raporto.starred"
    starred.write_text(
        "*\tAcme Corp estis kompromitita per PhoneTool kaj ne per la reto.\n", "utf-8"
    )
    with Pool(workers=1) as pool:
        (report,) = read([starred], pool=pool)
    assert report.language == "eo"
    told = [(each.subject.name, each.relation, each.object.name) for each in report.claims]
    assert ("Acme Corp", "compromised-through", "PhoneTool") in told


def test_the_source_and_the_behaviour_of_the_page_work(examples: Path) -> None:
    log = examples / "names.barred"
    name = f"{'a' * 61}.example"
    log.write_text(
        f"DNS|PC-1|2023-03-20T10:00:00Z|{name}\nDNS|PC-2|2023-03-20T10:00:00Z|www.example\n",
        "utf-8",
    )
    with Case.open(examples / "case") as case, Pool(workers=1) as pool:
        report = sweep([log], case=case, pool=pool)
    assert [(each.signal, each.subject) for each in report.findings] == [("very-long-name", "PC-1")]


def test_the_writer_and_the_playbook_of_the_page_work(examples: Path) -> None:
    (examples / "readme.txt").write_text("nothing", "utf-8")
    with Pool(workers=1) as pool:
        (report,) = peel([examples / "readme.txt"], pool=pool)
    assert rendered(report, "counted").endswith(b"blocks: Peel of readme.txt\n")
    incident = Incident(product="Phone", versions=(), hosts={"confirmed": ("PC-1",)}, platforms={})
    (step,) = steps(incident, "call-somebody")
    assert step.hosts == ("PC-1",)
