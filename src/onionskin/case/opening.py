"""How a case is opened: for reading whatever is left of it, for writing only a sound one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from onionskin.case import key as keys
from onionskin.case import verify
from onionskin.case.disk import FOLDERS, Disk
from onionskin.case.key import Key
from onionskin.case.ledger import Ledger, build
from onionskin.case.lock import Lock
from onionskin.case.verify import Opened
from onionskin.errors import CaseError
from onionskin.model import Problem

OWN = frozenset({*FOLDERS, "lock", "ledger.db", "ledger.db-wal", "ledger.db-shm", "head.json"})


def for_reading(path: Path, key_path: Path) -> tuple[Opened, list[Problem]]:
    """Open what there is, however damaged, and say what is wrong. Nothing is made."""
    try:
        disk = Disk(path)
    except OSError as error:
        raise CaseError(
            f"there is no case here: {error.strerror}", where=str(path), hint="check --case"
        ) from error
    if not {"ledger.db", "head.json"} & set(disk.names()):
        disk.close()
        raise CaseError("there is no case here", where=str(path), hint="check --case")
    key, ledger, found = None, None, list(verify.unusual(disk))
    try:
        key = keys.load(key_path)
    except FileNotFoundError:
        pass
    except CaseError as error:
        found.append(Problem("signature-not-checked", str(error)))
    if all(each.reason == "signature-not-checked" for each in found):
        try:
            ledger = Ledger(path / "ledger.db", write=False)
        except CaseError as error:
            found.append(Problem("ledger-unreadable", str(error)))
    opened = Opened(disk, ledger, key)
    return opened, list(dict.fromkeys(found + verify.at_opening(opened)))


def for_writing(path: Path, key_path: Path) -> tuple[Opened, Lock, list[Problem]]:
    """Open or make a sound case, locked. Raises CaseError and leaves nothing open."""
    _refuse_foreign(path)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk = Disk(path)
    except OSError as error:
        raise CaseError(f"no case here: {error.strerror}", where=str(path)) from error
    lock = None
    try:
        with disk_errors(disk):
            lock = Lock(disk)
            opened, found = _sound(disk, key_path)
            return opened, lock, found
    except BaseException:
        if lock is not None:
            lock.release()
        disk.close()
        raise


def _sound(disk: Disk, key_path: Path) -> tuple[Opened, list[Problem]]:
    odd = list(verify.unusual(disk))
    if odd:
        raise CaseError(odd[0].detail, where=str(disk.path))
    disk.make_folders()
    disk.clear_incoming()
    fresh = disk.size("", "ledger.db") is None
    key = _key_for(key_path, fresh=fresh)
    if fresh:
        temporary = disk.incoming()
        build(disk.path / "incoming" / temporary, key.fingerprint)
        disk.publish(temporary, "", "ledger.db")
    ledger = Ledger(disk.path / "ledger.db", write=True)
    opened = Opened(disk, ledger, key, writing=True)
    found = verify.at_opening(opened)
    serious = [each for each in found if each.reason not in verify.MILD]
    if serious:
        ledger.release()
        raise CaseError(
            f"the case is damaged, so nothing is added to it: {serious[0].detail}",
            where=str(disk.path),
            hint="`onionskin verify` names all of it; what can be read stays readable",
        )
    return opened, found


def _key_for(path: Path, *, fresh: bool) -> Key:
    try:
        key = keys.load(path)
    except FileNotFoundError:
        if not fresh:
            raise CaseError(
                "the key of this case is missing",
                where=str(path),
                hint="point ONIONSKIN_KEY to it; without it the case can only be read",
            ) from None
        key = keys.create(path)
    key.sign(b"")
    return key


def _refuse_foreign(path: Path) -> None:
    """Raise CaseError for a folder that holds something, and is no case."""
    try:
        names = set(os.listdir(path))
    except FileNotFoundError:
        return
    except OSError as error:
        raise CaseError(f"no case here: {error.strerror}", where=str(path)) from error
    if "ledger.db" in names or not names:
        return
    if "head.json" in names or _holds_files(path, names):
        raise CaseError(
            "the case lost its ledger.db", where=str(path), hint="restore the case from a copy"
        )
    if not names <= OWN:
        raise CaseError(
            "this folder holds other things and is no case",
            where=str(path),
            hint="give an empty or new folder",
        )


def _holds_files(path: Path, names: set[str]) -> bool:
    return names <= OWN and any(
        name in names and any((path / name).iterdir()) for name in ("blobs", "tables")
    )


@contextlib.contextmanager
def disk_errors(disk: Disk) -> Iterator[None]:
    """Turn what the file system refuses into a CaseError with the next step."""
    try:
        yield
    except OSError as error:
        raise CaseError(
            f"the case cannot be written: {error.strerror}",
            where=str(disk.path),
            hint="check space and permissions",
        ) from error
