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
    blobs[f"blobs/{digest.replace(':', '/')}"] = data
    return {"mediaType": f"application/vnd.oci.image.{media}", "digest": digest, "size": len(data)}


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
