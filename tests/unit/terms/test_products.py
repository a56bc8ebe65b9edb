"""Products: one identity for maker, inventory and report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.products import (
    Release,
    key,
    platform,
    release,
    same,
    same_release,
    vendor_key,
)


@pytest.mark.parametrize(
    "name",
    [
        "3CXDesktopApp",
        "3CX Desktop App (x64) 18.12.416",
        "3CX® Desktop App",
        "3cx desktop-app",
        "3CX Desktop App v18.12",
        "3CX Desktop App (64-bit)",
    ],
)
def test_decoration_does_not_make_another_product(name: str) -> None:
    assert same(name, "3CX Desktop App")


@pytest.mark.parametrize(
    "name", ["3CX Phone", "3CX Desktop", "3\u0421X Desktop App", "Desktop App", ""]
)
def test_a_similar_name_is_another_product(name: str) -> None:
    assert not same(name, "3CX Desktop App")


def test_the_vendors_name_may_be_missing_where_the_vendor_is_known() -> None:
    assert same("Desktop App", "3CX Desktop App", left_vendor="3CX Ltd", right_vendor="3CX")
    assert not same("Desktop App", "3CX Desktop App", left_vendor="Other", right_vendor="3CX")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Windows 10 Pro", "windows"), ("Win64", "windows"), ("darwin", "macos"), ("Mac OS X", "macos"),
        ("Ubuntu 22.04", "linux"), ("iPadOS 16", "ios"), ("PWA", "web"), ("", ""), ("Haiku", "haiku"),
    ],
)  # fmt: skip
def test_platforms_have_one_name_each(written: str, normal: str) -> None:
    assert platform(written) == normal


def test_a_releases_name_is_taken_apart() -> None:
    assert release("3CXDesktopApp 18.12.416 (Windows)") == Release(
        "3CXDesktopApp", "18.12.416", "windows"
    )
    assert release("X_TRADER r7.17.90p608") == Release("X_TRADER", "r7.17.90p608")
    assert release("X_TRADER") == Release("X_TRADER")


def test_a_release_is_product_version_and_platform_together() -> None:
    mac = Release("3CX Desktop App", "18.11.1213", "macOS")
    assert same_release(mac, Release("3CXDesktopApp", "18.11.1213.0", "Mac OS X"))
    assert not same_release(mac, Release("3CX Desktop App", "18.11.1213", "Windows"))
    assert same_release(mac, Release("3CX Desktop App", "18.11.1213"))


def test_a_companys_legal_form_is_not_its_name() -> None:
    assert vendor_key("3CX Ltd.") == vendor_key("3CX") == "3cx"
    assert (
        vendor_key("Trading Technologies International, Inc") == "tradingtechnologiesinternational"
    )


@given(st.text(max_size=80))
def test_any_text_has_a_key_and_a_platform_without_an_error(text: str) -> None:
    assert key(text) == key(text.upper()) or not text.isascii()
    platform(text)
    release(text)
