"""Kinds of files that are run, loaded, opened or obeyed: told by their names, and by their first bytes where a name says nothing.

Sources: the formats' own magic numbers (WebAssembly core specification, section 5.5; Java VM specification, section 4.1; Dalvik executable
format; [MS-SHLLINK], section 2.1; PEP 552; pickle, module documentation), and the documentation of the tools that read the settings.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from onionskin.model import Value
from onionskin.parse.code.script_code import language_by_name, language_of
from onionskin.plugins.view import View

LIMIT = 1 << 20


class ActingKind(Value, frozen=True):
    """What kind of file this is, if it is one that is run, loaded, opened or obeyed."""

    kind: str


_MAGIC = (
    (b"\0asm", "WebAssembly"), (b"\xca\xfe\xba\xbe\0\0\0", "Java class"), (b"dex\n0", "Dalvik code"), (b"L\0\0\0\x01\x14\x02\0", "shortcut"),
    (b"\x1bLua", "compiled Lua"), (b"BC\xc0\xde", "LLVM bitcode"), (b"PK\x03\x04", "archive"), (b"PK\x05\x06", "archive"), (b"\x7fELF", "program"), (b"MZ", "program"),
    (b"!<arch>\n", "archive"), (b"\xfd7zXZ", "archive"), (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"\x80\x03c", "pickle"), (b"\x80\x04", "pickle"), (b"\x80\x05", "pickle"),
)  # fmt: skip
_SUFFIXES = {
    ".wasm": "WebAssembly", ".class": "Java class", ".dex": "Dalvik code", ".lnk": "shortcut", ".pyc": "compiled Python", ".pyo": "compiled Python",
    ".node": "native addon", ".pyd": "native addon", ".so": "native addon", ".dylib": "native addon", ".dll": "program", ".exe": "program", ".scr": "program", ".com": "program",
    ".jar": "Java archive", ".whl": "archive", ".egg": "archive", ".zip": "archive", ".gem": "archive", ".nupkg": "archive", ".tgz": "archive",
    ".pkl": "pickle", ".pickle": "pickle", ".joblib": "pickle", ".dill": "pickle", ".pt": "model", ".pth": "path file", ".egg-link": "path file", ".npy": "model",
    ".url": "shortcut", ".webloc": "shortcut", ".scf": "shortcut", ".library-ms": "shortcut", ".desktop": "desktop entry", ".reg": "registry file", ".inf": "setup file",
    ".hta": "HTML application", ".wsf": "Windows script", ".wsc": "Windows script", ".sct": "Windows script", ".jse": "Windows script", ".vbe": "Windows script", ".vbs": "Windows script",
    ".chm": "help file", ".xll": "add-in", ".xlam": "add-in", ".docm": "macro document", ".xlsm": "macro document", ".msi": "installer", ".cpl": "program", ".iqy": "query",
    ".service": "system unit", ".timer": "system unit", ".socket": "system unit", ".path": "system unit", ".rules": "system rule", ".cron": "schedule", ".plist": "property list",
    ".applescript": "AppleScript", ".scpt": "AppleScript", ".workflow": "AppleScript", ".mobileconfig": "profile", ".ipynb": "notebook", ".j2": "template", ".jinja": "template",
    ".html": "page", ".htm": "page", ".svg": "picture that scripts", ".xsl": "stylesheet that scripts", ".xslt": "stylesheet that scripts", ".swf": "Flash", ".vim": "editor script", ".el": "editor script",
    ".targets": "MSBuild part", ".props": "MSBuild part", ".gradle": "build script", ".cmake": "build script", ".m4": "build script", ".mk": "build script", ".gyp": "build script", ".gypi": "build script",
    ".podspec": "build script", ".bzl": "build script", ".pyx": "source to be compiled", ".c": "source to be compiled", ".cc": "source to be compiled", ".cpp": "source to be compiled", ".rs": "source to be compiled",
    ".go": "source to be compiled", ".cs": "source to be compiled", ".java": "source to be compiled", ".swift": "source to be compiled", ".kt": "source to be compiled", ".pp": "source to be compiled",
}  # fmt: skip
# Patterns for the whole name in the package, in lower case; `*/` in front is left out where anything may stand there.
_NAMES = (
    ("*.git/hooks/*", "git hook"), ("*.husky/*", "git hook"), ("*.githooks/*", "git hook"), ("*hooks/pre-commit", "git hook"), ("*hooks/post-*", "git hook"),
    ("*.gitattributes", "git's settings"), ("*.gitmodules", "git's settings"), ("*.git/config", "git's settings"), ("*.gitconfig", "git's settings"),
    ("package/npm-shrinkwrap.json", "npm's lock"), ("*.npmrc", "npm's settings"), ("*.yarnrc*", "Yarn's settings"), ("*.pnpmfile.*", "pnpm's settings"), ("*bunfig.toml", "Bun's settings"), ("*pip.conf", "pip's settings"), ("*.pypirc", "pip's settings"), ("*nuget.config", "NuGet's settings"),
    ("*.cargo/config*", "cargo's settings"), ("*rust-toolchain*", "cargo's settings"), ("*.bundle/config", "Bundler's settings"),
    ("*.github/workflows/*", "workflow"), ("*.gitlab-ci.yml", "workflow"), ("*.circleci/*", "workflow"), ("*.travis.yml", "workflow"), ("*azure-pipelines*.yml", "workflow"), ("*jenkinsfile", "workflow"), ("*.woodpecker*", "workflow"), ("*appveyor.yml", "workflow"), ("*bitbucket-pipelines.yml", "workflow"),
    ("*dockerfile*", "container recipe"), ("*containerfile", "container recipe"), ("*docker-compose*.y*ml", "container recipe"), ("*compose.y*ml", "container recipe"), ("*devcontainer.json", "container recipe"),
    ("*.mcp.json", "assistant's settings"), ("*/mcp.json", "assistant's settings"), ("*.cursor/*", "assistant's settings"), ("*.claude/*", "assistant's settings"), ("*claude.md", "assistant's orders"), ("*agents.md", "assistant's orders"), ("*gemini.md", "assistant's orders"), ("*.cursorrules", "assistant's orders"), ("*.windsurfrules", "assistant's orders"), ("*copilot-instructions.md", "assistant's orders"), ("*skill.md", "assistant's orders"),
    ("*.vscode/*", "editor's settings"), ("*.idea/*", "editor's settings"), ("*.exrc", "editor's settings"), ("*.vimrc", "editor's settings"), ("*.nvim.lua", "editor's settings"), ("*.dir-locals.el", "editor's settings"), ("*.sublime-project", "editor's settings"), ("*.zed/*", "editor's settings"),
    ("*.envrc", "shell's settings"), ("*.bashrc", "shell's settings"), ("*.profile", "shell's settings"), ("*.zshrc", "shell's settings"), ("*profile.d/*", "shell's settings"), ("*mise.toml", "shell's settings"), ("*.tool-versions", "shell's settings"), ("*.env", "shell's settings"),
    ("*.pre-commit-config.yaml", "hook of a tool"), ("*.pre-commit-hooks.yaml", "hook of a tool"), ("*lefthook.yml", "hook of a tool"), ("*renovate.json*", "hook of a tool"), ("*.lintstagedrc*", "hook of a tool"), ("*taskfile.y*ml", "hook of a tool"), ("*justfile", "hook of a tool"), ("*procfile", "hook of a tool"),
    ("*.eslintrc*", "settings that a tool runs"), ("*eslint.config.*", "settings that a tool runs"), ("*babel.config.*", "settings that a tool runs"), ("*.babelrc*", "settings that a tool runs"), ("*.prettierrc*", "settings that a tool runs"), ("*prettier.config.*", "settings that a tool runs"), ("*jest.config.*", "settings that a tool runs"), ("*vite.config.*", "settings that a tool runs"), ("*webpack.config.*", "settings that a tool runs"), ("*rollup.config.*", "settings that a tool runs"), ("*postcss.config.*", "settings that a tool runs"), ("*tailwind.config.*", "settings that a tool runs"), ("*.mocharc*", "settings that a tool runs"), ("*gulpfile.*", "settings that a tool runs"), ("*gruntfile.*", "settings that a tool runs"), ("*karma.conf.*", "settings that a tool runs"), ("*metro.config.*", "settings that a tool runs"), ("*tsconfig*.json", "settings of TypeScript"),
    ("*noxfile.py", "settings that a tool runs"), ("*tasks.py", "settings that a tool runs"), ("*fabfile.py", "settings that a tool runs"), ("*tox.ini", "settings that a tool runs"), ("*hatch_build.py", "settings that a tool runs"), ("*setup.py", "settings that a tool runs"), ("*setup.cfg", "settings that a tool runs"),
    ("*makefile*", "build script"), ("*cmakelists.txt", "build script"), ("*configure", "build script"), ("*configure.ac", "build script"), ("*meson.build", "build script"), ("*build.rs", "build script"), ("*rakefile", "build script"), ("*extconf.rb", "build script"), ("*mkrf_conf.rb", "build script"), ("*build.gradle*", "build script"), ("*pom.xml", "build script"), ("*wscript", "build script"), ("*sconstruct", "build script"),
    ("*/cron.*/*", "schedule"), ("*crontab*", "schedule"), ("*sudoers*", "system rule"), ("*ld.so.*", "system rule"), ("*/pam.d/*", "system rule"), ("*/polkit-1/*", "system rule"), ("*/udev/*", "system rule"),
    ("*.ssh/authorized_keys*", "system rule"), ("*etc/sudoers.d/*", "system rule"), ("*/pam-configs/*", "system rule"), ("*/trusted.gpg.d/*", "system rule"), ("*etc/apt/sources.list*", "system rule"),
    ("*etc/hosts", "machine's names"), ("*etc/resolv.conf", "machine's names"), ("*etc/nsswitch.conf", "machine's names"), ("*etc/passwd", "machine's users"), ("*etc/shadow", "machine's users"), ("*etc/gitconfig", "git's settings"),
    ("*/ca-certificates/*.crt", "anchor of trust"), ("*/ca-trust/*", "anchor of trust"), ("*etc/ssl/certs/*.pem", "anchor of trust"), ("*/initramfs-tools/hooks/*", "system rule"), ("*/initramfs-tools/scripts/*", "system rule"), ("*/vimfiles/plugin/*", "editor script"),
    ("*/sysusers.d/*.conf", "machine's settings"), ("*/sysctl.d/*.conf", "machine's settings"), ("*/environment.d/*.conf", "machine's settings"), ("*/tmpfiles.d/*.conf", "machine's settings"), ("*/modprobe.d/*.conf", "machine's settings"), ("*/modules-load.d/*.conf", "machine's settings"), ("*/binfmt.d/*.conf", "machine's settings"),
    ("*meta-inf/services/*", "Java service"), ("*meta-inf/spring*", "Java service"), ("*meta-inf/gradle-plugins/*", "Java service"), ("*meta-inf/beans.xml", "Java service"), ("*meta-inf/persistence.xml", "Java service"), ("*meta-inf/maven/extension.xml", "Java service"), ("*meta-inf/versions/*", "code for another version"), ("*log4j*.xml", "Java service"), ("*logback*", "Java service"),
    ("*.dist-info/entry_points.txt", "commands"), ("*.data/scripts/*", "command"), ("*.data/data/*", "file that lands elsewhere"), ("*.data/headers/*", "file that lands elsewhere"), ("*dotnettoolsettings.xml", "commands"),
    ("*.transform", "settings of an application"), ("*app_start/*", "settings of an application"), ("*web.config*", "settings of an application"), ("*app.config*", "settings of an application"), ("*contentfiles/*", "source to be compiled"), ("*analyzers/*", "compiler's addition"), ("*tools/init.ps1", "script of the package manager"), ("*tools/install.ps1", "script of the package manager"), ("*tools/uninstall.ps1", "script of the package manager"), ("*chocolatey*.ps1", "script of the package manager"),
)  # fmt: skip
# Folders in which other packages lie: each of them is a kind of its own.
_OTHERS = re.compile(
    r"(?:^|/)(?:node_modules|_?vendor(?:ed)?|third_party|bower_components|site-packages)/((?:@[^/]+/)?[^/]+)/"
)
_TASK = re.compile(rb"windows/2004/02/mit/task|\bLaunchAgents?\b|<key>ProgramArguments</key>")
_SCRIPTED = re.compile(
    rb"(?i)<script\b|\bon(?:load|error|click|begin)\s*=|javascript:|<msxsl:|\{\{[^}\n]{0,200}__|\{%"
)
_CODE = re.compile(rb"(?:^|[;\s{(=])(?:require\s*\(\s*['\"]|module\.exports\b|import\s+\w[\w, ]*\s+from\s|eval\s*\(|function\s*\w*\s*\([\w, ]*\)\s*\{|\(\)\s*=>|exec\s*\(|subprocess\.|#!/)")  # fmt: skip
_BY_WHOLE_NAME = frozenset({"container recipe"})
_MODULES = (".js", ".py", ".json", ".mjs", ".cjs", ".rb", ".php", ".go")
_IF_SCRIPTED = frozenset({"page", "picture that scripts", "stylesheet that scripts", "template"})
_PAPERS = (".md", ".rst", ".html", ".htm", ".adoc")


def acting_kind(view: View) -> str:
    """Return the kind of a file; "" of one that is only read. A usual script is of the kind `script: LANGUAGE`."""
    kind = kind_by_name(view.name)
    if kind in _IF_SCRIPTED:
        return kind if _SCRIPTED.search(view.read(0, LIMIT)) else ""
    head = view.read(0, 4096)
    if kind == "property list":
        return "system unit" if _TASK.search(head) else ""
    language = language_of(view) if not kind else ""
    return kind or (f"script: {language}" if language else "") or _by_content(view, head)


def kind_by_name(written: str) -> str:
    """Return the kind that a file's name in its package tells; "" where it tells none."""
    name = written.replace("\\", "/").removeprefix("./").lower()
    held = _OTHERS.search(name)
    if held and name.endswith(_MODULES):
        return f"package {held[1]}"
    base = name.rpartition("/")[2]
    for pattern, kind in _NAMES:
        # `dockerfile.js` is a script about such files.
        is_script = kind in _BY_WHOLE_NAME and base.endswith(_MODULES)
        if fnmatchcase(name, pattern) and not is_script:
            return kind
    kind = _SUFFIXES.get("." + base.rpartition(".")[2], "") if "." in base else ""
    language = "" if kind else language_by_name(base)
    return kind or (f"script: {language}" if language else "")


def _by_content(view: View, head: bytes) -> str:
    name = view.name.replace("\\", "/").lower()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if re.match(rb"[\x61-\xff]\x0d\x0d\x0a", head):
        return "compiled Python"
    if name.endswith(".xml") and _TASK.search(view.read(0, LIMIT).replace(b"\0", b"")):
        return "schedule"
    is_text = (
        b"\0" not in head
        and not name.endswith(_PAPERS)
        and not re.search(r"(?:licen[cs]e|readme|change|notice|authors|copying)", name)
    )
    if is_text and name.endswith(
        (
            ".txt",
            ".dat",
            ".log",
            ".bin",
            ".css",
            ".json",
            ".lock",
            ".png",
            ".jpg",
            ".gif",
            ".ico",
            ".woff",
            ".md5",
        )
    ):
        return "code under a name of data" if len(_CODE.findall(view.read(0, LIMIT))) > 1 else ""
    return ""
