"""Container images: the documents of an OCI image layout and of `docker save`, and what they refer to.

Sources: OCI Image Format Specification 1.1 (image-layout, image-index, manifest, config);
Docker Image Specification 1.2 ("Combined Image JSON + Filesystem Changeset Format").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, Span, Value
from onionskin.parse.archive import Item
from onionskin.parse.archives import tar
from onionskin.parse.archives.tar_headers import read_header
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

LARGEST = 4 << 20
# How many references, labels or variables of one document are told.
LISTED = 2000
# How many values and different texts of a document are compared with another's.
_VALUES, _TEXTS = 20_000, 1_000
_EDGE = 64 << 10
_FIRST = re.compile(rb"(?:\./)?(?:blobs/|oci-layout$|index\.json$|manifest\.json$|repositories$|[0-9a-f]{64}(?:\.json|\.tar|/))|(?:\./)?$")  # fmt: skip
_TITLE, _VERSION = "org.opencontainers.image.title", "org.opencontainers.image.version"
_REFERENCE, _CONTAINERD = "org.opencontainers.image.ref.name", "io.containerd.image.name"


class OciReference(Value, frozen=True):
    """One thing that a document refers to: by `digest` (`sha256:...`) or by `path` (docker save).

    `role` is `manifest`, `config`, `layer` or `subject`.
    """

    role: str
    digest: str = ""
    path: str = ""
    media: str = ""
    size: int = -1


class OciDocument(Value, frozen=True):
    """A document of an image. `kind` is `index`, `manifest`, `config` or `docker-manifest`.

    `tags` are the names it is known by. Of a config: `diff_ids` are the digests of the
    unpacked layers, the lowest first; `env`, `entrypoint`, `command` and `user` what a container
    of it runs with, `history` the steps that made it (`created_by`).
    """

    kind: str
    references: tuple[OciReference, ...] = ()
    tags: tuple[str, ...] = ()
    diff_ids: tuple[str, ...] = ()
    env: tuple[str, ...] = ()
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    user: str = ""
    platform: str = ""
    history: tuple[str, ...] = ()


class OciTexts(Value, frozen=True):
    """All that a document says, to compare it with what others of its image say.

    `texts` are short digests of every key, text and number in it, each once, but for the
    descriptors' digests and sizes (see OciReference); `leaves` is how many values it has,
    `padding` how many bytes it is longer than JSON must be.
    """

    texts: tuple[str, ...]
    leaves: int
    padding: int


class _Descriptor(msgspec.Struct):
    media: str = msgspec.field(default="", name="mediaType")
    digest: str = ""
    size: int = -1
    annotations: dict[str, str] | None = None


class _Run(msgspec.Struct):
    Env: list[str] | None = None
    Entrypoint: list[str] | None = None
    Cmd: list[str] | None = None
    User: str = ""
    Labels: dict[str, str] | None = None


class _Layers(msgspec.Struct):
    diff_ids: list[str] | None = None


class _Step(msgspec.Struct):
    created_by: str = ""


class _Document(msgspec.Struct):
    manifests: list[_Descriptor] | None = None
    layers: list[_Descriptor] | None = None
    subject: _Descriptor | None = None
    annotations: dict[str, str] | None = None
    rootfs: _Layers | None = None
    history: list[_Step] | None = None
    os: str = ""
    architecture: str = ""


class _Saved(msgspec.Struct):
    Config: str = ""
    RepoTags: list[str] | None = None
    Layers: list[str] | None = None


def fits(view: View) -> bool:
    """Say whether a JSON text has the keys of an index, a manifest or a config."""
    if view.size > LARGEST:
        return False
    head = view.read(0, _EDGE)
    text = head if view.size <= _EDGE else head + view.read(view.size - _EDGE, _EDGE)
    if head[:1] == b"[":
        return b'"Config"' in text and b'"Layers"' in text
    if b'"schemaVersion"' in text:
        return b'"digest"' in text and (b'"manifests"' in text or b'"layers"' in text)
    return b'"rootfs"' in text and b'"diff_ids"' in text


def read_document(data: bytes) -> tuple[OciDocument, list[ReleaseName]]:
    """Read a document, and the names it gives; raise DamagedError where it is none."""
    try:
        if data.lstrip()[:1] == b"[":
            return _saved(msgspec.json.decode(data, type=list[_Saved]))
        # The two kinds of `config` differ: a descriptor in a manifest, settings in a config.
        raw = msgspec.json.decode(data)
        return _document(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise DamagedError(f"it is no document of an image: {error}") from error


def _document(raw: object) -> tuple[OciDocument, list[ReleaseName]]:
    if not isinstance(raw, dict):
        raise DamagedError("it is no document of an image")
    settings = raw.pop("config", None)
    found = msgspec.convert(raw, _Document)
    if found.rootfs is not None:
        run = msgspec.convert(settings or {}, _Run)
        return _config(found, run), _labelled(run.Labels or {}, "image config")
    if found.manifests is not None:
        references = [_reference("manifest", each) for each in found.manifests[:LISTED]]
        names = [each.annotations or {} for each in found.manifests[:LISTED]]
        tags = tuple(each.get(_CONTAINERD) or each[_REFERENCE] for each in names if each.get(_CONTAINERD) or each.get(_REFERENCE))  # fmt: skip
        kind = "index"
    else:
        config = msgspec.convert(settings or {}, _Descriptor)
        references = [_reference("config", config)] if config.digest else []
        references += [_reference("layer", each) for each in (found.layers or [])[:LISTED]]
        kind, tags = "manifest", ()
    if found.subject is not None:
        references.append(_reference("subject", found.subject))
    named = [name for tag in tags for name in of_tag(tag, "image index")]
    return OciDocument(kind, tuple(references), tags), named + _labelled(found.annotations or {}, kind)  # fmt: skip


def _config(found: _Document, run: _Run) -> OciDocument:
    steps = tuple(each.created_by[:1000] for each in (found.history or [])[:LISTED])
    return OciDocument(
        "config",
        diff_ids=tuple((found.rootfs.diff_ids if found.rootfs else None) or ())[:LISTED],
        env=tuple(each[:1000] for each in (run.Env or [])[:LISTED]),
        entrypoint=tuple(each[:1000] for each in (run.Entrypoint or [])[:LISTED]),
        command=tuple(each[:1000] for each in (run.Cmd or [])[:LISTED]),
        user=run.User[:200],
        platform="/".join(filter(None, (found.os, found.architecture)))[:200],
        history=steps,
    )


def _saved(rows: list[_Saved]) -> tuple[OciDocument, list[ReleaseName]]:
    references, tags = [], []
    for row in rows[:LISTED]:
        references.append(OciReference("config", path=row.Config))
        references += [OciReference("layer", path=each) for each in (row.Layers or [])[:LISTED]]
        tags += (row.RepoTags or [])[:LISTED]
    names = [name for tag in tags for name in of_tag(tag, "manifest.json")]
    return OciDocument("docker-manifest", tuple(references[:LISTED]), tuple(tags[:LISTED])), names


def _reference(role: str, each: _Descriptor) -> OciReference:
    return OciReference(role, each.digest[:200], "", each.media[:200], each.size)


def _labelled(labels: dict[str, str], source: str) -> list[ReleaseName]:
    title, version = labels.get(_TITLE, "").strip()[:200], labels.get(_VERSION, "").strip()[:200]
    return [ReleaseName(title, version, "", source)] if title and version else []


def of_tag(tag: str, source: str) -> Iterator[ReleaseName]:
    """Read `registry/repository:tag`; a tag alone names no product."""
    product, colon, version = tag.rpartition(":")
    if colon and product and "/" not in version:
        yield ReleaseName(product[:200], version[:200], "", source)


def told(view: View) -> Iterator[Fact]:
    """Yield the facts of one document; raise DamagedError where it cannot be read."""
    data = view.read(0, LARGEST)
    document, names = read_document(data)
    yield Fact.of(document)
    told_texts = texts_of(data, document)
    if told_texts is not None:
        yield Fact.of(told_texts)
    yield from (Fact.of(name) for name in names[:20])
    for source, words in (("entrypoint", document.entrypoint), ("command", document.command)):
        if words:
            yield Fact.of(InstallerAction("program", source, " ".join(words)[:1000]))


def texts_of(data: bytes, document: OciDocument) -> OciTexts | None:
    """Return all that a document says, or None where that is more than can be compared."""
    try:
        top = msgspec.json.decode(data)
        compact = len(msgspec.json.encode(top))
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None
    descriptors = {(each.digest, each.size) for each in document.references}
    found: set[str] = set()
    leaves, pending = 0, [top]
    while pending and leaves <= _VALUES:
        value = pending.pop()
        leaves += 1
        if isinstance(value, dict):
            rest = dict(value)
            if (rest.get("digest"), rest.get("size")) in descriptors:
                del rest["digest"], rest["size"]
            found.update(map(str, rest))
            pending += rest.values()
        elif isinstance(value, list):
            pending += value
        else:
            found.add(str(value))
    if pending or len(found) > _TEXTS:
        return None
    short = sorted(hashlib.sha256(each.encode("utf-8", "replace")).hexdigest()[:16] for each in found)  # fmt: skip
    return OciTexts(tuple(short), leaves, max(len(data) - compact, 0))


# --- an image in a tar -----------------------------------------------------------------------


def is_image_tar(view: View) -> bool:
    """Say whether a tar is an image: by its first member's name, then by those it must have."""
    names: set[str] = set()
    at = 0
    for number in range(1000):
        try:
            header = read_header(view, at)
        except DamagedError:
            return False
        if header is None or (number == 0 and not _FIRST.match(header.name)):
            return False
        names.add(header.name.decode("utf-8", "replace").removeprefix("./"))
        if "oci-layout" in names or "manifest.json" in names:
            return True
        at += 512 + -(-header.stored // 512) * 512
    return False


def walk_image(view: View) -> Iterator[Item]:
    """Yield the tar, and the names that the documents in it give the image."""
    places: dict[str, Span] = {}
    for item in tar.walk(view):
        if isinstance(item, Child) and item.span is not None and item.span[1] <= LARGEST:
            places.setdefault(item.name.removeprefix("./"), Span(*item.span))
        yield item
    names: list[ReleaseName] = []
    seen: set[str] = set()
    wanted = ["manifest.json", "index.json"]
    while wanted and len(seen) < LISTED:
        name = wanted.pop(0)
        place = places.get(name)
        if place is None or name in seen:
            continue
        seen.add(name)
        try:
            document, found = read_document(view.read(place.offset, place.length))
        except DamagedError as error:
            yield Problem("damaged", f"{name}: {error}")
            continue
        names += found
        below = (each for each in document.references if each.role in {"manifest", "config"})
        wanted += [each.path or blob_path(each.digest) for each in below]
    for found_name in dict.fromkeys(names[:20]):
        yield Fact.of(found_name)


def blob_path(digest: str) -> str:
    """Return where an image layout keeps the blob of a digest."""
    return f"blobs/{digest.replace(':', '/', 1)}"
