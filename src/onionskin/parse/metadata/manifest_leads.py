"""Where a package's manifests lead: which file, command, class or package is used because they say so.

All that a manifest says is read, but for what only describes; so what nobody thought of counts, too. One row is (whose it is,
key, value). Sources: npm documentation, package.json; PyPA specifications (entry points, pyproject.toml); setuptools documentation,
setup.cfg; The Cargo Book, manifest and configuration; RubyGems guides; Microsoft Learn, .nuspec and MSBuild; JAR File
Specification; Visual Studio Code, extension manifest; MDN, manifest.json; Composer, schema; Apple, Information Property List.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from onionskin.parse.metadata import manifests
from onionskin.parse.texts.plain_xml import elements
from onionskin.parse.texts.property_list import read_any
from onionskin.plugins.view import View

LIMIT = 1 << 20
DEPTH = 12
LISTED = 1000
Row = tuple[str, str, str]
KIND = "manifest of "  # how each row's first word begins

_NPM = frozenset(
    {"main", "module", "browser", "bin", "exports", "imports", "directories", "overrides", "resolutions", "pnpm", "config", "gypfile",
     "publishConfig", "binary", "packageManager", "workspaces", "unpkg", "jsdelivr", "react-native", "author", "husky", "gitHooks",
     "simple-git-hooks", "lint-staged", "nyc", "wallaby", "trustedDependencies"}
)  # fmt: skip
# Of what only who publishes obeys: where it goes to, and the keys of the manifest that it replaces. All else is npm's settings of that one call.
_PUBLISHED = _NPM | {"registry", "directory", "linkDirectory", "executableFiles"}
_EDITOR = frozenset({"main", "browser", "activationEvents", "extensionKind", "capabilities", "enabledApiProposals", "publisher", "l10n", "api"})  # fmt: skip
# What an extension of an editor adds to its windows, and nothing more.
_SHOWN = frozenset(
    {"commands", "menus", "keybindings", "configuration", "grammars", "languages", "snippets", "themes", "iconThemes", "productIconThemes",
     "views", "viewsContainers", "viewsWelcome", "walkthroughs", "colors", "icons", "submenus", "semanticTokenTypes", "semanticTokenModifiers",
     "semanticTokenScopes", "problemPatterns", "problemMatchers", "jsonValidation"}
)  # fmt: skip
_PAGE = frozenset(
    {"name", "short_name", "version", "version_name", "description", "icons", "author", "default_locale", "homepage_url", "minimum_chrome_version",
     "permissions", "host_permissions", "manifest_version", "commands", "offline_enabled"}
)  # fmt: skip
_PLIST = re.compile(r"^(?:CFBundleExecutable|NSPrincipalClass|LSEnvironment|SMPrivilegedExecutables|SMAuthorizedClients|NSExtension|CFBundleURLTypes|LSUIElement|LSBackgroundOnly|SUFeedURL|SUPublicEDKey|NSServices|UTExportedTypeDeclarations|CFBundleDocumentTypes)\b")  # fmt: skip
_JAR_PAPER = re.compile(
    r"(?i)version|build|created|date|time|vendor|-?title$|^(?:bundle-|application-)?name$|description|license|docurl|jdk|bnd|tool|scm|revision|digest|archiver|"
    r"^(?:import|export|private)-package|(?:require|provide)-capability|^ant|origin|url$|copyright|contact|developers|include-resource|x-compile|"
    r"hudson|jenkins|git|branch|change|commit|symbolicname|category|source|target|require-bundle|^manifest|implementation|specification"
)
_TASKS = frozenset({"Exec", "UsingTask", "DownloadFile", "Code"})  # hooks already
_EVENTS = re.compile(r"(?i)^(?:(?:pre|post)\w*event|custom(?:before|after)\w*|\w*tool(?:path|exe|dir)|\w*(?:dependson|beforetargets|aftertargets)|restore\w*sources?|\w*analyzers?|\w*hook\w*|sign\w*)$")  # fmt: skip


def leads(view: View) -> Iterator[Row]:
    """Yield where a file leads, if it is a manifest. Raises DamagedError, ValueError or RecursionError."""
    name = view.name.replace("\\", "/").removeprefix("./").lower()
    if view.size > LIMIT:
        return
    for pattern, kind, read in _READERS:
        if fnmatchcase(name, pattern):
            for key, value in read(view):
                yield KIND + kind, key, value
            return


def _flat(said: Any, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (path of keys, value) of every leaf; the items of a list have the list's path."""
    if depth > DEPTH:
        return
    if isinstance(said, dict):
        for name, value in said.items():
            if name not in {"types", "typings"}:
                yield from _flat(value, f"{key}.{name}" if key else str(name), depth + 1)
    elif isinstance(said, list):
        for value in said:
            yield from _flat(value, key, depth + 1)
    elif said is not None:
        yield key, str(said)


def _of(found: dict[str, Any], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in sorted(found.keys() & set(keys)):
        yield from _flat(found[key], key)


def _npm(view: View) -> Iterator[tuple[str, str]]:
    found = manifests.json_object(view)
    yield from (each for each in _of(found, _NPM) if _is_obeyed(each[0]))


def _is_obeyed(key: str) -> bool:
    top, _, rest = key.partition(".")
    return top != "publishConfig" or rest.partition(".")[0] in _PUBLISHED or rest.endswith(":registry")  # fmt: skip


def _editor(view: View) -> Iterator[tuple[str, str]]:
    found = manifests.json_object(view)
    yield from _of(found, _EDITOR)
    contributes = manifests.table(found, "contributes")
    yield from ((f"contributes.{key}", value) for key, value in _of(contributes, contributes.keys() - _SHOWN))  # fmt: skip
    for key, value in manifests.table(found, "scripts").items():
        if key.startswith("vscode:uninstall"):
            yield f"scripts.{key}", str(value)


def _page(view: View) -> Iterator[tuple[str, str]]:
    found = manifests.json_object(view)
    if "manifest_version" in found:
        yield from _of(found, found.keys() - _PAGE)


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}", re.ASCII)


def _composer(view: View) -> Iterator[tuple[str, str]]:
    yield from _of(manifests.json_object(view), ("scripts", "bin", "autoload", "type", "repositories", "replace", "provide", "extra"))  # fmt: skip


def _lines(view: View) -> Iterator[tuple[str, str]]:
    """Yield (section, line) of a file of lines: entry points, services, settings of a tool."""
    section = ""
    for line in manifests.text(view, LIMIT).splitlines()[:5000]:
        bare = " ".join(line.split())
        if bare.startswith("[") and bare.endswith("]"):
            section = bare[1:-1]
        elif bare and not bare.startswith(("#", ";", "//", "<!--")):
            yield section, bare


def _setup(view: View) -> Iterator[tuple[str, str]]:
    for section, line in _lines(view):
        if "entry_points" in section or re.match(r"(?:cmdclass|setup_requires|command_packages|compiler|index[_-]url|py_modules|script)\b", line):  # fmt: skip
            yield section, line


def _metadata(view: View) -> Iterator[tuple[str, str]]:
    for line in manifests.text(view).partition("\n\n")[0].splitlines():
        key, _, value = line.partition(": ")
        if key.lower() in {"provides-dist", "obsoletes-dist", "provides", "obsoletes"}:
            yield key, value
        elif key.lower() in {"author", "author-email", "maintainer", "maintainer-email"}:
            # Tools write one person with or without the name, as author or as maintainer: the address is who it is.
            for address in _ADDRESS.findall(value)[:20]:
                yield "person", address.lower()
            yield from (("person", each) for each in _names(value))


def _names(value: str) -> Iterator[str]:
    """Yield the names of persons beside their addresses, their words in one order: some write "Nobody, A."."""
    for each in re.split(r"(?<=>)\s*,", value)[:20]:
        words = re.sub(r"<[^>]*>", " ", _ADDRESS.sub(" ", each)).lower()
        if name := " ".join(sorted(re.findall(r"\w+", words))):
            yield name


def _pyproject(view: View) -> Iterator[tuple[str, str]]:
    found = manifests.toml(view)
    for need in manifests.listed(manifests.table(found, "build-system").get("requires")):
        yield "build-system.requires", re.split(r"[^\w.-]", need.strip(), maxsplit=1)[0].lower()
    yield from _of(manifests.table(found, "project"), ("scripts", "gui-scripts", "entry-points"))
    for tool, keys in (("setuptools", ("cmdclass", "py-modules")), ("poetry", ("scripts", "build", "source", "plugins")), ("uv", ("sources", "index"))):  # fmt: skip
        yield from _of(manifests.table(found, "tool", tool), keys)
    yield from _flat(manifests.table(found, "tool", "hatch", "build", "hooks"), "hatch.build.hooks")


def _cargo(view: View) -> Iterator[tuple[str, str]]:
    found = manifests.toml(view)
    yield from _of(found, ("patch", "replace"))
    yield from (("package.links", str(each)) for each in [manifests.table(found, "package").get("links")] if each)  # fmt: skip
    yield from (
        ("build-dependencies", name) for name in manifests.table(found, "build-dependencies")
    )
    for each in [manifests.table(found, "lib"), *(one for key in ("bin",) for one in found.get(key, ()) if isinstance(one, dict))]:  # fmt: skip
        yield from _of(each, ("path", "crate-type"))


def _toml(view: View) -> Iterator[tuple[str, str]]:
    yield from _flat(manifests.toml(view))


def _gem(view: View) -> Iterator[tuple[str, str]]:
    """Yield the lists of a gem's specification that say what is run or found."""
    key = ""
    text = manifests.text(view)
    if not text.startswith("--- !ruby/object:Gem::Specification"):
        return
    for line in text.splitlines():
        if re.match(r"[a-z_]+:", line):
            key = line.partition(":")[0]
            if key == "bindir":
                yield key, line.partition(":")[2].strip()
        elif key in {"executables", "require_paths"} and line.lstrip().startswith("- "):
            yield key, line.strip()[2:]


def _nuspec(view: View) -> Iterator[tuple[str, str]]:
    for each in elements(view.read(0, view.size)):
        if each.path[-1] in {
            "dependency",
            "frameworkAssembly",
            "packageType",
            "files",
            "file",
            "reference",
        }:
            yield each.path[-1], " ".join(value for key, value in sorted(each.attributes.items()) if key not in {"version", "exclude"})  # fmt: skip
        elif each.path[-1] in {"authors", "owners", "developmentDependency"}:
            yield each.path[-1], each.text.strip()


def _msbuild(view: View) -> Iterator[tuple[str, str]]:
    """Yield what a project part imports, takes in, does in its targets, and computes."""
    for each in elements(view.read(0, view.size)):
        holders, own = each.path[:-1], each.path[-1]
        is_item = "ItemGroup" in holders and "Include" in each.attributes
        is_task = "Target" in holders and not {"PropertyGroup", "ItemGroup"} & set(holders) and own not in _TASKS  # fmt: skip
        if own in {"Import", "ImportGroup", "Sdk"} or is_item or (is_task and each.attributes):
            yield own, " ".join(f"{key}={value}" for key, value in sorted(each.attributes.items()) if key != "Condition")  # fmt: skip
        elif "PropertyGroup" in holders and each.text.strip() and (_EVENTS.match(own) or "$([" in each.text):  # fmt: skip
            yield own, each.text.strip()


def _jar(view: View) -> Iterator[tuple[str, str]]:
    text = manifests.text(view, LIMIT).replace("\r\n", "\n").partition("\n\n")[0]
    for line in text.replace("\n ", "").splitlines()[:2000]:
        key, colon, value = line.partition(":")
        if colon and not _JAR_PAPER.search(key.strip()):
            yield key.strip(), value.strip()


def _marked(view: View) -> Iterator[tuple[str, str]]:
    """Yield every attribute and text of a small XML file whose every word acts."""
    for each in elements(view.read(0, view.size)):
        said = " ".join(f"{key}={value}" for key, value in sorted(each.attributes.items()) if key not in {"Version", "Language"})  # fmt: skip
        if said and each.path[-1] not in {"PackageManifest", "Asset", "InstallationTarget"}:
            yield each.path[-1], said


def _plist(view: View) -> Iterator[tuple[str, str]]:
    for key, value in _flat(read_any(view.read(0, LIMIT))):
        if _PLIST.match(key) and "." not in key.partition("CFBundleDocumentTypes")[2].lower().replace(".ls", ""):  # fmt: skip
            yield key, value


def _control(view: View) -> Iterator[tuple[str, str]]:
    """Yield what a Debian package needs, whose place it takes, and what must be there before it: names without versions (deb-control(5), Debian Policy 7)."""
    for line in re.sub(r"\n[ \t]+", " ", manifests.text(view)).splitlines():
        key, _, value = line.partition(":")
        if key.lower() in {
            "depends",
            "provides",
            "replaces",
            "conflicts",
            "pre-depends",
            "recommends",
            "essential",
            "protected",
        }:
            for each in re.split(r"[,|]", value)[:LISTED]:
                yield key.lower(), re.split(r"[\s(:]", each.strip(), maxsplit=1)[0]


_Reader = Callable[[View], Iterator[tuple[str, str]]]
_READERS: tuple[tuple[str, str, _Reader], ...] = (
    ("*extension/package.json", "an editor's extension", _editor), ("package.json", "npm", _npm), ("*/package.json", "npm", _npm),
    ("manifest.json", "a browser's extension", _page), ("*/manifest.json", "a browser's extension", _page), ("*composer.json", "Composer", _composer),
    ("*entry_points.txt", "a Python package", _lines), ("*setup.cfg", "setuptools", _setup),
    ("*.dist-info/metadata", "a Python package", _metadata), ("*pkg-info", "a Python package", _metadata), ("*pyproject.toml", "a Python project", _pyproject),
    ("*cargo.toml", "a crate", _cargo), ("*.cargo/config", "cargo", _toml), ("*.cargo/config.toml", "cargo", _toml), ("*rust-toolchain.toml", "cargo", _toml),
    ("metadata", "a gem", _gem), ("*.nuspec", "NuGet", _nuspec), ("*.targets", "MSBuild", _msbuild), ("*.props", "MSBuild", _msbuild),
    ("*meta-inf/manifest.mf", "a Java archive", _jar), ("*meta-inf/services/*", "Java services", _lines), ("*meta-inf/spring*", "Spring", _lines),
    ("*meta-inf/gradle-plugins/*", "Gradle", _lines), ("*.vsixmanifest", "an editor's extension", _marked),
    ("*dotnettoolsettings.xml", "a .NET tool", _marked), ("*info.plist", "an application", _plist),
    ("*.npmrc", "npm's settings", _lines), ("*.yarnrc", "Yarn's settings", _lines), ("*.yarnrc.yml", "Yarn's settings", _lines), ("*nuget.config", "NuGet's settings", _marked),
    ("*pip.conf", "pip's settings", _lines), ("*.gitattributes", "git", _lines), ("*.gitmodules", "git", _lines), ("*.git/config", "git", _lines),
    ("*.envrc", "direnv", _lines), ("control", "a Debian package", _control),
)  # fmt: skip
