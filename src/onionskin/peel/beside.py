"""Signatures and attestations that lie beside the file they speak of.

Each of two files is opened for itself, in the jail. When the whole release is known, what the one says of
the other is compared here: the digest of a file is made in the jail, nothing of it is parsed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from onionskin.jail.pool import Job, Pool
from onionskin.model import Fact, Layer, Outcome, Problem, Signature, Span, Value
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.signatures.apk_signature import SCHEMES, ApkSigner
from onionskin.parse.signatures.attestation import Attestation, Subject
from onionskin.parse.signatures.catalogue import Catalogue, CatalogueMember
from onionskin.parse.signatures.detached import DetachedSignature
from onionskin.parse.signatures.idsig_facts import SCHEME, Idsig, IdsigSigner
from onionskin.parse.signatures.openpgp import OpenpgpSignature
from onionskin.peel.keys import Keys
from onionskin.peel.keys_inside import AUTHENTICODE
from onionskin.peel.sources import Source
from onionskin.peel.wire import Beheld, Beside
from onionskin.plugins.contracts import base_name, folder_of

SUFFIXES = (
    ".publish.attestation", ".sigstore.json", ".sigstore", ".attestations.json", ".attestation", ".intoto.jsonl",
    ".provenance", ".bundle", ".asc", ".sig", ".sign", ".gpg", ".idsig",
)  # fmt: skip
# Windows lists a program by its Authenticode digest; those of the others are not made here.
PROGRAM, UNREAD = "pe", frozenset({"msi", "cab"})
Answer = TypeVar("Answer", bound=Value)
# The facts of a file that speaks of another.
SPEAKING = frozenset(kind.__name__ for kind in (DetachedSignature, Attestation, Idsig))
# How many signatures beside files one release may have, and how many over one file are looked at.
MOST, EACH = 2_000, 16


class SignedBeside(Value, frozen=True):
    """A fact of a file: `by` (an artifact's id) lies beside it and speaks of it.

    `fits` says whether that is about these bytes: `stated` and `found` are digests, empty where only the
    first 16 bits of one are known. `identity` is who made it, as issuer, repository and workflow.
    """

    by: str
    scheme: str
    fits: bool
    stated: str = ""
    found: str = ""
    identity: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asker:
    """How to have bytes digested: the pool, where they are, what time is left, and the keys."""

    pool: Pool
    sources: dict[str, Source]
    left: Callable[[], float]
    seconds: float
    keys: Keys | None

    def ask(
        self, layer: Layer, signatures: tuple[OpenpgpSignature, ...], algorithms: tuple[str, ...], idsig: Idsig | None = None
    ) -> Beheld | str:  # fmt: skip
        """Return what became of signatures over a layer's bytes, or why that is not known."""
        source = self.sources.get(layer.artifact.id)
        if source is None or self.left() <= 0:
            return "there was no time left"
        digest = self.keys.digest if self.keys and signatures else ""
        asked = Beside(source.base, source.size, signatures, algorithms, digest, idsig)
        with source.opened() as descriptor:
            keys = (self.keys.descriptor,) if self.keys and digest else ()
            return self.told(
                "onionskin.peel.keys_inside:behold", asked, (descriptor, *keys), layer, Beheld
            )

    def told(
        self, entry: str, asked: Value, fds: tuple[int, ...], layer: Layer, answer: type[Answer]
    ) -> Answer | str:
        """Return what a worker says of the bytes on those descriptors, or why that is not known."""
        job = Job(
            entry=entry,
            args=msgspec.msgpack.encode(asked),
            fds=fds,
            label=" > ".join(layer.artifact.path),
            seconds=min(self.seconds, max(self.left(), 1.0)),
        )
        reply = self.pool.call(job)
        if reply.outcome is not Outcome.SCANNED:
            return reply.detail
        try:
            return msgspec.msgpack.decode(reply.result, type=answer)
        except (msgspec.MsgspecError, UnicodeError):
            return "what its worker says cannot be"


def besides(layers: Sequence[Layer], asker: Asker) -> list[Layer]:
    """Return the layers, those with something beside them with what it makes of them."""
    found: dict[str, list[Fact]] = defaultdict(list)
    problems: dict[str, list[Problem]] = defaultdict(list)
    for number, (by, target) in enumerate(pairs(layers)):
        own = target.artifact.id
        if number >= MOST or len(found[own]) > 3 * EACH:
            detail = "more signatures lie beside files than are compared"
            problems[by.artifact.id].append(Problem("limit:signature", detail, by.artifact.id))
            continue
        told = [*_openpgp(by, target, asker), *_attested(by, target, asker), *_hashed(by, target, asker)]  # fmt: skip
        found[own] += [each for each in told if isinstance(each, Fact)]
        problems[by.artifact.id] += [each for each in told if isinstance(each, Problem)]
    for target, fact in _catalogued(layers, asker):
        found[target.artifact.id].append(fact)
    return [_with(each, found[each.artifact.id], problems[each.artifact.id]) for each in layers]


def _with(layer: Layer, facts: list[Fact], problems: list[Problem]) -> Layer:
    if not facts and not problems:
        return layer
    whole = layer.outcome if not problems or layer.outcome is not Outcome.SCANNED else Outcome.INCOMPLETE  # fmt: skip
    return msgspec.structs.replace(
        layer,
        facts=(*layer.facts, *facts),
        problems=(*layer.problems, *problems),
        outcome=whole,
    )


def pairs(layers: Iterable[Layer]) -> Iterator[tuple[Layer, Layer]]:
    """Yield each file that signs or attests another in its folder, and that one."""
    speaking: list[Layer] = []
    folders: dict[tuple[str | None, str], dict[str, Layer]] = defaultdict(dict)
    for each in layers:
        folders[folder_of(each)].setdefault(base_name(each), each)
        if any(fact.kind in SPEAKING for fact in each.facts):
            speaking.append(each)
    for by in speaking:
        beside = folders[folder_of(by)]
        names = [base_name(by).removesuffix(end) for end in SUFFIXES if base_name(by).endswith(end)]
        named = [subject.name for each in by.all(Attestation) for subject in each.subjects]
        targets = [beside[name] for name in (*names, *map(_file, named)) if name in beside]
        for target in dict.fromkeys(each.artifact.id for each in targets if each is not by):
            yield by, next(each for each in targets if each.artifact.id == target)


def _file(name: str) -> str:
    """Return the file's name of a subject; a package URL of npm names its archive."""
    if not name.startswith("pkg:npm/"):
        return name.replace("\\", "/").rpartition("/")[2]
    whole = name.removeprefix("pkg:npm/").replace("%40", "@")
    package, _, version = whole.rpartition("@")
    return f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"


def _catalogued(layers: Sequence[Layer], asker: Asker) -> Iterator[tuple[Layer, Fact]]:
    """Yield what catalogues of Windows make of the files in their folder: by its name, a program by its digest."""
    catalogues = [each for each in layers if each.first(Catalogue) is not None]
    folders: dict[tuple[str | None, str], list[Layer]] = defaultdict(list)
    for each in layers if catalogues else ():
        folders[folder_of(each)].append(each)
    for by in catalogues[:MOST]:
        listed, signature = by.first(Catalogue), by.first(Signature)
        if listed is None or signature is None:
            continue
        named: dict[str, list[CatalogueMember]] = defaultdict(list)
        for member in listed.members:
            named[member.name.lower()].append(member)
        for target in folders[folder_of(by)][:MOST]:
            own = named.get(base_name(target).lower(), [])
            if target is by or target.format in UNREAD or (not own and target.format != PROGRAM):
                continue
            found = _digests(target, {each.algorithm for each in own or listed.members}, asker)
            # A name may be listed once per architecture and per digest; a program may be listed without.
            held = [
                each
                for each in own or listed.members
                if each.digest in found.get(each.algorithm, ())
            ]
            if not found or not (held or own):
                continue
            member = (held or [each for each in own if each.algorithm in found] or own)[0]
            yield from _vouched(by, target, signature, member, fits=bool(held), found=found)


def _vouched(
    by: Layer, target: Layer, signature: Signature, member: CatalogueMember, *, fits: bool, found: dict[str, tuple[str, ...]]
) -> Iterator[tuple[Layer, Fact]]:  # fmt: skip
    flags = {*signature.flags} | (set() if fits else {"digest-mismatch"})
    whole = (Span(0, target.artifact.size),)
    yield target, Fact.of(
        Signature(
            "catalogue", signature.status if fits else "invalid", signature.signer, tuple(sorted(flags)),
            signature.signed_at, f"{member.algorithm}:{member.digest}",
            whole if fits else (), () if fits else whole,
        )
    )  # fmt: skip
    own = member.digest if fits else next(iter(found.get(member.algorithm, ())), "")
    yield target, Fact.of(SignedBeside(by.artifact.id, "catalogue", fits, member.digest, own))


def _digests(target: Layer, algorithms: set[str], asker: Asker) -> dict[str, tuple[str, ...]]:
    """Return a file's digests as catalogues state them, by algorithm; a program's leave its signature out."""
    known = sorted(algorithms & {"sha1", "sha256", "sha384", "sha512"})
    if target.format != PROGRAM:
        return {
            each: (found,)
            for each in known
            if (found := _digest(Subject("", each, ""), target, asker))
        }
    told = asker.ask(target, (), tuple(f"{AUTHENTICODE}{each}" for each in known)) if known else ""
    if isinstance(told, str):
        return {}
    return {
        each: tuple(told.digests[f"{AUTHENTICODE}{each}"].split())
        for each in known
        if f"{AUTHENTICODE}{each}" in told.digests
    }


def _openpgp(by: Layer, target: Layer, asker: Asker) -> Iterator[Fact | Problem]:
    if by.first(DetachedSignature) is None:
        return
    says = by.all(OpenpgpSignature)[:EACH]
    told = asker.ask(target, says, ())
    if isinstance(told, str):
        yield Problem("not-compared", f"{target.name}: {told}", by.artifact.id)
        return
    for each, signature in zip(says, told.signatures, strict=False):
        yield Fact.of(each)
        yield Fact.of(signature)
        fits = not {"digest-mismatch", "signature-wrong"} & set(signature.flags)
        yield Fact.of(SignedBeside(by.artifact.id, signature.scheme, fits, identity=(signature.signer,)))  # fmt: skip


def _hashed(by: Layer, target: Layer, asker: Asker) -> Iterator[Fact | Problem]:
    """Yield what a signature of scheme 4 makes of a package: of all its bytes, and of who signed inside it."""
    said = by.first(Idsig)
    if said is None:
        return
    told = asker.ask(target, (), (), said)
    if isinstance(told, str):
        yield Problem("not-compared", f"{target.name}: {told}", by.artifact.id)
        return
    for signer, made in zip(said.signers, told.signatures, strict=False):
        signature = made
        if target.format == "apk" and not _is_inside(signer, target):
            flags = {*made.flags, "other-signer-inside"}
            signature = msgspec.structs.replace(made, flags=tuple(sorted(flags)), status=status_of(flags))  # fmt: skip
        fits = "digest-mismatch" not in signature.flags
        yield Fact.of(signature)
        yield Fact.of(SignedBeside(by.artifact.id, SCHEME, fits, said.root, identity=(signature.signer,)))  # fmt: skip


def _is_inside(signer: IdsigSigner, target: Layer) -> bool:
    """Say whether the package itself is signed with that certificate over that digest."""
    scheme = SCHEMES.get(signer.block, "")
    certificate = hashlib.sha256(bytes.fromhex(signer.certificate)).hexdigest()
    return any(
        each.certificate == certificate and signer.inside in each.digests
        for each in target.all(ApkSigner)
        if scheme in ("", each.scheme)
    )


def _attested(by: Layer, target: Layer, asker: Asker) -> Iterator[Fact | Problem]:
    for said in by.all(Attestation)[:EACH]:
        subject = _of(said, target)
        found = _digest(subject, target, asker) if subject else ""
        if subject is None or not found:
            detail = f"{target.name}: no digest of it that is known here is attested"
            yield Problem("not-compared", detail, by.artifact.id)
            continue
        fits = found == subject.digest
        flags = {*said.flags} | (set() if fits else {"subject-differs"})
        status = "invalid" if not fits else said.status
        whole = (Span(0, target.artifact.size),)
        yield Fact.of(
            Signature(
                said.scheme, status, said.signer, tuple(sorted(flags)), said.signed_at,
                f"{subject.algorithm}:{subject.digest}", whole if fits else (), () if fits else whole,
            )
        )  # fmt: skip
        yield Fact.of(SignedBeside(by.artifact.id, said.scheme, fits, subject.digest, found, said.identity))  # fmt: skip


def _of(said: Attestation, target: Layer) -> Subject | None:
    """Return the subject of this name, else the only one."""
    named = [each for each in said.subjects if _file(each.name) == base_name(target)]
    if named:
        return named[0]
    fitting = [each for each in said.subjects if each.digest == target.artifact.sha256]
    return fitting[0] if fitting else said.subjects[0] if said.subjects else None


def _digest(subject: Subject, target: Layer, asker: Asker) -> str:
    if subject.algorithm == "sha256":
        return target.artifact.sha256
    if subject.algorithm not in {"sha1", "sha384", "sha512"}:
        return ""
    told = asker.ask(target, (), (subject.algorithm,))
    return "" if isinstance(told, str) else told.digests.get(subject.algorithm, "")
