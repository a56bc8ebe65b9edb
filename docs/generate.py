"""Write the generated parts of the documents anew: `python docs/generate.py` (`--check` only looks).

A part stands between `<!-- begin generated: NAME ARGUMENT -->` and `<!-- end generated -->`
in any Markdown file of the repository's root or of docs/. JSON Schemas are whole files.
"""

from __future__ import annotations

import atexit
import inspect
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec
from click.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(
    r"(<!-- begin generated: (?P<name>[a-z-]+)(?: (?P<argument>[a-z-]+))? -->\n).*?(<!-- end generated -->)",
    re.DOTALL,
)


HASH = re.compile(r"\b[0-9a-f]{64}\b")


def help_of(verb: str) -> Iterator[str]:
    """The help text of a verb, as the terminal shows it."""
    from onionskin.cli import main

    # Within the group's own context, as when it is typed: the options are then the same.
    group = main.make_context("onionskin", [verb], resilient_parsing=True, terminal_width=100)
    command = main.commands[verb]
    context = click.Context(command, parent=group, info_name=verb, terminal_width=100)
    yield "```"
    yield from command.get_help(context).splitlines()
    yield "```"


def catalogue() -> Iterator[tuple[Path, str]]:
    """A page per plugin: a new plugin is a new page, and no page that stands changes."""
    from onionskin.plugins.scan import KINDS, plugins

    for kind in KINDS.values():
        for each in plugins(kind.name):
            lines = [f"# {each.id}", "", f"{kind.name}: {_words(each.meta['title'])}.", ""]
            lines += [
                f"- **{key}**: {_words(each.meta[key])}"
                for key in kind.meta[1:]
                if each.meta[key] not in (None, "", [])
            ]
            path = ROOT / "docs" / "catalogue" / kind.folder / f"{each.id}.md"
            yield path, "\n".join(lines) + "\n"


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return f"`{value!r}`" if isinstance(value, bytes) else str(value).replace("|", "\\|")


def verdict(_: str) -> Iterator[str]:
    """The rules of the verdict, in their order."""
    from onionskin.flows.explain import rule_lines
    from onionskin.weigh.verdict import rules

    for rule in rules():
        yield f"- `{rule.id}`: " + "; ".join(
            f"{line.label} {line.text}" for line in rule_lines(rule)
        )


def rivals(_: str) -> Iterator[str]:
    """The innocent readings that are tried."""
    from onionskin.flows.explain import reading_lines
    from onionskin.weigh.rivals import readings

    for each in readings():
        yield f"- `{each.id}`: " + "; ".join(
            f"{line.label}: {line.text}" for line in reading_lines(each)
        )


def relations(_: str) -> Iterator[str]:
    """The closed table of relations."""
    from onionskin.model import RELATIONS

    yield "| relation | reads | subjects | objects |"
    yield "|---|---|---|---|"
    for each in RELATIONS.values():
        subjects, objects = (", ".join(sorted(kinds)) for kinds in (each.subjects, each.objects))
        yield f"| `{each.name}` | subject {each.reads} object | {subjects} | {objects} |"


def glossary(_: str) -> Iterator[str]:
    """The nouns and values, in the words of the code."""
    import inspect

    from onionskin import model

    for name, thing in vars(model).items():
        if inspect.isclass(thing) and thing.__module__ == model.__name__ and name != "Value":
            text = inspect.getdoc(thing) or ""
            yield f"- **{name}**: {' '.join(text.split())}"


def plugins_table(_: str) -> Iterator[str]:
    """The eight kinds of plugin: folder, function, META."""
    from onionskin.plugins.scan import KINDS

    yield "| kind | folder | one of these functions | META says | runs in |"
    yield "|---|---|---|---|---|"
    for kind in KINDS.values():
        functions = ", ".join(f"`{each}`" for each in kind.functions)
        keys = ", ".join(f"`{each}`" for each in kind.meta)
        place = "jail" if kind.jailed else "coordinator"
        yield f"| {kind.name} | `{kind.folder}` | {functions} | {keys} | {place} |"


def schemas() -> Iterator[tuple[Path, str]]:
    """The JSON Schemas of the machine's forms."""
    from onionskin.write.machine import SCHEMAS

    for name, form in SCHEMAS.items():
        schema = msgspec.json.schema(form)
        own = schema["$defs"][form.__name__]
        own["properties"]["schema"] = {"const": name}
        own["required"] = sorted({*own.get("required", ()), "schema"})
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": name,
            **schema,
        }
        path = ROOT / "docs" / "schema" / f"{name.replace('/', '-')}.json"
        yield path, json.dumps(_dedented(schema), indent=1, sort_keys=True) + "\n"


def _dedented(part: Any) -> Any:
    """Return a schema whose descriptions have no indentation, as docstrings have from Python 3.13 on."""
    if isinstance(part, dict):
        told = {key: _dedented(value) for key, value in part.items()}
        if isinstance(part.get("description"), str):
            told["description"] = inspect.cleandoc(part["description"])
        return told
    return [_dedented(each) for each in part] if isinstance(part, list) else part


def demo(_: str) -> Iterator[str]:
    """The demo's screen."""
    yield "```"
    yield "$ onionskin demo"
    yield from _run_in(_demo_folder(), ["demo", "--keep", "."]).output.splitlines()
    yield "```"


def case(_: str) -> Iterator[str]:
    """The questions of the reference case, each with its command and its answer."""
    asked = tomllib.loads((ROOT / "docs" / "questions.toml").read_text("utf-8"))["ask"]
    for number, each in enumerate(asked, 1):
        result = _run_in(_demo_folder(), shlex.split(each["command"])[1:])
        answer = _answer(each, result)
        yield f"{number}. **{each['question']}**"
        yield ""
        yield "   ```"
        yield f"   $ {each['command']}"
        yield from (f"   {line}".rstrip() for line in answer)
        yield "   ```"
        yield ""


def _answer(asked: dict[str, Any], result: Result) -> list[str]:
    """Return the lines of the output that answer; a missing one, or another exit code, is an error."""
    items = _items(result.output)
    missing = [text for text in asked["shows"] if not any(text in item for item, _ in items)]
    if missing or result.exit_code != asked["exit"]:
        sys.exit(f"{asked['command']}: exit {result.exit_code}, without {missing}\n{result.output}")
    return [
        HASH.sub("<64 hex digits>", line)
        for item, lines in items
        if any(text in item for text in asked["shows"])
        for line in lines
    ]


def _items(output: str) -> list[tuple[str, list[str]]]:
    """Return (the words, the lines) of each labelled line, with the lines that it wraps to."""
    items: list[list[str]] = []
    for line in output.splitlines():
        if items and line.startswith("   "):
            items[-1].append(line)
        else:
            items.append([line])
    return [(" ".join(" ".join(lines).split()), lines) for lines in items]


@cache
def _demo_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="onionskin-docs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["ONIONSKIN_KEY"] = str(folder / "demo.key")
    _run_in(folder, ["demo", "--keep", "."])
    return folder


def _run_in(folder: Path, words: list[str]) -> Result:
    from onionskin.cli import main as command

    before = Path.cwd()
    os.chdir(folder)
    try:
        environment = {"COLUMNS": "100", "NO_COLOR": "1"}
        return CliRunner().invoke(command, words, env=environment, prog_name="onionskin")
    finally:
        os.chdir(before)


PARTS: dict[str, Callable[[str], Iterator[str]]] = {
    "help": help_of,
    "verdict": verdict,
    "rivals": rivals,
    "relations": relations,
    "glossary": glossary,
    "plugins": plugins_table,
    "demo": demo,
    "case": case,
}


def generated() -> Iterator[tuple[Path, str]]:
    """Yield every file with generated parts, as it should be."""
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]):
        text = path.read_text("utf-8")
        if PART.search(text):
            yield path, PART.sub(_part, text)
    yield from schemas()
    yield from catalogue()


def _part(found: re.Match[str]) -> str:
    lines = PARTS[found["name"]](found["argument"] or "")
    return found[1] + "\n".join(lines).rstrip() + "\n" + found[4]


def main(*, check: bool) -> int:
    """Write what is stale, or say it; return how many files were."""
    stale = [
        (path, text)
        for path, text in generated()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path, text in stale:
        print(f"stale: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return len(stale)


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    only_look = "--check" in sys.argv
    stale_files = main(check=only_look)
    sys.exit(1 if only_look and stale_files else 0)
