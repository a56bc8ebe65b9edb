"""Images whose parts are those of their digests, and are not."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.images import docker_save, oci_layout


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.tar"
    path.write_bytes(data)
    return path


def _blob(layout: dict[str, bytes]) -> str:
    return next(name for name, data in layout.items() if data[:2] == b"\x1f\x8b")


def good(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout()))


def good_directory(folder: Path) -> Path:
    for name, data in oci_layout().items():
        (folder / "image" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "image" / name).write_bytes(data)
    return folder / "image"


def good_docker_save(folder: Path) -> Path:
    return _written(folder, docker_save())


def bad_blob(folder: Path) -> Path:
    layout = oci_layout()
    return _written(folder, build_tar(layout | {_blob(layout): b"another blob"}))


def bad_blob_in_a_directory(folder: Path) -> Path:
    layout = oci_layout()
    path = good_directory(folder)
    (path / _blob(layout)).write_bytes(b"another blob")
    return path


def bad_unpacked_layer(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout(diff_ids=["sha256:" + "0" * 64])))


def bad_docker_layer(folder: Path) -> Path:
    return _written(folder, docker_save(forged=build_tar({"etc/inert": b"other\n"})))


def damaged(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout())[:-2500])
