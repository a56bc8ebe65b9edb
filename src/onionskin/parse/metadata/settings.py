"""Settings that start something or widen a right, out of whatever kind of file says them: one fact for all.

Sources: Visual Studio Code documentation (tasks, extension manifest, development containers); Claude Code, hooks;
JAR File Specification; java.lang.instrument; Open Containers Initiative, Image Configuration; Docker, image
specification 1.2; Apple, launchd.plist(5), Information Property List; RubyGems guides, plugins; pytest, conftest.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice

from onionskin.errors import DamagedError
from onionskin.model import Value
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.manifest_leads import leads
from onionskin.parse.texts.property_list import read_any
from onionskin.plugins.view import View

LIMIT = 1 << 20
SHOWN = 200
LISTED = 100
LED = 2000  # rows of a manifest
Row = tuple[str, str, str]


class ActingSetting(Value, frozen=True):
    """One setting. `kind` names whose it is, `key` the setting, `value` what it is set to, 200 letters at most."""

    kind: str
    key: str
    value: str


# What the end of a member's name says of its kind; names in lower case.
_KINDS = (
    ("*.vscode/tasks.json", "editor tasks"), ("*.vscode/settings.json", "editor settings"),
    ("*devcontainer.json", "development container"), ("*.claude/settings*.json", "assistant hooks"),
    ("*meta-inf/manifest.mf", "jar manifest"), ("*/launchagents/*", "started by the system"),
    ("*/launchdaemons/*", "started by the system"), ("*contents/info.plist", "application"), ("*.app/info.plist", "application"),
    ("*extension/package.json", "editor extension"), ("*rubygems_plugin.rb", "gem plugin"), ("conftest.py", "test runner"),
    ("*.husky/*", "git hook"), ("*.githooks/*", "git hook"),
)  # fmt: skip
_JAR = frozenset({"class-path", "launcher-agent-class", "premain-class", "agent-class", "add-opens", "enable-native-access"})  # fmt: skip
_LIFE = ("initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand", "postAttachCommand")  # fmt: skip
# What the loader and the interpreters obey; where installs and requests go; whom they believe.
_TELLING_ENVIRONMENT = re.compile(
    r"(?:LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|GCONV_PATH|NODE_OPTIONS|PYTHONSTARTUP|PYTHONPATH|JAVA_TOOL_OPTIONS|BASH_ENV|ENV|PROMPT_COMMAND|RUBYOPT|PERL5OPT|DYLD_\w+|"
    r"(?i:(?:https?|all|ftp)_proxy)|PIP_(?:EXTRA_)?INDEX_URL|PIP_TRUSTED_HOST|UV_(?:DEFAULT_)?INDEX(?:_URL)?|(?i:npm_config_(?:registry|strict_ssl))|GOPROXY|GONOSUM\w+|GOSUMDB|GOINSECURE|GOFLAGS|CARGO_REGISTR\w+|BUNDLE_MIRROR\w*|"
    r"SSL_CERT_(?:FILE|DIR)|(?:REQUESTS|CURL)_CA_BUNDLE|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|GIT_SSL_(?:NO_VERIFY|CAINFO))="
)


def kind_of(view: View) -> str:
    """Return of which kind a file's settings are, by its name or its first bytes; "" where it has none."""
    name = view.name.replace("\\", "/").removeprefix("./").lower()
    for pattern, kind in _KINDS:
        if fnmatchcase(name, pattern):
            return kind
    head = view.read(0, 64).lstrip()
    is_config = view.size <= LIMIT and head.startswith(b"{") and b'"rootfs"' in view.read(0, LIMIT)
    return "image" if is_config else ""


def settings(view: View, kind: str) -> Iterator[ActingSetting]:
    """Yield what a file of that kind sets that acts; a file that is not well formed sets nothing."""
    for read, most in ((_rows, LISTED), (_leads, LED)):
        try:
            rows = list(islice(read(view, kind), most))
        except (DamagedError, ValueError, RecursionError):
            continue
        for one, key, value in rows:
            yield ActingSetting(one, key[:SHOWN], " ".join(value.split())[:SHOWN])


def _leads(view: View, _kind: str) -> Iterator[Row]:
    yield from leads(view)


def _rows(view: View, kind: str) -> Iterator[Row]:
    if not kind:
        return
    if kind in {"git hook", "gem plugin", "test runner"}:
        yield (
            kind,
            view.name.replace("\\", "/").rpartition("/")[2][:SHOWN],
            "run without being asked for",
        )
    elif kind == "jar manifest":
        yield from _jar(view.read(0, LIMIT).decode("utf-8", "replace"))
    elif kind in {"started by the system", "application"}:
        said = read_any(view.read(0, LIMIT))
        yield from _started(said) if kind == "started by the system" else _application(said)
    else:
        said = manifests.json_object(view)
        yield from {
            "editor tasks": _tasks, "editor settings": _editor, "development container": _container,
            "assistant hooks": _assistant, "editor extension": _extension, "image": _image,
        }[kind](said)  # fmt: skip


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)


def _tasks(said: dict[str, object]) -> Iterator[Row]:
    for each in map(_table, _list(said.get("tasks"))):
        if _table(each.get("runOptions")).get("runOn") == "folderOpen":
            yield "editor tasks", "runOn folderOpen", _text([each.get("command", ""), each.get("args", [])])  # fmt: skip


def _editor(said: dict[str, object]) -> Iterator[Row]:
    if said.get("task.allowAutomaticTasks") in {"on", True}:
        yield "editor settings", "task.allowAutomaticTasks", "on"


def _container(said: dict[str, object]) -> Iterator[Row]:
    for key in _LIFE:
        if said.get(key):
            yield "development container", key, _text(said[key])


def _assistant(said: dict[str, object]) -> Iterator[Row]:
    for when, rows in sorted(_table(said.get("hooks")).items()):
        yield "assistant hooks", str(when)[:SHOWN], _text(rows)


def _jar(text: str) -> Iterator[Row]:
    # A line that begins with a blank goes on with the one before.
    for line in re.sub(r"\r?\n ", "", text).splitlines()[:5000]:
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() in _JAR and value.strip():
            yield "jar manifest", key.strip(), value


def _started(said: dict[str, object]) -> Iterator[Row]:
    runs = [said.get("Program", ""), *_list(said.get("ProgramArguments"))]
    yield "started by the system", _text(said.get("Label", ""))[:SHOWN], _text(runs)


def _application(said: dict[str, object]) -> Iterator[Row]:
    for key in ("NSAllowsArbitraryLoads", "NSAllowsArbitraryLoadsInWebContent"):
        if _table(said.get("NSAppTransportSecurity")).get(key) is True:
            yield "application", key, "speaks with any host without TLS"


def _extension(said: dict[str, object]) -> Iterator[Row]:
    for event in _list(said.get("activationEvents")):
        if event in {"*", "onStartupFinished"}:
            yield "editor extension", "activationEvents", str(event)
    for key in ("extensionPack", "extensionDependencies"):
        for each in _list(said.get(key)):
            yield "editor extension", key, _text(each)


def _image(said: dict[str, object]) -> Iterator[Row]:
    runs = _table(said.get("config"))
    for each in _list(runs.get("Env")):
        if isinstance(each, str) and _TELLING_ENVIRONMENT.match(each):
            yield "image", "Env", each
    for key in ("Healthcheck", "OnBuild"):
        if runs.get(key):
            yield "image", key, _text(runs[key])
    user = _text(runs.get("User", "")).partition(":")[0]
    if user in {"", "0", "root"} and "User" in runs:
        yield "image", "User", "root"
