"""Scripts taken apart: comments, strings and patterns told apart, and what is left tells what they can do."""

from __future__ import annotations

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.model import Problem
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.script_code import ScriptCode, language_of, script_code, script_sets
from onionskin.parse.code.script_lexing import LANGUAGES, lex
from onionskin.plugins.view import View


def look(text: str, language: str = "javascript") -> tuple[list[Ability], ScriptCode]:
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.flush()
        problems: list[Problem] = []
        *found, last = script_code(View(file.fileno()), language, problems)
    assert isinstance(last, ScriptCode)
    return [each for each in found if isinstance(each, Ability)], last


def ids(text: str, language: str = "javascript") -> set[str]:
    return {each.id for each in look(text, language)[0]}


@given(st.text(alphabet="ab'\"`/\\*#\n{}$<>@ ()[]", max_size=300), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_code_and_plain_text_keep_the_length_and_lines_of_any_script(text: str, language: str) -> None:  # fmt: skip
    lexed = lex(text, language)
    assert len(lexed.code) == len(lexed.plain) == len(text)
    assert lexed.plain.count("\n") == text.count("\n")
    assert all(text.startswith(each.text, each.offset) for each in lexed.texts)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("javascript", "// require('child_process')\n/* eval(x) */ a = \"eval(1)\"; b = `exec`;\n"),
        ("javascript", "a = /['\"]/.test(b); c = 'eval(1)'; d = /eval\\(/;\n"[:38]),
        ("python", "# import subprocess\nTEXT = '''\nimport socket\nexec(1)\n'''\n"),
        ("powershell", "<# iex #> # Invoke-Expression\n$a = 'a'\n"),
        ("shell", "# curl a | sh\necho done\n"),
        ("batch", "rem powershell -enc\n:: curl a\necho off\n"),
        ("vbscript", '\' CreateObject("WScript.Shell")\nx = 1 rem WScript.Sleep\n'),
    ],
)
def test_what_stands_in_a_comment_or_a_string_is_no_ability(language: str, text: str) -> None:
    assert not ids(text, language)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("import { get } from 'node:https'", "http"),
        ("import'net'", "net"),
        ("const f = await import(`dns/promises`)", "net"),
        ("x = require ( 'child_process' )", "exec"),
        ("new Function('return 1')()", "dynamic-code"),
        ("a[`n${eval(b)}`]", "dynamic-code"),
        ("JSON.stringify(process.env)", "environment"),
    ],
)
def test_what_javascript_asks_for_is_seen_in_each_spelling(text: str, wanted: str) -> None:
    assert wanted in ids(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("import os, socket as s\n", "net"),
        ("from urllib import request\n", "http"),
        ("if 1: __import__('subprocess').call('true')\n", "exec"),
        ("x = eval(y)\n", "dynamic-code"),
        ("import Crypto.Cipher.AES\n", ""),
    ],
)
def test_what_python_asks_for_is_seen_in_each_spelling(text: str, wanted: str) -> None:
    found = ids(text, "python")
    assert (wanted in found) if wanted else not found


def test_a_place_points_at_the_bytes_of_the_file_behind_letters_of_several_bytes() -> None:
    text = "// ä€\nrequire('https')\n"
    (found,), _ = look(text)
    assert found.span is not None
    raw = text.encode()
    assert raw[found.span.offset : found.span.offset + found.span.length] == b"require('https'"


def test_an_address_without_a_name_is_told_from_a_host_and_from_a_private_one() -> None:
    text = "a('http://8.8.8.8/x'); b('https://feed.example/'); c('http://127.0.0.1:80')"
    found = {(each.id, each.place) for each in look(text)[0]}
    assert found == {("raw-address", "8.8.8.8"), ("destination", "feed.example"), ("destination", "127.0.0.1")}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [
        ("a/b/index.MJS", b"", "javascript"),
        ("run", b"#!/usr/bin/env -S node --x\n", "javascript"),
        ("run", b"#! /usr/bin/python3.11\n", "python"),
        ("postinst", b"set -e\n", "shell"),
        ("types.d.ts", b"export {}", None),
        ("film.ts", b"\x47\x00\x00", None),
        ("index.js", b"/*\0*/ eval(a)", "javascript"),
        ("logo.png", b"\x89PNG", None),
    ],
)
def test_the_language_is_told_by_name_or_by_the_first_line(
    name: str, head: bytes, wanted: str | None
) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(head)
        file.flush()
        assert language_of(View(file.fileno(), name=name)) == wanted


def test_a_minified_script_is_not_obscured() -> None:
    _, code = look("var a=function(b,c){return b*c};" * 400)
    assert code.is_minified
    assert not code.obscured


def test_every_set_says_what_it_is_and_names_a_technique() -> None:
    sets = script_sets()
    assert len({each.id for each in sets}) == len(sets)
    assert all(each.says and each.technique.startswith("T") for each in sets)


@pytest.mark.parametrize("part", ["'", '"', "`${", "/[", "(/a", "\\", "'''", "x '", "<#", "/*"])
def test_a_script_of_nothing_but_openers_is_read_in_time(part: str) -> None:
    for language in LANGUAGES:
        assert lex(part * (60_000 // len(part)), language).code


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("const c = require(['child', 'process'].join('_'));", "javascript", "exec"),
        ("const d = process.getBuiltinModule('node:dns');", "javascript", "net"),
        ("agent.options.rejectUnauthorized = false;", "javascript", "checks-off"),
        ("start(text, { eval: true });", "javascript", "dynamic-code"),
        ("new Function(new TextDecoder().decode(part))();", "javascript", "unpacked-code"),
        ("proto._compile = function (text, name) {};", "javascript", "loader-hook"),
        ("chance.randomBytes = (n) => Buffer.alloc(n);", "javascript", "loader-hook"),
        ("event.clipboardData.setData('text/plain', other);", "javascript", "clipboard"),
        ("root.addHandler(HTTPHandler('log.example.net', '/c'))", "python", "http"),
        ("root.addHandler(handlers.SysLogHandler(('log.example.net', 514)))", "python", "net"),
        ("code.InteractiveInterpreter().runcode(made)", "python", "dynamic-code"),
        ("void *p = mmap(0, sizeof t, 7, 0x22, -1, 0);", "slashed", "native-code"),
        ("table = numpy.load(path, allow_pickle=True)", "python", "loads-code"),
        ("os.environ['SSL_CERT_FILE'] = path", "python", "checks-off"),
        ("os.environ.setdefault('PIP_EXTRA_INDEX_URL', where)", "python", "package-source"),
    ],
)  # fmt: skip
def test_quiet_ways_to_the_same_are_told(text: str, language: str, wanted: str) -> None:
    assert wanted in ids(text, language)


@pytest.mark.parametrize(
    ("text", "language", "not_wanted"),
    [
        ("const c = require(['shapes', 'round'].join('/'));", "javascript", "exec"),
        ("agent.options.rejectUnauthorized = true;", "javascript", "checks-off"),
        ("const bytes = chance.randomBytes(4);", "javascript", "loader-hook"),
        ("path = os.environ.get('SSL_CERT_FILE')", "python", "checks-off"),
        ("where = os.environ.get('PIP_INDEX_URL')", "python", "package-source"),
        ("table = numpy.load(path, allow_pickle=False)", "python", "loads-code"),
    ],
)
def test_what_only_looks_like_them_is_not(text: str, language: str, not_wanted: str) -> None:
    assert not_wanted not in ids(text, language)


def test_the_host_that_a_handler_of_logs_writes_to_is_a_destination() -> None:
    found, _ = look("root.addHandler(HTTPHandler('log.example.net', '/c'))", "python")
    assert "log.example.net" in {each.place for each in found if each.id == "destination"}
