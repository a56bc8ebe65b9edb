"""Ways to hide something in packages and images of Linux. Each stays here for good."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.appimages import build_appimage
from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.deb import DebRecipe, build_deb
from onionskin.lookalike.images import docker_save, oci_layout
from onionskin.lookalike.openpgp import build_signature
from onionskin.lookalike.rpm import BINARY, STRINGS, RpmRecipe, build_cpio, build_rpm
from onionskin.lookalike.small_streams import lz4_frame, skippable
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs
from onionskin.model import Level
from onionskin.write.reports import PeelReport

SECRET = b"inert payload that no program of the format ever reads " * 4


def report(pool: Pool, path: Path, data: bytes | None = None) -> PeelReport:
    if data is not None:
        path.write_bytes(data)
    (made,) = peel([path], pool=pool)
    return made


def rules(made: PeelReport) -> set[str]:
    return {each.signal for each in made.findings if each.level is not Level.NOTHING_FOUND}


def header_of(data: bytes) -> bytes:
    start = data.index(b"\x8e\xad\xe8\x01", 100)
    return data[start : data.index(b"\x1f\x8b\x08", start)]


def twice() -> bytes:
    """Return a payload that holds a file twice: first the honest one, then another."""
    end = build_cpio({})
    honest = build_cpio({"/usr/share/inert": b"inert\n"})[: -len(end)]
    return gzip.compress(honest + build_cpio({"/usr/share/inert": SECRET}), mtime=0)


PACKAGES = {
    "rpm: a file is replaced, and every unsigned digest made anew": (
        build_rpm(RpmRecipe(forged={"/usr/share/inert": SECRET})),
        "record-contradicts-content",
    ),
    "rpm: a file comes twice, the second is another": (
        build_rpm(RpmRecipe(payload=twice())),
        "record-contradicts-content",
    ),
    "rpm: a payload that the signed header does not hash": (
        build_rpm(RpmRecipe(extra={5092: (STRINGS, ["00" * 32])})),
        "record-contradicts-content",
    ),
    "rpm: a header that was changed under its signature": (
        build_rpm(
            RpmRecipe(
                version="1.1",
                signatures={268: (BINARY, build_signature(header_of(build_rpm())))},
            )
        ),
        "digest-mismatch",
    ),
    "rpm: bytes in the reserved space": (
        build_rpm(RpmRecipe(reserved=SECRET)),
        "bytes-outside-members",
    ),
    "rpm: bytes behind the payload": (build_rpm(RpmRecipe(tail=SECRET)), "bytes-outside-members"),
    "rpm: bytes behind the name in the lead": (
        build_rpm(RpmRecipe(lead=SECRET[:55])),
        "bytes-outside-members",
    ),
    "cpio: a word behind one name": (
        build_cpio({"/usr/share/ab": b"x"}).replace(b"share/ab" + bytes(4), b"share/ab\0hid", 1),
        "bytes-outside-members",
    ),
    "deb: a file is replaced": (
        build_deb(DebRecipe(forged={"usr/share/inert": SECRET})),
        "record-contradicts-content",
    ),
    "deb: a file that md5sums does not list": (
        build_deb(DebRecipe(forged={"usr/bin/more": SECRET})),
        "record-contradicts-content",
    ),
    "deb: a second data archive": (
        build_deb(DebRecipe(behind={"data.tar.xz": SECRET})),
        "contradictory-archive-headers",
    ),
    "deb: a member that claims to be a signature": (
        build_deb(DebRecipe(behind={"_gpgorigin": SECRET})),
        "contradictory-archive-headers",
    ),
    "deb: more lines in debian-binary": (
        build_deb(DebRecipe(version=b"2.0\n" + SECRET)),
        "bytes-outside-members",
    ),
    "squashfs: a file that no folder lists": (
        build_squashfs(SquashRecipe(orphan=SECRET)),
        "contradictory-archive-headers",
    ),
    "squashfs: bytes in a fragment of no file": (
        build_squashfs(SquashRecipe(unused=SECRET)),
        "contradictory-archive-headers",
    ),
    "squashfs: bytes between data and tables": (
        build_squashfs(SquashRecipe(loose=SECRET)),
        "bytes-outside-members",
    ),
    "squashfs: bytes behind the stream of a block": (
        build_squashfs(SquashRecipe({"a": b"a" * 99}, slack=SECRET)),
        "bytes-outside-members",
    ),
    "appimage: bytes behind the image": (build_appimage() + SECRET, "bytes-outside-members"),
    "docker save: a layer that is not the config's": (
        docker_save(forged=build_tar({"etc/inert": SECRET})),
        "image-contradicts-digest",
    ),
    "oci: a blob that nothing refers to": (
        build_tar(oci_layout(loose=SECRET)),
        "blob-of-no-manifest",
    ),
    "lz4: a skippable frame": (
        lz4_frame(b"honest" * 99) + skippable(SECRET) + lz4_frame(b"honest"),
        "bytes-outside-members",
    ),
}


@pytest.mark.parametrize("trick", PACKAGES)
def test_what_is_hidden_in_a_package_is_found(pool: Pool, tmp_path: Path, trick: str) -> None:
    data, rule = PACKAGES[trick]
    assert rule in rules(report(pool, tmp_path / "release.bin", data))


HONEST = {
    "rpm": build_rpm(),
    "deb": build_deb(),
    "squashfs": build_squashfs(),
    "appimage": build_appimage(is_signed=True),
    "docker save": docker_save(),
    "oci": build_tar(oci_layout()),
    "lz4": lz4_frame(b"honest" * 99),
}


@pytest.mark.parametrize("kind", HONEST)
def test_the_honest_twin_gives_no_finding(pool: Pool, tmp_path: Path, kind: str) -> None:
    made = report(pool, tmp_path / "release.bin", HONEST[kind])
    assert (rules(made), made.problems) == (set(), ())


def test_a_blob_that_was_replaced_in_a_layout_is_found_in_a_directory_too(
    pool: Pool, tmp_path: Path
) -> None:
    layout = oci_layout()
    layer = next(name for name, data in layout.items() if data[:2] == b"\x1f\x8b")
    for name, data in {**layout, layer: gzip.compress(build_tar({"x": SECRET}), mtime=0)}.items():
        path = tmp_path / "image" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert "image-contradicts-digest" in rules(report(pool, tmp_path / "image"))
