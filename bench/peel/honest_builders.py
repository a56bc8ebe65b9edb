"""What honest builders leave in what they write: `python bench/peel/honest_builders.py [--only NAME] [--write]`.

Every builder that is installed packs the same harmless files twice, as two consecutive versions; the first is peeled
alone, the second against the first. Whatever is said of these is a false alarm. Tools that are absent are skipped
and named; nothing is downloaded.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import os
import random
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.write.reports import PeelReport

PAGE = Path(__file__).parent.parent / "results" / "honest_builders.md"
WORDS = [
    "the",
    "of",
    "an",
    "example",
    "program",
    "reads",
    "its",
    "settings",
    "from",
    "file",
    "writes",
    "lines",
    "output",
    "when",
    "asked",
]
SETUPTOOLS = '[tool.setuptools.package-data]\ninert = ["data/**"]\n'
Recipe = Callable[[Path, Path, str], Path | None]


def content(folder: Path, version: str) -> Path:
    """Write the harmless files of one version: texts, random data, a script, an empty file, a link."""
    pick = random.Random(7)  # noqa: S311 - the same files every time
    docs = folder / "share" / "doc"
    docs.mkdir(parents=True)
    (folder / "bin").mkdir()
    for number in range(24):
        lines = (
            " ".join(pick.choice(WORDS) for _ in range(12)) for _ in range(pick.randint(1, 120))
        )
        (docs / f"text{number}.txt").write_text("\n".join(lines) + "\n")
    (folder / "share" / "version.txt").write_text(f"{version}\n")
    (folder / "share" / "data.bin").write_bytes(pick.randbytes(70_001))
    (folder / "share" / "empty").touch()
    script = folder / "bin" / "inert.py"
    script.write_text("print('an example')\n" * 30 + f"VERSION = '{version}'\n")
    (folder / "bin" / "inert").symlink_to("inert.py")
    return folder


def run(*command: str | Path, at: Path | None = None, text: str = "", **more: str) -> None:
    subprocess.run(
        [str(each) for each in command], cwd=at, input=text.encode(), check=True,
        capture_output=True, timeout=300, env=os.environ | more,
    )  # fmt: skip


def names(folder: Path) -> str:
    found = sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))
    return "\n".join(found) + "\n"


# --- archives ------------------------------------------------------------------------------------


def packed(suffix: str, *command: str) -> Recipe:
    """Return a recipe that runs a command in the folder; `{}` stands for what it writes."""

    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}{suffix}"
        run(*(each.format(made, version=version) for each in command), at=source)
        return made

    return recipe


def listed(suffix: str, *command: str) -> Recipe:
    """Return a recipe that gets the names of the files on its standard input."""

    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}{suffix}"
        run(*(each.format(made) for each in command), at=source, text=names(source))
        return made

    return recipe


def python_zip(source: Path, out: Path, version: str) -> Path:
    return Path(shutil.make_archive(str(out / f"inert-{version}"), "zip", source))


def python_tar(source: Path, out: Path, version: str) -> Path:
    return Path(shutil.make_archive(str(out / f"inert-{version}"), "gztar", source))


def piped(suffix: str, *command: str) -> Recipe:
    """Return a recipe that packs a tar of the folder by a program for single streams."""

    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}.tar"
        run("tar", "cf", made, ".", at=source)
        run(*command, made)
        made.unlink(missing_ok=True)
        return made.with_name(made.name + suffix)

    return recipe


def by_node(library: str, script: str) -> Recipe:
    """Return a recipe that zips the files by a library of npm, which NODE_PATH leads to."""

    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}.zip"
        head = (
            f"const lib=require({library!r}),fs=require('fs'),out={str(made)!r};"
            "const files=require('fs').readdirSync('.',{recursive:true,withFileTypes:true}).filter(e=>e.isFile())"
            ".map(e=>(e.parentPath||e.path)+'/'+e.name).map(e=>e.replace(/^\\.\\//,'')).sort();"
        )
        run("node", "-e", head + script, at=source)
        return made

    return recipe


def zipapp(tool: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}.pyz"
        if tool == "zipapp":
            run("python3", "-m", "zipapp", source, "-o", made, "-m", "inert:main", "-p", "/usr/bin/env python3")  # fmt: skip
        else:
            run("pex", "-D", source / "bin", "-o", made, "--no-pypi", "-e", "inert")
        return made

    return recipe


def umoci_steps(source: Path, out: Path, version: str) -> Path:
    """The same image built in more steps, under a tag that moves: each leaves its documents behind."""
    made = umoci(source, out, version)
    image = f"{made}:{version}"
    run("umoci", "insert", "--image", image, source / "share", "/opt/more")
    run(
        "umoci",
        "config",
        "--image",
        image,
        "--config.env",
        "INERT=1",
        "--config.workingdir",
        "/opt",
    )
    run("umoci", "config", "--image", image, "--config.label", "example=inert")
    return made


def zip_streamed(source: Path, out: Path, version: str) -> Path:
    """A zip whose sizes stand behind the members, as writers to a pipe make it."""
    made = out / f"inert-{version}.zip"
    with (
        made.open("wb") as file,
        zipfile.ZipFile(_Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for each in sorted(source.rglob("*")):
            if each.is_file():
                archive.write(each, str(each.relative_to(source)))
    return made


class _Pipe(io.RawIOBase):
    """A file that can only be written to, like a pipe."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        return self._file.write(data)


# --- packages --------------------------------------------------------------------------------------


def deb(source: Path, out: Path, version: str) -> Path:
    root = out / f"deb-{version}"
    shutil.copytree(source, root / "usr" / "lib" / "inert", symlinks=True)
    (root / "DEBIAN").mkdir()
    fields = {"Package": "inert", "Version": version, "Architecture": "all",
              "Maintainer": "Example <example@example.com>", "Description": "an example"}  # fmt: skip
    (root / "DEBIAN" / "control").write_text("".join(f"{key}: {value}\n" for key, value in fields.items()))  # fmt: skip
    made = out / f"inert_{version}_all.deb"
    run("dpkg-deb", "--root-owner-group", "--build", root, made)
    shutil.rmtree(root)
    return made


def rpm(source: Path, out: Path, version: str) -> Path:
    top = out / f"rpm-{version}"
    top.mkdir()
    spec = top / "inert.spec"
    spec.write_text(
        f"Name: inert\nVersion: {version}\nRelease: 1\nSummary: an example\nLicense: MIT\nBuildArch: noarch\n"
        f"%description\nan example\n%install\nmkdir -p %{{buildroot}}/usr/lib/inert\ncp -a {source}/. %{{buildroot}}/usr/lib/inert/\n"
        "%files\n/usr/lib/inert\n"
    )
    run("rpmbuild", "-bb", "--define", f"_topdir {top}", "--define", "__brp_mangle_shebangs %{nil}", "--define", "__brp_python_bytecompile %{nil}", spec)  # fmt: skip
    made = next((top / "RPMS").rglob("*.rpm"))
    made = Path(shutil.move(made, out / made.name))
    shutil.rmtree(top)
    return made


def gem(source: Path, out: Path, version: str) -> Path:
    root = out / f"gem-{version}"
    shutil.copytree(source, root / "lib", symlinks=True)
    files = [str(each.relative_to(root)) for each in sorted(root.rglob("*")) if each.is_file()]
    (root / "inert.gemspec").write_text(
        f"Gem::Specification.new do |s|\n s.name='inert'\n s.version='{version}'\n s.summary='an example'\n"
        f" s.authors=['Example']\n s.license='MIT'\n s.homepage='https://example.com'\n s.files={json.dumps(files)}\nend\n"
    )
    made = out / f"inert-{version}.gem"
    run("gem", "build", "inert.gemspec", "-o", made, at=root)
    shutil.rmtree(root)
    return made


def npm(source: Path, out: Path, version: str) -> Path:
    root = out / f"npm-{version}"
    shutil.copytree(source, root / "lib", symlinks=True)
    (root / "package.json").write_text(json.dumps({"name": "inert", "version": version, "license": "MIT"}))  # fmt: skip
    run("npm", "pack", "--offline", "--pack-destination", out, at=root)
    shutil.rmtree(root)
    return out / f"inert-{version}.tgz"


def cargo(source: Path, out: Path, version: str) -> Path:
    root = out / f"crate-{version}"
    shutil.copytree(source, root / "data", symlinks=True)
    (root / "src").mkdir()
    (root / "src" / "lib.rs").write_text("//! An example.\n")
    (root / "Cargo.toml").write_text(
        f'[package]\nname = "inert"\nversion = "{version}"\nedition = "2021"\nlicense = "MIT"\ndescription = "an example"\n'
    )
    run("cargo", "package", "--offline", "--no-verify", "--allow-dirty", at=root)
    made = Path(shutil.move(next((root / "target" / "package").glob("*.crate")), out))
    shutil.rmtree(root)
    return made


def python_package(backend: str, built: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        root = out / f"py-{version}"
        shutil.copytree(source, root / "inert" / "data", symlinks=True)
        (root / "inert" / "__init__.py").write_text(f'"""An example."""\n__version__ = "{version}"\n')  # fmt: skip
        name = backend.split(".", maxsplit=1)[0].replace("_core", "")
        requires = {"setuptools": "setuptools", "hatchling": "hatchling", "flit": "flit_core", "poetry": "poetry-core"}[name]  # fmt: skip
        (root / "pyproject.toml").write_text(
            f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n'
            f'[project]\nname = "inert"\nversion = "{version}"\ndescription = "an example"\n'
            + (SETUPTOOLS if name == "setuptools" else "")
        )
        run("pyproject-build", "--no-isolation", f"--{built}", "--outdir", out, at=root)
        shutil.rmtree(root)
        return next(each for each in out.iterdir() if f"-{version}" in each.name and each.is_file())

    return recipe


# --- images ------------------------------------------------------------------------------------------


def umoci(source: Path, out: Path, version: str) -> Path:
    made = out / f"umoci-{version}"
    image = f"{made}:{version}"
    run("umoci", "init", "--layout", made)
    run("umoci", "new", "--image", image)
    run("umoci", "insert", "--image", image, source, "/opt/inert")
    run("umoci", "config", "--image", image, "--config.entrypoint", "/opt/inert/bin/inert.py")
    return made


def copied(kind: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        layout = umoci(source, out, version)
        made = out / f"inert-{version}.tar"
        name = f":example.com/inert:{version}" if kind == "docker-archive" else ""
        run("skopeo", "--insecure-policy", "copy", f"oci:{layout}:{version}", f"{kind}:{made}{name}")  # fmt: skip
        shutil.rmtree(layout)
        return made

    return recipe


def buildah(kind: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        at = ("--storage-driver", "vfs", "--root", str(out / f"b-{version}"), "--runroot", str(out / f"r-{version}"))  # fmt: skip
        made = out / f"buildah-{version}{'.tar' if kind.endswith('archive') else ''}"
        (out / "Containerfile").write_text('FROM scratch\nCOPY . /opt/inert\nENTRYPOINT ["/opt/inert/bin/inert.py"]\n')  # fmt: skip
        run("buildah", *at, "bud", "--isolation", "chroot", "-f", out / "Containerfile", "-t", f"inert:{version}", source)  # fmt: skip
        run("buildah", *at, "push", f"inert:{version}", f"{kind}:{made}:{version}" if kind == "oci" else f"{kind}:{made}")  # fmt: skip
        for each in (out / f"b-{version}", out / f"r-{version}"):
            shutil.rmtree(each, ignore_errors=True)
        return made

    return recipe


# --- installers ----------------------------------------------------------------------------------------


def nsis(compressor: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}-setup.exe"
        script = out / "inert.nsi"
        script.write_text(
            f'Name "inert {version}"\nOutFile "{made}"\nSetCompressor {compressor}\nInstallDir "$PROGRAMFILES\\inert"\n'
            f'Page directory\nPage instfiles\nSection\nSetOutPath $INSTDIR\nFile /r "{source}/share"\nFile "{source}/bin/inert.py"\n'
            'WriteUninstaller "$INSTDIR\\uninstall.exe"\nSectionEnd\nSection "un.inert"\nRMDir /r $INSTDIR\nSectionEnd\n'
        )
        run("makensis", "-V1", script)
        return made

    return recipe


def wixl(source: Path, out: Path, version: str) -> Path:
    made = out / f"inert-{version}.msi"
    made.parent.mkdir(exist_ok=True)
    script = source / "inert.wxs"
    files = sorted(each for each in source.rglob("*") if each.is_file() and not each.is_symlink())
    rows = "".join(f'<Component Id="c{n}" Guid="*"><File Id="f{n}" Source="{each.relative_to(source)}" KeyPath="yes"/></Component>' for n, each in enumerate(files))  # fmt: skip
    references = "".join(f'<ComponentRef Id="c{n}"/>' for n in range(len(files)))
    script.write_text(
        '<?xml version="1.0"?><Wix xmlns="http://schemas.microsoft.com/wix/2006/wi"><Product Id="*" Name="inert" '
        f'Language="1033" Version="{version}" Manufacturer="Example" UpgradeCode="7b2685cd-a0ef-44f5-9305-a3ea81e01c8e"><Package '
        'InstallerVersion="200" Compressed="yes"/><Media Id="1" Cabinet="a.cab" EmbedCab="yes"/><Directory Id="TARGETDIR" '
        'Name="SourceDir"><Directory Id="ProgramFilesFolder"><Directory Id="INSTALLDIR" Name="inert">'
        f'{rows}</Directory></Directory></Directory><Feature Id="all" Level="1">{references}</Feature></Product></Wix>'
    )
    run("wixl", "-o", made, script.name, at=source)
    return made


def frozen(tool: str, *options: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        work = out / f"work-{version}"
        made = out / f"frozen-{version}"
        if tool == "pyinstaller":
            run("pyinstaller", *options, "--noconfirm", "--distpath", made, "--workpath", work, "--specpath", work, "--name", "inert", source / "bin" / "inert.py")  # fmt: skip
        else:
            run("cxfreeze", "build_exe", f"--script={source / 'bin' / 'inert.py'}", f"--build-exe={made}")  # fmt: skip
        shutil.rmtree(work, ignore_errors=True)
        return made

    return recipe


def makeself(source: Path, out: Path, version: str) -> Path:
    made = out / f"inert-{version}.run"
    run("makeself", source, made, f"inert {version}", "true")
    return made


def vsce(source: Path, out: Path, version: str) -> Path:
    root = out / f"vsce-{version}"
    shutil.copytree(source, root / "lib", symlinks=False)
    (root / "package.json").write_text(json.dumps({
        "name": "inert", "version": version, "publisher": "example", "license": "MIT", "engines": {"vscode": "^1.80.0"},
    }))  # fmt: skip
    (root / "README.md").write_text("An example.\n")
    made = out / f"inert-{version}.vsix"
    run("vsce", "package", "--skip-license", "--allow-missing-repository", "-o", made, at=root)
    shutil.rmtree(root)
    return made


# --- programs that carry an application -----------------------------------------------------------


def node_sea(source: Path, out: Path, version: str) -> Path:
    """A copy of Node with a script and an asset in it, put there by postject."""
    work, made = out / f"sea-{version}", out / f"inert-{version}"
    work.mkdir()
    (work / "inert.js").write_text(f"console.log('an example {version}')\n")
    shutil.copy(source / "share" / "data.bin", work)
    (work / "sea.json").write_text(json.dumps({"main": "inert.js", "output": "inert.blob", "assets": {"data": "data.bin"}}))  # fmt: skip
    run("node", "--experimental-sea-config", "sea.json", at=work)
    shutil.copy(Path(str(shutil.which("node"))).resolve(), made)
    made.chmod(0o755)
    run("postject", made, "NODE_SEA_BLOB", work / "inert.blob", "--sentinel-fuse", "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2")  # fmt: skip
    shutil.rmtree(work)
    return made


def bun(*options: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        made = out / f"inert-{version}"
        (source / "inert.js").write_text(f"console.log('an example {version}')\n")
        run("bun", "build", "--compile", *options, "inert.js", "--outfile", made, at=source)
        return made

    return recipe


def deno(source: Path, out: Path, version: str) -> Path:
    """A program of Deno; its runtime is downloaded by it, or DENORT_BIN says where it is."""
    made = out / f"inert-{version}"
    (source / "words.ts").write_text(f"export const words: string = 'an example {version}'\n")
    (source / "inert.ts").write_text("import { words } from './words.ts'\nconsole.log(words)\n")
    run("deno", "compile", "-A", "--no-check", "--include", "share", "-o", made, "inert.ts", at=source)  # fmt: skip
    return made


def nexe(source: Path, out: Path, version: str) -> Path:
    """A program of nexe; the Node.js that it copies is downloaded by it, or stands in ~/.nexe under its name."""
    made = out / f"inert-{version}"
    (source / "words.js").write_text(f"exports.words = 'an example {version}'\n")
    (source / "inert.js").write_text("console.log(require('./words').words)\n")
    run("nexe", "inert.js", "-r", "share/**", "-o", made, at=source)
    return made


def caxa(source: Path, out: Path, version: str) -> Path:
    made = out / f"inert-{version}"
    run("caxa", "--input", source, "--output", made, "--no-include-node", "--", "{{caxa}}/bin/inert.py")  # fmt: skip
    return made


def staticx(source: Path, out: Path, version: str) -> Path:
    """A program of the system with its libraries, which unpacks itself; of the example's files it holds none."""
    made = out / f"inert-{version}"
    run("staticx", shutil.which("xz") or "xz", made, at=source)
    return made


def nuitka(*options: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        work = out / f"nuitka-{version}"
        run("nuitka", "--onefile", *options, "--assume-yes-for-downloads", f"--output-dir={work}", "--output-filename=inert", source / "bin" / "inert.py")  # fmt: skip
        made = Path(shutil.move(work / "inert", out / f"inert-{version}"))
        shutil.rmtree(work)
        return made

    return recipe


def shiv(source: Path, out: Path, version: str) -> Path:
    root, made = out / f"shiv-{version}", out / f"inert-{version}.pyz"
    shutil.copytree(source, root / "inert" / "data", symlinks=False)
    (root / "inert" / "__init__.py").write_text(f"def main():\n    print('{version}')\n")
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        f'[project]\nname = "inert"\nversion = "{version}"\nscripts.inert = "inert:main"\n'
        f'[tool.setuptools]\npackages = ["inert"]\n{SETUPTOOLS}'
    )
    run("shiv", "-q", "-c", "inert", "-o", made, "--no-build-isolation", "--no-deps", root)
    shutil.rmtree(root)
    return made


# --- further packages, and what signers add to some ------------------------------------------------


def nuget(source: Path, out: Path, version: str) -> Path:
    (source / "inert.nuspec").write_text(
        f'<?xml version="1.0"?><package><metadata><id>Inert</id><version>{version}</version><authors>Example</authors>'
        '<description>an example</description></metadata><files><file src="share/**" target="content"/></files></package>'
    )
    run("nuget", "pack", "inert.nuspec", "-NoPackageAnalysis", at=source)
    return Path(shutil.move(next(source.glob("*.nupkg")), out))


def conda(suffix: str) -> Recipe:
    def recipe(source: Path, out: Path, version: str) -> Path:
        root, made = out / f"conda-{version}", out / f"inert-{version}-0{suffix}"
        shutil.copytree(source / "share", root / "share")
        (root / "info").mkdir()
        files = sorted(str(each.relative_to(root)) for each in (root / "share").rglob("*") if each.is_file())  # fmt: skip
        (root / "info" / "files").write_text("\n".join(files) + "\n")
        (root / "info" / "index.json").write_text(json.dumps({"name": "inert", "version": version, "build": "0", "build_number": 0, "depends": []}))  # fmt: skip
        run("cph", "create", root, made.name, "--out-folder", out)
        shutil.rmtree(root)
        return made

    return recipe


def web_ext(source: Path, out: Path, version: str) -> Path:
    made = out / f"inert-{version}.xpi"
    gecko = {"gecko": {"id": "inert@example.org"}}
    (source / "manifest.json").write_text(json.dumps({"manifest_version": 2, "name": "inert", "version": version, "browser_specific_settings": gecko}))  # fmt: skip
    run("web-ext", "build", "-s", source, "-a", out, "-n", made.name)
    return made


def flatpak(source: Path, out: Path, version: str) -> Path:
    root, store, made = out / f"flatpak-{version}", out / "store", out / f"inert-{version}.flatpak"
    shutil.copytree(source, root / "files", symlinks=True)
    (root / "export").mkdir()
    (root / "metadata").write_text(
        "[Application]\nname=org.example.Inert\nruntime=org.example.Platform/x86_64/1\n"
        "sdk=org.example.Sdk/x86_64/1\ncommand=inert\n"
    )
    run("flatpak", "build-export", store, root, version)
    run("flatpak", "build-bundle", store, made, "org.example.Inert", version)
    return made


def key_pair(out: Path) -> tuple[Path, Path]:
    """Make a key and a certificate of nobody for signing code, the same for each version."""
    key, certificate = out.parent / "key.pem", out.parent / "certificate.pem"
    if not key.exists():
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=Example", "-days", "3650", "-addext", "extendedKeyUsage=codeSigning")  # fmt: skip
    return key, certificate


def signed_cab(source: Path, out: Path, version: str) -> Path:
    key, certificate = key_pair(out)
    plain, made = out / "plain.cab", out / f"inert-{version}.cab"
    run("gcab", "-c", "-z", plain, "share/data.bin", "share/version.txt", at=source)
    run("osslsigncode", "sign", "-certs", certificate, "-key", key, "-n", "inert", "-in", plain, "-out", made)  # fmt: skip
    return made


def store_of_keys(out: Path) -> tuple[str, ...]:
    store = out.parent / "keys.p12"
    if not store.exists():
        run("keytool", "-genkeypair", "-keystore", store, "-storetype", "PKCS12", "-storepass", "changeit", "-alias", "a", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Example", "-validity", "3650")  # fmt: skip
    return str(store), "changeit"


def openpgp_key(out: Path) -> Path:
    """Make an OpenPGP key of nobody, the same for each version; return the home of GnuPG."""
    home = out.parent / "gnupg"
    if not home.exists():
        home.mkdir(mode=0o700)
        run("gpg", "--homedir", home, "--batch", "--passphrase", "", "--quick-gen-key", "Example <example@example.com>", "rsa2048", "sign", "never")  # fmt: skip
    return home


def signed_rpm(source: Path, out: Path, version: str) -> Path:
    made = rpm(source, out, version)
    run("rpmsign", "--define", "_gpg_name Example", "--define", f"__gpg {shutil.which('gpg')}", "--addsign", made, GNUPGHOME=str(openpgp_key(out)))  # fmt: skip
    return made


def signed_deb(source: Path, out: Path, version: str) -> Path:
    made = deb(source, out, version)
    run("debsigs", "--sign=origin", made, GNUPGHOME=str(openpgp_key(out)))
    return made


def snap(compressor: str) -> Recipe:
    """Return a recipe for a snap as snapcraft packs it: mksquashfs with the options that it gives."""

    def recipe(source: Path, out: Path, version: str) -> Path:
        (source / "meta").mkdir()
        (source / "meta" / "snap.yaml").write_text(
            f"name: inert\nversion: '{version}'\nsummary: an example\ndescription: an example\narchitectures: [all]\n"
            "confinement: strict\nbase: core22\napps:\n  inert:\n    command: bin/inert.py\n    plugs: [network]\n"
        )
        made = out / f"inert_{version}_all.snap"
        run("mksquashfs", source, made, "-noappend", "-comp", compressor, "-no-fragments", "-no-xattrs", "-no-progress", "-all-root")  # fmt: skip
        return made

    return recipe


def appimage(source: Path, out: Path, version: str) -> Path:
    """An AppImage; appimagetool downloads the program that it puts in front."""
    made = out / f"inert-{version}.AppImage"
    (source / "AppRun").symlink_to("bin/inert.py")
    (source / "inert.png").touch()
    (source / "inert.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Inert\nExec=inert\nIcon=inert\nCategories=Utility;\nX-AppImage-Version={version}\n"
    )
    run("appimagetool", "--no-appstream", source, made, ARCH="x86_64")
    return made


def signed_jar(source: Path, out: Path, version: str) -> Path:
    store, word = store_of_keys(out)
    made = out / f"inert-{version}.jar"
    run("jar", "cf", made, ".", at=source)
    run("jarsigner", "-keystore", store, "-storepass", word, made, "a")
    return made


def signed_apk(source: Path, out: Path, version: str) -> Path:
    """An Android package of files alone, signed by the schemes 1 to 3."""
    store, word = store_of_keys(out)
    plain, made = out / "plain.apk", out / f"inert-{version}.apk"
    manifest = source / "AndroidManifest.xml"
    manifest.write_text('<?xml version="1.0" encoding="utf-8"?><manifest package="org.example.inert"><application/></manifest>')  # fmt: skip
    run("aapt", "package", "-f", "-M", manifest, "-A", source / "share", "-F", plain)
    run("zipalign", "-f", "4", plain, made)
    run("apksigner", "sign", "--ks", store, "--ks-pass", f"pass:{word}", "--min-sdk-version", "21", made)  # fmt: skip
    made.with_name(made.name + ".idsig").unlink(missing_ok=True)
    return made


def go_tar(source: Path, out: Path, version: str) -> Path:
    """What Go's archive/tar and compress/gzip write, as ko, apko and goreleaser use them."""
    work = out / "gowork"
    work.mkdir(exist_ok=True)
    (work / "main.go").write_text(
        'package main\nimport ("archive/tar";"compress/gzip";"io";"io/fs";"os";"path/filepath")\n'
        "func main(){f,_:=os.Create(os.Args[2]);z:=gzip.NewWriter(f);t:=tar.NewWriter(z)\n"
        "filepath.Walk(os.Args[1],func(p string,i fs.FileInfo,e error)error{l:=``;if i.Mode()&fs.ModeSymlink!=0{l,_=os.Readlink(p)}\n"
        "h,_:=tar.FileInfoHeader(i,l);h.Name,_=filepath.Rel(os.Args[1],p);t.WriteHeader(h)\n"
        "if i.Mode().IsRegular(){g,_:=os.Open(p);io.Copy(t,g);g.Close()};return nil})\nt.Close();z.Close();f.Close()}\n"
    )
    made = out / f"go-{version}.tar.gz"
    run("go", "run", "main.go", source, made, at=work, GO111MODULE="off")
    return made


RECIPES: dict[str, tuple[str, Recipe]] = {
    "GNU tar": ("tar", packed(".tar", "tar", "cf", "{}", ".")),
    "GNU tar, posix, gzip": ("tar", packed(".tar.gz", "tar", "--format=posix", "-czf", "{}", ".")),
    "GNU tar, v7": ("tar", packed(".tar", "tar", "--format=v7", "-cf", "{}", ".")),
    "bsdtar, ustar": ("bsdtar", packed(".tar", "bsdtar", "--format=ustar", "-cf", "{}", ".")),
    "bsdtar, pax, zstd": ("bsdtar", packed(".tar.zst", "bsdtar", "--zstd", "-cf", "{}", ".")),
    "bsdtar, zip": ("bsdtar", packed(".zip", "bsdtar", "--format=zip", "-cf", "{}", ".")),
    "bsdtar, 7zip": ("bsdtar", packed(".7z", "bsdtar", "--format=7zip", "-cf", "{}", ".")),
    "bsdtar, iso9660": ("bsdtar", packed(".iso", "bsdtar", "--format=iso9660", "-cf", "{}", ".")),
    "bsdtar, xar": ("bsdtar", packed(".xar", "bsdtar", "--format=xar", "-cf", "{}", ".")),
    "bsdtar, cpio": ("bsdtar", packed(".cpio", "bsdtar", "--format=newc", "-cf", "{}", ".")),
    "bsdtar, ar": ("bsdtar", packed(".a", "bsdtar", "--format=arbsd", "-cf", "{}", "share/data.bin", "share/version.txt")),
    "Go archive/tar": ("go", go_tar),
    "Python tarfile": ("python3", python_tar),
    "Python zipfile": ("python3", python_zip),
    "Python zipfile to a pipe": ("python3", zip_streamed),
    "GNU cpio, newc": ("cpio", listed(".cpio", "cpio", "-o", "-H", "newc", "-O", "{}")),
    "GNU cpio, odc": ("cpio", listed(".cpio", "cpio", "-o", "-H", "odc", "-O", "{}")),
    "Info-ZIP": ("zip", packed(".zip", "zip", "-qry", "{}", ".")),
    "7-Zip, 7z": ("7zz", packed(".7z", "7zz", "a", "-bso0", "{}", ".")),
    "7-Zip, 7z, not solid": ("7zz", packed(".7z", "7zz", "a", "-bso0", "-ms=off", "-mx=1", "{}", ".")),
    "7-Zip, zip": ("7zz", packed(".zip", "7zz", "a", "-bso0", "{}", ".")),
    "7-Zip, tar": ("7zz", packed(".tar", "7zz", "a", "-bso0", "{}", ".")),
    "gzip": ("gzip", piped(".gz", "gzip", "-9")),
    "bzip2": ("bzip2", piped(".bz2", "bzip2")),
    "xz": ("xz", piped(".xz", "xz", "-T2")),
    "zstd": ("zstd", piped(".zst", "zstd", "-q", "--rm")),
    "lz4": ("lz4", piped(".lz4", "lz4", "-q", "--rm", "-m")),
    "JSZip": ("node", by_node("jszip", "const z=new lib();for(const f of files)z.file(f,fs.readFileSync(f));"
              "z.generateNodeStream({streamFiles:true}).pipe(fs.createWriteStream(out));")),
    "yazl": ("node", by_node("yazl", "const z=new lib.ZipFile();for(const f of files)z.addFile(f,f);z.end();z.outputStream.pipe(fs.createWriteStream(out));")),
    "adm-zip": ("node", by_node("adm-zip", "const z=new lib();for(const f of files)z.addFile(f,fs.readFileSync(f));z.writeZip(out);")),
    "fflate": ("node", by_node("fflate", "const o={};for(const f of files)o[f]=new Uint8Array(fs.readFileSync(f));fs.writeFileSync(out,lib.zipSync(o));")),
    "Python zipapp": ("python3", zipapp("zipapp")),
    "pex": ("pex", zipapp("pex")),
    "py7zr": ("py7zr", packed(".7z", "py7zr", "c", "{}", "share", "bin")),
    "jar": ("jar", packed(".jar", "jar", "cf", "{}", ".")),
    "gcab": ("gcab", packed(".cab", "gcab", "-c", "-z", "{}", "share/data.bin", "share/version.txt", "bin/inert.py")),
    "GNU ar": ("ar", packed(".a", "ar", "qc", "{}", "share/data.bin", "share/version.txt")),
    "genisoimage": ("genisoimage", packed(".iso", "genisoimage", "-quiet", "-R", "-J", "-o", "{}", ".")),
    "xorriso": ("xorriso", packed(".iso", "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-o", "{}", ".")),
    "genisoimage, UDF": ("genisoimage", packed(".iso", "genisoimage", "-quiet", "-udf", "-o", "{}", ".")),
    "xorriso, HFS+": ("xorriso", packed(".iso", "xorriso", "-as", "mkisofs", "-quiet", "-hfsplus", "-o", "{}", ".")),
    "mksquashfs": ("mksquashfs", packed(".squashfs", "mksquashfs", ".", "{}", "-quiet", "-no-progress")),
    "mksquashfs, zstd": ("mksquashfs", packed(".squashfs", "mksquashfs", ".", "{}", "-quiet", "-no-progress", "-comp", "zstd")),
    "umoci": ("umoci", umoci),
    "umoci, in steps": ("umoci", umoci_steps),
    "skopeo, oci-archive": ("skopeo", copied("oci-archive")),
    "skopeo, docker-archive": ("skopeo", copied("docker-archive")),
    "buildah, oci": ("buildah", buildah("oci")),
    "buildah, docker-archive": ("buildah", buildah("docker-archive")),
    "dpkg-deb": ("dpkg-deb", deb),
    "rpmbuild": ("rpmbuild", rpm),
    "gem": ("gem", gem),
    "npm pack": ("npm", npm),
    "cargo package": ("cargo", cargo),
    "setuptools, wheel": ("pyproject-build", python_package("setuptools.build_meta", "wheel")),
    "setuptools, sdist": ("pyproject-build", python_package("setuptools.build_meta", "sdist")),
    "hatchling, wheel": ("pyproject-build", python_package("hatchling.build", "wheel")),
    "flit, wheel": ("pyproject-build", python_package("flit_core.buildapi", "wheel")),
    "poetry, sdist": ("pyproject-build", python_package("poetry.core.masonry.api", "sdist")),
    "makensis, zlib": ("makensis", nsis("zlib")),
    "makensis, lzma, solid": ("makensis", nsis("/SOLID lzma")),
    "makensis, bzip2": ("makensis", nsis("bzip2")),
    "wixl": ("wixl", wixl),
    "makeself": ("makeself", makeself),
    "PyInstaller, one file": ("pyinstaller", frozen("pyinstaller", "--onefile")),
    "PyInstaller, folder": ("pyinstaller", frozen("pyinstaller", "--onedir")),
    "cx_Freeze": ("cxfreeze", frozen("cxfreeze")),
    "vsce": ("vsce", vsce),
    "asar": ("asar", packed(".asar", "asar", "pack", ".", "{}")),
    "Node.js, single executable": ("postject", node_sea),
    "Bun, compiled": ("bun", bun()),
    "Bun, compiled, with bytecode": ("bun", bun("--bytecode")),
    "Nuitka, one file": ("nuitka", nuitka()),
    "Nuitka, one file as archive": ("nuitka", nuitka("--onefile-as-archive")),
    "Deno, compiled": ("deno", deno),
    "nexe": ("nexe", nexe),
    "caxa": ("caxa", caxa),
    "staticx": ("staticx", staticx),
    "shiv": ("shiv", shiv),
    "nuget pack": ("nuget", nuget),
    "conda, second format": ("cph", conda(".conda")),
    "conda, first format": ("cph", conda(".tar.bz2")),
    "web-ext": ("web-ext", web_ext),
    "flatpak": ("flatpak", flatpak),
    "7-Zip, self-extracting": ("7z", packed(".sfx", "7z", "a", "-bso0", "-sfx", "{}", ".")),
    "gcab, osslsigncode": ("osslsigncode", signed_cab),
    "jar, jarsigner": ("jarsigner", signed_jar),
    "aapt, apksigner": ("apksigner", signed_apk),
    "rpmbuild, rpmsign": ("rpmsign", signed_rpm),
    "dpkg-deb, debsigs": ("debsigs", signed_deb),
    "appimagetool": ("appimagetool", appimage),
    "snap, xz": ("mksquashfs", snap("xz")),
    "snap, lzo": ("mksquashfs", snap("lzo")),
}  # fmt: skip


# --- judging -----------------------------------------------------------------------------------------


def said(report: PeelReport) -> str:
    where = {layer.artifact.id: " > ".join(layer.artifact.path[1:]) for layer in report.layers}
    words = [f"{each.signal} ({where.get(each.subject, '')}: {each.summary})" for each in report.findings]  # fmt: skip
    whole = [] if report.complete else [f"incomplete: {each.reason}: {each.detail}" for each in report.problems[:3]]  # fmt: skip
    return "; ".join([*words, *whole])[:600].replace("|", "/") or "-"


def judge(name: str, recipe: Recipe, pool: Pool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        made = []
        for version in ("1.0.0", "1.0.1"):
            out = top / f"out-{version}"
            out.mkdir()
            try:
                built = recipe(content(top / version / "inert", version), out, version)
            except (subprocess.SubprocessError, OSError, StopIteration) as error:
                words = getattr(error, "stderr", b"") or str(error).encode()
                return f"| {name} | not built | | | {words.decode('utf-8', 'replace').strip()[-150:]!r} |"  # fmt: skip
            made.append(built)
        old, new = made
        if old is None or new is None:
            return f"| {name} | not built | | | |"
        (first,) = peel([old], pool=pool)
        (second,) = peel([new], pool=pool, against=[old])
    kind = first.layers[0].format
    words = " // ".join(dict.fromkeys((said(first), said(second))))
    return f"| {name} | {kind} | {first.verdict.level.value}{'' if first.complete else ', incomplete'} | {second.verdict.level.value}{'' if second.complete else ', incomplete'} | {words} |"  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="", help="builders whose names hold this")
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    rows, absent = [], []
    with Pool(workers=2) as pool:
        for name, (tool, recipe) in RECIPES.items():
            if given.only.lower() not in name.lower():
                continue
            if shutil.which(tool) is None:
                absent.append(name)
                continue
            rows.append(judge(name, recipe, pool))
            print(rows[-1], flush=True)
    built = [row for row in rows if "| not built |" not in row]
    quiet = sum(row.count("| nothing_found") == 2 for row in built)
    whole = sum("incomplete" not in row for row in built)
    page = [
        "# What honest builders leave in what they write", "",
        f"onionskin {__version__}, {dt.datetime.now(dt.UTC):%Y-%m-%d}; `python bench/peel/honest_builders.py --write`. Each builder packed the same harmless files as versions",
        "1.0.0 (peeled alone) and 1.0.1 (peeled against 1.0.0). Whatever is said is a false alarm.", "",
        f"{quiet} of {len(built)} builders: nothing found, alone and against the version before; {whole} of them read whole.", "",
        "| builder | opened as | alone | against the one before | what was said |", "|---|---|---|---|---|",
        *rows, "", f"Not installed there: {', '.join(absent) or 'none'}.", "",
    ]  # fmt: skip
    if given.write:
        PAGE.write_text("\n".join(page), "utf-8")
    print(page[5])


if __name__ == "__main__":
    main()
