from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from onionskin.case import key as keys
from onionskin.case.folder import Case
from onionskin.errors import CaseError
from onionskin.model import Run


def test_the_key_is_made_once_for_its_owner_alone(key_path: Path) -> None:
    first = keys.create(key_path)
    assert stat.S_IMODE(key_path.stat().st_mode) == 0o600
    assert keys.create(key_path).fingerprint == first.fingerprint
    assert sorted(path.name for path in key_path.parent.iterdir()) == ["case.key", "case.pub"]


def test_the_default_key_lies_in_the_users_configuration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ONIONSKIN_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert keys.default_path() == tmp_path / "xdg" / "onionskin" / "case.key"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert keys.default_path() == tmp_path / ".config" / "onionskin" / "case.key"


def test_the_public_half_verifies_and_does_not_write(
    folder: Path, run: Run, key_path: Path, tmp_path: Path
) -> None:
    with Case.open(folder) as case:
        case.commit(run)
    public = tmp_path / "colleague.pub"
    shutil.copy(key_path.with_suffix(".pub"), public)
    with Case.open(folder, write=False, key=public) as case:
        assert case.verify() == ()
    with pytest.raises(CaseError, match="cannot write"):
        Case.open(folder, key=public)


def test_a_key_that_others_can_read_is_refused(folder: Path, key_path: Path) -> None:
    Case.open(folder).close()
    key_path.chmod(0o640)
    with pytest.raises(CaseError, match="chmod 600"):
        Case.open(folder)
    with Case.open(folder, write=False) as case:
        assert {each.reason for each in case.problems} == {"signature-not-checked"}


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n"])
def test_what_is_no_key_is_refused_without_its_text(
    folder: Path, key_path: Path, text: str
) -> None:
    key_path.parent.mkdir()
    key_path.write_text(text)
    key_path.chmod(0o600)
    with pytest.raises(CaseError, match="not an Ed25519 key"):
        Case.open(folder)


def test_another_key_does_not_write_to_the_case(folder: Path, run: Run, tmp_path: Path) -> None:
    with Case.open(folder) as case:
        case.commit(run)
    other = tmp_path / "other.key"
    keys.create(other)
    with pytest.raises(CaseError, match="not signed by this key"):
        Case.open(folder, key=other)


def test_a_signature_in_another_spelling_is_none(key_path: Path) -> None:
    key = keys.create(key_path)
    signature = key.sign(b"head")
    assert key.verifies(b"head", signature)
    for wrong in (signature.upper(), signature + "\n", " " + signature, signature[2:], "zz"):
        assert not key.verifies(b"head", wrong)


def test_a_place_where_no_key_can_be_made_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseError, match="ONIONSKIN_KEY"):
        Case.open(folder, key=tmp_path / "file" / "case.key")
