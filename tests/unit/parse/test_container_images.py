"""Container images: what their documents say, and what names they give."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.archives import build_npm, build_tar
from onionskin.lookalike.images import docker_save, oci_layout
from onionskin.model import ReleaseName
from onionskin.parse.packages import oci
from onionskin.parse.packages.oci import OciDocument


def test_the_names_of_an_image_come_from_labels_and_tags() -> None:
    made = walked(build_tar(oci_layout(version="3.1")), oci.walk_image)
    assert made.all(ReleaseName) == [ReleaseName("inert", "3.1", "", "image config")]
    saved = walked(docker_save(), oci.walk_image)
    assert saved.all(ReleaseName) == [ReleaseName("example/inert", "1.0", "", "manifest.json")]
    assert (made.gaps, made.problems, saved.problems) == ([], [], [])


def test_a_config_says_what_a_container_runs() -> None:
    config = next(each for each in oci_layout().values() if b"diff_ids" in each)
    (document,) = walked(config, oci.told).all(OciDocument)
    assert (document.kind, document.entrypoint, document.env) == ("config", ("/bin/inert",), ("INERT=1",))  # fmt: skip
    assert len(document.diff_ids) == 1
    assert document.history == ("COPY inert /etc/inert",)


def test_an_index_and_a_manifest_refer_by_digest_and_docker_by_path() -> None:
    layout = oci_layout()
    (index,) = walked(layout["index.json"], oci.told).all(OciDocument)
    assert [each.role for each in index.references] == ["manifest"]
    (manifest,) = walked(layout[oci.blob_path(index.references[0].digest)], oci.told).all(
        OciDocument
    )
    assert [each.role for each in manifest.references] == ["config", "layer"]
    assert all(oci.blob_path(each.digest) in layout for each in manifest.references)


def test_a_tag_with_a_port_and_without_a_version_names_nothing() -> None:
    assert list(oci.of_tag("registry:5000/inert", "x")) == []
    assert list(oci.of_tag("registry:5000/inert:2", "x")) == [ReleaseName("registry:5000/inert", "2", "", "x")]  # fmt: skip
    assert list(oci.of_tag("latest", "x")) == []


def test_other_tars_and_other_json_are_no_images() -> None:
    assert not oci.is_image_tar(view_of(build_tar({"package/package.json": b"{}"})))
    assert not oci.is_image_tar(view_of(build_npm("inert", "1", {})))
    assert not oci.fits(view_of(b'{"name": "inert", "version": "1.0"}'))
    assert oci.is_image_tar(view_of(build_tar(oci_layout())))
    assert oci.is_image_tar(view_of(docker_save()))


@given(data=st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["config", "manifests", "layers", "rootfs", "diff_ids", "digest", "Config", "Layers"]), inner, max_size=4)))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_json_is_a_document_or_said_to_be_damaged(data: object) -> None:
    try:
        document, _ = oci.read_document(json.dumps(data).encode())
    except DamagedError:
        return
    assert document.kind in {"index", "manifest", "config", "docker-manifest"}


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[1]", b"null", b'"x"', b"[" * 100_000, b'{"a":' * 100_000]
)
def test_text_that_is_no_document_is_said_to_be_damaged(text: bytes) -> None:
    with pytest.raises(DamagedError):
        oci.read_document(text)
