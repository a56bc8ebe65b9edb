"""Orders in files of settings: lines by which the program that reads them starts, fetches or loads something.

Which program that is need not be known: keys that say so are called alike everywhere (`run`, `command`, `exec`, `script`, `hook`), and what
stands behind them is a command line. Sources: documentation of systemd, D-Bus, udev, GitHub Actions, GitLab CI, Docker, pre-commit, MSBuild.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice

from onionskin.model import Span
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.assistants import orders_to_assistants
from onionskin.parse.code.needles import matches, may_hold_run
from onionskin.parse.code.script_code import calls_in

MOST = 400
_KEYS = re.compile(
    r"(?im)^[\s\-{,\"'<]{0,80}(?:[\w.:]{1,40}[.:_-])?(?:run|command(?:s|line)?|cmd|exec(?:start|stop|reload)?(?:pre|post)?|execute|shell|script(?:s|s?_text)?|entry(?:point)?|"
    r"hooks?|on_?(?:enter|start|open|load)|(?:pre|post)[-_]?\w{0,20}(?:cmd|command|script|hook)s?|before_script|after_script|program(?:arguments)?|preload|interpreter|"
    r"registry|proxy|index[-_]?url|extra[-_]?index[-_]?url|privileged|volumes|plugins?|loader|require|uses|image)[\"'>]{0,2}\s{0,8}[:=>]\s{0,8}\S"
)
_SUFFIXES = (
    ".yml", ".yaml", ".json", ".json5", ".toml", ".ini", ".cfg", ".conf", ".config", ".xml", ".properties", ".plist", ".service", ".timer", ".socket", ".path", ".desktop",
    ".rules", ".reg", ".inf", ".targets", ".props", ".cnf", ".list", ".sources", ".repo", ".policy", ".pc", ".in", ".spec", ".install", ".nsi", ".wxs", ".iss",
)  # fmt: skip
_PAGES = (
    ".html",
    ".htm",
    ".xhtml",
    ".svg",
    ".css",
    ".hbs",
    ".ejs",
    ".pug",
    ".mustache",
    ".xsl",
    ".xslt",
    ".j2",
    ".jinja",
    ".jinja2",
    ".twig",
    ".erb",
)
_SCRIPTED = re.compile(
    r"(?i)<script\b|\son(?:load|error|click|begin|focus|mouseover)\s{0,4}=|\bjavascript:|@import\s|<(?:iframe|object|embed|base)\b|http-equiv\s{0,4}=\s{0,4}['\"]?content-security|"
    r"\bdocument\.cookie\b|\{\{\{|\|\s{0,4}safe\b|<msxsl:|__globals__|__class__"
)
# What makes the reader of a file of data run something.
_TAGS = re.compile(
    r"!!python/|!ruby/(?:object|hash|struct)|!!java|!<tag:|<!ENTITY\b|<\?php\b|\bcopy\b[^\n;]{0,80}\bprogram\s*'|\$\{(?:jndi|script|dns|env):|\bDDEAUTO\b|=cmd\|"
)
# Parts of an Office document that lead out of it, and what runs when it is opened (ECMA-376 part 2, section 9.3; MS-CUSTOMUI).
_LEADS_OUT = re.compile(r"<Relationship\b(?=[^>]{0,600}TargetMode=['\"]External)(?=[^>]{0,600}/(?:attachedTemplate|oleObject|frame|externalLink\w{0,20}|subDocument|image|mailMerge\w{0,20}|package|control)['\"])[^>]{1,600}>|<customUI\b[^>]{0,300}\bonLoad\s{0,3}=")  # fmt: skip
# Code where no code belongs.
_CODE = re.compile(
    r"\brequire\s{0,4}\(\s{0,4}['\"](?:node:)?(?:child_process|fs|https?|net|vm|os|module)['\"]|(?<![\w.])(?:eval|exec)\s{0,2}\(\s{0,4}[\w'\"(]|\bsubprocess\.\w|\b__import__\s{0,4}\(|\bos\.(?:system|popen)\b|"
    r"\bFunction\s{0,4}\(\s{0,4}['\"]|\bProcess\.Start\b|\bRuntime\.getRuntime\b"
)
_NO_CODE = re.compile(
    r"(?:licen[cs]e|notice|copying|authors)[^/]*$|\.(?:txt|dat|log|css|csv|lock|json|yml|yaml|toml|ini|xml|svg|ipynb|d\.[cm]?ts)$"
)
_DOCUMENT = re.compile(
    r"(?:readme|changelog|changes|history|news|requirements)[^/]*$|(?:^|/)(?:metadata|pkg-info)$|\.(?:md|rst|adoc)$|/docs?/"
)
_RUN = 1000
_ENCODED = re.compile(rf"[A-Za-z0-9+/_-]{{{_RUN}}}|(?:\\x[0-9a-fA-F]{{2}}){{{_RUN // 4}}}")
_HALF_ENCODED = re.compile(rf"[A-Za-z0-9+/_\\-]{{{_RUN // 2}}}")
_PAPER = re.compile(
    r"(?i)(?:package-lock|npm-shrinkwrap|sbom|cyclonedx|spdx|licen[cs]e|changelog|/locales?/|/i18n/|\.map$|/docs?/|package\.json$|record$)"
)
# Where packages are fetched from besides: in the settings of an installer, and in lists of what to install.
_INDEX = re.compile(
    r"(?im)^[ \t]{0,8}(?:--(?:extra-)?index-url|-i|--trusted-host|--find-links|-f|(?:extra[-_])?index[-_]url\s{0,4}=|find[-_]links\s{0,4}=|(?:@[\w.-]{1,60}:)?registry\s{0,4}=)[ \t=]{0,8}\S"
)
_INSTALLING = re.compile(
    r"(?:requirements?|constraints?)[^/]*\.(?:txt|in)$|(?:pip\.conf|pip\.ini|setup\.cfg|pydistutils\.cfg|\.npmrc|\.yarnrc)$|/requirements/[^/]*\.txt$"
)
# Of the shell's sets, those that say something in a line of settings.
_SETS = frozenset({"exec", "dynamic-code", "http", "net", "persistence", "checks-off", "credential-store", "environment", "destroys", "secret-variable", "place-of-secrets", "place-that-starts", "build-orders"})  # fmt: skip
# Tables of a Python project that its developers' tools read: no installer, and no builder of a package.
_TABLE = re.compile(r"(?m)^[ \t]{0,8}\[{1,2}([^\[\]\n]{1,200})\]{1,2}[ \t]{0,8}(?:#|$)")
_DEVELOPERS = re.compile(
    r"tool\.(?:tox|nox|poe|taskipy|cibuildwheel|pytest|coverage|ruff|mypy|pyright|black|isort|pylint|flake8|hatch\.envs|uv|pixi|tbump|bumpversion|semantic_release|towncrier|commitizen|pre-commit)(?:\.|$)"
)


def orders(name: str, text: str) -> Iterator[Ability]:
    """Yield what a line of a text that is no script orders, by what the file's name says that it may be.

    `order` is a key that starts something, `tag` what makes a reader run code, `page` what a page runs or takes in, `code` code where
    none belongs, `encoded` a run of 1,000 letters of a bare alphabet, `other-index` another place to install packages from, `assistant-order`
    what an assistant that reads the text is told; a setting also shows the abilities of a shell.
    """
    lower = name.replace("\\", "/").lower()
    yield from orders_to_assistants(text)
    if _INSTALLING.search(lower):
        for found in islice(_INDEX.finditer(text), MOST):
            yield Ability(
                "other-index",
                " ".join(found.group().split())[:60],
                "T1195.001",
                Span(found.end() - 1, 1),
            )
    if _DOCUMENT.search(lower) or lower.endswith(".map"):
        return
    base = lower.rpartition("/")[2]
    is_setting = lower.endswith(_SUFFIXES) or "." not in base or base.startswith(".")
    is_run = may_hold_run(text, _HALF_ENCODED, _RUN)
    rows = [("encoded", "T1027.013", _ENCODED)] if is_run else []
    rows += [("tag", "T1059", _TAGS)]
    rows += [("order", "T1221", _LEADS_OUT)] if lower.endswith((".rels", ".xml")) else []
    rows += [("order", "T1059", _KEYS)] if is_setting and not _PAPER.search(lower) else []
    rows += [("page", "T1059.007", _SCRIPTED)] if lower.endswith(_PAGES) else []
    rows += [("code", "T1036.008", _CODE)] if _NO_CODE.search(lower) else []
    is_for_developers = _developers(text) if base == "pyproject.toml" else _for_nobody
    for what, technique, pattern in rows:
        for found in islice(matches(pattern, text), MOST):
            # A key's match may begin on the blank lines before it: its end stands in its line.
            at = found.end() - 1 if what == "order" else found.start()
            if what == "order" and is_for_developers(at):
                continue
            yield Ability(what, " ".join(found.group().split())[:60], technique, Span(at, 1))
    if is_setting and not _PAPER.search(lower):
        for each, found in calls_in("shell", text, MOST):
            if each.id in _SETS:
                words = " ".join(found.group().split())[:60]
                yield Ability(
                    each.id, words, each.technique, Span(found.start(), found.end() - found.start())
                )


def _for_nobody(at: int) -> bool:
    del at
    return False


def _developers(text: str) -> Callable[[int], bool]:
    """Return what says of a place in a project's settings whether only a tool of its developers reads it."""
    tables = [(each.start(), bool(_DEVELOPERS.match(each[1].strip().lower()))) for each in islice(_TABLE.finditer(text), MOST)]  # fmt: skip
    # Behind the last table that is looked at everything counts.
    starts = [start for start, _ in tables] if len(tables) < MOST else []

    def is_for_developers(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and tables[place][1]

    return is_for_developers
