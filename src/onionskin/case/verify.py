"""What speaks against a case: its seal, its chain, its structure, its files, a head noted elsewhere.

Every check yields Problems that name what, where and the next step. `leftover`
and `not-sealed` are the two that an interrupted run leaves behind; every other
reason means that bytes are not what was recorded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onionskin.case import chain
from onionskin.case.disk import Disk
from onionskin.case.head import Head, is_signed_by
from onionskin.case.head import read as read_head
from onionskin.case.key import Key
from onionskin.case.ledger import FORMAT, SCHEMA, Ledger
from onionskin.case.lock import is_held
from onionskin.case.records import Blob, decode
from onionskin.errors import CaseError
from onionskin.model import Problem, TableFile

MILD = frozenset({"leftover", "not-sealed", "signature-not-checked"})
RETRIES = 5
SHOWN = 50  # problems of one kind and check; the rest is counted
HEAD_LIMIT = 1 << 16
_COPY = "restore the case from a copy"


@dataclass(frozen=True)
class Opened:
    """A case's parts as far as they could be opened; `writing` if this process holds the lock."""

    disk: Disk
    ledger: Ledger | None
    key: Key | None
    writing: bool = False


def everything(case: Opened, noted: str | Path | None) -> tuple[Problem, ...]:
    """Run every check. `noted` is a head written down elsewhere, or a file that holds one."""
    found = list(bounded(seal(case)))
    with _one_moment(case):
        for check in (structure, records, files):
            found += bounded(check(case))
        if noted is not None:
            found += bounded(rollback(case, noted))
    return tuple(dict.fromkeys(found))


def at_opening(case: Opened) -> list[Problem]:
    """Run the quick check, and the long one only where the seal does not vouch for all bytes."""
    found = list(bounded(seal(case)))
    if found or not is_sealed(case):
        with _one_moment(case):
            found += bounded(structure(case))
            found += bounded(records(case))
    return list(dict.fromkeys(found))


def _one_moment(case: Opened) -> AbstractContextManager[None]:
    return case.ledger.snapshot() if case.ledger else nullcontext()


def bounded(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Yield the first of each kind and a count of the rest; an error that ends a check is one."""
    counts: Counter[str] = Counter()
    try:
        for each in problems:
            counts[each.reason] += 1
            if counts[each.reason] <= SHOWN:
                yield each
    except CaseError as error:
        yield Problem("ledger-unreadable", f"{error}; {_COPY}")
    except OSError as error:
        yield Problem("unreadable", f"{error.filename or 'the case'}: {error.strerror}")
    for reason, count in sorted(counts.items()):
        if count > SHOWN:
            yield Problem(reason, f"and {count - SHOWN} more of this kind")


def seal(case: Opened) -> Iterator[Problem]:
    """Compare the files with `head.json`, and its signature with the key."""
    if case.key is None:
        yield Problem(
            "signature-not-checked",
            "signature not checked: the key is not here; point ONIONSKIN_KEY to the key file"
            " (or its .pub) of whoever keeps this case",
        )
    for _ in range(RETRIES):
        head = _head(case)
        # The ledger's moment comes after the head's, so that it can only be newer.
        with _one_moment(case):
            found = list(_against(case, head))
        # A writer may have begun since; it says so in head.json before anything else.
        if _head(case) == head:
            yield from found
            return
    yield Problem("not-sealed", "head.json: it keeps changing: somebody is writing to this case")


def _against(case: Opened, head: Head | Problem) -> Iterator[Problem]:
    if isinstance(head, Problem):
        if head.reason != "not-sealed" or not _busy(case):
            yield head
        return
    if case.key is not None and not is_signed_by(head, case.key):
        yield Problem(
            "signature-wrong",
            f"head.json: not signed by this key (the case names key {head.fingerprint[:16]});"
            f" point ONIONSKIN_KEY to that key, or {_COPY}",
        )
    if head.ledger:
        yield from _same_file(case, head)
    elif not _busy(case):
        yield Problem(
            "not-sealed",
            "head.json: the last run was interrupted; its records are checked by the chain;"
            " the next run that writes seals the case again",
        )
    yield from _no_tail_lost(case, head)


def _busy(case: Opened) -> bool:
    return case.writing or is_held(case.disk)


def _head(case: Opened) -> Head | Problem:
    try:
        return read_head(case.disk.read("", "head.json", HEAD_LIMIT))
    except FileNotFoundError:
        if case.ledger is not None and case.ledger.head()[0] == 0:
            return Problem("not-sealed", "head.json: not there yet; the case has no commit")
        return Problem("head-missing", f"head.json: it is missing; {_COPY}")
    except CaseError as error:
        return Problem("head-altered", f"{error}; {_COPY}")


def _same_file(case: Opened, head: Head) -> Iterator[Problem]:
    if case.disk.size("", "ledger.db-wal"):
        yield Problem(
            "ledger-altered", f"ledger.db-wal: something wrote to the closed case; {_COPY}"
        )
    elif case.disk.measure("", "ledger.db")[0] != head.ledger:
        yield Problem(
            "ledger-altered", f"ledger.db: its bytes changed since the case was closed; {_COPY}"
        )


def _no_tail_lost(case: Opened, head: Head) -> Iterator[Problem]:
    if case.ledger is None:
        return
    number, newest = case.ledger.head()
    if number < head.commits:
        yield Problem(
            "rolled-back",
            f"ledger.db: {head.commits - number} commits are missing at its end; {_COPY}",
        )
    elif head.commits == number and head.head != newest:
        yield Problem("chain-broken", f"ledger.db: its head is not the signed one; {_COPY}")
    elif head.ledger and number > head.commits:
        yield Problem("ledger-altered", f"ledger.db: it holds commits beyond the seal; {_COPY}")


def is_sealed(case: Opened) -> bool:
    """Say whether `head.json` vouches for every byte of the ledger file."""
    head = _head(case)
    return isinstance(head, Head) and bool(head.ledger)


def structure(case: Opened) -> Iterator[Problem]:
    """Compare tables, format and fingerprint, and let SQLite check its own pages."""
    if case.ledger is None:
        yield Problem("ledger-missing", f"ledger.db: there is none; {_COPY}")
        return
    if case.ledger.schema() != sorted(SCHEMA):
        yield Problem("ledger-altered", f"ledger.db: its tables are not this program's; {_COPY}")
    about = case.ledger.about()
    if about.keys() != {"format", "fingerprint"} or about["format"] != FORMAT:
        made = about.get("format", "nothing")
        detail = f"ledger.db: it says it is {made!r}, this program reads {FORMAT!r}"
        yield Problem("ledger-altered", detail)
    elif case.key is not None and about["fingerprint"] != case.key.fingerprint:
        yield Problem("signature-wrong", f"ledger.db: it names another key than this; {_COPY}")
    for text in case.ledger.integrity():
        yield Problem("ledger-altered", f"ledger.db: {text}; {_COPY}")


def records(case: Opened) -> Iterator[Problem]:
    """Recompute the hash chain over every row."""
    if case.ledger is None:
        return
    start = chain.genesis(case.ledger.about().get("fingerprint", ""))
    yield from chain.check(start, case.ledger.commits(), case.ledger.rows(), case.key)


def files(case: Opened) -> Iterator[Problem]:
    """Hash every recorded blob and table, and name the files that no record cites."""
    yield from _contents(case, "blobs", _blobs(case.ledger))
    yield from _contents(case, "tables", _tables(case.ledger))
    for name in case.disk.names("incoming"):
        if not _busy(case):
            yield Problem("leftover", f"incoming/{name}: unfinished; the next run removes it")


def _contents(case: Opened, folder: str, cited: dict[str, str]) -> Iterator[Problem]:
    kind = folder.removesuffix("s")
    present = set(case.disk.names(folder))
    for name, sha256 in sorted(cited.items()):
        if name not in present:
            yield Problem(f"{kind}-missing", f"{folder}/{name}: it is missing; {_COPY}")
            continue
        try:
            fits = case.disk.measure(folder, name)[0] == sha256
        except (CaseError, OSError) as error:
            yield Problem(f"{kind}-unreadable", f"{folder}/{name}: {error}")
            continue
        if not fits:
            yield Problem(f"{kind}-altered", f"{folder}/{name}: not what was recorded; {_COPY}")
    uncited = sorted(present - set(cited))
    for name in uncited if uncited and not _busy(case) else ():
        yield Problem(
            "leftover", f"{folder}/{name}: no record cites it; an interrupted run may have left it"
        )


def _blobs(ledger: Ledger | None) -> dict[str, str]:
    rows = ledger.rows(Blob.__name__) if ledger else ()
    return {blob.id: blob.id for blob in _readable(rows, Blob)}


def _tables(ledger: Ledger | None) -> dict[str, str]:
    rows = ledger.rows(TableFile.__name__) if ledger else ()
    return {table_name(table): table.sha256 for table in _readable(rows, TableFile)}


def _readable(rows: Iterable[chain.Stored], kind: type) -> Iterator:  # type: ignore[type-arg]
    for row in rows:
        try:
            yield decode(kind, row.body)
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError):
            continue  # the chain names this row


def table_name(table: TableFile) -> str:
    """Return a table's file name: generated, never a name out of evidence."""
    return f"{table.name}-{table.sha256}.parquet"


def rollback(case: Opened, noted: str | Path) -> Iterator[Problem]:
    """Look for a head noted elsewhere among the commits: a cut tail is a head that is not there."""
    wanted = _noted_head(noted)
    if wanted is None:
        yield Problem(
            "head-unusable",
            f"{noted}: neither a head (64 hexadecimal digits) nor a file that holds one",
        )
        return
    heads = {commit.hash for commit in case.ledger.commits()} if case.ledger else set()
    if case.ledger:
        heads.add(chain.genesis(case.ledger.about().get("fingerprint", "")))
    if wanted not in heads:
        yield Problem(
            "rolled-back",
            f"ledger.db: the noted head {wanted[:16]}... is not in it: its tail was cut or its"
            f" history replaced; {_COPY}",
        )


def _noted_head(noted: str | Path) -> str | None:
    text = str(noted).strip()
    if not re.fullmatch("[0-9a-fA-F]{64}", text):
        try:
            with Path(text).open("rb") as file:
                data = file.read(HEAD_LIMIT)
        except (OSError, ValueError):
            return None
        found = re.findall(rb"\b[0-9a-fA-F]{64}\b", data)
        try:
            return read_head(data).head
        except CaseError:
            return found[0].decode().lower() if len(found) == 1 else None
    return text.lower()


def unusual(disk: Disk) -> Iterator[Problem]:
    """Name links and devices where the case keeps its own files."""
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        # One look: a writer that ends takes its journal away between two.
        if disk.is_odd("", name):
            yield Problem(
                "unsafe-entry",
                f"{name}: a link or a device; remove it after looking where it leads",
            )
