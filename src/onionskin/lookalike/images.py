"""Inert container images: an OCI layout as files by path, and what `docker save` writes.

Layout after the OCI Image Format Specification 1.1 and the Docker Image Specification 1.2.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from onionskin.lookalike.archives import build_gzip, build_tar

LAYER = {"etc/inert": b"inert\n"}


def oci_layout(
    layers: Sequence[Mapping[str, bytes]] = (LAYER,),
    *,
    version: str = "1.0",
    diff_ids: Sequence[str] | None = None,
    loose: bytes = b"",
) -> dict[str, bytes]:
    """Return the files of a layout by path. `diff_ids` replace the right ones; `loose` is one more blob."""
    blobs: dict[str, bytes] = {}
    tars = [build_tar(dict(each)) for each in layers]
    stated = [_digest(each) for each in tars] if diff_ids is None else list(diff_ids)
    config = {
        "architecture": "amd64",
        "os": "linux",
        "config": {
            "Entrypoint": ["/bin/inert"],
            "Env": ["INERT=1"],
            "Labels": {
                "org.opencontainers.image.title": "inert",
                "org.opencontainers.image.version": version,
            },
        },
        "rootfs": {"type": "layers", "diff_ids": stated},
        "history": [{"created_by": "COPY inert /etc/inert"}],
    }
    manifest = {
        "schemaVersion": 2,
        "config": _blob(blobs, json.dumps(config).encode(), "config.v1+json"),
        "layers": [_blob(blobs, build_gzip(each), "layer.v1.tar+gzip") for each in tars],
    }
    index = {
        "schemaVersion": 2,
        "manifests": [_blob(blobs, json.dumps(manifest).encode(), "manifest.v1+json")],
    }
    if loose:
        _blob(blobs, loose, "loose")
    return blobs | {
        "oci-layout": b'{"imageLayoutVersion": "1.0.0"}',
        "index.json": json.dumps(index).encode(),
    }


def step_by_step(left: Mapping[str, object] | None = None, layer: bytes = b"") -> dict[str, bytes]:
    """Return a layout as umoci leaves it: with the manifest and config of the step before the last.

    `left` is merged into that config, `layer` is one more layer of that manifest: neither is the image's.
    """
    files = oci_layout(({"etc/inert": b"inert\n"}, {"etc/more": b"more\n"}))
    blobs: dict[str, bytes] = {}
    index = json.loads(files["index.json"])
    manifest = json.loads(files[_path(index["manifests"][0]["digest"])])
    config = json.loads(files[_path(manifest["config"]["digest"])])
    del config["rootfs"]["diff_ids"][1:]
    config["config"] = {}
    manifest["config"] = _blob(
        blobs, json.dumps(config | dict(left or {})).encode(), "config.v1+json"
    )
    del manifest["layers"][1:]
    if layer:
        manifest["layers"].append(_blob(blobs, layer, "layer.v1.tar+gzip"))
    _blob(blobs, json.dumps(manifest).encode(), "manifest.v1+json")
    return files | blobs


def docker_save(layer: Mapping[str, bytes] = LAYER, *, forged: bytes = b"") -> bytes:
    """Return the tar of `docker save`; `forged` replaces the layer behind the config's back."""
    packed = build_tar(dict(layer))
    name = hashlib.sha256(packed).hexdigest() + ".tar"
    config = json.dumps(
        {"architecture": "amd64", "os": "linux", "rootfs": {"diff_ids": [_digest(packed)]}}
    ).encode()
    config_name = hashlib.sha256(config).hexdigest() + ".json"
    rows = [{"Config": config_name, "RepoTags": ["example/inert:1.0"], "Layers": [name]}]
    members = {config_name: config, name: forged or packed, "manifest.json": json.dumps(rows).encode()}  # fmt: skip
    return build_tar(members)


def _blob(blobs: dict[str, bytes], data: bytes, media: str) -> dict[str, object]:
    digest = _digest(data)
    blobs[_path(digest)] = data
    return {"mediaType": f"application/vnd.oci.image.{media}", "digest": digest, "size": len(data)}


def _path(digest: str) -> str:
    return f"blobs/{digest.replace(':', '/')}"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
