"""What says little alone, and what must not: lines in larger steps, fixed words, renamed archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.model import Level
from onionskin.parse.code.script_code import Ability, script_code
from onionskin.plugins.view import View
from onionskin.write.reports import PeelReport

PLAIN = "".join(
    f"exports.side{n} = (a) => {{\n  return a * {n};\n}};\n" for n in range(40)
).encode()


def over(pool: Pool, old: Path, new: Path) -> PeelReport:
    (report,) = peel([new], pool=pool, against=[old])
    return report


def verdict(pool: Pool, folder: Path, version: str, script: bytes, **more: bytes) -> str:
    files = {name.replace("__", "."): data for name, data in more.items()}
    old, new = npm_pair(folder, version, {"shapes.js": PLAIN}, {"shapes.js": script} | files)
    return over(pool, old, new).verdict.rule


TWO = b"exports.inert = () => {\n  const a = process.env.APPDATA;\n  if (0) require('child_process').exec(a);\n};\n"
RARE = b"exports.inert = () => {\n  const a = '.ssh/authorized_keys';\n  if (0) require('child_process').exec(a);\n};\n"


def test_two_acts_together_of_which_one_is_rare_ask_for_review_in_a_minor_release(
    pool: Pool, tmp_path: Path
) -> None:
    assert verdict(pool, tmp_path, "1.3.0", PLAIN + RARE) == "an-unexplained-change-or-content"


def test_a_fix_within_a_function_asks_for_nothing_alone(pool: Pool, tmp_path: Path) -> None:
    fixed = PLAIN.replace(
        b"  return a * 7;\n", b"  // a comment\n  a = a + 0;\n  a = a - 0;\n  return a * 7;\n"
    )
    assert verdict(pool, tmp_path, "1.2.4", fixed) == "nothing-found"


def test_a_whole_function_in_a_release_that_is_else_the_same_asks_for_review(
    pool: Pool, tmp_path: Path
) -> None:
    whole = PLAIN + b"function inert(a) {\n  a = a + 0;\n  return a;\n}\n"
    assert verdict(pool, tmp_path, "1.2.4", whole) == "an-unexplained-change-or-content"


def test_a_fix_that_also_takes_a_quiet_act_is_two_things_about_one_file(
    pool: Pool, tmp_path: Path
) -> None:
    put = b"  // a comment\n  a = a + 0;\n  a = require('os').hostname() && a;\n  return a * 7;\n"
    assert (
        verdict(pool, tmp_path, "1.2.4", PLAIN.replace(b"  return a * 7;\n", put))
        != "nothing-found"
    )


def test_weak_findings_about_two_files_stay_weak(pool: Pool, tmp_path: Path) -> None:
    put = b"  a = require('os').hostname() && a;\n  return a * 7;\n"
    script = PLAIN.replace(b"  return a * 7;\n", put) + b"exports.more = 1;\n"
    script = script.replace(b"a * 9;", b"9 * a;").replace(b"a * 8;", b"8 * a;")
    old = {"shapes.js": PLAIN, "other.js": PLAIN}
    page = b"exports.page = 'https://inert.example.invalid/';\n"
    old_path, new_path = npm_pair(
        tmp_path, "1.3.0", old, {"shapes.js": script, "other.js": PLAIN + page}
    )
    report = over(pool, old_path, new_path)
    assert {each.level for each in report.findings} == {Level.NOTHING_FOUND}
    assert report.verdict.rule == "nothing-found"


def test_an_archive_under_another_name_is_laid_over_file_by_file(
    pool: Pool, tmp_path: Path
) -> None:
    old, new = npm_pair(
        tmp_path,
        "1.2.4",
        {"a/shapes.js": PLAIN, "b/shapes.js": PLAIN + b"1;\n"},
        {"a/shapes.js": PLAIN, "b/shapes.js": PLAIN + b"1;\n" + RARE},
    )
    renamed = tmp_path / "kept.tgz"
    renamed.write_bytes(old.read_bytes())
    report = over(pool, renamed, new)
    assert any(each.signal == "inserted-lines-reach-out" for each in report.findings)


def abilities(tmp_path: Path, name: str, text: str) -> list[Ability]:
    path = tmp_path / name
    path.write_text(text)
    language = "python" if name.endswith(".py") else "javascript"
    with path.open("rb") as file:
        found = list(script_code(View(file.fileno(), 0, path.stat().st_size), language, []))
    return [each for each in found if isinstance(each, Ability)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", "function check(a) {\n  if (a === 'inert-word') return true;\n  return b;\n}\n"),
        (
            "a.js",
            "const f = (a) => {\n  if ('inert-sesame-2026' === a) {\n    return true;\n  }\n};\n",
        ),
        ("a.js", "if (String(a).endsWith('5f4dcc3b5aa765d6')) return true;\n"),
        (
            "a.py",
            "def verify(self, a):\n    if a == 'inert word':\n        return True\n    return b\n",
        ),
        ("a.py", "if os.environ.get('INERT') == '5f4dcc3b5aa765d6': return a\n"),
    ],
)
def test_a_fixed_word_is_seen_where_it_stands(tmp_path: Path, name: str, text: str) -> None:
    (found,) = [each for each in abilities(tmp_path, name, text) if each.id == "fixed-word"]
    word = max(text.find("inert"), text.find("5f4d"))
    assert found.span is not None
    assert text.rfind("\n", 0, found.span.offset) == text.rfind("\n", 0, word)


@pytest.mark.parametrize(
    "text",
    [
        "if (type === 'application/json') return parse;\n",
        "if (a === 'utf-8') return true;\n",
        "function is(a) {\n  return a === 'shapes-2';\n}\n",
    ],
)
def test_a_usual_comparison_is_no_fixed_word(tmp_path: Path, text: str) -> None:
    assert not [each for each in abilities(tmp_path, "a.js", text) if each.id == "fixed-word"]


def test_an_address_in_the_description_of_a_function_is_no_destination_and_one_in_a_text_is(
    tmp_path: Path,
) -> None:
    text = 'def area(a):\n    """See https://one.example.invalid/."""\n    b = """https://two.example.invalid/"""\n    return a\n'
    assert [
        each.place for each in abilities(tmp_path, "a.py", text) if each.id == "destination"
    ] == ["two.example.invalid"]


def test_a_command_line_in_a_text_is_read_where_programs_are_started(tmp_path: Path) -> None:
    text = "const { exec } = require('child_process');\nexec('(crontab -l; echo inert) | crontab -');\n"
    (found,) = [each for each in abilities(tmp_path, "a.js", text) if each.id == "persistence"]
    assert found.span is not None
    assert text.startswith("crontab", found.span.offset)
    assert "persistence" not in {
        each.id for each in abilities(tmp_path, "a.js", text.replace("child_process", "inert"))
    }
