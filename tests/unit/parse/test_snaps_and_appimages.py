"""Snaps and AppImages: what they say of themselves, start by themselves, and are signed with."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from walked import Walked, view_of, walked

from onionskin.lookalike.appimages import build_appimage
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs
from onionskin.model import ReleaseName, Signature
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.packages import squash_packages
from onionskin.parse.packages.squash_packages import AppImage, SnapPackage
from onionskin.peel.containers import appimage

YAML = b"""# a snap
name: inert
version: "2.1"
summary: >
  name: not this one
confinement: classic # open
apps:
    inert:
        command: bin/inert
        plugs: [home]
    inertd:
        command: bin/inertd --run
        daemon: simple
hooks:
    configure:
        plugs: [network]
"""


def opened(data: bytes) -> tuple[Walked, list[Signature]]:
    signatures: list[Signature] = []

    def walk(view):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        for item in appimage.peel(view):
            if isinstance(item, Signature):
                signatures.append(item)
            else:
                yield item

    return walked(data, walk), signatures


def test_a_snap_says_its_name_and_what_it_starts_by_itself() -> None:
    view = view_of(build_squashfs(SquashRecipe({"meta/snap.yaml": YAML})))
    raw = squash_packages.snap_yaml(view)
    assert raw == YAML
    made = walked(b"", lambda _: squash_packages.snap_facts(raw or b""))
    (snap,) = made.all(SnapPackage)
    assert (snap.name, snap.version, snap.confinement) == ("inert", "2.1", "classic")
    assert (snap.apps, snap.daemons, snap.hooks) == (("inert", "inertd"), ("inertd",), ("configure",))  # fmt: skip
    assert made.all(InstallerAction) == [
        InstallerAction("program", "hook configure", "meta/hooks/configure"),
        InstallerAction("service", "inertd", "bin/inertd --run"),
    ]


def test_an_image_without_the_yaml_is_no_snap() -> None:
    assert squash_packages.snap_yaml(view_of(build_squashfs())) is None
    folder = SquashRecipe({"meta/snap.yaml/inside": b"x"})
    assert squash_packages.snap_yaml(view_of(build_squashfs(folder))) is None


@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_as_far_as_it_goes(text: str) -> None:
    squash_packages.read_yaml(text)


def test_an_appimage_says_its_name_and_holds_its_image_as_a_member() -> None:
    made, signatures = opened(build_appimage())
    assert made.all(ReleaseName) == [ReleaseName("Inert", "1.0", "", "inert.desktop")]
    assert made.all(AppImage)[0].update == "zsync|https://example.org/inert.zsync"
    assert ("overlay", b"hsqs") in [(name, data[:4]) for name, data in made.members]
    assert (made.gaps, made.problems, signatures) == ([], [], [])


def test_a_signature_covers_all_but_its_own_two_sections() -> None:
    data = build_appimage(is_signed=True)
    _, (signature,) = opened(data)
    assert (signature.scheme, signature.flags) == ("appimage-openpgp", ("key-not-at-hand",))
    outside = sum(each.length for each in signature.not_covered)
    assert sum(each.length for each in signature.covered) + outside == len(data)
    assert outside == 2048


def test_an_image_that_was_changed_after_it_was_signed_is_a_doubt() -> None:
    _, (signature,) = opened(build_appimage(is_signed=True, forged=b"another"))
    assert signature.status == "unverified"
    assert signature.flags == ("key-not-at-hand", "signed-digest-not-reproduced")
