"""The canonical form of XML, beside the standard library's, which knows the newer version of the same."""

from __future__ import annotations

from xml.etree.ElementTree import canonicalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.parse.texts.canonical_xml import canonical, read

NAMES = st.sampled_from(["a", "b", "c.d", "e-f"])
TEXTS = st.text(st.sampled_from("ab<>&\"'\t\n\r é\U0001f9c5"), max_size=8)


def _written(text: str) -> str:
    return "".join(f"&#{ord(each)};" if each in "<>&\"'\t\n\r" else each for each in text)


def _element(name: str, attributes: dict[str, str], parts: list[str]) -> str:
    held = "".join(f" {key}='{_written(value)}'" for key, value in attributes.items())
    return f"<{name}{held}>{''.join(parts)}</{name}>"


DOCUMENTS = st.recursive(
    TEXTS.map(_written) | st.just("<!-- inert -->") | st.just("<?inert said?>"),
    lambda inner: st.builds(_element, NAMES, st.dictionaries(NAMES, TEXTS), st.lists(inner)),
    max_leaves=12,
)


@given(st.lists(DOCUMENTS, max_size=4), st.dictionaries(NAMES, TEXTS))
def test_it_is_what_the_standard_library_makes_of_documents_without_prefixes(
    parts: list[str], attributes: dict[str, str]
) -> None:
    text = _element("root", {**attributes, "xmlns": "urn:inert"}, parts)
    assert canonical(read(text.encode())) == canonicalize(text).encode()


def test_an_element_alone_declares_every_prefix_that_it_could_use() -> None:
    root = read(
        b'<r xmlns="urn:r" xmlns:b="urn:b" xmlns:a="urn:a"><a:e b:z="1" a:y="2" x="3"/></r>'
    )
    assert canonical(root.children[0]) == (
        b'<a:e xmlns="urn:r" xmlns:a="urn:a" xmlns:b="urn:b" x="3" a:y="2" b:z="1"></a:e>'
    )


def test_a_prefix_is_declared_again_only_where_it_changes() -> None:
    root = read(b'<r xmlns="urn:r"><e xmlns="urn:r"><f xmlns=""><g xmlns="urn:r"/></f></e></r>')
    assert canonical(root) == (b'<r xmlns="urn:r"><e><f xmlns=""><g xmlns="urn:r"></g></f></e></r>')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>" * 100 + b"</a>" * 100,
        b"<a>" + b"<b/>" * 200_001 + b"</a>",
    ],
    ids=["nothing", "cut", "entities", "deep", "many"],
)
def test_what_is_no_plain_document_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        read(data)
