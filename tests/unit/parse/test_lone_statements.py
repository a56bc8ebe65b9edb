"""Statements that use nothing of the script they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.parse.code.lone_statements import lone_statements
from onionskin.parse.code.script_lexing import lex
from onionskin.parse.code.script_pieces import script_pieces

JAVASCRIPT = "const limit = 9;\nfunction area(side) {\n  const half = side / 2;\n%s\n  return half * limit;\n}\nmodule.exports = area;\n"
PYTHON = "import os\n\nLIMIT = 9\n\n\ndef area(side):\n    half = side / 2\n%s\n    return half * LIMIT\n"


def _alone(text: str, lines: str, language: str) -> list[str]:
    """Return the first line of each such statement that leads to nothing but some lines of the text."""
    text %= lines
    lexed = lex(text, language)
    starts = script_pieces(text, [], 1, lexed.code).places
    begin = text.index(lines)
    own = [number for number, start in enumerate(starts) if begin <= start < begin + len(lines)]
    return [
        text[starts[number] :].split("\n", 1)[0].strip()
        for number, low, high, above, *_ in lone_statements(lexed, language, starts)
        if own[0] <= low and high <= own[-1] and above < own[0]
    ]


@pytest.mark.parametrize(
    "line",
    [
        "  fetch('https://a.example.invalid/');",
        "  require('dns').lookup('a.example.invalid', () => {});",
        "  globalThis.fetch = new Proxy(globalThis.fetch, {});",
        "  if (typeof window !== 'undefined') window.addEventListener('copy', (e) => e.preventDefault());",
        "  Object.defineProperty(process.env, 'CI', { get: () => 'true' });",
        "  (async () => { await import('https://a.example.invalid/'); })();",
        "  const up = require('net').connect(514, 'a.example.invalid');",
    ],
)
def test_what_acts_by_names_of_the_platform_alone_is_told(line: str) -> None:
    assert _alone(JAVASCRIPT, line, "javascript") == [line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "  fetch(`https://a.example.invalid/${half}`, side);",
        "  console.warn('half');",
        "  throw new Error('half');",
        "  return Math.max(1, 2);",
        "  const os = require('os');",
        "  this.lock();",
        "  require.main = void 0;",
        "  if (process.exitCode == null) process.exitCode = 1;",
        "  const other = Number(1);",
        "  run(\n    navigator.userAgent,\n  );",
    ],
)
def test_what_uses_the_script_or_only_computes_and_warns_is_not(line: str) -> None:
    assert _alone(JAVASCRIPT, line, "javascript") == []


@pytest.mark.parametrize(
    "line",
    [
        "    os.environ['A'] = '1'",
        "    import socket\n    socket.create_connection(('a.example.invalid', 443))",
        "    import boto3\n    boto3.client('sts').get_caller_identity()",
        "    _left = os.system('true')",
    ],
)
def test_in_python_an_import_of_its_own_belongs_to_a_statement(line: str) -> None:
    assert len(_alone(PYTHON, line, "python")) == 1


@pytest.mark.parametrize(
    "line",
    ["    os.environ['A'] = half", "    sys.exit(1)", "    raise OSError('half')", "    os.path.join('a', 'b')", "    half = os.getpid()"],
)  # fmt: skip
def test_in_python_what_is_about_the_function_is_not_told(line: str) -> None:
    assert _alone(PYTHON, line, "python") == []


def test_other_languages_tell_none() -> None:
    assert lone_statements(lex("curl x\n", "shell"), "shell", (0,)) == ()


@given(st.text(alphabet="ab.({[]})=;\n '\"`/*#\\$fetch", max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    for language in ("javascript", "python"):
        pieces = script_pieces(text, [], 1, lex(text, language).code)
        for told in lone_statements(lex(text, language), language, pieces.places):
            assert 0 <= told[1] <= told[0] <= told[2] < len(pieces.places)
