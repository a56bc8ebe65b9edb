"""The house as drawn: imports run one way, functions can be seen at once, nothing of a machine stays."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "onionskin"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LONGEST, USUAL, SHARE = 60, 30, 0.9
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "base",
    "misc",
    "core",
}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
# Hosts that packages come from; by their parts, so that this file does not hold them itself.
REGISTRIES = re.compile(
    "|".join(
        ("files[.]pythonhosted" + "[.]org", "pypi[.]org/" + "simple", "registry[.]npmjs" + "[.]org")
    )
)


# A set of characters, and a group that is repeated without giving back: `(...)*+`, `(...){2,3}+`.
CHARACTERS = re.compile(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{{1,2}\d*,?\d*\}{1,2})\+|(?<!\\)\(\?>")


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple(
        (path, ast.parse(path.read_text("utf-8"))) for path in sorted(SOURCE.rglob("*.py"))
    )


def functions() -> Iterator[tuple[str, int]]:
    """Yield (place, lines of code without docstring) of every function and method."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                said = first.end_lineno if ast.get_docstring(node) is not None else None
                start = node.lineno if said is None else (said or 0)
                yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - start


def committed() -> list[Path]:
    """Return the files that git keeps; without git, those of the source tree."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return [path for path in SOURCE.rglob("*") if path.is_file()]
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_imports_are_those_of_the_design() -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS


def test_no_function_is_longer_than_one_can_see_at_once() -> None:
    assert [(place, lines) for place, lines in functions() if lines > LONGEST] == []


def test_most_functions_are_short() -> None:
    lengths = [lines for _, lines in functions()]
    assert sum(lines <= USUAL for lines in lengths) >= SHARE * len(lengths)


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path, _ in modules() if path.stem in VAGUE] == []
    assert [path for path in SOURCE.rglob("*") if path.is_dir() and path.name in VAGUE] == []


def test_no_expression_repeats_a_group_without_giving_back() -> None:
    """CPython before 3.11.5 matches them wrongly (gh-106052), and Debian 12 ships 3.11.2."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if POSSESSIVE_GROUP.search(CHARACTERS.sub("x", node.value))
    ]
    assert not wrong


def test_every_module_says_what_it_is() -> None:
    assert [path for path, tree in modules() if not ast.get_docstring(tree)] == []


def test_the_two_lists_of_exact_versions_are_one() -> None:
    stated = PROJECT["tool"]["uv"]["constraint-dependencies"]
    by_uv = {(name.lower(), version) for name, version in PINNED.findall("\n".join(stated))}
    text = (ROOT / "constraints.txt").read_text("utf-8")
    by_pip = {(name.lower(), version) for name, version in PINNED.findall(text)}
    assert len(by_uv) == len(stated)
    assert by_uv == by_pip


def test_every_exact_version_has_hashes_and_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
        if PINNED.match(block):
            assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in text


def dependencies() -> list[str]:
    project = PROJECT["project"]
    more = [each for several in project["optional-dependencies"].values() for each in several]
    return [*project["dependencies"], *more, *PROJECT["build-system"]["requires"]]


@pytest.mark.parametrize("stated", dependencies())
def test_every_dependency_has_a_lowest_version_and_a_capped_major(stated: str) -> None:
    if stated.startswith("onionskin"):
        return
    found = re.fullmatch(r"[A-Za-z0-9._-]+(?:\[\w+\])?>=([\d.]+),<([\d.]+)(?:; .+)?", stated)
    assert found, stated
    low, high = (tuple(map(int, each.split("."))) for each in found.groups())
    assert low < high


@pytest.mark.parametrize("stated", PROJECT["project"]["dependencies"])
def test_every_exact_version_is_one_that_the_project_allows(stated: str) -> None:
    name = re.split(r"[><=\[]", stated)[0]
    exact = dict(PINNED.findall("\n".join(PROJECT["tool"]["uv"]["constraint-dependencies"])))
    low, high = re.findall(r"[\d.]+", stated.partition(";")[0].removeprefix(name))
    numbers = tuple(int(each) for each in re.findall(r"\d+", exact[name]))
    assert tuple(map(int, low.split("."))) <= numbers < tuple(map(int, high.split(".")))


def test_the_version_is_said_once_and_is_the_installed_one() -> None:
    import onionskin

    assert onionskin.__version__ == PROJECT["project"]["version"]
    assert importlib.metadata.version("onionskin") == onionskin.__version__


def test_nothing_of_the_machine_it_was_written_on_is_committed() -> None:
    # A short path stands in made-up evidence, too.
    own = [str(path) for path in (ROOT, Path(sys.prefix)) if len(str(path)) > 8]
    found = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", "replace")
        words = [each for each in own if f"{each}/" in text] + REGISTRIES.findall(text)
        found += [f"{path.relative_to(ROOT)}: {word}" for word in words]
    assert found == []


def test_no_binary_and_no_lock_file_is_committed() -> None:
    # A few bytes of damaged text are a test's input; a program, an archive, an image is not.
    binary = [path for path in committed() if b"\0" in (data := path.read_bytes()) and data[1024:]]
    assert binary == []
    assert [path for path in committed() if path.name in {"uv.lock", "poetry.lock"}] == []
