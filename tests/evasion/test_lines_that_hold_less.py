"""One line among hundreds that holds a little less, where the same line stands elsewhere, too, or others changed beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.model import Level

POOLS: list[Pool] = []
SIGNAL = "line-holds-less"
JS = "".join(f"exports.area{n} = (side) => {{\n  const half = side / {n + 1};\n  return half * side;\n}};\n" for n in range(12))  # fmt: skip
C = "".join(f"int area{n}(char *s) {{\n    if (s == NULL) {{\n        return -1;\n    }}\n    return put{n}(s);\n}}\n" for n in range(12))  # fmt: skip
PY = "".join(f"def area{n}(side):\n    half = side / {n + 1}\n    return half * side\n\n\n" for n in range(12))  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def one_pool() -> Iterator[None]:
    with Pool(workers=1) as pool:
        POOLS.append(pool)
        yield
        POOLS.clear()


def said(folder: Path, name: str, old: str, new: str, version: str = "1.2.4") -> list[str]:
    before, after = npm_pair(folder, version, {name: old.encode()}, {name: new.encode()})
    (report,) = peel([after], pool=POOLS[0], against=[before])
    return [each.summary for each in report.findings if each.signal == SIGNAL and each.level is Level.REVIEW]  # fmt: skip


def test_one_of_many_equal_lines_that_assigns_is_told(tmp_path: Path) -> None:
    new = C.replace(
        "int area7(char *s) {\n    if (s == NULL)", "int area7(char *s) {\n    if (s = NULL)"
    )
    (summary,) = said(tmp_path, "src/area.c", C, new, "2.0.0")
    assert "assigns where it compared" in summary


def test_it_is_told_beside_honest_changes_of_the_same_script(tmp_path: Path) -> None:
    old = JS + "exports.same = (a, b) => {\n  return a === b;\n};\n"
    new = old.replace("half * side", "side * half", 1).replace("a === b", "a.includes(b)") + "exports.more = 1;\n"  # fmt: skip
    assert said(tmp_path, "lib/area.js", old, new)


def test_a_comment_that_came_between_hides_nothing(tmp_path: Path) -> None:
    old = PY + "def load(f):\n    x = json.load(f)\n    return x\n"
    new = old.replace("    x = json.load(f)\n", "    # as before\n    x = pickle.load(f)  # faster\n")  # fmt: skip
    assert said(tmp_path, "area.py", old, new, "2.0.0")


def test_two_lines_at_once_are_each_weighed(tmp_path: Path) -> None:
    old = PY + "def load(f, cmd):\n    x = json.load(f)\n    run(cmd)\n    return x\n"
    new = old.replace("json.load(f)", "pickle.load(f)").replace("run(cmd)", "run(cmd, shell=True)")
    (summary,) = said(tmp_path, "area.py", old, new)
    assert "may run" in summary
    assert "shell" in summary


def test_tests_and_examples_are_left_alone(tmp_path: Path) -> None:
    old = PY + "def load(f):\n    return json.load(f)\n"
    new = old.replace("json.load", "pickle.load")
    assert not said(tmp_path, "tests/test_area.py", old, new)


def test_a_text_that_only_tells_of_it_says_nothing(tmp_path: Path) -> None:
    old = PY + 'NOTE = """\nUse json.load(f).\n"""\n'
    assert not said(tmp_path, "notes.txt", old, old.replace("json.load", "pickle.load"))


def test_line_ends_of_two_kinds_are_one(tmp_path: Path) -> None:
    old = JS + "exports.same = (a, b) => {\n  return a === b;\n};\n"
    assert not said(tmp_path, "lib/area.js", old, old.replace("\n", "\r\n"))
