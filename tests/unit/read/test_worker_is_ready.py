"""What a worker pays for its first text, and what it keeps of it: nothing that the text does not ask for."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

from tests.unit.read.claimed import SAID, grammar

from onionskin.read.whole.facts import Facts
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import words_of

SENTENCES = (
    "Contoso was compromised through Northwind Agent.",
    "The attackers stole customer data in May 2024.",
    "It said that 400 companies were affected.",
    "The backdoor, called SILVERMOTH, steals cookies.",
    "Northwind denies that it was hit.",
)


def test_what_was_read_is_freed_without_a_search_for_cycles() -> None:
    # A cycle keeps all of a document until the collector looks at all of it again: a fifth of the time of reading.
    facts = Facts(SAID)
    facts.begin(SAID, frozenset(), " ".join(SENTENCES))
    found = [
        draft
        for at, each in enumerate(SENTENCES)
        for draft in facts.read(grammar("en"), each, 100 * at, heads_of(words_of(each)))
    ]
    assert list(facts.settled(found, SENTENCES[0]))
    kept = weakref.ref(facts)
    gc.disable()
    try:
        del facts
        assert kept() is None
    finally:
        gc.enable()


def test_to_tell_that_bytes_are_plain_text_loads_no_reader_of_other_formats() -> None:
    program = (
        "import os, sys, tempfile\n"
        "from onionskin.plugins.view import View\n"
        "from onionskin.read.documents.choosing import format_of\n"
        "file = tempfile.TemporaryFile()\n"
        "file.write(b'A text of one line.'); file.flush()\n"
        "print(format_of('a.txt', (), View(file.fileno())).id)\n"
        "heavy = ('email', 'onionskin.parse.archives.zip', 'onionskin.parse.documents.pdf', 'onionskin.read.documents.stix', 'onionskin.read.documents.article')\n"
        "print(*(each for each in heavy if each in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["text"]
